"""Two hundred quotations of our own with their verdicts, over the articles here: the bar that checking is held to."""

import json
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pytest

from briefbot.archive import Archive
from briefbot.model import Document, Verdict, Verification

from .corpus import HERE, read_article

FOLDERS = ("articles", "world", "checks")
CHECKS = [json.loads(line) for line in (HERE / "checks" / "checks.jsonl").read_text("utf-8").splitlines()]
# Of all, and of each verdict.
LEAST, LEAST_OF_EACH = 0.97, 0.9


def record(document: Document) -> str:
    """A document as a line of JSON."""
    day = document.published and document.published.isoformat()
    fields = {name: getattr(document, name) for name in ("id", "title", "source", "language", "text")}
    return json.dumps({**fields, "published": day})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of the articles."""
    folder = tmp_path_factory.mktemp("checks")
    paths = sorted(path for name in FOLDERS for path in (HERE / name).glob("*.txt"))
    documents = [read_article(path.stem, path.read_text("utf-8")).document for path in paths]
    with Archive.open(f"sqlite:///{folder}/briefbot.db", folder) as opened:
        opened.ingest(["-"], BytesIO("\n".join(map(record, documents)).encode()))
        yield opened


@pytest.fixture(scope="module")
def verdicts(archive: Archive) -> dict[str, Verification]:
    """The verdict on each quotation, by its id."""
    return {check["id"]: archive.check(check["text"], check["by"]) for check in CHECKS}


def test_there_are_forty_of_each_kind() -> None:
    """What is measured is what was promised: exact, altered, stitched, somebody else's, and the three others together."""
    counts = Counter(check["verdict"] for check in CHECKS)
    assert [counts.pop(kind) for kind in ("exact", "altered", "stitched", "somebody_elses")] == [40] * 4
    assert counts.total() == 40
    assert set(counts) == {"reported", "denied", "absent"}


def test_verdicts_are_right(verdicts: dict[str, Verification]) -> None:
    """Of all and of each kind, with whose words they are."""
    right: Counter[str] = Counter()
    wrong = []
    for check in CHECKS:
        found = verdicts[check["id"]]
        if (found.verdict, check["speaker"]) in ((check["verdict"], None), (check["verdict"], found.speaker)):
            right[check["verdict"]] += 1
        else:
            wrong.append((check["id"], found.verdict.value, found.speaker))
    of = Counter(check["verdict"] for check in CHECKS)
    assert right.total() >= LEAST * of.total(), wrong
    assert {kind: wrong for kind in of if right[kind] < LEAST_OF_EACH * of[kind]} == {}


def test_nothing_that_was_changed_or_denied_is_called_exact(verdicts: dict[str, Verification]) -> None:
    """Not one of them: a wrong word under somebody's name is the worst fault."""
    others = [check["id"] for check in CHECKS if check["verdict"] not in ("exact", "reported", "somebody_elses")]
    assert [id_ for id_ in others if verdicts[id_].verdict is Verdict.EXACT] == []


def test_what_is_shown_stands_in_its_document(verdicts: dict[str, Verification]) -> None:
    """Every place is one of the stored text, and holds words."""
    for found in verdicts.values():
        for one in found.evidence:
            assert one.place.of(one.citation.document.text).strip()
