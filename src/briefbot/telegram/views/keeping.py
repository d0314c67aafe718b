"""Buttons for those who keep the archive: under what they sent, and of feeds and channels."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefbot.dialogue.buttons import data_of
from briefbot.dialogue.commands.keeping import ShowFeeds
from briefbot.dialogue.keeping_buttons import FeedStep, OnChannel, OnFeed, OnSubmission, Step
from briefbot.dialogue.keeping_replies import FeedShown, Sources
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.feeds.model import TelegramChannel
from briefbot.rendering import bot_phrases, keeping
from briefbot.rendering.phrases import cut
from briefbot.wording.locale import ReaderLocale

# Of channels the name stands on a button, which is narrow.
_NAME = 30


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be done about something that was sent: taken back, amended or that undone, its feed followed.

    `accept`: whether the posts of its channel can be taken from now on.
    """

    take_back: bool = False
    amend: bool = False
    undo: bool = False
    follow: bool = False
    accept: bool = False


def under_submission(number: int, offers: Offers, locale: ReaderLocale) -> Keyboard:
    """What can be done about what was sent under this number."""

    def button(label: str, step: Step) -> Button:
        return Button(locale.say(label), data_of(OnSubmission(number, step)))

    amend = button(keeping.CORRECT_TITLE, Step.ASK_FOR_TITLE), button(keeping.CORRECT_DATE, Step.ASK_FOR_DATE)
    rows = (
        (offers.take_back, (button(keeping.TAKE_BACK, Step.TAKE_BACK),)),
        (offers.amend, amend),
        (offers.undo, (button(keeping.UNDO, Step.UNDO),)),
        (offers.follow, (button(keeping.FOLLOW_FEED, Step.FOLLOW),)),
        (offers.accept, (button(keeping.ACCEPT_CHANNEL, Step.ACCEPT),)),
    )
    return tuple(row for is_offered, row in rows if is_offered)


def under_question(number: int, locale: ReaderLocale) -> Keyboard:
    """The way out of what a person is asked for."""
    return ((Button(locale.say(keeping.CANCEL), data_of(OnSubmission(number, Step.CANCEL))),),)


def of_sources(reply: Sources, page: int, locale: ReaderLocale) -> Keyboard:
    """A number for each feed, the pages before and behind, and what can be done about each channel."""
    numbers = tuple(
        Button(str(number), data_of(OnFeed(one.id, FeedStep.SHOW))) for number, one in enumerate(reply.feeds, start=reply.first)
    )
    turns = []
    if reply.first > 1:
        turns.append(Button("‹", data_of(ShowFeeds(page - 1))))
    if reply.first + len(reply.feeds) <= reply.of:
        turns.append(Button("›", data_of(ShowFeeds(page + 1))))
    return (*_rows(numbers, tuple(turns)), *((_of_channel(one, locale),) for one in reply.channels))


def of_feed(reply: FeedShown, locale: ReaderLocale) -> Keyboard:
    """What can be done about a feed."""

    def button(label: str, step: FeedStep) -> Button:
        return Button(locale.say(label), data_of(OnFeed(reply.feed.id, step)))

    if reply.asks:
        return ((button(keeping.REMOVE, FeedStep.REMOVE), button(bot_phrases.BACK, FeedStep.SHOW)),)
    paused = reply.feed.paused
    pause = button(keeping.RESUME, FeedStep.RESUME) if paused else button(keeping.PAUSE, FeedStep.PAUSE)
    back = Button(locale.say(bot_phrases.BACK), data_of(ShowFeeds()))
    return (
        (button(keeping.LOOK_NOW, FeedStep.LOOK), pause, button(keeping.REMOVE, FeedStep.ASK_TO_REMOVE)),
        (back,),
    )


def _of_channel(one: TelegramChannel, locale: ReaderLocale) -> Button:
    label = keeping.REFUSE_POSTS if one.accepted else keeping.ACCEPT_POSTS
    name = cut(keeping.channel_name(one), _NAME)
    return Button(locale.say(label, channel=name), data_of(OnChannel(one.number, accept=not one.accepted)))


def _rows(*rows: Sequence[Button]) -> Keyboard:
    return tuple(tuple(row) for row in rows if row)
