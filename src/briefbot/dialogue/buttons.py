"""Buttons: the request that each one makes, and the callback data that it carries.

`data_of` writes a request into a button, `request_of` reads what a pressed one carries: nothing else knows what that means. A
press becomes the request that typing would have been, where something can be typed for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from enum import IntEnum, StrEnum
from functools import partial
from typing import Any, ClassVar, Self

from briefbot.dialogue.commands.admins import ShowReports
from briefbot.dialogue.commands.follows import PlanDigest
from briefbot.dialogue.commands.keeping import ShowFeeds
from briefbot.dialogue.commands.questions import Look, More
from briefbot.dialogue.commands.settings import ChangeSettings, Speak
from briefbot.dialogue.keeping_buttons import FeedStep, OnChannel, OnFeed, OnSubmission, Step
from briefbot.dialogue.links import base36
from briefbot.dialogue.preferences import QUOTATIONS, Change
from briefbot.dialogue.requests import Request, Who
from briefbot.dialogue.zones import is_zone
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.wording.translation import languages

# The first part of what a button carries. Raised when its meaning changes: older buttons then say that they have expired.
_VERSION = "1"
# The number in the buttons for languages and zones that says: back to the settings.
_IN_SETTINGS = 2
# The largest number that a row can have.
_LAST_ROW = 2**63 - 1


class Act(StrEnum):
    """What pressing a button does; the values are what buttons carry."""

    MENU = "n"
    BACK = "b"
    MORE = "m"
    CONTEXT = "c"
    SOURCE = "s"
    CITATION = "q"
    WRONG = "w"
    CHOICE = "p"
    KEEP = "k"  # about is a report
    UNFOLLOW = "u"  # about is a follow
    FOLLOW = "f"
    LANGUAGE = "l"  # about is a language
    SETTINGS = "t"  # about is what it sets, the number to what
    REPORTS = "h"  # about is a report
    WITHDRAW = "x"  # about is a report
    ZONE = "z"  # about is a time zone, or 0
    SENT = "i"  # about is a submission, the number what is done
    FEED = "e"  # about is a feed and the number what is done, or 0 and a page of their list
    PICTURE = "d"
    CHANNEL = "y"  # about is a channel, without its sign; 1 to take its posts


class Page(IntEnum):
    """A page of the settings; the values are what buttons carry."""

    ALL = 0
    LANGUAGE = 1
    ZONE = 2
    DIGEST = 3


class Setting(IntEnum):
    """What a button of the settings sets, and its number to; the values are what buttons carry."""

    PAGE = 0
    QUOTATIONS = 1
    PREVIEWS = 2  # 1 for on
    LATIN = 3  # 1 for Latin letters
    DIGEST = 4  # 1 for on
    HOUR = 5  # in minutes
    WEEKDAYS = 6  # a bit for each, Monday the lowest


@dataclass(frozen=True, slots=True)
class OnAnswer(Request):
    """A request about an answer that was shown (its number in the outbox), and not about the last one."""

    answer: int
    request: Request

    @property
    def needs_rights(self) -> bool:
        """Whether it must be known if whoever asks manages the chat."""
        return self.request.needs_rights


@dataclass(frozen=True, slots=True)
class InSettings(Request):
    """A request from the message that shows the settings, which then shows what became of it."""

    who: ClassVar[Who] = Who.MANAGERS
    request: Request


@dataclass(frozen=True, slots=True)
class TurnPage(Request):
    """Turn the settings to a page."""

    page: Page


@dataclass(frozen=True, slots=True)
class OpenMenu(Request):
    """Offer what can be done with the citation of this number (from 1)."""

    number: int


@dataclass(frozen=True, slots=True)
class CloseMenu(Request):
    """Go back from the menu of the citation of this number to the numbers of all."""

    number: int


@dataclass(frozen=True, slots=True)
class CopyCitation(Request):
    """Show a citation (its number, from 1) as a message to copy, where it is too long for a button."""

    number: int


@dataclass(frozen=True, slots=True)
class DrawCitation(Request):
    """Show a citation (its number, from 1) as a picture, to be passed on."""

    number: int


@dataclass(frozen=True, slots=True)
class ReportSpeaker(Request):
    """Say that the speaker of a citation (its number, from 1) is wrong."""

    number: int


@dataclass(frozen=True, slots=True)
class ChoosePerson(Request):
    """Say which one of several people of one name is meant (a number from 0)."""

    number: int


@dataclass(frozen=True, slots=True)
class FollowCited(Request):
    """Follow the speaker of a citation (its number, from 1), or with 0 what was asked."""

    who: ClassVar[Who] = Who.MANAGERS
    # What cannot be followed is no question of rights.
    weighs_rights: ClassVar[bool] = True
    number: int


@dataclass(frozen=True, slots=True)
class EndFollow(Request):
    """Follow the one of this number in the database no more."""

    who: ClassVar[Who] = Who.MANAGERS
    follow: int


@dataclass(frozen=True, slots=True)
class DecideReport(Request):
    """Decide the report of this number: `keep` the name, or name nobody."""

    who: ClassVar[Who] = Who.ADMINS
    report: int
    keep: bool


@dataclass(frozen=True, slots=True)
class ChooseZone(Request):
    """Go by the clocks of this zone (an IANA name)."""

    who: ClassVar[Who] = Who.MANAGERS
    zone: str


@dataclass(frozen=True, slots=True)
class AskForCity(Request):
    """Be asked for a city whose clocks the chat goes by."""

    who: ClassVar[Who] = Who.MANAGERS


@dataclass(frozen=True, slots=True)
class AskForLocation(Request):
    """Be asked for the location whose clocks the chat goes by."""

    who: ClassVar[Who] = Who.MANAGERS


@dataclass(frozen=True, slots=True)
class Expired(Request):
    """A button whose data another version made, or nobody did."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carries: an act, what it is about and, for some, a number."""

    act: Act
    about: int
    number: int = 0

    @property
    def data(self) -> str:
        """At most 64 bytes, as Telegram wants it."""
        return f"{_VERSION}:{self.act}:{base36(self.about)}:{self.number}"

    @classmethod
    def of(cls, data: str) -> Self | None:
        """From a button's data; None where another version made it, or nobody did."""
        match data.split(":"):
            case [version, act, about, number] if version == _VERSION and about.isalnum() and number.isdecimal():
                try:
                    return cls(Act(act), int(about, 36), int(number))
                except ValueError:
                    return None
        return None


# What is done with an answer, given a number.
_ON_ANSWERS: dict[Act, Callable[[int], Request]] = {
    Act.MENU: OpenMenu,
    Act.BACK: CloseMenu,
    Act.MORE: lambda _: More(),
    Act.CONTEXT: partial(Look, "context"),
    Act.SOURCE: partial(Look, "source"),
    Act.CITATION: CopyCitation,
    Act.PICTURE: DrawCitation,
    Act.WRONG: ReportSpeaker,
    Act.CHOICE: ChoosePerson,
    Act.FOLLOW: FollowCited,
}


def data_of(request: Request) -> str:
    """The callback data of a button that makes this request; ValueError where there is no such button."""
    return _written(request).data


def request_of(data: str) -> Request:
    """The request that pressing a button makes which carries this; Expired where it means nothing, or not any more."""
    press = Press.of(data)
    if press is None or (press.about > _LAST_ROW and press.act not in _NO_ROWS):
        return Expired()
    try:
        return _READ[press.act](press.about, press.number) or Expired()
    except (ValueError, OverflowError):  # what is no step, page or hour
        return Expired()


def _written(request: Request) -> Press:
    write = _WRITTEN.get(type(request))
    if press := write(request) if write else None:
        return press
    raise ValueError(f"no button asks for {request}")


def _on_answer(request: OnAnswer) -> Press | None:
    number = getattr(request.request, "number", 0)
    act = next((act for act, make in _ON_ANSWERS.items() if make(number) == request.request), None)
    return Press(act, request.answer, number) if act else None


def _read_answer(make: Callable[[int], Request], answer: int, number: int) -> Request:
    return OnAnswer(answer, make(number))


def _in_settings(request: InSettings) -> Press | None:
    if isinstance(request.request, Speak | ChooseZone):
        return replace(_written(request.request), number=_IN_SETTINGS)
    setting = _setting(request.request)
    return Press(Act.SETTINGS, *setting) if setting else None


def _setting(request: Request) -> tuple[Setting, int] | None:
    """What a button of the settings sets, and to what."""
    match request:
        case TurnPage(page):
            return Setting.PAGE, page
        case ChangeSettings(Change(quotations=int(number))):
            return Setting.QUOTATIONS, number
        case ChangeSettings(Change(previews=bool(shown))):
            return Setting.PREVIEWS, int(shown)
        case ChangeSettings(Change(latin=bool(latin))):
            return Setting.LATIN, int(latin)
        case PlanDigest(ScheduleChange(at=time(hour=hour, minute=minute))):
            return Setting.HOUR, hour * 60 + minute
        case PlanDigest(ScheduleChange(weekdays=frozenset(days))):
            return Setting.WEEKDAYS, sum(1 << day for day in days)
        case PlanDigest(ScheduleChange(switched_on=bool(on))):
            return Setting.DIGEST, int(on)
    return None


def _read_setting(setting: int, number: int) -> Request | None:
    match setting:
        case Setting.PAGE:
            return InSettings(TurnPage(Page(number)))
        case Setting.QUOTATIONS if number in QUOTATIONS:
            return InSettings(ChangeSettings(Change(quotations=number)))
        case Setting.PREVIEWS:
            return InSettings(ChangeSettings(Change(previews=bool(number))))
        case Setting.LATIN:
            return InSettings(ChangeSettings(Change(latin=bool(number))))
        case Setting.DIGEST:
            return InSettings(PlanDigest(ScheduleChange(switched_on=bool(number))))
        case Setting.HOUR:
            return InSettings(PlanDigest(ScheduleChange(switched_on=True, at=time(*divmod(number, 60)))))
        case Setting.WEEKDAYS if days := frozenset(day for day in range(7) if number >> day & 1):
            return InSettings(PlanDigest(ScheduleChange(weekdays=days)))
    return None


def _number_of(tag: str | None) -> int:
    """A tag as a button carries it: its letters as a number to the base of 36, so that it outlives other languages' coming."""
    return int(tag.replace("-", ""), 36) if tag else 0


def _read_language(about: int, number: int) -> Request | None:
    """A language that is spoken still, or that of the device."""
    chosen = next((Speak(tag) for tag in (None, *languages()) if _number_of(tag) == about), None)
    return InSettings(chosen) if chosen and number == _IN_SETTINGS else chosen


def _read_zone(about: int, number: int) -> Request | None:
    match about, number:
        case 0, 0:
            return AskForCity()
        case 0, 1:
            return AskForLocation()
    name = about.to_bytes((about.bit_length() + 7) // 8, "big").decode("ascii", "replace")
    chosen = ChooseZone(name) if is_zone(name) else None
    return InSettings(chosen) if chosen and number == _IN_SETTINGS else chosen


# How each kind of request is written into a button, and how what carries each act is read.
_WRITTEN: Mapping[type[Request], Callable[[Any], Press | None]] = {
    OnAnswer: _on_answer,
    InSettings: _in_settings,
    ShowReports: lambda its: Press(Act.REPORTS, its.after),
    DecideReport: lambda its: Press(Act.KEEP if its.keep else Act.WITHDRAW, its.report),
    EndFollow: lambda its: Press(Act.UNFOLLOW, its.follow),
    Speak: lambda its: Press(Act.LANGUAGE, _number_of(its.language)),
    # Its name, as one number, so that the button means the same whatever zones are added. The longest name there is (32
    # letters) makes 56 bytes, of the 64 that a button can carry.
    ChooseZone: lambda its: Press(Act.ZONE, int.from_bytes(its.zone.encode("ascii"), "big")),
    AskForCity: lambda _: Press(Act.ZONE, 0, 0),
    AskForLocation: lambda _: Press(Act.ZONE, 0, 1),
    OnSubmission: lambda its: Press(Act.SENT, its.submission, its.step),
    OnFeed: lambda its: Press(Act.FEED, its.feed, its.step),
    ShowFeeds: lambda its: Press(Act.FEED, 0, its.page),
    OnChannel: lambda its: Press(Act.CHANNEL, -its.channel, int(its.accept)),  # their numbers are negative
}
_READ: Mapping[Act, Callable[[int, int], Request | None]] = {
    **{act: partial(_read_answer, make) for act, make in _ON_ANSWERS.items()},
    Act.SETTINGS: _read_setting,
    Act.REPORTS: lambda report, _: ShowReports(report),
    Act.KEEP: lambda report, _: DecideReport(report, keep=True),
    Act.WITHDRAW: lambda report, _: DecideReport(report, keep=False),
    Act.UNFOLLOW: lambda follow, _: EndFollow(follow),
    Act.LANGUAGE: _read_language,
    Act.ZONE: _read_zone,
    Act.SENT: lambda submission, step: OnSubmission(submission, Step(step)),
    Act.FEED: lambda feed, number: OnFeed(feed, FeedStep(number)) if feed else ShowFeeds(number),
    Act.CHANNEL: lambda channel, accept: OnChannel(-channel, accept=accept == 1),
}
# What these are about is no row of a table.
_NO_ROWS = (Act.SETTINGS, Act.LANGUAGE, Act.ZONE)
