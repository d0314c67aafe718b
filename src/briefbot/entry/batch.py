"""Files of questions: one JSON object a line, `{"id", "question", "history"}`; a broken line is told by number and passed over."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from briefbot.entry.output import warn


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a batch, and the earlier ones of its dialogue."""

    id: str
    question: str
    history: tuple[str, ...]


def read(lines: IO[bytes]) -> Iterator[Item | None]:
    """The questions in order; None for a line that was reported as broken."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _item(line, number)
            except ValueError as error:
                warn(f"Line {number} of the batch is left out: {error}.")
                yield None


def _item(line: bytes, number: int) -> Item:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        raise ValueError('it is no object with a "question"')
    history = record.get("history") or []
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise ValueError('its "history" is no list of questions')
    id_ = record.get("id")
    return Item(str(number if id_ is None else id_), record["question"], tuple(history))
