"""The conversation without a terminal: a line in, a reply out as plain text; a digest that is due comes first."""

import os
from datetime import UTC, datetime
from typing import IO, TextIO

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.digests.following import Owner
from briefbot.chat.digests.local import count_as_delivered, due_here, shown_here
from briefbot.chat.examples import examples
from briefbot.chat.languages import manner_here
from briefbot.console.characters import harmless
from briefbot.console.language import language_here
from briefbot.dialogue.replies import Reply
from briefbot.digests.subscription import LOCAL
from briefbot.rendering import phrases
from briefbot.rendering.text import plain


def converse(briefbot: Archive, lines: IO[bytes], out: TextIO) -> None:
    """Answer each line that is not empty; a blank line follows each reply."""
    name = f"pipe {os.getpid()}"  # its own: two that run at once must not take each other's follow-ups
    briefbot.forget(name)
    conversation = Conversation(briefbot, name, Owner(LOCAL, language=language_here()))
    _show_digest(briefbot, out, name)
    first = None  # what was asked first; empty where nothing but empty lines were typed
    for line in lines:
        words = line.decode("utf-8", errors="replace").strip()
        first = first or words
        if words:
            _write(briefbot, conversation.say(words, datetime.now().astimezone()), out)
    if first == "":
        _invite(briefbot, out)
    briefbot.forget(name)


def _invite(briefbot: Archive, out: TextIO) -> None:
    """What can be asked here, for whoever typed nothing but empty lines."""
    locale = manner_here(briefbot.store, language_here())
    out.write(harmless(phrases.invitation(examples(briefbot, locale.language), locale) or locale.say(phrases.GREETING)) + "\n")


def _show_digest(briefbot: Archive, out: TextIO, name: str) -> None:
    """The digest that is due here comes first."""
    now = datetime.now(UTC)
    due = due_here(briefbot, now)
    if due is None:
        return
    if (reply := shown_here(due)) is not None:
        _write(briefbot, reply, out)
    count_as_delivered(briefbot.store, due, now, name)


def _write(briefbot: Archive, reply: Reply, out: TextIO) -> None:
    out.write(harmless(plain(reply, manner_here(briefbot.store, language_here()))) + "\n\n")
    out.flush()
