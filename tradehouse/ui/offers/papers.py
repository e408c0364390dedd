"""Saving the papers of an order: packing list and pro forma, as workbook or PDF."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services.orders.documents import PACKING_LIST, PRO_FORMA, suggested_document_name, write_order_document
from tradehouse.services.orders.reading import Order
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import last_folder

FOLDER = last_folder("order")


def paper_words(kind: str) -> str:
    """Return what the command for a paper says."""
    return {PACKING_LIST: _("Packing list…"), PRO_FORMA: _("Pro forma…")}[kind]


def ask_paper(desk: Desk, order: Order, kind: str, parent: QWidget) -> None:
    """Ask where a paper of an order is to lie, and write it there."""
    folder = Path(desk.settings.get(FOLDER) or Path.home())
    name = f"{suggested_document_name(order, kind)}.pdf"
    filters = {".pdf": f"{_('PDF')} (*.pdf)", ".xlsx": f"{_('Excel workbook')} (*.xlsx)"}
    chosen, taken = QFileDialog.getSaveFileName(
        parent, paper_words(kind).rstrip("…"), str(folder / name), ";;".join(filters.values())
    )
    if not chosen:
        return
    target = Path(chosen)
    if target.suffix.lower() not in filters:
        ending = next((e for e, words in filters.items() if words == taken), ".pdf")
        target = target.with_name(target.name + ending)
    desk.settings.put(FOLDER, str(target.parent))
    save_paper(desk, order, kind, target)


def save_paper(desk: Desk, order: Order, kind: str, target: Path) -> None:
    """Write a paper of an order off the window's thread, and tell of it."""
    catalogue, order_id = desk.catalogue, order.kept.id

    def work(progress: Progress) -> None:
        write_order_document(catalogue, order_id, target, kind, progress=progress)

    def written(_none: None) -> None:
        offers = (
            Offer(_("Open"), lambda: open_file(target), "external-link"),
            Offer(_("Show in the folder"), lambda: show_in_folder(target), "folder"),
        )
        desk.say(_("{file} is written.").format(file=target.name), "good", offers)

    desk.jobs.run_read(f"paper-{kind}", work, written, desk.fail, label=_("Writing {file}").format(file=target.name))
