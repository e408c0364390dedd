"""The structure of an .xlsx or .xlsb: which part is which sheet, and the checks before calamine reads it."""

import io
import re
import zipfile
from functools import cached_property
from xml.etree.ElementTree import Element

from tradehouse.exchange.archives import Parts, outside_relations, relations, resolved
from tradehouse.exchange.limits import (
    MAX_AREA,
    MAX_PART,
    MAX_SHEET_PART,
    MAX_SHEETS,
    MAX_STRINGS_PART,
    MAX_TEXT,
    damaged,
    too_large,
    too_many_cells,
    too_many_sheets,
)
from tradehouse.exchange.number_formats import Formats, read_formats
from tradehouse.exchange.sizes import xlsb_sheets, xlsb_size, xlsb_string_lengths
from tradehouse.exchange.xlsx_otherwise import read_facts_otherwise
from tradehouse.exchange.xlsx_parts import OtherStyle, SheetFacts, exact_reach, read_facts, text_volume

_CELL_XML = 25  # the fewest bytes that a string cell takes in the XML
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARED_TEXT = re.compile(r"""(^\s*<\?xml[^>]*?encoding\s*=\s*["'])[A-Za-z0-9._-]+""")
_TEXT_ENCODINGS = re.compile(r"utf-?16|iso-?8859|windows-?12|cp12|gb|big5|shift|euc", re.IGNORECASE)
_END_OF_STRING = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_SHARED_STRINGS = "xl/sharedStrings.xml"
_XML = (".xml", ".rels")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STEPS = re.compile(rb"""(\sTarget\s*=\s*["'])(?=\.{1,2}/|[^"'<>:]{1,400}/\.{0,2}/)([^"'<>:]{1,400})(["'])""")


class XlsxWorkbook:
    """The parts of an .xlsx or .xlsb by their meaning."""

    def __init__(self, parts: Parts, *, binary: bool = False) -> None:
        self.parts = parts
        self.binary = binary
        self._main = "xl/workbook.bin" if binary else "xl/workbook.xml"
        related = relations(parts, self._main)
        self._by_kind = dict(related.values())
        self._by_id = {identifier: target for identifier, (_, target) in related.items()}

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name, in order."""
        if self.binary:
            named = xlsb_sheets(self.parts, self._main)
        else:
            named = {
                sheet.get("name", ""): _value(sheet, "}id")
                for sheet in self.parts.xml(self._main).iter()
                if sheet.tag.rpartition("}")[2] == "sheet"
            }
        if len(named) > MAX_SHEETS:
            raise too_many_sheets(self.parts.path, len(named))
        found = {name: self._by_id.get(identifier, "") for name, identifier in named.items()}
        return {name: part for name, part in found.items() if part in self.parts}

    @cached_property
    def from_1904(self) -> bool:
        """Whether the days of its dates count from 1904, as Excel for the Mac did."""
        if self.binary:
            return False
        kept = (e for e in self.parts.xml(self._main).iter() if e.tag.rpartition("}")[2] == "workbookPr")
        return any(properties.get("date1904") in {"1", "true", "on"} for properties in kept)

    @cached_property
    def formats(self) -> Formats:
        """The number formats that matter."""
        styles = self._by_kind.get("styles", "")
        return read_formats(self.parts.xml(styles)) if styles in self.parts else Formats()

    @property
    def strings_part(self) -> str:
        """The name of the part with the shared strings of an .xlsx, "" where nothing names one."""
        return _SHARED_STRINGS if _SHARED_STRINGS in self.parts else self._by_kind.get("sharedStrings", "")

    @cached_property
    def string_lengths(self) -> list[int]:
        """The bytes of each shared string."""
        if self.binary:
            return xlsb_string_lengths(self.parts, "xl/sharedStrings.bin")
        name = self.strings_part
        if name not in self.parts:
            return []
        self.parts.check_prolog(name)
        text = self.parts.read(name, MAX_STRINGS_PART)
        plain = b"<si/>" not in text and b":si>" not in text and b"<si />" not in text
        return list(map(len, text.split(b"</si>") if plain else _END_OF_STRING.split(text)))

    def facts(self, sheet: str) -> SheetFacts:
        """Return what the sheet's XML says, having checked that calamine can make a table of it.

        Raises UnusableFile.
        """
        path, part = self.parts.path, self.sheet_parts.get(sheet, "")
        if not part:
            return SheetFacts()
        size = self.parts.size(part)
        if size > MAX_SHEET_PART:
            raise too_large(path, size, MAX_SHEET_PART)
        longest = max(self.string_lengths, default=0)
        if self.binary:
            reach = xlsb_size(self.parts, part, self.string_lengths)
            facts = SheetFacts(reach.last_row, reach.last_column)
            text = reach.text_bytes
        else:
            facts, text = self._xml_facts(part, longest if longest * (size // _CELL_XML) > MAX_TEXT else 0)
        if facts.area > MAX_AREA:
            raise too_many_cells(path, sheet, facts.last_row, facts.last_column)
        if text > MAX_TEXT:
            raise too_large(path, text, MAX_TEXT)
        return facts

    def links(self, sheet: str, facts: SheetFacts) -> dict[tuple[int, int], str]:
        """Return what the cells of a sheet point to outside the file, as links that are no formula."""
        if not facts.link_relations:
            return {}
        outside = outside_relations(self.parts, self.sheet_parts[sheet])
        return {place: outside[key] for place, key in facts.link_relations.items() if key in outside}

    def _xml_facts(self, part: str, longest: int) -> tuple[SheetFacts, int]:
        """Return the facts, and the bytes of text that its cells stand for where strings are long enough to
        matter.
        """
        self.parts.check_prolog(part)
        try:
            facts = read_facts(self.parts, part, self.formats, count_strings=longest > 0)
        except OtherStyle:
            facts = read_facts_otherwise(self.parts, part, self.formats, MAX_AREA)
            return facts, longest * facts.string_cells
        if facts.area > MAX_AREA:
            facts.last_row, facts.last_column = exact_reach(self.parts, part)
        if longest * facts.string_cells <= MAX_TEXT:
            return facts, 0
        return facts, text_volume(self.parts, part, self.string_lengths)


def in_utf8(parts: Parts) -> Parts:
    """Return the same parts with all XML in UTF-8, plain slashes in their names and no steps ("./") in what the workbook
    relates to, which is all that calamine reads. Raises UnusableFile.
    """
    others = {}
    steps = _RELATIONS in parts and _STEPS.search(parts.read(_RELATIONS)) is not None
    for name in parts.names():
        if name.lower().endswith(_XML):
            encoding = _encoding(parts.head(name))
            if encoding:
                others[name] = encoding
    if not others and not steps and not parts.has_backslashes:
        return parts
    if sum(parts.size(name) for name in parts.names()) > MAX_PART:
        raise damaged(parts.path)
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as archive:
        for name in parts.names():
            content = parts.read(name)
            if name in others:
                try:
                    text = content.decode(others[name])
                except (UnicodeDecodeError, LookupError):
                    raise damaged(parts.path) from None
                content = _DECLARED_TEXT.sub(r"\g<1>UTF-8", text.removeprefix("\ufeff")).encode("utf-8")
            if name.lower() == _RELATIONS:
                content = _STEPS.sub(_without_steps, content)
            archive.writestr(name, content)
    return Parts(parts.path, rewritten.getvalue())


def _without_steps(target: re.Match[bytes]) -> bytes:
    """Return the target of a relation of the workbook, named from the root of the archive."""
    return target[1] + b"/" + resolved("xl/", target[2].decode("utf-8", "replace")).encode() + target[3]


def _encoding(head: bytes) -> str:
    """Return the encoding of XML that is not UTF-8, "" for UTF-8."""
    if head.startswith((b"\xfe\xff", b"\xff\xfe")):
        return "utf-16"
    if head.startswith(b"\x00<"):
        return "utf-16-be"
    if head.startswith(b"<\x00"):
        return "utf-16-le"
    declared = _DECLARED.match(head[:200])
    name = declared[1].decode("ascii") if declared else ""
    return name if _TEXT_ENCODINGS.match(name) else ""


def _value(element: Element, ending: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")
