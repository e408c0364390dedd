"""The radar over certificates: its counts are those of the browser's facets, its lists say whom to ask."""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tradehouse.cli import run_command_line
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query, parse_query
from tradehouse.domain.radar import MONTHS_AHEAD, MONTHS_PAST, days_in_words
from tradehouse.domain.reference_data import certification_types
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.radar import due, due_within, missing_at_home, radar
from tradehouse.services.reminding import message_text, note_reminders, reminders, write_letters

CERTIFICATION, PRODUCT, SERVICE, SUPPLIER = (
    RecordKind.CERTIFICATION,
    RecordKind.PRODUCT,
    RecordKind.SERVICE,
    RecordKind.SUPPLIER,
)
TODAY = date.today()
Command = Callable[..., tuple[int, str, str]]


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def supplier(catalogue: Catalogue, name: str, **values: Any) -> int:
    return editing.create(catalogue, SUPPLIER, {"name": name, **values})


def certificate(catalogue: Catalogue, owner: int, number: str, **values: Any) -> int:
    return editing.create(catalogue, CERTIFICATION, {"type": "pirt", "supplier": owner, "number": number, **values})


def many(catalogue: Catalogue, count: int) -> None:
    """Certificates of every type, stage and age, some in the trash."""
    dice = random.Random(11)  # noqa: S311 - always the same
    codes = list(certification_types())
    with catalogue.writing("many") as work:
        for n in range(20):
            work.insert("supplier", {"code": f"S{n}", "name": f"Pemasok {n}", "province": ("34", "33", None)[n % 3]})
        work.insert_many(
            "certification",
            [
                {
                    "type": dice.choice(codes),
                    "supplier": dice.randrange(1, 21),
                    "number": str(n),
                    "stage": dice.choice(("issued", "issued", "issued", None, "audit", "refused", "withdrawn")),
                    "issued": in_days(dice.randrange(-2500, 20)) if dice.random() < 0.7 else None,
                    "expires": in_days(dice.randrange(-500, 900)) if dice.random() < 0.5 else None,
                    "no_expiry": dice.choice((True, False, None, None)),
                }
                for n in range(count)
            ],
        )
    editing.trash(catalogue, CERTIFICATION, [3, 5, 8])


@pytest.mark.parametrize("ticks", [{}, {"province": "34"}, {"type": "pirt"}, {"type": "halal", "province": "33"}])
def test_counts_are_those_of_the_facets(catalogue: Catalogue, ticks: dict[str, str]) -> None:
    many(catalogue, 1500)
    asked = parse_query(CERTIFICATION, "", {key: frozenset({token}) for key, token in ticks.items()})
    found = radar(catalogue, asked)
    facets = {
        key: {value.token: value.count for value in values}
        for key, values in browsing.facets(catalogue, CERTIFICATION, asked).items()
    }
    assert dict(found.validity) == facets["validity"]
    assert dict(found.next_step) == {k: n for k, n in facets["next_step"].items() if k != "-"}
    assert found.total == browsing.count(catalogue, CERTIFICATION, asked)
    ending = frozenset({"valid", "within_30", "within_60", "within_90", "within_180"})
    chosen = {key: frozenset({token}) for key, token in ticks.items()}
    to_renew = parse_query(CERTIFICATION, "", {**chosen, "next_step": frozenset({"renew"}), "validity": ending})
    assert browsing.count(catalogue, CERTIFICATION, to_renew) == found.to_renew
    if "type" not in ticks:
        assert {code: sum(counts.values()) for code, counts in found.types.items()} == facets["type"]
    for month, count in found.months.items():
        in_month = parse_query(
            CERTIFICATION,
            "",
            {
                "holds_until": frozenset({f"{month:%Y-%m}"}),
                "stage": frozenset({"issued", "-"}),
                **chosen,
            },
        )
        assert browsing.count(catalogue, CERTIFICATION, in_month) == count


def test_the_months_have_no_gaps(catalogue: Catalogue) -> None:
    owner = supplier(catalogue, "Dapur Sari", province="34")
    certificate(catalogue, owner, "a", expires=TODAY)
    found = radar(catalogue)
    assert len(found.months) == MONTHS_PAST + 1 + MONTHS_AHEAD
    assert found.months[TODAY.replace(day=1)] == 1
    assert sum(found.months.values()) == 1


def test_an_empty_catalogue_has_an_empty_radar(catalogue: Catalogue) -> None:
    found = radar(catalogue)
    assert (found.total, dict(found.validity), dict(found.next_step)) == (0, {}, {})
    assert due_within(catalogue, 90) == []


def test_who_must_act_comes_in_the_order_of_the_last_day(catalogue: Catalogue) -> None:
    one = supplier(catalogue, "Dapur Sari", phone="0811")
    two = supplier(catalogue, "Kopi Gayo", whatsapp="+62 812", phone="0622")
    certificate(catalogue, one, "later", expires=in_days(40))
    certificate(catalogue, two, "sooner", expires=in_days(4))
    certificate(catalogue, two, "ended", expires=in_days(-3))
    certificate(catalogue, two, "far", expires=in_days(500))
    certificate(catalogue, two, "application", type="merek", stage="audit")
    found = due(catalogue, parse_query(CERTIFICATION, "", {"next_step": frozenset({"renew"})}))
    assert [(d.certificate["number"], d.days_left, d.phone) for d in found] == [
        ("ended", -3, "+62 812"),
        ("sooner", 4, "+62 812"),
        ("later", 40, "0811"),
    ]
    assert found[2].renew_from == in_days(40 - 180)
    assert [d.certificate["number"] for d in due_within(catalogue, 4)] == ["ended", "sooner"]


def test_what_home_asks_and_nobody_has_is_missing(catalogue: Catalogue) -> None:
    owner = supplier(catalogue, "Dapur Sari", scale="mikro")
    editing.create(catalogue, PRODUCT, {"name_id": "Keripik", "category": "makanan", "supplier": owner})
    found = missing_at_home(catalogue)
    assert (len(found.products), found.suppliers) == (1, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "ends today"), (-1, "ended yesterday"), (1, "1 day left"), (59, "59 days left"), (60, "2 months left"),
     (729, "24 months left"), (730, "2 years left"), (-45, "45 days ago"), (-800, "2 years ago")],
)  # fmt: skip
def test_time_left_is_said_in_the_units_that_people_count_in(days: int, words: str) -> None:
    assert days_in_words(days, "en") == words


# --- reminding --------------------------------------------------------------------------------------------------------


@pytest.fixture
def reminded(catalogue: Catalogue) -> int:
    """A supplier with one certificate of each sort, and one of whom nothing is wanted."""
    owner = supplier(
        catalogue, "Dapur Sari", contact="Ibu Sari", address="Jl. Kenari 3", regency="34.02", province="34"
    )
    certificate(catalogue, owner, "2063471010011-26", expires=in_days(-9))
    certificate(catalogue, owner, "IDM000742275", type="merek", expires=in_days(50))
    certificate(catalogue, owner, "ID34110000024210121", type="halal", issued=in_days(-800))
    certificate(catalogue, owner, "H-1", type="haccp")
    certificate(catalogue, owner, "far away", expires=in_days(900))
    other = supplier(catalogue, "Kopi Gayo")
    certificate(catalogue, other, "fine", expires=in_days(900))
    return owner


def test_a_message_says_what_to_do_about_each_certificate(catalogue: Catalogue, reminded: int) -> None:
    (reminder,) = reminders(catalogue, [reminded, reminded + 1])
    text = message_text(catalogue, reminder, "en")
    lines = text.splitlines()
    assert lines[0] == "Hello Ibu Sari,"
    assert [line.split(": ")[-1].split(",")[0] for line in lines if line.startswith("• ")][1].startswith("ends on")
    assert "2063471010011-26: ended on" in lines[3]
    assert "50 days left" in text
    assert "ID34110000024210121: are ingredients and process still the same?" in text
    assert "H-1: please send a photo" in text
    assert "far away" not in text


def test_letters_are_one_pdf_with_a_page_for_each_supplier(catalogue: Catalogue, reminded: int, tmp_path: Path) -> None:
    import pypdfium2

    third = supplier(catalogue, "UD Maju # *Jaya*")
    certificate(catalogue, third, "x", expires=in_days(3))
    out = tmp_path / "surat.pdf"
    found = write_letters(catalogue, [reminded, reminded + 1, third], out, "en")
    assert [reminder.supplier["name"] for reminder in found] == ["Dapur Sari", "UD Maju # *Jaya*"]
    document = pypdfium2.PdfDocument(out)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert len(pages) == 2
    assert "Dear Ibu Sari" in pages[0]
    assert "2063471010011-26" in pages[0]
    assert "UD Maju # *Jaya*" in pages[1]


def test_nothing_is_written_where_nobody_needs_a_reminder(catalogue: Catalogue, reminded: int, tmp_path: Path) -> None:
    from tradehouse.domain.errors import UserError

    with pytest.raises(UserError) as refused:
        write_letters(catalogue, [reminded + 1], tmp_path / "surat.pdf")
    assert refused.value.code == "nothing_due"
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_reminder_is_noted_as_a_service_and_undone_in_one_step(catalogue: Catalogue, reminded: int) -> None:
    assert note_reminders(catalogue, reminders(catalogue, [reminded])) == 1
    (service,) = browsing.records(catalogue, SERVICE, browsing.find_ids(catalogue, SERVICE, Query()))
    assert (service["kind"], service["channel"], service["date"]) == ("certification", "messenger", TODAY)
    assert service["supplier"].id == reminded
    assert "2063471010011-26" in service["subject"]
    # who was asked is not asked again
    assert "ID34110000024210121" not in message_text(catalogue, reminders(catalogue, [reminded])[0], "en")
    history.undo(catalogue)
    assert browsing.count(catalogue, SERVICE, Query()) == 0


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        words = ["--data", str(tmp_path / "data"), "--lang", "en", "certifications", *map(str, arguments)]
        status = run_command_line(words)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    opened = open_catalogue(tmp_path / "data")
    one = supplier(opened, "Dapur Sari", code="SUP-7", phone="0811")
    certificate(opened, one, "ended", expires=in_days(-3))
    certificate(opened, one, "soon", expires=in_days(20), stage=None)
    certificate(opened, one, "far", expires=in_days(95))
    supplier(opened, "Kopi Gayo", code="SUP-8")
    opened.close()
    return call


def test_due_answers_scripts_and_people(command: Command) -> None:
    status, out, _err = command("due", "--json")
    found = json.loads(out)
    assert status == 0
    assert found[0] == {
        "type": "pirt",
        "number": "ended",
        "supplier": "SUP-7",
        "supplier_name": "Dapur Sari",
        "expires": in_days(-3).isoformat(),
        "days_left": -3,
        "stage": "issued",
        "renew_from": in_days(-183).isoformat(),
    }
    assert [one["number"] for one in found] == ["ended", "soon"]
    assert [one["number"] for one in json.loads(command("due", "--within", "95", "--json")[1])][-1] == "far"
    status, out, _err = command("due")
    assert (status, len(out.splitlines())) == (0, 3)
    assert "SUP-7 Dapur Sari" in out
    assert command("due", "--within", "-1")[0] == 2
    assert command("due", "--within", "99999999999", "--json")[0] == 0


def test_remind_prints_writes_and_notes(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "surat.pdf"
    status, said, _err = command("remind", "Dapur Sari", "SUP-8", "--out", out, "--message", "--note", "--json")
    answer = json.loads(said)
    assert status == 3  # Kopi Gayo needs none
    assert out.read_bytes().startswith(b"%PDF")
    assert (answer["reminded"], answer["not_needed"], answer["noted"]) == (["SUP-7"], ["Kopi Gayo"], 1)
    assert answer["messages"][0].count("•") == 2 or "far" in answer["messages"][0]
    assert command("remind", "Dapur Sari")[0] == 2
    assert command("remind", "Nobody", "--message")[0] == 2
    status, _out, error = command("remind", "SUP-8", "--out", tmp_path / "other.pdf")
    assert (status, "needs a reminder" in error) == (2, True)
    assert not (tmp_path / "other.pdf").exists()
    status, text, _err = command("remind", "SUP-7", "--message", "--language", "en")
    assert (status, text.startswith("Hello Dapur Sari,")) == (0, True)
