"""The conversation without a terminal, or without what one can draw: a line in, a reply out as plain text.

A digest that is due comes first.
"""

import os
from collections.abc import Iterator
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

_PROMPT = "› "


def converse(briefbot: Archive, lines: IO[bytes], out: TextIO, *, asks: bool = False) -> None:
    """Answer each line that is not empty; a blank line follows each reply. Where somebody types (`asks`), they are greeted."""
    name = f"pipe {os.getpid()}"  # its own: two that run at once must not take each other's follow-ups
    briefbot.forget(name)
    conversation = Conversation(briefbot, name, Owner(LOCAL, language=language_here()))
    _show_digest(briefbot, out, name)
    first = None  # what was asked first; empty where nothing but empty lines were typed
    if asks:
        _greet(briefbot, out)
    for line in _typed(lines, out) if asks else lines:
        words = line.decode("utf-8", errors="replace").strip()
        first = first or words
        if words:
            _write(briefbot, conversation.say(words, datetime.now().astimezone()), out)
    if first == "":
        _invite(briefbot, out)
    briefbot.forget(name)


def _typed(lines: IO[bytes], out: TextIO) -> Iterator[bytes]:
    """What somebody types, until they have had enough (Ctrl-D, Ctrl-C, /quit)."""
    while True:
        out.write(_PROMPT)
        out.flush()
        try:
            line = lines.readline()
        except KeyboardInterrupt:
            line = b""
        if not line:
            out.write("\n")
        if not line or line.strip().lower() in (b"/quit", b"/exit", b"quit", b"exit"):
            return
        yield line


def _greet(briefbot: Archive, out: TextIO) -> None:
    locale = manner_here(briefbot.store, language_here())
    out.write(harmless(f"{phrases.statistics(briefbot.catalogue, locale)}\n{locale.say(phrases.GREETING)}\n"))
    if invitation := phrases.invitation(examples(briefbot, locale.language), locale):
        out.write(harmless(f"{invitation}\n"))


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
