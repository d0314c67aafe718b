"""What is set in a chat: told, and changed."""

from datetime import datetime

from sqlalchemy import Connection

from briefbot.app.digests.following import next_time
from briefbot.core.conversation import Settings
from briefbot.core.digest.subscription import Spot
from briefbot.core.preferences import Change
from briefbot.store import digests, preferences


def current(connection: Connection, spot: Spot, now: datetime) -> Settings:
    """What is set in a chat, and the digest of one spot of it."""
    digest = digests.of(connection, spot)
    last = digests.told(connection, spot) if digest else []
    return Settings(preferences.of(connection, spot.chat_id), now, digest, next_time(digest, now), tuple(last))


def change(connection: Connection, chat_id: int, wanted: Change) -> None:
    """Have some of a chat's settings otherwise from now on."""
    preferences.keep(connection, chat_id, wanted.of(preferences.of(connection, chat_id)))
