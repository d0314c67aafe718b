"""A conversation as lines to read and compare: what the bot sent, as it stands at the end."""

import re
from collections.abc import Iterable

from .state import Sent


def transcript(messages: Iterable[Sent]) -> str:
    """The messages with their places and buttons, in the order in which they were sent first."""
    return "\n\n".join(_message(message) for message in messages)


def without_zones(text: str) -> str:
    """A transcript without the places whose clocks are offered: which they are, and what they are called, is Babel's to say."""
    return re.sub(r"(?m)(^(\[[^\]\d]+ \d\d:\d\d\] *)+$\n?)+", "[zones]\n", text)


def _message(message: Sent) -> str:
    where = [f"topic {message.topic}" if message.topic else "", f"reply to {message.reply_to}" if message.reply_to else ""]
    head = f"── {message.message_id}" + "".join(f", {place}" for place in where if place)
    rows = ["  ".join(_button(button) for button in row) for row in message.keyboard]
    rows += [f"⟨{line}⟩" for line in message.suggestions]
    rows += [f"asks: {message.asks}"] if message.asks else []
    picture = [f"⟨{kind}⟩" for kind, content in (("picture", message.photo), ("file", message.file)) if content]
    return "\n".join([head, *picture, message.html, *rows])


def _button(button: dict[str, object]) -> str:
    copied = button.get("copy_text")
    if isinstance(copied, dict):
        return f"[{button['text']} ⧉ {copied['text']}]"
    leads = button.get("url") or button.get("switch_inline_query")
    return f"[{button['text']} ↗ {leads}]" if leads else f"[{button['text']}]"
