"""`list`: records as a table for people or as JSON for scripts."""

from typing import Annotated

import typer

from tradehouse.cli.certification_types import list_certification_types
from tradehouse.cli.orders import list_orders, refuse_query
from tradehouse.cli.session import Session
from tradehouse.cli.tables import print_table
from tradehouse.domain.display import show
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.plain import plain_record
from tradehouse.domain.query import parse_query
from tradehouse.services import browsing

KINDS = {
    "products": RecordKind.PRODUCT,
    "suppliers": RecordKind.SUPPLIER,
    "certifications": RecordKind.CERTIFICATION,
    "buyers": RecordKind.BUYER,
    "offers": RecordKind.OFFER,
    "programmes": RecordKind.PROGRAMME,
    "services": RecordKind.SERVICE,
    "partners": RecordKind.PARTNER,
}
ORDERS, TYPES = "orders", "certification-types"


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("list", help="List records; QUERY is words and key:value terms.")(list_records)


def list_records(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="products, suppliers, certifications, buyers, offers, orders, programmes, services, partners or certification-types"
        ),
    ],
    query: Annotated[list[str] | None, typer.Argument(help="words and key:value terms")] = None,
    columns: Annotated[str, typer.Option("--columns", help="field keys, separated by commas")] = "",
    limit: Annotated[int | None, typer.Option("--limit", min=0)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one array of objects keyed by field")] = False,
) -> None:
    """Print the records of a kind that a query selects."""
    session: Session = context.obj
    if kind == ORDERS:
        refuse_query(query or [])
        list_orders(session, limit, as_json=as_json)
        return
    if kind == TYPES:
        list_certification_types(session, " ".join(query or []), limit, as_json=as_json)
        return
    if kind not in KINDS:
        raise NotFound(
            "unknown_kind",
            N_('"{kind}" is not a list. There are: {kinds}.'),
            kind=kind,
            kinds=", ".join([*KINDS, ORDERS, TYPES]),
        )
    record_kind = KINDS[kind]
    keys = [key.strip() for key in columns.split(",") if key.strip()]
    unknown = [key for key in keys if key != "uid" and key not in fields(record_kind)]
    if unknown:
        raise NotFound(
            "unknown_column", N_('There is no field "{key}". See the full list with --json.'), key=unknown[0]
        )
    asked = parse_query(record_kind, " ".join(query or []))
    ids = browsing.find_ids(session.catalogue, record_kind, asked, limit)
    found = browsing.records(session.catalogue, record_kind, ids)
    if as_json:
        session.answer([plain_record(record, keys or ["uid", *fields(record_kind)]) for record in found])
        return
    shown = keys or [f.key for f in fields(record_kind).values() if f.column]
    table = [[_(fields(record_kind)[key].label) if key != "uid" else "uid" for key in shown]]
    table += [[r.uid if k == "uid" else show(fields(record_kind)[k], r[k]) for k in shown] for r in found]
    print_table(table)
