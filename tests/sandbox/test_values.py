"""What comes back of the process that reads is data: nothing that it could answer runs anything here."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from briefbot.reading.formats.format import Format, Source
from briefbot.reading.formats.table import FORMATS, parse
from briefbot.sandbox.messages import Returned
from briefbot.sandbox.values import received
from support.program import ROOT


class Evil:
    """A pickle of it calls something when it is read."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """What is called, and with what."""
        return self.call, self.arguments


@pytest.mark.parametrize("its", FORMATS, ids=lambda its: its.name)
def test_what_is_read_comes_back_as_it_is(its: Format) -> None:
    """Documents of every format, with their pages, dates and whatever else there is."""
    files = (path for path in (ROOT / "tests/data/formats" / its.name.replace(" ", "_").lower()).iterdir())
    parts = [part for path in files if path.suffix in its.suffixes for part in parse(its, path.read_bytes(), Source("a"))]
    assert parts
    assert [received(BytesIO(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))) for part in parts] == parts


def test_dates_and_what_was_returned_come_back() -> None:
    """With their zones."""
    value = Returned((date(2026, 3, 2), datetime(2026, 3, 2, 10, tzinfo=UTC), frozenset({"a"}), {"b": [1, None]}))
    assert received(BytesIO(pickle.dumps(value))) == value


@pytest.mark.parametrize(
    "evil",
    [
        Evil(exec, "raise SystemExit"),
        Evil(print, "here"),
        Evil(Path.touch, Path("here")),
        Evil(getattr, "words", "upper"),
        Evil(parse, None, b"", None),
        Returned(Evil(eval, "1")),
    ],
    ids=["exec", "print", "a file", "getattr", "a function of ours", "within a value"],
)
def test_a_pickle_that_calls_something_is_refused(evil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no value, and nothing of it is done."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        received(BytesIO(pickle.dumps(evil, pickle.HIGHEST_PROTOCOL)))
    assert list(tmp_path.iterdir()) == []


def test_a_module_that_is_no_room_of_values_is_not_loaded() -> None:
    """Not even this program's own, for what a module does when it is imported."""
    pickled = b"cbriefbot.cli.main\nVerbs\n."
    with pytest.raises(pickle.UnpicklingError, match=r"briefbot\.cli\.main\.Verbs is no value"):
        received(BytesIO(pickled))
