"""The conversation without a terminal: a line in, a reply out as plain text."""

import os
from datetime import datetime
from typing import IO, TextIO

from briefbot.app import Briefbot, Talk
from briefbot.app.languages import manner_here
from briefbot.core.render.lines import plain
from briefbot.entry.characters import harmless
from briefbot.entry.language import language_here


def converse(briefbot: Briefbot, lines: IO[bytes], out: TextIO) -> None:
    """Answer each line that is not empty; a blank line follows each reply."""
    name = f"pipe {os.getpid()}"  # its own: two that run at once must not take each other's follow-ups
    briefbot.forget(name)
    talk = Talk(briefbot, name)
    for line in lines:
        words = line.decode("utf-8", errors="replace").strip()
        if words:
            reply = talk.say(words, datetime.now().astimezone())
            out.write(harmless(plain(reply, manner_here(briefbot.store, language_here()))) + "\n\n")
            out.flush()
    briefbot.forget(name)
