"""Views that somebody kept, shared by everybody who uses the catalogue."""

from collections.abc import Mapping
from typing import Any

from tradehouse.domain.desk import SavedView
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.text import nfc
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import views as stored

LONGEST_NAME = 60


def list_views(catalogue: Catalogue, kind: RecordKind) -> list[SavedView]:
    """Return the saved views of a kind in their order."""
    with catalogue.database.reading() as read:
        return stored.read_views(read, str(kind))


def save_view(catalogue: Catalogue, kind: RecordKind, name: str, settings: Mapping[str, Any]) -> int:
    """Keep a view under a name, replacing one of the same name; return its id. Raises UserError for a bad name."""
    clean = _clean(name)
    with catalogue.writing(N_("Saved view: {name}"), name=clean) as work:
        return stored.put_view(work, str(kind), clean, settings)


def rename_view(catalogue: Catalogue, view: SavedView, name: str) -> None:
    """Give a view another name. Raises UserError where it is unusable or taken."""
    clean = _clean(name)
    if any(v.name == clean and v.id != view.id for v in list_views(catalogue, RecordKind(view.kind))):
        raise UserError("name_taken", N_('There is a view named "{name}" already. Choose another name.'), name=clean)
    with catalogue.writing(N_("Renamed view: {name}"), name=clean) as work:
        stored.rename_view(work, view.id, clean)


def remove_view(catalogue: Catalogue, view: SavedView) -> None:
    """Remove a view; undo brings it back."""
    with catalogue.writing(N_("Removed view: {name}"), name=view.name) as work:
        stored.remove_view(work, view.id)


def _clean(name: str) -> str:
    clean = " ".join(nfc(name).split())
    if not clean or len(clean) > LONGEST_NAME:
        raise UserError("bad_name", N_("A name of 1 to {longest} letters is needed."), longest=LONGEST_NAME)
    return clean
