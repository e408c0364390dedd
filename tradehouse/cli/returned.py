"""What `order` says of any list that came back, order form or showcase list."""

from typing import Any

from tradehouse.cli.session import Session
from tradehouse.domain.language import _
from tradehouse.services.offers.returned import Returned


def findings_json(plan: Returned) -> list[dict[str, Any]]:
    """Return what differs from the list that was sent, for scripts."""
    return [
        {"row": found.row or None, "code": found.code, "severity": found.severity, "text": str(found.message)}
        for found in plan.findings
    ]


def tell_findings(session: Session, plan: Returned) -> None:
    """Say what differs from the list that was sent, row by row."""
    for found in plan.findings:
        where = _("row {row}").format(row=found.row) if found.row else plan.form.file
        session.say(f"  ! {where}: {found.message}")


def tell_nothing_written(session: Session) -> None:
    """Say that it was only a look."""
    session.say(_("Nothing was written (--dry-run)."))
