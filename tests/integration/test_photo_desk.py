"""Photos on products: edits that renditions follow, roles, texts, consent, culling, labels, and the way out."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from tests.integration.photo_making import photo
from tradehouse.domain.errors import Cancelled, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.photo_edits import AS_TAKEN, PhotoEdit, shaped, turn
from tradehouse.domain.photo_facts import Consent, PhotoFault, PhotoRole, read_consent
from tradehouse.domain.progress import Progress
from tradehouse.domain.readiness import Gate
from tradehouse.domain.records import AttachedPhoto
from tradehouse.photos.intake import inspect
from tradehouse.photos.likeness import near_duplicates
from tradehouse.photos.seen_codes import read_codes
from tradehouse.services import browsing, checking, culling, editing, history, photos, readiness
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.labels import SHEETS, write_labels
from tradehouse.services.photo_export import export_photos

PRODUCT = RecordKind.PRODUCT
RED, BLUE = (200, 20, 20), (20, 20, 200)


def halves(size: tuple[int, int] = (800, 400), **options: object) -> bytes:
    """Return a photo that is red on the left and blue on the right."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0, **options)
    return out.getvalue()


@pytest.fixture
def bag(catalogue: Catalogue) -> int:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "code": "KRY-0012"})
    photos.attach(catalogue, product, [(halves(), "a.jpg"), (photo(1), "b.jpg"), (photo(2), "c.jpg")])
    return product


def on(catalogue: Catalogue, product: int) -> list[AttachedPhoto]:
    return browsing.photos_of(catalogue, product)


def shown(catalogue: Catalogue, key: str, box: int) -> Image.Image:
    sha256, _dot, extension = key.partition(".")
    with Image.open(catalogue.renditions.rendition(sha256, extension, box=box)) as picture:
        return picture.convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=True))  # type: ignore[call-overload]


def test_renditions_follow_an_edit_and_undo(catalogue: Catalogue, bag: int) -> None:
    first = on(catalogue, bag)[0]
    original = catalogue.photos.read(first.sha256, first.extension)
    assert photos.set_edit(catalogue, first.link_id, turn(AS_TAKEN, 90))
    turned = on(catalogue, bag)[0]
    picture = shown(catalogue, turned.key, 256)
    assert picture.size == (128, 256)
    assert near(picture.getpixel((64, 30)), RED)
    assert near(picture.getpixel((64, 226)), BLUE)
    assert browsing.record(catalogue, PRODUCT, bag).main_photo == turned.key
    photos.set_edit(catalogue, first.link_id, PhotoEdit(0, (5000, 0, 10_000, 10_000), square=True))
    edited = shown(catalogue, on(catalogue, bag)[0].key, 256)
    assert edited.size == (256, 256)
    assert near(edited.getpixel((128, 128)), BLUE)
    history.undo(catalogue)
    history.undo(catalogue)
    assert on(catalogue, bag)[0].key == first.key
    assert shown(catalogue, first.key, 256).size == (256, 128)
    assert catalogue.photos.read(first.sha256, first.extension) == original


def test_a_crop_is_cut_from_the_original_and_not_from_a_small_rendition(catalogue: Catalogue, bag: int) -> None:
    link = on(catalogue, bag)[0].link_id
    photos.set_edit(catalogue, link, PhotoEdit(crop=(0, 0, 2500, 5000)))
    assert shown(catalogue, on(catalogue, bag)[0].key, 1600).size == (200, 200)


def test_a_photo_is_stood_on_a_white_square(catalogue: Catalogue, bag: int) -> None:
    link = on(catalogue, bag)[0].link_id
    photos.set_edit(catalogue, link, PhotoEdit(square=True))
    picture = shown(catalogue, on(catalogue, bag)[0].key, 256)
    assert picture.size == (256, 256)
    assert near(picture.getpixel((128, 10)), (255, 255, 255))
    assert near(picture.getpixel((60, 128)), RED)


def test_a_shape_of_the_catalogue_is_followed(catalogue: Catalogue, bag: int) -> None:
    first = on(catalogue, bag)[0]
    photos.set_edit(catalogue, first.link_id, shaped(first.edit, (first.width, first.height), "square"))
    assert shown(catalogue, on(catalogue, bag)[0].key, 1600).size == (400, 400)


def test_a_workbook_takes_the_edited_photo(catalogue: Catalogue, bag: int) -> None:
    link = on(catalogue, bag)[0].link_id
    photos.set_edit(catalogue, link, PhotoEdit(270))
    sha256, _dot, extension = browsing.record(catalogue, PRODUCT, bag).main_photo.partition(".")
    content = catalogue.renditions.encoded(sha256, extension, box=(300, 300))
    assert Image.open(io.BytesIO(content)).size == (150, 300)


def test_roles_keep_one_main_photo_in_front(catalogue: Catalogue, bag: int) -> None:
    first, second, third = (p.link_id for p in on(catalogue, bag))
    photos.set_role(catalogue, [third], PhotoRole.MAIN)
    assert [(p.link_id, p.role) for p in on(catalogue, bag)] == [(third, "main"), (first, "detail"), (second, "detail")]
    photos.set_role(catalogue, [third, second], PhotoRole.PACKAGING)
    assert [(p.link_id, p.role) for p in on(catalogue, bag)] == [
        (first, "main"), (second, "packaging"), (third, "packaging"),
    ]  # fmt: skip
    history.undo(catalogue)
    assert on(catalogue, bag)[0].link_id == third


def test_texts_credit_and_consent_are_kept(catalogue: Catalogue, bag: int) -> None:
    first = on(catalogue, bag)[0]
    consent = Consent("Bu Sari", "pameran", date(2027, 6, 30))
    facts = photos.PhotoFacts(" Tas bundar ", "Round bag", "Budi", consent)
    assert photos.set_facts(catalogue, first.link_id, first.photo_id, facts)
    assert photos.set_facts(catalogue, first.link_id, first.photo_id, replace(facts, alt_en=""))
    found = on(catalogue, bag)[0]
    assert (found.alt_id, found.alt_en, found.credit) == ("Tas bundar", "", "Budi")
    assert read_consent(found.consent) == consent
    photos.set_consent(catalogue, [first.photo_id], None)
    assert on(catalogue, bag)[0].consent == ""


def test_rejected_photos_leave_the_product_and_can_be_had_back(catalogue: Catalogue, bag: int) -> None:
    links = [p.link_id for p in on(catalogue, bag)]
    assert culling.reject(catalogue, links[:2]) == 2
    left = on(catalogue, bag)
    assert [(p.link_id, p.role) for p in left] == [(links[2], "main")]
    assert culling.tray(catalogue) == []
    rejected = culling.tray(catalogue, rejected=True)
    assert [t.product_ids for t in rejected] == [(bag,), (bag,)]
    assert checking.check(catalogue).findings == []
    assert culling.place_from_tray(catalogue, [rejected[0].photo_id], bag) == 1
    assert [p.verdict for p in on(catalogue, bag)] == ["", ""]
    history.undo(catalogue)
    history.undo(catalogue)
    assert [p.link_id for p in on(catalogue, bag)] == links


def test_kept_photos_say_so(catalogue: Catalogue, bag: int) -> None:
    first = on(catalogue, bag)[0]
    assert culling.keep(catalogue, [first.photo_id]) == 1
    assert on(catalogue, bag)[0].verdict == "keep"
    assert culling.keep(catalogue, [first.photo_id], kept=False) == 1


def test_shots_of_a_series_are_grouped(catalogue: Catalogue, bag: int) -> None:
    again = Image.open(io.BytesIO(photo(1))).convert("RGB").point(lambda value: min(255, value + 6))
    out = io.BytesIO()
    again.save(out, "JPEG", quality=60)
    photos.attach(catalogue, bag, [(out.getvalue(), "b again.jpg")])
    shown = on(catalogue, bag)
    groups = near_duplicates({n: found.perceptual_hash for n, found in enumerate(shown)})
    assert [[shown[n].original_name for n in group] for group in groups] == [["b.jpg", "b again.jpg"]]


def test_small_blurred_and_dark_photos_are_told() -> None:
    sharp = Image.effect_noise((1600, 1200), 70).convert("RGB").filter(ImageFilter.GaussianBlur(0.6))

    def told(image: Image.Image) -> list[str]:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=92)
        return [str(m) for m in inspect(out.getvalue(), "x").advice]

    assert told(sharp) == []
    assert "blurred" in told(sharp.filter(ImageFilter.GaussianBlur(6)))[0]
    assert any("dark" in text for text in told(sharp.point(lambda value: value // 6)))
    assert told(sharp.resize((900, 600)))[0].startswith("The photo is small (900 × 600 pixels)")


def test_a_crop_can_make_a_photo_too_small(catalogue: Catalogue) -> None:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Kain"})
    photos.attach(catalogue, product, [(photo(3, (1600, 1200)), "kain.jpg")])
    link = on(catalogue, product)[0]
    assert PhotoFault.SMALL not in link.faults
    photos.set_edit(catalogue, link.link_id, PhotoEdit(crop=(0, 0, 5000, 5000)))
    assert PhotoFault.SMALL in on(catalogue, product)[0].faults


def test_photos_from_before_measures_are_measured_later(catalogue: Catalogue, bag: int) -> None:
    with catalogue.writing("x") as work:
        work.connection.exec_driver_sql("UPDATE photo SET sharpness = NULL, brightness = NULL")
    assert culling.measure_missing(catalogue) == 3
    assert culling.measure_missing(catalogue) == 0
    assert all(p.brightness is not None for p in on(catalogue, bag))


def exif_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Telepon", "X-1", 6
    exif.get_ifd(0x8825)[1] = "S"
    return exif.tobytes()


@pytest.mark.parametrize("target", ["out", "out.zip"])
def test_originals_go_out_by_sku_without_place_and_device(catalogue: Catalogue, tmp_path: Path, target: str) -> None:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Tas", "code": "KRY/0012"})
    bare = editing.create(catalogue, PRODUCT, {"name_id": "Kosong", "code": "KRY-0099"})
    noted = halves(exif=exif_with_place(), comment=b"rahasia") + b"trailing video with GPS"
    drawn = photo(4, kind="PNG")
    photos.attach(catalogue, product, [(noted, "a.jpg"), (drawn, "b.png"), (photo(5, kind="BMP"), "c.bmp")])
    report = export_photos(catalogue, [product, bare], tmp_path / target)
    assert (report.photos, report.products, report.without_photo) == (3, 1, ("KRY-0099",))
    if target.endswith("zip"):
        with zipfile.ZipFile(tmp_path / target) as archive:
            archive.extractall(tmp_path / "out")
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == ["KRY-0012.jpg", "KRY-0012_2.png", "KRY-0012_3.jpg"]
    content = (out / "KRY-0012.jpg").read_bytes()
    for secret in (b"Telepon", b"rahasia", b"GPS"):
        assert secret not in content
    with Image.open(io.BytesIO(content)) as clean, Image.open(io.BytesIO(noted)) as before:
        assert dict(clean.getexif()) == {0x0112: 6}
        assert clean.tobytes() == before.tobytes()
    assert (out / "KRY-0012_2.png").read_bytes() == drawn


def test_renditions_and_edited_photos_go_out_as_jpeg(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    photos.set_edit(catalogue, on(catalogue, bag)[0].link_id, PhotoEdit(90))
    export_photos(catalogue, [bag], tmp_path / "full")
    with Image.open(tmp_path / "full" / "KRY-0012.jpg") as picture:
        assert picture.size == (400, 800)
    export_photos(catalogue, [bag], tmp_path / "small", 200, main_only=True)
    with Image.open(tmp_path / "small" / "KRY-0012.jpg") as picture:
        assert picture.size == (100, 200)
    assert len(list((tmp_path / "small").iterdir())) == 1


def test_a_cancelled_zip_leaves_what_was_there(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"old")
    stop = Progress(lambda done, _total, _text: stop.cancel() if done == 1 else None)
    with pytest.raises(Cancelled):
        export_photos(catalogue, [bag], tmp_path / "x.zip", None, stop)
    assert [(p.name, p.read_bytes()) for p in tmp_path.glob("*x.zip*")] == [("x.zip", b"old")]


def test_products_without_photos_are_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Kosong"})
    with pytest.raises(UserError) as refusal:
        export_photos(catalogue, [product], tmp_path / "x")
    assert refusal.value.code == "no_photos"


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_printed_label_is_read_from_a_picture_of_it(catalogue: Catalogue, tmp_path: Path, sheet: str) -> None:
    import typst

    from tradehouse.domain.photo_labels import read_label
    from tradehouse.exchange.qr_codes import qr_svg
    from tradehouse.services.labels import label_source, label_text

    names = ['Tas "rotan" #1 $x$ \\ *tebal* @ <a>', "Kopi – 咖啡", "x" * 300]
    ids = [editing.create(catalogue, PRODUCT, {"name_id": name, "variant": "[merah]"}) for name in names]
    report = write_labels(catalogue, ids, tmp_path / "label.pdf", sheet)
    assert (report.labels, report.pages) == (3, 1)
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF-")
    records = browsing.records(catalogue, PRODUCT, ids)
    files = {f"{r.id}.svg": qr_svg(label_text(r.uid)) for r in records}
    page = typst.compile({"main.typ": label_source(records, SHEETS[sheet]).encode(), **files}, format="png", ppi=150)
    with Image.open(io.BytesIO(page)) as picture:
        seen = {read_label(code.text) for code in read_codes(picture)}
    assert seen == {r.uid for r in records}


def test_labels_for_nothing_are_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        write_labels(catalogue, [], tmp_path / "x.pdf")
    assert refusal.value.code == "no_products"


def test_all_that_is_written_about_a_photo_is_one_step(catalogue: Catalogue, bag: int) -> None:
    first = on(catalogue, bag)[0]
    facts = photos.PhotoFacts(" Tas bundar ", "Round bag", "Budi", Consent("Bu Sari", "ekspor", date(2027, 6, 30)))
    assert photos.set_facts(catalogue, first.link_id, first.photo_id, facts)
    assert not photos.set_facts(catalogue, first.link_id, first.photo_id, facts)
    found = on(catalogue, bag)[0]
    assert (found.alt_id, found.alt_en, found.credit) == ("Tas bundar", "Round bag", "Budi")
    assert read_consent(found.consent) == facts.consent
    history.undo(catalogue)
    assert on(catalogue, bag)[0] == first


def test_all_photos_of_products_get_a_photographer_and_a_consent(catalogue: Catalogue, bag: int) -> None:
    other = editing.create(catalogue, PRODUCT, {"name_id": "Topi pandan", "code": "KRY-0013"})
    photos.attach(catalogue, other, [(photo(1), "b.jpg"), (photo(3), "d.jpg")])
    assert photos.set_rights(catalogue, [bag, other], credit="Budi") == 4  # one of them is on both
    assert photos.set_rights(catalogue, [bag, other], consent=Consent("Bu Sari")) == 4
    assert {p.credit for p in on(catalogue, bag) + on(catalogue, other)} == {"Budi"}
    missing = {gap.code for gap in readiness.standing(catalogue, bag)[Gate.SHOWCASE].gaps}
    assert "no_consent" not in missing
    history.undo(catalogue)
    assert "no_consent" in {gap.code for gap in readiness.standing(catalogue, bag)[Gate.SHOWCASE].gaps}


def test_how_a_product_stands_counts_rules_and_names_what_is_missing(catalogue: Catalogue, bag: int) -> None:
    standing = readiness.standing(catalogue, bag)
    assert (standing[Gate.SHOWCASE].asked, standing[Gate.EXPORT].asked) == (10, 12)
    for stands in standing.values():
        assert stands.met == stands.asked - len({gap.rule for gap in stands.gaps})
    assert readiness.standing(catalogue, 999) == {}


def test_what_is_culled_comes_with_its_products_and_the_best_of_a_few_first(catalogue: Catalogue, bag: int) -> None:
    other = editing.create(catalogue, PRODUCT, {"name_id": "Topi pandan", "code": "KRY-0013"})
    photos.attach(catalogue, other, [(photo(3, (1600, 1200)), "d.jpg")])
    found = culling.photos_to_cull(catalogue, [other, bag])
    assert [(shown.code, shown.name) for shown in found][:2] == [("KRY-0013", "Topi pandan"), ("KRY-0012", "Tas rotan")]
    assert len(found) == 4
    best = culling.best_first(shown.photo for shown in found)
    assert best[0] == found[0].photo  # the others are too small


def test_a_photo_that_is_cropped_small_is_a_small_one_for_readiness(catalogue: Catalogue) -> None:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Topi pandan", "code": "KRY-0014"})
    photos.attach(catalogue, product, [(photo(3, (1600, 1200)), "d.jpg")])
    codes = {gap.code for gap in readiness.standing(catalogue, product)[Gate.SHOWCASE].gaps}
    assert "small_photo" not in codes
    photos.set_edit(catalogue, on(catalogue, product)[0].link_id, PhotoEdit(90, (0, 0, 5000, 5000)))
    codes = {gap.code for gap in readiness.standing(catalogue, product)[Gate.SHOWCASE].gaps}
    assert "small_photo" in codes
