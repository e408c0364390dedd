"""The fields of a service given (layanan): a mentor's visit, a consultation, help with a certificate, a promotion."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

SERVICE, OUTCOME, DESK = N_("Service"), N_("Outcome"), N_("Desk")

KINDS = (
    Choice("consultation", N_("Consultation"), ("konsultasi",)),
    Choice("visit", N_("Mentoring visit"), ("kunjungan", "pendampingan", "monitoring")),
    Choice("certification", N_("Help with a certificate"), ("sertifikasi", "perizinan", "legalitas")),
    Choice("promotion", N_("Promotion"), ("promosi", "pemasaran", "kurasi", "fotografi")),
    Choice("market", N_("Market access"), ("akses pasar", "temu bisnis", "business matching", "lkpp")),
    Choice("finance", N_("Access to finance"), ("pembiayaan", "kur", "permodalan")),
    Choice("digital", N_("Going digital"), ("digitalisasi", "onboarding")),
    Choice("other", N_("Other"), ("lainnya",)),
)
SCHEMES = (
    Choice("smesco", N_("Smesco"), ("smesco", "sparc")),
    Choice("plut", N_("Service centre (PLUT)"), ("plut", "plut-kumkm")),
    Choice("damping", N_("Damping UMKM"), ("damping umkm", "damping")),
    Choice("pahlawan_digital", N_("Pahlawan Digital"), ("pahlawan digital umkm",)),
)
CHANNELS = (
    Choice("visit", N_("Visit"), ("kunjungan", "tatap muka", "langsung")),
    Choice("office", N_("At the office"), ("kantor", "datang", "di tempat")),
    Choice("phone", N_("Phone"), ("telepon", "telp")),
    Choice("messenger", N_("Messenger"), ("whatsapp", "wa", "chat")),
    Choice("online", N_("Online meeting"), ("daring", "online", "zoom", "virtual")),
)
FOLLOW_UPS = (
    Choice("overdue", N_("Overdue")),
    Choice("soon", N_("Within a week")),
    Choice("later", N_("Later")),
    Choice("kept", N_("Kept")),
    Choice("none", N_("No date set")),
)

SERVICE_FIELDS: tuple[Field, ...] = (
    Field("supplier", FieldKind.REFERENCE, N_("Supplier"), SERVICE, ("nama umkm", "umkm", "pemasok", "supplier"), reference="supplier", required=True, facet=True, column=True, width=200),
    Field("date", FieldKind.DATE, N_("Date"), SERVICE, ("tanggal", "tgl", "date"), column=True, width=104),
    Field("kind", FieldKind.CHOICE, N_("Kind of service"), SERVICE, ("jenis layanan", "layanan"), choices=KINDS, facet=True, column=True, width=150),
    Field("scheme", FieldKind.CHOICE, N_("Programme"), SERVICE, ("program",), choices=SCHEMES, facet=True, column=True, width=130),
    Field("consultant_field", FieldKind.REFERENCE, N_("Consultant's field"), SERVICE, ("bidang", "bidang konsultan"), reference="consultant_field", facet=True, column=True, width=140),
    Field("channel", FieldKind.CHOICE, N_("Channel"), SERVICE, ("kanal", "cara", "media"), choices=CHANNELS, facet=True, column=True, width=110),
    Field("consultant", FieldKind.TEXT, N_("Consultant"), SERVICE, ("konsultan", "pendamping"), searchable=True, facet=True, column=True, width=130),
    Field("subject", FieldKind.TEXT, N_("Subject"), SERVICE, ("perihal", "topik", "subject"), searchable=True, column=True, width=220, max_length=300),
    Field("problem", FieldKind.LONG_TEXT, N_("Problem"), OUTCOME, ("masalah", "permasalahan", "problem"), searchable=True, max_length=4000, house_only=True),
    Field("advice", FieldKind.LONG_TEXT, N_("Advice"), OUTCOME, ("saran", "rekomendasi", "solusi", "advice"), searchable=True, max_length=4000, house_only=True),
    Field("result", FieldKind.LONG_TEXT, N_("Result"), OUTCOME, ("hasil", "tindak lanjut", "result"), searchable=True, max_length=4000, house_only=True),
    Field("next_date", FieldKind.DATE, N_("Next date"), OUTCOME, ("tanggal berikutnya", "jadwal berikutnya", "next date"), column=True, width=120),
    Field("follow_up", FieldKind.COUNT, N_("Follow-up"), OUTCOME, (), choices=FOLLOW_UPS, editable=False, stored=False, facet=True, column=True, width=130),
    Field("certification", FieldKind.REFERENCE, N_("Certificate in process"), OUTCOME, (), reference="certification", hint=N_("The application that this service helps along")),
    Field("minutes", FieldKind.INTEGER, N_("Minutes"), DESK, ("durasi", "menit"), minimum=0, maximum=100_000, unit=N_("min")),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, ("catatan", "notes"), max_length=8000, house_only=True, searchable=True),
)  # fmt: skip
