"""One small list in every dress that a sender may give it: whatever the file is called and however it is written, the
same rows come out of it.
"""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from import_desk import photo, write_xlsx
from test_hostile_files import ods, ods_cell
from workbook_files import CELL, MAIN, relations_xml, sheet_xml, workbook_parts, write_parts

from tradehouse.exchange.reading import open_workbook
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import

LIST = [["Nama Produk", "Kode", "Harga"], ["Tas rotan", "TR-01", "5000"], ["Topi\nlebar", "TR-02", "7500"]]
NAMES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"

Writing = Callable[[Path], object]


def delimited(separator: str, encoding: str = "utf-8", *, before: str = "", after: str = "") -> Writing:
    lines = [separator.join(f'"{text}"' if "\n" in text else text for text in row) for row in LIST]
    return lambda path: path.write_bytes((before + "".join(f"{line}{after}\r\n" for line in lines)).encode(encoding))


def page(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in LIST)
    path.write_text(f"<html><body><table>{rows.replace(chr(10), '<br>')}</table></body></html>", encoding="utf-8")


def xml_table(path: Path) -> None:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data s:Type="String">{text}</Data></Cell>' for text in row) + "</Row>"
        for row in LIST
    )
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:s="{SPREADSHEET}">'
        f'<Worksheet s:Name="S"><Table>{rows.replace(chr(10), "&#10;")}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )


def calc(path: Path) -> None:
    rows = "".join(
        f"<table:table-row>{''.join(ods_cell().replace('>x<', f'>{text}<') for text in row)}</table:table-row>"
        for row in LIST
    )
    ods(path, rows.replace("\n", "</text:p><text:p>"))


def cells(form: str = CELL) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(form.format(place=f"{letter}{number}", text=text) for letter, text in zip("ABC", row, strict=True))
        + "</row>"
        for number, row in enumerate(LIST, start=1)
    )


def book(sheet: str = "", **more: str) -> Writing:
    content = workbook_parts(sheet or sheet_xml(cells()))
    return lambda path: write_parts(path, content | {name.replace("__", "/"): part for name, part in more.items()})


def strict(path: Path) -> None:
    content = {name: str(part) for name, part in workbook_parts(sheet_xml(cells())).items()}
    for known, other in NAMES.items():
        content = {name: part.replace(known, other) for name, part in content.items()}
    write_parts(path, content)


def shared(form: str) -> Writing:
    texts = [text for row in LIST for text in row]
    strings = "".join(f"<si>{form.format(text=text)}</si>" for text in texts)
    rows = "".join(
        f'<row r="{n + 1}">'
        + "".join(f'<c r="{"ABC"[at]}{n + 1}" t="s"><v>{n * 3 + at}</v></c>' for at in range(3))
        + "</row>"
        for n in range(3)
    )
    related = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId3": ("sharedStrings", "sharedStrings.xml")}
    content = workbook_parts(sheet_xml(rows)) | {
        "xl/_rels/workbook.xml.rels": relations_xml(related),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return lambda path: write_parts(path, content)


def target(name: str) -> Writing:
    return book(**{"xl/_rels/workbook.xml.rels": relations_xml({"rId1": ("worksheet", name)})})


def backslashes(path: Path) -> None:
    write_parts(path, {name.replace("/", "\\"): part for name, part in workbook_parts(sheet_xml(cells())).items()})


WRITTEN: dict[str, tuple[str, Writing]] = {
    "commas": ("a.csv", delimited(",")),
    "semicolons": ("a.csv", delimited(";")),
    "tabs": ("a.tsv", delimited("\t")),
    "pipes": ("a.csv", delimited("|")),
    "a mark in front": ("a.csv", delimited(";", "utf-8-sig")),
    "UTF-16 with a mark": ("a.csv", delimited(";", "utf-16")),
    "UTF-16": ("a.csv", delimited(";", "utf-16-le")),
    "UTF-16, the other way": ("a.csv", delimited(";", "utf-16-be")),
    "a code page": ("a.csv", delimited(";", "cp1252")),
    "named separator": ("a.csv", delimited("|", before="sep=|\r\n")),
    "empty columns behind": ("a.csv", delimited(";", after=";;;")),
    "text called .xls": ("a.xls", delimited("\t")),
    "commas called .xls": ("a.xls", delimited(",")),
    "semicolons called .xlsx": ("a.xlsx", delimited(";")),
    "page": ("a.html", page),
    "page called .xls": ("a.xls", page),
    "page called .xlsx": ("a.xlsx", page),
    "XML table": ("a.xml", xml_table),
    "XML table called .xls": ("a.xls", xml_table),
    "ods": ("a.ods", calc),
    "ods called .xlsx": ("a.xlsx", calc),
    "texts in the cells": ("a.xlsx", book()),
    "xlsx called .xls": ("a.xls", book()),
    "xlsx called .csv": ("a.csv", book()),
    "macros": ("a.xlsm", book(**{"[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'})),
    "strict": ("a.xlsx", strict),
    "absolute names": ("a.xlsx", target("/xl/worksheets/sheet1.xml")),
    "backslashes": ("a.xlsx", backslashes),
    "wrong dimension": ("a.xlsx", book(sheet_xml(cells(), before='<dimension ref="A1"/>'))),
    "far dimension": ("a.xlsx", book(sheet_xml(cells(), before='<dimension ref="A1:XFD1048576"/>'))),
    "formulas of text": ("a.xlsx", book(sheet_xml(cells('<c r="{place}" t="str"><f>T(1)</f><v>{text}</v></c>')))),
    "cells without references": ("a.xlsx", book(sheet_xml(cells('<c t="inlineStr"><is><t>{text}</t></is></c>')))),
    "shared texts": ("a.xlsx", shared("<t>{text}</t>")),
    "spaces kept": ("a.xlsx", shared('<t xml:space="preserve">{text} </t>')),
    "rich text": ("a.xlsx", shared("<r><rPr><b/></rPr><t></t></r><r><t>{text}</t></r>")),
    "spoken text": ("a.xlsx", shared('<t>{text}</t><rPh sb="0" eb="1"><t>ga</t></rPh><phoneticPr fontId="1"/>')),
}  # fmt: skip


def read(path: Path) -> list[list[str]]:
    with open_workbook(path) as workbook:
        rows = workbook.sheet(workbook.sheets[0].name).rows
    return [[str(cell) for cell in row if cell is not None] for row in rows]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_rows_come_out(tmp_path: Path, name: str) -> None:
    called, write = WRITTEN[name]
    write(tmp_path / called)
    assert read(tmp_path / called) == LIST


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods"])
def test_what_another_office_saved(tmp_path: Path, kind: str) -> None:
    source = openpyxl.Workbook()
    for row in LIST:
        source.worksheets[0].append(row)
    source.save(tmp_path / "asal.xlsx")
    out = tmp_path / "hasil"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(out), str(tmp_path / "asal.xlsx")], check=True, capture_output=True, timeout=120
    )
    assert read(out / f"asal.{kind}") == LIST


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("pictures", [{}, {"D2": photo(size=900)}], ids=["none", "one"])
def test_pictures_of_an_xls_are_told_once(catalogue: Catalogue, tmp_path: Path, pictures: dict[str, bytes]) -> None:
    write_xlsx(tmp_path / "asal.xlsx", {"Produk": LIST}, pictures=pictures)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
        "--headless",
        "--convert-to",
        "xls",
    ]
    whole = [*command, "--outdir", str(tmp_path), str(tmp_path / "asal.xlsx")]
    subprocess.run(whole, check=True, capture_output=True, timeout=120)
    plan = plan_import(catalogue, ImportOptions(files=(tmp_path / "asal.xls",)))
    told = [code for *_, code, _ in plan.photos.troubles]
    plan.close()
    assert told == (["pictures_of_xls"] if pictures else [])
