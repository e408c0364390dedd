"""Certificates by type, each as it stands today."""

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import KINDS, choice_axis, reference_axis
from tradehouse.services.reports.crosstab import Crosstab, counted, nothing
from tradehouse.storage.reports.subjects import certificates as subject

_TYPE = reference_axis("certification_type", "type", N_("Certificate type"))
_VALIDITY = choice_axis(RecordKind.CERTIFICATION, "validity")


def certificates(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return certificates by type and validity, and by the kind of their owner."""
    chosen = subject()
    with catalogue.database.reading() as read:
        by_type = counted(read, chosen, (_TYPE,), filters, _VALIDITY)
        by_kind = counted(read, chosen, (KINDS,), filters, _VALIDITY)
    if not by_type[0].rows:
        return nothing(_("Certificate type"))
    table = Crosstab(catalogue, filters, [*by_type, *by_kind])
    return table.report(
        _("Certificate type"), charts=(table.chart(table.parts[0], _("Certificates by type and validity")),)
    )
