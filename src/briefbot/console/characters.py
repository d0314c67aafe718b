"""What comes from a keyboard, and what goes to a screen: text without the characters that do harm there."""

import re

import click

from briefbot.language.facts import closed

_HALF = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")  # the others stand for bytes, as Python hands them over in arguments
_LINE_END = re.compile(r"\r\n?")
# Controls of both sets but the tab and the line feed: a terminal obeys them, and a document could send them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"[\n\u2028\u2029]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def whole(typed: str) -> str:
    """Typed text with a sign in place of halves of characters and of bytes that are no UTF-8, which no output could hold."""
    return _HALF.sub(_UNREADABLE, typed).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def harmless(text: str) -> str:
    """Text as a screen may have it: a sign in place of each control character, so that no document moves the cursor.

    No line leaves a change of direction open.
    """
    return "\n".join(map(closed, _CONTROL.sub(_UNREADABLE, _LINE_END.sub("\n", text)).split("\n")))


def one_line(text: str) -> str:
    """Text with a sign in place of each end of a line: what a name of a file may hold."""
    return _LINE_ENDS.sub(_UNREADABLE, text)


class Words(click.ParamType[str]):
    """Words of an argument or option."""

    name = "text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 (click's)
        """The words, whole."""
        return whole(str(value))
