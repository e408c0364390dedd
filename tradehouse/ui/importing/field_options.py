"""What a column can be taken for: the fields of products, firms and certificates, permits, photos, or nothing."""

from decimal import Decimal

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, Message, _, current_language
from tradehouse.domain.reference_data import certification_types
from tradehouse.exchange.columns import target_field
from tradehouse.exchange.headings import (
    ADDRESS_PART,
    IMAGE_URL,
    PERMIT,
    PERMITS,
    PHOTO,
    PROMO,
    RUNNING_NUMBER,
    TIER_BASE,
    TIER_FACTOR,
)
from tradehouse.exchange.split_targets import PRICE, SPLITS, filled_by
from tradehouse.ui.kit.search_combo import Option, OptionGroup

IGNORE = ""
_SPECIAL_LABELS = {
    PHOTO: N_("Photo (file name)"),
    IMAGE_URL: N_("Photo (address on the web, kept as a note)"),
    PROMO: N_("Promotional price (kept as a note)"),
    TIER_FACTOR: N_("Units in a pack (tier prices)"),
    TIER_BASE: N_("Unit that packs are counted in"),
    RUNNING_NUMBER: N_("Running number (not kept)"),
    PERMITS: N_("Permits of several types (legalitas)"),
    ADDRESS_PART: N_("Part of the address: village, hamlet"),
}
_NOT_FROM_FILES = frozenset({"uid", "scans"})
_FACTORS: dict[str, tuple[tuple[Decimal, str], ...]] = {
    "Rp": (
        (Decimal(1), N_("rupiah")),
        (Decimal(1000), N_("thousand rupiah")),
        (Decimal(1_000_000), N_("million rupiah")),
        (Decimal(1_000_000_000), N_("billion rupiah")),
    ),
    "cm": (
        (Decimal("0.1"), N_("mm")),
        (Decimal(1), N_("cm")),
        (Decimal(100), N_("m")),
        (Decimal("2.54"), N_("inches")),
    ),
    "g": ((Decimal(1), N_("g")), (Decimal(100), N_("ons (100 g)")), (Decimal(1000), N_("kg"))),
    "kg": ((Decimal("0.001"), N_("g")), (Decimal(1), N_("kg")), (Decimal(1000), N_("tonnes"))),
    "days": (
        (Decimal(1), N_("days")),
        (Decimal(7), N_("weeks")),
        (Decimal(30), N_("months")),
        (Decimal(365), N_("years")),
    ),
}


def target_label(target: str) -> str:
    """Return what a target is called: "Product name", "Phone (supplier)", "PIRT (permit)"; "" for none."""
    if not target:
        return _("Do not take")
    if target in SPLITS:
        return _(SPLITS[target].label)
    if target in _SPECIAL_LABELS:
        return _(_SPECIAL_LABELS[target])
    kind, _dot, key = target.partition(".")
    if target.startswith(PERMIT):
        known = certification_types().get(key)
        return _("{certificate} (permit)").format(certificate=known.label(current_language()) if known else key)
    field = target_field(target)
    if field is None:
        return key
    return _labelled(kind, field)


def _labelled(kind: str, field: Field) -> str:
    words = str(Message(field.label))
    if kind == RecordKind.SUPPLIER and field.key not in ("name", "code"):
        return _("{field} (supplier)").format(field=words)
    if kind == RecordKind.CERTIFICATION and field.key != "type":
        return _("{field} (certificate)").format(field=words)
    return words


def field_options() -> tuple[OptionGroup, ...]:
    """Return everything a column can be taken for, in groups."""
    ignore = OptionGroup("", (Option(IGNORE, target_label(IGNORE), "ignore abaikan lewati"),))
    titles = {
        RecordKind.PRODUCT: _("Product"),
        RecordKind.SUPPLIER: _("Supplier"),
        RecordKind.CERTIFICATION: _("Certificate"),
    }
    groups = [OptionGroup(title, tuple(_options_of(kind))) for kind, title in titles.items()]
    permits = tuple(
        Option(f"{PERMIT}{code}", target_label(f"{PERMIT}{code}"), " ".join(entry.aliases))
        for code, entry in certification_types().items()
    )
    parted = tuple(Option(target, target_label(target), " ".join(split.headings)) for target, split in SPLITS.items())
    other = tuple(Option(target, target_label(target)) for target in _SPECIAL_LABELS)
    parted_group = OptionGroup(_("One column, several fields"), parted)
    return (
        ignore,
        *groups,
        parted_group,
        OptionGroup(_("Other"), other),
        OptionGroup(_("Permits of the firm or product"), permits),
    )


def _options_of(kind: RecordKind) -> list[Option]:
    found = []
    for field in fields(kind).values():
        mention = field.reference == RecordKind.SUPPLIER  # the supplier's own name stands for it
        if field.worked_out or field.key in _NOT_FROM_FILES or mention:
            continue
        found.append(Option(f"{kind}.{field.key}", _labelled(kind, field), " ".join((field.key, *field.synonyms))))
    return found


def can_be_joined(target: str) -> bool:
    """Say whether several columns may fill a field together: texts are put side by side, numbers never."""
    field = target_field(target) if target else None
    return field is not None and field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)


def factor_options(target: str) -> tuple[tuple[Decimal, str], ...]:
    """Return what the numbers of a column may be in, with what to multiply them by; nothing where it is no question."""
    # Of columns that are parted, only those of prices have an amount of one unit.
    field = target_field(filled_by(target)[0]) if target == PRICE or target not in SPLITS else None
    return tuple((factor, _(words)) for factor, words in _FACTORS.get(field.unit, ())) if field is not None else ()


def factor_label(target: str, factor: Decimal) -> str:
    """Return what a factor is called."""
    known = dict(factor_options(target))
    return known.get(factor) or _("× {factor}").format(factor=show_number(factor))
