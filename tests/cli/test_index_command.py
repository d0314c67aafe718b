"""`briefbot index`: how the index is, whether it is whole, and making it anew."""

from support.articles import token, write_articles
from support.program import Program
from support.search_server import search_server


def test_an_index_is_told_verified_and_made_anew(program: Program) -> None:
    """Status tells where it is and whether it is current; verify and rebuild, whether it holds just what it should."""
    write_articles(program.folder / "archive.jsonl", range(4))
    assert program("ingest", "archive.jsonl").status == 0
    ran = program("index", "status", "--json")
    (found,) = ran.records
    assert (ran.status, found["is_current"], found["whole"]) == (0, True, True)
    assert found["index"] == found["archive"]
    assert "holds 4 documents" in program("index", "status").out
    assert "It is of the archive as it is now" in program("index", "status").out
    assert "each document once" in program("index", "verify").out
    assert "each document once" in program("index", "rebuild").out
    (program.folder / "briefbot.index" / "index").unlink(missing_ok=True)
    for file in (program.folder / "briefbot.index").iterdir():
        file.unlink()
    ran = program("index", "status")
    assert ran.status == 1
    assert "There is no index at" in ran.out
    ran = program("index", "verify", "--json")
    assert (ran.status, ran.records[0]["whole"]) == (1, False)


def test_verifying_an_index_changes_nothing(program: Program) -> None:
    """An index that is behind the archive is told to be, as often as it is verified, and is whole once a question was asked."""
    write_articles(program.folder / "archive.jsonl", range(4))
    assert program("ingest", "archive.jsonl").status == 0
    with search_server() as server:
        there = program.given(BRIEFBOT_SEARCH_URL=f"http://127.0.0.1:{server.port}/briefbot")
        assert there("search", token(1)).status == 0
        write_articles(program.folder / "more.jsonl", range(4, 6))
        assert program("ingest", "more.jsonl").status == 0
        for _ in range(2):
            ran = there("index", "verify")
            assert ran.status == 1
            assert "the next question brings it up to date" in ran.out
            assert "briefbot index rebuild" not in ran.out
        assert there("search", token(5)).status == 0
        assert there("index", "verify").status == 0


def test_an_index_elsewhere_is_told_and_found_wanting(program: Program) -> None:
    """One in OpenSearch that lacks what the archive has is said to, and made anew; its address is told without the password."""
    write_articles(program.folder / "archive.jsonl", range(4))
    with search_server() as server:
        there = program.given(BRIEFBOT_SEARCH_URL=f"http://me:hunter2@127.0.0.1:{server.port}/briefbot")
        assert there("ingest", "archive.jsonl").status == 0
        assert there("search", token(1), "--json").records[0]["ranking"][0] == "a0001"
        index = server.indexes[server.aliases["briefbot"]]
        index.shown.pop(next(name for name in index.shown if name.startswith("d")))
        ran = there("index", "verify")
        assert ran.status == 1
        assert "briefbot index rebuild" in ran.out
        assert "hunter2" not in ran.out
        assert f"127.0.0.1:{server.port}/briefbot holds 3 documents" in ran.out
        assert there("index", "rebuild").status == 0
        assert there("index", "verify").status == 0
        write_articles(program.folder / "more.jsonl", range(4, 6))
        assert program("ingest", "more.jsonl").status == 0
        ran = there("index", "status")
        assert ran.status == 1
        assert "the next question brings it up to date" in ran.out
