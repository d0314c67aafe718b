"""Hints: why what was typed cannot be done."""

from enum import StrEnum


class Hint(StrEnum):
    """What a person is told who typed something that cannot be done."""

    HELP = "help"
    NO_SUCH_COMMAND = "no such command"
    NO_NUMBER = "no number"
    NO_FOLLOW_NUMBER = "no number of a follow"
    UNREADABLE_SCHEDULE = "unreadable schedule"
    NO_SUCH_SETTING = "no such setting"
    NOTHING_ASKED = "nothing asked"
    NOTHING_SHOWN = "nothing shown"
    NO_SUCH_NUMBER = "no such number"
    NO_SUCH_FOLLOW = "no such follow"
    NOTHING_TO_FOLLOW = "nothing to follow"
    TOO_MANY_FOLLOWS = "too many follows"
    NO_MORE = "no more"
    GONE = "gone"
    NO_SUCH_LINK = "no such link"
    NO_ADDRESS = "no address"
    NO_FEED_ADDRESS = "no address of a feed"
    NOTHING_TO_CHECK = "nothing to check"
    UNREADABLE_LIMIT = "unreadable limit"
