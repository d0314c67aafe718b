"""How far the archive is, and all that is derived from it."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from briefbot.store.repository import Repository
from briefbot.store.tables import (
    GenerationRow,
    StateRow,
)
from briefbot.store.upserts import upsert

# One statement, put together once, for it is made with every question and page.
_NOW = select(StateRow.name, StateRow.value, GenerationRow.token).outerjoin(
    GenerationRow, (StateRow.name == "generation") & (GenerationRow.number == StateRow.value)
)


@dataclass(frozen=True, slots=True)
class State:
    """Counts of the archive's changes: `generation` now, `names` when its people were last told apart, `stories` its copies.

    `analysis` is the version of the analysis that all documents are known to have been cut by. `token` tells this content
    from any other: it is random, made with the generation, and no other database has it, but for copies of this one.
    """

    generation: int
    names: int
    stories: int
    analysis: int
    token: str


class StateRepository(Repository):
    """Counts of the archive's changes."""

    def now(self) -> State:
        """What tells whether something derived from the archive is stale."""
        rows = self._execute(_NOW).all()
        values = {row.name: row.value for row in rows}
        token = next((row.token for row in rows if row.token), None) or self._token(values.get("generation", 0))
        return State(
            values.get("generation", 0),
            values.get("names", 0),
            values.get("stories", 0),
            values.get("analysis", 0),
            token or "",
        )

    def had(self, generation: int, token: str) -> bool:
        """Whether this archive is what it was then, and what was added since: not so where another database was."""
        return self._token(generation) == token

    def value(self, name: str) -> int:
        """One of the counts, 0 where it was never set."""
        return self._scalar(select(StateRow.value).where(StateRow.name == name)) or 0

    def set(self, name: str, value: int) -> None:
        """Set one of the counts."""
        upsert(self._connection, StateRow, {"name": name}, {"value": value})

    def begin_generation(self) -> int:
        """Note that the archive changes: its number from now on."""
        number = self.value("generation") + 1
        self.set("generation", number)
        upsert(self._connection, GenerationRow, {"number": number}, {"token": secrets.token_hex(16)})
        return number

    def _token(self, generation: int) -> str | None:
        return self._scalar(select(GenerationRow.token).where(GenerationRow.number == generation))
