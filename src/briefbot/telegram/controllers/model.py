"""What comes to the controllers and what it leads to, as values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefbot.archive.archive import Archive
from briefbot.dialogue.links import Account
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.dialogue.preferences import EVERYBODYS, Preferences
from briefbot.dialogue.replies import Reply
from briefbot.dialogue.statistics import Count
from briefbot.rendering import bot_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store import chats, outbox
from briefbot.store.effects import Effect
from briefbot.store.outbox import AnswerRecord
from briefbot.store.store import Store
from briefbot.telegram.controllers.limits import RateLimiter
from briefbot.telegram.views import messages, replies
from briefbot.wording.locale import ReaderLocale, reader_locale


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask: admins' numbers, whether only those whom they let in may, and how old a question is still answered.

    `site` is the address of the pages that quotations lead to, None where there are none.
    """

    admins: frozenset[int] = frozenset()
    private: bool = False
    answer_within: timedelta = timedelta(hours=24)
    site: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateContext:
    """What a reply is given to: an update, where and by whom and when it was sent, and in what language they read.

    `message_id` is the message that was sent or edited, or whose button was pressed; `replied_to` the one that it replies
    to. `topic` is set in forums alone. `preferences` are the chat's. `manages` says whether this person may change what holds
    for the whole chat; None where that is not known, which allows nothing. `typed` is the line that makes the request, as an
    answer keeps it. `site` is the address of the pages that quotations lead to.
    """

    update_id: int
    chat_id: int
    person_id: int
    asked_at: datetime
    message_id: int | None = None
    topic: int | None = None
    replied_to: int | None = None
    language: str | None = None
    group: bool = False
    pressed: bool = False
    preferences: Preferences = EVERYBODYS
    manages: bool | None = None
    typed: str = ""
    site: str | None = None

    @property
    def locale(self) -> ReaderLocale:
        """How this chat or, where it chose nothing, this person reads dates and numbers, and where quotations lead them."""
        return reader_locale(self.preferences.language or self.language, latin=self.preferences.latin, site=self.site)

    @property
    def conversation(self) -> str:
        """What tells this person's conversation here from others."""
        return chats.conversation_name(self.chat_id, self.topic, self.person_id)


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to be kept with the messages that bring it; `instead_of` is the one that it takes the place of.

    Its first message shows what is behind the address `preview`. It is counted as what `counts` holds.
    """

    kept: AnswerRecord
    html: tuple[str, ...]
    keyboard: Callable[[int], Keyboard]
    reply_to: int | None = None
    instead_of: int | None = None
    preview: str = ""
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What an update leads to: messages into its chat, an answer, other things to write down, a word where a button is.

    It `leaves` where the update says that the bot is out of the chat: any other one shows that it can write there again.
    """

    outgoing: tuple[OutgoingMessage, ...] = ()
    new_answer: NewAnswer | None = None
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written down for an update: the word for whoever pressed a button, and whether other chats got messages."""

    toast: str = ""
    elsewhere: bool = False


NOTHING = Response()


@dataclass(frozen=True, slots=True)
class Service:
    """What all controllers work with: the archive, the bot's own number in Telegram, the rules and limits, and aware instants.

    `account` tells the bot's name, which it has once Telegram was reached.
    """

    briefbot: Archive
    bot: int
    rules: Rules
    clock: Callable[[], datetime]
    account: Callable[[], Account]
    limiter: RateLimiter

    @property
    def store(self) -> Store:
        """The archive's database."""
        return self.briefbot.store


def messages_in_chat(
    html: Sequence[str], keyboard: Keyboard, context: UpdateContext, reply_to: int | None
) -> tuple[OutgoingMessage, ...]:
    """The messages of a reply: the first one replies to the question, the last one has the buttons."""
    last = len(html) - 1
    return tuple(
        OutgoingMessage(
            "send",
            text,
            topic=context.topic,
            reply_to=reply_to if n == 0 else None,
            keyboard=keyboard if n == last else (),
            role=outbox.PART,
            language=context.locale.language,
        )
        for n, text in enumerate(html)
    )


def say(context: UpdateContext, words: str) -> Response:
    """A reply of one sentence or some, in the reader's language where the words are a text of the catalogue."""
    html = messages.parts([Notice(context.locale.say(words))], context.locale)
    return Response(messages_in_chat(html, (), context, question_of(context)))


def show(context: UpdateContext, reply: Reply) -> Response:
    """A reply without buttons."""
    return Response(messages_in_chat(replies.render(reply, context.locale), (), context, question_of(context)))


def expired(context: UpdateContext) -> Response:
    """What pressing a button does of which nothing is known any more: the buttons are taken away."""
    return Response((OutgoingMessage("buttons", target=context.message_id),), toast=bot_phrases.EXPIRED)


def question_of(context: UpdateContext) -> int | None:
    """The message that a reply refers to: in a group, where others write too."""
    return context.message_id if context.group else None
