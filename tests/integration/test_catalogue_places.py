"""Looking at real folders for what speaks against keeping a catalogue in them."""

from pathlib import Path

import pytest

from tradehouse.domain.place_risks import PlaceRisk
from tradehouse.services.place_risks import describe_risk, place_risk


def test_a_plain_folder_is_fine_also_before_it_exists(tmp_path: Path) -> None:
    assert place_risk(tmp_path / "katalog" / "baru") is None


def test_a_folder_that_the_system_names_as_onedrive_is_warned_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Berkas Kantor"))
    assert place_risk(tmp_path / "Berkas Kantor" / "katalog") == PlaceRisk("cloud", "OneDrive")
    assert place_risk(tmp_path / "katalog") is None


def test_a_mark_of_a_cloud_client_above_the_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "bersama").mkdir()
    (tmp_path / "bersama" / ".stfolder").mkdir()
    risk = place_risk(tmp_path / "bersama" / "katalog")
    assert risk == PlaceRisk("cloud", "Syncthing")
    assert "Syncthing" in str(describe_risk(risk))


def test_the_settings_of_dropbox_in_the_home_folder_are_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert place_risk(tmp_path / "katalog") is None


def test_a_share_is_a_network_place() -> None:
    risk = place_risk(Path(r"\\server\bersama\katalog"))
    assert risk is None or risk.kind == "network"
    assert "network" in str(describe_risk(PlaceRisk("network")))
