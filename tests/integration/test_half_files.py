"""Half a file is refused with one sentence, whatever kind of file it is."""

from pathlib import Path

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions

SHEETS = Path(__file__).resolve().parents[2].parent / "shared/data/spreadsheets"
HTML = "<html><body><table><tr><th>Nama Produk</th><th>Harga</th></tr>" + "".join(
    f"<tr><td>Produk {n}</td><td>{n}000</td></tr>" for n in range(50)
)


def half(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        inspect(ImportOptions((path,)))
    return str(refused.value)


def test_a_table_that_ends_in_the_middle(tmp_path: Path) -> None:
    told = half(tmp_path / "ekspor.xls", HTML.encode())
    assert "ekspor.xls" in told
    assert "damaged" in told
    (tmp_path / "utuh.xls").write_text(HTML + "</table></body></html>", encoding="utf-8")
    assert [view.taken for view in inspect(ImportOptions((tmp_path / "utuh.xls",))).sheets] == [True]


@pytest.mark.real_files
@pytest.mark.skipif(not SHEETS.is_dir(), reason="the real files are not beside the project")
@pytest.mark.parametrize("ending", [".xls", ".xlsx", ".xlsb", ".ods"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_half_a_workbook(tmp_path: Path, ending: str, share: float) -> None:
    whole = (SHEETS / f"t_calamine/picture{ending}").read_bytes()
    told = half(tmp_path / f"separuh{ending}", whole[: int(len(whole) * share)])
    assert f"separuh{ending}" in told
