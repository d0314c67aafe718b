"""What each update asks for, as python-telegram-bot's handlers."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, MessageHandler, TypeHandler, filters

from briefbot.dialogue.buttons import request_of
from briefbot.dialogue.commands import Channel, parse, parse_command
from briefbot.dialogue.commands.admins import DecideAccess
from briefbot.dialogue.commands.checking import quoted_in
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.requests import Misunderstood, Who
from briefbot.rendering import bot_phrases
from briefbot.store.effects import EnterChannel, LeaveChannel, MoveChat
from briefbot.telegram import managing, pausing
from briefbot.telegram.controllers import NOTHING, Dispatcher, Outcome, Response, UpdateContext, UpdateService
from briefbot.telegram.controllers.access import limited
from briefbot.telegram.controllers.limits import Kind
from briefbot.telegram.controllers.model import say
from briefbot.telegram.transport.arrivals import command_in, context_of, line_for
from briefbot.telegram.transport.location import zone_of
from briefbot.telegram.transport.sent_messages import channel_of, file_in, forwarded_post, is_forwarded, post_of, replied_words
from briefbot.telegram.transport.workers import Workers

# After so many seconds of work the person is shown that it goes on.
_SIGN_AFTER = 1.0
_AWAY = (ChatMember.LEFT, ChatMember.BANNED)


class Handlers:
    """Makes requests of updates and has them answered, off the event loop."""

    def __init__(
        self, dispatcher: Dispatcher, updates: UpdateService, workers: Workers, elsewhere: Callable[[], Awaitable[None]]
    ) -> None:
        """`elsewhere` is called when messages were written for another chat."""
        self._dispatcher = dispatcher
        self._updates = updates
        self._workers = workers
        self._elsewhere = elsewhere

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers; the first that fits an update has it."""
        moved = filters.StatusUpdate.MIGRATE
        application.add_handler(CallbackQueryHandler(self._pressed))
        application.add_handler(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_handler(MessageHandler(moved, self._moved))
        application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POSTS & ~filters.StatusUpdate.ALL, self._posted))
        application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POSTS, self._other))
        application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, self._edited))
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT, self._said))
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, self._showed))
        application.add_handler(TypeHandler(Update, self._other))

    def _context(self, update: Update) -> UpdateContext:
        return context_of(update, self._updates.now())

    async def _said(self, update: Update, callback_context: Any) -> None:
        message, context = _message(update), self._context(update)
        if self._dispatcher.sending.is_sender(context) and (post := forwarded_post(message)):
            await self._serve(update, context, lambda context: self._dispatcher.sending.post(context, post))
            return
        line = line_for(message, callback_context.bot.bot)
        command = command_in(message, callback_context.bot.bot)
        if command is None and line is None:
            await self._other(update, callback_context)
            return
        name, rest = command or ("", "")
        typed = rest if name == "ask" else f"/{name} {rest}".rstrip() if name else line or ""
        request = parse_command(name, rest, typed, Channel.CHAT) if name else parse(typed, Channel.CHAT)
        if not name and is_forwarded(message):
            request, typed = quoted_in(typed), ""  # which nobody here has said
        elif isinstance(request, Misunderstood) and request.hint is Hint.NOTHING_TO_CHECK and (words := replied_words(message)):
            request = quoted_in(words)
        if isinstance(request, DecideAccess):
            request = _with_subject(request, message)
        if request.needs_rights:
            context = await managing.with_rights(context, callback_context.bot, self._updates.admins)
        handle = self._dispatcher.handle if name else self._dispatcher.handle_line
        # In a group, only what concerns themselves: the digest is everybody's there.
        owed = request.is_everybodys_right and not (context.group and request.who is Who.MANAGERS)
        await self._serve(update, replace(context, typed=typed), lambda context: handle(context, request), for_anybody=owed)

    async def _edited(self, update: Update, callback_context: Any) -> None:
        message, context = _message(update), self._context(update)
        command = command_in(message, callback_context.bot.bot)
        line = (
            command[1] if command and command[0] == "ask" else None if command else line_for(message, callback_context.bot.bot)
        )
        await self._serve(update, context, lambda context: self._dispatcher.handle_edit(context, line) if line else NOTHING)

    async def _showed(self, update: Update, callback_context: Any) -> None:  # noqa: ARG002 (python-telegram-bot's)
        context = self._context(update)
        await self._serve(update, context, lambda context: self._shown(context, _message(update)))

    async def _posted(self, update: Update, callback_context: Any) -> None:  # noqa: ARG002 (python-telegram-bot's)
        message = update.effective_message
        if message is not None:
            post = post_of(message)
            await self._serve(update, self._context(update), lambda _: self._dispatcher.sending.posted(post), for_anybody=True)

    async def _pressed(self, update: Update, callback_context: Any) -> None:
        query, context = update.callback_query, self._context(update)
        if query is None:
            return
        request = request_of(query.data or "")
        if request.needs_rights:
            context = await managing.with_rights(context, callback_context.bot, self._updates.admins)
        outcome = await self._serve(update, context, lambda context: self._dispatcher.handle(context, request))
        with suppress(TelegramError):  # too late, or unreachable: what the button does is written down all the same
            await query.answer(outcome.toast or None)

    async def _membership(self, update: Update, callback_context: Any) -> None:
        change, context = update.my_chat_member, self._context(update)
        if change is None:
            return
        if change.chat.type == Chat.CHANNEL:
            await self._in_channel(update, change)
            return
        was_away, is_away = change.old_chat_member.status in _AWAY, change.new_chat_member.status in _AWAY
        if is_away:
            reason = f"the bot was {'blocked' if change.chat.type == Chat.PRIVATE else 'removed'}"
            lose = (pausing.LoseChat(context.chat_id, reason),)
            await self._serve(update, context, lambda _: Response(effects=lose, leaves=True), for_anybody=True)
        elif was_away and context.group:
            name = callback_context.bot.username
            await self._serve(update, context, lambda context: say(context, bot_phrases.group_welcome(name, context.locale)))
        else:
            await self._other(update, callback_context)

    async def _in_channel(self, update: Update, change: ChatMemberUpdated) -> None:
        """Note a channel in which the bot is now, or is not any more: nothing is said there."""
        is_away = change.new_chat_member.status in _AWAY
        note = (LeaveChannel(change.chat.id) if is_away else EnterChannel(channel_of(change.chat)),)
        await self._serve(update, self._context(update), lambda _: Response(effects=note, leaves=True), for_anybody=True)

    async def _moved(self, update: Update, callback_context: Any) -> None:  # noqa: ARG002 (python-telegram-bot's)
        message = _message(update)
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        move = (MoveChat(old, new),)
        await self._serve(update, self._context(update), lambda _: Response(effects=move), for_anybody=True)

    async def _other(self, update: Update, callback_context: Any) -> None:  # noqa: ARG002 (python-telegram-bot's)
        await self._serve(update, self._context(update), lambda _: NOTHING, for_anybody=True)

    def _shown(self, context: UpdateContext, message: Message) -> Response:
        if context.group:
            return NOTHING
        if sent := self._sent(context, message):
            return sent
        if is_forwarded(message) and message.caption:
            return self._dispatcher.handle(context, quoted_in(message.caption))
        zone, too_much = zone_of(message), limited(self._dispatcher.service, context, Kind.ACT)
        located = say(context, bot_phrases.TEXT_ONLY) if zone is None else self._dispatcher.zones.located(context, zone)
        return too_much or located

    def _sent(self, context: UpdateContext, message: Message) -> Response | None:
        """What comes of a file or a post that an admin sends; None for anything else."""
        sending = self._dispatcher.sending
        if not sending.is_sender(context):
            return None
        if file := file_in(message):
            return sending.file(context, file.id, file.name, file.media_type, file.size)
        post = forwarded_post(message)
        return sending.post(context, post) if post else None

    async def _serve(
        self, update: Update, context: UpdateContext, work: Callable[[UpdateContext], Response], *, for_anybody: bool = False
    ) -> Outcome:
        serve = partial(self._updates.serve, context, work, for_anybody=for_anybody)
        serving = asyncio.ensure_future(self._workers.run(context.person_id, serve))
        done, _ = await asyncio.wait({serving}, timeout=_SIGN_AFTER)
        if not done and update.effective_chat is not None and update.effective_chat.type != Chat.CHANNEL:
            with suppress(TelegramError):
                await update.effective_chat.send_action(ChatAction.TYPING, message_thread_id=context.topic)
        outcome = await serving
        if outcome.elsewhere:
            await self._elsewhere()
        return outcome


def _message(update: Update) -> Message:
    message = update.message or update.edited_message
    if message is None:
        raise ValueError("an update without a message")
    return message


def _with_subject(request: DecideAccess, message: Message) -> DecideAccess:
    """The same decision, on whoever wrote the message that it replies to where no number was typed.

    A channel's post is the channel's. Nobody can tell who wrote in the name of the group itself.
    """
    replied = message.reply_to_message
    if request.named or replied is None:
        return request
    wrote = replied.sender_chat or replied.from_user
    return replace(request, subject=wrote.id) if wrote and wrote.id != message.chat.id else request
