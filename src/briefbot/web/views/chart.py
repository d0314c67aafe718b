"""Statements by month as a picture (SVG), drawn here: bars that need no script, no style of their own and no other request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# The picture's size, in its own units, and how high the highest bar is.
WIDTH, HEIGHT, _TOP = 640, 132, 96
_LEFT, _RIGHT = 38, 4
# More months than these are drawn a year at a time.
_MOST_MONTHS = 72
# As wide as a bar may be, and what stands between two.
_WIDEST, _GAP = 88.0, 0.35
# Labels stand so far apart at least: on a narrow screen their letters are larger in these units.
_LABEL = 84.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it stands, and what it counts; `month` is the first day of what it is of."""

    x: float
    y: float
    width: float
    height: float
    month: date
    count: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, and the highest count, whose line is at `_TOP` above the base."""

    bars: tuple[Bar, ...]
    most: int
    yearly: bool
    end: float
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _TOP + 12
    left: int = _LEFT


def chart(months: Sequence[tuple[date, int]]) -> Chart | None:
    """The chart of counts by month, ascending; None where there is only one month or none."""
    if len(months) < 2:
        return None
    counts = dict(months)
    first, last = months[0][0], months[-1][0]
    slots = _months(first, last)
    yearly = len(slots) > _MOST_MONTHS
    if yearly:
        slots = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        counts = {slot: sum(count for month, count in months if month.year == slot.year) for slot in slots}
    most = max(counts.values())
    step = min((WIDTH - _LEFT - _RIGHT) / len(slots), _WIDEST)
    every = _every(len(slots), step, yearly=yearly)
    bars = []
    for number, slot in enumerate(slots):
        count = counts.get(slot, 0)
        height = round(max(_TOP * count / most, 2.0), 2) if count else 0.0
        x = round(_LEFT + number * step + step * _GAP / 2, 2)
        label = _label(slot, yearly=yearly) if _is_labelled(slot, number, every, yearly=yearly) else None
        bars.append(Bar(x, round(_TOP + 12 - height, 2), round(step * (1 - _GAP), 2), height, slot, count, label))
    return Chart(tuple(bars), most, yearly, round(_LEFT + len(slots) * step, 2))


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def _every(slots: int, step: float, *, yearly: bool) -> int:
    """How many slots a label stands for, so that none touches the next."""
    least = max(1, round(_LABEL / step + 0.5))
    if yearly:
        return least
    return next(months for months in (1, 3, 6, 12, 24, slots + 24) if months >= least)


def _is_labelled(slot: date, number: int, every: int, *, yearly: bool) -> bool:
    months = slot.year if yearly else slot.year * 12 + slot.month - 1
    return months % every == 0 or (number == 0 and (every - months % every) > every // 2)


def _label(slot: date, *, yearly: bool) -> str:
    return f"{slot.year:04}" if yearly else f"{slot.year:04}-{slot.month:02}"
