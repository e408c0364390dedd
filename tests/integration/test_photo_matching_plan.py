"""Files in, a plan, corrections, one step of undo: on a real catalogue with real pictures."""

import errno
import os
import zipfile
from pathlib import Path

import pytest

from tests.integration.photo_making import barcode_photo, label_photo, photo, product_label, write
from tradehouse.domain.errors import Cancelled, StorageProblem, UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.services import browsing, checking, culling, editing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photo_matching import (
    EntryState,
    MatchedBy,
    PhotoPlan,
    apply_plan,
    picture_of,
    plan_photos,
    plan_tray,
)

PRODUCT = RecordKind.PRODUCT


@pytest.fixture
def shelf(catalogue: Catalogue) -> dict[str, int]:
    """Five products by a short word."""
    rows = {
        "bag": {"code": "KRY-0012", "name_id": "Tas rotan"},
        "box": {"code": "KRY-0013", "name_id": "Kotak", "variant": "Kecil", "supplier_code": "A 117"},
        "box2": {"code": "KRY-0014", "name_id": "Kotak", "variant": "Besar", "supplier_code": "A 117"},
        "tea": {"code": "MNM-0001", "name_id": "Teh melati", "gtin": "8991234567891"},
        "lamp": {"code": "DEK-0001", "name_id": "Lampu bambu", "name_en": "Bamboo lamp"},
    }
    return {word: editing.create(catalogue, PRODUCT, values) for word, values in rows.items()}


def uid(catalogue: Catalogue, product: int) -> str:
    return browsing.record(catalogue, PRODUCT, product).uid


def outcome(plan: PhotoPlan) -> dict[str, tuple[str, str, list[int]]]:
    return {e.file.name: (str(e.state), str(e.by), [c.product_id for c in e.candidates]) for e in plan.entries}


def photos_on(catalogue: Catalogue, product: int) -> list[tuple[str, str]]:
    return [(p.original_name, p.role) for p in browsing.photos_of(catalogue, product)]


def test_files_are_matched_by_code_name_and_folder(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(
        tmp_path / "foto",
        {
            "KRY-0012_2.jpg": photo(1),
            "KRY-0012.jpg": photo(2),
            "KRY-0013/depan.png": photo(3, kind="PNG"),
            "A117.jpg": photo(4),
            "kotak besar.jpg": photo(5),
            "kotak.jpg": photo(6),
            "bamboo lamp detail.webp": photo(7, kind="WEBP"),
            "tas rottan.jpg": photo(8),
            "DSC_0001.JPG": photo(9),
            "8991234567891.jpg": photo(10),
            "catatan.jpg": b"bukan foto",
            "daftar.txt": b"isi",
        },
    )
    plan = plan_photos(catalogue, [folder])
    bag, box, box2, tea, lamp = shelf.values()
    assert outcome(plan) == {
        "KRY-0012.jpg": ("matched", "code", [bag]),
        "KRY-0012_2.jpg": ("matched", "code", [bag]),
        "depan.png": ("matched", "code", [box]),
        "A117.jpg": ("ambiguous", "supplier_code", [box, box2]),
        "kotak besar.jpg": ("matched", "name", [box2]),
        "kotak.jpg": ("ambiguous", "name", [box, box2]),
        "bamboo lamp detail.webp": ("matched", "name", [lamp]),
        "tas rottan.jpg": ("ambiguous", "likeness", [bag]),
        "DSC_0001.JPG": ("orphan", "", []),
        "8991234567891.jpg": ("matched", "supplier_code", [tea]),
        "catatan.jpg": ("refused", "", []),
    }
    assert plan.passed == ("foto/daftar.txt",)
    assert "text file" in str(plan.of(EntryState.REFUSED)[0].reason)
    assert not list(catalogue.photos.iterate())  # a plan changes nothing
    report = apply_plan(catalogue, plan)
    assert (report.attached, report.in_tray) == (6, 4)
    assert photos_on(catalogue, bag) == [("KRY-0012.jpg", "main"), ("KRY-0012_2.jpg", "detail")]
    assert photos_on(catalogue, lamp) == [("bamboo lamp detail.webp", "main")]
    assert [t.file for t in culling.tray(catalogue)]
    assert checking.check(catalogue).findings == []


def test_applying_is_one_step_that_is_undone_and_done_again(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    folder = write(tmp_path / "x", {"KRY-0012.jpg": photo(1), "apa.jpg": photo(2)})
    report = apply_plan(catalogue, plan_photos(catalogue, [folder]))
    assert report.change_set is not None
    history.undo(catalogue)
    assert photos_on(catalogue, shelf["bag"]) == []
    assert culling.tray_count(catalogue) == 0
    assert checking.check(catalogue).findings == []  # history still needs the files
    history.redo(catalogue)
    assert len(photos_on(catalogue, shelf["bag"])) == 1
    assert culling.tray_count(catalogue) == 1


def test_the_same_folder_again_changes_nothing(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(
        tmp_path / "x",
        {"KRY-0012.jpg": photo(1), "copy of it.jpg": photo(1), "apa.jpg": photo(2), "kotak.jpg": photo(3)},
    )
    first = plan_photos(catalogue, [folder])
    assert outcome(first)["copy of it.jpg"][0] == "duplicate"
    assert apply_plan(catalogue, first).attached == 1
    again = plan_photos(catalogue, [folder])
    assert outcome(again)["KRY-0012.jpg"][0] == "duplicate"
    assert "KRY-0012 Tas rotan" in str(again.of(EntryState.DUPLICATE)[0].reason)
    assert apply_plan(catalogue, again).change_set is None
    assert culling.tray_count(catalogue) == 2


def test_one_photo_may_show_two_products(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(tmp_path / "x", {"KRY-0013.jpg": photo(1), "KRY-0014.jpg": photo(1)})
    plan = plan_photos(catalogue, [folder])
    assert {e.state for e in plan.entries} == {EntryState.MATCHED}
    assert apply_plan(catalogue, plan).attached == 2
    assert len(list(catalogue.photos.iterate())) == 1


def test_a_photo_of_a_label_assigns_those_that_follow(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    bag, tea = shelf["bag"], shelf["tea"]
    names = [f"IMG-20261120-WA{n:04d}.jpg" for n in range(8, 14)]
    contents = [
        photo(1), product_label(uid(catalogue, bag)), photo(2), photo(3),
        label_photo("MNM-0001"), photo(4),
    ]  # fmt: skip
    folder = write(tmp_path / "DCIM", dict(zip(names, contents, strict=True)))
    write(folder, {"other/IMG-20261120-WA0099.jpg": photo(5)})
    plan = plan_photos(catalogue, [folder])
    found = outcome(plan)
    assert [found[name] for name in names] == [
        ("orphan", "", []),
        ("label", "qr", [bag]),
        ("matched", "label_run", [bag]),
        ("matched", "label_run", [bag]),
        ("label", "qr", [tea]),
        ("matched", "label_run", [tea]),
    ]
    assert found["IMG-20261120-WA0099.jpg"][0] == "orphan"  # another folder is another run
    apply_plan(catalogue, plan)
    assert photos_on(catalogue, bag) == [(names[2], "main"), (names[3], "detail")]
    assert photos_on(catalogue, tea) == [(names[5], "main")]


def test_a_label_of_another_catalogue_ends_the_run(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    stranger = "0192f3a4-b5c6-7d8e-9fab-cdef01234567"
    folder = write(
        tmp_path / "x",
        {"1.jpg": product_label(uid(catalogue, shelf["bag"])), "2.jpg": product_label(stranger), "3.jpg": photo(1)},
    )
    plan = plan_photos(catalogue, [folder])
    assert outcome(plan)["3.jpg"][0] == "orphan"
    assert plan.of(EntryState.LABEL)[1].reason_code == "unknown_label"


def test_a_small_label_beside_the_product_leaves_a_photo_of_the_product(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    folder = write(tmp_path / "x", {"1.jpg": product_label(uid(catalogue, shelf["bag"]), side=120), "2.jpg": photo(1)})
    assert outcome(plan_photos(catalogue, [folder])) == {
        "1.jpg": ("matched", "qr", [shelf["bag"]]),
        "2.jpg": ("matched", "label_run", [shelf["bag"]]),
    }


def test_a_barcode_in_the_picture_tells_the_product(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    gtin = "8991234567891"
    folder = write(tmp_path / "x", {"DSC_1.jpg": barcode_photo(gtin), "KRY-0012.jpg": barcode_photo(gtin, 90)})
    found = outcome(plan_photos(catalogue, [folder]))
    assert found["DSC_1.jpg"] == ("matched", "barcode", [shelf["tea"]])
    # name and picture contradict each other: somebody chooses
    assert found["KRY-0012.jpg"] == ("ambiguous", "code", [shelf["bag"], shelf["tea"]])


def test_a_chat_export_is_read_from_its_zip(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Anyam Jaya.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", "20/11/26 14.35 - Bu Sari: <terlampir>")
        archive.writestr("00000002-PHOTO-2026-11-20-14-35-01.jpg", photo(1))
        archive.writestr("00000001-PHOTO-2026-11-20-14-34-01.jpg", product_label(uid(catalogue, shelf["bag"])))
        archive.writestr("00000003-VIDEO-2026-11-20-14-36-01.mp4", b"\0\0\0\x18ftypmp42")
        archive.writestr("../../KRY-0013.jpg", photo(2))
        archive.writestr("broken.jpg", photo(3)[:900])
    plan = plan_photos(catalogue, [path])
    found = outcome(plan)
    assert found["00000002-PHOTO-2026-11-20-14-35-01.jpg"] == ("matched", "label_run", [shelf["bag"]])
    assert found["KRY-0013.jpg"][0] in {"matched", "ambiguous"}
    assert found["broken.jpg"][0] == "refused"
    assert len(plan.passed) == 2
    report = apply_plan(catalogue, plan)
    assert report.attached >= 1
    assert not (tmp_path.parent / "KRY-0013.jpg").exists()


def test_a_spoilt_entry_of_a_zip_spoils_only_itself(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("KRY-0012.jpg", photo(1))
        archive.writestr("KRY-0013.jpg", photo(2))
    data = bytearray(path.read_bytes())
    at = data.index(photo(2))
    data[at + 500 : at + 520] = b"\0" * 20
    path.write_bytes(data)
    found = outcome(plan_photos(catalogue, [path]))
    assert found["KRY-0012.jpg"][0] == "matched"
    assert found["KRY-0013.jpg"][0] == "refused"


def test_a_damaged_zip_is_one_refused_file(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    good = write(tmp_path / "x", {"KRY-0012.jpg": photo(1)})
    with zipfile.ZipFile(good / "y.zip", "w") as archive:
        archive.writestr("a.jpg", photo(2))
    data = (good / "y.zip").read_bytes()
    (good / "y.zip").write_bytes(data.replace(b"PK\x01\x02", b"PK\x09\x09"))
    found = outcome(plan_photos(catalogue, [good]))
    assert found["y.zip"][0] == "refused"
    assert found["KRY-0012.jpg"][0] == "matched"


def test_bytes_from_the_clipboard_are_taken(catalogue: Catalogue, shelf: dict[str, int]) -> None:
    plan = plan_photos(catalogue, [(photo(1), "clipboard.png")]).assign(0, shelf["bag"], "packaging")
    assert apply_plan(catalogue, plan).attached == 1
    assert photos_on(catalogue, shelf["bag"]) == [("clipboard.png", "main")]


def test_corrections_return_another_plan(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(tmp_path / "x", {"a.jpg": photo(1), "b.jpg": photo(2), "kotak.jpg": photo(3), "d.jpg": b"nothing"})
    plan = plan_photos(catalogue, [folder])
    key = {e.file.name: e.key for e in plan.entries}
    corrected = plan.assign([key["a.jpg"], key["b.jpg"]], shelf["lamp"]).leave_out(key["b.jpg"])
    corrected = corrected.assign(key["kotak.jpg"], shelf["box"])
    assert outcome(plan)["a.jpg"][0] == "orphan"
    assert corrected.entry(key["a.jpg"]).by is MatchedBy.HAND
    assert outcome(corrected)["kotak.jpg"][:2] == ("matched", "hand")
    with pytest.raises(UserError, match=r"d\.jpg cannot be used"):
        corrected.assign(key["d.jpg"], shelf["lamp"])
    report = apply_plan(catalogue, corrected)
    assert (report.attached, report.in_tray) == (2, 0)
    assert photos_on(catalogue, shelf["box"]) == [("kotak.jpg", "main")]


def test_a_plan_shows_pictures_of_files_that_are_not_kept_yet(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    folder = write(tmp_path / "x", {"a.jpg": photo(1), "b.jpg": photo(1, quality=40), "c.jpg": photo(2), "d.jpg": b"x"})
    plan = plan_photos(catalogue, [folder])
    a, _b, c, d = plan.entries
    assert picture_of(catalogue, d) is None
    catalogue.renditions.forget(a.photo.sha256 if a.photo else "")
    assert picture_of(catalogue, a) is not None
    catalogue.renditions.forget(c.photo.sha256 if c.photo else "")
    (folder / "c.jpg").unlink()
    assert picture_of(catalogue, c) is None


def test_roles_and_numbers_in_names_make_the_order(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(
        tmp_path / "x",
        {
            "KRY-0012_10.jpg": photo(1),
            "KRY-0012_2.jpg": photo(2),
            "KRY-0012 kemasan.jpg": photo(3),
            "KRY-0012 depan.jpg": photo(4),
        },
    )
    apply_plan(catalogue, plan_photos(catalogue, [folder]))
    assert photos_on(catalogue, shelf["bag"]) == [
        ("KRY-0012 depan.jpg", "main"),
        ("KRY-0012_2.jpg", "detail"),
        ("KRY-0012_10.jpg", "detail"),
        ("KRY-0012 kemasan.jpg", "packaging"),
    ]


def test_a_file_that_changed_since_the_plan_is_reported_and_the_rest_goes_on(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    folder = write(tmp_path / "x", {"KRY-0012.jpg": photo(1), "KRY-0013.jpg": photo(2), "KRY-0014.jpg": photo(3)})
    plan = plan_photos(catalogue, [folder])
    (folder / "KRY-0013.jpg").write_bytes(photo(9))
    (folder / "KRY-0014.jpg").unlink()
    report = apply_plan(catalogue, plan)
    assert report.attached == 1
    assert {error.code for _file, error in report.refused} == {"photo_changed", "photo_not_found"}


def test_a_product_that_went_since_the_plan_leaves_its_photo_in_the_tray(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    plan = plan_photos(catalogue, [write(tmp_path / "x", {"KRY-0012.jpg": photo(1)})])
    editing.trash(catalogue, PRODUCT, [shelf["bag"]])
    report = apply_plan(catalogue, plan)
    assert (report.attached, report.in_tray) == (0, 1)


def test_a_full_disk_leaves_nothing_half_stored(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "x", {f"KRY-0012_{n}.jpg": photo(n) for n in range(1, 5)})
    plan = plan_photos(catalogue, [folder])
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageProblem) as refusal:
        apply_plan(catalogue, plan)
    assert refusal.value.code == "disk_full"
    assert not list(catalogue.photos.iterate())
    assert photos_on(catalogue, shelf["bag"]) == []


def test_cancelling_leaves_everything_as_it_was(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(tmp_path / "x", {f"KRY-0012_{n}.jpg": photo(n) for n in range(1, 8)})
    stop = Progress(lambda done, _total, _text: stop.cancel() if done >= 2 else None)
    with pytest.raises(Cancelled):
        plan_photos(catalogue, [folder], stop)
    plan = plan_photos(catalogue, [folder])
    later = Progress(lambda done, _total, _text: later.cancel() if done >= 2 else None)
    with pytest.raises(Cancelled):
        apply_plan(catalogue, plan, later)
    assert not list(catalogue.photos.iterate())
    assert history.latest(catalogue, 1)[0].label.msgid.startswith("New")


def test_a_path_that_is_not_there_or_holds_nothing_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "gone", tmp_path / "empty"):
        with pytest.raises(UnusableFile) as refusal:
            plan_photos(catalogue, [path])
        assert path.name in str(refusal.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_what_is_no_file_is_never_waited_for(catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path) -> None:
    folder = write(tmp_path / "x", {"KRY-0012.jpg": photo(1), ".hidden.jpg": photo(2), "__MACOSX/._a.jpg": b"x"})
    os.mkfifo(folder / "pipe.jpg")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    assert [e.file.name for e in plan_photos(catalogue, [folder]).entries] == ["KRY-0012.jpg"]
    with pytest.raises(UnusableFile):
        plan_photos(catalogue, [folder / "pipe.jpg"])


def test_a_zip_that_lies_about_its_entries_is_no_danger(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("KRY-0012.jpg", photo(1))
        archive.writestr("bomb.jpg", b"\xff\xd8\xff" + bytes(80 * 1024 * 1024))
        archive.writestr("liar.jpg", bytes(30 * 1024 * 1024))
    data = path.read_bytes()
    at = data.rindex(b"liar.jpg") - 46
    lied = data[: at + 24] + (1000).to_bytes(4, "little") + data[at + 28 :]
    path.write_bytes(lied)
    found = outcome(plan_photos(catalogue, [path]))
    assert {name: state for name, (state, _by, _ids) in found.items()} == {
        "KRY-0012.jpg": "matched", "bomb.jpg": "refused", "liar.jpg": "refused",
    }  # fmt: skip


def test_the_tray_is_matched_again_when_the_product_has_come(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    apply_plan(catalogue, plan_photos(catalogue, [write(tmp_path / "x", {"Guci naga.jpg": photo(1)})]))
    jar = editing.create(catalogue, PRODUCT, {"name_id": "Guci naga"})
    plan = plan_tray(catalogue)
    assert [(e.state, e.candidates[0].product_id) for e in plan.entries] == [(EntryState.MATCHED, jar)]
    assert apply_plan(catalogue, plan).attached == 1
    assert culling.tray(catalogue) == []
    history.undo(catalogue)
    assert len(culling.tray(catalogue)) == 1


def test_photos_from_the_tray_go_on_a_product_or_are_forgotten(
    catalogue: Catalogue, shelf: dict[str, int], tmp_path: Path
) -> None:
    apply_plan(catalogue, plan_photos(catalogue, [write(tmp_path / "x", {"a.jpg": photo(1), "b.jpg": photo(2)})]))
    first, second = culling.tray(catalogue)
    assert culling.place_from_tray(catalogue, [first.photo_id], shelf["tea"]) == 1
    assert culling.drop_from_tray(catalogue, [second.photo_id]) == 1
    assert culling.tray_count(catalogue) == 0
    assert checking.check(catalogue).findings == []
    history.undo(catalogue)
    history.undo(catalogue)
    assert [t.file for t in culling.tray(catalogue)] == ["x/a.jpg", "x/b.jpg"]
