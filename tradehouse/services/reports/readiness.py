"""How many products may go to the showroom and abroad, and which gaps stop most of the others."""

from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from threading import Lock

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import PERCENT, TEXT
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.readiness import Gap, Gate, missing
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import read_trading_terms
from tradehouse.services.readiness import PAGE, Asking, Surroundings
from tradehouse.services.reports.crosstab import nothing, today
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.products import latest_change, photos_measured, products_placed, products_touched

_GATES = {Gate.SHOWCASE: N_("Ready for the showroom"), Gate.EXPORT: N_("Ready for export")}
_KINDS = ("umkm", "koperasi", "kelompok")
_TOTAL = 1 + len(_KINDS)
_MOST_GAPS = 10


Lacking = tuple[tuple[str, ...], ...]
"""For each gate, in their order, the keys of what a product lacks there."""


class _Known:
    """What every product lacks at either gate, kept from one report to the next; only what changed is asked anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[object, ...] = ()
        self._change = 0
        self._gaps: dict[int, Lacking] = {}
        self.gaps: dict[str, Gap] = {}
        """Each gap by the key that products have it under."""

    def standings(self, catalogue: Catalogue, read: Reader, progress: Progress) -> Mapping[int, Lacking]:
        """Return the keys of what each product lacks today. Raises Cancelled, and then begins anew the next time."""
        with self._lock:
            # Terms and measures of photos are no part of the history.
            now = (catalogue.folder, today(), read_trading_terms(catalogue), photos_measured(read))
            latest = latest_change(read)
            touched = products_touched(read, self._change) if self._of == now and latest >= self._change else None
            placed = [row[0] for row in products_placed(read)]
            if touched is None:
                self._of, self._gaps = (), {}
            else:
                for product in touched:
                    self._gaps.pop(product, None)
            self._ask(catalogue, read, [product for product in placed if product not in self._gaps], progress)
            self._of, self._change = now, latest
            return dict(self._gaps)

    def _ask(self, catalogue: Catalogue, read: Reader, ids: Sequence[int], progress: Progress) -> None:
        around = Surroundings(read)
        asking = Asking(read, around, read_trading_terms(catalogue))
        for start in range(0, len(ids), PAGE):
            progress.report(start, len(ids), _("Checking products"))
            page = queries.records(read, RecordKind.PRODUCT, ids[start : start + PAGE])
            around.know(page)
            for subject in asking.subjects(page):
                self._gaps[subject.product.id] = tuple(self._keys(missing(subject, gate)) for gate in Gate)

    def _keys(self, found: Iterable[Gap]) -> tuple[str, ...]:
        keys = {f"{gap.rule}:{gap.code}:{gap.field}": gap for gap in found}
        self.gaps.update(keys)
        return tuple(map(intern, keys))


_KNOWN = _Known()


class _Standing:
    """Products that a gate lets pass, and those that each gap stops, by the kind of their supplier."""

    def __init__(self) -> None:
        self.ready: dict[str, list[int]] = {}
        self.gaps: dict[str, dict[str, list[int]]] = {}

    def add(self, kind: str, lacking: Sequence[str], products: Sequence[int]) -> None:
        """Count products in that lack the same."""
        for found in [self.gaps.setdefault(key, {}) for key in lacking] or [self.ready]:
            found.setdefault(kind, []).extend(products)


def readiness(catalogue: Catalogue, filters: Filters, progress: Progress) -> Report:
    """Return how products stand before both gates today. The first time it reads every product: long work. Raises
    Cancelled.
    """
    standing = {gate: _Standing() for gate in Gate}
    wanted = (filters.kind, filters.province, filters.regency)
    with catalogue.database.reading() as read:
        known = _KNOWN.standings(catalogue, read, progress)
        placed = [
            row
            for row in products_placed(read)
            if row[0] in known and all(not one or one == of for one, of in zip(wanted, row[1:], strict=True))
        ]
    alike: dict[tuple[str, Lacking], list[int]] = {}
    for product, kind, *_place in placed:
        alike.setdefault((kind, known[product]), []).append(product)
    for (kind, lacking), products in alike.items():
        for gate, keys in zip(Gate, lacking, strict=True):
            standing[gate].add(kind, keys, products)
    return _report(standing, len(placed)) if placed else nothing(_("Products"))


def _report(standing: dict[Gate, _Standing], count: int) -> Report:
    names: dict[str, Names] = {}

    def row(key: str, words: str, products: Mapping[str, Sequence[int]]) -> tuple[Cell, ...]:
        every = [product for some in products.values() for product in some]
        cells = []
        for kind, chosen in (*((kind, products.get(kind, ())) for kind in _KINDS), ("", every)):
            if chosen:
                names[f"{key}:{kind}"] = Names(RecordKind.PRODUCT, ids=tuple(chosen), said=words)
            cells.append(Cell(len(chosen), f"{key}:{kind}" if chosen else ""))
        return Cell(words), *cells, Cell(round(len(every) * 100 / count))

    sections, charts = [], []
    for gate, found in standing.items():
        gaps = sorted(found.gaps.items(), key=lambda one: (-sum(map(len, one[1].values())), one[0]))
        rows = [row(f"{gate}:ready", _(_GATES[gate]), found.ready)]
        rows += [row(f"{gate}:{key}", str(_KNOWN.gaps[key]), products) for key, products in gaps]
        sections.append(Section(tuple(rows), _("Showroom") if gate is Gate.SHOWCASE else _("Export")))
        if gaps:
            title = _("What stops the showroom most") if gate is Gate.SHOWCASE else _("What stops export most")
            charts.append(_gaps_chart(title, rows[1 : _MOST_GAPS + 1]))
    columns = (
        Column("label", _("Products"), TEXT),
        Column("umkm", _("UMKM")),
        Column("koperasi", _("Cooperative")),
        Column("kelompok", _("Producers' group")),
        Column("total", _("Total")),
        Column("share", _("Share"), PERCENT),
    )
    notes = (
        _("One product may lack several things; shares are of all {count} products.").format(count=show_number(count)),
    )
    return Report(
        "",
        "",
        columns,
        tuple(sections),
        charts=(_ready_chart(standing, sections), *charts),
        notes=notes,
        names=names,
        made_on=today(),
    )


def _ready_chart(standing: dict[Gate, _Standing], sections: Sequence[Section]) -> Chart:
    values = tuple(sum(map(len, found.ready.values())) for found in standing.values())
    keys = tuple(section.rows[0][_TOTAL].names for section in sections)
    series = Series(_("Products"), values, tone="good", names=keys)
    return Chart(ChartKind.BARS, _("Products that are ready"), (series,), tuple(_(words) for words in _GATES.values()))


def _gaps_chart(title: str, rows: Iterable[tuple[Cell, ...]]) -> Chart:
    shown = [(str(row[0].value), row[_TOTAL]) for row in rows]
    values = tuple(cell.value if isinstance(cell.value, int) else 0 for _words, cell in shown)
    series = Series(_("Products"), values, tone="attention", names=tuple(cell.names for _words, cell in shown))
    return Chart(ChartKind.BARS, title, (series,), tuple(words for words, _cell in shown))
