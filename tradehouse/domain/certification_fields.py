"""The fields of a certification: one certificate, permit or application of a supplier, covering its products."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

PAPER, COVER, APPLICATION, DESK = N_("Certificate"), N_("Coverage"), N_("Application"), N_("Desk")

STAGES = (
    Choice("planned", N_("Planned"), ("rencana", "direncanakan")),
    Choice("documents", N_("Documents"), ("dokumen", "berkas", "kelengkapan")),
    Choice("submitted", N_("Submitted"), ("diajukan", "proses", "dalam proses", "pengajuan")),
    Choice("audit", N_("Audit"), ("audit", "pemeriksaan")),
    Choice("issued", N_("Issued"), ("terbit", "berlaku", "aktif", "ada")),
    Choice("refused", N_("Refused"), ("ditolak",)),
    Choice("withdrawn", N_("Withdrawn"), ("dicabut", "batal")),
)

VALIDITY = (
    Choice("valid", N_("Valid")),
    Choice("within_180", N_("91–180 days left")),
    Choice("within_90", N_("61–90 days left")),
    Choice("within_60", N_("31–60 days left")),
    Choice("within_30", N_("Up to 30 days left")),
    Choice("expired", N_("Expired")),
    Choice("no_expiry", N_("No expiry")),
    Choice("undated", N_("Date unknown")),
    Choice("in_process", N_("In process")),
    Choice("closed", N_("Refused or withdrawn")),
)
WITHIN = (30, 60, 90, 180)
"""The days to the last one by which validity is told apart."""
EXPIRING = tuple(f"within_{days}" for days in WITHIN[:3])
"""The tokens of what runs out soon."""

NEXT_STEPS = (
    Choice("renew", N_("Renewal is due")),
    Choice("renewing", N_("Renewal under way")),
    Choice("confirm", N_("Ask whether recipe and process are unchanged")),
)

CERTIFICATION_FIELDS: tuple[Field, ...] = (
    Field("type", FieldKind.REFERENCE, N_("Certificate type"), PAPER, ("jenis sertifikat", "jenis izin", "sertifikat", "izin", "jenis", "certificate type", "type", "legalitas"),
          reference="certification_type", required=True, facet=True, column=True, width=190),
    Field("supplier", FieldKind.REFERENCE, N_("Supplier"), PAPER, ("nama umkm", "umkm", "pemasok", "nama pemasok", "supplier", "nama perusahaan", "nama usaha"),
          reference="supplier", required=True, facet=True, column=True, width=200),
    Field("number", FieldKind.CODE, N_("Number"), PAPER, ("nomor sertifikat", "no sertifikat", "no. sertifikat", "nomor", "nomor izin", "no izin", "number", "certificate number"),
          searchable=True, column=True, width=190, max_length=120),
    Field("holder", FieldKind.TEXT, N_("Holder"), PAPER, ("pemegang", "atas nama", "holder"), searchable=True, max_length=300),
    Field("issued", FieldKind.DATE, N_("Issued"), PAPER, ("tanggal terbit", "tgl terbit", "terbit", "issued", "issue date", "tanggal dikeluarkan", "tgl dikeluarkan", "tanggal penerbitan"), column=True, width=104),
    Field("expires", FieldKind.DATE, N_("Expires"), PAPER, ("berlaku sampai", "berlaku s/d", "tanggal berakhir", "masa berlaku", "kedaluwarsa", "expires", "expiry", "valid until", "masa berlaku s/d", "masa berlaku sampai", "tanggal kedaluwarsa", "tgl expired", "exp date", "berlaku hingga"), column=True, width=104),
    Field("no_expiry", FieldKind.BOOLEAN, N_("Never expires"), PAPER, ("tanpa batas", "tidak kedaluwarsa", "no expiry")),
    Field("printed_until", FieldKind.DATE, N_("Printed end date"), PAPER, ("tercetak sampai", "printed until"),
          hint=N_("What the paper says where a later law keeps the certificate valid")),
    Field("scope", FieldKind.LONG_TEXT, N_("Scope"), COVER, ("ruang lingkup", "lingkup", "scope", "kelas"), max_length=2000),
    Field("stage", FieldKind.CHOICE, N_("Stage"), PAPER, ("tahap", "status", "stage"), choices=STAGES, facet=True, column=True, width=100),
    Field("products", FieldKind.RECORDS, N_("Products covered"), COVER, ("produk", "produk tercakup", "sku", "products"), reference="product", stored=False),
    Field("category", FieldKind.REFERENCE, N_("Category covered"), COVER, (), reference="category", hint=N_("Empty: all categories of the supplier")),
    Field("submitted", FieldKind.DATE, N_("Submitted on"), APPLICATION, ("tanggal pengajuan", "tgl pengajuan", "diajukan tanggal"), house_only=True),
    Field("due", FieldKind.DATE, N_("Expected by"), APPLICATION, ("target terbit", "target selesai"), house_only=True),
    Field("consultant", FieldKind.TEXT, N_("Accompanied by"), APPLICATION, ("pendamping", "konsultan"), house_only=True, searchable=True),
    Field("cost_idr", FieldKind.IDR, N_("Costs"), APPLICATION, ("biaya",), unit=N_("Rp"), maximum=10**12, house_only=True),
    Field("documents", FieldKind.TAGS, N_("Documents received"), APPLICATION, (), editable=False, house_only=True, max_length=2000),
    Field("scans", FieldKind.TAGS, N_("Scans"), COVER, (), editable=False),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, ("catatan", "keterangan", "notes"), max_length=8000, house_only=True, searchable=True),
    Field("holds_until", FieldKind.DATE, N_("Last day"), PAPER, (), editable=False, stored=False, width=104, hint=N_("The day it expires, or what its type's term makes of the date of issue")),
    Field("province", FieldKind.REFERENCE, N_("Supplier's province"), DESK, (), reference="province", editable=False, stored=False, facet=True, width=150),
    Field("next_step", FieldKind.COUNT, N_("Next step"), PAPER, (), choices=NEXT_STEPS, editable=False, stored=False, facet=True, width=190),
    Field("validity", FieldKind.COUNT, N_("Validity"), PAPER, (), choices=VALIDITY, editable=False, stored=False, facet=True, column=True, width=150),
)  # fmt: skip
