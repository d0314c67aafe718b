"""Subscriptions as rows, and what is looked up by them."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from briefbot.digests.schedule import next_due
from briefbot.digests.subscription import Destination, Subscription
from briefbot.store.tables import AccessRow, DigestRow, PreferencesRow

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def subscriptions() -> Select[Any]:
    """All digests, with what their chats prefer."""
    zone, language = PreferencesRow.zone, func.coalesce(PreferencesRow.language, DigestRow.language)
    return select(DigestRow.__table__, zone, language.label("reads"), PreferencesRow.latin).join(
        PreferencesRow, PreferencesRow.chat_id == DigestRow.chat_id, isouter=True
    )


def here(destination: Destination) -> Any:
    """Those of one place."""
    return (DigestRow.chat_id == destination.chat_id) & (DigestRow.topic == destination.topic)


def kept_out() -> Select[int]:
    """The people and chats that an admin keeps out: nothing is sent to them."""
    return select(AccessRow.subject_id).where(AccessRow.allowed.is_(False))


def is_reached(chat: InstrumentedAttribute[int], admins: Collection[int] | None) -> ColumnElement[bool]:
    """Whether digests are sent into a chat: not where an admin keeps it out; of a private bot, only where one let it in.

    `admins` are those of a private bot; None where it is not private.
    """
    is_let_in = chat.in_(select(AccessRow.subject_id).where(AccessRow.allowed))
    return chat.not_in(kept_out()) if admins is None else or_(chat.in_(admins), is_let_in)


def subscription_of(row: Row[Any]) -> Subscription:
    """The value of a row."""
    return Subscription(
        id=row.id,
        destination=Destination(row.chat_id, row.topic),
        since=row.since,
        switched_on=row.switched_on,
        zone=row.zone,
        at=None if row.minute is None else time(*divmod(row.minute, 60)),
        weekdays=frozenset(map(int, row.weekdays)),
        first_day=row.first_day,
        handled=row.handled,
        person_id=row.person_id,
        language=row.reads,
        latin=bool(row.latin),
        tells_when_empty=row.tells_when_empty,
        silent=row.silent,
    )


def columns_of(subscription: Subscription) -> Mapping[str, Any]:
    """The row of a value, without its number and when it is due."""
    at = subscription.at
    return {
        "chat_id": subscription.destination.chat_id,
        "topic": subscription.destination.topic,
        "since": subscription.since,
        "switched_on": subscription.switched_on,
        "minute": None if at is None else at.hour * 60 + at.minute,
        "weekdays": "".join(map(str, sorted(subscription.weekdays))),
        "first_day": subscription.first_day,
        "handled": subscription.handled,
        "person_id": subscription.person_id,
        "language": subscription.language,
        "tells_when_empty": subscription.tells_when_empty,
        "silent": subscription.silent,
    }


def next_of(subscription: Subscription) -> datetime | None:
    """When the first date that is not handled is due, also where that has passed."""
    schedule = subscription.schedule
    slot = next_due(schedule, _EVER, subscription.handled) if schedule else None
    return slot[1] if slot else None
