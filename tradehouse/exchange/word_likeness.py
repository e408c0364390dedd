"""Words near to those of a list: "Makanann" → Makanan, "Halal MUI 2023" → halal; what is certain, and what is only near."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

from tradehouse.domain.entry import NO, YES, choice_names
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import LANGUAGES, N_, Message
from tradehouse.domain.reference_data import kept_by_types
from tradehouse.domain.reference_entries import Region
from tradehouse.domain.reference_lists import LISTS, entries, find_label
from tradehouse.domain.text import fold

MOST_OPTIONS: Final = 5
_LEAST_LIKE: Final = 0.6
_CERTAIN: Final = 0.9
_CERTAIN_LEAD: Final = 0.06
_SHORTEST_CERTAIN: Final = 6
_NEGATIONS: Final = frozenset({"non", "tidak", "bukan", "belum", "tanpa", "not", "no", "tdk", "blm"})
# Names that differ by a letter or two mean other places and other measures: near is never enough for these.
_NEVER_BY_LIKENESS: Final = frozenset({"regency", "unit"})
# Around the name of a certificate stand its issuer, year and the like, which change nothing.
_BY_CONTAINING: Final = frozenset({"certification_type"})

_YES_OR_NO: Final[Mapping[str, str]] = {"ya": N_("Yes"), "tidak": N_("No")}


def takes_words(field: Field) -> bool:
    """Whether a field holds one of a list: a choice, an entry of reference data, yes or no."""
    by_list = field.kind is FieldKind.REFERENCE and field.reference in LISTS
    return by_list or field.kind in {FieldKind.CHOICE, FieldKind.BOOLEAN}


def word_label(field: Field, token: str) -> str:
    """Return what people call a token of a field, in their language."""
    if field.kind is FieldKind.BOOLEAN:
        return str(Message(_YES_OR_NO[token]))
    if field.kind is FieldKind.CHOICE:
        return str(Message(field.choice_label(token)))
    return find_label(field.reference, token)


def all_words(field: Field) -> tuple[tuple[str, str], ...]:
    """Return every (token, label) of a field, as a person may pick them."""
    if field.kind is FieldKind.BOOLEAN:
        tokens = tuple(_YES_OR_NO)
    elif field.kind is FieldKind.CHOICE:
        tokens = tuple(choice.token for choice in field.choices)
    else:
        tokens = tuple(entries(field.reference))
    return tuple((token, word_label(field, token)) for token in tokens)


def closest_words(field: Field, text: str) -> tuple[tuple[str, str, float], ...]:
    """Return the entries nearest to a text, the best first, at most 5: (token, label, likeness 0–1). Synonyms and both
    languages are looked at; a text that holds a name whole is nearer to it than one that only resembles it.
    """
    return tuple((token, word_label(field, token), score) for token, score in _nearest(field, fold(text)))


def certain_word(field: Field, text: str) -> str | None:
    """Return the token that an unknown text can only mean, None where that is not certain."""
    folded = fold(text)
    words = folded.split()
    if not words or not _NEGATIONS.isdisjoint(words):
        return None
    if field.reference in _BY_CONTAINING:
        held = _held(field, folded)
        return held[0] if len(held) == 1 else None
    if field.reference in _NEVER_BY_LIKENESS or field.kind is FieldKind.BOOLEAN or len(folded) < _SHORTEST_CERTAIN:
        return None
    if any(c.isdigit() for c in folded):
        return None
    near = sorted(_likeness(field, folded).items(), key=lambda found: -found[1])
    if not near or near[0][1] < _CERTAIN or (len(near) > 1 and near[0][1] - near[1][1] < _CERTAIN_LEAD):
        return None
    return near[0][0]


@kept_by_types(8192)
def _nearest(field: Field, folded: str) -> tuple[tuple[str, float], ...]:
    if not folded:
        return ()
    found = {token: score for token, score in _likeness(field, folded).items() if score >= _LEAST_LIKE}
    for token in _held(field, folded):
        found[token] = max(found.get(token, 0.0), _CERTAIN)
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return tuple((token, round(score, 3)) for token, score in ranked[:MOST_OPTIONS])


def _likeness(field: Field, folded: str) -> dict[str, float]:
    """Return the best likeness (0–1) of each token that has a name like the text."""
    names = _names(field)
    found: dict[str, float] = {}
    hits = process.extract(folded, names.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE * 100, limit=40)
    for name, score, _ in hits:
        for token in names[name]:
            found[token] = max(found.get(token, 0.0), score / 100)
    return found


def _held(field: Field, folded: str) -> tuple[str, ...]:
    """Return the tokens whose name stands whole in a text; a longer name goes before those that lie in it."""
    padded = f" {folded} "
    held = [name for name in _names(field) if len(name) > 2 and f" {name} " in padded]
    held = [name for name in held if not any(name != other and f" {name} " in f" {other} " for other in held)]
    return tuple(dict.fromkeys(token for name in held for token in _names(field)[name]))


@kept_by_types()
def _names(field: Field) -> Mapping[str, tuple[str, ...]]:
    """Return every folded name of a field's entries and whose it is."""
    found: dict[str, dict[str, None]] = {}

    def learn(name: str, token: str) -> None:
        if folded := fold(name):
            found.setdefault(folded, {})[token] = None

    if field.kind is FieldKind.BOOLEAN:
        for token, words in (("ya", YES), ("tidak", NO)):
            for word in words:
                learn(word, token)
    elif field.kind is FieldKind.CHOICE:
        for choice in field.choices:
            for name in choice_names(choice):
                learn(name, choice.token)
    else:
        for code, entry in entries(field.reference).items():
            names = [entry.label(language) for language in LANGUAGES]
            for name in (*names, *entry.aliases, *((entry.name,) if isinstance(entry, Region) else ())):
                learn(name, code)
    return {name: tuple(tokens) for name, tokens in found.items()}
