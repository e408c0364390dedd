"""Who took a photo and who gave leave to show it: the fields, for one photo or for many."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.display import show_date
from tradehouse.domain.language import N_, _
from tradehouse.domain.photo_facts import Consent
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.editors import date_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.theme import GAP, PANEL

LONGEST = 200
PURPOSES = (
    N_("Everything"),
    N_("The showcase"),
    N_("Catalogues for buyers"),
    N_("Web and social media"),
)
"""What consent is usually given for; anything else may be typed."""


def consent_status(consent: Consent | None, today: date) -> Status:
    """Return the badge that says whether a photo may be shown."""
    if consent is None:
        return Status("warning", _("No consent"), "attention")
    if not consent.holds(today):
        ended = "" if consent.until is None else show_date(consent.until)
        return Status("warning", _("Consent ended {date}").format(date=ended), "attention")
    return Status("check", _("Consent: {who}").format(who=_short(consent.by)), "good")


class RightsFields(QVBoxLayout):
    """Photographer, and consent: by whom, for what, until when."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(PANEL)
        self.credit = _line("photo_credit")
        self.by = _line("consent_by")
        self.purpose = QComboBox()
        self.purpose.setObjectName("consent_purpose")
        self.purpose.setEditable(True)
        self.purpose.addItems([_(purpose) for purpose in PURPOSES])
        self.purpose.setLineEdit(_line("consent_purpose_text"))
        self.purpose.setCurrentText("")
        self.limited = QCheckBox(_("Until"))
        self.limited.setObjectName("consent_limited")
        self.until = date_box(QDate.currentDate().addYears(2))
        self.until.setObjectName("consent_until")
        self.until.setAccessibleName(_("Consent until"))
        self.until.setEnabled(False)
        self.limited.toggled.connect(self.until.setEnabled)
        self._given: date | None = None
        ends = QWidget()
        row = QHBoxLayout(ends)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.limited)
        row.addWidget(self.until)
        row.addStretch(1)
        self.addWidget(FormRow(_("Photographer"), self.credit))
        self.addWidget(
            FormRow(
                _("Consent given by"), self.by, hint=_("Whoever may allow it: the maker, or a person in the picture.")
            )
        )
        pair = QHBoxLayout()
        pair.setSpacing(PANEL)
        pair.addWidget(FormRow(_("For what"), self.purpose), 1)
        pair.addWidget(FormRow(_("How long"), ends), 1)
        self.addLayout(pair)

    def show_rights(self, credit: str, consent: Consent | None) -> None:
        """Show what is known."""
        self.credit.setText(credit)
        self.by.setText(consent.by if consent else "")
        self.purpose.setCurrentText(consent.purpose if consent else "")
        self._given = consent.given if consent else None
        until = consent.until if consent else None
        self.limited.setChecked(until is not None)
        if until is not None:
            self.until.setDate(QDate(until.year, until.month, until.day))

    def consent(self, today: date) -> Consent | None:
        """Return what is filled in; None where nobody is named. New consent is given today."""
        by = self.by.text().strip()
        if not by:
            return None
        end = self.until.date()
        until = date(end.year(), end.month(), end.day()) if self.limited.isChecked() else None
        return Consent(by, self.purpose.currentText().strip(), until, self._given or today)

    def problem(self) -> str:
        """Return what keeps it from being saved, or ""."""
        if not self.by.text().strip() and (self.purpose.currentText().strip() or self.limited.isChecked()):
            return _("Say who gave consent, or leave purpose and date empty.")
        return ""


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setMaxLength(LONGEST)
    return line


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
