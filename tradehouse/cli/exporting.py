"""`export`: a workbook in one of the layouts, a PDF, or a buyer's pack."""
# ruff: noqa: ARG001 - typer is told of the options by a signature, and they are read together from the context

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.cells import Unreadable
from tradehouse.domain.cost_steps import DeliveryTerm
from tradehouse.domain.dates import parse_date
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.query import parse_query
from tradehouse.services import browsing
from tradehouse.services.documents import KINDS, USUAL_TAG, PackReport, write_pack, write_pdf
from tradehouse.services.exporting import ExportOptions, ExportReport, Remark, export
from tradehouse.services.exporting.cost_tables import read_cost_steps
from tradehouse.services.exporting.options import MARK
from tradehouse.services.offers.revising import revision_options

LEFT_OVER = 3
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_CODE = re.compile(r"BYR-\d+", re.IGNORECASE)
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command(
        "export", help="Write a workbook or PDF for buyers or a showcase, a buyer's pack, or everything for the house."
    )(export_workbook)


def export_workbook(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="the file to write: .xlsx, .pdf, or .zip for a buyer's pack; one that is there is replaced",
        ),
    ],
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            help="showcase, export, full, or another that `layouts` lists; for PDF also catalogue, line-sheet, price-tags, specification",
        ),
    ],
    where: Annotated[str, typer.Option("--where", help="words and key:value terms that choose the products")] = "",
    buyer: Annotated[str, typer.Option("--buyer", help="code or name of a buyer, or just a name for the head")] = "",
    rate: Annotated[str, typer.Option("--rate", help="rupiah for one unit of the currency, such as 16250")] = "",
    margin: Annotated[str, typer.Option("--margin", help="percent of the selling price, such as 30")] = "",
    incoterm: Annotated[str, typer.Option("--incoterm", help="EXW, FOB, CIF …")] = "",
    port: Annotated[str, typer.Option("--port", help="code or name of the port, or another named place")] = "",
    term: Annotated[
        list[str] | None,
        typer.Option(
            "--term",
            metavar="TERM PLACE",
            help='a delivery term beside others, such as "CIF Rotterdam"; up to three, the first is quoted',
        ),
    ] = None,
    costs: Annotated[
        Path | None,
        typer.Option("--costs", help="table of the cost steps from EXW to the term: leg, basis, amount, currency"),
    ] = None,
    currency: Annotated[str, typer.Option("--currency", help="USD, EUR, JPY …")] = "",
    valid_until: Annotated[str, typer.Option("--valid-until", help="last day of the prices, such as 2026-12-31")] = "",
    language: Annotated[str, typer.Option("--language", help="id or en: the language of the document")] = "",
    unready: Annotated[
        str, typer.Option("--unready", help="leave-out, mark or refuse products that are not ready")
    ] = MARK,
    issue: Annotated[
        bool | None,
        typer.Option(
            "--issue/--no-issue", help="keep the list in the ledger of offers, or do not; order forms are kept"
        ),
    ] = None,
    revises: Annotated[str, typer.Option("--revises", help="reference of the offer that this list replaces")] = "",
    like: Annotated[
        str,
        typer.Option(
            "--like", metavar="LAYOUT", help="for PDF: the list for buyers whose prices, language and terms it takes"
        ),
    ] = "",
    tag_size: Annotated[str, typer.Option("--tag-size", help="for price tags: small, medium or large")] = USUAL_TAG,
    pack: Annotated[
        bool, typer.Option("--pack", help="a zip of the workbook, photos, specifications and certificates")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> int:
    """Write a workbook, PDF or pack and say what is in it and what is not."""
    session: Session = context.obj
    options = _options(session, context.params)
    if pack or out.suffix.lower() == ".zip":
        packed = write_pack(session.catalogue, out, options, session.progress())
        if as_json:
            session.answer(pack_json(packed))
        else:
            _tell_pack(session, packed)
        return LEFT_OVER if packed.written.left_out else 0
    if out.suffix.lower() == ".pdf":
        kind, base = (layout, like) if layout in KINDS else ("", layout)
        options = replace(options, layout=base)
        report = write_pdf(session.catalogue, out, kind, options, session.progress(), tag_size=tag_size)
    else:
        report = export(session.catalogue, out, options, session.progress())
    if as_json:
        session.answer(report_json(report))
    else:
        _tell(session, report)
    return LEFT_OVER if report.left_out else 0


def _options(session: Session, said: Mapping[str, Any]) -> ExportOptions:
    """Return what is asked for by the options of the command line. A revision is of the products, the buyer and the
    terms of the offer that it replaces, where nothing else is said.
    """
    buyer, revises, costs = said["buyer"].strip(), said["revises"].strip(), said["costs"]
    chosen = _buyer(session, buyer) if buyer else None
    asked = {
        "query": parse_query(RecordKind.PRODUCT, said["where"]) if said["where"].strip() else None,
        "buyer": "" if chosen else said["buyer"],
        "buyer_id": chosen,
        "rate": _number(said["rate"], "--rate"),
        "margin": _percent(said["margin"]),
        "incoterm": said["incoterm"],
        "port": said["port"],
        "currency": said["currency"],
        "valid_until": _day(said["valid_until"]),
        "language": said["language"],
        "terms": tuple(_term(text) for text in said["term"] or ()),
        "costs": read_cost_steps(costs, session.progress()) if costs is not None else None,
        "unready": said["unready"],
    }
    given = {key: value for key, value in asked.items() if value not in (None, "", ())}
    if not revises:
        return ExportOptions(said["layout"], issue=said["issue"], **given)
    before = revision_options(session.catalogue, _offer(session, revises))
    if "query" in given:
        given["ids"] = None
    if "incoterm" in given or "port" in given:
        # another port is one of the term that was quoted; another term has a place of its own
        given.setdefault("incoterm", before.terms[0].incoterm if before.terms else "")
        given.setdefault("terms", ())
    return replace(before, layout=said["layout"], **given)


def _named(session: Session, kind: RecordKind, text: str) -> int | None:
    """Return the one record of this code or name, None where there is none or several."""
    found = browsing.find_named(session.catalogue, kind, text)
    return found[0].id if len(found) == 1 else None


def _buyer(session: Session, text: str) -> int | None:
    """Return the buyer of this code or name, None for a firm that the house has no record of.

    Raises NotFound for a code that nobody has, which would stand in the head as the buyer's name; UserError where
    several buyers have the name.
    """
    found = browsing.find_named(session.catalogue, RecordKind.BUYER, text)
    if len(found) > 1:
        raise UserError("ambiguous_buyer", N_('Several buyers are called "{name}". Give the code of one of them.'), name=text)  # fmt: skip
    if not found and _CODE.fullmatch(text):
        raise NotFound("no_such_buyer", N_('There is no buyer with the code "{buyer}".'), buyer=text)
    return found[0].id if found else None


def _offer(session: Session, reference: str) -> int:
    found = _named(session, RecordKind.OFFER, reference)
    if found is None:
        raise NotFound("no_such_offer", N_('There is no offer "{reference}" in the ledger.'), reference=reference)
    return found


def _term(text: str) -> DeliveryTerm:
    incoterm, _space, place = text.strip().partition(" ")
    return DeliveryTerm(incoterm, place.strip())


def _number(text: str, option: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        # As people type it: 16.250 and 16,250 are both sixteen thousand, since no rate has three decimals.
        return number_from_cell(text.replace(",", "") if _GROUPED.fullmatch(text.strip()) else text, price=True)
    except Unreadable as problem:
        raise UserError("usage", N_("{option}: {problem}"), option=option, problem=problem.message) from problem


def _percent(text: str) -> Decimal | None:
    number = _number(text.replace("%", ""), "--margin")
    return None if number is None else number / 100


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return parse_date(text)
    except Unreadable as problem:
        raise UserError(
            "usage", N_("{option}: {problem}"), option="--valid-until", problem=problem.message
        ) from problem


def report_json(report: ExportReport) -> dict[str, Any]:
    """Return a report as JSON, with sentences in the language of the program."""
    return {
        "path": str(report.path),
        "layout": report.layout,
        "rows": report.rows,
        "photos": report.photos,
        "left_out": _remarks(report.left_out),
        "unpriced": _remarks(report.unpriced),
        "photo_problems": _remarks(report.photo_problems),
        "gaps": _remarks(report.gaps),
        "unready": _remarks(report.unready),
        "reference": report.reference or None,
        "offer": report.offer_id,
        "warnings": [str(warning) for warning in report.warnings],
    }


def pack_json(packed: PackReport) -> dict[str, Any]:
    """Return a pack's report: that of its workbook, and what lies beside it."""
    return report_json(packed.written) | {
        "pack": {
            "photos": packed.photos,
            "specifications": packed.specifications,
            "scans": packed.scans,
            "without_scan": list(packed.without_scan),
            "problems": [str(problem) for problem in packed.problems],
        }
    }


def _remarks(remarks: tuple[Remark, ...]) -> list[dict[str, str]]:
    return [{"code": r.code, "name": r.name, "reason": str(r.reason)} for r in remarks]


def _tell(session: Session, report: ExportReport) -> None:
    products = ngettext("{count} product", "{count} products", report.rows).format(count=report.rows)
    photos = ngettext("{count} photo", "{count} photos", report.photos).format(count=report.photos)
    session.say(_("{file}: {products}, {photos}").format(file=report.path, products=products, photos=photos))
    _list(_("Left out:"), report.left_out)
    _list(_("Without a price:"), report.unpriced)
    _list(_("Photos that could not be used:"), report.photo_problems)
    _list(_("Incomplete:"), report.gaps)
    _list(_("In the list, but not ready for it:"), report.unready)
    for warning in report.warnings:
        typer.echo(str(warning), err=True)


def _tell_pack(session: Session, packed: PackReport) -> None:
    _tell(session, packed.written)
    session.say(
        _("In the pack: {photos} photos, {specifications} specifications, {scans} certificate scans").format(
            photos=packed.photos, specifications=packed.specifications, scans=packed.scans
        )
    )
    _lines(_("Certificates in force without a scan:"), packed.without_scan)
    _lines(_("Files that could not be used:"), [str(problem) for problem in packed.problems])


def _list(title: str, remarks: tuple[Remark, ...]) -> None:
    _lines(title, [str(remark) for remark in remarks])


def _lines(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    typer.echo(f"{title} {len(lines)}", err=True)
    for line in lines[:_SHOWN]:
        typer.echo(f"  {line}", err=True)
    if len(lines) > _SHOWN:
        typer.echo("  …", err=True)
