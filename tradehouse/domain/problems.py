"""What troubles a supplier (pemetaan masalah): kinds of problems, who of the six consultants answers for each, how bad."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tradehouse.domain.fields import Choice
from tradehouse.domain.language import N_

PROBLEM_KINDS: Final = (
    Choice("sales", N_("Sales have dropped"), ("omzet turun", "penjualan turun", "omset menurun")),
    Choice("material", N_("Raw material is hard to get"), ("bahan baku",)),
    Choice("capital", N_("Capital"), ("modal", "permodalan", "pembiayaan", "angsuran")),
    Choice("distribution", N_("Distribution"), ("distribusi", "pengiriman", "transportasi")),
    Choice("production", N_("Production"), ("produksi", "mesin", "kapasitas")),
    Choice("market", N_("Marketing"), ("pemasaran", "pasar", "promosi")),
    Choice("permits", N_("Permits"), ("izin", "perizinan", "halal", "sni", "haki", "merek")),
    Choice("people", N_("People and skills"), ("sdm", "tenaga kerja", "keterampilan")),
    Choice("technology", N_("Technology"), ("teknologi", "digital", "internet")),
    Choice("institution", N_("Institution"), ("kelembagaan", "koperasi", "organisasi")),
)
CONSULTANT_OF: Final[Mapping[str, str]] = {
    "sales": "pemasaran",
    "market": "pemasaran",
    "distribution": "pemasaran",
    "material": "produksi",
    "production": "produksi",
    "capital": "pembiayaan",
    "permits": "kelembagaan",
    "institution": "kelembagaan",
    "people": "sdm",
    "technology": "teknologi_informasi",
}
"""The field of the consultant who answers for a kind of problem: codes of the list consultant_field."""
SEVERITIES: Final = (
    Choice("light", N_("Slight"), ("ringan",)),
    Choice("medium", N_("Moderate"), ("sedang",)),
    Choice("heavy", N_("Heavy"), ("berat",)),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a supplier; solved is None while it stands."""

    id: int
    kind: str
    field: str
    severity: str
    opened: date
    solved: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SurveyWave:
    """One round of asking: its name, day, and the region that was asked."""

    id: int
    name: str
    date: date
    region: str = ""


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What a supplier answered: turnover change in percent (-60 is a loss of 60 %), months that its cash lasts, people
    before and how many of them were let go. None: not answered.
    """

    turnover_change: float | None = None
    cash_months: float | None = None
    staff_before: int | None = None
    staff_cut: int | None = None
    note: str = ""
