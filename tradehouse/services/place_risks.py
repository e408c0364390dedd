"""Looking at the folder where the catalogue is to live: SQLite's write-ahead log needs a plain local disk."""

import os
import sys
from pathlib import Path, PureWindowsPath

from tradehouse.domain.language import N_, Message
from tradehouse.domain.place_risks import PlaceRisk, cloud_risk

_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse",
     "afs", "ceph", "glusterfs", "fuse.glusterfs"}
)  # fmt: skip
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_MARKS = ((".dropbox", "Dropbox"), (".stfolder", "Syncthing"), (".owncloudsync.log", "ownCloud"))
_WINDOWS_REMOTE = 4


def place_risk(folder: Path) -> PlaceRisk | None:
    """Return what speaks against keeping the catalogue in a folder, which need not exist yet; None for nothing."""
    place = Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100 - resolve() would hide a mapped drive's letter
    found = cloud_risk((*place.parts, *_resolved(place).parts)) or _configured_cloud(place) or _marked_cloud(place)
    return found or (PlaceRisk("network") if _on_network(place) else None)


def describe_risk(risk: PlaceRisk) -> Message:
    """Return the warning for a person."""
    if risk.kind == "network":
        return Message(
            N_(
                "This folder is on a network drive. The catalogue can be damaged there. Choose a folder on this PC's own disk."
            )
        )
    return Message(
        N_(
            "This folder is synchronised by {service}. Two PCs at once can damage the catalogue. Choose a folder "
            "outside it; backups may lie in it."
        ),
        {"service": risk.name or Message(N_("a cloud service"))},
    )


def _resolved(place: Path) -> Path:
    try:
        return place.resolve()
    except (OSError, RuntimeError):
        return place


def _configured_cloud(place: Path) -> PlaceRisk | None:
    for variable in _CLOUD_VARIABLES:
        root = os.environ.get(variable, "").strip()
        if root and place.is_relative_to(root):
            return PlaceRisk("cloud", "OneDrive")
    return None


def _marked_cloud(place: Path) -> PlaceRisk | None:
    for folder in (place, *place.parents):
        for mark, name in _MARKS:
            try:
                if (folder / mark).exists():
                    # Dropbox keeps its own settings in ~/.dropbox, a folder; inside its root the mark is a file.
                    if name == "Dropbox" and (folder / mark).is_dir():
                        continue
                    return PlaceRisk("cloud", name)
            except OSError:
                continue
    return None


def _on_network(place: Path) -> bool:
    if PureWindowsPath(place).drive.startswith("\\\\") and not PureWindowsPath(place).drive.startswith("\\\\?\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
        return kind == _WINDOWS_REMOTE
    return _system_of(place) in _NETWORK_SYSTEMS


def _system_of(place: Path) -> str:
    """Return the kind of file system that a folder is on, by Linux's own list; "" where there is none."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), after.split()[0]
    return found
