"""Feeds and channels that keep the archive current, for admins: a list, and a page for each feed, in one message."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefbot.dialogue.commands.keeping import ShowFeeds
from briefbot.dialogue.keeping_buttons import FeedStep, OnChannel, OnFeed
from briefbot.dialogue.keeping_replies import FeedShown, Sources
from briefbot.dialogue.outgoing import Keyboard
from briefbot.dialogue.replies import Reply
from briefbot.rendering import keeping
from briefbot.store.submissions import Submission, Task
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, messages_in_chat, question_of
from briefbot.telegram.views import replies
from briefbot.telegram.views.keeping import of_feed, of_sources

# As many as fit into one message, which its buttons change.
_A_PAGE, _CHANNELS = 6, 8
_DAY = timedelta(days=1)
_TOASTS = {FeedStep.LOOK: keeping.LOOKING, FeedStep.REMOVE: keeping.FEED_REMOVED}


class SourcesList:
    """Shows feeds and channels, and changes them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, context: UpdateContext, request: ShowFeeds) -> Response:
        """The reply to /feeds, or the page to which a button turns it."""
        return Response(effects=(_DrawList(context, request.page),))

    def on_feed(self, context: UpdateContext, request: OnFeed) -> Response:
        """What a button about a feed does."""
        with self._service.store.read() as work:
            is_there = work.feeds.of(request.feed) is not None
        if not is_there:
            return Response(effects=(_DrawList(context, 0),), toast=keeping.FEED_GONE)
        effects = (_Change(context, request),)
        if request.step is FeedStep.REMOVE:
            return Response(effects=(*effects, _DrawList(context, 0)), toast=_TOASTS[request.step])
        asks = request.step is FeedStep.ASK_TO_REMOVE
        return Response(effects=(*effects, _DrawFeed(context, request.feed, asks)), toast=_TOASTS.get(request.step, ""))

    def on_channel(self, context: UpdateContext, request: OnChannel) -> Response:
        """What a button about a channel in the list does."""
        toast = keeping.POSTS_TAKEN if request.accept else keeping.POSTS_NOT_TAKEN
        return Response(effects=(_Accept(request), _DrawList(context, 0)), toast=toast)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a button does to a feed."""

    context: UpdateContext
    request: OnFeed

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Do it."""
        match self.request.step:
            case FeedStep.PAUSE | FeedStep.RESUME as step:
                work.feeds.pause(self.request.feed, now, paused=step is FeedStep.PAUSE)
            case FeedStep.REMOVE:
                work.feeds.remove(self.request.feed)
            case FeedStep.LOOK:
                place = (self.context.chat_id, self.context.topic, self.context.person_id, None, self.context.language)
                work.submissions.add(Submission(Task.LOOK, {"feed": self.request.feed}, *place), now)


@dataclass(frozen=True, slots=True)
class _Accept:
    """Whether a channel's posts are taken."""

    request: OnChannel

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Note it."""
        channel = work.channels.of(self.request.channel)
        if channel is not None and self.request.accept:
            work.channels.accept(channel, now)
        elif channel is not None:
            work.channels.refuse(channel.number, now)


@dataclass(frozen=True, slots=True)
class _DrawList:
    """Draws the list after what was written down before it."""

    context: UpdateContext
    page: int

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it."""
        feeds, news = work.feeds.all(), work.feeds.news(now - _DAY)
        page = min(self.page, max(0, len(feeds) - 1) // _A_PAGE)
        first = page * _A_PAGE
        channels = tuple(work.channels.all()[:_CHANNELS])
        reply = Sources(tuple(feeds[first : first + _A_PAGE]), now, news, first + 1, len(feeds), channels)
        _draw(work, self.context, reply, of_sources(reply, page, self.context.locale), now)


@dataclass(frozen=True, slots=True)
class _DrawFeed:
    """Draws the page of a feed, or the question whether it is to be removed, after what was written down before it."""

    context: UpdateContext
    feed: int
    asks: bool

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it."""
        feed = work.feeds.of(self.feed)
        if feed is not None:
            reply = FeedShown(feed, now, work.feeds.news(now - _DAY).get(feed.id, 0), self.asks)
            _draw(work, self.context, reply, of_feed(reply, self.context.locale), now)


def _draw(work: UnitOfWork, context: UpdateContext, reply: Reply, keyboard: Keyboard, now: datetime) -> None:
    """Post a reply: as a new message or, where a button was pressed, in the place of the one that has it."""
    html = replies.render(reply, context.locale)
    shown = messages_in_chat(html, keyboard, context, question_of(context))
    if context.pressed:
        shown = (replace(shown[0], kind="edit", target=context.message_id, keyboard=keyboard, reply_to=None),)
    work.outbox.post(context.chat_id, shown, now)
