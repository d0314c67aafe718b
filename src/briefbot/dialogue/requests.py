"""Requests: what somebody wants done, as values, whether they typed it, chose a command or pressed a button.

Those that a command makes stand beside its entry in `dialogue.commands`, those that only buttons make in `dialogue.buttons`.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from briefbot.dialogue.hints import Hint


class Who(Enum):
    """Who may have something done: anybody; in groups those alone who manage the chat; those alone who run the bot."""

    ANYBODY = auto()
    MANAGERS = auto()
    ADMINS = auto()


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants done, and `who` may have it done.

    Where it `weighs_rights`, others are not refused: they are shown it otherwise, or refused where it comes to a change.
    """

    who: ClassVar[Who] = Who.ANYBODY
    weighs_rights: ClassVar[bool] = False

    @property
    def needs_rights(self) -> bool:
        """Whether it must be known if whoever asks manages the chat."""
        return self.who is Who.MANAGERS or self.weighs_rights

    @property
    def is_everybodys_right(self) -> bool:
        """Whether also those who are kept out may have it done: that nothing more is kept of them, or sent to them."""
        return False

    @property
    def is_question(self) -> bool:
        """Whether the archive is asked something new: there is a limit on that."""
        return False


@dataclass(frozen=True, slots=True)
class Misunderstood(Request):
    """A command that is none, or lacks what it needs; the hint says which."""

    typed: str
    hint: Hint = Hint.NO_SUCH_COMMAND
