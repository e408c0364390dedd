"""What a buyer's sheet says about a product: values by the name that a layout uses.

A layout's column names a field ("hs_code"), a field of the supplier ("supplier.brand") or one of VALUES.
Values are str, int, Decimal, date, or None for a cell that stays empty. Formulas take theirs from here too, so
that a cell shows a figure where nothing recalculates it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TypeAlias

from tradehouse.domain.cartons import Carton, carton_of, containers, units_in
from tradehouse.domain.certificates import holds_until
from tradehouse.domain.language import N_, translator
from tradehouse.domain.offers import ORDER_FACTS, OTHER_PRICES, OfferLine
from tradehouse.domain.pricing import Priced, SecondPrice, second_price
from tradehouse.domain.records import Record
from tradehouse.domain.reference import certification_types
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.size_words import english_size
from tradehouse.domain.text import fold
from tradehouse.domain.variant_words import english_variant

CellValue: TypeAlias = str | int | float | Decimal | date | bool | None

DESCRIPTION_WHOLE, DESCRIPTION_LONG, DESCRIPTION_SHORT = 1_200, 250, 160
NOT_OF_THE_GOODS = frozenset({"licence", "shipment", "ip"})
"""Groups of certificates that say nothing about the goods on offer: the firm's licence, one shipment, a name."""
_FOOD = frozenset({"pirt", "bpom_md", "bpom_ml", "bpom_tr", "bpom_herbal", "bpom_sd", "bpom_na"})
_GROUPS: Mapping[str, frozenset[str]] = {
    "number_halal": frozenset({"halal", "halal_mui"}),
    "number_food": _FOOD,
    "number_sni": frozenset({"sni", "sni_bina_umk"}),
    "number_brand": frozenset({"merek"}),
}


@dataclass(frozen=True)
class Offered:
    """A product as one list offers it. certificates are those that cover it and hold on the day.

    words are the layout's own short words by list and code: {"unit": {"pcs": "PC"}, "certificate": {…}}. others are
    the prices at further delivery terms; ready says whether it passes the gate of an export list. news is the msgid
    of what is new about it to a buyer who has an older list.
    """

    number: int
    product: Record
    supplier: Record | None
    certificates: tuple[Record, ...]
    priced: Priced
    language: str
    currency: str
    sheet_id: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: tuple[Priced, ...] = ()
    ready: bool = False
    news: str = ""

    @property
    def english(self) -> bool:
        """Whether the document is in English."""
        return self.language == "en"

    @cached_property
    def name(self) -> str:
        """Its name in the document's language, where it has none the Indonesian one."""
        return self.translated("name_id") or str(self.product["name_id"])

    @cached_property
    def carton(self) -> Carton:
        """Its export carton."""
        return carton_of(self.product.values)

    @cached_property
    def second(self) -> SecondPrice | None:
        """Its price for a larger quantity."""
        return second_price(self.product.values, self.currency, self.priced.amount)

    @cached_property
    def price_revision(self) -> str:
        """A short text that changes with the row's prices, so that a returned list shows an old price."""
        second = self.second
        amounts = (self.priced.amount, second and second.quantity, second and second.amount)
        facts = "|".join(map(str, (self.currency, *amounts, *(other.amount for other in self.others))))
        return hashlib.sha256(facts.encode()).hexdigest()[:10]

    def say(self, msgid: str, **values: object) -> str:
        """Return a text of the document in its own language."""
        text = translator(self.language).gettext(msgid)
        return text.format(**values) if values else text

    def word(self, list_name: str, reference: str, code: str) -> str:
        """Return the layout's word for a code of reference data, else its label: in capitals beside such words."""
        own = self.words.get(list_name)
        if own and code in own:
            return own[code]
        label = find_label(reference, code, self.language)
        return label.upper() if own else label

    def translated(self, key: str) -> str:
        """Return a text field in the document's language: English only where somebody wrote English."""
        other = f"{key.removesuffix('_id')}_en"
        return str(self.product[other if self.english else key] or "").strip()


def shorten(text: str, most: int) -> str:
    """Return text on one line, at most `most` characters, cut after a word and marked with an ellipsis."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1]
    head, space, _rest = cut.rpartition(" ")
    return f"{(head if space and len(head) > most // 2 else cut).rstrip(' ,.;:–-')}…"


def plain_number(value: Decimal | int) -> str:
    """Return a measure without trailing zeros: 30.50 → "30.5"."""
    return f"{Decimal(value).normalize():f}"


def _measure(offered: Offered, value: Decimal) -> str:
    text = plain_number(value)
    return text if offered.english else text.replace(".", ",")


def _description(offered: Offered, most: int) -> str:
    """Return the description, and behind it what it is made of as far as both fit."""
    made_of = ""
    if offered.translated("ingredients"):
        made_of = offered.say(N_("Ingredients: {text}"), text=offered.translated("ingredients"))
    elif offered.translated("material"):
        made_of = offered.say(N_("Material: {text}"), text=offered.translated("material"))
    if offered.translated("allergens"):
        made_of += offered.say(N_("; allergens: {text}"), text=offered.translated("allergens"))
    made_of = shorten(made_of, most // 2) if made_of else ""
    room = most - len(made_of) - (1 if made_of else 0)
    text = shorten(offered.translated("description_id"), room)
    return "\n".join(part for part in (text, made_of) if part)


def _short_description(offered: Offered) -> str:
    return shorten(offered.translated("description_id"), DESCRIPTION_SHORT)


def _material(offered: Offered) -> str:
    return shorten(offered.translated("material") or offered.translated("ingredients"), DESCRIPTION_SHORT)


def _whole_material(offered: Offered) -> str:
    return shorten(offered.translated("material") or offered.translated("ingredients"), DESCRIPTION_WHOLE)


def _whole(key: str) -> "Callable[[Offered], CellValue]":
    """Return what reads a text in the document's language, as long as a page has room for it."""
    return lambda offered: shorten(offered.translated(key), DESCRIPTION_WHOLE)


def _size(offered: Offered) -> str:
    values = offered.product.values
    sides = [values.get(key) for key in ("length_cm", "width_cm", "height_cm")]
    known = [_measure(offered, side) for side in sides if side]
    parts = [f"{' × '.join(known)} cm"] if known else []
    if not known and values.get("size_text"):
        text = str(values["size_text"])
        parts.append(text if offered.language == "id" else english_size(text))
    if values.get("net_content"):
        unit = find_label("unit", values["net_unit"], offered.language) if values.get("net_unit") else ""
        parts.append(f"{_measure(offered, values['net_content'])} {unit}".strip())
    return " / ".join(parts)


def _colour(offered: Offered) -> str:
    own, variant = (str(offered.product[key] or "") for key in ("colour", "variant"))
    colour = offered.translated("colour") or own
    if variant == own:
        return colour  # a variant that is the colour is said once, in the document's language
    if offered.english:
        variant = english_variant(variant)
    return " / ".join({fold(part): part for part in (colour, variant) if part}.values())


def _size_and_variant(offered: Offered) -> str:
    """Return what tells articles of one name apart, for papers that have no column of their own for each."""
    size = _size(offered)
    kinds = (part for part in _colour(offered).split(" / ") if part and not size.startswith(part))
    return "  ·  ".join((*kinds, *([size] if size else [])))


def _brand(offered: Offered) -> str:
    return str(offered.product["brand"] or (offered.supplier and offered.supplier["brand"]) or "")


def _origin(offered: Offered) -> str:
    product, supplier = offered.product, offered.supplier
    regency, province = product["origin_regency"], product["origin_province"]
    if not regency and not province and supplier is not None:
        regency, province = supplier["regency"], supplier["province"]
    if regency and not province:
        province = str(regency)[:2]
    labels = (("regency", regency), ("province", province))
    return ", ".join(find_label(name, str(code), offered.language) for name, code in labels if code)


def _shelf_life(offered: Offered) -> int | None:
    days = offered.product["shelf_life_days"]
    return max(1, days // 30) if days and days >= 15 else None


def _certifications(offered: Offered) -> str:
    own = offered.words.get("certificate", {})
    parts = [
        _certified(c["type"] or "", holds_until(c), own.get(c["type"], ""), offered.language)
        for c in offered.certificates
    ]
    return "; ".join(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=1024)
def _certified(code: str, until: date | None, own: str, language: str) -> str:
    """Return how a list names a certificate of goods: own is the layout's word for it; "" where it is none."""
    kind = certification_types().get(code)
    if kind is not None and kind.group in NOT_OF_THE_GOODS:
        return ""
    word = own or find_label("certification_type", code, language).partition(" (")[0]
    if until is None:
        return word
    return translator(language).gettext(N_("{name} (exp {date})")).format(name=word, date=f"{until:%Y-%m}")


def _numbers(codes: frozenset[str]) -> "Callable[[Offered], str]":
    def read(offered: Offered) -> str:
        found = (str(c["number"] or "") for c in offered.certificates if c["type"] in codes)
        return "\n".join(dict.fromkeys(number for number in found if number))

    return read


def _certificates_until(offered: Offered) -> date | None:
    return min((until for c in offered.certificates if (until := holds_until(c)) is not None), default=None)


def _unit(offered: Offered) -> str:
    return offered.word("unit", "unit", str(offered.product["unit"] or "pcs"))


def _in_cartons(offered: Offered) -> bool:
    return bool(offered.product["qty_per_carton"])


def _order_unit(offered: Offered) -> str:
    return offered.say(N_("carton")) if _in_cartons(offered) else _unit(offered)


def _order_hint(offered: Offered) -> str:
    product = offered.product
    return _hint(_unit(offered), product["qty_per_carton"] or 0, product["moq"] or 0, offered.language)


@lru_cache(maxsize=4096)
def _hint(unit: str, per_carton: int, moq: int, language: str) -> str:
    say = translator(language).gettext
    if per_carton:
        hint = say(N_("Cartons of {count} {unit}.")).format(count=per_carton, unit=unit)
    else:
        hint = say(N_("Single units ({unit}).")).format(unit=unit)
    if moq:
        hint += " " + say(N_("Minimum order {count} {unit}.")).format(count=moq, unit=unit)
    return hint


def _carton_size(offered: Offered) -> str:
    sides = [offered.product[f"carton_{side}_cm"] for side in ("length", "width", "height")]
    return " × ".join(_measure(offered, side) for side in sides) if all(sides) else ""


def _remarks(offered: Offered) -> str:
    parts = [offered.say(offered.news)] if offered.news else []
    if offered.product["made_to_order"]:
        parts.append(offered.say(N_("Made to order")))
    if offered.translated("storage"):
        parts.append(offered.say(N_("Storage: {text}"), text=offered.translated("storage")))
    return shorten(". ".join(parts), DESCRIPTION_SHORT)


def _stock(offered: Offered) -> CellValue:
    stock: int | None = offered.product["stock"]
    if not stock and offered.product["made_to_order"]:
        return offered.say(N_("Made to order"))
    return stock


def _export_ready(offered: Offered) -> str:
    return "Y" if offered.ready else "N" if offered.english else "T"


def _at_other_term(n: int) -> "Callable[[Offered], CellValue]":
    return lambda offered: offered.others[n].amount if len(offered.others) > n else None


def offer_line(offered: Offered) -> OfferLine:
    """Return what an offer keeps of the article."""
    second = offered.second
    known = {key: offered.product[key] for key in ORDER_FACTS if offered.product[key] is not None}
    facts: dict[str, object] = {
        key: plain_number(value) if isinstance(value, Decimal) else value for key, value in known.items()
    }
    if offered.others:
        amounts = [other.amount for other in offered.others]
        facts[OTHER_PRICES] = [None if amount is None else plain_number(amount) for amount in amounts]
    return OfferLine(
        product_uid=offered.product.uid,
        code=str(offered.product["code"] or ""),
        name=offered.name,
        unit=_unit(offered),
        price=offered.priced.amount,
        second_quantity=second.quantity if second else None,
        second_price=second.amount if second else None,
        price_revision=offered.price_revision,
        facts=facts,
    )


def _zero_where(known: object) -> int | None:
    return 0 if known else None


VALUES: Mapping[str, Callable[[Offered], CellValue]] = {
    "row_number": lambda o: o.number,
    "photo": lambda _o: None,
    "name": lambda o: o.name,
    "description_and_material": lambda o: _description(o, DESCRIPTION_LONG),
    "short_description": _short_description,
    "material_text": _material,
    "size_and_content": _size,
    "size_and_variant": _size_and_variant,
    "colour_and_variant": _colour,
    "brand_text": _brand,
    "supplier_name": lambda o: str(o.supplier["name"]) if o.supplier else None,
    "category_name": lambda o: (
        find_label("category", o.product["category"], o.language) if o.product["category"] else None
    ),
    "origin_country": lambda _o: "Indonesia",
    "origin_place": _origin,
    "shelf_life_months": _shelf_life,
    "certifications": _certifications,
    **{name: _numbers(codes) for name, codes in _GROUPS.items()},
    "certificates_until": _certificates_until,
    "unit_word": _unit,
    "unit_price": lambda o: o.priced.amount,
    "unit_price_2": _at_other_term(0),
    "unit_price_3": _at_other_term(1),
    "second_quantity": lambda o: o.second.quantity if o.second else None,
    "second_price": lambda o: o.second.amount if o.second else None,
    "cbm": lambda o: o.carton.cbm,
    "units_in_20GP": lambda o: units_in(o.carton, containers()["20GP"]),
    "units_in_40HQ": lambda o: units_in(o.carton, containers()["40HQ"]),
    "remarks": _remarks,
    "story": lambda o: shorten(o.translated("story_id"), DESCRIPTION_LONG),
    "whole_story": _whole("story_id"),
    "whole_description": _whole("description_id"),
    "whole_material": _whole_material,
    "allergens_text": _whole("allergens"),
    "technique_text": _whole("technique"),
    "storage_text": _whole("storage"),
    "carton_size": _carton_size,
    "stock_text": _stock,
    "export_ready": _export_ready,
    "order_unit": _order_unit,
    "order_hint": _order_hint,
    "order_units": lambda _o: 0,
    "order_amount": lambda o: _zero_where(o.priced.amount),
    "order_cbm": lambda o: _zero_where(_in_cartons(o) and o.carton.cbm),
    "order_gross_kg": lambda o: _zero_where(_in_cartons(o) and o.carton.gross_kg),
    "left_over": lambda _o: 0,
    "blank": lambda _o: None,
    "sheet_id": lambda o: o.sheet_id,
    "product_id": lambda o: o.product.uid,
    "price_revision": lambda o: o.price_revision,
}
"""Computed values of a product by the name that layouts use."""
