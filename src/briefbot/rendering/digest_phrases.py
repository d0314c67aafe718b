"""The sentences about follows and digests."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from briefbot.dialogue.replies import Digested, Followed, Following, Planned, Stopped
from briefbot.dialogue.zones import place_of
from briefbot.digests.model import Contents
from briefbot.digests.planning import SlotState
from briefbot.digests.schedule import EVERY_DAY, WEEKDAYS
from briefbot.digests.subscription import Subscription, Told
from briefbot.rendering import phrases
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_

TITLE = N_("Your digest")
NOTHING_NEW = N_("Nothing new came in.")
NOTHING_FOLLOWED = N_("You follow nothing here yet. /follow takes a name, a topic or a paper: /follow Lavrov on Syria")
FRONT_PAGE = N_("You follow nothing here, so this is what most papers printed.")
FIRST_ZONE = N_("Where are you? The digest comes at your local time: choose a place, or type a city: /tz Munich")
FOLLOW_THIS = N_("+ Follow this")
FOLLOW_SPEAKER = N_("+ Follow {name}")
ENDED = N_("No longer followed.")
ENDED_BEFORE = N_("You do not follow it any more.")
NOT_TO_FOLLOW = N_("That cannot be followed: it names nobody, no topic and no paper.")
FOLLOWED_BEFORE = N_("You follow this already.")

_DAYS = (
    N_("Mondays"),
    N_("Tuesdays"),
    N_("Wednesdays"),
    N_("Thursdays"),
    N_("Fridays"),
    N_("Saturdays"),
    N_("Sundays"),
)


def moment(instant: datetime, zone: str | None, locale: ReaderLocale) -> str:
    """A day and hour on a zone's clocks (UTC's, where none was chosen)."""
    local = instant.astimezone(ZoneInfo(zone or "UTC"))
    return locale.say("{day}, {hour}", day=locale.weekday_and_day(local.date()), hour=f"{local:%H:%M}")


# A digest


def heading(contents: Contents, zone: str | None, locale: ReaderLocale, skip: int = 0) -> str:
    """How much there is, since when, and how much of it is shown."""
    since = moment(contents.since, zone, locale)
    if not contents.shown:
        return phrases.sentence(locale.say("Nothing new since {moment}", moment=since))
    told = locale.count(
        "{number} new quotation since {moment}", "{number} new quotations since {moment}", contents.of, moment=since
    )
    if contents.shown == contents.of:
        return phrases.sentence(told)
    shown = locale.say(
        "{first}–{last} are shown", first=locale.number(skip + 1), last=locale.number(skip + contents.shown)
    )  # fmt: skip
    return phrases.sentence(locale.say("{told}; {shown}", told=told, shown=shown))


def rest(left: int, locale: ReaderLocale) -> str:
    """The button that shows what a digest left out."""
    return locale.count("{number} more ›", "{number} more ›", left)


# Follows


def followed(reply: Followed, locale: ReaderLocale) -> list[str]:
    """What was understood, and what it would have brought."""
    begins = locale.say("You follow this already.") if reply.before else locale.say("Following.")
    return [
        f"{begins} {understood(reply, locale)}",
        _brought(reply, locale),
        *(
            []
            if reply.digest_on
            else [locale.say("What is new on it comes with the digest: /digest 08:30 sends it every day.")]
        ),
    ]


def understood(reply: Followed, locale: ReaderLocale) -> str:
    """How a follow was read."""
    facts = [
        locale.say("words of: {names}", names=", ".join(map(locale.name, reply.people))) if reply.people else "",
        locale.say("on: {topic}", topic=reply.topic) if reply.topic else "",
        locale.say("in: {sources}", sources=", ".join(reply.sources)) if reply.sources else "",
    ]
    return phrases.sentence("; ".join(filter(None, facts)))


def _brought(reply: Followed, locale: ReaderLocale) -> str:
    month = locale.count(
        "in the last 30 days it would have brought {number} quotation",
        "in the last 30 days it would have brought {number} quotations",
        reply.month,
    )
    if not reply.month:
        return locale.say("Nothing matches it today, and in the last 30 days it would have brought nothing.")
    if not reply.today:
        return phrases.sentence(locale.say("Nothing matches it today; {month}", month=month))
    today = locale.count("{number} quotation matches it today", "{number} quotations match it today", reply.today)
    return phrases.sentence(locale.say("{today}; {month}", today=today, month=month))


def following(reply: Following, locale: ReaderLocale) -> list[str]:
    """What stands under the list of what is followed: the digest."""
    if not reply.follows:
        return [locale.say(NOTHING_FOLLOWED), *schedule(reply.digest, reply.next_at, reply.last, locale)]
    return schedule(reply.digest, reply.next_at, reply.last, locale)


def stopped(reply: Stopped, locale: ReaderLocale) -> str:
    """That something is followed no more."""
    return locale.say("No longer followed: {what}", what="; ".join(follow.text for follow in reply.follows))


# When


def planned(reply: Planned, locale: ReaderLocale) -> list[str]:
    """How a digest is wanted from now on."""
    digest = reply.digest
    if not digest.switched_on:
        return [
            locale.say(
                "The digest is off. You follow the same as before: /digest shows what is new, /digest on sends it again."
            )
        ]
    if digest.zone is None:
        return [locale.say(FIRST_ZONE)]
    late = [locale.say("That hour has passed today.")] if reply.tomorrow else []
    return [" ".join([*late, *schedule(digest, reply.next_at, (), locale)])]


def schedule(digest: Subscription | None, next_at: datetime | None, last: Sequence[Told], locale: ReaderLocale) -> list[str]:
    """When a digest comes, and what became of the last ones."""
    if digest is None or not digest.switched_on:
        return [locale.say("The digest is off; /digest 08:30 sends it every day.")]
    if digest.zone is None or next_at is None:
        return [locale.say("The digest needs a time zone: /tz")]
    when = locale.say(
        "Digest: {days}, {hour} ({city}); the next one: {moment}",
        days=days(digest.weekdays, locale),
        hour=f"{digest.at:%H:%M}",
        city=place_of(digest.zone, locale.language),
        moment=moment(next_at, digest.zone, locale),
    )
    told = [phrases.sentence(when), *_options(digest, locale)]
    return [" ".join(told), *_last(digest, last, locale)]


def _options(digest: Subscription, locale: ReaderLocale) -> list[str]:
    return [
        *([locale.say("It makes no sound.")] if digest.silent else []),
        *([locale.say("It comes also when nothing is new.")] if digest.tells_when_empty else []),
    ]


def days(weekdays: frozenset[int], locale: ReaderLocale) -> str:
    """On which days a digest comes."""
    if weekdays == EVERY_DAY:
        return locale.say("every day")
    if weekdays == WEEKDAYS:
        return locale.say("Monday to Friday")
    return ", ".join(locale.say(_DAYS[day]) for day in sorted(weekdays))


def _last(digest: Subscription, last: Sequence[Told], locale: ReaderLocale) -> list[str]:
    """The last digest that came, and the last date without one."""
    came = next((told for told in last if told.state in _CAME), None)
    lines = []
    if came:
        lines.append(locale.say(_CAME[came.state], moment=moment(came.due_at, digest.zone, locale)))
    if last and last[0] is not came:
        lines.append(locale.say(_BECAME[last[0].state], moment=moment(last[0].due_at, digest.zone, locale)))
    return lines


_CAME = {
    SlotState.SENT: N_("Last digest: {moment}."),
    SlotState.PARTLY: N_("Last digest: {moment}. Some of it could not be sent, and comes with the next one."),
    SlotState.UNKNOWN: N_("Last digest: {moment}. Perhaps not all of it arrived: /digest shows it again."),
}
_BECAME = {
    SlotState.EMPTY: N_("Nothing new: {moment}."),
    SlotState.SKIPPED: N_("Not sent; the next one brings its news: {moment}."),
    SlotState.CLAIMED: N_("Being sent: {moment}."),
}


def resumed(digest: Subscription, next_at: datetime | None, follows: int, locale: ReaderLocale) -> str:
    """What is on in a chat that comes back."""
    told = locale.count("You follow {number} thing here.", "You follow {number} things here.", follows)
    return " ".join([told, *schedule(digest, next_at, (), locale)])


def group_paused(chat_id: int, locale: ReaderLocale) -> str:
    """To whoever set a digest in a group that the bot cannot write into any more."""
    return locale.say(
        "The digest for group {number} is paused: the bot was removed from it, or may not write there. "
        "It goes on once the bot is back.",
        number=chat_id,
    )


def topic_closed(chat_id: int, locale: ReaderLocale) -> str:
    """To whoever set a digest in a topic that is closed or gone."""
    return locale.say(
        "The topic of a digest in group {number} is closed or gone: it came to the general topic this time. "
        "/digest off in a topic ends it, /digest 08:30 in another one moves it.",
        number=chat_id,
    )


def digested(reply: Digested, locale: ReaderLocale) -> list[str]:
    """What stands above a digest that was asked for."""
    head = [heading(reply.contents, reply.zone, locale, reply.skip)]
    return (
        head
        if reply.follows
        else [*head, locale.say(FRONT_PAGE)]
        if reply.contents.shown
        else [*head, locale.say(NOTHING_FOLLOWED)]
    )
