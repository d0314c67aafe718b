"""The time zone of a chat: told, read from what somebody types, and kept."""

from datetime import datetime

from briefbot.chat.digests.following import next_time
from briefbot.dialogue.zones import Choice, Found, How, Zoned, canonical, find_zones, guesses, place_of
from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork


def choose(store: Store, chat_id: int, typed: str, language: str | None, now: datetime) -> Zoned:
    """What somebody who reads this language (IETF tag) is told who typed this at an instant (aware); kept where it is certain.

    The console's chat is number 0.
    """
    found = find_zones(typed, language, now)
    if found.only is None:
        with store.read() as work:
            return unsure(work, chat_id, found, language, now)
    with store.write() as work:
        return settle(work, chat_id, found.only, now)


def current(work: UnitOfWork, chat_id: int, language: str | None, now: datetime) -> Zoned:
    """The zone that a chat has, and some to choose from."""
    return _zoned(work, chat_id, language, now, offered=tuple(guesses(language, now)))


def unsure(work: UnitOfWork, chat_id: int, found: Found, language: str | None, now: datetime) -> Zoned:
    """The zone that a chat has still, and those that may have been meant."""
    return _zoned(work, chat_id, language, now, found=found, offered=found.choices)


def settle(work: UnitOfWork, chat_id: int, choice: Choice, now: datetime) -> Zoned:
    """Let a chat and its digests go by a zone from now on."""
    keep(work, chat_id, choice.zone, now)
    found = Found(choice.place, How.ONE, (choice,))
    return Zoned(choice.zone, choice.place, now, found, next_digest=_next_digest(work, chat_id, now))


def keep(work: UnitOfWork, chat_id: int, zone: str, now: datetime) -> None:
    """Let a chat and its digests go by a zone."""
    work.subscriptions.move_zone(chat_id, zone, now)


def by_name(zone: str, language: str | None) -> Choice:
    """A zone that is known (`dialogue.zones.is_zone`) as a choice."""
    return Choice(canonical(zone), place_of(canonical(zone), language))


def _zoned(
    work: UnitOfWork,
    chat_id: int,
    language: str | None,
    now: datetime,
    *,
    found: Found | None = None,
    offered: tuple[Choice, ...] = (),
) -> Zoned:
    zone = work.preferences.of(chat_id).zone
    place = place_of(zone, language) if zone else ""
    return Zoned(zone, place, now, found, offered, _next_digest(work, chat_id, now))


def _next_digest(work: UnitOfWork, chat_id: int, now: datetime) -> datetime | None:
    """When the chat's next digest is due (UTC), of all its topics."""
    return min(filter(None, (next_time(each, now) for each in work.subscriptions.in_chat(chat_id))), default=None)
