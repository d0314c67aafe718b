"""What documents are called: ids that are one document's alone, and names at places."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of documents that are taken, and the names at places that any version has had; what is given is taken then.

    They are known of what is asked for; `is_taken` tells of other ids.
    """

    ids: set[str]
    places: set[tuple[str, str]]
    is_taken: Callable[[str], bool]

    def free_id(self, wanted: str) -> str:
        """The id itself or, where another document has it, the id with the first free number behind it."""
        candidate, number = wanted, 1
        while candidate in self.ids or (number > 1 and self.is_taken(candidate)):
            number += 1
            candidate = f"{wanted}-{number}"
        self.ids.add(candidate)
        return candidate

    def free_name(self, named: tuple[str, str], asked: tuple[str, str]) -> tuple[str, str]:
        """The place of a new document and its name there or, where another has had that, what tells it from others."""
        name = asked if named in self.places else named
        self.places.add(name)
        return name
