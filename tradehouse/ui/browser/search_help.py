"""How to search, in a few lines with examples of the kind that is in front."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, theme

_WORDS = {
    RecordKind.PRODUCT: N_("bag rattan"),
    RecordKind.SUPPLIER: N_("batik yogya"),
    RecordKind.CERTIFICATION: N_("halal 2027"),
    RecordKind.BUYER: N_("nordic home"),
    RecordKind.OFFER: N_("PNW-0003"),
}
_FIELD = {
    RecordKind.PRODUCT: "status:draft",
    RecordKind.SUPPLIER: "province:bali",
    RecordKind.CERTIFICATION: "stage:issued",
    RecordKind.BUYER: "country:de",
    RecordKind.OFFER: "status:ordered",
}
_SEVERAL = {
    RecordKind.PRODUCT: "grade:A|B", RecordKind.SUPPLIER: "scale:mikro|kecil", RecordKind.CERTIFICATION: "type:pirt|halal",
    RecordKind.BUYER: "kind:importer|retailer", RecordKind.OFFER: "currency:USD|EUR",
}  # fmt: skip
_EMPTY = {
    RecordKind.PRODUCT: N_("supplier:-"),
    RecordKind.SUPPLIER: N_("phone:-"),
    RecordKind.CERTIFICATION: N_("expires:-"),
    RecordKind.BUYER: N_("country:-"),
    RecordKind.OFFER: N_("buyer:-"),
}


class SearchHelp(DialogFrame):
    """Examples beside what they find."""

    def __init__(self, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(
            _("How to search"), "search_help", QSize(600, 350), parent,
            sentence=_("Type parts of words in any order. Capitals and accents do not matter."),
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        for n, (example, words) in enumerate(
            (
                (_(_WORDS[kind]), _("all of these words, wherever they stand")),
                (_(_FIELD[kind]), _("one field only, by its name in either language")),
                (_SEVERAL[kind], _("any of these values")),
                (_(_EMPTY[kind]), _("the field is empty")),
                (_("change:12"), _("what one change made or changed, by its number in the history")),
            )
        ):
            shown = label(example)
            shown.setFont(theme().font(code=True))
            grid.addWidget(shown, n, 0)
            grid.addWidget(label(words, "muted", wrap=True), n, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_button(_("Close"), self.accept, kind="primary", default=True)
