"""Whole files or none."""

from pathlib import Path

import pytest

from tradehouse.domain import files


def test_content_arrives_whole_and_missing_folders_are_made(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "settings.json"
    files.write_file(target, b"one")
    files.write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["settings.json"]


def test_a_refused_move_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter([True, True, False])
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if next(refusals):
            raise PermissionError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "REPLACE_PAUSE", 0)
    files.write_file(tmp_path / "x", b"kept")
    assert (tmp_path / "x").read_bytes() == b"kept"


def test_a_target_that_stays_held_keeps_its_content_and_leaves_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")

    def replace(self: Path, target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "REPLACE_PAUSE", 0)
    with pytest.raises(PermissionError):
        files.write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if not p.is_dir()] == ["x"]
