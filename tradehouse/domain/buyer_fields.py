"""The fields of a buyer: a firm or person that receives lists and orders from the house. Nothing of it leaves the house."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import LANGUAGES, N_

FIRM, CONTACT, TERMS, DESK = N_("Buyer"), N_("Contact"), N_("Terms"), N_("Desk")

KINDS = (
    Choice("importer", N_("Importer"), ("importir",)),
    Choice("distributor", N_("Distributor"), ("distributor", "grosir", "wholesaler")),
    Choice("retailer", N_("Retailer"), ("toko", "ritel", "swalayan", "department store")),
    Choice("horeca", N_("Hotel, restaurant, café"), ("hotel", "restoran", "kafe", "horeka")),
    Choice("online", N_("Online shop"), ("toko daring", "e commerce", "marketplace")),
    Choice("agent", N_("Buying agent"), ("agen", "buying house")),
    Choice("government", N_("Government office"), ("instansi", "pemerintah")),
    Choice("person", N_("Private person"), ("perorangan", "pribadi")),
)
STATUSES = (
    Choice("prospect", N_("Prospect"), ("calon", "prospek")),
    Choice("active", N_("Active"), ("aktif",)),
    Choice("paused", N_("Paused"), ("jeda",)),
    Choice("closed", N_("Closed"), ("tutup",)),
)
DOCUMENT_LANGUAGES = tuple(Choice(code, label) for code, label in LANGUAGES.items())

BUYER_FIELDS: tuple[Field, ...] = (
    Field("code", FieldKind.CODE, N_("Buyer code"), FIRM, ("kode pembeli", "kode buyer", "buyer code"), searchable=True, column=True, width=112, max_length=40),
    Field("name", FieldKind.TEXT, N_("Name"), FIRM, ("nama pembeli", "nama buyer", "buyer", "pembeli", "buyer name", "customer"), required=True, searchable=True, column=True, width=240, max_length=300),
    Field("kind", FieldKind.CHOICE, N_("Kind of buyer"), FIRM, ("jenis pembeli", "buyer type"), choices=KINDS, facet=True, column=True, width=120),
    Field("country", FieldKind.REFERENCE, N_("Country"), FIRM, ("negara", "country"), reference="country", facet=True, column=True, width=140),
    Field("city", FieldKind.TEXT, N_("City"), FIRM, ("kota", "city"), searchable=True),
    Field("address", FieldKind.LONG_TEXT, N_("Address"), FIRM, ("alamat", "address"), max_length=1000, house_only=True),
    Field("website", FieldKind.TEXT, N_("Website"), FIRM, ("situs", "website")),
    Field("contact", FieldKind.TEXT, N_("Contact person"), CONTACT, ("kontak", "contact", "pic"), searchable=True, column=True, width=150, house_only=True),
    Field("email", FieldKind.CODE, N_("Email"), CONTACT, ("email", "surel"), searchable=True, house_only=True, max_length=200),
    Field("phone", FieldKind.CODE, N_("Phone"), CONTACT, ("telepon", "phone"), searchable=True, house_only=True, max_length=60),
    Field("whatsapp", FieldKind.CODE, N_("WhatsApp"), CONTACT, ("whatsapp", "wa"), searchable=True, house_only=True, max_length=60),
    Field("language", FieldKind.CHOICE, N_("Language of documents"), TERMS, (), choices=DOCUMENT_LANGUAGES),
    Field("currency", FieldKind.CODE, N_("Currency"), TERMS, ("mata uang", "currency"), max_length=3),
    Field("incoterm", FieldKind.REFERENCE, N_("Incoterm"), TERMS, ("incoterm",), reference="incoterm"),
    Field("place", FieldKind.TEXT, N_("Named place"), TERMS, ("pelabuhan", "port", "place"), hint=N_("The port or place behind the Incoterm")),
    Field("margin", FieldKind.MEASURE, N_("Margin"), TERMS, (), unit="%", minimum=0, maximum=95, house_only=True, hint=N_("Share of the selling price; empty: the house's usual margin")),
    Field("payment_terms", FieldKind.TEXT, N_("Payment terms"), TERMS, ("syarat bayar", "payment terms"), max_length=300),
    Field("marks", FieldKind.TEXT, N_("Shipping marks"), TERMS, ("shipping marks", "tanda kemasan"), max_length=300),
    Field("status", FieldKind.CHOICE, N_("Status"), DESK, ("status",), choices=STATUSES, facet=True, column=True, width=100),
    Field("met_at", FieldKind.TEXT, N_("Where we met"), DESK, ("pameran", "sumber"), searchable=True, house_only=True),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, ("catatan", "notes"), max_length=8000, house_only=True, searchable=True),
    Field("offer_count", FieldKind.COUNT, N_("Offers"), DESK, (), editable=False, stored=False, column=True, width=96),
)  # fmt: skip
