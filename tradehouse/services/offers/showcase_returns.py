"""A showcase list that comes back from the event: brought, sold, who was interested. Planned, then applied as one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.progress import Progress
from tradehouse.domain.showcases import ShowcaseResult, ShowcaseTotals, showcase_totals
from tradehouse.exchange.order_forms import ReturnedForm, read_form
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.offers.returned import Answer, Finding, Returned, about, read_quantity, read_returned
from tradehouse.storage import offers as stored_offers
from tradehouse.storage import showcases as stored

BROUGHT, SOLD, INTEREST = "brought", "sold", "interest"
_LONGEST_NOTE: Final = 2_000


@dataclass(frozen=True, slots=True)
class ShowcaseLine:
    """One article of the list: what it came to, with what was kept before."""

    row: int
    offer_line_id: int
    line: OfferLine
    result: ShowcaseResult
    before: ShowcaseResult

    @property
    def changed(self) -> bool:
        """Whether the list says something that is not kept yet."""
        return self.result != self.before


@dataclass(slots=True)
class ShowcasePlan(Returned):
    """What a returned showcase list says. lines are its articles of which something is known."""

    lines: list[ShowcaseLine] = field(default_factory=list)

    @property
    def changes(self) -> list[ShowcaseLine]:
        """The lines that would be written."""
        return [line for line in self.lines if line.changed]

    @property
    def totals(self) -> ShowcaseTotals:
        """The sums over the lines."""
        return showcase_totals((line.line, line.result) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShowcaseReport:
    """What became of a returned showcase list. change_set is None where it says nothing new."""

    changed: int
    totals: ShowcaseTotals
    findings: tuple[Finding, ...]
    change_set: int | None


def plan_showcase(
    catalogue: Catalogue, path: Path, progress: Progress | None = None, form: ReturnedForm | None = None
) -> ShowcasePlan:
    """Compare a returned showcase list with what is kept. Nothing is written. form is the file where it was read.

    Raises UnusableFile where it is no list of ours, where the ledger does not know it, or where it has no column to
    fill in any more; Cancelled.
    """
    form = form or read_form(path, progress or Progress())
    with catalogue.database.reading() as read:
        plan = read_returned(read, ShowcasePlan, path, form)
        if not (plan.form.has(BROUGHT) or plan.form.has(SOLD)):
            raise UnusableFile(
                "no_result_columns",
                N_('"{file}" has no columns for what was brought and sold any more. Take the file with its yellow columns.'),
                file=path.name,
            )  # fmt: skip
        kept = stored.results_of(read, plan.offer.id)
    for answer in plan.answers:
        if answer.repeated:
            text = N_("{code} stands in the list more than once; the first row counts.")
            plan.findings.append(about(answer.row.row, "twice", answer.line, text, "error"))
            continue
        before = kept.get(answer.line_id, ShowcaseResult())
        result = _result(plan, answer).over(before)
        if result.is_blank:
            continue
        plan.lines.append(ShowcaseLine(answer.row.row, answer.line_id, answer.line, result, before))
        if result.left is not None and result.left < 0:
            text = N_("{code}: {sold} sold are more than the {brought} that were brought.")
            told = about(answer.row.row, "sold_more", answer.line, text, sold=result.sold, brought=result.brought)
            plan.findings.append(told)
    plan.findings.sort(key=lambda finding: finding.row)
    return plan


def apply_showcase(catalogue: Catalogue, plan: ShowcasePlan) -> ShowcaseReport:
    """Keep what a plan says, in one step that undo takes back. A list that says nothing new changes nothing.

    Raises UserError where nothing at all is filled in, StorageProblem.
    """
    if not plan.lines:
        raise UserError(
            "nothing_filled_in",
            N_('"{file}" says nothing: its yellow columns are empty. Nothing was changed.'),
            file=plan.path.name,
        )
    changes = plan.changes
    if not changes:
        return ShowcaseReport(0, plan.totals, tuple(plan.findings), None)
    label = N_("Results of {showcase}")
    with catalogue.writing(label, showcase=f"{plan.offer['code']} {plan.offer['name']}") as work:
        stored.put_results(work, {change.offer_line_id: change.result for change in changes})
        if plan.offer["status"] == "issued":
            work.update(str(RecordKind.OFFER), plan.offer.id, {"status": "answered"})
    return ShowcaseReport(len(changes), plan.totals, tuple(plan.findings), work.recorder.change_set_id)


def showcase_results(catalogue: Catalogue, offer_id: int) -> list[tuple[OfferLine, ShowcaseResult]]:
    """Return the lines of a showcase list with what is kept of them, in the order of the list."""
    with catalogue.database.reading() as read:
        kept = stored.results_of(read, offer_id)
        lines = stored_offers.lines_of(read, offer_id)
    return [(line, kept[line_id]) for line_id, line in lines if line_id in kept]


def _result(plan: ShowcasePlan, answer: Answer) -> ShowcaseResult:
    unit = Message(N_("pieces"))
    return ShowcaseResult(
        read_quantity(plan, answer, BROUGHT, unit),
        read_quantity(plan, answer, SOLD, unit),
        answer.row.text(INTEREST)[:_LONGEST_NOTE],
    )
