"""A figure of the gate, and a report of several with the cases that went wrong."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A share (0 to 1) over `cases`; whether more or less of it is better."""

    name: str
    value: float
    cases: int
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, and a line for a person about each case that went wrong."""

    figures: tuple[Figure, ...]
    faults: tuple[str, ...] = ()


def share(name: str, cases: Iterable[bool], *, lower_is_better: bool = False) -> Figure:
    """The share of cases that are true; where there are none, the best that it can be."""
    outcomes = list(cases)
    value = sum(outcomes) / len(outcomes) if outcomes else float(not lower_is_better)
    return Figure(name, value, len(outcomes), lower_is_better)


def f_score(name: str, right: int, claimed: int, gold: int) -> Figure:
    """The harmonic mean of precision (right of claimed) and recall (right of gold)."""
    return Figure(name, 2 * right / (claimed + gold) if claimed + gold else 1.0, gold)


def table(report: Report) -> str:
    """The figures of a report, one a line, in per cent."""
    return "\n".join(map(_row, report.figures))


def _row(figure: Figure) -> str:
    aim = "  (lower is better)" if figure.lower_is_better else ""
    return f"  {figure.name:<28}{100 * figure.value:7.1f}  of {figure.cases}{aim}"
