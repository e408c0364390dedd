"""A list that came back, beside the offer that it was: rows find their lines, and what differs is told.

What the rows say (an order, the results of a showcase) is read by those who asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypeVar

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.records import Record
from tradehouse.exchange.order_forms import PRODUCT_ID, SHEET_ID, ReturnedForm, ReturnedRow
from tradehouse.storage import offers as stored
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

MOST: Final = 9_999_999
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a line (row 0: about the file). An error keeps what it names from being taken."""

    row: int
    code: str
    kind: str
    message: Message
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the list and the line of the offer that it answers; repeated where an earlier row answered it too."""

    row: ReturnedRow
    line_id: int
    line: OfferLine
    repeated: bool = False


@dataclass(slots=True)
class Returned:
    """A list that came back. struck are the lines of the offer that are no longer in it."""

    path: Path
    form: ReturnedForm
    offer: Record
    answers: list[Answer] = field(default_factory=list)
    struck: tuple[OfferLine, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def findings_of(self, row: int) -> list[Finding]:
        """Return what is to be said about one row; 0 for the file."""
        return [finding for finding in self.findings if finding.row == row]


Plan = TypeVar("Plan", bound=Returned)


def read_returned(
    read: Reader, made: Callable[[Path, ReturnedForm, Record], Plan], path: Path, form: ReturnedForm
) -> Plan:
    """Find the offer and the lines of a list that came back; return them as the plan that made begins.

    Raises UnusableFile where the ledger does not know it.
    """
    offer_id = stored.offer_of_sheet(read, form.sheet_id) if form.sheet_id else None
    if offer_id is None:
        raise UnusableFile(
            "unknown_offer",
            N_('"{file}" is a list of a house, but not one in the ledger of this catalogue (reference {reference}). Open the catalogue that it was sent from.'),
            file=path.name,
            reference=form.facts.get("reference") or "?",
        )  # fmt: skip
    returned = made(path, form, queries.record(read, RecordKind.OFFER, offer_id))
    returned.findings += _of_file(read, returned)
    _match(returned, stored.lines_of(read, offer_id))
    return returned


def about(
    row: int, code: str, line: OfferLine, msgid: str, /, severity: Severity = "warning", **values: object
) -> Finding:
    """Return a finding about a line, whose text may name its {code}."""
    return Finding(row, code, "line", Message(msgid, {"code": line.code, **values}), severity)


def read_quantity(returned: Returned, answer: Answer, key: str, unit: object) -> int | None:
    """Return the whole quantity in a row's column; None where it is blank, or no quantity, which is told."""
    cell = answer.row.cells.get(key)
    if cell is None or (not isinstance(cell, CellError) and is_blank(cell)):
        return None

    def refuse(code: str, msgid: str) -> None:
        told = about(answer.row.row, code, answer.line, msgid, "error", found=_shown(cell), unit=unit)
        returned.findings.append(told)

    try:
        number = number_from_cell(cell)
    except Unreadable:
        refuse("text_quantity", N_('{code}: "{found}" is not a quantity, so it is not taken.'))
        return None
    if number < 0 or number > MOST:
        refuse("odd_quantity", N_("{code}: {found} is not possible as a quantity, so it is not taken."))
        return None
    if number != number.to_integral_value():
        refuse("broken_quantity", N_("{code}: {found} is no whole number of {unit}, so it is not taken."))
        return None
    return int(number)


def _shown(cell: Cell) -> str:
    return str(cell) if isinstance(cell, CellError) or cell is None else cell_text(cell)


def _of_file(read: Reader, returned: Returned) -> Iterator[Finding]:
    def say(code: str, msgid: str, **values: object) -> Finding:
        return Finding(0, code, "file", Message(msgid, values))

    if returned.form.missing:
        headings = ", ".join(returned.form.missing)
        yield say("columns_missing", N_("These columns were deleted from the list: {headings}."), headings=headings)
    offer = returned.offer
    newest = stored.revisions_of(read, str(offer["number"]))
    if newest and newest[0][0] != offer.id:
        text = N_("The list is revision {revision}; the newest one is revision {newest}. Its prices may differ.")
        yield say("old_revision", text, revision=offer["revision"], newest=newest[0][1])


def _match(returned: Returned, offered: list[tuple[int, OfferLine]]) -> None:
    by_uid = {line.product_uid: (line_id, line) for line_id, line in offered}
    by_code = {line.code.casefold(): (line_id, line) for line_id, line in offered if line.code}
    seen: set[str] = set()
    for row in returned.form.rows:
        uid = row.text(PRODUCT_ID)
        found = by_uid.get(uid) or (None if uid else by_code.get(row.text("code").casefold()))
        if found is None:
            returned.findings.append(_foreign(row))
            continue
        line_id, line = found
        told = row.text(SHEET_ID)
        if told and told != returned.form.sheet_id:
            text = N_("{code}: the row was copied from another list.")
            returned.findings.append(about(row.row, "other_list", line, text))
        returned.answers.append(Answer(row, line_id, line, line.product_uid in seen))
        seen.add(line.product_uid)
    returned.struck = tuple(line for _, line in offered if line.product_uid not in seen)
    for line in returned.struck:
        text = N_("{code} {name} was struck from the list.")
        returned.findings.append(about(0, "struck", line, text, name=line.name))


def _foreign(row: ReturnedRow) -> Finding:
    name = " ".join(part for part in (row.text("code"), row.text("name")) if part)
    text = N_('The row "{name}" was not in the list that was sent, so it is not taken.')
    return Finding(row.row, "foreign_row", "line", Message(text, {"name": name}), "error")
