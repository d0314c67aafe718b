"""Addresses of databases: told without secrets, and what is none refused."""

import string
import sys
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import exc

from briefbot.errors import DatabaseError
from briefbot.store.addresses import parsed, secrets_of, shown
from briefbot.store.failures import failures_told
from briefbot.store.store import Store

# Without the letters of the words around it.
PASSWORDS = st.text(string.digits + string.punctuation, min_size=12, max_size=20).filter(lambda secret: len(set(secret)) > 6)
EXAMPLE = "postgresql://user:password@host/briefbot"


@given(password=PASSWORDS, where=st.sampled_from(["@host:5432/db", "@/db?host=/run", "@[::1]/db?sslmode=require"]))
def test_no_password_is_ever_told(password: str, where: str) -> None:
    """However it is written, quoted as it should be or not, in its place or among the options."""
    for address in (
        f"postgresql://user:{quote(password, safe='')}{where}",
        f"postgres://user:{password}{where}",
        f"postgresql+psycopg://user@host/db?password={quote(password, safe='')}",
        f"postgresql://user@host/db?password={password}",
        f"mysql://user:{password}{where}",
    ):
        told = [shown(address), refusal(address)]
        assert not any(piece in one.replace(EXAMPLE, "") for piece in pieces(password) for one in told)


def refusal(address: str) -> str:
    """What is said where an address cannot be used."""

    def use() -> None:
        parsed(address)
        raise exc.ArgumentError("it could be used")

    with pytest.raises(DatabaseError) as refused, failures_told(address):
        use()
    return str(refused.value)


def pieces(password: str) -> list[str]:
    """What of a password nobody may see: any eight characters of it in a row, as they are or quoted."""
    every = [password[at : at + 8] for at in range(len(password) - 7)]
    return [form for piece in every for form in {piece, quote(piece, safe="")}]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://user:p@ss@host/db", "postgresql://***"),
        ("postgresql://user:a@b/c@host/db", "postgresql://***"),
        ("postgresql://user:secret@host:12x/db", "it is no URL"),
        ("mysql://user:secret@host/db", "mysql://user:***@host/db"),
        ("nonsense", "it is no URL"),
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(address: str, sentence: str) -> None:
    """With a word on signs that a password cannot have as they are."""
    with pytest.raises(DatabaseError) as refused:
        Store(address)
    assert sentence in str(refused.value)
    assert "%40 for an @" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("FATAL: no pg_hba.conf entry for host", "does not let this machine in"),
        ("FATAL: sorry, too many clients already", "has all the connections that its server allows"),
        ("FATAL: the database system is starting up", "is just being started"),
        ("FATAL: for some reason with s3cr3t in it\nmore", "lets nobody in: for some reason with *** in it"),
        ("the connection is closed", "broke the connection off"),
        ("failed to resolve host 's3cr3t'", "cannot be reached; check that the server runs"),
    ],
)
def test_a_connection_that_is_not_made_is_told_by_what_is_said(said: str, told: str) -> None:
    """The driver's words come along where nothing better is known, without the secret."""
    psycopg = pytest.importorskip("psycopg")
    with pytest.raises(DatabaseError) as refused, failures_told("postgresql://user:s3cr3t@host/db"):
        raise exc.OperationalError("", None, psycopg.OperationalError(said))
    assert told in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


def test_other_faults_stay_what_they_are() -> None:
    """A module of ours that is missing is no missing driver; a pool in which no connection gets free is told."""
    with pytest.raises(ModuleNotFoundError), failures_told("sqlite://"):
        raise ModuleNotFoundError(name="briefbot.nothing")
    with pytest.raises(DatabaseError, match="is asked by too many at once"), failures_told("sqlite://"):
        raise exc.TimeoutError


def test_the_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what installs it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match=r"pip install 'briefbot\[postgres\]'"):
        Store("postgresql://user@host/db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_common_form_of_an_address_means_one_driver(scheme: str) -> None:
    """What is said there stands, and what is not is filled in, so that a server that is gone is noticed soon."""
    address = parsed(f"{scheme}://user:secret@host/db?connect_timeout=3&sslmode=require")
    assert (address.drivername, address.host, address.database) == ("postgresql+psycopg", "host", "db")
    assert (address.query["connect_timeout"], address.query["sslmode"]) == ("3", "require")
    assert address.query["keepalives_idle"] == "10"
    assert set(secrets_of(address)) == {"secret", "require"}
