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
NOTHING_FOLLOWED = N_("Nothing is followed here yet. /follow takes a name, a topic or a paper: /follow Lavrov on Syria")
FRONT_PAGE = N_("Nothing is followed here, so this is what most sources told.")
FIRST_ZONE = N_("Where are you? A digest goes by your clocks: choose a place, or type a city: /tz Munich")
FOLLOW_THIS = N_("+ Follow this")
FOLLOW_SPEAKER = N_("+ Follow {name}")
ENDED = N_("No longer followed.")
ENDED_BEFORE = N_("It is not followed any more.")
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


def moment(instant: datetime, zone: str | None, manner: ReaderLocale) -> str:
    """A day and hour on a zone's clocks (UTC's, where none was chosen)."""
    local = instant.astimezone(ZoneInfo(zone or "UTC"))
    return manner.say("{day}, {hour}", day=manner.weekday_and_day(local.date()), hour=f"{local:%H:%M}")


# A digest


def heading(contents: Contents, zone: str | None, manner: ReaderLocale, skip: int = 0) -> str:
    """How much there is, since when, and how much of it is shown."""
    since = moment(contents.since, zone, manner)
    if not contents.shown:
        return phrases.sentence(manner.say("Nothing new since {moment}", moment=since))
    told = manner.count(
        "{number} new quotation since {moment}", "{number} new quotations since {moment}", contents.of, moment=since
    )
    if contents.shown == contents.of:
        return phrases.sentence(told)
    shown = manner.say(
        "{first}–{last} are shown", first=manner.number(skip + 1), last=manner.number(skip + contents.shown)
    )  # fmt: skip
    return phrases.sentence(manner.say("{told}; {shown}", told=told, shown=shown))


def also_in(sources: Sequence[str], manner: ReaderLocale) -> str:
    """Who else tells a statement."""
    return manner.say("also in {sources}", sources=", ".join(sources))


def rest(left: int, manner: ReaderLocale) -> str:
    """The button that shows what a digest left out."""
    return manner.count("{number} more ›", "{number} more ›", left)


# Follows


def followed(reply: Followed, manner: ReaderLocale) -> list[str]:
    """What was understood, and what it would have brought."""
    begins = manner.say("You follow this already.") if reply.before else manner.say("Following.")
    return [
        f"{begins} {understood(reply, manner)}",
        _brought(reply, manner),
        *(
            []
            if reply.digest_on
            else [manner.say("What is new on it comes with the digest: /digest 08:30 has it sent every day.")]
        ),
    ]


def understood(reply: Followed, manner: ReaderLocale) -> str:
    """How a follow was read."""
    facts = [
        manner.say("words of: {names}", names=", ".join(map(manner.name, reply.people))) if reply.people else "",
        manner.say("on: {topic}", topic=reply.topic) if reply.topic else "",
        manner.say("in: {sources}", sources=", ".join(reply.sources)) if reply.sources else "",
    ]
    return phrases.sentence("; ".join(filter(None, facts)))


def _brought(reply: Followed, manner: ReaderLocale) -> str:
    month = manner.count(
        "in the last 30 days it would have brought {number} quotation",
        "in the last 30 days it would have brought {number} quotations",
        reply.month,
    )
    if not reply.month:
        return manner.say("Nothing matches it today, and in the last 30 days it would have brought nothing.")
    if not reply.today:
        return phrases.sentence(manner.say("Nothing matches it today; {month}", month=month))
    today = manner.count("{number} quotation matches it today", "{number} quotations match it today", reply.today)
    return phrases.sentence(manner.say("{today}; {month}", today=today, month=month))


def following(reply: Following, manner: ReaderLocale) -> list[str]:
    """What stands under the list of what is followed: the digest."""
    if not reply.follows:
        return [manner.say(NOTHING_FOLLOWED), *schedule(reply.digest, reply.next_at, reply.last, manner)]
    return schedule(reply.digest, reply.next_at, reply.last, manner)


def stopped(reply: Stopped, manner: ReaderLocale) -> str:
    """That something is followed no more."""
    return manner.say("No longer followed: {what}", what="; ".join(follow.text for follow in reply.follows))


# When


def planned(reply: Planned, manner: ReaderLocale) -> list[str]:
    """How a digest is wanted from now on."""
    digest = reply.digest
    if not digest.switched_on:
        return [manner.say("The digest is off. What is followed stays: /digest shows it, /digest on has it sent again.")]
    if digest.zone is None:
        return [manner.say(FIRST_ZONE)]
    late = [manner.say("That hour has passed today.")] if reply.tomorrow else []
    return [" ".join([*late, *schedule(digest, reply.next_at, (), manner)])]


def schedule(digest: Subscription | None, next_at: datetime | None, last: Sequence[Told], manner: ReaderLocale) -> list[str]:
    """When a digest comes, and what became of the last ones."""
    if digest is None or not digest.switched_on:
        return [manner.say("The digest is off; /digest 08:30 has it sent every day.")]
    if digest.zone is None or next_at is None:
        return [manner.say("The digest waits for a time zone: /tz")]
    when = manner.say(
        "Digest: {days}, {hour} ({city}); the next one: {moment}",
        days=days(digest.weekdays, manner),
        hour=f"{digest.at:%H:%M}",
        city=place_of(digest.zone, manner.language),
        moment=moment(next_at, digest.zone, manner),
    )
    told = [phrases.sentence(when), *_options(digest, manner)]
    return [" ".join(told), *_last(digest, last, manner)]


def _options(digest: Subscription, manner: ReaderLocale) -> list[str]:
    return [
        *([manner.say("It makes no sound.")] if digest.silent else []),
        *([manner.say("It comes also when nothing is new.")] if digest.tells_when_empty else []),
    ]


def days(weekdays: frozenset[int], manner: ReaderLocale) -> str:
    """On which days a digest comes."""
    if weekdays == EVERY_DAY:
        return manner.say("every day")
    if weekdays == WEEKDAYS:
        return manner.say("Monday to Friday")
    return ", ".join(manner.say(_DAYS[day]) for day in sorted(weekdays))


def _last(digest: Subscription, last: Sequence[Told], manner: ReaderLocale) -> list[str]:
    """The last digest that came, and the last date without one."""
    came = next((told for told in last if told.state in _CAME), None)
    lines = []
    if came:
        lines.append(manner.say(_CAME[came.state], moment=moment(came.due_at, digest.zone, manner)))
    if last and last[0] is not came:
        lines.append(manner.say(_BECAME[last[0].state], moment=moment(last[0].due_at, digest.zone, manner)))
    return lines


_CAME = {
    SlotState.SENT: N_("Last digest: {moment}."),
    SlotState.PARTLY: N_("Last digest: {moment}. Some of it could not be sent, and comes with the next one."),
    SlotState.UNKNOWN: N_("Last digest: {moment}. Perhaps not all of it arrived: /digest shows it again."),
}
_BECAME = {
    SlotState.EMPTY: N_("Nothing new: {moment}."),
    SlotState.SKIPPED: N_("Not sent, its news comes with the next one: {moment}."),
    SlotState.CLAIMED: N_("Being sent: {moment}."),
}


def resumed(digest: Subscription, next_at: datetime | None, follows: int, manner: ReaderLocale) -> str:
    """What is on in a chat that comes back."""
    told = manner.count("{number} follow is on here.", "{number} follows are on here.", follows)
    return " ".join([told, *schedule(digest, next_at, (), manner)])


def group_paused(chat_id: int, manner: ReaderLocale) -> str:
    """To whoever set a digest in a group that the bot cannot write into any more."""
    return manner.say(
        "The digest for group {number} is paused: the bot was removed from it, or may not write there. "
        "It goes on once the bot is back.",
        number=chat_id,
    )


def topic_closed(chat_id: int, manner: ReaderLocale) -> str:
    """To whoever set a digest in a topic that is closed or gone."""
    return manner.say(
        "The topic of a digest in group {number} is closed or gone: it came to the general topic this time. "
        "/digest off in a topic ends it, /digest 08:30 in another one moves it.",
        number=chat_id,
    )


def digested(reply: Digested, manner: ReaderLocale) -> list[str]:
    """What stands above a digest that was asked for."""
    head = [heading(reply.contents, reply.zone, manner, reply.skip)]
    return (
        head
        if reply.follows
        else [*head, manner.say(FRONT_PAGE)]
        if reply.contents.shown
        else [*head, manner.say(NOTHING_FOLLOWED)]
    )
