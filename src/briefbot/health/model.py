"""What is told of a program's health, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How a part is: well; not as it should be, which a start anew does not mend; or so that the program cannot work."""

    FINE = "fine"
    WARNING = "warning"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, how it is, and what is known of it; nothing of it is anybody's word or address."""

    name: str
    state: State
    told: Mapping[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"state": self.state.value, **self.told}


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a program can do its work now: none of its parts fails."""

    parts: tuple[Part, ...]

    @property
    def is_ready(self) -> bool:
        """Whether it can."""
        return all(part.state is not State.FAILING for part in self.parts)

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"ready": self.is_ready, "parts": {part.name: part.record() for part in self.parts}}
