"""What is set in a chat: told, and changed."""

from datetime import datetime

from sqlalchemy import Connection

from briefbot.chat.digests.following import next_time
from briefbot.dialogue.conversation import Settings
from briefbot.dialogue.preferences import Change
from briefbot.digests.subscription import Destination
from briefbot.store import digests, preferences


def current(connection: Connection, spot: Destination, now: datetime) -> Settings:
    """What is set in a chat, and the digest of one spot of it."""
    digest = digests.of(connection, spot)
    last = digests.told(connection, spot) if digest else []
    return Settings(preferences.of(connection, spot.chat_id), now, digest, next_time(digest, now), tuple(last))


def change(connection: Connection, chat_id: int, wanted: Change) -> None:
    """Have some of a chat's settings otherwise from now on."""
    preferences.keep(connection, chat_id, wanted.of(preferences.of(connection, chat_id)))
