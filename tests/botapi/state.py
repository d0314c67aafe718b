"""What a chat holds: messages as they stand, and everything that was sent, in order."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from .markup import Entity


@dataclass
class Sent:
    """A message of the bot's as it stands now; `html` and `keyboard` as they were sent last."""

    chat_id: int
    message_id: int
    html: str
    text: str
    entities: list[Entity]
    keyboard: list[list[dict[str, Any]]]
    topic: int | None
    reply_to: int | None
    suggestions: list[str]
    asks: str = ""
    preview: str = ""
    photo: bytes = b""
    file: bytes = b""
    at: float = field(default_factory=time.monotonic)
    deleted: bool = False

    def button(self, label: str) -> dict[str, Any]:
        """The button that has this label."""
        return next(button for row in self.keyboard for button in row if button["text"] == label)

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [button["text"] for row in self.keyboard for button in row]

    def heads(self) -> list[str]:
        """What stands above each quotation: number, name and how the words are told."""
        return [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"(?:^|\n)(<b>\d.*)\n<blockquote", self.html)]

    def quotes(self) -> list[str]:
        """The texts of the blockquotes."""
        encoded = self.text.encode("utf-16-le")
        return [
            encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
            for one in self.entities
            if one.type.endswith("blockquote")
        ]


@dataclass
class Room:
    """A chat: its type, the topics that are open, whether the bot may write, and who may manage it."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    closed_topics: set[int] = field(default_factory=set)
    forbidden: str | None = None
    moved_to: int | None = None
    creator: int | None = None
    admins: set[int] = field(default_factory=set)
    username: str = ""

    @property
    def record(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        names = {"first_name": f"Person {self.id}"} if self.type == "private" else {"title": self.title or f"Group {-self.id}"}
        public = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": self.type, **names, **public, **({"is_forum": True} if self.forum else {})}
