"""Matching: files in, a plan of what every photo shows, corrected and applied as one step that can be undone."""

from tradehouse.services.photo_matching.applying import ApplyReport, apply_plan, picture_of, plan_photos, plan_tray
from tradehouse.services.photo_matching.plan import (
    MATCHED_BY_LABELS,
    Candidate,
    EntryState,
    MatchedBy,
    PhotoEntry,
    PhotoPlan,
)

__all__ = [
    "MATCHED_BY_LABELS",
    "ApplyReport",
    "Candidate",
    "EntryState",
    "MatchedBy",
    "PhotoEntry",
    "PhotoPlan",
    "apply_plan",
    "picture_of",
    "plan_photos",
    "plan_tray",
]
