"""Pictures of an import in every form: cells that name files, links, pictures from the web, several in a row."""

import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from workbook_files import CELL, relations_xml, sheet_xml, workbook_parts, write_parts

from tests.integration.import_desk import only, photo, plan_only, products, run, write_xlsx
from tradehouse.exchange.reading import open_workbook
from tradehouse.services import browsing, culling
from tradehouse.services.catalogue import Catalogue

HEADER = ("Nama Produk", "Foto", "Harga")
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</xdr:wsDr>'
)
ANCHOR = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx='9525' cy='9525'/><xdr:pic><xdr:blipFill>{2}</xdr:blipFill>"
    "</xdr:pic></xdr:oneCellAnchor>"
)


def names_of(catalogue: Catalogue, query: str) -> list[str]:
    """Return what the files of a product's photos were called, in the order of the photos."""
    return [p.original_name for p in browsing.photos_of(catalogue, only(products(catalogue, query)).id)]


def put(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo(size=40 + number))


def rows_xml(*rows: tuple[str, ...]) -> str:
    found = ""
    for number, cells in enumerate(rows, 1):
        texts = "".join(
            cell if cell.startswith("<c") else CELL.format(place=f"{'ABCDEF'[at]}{number}", text=cell)
            for at, cell in enumerate(cells)
        )
        found += f'<row r="{number}">{texts}</row>'
    return found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("KRY-01.png", ["KRY-01.png"]),
        (r"D:\Foto Produk\2024\KRY-01.png", ["KRY-01.png"]),
        (r"\\server\bagi\KRY-01.png", ["KRY-01.png"]),
        ("foto/tas merah.JPG", ["tas merah.jpg"]),
        ("foto/tas merah.jpg; KRY-01.png", ["tas merah.jpg", "KRY-01.png"]),
        ("KRY-01.png, tas merah.jpg", ["KRY-01.png", "tas merah.jpg"]),
        ("tas, biru.jpg", ["tas, biru.jpg"]),
        ("tas merah.jpg\nKRY-01.png", ["tas merah.jpg", "KRY-01.png"]),
        ("file:///D:/foto/tas%20merah.jpg", ["tas merah.jpg"]),
        ("b/sama.jpg", ["sama.jpg"]),
    ],
)
def test_a_cell_names_the_photos_that_came_with_the_workbook(
    catalogue: Catalogue, tmp_path: Path, cell: str, found: list[str]
) -> None:
    folder = tmp_path / "kiriman"
    put(folder, "foto/KRY-01.png", "foto/tas merah.jpg", "foto/tas, biru.jpg", "a/sama.jpg", "b/sama.jpg")
    write_xlsx(folder / "daftar.xlsx", {"Produk": [HEADER, ("Tas A", cell, 50_000), ("Tas B", "tidak", 60_000)]})
    report = run(catalogue, folder, supplier="X")
    assert names_of(catalogue, '"Tas A"') == found
    assert report.photos["attached"] == len(found)
    assert run(catalogue, folder, supplier="X").photos["attached"] == 0


def test_of_two_files_of_one_name_the_path_tells_which(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    put(folder, "a/sama.jpg", "b/sama.jpg")
    rows = [HEADER, ("Tas A", r"X:\foto\b\sama.jpg", 50_000), ("Tas B", "a/sama.jpg", 60_000)]
    write_xlsx(folder / "daftar.xlsx", {"Produk": rows})
    run(catalogue, folder, supplier="X")
    sizes = [browsing.photos_of(catalogue, only(products(catalogue, f'"Tas {n}"')).id)[0].width for n in "AB"]
    assert sizes == [41, 40]


def test_photos_in_a_zip_are_named_by_cells_too(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "daftar.xlsx", {"Produk": [HEADER, ("Tas A", "IMG_1.jpg", 50_000)]})
    with zipfile.ZipFile(tmp_path / "semua.zip", "w") as out:
        out.write(book, "daftar.xlsx")
        out.writestr("foto/IMG_1.jpg", photo())
    report = run(catalogue, tmp_path / "semua.zip", supplier="X")
    assert report.photos == {"found": 1, "attached": 1, "unmatched": 0, "refused": 0}
    assert names_of(catalogue, "tas") == ["IMG_1.jpg"]


@pytest.mark.parametrize(
    ("cell", "attached"),
    [("dekat.jpg", 1), ("foto/bawah.jpg", 1), (r"C:\x\foto\bawah.jpg", 1), ("../luar.jpg", 0), ("{}/luar.jpg", 0), ("tak ada.jpg", 0)],
)  # fmt: skip
def test_beside_a_lone_workbook_only_its_folder_is_looked_into(
    catalogue: Catalogue, tmp_path: Path, cell: str, attached: int
) -> None:
    put(tmp_path, "luar.jpg", "di sini/dekat.jpg", "di sini/foto/bawah.jpg")
    rows = [HEADER, ("Tas A", cell.format(tmp_path), 50_000)]
    book = write_xlsx(tmp_path / "di sini" / "daftar.xlsx", {"Produk": rows})
    report = run(catalogue, book, supplier="X")
    assert report.photos == {"found": 1, "attached": attached, "unmatched": 1 - attached, "refused": 0}
    told = [w for w in report.warnings if w.code == "photo_unmatched"]
    assert len(told) == 1 - attached
    assert all(w.row == 2 and ".jpg" in w.message.text("en") for w in told)


def test_a_link_out_of_the_folder_is_not_followed(catalogue: Catalogue, tmp_path: Path) -> None:
    put(tmp_path, "luar.jpg")
    (tmp_path / "di sini").mkdir()
    try:
        (tmp_path / "di sini" / "pintas.jpg").symlink_to(tmp_path / "luar.jpg")
    except OSError:
        pytest.skip("this system makes no links for everybody")
    book = write_xlsx(tmp_path / "di sini" / "daftar.xlsx", {"Produk": [HEADER, ("Tas A", "pintas.jpg", 50_000)]})
    assert run(catalogue, book, supplier="X").photos["unmatched"] == 1


def test_links_to_files_name_photos(catalogue: Catalogue, tmp_path: Path) -> None:
    put(tmp_path, "foto/satu.jpg", "foto/dua.jpg")
    formula = '<c r="B3" t="str"><f>HYPERLINK("foto\\dua.jpg","lihat")</f><v>lihat</v></c>'
    rows = rows_xml(HEADER, ("Tas A", "lihat", "50000"), ("Tas B", formula, "60000"))
    after = '<hyperlinks><hyperlink ref="B2" r:id="rId1" display="lihat"/></hyperlinks>'
    links = relations_xml({"rId1": ("hyperlink", quote("foto/satu.jpg"))}).replace("/>", ' TargetMode="External"/>')
    parts = workbook_parts(sheet_xml(rows, after=after)) | {"xl/worksheets/_rels/sheet1.xml.rels": links}
    book = write_parts(tmp_path / "daftar.xlsx", parts)
    assert run(catalogue, book, supplier="X").photos["attached"] == 2
    assert names_of(catalogue, '"Tas A"') == ["satu.jpg"]
    assert names_of(catalogue, '"Tas B"') == ["dua.jpg"]


def test_addresses_on_the_web_are_notes(catalogue: Catalogue, tmp_path: Path) -> None:
    formula = '<c r="B3"><f>_xlfn.IMAGE("https://toko.example/b.jpg?a=1&amp;b=2","tas")</f></c>'
    rows = rows_xml(HEADER, ("Keranjang", "https://toko.example/a.jpg", "50000"), ("Selendang", formula, "60000"))
    book = write_parts(tmp_path / "daftar.xlsx", workbook_parts(sheet_xml(rows)))
    report = run(catalogue, book, supplier="X")
    assert report.photos["found"] == 0
    assert "https://toko.example/a.jpg" in str(only(products(catalogue, "keranjang"))["notes"])
    assert "https://toko.example/b.jpg?a=1&b=2" in str(only(products(catalogue, "selendang"))["notes"])


def test_several_pictures_of_a_row_come_in_order(catalogue: Catalogue, tmp_path: Path) -> None:
    blip = '<a:blip r:embed="{}"/>'
    drawing = DRAWING.format(
        ANCHOR.format(4, 1, blip.format("rId3"))
        + ANCHOR.format(1, 1, blip.format("rId1"))
        + ANCHOR.format(2, 1, blip.format("rId2"))
        + ANCHOR.format(5, 1, blip.format("rId1"))
        + ANCHOR.format(5, 1, '<a:blip r:link="rId9"/>')
    )
    related = {f"rId{n}": ("image", f"../media/{n}.jpg") for n in (1, 2, 3)}
    outside = relations_xml({"rId9": ("image", "file:///C:/foto/x.jpg")}).replace("/>", ' TargetMode="External"/>')
    parts = workbook_parts(sheet_xml(rows_xml(HEADER, ("Tas A", "", "50000")))) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml(
            {"rId1": ("drawing", "../drawings/drawing1.xml"), "rId2": ("image", "../media/1.jpg"), "rId3": ("vmlDrawing", "../drawings/kop.vml")}
        ),
        "xl/drawings/drawing1.xml": drawing,
        "xl/drawings/_rels/drawing1.xml.rels": relations_xml(related).replace(
            "</Relationships>", outside[outside.index("<Relationship ") :]
        ),
        "xl/drawings/kop.vml": '<xml><v:shape id="LH"><v:imagedata o:relid="rId1" o:title="logo"/></v:shape></xml>',
        "xl/drawings/_rels/kop.vml.rels": relations_xml({"rId1": ("image", "../media/2.jpg")}),
        **{f"xl/media/{n}.jpg": photo(size=50 + n) for n in (1, 2, 3)},
    }  # fmt: skip
    book = write_parts(tmp_path / "daftar.xlsx", parts)
    report = run(catalogue, book, supplier="X")
    assert report.photos == {"found": 5, "attached": 3, "unmatched": 1, "refused": 0}
    product = only(products(catalogue, "tas"))
    photos = browsing.photos_of(catalogue, product.id)
    assert [(p.width, p.role) for p in photos] == [(51, "main"), (52, "detail"), (53, "detail")]
    codes = [w.code for w in report.warnings if w.field == "photo"]
    assert codes == ["pictures_behind", "photo_linked"]


def test_a_picture_that_the_web_function_kept_is_taken(tmp_path: Path) -> None:
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    cell = '<c r="B2" t="e" vm="1"><f>_xlfn.IMAGE("https://toko.example/a.png")</f><v>#VALUE!</v></c>'
    names = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts = workbook_parts(sheet_xml(rows_xml(HEADER, ("Tas A", cell, "50000")))) | {
        "xl/metadata.xml": (
            '<metadata><metadataTypes><metadataType name="XLRICHVALUE"/></metadataTypes>'
            '<futureMetadata name="XLRICHVALUE"><bk><extLst><ext><x:rvb xmlns:x="y" i="0"/></ext></extLst></bk></futureMetadata>'
            '<valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
        ),
        "xl/richData/rdrichvalue.xml": f'<rvData xmlns="{rich}"><rv s="0"><v>0</v><v>1</v></rv></rvData>',
        "xl/richData/rdrichvaluestructure.xml": (
            f'<rvStructures xmlns="{rich}"><s t="_webimage"><k n="WebImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>'
        ),
        "xl/richData/rdRichValueWebImage.xml": (
            f'<webImagesSrd xmlns="{rich}2" {names}><webImageSrd><address r:id="rId1"/><blip r:id="rId2"/></webImageSrd></webImagesSrd>'
        ),
        "xl/richData/_rels/rdRichValueWebImage.xml.rels": relations_xml({"rId2": ("image", "../media/image1.png")}),
        "xl/media/image1.png": photo(),
    }
    with open_workbook(write_parts(tmp_path / "a.xlsx", parts)) as workbook:
        assert [(p.row, p.column, p.kind) for p in workbook.pictures("Produk")] == [(2, 2, "cell")]
        sheet = workbook.sheet("Produk")
    assert sheet.errors == {}
    assert sheet.rows[1][1] == "https://toko.example/a.png"


def test_pictures_on_a_sheet_that_is_not_taken_are_told(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "a.xlsx",
        {"Galeri": [], "Produk": [("Nama Produk", "Harga"), ("Tas A", 50_000)]},
        pictures={"A2": photo("red"), "C9": photo("blue")},
    )
    report = plan_only(catalogue, book, supplier="X")
    assert report.photos == {"found": 2, "attached": 0, "unmatched": 2, "refused": 0}
    assert [(w.sheet, w.code) for w in report.warnings if w.field == "photo"] == [("Galeri", "photo_unmatched")]


def test_photos_are_measured_when_somebody_compares_them(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    put(folder, "a.jpg")
    (folder / "terpotong.jpg").write_bytes(photo("blue", 400)[:-40])
    (folder / "potong.jpg").write_bytes(photo("green", 900)[:900])
    rows = [HEADER, ("Tas A", "a.jpg; terpotong.jpg; potong.jpg", 50_000)]
    write_xlsx(folder / "daftar.xlsx", {"Produk": rows})
    report = run(catalogue, folder, supplier="X")
    # what does not end as it should is decoded at once, and refused where too little came
    assert report.photos == {"found": 3, "attached": 2, "unmatched": 0, "refused": 1}
    photos = browsing.photos_of(catalogue, only(products(catalogue, "tas")).id)
    assert [p.brightness is None for p in photos] == [True, False]
    assert culling.measure_missing(catalogue, photo_ids=[p.photo_id for p in photos]) == 1
    photos = browsing.photos_of(catalogue, only(products(catalogue, "tas")).id)
    assert all(p.brightness is not None for p in photos)
    assert culling.measure_missing(catalogue) == 0


def test_a_picture_twice_as_high_as_its_row_is_of_the_row_in_which_it_begins(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    rows = [["Nama Produk", "Harga", "Foto"], ["Tas", 5000, None], ["Topi", 6000, None], ["Tikar", 7000, None]]
    file = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}, pictures={"C2": photo("red"), "C3": photo("blue")}, high=40)  # fmt: skip
    run(catalogue, file, supplier="X")
    assert {p["name_id"]: p["photo_count"] for p in products(catalogue)} == {"Tas": 1, "Topi": 1, "Tikar": 0}
