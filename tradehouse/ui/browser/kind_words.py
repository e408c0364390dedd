"""What the browser says of each kind of record: where there is none, when a new one is made, what to search for."""

from collections.abc import Mapping
from dataclasses import dataclass

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, ngettext

_NAME_IS_ENOUGH = N_("A name is enough to begin with. The code is given by itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """Msgids, and the search examples, of one kind. asked are the fields that the dialog for a new record shows."""

    glyph: str
    none_yet: str
    how_they_come: str
    new: str
    asked: tuple[str, ...]
    about_new: str = _NAME_IS_ENOUGH
    choose: str
    search: str
    words: str
    one_field: str
    several: str
    empty: str


WORDS: Mapping[RecordKind, KindWords] = {
    RecordKind.PRODUCT: KindWords(
        glyph="box",
        none_yet=N_("No products yet"),
        how_they_come=N_("Import a supplier's workbook, or write down the first product yourself."),
        new=N_("New product"),
        asked=("name_id", "supplier", "category", "price_idr"),
        choose=N_("Choose a product to see and edit it here."),
        search=N_("Search name, code, supplier…"),
        words=N_("bag rattan"),
        one_field="status:draft",
        several="grade:A|B",
        empty=N_("supplier:-"),
    ),
    RecordKind.SUPPLIER: KindWords(
        glyph="store",
        none_yet=N_("No suppliers yet"),
        how_they_come=N_("Suppliers arrive with an imported workbook. You can also enter one yourself."),
        new=N_("New supplier"),
        asked=("name", "kind", "province", "phone"),
        choose=N_("Choose a supplier to see and edit it here."),
        search=N_("Search name, owner, phone…"),
        words=N_("batik yogya"),
        one_field="province:bali",
        several="scale:mikro|kecil",
        empty=N_("phone:-"),
    ),
    RecordKind.CERTIFICATION: KindWords(
        glyph="certificate",
        none_yet=N_("No certificates yet"),
        how_they_come=N_("Enter halal, PIRT, BPOM and other certificates here to see in time when they expire."),
        new=N_("New certificate"),
        asked=("supplier", "type", "number", "expires"),
        about_new=N_("Whose it is and what it is; number and date can follow."),
        choose=N_("Choose a certificate to see and edit it here."),
        search=N_("Search number, supplier, type…"),
        words=N_("halal 2027"),
        one_field="stage:issued",
        several="type:pirt|halal",
        empty=N_("expires:-"),
    ),
    RecordKind.BUYER: KindWords(
        glyph="users",
        none_yet=N_("No buyers yet"),
        how_they_come=N_(
            "A name is enough to begin with. What you know of a buyer's terms then fills in every price list."
        ),
        new=N_("New buyer"),
        asked=("name", "country", "contact", "email", "whatsapp"),
        choose=N_("Choose a buyer to see and edit it here."),
        search=N_("Search name, contact, city…"),
        words=N_("nordic home"),
        one_field="country:de",
        several="kind:importer|retailer",
        empty=N_("country:-"),
    ),
    RecordKind.OFFER: KindWords(
        glyph="ship",
        none_yet=N_("No offers yet"),
        how_they_come=N_(
            "Select products and export a price list for a buyer: it is kept here as it was sent, and its order comes back to it."
        ),
        new=N_("Export a price list"),
        asked=(),
        choose=N_("Choose an offer to see it here."),
        search=N_("Search number, buyer, title…"),
        words=N_("PNW-0003"),
        one_field="status:ordered",
        several="currency:USD|EUR",
        empty=N_("buyer:-"),
    ),
    RecordKind.PROGRAMME: KindWords(
        glyph="school",
        none_yet=N_("No programmes yet"),
        how_they_come=N_("Training, mentoring, exhibitions: note a programme here, then bring in who took part."),
        new=N_("New programme"),
        asked=("name", "kind", "series", "organiser", "starts"),
        choose=N_("Choose a programme to see and edit it here."),
        search=N_("Search name, series, organiser…"),
        words=N_("sparc campus"),
        one_field="kind:training",
        several="status:planned|running",
        empty=N_("starts:-"),
    ),
    RecordKind.SERVICE: KindWords(
        glyph="clipboard",
        none_yet=N_("No services yet"),
        how_they_come=N_("Visits, consultations and help with permits: log one with Ctrl+L, from anywhere."),
        new=N_("New service"),
        asked=("supplier", "date", "kind", "channel", "subject"),
        about_new=N_("Who was served, when and how; what came of it can follow."),
        choose=N_("Choose a service to see and edit it here."),
        search=N_("Search supplier, subject, consultant…"),
        words=N_("halal anyam"),
        one_field="kind:visit",
        several="channel:phone|messenger",
        empty=N_("next_date:-"),
    ),
    RecordKind.PARTNER: KindWords(
        glyph="handshake",
        none_yet=N_("No partners yet"),
        how_they_come=N_("Ministries, firms, platforms, universities, lenders: who carries programmes with the house."),
        new=N_("New partner"),
        asked=("name", "kind", "contact", "phone", "email"),
        choose=N_("Choose a partner to see and edit it here."),
        search=N_("Search name, contact, what they bring…"),
        words=N_("danone"),
        one_field="kind:university",
        several="status:candidate|active",
        empty=N_("until:-"),
    ),
}


def say_count(kind: RecordKind, n: int) -> str:
    """Return a number of records of a kind: "1.037 produk"."""
    match kind:
        case RecordKind.PRODUCT:
            words = ngettext("{n} product", "{n} products", n)
        case RecordKind.SUPPLIER:
            words = ngettext("{n} supplier", "{n} suppliers", n)
        case RecordKind.CERTIFICATION:
            words = ngettext("{n} certificate", "{n} certificates", n)
        case RecordKind.BUYER:
            words = ngettext("{n} buyer", "{n} buyers", n)
        case RecordKind.OFFER:
            words = ngettext("{n} offer", "{n} offers", n)
        case RecordKind.PROGRAMME:
            words = ngettext("{n} programme", "{n} programmes", n)
        case RecordKind.SERVICE:
            words = ngettext("{n} service", "{n} services", n)
        case RecordKind.PARTNER:
            words = ngettext("{n} partner", "{n} partners", n)
    return words.format(n=show_number(n))
