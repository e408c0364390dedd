"""Names of files and of suppliers as people write them, without the words that say nothing."""

import re
from pathlib import PurePosixPath
from typing import Final

from tradehouse.domain.text import fold

LEGAL_FORMS: Final = frozenset(
    [
        "pt",
        "cv",
        "ud",
        "pd",
        "fa",
        "tb",
        "kub",
        "kwt",
        "kop",
        "koperasi",
        "tbk",
        "persero",
        "ltd",
        "inc",
        "bapak",
        "ibu",
        "bpk",
        "bu",
        "pak",
    ]
)
_OF_LISTS: Final = frozenset(
    [
        "daftar",
        "list",
        "harga",
        "harganya",
        "price",
        "prices",
        "pricelist",
        "katalog",
        "catalog",
        "catalogue",
        "produk",
        "product",
        "products",
        "barang",
        "item",
        "items",
        "data",
        "stok",
        "stock",
        "supplier",
        "pemasok",
        "file",
        "berkas",
        "doc",
        "dokumen",
        "document",
        "sheet",
        "form",
        "formulir",
        "isian",
        "template",
        "umkm",
        "ikm",
        "whatsapp",
        "wa",
        "chat",
        "dari",
        "from",
        "untuk",
        "for",
        "dan",
        "and",
        "the",
        "new",
        "import",
        "export",
        "tabel",
        "table",
        "rekap",
        "lampiran",
        "att",
    ]
)
_OF_VERSIONS: Final = frozenset(
    [
        "baru",
        "terbaru",
        "lama",
        "final",
        "fix",
        "fixed",
        "rev",
        "revisi",
        "revised",
        "revision",
        "update",
        "updated",
        "versi",
        "version",
        "ver",
        "copy",
        "salinan",
        "copas",
        "terakhir",
        "last",
        "latest",
        "edit",
        "edited",
        "ok",
        "oke",
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
        "october",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "agu",
        "agt",
        "ags",
        "sep",
        "sept",
        "okt",
        "oct",
        "nov",
        "des",
        "dec",
        "tahun",
        "thn",
        "bulan",
        "bln",
        "per",
        "tgl",
        "tanggal",
        "masked",
    ]
)
_VERSION: Final = re.compile(r"(?:v|r|rev|ver)?\d+")


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, that may name somebody or something: none of lists, versions, dates or forms."""
    return tuple(
        word
        for word in fold(text).split()
        if word not in LEGAL_FORMS
        and word not in _OF_LISTS
        and word not in _OF_VERSIONS
        and not _VERSION.fullmatch(word)
    )


def plain_stem(name: str) -> str:
    """Return a file's name without what tells its versions: "Harga Mei (2) final.xlsx" and "harga juni.xlsx" are one."""
    words = fold(PurePosixPath(name).stem).split()
    return " ".join(word for word in words if word not in _OF_VERSIONS and not _VERSION.fullmatch(word))
