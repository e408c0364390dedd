"""What markets ask of one product, in its detail panel: where it may be sold, and how it stands with each type."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.requirements import Need, Standing
from tradehouse.services.requirement_lists import market_words
from tradehouse.services.requirements import USUAL_MARKETS, ProductNeeds, needs_of
from tradehouse.ui.board import APPLICATION
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import Badge, BadgeButton, Status
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.requirements.choosing import start_application
from tradehouse.ui.requirements.tables import STANDING_WORDS
from tradehouse.ui.theme import GAP, SPACE

_LOOKS: Mapping[Standing, tuple[str, Any]] = {
    Standing.HAVE: ("check-circle", "good"),
    Standing.EXPIRING: ("clock", "attention"),
    Standing.MISSING: ("error", "danger"),
    Standing.NOT_NEEDED: ("minus", "neutral"),
}


class ProductRequirements(RecordLines):
    """A badge for each market, and a line for each type that the chosen market asks for, or any where none is chosen."""

    _needs: ProductNeeds | None = None
    _market = ""

    def show_record(self, record: Record) -> None:
        """Ask what markets want of a product."""
        other = self._record is None or self._record.id != record.id
        self._record = record
        if other:
            self._market = ""
        catalogue, wanted = self._desk.catalogue, record.id
        self._desk.jobs.run_read(f"needs:{id(self)}", lambda _p: needs_of(catalogue, wanted), self._show, owner=self)

    def _show(self, found: ProductNeeds | None) -> None:
        self._needs = found
        self._clear()
        if found is None or self._record is None or found.product != self._record.id:
            return
        if not self._record["category"]:
            self._say(_("Give it a category: what it needs follows from that."))
            return
        holder = QWidget()
        flow = FlowLayout(holder, SPACE)
        for market in USUAL_MARKETS:
            badge = BadgeButton(_market_status(market, found.needs[market], chosen=market == self._market))
            badge.setToolTip(_("Show only what this market asks"))
            badge.clicked.connect(lambda _on=False, market=market: self._choose(market))
            flow.addWidget(badge)
        self._column.addWidget(holder)
        asked = _by_type({self._market: found.needs[self._market]} if self._market else found.needs)
        if not asked:
            self._say(_("No certificate is asked for."))
        for need, markets in asked:
            self._column.addWidget(self._line(need, markets))

    def _choose(self, market: str) -> None:
        self._market = "" if market == self._market else market
        self._show(self._needs)

    def _line(self, need: Need, markets: list[str]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(find_label("certification_type", need.type)))
        below = label(_why(need, markets), "small", wrap=True)
        below.setToolTip(_("Source: {source}").format(source=need.rule.source))
        words.addWidget(below)
        row.addLayout(words, 1)
        status = need_status(need)
        if need.certificate is not None:
            badge = BadgeButton(status)
            kind = APPLICATION if status.tone == "accent" and not need.lapsed else str(RecordKind.CERTIFICATION)
            badge.clicked.connect(lambda _on=False, i=need.certificate: self.record_asked.emit(kind, i))
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(Badge(status), 0, Qt.AlignmentFlag.AlignTop)
        if self._can_start(need):
            button = push_button(_("Apply for it"), lambda: self._start(need), kind="flat")
            button.setObjectName(f"apply.{need.type}")
            button.setAccessibleName(
                _("Start application: {type}").format(type=find_label("certification_type", need.type))
            )
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _can_start(self, need: Need) -> bool:
        open_gap = need.standing is Standing.MISSING and not need.in_process
        return open_gap and self._needs is not None and self._needs.supplier != 0 and not self._desk.catalogue.read_only

    def _start(self, need: Need) -> None:
        product = self._record
        if product is not None and product["supplier"]:
            ref = Ref(product.id, product["code"] or "", product["name_id"] or "")
            begun = {"supplier": product["supplier"], "type": need.type, "products": (ref,)}
            dialog = start_application(self._desk, begun, self.record_asked.emit, self.window())
            dialog.saved.connect(lambda _id: self.show_record(product))


def need_status(need: Need) -> Status:
    """Return the badge of a need; what is only recommended does not alarm."""
    glyph, tone = _LOOKS[need.standing]
    words = _(STANDING_WORDS[need.standing])
    if need.standing is Standing.MISSING:
        if need.in_process:
            return Status("loader", _("In process"), "accent")
        if need.lapsed:
            return Status("warning", _("Not in force"), "neutral" if need.recommended else "danger")
        if need.recommended:
            return Status("minus", words, "neutral")
    return Status(glyph, words, tone)


def _market_status(market: str, needs: tuple[Need, ...], *, chosen: bool) -> Status:
    name = find_label("market", market)
    missing = sum(need.blocks for need in needs)
    words = f"{name}: {ngettext('{n} missing', '{n} missing', missing).format(n=missing)}" if missing else name
    if chosen:
        return Status("filter", words, "accent")
    return Status("error" if missing else "check-circle", words, "danger" if missing else "good")


def _by_type(needs: Mapping[str, tuple[Need, ...]]) -> list[tuple[Need, list[str]]]:
    """Return each type once, as the market sees it that asks the most, with the markets that ask; the open ones first."""
    found: dict[str, tuple[Need, list[str]]] = {}
    for market, asked in needs.items():
        for need in asked:
            if need.type not in found:
                found[need.type] = (need, [market])
                continue
            known, markets = found[need.type]
            markets.append(market)
            if (need.recommended, need.standing is Standing.NOT_NEEDED) < (
                known.recommended,
                known.standing is Standing.NOT_NEEDED,
            ):
                found[need.type] = (need, markets)
    order = [Standing.MISSING, Standing.EXPIRING, Standing.HAVE, Standing.NOT_NEEDED]
    return sorted(found.values(), key=lambda pair: (pair[0].recommended, order.index(pair[0].standing)))


def _why(need: Need, markets: list[str]) -> str:
    parts = [_("Recommended") if need.recommended else _("Required"), market_words(markets)]
    if need.held_by and need.held_by != need.type:
        parts.append(_("{type} counts for it").format(type=find_label("certification_type", need.held_by)))
    return "  ·  ".join(parts)
