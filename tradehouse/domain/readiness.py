"""What a product still lacks before it may go to the showroom (S1 to S10) or abroad (E1 to E12).

A gate is a list of rules; each names the field where the gap is closed, so that a window can open it and a sheet can
ask for it. The rules are a table, and which certificates a category needs is read from the certification types, so
that a change of law is a change of data. Nothing here reads the catalogue: who asks hands over what is known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

from tradehouse.domain.cartons import LEAST_CBM, MOST_CBM, carton_of
from tradehouse.domain.certificates import paper_of
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.photo_facts import SHARP_ENOUGH, SMALL_SIDE
from tradehouse.domain.pricing import PriceBasis, export_price
from tradehouse.domain.records import Record
from tradehouse.domain.reference import hs_codes
from tradehouse.domain.reference_lists import CertificateName
from tradehouse.domain.requirements import ABROAD, HOME, Need, families, requirements_of

SHORTEST_DESCRIPTION: Final = 60
OLDEST_PRICE_DAYS: Final = 183
PERMIT: Final = "permit"


class Gate(StrEnum):
    """Where a product is to be shown."""

    SHOWCASE = "showcase"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Gap:
    """One rule that a product fails. field is the key of the field that closes it; of kind CERTIFICATION it is the
    code of the certification type that is wanted. rule is its number in the gate ("S4"); code is stable for scripts.
    """

    field: str
    code: str
    message: Message
    kind: RecordKind = RecordKind.PRODUCT
    rule: str = ""

    @property
    def target(self) -> str:
        """What would fill it, as the columns of an import are called: "product.moq", "supplier.nib", "permit.pirt"."""
        return f"{PERMIT if self.kind is RecordKind.CERTIFICATION else self.kind}.{self.field}"

    def __str__(self) -> str:
        return self.message.text()


@dataclass(frozen=True, slots=True)
class SeenPhoto:
    """What a gate asks of a photo; sides in pixels. consented: somebody may show it today. sharpness None: not measured."""

    width: int
    height: int
    consented: bool = False
    sharpness: float | None = None

    @property
    def large(self) -> bool:
        """Whether its shorter side has the pixels that a catalogue needs."""
        return min(self.width, self.height) >= SMALL_SIDE


@dataclass(frozen=True)
class Subject:
    """A product with what is known around it. photos are in their order, the main one first; certificates are those
    that cover it, in force or not; basis prices an export list, None where only a fixed price or a cost counts;
    market is the buyer's ("us", "gulf"), whose demands join those at home, "" for no certain buyer.
    """

    product: Record
    day: date
    supplier: Record | None = None
    photos: Sequence[SeenPhoto] = ()
    certificates: Sequence[Record] = ()
    basis: PriceBasis | None = None
    market: str = ""

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The product's category and the one above it."""
        return families(str(self.product["category"] or ""))


Test = Callable[[Subject], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a gate: what must be met, and the field and sentence where it is not. Where `applies` says no, the
    rule does not speak.
    """

    number: str
    gate: Gate
    field: str
    code: str
    msgid: str
    met: Test
    applies: Test | None = None
    kind: RecordKind = RecordKind.PRODUCT

    def gap(self) -> Gap:
        """Return what to say where the rule fails."""
        return _gap(self)


@cache
def _gap(rule: Rule) -> Gap:
    # A report asks for it a million times.
    values = {"field": Message(fields(rule.kind)[rule.field].label)} if "{field}" in rule.msgid else {}
    return Gap(rule.field, rule.code, Message(rule.msgid, values), rule.kind, rule.number)


def missing(subject: Subject, gate: Gate) -> list[Gap]:
    """Return what a product lacks for a gate, in the order of the gate's rules; nothing where it is ready."""
    failed = [
        rule.gap()
        for rule in _RULES_AT[gate]
        if (rule.applies is None or rule.applies(subject)) and not rule.met(subject)
    ]
    return [*failed, *_certificate_gaps(subject, gate)]


# --- certificates ---------------------------------------------------------------------------------------------------

_HALAL: Final = "halal"
_STATED_ONLY: Final = {Gate.SHOWCASE: frozenset({_HALAL}), Gate.EXPORT: frozenset[str]()}
_CERTIFICATE_RULE: Final = {Gate.SHOWCASE: "S8", Gate.EXPORT: "E11"}
_ASKING: Final = {Gate.SHOWCASE: (HOME,), Gate.EXPORT: (HOME, ABROAD)}


def _certificate_gaps(subject: Subject, gate: Gate) -> Iterator[Gap]:
    """Yield the certificates that the product's category needs and that nothing in force stands for.

    At home the halal status need only be stated: a certificate or an application, whatever its stage.
    """
    papers = [paper_of(certificate) for certificate in subject.certificates if certificate.trashed_at is None]
    category = str(subject.product["category"] or "")
    scale = str(subject.supplier["scale"] or "") if subject.supplier is not None else ""
    asking = (*_ASKING[gate], *([subject.market] if subject.market else []))
    for need in requirements_of(category, scale, asking, subject.day, papers):
        if need.blocks and not (need.known and need.type in _STATED_ONLY[gate]):
            yield _certificate_gap(need, _CERTIFICATE_RULE[gate])


def _certificate_gap(need: Need, rule: str) -> Gap:
    known = need.known
    msgid = N_("The certificate is not in force: {type}.") if known else N_("Its category needs a certificate: {type}.")
    values = {"type": CertificateName(need.type)}
    code = "certificate_lapsed" if known else "no_certificate"
    return Gap(need.type, code, Message(msgid, values), RecordKind.CERTIFICATION, rule)


# --- what rules ask ---------------------------------------------------------------------------------------------------


def _filled(key: str) -> Test:
    return lambda s: bool(value := s.product[key]) or value == 0  # 0 is a value, no text and no list are not


def _above_zero(key: str) -> Test:
    return lambda s: bool(s.product[key]) and s.product[key] > 0


def _of(*families: str) -> Test:
    known = frozenset(families)
    return lambda s: not known.isdisjoint(s.families)


def _not_of(*families: str) -> Test:
    known = frozenset(families)
    return lambda s: known.isdisjoint(s.families)


def _supplied(subject: Subject) -> bool:
    return subject.supplier is not None


def _has_origin(subject: Subject) -> bool:
    maker = subject.supplier
    places = [subject.product["origin_province"], subject.product["origin_regency"]]
    return any(places) or (maker is not None and bool(maker["province"] or maker["regency"]))


def _sized(subject: Subject) -> bool:
    product = subject.product
    sides = [product[key] for key in ("length_cm", "width_cm", "height_cm")]
    return bool(product["size_text"] or product["net_content"]) or sum(1 for side in sides if side) >= 2


def _pictured(subject: Subject) -> bool:
    return bool(subject.photos)


def _sharp(subject: Subject) -> bool:
    sharpness = subject.photos[0].sharpness
    return sharpness is None or sharpness >= SHARP_ENOUGH


def _recent_price(subject: Subject) -> bool:
    dated: date | None = subject.product["price_date"]
    return dated is not None and (subject.day - dated).days <= OLDEST_PRICE_DAYS


def _differs(own: str, other: str) -> Test:
    def test(subject: Subject) -> bool:
        first, second = (" ".join(str(subject.product[key] or "").casefold().split()) for key in (own, other))
        return first != second

    return test


def _known_hs(subject: Subject) -> bool:
    code = str(subject.product["hs_code"])
    return len(code) >= 6 and code[:6] in hs_codes()


def _priced(subject: Subject) -> bool:
    if subject.basis is None:
        return bool(subject.product["export_price"] or subject.product["cost_idr"])
    return export_price(subject.product.values, subject.basis).amount is not None


def _whole_cartons(subject: Subject) -> bool:
    return bool(subject.product["moq"] % subject.product["qty_per_carton"] == 0)


def _both(*keys: str) -> Test:
    return lambda s: all(s.product[key] for key in keys)


def _usual_carton(subject: Subject) -> bool:
    cbm = carton_of(subject.product.values).cbm
    return cbm is not None and LEAST_CBM <= cbm <= MOST_CBM


def _makers(key: str) -> Test:
    return lambda s: s.supplier is not None and bool(s.supplier[key])


def _reachable(subject: Subject) -> bool:
    maker = subject.supplier
    return maker is not None and any(maker[key] for key in ("phone", "whatsapp", "email"))


# --- the gates --------------------------------------------------------------------------------------------------------

_MISSING: Final = N_("{field} is missing.")
_BY_CONTENT: Final = ("makanan", "minuman", "agro", "wellness")
_SERVICES: Final = "jasa"
_BY_MATERIAL: Final = ("kriya", "wastra", "fesyen", "aksesori", "dekorasi", "mebel")
_PERISHABLE: Final = ("makanan", "minuman", "wellness-kosmetik", "wellness-sabun", "wellness-lulur", "wellness-pijat")
_SIDES: Final = ("carton_length_cm", "carton_width_cm", "carton_height_cm")
_S, _E = Gate.SHOWCASE, Gate.EXPORT
_MAKER: Final = RecordKind.SUPPLIER

RULES: Final[tuple[Rule, ...]] = (
    Rule("S1", _S, "code", "no_code", _MISSING, _filled("code")),
    Rule("S2", _S, "name_id", "no_name", _MISSING, _filled("name_id")),
    Rule("S3", _S, "photo_count", "no_photo", N_("It has no photo."), _pictured),
    Rule("S3", _S, "photo_count", "small_photo", N_("None of its photos has 800 pixels on the shorter side."),
         lambda s: any(photo.large for photo in s.photos), _pictured),
    Rule("S4", _S, "price_idr", "no_price", _MISSING, _above_zero("price_idr")),
    Rule("S4", _S, "price_date", "old_price", N_("Its price is more than half a year old, or nobody knows of when it is."),
         _recent_price, _above_zero("price_idr")),
    Rule("S5", _S, "supplier", "no_supplier", _MISSING, _supplied),
    Rule("S5", _S, "province", "no_origin", N_("Where it comes from is not known."), _has_origin, _supplied, _MAKER),
    Rule("S6", _S, "category", "no_category", _MISSING, _filled("category")),
    Rule("S7", _S, "net_content", "no_size", _MISSING, _sized, _of(*_BY_CONTENT)),
    Rule("S7", _S, "size_text", "no_size", _MISSING, _sized, _not_of(*_BY_CONTENT, _SERVICES)),
    Rule("S7", _S, "net_unit", "no_unit", _MISSING, _filled("net_unit"), _filled("net_content")),
    Rule("S9", _S, "stock", "no_stock", N_("There is no stock, and it is not made to order."),
         lambda s: bool(s.product["stock"] or s.product["made_to_order"])),
    Rule("S10", _S, "photo_count", "no_consent", N_("Nobody gave leave to show its photos."),
         lambda s: any(photo.consented for photo in s.photos), _pictured),
    Rule("E1", _E, "code", "no_code", _MISSING, _filled("code")),
    Rule("E2", _E, "name_en", "no_english_name", _MISSING, _filled("name_en")),
    Rule("E2", _E, "name_en", "same_name", N_("The English name is the Indonesian one."), _differs("name_en", "name_id"),
         _filled("name_en")),
    Rule("E2", _E, "description_en", "no_english_description", _MISSING, _filled("description_en")),
    Rule("E2", _E, "description_en", "short_description", N_("The English description has less than 60 characters."),
         lambda s: len(str(s.product["description_en"]).strip()) >= SHORTEST_DESCRIPTION, _filled("description_en")),
    Rule("E2", _E, "description_en", "same_description", N_("The English description is the Indonesian one."),
         _differs("description_en", "description_id"), _filled("description_en")),
    Rule("E3", _E, "photo_count", "no_photo", N_("It has no photo."), _pictured),
    Rule("E3", _E, "photo_count", "small_photo", N_("Its main photo has less than 800 pixels on the shorter side."),
         lambda s: s.photos[0].large, _pictured),
    Rule("E3", _E, "photo_count", "blurred_photo", N_("Its main photo is blurred."), _sharp, _pictured),
    Rule("E4", _E, "hs_code", "no_hs_code", _MISSING, _filled("hs_code")),
    Rule("E4", _E, "hs_code", "unknown_hs_code", N_("The HS code is not one of the tariff: it takes six digits or more."),
         _known_hs, _filled("hs_code")),
    Rule("E5", _E, "province", "no_origin", N_("Where it comes from is not known."), _has_origin, _supplied, _MAKER),
    Rule("E6", _E, "net_content", "no_size", _MISSING, _sized, _of(*_BY_CONTENT)),
    Rule("E6", _E, "size_text", "no_size", _MISSING, _sized, _not_of(*_BY_CONTENT, _SERVICES)),
    Rule("E6", _E, "net_unit", "no_unit", _MISSING, _filled("net_unit"), _filled("net_content")),
    Rule("E7", _E, "cost_idr", "no_price", N_("There is neither a fixed export price nor a cost to work one out from."), _priced),
    Rule("E8", _E, "moq", "no_moq", _MISSING, _above_zero("moq")),
    Rule("E8", _E, "moq", "broken_cartons", N_("The MOQ is no whole number of cartons."), _whole_cartons,
         _both("moq", "qty_per_carton")),
    Rule("E9", _E, "lead_time_days", "no_lead_time", _MISSING, _filled("lead_time_days")),
    Rule("E10", _E, "qty_per_carton", "no_carton", _MISSING, _above_zero("qty_per_carton")),
    *(Rule("E10", _E, key, "no_carton", _MISSING, _above_zero(key)) for key in (*_SIDES, "carton_net_kg", "carton_gross_kg")),
    Rule("E10", _E, "carton_gross_kg", "net_over_gross", N_("The carton's net weight is more than its gross weight."),
         lambda s: bool(s.product["carton_net_kg"] <= s.product["carton_gross_kg"]), _both("carton_net_kg", "carton_gross_kg")),
    Rule("E10", _E, "carton_length_cm", "odd_carton", N_("The carton's sides cannot be right: they are in centimetres."),
         _usual_carton, _both(*_SIDES)),
    Rule("E11", _E, "category", "no_category", N_("Without a category nobody can say which certificates it needs."),
         _filled("category")),
    Rule("E11", _E, "shelf_life_days", "no_shelf_life", _MISSING, _above_zero("shelf_life_days"), _of(*_PERISHABLE)),
    Rule("E11", _E, "material", "no_material", _MISSING, _filled("material"), _of(*_BY_MATERIAL)),
    Rule("E12", _E, "supplier", "no_supplier", _MISSING, _supplied),
    Rule("E12", _E, "nib", "no_nib", N_("The supplier has no NIB."), _makers("nib"), _supplied, _MAKER),
    Rule("E12", _E, "phone", "no_contact", N_("The supplier has no phone, WhatsApp or email."), _reachable, _supplied, _MAKER),
    Rule("E12", _E, "capacity_per_month", "no_capacity", _MISSING, _above_zero("capacity_per_month")),
    Rule("E12", _E, "capacity_per_month", "small_capacity", N_("The capacity per month is less than the MOQ."),
         lambda s: bool(s.product["capacity_per_month"] >= s.product["moq"]), _both("capacity_per_month", "moq")),
)  # fmt: skip
"""Both gates, after what buyers expect of a list. Two things of theirs are not asked of a product: Incoterm, port and
validity are terms of the list, and nothing in the catalogue says yet when a contact was last confirmed."""

_RULES_AT: Final = {gate: tuple(rule for rule in RULES if rule.gate is gate) for gate in Gate}
RULES_OF: Final = {
    gate: len({rule.number for rule in RULES if rule.gate is gate} | {_CERTIFICATE_RULE[gate]}) for gate in Gate
}
"""How many numbered rules each gate has."""
