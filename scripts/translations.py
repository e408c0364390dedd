"""Keeps the translations: collects msgids from the code, merges them into each language, compiles what users read.

`python scripts/translations.py` updates resources/locale/<language>/LC_MESSAGES/tradehouse.po and .mo. The .mo
files are kept in the repository, so that a checkout speaks Indonesian without a build step; a test compares them.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = {"id": "nplurals=1; plural=0;"}  # Babel's own rule for Indonesian counts two forms; the language has one
# Which arguments of a marking function are words: context first where there is one, then msgid, then plural.
MARKS = {"_": (0,), "N_": (0,), "ngettext": (0, 1), "pgettext": (0, 1)}

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # Babel writes its dates into the compiled file


def marked(tree: ast.AST) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield (line, name of the mark, its words). Only words that stand in the call itself: Babel's own reader also
    takes those of an expression inside it, such as the key in `_(names["key"])`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (mark := _mark(node.func)) in MARKS:
            places = MARKS[mark]
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(words) >= len(places):
                yield node.lineno, mark, tuple(words[: len(places)])


def _mark(called: ast.expr) -> str:
    """Return the mark that is called: _("…"), or translator(language).ngettext("…", "…", n)."""
    if isinstance(called, ast.Attribute):
        return called.attr if called.attr == "ngettext" else ""
    return called.id if isinstance(called, ast.Name) else ""


def collected() -> Catalog:
    """Return every msgid that the code marks."""
    catalogue = Catalog(project="Tradehouse", charset="utf-8")
    for path in sorted((ROOT / "tradehouse").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for line, mark, words in marked(ast.parse(path.read_text(encoding="utf-8"))):
            context = words[0] if mark == "pgettext" else None
            msgid = words if mark == "ngettext" else words[-1]
            if any(words):
                catalogue.add(msgid, None, [(place, line)], context=context)
    return catalogue


def po_path(language: str) -> Path:
    """Return where a language's translations stand."""
    return LOCALE / language / "LC_MESSAGES" / "tradehouse.po"


def merged(language: str, template: Catalog) -> Catalog:
    """Return a language's translations with today's msgids; those no longer used are dropped."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="Tradehouse", charset="utf-8")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The words of Tradehouse: {language}."
    catalogue.mime_headers = [("Plural-Forms", LANGUAGES[language]), ("Content-Type", "text/plain; charset=utf-8")]
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text that translators edit; without dates, so that only words make differences."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, no_location=True, width=110)
    kept = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-")
    lines = out.getvalue().decode().split("\n\n", 1)
    head = [line for line in lines[0].splitlines() if not line.startswith('"') or line[1:].startswith(kept)]
    return "\n\n".join(("\n".join(head), lines[1])).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it: the same words always make the same file, whatever the day."""
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def translated(message: Message) -> bool:
    """Return whether a msgid has a translation, in every form of the plural."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def main() -> int:
    """Update and compile every language; say what is not translated yet."""
    template = collected()
    for language in LANGUAGES:
        catalogue = merged(language, template)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(as_po(catalogue))
        with po_path(language).open("rb") as file:
            po_path(language).with_suffix(".mo").write_bytes(as_mo(read_po(file, locale=language)))
        missing = [message.id for message in catalogue if message.id and not translated(message)]
        print(f"{language}: {len(catalogue)} texts, {len(missing)} not translated")
        for text in missing[: 0 if "--quiet" in sys.argv else 20]:
            print(f"  {text!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
