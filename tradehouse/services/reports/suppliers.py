"""Suppliers as they stand: by scale, region and sector, and those that a region was taken in."""

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _, ngettext
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
    places, kinds = len(set(parts[0].rows) - {""}), parts[0].columns()
    cooperatives, umkm = kinds.get("koperasi", 0), kinds.get("umkm", 0)
    note = _("{cooperatives} and {umkm} UMKM in {places}").format(
        cooperatives=ngettext("{n} cooperative", "{n} cooperatives", cooperatives).format(n=show_number(cooperatives)),
        umkm=show_number(umkm),
        places=(
            ngettext("{n} province", "{n} provinces", places)
            if chosen is PROVINCES
            else ngettext("{n} regency", "{n} regencies", places)
        ).format(n=places),
    )
    title = _("Suppliers by province") if chosen is PROVINCES else _("Suppliers by regency")
    return table.report(_(chosen.title), charts=(table.chart(table.parts[0], title),), notes=(note,) if places else ())
