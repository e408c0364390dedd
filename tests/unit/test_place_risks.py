"""Folders that are no home for a catalogue, told by their names."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from tradehouse.domain.place_risks import PlaceRisk, cloud_risk


@pytest.mark.parametrize(
    ("place", "service"),
    [
        (PureWindowsPath(r"C:\Users\Sari\OneDrive\Katalog"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Sari\OneDrive - Smesco\Katalog"), "OneDrive"),
        (PurePosixPath("/home/sari/Dropbox (Kantor)/katalog"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\katalog"), "Google Drive"),
        (PureWindowsPath(r"G:\Drive Saya\katalog"), "Google Drive"),
        (PurePosixPath("/Users/sari/Library/Mobile Documents/com~apple~CloudDocs/k"), "iCloud"),
        (PurePosixPath("/home/sari/Nextcloud/k"), "Nextcloud"),
    ],
)
def test_a_synchronised_folder_names_its_service(place: PurePosixPath, service: str) -> None:
    assert cloud_risk(place.parts) == PlaceRisk("cloud", service)


@pytest.mark.parametrize("place", ["/home/sari/.local/share/tradehouse", "/srv/boxes/katalog", "/home/drive/katalog"])
def test_an_ordinary_folder_is_no_risk(place: str) -> None:
    assert cloud_risk(PurePosixPath(place).parts) is None
