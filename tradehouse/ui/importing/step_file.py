"""First page: the files."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _
from tradehouse.services.packages.planning import is_package
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.drop_zone import DropZone
from tradehouse.ui.importing.expected import ExpectedData
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, SPACE


class FileStep(Step):
    """A drop zone, the files chosen so far, and what a file should hold.

    Signals:
        template_wanted(): an empty list is wanted.
        package_given(path): a package of another catalogue was among the files; it is no list.
    """

    template_wanted = Signal()
    package_given = Signal(object)

    def __init__(self, choices: Choices, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            "step_file", _("Which files? Nothing is changed before you have seen what will happen."), parent
        )
        self._choices = choices
        self.zone = DropZone(folder)
        self.zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.zone.arrived.connect(self.take)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.refused = Caution()
        self.column.addWidget(self.zone, 1)
        self.column.addWidget(self.refused)
        self.column.addLayout(self._list)
        self.column.addWidget(self._photos_line())
        self.column.addLayout(self._example_line())
        self.column.addWidget(ExpectedData())
        self.column.addWidget(
            label(
                _("Titles above the headings, totals, merged cells, prices like “Rp 1.250.000,-” and photos in the rows are "
                  "understood."),
                "small", wrap=True,
            )
        )  # fmt: skip

    def enter(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for path in self._choices.paths:
            self._list.addWidget(self._line(path))
        self.photos.set_whole(str(self._choices.photos) if self._choices.photos else _("none"))
        self._forget.setVisible(self._choices.photos is not None)
        self.changed.emit()

    def can_go_on(self) -> bool:
        return bool(self._choices.paths)

    def take(self, paths: list[Path]) -> None:
        """Add files or folders; packages are for somebody else."""
        packages = [path for path in paths if path.suffix.lower() == ".zip" and is_package(path)]
        self._choices.add([path for path in paths if path not in packages])
        for package in packages:
            self.package_given.emit(package)
        self.refused.say("")
        self.enter()

    def refuse(self, sentence: str) -> None:
        """Say why the files cannot be read."""
        self.refused.say(sentence, "danger")

    def _example_line(self) -> QHBoxLayout:
        words = _("A file needs a row of column headings such as these, in any order and language, complete or not:")
        template = push_button(_("Template workbook…"), self.template_wanted.emit, kind="flat", glyph="spreadsheet")
        template.setObjectName("template")
        row = QHBoxLayout()
        row.addWidget(label(words, "muted", wrap=True), 1)
        row.addWidget(template)
        return row

    def _line(self, path: Path) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph("folder" if path.is_dir() else "spreadsheet", "good", 18))
        row.addWidget(label(path.name, "strong"))
        row.addWidget(ElidedLabel(str(path.parent), "muted", where=Qt.TextElideMode.ElideMiddle), 1)
        row.addWidget(label(_size(path), "muted"))
        remove = _("Remove {file}").format(file=path.name)
        row.addWidget(tool_button("close", remove, lambda: self._remove(path), size=14))
        return line

    def _remove(self, path: Path) -> None:
        self._choices.paths.remove(path)
        self.refused.say("")
        self.enter()

    def _photos_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph("photo", "muted", 18))
        row.addWidget(label(_("Photos named by code or product name:"), "muted"))
        self.photos = ElidedLabel("", where=Qt.TextElideMode.ElideMiddle)
        row.addWidget(self.photos, 1)
        self._forget = tool_button("close", _("Without photos"), lambda: self._set_photos(None), size=14)
        row.addWidget(self._forget)
        choose = push_button(_("Folder of photos…"), self._ask_photos, kind="flat")
        choose.setObjectName("choose_photos")
        row.addWidget(choose)
        return line

    def _ask_photos(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of photos"), self.zone.folder)
        if chosen:
            self._set_photos(Path(chosen))

    def _set_photos(self, folder: Path | None) -> None:
        self._choices.photos = folder
        self.enter()


def _size(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    if path.is_dir():
        return ""
    if size < 1_000_000:
        return _("{n} kB").format(n=show_number(max(1, size // 1000)))
    return _("{n} MB").format(n=show_number(size / 1_000_000, places=1))
