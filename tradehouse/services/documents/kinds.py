"""The kinds of PDF: what each shows, and how large and heavy its photos are.

What stands in one is data, in resources/documents; how it looks, in resources/templates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.readiness import Gate
from tradehouse.exchange.layout_files import load_paper
from tradehouse.exchange.layouts import Layout, Table

EXPORT, SHOWCASE = "export", "showcase"
T = TypeVar("T")
AS_IN_THE_LIST: Final = frozenset(
    {"unit_price", "unit_price_2", "unit_price_3", "second_quantity", "second_price", "price_idr", "supplier_name"}
)
"""Values that a PDF only says where the list that it goes with does: a buyer abroad reads no retail price. Price tags
always say it."""

TERMS_AS_IN_THE_LIST: Final = frozenset({"incoterm", "payment_terms", "minimum_order", "lead_time_from"})
"""Facts that the head of a PDF only says where the list's head does: retail prices have no delivery term."""


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """The box in pixels that a photo fits, and the bytes that it may have."""

    pixels: int
    most_bytes: int


@dataclass(frozen=True, slots=True)
class PdfKind:
    """One kind of PDF. base is the list that it goes with where nothing else is said; photos are the sizes of a
    product's first photos; grouped puts products under their categories. most is how many products go into one file.
    tagged ones get a QR code for each product.
    """

    name: str
    base: str
    most: int
    photos: tuple[PhotoSize, ...] = ()
    grouped: bool = False
    tagged: bool = False


_LARGE, _SMALL = PhotoSize(1400, 220_000), PhotoSize(500, 45_000)
_KINDS = (
    PdfKind("catalogue", EXPORT, 1_500, (PhotoSize(640, 80_000),), grouped=True),
    PdfKind("line-sheet", EXPORT, 4_000, (PhotoSize(360, 25_000),)),
    PdfKind("price-tags", SHOWCASE, 2_000, tagged=True),
    PdfKind("specification", EXPORT, 200, (_LARGE, _SMALL, _SMALL, _SMALL)),
)
KINDS: Mapping[str, PdfKind] = {kind.name: kind for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class TagSize:
    """How price tags lie on A4 paper; measures in millimetres. scale is of letters against the usual tag."""

    label: str
    columns: int
    rows: int
    width: float
    height: float
    scale: float = 1.0

    @property
    def placed(self) -> dict[str, float]:
        """Return what the template needs to place them, the block of tags being centred on the page."""
        left, top = (210 - self.columns * self.width) / 2, (297 - self.rows * self.height) / 2
        return {
            "columns": self.columns,
            "rows": self.rows,
            "width": self.width,
            "height": self.height,
            "left": left,
            "top": top,
            "scale": self.scale,
        }


USUAL_TAG = "medium"
TAG_SIZES: Mapping[str, TagSize] = {
    "small": TagSize(N_("A4, 40 small tags of 48 × 27 mm"), 4, 10, 48, 27, 0.66),
    "medium": TagSize(N_("A4, 18 tags of 63 × 45 mm"), 3, 6, 63, 45),
    "large": TagSize(N_("A4, 8 large tags of 95 × 68 mm"), 2, 4, 95, 68, 1.5),
}


def kind_named(name: str) -> PdfKind:
    """Return a kind of PDF. Raises UserError where there is none of that name."""
    return _named(KINDS, name, N_('There is no PDF "{name}". There are: {names}.'))


def kind_for(layout: Layout) -> PdfKind:
    """Return the kind that a list is best printed as: a showcase's as catalogue, an export list as line sheet."""
    return KINDS["catalogue" if layout.gate == Gate.SHOWCASE else "line-sheet"]


def tag_size_named(name: str) -> TagSize:
    """Return a size of price tags. Raises UserError where there is none of that name."""
    return _named(TAG_SIZES, name, N_('There are no price tags of size "{name}". There are: {names}.'))


def _named(known: Mapping[str, T], name: str, msgid: str) -> T:
    if name not in known:
        raise UserError("unknown_layout", msgid, name=name, names=", ".join(known))
    return known[name]


def document_layout(kind: PdfKind, base: Layout) -> Layout:
    """Return the layout of a PDF that goes with a list for buyers: its language, currency, gate and words.

    Raises UserError where base is for the house.
    """
    if not base.for_buyers:
        raise UserError(
            "not_for_buyers",
            N_('The layout "{name}" is for the house; a PDF is made of a list for buyers, such as export or showcase.'),
            name=base.name,
        )
    own = load_paper(kind.name)
    said = {column.value for table in base.tables.values() for column in table.columns}
    in_head = {line.value for table in base.tables.values() for group in table.head for line in group.lines}

    def as_in_the_list(table: Table) -> Table:
        kept = tuple(c for c in table.columns if kind.tagged or c.value not in AS_IN_THE_LIST or c.value in said)
        unsaid = TERMS_AS_IN_THE_LIST - in_head
        head = tuple(replace(g, lines=tuple(x for x in g.lines if x.value not in unsaid)) for g in table.head)
        return replace(table, columns=kept, head=head)

    return replace(
        own,
        name=base.name,
        language=base.language,
        currency=base.currency,
        gate=base.gate,
        words={**base.words, **own.words},
        tables={key: as_in_the_list(table) for key, table in own.tables.items()},
    )
