"""Packages between catalogues: what arrives, what both sides changed, and what is refused."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.export_desk import fill, photo_bytes
from tests.integration.test_round_trip import contents
from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import Cancelled, Conflict, UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.house_types import use_house_types
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query, parse_query
from tradehouse.domain.reference import certification_types
from tradehouse.services import browsing, editing, history, photos
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.certification_types import save_type
from tradehouse.services.packages.applying import apply_package
from tradehouse.services.packages.planning import PackagePlan, is_package, plan_package
from tradehouse.services.packages.reporting import PackageImportReport, report_of_package
from tradehouse.services.packages.writing import write_package
from tradehouse.services.scans import add_scans, scan_store, scans_of

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = open_catalogue(tmp_path / "here", user="Sari")
    fill(catalogue)
    yield catalogue
    catalogue.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = open_catalogue(tmp_path / "there", user="Budi")
    yield catalogue
    catalogue.close()


def send(sender: Catalogue, receiver: Catalogue, where: str = "") -> PackageImportReport:
    path = sender.folder.parent / "package.zip"
    write_package(sender, path, parse_query(P, where) if where else None)
    return take(receiver, path)


def take(receiver: Catalogue, path: Path) -> PackageImportReport:
    plan = plan_package(receiver, path)
    return report_of_package(plan, apply_package(receiver, plan))


def rows(report: PackageImportReport) -> tuple[int, int, int, int]:
    counts = report.report.rows
    return counts.created, counts.updated, counts.unchanged, counts.rejected


def id_of(catalogue: Catalogue, kind: RecordKind, name: str) -> int:
    found = browsing.records(catalogue, kind, browsing.find_ids(catalogue, kind, Query()))
    return next(r.id for r in found if name in {r["code"], r["name_id"], r["name"], r["number"]})


def value(catalogue: Catalogue, code: str, key: str) -> Any:
    return browsing.record(catalogue, P, id_of(catalogue, P, code))[key]


def change(catalogue: Catalogue, code: str, key: str, new: Any) -> None:
    editing.change(catalogue, P, id_of(catalogue, P, code), key, new)


# --- all of it ---


def test_a_whole_catalogue_arrives_as_it_was(here: Catalogue, there: Catalogue) -> None:
    report = send(here, there)
    assert contents(there) == contents(here)
    assert rows(report) == (13, 0, 0, 0)
    assert dict(report.report.photos) == {"found": 2, "attached": 2, "unmatched": 0, "refused": 0}
    assert not report.left_over
    for code in ("KRY-0001", "MKN-0001"):
        own, other = (browsing.photos_of(c, id_of(c, P, code)) for c in (here, there))
        assert [(p.sha256, p.role, p.position) for p in own] == [(p.sha256, p.role, p.position) for p in other]
        assert there.photos.read(other[0].sha256, other[0].extension) == here.photos.read(
            own[0].sha256, own[0].extension
        )


def test_the_same_package_again_changes_nothing(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    again = send(here, there)
    assert (rows(again), again.report.change_set, again.left_over) == ((0, 0, 13, 0), None, False)


def test_part_of_it_travels_with_its_suppliers_certificates_and_photos(here: Catalogue, there: Catalogue) -> None:
    report = send(here, there, "kopi")
    assert sorted(v.get("code") or v.get("number") for v in contents(there).values()) == [
        "ID11110000012340521", "MD 867211045678", "MKN-0001", "SUP-0002",
    ]  # fmt: skip
    assert report.report.photos["attached"] == 1


def test_a_certificate_of_other_products_stays_where_they_are(here: Catalogue, there: Catalogue) -> None:
    send(here, there, "keramik")
    numbers = {r["number"] for r in browsing.records(there, C, browsing.find_ids(there, C, Query()))}
    assert numbers == {"LAPSED-1", "APPLIED-1"}  # the batik mark names the bag only


def test_one_undo_takes_a_package_back(here: Catalogue, there: Catalogue) -> None:
    report = send(here, there)
    assert history.latest(there, 1)[0].label.text("en") == "Package package.zip"
    history.undo(there, report.report.change_set)
    assert contents(there) == {}
    assert rows(send(here, there)) == (13, 0, 0, 0)


def test_scans_of_certificates_come_along(here: Catalogue, there: Catalogue) -> None:
    content = b"%PDF-1.4 a scan"
    name = hashlib.sha256(content).hexdigest()
    scan_store(here).put(name, "pdf", content)
    editing.change(here, C, id_of(here, C, "MD 867211045678"), "scans", (f"{name}.pdf",))
    send(here, there)
    assert scan_store(there).read(name, "pdf") == content
    assert contents(there) == contents(here)


def test_names_of_scans_and_own_types_come_along(here: Catalogue, there: Catalogue) -> None:
    kind = replace(certification_types()["pirt"], code="", label_id="Sertifikat Kebun", label_en="Garden", aliases=())
    try:
        code = save_type(here, kind).code
        paper = id_of(here, C, "MD 867211045678")
        editing.change(here, C, paper, "type", code)
        add_scans(here, paper, [(photo_bytes("red"), "Foto sertifikat.jpg")])
        use_house_types({})
        report = send(here, there)
        assert certification_types()[code].label_id == "Sertifikat Kebun"
        scan = scans_of(there, id_of(there, C, "MD 867211045678"))[0]
        assert (scan.name, scan.missing) == ("Foto sertifikat.jpg", False)
        history.undo(there, report.report.change_set)
        assert code not in certification_types()
    finally:
        use_house_types({})


@pytest.mark.parametrize(
    "row", [{"code": "x", "label_id": 5, "documents": "no"}, {"required": 3}, {}, {"code": "pirt", "label_id": "x"}]
)
def test_a_package_with_odd_types_brings_none(
    here: Catalogue, there: Catalogue, row: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradehouse.services.packages.writing._own_types", lambda *_args: iter([row]))
    send(here, there)
    with there.database.reading() as read:
        assert read.exec_driver_sql("SELECT count(*) FROM certification_type").scalar() == 0


# --- changes ---


def test_what_changed_there_arrives_and_what_changed_here_stays(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    change(here, "KRY-0001", "stock", 77)
    change(there, "KRY-0001", "place", "B2")
    change(there, "MKN-0001", "name_id", "Kopi Gayo wine")
    report = send(here, there)
    assert (rows(report), report.conflicts) == ((0, 1, 12, 0), ())
    assert (value(there, "KRY-0001", "stock"), value(there, "KRY-0001", "place")) == (77, "B2")
    assert value(there, "MKN-0001", "name_id") == "Kopi Gayo wine"
    back = send(there, here)
    assert (rows(back), back.conflicts) == ((0, 2, 11, 0), ())
    assert contents(here) == contents(there)
    assert rows(send(here, there)) == (0, 0, 13, 0)


def test_a_field_changed_on_both_sides_is_a_conflict_and_ours_stays(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    change(here, "KRY-0001", "moq", 100)
    change(here, "KRY-0001", "stock", 5)
    change(there, "KRY-0001", "moq", 60)
    report = send(here, there)
    assert rows(report) == (0, 1, 12, 0)
    ((entry, conflict),) = report.conflicts
    assert (entry.name, conflict.field.key, conflict.ours, conflict.theirs) == ("Tas rotan bundar", "moq", 60, 100)
    assert (value(there, "KRY-0001", "moq"), value(there, "KRY-0001", "stock")) == (60, 5)
    assert report.left_over
    (plain,) = report.plain()["conflicts"]
    assert (plain["field"], plain["ours"], plain["theirs"]) == ("moq", 60, 100)
    assert [w.code for w in report.report.warnings] == ["conflict"]
    assert "MOQ" in plain["text"]


def test_a_conflict_ends_when_one_side_takes_the_others_value(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    change(here, "KRY-0001", "moq", 100)
    change(there, "KRY-0001", "moq", 60)
    assert len(send(here, there).conflicts) == 1
    change(there, "KRY-0001", "moq", 100)
    assert send(here, there).conflicts == ()
    change(there, "KRY-0001", "moq", 48)  # back to the beginning
    assert send(here, there).report.change_set is None
    report = send(there, here)
    assert (report.conflicts, value(here, "KRY-0001", "moq")) == ((), 48)


def test_an_old_package_does_not_bring_old_values_back(here: Catalogue, there: Catalogue, tmp_path: Path) -> None:
    old = tmp_path / "old.zip"
    write_package(here, old)
    send(here, there)
    change(here, "KRY-0001", "moq", 72)
    send(here, there)
    report = take(there, old)
    assert (report.report.change_set, report.conflicts) == (None, ())
    assert value(there, "KRY-0001", "moq") == 72


def test_an_undone_import_can_be_done_again(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    change(here, "KRY-0001", "moq", 72)
    send(here, there)
    history.undo(there)
    assert value(there, "KRY-0001", "moq") == 48
    assert rows(send(here, there)) == (0, 1, 12, 0)
    assert value(there, "KRY-0001", "moq") == 72


def test_copies_of_one_folder_merge_without_ever_having_exchanged(here: Catalogue, tmp_path: Path) -> None:
    change(here, "KRY-0001", "moq", 50)
    here.close()
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    first, second = open_catalogue(tmp_path / "here", user="a"), open_catalogue(tmp_path / "copy", user="b")
    change(first, "KRY-0001", "moq", 51)
    change(second, "KRY-0001", "stock", 1)
    change(first, "KRY-0002", "brand", "Satu")
    change(second, "KRY-0002", "brand", "Dua")
    report = send(first, second)
    assert [(e.name[:3], c.field.key) for e, c in report.conflicts] == [("=HY", "brand")]
    assert (value(second, "KRY-0001", "moq"), value(second, "KRY-0001", "stock")) == (51, 1)
    first.close()
    second.close()


def test_three_catalogues_in_a_ring_agree(here: Catalogue, there: Catalogue, tmp_path: Path) -> None:
    third = open_catalogue(tmp_path / "third", user="Tuti")
    send(here, there)
    send(there, third)
    change(third, "KRY-0001", "moq", 96)
    send(third, here)
    assert send(here, there).conflicts == ()
    assert {value(c, "KRY-0001", "moq") for c in (here, there, third)} == {96}
    third.close()


def test_new_photos_and_links_are_added_and_none_is_taken_away(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    bag_there, bag_here = id_of(there, P, "KRY-0001"), id_of(here, P, "KRY-0001")
    photos.attach(there, bag_there, [(photo_bytes("navy"), "own.jpg")])
    photos.attach(here, bag_here, [(photo_bytes("green"), "new.jpg")])
    mark = id_of(here, C, "BM-7")
    second = id_of(here, P, "KRY-0003")
    editing.change(here, C, mark, "products", (bag_here, second))
    report = send(here, there)
    assert (rows(report), report.report.photos["attached"]) == ((0, 2, 11, 0), 1)
    assert [p.role for p in browsing.photos_of(there, bag_there)] == ["main", "detail", "detail"]
    covered = browsing.record(there, C, id_of(there, C, "BM-7"))["products"]
    assert [ref.code for ref in covered] == ["KRY-0001", "KRY-0003"]


def test_a_number_that_is_taken_here_is_given_anew(here: Catalogue, there: Catalogue) -> None:
    maker = editing.create(there, S, {"name": "Lain"})
    editing.create(there, P, {"name_id": "Kopi lain", "category": "makanan", "supplier": maker})
    report = send(here, there)
    assert rows(report)[0] == 13
    taken = [(w.sheet, w.code) for w in report.report.warnings]
    assert taken == [("suppliers", "code_taken"), ("products", "code_taken")]
    codes = [r["code"] for r in browsing.records(there, P, browsing.find_ids(there, P, Query()))]
    assert len(set(codes)) == 7
    assert rows(send(here, there)) == (0, 0, 13, 0)  # the numbers of a house are its own


def test_a_record_in_the_trash_is_left_there(here: Catalogue, there: Catalogue) -> None:
    send(here, there)
    bag = id_of(there, P, "KRY-0001")
    editing.trash(there, P, [bag])
    change(here, "KRY-0001", "moq", 72)
    report = send(here, there)
    assert [w.code for w in report.report.warnings] == ["in_trash"]
    assert browsing.record(there, P, bag)["moq"] == 48


def test_a_plan_that_grew_old_is_not_applied(here: Catalogue, there: Catalogue, tmp_path: Path) -> None:
    write_package(here, tmp_path / "p.zip")
    plan = plan_package(there, tmp_path / "p.zip")
    editing.create(there, S, {"name": "Sementara"})
    with pytest.raises(Conflict, match="was changed since"):
        apply_package(there, plan)
    assert len(contents(there)) == 1


@pytest.mark.parametrize("after", [1, 4])
def test_cancelled_means_nothing_happened(here: Catalogue, there: Catalogue, tmp_path: Path, after: int) -> None:
    path = tmp_path / "p.zip"
    write_package(here, path)
    before = path.read_bytes()
    with pytest.raises(Cancelled):
        write_package(here, path, progress=stopping(after))
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))
    plan = plan_package(there, path)
    with pytest.raises(Cancelled):
        apply_package(there, plan, stopping(after))
    assert contents(there) == {}


def stopping(after: int) -> Progress:
    """Return a progress that somebody cancels at a report."""
    reports = []

    def listen(*_report: object) -> None:
        reports.append(1)
        if len(reports) == after:
            progress.cancel()
            progress.check()

    progress = Progress(listen)
    return progress


# --- the command ---


def run(catalogue: Catalogue, *arguments: str) -> int:
    folder = catalogue.folder
    catalogue.close()
    return run_command_line([*arguments, "--data", str(folder), "--lang", "en"])


def test_commands_pack_and_take_in(
    here: Catalogue, there: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.zip"
    assert run(here, "package", str(path), "--where", "kopi") == 0
    assert "1 products, 1 suppliers, 2 certificates, 1 photos, 0 scans" in capsys.readouterr().out
    assert run(there, "import", str(path), "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["dry_run"]
    assert told["rows"] == {"total": 4, "created": 4, "updated": 0, "unchanged": 0, "rejected": 0, "skipped": 0}
    assert run(there, "import", str(path), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["records"]["products"], told["conflicts"]) == (
        {"created": 1, "updated": 0, "unchanged": 0, "rejected": 0}, [],
    )  # fmt: skip
    assert {p["sheet"]: p["rows"]["created"] for p in told["parts"]} == {
        "suppliers": 1,
        "products": 1,
        "certifications": 2,
    }
    assert told["change_set"] is not None
    assert run(there, "import", str(path)) == 0
    assert "nothing was changed" in capsys.readouterr().out


def test_a_conflict_ends_with_3(
    here: Catalogue, there: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(here, there)
    change(here, "KRY-0001", "moq", 100)
    change(there, "KRY-0001", "moq", 60)
    path = tmp_path / "out.zip"
    write_package(here, path)
    assert run(there, "import", str(path)) == 3
    assert 'MOQ is "60" here and "100" in the package' in capsys.readouterr().out


def test_what_is_no_package_name_or_selection_is_refused(
    here: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError, match=r"does not end in \.zip"):
        write_package(here, tmp_path / "p.xlsx")
    with pytest.raises(UserError, match="No record was chosen"):
        write_package(here, tmp_path / "p.zip", parse_query(P, "tidakadasamasekali"))
    assert not (tmp_path / "p.zip").exists()
    write_package(here, tmp_path / "p.zip")
    assert run(here, "import", str(tmp_path / "p.zip"), str(tmp_path / "other.xlsx")) == 2
    assert "on its own" in capsys.readouterr().err


def test_a_photo_that_is_lost_is_named_and_the_rest_travels(here: Catalogue, tmp_path: Path) -> None:
    (photo,) = browsing.photos_of(here, id_of(here, P, "KRY-0001"))
    here.photos.path(photo.sha256, photo.extension).unlink()
    report = write_package(here, tmp_path / "p.zip")
    assert (report.missing, report.photos) == ((f"{photo.sha256}.{photo.extension}",), 1)


# --- hostile ---


def rewritten(source: Path, target: Path, changes: dict[str, Any]) -> Path:
    """Copy a package with parts replaced; None takes one out, a function maps every line of a list."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            given = changes.pop(name, content)
            if callable(given):
                lines = [given(json.loads(line)) for line in content.splitlines()]
                given = b"\n".join(json.dumps(line).encode() for line in lines)
            if given is not None:
                new.writestr(name, given)
        for name, given in changes.items():
            new.writestr(name, given)
    return target


@pytest.fixture
def package(here: Catalogue, tmp_path: Path) -> Path:
    write_package(here, tmp_path / "good.zip")
    return tmp_path / "good.zip"


def planned(there: Catalogue, path: Path) -> PackagePlan:
    return plan_package(there, path)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ({"manifest.json": b'{"form": "tradehouse-package/2"}'}, "newer_package"),
        ({"manifest.json": b'{"form": "something"}'}, "damaged"),
        ({"manifest.json": b"[" * 5000}, "damaged"),
        ({"manifest.json": None}, "damaged"),
        ({"products.jsonl": b"x" * (5 << 20)}, "damaged"),
        ({"products.jsonl": b"\0" * (40 << 20)}, "unsafe_archive"),
    ],
)
def test_a_damaged_or_hostile_package_is_refused_in_a_sentence(
    there: Catalogue, package: Path, tmp_path: Path, damage: dict[str, Any], code: str
) -> None:
    path = rewritten(package, tmp_path / "bad.zip", dict(damage))
    with pytest.raises(UnusableFile) as refused:
        planned(there, path)
    assert refused.value.code == code
    assert "Excel" not in str(refused.value)
    assert contents(there) == {}


def test_half_a_package_is_refused(there: Catalogue, package: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.zip"
    half.write_bytes(package.read_bytes()[: package.stat().st_size // 2])
    assert not is_package(half)
    with pytest.raises(UnusableFile):
        planned(there, half)


def test_a_photo_that_is_not_what_its_name_says_is_left_out(there: Catalogue, package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        name = next(n for n in archive.namelist() if n.startswith("media/"))
    report = take(there, rewritten(package, tmp_path / "bad.zip", {name: photo_bytes("pink")}))
    assert (report.report.photos["attached"], report.report.photos["refused"]) == (1, 1)
    assert [(w.field, w.code) for w in report.report.warnings] == [("photo", "damaged")]


def test_a_file_that_is_no_photo_is_left_out(there: Catalogue, package: Path, tmp_path: Path) -> None:
    script = b"MZ this is a program"
    name = f"{hashlib.sha256(script).hexdigest()}.jpg"

    def point_to_it(line: dict[str, Any]) -> dict[str, Any]:
        return (
            {**line, "photos": [{"file": name, "role": ["main"], "rotation": "x", "crop": 7}]}
            if "photos" in line
            else line
        )

    path = rewritten(package, tmp_path / "bad.zip", {"products.jsonl": point_to_it, f"media/{name}": script})
    report = take(there, path)
    assert (report.report.photos["attached"], report.report.photos["refused"]) == (0, 2)
    assert report.left_over
    assert not there.photos.has(name[:64], "jpg")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"price_idr": "many"}, "damaged_value"),
        ({"price_idr": -5}, "too_small"),
        ({"price_idr": 10**40}, "damaged_value"),
        ({"price_idr": 10**14}, "too_large"),
        ({"moq": 1.5}, "damaged_value"),
        ({"name_id": None}, "required"),
        ({"name_id": "\ud800"}, "damaged_value"),
        ({"name_id": "x" * 5000}, "too_long"),
        ({"price_date": "yesterday"}, "damaged_value"),
        ({"tags": "{"}, "damaged_value"),
        ({"tier_prices": '[["pcs"]]'}, "damaged_value"),
        ({"status": "stolen"}, "unknown_choice"),
        ({"weight_g": float("nan")}, "damaged_value"),
    ],
)
def test_a_record_with_a_value_that_is_none_is_rejected_and_the_others_arrive(
    there: Catalogue, package: Path, tmp_path: Path, values: dict[str, Any], code: str
) -> None:
    def spoil(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "values": {**line["values"], **values}} if line["values"]["code"] == "KRY-0001" else line

    report = take(there, rewritten(package, tmp_path / "bad.zip", {"products.jsonl": spoil}))
    told = [(r.sheet, r.field, r.code) for r in report.report.rejects]
    assert told[0] == ("products", next(iter(values)), code)
    assert report.report.records["products"] == {"created": 5, "updated": 0, "unchanged": 0, "rejected": 1}
    assert told[1:] == [("certifications", "products", "no_products")]  # the batik mark was for this bag only


def test_lines_that_are_no_records_are_rejected(there: Catalogue, package: Path, tmp_path: Path) -> None:
    junk = b'[1]\n{"uid": 5}\n{"uid": "../../etc/passwd", "values": {}}\nnull\n{"uid": "x"}'
    report = take(there, rewritten(package, tmp_path / "bad.zip", {"products.jsonl": junk}))
    assert report.report.records["products"]["rejected"] == 5
    assert report.report.records["suppliers"]["created"] == 2


def test_fields_of_a_later_version_are_named_and_passed_over(there: Catalogue, package: Path, tmp_path: Path) -> None:
    def later(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "values": {**line["values"], "carbon_kg": 3}}

    report = take(there, rewritten(package, tmp_path / "bad.zip", {"products.jsonl": later}))
    assert report.report.records["products"]["created"] == 6
    assert ["carbon_kg" in str(w.message) for w in report.report.warnings] == [True]


def test_names_of_parts_lead_nowhere(there: Catalogue, package: Path, tmp_path: Path) -> None:
    path = rewritten(package, tmp_path / "bad.zip", {"../../escaped.txt": b"x", "media/../../escaped.jpg": b"x"})
    take(there, path)
    assert not list(tmp_path.rglob("escaped*"))


# --- deciding ---


def test_a_conflict_that_is_decided_for_the_other_side_takes_its_value(
    here: Catalogue, there: Catalogue, tmp_path: Path
) -> None:
    send(here, there)
    for catalogue, moq, stock in ((here, 100, 9), (there, 60, 7)):
        change(catalogue, "KRY-0001", "moq", moq)
        change(catalogue, "KRY-0001", "stock", stock)
    path = tmp_path / "p.zip"
    write_package(here, path)
    plan = plan_package(there, path)
    assert not plan.changes_anything
    (entry,) = {id(entry): entry for entry, _ in plan.conflicts}.values()
    entry.decide("moq", theirs=True)
    again = plan_package(there, path)
    again.decide_as(plan)
    report = report_of_package(again, apply_package(there, again))
    assert (value(there, "KRY-0001", "moq"), value(there, "KRY-0001", "stock")) == (100, 7)
    assert [conflict.field.key for _entry, conflict in report.conflicts] == ["stock"]
    history.undo(there)
    assert value(there, "KRY-0001", "moq") == 60


def test_all_conflicts_are_decided_at_once_and_ours_is_where_one_begins(
    here: Catalogue, there: Catalogue, tmp_path: Path
) -> None:
    send(here, there)
    change(here, "KRY-0001", "moq", 100)
    change(there, "KRY-0001", "moq", 60)
    write_package(here, tmp_path / "p.zip")
    plan = plan_package(there, tmp_path / "p.zip")
    plan.decide_all(theirs=True)
    assert plan.changes_anything
    plan.decide_all(theirs=False)
    assert not plan.changes_anything


def test_chosen_products_alone_are_packed(here: Catalogue, there: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    write_package(here, path, ids=[id_of(here, P, "KRY-0001")])
    take(there, path)
    assert len(browsing.find_ids(there, P, Query())) == 1
