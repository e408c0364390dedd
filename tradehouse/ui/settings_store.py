"""What this person likes on this PC: language, theme, places and sizes. House settings are in the catalogue.

Every setting is declared here with its default and what it accepts. They lie in one JSON file in the user's
config folder; what the file says badly counts as not said, and what this version does not know is kept.
"""

import base64
import binascii
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from tradehouse.domain.files import write_file
from tradehouse.domain.language import DEFAULT_LANGUAGE, LANGUAGES
from tradehouse.services.places import config_folder

T = TypeVar("T")
FILE_NAME = "settings.json"
MAX_BYTES = 1_000_000
RECENT = 8

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. read turns JSON into a value or raises ValueError or TypeError; write is the way back."""

    key: str
    default: T
    read: Callable[[Any], T]
    write: Callable[[T], Any] = lambda value: value


def choice(key: str, default: str, allowed: tuple[str, ...]) -> Setting[str]:
    """Declare one of several words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return Setting(key, default, read)


def number(key: str, default: int, low: int, high: int) -> Setting[int]:
    """Declare a whole number within bounds."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(value)
        return value

    return Setting(key, default, read)


def text(key: str, default: str = "", longest: int = 2000) -> Setting[str]:
    """Declare a short text, a folder for example."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError(value)
        return value

    return Setting(key, default, read)


def raw(key: str) -> Setting[bytes]:
    """Declare what Qt packs for us: the geometry of a window."""

    def read(value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(value)
        return base64.b64decode(value, validate=True)

    return Setting(key, b"", read, lambda value: base64.b64encode(value).decode("ascii"))


def numbers(key: str, default: tuple[int, ...] = ()) -> Setting[tuple[int, ...]]:
    """Declare a few sizes in pixels."""

    def read(value: Any) -> tuple[int, ...]:
        if not isinstance(value, list) or len(value) > 50:
            raise TypeError(value)
        return tuple(number(key, 0, 0, 100_000).read(item) for item in value)

    return Setting(key, default, read, list)


def texts(key: str, most: int = RECENT) -> Setting[tuple[str, ...]]:
    """Declare a short list of texts, the newest first."""

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise TypeError(value)
        return tuple(text(key).read(item) for item in value[:most])

    return Setting(key, (), read, list)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the person arranged it: key of the field, width in pixels, shown or not."""

    key: str
    width: int
    shown: bool = True


def columns(kind: str) -> Setting[tuple[Column, ...]]:
    """Return the setting with the table columns of a record kind, in their order; empty: as shipped."""

    def read(value: Any) -> tuple[Column, ...]:
        if not isinstance(value, list) or len(value) > 200:
            raise TypeError(value)
        return tuple(
            Column(text("key").read(item[0]), number("width", 0, 8, 4000).read(item[1]), bool(item[2]))
            for item in value
        )

    def write(value: tuple[Column, ...]) -> list[list[object]]:
        return [[column.key, column.width, column.shown] for column in value]

    return Setting(f"columns.{kind}", (), read, write)


def splitter(page: str) -> Setting[tuple[int, ...]]:
    """Return the setting with the widths of the panels of a page; empty: as designed."""
    return numbers(f"splitter.{page}")


def folded(page: str) -> Setting[tuple[str, ...]]:
    """Return the setting with the names of the folded panels and sections of a page."""
    return texts(f"folded.{page}", most=100)


def last_folder(purpose: str) -> Setting[str]:
    """Return the setting with the folder last used for a purpose: "import", "export", "photos", "backup"."""
    return text(f"folder.{purpose}")


LANGUAGE = choice("language", DEFAULT_LANGUAGE, tuple(LANGUAGES))
THEME = choice("theme", "system", ("system", "light", "dark"))
GEOMETRY = raw("window.geometry")
TAB = text("window.tab", "tab_products")
VIEW = choice("products.view", "table", ("table", "grid"))
THUMBNAIL = number("grid.thumbnail", 168, 96, 320)
CACHE_GB = number("photos.cache_gb", 2, 1, 100)
STAFF = text("staff.name", longest=80)
CATALOGUE = text("catalogue.last")
RECENT_CATALOGUES = texts("catalogue.recent")


class Settings:
    """The settings file. get() never fails; put() keeps a value for save(), which merges it into the file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_folder() / FILE_NAME
        self._said = self._load()
        self._changed: dict[str, Any] = {}

    def get(self, setting: Setting[T]) -> T:
        """Return the person's value, or the default where there is none or a bad one."""
        if setting.key not in self._said:
            return setting.default
        try:
            return setting.read(self._said[setting.key])
        except (ValueError, TypeError, LookupError, binascii.Error):
            return setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Change a value. Raises ValueError or TypeError for one that get() would not give back."""
        said = setting.write(value)
        setting.read(json.loads(json.dumps(said)))
        if self._said.get(setting.key) != said:
            self._said[setting.key] = self._changed[setting.key] = said

    def remember(self, setting: Setting[tuple[str, ...]], entry: str) -> None:
        """Put a text at the head of a list of recent ones."""
        rest = tuple(other for other in self.get(setting) if other != entry)
        self.put(setting, (entry, *rest)[:RECENT])

    def save(self) -> bool:
        """Write what changed into what another window may have written; False where it cannot be kept."""
        if not self._changed:
            return True
        merged = self._load() | self._changed
        content = json.dumps(merged, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        try:
            write_file(self.path, content.encode("utf-8"))
        except OSError as error:
            log.warning("personal settings cannot be kept: %s", error)
            return False
        self._said, self._changed = merged, {}
        return True

    def _load(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > MAX_BYTES:
                return {}
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.warning("personal settings cannot be read, defaults hold: %s", error)
            return {}
        return found if isinstance(found, dict) else {}
