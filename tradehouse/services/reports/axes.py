"""Along what reports count: a dimension of the store, the words for its tokens, and their order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.reference_lists import find_label

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension with the msgid of its title, and its words. Tokens of order come first, in it, the others by how many
    there are; those of always are there with a zero too. narrows is the filter that looks closer at one of them. What
    overlaps (a supplier with several channels) has no total. tones are those of a chart's series.
    """

    dimension: str
    title: str
    words: Words
    order: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    narrows: str = ""
    overlaps: bool = False
    tones: Mapping[str, str] = field(default_factory=dict)

    def said(self, token: str) -> str:
        """Return the words for a token."""
        return self.words(token) if token else _("Not stated")

    def sorted(self, found: Mapping[str, int]) -> list[str]:
        """Return the tokens of counts in their order; what is not stated comes last."""
        place = {token: n for n, token in enumerate(self.order)}
        tokens = {*found, *self.always}
        return sorted(tokens, key=lambda one: (not one, place.get(one, len(place)), -found.get(one, 0), one))


def choice_axis(kind: RecordKind, key: str, dimension: str = "", *, every: bool = False, title: str = "") -> Axis:
    """Return the axis of a field with choices, in their order; every shows those that nobody has too."""
    known = fields(kind)[key]
    tokens = tuple(choice.token for choice in known.choices)
    words = partial(_choice, kind, key)
    return Axis(dimension or key, title or known.label, words, tokens, tokens if every else ())


def _choice(kind: RecordKind, key: str, token: str) -> str:
    return _(fields(kind)[key].choice_label(token))


def reference_axis(list_name: str, dimension: str, title: str, narrows: str = "") -> Axis:
    """Return the axis of a code of reference data."""
    return Axis(dimension, title, partial(find_label, list_name), narrows=narrows)


def word_axis(
    dimension: str, title: str, words: Mapping[str, str], always: Iterable[str] = (), *, overlaps: bool = False
) -> Axis:
    """Return an axis whose tokens have these msgids, in their order."""
    return Axis(
        dimension, title, lambda token: _(words.get(token, token)), tuple(words), tuple(always), overlaps=overlaps
    )


def text_axis(dimension: str, title: str) -> Axis:
    """Return the axis of what people typed."""
    return Axis(dimension, title, str)


def quarter_words(token: str) -> str:
    """Return the words of a quarter: "2025-Q2"."""
    year, _dash, number = token.partition("-Q")
    return _("Q{quarter} {year}").format(quarter=number, year=year)


def time_axis(dimension: str, title: str, words: Words = str) -> "TimeAxis":
    """Return an axis of years, quarters or months, the earliest first."""
    return TimeAxis(dimension, title, words)


class TimeAxis(Axis):
    """What comes one after the other."""

    __slots__ = ()

    def sorted(self, found: Mapping[str, int]) -> list[str]:
        """Return the tokens from the earliest to the latest."""
        return sorted(found, key=lambda one: (not one, one))


KINDS = replace(choice_axis(RecordKind.SUPPLIER, "kind"), always=("umkm", "koperasi"))
PROVINCES = reference_axis("province", "province", N_("Province"), "province")
REGENCIES = reference_axis("regency", "regency", N_("Regency"), "regency")
QUARTERS = time_axis("quarter", N_("Quarter"), quarter_words)
