"""The sample: a workbook and photos of our own making, imported the ordinary way into an empty catalogue.

A house that has no name yet gets the sample's, so that the workbooks for buyers say who sells. Its photos are drawn
by the program's makers, who give leave to show them, so that most products are ready for a showcase.
"""

import tomllib
from dataclasses import dataclass

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import CATALOGUE_KINDS
from tradehouse.domain.language import N_
from tradehouse.domain.photo_facts import Consent
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.domain.resources import resources
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import read_house, save_house
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.services.photos import set_consent
from tradehouse.storage.photo_links import photo_ids

WORKBOOK = "tradehouse-sample.xlsx"
HOUSE = "house.toml"
MAKERS = "Tradehouse"


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What the sample brought."""

    products: int
    suppliers: int
    certifications: int
    photos: int
    report: ImportReport


def is_empty(catalogue: Catalogue) -> bool:
    """Return whether a catalogue has no record of any kind, not even in its trash."""
    return not any(
        browsing.count(catalogue, kind, Query(trashed=trashed)) for kind in CATALOGUE_KINDS for trashed in (False, True)
    )


def fill(catalogue: Catalogue, progress: Progress | None = None) -> SampleReport:
    """Import the sample into an empty catalogue. Raises UserError where it is not empty."""
    if not is_empty(catalogue):
        raise UserError(
            "not_empty",
            N_("The sample goes into an empty catalogue only; {path} has records. Choose another folder with --data."),
            path=catalogue.folder,
        )
    folder = resources() / "sample"
    options = ImportOptions(files=(folder / WORKBOOK,), photos=folder / "photos")
    plan = plan_import(catalogue, options, progress)
    try:
        report = apply_import(catalogue, plan, progress)
    finally:
        plan.close()
    with catalogue.database.reading() as read:
        drawn = photo_ids(read)
    set_consent(catalogue, drawn, Consent(MAKERS))
    if not read_house(catalogue)["name_id"]:
        house = tomllib.loads((folder / HOUSE).read_text(encoding="utf-8"))
        save_house(catalogue, house)
    created = {name: counts["created"] for name, counts in report.records.items()}
    return SampleReport(
        created["products"], created["suppliers"], created["certifications"], report.photos["attached"], report
    )
