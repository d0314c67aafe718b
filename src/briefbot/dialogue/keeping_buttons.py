"""Buttons for those who keep the archive: the requests that they alone make."""

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from briefbot.dialogue.requests import Request, Who


class Step(IntEnum):
    """What is done about something that was sent; the values are what buttons carry."""

    TAKE_BACK = 0
    ASK_FOR_TITLE = 1
    ASK_FOR_DATE = 2
    CANCEL = 3
    FOLLOW = 4  # the feed that was found there
    ACCEPT = 5  # the posts of the channel that it is from
    UNDO = 6  # what was said of the document's title and date


class FeedStep(IntEnum):
    """What is done about a feed; the values are what buttons carry."""

    SHOW = 0
    PAUSE = 1
    RESUME = 2
    LOOK = 3
    ASK_TO_REMOVE = 4
    REMOVE = 5


@dataclass(frozen=True, slots=True)
class OnSubmission(Request):
    """Do something about what was sent, by its number in the database."""

    who: ClassVar[Who] = Who.ADMINS
    submission: int
    step: Step


@dataclass(frozen=True, slots=True)
class OnFeed(Request):
    """Do something about a feed, by its number in the database."""

    who: ClassVar[Who] = Who.ADMINS
    feed: int
    step: FeedStep


@dataclass(frozen=True, slots=True)
class OnChannel(Request):
    """Take the posts of a channel (Telegram's number) from now on, or no more."""

    who: ClassVar[Who] = Who.ADMINS
    channel: int
    accept: bool
