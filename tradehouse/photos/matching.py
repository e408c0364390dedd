"""Which product a photo file shows, by what the file and its folders are called.

The rules, in this order; the first that finds anything decides:

1. the house's own **code** in the file name, then in a folder name, from the innermost outward;
2. the **supplier's code** as file name, then as folder name;
3. the product's **name** as file name, then as folder name.

Texts are compared folded and as runs of letters and runs of digits: `KRY-0012`, `kry 0012` and `KRY0012` are
one code, and `KRY-001_2` is not `KRY-0012`. The longest code or name wins.

Beside it a file name may have role words (`depan`, `kemasan`, …) and a number up to 99, the position. Beside
a house code that has a letter and three digits anything may stand (`foto KRY-0012 merah`), and two such codes
in one name are both candidates. A number is no position where a product's name goes on with a number: with
"Bedak" and "Bedak 21" in the catalogue, `bedak 22.jpg` is an orphan.

A folder named by a code is believed whatever its files are called; one with a product's name only for files
that say nothing themselves (a camera's, a messenger's, a number, a role), since "Serum" is a shelf as often
as a product.

Too little to go by: codes without a letter of fewer than three digits (five for a supplier's), codes of two
characters, names of one. Several products found (variants, a code that two suppliers use) are all returned,
in the order they were given: the match is ambiguous, and somebody chooses.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from tradehouse.domain.text import fold

ROLE_WORDS: Mapping[str, str] = {
    "utama": "main",
    "depan": "main",
    "main": "main",
    "front": "main",
    "detail": "detail",
    "detil": "detail",
    "closeup": "detail",
    "belakang": "detail",
    "back": "detail",
    "samping": "detail",
    "side": "detail",
    "kemasan": "packaging",
    "packaging": "packaging",
    "label": "label",
    "dipakai": "in_use",
    "pemakaian": "in_use",
}
"""Words in file names and the role of the photo that they tell; none that names goods (box, dus)."""
MOST_POSITION = 99

_RUN = re.compile(r"[^\W\d_]+|\d+")
_NEUTRAL = frozenset(
    (
        "img",
        "image",
        "gambar",
        "foto",
        "photo",
        "pic",
        "pict",
        "dsc",
        "dscn",
        "dscf",
        "pxl",
        "mvimg",
        "vid",
        "screenshot",
        "copy",
        "salinan",
        "edit",
        "edited",
        "hdr",
        "burst",
        "portrait",
        "mp",
        "wa",
        "whatsapp",
        "at",
        "am",
        "pm",
        "pukul",
        "fb",
        "received",
        "signal",
        "telegram",
    )
)
"""Words of cameras and messengers, which say nothing about what is shown."""

Runs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for one file.

    product_ids: one is a match, several are candidates to choose from, none leaves the photo an orphan. kind
    says by what: "code", "supplier_code", "name", or "" for an orphan. role_hint is main, detail, packaging,
    label, in_use or None; position is the number in the file name or None.
    """

    file: PurePath
    product_ids: tuple[int, ...] = ()
    kind: str = ""
    role_hint: str | None = None
    position: int | None = None

    @property
    def matched(self) -> bool:
        """Whether exactly one product was found."""
        return len(self.product_ids) == 1

    @property
    def ambiguous(self) -> bool:
        """Whether somebody must choose."""
        return len(self.product_ids) > 1


@dataclass(frozen=True, slots=True)
class _Found:
    product_ids: tuple[int, ...] = ()
    rest: Runs = ()


@dataclass(slots=True)
class _Index:
    codes: dict[Runs, list[int]] = field(default_factory=dict)
    supplier_codes: dict[Runs, list[int]] = field(default_factory=dict)
    names: dict[Runs, list[int]] = field(default_factory=dict)
    numbered: set[Runs] = field(default_factory=set)
    longest_code: int = 0


def match_names(
    files: Sequence[PurePath], products: Iterable[tuple[int, str | None, str | None, str | None]]
) -> list[Match]:
    """Return one Match per file, in the order of files.

    products are (id, code, supplier's code, name); missing texts are None or "". files are relative to what
    was dropped: every folder in their paths is asked.
    """
    index = _build(products)
    return [_match(file, index) for file in files]


def _build(products: Iterable[tuple[int, str | None, str | None, str | None]]) -> _Index:
    index = _Index()
    for product_id, code, supplier_code, name in products:
        for text, table, digits in ((code, index.codes, 3), (supplier_code, index.supplier_codes, 5)):
            runs = _runs(text or "")
            if _is_telling(runs, digits):
                table.setdefault(runs, []).append(product_id)
        runs = _runs(name or "")
        if len("".join(runs)) > 1:
            index.names.setdefault(runs, []).append(product_id)
            index.numbered.update(runs[:at] for at in range(1, len(runs)) if runs[at].isdecimal())
    index.longest_code = max(map(len, index.codes), default=0)
    return index


def _runs(text: str) -> Runs:
    return tuple(_RUN.findall(fold(text)))


def _is_telling(runs: Runs, digits: int) -> bool:
    """Tell whether a code says enough to be met by chance hardly ever."""
    length = len("".join(runs))
    return length >= (digits if all(run.isdecimal() for run in runs) else 3)


def _is_distinctive(code: Runs) -> bool:
    figures = sum(len(run) for run in code if run.isdecimal())
    return figures >= 3 and not all(run.isdecimal() for run in code)


def _match(file: PurePath, index: _Index) -> Match:
    stem = _runs(file.stem)
    folders = [_runs(part) for part in reversed(file.parent.parts)]
    rules: tuple[tuple[str, Callable[[Runs, _Index], _Found], list[Runs]], ...] = (
        ("code", _by_code, folders),
        ("supplier_code", _by_supplier_code, folders),
        ("name", _by_name, folders if _says_nothing(stem) else []),
    )
    for kind, find, believed in rules:
        found = find(stem, index)
        if found.product_ids:
            return Match(file, found.product_ids, kind, *_place(found.rest))
        for folder in believed:
            found = find(folder, index)
            if found.product_ids:
                return Match(file, found.product_ids, kind, *_place(stem))
    return Match(file, (), "", *_place(stem))


def _by_code(runs: Runs, index: _Index) -> _Found:
    hits: list[tuple[int, int]] = []
    for start in range(len(runs)):
        if hits and start < hits[-1][1]:
            continue
        for end in range(min(len(runs), start + index.longest_code), start, -1):
            if runs[start:end] in index.codes and _stands(runs, start, end):
                hits.append((start, end))
                break
    ids = dict.fromkeys(found for start, end in hits for found in index.codes[runs[start:end]])
    used = {at for start, end in hits for at in range(start, end)}
    return _Found(tuple(ids), tuple(run for at, run in enumerate(runs) if at not in used))


def _stands(runs: Runs, start: int, end: int) -> bool:
    """Tell whether a code may be taken for one, given what stands beside it."""
    beside = runs[:start] + runs[end:]
    return _is_distinctive(runs[start:end]) or all(run in ROLE_WORDS or _is_position(run) for run in beside)


def _by_supplier_code(runs: Runs, index: _Index) -> _Found:
    for core, rest in _shortened(runs):
        if core in index.supplier_codes:
            return _Found(tuple(index.supplier_codes[core]), rest)
    return _Found()


def _by_name(runs: Runs, index: _Index) -> _Found:
    for core, rest in _shortened(runs):
        if any(run.isdecimal() for run in rest) and core in index.numbered:
            continue
        if core in index.names:
            return _Found(tuple(index.names[core]), rest)
    return _Found()


def _shortened(runs: Runs) -> Iterator[tuple[Runs, Runs]]:
    """Yield a file name whole, then without a role word or position at its end, then without both."""
    yield runs, ()
    seen: set[bool] = set()
    for end in range(len(runs) - 1, 0, -1):
        last = runs[end]
        is_role = last in ROLE_WORDS
        if is_role in seen or not (is_role or _is_position(last)):
            return
        seen.add(is_role)
        yield runs[:end], runs[end:]


def _is_position(run: str) -> bool:
    return run.isdecimal() and len(run) <= 2 and 1 <= int(run) <= MOST_POSITION


def _place(rest: Runs) -> tuple[str | None, int | None]:
    """Return the role and position told by what stands beside the code or name."""
    role = next((ROLE_WORDS[run] for run in rest if run in ROLE_WORDS), None)
    numbers = [run for run in rest if run not in ROLE_WORDS]
    return role, int(numbers[-1]) if numbers and _is_position(numbers[-1]) else None


def says_nothing_word(word: str) -> bool:
    """Tell whether a folded word is a camera's or messenger's, a role or a number, and names no goods."""
    return word.isdecimal() or len(word) == 1 or word in _NEUTRAL or word in ROLE_WORDS


def _says_nothing(stem: Runs) -> bool:
    return all(says_nothing_word(run) for run in stem)
