"""What became of the lines of a showcase list, as the store keeps it."""

from collections.abc import Mapping

from tradehouse.domain.showcases import ShowcaseResult
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work

_TABLE = "showcase_result"
_KEPT = "SELECT id FROM showcase_result WHERE offer_line_id = ?"


def results_of(connection: Reader, offer_id: int) -> dict[int, ShowcaseResult]:
    """Return the results that are kept for the lines of an offer, by the line's id."""
    rows = connection.exec_driver_sql(
        "SELECT r.offer_line_id, r.brought, r.sold, coalesce(r.note, '') FROM showcase_result r "
        "JOIN offer_line l ON l.id = r.offer_line_id WHERE l.offer_id = ?",
        (offer_id,),
    )
    return {row[0]: ShowcaseResult(row[1], row[2], row[3]) for row in rows}


def put_results(work: Work, results: Mapping[int, ShowcaseResult]) -> None:
    """Keep results by the id of their offer line, in place of those that are kept."""
    kept = {
        line_id: found
        for line_id in results
        if (found := work.connection.exec_driver_sql(_KEPT, (line_id,)).scalar()) is not None
    }
    for line_id, row_id in kept.items():
        work.update(_TABLE, int(row_id), _columns(results[line_id]))
    new = [{"offer_line_id": n, **_columns(result)} for n, result in results.items() if n not in kept]
    work.insert_many(_TABLE, new)


def _columns(result: ShowcaseResult) -> dict[str, object]:
    return {"brought": result.brought, "sold": result.sold, "note": result.note or None}
