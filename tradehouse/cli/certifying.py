"""`certifications`: what runs out, and letters that remind suppliers of it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.asking import supplier_named
from tradehouse.cli.certificate_gaps import gaps
from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.cli.tables import print_table
from tradehouse.domain.display import show, show_date
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _, current_language, ngettext
from tradehouse.domain.radar import days_in_words
from tradehouse.services.radar import Due, due_within
from tradehouse.services.reminding import message_text, note_reminders, reminders, write_letters


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    group = typer.Typer(name="certifications", help="Certificates: what runs out, and reminding suppliers of it.")
    group.callback()(_certifications)
    group.command("due", help="Certificates that end soon, also those that have ended.")(due)
    group.command("remind", help="Remind suppliers: a letter as PDF, or a message to copy.")(remind)
    group.command("gaps", help="What suppliers must get for which market.")(gaps)
    app.add_typer(group, name="certifications")


def _certifications() -> None:
    """Certificates of suppliers."""


def due(
    context: typer.Context,
    within: Annotated[int, typer.Option("--within", min=0, metavar="DAYS", help="how many days ahead")] = 90,
    as_json: Annotated[bool, typer.Option("--json", help="one array of objects")] = False,
) -> None:
    """Print the issued certificates whose last day comes within so many days or is over, the first to end first."""
    session: Session = context.obj
    found = due_within(session.catalogue, within)
    if as_json:
        session.answer([_plain(one) for one in found])
        return
    if not found:
        session.say(
            ngettext("No certificate ends within {n} day.", "No certificate ends within {n} days.", within).format(
                n=within
            )
        )
        return
    keys = fields(RecordKind.CERTIFICATION)
    table = [[_("Last day"), _("Time left"), _("Certificate type"), _("Number"), _("Supplier"), _("Phone")]]
    for one in found:
        certificate = one.certificate
        table.append([
            show_date(one.last_day) if one.last_day else "",
            days_in_words(one.days_left, current_language()) if one.days_left is not None else "",
            show(keys["type"], certificate["type"]),
            certificate["number"] or "",
            " ".join(part for part in (one.supplier["code"], one.supplier["name"]) if part),
            one.phone,
        ])  # fmt: skip
    print_table(table)


def _plain(one: Due) -> dict[str, Any]:
    certificate = one.certificate
    return {
        "type": certificate["type"],
        "number": certificate["number"],
        "supplier": one.supplier["code"],
        "supplier_name": one.supplier["name"],
        "expires": one.last_day.isoformat() if one.last_day else None,
        "days_left": one.days_left,
        "stage": certificate["stage"] or "issued",
        "renew_from": one.renew_from.isoformat() if one.renew_from else None,
    }


def remind(
    context: typer.Context,
    suppliers: Annotated[list[str], typer.Argument(metavar="SUPPLIER...", help="their names or codes")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.pdf", help="write a letter to each")] = None,
    message: Annotated[bool, typer.Option("--message", help="print a message to each")] = False,
    note: Annotated[bool, typer.Option("--note", help="note the reminders as services given")] = False,
    language: Annotated[str, typer.Option("--language", help="of letter and message: id or en")] = "id",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> int:
    """Remind suppliers of certificates that end, have ended, or are to be confirmed."""
    session: Session = context.obj
    if out is None and not message:
        raise UserError("usage", N_("Say what to make: --out FILE.pdf for letters, --message for messages, or both."))
    catalogue = session.catalogue
    wanted = {ref.id: ref.name for ref in (supplier_named(session, name) for name in suppliers)}
    found = reminders(catalogue, list(wanted))
    if not found:
        raise UserError("nothing_due", N_("No certificate of these suppliers needs a reminder now."))
    texts = [message_text(catalogue, reminder, language) for reminder in found] if message else []
    if out is not None:
        write_letters(catalogue, list(wanted), out, language, session.progress())
    noted = note_reminders(catalogue, found) if note else 0
    reminded = {reminder.supplier.id for reminder in found}
    others = [name for supplier, name in wanted.items() if supplier not in reminded]
    if as_json:
        session.answer({
            "path": str(out) if out else None,
            "reminded": [reminder.supplier["code"] for reminder in found],
            "not_needed": others,
            "messages": texts,
            "noted": noted,
        })  # fmt: skip
        return LEFT_OVER if others else 0
    for text in texts:
        session.say(f"{text}\n")
    if out is not None:
        words = ngettext("{file}: {n} letter", "{file}: {n} letters", len(found))
        session.say(words.format(file=out, n=len(found)))
    if others:
        session.say(_("No reminder needed: {suppliers}").format(suppliers=", ".join(others)))
    return LEFT_OVER if others else 0
