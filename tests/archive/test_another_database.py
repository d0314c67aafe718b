"""An index is one database's: answers are never another's, whatever was copied, restored or put beside it."""

import json
import shutil

import pytest

from briefbot.archive import Archive
from support.databases import looking_into
from support.program import Program

SAID = {
    "a": "“The lighthouse will be painted green,” said Agnes Holm.",
    "b": "“The orchestra plays in the quarry,” said Bruno Castell.",
    "c": "“Nobody sells herring on Tuesdays,” said Carla Dunn.",
}
ASKED = {"a": "lighthouse painted", "b": "orchestra quarry", "c": "herring Tuesdays"}


def ingest(program: Program, name: str) -> None:
    """Bring one article in."""
    record = json.dumps({"id": name, "text": SAID[name], "language": "en"})
    assert program("ingest", "-", stdin=record).status == 0


def shown(program: Program, name: str) -> list[str]:
    """The words that answer the question for an article's own."""
    return [quote["text"] for quote in program("ask", ASKED[name], "--json").record["quotes"]]


def words(name: str) -> list[str]:
    """What an article's quotation is shown as."""
    return [SAID[name].split("”")[0].removeprefix("“")]


def copy(program: Program, source: str, target: str) -> None:
    """A copy of a database that nobody has open."""
    for ending in ("", "-wal", "-shm"):
        (program.folder / f"{target}{ending}").unlink(missing_ok=True)
    shutil.copy(program.folder / source, program.folder / target)


@pytest.mark.sqlite
def test_a_copy_that_is_put_back_answers_with_its_own_words(program: Program) -> None:
    """Ingest a; copy; ingest b; put the copy back; ingest c: b is not in the archive, and a and c are found."""
    ingest(program, "a")
    copy(program, "briefbot.db", "copy.db")
    ingest(program, "b")
    assert shown(program, "b") == words("b")
    copy(program, "copy.db", "briefbot.db")
    ingest(program, "c")
    for _ in range(2):  # and after another start
        assert shown(program, "b") == []
        assert shown(program, "c") == words("c")
        assert shown(program, "a") == words("a")


@pytest.mark.sqlite
def test_a_copy_that_is_put_back_answers_at_once(program: Program) -> None:
    """Nothing needs to come in: what only the other database had is not found from the first question on."""
    ingest(program, "a")
    copy(program, "briefbot.db", "copy.db")
    ingest(program, "b")
    copy(program, "copy.db", "briefbot.db")
    assert shown(program, "b") == []
    assert shown(program, "a") == words("a")


@pytest.mark.sqlite
def test_two_databases_on_one_data_folder_keep_apart(program: Program) -> None:
    """In turns, each answers with its own words, as many documents as both have."""
    one, other = (program.given(BRIEFBOT_DATABASE_URL=f"sqlite:///{name}.db") for name in ("one", "other"))
    ingest(one, "b")
    ingest(other, "c")
    for _ in range(2):
        assert (shown(one, "b"), shown(one, "c")) == (words("b"), [])
        assert (shown(other, "b"), shown(other, "c")) == ([], words("c"))


@pytest.mark.sqlite
def test_after_a_damaged_database_was_moved_away(program: Program) -> None:
    """Our own advice, to move it away and ingest again, gives the answers of the new one."""
    ingest(program, "a")
    ingest(program, "b")
    (program.folder / "briefbot.db").rename(program.folder / "damaged.db")
    ingest(program, "c")
    ingest(program, "a")
    assert shown(program, "b") == []
    assert (shown(program, "c"), shown(program, "a")) == (words("c"), words("a"))


def test_a_copy_put_back_under_an_open_archive(program: Program) -> None:
    """Where the content goes another way while an archive is open, its next answer is of what is there now."""
    ingest(program, "a")
    ingest(program, "b")
    with Archive.open(program.database, program.folder) as briefbot:
        assert briefbot.search(ASKED["b"], 1) == ["b"]
        with briefbot.store.write() as work:  # what another process has that began with a copy
            work._connection.exec_driver_sql("UPDATE documents SET text = replace(text, 'orchestra', 'herring') WHERE id = 'b'")
            work._connection.exec_driver_sql("UPDATE generations SET token = 'another' WHERE number = 2")
        assert briefbot.search("herring", 1) == ["b"]


@pytest.mark.parametrize("question", ["orchestra quarry", "Bruno Castell orchestra"])
def test_words_that_are_not_those_indexed_are_not_shown(program: Program, question: str) -> None:
    """A text that was changed behind the archive's back is no answer to what stood there before."""
    ingest(program, "b")
    assert program("ask", question, "--json").record["quotes"]
    with looking_into(program.database) as connection:
        connection.exec_driver_sql("UPDATE documents SET text = replace(text, 'orchestra', 'president')")
    assert program("ask", question, "--json").record["quotes"] == []
