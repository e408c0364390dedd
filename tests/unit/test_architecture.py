"""The shape of the program, held by the ordinary tests: one way of dependencies, small files, small classes."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "tradehouse").rglob("*.py"))
LONGEST_FILE = 400
MOST_METHODS = 20


def test_dependencies_point_one_way() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_domain_and_services_and_the_command_line_run_without_qt() -> None:
    program = (
        "import sys; sys.modules['PySide6'] = None; import tradehouse.services.catalogue, tradehouse.cli.program; "
        "assert not any(name.startswith('PySide6.') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_the_window_starts_without_the_heavy_libraries() -> None:
    program = (
        "import sys; import tradehouse.app; "
        "heavy = {'openpyxl', 'xlsxwriter', 'PIL', 'alembic', 'python_calamine', 'typer', 'rapidfuzz'} & sys.modules.keys(); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_and_classes_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
            assert len(methods) <= MOST_METHODS, node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_nothing_is_named_for_a_drawer() -> None:
    drawers = re.compile(r"(^|_)(manager|managers|helper|helpers|utils|misc|common|base)(_|$|\.)")
    assert [p.name for p in SOURCES if drawers.search(p.stem)] == []


def test_the_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
