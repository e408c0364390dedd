"""The fields of an offer: one price list as it was issued to a buyer. Its terms and lines are frozen; a change is a revision."""

from tradehouse.domain.fields import Choice, Field, FieldKind
from tradehouse.domain.language import N_

OFFER, TERMS, DESK = N_("Offer"), N_("Terms"), N_("Follow-up")

STATUSES = (
    Choice("issued", N_("Issued")),
    Choice("answered", N_("Answered")),
    Choice("ordered", N_("Ordered")),
    Choice("lost", N_("Lost")),
    Choice("replaced", N_("Replaced by a revision")),
    Choice("withdrawn", N_("Withdrawn")),
)

OFFER_FIELDS: tuple[Field, ...] = (
    Field("code", FieldKind.CODE, N_("Reference"), OFFER, (), searchable=True, column=True, width=120, editable=False),
    Field("name", FieldKind.TEXT, N_("Title"), OFFER, (), required=True, searchable=True, width=200, max_length=300),
    Field("buyer", FieldKind.REFERENCE, N_("Buyer"), OFFER, (), reference="buyer", facet=True, editable=False),
    Field("buyer_name", FieldKind.TEXT, N_("Buyer as written"), OFFER, (), searchable=True, column=True, width=200, max_length=300, editable=False),
    Field("number", FieldKind.CODE, N_("Number"), OFFER, (), editable=False),
    Field("revision", FieldKind.INTEGER, N_("Revision"), OFFER, (), editable=False),
    Field("issued", FieldKind.DATE, N_("Issued"), OFFER, (), editable=False, column=True, width=104),
    Field("valid_until", FieldKind.DATE, N_("Valid until"), OFFER, (), editable=False, column=True, width=104),
    Field("layout", FieldKind.CODE, N_("Layout"), OFFER, (), editable=False),
    Field("language", FieldKind.CODE, N_("Language of documents"), OFFER, (), editable=False),
    Field("currency", FieldKind.CODE, N_("Currency"), TERMS, (), editable=False, facet=True),
    Field("rate", FieldKind.MONEY, N_("Exchange rate"), TERMS, (), editable=False, house_only=True),
    Field("rate_date", FieldKind.DATE, N_("Date of the rate"), TERMS, (), editable=False, house_only=True),
    Field("margin", FieldKind.MEASURE, N_("Margin"), TERMS, (), unit="%", editable=False, house_only=True),
    Field("incoterm", FieldKind.REFERENCE, N_("Incoterm"), TERMS, (), reference="incoterm", editable=False),
    Field("place", FieldKind.TEXT, N_("Named place"), TERMS, (), editable=False),
    Field("payment_terms", FieldKind.TEXT, N_("Payment terms"), TERMS, (), max_length=500, editable=False),
    Field("minimum_order", FieldKind.TEXT, N_("Minimum order"), TERMS, (), max_length=500, editable=False),
    Field("lead_time_basis", FieldKind.TEXT, N_("Lead time"), TERMS, (), max_length=500, editable=False),
    Field("costs", FieldKind.LONG_TEXT, N_("Cost steps"), TERMS, (), editable=False, house_only=True, max_length=20_000),
    Field("sheet_id", FieldKind.CODE, N_("File mark"), OFFER, (), editable=False),
    Field("file_name", FieldKind.TEXT, N_("File"), OFFER, (), editable=False, max_length=300),
    Field("status", FieldKind.CHOICE, N_("Status"), DESK, (), choices=STATUSES, facet=True, column=True, width=140),
    Field("sent_on", FieldKind.DATE, N_("Sent on"), DESK, ()),
    Field("follow_up", FieldKind.DATE, N_("Follow up on"), DESK, (), column=True, width=136),
    Field("notes", FieldKind.LONG_TEXT, N_("Notes"), DESK, (), max_length=8000, house_only=True, searchable=True),
    Field("line_count", FieldKind.COUNT, N_("Lines"), OFFER, (), editable=False, stored=False, column=True, width=72),
)  # fmt: skip
