"""Commands about what is followed and its digest: /follow, /following, /unfollow, /digest."""

from dataclasses import dataclass
from typing import ClassVar

from briefbot.dialogue.commands.command import Command, number_in
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Request, Who
from briefbot.digests.schedule_changes import ScheduleChange, read_schedule_change
from briefbot.wording.translation import N_


@dataclass(frozen=True, slots=True)
class StartFollowing(Request):
    """Follow what was typed."""

    who: ClassVar[Who] = Who.MANAGERS
    typed: str


@dataclass(frozen=True, slots=True)
class StopFollowing(Request):
    """Follow the one with this number in the list (from 1) no more; None for all of them."""

    who: ClassVar[Who] = Who.MANAGERS
    number: int | None


@dataclass(frozen=True, slots=True)
class ListFollows(Request):
    """Tell what is followed."""


@dataclass(frozen=True, slots=True)
class ShowDigest(Request):
    """Tell what is new, now; without the first so many statements."""

    skip: int = 0


@dataclass(frozen=True, slots=True)
class PlanDigest(Request):
    """Have the digest as wished from now on."""

    who: ClassVar[Who] = Who.MANAGERS
    change: ScheduleChange

    @property
    def is_everybodys_right(self) -> bool:
        """Where it is to be off."""
        return self.change == ScheduleChange(switched_on=False)


def _stop(rest: str) -> Request | Hint:
    if rest.lower() in ("all", "все", "всё"):
        return StopFollowing(None)
    number = number_in(rest)
    return Hint.NO_FOLLOW_NUMBER if number is None else StopFollowing(number)


def read_digest(rest: str) -> Request | Hint:
    """The digest of now, or how it is wished from now on."""
    if not rest:
        return ShowDigest()
    change = read_schedule_change(rest)
    return PlanDigest(change) if change else Hint.UNREADABLE_SCHEDULE


COMMANDS = (
    Command(
        "follow",
        lambda rest: StartFollowing(rest) if rest else ListFollows(),
        N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
        N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
        N_("follow somebody, a topic or a paper"),
        who=Who.MANAGERS,
    ),
    Command(
        "following",
        lambda _: ListFollows(),
        N_("what you follow here; /unfollow 2 stops the second, /unfollow all stops everything"),
        N_("what you follow here; /unfollow 2 stops the second"),
        N_("what you follow here"),
    ),
    Command("unfollow", _stop, who=Who.MANAGERS),
    Command(
        "digest",
        read_digest,
        N_("what is new on what you follow; /digest 08:30 sends it every day, /digest off stops it"),
        N_("what is new on what you follow; /digest 08:30 sends it every day, /digest off stops it"),
        N_("what is new on what you follow, now or every day"),
        who=Who.MANAGERS,
    ),
)
