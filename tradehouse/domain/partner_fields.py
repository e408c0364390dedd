"""The fields of a partner (mitra): who carries programmes together with the house."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

PARTNER, CONTACT, DESK = N_("Partner"), N_("Contact"), N_("Desk")

KINDS = (
    Choice("ministry", N_("Ministry or agency"), ("kementerian", "lembaga", "badan", "dinas", "pemerintah")),
    Choice("firm", N_("Company"), ("perusahaan", "swasta", "bumn")),
    Choice("platform", N_("Platform"), ("marketplace", "e-commerce", "aplikasi")),
    Choice("university", N_("University"), ("universitas", "perguruan tinggi", "kampus", "sekolah")),
    Choice("lender", N_("Lender"), ("bank", "pembiayaan", "koperasi simpan pinjam", "fintech")),
    Choice("incubator", N_("Incubator"), ("inkubator", "akselerator")),
    Choice("community", N_("Community"), ("komunitas", "asosiasi", "yayasan", "association")),
    Choice("media", N_("Media"), ("media", "pers")),
    Choice("other", N_("Other"), ("lainnya",)),
)
STATUSES = (
    Choice("candidate", N_("Candidate"), ("calon",)),
    Choice("active", N_("Active"), ("aktif",)),
    Choice("ended", N_("Ended"), ("berakhir", "selesai")),
)

PARTNER_FIELDS: tuple[Field, ...] = (
    Field("code", FieldKind.CODE, N_("Partner code"), PARTNER, ("kode mitra",), editable=False, searchable=True, column=True, width=104, max_length=40),
    Field("name", FieldKind.TEXT, N_("Partner name"), PARTNER, ("nama mitra", "mitra", "partner", "instansi"), required=True, searchable=True, column=True, width=260, max_length=300),
    Field("kind", FieldKind.CHOICE, N_("Kind of partner"), PARTNER, ("jenis mitra",), choices=KINDS, facet=True, column=True, width=140),
    Field("offers", FieldKind.LONG_TEXT, N_("What they bring"), PARTNER, ("kontribusi", "peran"), searchable=True, max_length=2000),
    Field("since", FieldKind.DATE, N_("Partner since"), PARTNER, ("sejak", "tanggal kerja sama"), column=True, width=112),
    Field("until", FieldKind.DATE, N_("Agreement until"), PARTNER, ("sampai", "berakhir", "masa kerja sama"), column=True, width=120),
    Field("agreement", FieldKind.CODE, N_("Agreement number"), PARTNER, ("no mou", "no pks", "nomor perjanjian"), max_length=120),
    Field("contact", FieldKind.TEXT, N_("Contact name"), CONTACT, ("kontak", "narahubung", "pic"), searchable=True, house_only=True, column=True, width=150),
    Field("phone", FieldKind.CODE, N_("Phone"), CONTACT, ("telepon", "hp"), searchable=True, house_only=True, max_length=80),
    Field("email", FieldKind.TEXT, N_("Email"), CONTACT, ("email", "surel"), house_only=True, max_length=200),
    Field("website", FieldKind.TEXT, N_("Website"), CONTACT, ("situs", "website")),
    Field("address", FieldKind.LONG_TEXT, N_("Address"), CONTACT, ("alamat",), max_length=1000, house_only=True),
    Field("province", FieldKind.REFERENCE, N_("Province"), CONTACT, ("provinsi",), reference="province", facet=True),
    Field("status", FieldKind.CHOICE, N_("Status"), DESK, ("status",), choices=STATUSES, facet=True, column=True, width=100),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, ("catatan",), max_length=8000, house_only=True, searchable=True),
    Field("link_count", FieldKind.COUNT, N_("Linked"), DESK, (), editable=False, stored=False, column=True, width=80),
)  # fmt: skip
