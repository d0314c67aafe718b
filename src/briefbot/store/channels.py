"""Channels of Telegram's: those that the bot is in, and those whose posts are taken."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from briefbot.feeds.model import TelegramChannel
from briefbot.store.repository import Repository
from briefbot.store.tables import ChannelRow
from briefbot.store.upserts import upsert


class ChannelsRepository(Repository):
    """Channels, by Telegram's number."""

    def all(self) -> list[TelegramChannel]:
        """Those whose posts are taken first, then the others, the newest first."""
        order = (ChannelRow.accepted.desc(), ChannelRow.changed_at.desc(), ChannelRow.chat_id)
        return [_channel(row) for row in self._execute(select(ChannelRow.__table__).order_by(*order))]

    def of(self, number: int) -> TelegramChannel | None:
        """The channel of this number, None where it is not known."""
        row = self._execute(select(ChannelRow.__table__).where(ChannelRow.chat_id == number)).first()
        return _channel(row) if row else None

    def is_accepted(self, number: int) -> bool:
        """Whether the posts of this channel are taken."""
        found = self.of(number)
        return found is not None and found.accepted

    def enter(self, channel: TelegramChannel, now: datetime) -> None:
        """Note that the bot is in a channel."""
        self._keep(channel, member=True, changed_at=now)

    def leave(self, number: int) -> None:
        """Note that the bot is not in a channel any more, and forget it unless its posts are to be taken."""
        self._execute(delete(ChannelRow).where(ChannelRow.chat_id == number, ~ChannelRow.accepted))
        self._execute(update(ChannelRow).where(ChannelRow.chat_id == number).values(member=False))

    def accept(self, channel: TelegramChannel, now: datetime) -> None:
        """Take the posts of a channel from now on."""
        self._keep(channel, accepted=True, changed_at=now)

    def refuse(self, number: int, now: datetime) -> None:
        """Take the posts of a channel no more."""
        self._execute(update(ChannelRow).where(ChannelRow.chat_id == number).values(accepted=False, changed_at=now))
        self._execute(delete(ChannelRow).where(ChannelRow.chat_id == number, ~ChannelRow.member))

    def rename(self, channel: TelegramChannel) -> None:
        """Note what a channel that is known is called now."""
        named = {"title": channel.title, "username": channel.username}
        self._execute(update(ChannelRow).where(ChannelRow.chat_id == channel.number).values(**named))

    def _keep(self, channel: TelegramChannel, **changed: Any) -> None:
        """Keep a channel by its present name, with what changed; the rest as it was."""
        known = self.of(channel.number) or channel
        values = {"title": channel.title, "username": channel.username, "member": known.member, "accepted": known.accepted}
        upsert(self._connection, ChannelRow, {"chat_id": channel.number}, values | changed)


def _channel(row: Row[Any]) -> TelegramChannel:
    return TelegramChannel(row.chat_id, row.title, row.username, row.member, row.accepted)
