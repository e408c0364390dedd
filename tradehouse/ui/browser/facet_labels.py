"""What facet values and views are called."""

from datetime import date

from tradehouse.domain.certification_fields import EXPIRING
from tradehouse.domain.display import show, show_month
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.query import EMPTY
from tradehouse.ui.browser.view_state import ViewState

UNKNOWN = N_("Not known")


def token_label(field: Field, token: str, label: str = "") -> str:
    """Return what people call a facet token; label is what the store knows about it, a supplier's name for example."""
    if token == EMPTY:
        return _(UNKNOWN)
    if label:
        return label
    if field.kind is FieldKind.BOOLEAN:
        return show(field, bool(int(token)))
    if field.kind is FieldKind.DATE:
        return _date_label(field, token)
    if field.choices:
        return _(field.choice_label(token))
    return show(field, token)


def _date_label(field: Field, token: str) -> str:
    """Return what a day, or the month or year that it begins with, is called."""
    for whole, named in ((token, lambda day: show(field, day)), (f"{token}-01", show_month)):
        try:
            return named(date.fromisoformat(whole))
        except ValueError:
            continue
    return token


def built_in_views(kind: RecordKind) -> list[tuple[str, str, ViewState]]:
    """Return (drawing, name, state) of the views that every catalogue has."""
    found = [("list", _("All"), ViewState())]
    keys = fields(kind)
    if "photo_count" in keys:
        found.append(("photo-missing", _("Without photo"), ViewState(ticks={"photo_count": frozenset({"without"})})))
    if "validity" in keys:
        found.append(("clock", _("Expiring soon"), ViewState(ticks={"validity": frozenset(EXPIRING)})))
        found.append(("warning", _("Expired"), ViewState(ticks={"validity": frozenset({"expired"})})))
    if kind is RecordKind.SERVICE:
        for due, glyph in (("overdue", "warning"), ("soon", "clock")):
            name = _(keys["follow_up"].choice_label(due))
            found.append((glyph, name, ViewState(ticks={"follow_up": frozenset({due})})))
    found.append(("trash", _("Trash"), ViewState(trashed=True)))
    return found
