"""Replies as Telegram messages."""

from collections.abc import Sequence

from briefbot.dialogue.commands import Channel
from briefbot.dialogue.replies import Reply
from briefbot.model import Document
from briefbot.reading.corrections import Case
from briefbot.rendering import replies
from briefbot.rendering.blocks import Block
from briefbot.telegram.views.messages import parts
from briefbot.wording.locale import ENGLISH, ReaderLocale


def render(reply: Reply, locale: ReaderLocale = ENGLISH) -> list[str]:
    """The parts of a reply, each the HTML of one message."""
    return parts(blocks(reply, locale), locale)


def blocks(reply: Reply, locale: ReaderLocale = ENGLISH) -> tuple[Block, ...]:
    """What a reply says in a chat."""
    return replies.blocks(reply, locale, Channel.CHAT)


def latest(documents: Sequence[Document], locale: ReaderLocale) -> list[str]:
    """The newest documents."""
    return parts(replies.latest(documents, locale), locale)


def report(case: Case, waiting: int = 0, locale: ReaderLocale = ENGLISH) -> list[str]:
    """Words whose speaker readers call wrong, for those who can correct it; of a list, how many are `waiting`."""
    return parts(replies.report(case, waiting, locale), locale)
