"""The papers of an order, as workbook or PDF: packing list and pro forma invoice.

Both are made of what was offered and ordered, and of what buyer and house say about themselves; nothing of cost,
margin or makers comes near them. What stands where is data: resources/documents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from tradehouse.domain.amounts_in_words import amount_in_words
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import LANGUAGES, N_, Message, translator
from tradehouse.domain.lead_times import lead_time
from tradehouse.domain.offering import CellValue
from tradehouse.domain.orders import OrderedLine, carton_of_line
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.exchange.layout_files import load_paper
from tradehouse.exchange.layouts import Layout, Table
from tradehouse.exchange.paper_pdf import write_paper_pdf
from tradehouse.exchange.workbooks.content import Document, Row, Rows
from tradehouse.exchange.workbooks.writing import write_workbook
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.terms import house_facts
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.house_logo import logo_jpeg
from tradehouse.services.orders.reading import Order, read_order

PACKING_LIST, PRO_FORMA = KINDS = ("packing-list", "pro-forma")
_INITIALS: Final = {PACKING_LIST: "PL", PRO_FORMA: "PI"}
_TABLE: Final = "lines"
_ORIGIN: Final = "Indonesia"
_NAME_TO_FILL_IN: Final = "(                                        )"
_Values: TypeAlias = dict[str, CellValue]


def write_order_document(
    catalogue: Catalogue, order_id: int, out: Path, kind: str, language: str = "", progress: Progress | None = None
) -> None:
    """Write one of KINDS for an order to out (.xlsx or .pdf); language "" for that of the offer.

    Raises NotFound, UserError (usage, unknown_language, cancelled_order), StorageProblem, Cancelled; then what was at
    out stays.
    """
    if kind not in KINDS:
        raise UserError("usage", N_('"{found}" is no paper of an order. There is: {known}.'), found=kind, known=", ".join(KINDS))  # fmt: skip
    if out.suffix.lower() not in {".xlsx", ".pdf"}:
        raise UserError("usage", N_('"{file}" ends neither in .xlsx nor in .pdf. Give it one of these endings.'), file=out.name)  # fmt: skip
    order = read_order(catalogue, order_id)
    if order.kept.status == "cancelled":
        raise UserError("cancelled_order", N_("Order {order} is cancelled, so no paper is made for it."), order=order.kept.code)  # fmt: skip
    language = language or str(order.offer["language"])
    if language not in LANGUAGES:
        raise UserError("unknown_language", N_('"{language}" is not a language of this program. Choose id or en.'), language=language)  # fmt: skip
    layout = load_paper(kind)
    make: Callable[[Order, str], Iterator[_Values]] = _packed if kind == PACKING_LIST else _priced
    values = list(make(order, language))
    document = _document(catalogue, order, layout, language)
    table = _fitted(document.layout.tables[_TABLE], values)
    document = replace(document, layout=replace(layout, tables={_TABLE: table}))
    rows = [Row(tuple(row.get(column.key) for column in table.columns)) for row in values]
    told = progress or Progress()
    if out.suffix.lower() == ".pdf":
        write_paper_pdf(out, document, table, rows, told)
    else:
        write_workbook(out, document, {_TABLE: lambda: Rows(len(rows), rows)}, len(rows), told)


def suggested_document_name(order: Order, kind: str, language: str = "") -> str:
    """Return a file name without ending for a paper of an order: "Packing list PL-ORD-0001"."""
    layout = load_paper(kind)
    name = layout.file_name.text(language or str(order.offer["language"]))
    return f"{name} {_number(order, layout)}"


def _number(order: Order, layout: Layout) -> str:
    return f"{_INITIALS[layout.name]}-{order.kept.code}"


def _fitted(table: Table, rows: list[_Values]) -> Table:
    """Return a table whose quantities are summed up only where all are of one unit."""
    if len({row["unit"] for row in rows}) <= 1:
        return table
    columns = tuple(replace(c, total=False) if c.key == "quantity" else c for c in table.columns)
    return replace(table, columns=columns)


# --- the rows -------------------------------------------------------------------------------------------------------


def _priced(order: Order, _language: str) -> Iterator[_Values]:
    for n, line in enumerate(order.lines, start=1):
        yield {
            "no": n,
            "code": line.line.code,
            "name": line.line.name,
            "hs": line.line.facts.get("hs_code"),
            "origin": _ORIGIN,
            "quantity": line.units,
            "unit": line.line.unit,
            "price": line.price,
            "amount": line.amount,
        }


def _packed(order: Order, language: str) -> Iterator[_Values]:
    """Yield the full cartons of each line, then the carton with its rest; pieces without carton data lie loose."""
    loose = Message(N_("loose")).text(language)
    number = 1
    for line in order.lines:
        carton = carton_of_line(line.line)
        named: _Values = {"code": line.line.code, "name": line.line.name, "unit": line.line.unit}
        if not carton.quantity:
            yield {**named, "package": loose, "each": line.units, "quantity": line.units}
            continue
        full, rest = divmod(line.units, carton.quantity)
        for count, each in ((full, carton.quantity), (1 if rest else 0, rest)):
            if not count:
                continue
            net = None if carton.net_kg is None else carton.net_kg * each / carton.quantity
            yield {
                **named,
                "package": f"{number}" if count == 1 else f"{number}–{number + count - 1}",
                "cartons": count,
                "each": each,
                "quantity": count * each,
                "net": net,
                "gross": carton.gross_kg,
                "total_net": None if net is None else net * count,
                "total_gross": None if carton.gross_kg is None else carton.gross_kg * count,
                "length": carton.length_cm,
                "width": carton.width_cm,
                "height": carton.height_cm,
                "cbm": None if carton.cbm is None else carton.cbm * count,
            }
            number += count


# --- what the papers say about themselves ---------------------------------------------------------------------------


def _document(catalogue: Catalogue, order: Order, layout: Layout, language: str) -> Document:
    house, usual = read_house(catalogue), read_trading_terms(catalogue)
    today = datetime.now(UTC).astimezone().date()
    offer = order.offer
    until: date | None = offer["valid_until"]
    facts: _Values = {
        **house_facts(house, language),
        **_buyer_facts(order, language),
        **_line_facts(order, language),
        "reference": _number(order, layout),
        "order": order.kept.code,
        "ordered_on": datetime.fromisoformat(order.kept.received_at).astimezone().date(),
        "offer": f"{offer['code']}, {show_date(offer['issued'], language)}" if offer["issued"] else offer["code"],
        "issue_date": today,
        "valid_until": until if until is not None and until >= today else today + timedelta(days=usual.valid_days),
        "currency": order.currency,
        "incoterm": f"{offer['incoterm']} {offer['place'] or ''} (Incoterms 2020)".replace("  ", " "),
        "payment_terms": offer["payment_terms"] or house.get("payment_terms"),
        "origin": _ORIGIN,
    }
    facts["signatory"] = facts["signatory"] or _NAME_TO_FILL_IN
    with catalogue.database.reading() as read:
        logo = logo_jpeg(catalogue, read)
    known = {name: value for name, value in facts.items() if value not in {None, ""}}
    return Document(layout, language, order.currency, known, logo=logo)


def _buyer_facts(order: Order, language: str) -> _Values:
    """Return what a paper says about the buyer, to the buyer."""
    values: Mapping[str, Any] = order.buyer.values if order.buyer else {}
    country = find_label("country", str(values["country"]), language) if values.get("country") else ""
    address = " ".join(str(values.get("address") or "").split())
    beside = [str(part) for part in (values.get("city"), country) if part]
    place = [address, *(part for part in beside if part.casefold() not in address.casefold())]
    contact = [values.get(key) for key in ("contact", "email", "phone")]
    return {
        "buyer": order.buyer_name,
        "buyer_address": ", ".join(part for part in place if part),
        "buyer_contact": ", ".join(str(part) for part in contact if part),
        "buyer_reference": order.kept.reference,
        "marks": str(values.get("marks") or "") or Message(N_("No marks (N/M)")).text(language),
    }


def _line_facts(order: Order, language: str) -> _Values:
    sums = order.totals
    days = [int(line.line.facts.get("lead_time_days") or 0) for line in order.lines]
    in_cartons = [line for line in order.lines if line.cartons]
    unmeasured = [line for line in in_cartons if None in {line.cbm, line.gross_kg, line.net_kg}]
    return {
        "amount_in_words": amount_in_words(sums.amount, order.currency, language),
        "lead_time": lead_time(max(days, default=0), order.offer["lead_time_basis"] or "", language),
        "unpriced": _codes(line for line in order.lines if line.price is None),
        "loose": _codes(line for line in order.lines if not line.cartons),
        "unmeasured": _codes(unmeasured),
        "packed": _packed_in_all(order, language) if in_cartons else "",
    }


def _codes(lines: "Iterator[OrderedLine] | list[OrderedLine]") -> str:
    return ", ".join(dict.fromkeys(line.line.code or line.line.name for line in lines))


def _packed_in_all(order: Order, language: str) -> str:
    sums = order.totals

    def figure(value: Decimal, places: int) -> str:
        return show_number(value, language, places)

    cartons = translator(language).ngettext("{n} carton", "{n} cartons", sums.cartons)
    parts = [cartons.format(n=show_number(sums.cartons, language))]
    if sums.cbm:
        parts.append(f"{figure(sums.cbm, 3)} m³")
    if sums.net_kg:
        parts.append(Message(N_("net {weight} kg"), {"weight": figure(sums.net_kg, 2)}).text(language))
    if sums.gross_kg:
        parts.append(Message(N_("gross {weight} kg"), {"weight": figure(sums.gross_kg, 2)}).text(language))
    return ", ".join(parts)
