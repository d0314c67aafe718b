"""The floors that the gate's figures may not fall below, kept in floors.json.

Each section of the gate pins its figures and the digest of the files that they were measured on: on other files they say
nothing. A floor is raised by measuring anew; it is lowered only with a reason, which is kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .figures import Figure

# Floors are kept with four decimals, so that rounding alone can cost 0.00005. The smallest true loss is one case: with fewer
# than a thousand cases to a figure it is over 0.001. Anything between the two tells them apart.
EPSILON = 0.0005
_DECIMALS = 4


class LoweredError(Exception):
    """Floors would fall, and nobody gave a reason."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why floors were once lowered: each figure with its old and its new value, None where it is no longer measured."""

    reason: str
    figures: dict[str, tuple[float, float | None]]


@dataclass(frozen=True, slots=True)
class Section:
    """The floors of one section, with the digest of the files that they hold for."""

    digest: str
    floors: dict[str, float]
    lowered: tuple[Lowering, ...] = ()


def load(path: Path) -> dict[str, Section]:
    """The sections of the file, none where there is no file."""
    if not path.exists():
        return {}
    return {name: _section(row) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}


def _section(row: dict[str, object]) -> Section:
    lowered = row["lowered"]
    assert isinstance(lowered, list), "save() writes a list"
    reasons = tuple(Lowering(item["reason"], {k: (old, new) for k, (old, new) in item["figures"].items()}) for item in lowered)
    return Section(digest=str(row["digest"]), floors=_floors(row["floors"]), lowered=reasons)


def _floors(row: object) -> dict[str, float]:
    assert isinstance(row, dict), "save() writes an object"
    return {str(name): float(value) for name, value in row.items()}


def save(path: Path, sections: dict[str, Section]) -> None:
    """Write the file whole."""
    rows = {
        name: {
            "digest": section.digest,
            "floors": section.floors,
            "lowered": [{"reason": item.reason, "figures": item.figures} for item in section.lowered],
        }
        for name, section in sorted(sections.items())
    }
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def breaches(section: Section | None, digest: str, figures: Sequence[Figure]) -> list[str]:
    """What is wrong with the figures, a sentence each; empty where they hold."""
    if section is None:
        return ["no floors are pinned: run python -m tests.eval --update"]
    if section.digest != digest:
        return ["the articles or questions have changed since the floors were pinned: run python -m tests.eval --update"]
    unpinned = [f"{f.name} has no floor: run python -m tests.eval --update" for f in figures if f.name not in section.floors]
    gone = [f"{name} is pinned but no longer measured" for name in _gone(section, figures)]
    return unpinned + gone + [_sentence(figure, section.floors[figure.name]) for figure in _worse(section, figures)]


def _worse(section: Section, figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.name in section.floors and _is_worse(f, section.floors[f.name])]


def _is_worse(figure: Figure, floor: float) -> bool:
    loss = figure.value - floor if figure.lower_is_better else floor - figure.value
    return loss > EPSILON


def _sentence(figure: Figure, floor: float) -> str:
    return f"{figure.name} is {figure.value:.4f}, {'over' if figure.lower_is_better else 'under'} the pinned {floor:.4f}"


def updated(section: Section | None, digest: str, figures: Sequence[Figure], reason: str | None = None) -> Section:
    """The section with these figures as floors; LoweredError where one would get worse and there is no reason for it."""
    old = section or Section(digest, {})
    new = Section(digest, {figure.name: _raised(figure, old.floors.get(figure.name)) for figure in figures}, old.lowered)
    fallen = [figure.name for figure in _worse(old, figures)] + _gone(old, figures)
    if not fallen:
        return new
    if not reason or not reason.strip():
        raise LoweredError(", ".join(f"{name} from {old.floors[name]} to {new.floors.get(name)}" for name in fallen))
    figures_lowered = {name: (old.floors[name], new.floors.get(name)) for name in fallen}
    return replace(new, lowered=(*old.lowered, Lowering(reason.strip(), figures_lowered)))


def _raised(figure: Figure, floor: float | None) -> float:
    """The figure as a floor; the old floor where they tell the same, lest many updates wear it down."""
    if floor is not None and abs(figure.value - floor) <= EPSILON:
        return floor
    return round(figure.value, _DECIMALS)


def _gone(section: Section, figures: Sequence[Figure]) -> list[str]:
    """The pinned figures that are no longer measured."""
    return sorted(section.floors.keys() - {figure.name for figure in figures})
