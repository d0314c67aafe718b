"""The conversation in a terminal: a line to type in with history and completion, replies in colour and to its width."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document as Typed
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.text import Text

from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.chat.digests.following import Owner
from briefbot.chat.digests.local import count_as_delivered, due_here, shown_here
from briefbot.chat.examples import examples
from briefbot.chat.languages import manner_here
from briefbot.console.characters import harmless
from briefbot.console.language import language_here
from briefbot.dialogue.commands import console_help
from briefbot.dialogue.replies import Reply
from briefbot.digests.subscription import LOCAL
from briefbot.errors import BriefbotError
from briefbot.language.facts import closed, fact
from briefbot.language.folding import fold
from briefbot.rendering import phrases
from briefbot.rendering.text import Line, Style, lines
from briefbot.wording.locale import ReaderLocale

_COLOURS = {
    Style.PLAIN: "",
    Style.NUMBER: "dim",
    Style.WORDS: "bold",
    Style.AROUND: "",
    Style.NAME: "cyan",
    Style.PROVENANCE: "dim",
    Style.NOTICE: "yellow",
    Style.COMMAND: "green",
    Style.STRUCK: "red",
    Style.ADDED: "green",
}
# Longer lines than this are hard to read, however wide the window is.
_WIDEST = 100
_HISTORY = "console_history"  # in the folder that the system has for what a program keeps of somebody
_ONCE = Path("~/.briefbot_history")  # where it was before
_NAME = "console"
_COMPLETE_FROM = 3  # letters of a name


def converse(briefbot: Archive) -> None:
    """Talk until the person has had enough (Ctrl-D, /quit)."""
    console = Console(highlight=False, width=None)
    conversation = Conversation(briefbot, _NAME, Owner(LOCAL, language=language_here()))
    session: PromptSession[str] = PromptSession(
        history=_history(), completer=_Completer(briefbot), complete_while_typing=False, enable_history_search=True
    )
    locale = _locale(briefbot)
    console.print(phrases.statistics(briefbot.catalogue, locale), style=_COLOURS[Style.NOTICE])
    console.print(locale.say(phrases.GREETING), style=_COLOURS[Style.NOTICE])
    if invitation := phrases.invitation(examples(briefbot, locale.language), locale):
        console.print(harmless(invitation), style=_COLOURS[Style.NOTICE])
    _show_digest(console, briefbot)
    while (typed := _typed(session)) is not None:
        if typed.strip():
            _reply(console, briefbot, conversation, typed)


def _locale(briefbot: Archive) -> ReaderLocale:
    return manner_here(briefbot.store, language_here())


def _typed(session: PromptSession[str]) -> str | None:
    """The next line; None at the end. Ctrl-C only throws away what was typed."""
    while True:
        try:
            line = session.prompt("› ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return None
        return None if line.strip().lower() in ("/quit", "/exit", "quit", "exit") else line


def _reply(console: Console, briefbot: Archive, conversation: Conversation, typed: str) -> None:
    try:
        reply = conversation.say(typed, datetime.now().astimezone())
        locale = _locale(briefbot)  # which this line may have changed
    except BriefbotError as error:  # a lock or a full disk may pass: the conversation goes on
        console.print(Text(harmless(str(error)), style="red"))
        return
    except KeyboardInterrupt:
        console.print(_locale(briefbot).say(phrases.STOPPED), style=_COLOURS[Style.NOTICE])
        return
    _draw(console, reply, locale)


def _show_digest(console: Console, briefbot: Archive) -> None:
    """The digest that is due here; what is shown counts as delivered."""
    now = datetime.now(UTC)
    try:
        due = due_here(briefbot, now)
        if due is None:
            return
        if (reply := shown_here(due)) is not None:
            _draw(console, reply, _locale(briefbot))
        count_as_delivered(briefbot.store, due, now, _NAME)
    except BriefbotError as error:  # it is shown next time
        console.print(Text(harmless(str(error)), style="red"))


def _draw(console: Console, reply: Reply, locale: ReaderLocale) -> None:
    width = min(console.width, _WIDEST)
    console.print()
    for line in lines(reply, locale):
        console.print(_drawn(line, width), width=width)
    console.print()


def _drawn(line: Line, width: int) -> Text:
    """A line in as many as the width takes; what goes on stands below what it goes on with, not below its number or command."""
    whole = Text(overflow="fold")
    for words, style in line.pieces:
        whole.append(closed(harmless(words)), style=_COLOURS[style])
    hang = line.hang if line.hang * 2 < width else 0
    label, rest = whole[:hang], whole[hang:]
    _, *further = wrapped = rest.wrap(Console(width=width), max(width - line.indent - hang, 1)) or [Text()]
    first = Text(" " * line.indent) + label + wrapped[0]
    return Text("\n").join([first, *(Text(" " * (line.indent + hang)) + one for one in further)])


def _history() -> History:
    path, once = Path(click.get_app_dir("briefbot"), _HISTORY), _ONCE.expanduser()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if once.is_file() and not path.exists():
            shutil.move(once, path)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path) if os.access(path, os.W_OK) else InMemoryHistory()


class _Completer(Completer):
    """Completes commands behind a slash, and the names of those who speak in the archive."""

    def __init__(self, briefbot: Archive) -> None:
        self._briefbot = briefbot

    def get_completions(self, document: Typed, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """What the word before the cursor may become; nothing while the archive is locked, which says so when it is asked."""
        before = document.text_before_cursor
        word = before.split(" ")[-1]
        with suppress(BriefbotError):
            if before.startswith("/") and " " not in before:
                yield from self._commands(before)
            elif len(word) >= _COMPLETE_FROM:
                yield from self._names(word)

    def _commands(self, begun: str) -> Iterator[Completion]:
        locale = _locale(self._briefbot)
        for name, told in console_help().items():
            if name.startswith(begun[1:]):
                yield Completion(f"/{name}", -len(begun), display_meta=locale.say(told))

    def _names(self, begun: str) -> Iterator[Completion]:
        for person in self._briefbot.catalogue.people:
            if any(fold(part).startswith(fold(begun)) for part in person.name.split()):
                yield Completion(person.name, -len(begun), display=fact(person.name))
