"""`briefbot web`: the program that serves pages, from its start to its end."""

import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from briefbot.errors import InputError
from briefbot.serving import address_of
from briefbot.web.serving import bound
from support.articles import write_articles
from support.pages import Visitor
from support.program import Program


@contextmanager
def served(program: Program, **variables: str) -> Iterator[tuple[subprocess.Popen[bytes], Visitor]]:
    """The program serving, and a visitor of its pages; it is gone at the end."""
    with program.given(**variables).start("web", "--port", "0") as process:
        try:
            assert process.stderr
            told = (line.decode() for line in iter(process.stderr.readline, b""))
            address = next(match[1] for line in told if (match := re.fullmatch(r"The pages are at (http://\S+)/\n", line)))
            yield process, Visitor(address)
        finally:
            process.kill()


def connected(visit: Visitor) -> socket.socket:
    """A connection that has said nothing yet."""
    host, port = visit.root.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_pages_are_served_until_a_signal(program: Program, number: signal.Signals) -> None:
    """It tells where, ends with nothing wrong, and its log has neither questions nor addresses."""
    write_articles(program.folder / "articles.jsonl", range(10))
    assert program("ingest", "articles.jsonl").status == 0
    with served(program) as (process, visit):
        assert "SECRET" in visit("/?q=what+did+SECRET+say", User_Agent="SECRET").text
        assert visit("/d/SECRET").status == 404
        assert visit("/style.css").status == 200
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, b"")
    log = err.decode()
    assert re.search(r"INFO GET question 200 \d+ ms", log)
    assert re.search(r"INFO GET document 404 \d+ ms", log)
    assert "SECRET" not in log
    assert "127.0.0.1" not in log


def test_what_is_being_answered_is_finished(program: Program) -> None:
    """A request that has come is answered after the signal; a connection that says nothing keeps nobody waiting."""
    with served(program) as (process, visit), closing(connected(visit)) as idle, closing(connected(visit)) as busy:
        busy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        begun = busy.recv(100)
        process.send_signal(signal.SIGTERM)
        assert begun.startswith(b"HTTP/1.1 200 OK\r\n")
        rest = b""
        while part := busy.recv(65_536):
            rest += part
        assert b"</html>" in rest
        assert idle.recv(1) == b""
        assert process.wait(30) == 0


def test_a_place_that_is_taken_is_told(program: Program) -> None:
    """In one sentence, before anything is loaded."""
    with closing(bound("127.0.0.1", 0)) as taken:
        port = address_of(taken).rstrip("/").rpartition(":")[2]
        ran = program("web", "--port", port)
    assert ran.status == 2
    assert "Address already in use" in ran.complaint
    with pytest.raises(InputError, match="cannot be served"):
        bound("nowhere.invalid.", 80)
    with pytest.raises(InputError, match="cannot be served"):
        bound("a" * 300, 80)


def test_a_loopback_of_ipv6_has_an_address_too() -> None:
    """With its brackets."""
    with closing(bound("::1", 0)) as taken:
        assert address_of(taken).startswith("http://[::1]:")


def test_a_head_without_an_end_is_refused(program: Program) -> None:
    """And others are answered meanwhile."""
    with served(program) as (_, visit), closing(connected(visit)) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000)
        assert visit("/").status == 200
        assert endless.recv(100).startswith(b"HTTP/1.1 400")


def test_private_pages_are_not_served_openly(program: Program) -> None:
    """Where the bot is private and nothing keeps others out."""
    ran = program.given(BRIEFBOT_TELEGRAM_PRIVATE="yes")("web")
    assert ran.status == 2
    assert "BRIEFBOT_WEB_TOKEN" in ran.complaint


def test_many_visitors_at_once(program: Program) -> None:
    """All get their page."""
    write_articles(program.folder / "articles.jsonl", range(10))
    assert program("ingest", "articles.jsonl").status == 0
    found: list[int] = []
    with served(program, BRIEFBOT_WEB_REQUESTS_PER_MINUTE="1000") as (_, visit):

        def ask(path: str) -> None:
            found.append(visit(path).status)

        threads = [threading.Thread(target=ask, args=(f"/?q=bridge+{number}",)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert found == [200] * 40
