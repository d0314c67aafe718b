"""What an update is, and whether it is meant for the bot. Decides; does nothing."""

from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, MessageEntity, Update, User

from briefbot.dialogue.buttons import CloseMenu, InSettings, OnAnswer, OpenMenu, TurnPage, request_of
from briefbot.dialogue.commands import is_known
from briefbot.store.inbox import Arrival
from briefbot.telegram.controllers import UpdateContext
from briefbot.telegram.payloads import checked
from briefbot.telegram.transport.fair_queue import NOBODY, Job

# What Telegram is asked to send; anything else is not wanted, and never kept; inline mode is not kept either.
WANTED = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
]


def arrival(payload: dict[str, Any], update: Update, bot: User, now: datetime) -> Arrival | None:
    """An update as it is written down; None where the bot is not concerned: what others say is none of its business.

    ValueError or TypeError for one that cannot be kept.
    """
    if not _is_wanted(update, bot):
        return None
    context = checked(context_of(update, now))
    return Arrival(context.update_id, context.chat_id, context.person_id, context.asked_at, payload)


def job_of(arrived: Arrival) -> Job:
    """The job of handling an update, and which later one makes it pointless.

    Of several edits of a message the last one counts, and so does of several presses the one that says what a message shows.
    """
    update_id, person, payload = arrived.update_id, arrived.person_id or NOBODY, arrived.payload
    if edited := payload.get(Update.EDITED_MESSAGE) or payload.get(Update.EDITED_CHANNEL_POST):
        return Job(update_id, person, f"edit {edited['message_id']}", rests=True)
    if pressed := payload.get(Update.CALLBACK_QUERY):
        shows = _shows(str(pressed.get("data", "")))
        key = f"press {pressed['message']['message_id']} {shows}" if shows else ""
        return Job(update_id, person, key, callback_id=str(pressed["id"]))
    return Job(update_id, person)


def posted_in(arrived: Arrival) -> int | None:
    """The channel in which an update is a post, None where it is none: only those of accepted channels are written down."""
    posts = Update.CHANNEL_POST, Update.EDITED_CHANNEL_POST
    return arrived.chat_id if any(kind in arrived.payload for kind in posts) else None


def _shows(data: str) -> str:
    """What a press makes its message show, told from what other presses do; empty where it does something else.

    To press a button of an answer again that brings something brings a word on it.
    """
    match request_of(data):
        case OnAnswer(_, OpenMenu() | CloseMenu()) | InSettings(TurnPage()):
            return "other buttons"
        case OnAnswer():
            return ""
    return data


def context_of(update: Update, now: datetime) -> UpdateContext:
    """Who sent an update that is wanted, where and when; Telegram does not tell when a button was pressed: that is `now`."""
    if update.callback_query is not None:
        return _of_press(update.update_id, update.callback_query, now)
    if update.my_chat_member is not None:
        return _of_membership(update.update_id, update.my_chat_member)
    message = update.effective_message
    if message is None:
        raise ValueError("this update is not wanted")
    person = _sender(message)
    return UpdateContext(
        update_id=update.update_id,
        chat_id=message.chat.id,
        person_id=person,
        asked_at=message.edit_date or message.date,
        message_id=message.message_id,
        topic=_topic(message),
        replied_to=message.reply_to_message.message_id if message.reply_to_message else None,
        language=message.from_user.language_code if message.from_user else None,
        group=message.chat.type != Chat.PRIVATE,
        manages=_certainly_manages(message.chat, person),
    )


def line_for(message: Message, bot: User) -> str | None:
    """What a message says to the bot; None where it says nothing to it. Commands are told by `command_in`."""
    text = message.text or ""
    if message.chat.type == Chat.PRIVATE:
        return text or None
    mention = _mention(message, bot)
    if mention is not None:
        return " ".join(text.replace(mention, " ", 1).split())
    replied = message.reply_to_message
    is_reply = replied is not None and replied.from_user is not None and replied.from_user.id == bot.id
    return text if is_reply and text else None


def command_in(message: Message, bot: User) -> tuple[str, str] | None:
    """The command at the start of a message that is meant for the bot, in small letters, and what stands behind it."""
    text, entities = message.text or "", message.entities
    if not entities or entities[0].type != MessageEntity.BOT_COMMAND or entities[0].offset != 0:
        return None
    name, _, addressee = text[1 : entities[0].length].partition("@")
    if addressee and addressee.lower() != (bot.username or "").lower():
        return None
    is_group = message.chat.type != Chat.PRIVATE
    if is_group and not addressee and not is_known(name.lower()):
        return None  # another bot's, perhaps
    return name.lower(), text[entities[0].length :].strip()


def _is_wanted(update: Update, bot: User) -> bool:
    if update.callback_query is not None:
        return update.callback_query.message is not None
    if update.my_chat_member is not None or update.channel_post is not None or update.edited_channel_post is not None:
        return True
    message = update.message or update.edited_message
    if message is None or message.chat.type == Chat.CHANNEL or message.is_automatic_forward:
        return False
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return True
    if message.sender_chat is None and (message.from_user is None or message.from_user.is_bot):
        return False
    if message.chat.type == Chat.PRIVATE:
        return True
    return command_in(message, bot) is not None or (not _is_command(message) and line_for(message, bot) is not None)


def _is_command(message: Message) -> bool:
    return bool(message.entities) and message.entities[0].type == MessageEntity.BOT_COMMAND and message.entities[0].offset == 0


def _sender(message: Message) -> int:
    """Who sent a message: a person or, where they hide behind it (anonymous admins, channels in groups), that chat."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else message.chat.id


def _certainly_manages(chat: Chat, person: int) -> bool | None:
    """Whether somebody may change what a chat shares, where that needs no asking: in private, or in the name of a group."""
    return True if chat.type == Chat.PRIVATE or person == chat.id else None


def _topic(message: Message) -> int | None:
    """The topic of a forum; replies in other groups have a thread too, which is none."""
    return message.message_thread_id if message.is_topic_message else None


def _mention(message: Message, bot: User) -> str | None:
    """The words by which a message mentions the bot."""
    for entity, words in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        if entity.type == MessageEntity.MENTION and words.lower() == f"@{bot.username}".lower():
            return words
        if entity.user is not None and entity.user.id == bot.id:
            return words
    return None


def _of_press(update_id: int, query: CallbackQuery, now: datetime) -> UpdateContext:
    message = query.message
    if message is None:
        raise ValueError("a button without a message")
    return UpdateContext(
        update_id=update_id,
        chat_id=message.chat.id,
        person_id=query.from_user.id,
        asked_at=now,
        message_id=message.message_id,
        topic=_topic(message) if isinstance(message, Message) else None,
        language=query.from_user.language_code,
        group=message.chat.type != Chat.PRIVATE,
        pressed=True,
        manages=_certainly_manages(message.chat, query.from_user.id),
    )


def _of_membership(update_id: int, change: ChatMemberUpdated) -> UpdateContext:
    return UpdateContext(
        update_id=update_id,
        chat_id=change.chat.id,
        person_id=change.from_user.id,
        asked_at=change.date,
        language=change.from_user.language_code,
        group=change.chat.type != Chat.PRIVATE,
    )
