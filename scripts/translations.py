"""Keeps the translations: collects msgids from the code, merges them into each language, compiles what users read.

`python scripts/translations.py` updates resources/locale/<language>/LC_MESSAGES/tradehouse.po and .mo. The .mo
files are kept in the repository, so that a checkout speaks Indonesian without a build step; a test compares them.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("id",)
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def collected() -> Catalog:
    """Return every msgid that the code marks."""
    catalogue = Catalog(project="Tradehouse", charset="utf-8")
    found = extract_from_dir(ROOT / "tradehouse", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for filename, line, message, comments, context in found:
        catalogue.add(message, None, [(f"tradehouse/{filename}", line)], auto_comments=comments, context=context)
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
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text that translators edit; without dates, so that only words make differences."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, omit_header=False, no_location=True, width=110)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By")
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated))).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Update and compile every language; say what is not translated yet."""
    template = collected()
    for language in LANGUAGES:
        catalogue = merged(language, template)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(as_po(catalogue))
        with po_path(language).open("rb") as file:
            po_path(language).with_suffix(".mo").write_bytes(as_mo(read_po(file, locale=language)))
        missing = [str(message.id) for message in catalogue if message.id and not message.string]
        print(f"{language}: {len(catalogue)} texts, {len(missing)} not translated")
        for text in missing[: 0 if "--quiet" in sys.argv else 20]:
            print(f"  {text!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
