"""Reminding suppliers of their certificates: a letter as PDF, a message to copy, and the note that it was given.

What is said is worked out from the next step of each certificate, so that radar, browser and letter agree. A letter
goes to a supplier about its own certificates; nothing of other suppliers, prices or notes comes near it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.certificates import type_of
from tradehouse.domain.display import show_date
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, Message, current_language
from tradehouse.domain.progress import Progress
from tradehouse.domain.radar import days_in_words
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import read_house
from tradehouse.services.house_logo import logo_jpeg
from tradehouse.services.requirements import today
from tradehouse.storage import queries

ANSWER_DAYS: Final = 14
"""How long a supplier has to answer a letter."""
_LOGO: Final = "logo.jpg"
_SUBJECT_LENGTH: Final = 300
_ENDED, _ENDING, _CONFIRM, _UNDATED = "ended", "ending", "confirm", "undated"
_TO_DO: Final = {
    _ENDED: N_("Ended on {date}. Please apply for the renewal now."),
    _ENDING: N_("Ends on {date} ({left}). Please start the renewal now."),
    _CONFIRM: N_("Holds as long as ingredients and process stay the same. Are they unchanged?"),
    _UNDATED: N_("We do not know until when it holds. Please send us a photo of it."),
}
_SAID: Final = {
    _ENDED: N_("{certificate}: ended on {date}"),
    _ENDING: N_("{certificate}: ends on {date}, {left}"),
    _CONFIRM: N_("{certificate}: are ingredients and process still the same?"),
    _UNDATED: N_("{certificate}: please send a photo of it, so that we can note the dates"),
}


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A certificate and what the supplier is to do about it: a key of the texts above."""

    certificate: Record
    to_do: str
    last_day: date | None = None

    def words(self, texts: dict[str, str], day: date, language: str) -> str:
        """Return what is said about it."""
        said = texts[self.to_do]
        if self.last_day is None:
            return Message(said, {"certificate": self.name(language)} if "{certificate}" in said else {}).text(language)
        values = {
            "certificate": self.name(language),
            "date": show_date(self.last_day, language),
            "left": days_in_words((self.last_day - day).days, language),
        }
        return Message(said, values).text(language)

    def name(self, language: str) -> str:
        """Return its type and number, as people call it."""
        label = find_label("certification_type", str(self.certificate["type"] or ""), language)
        return " ".join(part for part in (label, self.certificate["number"]) if part)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one supplier is reminded of, the most pressing first."""

    supplier: Record
    lines: tuple[ReminderLine, ...]
    day: date


def reminders(catalogue: Catalogue, supplier_ids: Sequence[int]) -> list[Reminder]:
    """Return what suppliers are to be reminded of; those of whom nothing is wanted are left out."""
    day = today()
    with catalogue.database.reading() as read:
        certificates = queries.certifications_by_supplier(read, supplier_ids)
        suppliers = queries.records(read, RecordKind.SUPPLIER, supplier_ids)
    found = []
    for supplier in suppliers:
        lines = sorted(_lines(certificates[supplier.id]), key=lambda line: (line.last_day or date.max, line.to_do))
        if lines:
            found.append(Reminder(supplier, tuple(lines), day))
    return found


def _lines(certificates: Sequence[Record]) -> Iterator[ReminderLine]:
    for certificate in certificates:
        step, validity = certificate["next_step"], certificate["validity"]
        if step == "renew":
            yield ReminderLine(certificate, _ENDED if validity == "expired" else _ENDING, certificate["holds_until"])
        elif step == "confirm":
            yield ReminderLine(certificate, _CONFIRM)
        elif validity == "undated":
            yield ReminderLine(certificate, _UNDATED)


def message_text(catalogue: Catalogue, reminder: Reminder, language: str = "") -> str:
    """Return a short message to a supplier, for a messenger. Raises UserError (unknown_language)."""
    language = _known(language)
    house = _house_name(read_house(catalogue), language)
    supplier = reminder.supplier
    person = str(supplier["contact"] or supplier["owner"] or supplier["name"])
    opening = (
        Message(N_("this is {house}. About the certificates of {supplier}:"), {"house": house, "supplier": supplier["name"]})
        if house
        else Message(N_("about the certificates of {supplier}:"), {"supplier": supplier["name"]})
    )  # fmt: skip
    closing = N_("How far have you got? If you need a hand with the papers, just tell us. Thank you!")
    paragraphs = (
        Message(N_("Hello {name},"), {"name": person}).text(language) + "\n" + opening.text(language),
        "\n".join(f"• {line.words(_SAID, reminder.day, language)}" for line in reminder.lines),
        Message(closing).text(language),
    )
    return "\n\n".join(paragraphs)


def write_letters(
    catalogue: Catalogue, supplier_ids: Sequence[int], out: Path, language: str = "", progress: Progress | None = None
) -> list[Reminder]:
    """Write one PDF with a letter to each supplier who is to be reminded of something, and return them.

    Raises UserError (not_pdf, unknown_language, nothing_due, a target that cannot be written) and Cancelled; then what
    was at out stays.
    """
    from tradehouse.exchange.typesetting import typeset_template
    from tradehouse.exchange.whole_files import whole_file
    from tradehouse.services.documents.writing import check_pdf

    language, told = _known(language), progress or Progress()
    check_pdf(out)
    found = reminders(catalogue, supplier_ids)
    if not found:
        raise UserError("nothing_due", N_("No certificate of these suppliers needs a reminder now."))
    house = read_house(catalogue)
    with catalogue.database.reading() as read:
        logo = logo_jpeg(catalogue, read)
    data = _letters(found, house, language)
    files = {}
    if logo is not None:
        data["logo"], files[_LOGO] = _LOGO, logo
    with whole_file(out, told) as part:
        part.write_bytes(typeset_template("reminder", data, files, told))
    return found


def suggested_letter_name(found: Sequence[Reminder], language: str = "") -> str:
    """Return a file name for letters, without ending."""
    language = _known(language)
    if len(found) == 1:
        return Message(N_("Certificates of {supplier}"), {"supplier": found[0].supplier["name"]}).text(language)
    return Message(N_("Certificates, {count} letters"), {"count": len(found)}).text(language)


def note_reminders(catalogue: Catalogue, found: Sequence[Reminder], channel: str = "messenger") -> int:
    """Note reminders as services given today, all in one step of undo; return how many."""
    blank: dict[str, Any] = {
        key: None for key, f in fields(RecordKind.SERVICE).items() if f.stored and f.kind is not FieldKind.RECORDS
    }
    with catalogue.writing(N_("{count} suppliers reminded of certificates"), count=len(found)) as work:
        for reminder in found:
            names = ", ".join(line.name(current_language()) for line in reminder.lines)
            subject = str(Message(N_("Reminded of: {certificates}"), {"certificates": names}))
            values = {
                "supplier": reminder.supplier.id,
                "date": reminder.day,
                "kind": "certification",
                "channel": channel,
                "subject": subject if len(subject) <= _SUBJECT_LENGTH else f"{subject[: _SUBJECT_LENGTH - 1]}…",
            }
            work.insert("service", {**blank, **values})
    return len(found)


# --- the letter -------------------------------------------------------------------------------------------------------


def _letters(found: Sequence[Reminder], house: dict[str, Any], language: str) -> dict[str, Any]:
    day = found[0].day
    name = _house_name(house, language)

    def said(msgid: str, **values: object) -> str:
        return Message(msgid, values).text(language)

    return {
        "language": language,
        "title": said(N_("Your certificates")),
        "date": [day.year, day.month, day.day],
        "footer": "",
        "facts": {
            "house_name": name,
            "house_address": " ".join(str(house["address"] or "").split()),
            "house_email": house["email"] or "",
            "house_whatsapp": house["whatsapp"] or house["phone"] or "",
            "house_website": house["website"] or "",
        },
        "words": {"page": said(N_("Page {page} of {pages}"), page="{page}", pages="{pages}")},
        "day": show_date(day, language),
        "headings": [said(N_("Certificate")), said(N_("Number")), said(N_("Holds until")), said(N_("What to do"))],
        "opening": said(
            N_("our records show that these certificates need your attention, so that your products stay on sale:")
        ),
        "papers_title": said(N_("What an application usually takes")),
        "closing": said(
            N_("Please tell us by {date} how far you have got. We gladly help with the application."),
            date=show_date(day + timedelta(days=ANSWER_DAYS), language),
        ),
        "greeting": said(N_("Yours sincerely,")),
        "signatory": house["signatory"] or "",
        "role": house["signatory_role"] or "",
        "count": len(found),
        "letters": [_letter(reminder, language) for reminder in found],
    }  # fmt: skip


def _letter(reminder: Reminder, language: str) -> dict[str, Any]:
    supplier = reminder.supplier
    person = str(supplier["contact"] or supplier["owner"] or "")
    return {
        "to": [part for part in (str(supplier["name"]), person, *_address(supplier, language)) if part],
        "salutation": Message(N_("Dear {name},"), {"name": person or str(supplier["name"])}).text(language),
        "rows": [
            [
                find_label("certification_type", str(line.certificate["type"] or ""), language),
                str(line.certificate["number"] or "–"),
                show_date(line.last_day, language) if line.last_day else "–",
                line.words(_TO_DO, reminder.day, language),
            ]
            for line in reminder.lines
        ],
        "papers": list(_papers(reminder, language)),
    }


def _address(supplier: Record, language: str) -> Iterator[str]:
    yield " ".join(str(supplier["address"] or "").split())
    places = (("regency", supplier["regency"]), ("province", supplier["province"]))
    yield ", ".join(find_label(table, str(code), language) for table, code in places if code)


def _papers(reminder: Reminder, language: str) -> Iterator[list[str]]:
    """Yield each type that is to be renewed with what its application takes."""
    wanted = [line for line in reminder.lines if line.to_do in {_ENDED, _ENDING}]
    kinds = {kind.code: kind for line in wanted if (kind := type_of(line.certificate)) is not None}
    for kind in kinds.values():
        if kind.documents:
            papers = "; ".join(document.label(language) for document in kind.documents)
            yield [kind.label(language), papers]


def _house_name(house: dict[str, Any], language: str) -> str:
    return str(house["name_en" if language == "en" else "name_id"] or house["name_id"] or house["name_en"] or "")


def _known(language: str) -> str:
    language = language or current_language()
    if language not in LANGUAGES:
        raise UserError(
            "unknown_language",
            N_('"{language}" is not a language of this program. Choose id or en.'),
            language=language,
        )
    return language
