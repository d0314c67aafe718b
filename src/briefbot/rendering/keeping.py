"""What those who keep the archive are told, as blocks: what came of what they sent, feeds, channels."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from briefbot.dialogue.keeping_replies import BroughtIn, FeedShown, Looked, Sources, TakenUp, Understood
from briefbot.feeds.model import Feed, TelegramChannel
from briefbot.language.facts import fact
from briefbot.model import Document
from briefbot.rendering import feed_phrases, phrases, understanding
from briefbot.rendering.blocks import Block, Entry, Heading, Listing, Notice, Provenance, Title
from briefbot.rendering.refusals import reason
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

# How many speakers are named, and how much of what people and pages call a thing.
_SPEAKERS, _TITLE, _NAME, _ERROR = 5, 200, 100, 120

# Feeds of a list that are named.
_FEEDS = 10

TAKE_BACK = N_("Undo")
CORRECT_TITLE = N_("Correct title")
CORRECT_DATE = N_("Correct date")
CANCEL = N_("Cancel")
FOLLOW_FEED = N_("Add this feed")
ACCEPT_CHANNEL = N_("Take posts of this channel")
ACCEPT_POSTS = N_("Take posts: {channel}")
REFUSE_POSTS = N_("No more posts: {channel}")
PAUSE = N_("Pause")
RESUME = N_("Resume")
LOOK_NOW = N_("Look now")
REMOVE = N_("Remove")

ASK_FOR_TITLE = N_("Send the right title as your next message.")
ASK_FOR_DATE = N_("Send the day of publication as your next message, like 2016-09-08, or - where it is not known.")
NO_DATE = N_("That is no date that can be read. Send a day like 2016-09-08, or - where it is not known.")
NO_TITLE = N_("A title has at most 300 characters. Send a shorter one.")
UNDO = N_("Undo corrections")
UNDONE = N_("Title and date are again as they were read.")
NOTHING_UNDONE = N_("Nothing is corrected here any more.")
AMENDED = N_("Corrected. It holds for later versions of the document too.")
CANCELLED = N_("Nothing was changed.")
NOT_ASKED = N_("I am not waiting for an answer any more.")
HAS_CHANGED = N_("It cannot be undone: it has changed since, or is gone.")
NOT_HERE = N_("It is no longer in the archive.")
FEED_FOLLOWED = N_("The feed is added: its articles come in from now on.")
FEED_GONE = N_("There is no such feed any more.")
FEED_REMOVED = N_("The feed is removed; its documents stay.")
LOOKING = N_("I am looking at it; the result comes as a message.")
BUSY = N_("The feeds are being looked at just now; this one has its turn within a minute.")
POSTS_TAKEN = N_("The posts of this channel are taken from now on, as long as the bot is an admin there.")
POSTS_NOT_TAKEN = N_("The posts of this channel are no longer taken; those that came stay.")
TOO_LARGE = N_("This file is larger than 20 MB, the most that Telegram hands to a bot. Send a smaller one, or its address.")
_TAKEN, _WAITS = N_("its posts are taken"), N_("its posts are taken once the bot is an admin there")
_NOT_TAKEN = N_("its posts are not taken")
FAILED = N_("Something went wrong while this was brought in. It has been noted; please send it again later.")


def brought_in(reply: BroughtIn, locale: ReaderLocale) -> Iterator[Block]:
    """What came of something that was sent."""
    if reply.taken_back:
        yield Notice(
            locale.count("{number} document was taken out again.", "{number} documents were taken out again.", reply.count)
        )
    elif reply.count == 1:
        yield from (_understood(one, _change(reply, locale), locale) for one in reply.documents)
    elif reply.count:
        yield from _several(reply, locale)
    for name, why in reply.refused:
        shown = fact(phrases.cut(name, _NAME))
        yield Notice(locale.say("{name} was not brought in: {reason}.", name=shown, reason=reason(why, locale)))
    if reply.failures > len(reply.refused):
        left = reply.failures - len(reply.refused)
        yield Notice(locale.count("{number} other could not be read.", "{number} others could not be read.", left))


def _change(reply: BroughtIn, locale: ReaderLocale) -> str:
    if reply.added:
        return locale.say("Brought in.")
    if reply.updated:
        return locale.say("Brought in as a new version, in the place of the one before.")
    return locale.say("This is in the archive already.")


def _understood(one: Understood, change: str, locale: ReaderLocale) -> Title:
    """A document with what was understood of it; what is not known is said to be unknown."""
    document, unknown = one.document, locale.say("unknown")
    facts = (
        (locale.say("Publisher"), fact(phrases.cut(document.source, _NAME)) if document.source else unknown),
        (locale.say("Date"), _dated(document, locale) or unknown),
        (locale.say("Quotations"), _quotations(one, locale)),
    )
    title = fact(phrases.cut(document.title or document.id, _TITLE))
    untitled = () if document.title else (Entry(locale.say("Title"), f": {unknown}"),)
    return Title(title, (change, *untitled, *(Entry(name, f": {value}") for name, value in facts)))


def _dated(document: Document, locale: ReaderLocale) -> str | None:
    if document.published is None:
        return None
    day, told = locale.day(document.published), understanding.evidence(document, locale)
    return f"{day} ({told})" if told else day


def _quotations(one: Understood, locale: ReaderLocale) -> str:
    number = locale.number(one.quotations)
    if not one.speakers:
        return number
    names = ", ".join(locale.name(phrases.cut(name, _NAME)) for name in one.speakers[:_SPEAKERS])
    more = "" if len(one.speakers) <= _SPEAKERS else "…"
    # Translators: how many quotations there are, and who speaks: "3 (Sergei Lavrov, Agnes Holm)".
    return locale.say("{number} ({names})", number=number, names=f"{names}{more}")


def _several(reply: BroughtIn, locale: ReaderLocale) -> Iterator[Block]:
    counts = (
        locale.count("{number} new", "{number} new", reply.added) if reply.added else "",
        locale.count("{number} changed", "{number} changed", reply.updated) if reply.updated else "",
        locale.count("{number} here before", "{number} here before", reply.unchanged) if reply.unchanged else "",
    )
    total = phrases.documents(reply.count, locale)
    yield Title(total, (", ".join(filter(None, counts)),))
    yield Listing(tuple(_provenance(one, locale) for one in reply.documents))
    if reply.count > len(reply.documents):
        left = phrases.documents(reply.count - len(reply.documents), locale)
        yield Notice(locale.say("… and {documents} more", documents=left))


def _provenance(one: Understood, locale: ReaderLocale) -> Provenance:
    document = one.document
    publisher = fact(document.source) if document.source else None
    return Provenance(fact(document.title or document.id), publisher, phrases.day(document.published, locale), document.url)


# Feeds and channels


def looked(reply: Looked, locale: ReaderLocale) -> Iterator[Block]:
    """What a look at a feed brought."""
    if reply.put_off:
        yield Notice(locale.say(BUSY))
        return
    error = reason(reply.error, locale) if reply.error else None
    yield Notice(feed_phrases.look(reply.feed, error, reply.new, reply.changed, reply.failed, locale))


def taken_up(reply: TakenUp, locale: ReaderLocale) -> Iterator[Block]:
    """The feeds that were taken up, or why none was."""
    if reply.refused:
        yield Notice(locale.say("No feed was added: {reason}.", reason=reason(reply.refused, locale)))
    for feed, is_new in reply.feeds[:_FEEDS]:
        yield Notice(feed_phrases.added(feed.address, feed.title, is_new=is_new, locale=locale))
    if len(reply.feeds) > _FEEDS:
        left = len(reply.feeds) - _FEEDS
        yield Notice(locale.count("… and {number} more feed", "… and {number} more feeds", left))


def sources(reply: Sources, locale: ReaderLocale) -> Iterator[Block]:
    """The feeds with how they are, and the channels."""
    if reply.feeds:
        of = reply.of if len(reply.feeds) < reply.of else 0
        shown = locale.say("{first}–{last} of {all}", first=reply.first, last=reply.first + len(reply.feeds) - 1, all=of)
        yield Title(locale.say("Feeds"), (shown,) if of else ())
        yield Listing(tuple(_listed(n, one, reply, locale) for n, one in enumerate(reply.feeds, start=reply.first)))
    else:
        yield Notice(locale.say("There are no feeds. /feeds add ADDRESS adds one."))
    if reply.channels:
        yield Heading(locale.say("Channels"))
        yield Listing(tuple(_channel(one, locale) for one in reply.channels))


def shown(reply: FeedShown, locale: ReaderLocale) -> Iterator[Block]:
    """One feed, or the question whether it is to be removed."""
    feed, name = reply.feed, _name(reply.feed)
    if reply.asks:
        yield Notice(locale.say("Remove “{name}”? Its documents stay.", name=name))
        return
    lines = (
        phrases.cut(fact(feed.address), _TITLE),
        _brought(feed, reply.news, locale),
        _checked(feed, reply.now, locale),
        feed_phrases.when(feed, reply.now, locale),
        *([_failed(feed, locale)] if feed.state.error else []),
    )
    yield Title(name, lines)


def channel_name(channel: TelegramChannel) -> str:
    """What a channel is called, on one line."""
    return fact(phrases.cut(channel.title, _NAME))


def _name(feed: Feed) -> str:
    return fact(phrases.cut(feed.title or feed.address, _NAME))


def _listed(number: int, feed: Feed, reply: Sources, locale: ReaderLocale) -> Entry:
    told = [_brought(feed, reply.news.get(feed.id, 0), locale), _checked(feed, reply.now, locale)]
    told += [feed_phrases.when(feed, reply.now, locale)] if feed.paused else []
    told += [_failed(feed, locale)] if feed.state.error else []
    return Entry(f"{number}. {_name(feed)}", f" · {' · '.join(told)}")


def _brought(feed: Feed, news: int, locale: ReaderLocale) -> str:
    held = phrases.documents(feed.documents, locale)
    new = locale.count("{number} new in 24 hours", "{number} new in 24 hours", news)
    return f"{held}, {new}" if news else held


def _failed(feed: Feed, locale: ReaderLocale) -> str:
    times = locale.count("{number} time", "{number} times", feed.state.failures)
    error = phrases.cut(reason(feed.state.error or "", locale), _ERROR)
    return locale.say("failed {times} in a row: {error}", times=times, error=error)


def _checked(feed: Feed, now: datetime, locale: ReaderLocale) -> str:
    if feed.state.checked_at is None:
        return locale.say("not looked at yet")
    minutes = max(0, (now - feed.state.checked_at) // timedelta(minutes=1))
    if minutes < 100:
        return locale.count("looked at {number} minute ago", "looked at {number} minutes ago", minutes)
    return locale.count("looked at {number} hour ago", "looked at {number} hours ago", round(minutes / 60))


def _channel(one: TelegramChannel, locale: ReaderLocale) -> Entry:
    told = _NOT_TAKEN if not one.accepted else _TAKEN if one.member else _WAITS
    return Entry(channel_name(one), f" · {locale.say(told)}")
