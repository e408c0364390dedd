"""What a column's heading means."""

from decimal import Decimal

import pytest

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, translator
from tradehouse.exchange.headings import candidates, heading_factor, plain_heading


def first(heading: str) -> str:
    found = candidates(heading)
    return found[0].target if found else ""


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Nama Produk *", "nama produk"),
        ("Harga_Jual (Rp)", "harga jual rp"),
        ("stokMinimal", "stok minimal"),
        ("  NAMA\nPERUSAHAAN ", "nama perusahaan"),
        ("Catégorie", "categorie"),
    ],
)
def test_case_accents_punctuation_and_camel_case_do_not_matter(heading: str, plain: str) -> None:
    assert plain_heading(heading) == plain


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("NAMA PRODUK", "product.name_id"),
        ("Nama Barang (wajib diisi)", "product.name_id"),
        ("Product name", "product.name_id"),
        ("SKU", "product.code"),
        ("Kode Smesco", "product.code"),
        ("kode", "product.supplier_code"),
        ("No. Katalog", "product.supplier_code"),
        ("harga_ecer", "product.price_idr"),
        ("Harga Jual per pcs (Rp)", "product.price_idr"),
        ("HPP", "product.cost_idr"),
        ("het", "product.price_idr"),
        ("diskon", "product.promo"),
        ("Image URL", "product.image_url"),
        ("NAMA PEMILIK/ KONTAK PERSON", "supplier.owner"),
        ("TENAGA KERJA(L)", "supplier.employees_men"),
        ("NILAI INVESTASI (Rp.000)", "supplier.capital_idr"),
        ("penjualan_rata_pertahun", "supplier.sales_idr"),
        ("No. PIRT", "permit.pirt"),
        ("Halal", "permit.halal"),
        ("IUMK", "permit.iumk"),
    ],
)
def test_headings_of_real_sheets_find_their_field(heading: str, target: str) -> None:
    assert first(heading) == target


@pytest.mark.parametrize("heading", ["", "x", "stokMinimal", "PDRB", "Funnel", "jumlash_tenaga_kerja", "NILAI BB/BP"])
def test_what_is_not_known_is_not_guessed(heading: str) -> None:
    assert candidates(heading) == ()


def test_a_typing_error_is_forgiven_with_less_confidence() -> None:
    found = candidates("Nama Produkk")
    assert found[0].target == "product.name_id"
    assert found[0].confidence < 0.95
    assert candidates("Nama Produk")[0].confidence > 0.95


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("kind", list(CATALOGUE_KINDS))
def test_every_label_that_an_export_writes_is_understood(kind: RecordKind, language: str) -> None:
    for field in fields(kind).values():
        if field.worked_out:
            continue
        label = translator(language).gettext(field.label)
        targets = {c.target for c in candidates(label)}
        assert f"{kind}.{field.key}" in targets, label


@pytest.mark.parametrize(
    ("heading", "unit", "factor"),
    [
        ("Nilai investasi (Rp.000)", "Rp", "1000"),
        ("Omzet (ribuan)", "Rp", "1000"),
        ("Omzet (juta Rp)", "Rp", "1000000"),
        ("Harga (Rp)", "Rp", "1"),
        ("Panjang (mm)", "cm", "0.1"),
        ("Berat (kg)", "g", "1000"),
        ("Masa simpan (bulan)", "days", "30"),
        ("Berat (g)", "g", "1"),
    ],
)
def test_a_unit_in_brackets_multiplies_the_column(heading: str, unit: str, factor: str) -> None:
    assert heading_factor(heading, unit) == Decimal(factor)
