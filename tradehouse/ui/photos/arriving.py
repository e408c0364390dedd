"""Photos that are dropped or pasted: which of them can be taken, and what is said once they were."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from tradehouse.domain.language import _, ngettext
from tradehouse.photos.formats import SUFFIXES
from tradehouse.services.photos import AttachReport
from tradehouse.ui.kit.badge import Tone

PHOTO_SUFFIXES = tuple(sorted(SUFFIXES))
MOST_AT_ONCE = 100
Sources = Sequence[Path | tuple[bytes, str]]


def is_photo_file(path: Path) -> bool:
    """Say whether a file's name is that of a photo."""
    return path.suffix.lower() in PHOTO_SUFFIXES


def may_hold_photos(path: Path) -> bool:
    """Say whether something may be photos by its name: a photo, a folder, a zip."""
    return is_photo_file(path) or path.is_dir() or path.suffix.lower() == ".zip"


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def holds_photos(data: QMimeData) -> bool:
    """Say whether there is a photo among what is dragged or copied, without reading it."""
    return data.hasImage() or any(is_photo_file(path) for path in local_paths(data))


def photo_sources(data: QMimeData) -> list[Path | tuple[bytes, str]]:
    """Return photo files, else a copied picture as PNG bytes with a name, else nothing."""
    found: list[Path | tuple[bytes, str]] = [path for path in local_paths(data) if is_photo_file(path)]
    if found or not data.hasImage():
        return found
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [(bytes(buffer.data().data()), "clipboard.png")]


def copied_photos(data: QMimeData) -> list[Path | QImage]:
    """Return the photo files, folders and zips that were copied, or the picture; nothing where cells or words were.

    Spreadsheets put a picture of the cells beside their text: the text is meant.
    """
    paths = local_paths(data)
    files: list[Path | QImage] = [path for path in paths if may_hold_photos(path)]
    if files or paths or data.hasText() or not data.hasImage():
        return files
    image = data.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def say_attached(report: AttachReport, asked: int, name: str) -> tuple[str, Tone]:
    """Return what became of `asked` photos for the product called name, and in which tone to say it."""
    known = min(asked, MOST_AT_ONCE) - report.attached - len(report.refused)
    parts: list[str] = []
    tone: Tone = "good" if report.attached else "neutral"
    if report.attached:
        words = ngettext("{n} photo added to {name}.", "{n} photos added to {name}.", report.attached)
        parts.append(words.format(n=report.attached, name=name))
    if known > 0:
        words = ngettext("{n} photo was there already.", "{n} photos were there already.", known)
        parts.append(words.format(n=known))
    parts += [str(warning) for warning in report.warnings[:2]]
    if report.refused:
        tone = "attention" if report.attached else "danger"
        parts += [str(error) for error in report.refused[:3]]
    if asked > MOST_AT_ONCE:
        tone = "attention"
        parts.append(_("Only the first {n} were taken; add the others afterwards.").format(n=MOST_AT_ONCE))
    return " ".join(parts), tone
