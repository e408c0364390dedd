"""What partners carry: their links to programmes and suppliers, as the store keeps them."""

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Ref
from tradehouse.domain.training import PartnerLink
from tradehouse.storage.reader import Reader

CARRIED = (RecordKind.PROGRAMME, RecordKind.SUPPLIER)


def links_of(connection: Reader, kind: RecordKind, record_id: int) -> list[PartnerLink]:
    """Return the links of a partner, a programme or a supplier, in order of what they name."""
    rows = connection.exec_driver_sql(
        "SELECT l.id, n.id, n.code, n.name, g.id, g.code, g.name, s.id, s.code, s.name, coalesce(l.role, '') "
        "FROM partner_link l JOIN partner n ON n.id = l.partner_id LEFT JOIN programme g ON g.id = l.programme_id "
        f"LEFT JOIN supplier s ON s.id = l.supplier_id WHERE l.{kind}_id = ? "
        "AND n.trashed_at IS NULL AND g.trashed_at IS NULL AND s.trashed_at IS NULL "
        "ORDER BY g.id IS NULL, g.name_sort, s.name_sort, n.name_sort",
        (record_id,),
    )
    found = []
    for row in rows:
        partner, programme, supplier = (
            None if row[at] is None else Ref(row[at], row[at + 1] or "", row[at + 2] or "") for at in (1, 4, 7)
        )
        carried = programme or supplier
        if partner is not None and carried is not None:
            carried_kind = RecordKind.PROGRAMME if programme is not None else RecordKind.SUPPLIER
            found.append(PartnerLink(row[0], partner, carried_kind, carried, row[10]))
    return found


def link_between(connection: Reader, partner_id: int, kind: RecordKind, carried_id: int) -> int | None:
    """Return the link of a partner to a record, None where there is none."""
    found = connection.exec_driver_sql(
        f"SELECT id FROM partner_link WHERE partner_id = ? AND {kind}_id = ?", (partner_id, carried_id)
    ).scalar()
    return None if found is None else int(found)
