"""How long an order takes, and from when that is counted, as one phrase."""

from typing import Final

from tradehouse.domain.language import N_, Message
from tradehouse.domain.text import fold

_DAYS: Final = frozenset({"day", "days", "hari"})
_SINCE: Final = frozenset({"after", "from", "upon", "setelah", "sejak", "sesudah", "dari"})


def lead_time(days: int | None, basis: str, language: str) -> str:
    """Return days and what they count from: "30 days after receipt of deposit". basis is as the house wrote it, with
    or without "days after" before it; either may be unknown.
    """
    since = basis.strip()
    first = fold(since.partition(" ")[0])
    if first in _DAYS:
        return f"{days} {since}" if days else since[:1].upper() + since[1:]
    plain = Message(N_("{days} days"), {"days": days}).text(language) if days else ""
    if not since:
        return plain
    if first in _SINCE:
        return f"{plain} {since}".strip()
    if plain:
        return Message(N_("{days} days from {basis}"), {"days": days, "basis": since}).text(language)
    return Message(N_("Counted from {basis}"), {"basis": since}).text(language)
