"""PDF for buyers and shelves: what they say, in which language, on how many pages, and what they never say."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from tests.integration.export_desk import COST, HOUSE_TEXTS, SECRET_NUMBER, TODAY, filled_catalogue
from tradehouse.domain.cost_steps import DeliveryTerm
from tradehouse.domain.errors import Cancelled, StorageProblem, UserError
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query, Term
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents import KINDS, TAG_SIZES, write_pdf
from tradehouse.services.exporting import ExportOptions, ExportReport


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with filled_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
            yield opened


def pages(path: Path) -> list[str]:
    """Return the text of each page, every run of white space as one space."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(" ".join(text_page.get_text_range().split()))
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def written(
    catalogue: Catalogue, tmp_path: Path, kind: str, options: ExportOptions, **more: str
) -> tuple[ExportReport, list[str]]:
    out = tmp_path / f"{kind}.pdf"
    report = write_pdf(catalogue, out, kind, options, **more)
    return report, pages(out)


def test_a_catalogue_has_a_cover_and_articles_with_prices_and_a_footer(catalogue: Catalogue, tmp_path: Path) -> None:
    report, (cover, *others) = written(
        catalogue, tmp_path, "catalogue", ExportOptions("", buyer="Žluťoučký Kůň ApS", margin=Decimal("0.30"))
    )
    goods = " ".join(others)
    assert (report.layout, report.rows, report.photos) == ("catalogue", 5, 2)
    assert "Product catalogue" in cover
    assert "Nusantara Trading House" in cover
    assert "Prepared for Žluťoučký Kůň ApS" in cover
    assert report.reference in cover
    assert "Page" not in cover
    assert "Round rattan bag" in goods
    assert "USD 10.00 / PC" in goods
    assert "FOB Tanjung Priok" in goods
    assert "Min. order 48 PC" in goods
    assert "Price on request" in goods  # of the bowl without a price
    assert "photo to follow" in goods
    assert re.search(rf"Ref {report.reference} · Prices valid until .* Page 2 of 3", goods)
    assert "Handicrafts" in goods
    assert "Other products" in goods  # what has no category comes last
    assert goods.index("Handicrafts") < goods.index("Food") < goods.index("Other products")
    assert "Produk lama" not in goods
    assert [remark.code for remark in report.left_out] == ["KRY-0004"]


def test_a_catalogue_for_a_showcase_is_indonesian_and_in_rupiah(catalogue: Catalogue, tmp_path: Path) -> None:
    _report, (cover, *others) = written(
        catalogue, tmp_path, "catalogue", ExportOptions("showcase", event="Pameran Kerajinan")
    )
    goods = " ".join(others)
    assert "Katalog produk" in cover
    assert "Acara Pameran Kerajinan" in cover
    assert "FOB" not in cover
    assert "Rp 185.000" in goods
    assert "USD" not in goods
    assert "Anyam Jaya" in goods
    assert "Halaman 3 dari 3" in goods


def test_a_list_says_which_pdf_suits_it(catalogue: Catalogue, tmp_path: Path) -> None:
    chosen = [("showcase", "catalogue"), ("export", "line-sheet")]
    for layout, kind in chosen:
        assert write_pdf(catalogue, tmp_path / "x.pdf", "", ExportOptions(layout)).layout == kind


def test_a_line_sheet_has_its_terms_and_a_line_for_each_article(catalogue: Catalogue, tmp_path: Path) -> None:
    options = ExportOptions("export", margin=Decimal("0.30"), ids=[1, 2])
    report, (page,) = written(catalogue, tmp_path, "line-sheet", options)
    assert report.rows == 2
    assert "FOB Tanjung Priok, Jakarta (Incoterms 2020)" in page
    assert "30 % T/T deposit" in page
    assert re.search(r"KRY-0001 Round rattan bag .*20 × 20.5 cm PC 10.00 48 24 30", page)
    assert re.search(r"MKN-0001 Gayo coffee BPOM .*; Halal 250 g PACK 4.66 100", page)
    assert "95,000" not in page  # the retail price


def test_a_line_sheet_shows_three_terms_beside_each_other(catalogue: Catalogue, tmp_path: Path) -> None:
    terms = (DeliveryTerm("FOB", "Tanjung Priok"), DeliveryTerm("CIF", "Rotterdam"), DeliveryTerm("EXW", "Bantul"))
    options = ExportOptions("export", terms=terms, ids=[1], language="id")
    _report, (page,) = written(catalogue, tmp_path, "line-sheet", options)
    for term in ("FOB Tanjung Priok", "CIF Rotterdam", "EXW Bantul"):
        assert term in page
    document = pypdfium2.PdfDocument(tmp_path / "line-sheet.pdf")
    width, height = document[0].get_size()
    document.close()
    assert width > height


@pytest.mark.parametrize("size", TAG_SIZES)
@pytest.mark.parametrize("base", ["", "export"])
def test_price_tags_say_the_retail_price_and_leave_room_where_there_is_none(
    catalogue: Catalogue, tmp_path: Path, size: str, base: str
) -> None:
    options = ExportOptions(base, language="id")
    report, (page,) = written(catalogue, tmp_path, "price-tags", options, tag_size=size)
    assert report.rows == 5
    assert "Tas rotan bundar" in page
    assert "Rp 185.000" in page
    assert "KRY-0003" in page
    assert "Rp 0" not in page
    assert {remark.code for remark in report.unpriced} == {"KRY-0003", "LLL-0001"}


def test_a_specification_is_one_page_for_each_article(catalogue: Catalogue, tmp_path: Path) -> None:
    _report, (bag, coffee, *others) = written(
        catalogue, tmp_path, "specification", ExportOptions("", ids=[1, 2, 3, 4, 6])
    )
    assert len(others) == 3
    for said in ("HS code 460212", "62.5 × 42.3 × 44.7", "CBM per carton 0.1182", "Second price from (units) 240"):
        assert said in bag
    assert "ID11110000012340521" in coffee
    assert "No expiry" in coffee
    assert "MD 867211045678" in coffee
    assert "LAPSED-1" not in "".join([bag, coffee, *others])
    assert "APPLIED-1" not in "".join([bag, coffee, *others])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("base", ["export", "showcase"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_house_data_is_in_no_pdf(catalogue: Catalogue, tmp_path: Path, kind: str, base: str, language: str) -> None:
    options = ExportOptions(base, language=language, margin=Decimal("0.30"), buyer="北欧商会 شركة النور")
    _report, texts = written(catalogue, tmp_path, kind, options)
    text = " ".join(texts).lower()
    assert "kry-0001" in text  # the text can be read at all
    document = pypdfium2.PdfDocument(tmp_path / f"{kind}.pdf")
    text += " ".join(document.get_metadata_dict().values()).lower()
    document.close()
    raw = (tmp_path / f"{kind}.pdf").read_bytes()
    assert "secret" not in text
    assert not [told for told in HOUSE_TEXTS.values() if told.lower() in text]
    figures = re.sub(r"[.,\s]", "", text)
    for number in (SECRET_NUMBER, SECRET_NUMBER + 1, int(COST)):
        assert str(number) not in figures
    assert "16000" not in figures  # the rate
    assert b"SECRET" not in raw
    assert b"Exif" not in raw
    assert b"Sari" not in raw
    assert str(tmp_path).encode() not in raw


def test_the_same_data_make_the_same_file(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradehouse.services.exporting.terms.new_uid", lambda: "0" * 32)
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for out in files:
        write_pdf(catalogue, out, "catalogue", ExportOptions("export"))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_chosen_makes_a_page_that_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    query = Query(terms=(Term("category", frozenset({"mesin"})),))
    for kind in KINDS:
        report, texts = written(catalogue, tmp_path, kind, ExportOptions("export", query=query, language="id"))
        assert report.rows == 0
        assert "Tidak ada produk dalam pilihan ini." in texts[-1]


def test_what_the_gate_leaves_out_is_in_no_pdf(catalogue: Catalogue, tmp_path: Path) -> None:
    report, texts = written(catalogue, tmp_path, "line-sheet", ExportOptions("export", unready="leave-out"))
    assert report.rows + len(report.left_out) == 6
    for remark in report.left_out:
        assert remark.code not in texts[0]


def test_a_pdf_is_issued_like_a_workbook_where_somebody_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    assert write_pdf(catalogue, tmp_path / "a.pdf", "line-sheet", ExportOptions("export")).offer_id is None
    report, (page,) = written(catalogue, tmp_path, "line-sheet", ExportOptions("export", issue=True, ids=[1]))
    assert report.offer_id is not None
    assert report.reference in page


@pytest.mark.parametrize(
    ("kind", "layout", "name", "code"),
    [
        ("poster", "export", "x.pdf", "unknown_layout"),
        ("catalogue", "full", "x.pdf", "not_for_buyers"),
        ("catalogue", "export", "x.xlsx", "not_pdf"),
    ],
)
def test_what_makes_no_sense_is_refused(
    catalogue: Catalogue, tmp_path: Path, kind: str, layout: str, name: str, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        write_pdf(catalogue, tmp_path / name, kind, ExportOptions(layout))
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_written_stays_as_it_is(catalogue: Catalogue, tmp_path: Path) -> None:
    out = tmp_path / "kept.pdf"
    out.write_bytes(b"old")
    out.chmod(0o444)
    with pytest.raises(StorageProblem):
        write_pdf(catalogue, out, "catalogue", ExportOptions("export"))
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.pdf"]


def test_cancelled_means_nothing_happened(catalogue: Catalogue, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_pdf(catalogue, tmp_path / "x.pdf", "catalogue", ExportOptions("export"), progress)
    assert not list(tmp_path.iterdir())


def test_the_day_of_the_document_is_in_its_properties(catalogue: Catalogue, tmp_path: Path) -> None:
    write_pdf(catalogue, tmp_path / "x.pdf", "specification", ExportOptions("export"))
    document = pypdfium2.PdfDocument(tmp_path / "x.pdf")
    properties = document.get_metadata_dict()
    document.close()
    assert properties["Title"] == "Product specification"
    assert properties["Author"] == "Nusantara Trading House"
    assert f"{TODAY:%Y%m%d}" in properties["CreationDate"]


def test_texts_of_any_length_stay_in_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    long = {
        "name_en": "Superlangername" * 20, "description_en": "A long description. " * 100, "story_en": "Once " * 600,
        "material_en": "rattan, wood, " * 80, "technique_en": "woven, " * 80, "storage_en": "dry, " * 80,
    }  # fmt: skip
    with filled_catalogue(tmp_path / "catalogue") as catalogue:
        with catalogue.writing("Long texts") as work:
            work.update("product", 1, long)
        for kind in KINDS:
            options = ExportOptions("export", ids=[1], buyer="A buyer with a long name " * 12)
            _report, texts = written(catalogue, tmp_path, kind, options)
            assert len(texts) == (2 if kind == "catalogue" else 1), kind
            assert "…" in texts[-1]
