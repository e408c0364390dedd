"""The fields of a programme: training, mentoring, going digital, an exhibition, the rebuilding of a house."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

PROGRAMME, REPORTED, DESK = N_("Programme"), N_("As reported"), N_("Desk")

KINDS = (
    Choice("training", N_("Training"), ("pelatihan", "webinar", "kelas", "bimtek", "workshop", "sparc campus")),
    Choice("mentoring", N_("Mentoring"), ("pendampingan", "damping umkm", "inkubasi")),
    Choice("digital", N_("Going digital"), ("digitalisasi", "pahlawan digital", "onboarding")),
    Choice("service_centre", N_("Service centre"), ("plut", "pusat layanan usaha terpadu")),
    Choice("exhibition", N_("Exhibition"), ("pameran", "showcase", "gelar produk")),
    Choice("facility", N_("Facility"), ("sarana", "gedung", "revitalisasi")),
    Choice("other", N_("Other"), ("lainnya", "lain lain")),
)
STATUSES = (
    Choice("planned", N_("Planned"), ("rencana",)),
    Choice("running", N_("Running"), ("berjalan", "aktif")),
    Choice("done", N_("Done"), ("selesai",)),
    Choice("cancelled", N_("Cancelled"), ("batal",)),
)

PROGRAMME_FIELDS: tuple[Field, ...] = (
    Field("code", FieldKind.CODE, N_("Programme code"), PROGRAMME, ("kode program",), editable=False, searchable=True, column=True, width=104, max_length=40),
    Field("name", FieldKind.TEXT, N_("Programme name"), PROGRAMME, ("nama program", "program", "programme", "judul", "kegiatan", "tema"), required=True, searchable=True, column=True, width=300, max_length=300),
    Field("series", FieldKind.TEXT, N_("Series"), PROGRAMME, ("rangkaian", "seri", "series"), searchable=True, facet=True, width=140, hint=N_("What it is a part of: Sparc Campus, Damping UMKM…")),
    Field("kind", FieldKind.CHOICE, N_("Kind of programme"), PROGRAMME, ("jenis program",), choices=KINDS, facet=True, column=True, width=130),
    Field("organiser", FieldKind.TEXT, N_("Organiser"), PROGRAMME, ("penyelenggara", "organizer", "organiser"), searchable=True, width=160, max_length=300),
    Field("starts", FieldKind.DATE, N_("Starts"), PROGRAMME, ("mulai", "tanggal mulai", "start"), column=True, width=104),
    Field("ends", FieldKind.DATE, N_("Ends"), PROGRAMME, ("selesai", "tanggal selesai", "end"), width=104),
    Field("place", FieldKind.TEXT, N_("Venue"), PROGRAMME, ("tempat", "lokasi", "venue"), max_length=300),
    Field("province", FieldKind.REFERENCE, N_("Province"), PROGRAMME, ("provinsi", "province"), reference="province", facet=True),
    Field("budget_idr", FieldKind.IDR, N_("Budget"), PROGRAMME, ("anggaran", "budget"), unit=N_("Rp"), maximum=10**15, house_only=True),
    Field("status", FieldKind.CHOICE, N_("Status"), PROGRAMME, ("status",), choices=STATUSES, facet=True, column=True, width=104),
    Field("declared_participants", FieldKind.INTEGER, N_("Participants as reported"), REPORTED, ("jumlah peserta", "peserta", "participants"), minimum=0, maximum=10**8, hint=N_("A figure from a report, where the names are not known (yet)")),
    Field("declared_provinces", FieldKind.TAGS, N_("Provinces as reported"), REPORTED, ("provinsi peserta",), max_length=4000),
    Field("declared_source", FieldKind.TEXT, N_("Report"), REPORTED, ("sumber", "laporan"), max_length=500, hint=N_("Which report says so, and of when")),
    Field("video_count", FieldKind.INTEGER, N_("Recordings, video"), REPORTED, ("video", "rekaman video"), minimum=0, maximum=10**6),
    Field("live_count", FieldKind.INTEGER, N_("Recordings, live"), REPORTED, ("live", "siaran langsung"), minimum=0, maximum=10**6),
    Field("target_participants", FieldKind.INTEGER, N_("Target of participants"), DESK, ("target peserta", "target"), minimum=0, maximum=10**8),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, ("catatan", "notes"), max_length=8000, house_only=True, searchable=True),
    Field("session_count", FieldKind.COUNT, N_("Sessions"), PROGRAMME, (), editable=False, stored=False, column=True, width=80),
    Field("participant_count", FieldKind.COUNT, N_("Participants"), PROGRAMME, (), editable=False, stored=False, column=True, width=96),
)  # fmt: skip
