"""Whether a folder is a safe home for the catalogue: not where a cloud client or a network gets between it and the disk."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_CLOUDS = (
    ("OneDrive", re.compile(r"onedrive( - .+)?")),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?")),
    ("Google Drive", re.compile(r"google ?drive.*|my drive|drive saya|drivefs")),
    ("iCloud", re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs|iclouddrive")),
    ("Nextcloud", re.compile(r"nextcloud")),
    ("ownCloud", re.compile(r"owncloud")),
    ("Box", re.compile(r"box|box sync")),
    ("MEGA", re.compile(r"mega|megasync( downloads| uploads)?")),
    ("pCloud", re.compile(r"pcloud ?drive|pcloudsync")),
    ("Yandex Disk", re.compile(r"yandex\.?disk")),
    ("Syncthing", re.compile(r"syncthing")),
    ("", re.compile(r"cloudstorage")),
)


@dataclass(frozen=True, slots=True)
class PlaceRisk:
    """Why a folder is a bad home. name is the cloud service, or "" where only its kind is known."""

    kind: Literal["cloud", "network"]
    name: str = ""


def cloud_risk(parts: Iterable[str]) -> PlaceRisk | None:
    """Return the risk that the names of a folder and of those above it tell of."""
    for part in parts:
        folded = part.casefold()
        for name, pattern in _CLOUDS:
            if pattern.fullmatch(folded):
                return PlaceRisk("cloud", name)
    return None
