"""What a chat has chosen for itself."""

from dataclasses import dataclass

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
