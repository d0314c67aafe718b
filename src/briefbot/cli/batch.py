"""Files of questions: one JSON object a line, `{"id", "question", "history"}`; a broken line is told by number."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from briefbot.cli.output import warn
from briefbot.console.characters import whole
from briefbot.errors import InputError


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
            except InputError as error:
                warn(f"Line {number} of the batch is left out: {error}.")
                yield None


def _item(line: bytes, number: int) -> Item:
    record = _record(line)
    question, history, id_ = record.get("question"), record.get("history") or [], record.get("id")
    if not isinstance(question, str):
        raise InputError('it has no "question"')
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise InputError('its "history" is no list of questions')
    if isinstance(id_, bool | float | list | dict):
        raise InputError('its "id" is neither a string nor a whole number')
    return Item(whole(str(number if id_ is None else id_)), whole(question), tuple(whole(earlier) for earlier in history))


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise InputError("it is not JSON") from None
    if not isinstance(record, dict):
        raise InputError("it is not a JSON object")
    return record
