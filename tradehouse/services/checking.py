"""`check`: is everything there and whole? What can be mended is mended on request; nothing is ever thrown away."""

from dataclasses import dataclass, field

from tradehouse.domain.fields import RECORD_KINDS
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.exchange.packages import is_file_name
from tradehouse.photos.store import PhotoStore
from tradehouse.services.backup import back_up_on_the_side
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.inbox.checking import check_inbox
from tradehouse.services.inbox.keeping import inbox_store
from tradehouse.services.scans import scan_store, split_key
from tradehouse.storage import soundness
from tradehouse.storage.photo_links import needed_photos, stored_photos
from tradehouse.storage.scans import needed_scans, scans_in_use


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. code is stable for scripts; repaired says whether it was put right just now."""

    code: str
    message: Message
    repaired: bool = False


@dataclass(slots=True)
class CheckReport:
    """What was looked at and what was found."""

    photos: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def left_over(self) -> list[Finding]:
        """The findings that still stand."""
        return [finding for finding in self.findings if not finding.repaired]


def check(catalogue: Catalogue, *, repair: bool = False, progress: Progress | None = None) -> CheckReport:
    """Check database, links, search, photo files, scans and the inbox. repair mends what can be worked out and moves orphans to trash/."""
    told = progress or Progress()
    report = CheckReport()
    if repair:
        back_up_on_the_side(catalogue, told)
    _check_database(catalogue, report, repair, told)
    _check_photos(catalogue, report, repair, told)
    _check_scans(catalogue, report, repair=repair)
    _check_inbox(catalogue, report, repair=repair)
    return report


def _check_database(catalogue: Catalogue, report: CheckReport, repair: bool, progress: Progress) -> None:
    with catalogue.database.reading() as read:
        damage = soundness.integrity_problems(read)
        links = soundness.broken_links(read)
        stale = sum(1 for kind in sorted(RECORD_KINDS) for _row in soundness.stale_rows(read, kind, progress))
    for text in damage:
        report.findings.append(
            Finding(
                "damaged",
                Message(N_("The database is damaged ({detail}). Restore the last good backup."), {"detail": text}),
            )
        )
    for table, row_id, target in links:
        report.findings.append(
            Finding(
                "broken_link",
                Message(
                    N_(
                        "Row {row} of {table} points to a {target} that is not there. Restore a backup or correct the record."
                    ),
                    {"row": row_id, "table": table, "target": target},
                ),
            )
        )
    unsound = [] if catalogue.read_only or damage else _unsound_search(catalogue)
    if stale or unsound:
        mended = repair and not damage
        if mended:
            with catalogue.writing(N_("Check and repair")) as work:
                soundness.mend(work.connection, progress)
        report.findings.append(
            Finding(
                "stale_search",
                Message(
                    N_("The search index was out of date for {count} records."),
                    {"count": stale or len(unsound)},
                ),
                mended,
            )
        )


def _unsound_search(catalogue: Catalogue) -> list[str]:
    with catalogue.writing(N_("Check")) as work:
        return [kind for kind in sorted(RECORD_KINDS) if not soundness.search_is_sound(work.connection, kind)]


def _check_photos(catalogue: Catalogue, report: CheckReport, repair: bool, progress: Progress) -> None:
    with catalogue.database.reading() as read:
        known = stored_photos(read)
        needed = needed_photos(read)
    report.photos = len(known)
    for n, (sha256, extension, product) in enumerate(known):
        progress.report(n, len(known))
        if catalogue.photos.verify(sha256, extension):
            continue
        if repair and _fetch_from_trash(catalogue.photos, sha256, extension):
            report.findings.append(
                Finding("photo_missing", _photo_message(catalogue, sha256, extension, product), repaired=True)
            )
        else:
            report.findings.append(Finding("photo_missing", _photo_message(catalogue, sha256, extension, product)))
    for path in list(catalogue.photos.unfinished()):
        if repair:
            path.unlink(missing_ok=True)
        report.findings.append(
            Finding(
                "orphan",
                Message(
                    N_("The file {name} is what is left of a photo that was being kept when the program was stopped."),
                    {"name": path.name},
                ),
                repair,
            )
        )
    for photo in list(catalogue.photos.iterate()):
        if photo.sha256 in needed:
            continue
        moved = repair and catalogue.photos.remove(photo.sha256, photo.extension) is not None
        report.findings.append(
            Finding(
                "orphan",
                Message(N_("The photo file {name} belongs to no product."), {"name": photo.path.name}),
                moved,
            )
        )


def _check_scans(catalogue: Catalogue, report: CheckReport, *, repair: bool) -> None:
    store = scan_store(catalogue)
    with catalogue.database.reading() as read:
        in_use, needed = scans_in_use(read), needed_scans(read)
    for key, number in sorted(in_use.items()):
        if not is_file_name(key) or store.verify(*split_key(key)):
            continue
        fetched = repair and _fetch_from_trash(store, *split_key(key))
        text = N_("A scan of the certificate {number} is missing or damaged. Restore it from a backup or add it again.")
        report.findings.append(Finding("scan_missing", Message(text, {"number": number or "-"}), fetched))
    for path in list(store.unfinished()):
        if repair:
            path.unlink(missing_ok=True)
        text = N_("The file {name} is what is left of a scan that was being kept when the program was stopped.")
        report.findings.append(Finding("orphan", Message(text, {"name": path.name}), repair))
    for scan in list(store.iterate()):
        if scan.path.name not in needed:
            moved = repair and store.remove(scan.sha256, scan.extension) is not None
            text = N_("The scan {name} belongs to no certificate.")
            report.findings.append(Finding("orphan", Message(text, {"name": scan.path.name}), moved))


def _check_inbox(catalogue: Catalogue, report: CheckReport, *, repair: bool) -> None:
    found = check_inbox(catalogue)
    for name in found.missing:
        text = N_('The file "{name}" of the inbox is missing or damaged. Restore it from a backup or add it again.')
        report.findings.append(Finding("inbox_missing", Message(text, {"name": name})))
    for sha256, extension in found.orphans:
        moved = repair and inbox_store(catalogue).remove(sha256, extension) is not None
        text = N_("The file {name} lies in the inbox's folder and belongs to no file of the inbox.")
        report.findings.append(Finding("orphan", Message(text, {"name": f"{sha256}.{extension}"}), moved))


def _photo_message(catalogue: Catalogue, sha256: str, extension: str, product: str) -> Message:
    there = catalogue.photos.has(sha256, extension)
    msgid = (
        N_("The photo file {name} of {product} is damaged. Restore it from a backup or attach the photo again.")
        if there
        else N_("The photo file {name} of {product} is missing. Restore it from a backup or attach the photo again.")
    )
    return Message(msgid, {"name": f"{sha256[:12]}….{extension}", "product": product or "-"})


def _fetch_from_trash(store: PhotoStore, sha256: str, extension: str) -> bool:
    """Put a photo or scan back that lies whole in the trash."""
    for path in store.trash.parent.rglob(f"{sha256}.{extension}"):
        data = path.read_bytes()
        if store.path(sha256, extension).exists():
            store.remove(sha256, extension)
        store.put(sha256, extension, data)
        if store.verify(sha256, extension):
            return True
    return False
