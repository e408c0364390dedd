"""Matching: files in, a plan of what every photo shows, corrected and applied as one step that can be undone."""

from tradehouse.services.photo_matching.applying import (
    ApplyReport,
    apply_plan,
    picture_of,
    plan_photos,
    plan_tray,
    whole_picture_of,
)
from tradehouse.services.photo_matching.duplicates import joined
from tradehouse.services.photo_matching.label_runs import LabelRun, label_runs, name_label, place_label, shift_label
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
    "LabelRun",
    "MatchedBy",
    "PhotoEntry",
    "PhotoPlan",
    "apply_plan",
    "joined",
    "label_runs",
    "name_label",
    "picture_of",
    "place_label",
    "plan_photos",
    "plan_tray",
    "shift_label",
    "whole_picture_of",
]
