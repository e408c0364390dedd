"""Lists of who registered or came, as they are sent around: what their columns mean and what their rows say."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from tradehouse.domain.attendance import NOT_A_LIST, WHO, ListColumn, ListedPerson, PeopleList, SheetReading
from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.dates import parse_date
from tradehouse.domain.entry import NO, YES
from tradehouse.domain.language import N_, Message
from tradehouse.domain.phones import phone_warning, read_phones
from tradehouse.domain.reference import find_province, find_regency, provinces
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, column_letter
from tradehouse.exchange.header_rows import Header, find_header
from tradehouse.exchange.headings import candidates, plain_heading
from tradehouse.exchange.loose_rows import merged_titles, signatures, signed_below
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.row_kinds import RowJudge, RowKind
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheet_tables import tables_of
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import Table

WORDS: Final[Mapping[str, str]] = {
    "person": "nama|nama lengkap|nama peserta|peserta|nama pemilik|pemilik|nama pelaku usaha|pelaku usaha|nama pengusaha|"
    "nama narahubung|name|full name|participant|participant name|owner|contact name",
    "firm": "nama usaha|nama umkm|umkm|nama ukm|ukm|nama ikm|usaha|nama koperasi|koperasi|nama perusahaan|perusahaan|"
    "nama kelompok|nama brand|brand|merek|merk|instansi|lembaga|instansi/lembaga|asal instansi|nama usaha/umkm|business|"
    "business name|company|firm|msme",
    "phone": "hp|no hp|nomor hp|telepon|no telepon|no telp|telp|wa|no wa|nomor wa|whatsapp|no whatsapp|hp/wa|no hp/wa|"
    "kontak|no kontak|nomor kontak|handphone|phone|mobile|phone number",
    "email": "email|e-mail|alamat email|surel",
    "province": "provinsi|propinsi|prov|asal provinsi|province",
    "regency": "kabupaten/kota|kab/kota|kabupaten|kota|kab|kota/kabupaten|asal|asal daerah|domisili|daerah|kota asal|"
    "asal kota|regency|city|regency/city",
    "code": "kode pemasok|kode umkm|kode smesco|sku pemasok|supplier code",
    "nib": "nib|no nib|nomor induk berusaha",
    "attended": "hadir|kehadiran|ttd|tanda tangan|tandatangan|paraf|presensi|absensi|absen|status kehadiran|"
    "keterangan hadir|hadir/tidak|attended|attendance|present|signature",
    "date": "tanggal|tgl|hari/tanggal|hari tanggal|tanggal hadir|tanggal pelatihan|tanggal sesi|date",
    "registered": "timestamp|cap waktu|stempel waktu|tanggal daftar|tgl daftar|tanggal pendaftaran|tanggal registrasi|"
    "waktu daftar|registered|registration date",
    "channel": "kanal|media|platform|cara hadir|channel",
    "topic": "sesi|materi|topik|nama sesi|judul sesi|session|topic",
}  # fmt: skip
_OF_CATALOGUE: Final = {
    "supplier.name": "firm", "supplier.brand": "firm", "supplier.owner": "person", "supplier.contact": "person",
    "supplier.phone": "phone", "supplier.whatsapp": "phone", "supplier.email": "email", "supplier.province": "province",
    "supplier.regency": "regency", "supplier.nib": "nib",
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_CAME: Final = YES | {"hadir", "h", "datang", "present", "ttd", "√", "✔", "☑", "ok", "online", "offline"}
_STAYED_AWAY: Final = NO | {"tidak hadir", "absen", "a", "alpa", "alfa", "izin", "ijin", "i", "sakit", "s", "absent"}
_REGISTRATION = re.compile(r"\b(?:pendaftar|pendaftaran|registrasi|registration|calon peserta|terdaftar)\b")
_ATTENDANCE = re.compile(r"\b(?:hadir|kehadiran|presensi|absensi|absen|attendance)\b")
_NUMBERED = re.compile(r"^\(?\d{1,5}\s*[.)]*\s*[.…_ ]*$")
_MOST_TITLES: Final = 8


def lists_in(workbook: Workbook) -> list[Sheet]:
    """Return the lists of a workbook, each as a sheet; what the file hides is left out."""
    return [table for info in workbook.sheets if not info.hidden for table in tables_of(workbook.sheet(info.name))]


def read_people(sheet: Sheet, reading: SheetReading, file_name: str = "") -> PeopleList:
    """Return who is in a list. file_name helps to tell a list of registrations from one of attendance."""
    if not any(not is_blank(cell) for row in sheet.rows for cell in row):
        return _refused(sheet, "empty_sheet")
    header = find_header(sheet, reading.header, 0, _all_words())
    if header is None:
        return _refused(sheet, "no_header")
    columns = _columns(sheet, header, reading.roles)
    roles = _Roles(columns, sheet)
    if not any(roles.of(role) for role in WHO):
        told = [ListColumn(c.letter, c.heading, c.role, c.samples) for c in columns if c.heading]
        code = "nobody_named" if len(told) > 1 or reading.header else "no_header"
        return _refused(sheet, code, header, columns)
    body = sheet.rows[header.body :]
    titles = _titles(sheet, header)
    said = fold(" ".join((*titles, sheet.name, file_name)))
    registration = bool(_REGISTRATION.search(said)) and not _ATTENDANCE.search(said)
    kept, passed_over = _records(sheet, header, columns, body)
    if not kept:
        return _refused(sheet, "no_rows", header, columns)
    first = sheet.first_row + header.body
    signed = _tells_attendance([body[at] for at in kept], roles)
    people = tuple(
        _person(first + at, body[at], roles, came=None if registration else not signed or None, signed=signed)
        for at in kept
    )
    return PeopleList(
        sheet.name, _row_of(sheet, header), tuple(columns), people, titles, passed_over, registration and not signed
    )


def _refused(sheet: Sheet, code: str, header: Header | None = None, columns: Sequence[ListColumn] = ()) -> PeopleList:
    row = 0 if header is None else _row_of(sheet, header)
    return PeopleList(sheet.name, row, tuple(columns), code=code, why_not=Message(NOT_A_LIST[code]))


def _row_of(sheet: Sheet, header: Header) -> int:
    return header.first + sheet.first_row


@cache
def _vocabulary() -> Mapping[str, str]:
    return {plain_heading(word): role for role, words in WORDS.items() for word in words.split("|")}


@cache
def _all_words() -> frozenset[str]:
    return frozenset(_vocabulary())


@cache
def role_of(heading: str) -> str:
    """Return what a heading says of who took part, "" where it says nothing of it."""
    known = _vocabulary()
    bare = plain_heading(_BRACKETS.sub(" ", heading))
    for text in (plain_heading(heading), bare):
        if text in known:
            return known[text]
    found = next((_OF_CATALOGUE[c.target] for c in candidates(heading) if c.target in _OF_CATALOGUE), "")
    if found:
        return found
    parts = {known[part] for part in map(plain_heading, re.split(r"[/&,]", heading)) if part in known}
    return parts.pop() if len(parts) == 1 else ""


def _columns(sheet: Sheet, header: Header, chosen: Mapping[str, str]) -> list[ListColumn]:
    found: list[ListColumn] = []
    taken: set[str] = set(chosen.values())
    for index, heading in enumerate(header.headings):
        letter = column_letter(index + sheet.first_column)
        values = [row[index] for row in sheet.rows[header.body :] if index < len(row) and not is_blank(row[index])]
        if not values and not heading.text:
            continue
        text = heading.full or heading.group
        role = chosen[letter] if letter in chosen else role_of(heading.text) or role_of(text)
        if letter not in chosen and role in taken and role not in _SEVERAL:
            role = ""
        taken.add(role)
        samples = tuple(dict.fromkeys(_shown(value) for value in values[:50]))[:3]
        found.append(ListColumn(letter, text, role, samples))
    return _named_once(found, chosen)


_SEVERAL: Final = frozenset({"phone", "attended", ""})


def _named_once(columns: list[ListColumn], chosen: Mapping[str, str]) -> list[ListColumn]:
    """A list of firms has them under plain "Nama" where another column names its person."""
    owners = [n for n, c in enumerate(columns) if fold(c.heading) in _OWNERS]
    plain = [n for n, c in enumerate(columns) if c.role == "person" and fold(c.heading) in _PLAIN]
    if owners and plain and not any(c.role == "firm" for c in columns) and columns[plain[0]].letter not in chosen:
        at, owner = plain[0], owners[0]
        columns[at] = ListColumn(columns[at].letter, columns[at].heading, "firm", columns[at].samples)
        if columns[owner].letter not in chosen:
            columns[owner] = ListColumn(columns[owner].letter, columns[owner].heading, "person", columns[owner].samples)
    return columns


_PLAIN: Final = frozenset({"nama", "name"})
_OWNERS: Final = frozenset({"pemilik", "nama pemilik", "owner", "nama pengusaha", "nama narahubung", "contact name"})


class _Roles:
    """Which columns of a sheet hold what, by index."""

    def __init__(self, columns: Sequence[ListColumn], sheet: Sheet) -> None:
        places = {column_letter(n + sheet.first_column): n for n in range(max((len(r) for r in sheet.rows), default=0))}
        self._places: dict[str, list[int]] = {}
        for column in columns:
            if column.role:
                self._places.setdefault(column.role, []).append(places[column.letter])
        self._places["attended"] = [n for n in self.of("attended") if not _counts_up(sheet, n)]

    def of(self, role: str) -> list[int]:
        """Return the indexes of the columns with a role."""
        return self._places.get(role, [])

    def cells(self, row: Sequence[Cell], role: str) -> list[Cell]:
        """Return the filled cells of a row with a role."""
        cells = [row[index] for index in self.of(role) if index < len(row)]
        return [cell for cell in cells if not is_blank(cell) and not isinstance(cell, CellError)]

    def text(self, row: Sequence[Cell], role: str) -> str:
        """Return what a row says in a role, as one line."""
        return " ".join(" ".join(cell_text(cell) for cell in self.cells(row, role)).split())


def _counts_up(sheet: Sheet, index: int) -> bool:
    """Whether a column holds running numbers, where people sign on paper."""
    found = {_shown(row[index]).strip(" .)") for row in sheet.rows if index < len(row) and not is_blank(row[index])}
    return {"1", "2", "3"} <= found


def _titles(sheet: Sheet, header: Header) -> tuple[str, ...]:
    texts = [
        " ".join(cell.split())
        for row in sheet.rows[: header.first]
        for cell in row
        if isinstance(cell, str) and cell.strip()
    ]
    return tuple(dict.fromkeys(texts))[:_MOST_TITLES]


def _records(
    sheet: Sheet, header: Header, columns: Sequence[ListColumn], body: Sequence[Sequence[Cell]]
) -> tuple[list[int], int]:
    """Return which rows of the body (0-based) speak of somebody, and how many others are filled."""
    roles = _Roles(columns, sheet)
    names = [index for role in WHO for index in roles.of(role)]
    places = {column_letter(n + sheet.first_column): n for n in range(len(header.headings))}
    described = tuple(Column(places[c.letter], c.heading) for c in columns)
    table = Table(sheet, SheetKind.SUPPLIERS, header, described)
    judge = RowJudge(table, names)
    loose = {*merged_titles(table, body), *signatures(body), *signed_below(body)}
    kept, passed_over = [], 0
    for at, row in enumerate(body):
        kind = judge.judge(row)
        if kind is RowKind.BLANK:
            continue
        named = any(index < len(row) and not is_blank(row[index]) for index in names)
        if kind is RowKind.DATA and at not in loose and named:
            kept.append(at)
        elif kind is RowKind.DATA and at not in loose and not _only_numbered(row):
            kept.append(at)  # nobody is named, but something is said: it is told, not dropped
        else:
            passed_over += 1
    return kept, passed_over


def _only_numbered(row: Sequence[Cell]) -> bool:
    """Whether a row of a printed form was left empty: it has its number, and perhaps a place to sign."""
    return all(is_blank(cell) or _NUMBERED.match(_shown(cell)) for cell in row)


def _tells_attendance(rows: Sequence[Sequence[Cell]], roles: _Roles) -> bool:
    """Whether the column of attendance says anything; signatures on paper leave it empty or numbered."""
    return any(_came(roles.cells(row, "attended")) is not None for row in rows)


def _came(cells: Sequence[Cell]) -> bool | None:
    said: bool | None = None
    for cell in cells:
        text = _shown(cell)
        word = fold(text) or text.strip()
        if _NUMBERED.match(text) and text.strip() not in {"0", "1"}:
            continue  # the number of the place to sign
        if word in _CAME or cell is True:
            return True
        if word not in _STAYED_AWAY and cell is not False:
            return True  # a name or initials in the place of a signature
        said = False
    return said


def _person(row: int, cells: Sequence[Cell], roles: _Roles, *, came: bool | None, signed: bool) -> ListedPerson:
    warnings: list[Message] = []
    phones = [phone for cell in roles.cells(cells, "phone") for phone in read_phones(cell)]
    warnings += [told for cell in roles.cells(cells, "phone") if (told := phone_warning(cell)) is not None]
    province, regency = place(roles.text(cells, "province"), roles.text(cells, "regency"), warnings)
    if signed:
        came = bool(_came(roles.cells(cells, "attended")))
    return ListedPerson(
        row,
        roles.text(cells, "person"),
        roles.text(cells, "firm"),
        " / ".join(dict.fromkeys(phone.number for phone in phones)),
        roles.text(cells, "email"),
        province,
        regency,
        roles.text(cells, "code"),
        "".join(c for c in roles.text(cells, "nib") if c.isdigit()),
        came,
        _day(roles.cells(cells, "date"), warnings),
        _day(roles.cells(cells, "registered"), warnings),
        roles.text(cells, "channel"),
        roles.text(cells, "topic"),
        tuple(warnings),
    )


def place(province: str, regency: str, warnings: list[Message]) -> tuple[str, str]:
    """Return the codes of a province and a regency; what names none stays as it is written, and is warned of.

    A regency that has moved to another province goes with its present one.
    """
    of_province = find_province(province) if province else None
    of_regency = find_regency(regency, of_province) if regency else None
    if of_regency is None and regency:
        of_regency = find_regency(regency)
        if of_regency is not None and of_province is not None and of_regency.province != of_province.code:
            now = provinces()[of_regency.province]
            text = N_("{regency} lies in {present} now, not in {found}. It is taken down there.")
            warnings.append(Message(text, {"regency": of_regency.label_id, "present": now.label_id, "found": province}))
    if of_regency is None and of_province is None and regency:
        of_province = find_province(regency)  # "Asal" may name a province
        if of_province is not None:
            return of_province.code, ""
    for text, found, field_ in ((province, of_province, N_("Province")), (regency, of_regency, N_("Regency or city"))):
        if text and found is None and not (field_ == "Province" and of_regency is not None):
            told = N_('"{found}" is not known as {field}. It was kept as it is written.')
            warnings.append(Message(told, {"found": text, "field": Message(field_)}))
    code = of_regency.province if of_regency is not None else of_province.code if of_province is not None else province
    return code, regency if of_regency is None else of_regency.code


def _day(cells: Sequence[Cell], warnings: list[Message]) -> "date | None":
    for cell in cells:
        try:
            return parse_date(cell, serial=True)
        except Unreadable as problem:
            warnings.append(problem.message)
    return None


def _shown(cell: Cell) -> str:
    return str(cell) if isinstance(cell, CellError) else cell_text(cell)


def dates_in(texts: Sequence[str]) -> list[date]:
    """Return the days that titles name: "Hari/Tanggal: Senin, 6 April 2020"."""
    found = []
    for text in texts:
        for part in (text, text.rpartition(":")[2], *_DATE.findall(text)):
            try:
                day = parse_date(part)
            except Unreadable:
                continue
            found.append(day)
            break
    return found


_DATE = re.compile(r"\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}")
