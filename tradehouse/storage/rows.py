"""What the store knows about its rows beside their columns."""

from tradehouse.domain.fields import RECORD_KINDS

DERIVED = frozenset(
    {"name_sort", "code_sort", "supplier_sort", "supplier_text", "search_text", "photo_count", "holds_until"}
)
RECORDED_TABLES = frozenset(
    RECORD_KINDS
    | {"certification_product", "photo", "photo_tray", "product_photo", "house", "staff", "saved_view", "import_batch"}
    | {"offer_line", "buyer_order", "order_line", "showcase_result", "saved_layout"}
    | {"certification_type", "document", "growth_snapshot", "step_up", "mentoring_case", "problem", "expert"}
    | {"programme_session", "participation", "selection", "partner_link", "survey_wave", "survey_answer", "target"}
)
HOUSE_COLUMNS = (
    "name_id", "name_en", "address", "phone", "whatsapp", "email", "website", "bank", "signatory", "signatory_role",
    "payment_terms", "lead_time_basis", "catalogue_prefix", "default_port", "logo_photo_id",
)  # fmt: skip
