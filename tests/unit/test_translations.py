"""The translations are complete and sound, and what users read is what translators wrote."""

import ast
import importlib.util
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, translator
from tradehouse.exchange.headings import candidates
from tradehouse.ui.actions import COMMANDS
from tradehouse.ui.menus import _MENUS

ROOT = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
assert _SPEC is not None
assert _SPEC.loader is not None
translations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(translations)

# Where the msgid stands in a call that says something to people later, in the language of that moment.
SAYS_LATER = {
    "Message": 0, "UserError": 1, "NotFound": 1, "Conflict": 1, "UnusableFile": 1, "StorageProblem": 1,
    "InvalidData": 1, "writing": 0, "Choice": 1, "Field": 2, "Command": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def template() -> Catalog:
    catalogue: Catalog = translations.collected()
    return catalogue


def kept(language: str) -> Catalog:
    with translations.po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def words_of(message: Message) -> Iterator[tuple[str, str]]:
    """Every msgid of a message with the translation that stands for it."""
    for form in filter(None, forms(message.string) if message.id else ()):
        yield forms(message.id)[-1], form


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One text, or those for one and for many, as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_of_the_program_is_translated_and_none_is_left_over(language: str, template: Catalog) -> None:
    known = {(message.context, message.id): message for message in kept(language) if message.id}
    wanted = {(message.context, message.id) for message in template if message.id}
    assert not wanted - known.keys()
    assert not known.keys() - wanted
    assert not [message.id for message in known.values() if not translations.translated(message)]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_msgid(language: str) -> None:
    pairs = [pair for message in kept(language) for pair in words_of(message)]
    assert not [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_translation_begins_and_ends_as_its_msgid_does(language: str) -> None:
    """Texts are put together: a blank too few glues words, an ellipsis or colon too few says something else."""
    pairs = [pair for message in kept(language) for pair in words_of(message)]
    assert not [pair for pair in pairs if edges(pair[0]) != edges(pair[1])]
    for mark in (".", "…", ":", "?"):
        assert not [pair for pair in pairs if pair[0].rstrip().endswith(mark) != pair[1].rstrip().endswith(mark)]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_compiled_file_says_what_the_translators_wrote(language: str) -> None:
    fresh: bytes = translations.as_mo(kept(language))
    assert translations.po_path(language).with_suffix(".mo").read_bytes() == fresh


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_translation_marks_keys_only_where_its_msgid_does(language: str) -> None:
    """Qt takes "&" on a button for the mark of a key and does not show it."""
    pairs = [pair for message in kept(language) for pair in words_of(message)]
    assert not [pair for pair in pairs if pair[0].count("&") != pair[1].count("&")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_chooses_one_command_of_a_menu(language: str) -> None:
    say = translator(language).gettext
    texts = {command.name: command.text for command in COMMANDS}
    menus = [[title for _name, title, _names in _MENUS]]
    menus += [[texts[name] for name in names if name] for _object_name, _title, names in _MENUS]
    for menu in menus:
        said = [say(msgid) for msgid in menu]
        marks = Counter(mark.lower() for text in said for mark in re.findall(r"&(\w)", text))
        assert all(len(re.findall(r"&\w", text)) == 1 for text in said), said
        assert max(marks.values()) == 1, (said, marks.most_common(2))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(RecordKind))
def test_the_labels_of_fields_are_told_apart_and_read_back_as_headings(kind: RecordKind, language: str) -> None:
    say = translator(language).gettext
    labels = {field.key: say(field.label) for field in fields(kind).values()}
    assert [label for label, n in Counter(labels.values()).items() if n > 1] == []
    for key, label in labels.items():
        if kind in CATALOGUE_KINDS and not fields(kind)[key].worked_out:
            best = [found.target for found in candidates(label) if found.confidence == 1]
            assert f"{kind}.{key}" in best, label


def test_a_sentence_kept_for_later_is_marked_for_translation() -> None:
    unmarked = []
    for path in sorted((ROOT / "tradehouse").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = SAYS_LATER.get(name)
            said = node.args[at] if at is not None and len(node.args) > at else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str) and _is_prose(said.value):
                unmarked.append(f"{path.name}:{node.lineno} {said.value!r}")
    assert unmarked == []


def _is_prose(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", re.sub(r"\{\w*\}", "", text)) is not None
