"""What suppliers must get for which market as a report: for paper, a workbook, a script."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import COUNT, TEXT
from tradehouse.domain.language import N_, Message, current_language, translator
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.reports import Cell, Column, Details, Names, Report, Section
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.report_files import check_report_target, report_file_name, save_report
from tradehouse.services.requirements import GAP_WORDS, Picture, today
from tradehouse.storage.requirements import read_named

_TITLE = N_("Missing certificates by supplier")


def gap_list_name(suffix: str = ".xlsx") -> str:
    """Return a file name for a list of gaps: INTERNAL, what it is, and the day."""
    return report_file_name(Report("gaps", translator(current_language()).gettext(_TITLE), (), ()), suffix)


def save_gaps(
    catalogue: Catalogue, seen: Picture, out: Path, language: str = "", progress: Progress | None = None
) -> list[Message]:
    """Write what is missing by supplier to a workbook or PDF; return what should be known about it.

    Raises UserError where out cannot be written (what was there stays), and Cancelled.
    """
    check_report_target(out)
    return save_report(catalogue, gap_report(catalogue, seen, language), out, language, progress)


def gap_report(catalogue: Catalogue, seen: Picture, language: str = "") -> Report:
    """Return what is missing by supplier as a report, with the products on its second sheet; language "" is the
    program's.
    """
    spoken = language or current_language()
    say = translator(spoken).gettext
    sections, names = [], dict[str, Names]()
    for _id, group in groupby(seen.gaps, key=lambda gap: gap.maker.id):
        gaps = list(group)
        maker = gaps[0].maker
        rows = []
        for gap in gaps:
            key = f"{maker.id}:{gap.type}"
            names[key] = Names(RecordKind.PRODUCT, ids=gap.products)
            rows.append((
                Cell(find_label("certification_type", gap.type, spoken)),
                Cell(market_words(gap.markets, spoken)),
                Cell(say(N_("Recommended")) if gap.recommended else say(N_("Required"))),
                Cell(say(GAP_WORDS[gap.state])),
                Cell(len(gap.products), key),
            ))  # fmt: skip
        place = find_label("province", maker.province, spoken) if maker.province else ""
        title = "  ·  ".join(part for part in (maker.name or say(N_("Without supplier")), maker.code, place) if part)
        sections.append(Section(tuple(rows), title))
    return Report(
        "gaps",
        say(_TITLE),
        (
            Column("type", say(N_("Certificate type")), TEXT),
            Column("markets", say(N_("For the market")), TEXT),
            Column("duty", say(N_("Duty")), TEXT),
            Column("state", say(N_("State")), TEXT),
            Column("products", say(N_("Products")), COUNT),
        ),
        tuple(sections),
        filters=(f"{say(N_('Market'))}: {market_words(seen.markets, spoken)}",),
        names=names,
        details=_details(catalogue, seen, spoken),
        made_on=today(),
    )


def market_words(codes: Sequence[str], language: str = "") -> str:
    """Return what markets are called, separated by commas."""
    return ", ".join(find_label("market", code, language or None) for code in codes)


def plain_gaps(catalogue: Catalogue, seen: Picture) -> Iterator[dict[str, Any]]:
    """Yield what is missing for scripts: codes, never labels."""
    with catalogue.database.reading() as read:
        known = read_named(read, RecordKind.PRODUCT, sorted({i for gap in seen.gaps for i in gap.products}))
    for gap in seen.gaps:
        yield {
            "supplier": gap.maker.code or None,
            "supplier_name": gap.maker.name or None,
            "type": gap.type,
            "markets": list(gap.markets),
            "recommended": gap.recommended,
            "state": gap.state,
            "products": [known[i].code for i in gap.products if i in known],
        }


def _details(catalogue: Catalogue, seen: Picture, language: str) -> Details:
    say = translator(language).gettext
    with catalogue.database.reading() as read:
        known = read_named(read, RecordKind.PRODUCT, sorted({i for gap in seen.gaps for i in gap.products}))
    return Details(
        (
            Column("supplier", say(N_("Supplier")), TEXT),
            Column("code", say(N_("Code")), TEXT),
            Column("name", say(N_("Product")), TEXT),
            Column("type", say(N_("Certificate type")), TEXT),
        ),
        tuple(
            (gap.maker.name, known[i].code, known[i].name, find_label("certification_type", gap.type, language))
            for gap in seen.gaps
            for i in gap.products
            if i in known
        ),
    )
