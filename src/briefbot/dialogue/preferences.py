"""What a chat has chosen for itself, and how somebody types what to change of it."""

from dataclasses import dataclass, replace
from typing import Self

QUOTATIONS = (3, 5, 10)  # how many of them an answer may show


@dataclass(frozen=True, slots=True)
class Preferences:
    """`zone` is an IANA name, `language` an IETF tag; None where nothing was chosen.

    `quotations` is how many an answer shows at most; `previews` whether links show what is behind them; `latin` whether names
    in other letters are written in Latin ones.
    """

    zone: str | None = None
    language: str | None = None
    quotations: int = 5
    previews: bool = False
    latin: bool = False


EVERYBODYS = Preferences()

_SWITCHES = {"on": True, "yes": True, "вкл": True, "да": True, "off": False, "no": False, "выкл": False, "нет": False}
_LETTERS = {"latin": True, "латиницей": True, "латиница": True, "printed": False, "как напечатаны": False, "напечатано": False}
_QUOTATIONS = frozenset({"quotations", "quotes", "цитаты", "цитат"})
_PREVIEWS = frozenset({"previews", "preview", "превью"})
_NAMES = frozenset({"names", "name", "имена"})


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different from now on; None for what stays as it is."""

    quotations: int | None = None
    previews: bool | None = None
    latin: bool | None = None

    def of(self, before: Preferences) -> Preferences:
        """The preferences after it."""
        return replace(
            before,
            quotations=before.quotations if self.quotations is None else self.quotations,
            previews=before.previews if self.previews is None else self.previews,
            latin=before.latin if self.latin is None else self.latin,
        )

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """From what somebody typed ("quotations 10", "previews on", "names latin"); None where it cannot be read."""
        name, _, value = " ".join(typed.lower().split()).partition(" ")
        if name in _QUOTATIONS and value in map(str, QUOTATIONS):
            return cls(quotations=int(value))
        if name in _PREVIEWS and value in _SWITCHES:
            return cls(previews=_SWITCHES[value])
        if name in _NAMES and value in _LETTERS:
            return cls(latin=_LETTERS[value])
        return None
