"""Requests: what somebody wants done, as values, whether they typed it, chose a command or pressed a button."""

from dataclasses import dataclass
from typing import Literal

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.preferences import Change
from briefbot.digests.schedule_changes import ScheduleChange

Looking = Literal["context", "source"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; `speaker` is whose words alone are wanted, where somebody was chosen beside it."""

    question: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Further citations of the last answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """The text around, or the source of, the citation with this number (from 1)."""

    what: Looking
    number: int


@dataclass(frozen=True, slots=True)
class Tell:
    """Something told of the archive or of Briefbot, by the command's name; `about` is what was typed behind it."""

    what: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class StartFollowing:
    """Follow what was typed."""

    typed: str


@dataclass(frozen=True, slots=True)
class StopFollowing:
    """Follow the one with this number in the list (from 1) no more; None for all of them."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ListFollows:
    """Tell what is followed."""


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Tell what is new, now; without the first so many statements."""

    skip: int = 0


@dataclass(frozen=True, slots=True)
class PlanDigest:
    """Have the digest as wished from now on."""

    wish: ScheduleChange


@dataclass(frozen=True, slots=True)
class ChooseZone:
    """Go by the clocks of the place or zone that was typed; where nothing was, tell which these are."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak the language that was typed; where nothing was, tell which ones there are."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Show the quotation of the link that carries this."""

    carried: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Tell what is set here."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Have it otherwise from now on."""

    change: Change


@dataclass(frozen=True, slots=True)
class Start:
    """The first contact; `payload` is what a link brought along."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase what is kept about whoever asks."""


@dataclass(frozen=True, slots=True)
class DecideAccess:
    """Let a person or group use the bot, or keep them out; `subject` is their number, None where none can be read.

    `named` says that something was typed for it; otherwise whoever wrote the message replied to is meant.
    """

    subject: int | None
    allowed: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A command that is none, or lacks what it needs; the hint says which."""

    typed: str
    hint: Hint = Hint.NO_SUCH_COMMAND


Request = (
    Ask
    | More
    | Look
    | Tell
    | StartFollowing
    | StopFollowing
    | ListFollows
    | ShowDigest
    | PlanDigest
    | ChooseZone
    | Speak
    | OpenLink
    | ShowSettings
    | ChangeSettings
    | Start
    | Forget
    | DecideAccess
    | Misunderstood
)
