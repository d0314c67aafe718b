"""What rows of an export have to be, beyond the types of their columns: nobody knows who has written the file."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from briefbot.dialogue.preferences import QUOTATIONS
from briefbot.dialogue.statistics import Counted
from briefbot.digests.planning import SlotState
from briefbot.errors import DocumentError
from briefbot.model import Missing, Span, Verdict
from briefbot.store.tables import Base, CorrectionRow, CountRow, DigestRow, LinkRow, PreferencesRow, ReportRow, SlotRow
from briefbot.wording.english import counted

Values = Mapping[str, Any]


def check(table: type[Base], values: Values) -> None:
    """Refuse values that no row of this table has: DocumentError."""
    try:
        if check_it := _CHECKS.get(table):
            check_it(values)
    except (ValueError, TypeError) as error:
        raise DocumentError(f"it makes no sense ({error})") from None


def _place(values: Values) -> None:
    Span(values["start"], values["end"])


def _digest(values: Values) -> None:
    if values["minute"] is not None:
        time(*divmod(values["minute"], 60))
    if not set(values["weekdays"]) <= set("0123456"):
        raise ValueError(f"no weekdays: {values['weekdays']}")


def _date(values: Values) -> None:
    if SlotState(values["state"]) is SlotState.CLAIMED:
        raise ValueError("a digest that is on its way")


def _preferences(values: Values) -> None:
    if values["quotations"] not in QUOTATIONS:
        raise ValueError(counted(values["quotations"], "quotation"))


def _count(values: Values) -> None:
    what = Counted(values["what"])
    if what is Counted.REFUSED:
        Missing(values["reason"])
    if what is Counted.CHECKED:
        Verdict(values["reason"])


_CHECKS: Mapping[type[Base], Callable[[Values], None]] = {
    CorrectionRow: _place,
    LinkRow: _place,
    ReportRow: _place,
    DigestRow: _digest,
    SlotRow: _date,
    PreferencesRow: _preferences,
    CountRow: _count,
}
