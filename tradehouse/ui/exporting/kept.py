"""What somebody chose in the export dialog last time; it is offered again."""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from tradehouse.domain.cost_steps import MOST_SHIPMENT_M3, CostStep, step_of
from tradehouse.domain.errors import UserError
from tradehouse.services.documents import KINDS, TAG_SIZES
from tradehouse.services.exporting.options import LEAVE_OUT, MOST_TERMS, UNREADY
from tradehouse.ui.exporting.file_format import FORMATS, FileFormat
from tradehouse.ui.settings_store import Setting, folded, last_folder

FOLDER = last_folder("export")
FOLDED = folded("export")
_LONGEST = 200
_MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """The last choices, by the names of the export options; "" where the layout or the house decides.

    terms are pairs of Incoterm and place; rounding is a step such as "0.05"; costs and shipment_m3 are None where
    the house's usual ones were taken. A margin is not among them: what one buyer got must not slip into the next list.
    """

    layout: str = "export"
    buyer: str = ""
    language: str = ""
    currency: str = ""
    rounding: str = ""
    unready: str = LEAVE_OUT
    upward: bool = False
    issue: bool = True
    buyer_id: int | None = None
    terms: tuple[tuple[str, str], ...] = ()
    costs: tuple[CostStep, ...] | None = None
    shipment_m3: Decimal | None = None
    format: FileFormat = field(default_factory=FileFormat)


_TEXTS = ("layout", "buyer", "language", "currency", "rounding", "unready")


def _read(value: Any) -> Kept:
    if not isinstance(value, dict):
        raise TypeError(value)
    said = {key: value[key] for key in _TEXTS if key in value}
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in said.values()):
        raise ValueError(value)
    if said.get("unready", LEAVE_OUT) not in UNREADY:
        raise ValueError(value)
    if said.get("rounding"):
        _positive(said["rounding"])
    terms = tuple((str(term[0])[:_LONGEST], str(term[1])[:_LONGEST]) for term in value.get("terms", ())[:MOST_TERMS])
    try:
        costs = value.get("costs")
        steps = None if costs is None else tuple(step_of(step) for step in costs[:_MOST_STEPS])
    except UserError as error:
        raise ValueError(costs) from error
    buyer_id = value.get("buyer_id")
    return Kept(
        **said,
        upward=bool(value.get("upward", False)),
        issue=bool(value.get("issue", True)),
        buyer_id=buyer_id if isinstance(buyer_id, int) else None,
        terms=terms,
        costs=steps,
        shipment_m3=None if value.get("shipment_m3") is None else _positive(value["shipment_m3"], MOST_SHIPMENT_M3),
        format=_format(value.get("format", {})),
    )


def _positive(said: Any, most: Decimal = Decimal("Infinity")) -> Decimal:
    try:
        number = Decimal(str(said))
        if 0 < number <= most:
            return number
    except ArithmeticError as error:
        raise ValueError(said) from error
    raise ValueError(said)


def _format(said: Any) -> FileFormat:
    found = FileFormat(**said)
    if found.name not in FORMATS or found.kind not in ("", *KINDS) or found.tag_size not in TAG_SIZES:
        raise ValueError(said)
    return found


def _write(kept: Kept) -> dict[str, Any]:
    plain = asdict(kept)
    plain["terms"] = [list(term) for term in kept.terms]
    plain["shipment_m3"] = None if kept.shipment_m3 is None else str(kept.shipment_m3)
    plain["costs"] = None if kept.costs is None else [step.plain() for step in kept.costs]
    return plain


KEPT: Setting[Kept] = Setting("export.choices", Kept(), _read, _write)
