"""Words for people: gettext for every layer, and messages that can be kept and translated later.

Code and msgids are English. `_` translates now, in the language of the running program; `N_` only marks a
msgid that data carries; `Message` keeps a msgid with its values, so that history written under one language
reads in another. A document has its own translator (`translator("en")`) whatever the window speaks.
"""

import gettext
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tradehouse.domain.resources import resources

LANGUAGES: Mapping[str, str] = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT_LANGUAGE = "id"
DOMAIN = "tradehouse"


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


class Translator:
    """Translates msgids into one language; a translation with other placeholders than its msgid is not used."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, resources() / "locale", languages=[language], fallback=True)

    def gettext(self, msgid: str) -> str:
        """Return the text for msgid, or msgid itself where no sound translation exists."""
        if not msgid:
            return ""
        text = self._catalogue.gettext(msgid)
        if text == msgid or "{" not in msgid:
            return text
        return text if _placeholders(text) == _placeholders(msgid) else msgid

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the text for a count of n."""
        return self._catalogue.ngettext(singular, plural, n)

    def pgettext(self, context: str, msgid: str) -> str:
        """Return the text for msgid where the same English word means two things."""
        return self._catalogue.pgettext(context, msgid)


@cache
def translator(language: str) -> Translator:
    """Return the translator for a language code of LANGUAGES."""
    return Translator(language)


class _Current:
    language = DEFAULT_LANGUAGE


def set_language(language: str) -> None:
    """Choose the language that `_` speaks from now on."""
    _Current.language = language if language in LANGUAGES else DEFAULT_LANGUAGE


def current_language() -> str:
    """Return the code of the language that `_` speaks."""
    return _Current.language


def _(msgid: str) -> str:
    """Translate now."""
    return translator(_Current.language).gettext(msgid)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a counted text now; fill in {n} yourself."""
    return translator(_Current.language).ngettext(singular, plural, n)


def N_(msgid: str) -> str:  # noqa: N802
    """Mark msgid for translation without translating it."""
    return msgid


@dataclass(frozen=True, slots=True)
class Message:
    """A msgid and the values for its named placeholders; text() says it in a language."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str | None = None) -> str:
        """Return the sentence in the given language, or in the current one. Values that are Messages or
        translatable msgids under a key ending in `_msgid` are translated too.
        """
        words = translator(language or _Current.language)
        values = {
            key: value.text(language) if isinstance(value, Message) else value for key, value in self.values.items()
        }
        for key in [key for key in values if key.endswith("_msgid")]:
            values[key] = words.gettext(str(values[key]))
        return words.gettext(self.msgid).format(**values) if values else words.gettext(self.msgid)

    def __str__(self) -> str:
        return self.text()


def together(messages: Sequence[Message]) -> Message:
    """Return several sentences as one message that says them one after the other, in whatever language."""
    named = {f"part{n}": message for n, message in enumerate(messages)}
    return Message(" ".join(f"{{{name}}}" for name in named), named)
