"""What a person asks the catalogue for: words, `key:value` terms, ticked facet values, an order.

The search box, the command line's QUERY and saved views all become a Query. `key` is a field key or a field's label
in either language; several values of one term (`kategori:kriya|wastra`) mean any of them; `key:-` means the field is empty.
`change:123` (`perubahan:123`) means what the change with that number in the history made or changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, translator
from tradehouse.domain.reference_lists import find_code
from tradehouse.domain.text import fold

EMPTY = "-"
CHANGE = "change"
RECORDS = "records"
_CHANGE_WORDS = frozenset({CHANGE, "perubahan"})
_TOKEN = re.compile(r'(?:(?P<key>[^\s:"]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))')
_YES = frozenset({"ya", "y", "yes", "true", "1", "ada", "benar"})


@dataclass(frozen=True, slots=True)
class Term:
    """One field that must have one of the tokens. exact is false for typed texts, which match inside the value.

    With CHANGE for a key the tokens are numbers of change sets, one of which must have made or changed the record; with
    RECORDS they are ids, several in a token with commas between them.
    """

    key: str
    tokens: frozenset[str]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """words are folded; all must occur. sort is a field key, "" for the kind's own order."""

    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    trashed: bool = False
    sort: str = ""
    descending: bool = False
    text: str = field(default="", compare=False)

    def without(self, key: str) -> "Query":
        """Return the query without the terms of one field, for counting that field's facet."""
        kept = tuple(term for term in self.terms if term.key != key)
        return Query(self.words, kept, self.trashed, self.sort, self.descending, self.text)


def _field_named(kind: RecordKind, name: str) -> Field | None:
    known = fields(kind)
    if name in known:
        return known[name]
    wanted = fold(name)
    for candidate in known.values():
        labels = {candidate.label, *(translator(code).gettext(candidate.label) for code in LANGUAGES)}
        if wanted in {fold(label) for label in labels}:
            return candidate
    return None


def token_of(field_: Field, text: str) -> str:
    """Return the stored token that a typed value means, or the text itself where nothing matches."""
    if text == EMPTY:
        return EMPTY
    wanted = fold(text)
    for choice in field_.choices:
        names = {choice.token, choice.label, *choice.synonyms}
        names |= {translator(code).gettext(choice.label) for code in LANGUAGES}
        if wanted in {fold(name) for name in names}:
            return choice.token
    if field_.kind is FieldKind.BOOLEAN:
        return "1" if wanted in _YES else "0"
    if field_.kind is FieldKind.REFERENCE and not field_.names_record:
        return find_code(field_.reference, text) or text
    return text


def _is_exact(field_: Field) -> bool:
    if field_.names_record:
        return False
    return field_.kind not in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CODE}


def parse_query(
    kind: RecordKind,
    text: str,
    facets: Mapping[str, frozenset[str]] | None = None,
    *,
    sort: str = "",
    descending: bool = False,
    trashed: bool = False,
) -> Query:
    """Return the query that a text and ticked facet tokens mean. An unknown key is searched as plain words."""
    words: list[str] = []
    terms: list[Term] = []
    for match in _TOKEN.finditer(text):
        key = match["key"]
        value = match["quoted"] if match["quoted"] is not None else match["plain"]
        if key and fold(key) in _CHANGE_WORDS and all(part.isdecimal() for part in value.split("|")):
            terms.append(Term(CHANGE, frozenset(value.split("|"))))
            continue
        field_ = _field_named(kind, key) if key else None
        if field_ is None:
            words += fold(match[0]).split()
            continue
        tokens = frozenset(token_of(field_, part.strip()) for part in value.split("|") if part.strip())
        if tokens:
            terms.append(Term(field_.key, tokens, _is_exact(field_)))
    for key, tokens in (facets or {}).items():
        if tokens:
            terms.append(Term(key, tokens))
    return Query(tuple(words), tuple(terms), trashed, sort, descending, text)
