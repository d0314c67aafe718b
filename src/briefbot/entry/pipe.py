"""The conversation without a terminal: a line in, a reply out as plain text."""

from datetime import datetime
from typing import IO, TextIO

from briefbot.app import Briefbot, Talk
from briefbot.core.render.lines import plain


def converse(briefbot: Briefbot, lines: IO[bytes], out: TextIO) -> None:
    """Answer each line that is not empty; a blank line follows each reply."""
    talk = Talk(briefbot, "pipe")
    briefbot.forget("pipe")
    for line in lines:
        words = line.decode("utf-8", errors="replace").strip()
        if words:
            out.write(plain(talk.say(words, datetime.now().astimezone())) + "\n\n")
            out.flush()
