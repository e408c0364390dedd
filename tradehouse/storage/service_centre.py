"""Problems and survey answers of suppliers, as the store keeps them."""

from datetime import date

from tradehouse.domain.problems import Problem, SurveyAnswer, SurveyWave
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


def problems_of(connection: Reader, supplier_id: int) -> list[Problem]:
    """Return the problems of a supplier, those that stand first, the newest first among each."""
    rows = connection.exec_driver_sql(
        "SELECT id, kind, coalesce(field, ''), severity, opened, solved, coalesce(note, '') FROM problem "
        "WHERE supplier_id = ? ORDER BY solved IS NOT NULL, opened DESC, id DESC",
        (supplier_id,),
    )
    return [Problem(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]), _day(row[5]), row[6]) for row in rows]


def waves(connection: Reader) -> list[SurveyWave]:
    """Return the waves of surveys, the newest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, date, coalesce(region, '') FROM survey_wave ORDER BY date DESC, id DESC"
    )
    return [SurveyWave(row[0], row[1], date.fromisoformat(row[2]), row[3]) for row in rows]


def answers_of(connection: Reader, supplier_id: int) -> list[tuple[SurveyWave, SurveyAnswer]]:
    """Return what a supplier answered in each wave, the newest first."""
    rows = connection.exec_driver_sql(
        "SELECT w.id, w.name, w.date, coalesce(w.region, ''), a.turnover_change, a.cash_months, a.staff_before, "
        "a.staff_cut, coalesce(a.note, '') FROM survey_answer a JOIN survey_wave w ON w.id = a.survey_wave_id "
        "WHERE a.supplier_id = ? ORDER BY w.date DESC, w.id DESC",
        (supplier_id,),
    )
    return [(SurveyWave(row[0], row[1], date.fromisoformat(row[2]), row[3]), SurveyAnswer(*row[4:])) for row in rows]


def put_wave(work: Work, name: str, day: date, region: str) -> int:
    """Return the wave of this name, made where there is none."""
    known = work.connection.exec_driver_sql("SELECT id FROM survey_wave WHERE name = ?", (name,)).scalar()
    if known is not None:
        return int(known)
    return work.insert("survey_wave", {"name": name, "date": day.isoformat(), "region": region or None})


def put_answer(work: Work, wave_id: int, supplier_id: int, answer: SurveyAnswer, answered: date) -> bool:
    """Keep an answer; one of the same wave is replaced. Return whether anything differed."""
    columns = {
        "turnover_change": answer.turnover_change,
        "cash_months": answer.cash_months,
        "staff_before": answer.staff_before,
        "staff_cut": answer.staff_cut,
        "note": answer.note or None,
    }
    known = work.connection.exec_driver_sql(
        "SELECT id FROM survey_answer WHERE survey_wave_id = ? AND supplier_id = ?", (wave_id, supplier_id)
    ).scalar()
    if known is not None:
        return work.update("survey_answer", int(known), columns)
    ids = {"survey_wave_id": wave_id, "supplier_id": supplier_id, "answered": answered.isoformat()}
    work.insert("survey_answer", {**ids, **columns})
    return True


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
