"""The carton brain: volume, density, and how much of an article a container takes by volume and by weight."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from tradehouse.domain.errors import Problem
from tradehouse.domain.language import N_, Message
from tradehouse.domain.resources import resources

CM3_PER_M3 = Decimal(1_000_000)
LEAST_CBM, MOST_CBM = Decimal("0.001"), Decimal("1.5")
LEAST_DENSITY, MOST_DENSITY = Decimal(50), Decimal(1500)  # kg per cubic metre


@dataclass(frozen=True, slots=True)
class Container:
    """A container as cartons fill it: usable volume in m³, payload in kg."""

    code: str
    label: str
    volume_m3: Decimal
    payload_kg: Decimal


@cache
def containers() -> Mapping[str, Container]:
    """Return the containers by code ("20GP", "40HQ"), from resources/reference/containers.toml."""
    text = (resources() / "reference" / "containers.toml").read_text(encoding="utf-8")
    return {
        entry["code"]: Container(
            entry["code"], entry["label"], Decimal(str(entry["volume_m3"])), Decimal(str(entry["payload_kg"]))
        )
        for entry in tomllib.loads(text)["container"]
    }


@dataclass(frozen=True)
class Carton:
    """An export carton: outer sides in cm, weights in kg, base units inside. What is unknown or 0 is None."""

    length_cm: Decimal | None = None
    width_cm: Decimal | None = None
    height_cm: Decimal | None = None
    net_kg: Decimal | None = None
    gross_kg: Decimal | None = None
    quantity: int | None = None

    @cached_property
    def cbm(self) -> Decimal | None:
        """Cubic metres of one carton, unrounded; None where a side is unknown."""
        if self.length_cm is None or self.width_cm is None or self.height_cm is None:
            return None
        return self.length_cm * self.width_cm * self.height_cm / CM3_PER_M3

    @property
    def density(self) -> Decimal | None:
        """Gross kilograms per cubic metre."""
        return None if self.cbm is None or self.gross_kg is None else self.gross_kg / self.cbm


_CARTON_KEYS = (
    "carton_length_cm",
    "carton_width_cm",
    "carton_height_cm",
    "carton_net_kg",
    "carton_gross_kg",
    "qty_per_carton",
)


def carton_of(values: Mapping[str, Any]) -> Carton:
    """Return the carton of a product, whose values are given by field key."""
    value = values.get
    return Carton(*[value(key) or None for key in _CARTON_KEYS])


def cartons_in(carton: Carton, container: Container) -> int | None:
    """Return how many whole cartons fit, the lesser of volume and weight; None where one is unknown."""
    if not carton.cbm or not carton.gross_kg:
        return None
    return int(min(container.volume_m3 // carton.cbm, container.payload_kg // carton.gross_kg))


def units_in(carton: Carton, container: Container) -> int | None:
    """Return how many base units fit in whole cartons; None where the carton is not fully known."""
    count = cartons_in(carton, container)
    return None if count is None or not carton.quantity else count * carton.quantity


def filled(volume_m3: Decimal, gross_kg: Decimal, container: Container) -> Decimal:
    """Return how full a container is (1 = full), by volume or weight, whichever is more."""
    return max(volume_m3 / container.volume_m3, gross_kg / container.payload_kg)


def check_carton(carton: Carton) -> list[Problem]:
    """Return what looks wrong with a carton, as warnings: a slipped decimal mark shows as a density."""
    found: list[Problem] = []
    if carton.cbm is not None and not LEAST_CBM <= carton.cbm <= MOST_CBM:
        found.append(
            _warning(
                "carton_length_cm",
                "odd_cbm",
                N_("A carton of {cbm} m³ is unusual. Check its sides: they are in centimetres."),
                cbm=f"{carton.cbm.normalize():f}",
            )
        )
    elif carton.density is not None and not LEAST_DENSITY <= carton.density <= MOST_DENSITY:
        found.append(
            _warning(
                "carton_gross_kg",
                "odd_density",
                N_("A carton of {density} kg per m³ is unusual. Check its weight and its sides."),
                density=f"{carton.density:.0f}",
            )
        )
    if carton.net_kg is not None and carton.gross_kg is not None and carton.net_kg > carton.gross_kg:
        found.append(
            _warning(
                "carton_gross_kg",
                "net_over_gross",
                N_("The carton's net weight {net} kg is more than its gross weight {gross} kg."),
                net=str(carton.net_kg),
                gross=str(carton.gross_kg),
            )
        )
    return found


def _warning(field: str, code: str, msgid: str, **values: object) -> Problem:
    return Problem(field, code, Message(msgid, values), "warning")
