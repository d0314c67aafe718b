"""The server: an aiohttp application in a thread of its own, and what a test does to it from outside."""

import asyncio
import json
import re
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from .hooks import Bringer, Hook, HookError
from .inline import InlineAnswer, InlineError, answer_of
from .markup import MarkupError, parse, units
from .state import Room, Sent

TOKEN = "4242:TEST-token_for-tests"  # noqa: S105 (of no bot)
BOT = {"id": 4242, "is_bot": True, "first_name": "Briefbot", "username": "brief_test_bot", "can_join_groups": True,
       "can_read_all_group_messages": False}  # fmt: skip
PARAMETERS = {
    "getMe": set(),
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "sendMessage": {
        "chat_id",
        "text",
        "parse_mode",
        "message_thread_id",
        "reply_parameters",
        "link_preview_options",
        "reply_markup",
        "disable_notification",
    },
    "sendPhoto": {"chat_id", "photo", "caption", "parse_mode", "message_thread_id", "disable_notification"},
    "sendDocument": {"chat_id", "document", "caption", "parse_mode"},
    "editMessageText": {"chat_id", "message_id", "text", "caption", "parse_mode", "link_preview_options", "reply_markup"},
    "editMessageReplyMarkup": {"chat_id", "message_id", "reply_markup"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"},
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "getChatMember": {"chat_id", "user_id"},
    "getFile": {"file_id"},
}


_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


_HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class ApiError(Exception):
    """An answer that is none."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass
class Trouble:
    """What goes wrong with the next `times` calls of a method (any, where None) for a chat (any, where None).

    `status` is answered with `description`, or with a `page`, as a proxy would; 0 drops the connection. `delivered` says that
    the call is carried out first. Where a `text` is named, only messages that hold it are concerned.
    """

    status: int = 0
    description: str = ""
    method: str | None = "sendMessage"
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 0
    delivered: bool = False
    page: str | None = None
    text: str = ""


class BotApi:
    """A server on a port of 127.0.0.1. Methods may be called from any thread; `latency` is in seconds."""

    def __init__(
        self, *, latency: float = 0.0, flood: bool = False, first_update: int = 1000, inline_mode: bool = True
    ) -> None:
        self.latency, self.flood, self.inline_mode = latency, flood, inline_mode
        self.sent: list[Sent] = []
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.toasts: list[str] = []
        self.menus: dict[str, list[str]] = {}
        self.translated_menus: dict[tuple[str, str], dict[str, str]] = {}
        self.down = False
        self.webhook: dict[str, Any] = {}  # what is told of one beside what is true
        self.behind: list[str] = []  # the servers to which what comes for a webhook's host goes, in turn; else to that host
        self.bringer = Bringer(self._pending, self._confirm, self._now)
        self.trouble: list[Trouble] = []
        self.rooms: dict[int, Room] = {}
        self._updates: deque[dict[str, Any]] = deque()
        self._next_update = first_update
        self._last_message: Counter[int] = Counter()  # of each chat: Telegram counts the messages of each by themselves
        self._poll = 0
        self._known: set[tuple[int, int]] = set()
        self._turns: dict[int, deque[float]] = defaultdict(deque)
        self._changed = threading.Condition(threading.RLock())
        # Telegram and a bot go by one time: whoever gives the bot another clock gives it to the server (seconds from 1970).
        self.clock: Callable[[], float] = time.time
        self._wake: asyncio.Event
        self._callbacks: set[str] = set()
        self._queries: set[str] = set()
        self.inline_answers: dict[str, InlineAnswer] = {}
        self.files: dict[str, bytes] = {}
        self.files_asked = 0  # how often one was fetched
        self.file_delay = 0.0  # seconds before one is handed out

    # Life

    def __enter__(self) -> Self:
        """Serve."""
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        """Serve no more."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    @property
    def url(self) -> str:
        """The root of the server, as BRIEFBOT_TELEGRAM_BASE_URL wants it."""
        return f"http://127.0.0.1:{self.port}"

    def _run(self, started: threading.Event) -> None:
        asyncio.run(self._serve(started))

    async def _serve(self, started: threading.Event) -> None:
        self._loop, self._end, self._wake = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._handed_out)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        bringing = asyncio.create_task(self.bringer.run())
        started.set()
        await self._end.wait()
        bringing.cancel()
        await asyncio.gather(bringing, return_exceptions=True)
        server = runner.server
        await runner.cleanup()
        await asyncio.sleep(0.01)  # who was just being let in as the server ended is in now, and is let go
        for one in server.connections if server else ():
            if one.transport is not None:
                one.transport.abort()
        await asyncio.sleep(0)

    # What people do

    def group(self, number: int, *, type: str = "supergroup", forum: bool = False) -> Room:  # noqa: A002 (the field's name)
        """A group; its number is negative."""
        self.rooms[number] = Room(number, type, forum=forum)
        return self.rooms[number]

    def channel(self, number: int, title: str, username: str = "") -> Room:
        """A channel; its number begins with -100."""
        self.rooms[number] = Room(number, "channel", title, username=username)
        return self.rooms[number]

    def say(self, chat_id: int, text: str, **more: Any) -> int:
        """A message of a person's; the number that Telegram gives it."""
        return self._message("message", chat_id, text, **more)

    def edit(self, chat_id: int, message_id: int, text: str, **more: Any) -> None:
        """The same message with other words."""
        self._message("edited_message", chat_id, text, message_id=message_id, edit_date=self._now(), **more)

    def send_file(self, chat_id: int, content: bytes, name: str, *, size: int | None = None, **more: Any) -> int:
        """A file of a person's; `size` is what Telegram says of it, where that is another one."""
        with self._changed:
            file_id = f"file{len(self.files)}"
            self.files[file_id] = content
        told = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": len(content) if size is None else size,
        }
        return self._message("message", chat_id, "", document=told, **more)

    def forward(self, chat_id: int, channel: int, number: int, text: str, *, at: int, **more: Any) -> int:
        """A post of a channel (published at this second of Unix time) that a person passes on."""
        origin = {"type": "channel", "chat": self._room(channel).record, "message_id": number, "date": at}
        return self._message("message", chat_id, text, forward_origin=origin, **more)

    def post(self, channel: int, text: str, *, edits: int | None = None, at: int | None = None) -> int:
        """A post in a channel, or the same one (by its number) with other words."""
        if edits is None:
            with self._changed:
                number = self._next_message(channel)
        else:
            number = edits
        room, when = self._room(channel).record, self._now() if at is None else at
        content = {"message_id": number, "date": when, "chat": room, "sender_chat": room, "text": text}
        self.update(
            {"channel_post": content} if edits is None else {"edited_channel_post": {**content, "edit_date": self._now()}}
        )
        return number

    def press(
        self, message: Sent, label: str, person: int | None = None, data: str | None = None, language: str = "en"
    ) -> None:
        """A button under a message of the bot's."""
        sender = person or message.chat_id
        shown = {"message_id": message.message_id, "date": self._now(), "chat": self._room(message.chat_id).record,
                 "from": BOT, "text": message.text}  # fmt: skip
        if message.topic:
            shown |= {"message_thread_id": message.topic, "is_topic_message": True}
        with self._changed:
            id_ = str(self._next_update)
            self._callbacks.add(id_)
        carried = data if data is not None else message.button(label)["callback_data"]
        self.update(
            {
                "callback_query": {
                    "id": id_,
                    "from": {**_person(sender), "language_code": language},
                    "message": shown,
                    "chat_instance": "1",
                    "data": carried,
                }
            }
        )

    def type(self, person: int, words: str, offset: str = "", *, language: str = "en") -> str:
        """What a person has typed behind the bot's name so far; the query's id."""
        with self._changed:
            id_ = f"i{self._next_update}"
            self._queries.add(id_)
        sender = {**_person(person), "language_code": language}
        self.update({"inline_query": {"id": id_, "from": sender, "query": words, "offset": offset, "chat_type": "group"}})
        return id_

    def choose(self, person: int, result_id: str, words: str = "") -> int:
        """A result that a person takes; the number of the update."""
        return self.update({"chosen_inline_result": {"result_id": result_id, "from": _person(person), "query": words}})

    def expire_queries(self) -> None:
        """What was typed is too long ago to be answered."""
        with self._changed:
            self._queries.clear()

    def membership(self, chat_id: int, old: str, new: str, person: int = 7) -> None:
        """The bot is let in, thrown out or blocked."""

        def member(status: str) -> dict[str, Any]:
            return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}

        self.update({"my_chat_member": {"chat": self._room(chat_id).record, "from": _person(person), "date": self._now(),
                                        "old_chat_member": member(old), "new_chat_member": member(new)}})  # fmt: skip

    def update(self, content: dict[str, Any]) -> int:
        """Any update; its number."""
        with self._changed:
            number = self._next_update
            self._next_update += 1
            self._updates.append({"update_id": number, **content})
        self._loop.call_soon_threadsafe(self._wake.set)
        return number

    def _next_message(self, chat_id: int) -> int:
        self._last_message[chat_id] += 1
        return 99 + self._last_message[chat_id]

    def _now(self) -> int:
        return int(self.clock())

    def _message(
        self,
        kind: str,
        chat_id: int,
        text: str,
        *,
        person: int | None = None,
        topic: int | None = None,
        reply_to: int | None = None,
        message_id: int | None = None,
        ago: int = 0,
        language: str = "en",
        **more: Any,
    ) -> int:
        with self._changed:
            if message_id is None:
                message_id = self._next_message(chat_id)
            self._known.add((chat_id, message_id))
        content: dict[str, Any] = {
            "message_id": message_id,
            "date": self._now() - ago,
            "chat": self._room(chat_id).record,
            "from": {**_person(person or chat_id), "language_code": language},
            **({"text": text} if text else {}),
            **more,
        }
        if entities := _entities(text):
            content["entities"] = entities
        if topic:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        if reply_to:
            mine = self.message(chat_id, reply_to)
            author = BOT if mine else _person(chat_id if chat_id > 0 else 5)
            content["reply_to_message"] = {"message_id": reply_to, "date": self._now(), "chat": self._room(chat_id).record,
                                           "from": author, "text": mine.text if mine else "…"}  # fmt: skip
        self.update({kind: content})
        return message_id

    # What a test looks at

    def message(self, chat_id: int, message_id: int) -> Sent | None:
        """A message of the bot's by its number."""
        return next((one for one in self.sent if (one.chat_id, one.message_id) == (chat_id, message_id)), None)

    def to(self, chat_id: int) -> list[Sent]:
        """What the bot has sent into a chat, as it stands."""
        with self._changed:
            return [one for one in self.sent if one.chat_id == chat_id and not one.deleted]

    def wait(self, done: Callable[[], Any], seconds: float = 15.0) -> None:
        """Wait until a condition holds, of the server or of anything else; AssertionError where it does not in time."""
        end = time.monotonic() + seconds
        with self._changed:
            while not done():
                assert time.monotonic() < end, f"not in {seconds} s; sent: {[one.text[:60] for one in self.sent][-8:]}"
                self._changed.wait(0.05)

    def answers(self, chat_id: int, count: int, seconds: float = 15.0) -> list[Sent]:
        """Wait until the bot has sent so many messages into a chat."""
        self.wait(lambda: len(self.to(chat_id)) >= count, seconds)
        return self.to(chat_id)

    def settled(self, method: str, count: int = 1) -> None:
        """Wait until a method was called so often."""
        self.wait(lambda: sum(name == method for _, name, _ in self.calls) >= count)

    def inline_answer(self, query_id: str, seconds: float = 15.0) -> InlineAnswer:
        """Wait for the answer to an inline query."""
        self.wait(lambda: query_id in self.inline_answers, seconds)
        return self.inline_answers[query_id]

    @property
    def unconfirmed(self) -> int:
        """Updates that the bot has not confirmed."""
        with self._changed:
            return len(self._updates)

    @property
    def hook(self) -> Hook | None:
        """The webhook that is set."""
        return self.bringer.hook

    def _pending(self) -> list[dict[str, Any]]:
        with self._changed:
            return [] if self.down else list(self._updates)

    def _confirm(self, number: int) -> None:
        with self._changed:
            self._updates = deque(one for one in self._updates if one["update_id"] != number)
            self._changed.notify_all()

    def _room(self, chat_id: int) -> Room:
        with self._changed:
            return self.rooms.setdefault(chat_id, Room(chat_id, "private" if chat_id > 0 else "supergroup"))

    # What the bot calls

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method, form = request.match_info["method"], {key: _value(key, value) for key, value in (await request.post()).items()}
        if self.down:
            return self._drop(request)
        began = time.monotonic()
        try:
            answer = await self._answered(request, method, form)
        except ApiError as error:
            parameters = {"parameters": error.parameters} if error.parameters else {}
            body = {"ok": False, "error_code": error.status, "description": error.description, **parameters}
            answer = web.json_response(body, status=error.status)
        await asyncio.sleep(max(0.0, self.latency - (time.monotonic() - began)))
        with self._changed:
            self._changed.notify_all()
        return self._drop(request) if isinstance(answer, _Dropped) else answer

    async def _handed_out(self, request: web.Request) -> web.StreamResponse:
        content = self.files.get(request.match_info["file_id"])
        if self.down or content is None or request.match_info["token"] != TOKEN:
            return web.Response(status=404)
        with self._changed:
            self.files_asked += 1
            self._changed.notify_all()
        await asyncio.sleep(self.file_delay)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _answered(self, request: web.Request, method: str, form: dict[str, Any]) -> "web.Response | _Dropped":
        if request.match_info["token"] != TOKEN:
            raise ApiError(401, "Unauthorized")
        if method not in PARAMETERS:
            raise ApiError(404, "Not Found: method not found")
        if strange := form.keys() - PARAMETERS[method]:
            raise ApiError(400, f"Bad Request: unknown parameters {sorted(strange)}")
        trouble = self._due(method, form)
        if trouble and not trouble.delivered:
            return self._troubled(trouble)
        with self._changed:
            self.calls.append((time.monotonic(), method, form))
        result = await self._get_updates(form) if method == "getUpdates" else getattr(self, f"_{method}")(form)
        return self._troubled(trouble) if trouble else web.json_response({"ok": True, "result": result})

    def _due(self, method: str, form: dict[str, Any]) -> Trouble | None:
        with self._changed:
            for trouble in self.trouble:
                is_meant = trouble.method in (None, method) and trouble.chat_id in (None, form.get("chat_id"))
                if is_meant and trouble.text in form.get("text", "") and trouble.times > 0:
                    trouble.times -= 1
                    return trouble
        return None

    def _troubled(self, trouble: Trouble) -> "web.Response | _Dropped":
        if trouble.status == 0:
            return _Dropped()
        if trouble.page is not None:
            return web.Response(status=trouble.status, text=trouble.page, content_type="text/html")
        raise ApiError(
            trouble.status, trouble.description, **({"retry_after": trouble.retry_after} if trouble.retry_after else {})
        )

    def _drop(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _get_updates(self, form: dict[str, Any]) -> list[dict[str, Any]]:
        if self.hook is not None:
            raise ApiError(409, _HOOKED)
        with self._changed:
            self._poll += 1
            mine = self._poll
            while self._updates and self._updates[0]["update_id"] < form.get("offset", 0):
                self._updates.popleft()
            self._changed.notify_all()
        self._wake.set()  # whoever polled before is told of the conflict
        wanted, ends = set(form["allowed_updates"]), time.monotonic() + form.get("timeout", 0)
        while True:
            if self.hook is not None:
                raise ApiError(409, _HOOKED)
            if self._poll != mine:
                raise ApiError(
                    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            with self._changed:
                found = [one for one in self._updates if wanted & one.keys()][: form.get("limit", 100)]
            if found or time.monotonic() >= ends:
                return found
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), min(1.0, max(0.01, ends - time.monotonic())))
            except TimeoutError:
                continue

    def _getMe(self, _form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 (named as Telegram names it; so below)
        return {**BOT, "supports_inline_queries": self.inline_mode}

    def _setWebhook(self, form: dict[str, Any]) -> bool:  # noqa: N802
        if form.get("drop_pending_updates"):
            raise ApiError(400, "Bad Request: in these tests nothing is dropped")
        try:
            hook = Hook.of(form)
        except HookError as error:
            raise ApiError(400, f"Bad Request: {error}") from None
        hook.behind = self.behind
        with self._changed:
            self._poll += 1  # whoever polls is told of it
            if self.hook is None or (self.hook.url, self.hook.secret) != (hook.url, hook.secret):
                self.bringer.hook = hook
        self._wake.set()
        return True

    def _deleteWebhook(self, form: dict[str, Any]) -> bool:  # noqa: N802
        if form.get("drop_pending_updates"):
            raise ApiError(400, "Bad Request: in these tests nothing is dropped")
        self.bringer.hook = None
        return True

    def _getWebhookInfo(self, _form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        known: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._updates)}
        if hook := self.hook:
            known |= {"url": hook.url, "max_connections": hook.connections, "allowed_updates": sorted(hook.wanted)}
            if hook.last_error:
                known |= {"last_error_date": hook.last_error[0], "last_error_message": hook.last_error[1]}
        return {**known, **self.webhook}

    def _setMyCommands(self, form: dict[str, Any]) -> bool:  # noqa: N802
        scope = form.get("scope", {"type": "default"})
        told = {command["command"]: command["description"] for command in form["commands"]}
        if not all(re.fullmatch(r"[a-z0-9_]{1,32}", name) and 1 <= len(does) <= 256 for name, does in told.items()):
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        if language := form.get("language_code"):
            if not re.fullmatch(r"[a-z]{2}", language):
                raise ApiError(400, "Bad Request: LANG_CODE_INVALID")
            self.translated_menus[scope["type"], language] = told
            return True
        self.menus[scope["type"]] = list(told)
        return True

    def _sendChatAction(self, _form: dict[str, Any]) -> bool:  # noqa: N802
        return True

    def _getFile(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        content = self.files.get(form["file_id"])
        if content is None:
            raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > 20 * 2**20:
            raise ApiError(400, "Bad Request: file is too big")
        names = {"file_id": form["file_id"], "file_unique_id": form["file_id"]}
        return {**names, "file_size": len(content), "file_path": f"documents/{form['file_id']}"}

    def _getChatMember(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room, person = self._open_room(form["chat_id"]), form["user_id"]
        user = _person(person)
        if person in room.admins:
            return {"status": "administrator", "user": user, "is_anonymous": False, **dict.fromkeys(_RIGHTS, True)}
        return {"status": "creator" if person == room.creator else "member", "user": user, "is_anonymous": False}

    def _answerCallbackQuery(self, form: dict[str, Any]) -> bool:  # noqa: N802
        if form["callback_query_id"] not in self._callbacks:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._callbacks.discard(form["callback_query_id"])
        if units(form.get("text", "")) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.toasts.append(form.get("text", ""))
        return True

    def _answerInlineQuery(self, form: dict[str, Any]) -> bool:  # noqa: N802
        if form["inline_query_id"] not in self._queries:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        try:
            answer = answer_of(form, _text)
        except InlineError as error:
            raise ApiError(400, f"Bad Request: {error}") from None
        with self._changed:
            self._queries.discard(form["inline_query_id"])
            self.inline_answers[form["inline_query_id"]] = answer
        return True

    def _sendMessage(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room = self._open_room(form["chat_id"])
        topic, reply = form.get("message_thread_id"), form.get("reply_parameters", {})
        if topic in room.closed_topics:
            raise ApiError(400, "Bad Request: TOPIC_CLOSED")
        if topic and not room.forum:
            raise ApiError(400, "Bad Request: message thread not found")
        reply_to = reply.get("message_id")
        if reply_to and (room.id, reply_to) not in self._known:
            if not reply.get("allow_sending_without_reply"):
                raise ApiError(400, "Bad Request: message to be replied not found")
            reply_to = None
        text, entities = _text(form)
        keyboard, suggestions = _markup(form.get("reply_markup"), inline_mode=self.inline_mode)
        self._flooded(room)
        with self._changed:
            number = self._next_message(room.id)
            self._known.add((room.id, number))
            asks = _asks(form.get("reply_markup"), room)
            self.sent.append(Sent(room.id, number, form["text"], text, entities, keyboard, topic, reply_to, suggestions, asks))
            self.sent[-1].preview = form["link_preview_options"].get("url", "")
        return self._record(self.sent[-1], room)

    def _sendPhoto(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room, png = self._open_room(form["chat_id"]), form["photo"]
        width, height = _size_of_png(png)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height) or len(png) > 10_000_000:
            raise ApiError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        text, entities = _parsed(form["caption"], 1024)
        self._flooded(room)
        with self._changed:
            number = self._next_message(room.id)
            self._known.add((room.id, number))
            topic = form.get("message_thread_id")
            self.sent.append(Sent(room.id, number, form["caption"], text, entities, [], topic, None, [], photo=png))
        size = {"file_id": "1", "file_unique_id": "1", "width": width, "height": height}
        record = {name: value for name, value in self._record(self.sent[-1], room).items() if name != "text"}
        return {**record, "photo": [size], "caption": text}

    def _sendDocument(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room, content = self._open_room(form["chat_id"]), form["document"]
        text, entities = _parsed(form["caption"], 1024)
        self._flooded(room)
        with self._changed:
            number = self._next_message(room.id)
            self._known.add((room.id, number))
            self.sent.append(Sent(room.id, number, form["caption"], text, entities, [], None, None, [], file=content))
        record = {name: value for name, value in self._record(self.sent[-1], room).items() if name != "text"}
        return {**record, "document": {"file_id": "1", "file_unique_id": "1", "file_size": len(content)}, "caption": text}

    def _editMessageText(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room, message = self._own(form, "edit")
        text, entities = _text(form)
        keyboard, _ = _markup(form.get("reply_markup"), inline_mode=self.inline_mode)
        if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
            raise ApiError(
                400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            )
        message.html, message.text, message.entities, message.keyboard = form["text"], text, entities, keyboard
        message.preview = form["link_preview_options"].get("url", "")
        return self._record(message, room)

    def _editMessageReplyMarkup(self, form: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        room, message = self._own(form, "edit")
        keyboard, _ = _markup(form.get("reply_markup"), inline_mode=self.inline_mode)
        if keyboard == message.keyboard:
            raise ApiError(
                400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            )
        message.keyboard = keyboard
        return self._record(message, room)

    def _deleteMessage(self, form: dict[str, Any]) -> bool:  # noqa: N802
        self._own(form, "delete")[1].deleted = True
        return True

    def _open_room(self, chat_id: int) -> Room:
        room = self.rooms.get(chat_id)
        if room is None:
            raise ApiError(400, "Bad Request: chat not found")
        if room.forbidden:
            raise ApiError(403, room.forbidden)
        if room.moved_to:
            raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.moved_to)
        return room

    def _own(self, form: dict[str, Any], what: str) -> tuple[Room, Sent]:
        room = self._open_room(form["chat_id"])
        message = self.message(room.id, form["message_id"])
        if message is None or message.deleted:
            raise ApiError(400, f"Bad Request: message to {what} not found")
        return room, message

    def _flooded(self, room: Room) -> None:
        """Telegram's limits, with the bursts that it lets through: 30 a second, 20 a minute in a group, 4 in 3 s elsewhere."""
        if not self.flood:
            return
        now = time.monotonic()
        rules = [(0, 30, 1.0), (room.id, 20, 60.0) if room.type != "private" else (room.id, 4, 3.0)]
        for key, limit, seconds in rules:
            turns = self._turns[key]
            while turns and turns[0] <= now - seconds:
                turns.popleft()
            if len(turns) >= limit:
                raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
        for key, _, _ in rules:
            self._turns[key].append(now)

    def _record(self, message: Sent, room: Room) -> dict[str, Any]:
        return {
            "message_id": message.message_id,
            "date": self._now(),
            "chat": room.record,
            "from": BOT,
            "text": message.text,
        }


class _Dropped:
    """The connection breaks."""


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "en"}


_PLAIN = (
    "text", "caption", "parse_mode", "callback_query_id", "action", "language_code", "inline_query_id", "next_offset",
    "file_id", "url", "secret_token",
)  # fmt: skip


def _value(key: str, value: Any) -> Any:
    """A form's value: JSON but for those that are plain text, and files, which are bytes."""
    if isinstance(value, web.FileField):
        return value.file.read()
    return value if key in _PLAIN else json.loads(value)


def _text(form: dict[str, Any]) -> tuple[str, list[Any]]:
    html = str(form["text"])
    if form.get("parse_mode") != "HTML" or not _is_preview(form.get("link_preview_options")):
        raise ApiError(400, "Bad Request: these tests want HTML, and no preview or that of one address")
    return _parsed(html, 4096)


def _parsed(html: str, longest: int) -> tuple[str, list[Any]]:
    try:
        text, entities = parse(html)
    except MarkupError as error:
        raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    if not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if units(text) > longest:
        raise ApiError(400, "Bad Request: message is too long")
    if len(entities) > 100:  # Telegram drops what is more without a word; a test must hear of it
        raise ApiError(400, "Bad Request: too many entities")
    return text, entities


def _size_of_png(data: bytes) -> tuple[int, int]:
    """Width and height in its header; refused where it is no whole PNG."""
    is_png = data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and data[-8:-4] == b"IEND"
    if not is_png:
        raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _is_preview(options: Any) -> bool:
    return options == {"is_disabled": True} or (options.keys() == {"url"} and bool(re.match(r"https://\S", options["url"])))


def _markup(markup: Any, *, inline_mode: bool) -> tuple[list[list[dict[str, Any]]], list[str]]:
    if not markup:
        return [], []
    if "force_reply" in markup:
        return [], [markup["input_field_placeholder"]]
    if "remove_keyboard" in markup:
        return [], []
    if "keyboard" in markup:
        return [], [button["text"] for row in markup["keyboard"] for button in row]
    rows: list[list[dict[str, Any]]] = markup["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(not 0 < len(row) <= 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        _check_button(button, inline_mode=inline_mode)
    return rows, []


def _check_button(button: dict[str, Any], *, inline_mode: bool) -> None:
    data, copied = button.get("callback_data"), button.get("copy_text", {}).get("text")
    url, inline = button.get("url"), button.get("switch_inline_query")
    if not button["text"] or sum(one is not None for one in (data, copied, url, inline)) != 1:
        raise ApiError(400, "Bad Request: BUTTON_INVALID")
    if url is not None and not re.fullmatch(r"https://\S{1,2000}", url):
        raise ApiError(400, "Bad Request: BUTTON_URL_INVALID")
    if inline is not None and not (inline_mode and units(inline) <= 256):
        raise ApiError(400, "Bad Request: BUTTON_TYPE_INVALID")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    if copied is not None and not 1 <= units(copied) <= 256:
        raise ApiError(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")


def _asks(markup: Any, room: Room) -> str:
    """What a message wants of the person: a reply, their location, that a key for it goes away; or nothing."""
    if not markup or "inline_keyboard" in markup:
        return ""
    if "force_reply" in markup:
        if not 1 <= units(markup["input_field_placeholder"]) <= 64:
            raise ApiError(400, "Bad Request: PLACEHOLDER_INVALID")
        return "reply"
    if "remove_keyboard" in markup:
        return "no more"
    asks = any(button.get("request_location") for row in markup["keyboard"] for button in row)
    if asks and room.type != "private":
        raise ApiError(400, "Bad Request: location can be requested in private chats only")
    return "location" if asks else ""


def _entities(text: str) -> list[dict[str, Any]]:
    found = [("bot_command", match) for match in re.finditer(r"(?<!\S)/\w+(?:@\w+)?", text)]
    found += [
        ("mention", match)
        for match in re.finditer(r"(?<![\w/])@\w+", text)
        if not any(m.start() < match.start() < m.end() for _, m in found)
    ]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, match in sorted(found, key=lambda pair: pair[1].start())
    ]
