"""Columns that say several things at once: "30x20x10 cm", "250 gr", "Kab. Bantul, DIY", "Rp 15.000/pcs"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.cells import Cell, Unreadable, cell_text
from tradehouse.domain.contents import read_content
from tradehouse.domain.language import N_
from tradehouse.domain.price_units import part_price
from tradehouse.domain.reference import find_province, find_regency, find_unit
from tradehouse.domain.sizes import NotASize, Size, read_size

SIZE, CARTON_SIZE, CONTENT = "split.size", "split.carton_size", "split.content"
PLACE, ORIGIN, PRICE, KBLI = "split.place", "split.origin", "split.price", "split.kbli"
_LEAST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Split:
    """A target that fills several fields. label is a msgid; headings are what such columns are called; reads says
    whether a cell can be parted. plain is the field that the column fills where its cells cannot be parted, "" for
    none; keeps_text: it has the whole text in every case (otherwise what cannot be parted joins the notes).
    """

    label: str
    fills: tuple[str, ...]
    headings: tuple[str, ...]
    reads: Callable[[str], bool]
    plain: str = ""
    keeps_text: bool = False


def has_sides(size: Size, text: str) -> bool:
    """Whether a size says more than one bare figure, which may be a shoe's."""
    return sum(side is not None for side in size.sides) > 1 or any(c.isalpha() or c in '"Ø⌀' for c in text)


def _is_size(text: str) -> bool:
    try:
        return has_sides(read_size(text), text)
    except NotASize:
        return False


def _is_content(text: str) -> bool:
    try:
        return bool((unit := read_content(text).unit) and find_unit(unit))
    except Unreadable:
        return False


def _is_place(text: str) -> bool:
    return find_regency(text) is not None or find_province(text) is not None


def _names_unit(text: str) -> bool:
    return find_unit(part_price(text)[1]) is not None


def _is_kbli(text: str) -> bool:
    return text[:5].isdigit() and any(c.isalpha() for c in text[5:])


SPLITS: Final[Mapping[str, Split]] = {
    SIZE: Split(
        N_("Size in parts (length × width × height)"),
        ("product.length_cm", "product.width_cm", "product.height_cm"),
        ("ukuran", "dimensi", "size", "dimension", "dimensions", "ukuran produk", "dimensi produk", "p x l x t", "pxlxt", "plt",
         "panjang x lebar x tinggi", "ukuran p x l x t", "ukuran pxlxt", "dimensi p x l x t", "dimensi pxlxt", "l x w x h", "lxwxh",
         "uk", "ukuran barang", "product size", "product dimension", "product dimensions", "ukuran jadi"),
        _is_size, "product.size_text", keeps_text=True,
    ),
    CARTON_SIZE: Split(
        N_("Carton size in parts (length × width × height)"),
        ("product.carton_length_cm", "product.carton_width_cm", "product.carton_height_cm"),
        ("ukuran karton", "dimensi karton", "ukuran dus", "dimensi dus", "ukuran kardus", "ukuran master karton", "carton size",
         "ctn size", "carton dimension", "carton dimensions", "ctn dimension", "carton measurement", "measurement", "meas", "ukuran koli"),
        _is_size,
    ),
    CONTENT: Split(
        N_("Net content with its unit"), ("product.net_content", "product.net_unit"),
        ("isi bersih", "netto", "berat bersih", "berat bersih/isi", "berat/isi bersih", "berat bersih / isi bersih", "isi/netto",
         "net weight", "nett", "neto", "isi berat bersih", "berat netto", "berat neto", "net wt", "kemasan/netto"),
        _is_content, "product.net_content",
    ),
    PLACE: Split(
        N_("Regency and province of the supplier"), ("supplier.regency", "supplier.province"),
        ("kab/kota, provinsi", "kabupaten/kota, provinsi", "kota, provinsi", "kota/provinsi", "kabupaten, provinsi", "kab/kota/provinsi",
         "kab kota dan provinsi", "kota dan provinsi", "daerah", "asal daerah", "city/province", "city, province"),
        _is_place, "supplier.regency",
    ),
    ORIGIN: Split(
        N_("Regency and province of origin"), ("product.origin_regency", "product.origin_province"),
        ("asal (kab/kota, provinsi)", "daerah asal", "asal produk", "asal barang", "tempat asal", "place of origin"),
        _is_place, "product.origin_regency",
    ),
    PRICE: Split(
        N_("Retail price with its unit"), ("product.price_idr", "product.unit"),
        ("harga", "harga jual", "harga satuan", "harga/satuan", "harga per satuan", "price", "harga produk", "harga jual/satuan"),
        _names_unit, "product.price_idr",
    ),
    KBLI: Split(
        N_("KBLI with its description"), ("supplier.kbli", "supplier.sector"),
        ("kbli", "kode kbli", "kbli usaha", "kbli dan uraian", "kbli / bidang usaha", "kode dan judul kbli"),
        _is_kbli, "supplier.kbli",
    ),
}  # fmt: skip


def filled_by(target: str) -> tuple[str, ...]:
    """Return the fields that a target fills: those of a split, else itself."""
    split = SPLITS.get(target)
    return split.fills if split else (target,)


def splits_well(target: str, values: list[Cell]) -> bool:
    """Whether enough sample values of a column can be parted as a split wants."""
    texts = [cell_text(value) for value in values if isinstance(value, str)]
    read = sum(1 for text in texts if SPLITS[target].reads(text))
    return read > 0 and read >= _LEAST_SHARE * len(values)
