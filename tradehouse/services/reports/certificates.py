"""Certificates by type, each as it stands today."""

from dataclasses import replace

from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import KINDS, reference_axis, word_axis
from tradehouse.services.reports.crosstab import Crosstab, counted, nothing
from tradehouse.storage.reports.subjects import certificates as subject

_TYPE = reference_axis("certification_type", "type", N_("Certificate type"))
_VALIDITY = replace(
    word_axis(
        "validity",
        N_("Validity"),
        {
            "valid": N_("Valid"),
            "soon": N_("Up to 90 days"),
            "expired": N_("Expired"),
            "no_expiry": N_("No expiry"),
            "undated": N_("Date unknown"),
            "in_process": N_("In process"),
            "closed": N_("Refused or withdrawn"),
        },
        ("valid", "soon", "expired"),
    ),
    tones={"valid": "good", "soon": "attention", "expired": "danger", "no_expiry": "accent", "undated": "neutral"},
)


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
