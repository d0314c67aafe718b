"""How far a long job is, told to whoever wants to know."""

from typing import Protocol


class Progress(Protocol):
    """Told how far a long job is; `total` is None where nobody knows."""

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Note that so much of the job called `what` is done."""


def unseen(what: str, done: int, total: int | None) -> None:
    """Progress that nobody looks at."""
