"""What kind of file lies there, by its content; names lie ("report.xls" that is an HTML table)."""

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.limits import (
    MAX_FILE,
    MAX_TEXT_FILE,
    damaged,
    encrypted,
    not_a_workbook,
    too_large,
)
from tradehouse.exchange.ole import SIGNATURE as OLE_SIGNATURE
from tradehouse.exchange.ole import read_ole
from tradehouse.exchange.sheets import WorkbookKind
from tradehouse.exchange.xls_records import check_xls, holds_pictures

_HEAD: Final = 4096
_BLANKS: Final = b"\t\n\r\x0b\x0c\x1b"
_LOCK_NAMES: Final = ("~$", ".~lock.")
_LOCK_SIZE: Final = 165
_FIRST_ROWS: Final = 3
_SEPARATORS: Final = ";,\t|"
_TEXT_NAMES: Final = (".csv", ".tsv", ".tab", ".txt")
_WORKBOOK_NAMES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx", ".xlt")
_OTHER_FILES: Final = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"RIFF", N_("a picture or recording")),
    (b"Rar!", N_("a packed archive")),
    (b"7z\xbc\xaf", N_("a packed archive")),
    (b"\x1f\x8b", N_("a packed archive")),
    (b"MZ", N_("a program")),
    (b"SQLite format 3", N_("a database")),
    (b"{\\rtf", N_("a text document")),
)
_OLD_EXCEL: Final = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
_HTML: Final = re.compile(r"<(?:html|table|!doctype html|head|body|meta)\b", re.IGNORECASE)
_SPREADSHEETML: Final = "urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind of a workbook, with its checked parts where it is an archive, and whether it holds pictures that are
    not read.
    """

    kind: WorkbookKind
    parts: Parts | None = None
    unread_pictures: bool = False


def recognise(path: Path) -> Recognised:
    """Return the kind of workbook at path. Raises UnusableFile for everything else."""
    size, head = _head(path)
    if _is_lock(path, size, head):
        raise UnusableFile(
            "lock_file",
            N_(
                '"{file}" only marks that somebody has the workbook open; it holds no data. '
                'Choose the file without "~$" in its name.'
            ),
            file=path.name,
        )
    if size == 0:
        raise UnusableFile("empty_file", N_('"{file}" is empty (0 bytes). Ask for a new copy.'), file=path.name)
    if size > MAX_FILE:
        raise too_large(path, size, MAX_FILE)
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(OLE_SIGNATURE):
        return _ole(path)
    if head.startswith(_OLD_EXCEL):
        raise UnusableFile(
            "old_format",
            N_('"{file}" was saved by a very old Excel. Open it in Excel and save it as .xlsx.'),
            file=path.name,
        )
    for magic, what in _OTHER_FILES:
        if head.startswith(magic):
            raise not_a_workbook(path, what)
    return Recognised(_text(path, size, head))


def looks_like_utf16(head: bytes) -> bool:
    """Say whether bytes are text in UTF-16: a mark in front, or zeros in every second place."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    half = len(head) // 2
    return any(head[start::2].count(0) > half * 0.6 and head[1 - start :: 2].count(0) == 0 for start in (0, 1))


def _head(path: Path) -> tuple[int, bytes]:
    try:
        if path.is_dir():
            raise UnusableFile(
                "not_a_file", N_('"{file}" is a folder, not a file. Choose a file in it.'), file=path.name
            )
        with path.open("rb") as file:
            return path.stat().st_size, file.read(_HEAD)
    except FileNotFoundError:
        raise UnusableFile(
            "missing_file", N_('"{file}" does not exist. Check the name and the folder.'), file=str(path)
        ) from None
    except PermissionError:
        raise no_access(path) from None
    except OSError as problem:
        raise UnusableFile(
            "unreadable_file",
            N_('"{file}" cannot be read: {reason}. Copy it to this computer and try again.'),
            file=path.name,
            reason=problem.strerror or type(problem).__name__,
        ) from None


def no_access(path: Path) -> UnusableFile:
    """Return the refusal of a file that the system does not let us open."""
    return UnusableFile(
        "no_access",
        N_(
            '"{file}" cannot be opened: another program holds it, or you may not read it. '
            "Close it there or copy it to your own folder."
        ),
        file=path.name,
    )


def _is_lock(path: Path, size: int, head: bytes) -> bool:
    if path.name.startswith(_LOCK_NAMES) and size < 1024:
        return True
    # the owner's name behind its length, padded with spaces, and once more in two bytes a character
    return size == _LOCK_SIZE and 0 < head[0] < 55 and head[55] == head[0]


def _archive(path: Path) -> Recognised:
    parts = Parts(path)
    if "xl/workbook.bin" in parts:
        return Recognised("xlsb", parts)
    if "xl/workbook.xml" in parts:
        macros = "[Content_Types].xml" in parts and b"macroEnabled" in parts.read("[Content_Types].xml")
        return Recognised("xlsm" if macros else "xlsx", parts)
    if "mimetype" in parts:
        kind = parts.read("mimetype", limit=200)
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return Recognised("ods", parts)
    if "word/document.xml" in parts:
        raise not_a_workbook(path, N_("a Word document"))
    if "ppt/presentation.xml" in parts:
        raise not_a_workbook(path, N_("a presentation"))
    raise not_a_workbook(path, N_("a packed archive"))


def _ole(path: Path) -> Recognised:
    ole = read_ole(path)
    if ole.is_encrypted_package:
        raise encrypted(path)
    if not ole.is_workbook:
        raise not_a_workbook(
            path, N_("a Word document") if "worddocument" in ole.streams else N_("another Office file")
        )
    if ole.is_encrypted_workbook:
        raise encrypted(path)
    check_xls(path, ole.workbook)
    return Recognised("xls", unread_pictures=holds_pictures(ole.workbook))


def _is_delimited(text: str) -> bool:
    """Whether all of the first records, two at least, are cut by one separator."""
    for separator in _SEPARATORS:
        rows = [
            row for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _FIRST_ROWS) if row
        ]
        if len(rows) > 1 and all(len(row) > 1 for row in rows):
            return True
    return False


def _text(path: Path, size: int, head: bytes) -> WorkbookKind:
    odd = sum(1 for byte in head if byte < 0x20 and byte not in _BLANKS)
    if not looks_like_utf16(head) and (b"\x00" in head or odd * 20 > len(head)):
        raise not_a_workbook(path, N_("an unknown kind of file"))
    if size > MAX_TEXT_FILE:
        raise too_large(path, size, MAX_TEXT_FILE)
    text = head.replace(b"\x00", b"").decode("latin-1").lstrip("\xff\xfeï»¿ \t\r\n")
    name = path.suffix.lower()
    if _SPREADSHEETML in text and text.startswith("<"):
        return "spreadsheetml"
    if text.startswith("<") and _HTML.search(text):
        return "html"
    if text.startswith("ID;P") and name not in _TEXT_NAMES:
        raise not_a_workbook(path, N_("a SYLK sheet (.slk)"))
    if name in _TEXT_NAMES:
        return "tsv" if name in (".tsv", ".tab") else "csv"
    if name == ".xls" and "\t" in text.partition("\n")[0]:
        return "tsv"  # what many programs write as their "Excel export"
    if name in _WORKBOOK_NAMES and _is_delimited(text):
        return "csv"  # renamed by somebody who thought that it makes a workbook of it
    if name in _WORKBOOK_NAMES:
        raise UnusableFile(
            "text_named_workbook",
            N_(
                '"{file}" is a text file named like a workbook. If it is a list with commas or semicolons, '
                "rename it to .csv; else ask for a new copy."
            ),
            file=path.name,
        )
    if text.startswith("PK") or not text:
        raise damaged(path)
    raise not_a_workbook(path, N_("a text file"))
