"""What a column of somebody's sheet means: its heading matched to the fields of a product, firm or certificate.

Exact words first (labels and synonyms of FIELDS in both languages), then the same without filler words, then
likeness with a cautious threshold. What the values look like decides between candidates, in `columns`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from tradehouse.domain.durations import DAYS_IN
from tradehouse.domain.fields import CATALOGUE_KINDS, fields
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.reference import find_certification_type, find_unit
from tradehouse.domain.reference_data import kept_by_types
from tradehouse.domain.text import fold
from tradehouse.exchange.number_formats import currency_named
from tradehouse.exchange.split_targets import SPLITS

UID, PHOTO, IMAGE_URL = "product.uid", "product.photo", "product.image_url"
PROMO, TIER_FACTOR, TIER_BASE = "product.promo", "product.tier_factor", "product.tier_base"
ADDRESS_PART = "supplier.address_part"
RUNNING_NUMBER = "row.number"
REASON: Final = N_("Why not taken")
"""The heading of the column in which a workbook of rejected rows says what was wrong."""
PERMIT = "permit."
PERMITS = "permit.several"
"""A column whose cells name the types of their permits: "Legalitas"."""
_RETAIL_PRICE, _EXPORT_PRICE = "product.price_idr", "product.export_price"
_SPECIAL: Mapping[str, tuple[str, ...]] = {
    UID: ("uid", "tradehouse uid"),
    "supplier.uid": ("uid", "tradehouse uid"),
    "certification.uid": ("uid", "tradehouse uid"),
    PHOTO: ("foto", "photo", "gambar", "foto produk", "gambar produk", "nama file foto", "file foto", "picture", "image"),
    IMAGE_URL: ("image url", "url gambar", "link gambar", "link foto", "url foto", "photo url", "picture url", "image link"),
    PROMO: ("diskon", "harga diskon", "harga promo", "promo", "harga setelah diskon", "promo price", "discount price", "sale price"),
    TIER_FACTOR: ("qty / paket", "qty per paket", "isi paket", "konversi", "konversi ke pcs", "faktor konversi", "isi satuan",
                  "isi per satuan", "jumlah isi", "isi kemasan", "konversi satuan"),
    TIER_BASE: ("satuan dasar isi", "satuan isi paket"),
    PERMITS: ("legalitas", "legalitas usaha", "perizinan", "perijinan", "perizinan usaha", "izin", "ijin", "izin usaha", "izin/legalitas",
              "legalitas/perizinan", "izin yang dimiliki", "legalitas yang dimiliki", "perizinan yang dimiliki", "sertifikat", "sertifikasi",
              "sertifikat yang dimiliki", "legalitas produk", "izin edar", "no izin", "nomor izin", "permits", "certificates",
              "certifications", "licences"),
    ADDRESS_PART: ("desa/kelurahan", "desa / kelurahan", "kelurahan", "desa", "kelurahan/desa", "village", "rt/rw", "dusun"),
    RUNNING_NUMBER: ("no", "no.", "nomor", "nomer", "no urut", "nomor urut", "#", "number", "row"),
    "supplier.women_owned": ("jenis kelamin", "jenis kelamin l p", "jenis kelamin pemilik", "gender", "l/p", "sex"),
}  # fmt: skip
FILLERS: Final = frozenset(
    [
        "rp",
        "rupiah",
        "idr",
        "wajib",
        "diisi",
        "harus",
        "isi",
        "opsional",
        "optional",
        "required",
        "mandatory",
        "data",
        "yang",
        "dan",
        "pada",
        "tiap",
        "setiap",
        "per",
        "pcs",
        "cm",
        "mm",
        "g",
        "gr",
        "gram",
        "kg",
        "lengkap",
        "bila",
        "jika",
        "ada",
    ]
)
# Whose thing it is; a heading means the same without: "Warna Produk", "NPWP Usaha".
_OWNERS: Final = frozenset(
    {"produk", "barang", "product", "item", "usaha", "umkm", "ukm", "ikm", "perusahaan", "jasa", "anda", "aktif"}
)
_SPELLINGS: Final[Mapping[str, str]] = {
    short: word
    for word, shorts in {
        "nama": "nm nma",
        "barang": "brg brng",
        "kode": "kd kod",
        "jumlah": "jml jmlh jlh",
        "tanggal": "tgl tg",
        "tahun": "thn th",
        "satuan": "sat stn",
        "kecamatan": "kec",
        "kelurahan": "kel",
        "kabupaten": "kab",
        "provinsi": "prov propinsi prop",
        "telepon": "telp tlp telpon telephone telfon",
        "hp": "handphone hape ponsel",
        "no": "nomor nomer nmr",
        "alamat": "alm almt",
        "omzet": "omset",
        "kedaluwarsa": "kadaluarsa kadaluwarsa kedaluarsa expired",
        "keterangan": "ket",
        "deskripsi": "desk",
        "stok": "stock stk",
        "harga": "hrg",
        "minimal": "min minimum",
        "karton": "krt",
        "wa": "whatsapp",
        "merek": "merk",
        "produksi": "prod",
    }.items()
    for short in shorts.split()
}
_PER_UNIT = re.compile(r"(?:/|\bper\b)\s*(?P<unit>[a-z]+)\s*$", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\s*(?:/|&|\batau\b|\bdan\b|\bor\b)\s*", re.IGNORECASE)
_KNOWN_NEUTRAL: Final = frozenset(
    [
        "qty",
        "kuantitas",
        "jumlah",
        "total",
        "subtotal",
        "keterangan",
        "tanggal",
        "tahun",
        "satuan",
        "ket",
        "periode",
        "bulan",
        "minggu",
        "status",
        "tenaga",
        "karyawan",
        "pekerja",
    ]
)
_NO_PERMITS: Final = frozenset({"code", "id", "nomor", "no", "number", "type", "jenis", "nib", "status"})
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_SIDES = re.compile(r"\bp\s*[x×*]\s*l\s*[x×*]\s*t\b", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?<!Whats)(?=[A-Z])")
_FUZZY_FROM: Final = 89
_SHORTEST_FUZZY: Final = 6
_WORD_FROM: Final = 70


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a heading may mean. target is "product.name_id", "permit.pirt" or one of the special ones;
    confidence 1 is the field's own word, below 0.95 a likeness.
    """

    target: str
    confidence: float


def plain_heading(heading: str) -> str:
    """Return a heading for comparing: "stokMinimal*" → "stok minimal", "Harga_Jual (Rp)" → "harga jual rp"."""
    return fold(_CAMEL.sub(" ", _SIDES.sub(" p x l x t ", heading.replace("_", " "))))


@cache
def vocabulary() -> Mapping[str, tuple[Candidate, ...]]:
    """Return every known heading, folded, with what it may mean; a synonym's place in FIELDS orders equals."""
    found: dict[str, dict[str, float]] = {}

    def learn(words: str, target: str, confidence: float) -> None:
        key = _spelled(plain_heading(words))
        if key:
            known = found.setdefault(key, {})
            known[target] = max(known.get(target, 0), confidence)

    for kind in CATALOGUE_KINDS:
        for field in fields(kind).values():
            if field.worked_out:
                continue
            target = f"{kind}.{field.key}"
            if target != "product.code":  # a supplier's own "code" is not the house's
                learn(field.key, target, 0.985)
            for code in LANGUAGES:
                label = translator(code).gettext(field.label)
                learn(label, target, 1.0)
                if field.unit:
                    learn(f"{label} ({translator(code).gettext(field.unit)})", target, 1.0)
            for synonym in field.synonyms:
                learn(synonym, target, 0.99)
    for words, target, confidence in _special_words():
        learn(words, target, confidence)
    return {
        key: tuple(sorted((Candidate(t, c) for t, c in known.items()), key=lambda c: -c.confidence))
        for key, known in found.items()
    }


def _special_words() -> Iterator[tuple[str, str, float]]:
    """Yield the headings of what is no single field, with what they mean and how surely."""
    for target, synonyms in _SPECIAL.items():
        yield from ((synonym, target, 0.98) for synonym in synonyms)
    for target, split in SPLITS.items():
        for heading in split.headings:
            yield heading, target, 0.96
            if split.plain:
                yield heading, split.plain, 0.97


@kept_by_types(8192)
def candidates(heading: str) -> tuple[Candidate, ...]:
    """Return what a heading may mean, the most likely first; nothing where it is not known."""
    found = _candidates(heading)
    if not found and heading_price_unit(heading):
        prices = _candidates(_PER_UNIT.sub("", _BRACKETS.sub(" ", heading)))
        found = _weaker(tuple(c for c in prices if c.target == _RETAIL_PRICE))
    if heading_currency(heading) in {"", "IDR"}:
        return found
    return tuple(replace(c, target=_EXPORT_PRICE) if c.target == _RETAIL_PRICE else c for c in found)


def _short_number(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """ "No" rather numbers the rows than names the number of a certificate, as "Nomor" does."""
    weaker = (replace(c, confidence=0.97) if c.target == "certification.number" else c for c in found)
    return tuple(sorted(weaker, key=lambda c: -c.confidence))


def _candidates(heading: str) -> tuple[Candidate, ...]:
    known = vocabulary()
    if not plain_heading(heading):
        return ()
    bare = _spelled(plain_heading(_BRACKETS.sub(" ", heading)))
    unfilled = _without(bare, FILLERS)
    for text, weight in ((_spelled(plain_heading(heading)), 1.0), (bare, 0.97), (unfilled, 0.94)):
        if text in known:
            also = () if text in _NO_PERMITS else _permit(heading)
            found = tuple(Candidate(c.target, c.confidence * weight) for c in known[text])
            return (*(_short_number(found) if plain_heading(heading) == "no" else found), *also)
    return (
        _permit(heading)
        or _of_parts(heading)
        or _weaker(known.get(_without(unfilled, _OWNERS), ()))
        or _alike(unfilled)
    )


def _of_parts(heading: str) -> tuple[Candidate, ...]:
    """What a heading of several known names means: "No HP/WA", "Merek / Brand"; its first name goes before."""
    parts = [part for part in _ALTERNATIVES.split(_BRACKETS.sub(" ", heading)) if part.strip()]
    if not 2 <= len(parts) <= 3:
        return ()
    found = [_candidates(part) for part in parts]
    if not all(found):
        return ()
    first: dict[str, Candidate] = {}
    for candidate in (each for of_part in found for each in of_part):
        first.setdefault(candidate.target, candidate)
    return tuple(Candidate(c.target, c.confidence * (0.93 - 0.01 * n)) for n, c in enumerate(first.values()))


def _weaker(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(Candidate(c.target, c.confidence * 0.9) for c in found)


def _spelled(plain: str) -> str:
    """Return a plain heading with its abbreviations written out, as the vocabulary has it."""
    words = plain.split()
    if words and words[0] in {"h", "hrg", "hg"} and len(words) > 1:
        words[0] = "harga"
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def is_permit(target: str) -> bool:
    """Whether a column's cells hold permits: of one type, as the columns IUMK, PIRT, HALAL, MEREK do, or of several."""
    return target.startswith(PERMIT)


def _without(plain: str, words: frozenset[str]) -> str:
    return " ".join(word for word in plain.split() if word not in words)


def _permit(heading: str) -> tuple[Candidate, ...]:
    found = find_certification_type(heading) or find_certification_type(_BRACKETS.sub(" ", heading))
    return (Candidate(f"{PERMIT}{found.code}", 0.95),) if found else ()


def _alike(plain: str) -> tuple[Candidate, ...]:
    if len(plain) < _SHORTEST_FUZZY:
        return ()
    spaces = plain.count(" ")  # another word is another meaning: "tenaga kerja l" are not all who work there
    words = [w for w in vocabulary() if len(w) >= _SHORTEST_FUZZY and w[0] == plain[0] and w.count(" ") == spaces]
    best = process.extractOne(plain, words, scorer=fuzz.ratio, score_cutoff=_FUZZY_FROM)
    if best is None:
        return ()
    word, score, _ = best
    if any(fuzz.ratio(own, its) < _WORD_FROM for own, its in zip(plain.split(), word.split(), strict=True)):
        return ()
    return tuple(Candidate(c.target, c.confidence * score / 100 * 0.9) for c in vocabulary()[word])


def known_word(heading: str) -> bool:
    """Whether a cell reads like a heading at all, also one that no field takes: "Jumlah", "Total", "Tanggal"."""
    if candidates(heading):
        return True
    words = plain_heading(heading).split()
    return bool(words) and len(words) <= 4 and not _KNOWN_NEUTRAL.isdisjoint(words)


def is_reason(heading: str) -> bool:
    """Whether a column is the one that we added to rejected rows; it tells nothing of the rows themselves."""
    return heading in {translator(code).gettext(REASON) for code in LANGUAGES}


def heading_currency(heading: str) -> str:
    """Return the ISO code of the money that a heading names: "Price (USD)", "Harga Rp"; "" for none."""
    return currency_named(heading)


def heading_price_unit(heading: str) -> str:
    """Return the code of the unit that a heading's price is for: "Harga per lusin (Rp)" → "lusin"; "" for none."""
    named = _PER_UNIT.search(_BRACKETS.sub(" ", heading))
    unit = find_unit(named["unit"]) if named is not None else None
    return unit.code if unit is not None else ""


def heading_words(heading: str) -> list[str]:
    """Return the words in a heading's brackets, else its last one: ["gr"] for "Berat Bersih (gr)"."""
    inside = fold(" ".join(_BRACKETS.findall(heading))).split()
    return inside or fold(heading).split()[-1:]


_THOUSANDS = re.compile(r"(?:rp|idr)?\.?\s*(?:x|dalam)?\s*(?:\.?000(?![\d.,])|1[.,]?000(?![\d.,])|ribuan|ribu|rb)\b")
_MILLIONS = re.compile(r"\b(?:jutaan|juta|jt)\b|\b1[.,]?000[.,]?000\b|\.?000[.,]000\b")
_UNIT_FACTORS: Mapping[tuple[str, str], Decimal] = {
    **{("cm", unit): factor for unit, factor in (("mm", Decimal("0.1")), ("m", Decimal(100)), ("meter", Decimal(100)),
                                                 ("inch", Decimal("2.54")), ("in", Decimal("2.54")))},
    **{("g", unit): factor for unit, factor in (("kg", Decimal(1000)), ("kilogram", Decimal(1000)), ("ons", Decimal(100)),
                                                ("mg", Decimal("0.001")))},
    **{("kg", unit): factor for unit, factor in (("g", Decimal("0.001")), ("gr", Decimal("0.001")), ("gram", Decimal("0.001")),
                                                 ("ton", Decimal(1000)))},
    **{("days", unit): Decimal(days) for unit, days in DAYS_IN.items()},
}  # fmt: skip


def heading_factor(heading: str, unit: str = "") -> Decimal:
    """Return what a column's numbers are to be multiplied by: 1000 for "(Rp.000)", 0.1 for "Panjang (mm)".

    unit is the field's own ("Rp", "cm", "g", "kg", "days").
    """
    inside = " ".join(_BRACKETS.findall(heading)).casefold()
    if unit == "Rp":
        text = inside or heading.casefold()
        if _MILLIONS.search(text):
            return Decimal(1_000_000)
        return Decimal(1000) if _THOUSANDS.search(text) else Decimal(1)
    for word in (*fold(inside).split(), *fold(heading).split()[1:][-1:]):
        factor = _UNIT_FACTORS.get((unit, word))
        if factor is not None:
            return factor
    return Decimal(1)
