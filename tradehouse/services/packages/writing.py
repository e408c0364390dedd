"""Writing a package: chosen products with their suppliers, certificates, photos and scans.

Beside its value every field carries what it was before, oldest first, as the history of this catalogue has it. That is
what lets the other side tell a newer value from an older one (`domain.merging`), so that neither catalogue needs to
remember what it sent or received, packages may cross, and a folder that was copied once can be merged all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, stored_fields
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.exchange import packages as exchange
from tradehouse.exchange.packages import Enclosed
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import read_house
from tradehouse.services.scans import scan_store
from tradehouse.storage import packages as stored
from tradehouse.storage import queries
from tradehouse.storage.certification_types import kept_types
from tradehouse.storage.reader import Reader
from tradehouse.storage.scans import known_scans
from tradehouse.storage.upgrade import program_version

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
LIST_OF: Final[Mapping[RecordKind, str]] = {S: "suppliers", P: "products", C: "certifications"}
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class PackedReport:
    """What a package holds; records by list name. missing are files that the catalogue should have and has not."""

    path: Path
    records: Mapping[str, int]
    photos: int
    scans: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    ids: Mapping[RecordKind, Sequence[int]]
    maker_uids: Mapping[int, str]
    photos: tuple[str, ...]
    scans: tuple[str, ...]


def write_package(
    catalogue: Catalogue,
    out: Path,
    query: Query | None = None,
    progress: Progress | None = None,
    *,
    ids: Sequence[int] | None = None,
) -> PackedReport:
    """Write a package of the products with these ids, or that a query selects, with all that belongs to them; of
    everything without either.

    One snapshot of the catalogue is read; nothing in it changes. Raises UserError where out is no .zip or nothing is
    selected, StorageProblem, Cancelled; then out is as it was.
    """
    if out.suffix.lower() != ".zip":
        raise UserError(
            "not_zip", N_('"{file}" does not end in .zip. Give the package a name that does.'), file=out.name
        )
    told = progress or Progress()
    house = read_house(catalogue)
    with catalogue.database.reading() as read:
        chosen = _choose(read, query, ids)
        counts = {LIST_OF[kind]: len(ids) for kind, ids in chosen.ids.items()}
        if not any(counts.values()):
            raise UserError("nothing_chosen", N_("No record was chosen, so there is nothing to pack."))
        facts = {
            "program": program_version(),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "house": house.get("name_id") or house.get("name_en") or "",
            "counts": counts,
        }
        lists: dict[str, Iterator[Mapping[str, Any]]] = {
            LIST_OF[kind]: _rows(read, kind, ids, chosen.maker_uids) for kind, ids in chosen.ids.items()
        }
        lists["certification_types"] = _own_types(read, chosen.ids[C])
        lists["scans"] = map(asdict, known_scans(read, [name.partition(".")[0] for name in chosen.scans]).values())
        lists["photos"] = stored.photo_facts(read, [name.partition(".")[0] for name in chosen.photos])
        unread = exchange.write_package(out, facts, lists, _files(catalogue, chosen), told)
    lost = tuple(file.name for file in unread)
    return PackedReport(
        out,
        counts,
        sum(1 for name in chosen.photos if name not in lost),
        sum(1 for name in chosen.scans if name not in lost),
        lost,
    )


def _choose(read: Reader, query: Query | None, ids: Sequence[int] | None) -> _Chosen:
    products = list(queries.find_ids(read, P, query or Query()))
    if ids is not None:
        wanted = frozenset(ids)
        products = [product for product in products if product in wanted]
    photos = stored.photos_by_product(read, products)
    uids = {found: uid for uid, (found, _trashed) in stored.ids_by_uid(read, S).items()}
    if query is None and ids is None:
        suppliers = list(queries.find_ids(read, S, Query()))
        papers = queries.records(read, C, queries.find_ids(read, C, Query()))
    else:
        suppliers = _makers_of(read, products)
        papers = [paper for supplier in suppliers for paper in queries.certifications_of(read, supplier)]
    chosen = frozenset(products)
    # A certificate that names other products only would seem to cover everything where these are not known.
    papers = [c for c in papers if not c["products"] or any(ref.id in chosen for ref in c["products"])]
    scans = (name for paper in papers for name in paper["scans"] if exchange.is_file_name(name))
    return _Chosen(
        {S: suppliers, P: products, C: [paper.id for paper in papers]},
        uids,
        tuple(dict.fromkeys(photo["file"] for product in products for photo in photos.get(product, ()))),
        tuple(dict.fromkeys(scans)),
    )


def _own_types(read: Reader, papers: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """Yield the house's own types that these certificates have: nobody else knows them."""
    used = {values["type"] for _id, _uid, values in stored.stored_records(read, C, ["type"], papers)}
    for code, (_row, data) in kept_types(read).items():
        if code in used and code not in shipped_certification_types():
            yield {**data, "code": code}


def _makers_of(read: Reader, products: Sequence[int]) -> list[int]:
    rows = stored.stored_records(read, P, ["supplier_id"], products)
    return sorted({values["supplier_id"] for _id, _uid, values in rows if values["supplier_id"] is not None})


def _rows(
    read: Reader, kind: RecordKind, ids: Sequence[int], maker_uids: Mapping[int, str]
) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a kind: uid, values and past values by field key, suppliers and products by uid."""
    keys = {f.column_name: f.key for f in stored_fields(str(kind))}
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        past = stored.past_values(read, str(kind), page)
        photos = stored.photos_by_product(read, page) if kind is P else {}
        covers = stored.covered_by(read, page) if kind is C else {}
        for record_id, uid, values in stored.stored_records(read, str(kind), list(keys), page):
            row: dict[str, Any] = {"uid": uid, "values": {}, "past": {}}
            for column, key in keys.items():
                if values[column] is not None:
                    row["values"][key] = maker_uids.get(values[column]) if key == "supplier" else values[column]
            for column, before in past.get(record_id, {}).items():
                if column in keys:
                    makers = keys[column] == "supplier"
                    row["past"][keys[column]] = [maker_uids.get(v) for v in before] if makers else before
            if record_id in photos:
                row["photos"] = photos[record_id]
            if record_id in covers:
                row["products"] = covers[record_id]
            yield row


def _files(catalogue: Catalogue, chosen: _Chosen) -> Iterator[Enclosed]:
    for store, names in ((catalogue.photos, chosen.photos), (scan_store(catalogue), chosen.scans)):
        for name in names:
            sha256, _, extension = name.partition(".")
            yield Enclosed(name, store.path(sha256, extension))
