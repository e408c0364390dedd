"""Suppliers as they stand: by scale, region and sector, and those that a region was taken in."""

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import PROVINCES, REGENCIES, Axis, choice_axis, text_axis, word_axis
from tradehouse.services.reports.crosstab import Crosstab, Wanted, counted, nothing, plain
from tradehouse.storage.reports.subjects import SUPPLIERS

_SCALE = choice_axis(RecordKind.SUPPLIER, "scale", every=True)
_RULE = word_axis(
    "rule", N_("Rule of the scale"),
    {
        "sales": N_("By annual sales (PP 7/2021)"),
        "capital": N_("By business capital (PP 7/2021)"),
        "stated": N_("As stated, without figures"),
    },
)  # fmt: skip
_SECTOR = text_axis("sector", N_("Sector"))

scale = plain(
    N_("Business scale"), ((SUPPLIERS, (_SCALE, _RULE)),), (Wanted(_SCALE, N_("Suppliers by business scale")),)
)
sectors = plain(N_("Sector"), ((SUPPLIERS, (_SECTOR,)),), (Wanted(_SECTOR, N_("Suppliers by sector")),))


def region(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return suppliers by province, or by the regencies of the one that is chosen."""
    return _by_region(catalogue, filters, REGENCIES if filters.province else PROVINCES)


def intake(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return who was taken in, by regency: "10 cooperatives and 1,036 UMKM in 11 regencies"."""
    return _by_region(catalogue, filters, REGENCIES)


def _by_region(catalogue: Catalogue, filters: Filters, chosen: Axis) -> Report:
    with catalogue.database.reading() as read:
        parts = counted(read, SUPPLIERS, (chosen,), filters)
    if not parts[0].rows:
        return nothing(_(chosen.title))
    table = Crosstab(catalogue, filters, parts)
    known, kinds = len(set(parts[0].rows) - {""}), parts[0].columns()
    words = (
        N_("{cooperatives} cooperatives and {umkm} UMKM in {places} provinces")
        if chosen is PROVINCES
        else N_("{cooperatives} cooperatives and {umkm} UMKM in {places} regencies")
    )
    note = _(words).format(
        cooperatives=show_number(kinds.get("koperasi", 0)), umkm=show_number(kinds.get("umkm", 0)), places=known
    )
    title = _("Suppliers by province") if chosen is PROVINCES else _("Suppliers by regency")
    return table.report(_(chosen.title), charts=(table.chart(table.parts[0], title),), notes=(note,))
