"""Pages that were made and are still what would be made: kept by their entity tags, within a bound of memory."""

from collections import OrderedDict
from threading import Lock

from briefbot.web.answers import Answer

# Bytes of all that is kept, and of one page: a larger one would take the place of many.
_MOST, _LARGEST = 24_000_000, 1_000_000


class KeptPages:
    """Answers by their entity tags, those asked for last.

    A tag stands for all that a page is made of: the archive's state, the address with its fields, the language, the day. Where
    any of it changes, so does the tag; nothing is kept of who asked. Safe to use from threads.
    """

    def __init__(self, most: int = _MOST) -> None:
        """Keep so many bytes of pages."""
        self._most = most
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._one_at_a_time = Lock()

    def get(self, tag: str) -> Answer | None:
        """The answer of a tag; None where none is kept."""
        with self._one_at_a_time:
            found = self._kept.get(tag)
            if found is not None:
                self._kept.move_to_end(tag)
            return found

    def keep(self, tag: str, answer: Answer) -> None:
        """Keep an answer, unless it is too large; those that were not asked for longest give way."""
        size = len(answer.body)
        if size > min(_LARGEST, self._most):
            return
        with self._one_at_a_time:
            if tag not in self._kept:
                self._size += size
                self._kept[tag] = answer
            while self._size > self._most:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)
