"""`report`: figures of the house as a table, as JSON, or as a workbook, picture or PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.figures import FigureKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.query import token_of
from tradehouse.domain.regions import find_province, find_regency
from tradehouse.domain.report_filters import QUARTERS, Filters
from tradehouse.domain.reports import ORIGIN_LABELS, Cell, Report
from tradehouse.services import browsing
from tradehouse.services.reports import REPORTS, ReportKind, make_report, report_named, with_details

_WIDEST = 60


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("report", help="Print a report, or write it to a file; without NAME it lists the reports.")(report)


def report(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="which report; none lists them")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.xlsx|.pdf|.png", help="the file to write")] = None,
    year: Annotated[int, typer.Option("--year", min=0, help="of what is counted")] = 0,
    quarter: Annotated[int, typer.Option("--quarter", min=0, max=4, help="1 to 4, with --year")] = 0,
    province: Annotated[str, typer.Option("--province", help="by name or code")] = "",
    regency: Annotated[str, typer.Option("--regency", help="by name or code")] = "",
    kind: Annotated[str, typer.Option("--kind", help="umkm, koperasi or kelompok")] = "",
    programme: Annotated[str, typer.Option("--programme", "--program", help="by name or code")] = "",
    series: Annotated[str, typer.Option("--series", help="of programmes, as it is written there")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> None:
    """Work out a report."""
    session: Session = context.obj
    if not name:
        _list(session)
        return
    chosen = report_named(name)
    if out is not None:
        from tradehouse.services.report_files import check_report_target

        check_report_target(out)
    said = {"year": year, "quarter": quarter, "province": province, "regency": regency, "kind": kind,
            "programme": programme, "series": series}  # fmt: skip
    filters = _filters(session, chosen, {key: value for key, value in said.items() if value})
    found = make_report(session.catalogue, chosen, filters, session.progress())
    if out is not None:
        _save(session, found, out)
    if as_json:
        from tradehouse.services.report_files import report_data

        session.answer(report_data(found))
    elif out is None:
        _tell(session, found)


def _list(session: Session) -> None:
    if session.as_json:
        session.answer(
            [{"name": kind.name, "title": _(kind.title), "filters": list(kind.filters)} for kind in REPORTS.values()]
        )
        return
    for kind in REPORTS.values():
        session.say(f"{kind.name:<14}{_(kind.title)}")


def _filters(session: Session, chosen: ReportKind, said: dict[str, Any]) -> Filters:
    unknown = next((key for key in said if key not in chosen.filters), None)
    if unknown is not None:
        raise UserError(
            "unknown_filter",
            N_("The report {report} is not narrowed by --{filter}. It takes: {known}."),
            report=chosen.name, filter=unknown, known=", ".join(f"--{key}" for key in chosen.filters),
        )  # fmt: skip
    if said.get("quarter") and not said.get("year"):
        raise UserError("no_year", N_("--quarter needs --year."))
    if said.get("quarter", 1) not in QUARTERS:
        raise UserError("bad_quarter", N_("A quarter is a number from 1 to 4."))
    values = dict(said)
    if text := said.get("province"):
        values["province"] = _code(find_province(text), text, N_('"{text}" is not a province.'))
    if text := said.get("regency"):
        found = find_regency(text, values.get("province", ""))
        values["regency"] = _code(
            found,
            text,
            N_('"{text}" is not a regency, or several are called so. Give its code or add Kabupaten or Kota.'),
        )
    if text := said.get("kind"):
        field = fields(RecordKind.SUPPLIER)["kind"]
        values["kind"] = token_of(field, text)
        if values["kind"] not in {choice.token for choice in field.choices}:
            raise UserError("unknown_kind", N_('"{kind}" is not a kind of supplier. There are: {known}.'), kind=text,
                            known=", ".join(choice.token for choice in field.choices))  # fmt: skip
    if text := said.get("programme"):
        programmes = browsing.find_named(session.catalogue, RecordKind.PROGRAMME, text)
        if len(programmes) != 1:
            raise NotFound(
                "no_such_programme",
                N_('There is no programme "{programme}", or several are called so. Give its code.'),
                programme=text,
            )
        values["programme"] = programmes[0].id
    return Filters(**values)


def _code(found: Any, text: str, msgid: str) -> str:
    if found is None:
        raise NotFound("unknown_place", msgid, text=text)
    return str(found.code)


def _save(session: Session, found: Report, out: Path) -> None:
    from tradehouse.services.report_files import save_report

    full = with_details(session.catalogue, found, session.progress()) if out.suffix.lower() == ".xlsx" else found
    for message in save_report(session.catalogue, full, out, progress=session.progress()):
        session.say(f"! {message}")
    session.say(_("{file} is written.").format(file=out))


def _tell(session: Session, found: Report) -> None:
    session.say(found.title)
    for line in found.filters:
        session.say(line)
    if found.empty:
        session.say(_("No data yet"))
        return
    lines: list[list[str]] = [[column.label for column in found.columns]]
    marks: dict[int, str] = {}
    for section in found.sections:
        if section.title:
            lines += [[], [section.title]]
        for row in (*section.rows, *([section.totals] if section.totals else [])):
            marks[len(lines)] = ", ".join(dict.fromkeys(_(ORIGIN_LABELS[cell.origin]) for cell in row if cell.origin))
            lines.append(_texts(found, row))
    if found.totals:
        lines.append(_texts(found, found.totals))
    full = [line for line in lines if len(line) == len(found.columns)]
    widths = [min(_WIDEST, max(len(line[n]) for line in full)) for n in range(len(found.columns))]
    for n, texts in enumerate(lines):
        if len(texts) != len(found.columns):
            session.say("".join(texts))
            continue
        cells = [
            text.rjust(width) if found.columns[k].figure.kind is not FigureKind.TEXT else _cut(text, width).ljust(width)
            for k, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        session.say("  ".join([*cells, marks.get(n, "")]).rstrip())
    for note in found.notes:
        session.say(note)


def _texts(found: Report, row: Sequence[Cell]) -> list[str]:
    return [column.figure.text(cell.value) for column, cell in zip(found.columns, row, strict=True)]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
