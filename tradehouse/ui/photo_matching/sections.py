"""What the shelf of photos shows: lines of a product or a question, each with its photos. No widgets.

A plan is laid out by product (what is matched, what is to be decided, what is left over) or by label series.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.records import Record, TrayPhoto
from tradehouse.services.photo_matching import (
    MATCHED_BY_LABELS,
    Candidate,
    EntryState,
    LabelRun,
    MatchedBy,
    PhotoEntry,
    PhotoPlan,
    label_runs,
)

TRAY = 0
"""The target that is no product: dropped there, a photo waits in the tray."""
_OFFERED = 3
_SURE = frozenset({MatchedBy.CODE, MatchedBy.QR, MatchedBy.BARCODE, MatchedBy.HAND})


@dataclass(frozen=True, slots=True)
class Look:
    """What a photo looks like on the shelf. photo is what its picture is asked for by.

    words stand below it, note in a second line; sentence tells all of it. mark is a drawing on its corner.
    """

    photo: str
    words: str
    note: str
    sentence: str
    mark: str = ""
    ink: str = "accent"


class Tile:
    """One photo: its number in the plan, or its id in the tray. A fixed one cannot be dragged.

    Its look is put together when it is first looked at: of thousands, few are in view.
    """

    __slots__ = ("_look", "_make", "fixed", "key")

    def __init__(self, key: int, make: Callable[[], Look], *, fixed: bool = False) -> None:
        self.key = key
        self.fixed = fixed
        self._make = make
        self._look: Look | None = None

    @property
    def look(self) -> Look:
        """What it looks like."""
        if self._look is None:
            self._look = self._make()
        return self._look


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the shelf. target says what a photo that is dropped on it goes to: a product's id, TRAY, or nothing.

    photo is the present main photo of its product; without one, glyph is shown. wide tiles take a line each. series
    is the label whose photos these are.
    """

    name: str
    group: str
    title: str
    tiles: tuple[Tile, ...]
    code: str = ""
    lines: tuple[str, ...] = ()
    photo: str = ""
    glyph: str = "box"
    target: int | None = None
    wide: bool = False
    series: int | None = None


GROUPS: Sequence[tuple[str, str, tuple[EntryState, ...]]] = (
    ("matched", N_("Matched"), (EntryState.MATCHED,)),
    ("ambiguous", N_("To be chosen"), (EntryState.AMBIGUOUS,)),
    ("orphan", N_("Without a product"), (EntryState.ORPHAN,)),
    ("duplicate", N_("There already"), (EntryState.DUPLICATE,)),
    ("refused", N_("Not taken"), (EntryState.REFUSED, EntryState.LEFT_OUT)),
    ("label", N_("Labels"), (EntryState.LABEL,)),
)

Products = Mapping[int, Record]


class PlanSections:
    """The lines of one plan after the other: a correction changes few of them, the others are as they were."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Section]] = {}

    def by_product(self, plan: PhotoPlan, products: Products, group: str = "") -> list[Section]:
        """Return the lines of a plan in groups, or of one group; products are the records known by now."""
        makers: dict[str, Callable[[], Iterable[Section]]] = {
            "matched": lambda: self._matched(plan, products),
            "ambiguous": lambda: self._ambiguous(plan, products),
            "orphan": lambda: self._sentence("orphan", plan.of(EntryState.ORPHAN)),
            "duplicate": lambda: self._sentence("duplicate", plan.of(EntryState.DUPLICATE)),
            "refused": lambda: self._sentence("refused", plan.of(EntryState.REFUSED, EntryState.LEFT_OUT)),
            "label": lambda: self._sentence("label", plan.of(EntryState.LABEL)),
        }
        return [section for name, make in makers.items() if group in ("", name) for section in make()]

    def by_series(self, plan: PhotoPlan, products: Products) -> list[Section]:
        """Return a line for each label with the photos behind it, as they were taken."""
        found = []
        for n, run in enumerate(label_runs(plan)):
            product = run.label.product if run.label is not None else None
            record = products.get(product.product_id) if product is not None else None
            found.append(self._kept(f"series:{n}", (run, record), lambda n=n, run=run: _series(run, n, products)))  # type: ignore[misc]
        return found

    def _matched(self, plan: PhotoPlan, products: Products) -> Iterable[Section]:
        by_product: dict[int, list[PhotoEntry]] = {}
        for entry in plan.of(EntryState.MATCHED):
            by_product.setdefault(entry.candidates[0].product_id, []).append(entry)
        for product_id, entries in by_product.items():
            name = f"product:{product_id}"
            yield self._kept(
                name, (entries, products.get(product_id)),
                lambda name=name, e=entries: _of_product(name, "matched", e[-1].candidates[0], [*map(_tile, e)], products),  # type: ignore[misc]
            )  # fmt: skip

    def _ambiguous(self, plan: PhotoPlan, products: Products) -> Iterable[Section]:
        alike: dict[tuple[int, ...], list[PhotoEntry]] = {}
        for entry in plan.of(EntryState.AMBIGUOUS):
            alike.setdefault(tuple(c.product_id for c in entry.candidates), []).append(entry)
        for ids, entries in alike.items():
            likeliest = products.get(ids[0])
            name = "ambiguous:" + ",".join(map(str, ids))
            yield self._kept(
                name, (entries, likeliest), lambda name=name, e=entries, r=likeliest: _question(name, e, r)  # type: ignore[misc]
            )  # fmt: skip

    def _sentence(self, group: str, entries: Sequence[PhotoEntry]) -> Iterable[Section]:
        if entries or group == "orphan":
            yield self._kept(group, entries, lambda: _told(group, entries))

    def _kept(self, name: str, facts: object, make: Callable[[], Section]) -> Section:
        """Return the line of a name: as it was where it stands on the same facts."""
        known = self._made.get(name)
        if known is None or known[0] != facts:
            known = self._made[name] = (facts, make())
        return known[1]


def tray_sections(photos: Sequence[TrayPhoto], rejected: Sequence[TrayPhoto], products: Products) -> list[Section]:
    """Return the lines of the tray: what waits, and what a curator took off its product."""
    waiting = tuple(_waiting(photo, products) for photo in photos)
    aside = tuple(_waiting(photo, products) for photo in rejected)
    made = []
    if waiting:
        made.append(Section("waiting", "", _("Waiting"), waiting, lines=(say_photos(len(waiting)),), glyph="inbox"))
    if aside:
        made.append(Section("rejected", "", _("Taken off their products"), aside, lines=(say_photos(len(aside)),),
                            glyph="close"))  # fmt: skip
    return made


def say_photos(n: int) -> str:
    """Return a number of photos in words."""
    return ngettext("{n} photo", "{n} photos", n).format(n=show_number(n))


def say_why(entry: PhotoEntry) -> str:
    """Return what told the product of a photo."""
    return _(MATCHED_BY_LABELS[entry.by]) if entry.by is not MatchedBy.NOTHING else ""


def say_trust(by: MatchedBy, score: float = 1.0) -> str:
    """Return how far a match may be trusted, in words; a guess with its likeness in percent."""
    if by is MatchedBy.LIKENESS:
        return _("a guess, {percent}% alike").format(percent=round(score * 100))
    return _("certain") if by in _SURE else _("likely")


def say_entry(entry: PhotoEntry) -> str:
    """Return all that a plan says of a photo, as one text for tips and screen readers."""
    said = [entry.file.as_posix()]
    if entry.reason is not None:
        said.append(str(entry.reason))
    elif entry.state is EntryState.LEFT_OUT:
        said.append(_("Left out by hand."))
    elif entry.by is not MatchedBy.NOTHING:
        score = entry.candidates[0].score if entry.candidates else 1.0
        said.append(f"{say_why(entry)}, {say_trust(entry.by, score)}")
    elif entry.state is EntryState.ORPHAN:
        said.append(_("Neither the names nor the picture tell which product it shows."))
    said += [str(warning) for warning in entry.warnings]
    return "\n".join(said)


def _of_product(
    name: str, group: str, product: Candidate, tiles: Sequence[Tile], products: Products, series: int | None = None
) -> Section:
    record = products.get(product.product_id)
    has = int(record["photo_count"] or 0) if record is not None else 0
    supplier = record["supplier"].name if record is not None and record["supplier"] else ""
    now = _("has {photos}").format(photos=say_photos(has)) if has else _("no photo yet")
    return Section(
        name, group, product.title, tuple(tiles), product.code, tuple(filter(None, (supplier, now))),
        record.main_photo if record is not None else "", "box", product.product_id, series=series,
    )  # fmt: skip


def _question(name: str, entries: Sequence[PhotoEntry], likeliest: Record | None) -> Section:
    """Return the line of photos that may show the same products, one of which is to be chosen."""
    offered = entries[0].candidates
    lines = [f"{c.code} {c.title}".strip() for c in offered[:_OFFERED]]
    if len(offered) > _OFFERED:
        more = len(offered) - _OFFERED
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    title = _("Is it this one?") if len(offered) == 1 else _("Which of these?")
    photo = likeliest.main_photo if likeliest is not None else ""
    return Section(name, "ambiguous", title, tuple(map(_tile, entries)), lines=tuple(lines), photo=photo, glyph="help")


def _told(group: str, entries: Sequence[PhotoEntry]) -> Section:
    """Return the one line of a group whose photos share a sentence; all but the orphans need a line each."""
    glyph, sentence = {
        "orphan": ("inbox", _("They wait in the tray, which remembers them. Drag them to a product, or search one.")),
        "duplicate": ("copy", _("The catalogue has these photos; nothing is done with them.")),
        "refused": ("error", _("The other photos are not held up by them.")),
        "label": ("tag", _("They tell what the photos behind them show, and go on no product.")),
    }[group]
    if group == "orphan":
        tiles, title = tuple(map(_tile, entries)), _("Photos without a product")
        return Section(group, group, title, tiles, lines=(sentence,), glyph=glyph, target=TRAY)
    title = _(next(words for name, words, _states in GROUPS if name == group))
    return Section(group, group, title, tuple(map(_wide, entries)), lines=(sentence,), glyph=glyph, wide=True)


def _series(run: LabelRun, n: int, products: Products) -> Section:
    tiles = [_tile(entry) for entry in run.entries]
    if run.label is None:
        lines = (_("Nothing tells what these show but their names."),)
        return Section(f"series:{n}", "", _("Before the first label"), tuple(tiles), lines=lines, glyph="photo")
    tiles.insert(0, _tile(run.label))
    product = run.label.product
    if product is None:
        lines = (_("Drop the label on a product, or search one: its photos follow."),)
        return Section(f"series:{n}", "", _("A label of no product here"), tuple(tiles), lines=lines, glyph="tag",
                       series=run.label.key)  # fmt: skip
    return _of_product(f"series:{n}", "", product, tiles, products, run.label.key)


def _tile(entry: PhotoEntry) -> Tile:
    return Tile(entry.key, lambda: _look(entry), fixed=not entry.usable)


def _look(entry: PhotoEntry) -> Look:
    mark, ink = ("tag", "accent") if entry.state is EntryState.LABEL else ("", "accent")
    if not mark and entry.warnings:
        mark, ink = "warning", "attention"
    if not mark and entry.state is EntryState.AMBIGUOUS:
        mark = "help"
    return Look(photo_of(entry), entry.file.stem, _note(entry), say_entry(entry), mark, ink)


def _note(entry: PhotoEntry) -> str:
    if entry.state is EntryState.LABEL:
        return _("label")
    if entry.by is MatchedBy.LIKENESS and entry.candidates:
        return _("{percent}% alike").format(percent=round(entry.candidates[0].score * 100))
    if entry.state is EntryState.DUPLICATE:
        return _("there already")
    return say_why(entry)


def _wide(entry: PhotoEntry) -> Tile:
    return Tile(entry.key, lambda: _wide_look(entry), fixed=not entry.usable)


def _wide_look(entry: PhotoEntry) -> Look:
    told = say_entry(entry).split("\n")
    note = told[1] if len(told) > 1 else ""
    if entry.state is EntryState.LABEL and entry.product is not None:
        note = _("Label of {code} {name}").format(code=entry.product.code, name=entry.product.title)
    return Look(photo_of(entry), entry.file.as_posix(), note, say_entry(entry))


def photo_of(entry: PhotoEntry) -> str:
    """Return what renditions of a plan's photo are asked for by, "" for a file that is none."""
    return f"{entry.photo.sha256}.{entry.photo.extension}" if entry.photo is not None else ""


def _waiting(photo: TrayPhoto, products: Products) -> Tile:
    known = [products[i] for i in photo.product_ids if i in products]
    note = ""
    if known:
        note = _("{code}?").format(code=known[0]["code"] or known[0]["name_id"])
    name = PurePosixPath(photo.file).stem
    look = Look(photo.key, name, note, photo.file, "warning" if photo.faults else "", "attention")
    return Tile(photo.photo_id, lambda: look)
