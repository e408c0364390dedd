"""What partners carry: programmes and suppliers, each with the partner's role."""

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.training import PartnerLink
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import partner_links as stored
from tradehouse.storage import queries


def links_of(catalogue: Catalogue, kind: RecordKind, record_id: int) -> list[PartnerLink]:
    """Return the links of a partner, a programme or a supplier."""
    with catalogue.database.reading() as read:
        return stored.links_of(read, kind, record_id)


def put_link(catalogue: Catalogue, partner_id: int, kind: RecordKind, carried_id: int, role: str = "") -> int:
    """Link a partner to a programme or supplier that it carries; a link that is there gets the role. Return its id."""
    with catalogue.database.reading() as read:
        name = queries.record(read, RecordKind.PARTNER, partner_id)["name"]
    with catalogue.writing(N_("Link of {name}"), name=name) as work:
        known = stored.link_between(work.connection, partner_id, kind, carried_id)
        if known is not None:
            work.update("partner_link", known, {"role": role or None})
            return known
        ends = {f"{other}_id": carried_id if other is kind else None for other in stored.CARRIED}
        return work.insert("partner_link", {"partner_id": partner_id, **ends, "role": role or None})


def remove_link(catalogue: Catalogue, link: PartnerLink) -> None:
    """Take a link away."""
    with catalogue.writing(N_("Link of {name} removed"), name=link.partner.name) as work:
        work.delete_many("partner_link", [link.id])
