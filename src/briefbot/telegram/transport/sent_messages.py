"""What a message brings along that can be read: a file, a channel's post, a channel that the bot is in."""

from dataclasses import dataclass

from telegram import Chat, Document, Message, MessageOriginChannel

from briefbot.feeds.model import Post, TelegramChannel

_NO_NAME = "file"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file by Telegram's number for it; its name and type are what its sender's program says, its size may be unknown."""

    id: str
    name: str
    media_type: str | None
    size: int | None


def file_in(message: Message) -> SentFile | None:
    """The file that a message is, None where it is none: pictures, sound and films are no files in this sense."""
    found: Document | None = message.document
    if found is None or message.animation is not None:
        return None
    return SentFile(found.file_id, found.file_name or _NO_NAME, found.mime_type, found.file_size)


def forwarded_post(message: Message) -> Post | None:
    """The channel's post that a message passes on, as it was published; None where it passes on none."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return None
    return Post(channel_of(origin.chat), origin.message_id, _text(message), origin.date)


def is_forwarded(message: Message) -> bool:
    """Whether a message passes on what somebody else has sent."""
    return message.forward_origin is not None


def replied_words(message: Message) -> str:
    """The words that a message replies to: those that it quotes, or all of the other message; empty where there are none."""
    if message.quote is not None:
        return message.quote.text
    return _text(message.reply_to_message) if message.reply_to_message else ""


def post_of(message: Message) -> Post:
    """The post that a message in a channel is."""
    return Post(channel_of(message.chat), message.message_id, _text(message), message.date)


def channel_of(chat: Chat) -> TelegramChannel:
    """A channel as Telegram tells of it."""
    return TelegramChannel(chat.id, chat.title or str(chat.id), chat.username)


def _text(message: Message) -> str:
    return message.text or message.caption or ""
