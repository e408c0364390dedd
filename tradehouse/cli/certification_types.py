"""`list certification-types`: the types of this house, as a table or as scripts read them."""

from tradehouse.cli.session import Session
from tradehouse.cli.tables import print_table
from tradehouse.domain.house_types import certification_type_data
from tradehouse.domain.language import _, current_language, ngettext
from tradehouse.domain.reference import CertificationType
from tradehouse.services.certification_types import ORIGIN_LABELS, list_types


def list_certification_types(session: Session, words: str, limit: int | None, *, as_json: bool) -> None:
    """Print the types in which all the words stand."""
    found, language = list_types(session.catalogue, words)[:limit], current_language()
    if as_json:
        told = ({"origin": str(known.origin), "certificates": known.certificates} for known in found)
        session.answer([{**certification_type_data(k.kind), **more} for k, more in zip(found, told, strict=True)])
        return
    rows = [[_("Code"), _("Certificate type"), _("Issued by"), _("Holds for"), _("Origin"), _("Uses")]]
    rows += [
        [
            known.kind.code,
            known.kind.label(language),
            known.kind.issuer(language),
            _term(known.kind),
            _(ORIGIN_LABELS[known.origin]),
            str(known.certificates or ""),
        ]
        for known in found
    ]
    print_table(rows)


def _term(kind: CertificationType) -> str:
    if kind.validity_years:
        return ngettext("{n} year", "{n} years", kind.validity_years).format(n=kind.validity_years)
    if kind.no_expiry:
        return _("Without an end")
    if kind.until_change:
        return _("Until ingredients or process change")
    return _("For one shipment") if kind.per_shipment else _("What the paper says")
