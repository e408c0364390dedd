"""Shipped lists as options to choose from: ports, delivery terms, currencies, languages."""

from tradehouse.domain.fields import fields
from tradehouse.domain.language import LANGUAGES, _, current_language
from tradehouse.domain.reference_data import incoterms, ports
from tradehouse.ui.kit.search_combo import Option, OptionGroup


def port_options() -> tuple[OptionGroup, ...]:
    """Return seaports and airports by UN/LOCODE, the largest harbours as the list has them."""
    language = current_language()
    sea: list[Option] = []
    air: list[Option] = []
    for code, port in ports().items():
        option = Option(code, f"{port.label(language)} · {code}", " ".join((port.name, *port.aliases)))
        (sea if "sea" in port.modes else air).append(option)
    return OptionGroup(_("Seaports"), tuple(sea)), OptionGroup(_("Airports"), tuple(air))


def incoterm_options() -> tuple[OptionGroup, ...]:
    """Return the terms of Incoterms 2020 by their code."""
    language = current_language()
    options = (
        Option(code, f"{code} · {term.label(language)}", " ".join(term.aliases)) for code, term in incoterms().items()
    )
    return (OptionGroup("", tuple(options)),)


def currencies() -> tuple[str, ...]:
    """Return the currencies that a list can be in."""
    return tuple(choice.token for choice in fields("product")["export_currency"].choices)


def languages() -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the languages that documents and the window can be in."""
    return tuple(LANGUAGES.items())
