"""Headings as suppliers, wholesalers and service centres write them, and what each means first."""

import pytest

from tradehouse.exchange.headings import candidates, heading_currency, heading_price_unit

# A heading that may be one field or several (a size, a content) is listed by the one; its values decide.
HEADINGS: dict[str, tuple[str, ...]] = {
    "product.price_idr": (
        "Hrg. Jual (Rp)*",
        "Harga Jual/pcs",
        "Harga Satuan (Rp)",
        "Hrg Satuan",
        "Harga Eceran Tertinggi",
        "H. Jual",
        "HARGA JUAL (Rp.)",
        "Harga per unit",
        "Harga Konsumen",
        "Harga per lusin (Rp)",
        "Harga/kodi",
        "Hrg/kg",
        "HargaJual",
    ),
    "product.name_id": (
        "NAMA  PRODUK",
        "Nm. Barang",
        "Nama Brg",
        "Nama Barang / Produk",
        "Nama Produk/Jasa",
        "NAMA PRODUK UNGGULAN",
        "Produk yang Dihasilkan",
        "Product Name *",
        "Item Description",
        "Nama Item",
        "nama_produk",
        "Prodúk",
        "Nama Produk (wajib diisi)*",
    ),
    "product.weight_g": (
        "Berat (gr)",
        "Berat Kotor (gr)",
        "Berat Produk (gram)",
        "Berat Satuan (kg)",
        "Berat kg",
    ),
    "product.size_text": (
        "P x L x T (cm)",
        "Ukuran (cm)",
        "Dimensi (PxLxT)",
        "DIMENSI PRODUK (P x L x T) cm",
    ),
    "supplier.regency": (
        "Kab./Kota",
        "Kabupaten / Kota",
        "KAB/KOTA",
        "Kota/Kab",
        "Kab/Kota, Provinsi",
        "Kota/Provinsi",
    ),
    "supplier.phone": (
        "No HP/WA",
        "No. Telp/HP",
        "No. Telepon / WA",
        "Nomor Telepon",
        "No Handphone",
        "Telp./Fax.",
    ),
    "product.export_price": (
        "Price (USD)",
        "Harga (USD)",
        "FOB Price (US$)",
        "Harga $",
    ),
    "product.category": (
        "Jenis Produk",
        "Kategori/Sub Kategori",
        "Kelompok Produk",
        "Golongan Barang",
    ),
    "product.supplier_code": (
        "Kd. Barang",
        "Kode Brg",
        "Kode Artikel",
        "No. Artikel",
        "Kode PLU",
    ),
    "product.code": (
        "Kode SKU",
        "SKU Induk",
        "Item No.",
    ),
    "product.gtin": (
        "Barcode/EAN",
        "No. Barcode",
        "Kode Barcode",
        "EAN-13",
    ),
    "product.brand": (
        "Merek/Brand",
        "Nama Merk",
    ),
    "product.description_id": (
        "Deskripsi Barang",
        "Keterangan Produk",
        "Spesifikasi Teknis",
        "Deskripsi / Keunggulan Produk",
    ),
    "product.material": (
        "Bahan Baku Utama",
        "Bahan / Material",
    ),
    "product.ingredients": ("Komposisi Bahan",),
    "product.colour": ("Warna Produk",),
    "split.carton_size": (
        "Ukuran Karton",
        "Ukuran Dus (cm)",
        "CTN Size (cm)",
    ),
    "product.net_content": (
        "Berat bersih/Isi",
        "Netto (gr)",
        "Berat Bersih (gram)",
        "Net Weight",
        "Isi Bersih/Netto",
    ),
    "product.length_cm": (
        "Panjang (mm)",
        "Panjang cm",
    ),
    "product.width_cm": ("Lebar Produk",),
    "product.height_cm": ("Tinggi (Cm)",),
    "product.unit": (
        "Satuan Barang",
        "Sat.",
        "Stn",
        "UOM",
    ),
    "product.wholesale_idr": (
        "Harga Distributor",
        "Harga Reseller (Rp)",
        "Harga Grosir min 12 pcs",
        "Harga Agen",
    ),
    "product.cost_idr": (
        "Harga Beli (Rp)",
        "Hrg Beli",
        "H. Pokok",
        "Harga Pokok Produksi",
        "HPP (Rp)",
        "Harga Dasar",
    ),
    "product.promo": ("Harga Promo (Rp)",),
    "product.moq": (
        "Min. Order (pcs)",
        "Minimal Pemesanan",
        "Minimum Order Quantity",
        "MOQ",
    ),
    "product.qty_per_carton": (
        "Isi per Dus",
        "Isi/Karton",
        "Isi / Dus (pcs)",
        "Qty/Carton",
        "Pcs/Ctn",
        "Kuantitas per Karton",
    ),
    "product.stock": (
        "Stok Barang",
        "Jml Stok",
        "Sisa Stock",
    ),
    "product.capacity_per_month": (
        "Kapasitas Produksi/Bulan",
        "Kapasitas Produksi per Bulan (pcs)",
    ),
    "product.lead_time_days": (
        "Lama Pengerjaan (hari)",
        "Lama Produksi",
    ),
    "product.shelf_life_days": (
        "Masa Kadaluarsa",
        "Masa Simpan (bulan)",
        "Daya Tahan",
    ),
    "product.photo": (
        "Foto Produk",
        "Gambar",
    ),
    "product.image_url": ("Link Foto",),
    "product.hs_code": (
        "HS Code",
        "Kode HS / Pos Tarif",
    ),
    "supplier.name": (
        "Nama UMKM",
        "Nama Usaha",
        "Nama Perusahaan/UMKM",
        "NAMA IKM",
        "Nama Toko",
        "Nama Kelompok/UKM",
        "Nama Koperasi",
        "Nama Brand / Usaha",
    ),
    "supplier.owner": (
        "Nama Pelaku Usaha",
        "Nama Pemilik",
        "Pemilik Usaha",
        "Nama Pengusaha",
        "Penanggung Jawab",
        "Nama Pimpinan",
        "NAMA\nPEMILIK",
    ),
    "supplier.contact": (
        "Contact Person",
        "Nama PIC",
        "CP",
    ),
    "supplier.whatsapp": (
        "No. WhatsApp",
        "Nomor WA Aktif",
    ),
    "supplier.email": (
        "Alamat Email",
        "E-mail",
        "Email/Website",
    ),
    "supplier.address": (
        "Alamat Usaha",
        "Alamat Lengkap Usaha",
        "Alamat Produksi",
    ),
    "supplier.address_part": (
        "Kel./Desa",
        "Desa/Kelurahan",
    ),
    "supplier.district": (
        "Kec.",
        "Kecamatan/Kapanewon",
    ),
    "supplier.province": (
        "Prov.",
        "Propinsi",
    ),
    "supplier.nib": (
        "N.I.B",
        "No. NIB",
        "Nomor Induk Berusaha (NIB)",
        "NIB/IUMK",
    ),
    "supplier.npwp": ("NPWP Usaha",),
    "supplier.legal_form": (
        "Bentuk Usaha",
        "Badan Hukum",
    ),
    "supplier.sector": (
        "Bidang Usaha",
        "Jenis Usaha",
        "Sektor Usaha",
    ),
    "supplier.kbli": ("Kode KBLI",),
    "supplier.scale": (
        "Skala Usaha (Mikro/Kecil/Menengah)",
        "Klasifikasi Usaha",
    ),
    "supplier.founded": (
        "Tahun Berdiri",
        "Thn. Berdiri",
    ),
    "supplier.sales_idr": (
        "Omzet/Tahun (Rp)",
        "Omset per Tahun",
    ),
    "supplier.capital_idr": (
        "Modal Usaha (Rp)",
        "Aset (Rp)",
    ),
    "supplier.employees_men": (
        "Jml. Tenaga Kerja L",
        "Tenaga Kerja Laki-laki",
    ),
    "supplier.employees_women": ("Karyawan Perempuan",),
    "supplier.market_reach": ("Wilayah Pemasaran",),
    "supplier.export_countries": ("Negara Tujuan Ekspor",),
    "supplier.channels": (
        "Instagram",
        "Link Toko Online",
        "Media Sosial (IG/FB)",
    ),
    "permit.bpom_md": (
        "No. Izin Edar",
        "BPOM MD/ML",
    ),
    "permit.pirt": (
        "No P-IRT",
        "Nomor PIRT",
    ),
    "permit.halal": (
        "No. Sertifikat Halal",
        "Sertifikasi Halal",
    ),
    "permit.merek": ("HAKI / Merek",),
    "permit.sni": ("Sertifikat SNI",),
    "certification.expires": (
        "Berlaku s/d",
        "Masa Berlaku s.d.",
        "Tanggal Kadaluarsa",
    ),
    "certification.issued": ("Tgl. Terbit",),
    "product.origin_regency": (
        "Asal (Kab/Kota, Provinsi)",
        "Daerah Asal",
    ),
    "product.origin_province": ("Propinsi Asal",),
    "product.notes": (
        "Ket.",
        "Keterangan",
    ),
    "row.number": ("No Urut",),
}
PAIRS = [(heading, target) for target, headings in HEADINGS.items() for heading in headings]
_FIRM = {"product.supplier": "supplier.name", "certification.supplier": "supplier.name"}


@pytest.mark.parametrize(("heading", "target"), PAIRS)
def test_a_heading_means_its_field(heading: str, target: str) -> None:
    found = candidates(heading)
    assert found
    assert _FIRM.get(found[0].target, found[0].target) == target


@pytest.mark.parametrize(
    "heading",
    ["Jumlah", "Total Harga", "Varian Rasa Lain", "Pendidikan", "Ongkir", "Jumlah Tenaga Kerja", "Agama", "Harga Lama",
     "Tas / Dompet", "Keripik Singkong", "Kapasitas Mesin", "Alamat Kantor Pajak", "Rata-rata"],
)  # fmt: skip
def test_a_heading_that_no_field_has_is_left_alone(heading: str) -> None:
    assert candidates(heading) == ()


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("Price (USD)", "USD"), ("Harga (Rp)", "IDR"), ("FOB US$", "USD"), ("Harga $", "USD"), ("Price/EUR", "EUR"),
     ("Harga", ""), ("Warung", ""), ("Harga SGD", "SGD"), ("Farm price", ""), ("Harga Rupiah", "IDR")],
)  # fmt: skip
def test_a_heading_names_its_money(heading: str, currency: str) -> None:
    assert heading_currency(heading) == currency


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Harga per lusin (Rp)", "lusin"),
        ("Harga/kodi", "kodi"),
        ("Harga Jual / pcs", "pcs"),
        ("Harga", ""),
        ("Omzet per tahun", ""),
    ],
)
def test_a_heading_names_the_unit_of_its_price(heading: str, unit: str) -> None:
    assert heading_price_unit(heading) == unit
