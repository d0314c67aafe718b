"""The conversation without a terminal: a line in, a reply out as plain text."""

import os
from datetime import datetime
from typing import IO, TextIO

from briefbot.app import Briefbot, Talk
from briefbot.core.render.lines import plain
from briefbot.entry.characters import harmless


def converse(briefbot: Briefbot, lines: IO[bytes], out: TextIO) -> None:
    """Answer each line that is not empty; a blank line follows each reply."""
    name = f"pipe {os.getpid()}"  # its own: two that run at once must not take each other's follow-ups
    briefbot.forget(name)
    talk = Talk(briefbot, name)
    for line in lines:
        words = line.decode("utf-8", errors="replace").strip()
        if words:
            out.write(harmless(plain(talk.say(words, datetime.now().astimezone()))) + "\n\n")
            out.flush()
    briefbot.forget(name)
