"""Photos as rows: the stored file once, its places on products many times."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tradehouse.domain.photo_edits import stored_edit
from tradehouse.storage.photo_tray import leave_tray
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work, rows_in_chunks


def photo_id(work: Work, values: Mapping[str, Any]) -> int:
    """Return the row of a photo by its sha256, making it from values (columns of `photo`) where it is new."""
    found = work.connection.exec_driver_sql("SELECT id FROM photo WHERE sha256 = ?", (values["sha256"],)).scalar()
    return work.insert("photo", values) if found is None else int(found)


def link_photo(work: Work, product_id: int, photo: int, role: str | None = None) -> bool:
    """Put a photo last on a product; False where it is on it already. The first one is the main photo.

    role is what the others show, "detail" if not given. The photo leaves the tray.
    """
    rows = work.connection.exec_driver_sql(
        "SELECT photo_id, position FROM product_photo WHERE product_id = ?", (product_id,)
    ).all()
    leave_tray(work, [photo])
    if any(row[0] == photo for row in rows):
        return False
    position = max((row[1] for row in rows), default=0) + 1
    other = "detail" if role in {None, "main"} else role
    work.insert(
        "product_photo",
        {"product_id": product_id, "photo_id": photo, "position": position, "role": other if rows else "main"},
    )
    return True


def add_photos(work: Work, wanted: Sequence[tuple[int, Mapping[str, Any]]]) -> list[bool]:
    """Put many photos last on their products, in this order; for each, whether it is new there.

    wanted are (product, columns of `photo`). What photo_id and link_photo do for one, in a few statements for all.
    """
    known = _photo_ids(work.connection, {values["sha256"] for _, values in wanted})
    new = {values["sha256"]: values for _, values in wanted if values["sha256"] not in known}
    known |= dict(zip(new, work.insert_many("photo", list(new.values())), strict=True))
    there = _places(work.connection, {product for product, _ in wanted})
    links: list[dict[str, Any]] = []
    fresh: list[bool] = []
    for product, values in wanted:
        photos, photo = there.setdefault(product, {}), known[values["sha256"]]
        fresh.append(photo not in photos)
        if fresh[-1]:
            role = "detail" if photos else "main"
            photos[photo] = max(photos.values(), default=0) + 1
            links.append({"product_id": product, "photo_id": photo, "position": photos[photo], "role": role})
    leave_tray(work, list(known.values()))
    work.insert_many("product_photo", links)
    return fresh


def _photo_ids(connection: Reader, hashes: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in rows_in_chunks(hashes, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(f"SELECT sha256, id FROM photo WHERE sha256 IN ({marks})", tuple(chunk))
        found.update((row[0], int(row[1])) for row in rows)
    return found


def _places(connection: Reader, products: Collection[int]) -> dict[int, dict[int, int]]:
    """Return, per product, the position of each of its photos."""
    found: dict[int, dict[int, int]] = {}
    for chunk in rows_in_chunks(products, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT product_id, photo_id, position FROM product_photo WHERE product_id IN ({marks})", tuple(chunk)
        )
        for product, photo, position in rows:
            found.setdefault(int(product), {})[int(photo)] = int(position)
    return found


def place_photos(work: Work, product_id: int, link_ids: Sequence[int]) -> bool:
    """Give the photos of a product this order; the first becomes the main photo. Return whether anything moved."""
    moved = False
    for position, link_id in enumerate(link_ids, start=1):
        image = work.image("product_photo", link_id)
        if image["product_id"] != product_id:
            continue
        role = "main" if position == 1 else ("detail" if image["role"] == "main" else image["role"])
        moved = work.update("product_photo", link_id, {"position": position, "role": role}) or moved
    return moved


def links_of(connection: Reader, product_id: int) -> list[int]:
    """Return the link ids of a product's photos in their order."""
    return [
        int(row[0])
        for row in connection.exec_driver_sql(
            "SELECT id FROM product_photo WHERE product_id = ? ORDER BY position, id", (product_id,)
        )
    ]


def photos_on(connection: Reader, product_ids: Sequence[int]) -> list[int]:
    """Return the photos that are on these products, each once."""
    found: dict[int, None] = {}
    for chunk in rows_in_chunks(product_ids, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT photo_id FROM product_photo WHERE product_id IN ({marks}) ORDER BY product_id, position",
            tuple(chunk),
        )
        found.update(dict.fromkeys(int(row[0]) for row in rows))
    return list(found)


def products_of_links(connection: Reader, link_ids: Sequence[int]) -> dict[int, int]:
    """Return the product of each of these links, in their order; links that are gone are left out."""
    found: dict[int, int] = {}
    for link in link_ids:
        product = connection.exec_driver_sql("SELECT product_id FROM product_photo WHERE id = ?", (link,)).scalar()
        if product is not None:
            found[link] = int(product)
    return found


def photo_of_link(connection: Reader, link_id: int) -> tuple[int, str] | None:
    """Return (photo, what its file was called) of a link, None where it is gone."""
    row = connection.exec_driver_sql(
        "SELECT ph.id, coalesce(ph.original_name, ph.sha256 || '.' || ph.extension) FROM product_photo pp "
        "JOIN photo ph ON ph.id = pp.photo_id WHERE pp.id = ?",
        (link_id,),
    ).first()
    return None if row is None else (int(row[0]), str(row[1]))


def needed_photos(connection: Reader) -> set[str]:
    """Return the sha256 of every photo that a record, the tray or the kept history needs."""
    rows = connection.exec_driver_sql(
        "SELECT sha256 FROM photo UNION SELECT json_extract(before, '$.sha256') FROM change_row "
        "WHERE table_name = 'photo' AND before IS NOT NULL"
    )
    return {row[0] for row in rows if row[0]}


def stored_photos(connection: Reader) -> list[tuple[str, str, str]]:
    """Return (sha256, extension, a product it is on or "") of every photo in the catalogue."""
    rows = connection.exec_driver_sql(
        "SELECT ph.sha256, ph.extension, coalesce((SELECT p.code || ' ' || p.name_id FROM product_photo pp "
        "JOIN product p ON p.id = pp.product_id WHERE pp.photo_id = ph.id LIMIT 1), '') FROM photo ph ORDER BY ph.sha256"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def photo_name(connection: Reader, photo: int) -> str:
    """Return the stored file of a photo's row as "sha256.extension", "" where there is no such row."""
    row = connection.exec_driver_sql("SELECT sha256, extension FROM photo WHERE id = ?", (photo,)).first()
    return "" if row is None else f"{row[0]}.{row[1]}"


def photo_ids(connection: Reader) -> list[int]:
    """Return the ids of all photos."""
    return [int(row[0]) for row in connection.exec_driver_sql("SELECT id FROM photo ORDER BY id")]


def photos_seen(
    connection: Reader, product_ids: Sequence[int]
) -> dict[int, list[tuple[int, int, str | None, float | None]]]:
    """Return (width, height, consent as it is kept, sharpness) of the photos of some products, in their order.

    Width and height are those that are shown, after turning and cropping.
    """
    found: dict[int, list[tuple[int, int, str | None, float | None]]] = {}
    for chunk in rows_in_chunks(product_ids, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            "SELECT pp.product_id, ph.width, ph.height, ph.consent, ph.sharpness, pp.rotation, pp.crop FROM product_photo pp "
            f"JOIN photo ph ON ph.id = pp.photo_id WHERE pp.product_id IN ({marks}) ORDER BY pp.position, pp.id",
            tuple(chunk),
        )
        for product_id, width, height, consent, sharpness, rotation, crop in rows:
            shown = stored_edit(rotation, crop).shown_size((width, height)) if rotation or crop else (width, height)
            found.setdefault(int(product_id), []).append((*shown, consent, sharpness))
    return found
