"""The pictures inside a workbook: floating, grouped, placed in a cell (Excel 365, WPS), behind comments and pages.

A picture belongs to the cell under its centre. Bytes are read when asked for.
"""

import re
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.exchange.anchors import placed_pictures, read_grid
from tradehouse.exchange.archives import Parts, outside_relations, relations
from tradehouse.exchange.sheets import Picture, PictureKind
from tradehouse.exchange.xlsx_parts import SheetFacts
from tradehouse.exchange.xlsx_workbook import XlsxWorkbook

_METADATA = "xl/metadata.xml"
_RICH_VALUES = "xl/richData/rdrichvalue.xml"
_RICH_STRUCTURES = "xl/richData/rdrichvaluestructure.xml"
_RICH_RELATIONS = "xl/richData/richValueRel.xml"
_WEB_IMAGES = "xl/richData/rdRichValueWebImage.xml"
_WPS_PICTURES = "xl/cellimages.xml"
_LOCAL_IMAGE, _WEB_IMAGE = "_rvRel:LocalImageIdentifier", "WebImageIdentifier"
_LONGEST_SHAPE = 64 * 1024
_HEADER_PICTURE = re.compile(rb"<v:imagedata\b[^<>]{0,2000}?(?:o:relid|r:id)\s*=\s*[\"']([^\"']+)[\"']")
_FILL = re.compile(rb"<v:fill\b[^<>]{0,2000}?(?:o:relid|r:id)\s*=\s*[\"']([^\"']+)[\"']")
_NOTE_ROW = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>")
_NOTE_COLUMN = re.compile(rb"<x:Column>\s*(\d{1,5})\s*</x:Column>")


def workbook_pictures(workbook: XlsxWorkbook, sheet: str, facts: SheetFacts) -> list[Picture]:
    """Return the pictures of a sheet of an .xlsx or .xlsb, top to bottom. Raises UnusableFile."""
    part = workbook.sheet_parts.get(sheet, "")
    if not part:
        return []
    parts = workbook.parts
    found: list[Picture] = []
    for kind, target in relations(parts, part).values():
        if target not in parts:
            continue
        if kind == "drawing":
            found.extend(_floating(parts, part, target))
        elif kind == "vmlDrawing":
            found.extend(_behind_comments(parts, target))
        elif kind == "image":
            found.append(_picture(parts, 1, 1, target, "background"))
    if facts.value_metadata:
        targets = _in_cells(parts)
        for (row, column), index in facts.value_metadata.items():
            if index in targets:
                found.append(_picture(parts, row, column, targets[index], "cell"))
    if facts.wps_pictures and _WPS_PICTURES in parts:
        named = _wps_pictures(parts)
        for (row, column), name in facts.wps_pictures.items():
            if name in named:
                found.append(_picture(parts, row, column, named[name], "dispimg"))
    return sorted(found, key=lambda picture: (picture.row, picture.column))


def ods_pictures(parts: Parts, placed: list[tuple[int, int, str]]) -> list[Picture]:
    """Return the pictures of a sheet of an .ods; one that is tied to the page stands in the first cell."""
    return [_picture(parts, row, column, part, "floating") for row, column, part in placed if part in parts]


def _picture(parts: Parts, row: int, column: int, part: str, kind: PictureKind) -> Picture:
    name = part.rpartition("/")[2]
    return Picture(row, column, name, kind, partial(parts.read, part), partial(parts.head, part), part)


def _floating(parts: Parts, sheet: str, drawing: str) -> Iterator[Picture]:
    targets = {key: target for key, (kind, target) in relations(parts, drawing).items() if kind == "image"}
    outside = outside_relations(parts, drawing)
    if not targets and not outside:
        return
    for placed in placed_pictures(parts.xml(drawing), read_grid(parts, sheet)):
        part = targets.get(placed.relation, "")
        if part in parts:
            kind: PictureKind = "grouped" if placed.grouped else "floating"
            yield _picture(parts, placed.row, placed.column, part, kind)
        elif placed.relation in outside:
            yield _linked(parts, placed.row, placed.column, outside[placed.relation])


def _linked(parts: Parts, row: int, column: int, address: str) -> Picture:
    """Return a picture that the file only points to; it is never fetched."""

    def refuse() -> bytes:
        raise UnusableFile(
            "photo_linked",
            N_('"{name}" is not in "{file}", which only points to it. Ask for the picture itself.'),
            name=address,
            file=parts.path.name,
        )

    return Picture(row, column, address, "linked", refuse, refuse)


def _behind_comments(parts: Parts, drawing: str) -> Iterator[Picture]:
    """Yield the pictures that fill comment boxes, and those of headers and footers, which stand in no row.

    VML is often no sound XML, so patterns read it.
    """
    targets = {key: target for key, (_, target) in relations(parts, drawing).items()}
    if not targets:
        return
    for piece in parts.read(drawing).split(b"</v:shape>"):
        shape = piece[piece.rfind(b"<v:shape ") :][:_LONGEST_SHAPE]
        fill, row, column = _FILL.search(shape), _NOTE_ROW.search(shape), _NOTE_COLUMN.search(shape)
        part = targets.get(fill[1].decode("utf-8", "replace"), "") if fill else ""
        if row and column and part in parts:
            yield _picture(parts, int(row[1]) + 1, int(column[1]) + 1, part, "comment")
        header = _HEADER_PICTURE.search(shape)
        part = targets.get(header[1].decode("utf-8", "replace"), "") if header else ""
        if part in parts:
            yield _picture(parts, 1, 1, part, "header")


def _in_cells(parts: Parts) -> dict[int, str]:
    """Return the picture part for each value-metadata index (1-based) that a cell may carry.

    Excel's way there: index → rich value → its picture number → relation → part ([MS-XLSX] 2.3.6). What the function
    IMAGE fetched when the file was saved lies in a list of its own.
    """
    if _METADATA not in parts or _RICH_VALUES not in parts:
        return {}
    lists = {_LOCAL_IMAGE: _placed_parts(parts), _WEB_IMAGE: _fetched_parts(parts)}
    places = _picture_places(parts)
    parts_of_values: list[str] = []
    for value in parts.xml(_RICH_VALUES):
        figures = [figure.text or "" for figure in value]
        source, place = places.get(_figure(value.get("s")), ("", -1))
        number = _figure(figures[place]) if 0 <= place < len(figures) else -1
        pictures = lists.get(source, [])
        parts_of_values.append(pictures[number] if 0 <= number < len(pictures) else "")
    found = {}
    for index, value_index in _value_indexes(parts.xml(_METADATA)).items():
        if value_index < len(parts_of_values) and parts_of_values[value_index] in parts:
            found[index] = parts_of_values[value_index]
    return found


def _placed_parts(parts: Parts) -> list[str]:
    if _RICH_RELATIONS not in parts:
        return []
    targets = relations(parts, _RICH_RELATIONS)
    return [targets.get(_ending(relation, "}id"), ("", ""))[1] for relation in parts.xml(_RICH_RELATIONS)]


def _fetched_parts(parts: Parts) -> list[str]:
    """Return what Excel kept of pictures from the web."""
    if _WEB_IMAGES not in parts:
        return []
    targets = relations(parts, _WEB_IMAGES)
    kept = []
    for image in parts.xml(_WEB_IMAGES):
        blip = next((_ending(piece, "}id") for piece in image if piece.tag.rpartition("}")[2] == "blip"), "")
        kept.append(targets.get(blip, ("", ""))[1])
    return kept


def _picture_places(parts: Parts) -> dict[int, tuple[str, int]]:
    """Return, for each structure of rich values that holds a picture, its key and the place of the picture's number."""
    if _RICH_STRUCTURES not in parts:
        return {0: (_LOCAL_IMAGE, 0)}
    places = {}
    for index, structure in enumerate(parts.xml(_RICH_STRUCTURES)):
        names = [key.get("n", "") for key in structure]
        for key in (_LOCAL_IMAGE, _WEB_IMAGE):
            if key in names:
                places[index] = (key, names.index(key))
    return places


def _value_indexes(metadata: Element) -> dict[int, int]:
    """Return the rich value for each value-metadata index (1-based)."""
    types: list[str] = []
    rich: list[int] = []
    blocks: list[tuple[int, int]] = []
    for part in metadata:
        kind = part.tag.rpartition("}")[2]
        if kind == "metadataTypes":
            types = [entry.get("name", "") for entry in part]
        elif kind == "futureMetadata" and part.get("name") == "XLRICHVALUE":
            rich = [
                next((_figure(e.get("i", "0")) for e in block.iter() if e.tag.endswith("}rvb")), -1) for block in part
            ]
        elif kind == "valueMetadata":
            for block in part:
                record = next(iter(block), None)
                said = ("0", "0") if record is None else (record.get("t", "0"), record.get("v", "0"))
                blocks.append((_figure(said[0]), _figure(said[1])))
    found = {}
    for index, (kind_number, place) in enumerate(blocks, start=1):
        named = types[kind_number - 1] if 0 < kind_number <= len(types) else ""
        if named == "XLRICHVALUE" and 0 <= place < len(rich) and rich[place] >= 0:
            found[index] = rich[place]
    return found


def _wps_pictures(parts: Parts) -> dict[str, str]:
    """Return the part of each picture that WPS Office keeps for cells, by its identifier."""
    targets = relations(parts, _WPS_PICTURES)
    found = {}
    for image in parts.xml(_WPS_PICTURES):
        name = relation = ""
        for element in image.iter():
            if element.tag.endswith("}cNvPr"):
                name = element.get("name", "")
            elif element.tag.endswith("}blip"):
                relation = _ending(element, "}embed")
        part = targets.get(relation, ("", ""))[1]
        if name and part in parts:
            found[name] = part
    return found


def _figure(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else -1


def _ending(element: Element, ending: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")
