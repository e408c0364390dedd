"""What matching and culling need to know of the catalogue: the products by what a file may call them, known photos."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work, rows_in_chunks


@dataclass(frozen=True, slots=True)
class PhotoTarget:
    """What a product may be called by: in files, on labels, in barcodes."""

    id: int
    uid: str
    code: str
    supplier_code: str
    name: str
    name_en: str
    variant: str
    gtin: str


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """A photo of the catalogue and the products that it is on."""

    id: int
    product_ids: tuple[int, ...]


def photo_targets(connection: Reader) -> list[PhotoTarget]:
    """Return every product that is not in the trash, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, uid, coalesce(code, ''), coalesce(supplier_code, ''), name_id, coalesce(name_en, ''), "
        "coalesce(variant, ''), coalesce(gtin, '') FROM product WHERE trashed_at IS NULL ORDER BY id"
    )
    return [PhotoTarget(*row) for row in rows]


def known_photos(connection: Reader, hashes: Iterable[str]) -> dict[str, KnownPhoto]:
    """Return those of these photos (sha256) that the catalogue has."""
    found: dict[str, KnownPhoto] = {}
    for chunk in rows_in_chunks(hashes, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            "SELECT ph.sha256, ph.id, group_concat(p.id) FROM photo ph "
            "LEFT JOIN product_photo pp ON pp.photo_id = ph.id "
            "LEFT JOIN product p ON p.id = pp.product_id AND p.trashed_at IS NULL "
            f"WHERE ph.sha256 IN ({marks}) GROUP BY ph.id",
            tuple(chunk),
        )
        for sha256, photo, products in rows:
            found[sha256] = KnownPhoto(photo, tuple(map(int, products.split(","))) if products else ())
    return found


def living_products(connection: Reader, product_ids: Iterable[int]) -> set[int]:
    """Return those of these products that are there and not in the trash."""
    found: set[int] = set()
    for chunk in rows_in_chunks(sorted(product_ids), 500):
        marks = ", ".join("?" * len(chunk))
        found.update(
            connection.exec_driver_sql(
                f"SELECT id FROM product WHERE trashed_at IS NULL AND id IN ({marks})", tuple(chunk)
            ).scalars()
        )
    return found


def is_shown(connection: Reader, photo: int) -> bool:
    """Tell whether a photo is on any product."""
    sql = "SELECT 1 FROM product_photo WHERE photo_id = ? LIMIT 1"
    return connection.exec_driver_sql(sql, (photo,)).first() is not None


def unmeasured_photos(connection: Reader, photo_ids: Sequence[int] | None = None) -> list[tuple[int, str, str]]:
    """Return (photo, sha256, extension) of photos, or of these, that nobody measured yet."""
    rows = connection.exec_driver_sql("SELECT id, sha256, extension FROM photo WHERE brightness IS NULL ORDER BY id")
    wanted = None if photo_ids is None else set(photo_ids)
    return [(row[0], row[1], row[2]) for row in rows if wanted is None or row[0] in wanted]


def keep_measures(work: Work, measures: Sequence[tuple[int, float | None, float | None, str | None]]) -> None:
    """Keep what was measured of photos: (photo, sharpness, brightness, perceptual hash). It is no history."""
    for photo, sharpness, brightness, perceptual_hash in measures:
        work.connection.exec_driver_sql(
            "UPDATE photo SET sharpness = ?, brightness = ?, perceptual_hash = coalesce(perceptual_hash, ?) WHERE id = ?",
            (sharpness, brightness, perceptual_hash, photo),
        )
