"""The fields of a supplier: an UMKM, a cooperative or a producers' group."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

FIRM, CONTACT, PLACE, BUSINESS, PATH, DESK = (
    N_("Firm"), N_("Contact"), N_("Place"), N_("Business"), N_("Path"), N_("Desk"),
)  # fmt: skip

KINDS = (
    Choice("umkm", N_("UMKM"), ("ukm", "usaha mikro", "ikm", "usaha", "perusahaan")),
    Choice("koperasi", N_("Cooperative"), ("kop", "ksu", "kud", "cooperative")),
    Choice(
        "kelompok",
        N_("Producers' group"),
        ("kub", "poktan", "kelompok tani", "kelompok usaha bersama", "group"),
    ),
)
LEGAL_FORMS = (
    Choice(
        "perorangan",
        N_("Sole trader"),
        ("po", "usaha perorangan", "ud", "individu", "perseorangan", "usaha dagang"),
    ),
    Choice("pt_perorangan", N_("One-person company"), ("ptp", "perseroan perorangan", "pt perorangan")),
    Choice("cv", N_("CV")),
    Choice("firma", N_("Firma"), ("fa",)),
    Choice("pt", N_("PT"), ("perseroan terbatas",)),
    Choice("koperasi", N_("Cooperative"), ("kop",)),
    Choice("kelompok", N_("Group without legal person"), ("kub", "poktan", "kelompok usaha bersama")),
    Choice("yayasan", N_("Foundation")),
    Choice("bumdes", N_("Village enterprise (BUMDes)"), ("bum desa",)),
)
SCALES = (
    Choice("mikro", N_("Micro"), ("usaha mikro", "micro")),
    Choice("kecil", N_("Small"), ("usaha kecil", "small")),
    Choice("menengah", N_("Medium"), ("usaha menengah", "medium")),
    Choice("besar", N_("Large"), ("usaha besar", "large")),
)
REACHES = (
    Choice("regency", N_("Regency"), ("kabupaten", "kab", "kota", "lokal", "kabupaten/kota", "local")),
    Choice("province", N_("Province"), ("provinsi", "regional")),
    Choice("national", N_("National"), ("nasional",)),
    Choice("export", N_("Export"), ("ekspor", "internasional", "luar negeri", "international")),
)
STATUSES = (
    Choice("candidate", N_("Candidate"), ("calon", "prospek")),
    Choice("active", N_("Active"), ("aktif", "mitra", "binaan")),
    Choice("paused", N_("Paused"), ("jeda", "tidak aktif", "nonaktif", "non aktif", "inactive")),
    Choice("closed", N_("Closed"), ("tutup",)),
)
DIGITAL_STAGES = (
    Choice("capacity", N_("1 Capacity of the people"), ("sdm", "kapasitas sdm", "1")),
    Choice("process", N_("2 Business process"), ("proses bisnis", "2")),
    Choice("market", N_("3 Market access"), ("akses pasar", "3")),
    Choice("hero", N_("4 Local hero"), ("pahlawan lokal", "pahlawan digital", "4")),
)
LKPP = (
    Choice("none", N_("Not registered"), ("belum", "tidak", "belum terdaftar")),
    Choice("applied", N_("Applied"), ("proses", "diajukan")),
    Choice("registered", N_("Registered"), ("terdaftar", "ya", "sudah")),
)
KBLI_EDITIONS = (
    Choice("2015", "2015"),
    Choice("2017", "2017"),
    Choice("2020", "2020"),
    Choice("2025", "2025"),
)

T, L, C, I = FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CODE, FieldKind.INTEGER  # noqa: E741

SUPPLIER_FIELDS: tuple[Field, ...] = (
    Field("code", C, N_("Supplier code"), FIRM, ("kode pemasok", "kode umkm", "supplier code"), editable=False, searchable=True, column=True, width=96, max_length=40),
    Field("name", T, N_("Supplier name"), FIRM,
          ("nama umkm", "nama perusahaan", "nama_perusahaan", "nama usaha", "nama pemasok", "nama_pemasok", "pemasok", "umkm", "nama koperasi",
           "supplier", "supplier name", "vendor", "nama ikm", "nama usaha/umkm", "nama", "name", "company", "company name", "principal", "produsen", "nama toko", "nama kelompok", "nama brand usaha", "nama industri", "nama pelaku umkm", "nama badan usaha", "nama kelompok usaha"),
          required=True, searchable=True, column=True, width=230, max_length=300),
    Field("brand", T, N_("Brand"), FIRM, ("merek", "merk", "brand", "merek usaha", "nama merek"), searchable=True),
    Field("kind", FieldKind.CHOICE, N_("Kind"), FIRM, ("jenis", "jenis pemasok", "jenis mitra", "kind"), choices=KINDS, facet=True, column=True, width=100),
    Field("legal_form", FieldKind.CHOICE, N_("Legal form"), FIRM, ("bentuk usaha", "bentuk badan usaha", "badan usaha", "badan hukum", "legal form"), choices=LEGAL_FORMS, width=130),
    Field("register_number", C, N_("Register number"), FIRM, ("no", "no.", "nomor induk", "no induk", "nomor register", "no register", "id umkm", "id_pemasok", "id pemasok", "register number"),
          house_only=True, max_length=40, hint=N_("The number of the firm in the list it came from")),
    Field("nib", C, N_("NIB"), FIRM, ("nib", "nomor induk berusaha", "no nib", "no. nib", "n.i.b", "nib/oss"), searchable=True, house_only=True, max_length=20, hint=N_("13 digits")),
    Field("npwp", C, N_("NPWP"), FIRM, ("npwp", "no npwp", "nomor pokok wajib pajak"), house_only=True, max_length=24, hint=N_("15 or 16 digits")),
    Field("nik_koperasi", C, N_("Cooperative number (NIK)"), FIRM, ("nik koperasi", "nomor induk koperasi"), house_only=True, max_length=24, hint=N_("16 digits, of the cooperative's certificate")),
    Field("members", I, N_("Members"), FIRM, ("jumlah anggota", "anggota", "members"), minimum=0, maximum=10**7, hint=N_("Of a cooperative or a group")),
    Field("owner", T, N_("Owner"), CONTACT, ("pemilik", "nama pemilik", "nama pemilik/kontak person", "nama pemilik/ kontak person", "owner", "ketua", "nama pelaku usaha", "pemilik usaha", "nama pengusaha", "penanggung jawab", "nama pimpinan", "pimpinan", "nama penanggung jawab", "direktur", "nama pemilik usaha", "nama pengrajin", "pengrajin", "nama pelaku ikm"), searchable=True, house_only=True, column=True, width=150),
    Field("contact", T, N_("Contact name"), CONTACT, ("narahubung", "kontak", "kontak person", "contact", "contact person", "pic", "nama kontak", "nama pic", "cp", "nama narahubung"), searchable=True, house_only=True),
    Field("phone", C, N_("Phone"), CONTACT, ("telepon", "telp", "no telepon", "no. telp", "telp/fax", "telp/ fax", "hp", "no hp", "no. hp", "nomor hp", "phone", "phone number", "kontak hp", "no telp/hp", "nomor telepon", "no telepon/hp", "kontak wa/hp", "mobile", "no kontak", "nomor kontak", "telepon/hp", "no tlp"),
          searchable=True, house_only=True, column=True, width=130, max_length=80),
    Field("whatsapp", C, N_("WhatsApp"), CONTACT, ("whatsapp", "wa", "no wa", "no. wa", "nomor wa", "no whatsapp", "nomor wa aktif", "wa aktif", "whatsapp number"), house_only=True, max_length=80),
    Field("email", T, N_("Email"), CONTACT, ("email", "e-mail", "surel", "alamat email"), house_only=True, max_length=200),
    Field("channels", FieldKind.CHANNELS, N_("Online channels"), CONTACT, ("kanal daring", "toko online", "marketplace", "media sosial", "website", "instagram", "channels", "link toko online", "sosial media", "medsos", "facebook", "shopee", "tokopedia", "link shopee", "link tokopedia", "ig", "akun instagram", "situs web", "akun media sosial")),
    Field("address", L, N_("Address"), PLACE, ("alamat", "alamat usaha", "alamat lengkap", "jalan", "alamat jalan", "address", "street", "alamat produksi", "alamat tempat usaha", "lokasi usaha", "alamat perusahaan", "alamat rumah", "alamat toko", "alamat domisili"), max_length=500),
    Field("province", FieldKind.REFERENCE, N_("Province"), PLACE, ("provinsi", "propinsi", "province", "prov"), reference="province", facet=True, column=True, width=140),
    Field("regency", FieldKind.REFERENCE, N_("Regency"), PLACE, ("kabupaten/kota", "kabupaten", "kota", "kab/kota", "kab./kota", "kabupaten / kota", "wilayah", "regency", "city", "kabkota", "kota/kab", "kota/kabupaten", "kota kabupaten", "kab kota", "asal kota"),
          reference="regency", facet=True, column=True, width=150),
    Field("district", T, N_("District"), PLACE, ("kecamatan", "kapanewon", "district", "kec", "kecamatan/kapanewon", "kapanewon/kemantren"), searchable=True),
    Field("latitude", FieldKind.MEASURE, N_("Latitude"), PLACE, ("lintang", "lat", "latitude"), unit="°", minimum=-90, maximum=90),
    Field("longitude", FieldKind.MEASURE, N_("Longitude"), PLACE, ("bujur", "lng", "long", "lon", "longitude"), unit="°", minimum=-180, maximum=180),
    Field("kbli", C, N_("KBLI"), BUSINESS, ("nomor kbli", "kode kbli", "no kbli", "kbli"), max_length=10),
    Field("kbli_edition", FieldKind.CHOICE, N_("KBLI edition"), BUSINESS, ("edisi kbli", "tahun kbli", "kbli edition"), choices=KBLI_EDITIONS),
    Field("sector", T, N_("Sector"), BUSINESS, ("sektor", "sektor usaha", "bidang usaha", "jenis usaha", "kegiatan", "kategori usaha", "komoditi", "komoditi*", "sector", "cabang industri"),
          searchable=True, facet=True, column=True, width=130, max_length=500),
    Field("founded", FieldKind.YEAR, N_("Founded"), BUSINESS, ("tahun berdiri", "berdiri", "tahun pendirian", "founded", "mulai usaha"), minimum=1800, maximum=2100),
    Field("employees_men", I, N_("Employees, men"), BUSINESS, ("tenaga kerja laki-laki", "tenaga kerja(l)", "tenaga kerja (l)", "tenaga kerja l", "tenaga kerja (orang) l", "karyawan pria", "pekerja laki-laki", "employees men", "jumlah tenaga kerja l", "jumlah tenaga kerja laki-laki", "tk laki-laki", "tk l", "karyawan laki-laki", "naker l"), minimum=0, maximum=10**6),
    Field("employees_women", I, N_("Employees, women"), BUSINESS, ("tenaga kerja perempuan", "tenaga kerja(p)", "tenaga kerja (p)", "tenaga kerja p", "tenaga kerja (orang) p", "karyawan wanita", "pekerja perempuan", "employees women", "jumlah tenaga kerja p", "jumlah tenaga kerja perempuan", "karyawan perempuan", "tk perempuan", "tk p", "naker p"), minimum=0, maximum=10**6),
    Field("women_owned", FieldKind.BOOLEAN, N_("Women-owned"), BUSINESS, ("dimiliki perempuan", "pemilik perempuan", "women owned", "women-owned"), facet=True),
    Field("youth_owned", FieldKind.BOOLEAN, N_("Youth-owned"), BUSINESS, ("wirausaha muda", "pemilik muda", "youth owned")),
    Field("disability_inclusive", FieldKind.BOOLEAN, N_("Employs people with disabilities"), BUSINESS, ("disabilitas", "difabel", "inklusif")),
    Field("handmade", FieldKind.BOOLEAN, N_("Handmade"), BUSINESS, ("buatan tangan", "handmade")),
    Field("capital_idr", FieldKind.IDR, N_("Business capital"), BUSINESS,
          ("modal usaha", "modal usaha (rp)", "modal", "aset", "total aset", "total_aset", "nilai investasi", "nilai investasi (rp.000)", "investasi", "capital", "assets"),
          unit=N_("Rp"), minimum=0, maximum=10**15, house_only=True),
    Field("sales_idr", FieldKind.IDR, N_("Annual sales"), BUSINESS,
          ("penjualan tahunan", "penjualan tahunan (rp)", "omzet", "omset", "omzet per tahun", "penjualan_rata_pertahun", "penjualan rata pertahun", "penjualan per tahun", "nilai produksi", "nilai produksi (rp.000)", "annual sales", "sales", "omzet/tahun", "penjualan/tahun", "hasil penjualan tahunan", "omzet tahunan"),
          unit=N_("Rp"), minimum=0, maximum=10**15, house_only=True),
    Field("sales_year", FieldKind.YEAR, N_("Year of sales"), BUSINESS, ("tahun penjualan", "tahun omzet", "tahun data", "tahun_survey", "tahun survey", "tahun survei", "sales year"), minimum=1950, maximum=2100, house_only=True),
    Field("scale", FieldKind.CHOICE, N_("Business scale"), BUSINESS, ("skala usaha", "skala", "kelas usaha", "business scale", "klasifikasi usaha", "kriteria usaha", "golongan usaha", "skala usaha (mikro/kecil/menengah)"), choices=SCALES, facet=True, column=True, width=100, editable=False,
          hint=N_("Worked out from sales, or from capital where sales are not known (PP 7/2021, article 35)")),
    Field("market_reach", FieldKind.CHOICE, N_("Market reach"), PATH, ("jangkauan pasar", "pemasaran", "wilayah pemasaran", "market reach"), choices=REACHES, facet=True),
    Field("export_countries", FieldKind.TAGS, N_("Export countries"), PATH, ("negara tujuan ekspor", "negara tujuan", "export countries")),
    Field("lkpp_status", FieldKind.CHOICE, N_("LKPP vendor"), PATH, ("vendor lkpp", "status lkpp", "lkpp"), choices=LKPP),
    Field("aggregator", FieldKind.BOOLEAN, N_("Aggregator (local hero)"), PATH, ("agregator", "aggregator", "local hero")),
    Field("aggregated_by", T, N_("Aggregated by"), PATH, ("diagregasi oleh", "agregator oleh"), searchable=True, facet=True, hint=N_("The firm that sells for it")),
    Field("digital_stage", FieldKind.CHOICE, N_("Digital stage"), PATH, ("tahap digital", "digital stage"), choices=DIGITAL_STAGES, facet=True),
    Field("digital_evidence", L, N_("Evidence of the stage"), PATH, ("bukti tahap",), max_length=4000, house_only=True),
    Field("hero_initiator", FieldKind.BOOLEAN, N_("Hero: initiator"), PATH, ("pemantik",)),
    Field("hero_empowerer", FieldKind.BOOLEAN, N_("Hero: empowers others"), PATH, ("pemberdaya",)),
    Field("hero_brand", FieldKind.BOOLEAN, N_("Hero: strong brand"), PATH, ("brand kuat", "merek kuat")),
    Field("hero_aggregates", FieldKind.BOOLEAN, N_("Hero: aggregates small firms"), PATH, ("mengagregasi",)),
    Field("office", T, N_("Assisting office"), PATH, ("dinas pendamping", "plut", "kantor pendamping", "assisting office", "office")),
    Field("consultant", T, N_("Consultant"), PATH, ("konsultan", "pendamping", "consultant")),
    Field("status", FieldKind.CHOICE, N_("Status"), DESK, ("status", "status pemasok", "status binaan"), choices=STATUSES, facet=True, column=True, width=100),
    Field("notes", L, N_("Notes"), DESK, ("catatan", "keterangan", "ket", "notes", "remarks"), max_length=8000, house_only=True, searchable=True),
    Field("product_count", FieldKind.COUNT, N_("Products"), DESK, (), editable=False, stored=False, column=True, width=80),
)  # fmt: skip
