"""The gate of a list: which products are not ready for it, and what becomes of them. Never silently in or out."""

from array import array
from collections.abc import Iterator, Sequence

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, together
from tradehouse.domain.progress import Progress
from tradehouse.domain.readiness import Gate
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting.options import LEAVE_OUT, MARK, REFUSE, ExportOptions, Remark
from tradehouse.services.exporting.product_rows import PAGE, Gates, remark
from tradehouse.services.house import TradingTerms
from tradehouse.services.readiness import gaps_in
from tradehouse.storage.reader import Reader


def lacking(
    read: Reader,
    ids: Sequence[int],
    layout: Layout,
    usual: TradingTerms,
    market: str,
    progress: Progress | None = None,
) -> Iterator[Remark]:
    """Yield one remark for each product that does not pass the layout's gate, naming all that it lacks."""
    told = progress or Progress()
    for done, (product, gaps) in enumerate(gaps_in(read, ids, Gate(layout.gate), usual, market)):
        if done % PAGE == 0:
            told.report(done, len(ids))
        if gaps:
            yield remark(product, together([gap.message for gap in gaps]))


def gates_of(layout: Layout, options: ExportOptions, usual: TradingTerms) -> Gates:
    """Return what is asked of the products of a list while it is written, where nothing had to be decided before."""
    told = Gate(layout.gate) if layout.gate and options.unready == MARK else None
    export = any(column.value == "export_ready" for table in layout.tables.values() for column in table.columns)
    return Gates(usual if told or export else None, told, export)


def decide(
    options: ExportOptions, chosen: Sequence[int], left_out: list[Remark], unready: list[Remark]
) -> tuple[Sequence[int], list[Remark], list[Remark]]:
    """Return (products, those left out, those told of) by what the person decided about products that are not ready."""
    if options.unready == REFUSE and unready:
        raise UserError(
            "not_ready",
            N_("{count} of {total} products are not ready for this list, so nothing was written. The first: {first}"),
            count=len(unready),
            total=len(chosen),
            first=str(unready[0]),
        )
    if options.unready != LEAVE_OUT:
        return chosen, left_out, unready
    gone = {found.product_id for found in unready}
    return array("q", [i for i in chosen if i not in gone]), [*left_out, *unready], []
