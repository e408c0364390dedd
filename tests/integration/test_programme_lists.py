"""Lists of programmes with a report's figures; sessions with experts; partners' links; the commands."""

import json
from datetime import date
from pathlib import Path

import pytest

from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, checking, editing, history, partners
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.training import participants, sessions
from tradehouse.services.training.declared import apply_programmes, plan_programmes

PROGRAMME, SUPPLIER, PARTNER = RecordKind.PROGRAMME, RecordKind.SUPPLIER, RecordKind.PARTNER
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "seed_tables"


def programmes(catalogue: Catalogue) -> dict[str, tuple[int | None, int]]:
    found = browsing.records(catalogue, PROGRAMME, browsing.find_ids(catalogue, PROGRAMME, Query()))
    return {r["name"]: (r["declared_participants"], len(r["declared_provinces"])) for r in found}


def test_figures_and_provinces_of_two_lists_make_programmes_once(catalogue: Catalogue, tmp_path: Path) -> None:
    figures, provinces = tmp_path / "peserta.csv", tmp_path / "provinsi.csv"
    figures.write_text("Nama Program,Peserta,Persen\nFesyen,170,39\nKriya,41,10\nJumlah,211,100\n", encoding="utf-8")
    provinces.write_text(
        "programme,province_as_printed,kode_kemendagri\nFesyen,Nanggroe Aceh Darussalam,11\nFesyen,DI Yogyakarta,34\n"
        "Fesyen,DIY,34\nKriya,Atlantis,\n",
        encoding="utf-8",
    )
    plan = apply_programmes(catalogue, plan_programmes(catalogue, [figures, provinces], series="Sparc Campus"))
    assert programmes(catalogue) == {"Fesyen": (170, 3), "Kriya": (41, 1)}  # as listed; a report counts distinct ones
    ids = browsing.find_ids(catalogue, PROGRAMME, Query())
    assert {record["status"] for record in browsing.records(catalogue, PROGRAMME, ids)} == {"done"}
    assert [heading for _file, _sheet, heading in plan.ignored] == ["Persen"]
    said = [str(told) for told in plan.warnings]
    assert any("twice" in text for text in said)
    assert any("Atlantis" in text for text in said)
    again = apply_programmes(catalogue, plan_programmes(catalogue, [figures, provinces], series="Sparc Campus"))
    assert (again.count("unchanged"), again.change_set) == (2, None)
    history.undo(catalogue)
    assert programmes(catalogue) == {}


def test_the_tables_of_the_article_become_its_six_programmes(catalogue: Catalogue) -> None:
    if not SEEDS.exists():
        pytest.skip("the article's tables are not here")
    apply_programmes(catalogue, plan_programmes(catalogue, sorted(SEEDS.glob("*.csv"))))
    found = programmes(catalogue)
    assert sum(people or 0 for people, _provinces in found.values()) == 432
    assert sorted(found.values()) == [(28, 7), (35, 10), (41, 11), (63, 12), (95, 15), (170, 12)]


def test_what_lists_no_programmes_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Nama Produk,Harga\nTas,1000\n", encoding="utf-8")
    with pytest.raises(UserError, match="no list of programmes"):
        plan_programmes(catalogue, [path])


def test_sessions_stand_in_order_with_their_experts(catalogue: Catalogue) -> None:
    programme = editing.create(catalogue, PROGRAMME, {"name": "Fesyen"})
    told = {
        "topic": "Warna alam",
        "date": date(2020, 4, 8),
        "expert": "Bu  Ratih",
        "expert_fields": ("fesyen",),
        "channel": "live",
    }
    late = sessions.put_session(catalogue, programme, told)
    sessions.put_session(catalogue, programme, {"topic": "Pola", "date": date(2020, 4, 6), "expert": "bu ratih"})
    sessions.put_session(catalogue, programme, {"topic": "Pajak", "expert": "Pak Andi", "organisation": "DJP"})
    found = sessions.sessions_of(catalogue, programme)
    assert [one.topic for one in found] == ["Pola", "Warna alam", "Pajak"]
    assert found[0].expert == found[1].expert
    assert found[1].expert is not None
    assert (found[1].expert.name, found[1].expert.fields) == ("Bu Ratih", ("fesyen",))
    assert [one.name for one in sessions.find_experts(catalogue, "djp", 9)] == ["Pak Andi"]
    supplier = editing.create(catalogue, SUPPLIER, {"name": "Batik"})
    participants.add_participant(catalogue, programme, supplier, late)
    with pytest.raises(UserError, match="already"):
        participants.add_participant(catalogue, programme, supplier, late)
    sessions.remove_session(catalogue, programme, late)
    (line,) = participants.participants_of(catalogue, programme)
    assert line.session_id is None
    with pytest.raises(UserError, match="topic"):
        sessions.put_session(catalogue, programme, {"topic": " "})
    history.undo(catalogue)
    assert [one.id for one in sessions.sessions_of(catalogue, programme)][1] == late
    assert checking.check(catalogue).findings == []


def test_a_partner_carries_programmes_and_suppliers(catalogue: Catalogue) -> None:
    partner = editing.create(catalogue, PARTNER, {"name": "Danone"})
    programme = editing.create(catalogue, PROGRAMME, {"name": "Damping UMKM"})
    supplier = editing.create(catalogue, SUPPLIER, {"name": "Batik"})
    partners.put_link(catalogue, partner, PROGRAMME, programme, "Pendana")
    partners.put_link(catalogue, partner, SUPPLIER, supplier)
    partners.put_link(catalogue, partner, PROGRAMME, programme, "Mitra utama")
    links = partners.links_of(catalogue, PARTNER, partner)
    assert [(one.carried.name, one.role) for one in links] == [("Damping UMKM", "Mitra utama"), ("Batik", "")]
    assert browsing.record(catalogue, PARTNER, partner)["link_count"] == 2
    (of_supplier,) = partners.links_of(catalogue, SUPPLIER, supplier)
    partners.remove_link(catalogue, of_supplier)
    assert partners.links_of(catalogue, SUPPLIER, supplier) == []
    assert partners.links_of(catalogue, PROGRAMME, programme)[0].partner.name == "Danone"


def test_the_commands_take_lists_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, lists, people = str(tmp_path / "data"), tmp_path / "program.csv", tmp_path / "hadir.csv"
    lists.write_text("Nama Program,Peserta\nFesyen,170\n", encoding="utf-8")
    people.write_text("Nama,HP,Kab/Kota\nSiti Aminah,08123456789,Denpasar\nSitti Aminah,,Denpasar\n", encoding="utf-8")
    assert run_command_line(["--data", data, "programmes", "import", str(lists), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["programmes"] == {"created": 1, "updated": 0, "unchanged": 0}
    take = ["--data", data, "programmes", "attendance", str(people), "--programme", "Fesyen", "--session", "6/4/2020"]
    assert run_command_line([*take, "--dry-run", "--lang", "en"]) == 3
    assert "much like" in capsys.readouterr().out
    assert run_command_line([*take, "--same", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == {
        "total": 2, "new": 1, "updated": 0, "unchanged": 0, "merged": 1, "not_taken": 0, "passed_over": 0
    }  # fmt: skip
    assert run_command_line([*take, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["change_set"] is None
    assert run_command_line(["--data", data, "programmes", "sessions", "Fesyen", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["attended"] == 1
    assert run_command_line(["--data", data, "programmes", "sessions", "Nihil"]) == 2


def test_what_is_doubtful_in_a_row_is_told_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, people = str(tmp_path / "data"), tmp_path / "hadir.csv"
    people.write_text(
        "Nama,HP,Kab/Kota,Provinsi\nMama Yosepha,08123456789,Merauke,Papua\nBudi,,,Atlantis\n", encoding="utf-8"
    )
    (tmp_path / "p.csv").write_text("Program,Peserta\nNoken,2\n", encoding="utf-8")
    assert run_command_line(["--data", data, "programmes", "import", str(tmp_path / "p.csv")]) == 0
    take = ["--data", data, "programmes", "attendance", str(people), "--programme", "Noken", "--lang", "en"]
    assert run_command_line([*take, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "row 2: Kabupaten Merauke lies in Papua Selatan now, not in Papua" in said
    assert 'row 3: "Atlantis" is not known as Province' in said


def test_what_a_column_holds_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, people = str(tmp_path / "data"), tmp_path / "x.csv"
    people.write_text("Panggilan,Kota,Catatan\nAyu,Gianyar,a\nBagus,Denpasar,b\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text("Program,Peserta\nFesyen,2\n", encoding="utf-8")
    assert run_command_line(["--data", data, "programmes", "import", str(tmp_path / "p.csv")]) == 0
    take = ["--data", data, "programmes", "attendance", str(people), "--programme", "fesyen", "--json"]
    assert run_command_line(take) == 2
    assert run_command_line([*take, "--map", "Panggilan=nick"]) == 2
    capsys.readouterr()
    assert run_command_line([*take, "--map", "panggilan=person"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [line["person"] for line in told["lines"]] == ["Ayu", "Bagus"]
    assert run_command_line([*take, "--map", "[A]=person", "--header", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["change_set"] is None
