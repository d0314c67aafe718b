"""Settings: what the environment and `.env` mean."""

from pathlib import Path

import pytest

from briefbot.config import Settings
from briefbot.errors import InputError
from briefbot.model import Sure


def test_nothing_set_means_the_defaults() -> None:
    """A database, an index and seeds beside the person."""
    assert Settings.of({}) == Settings("sqlite:///briefbot.db", Path(), Path("seeds"))


@pytest.mark.parametrize("variable", ["BRIEFBOT_DATABASE_URL", "BRIEFBOT_DATA"])
def test_an_empty_variable_counts_as_not_set(variable: str) -> None:
    """As in a `.env` whose line was left empty."""
    assert Settings.of({variable: ""}) == Settings()


def test_empty_seeds_mean_none() -> None:
    """The one variable whose emptiness says something."""
    assert Settings.of({"BRIEFBOT_SEEDS": ""}).seeds is None
    assert Settings.of({"BRIEFBOT_SEEDS": "elsewhere"}).seeds == Path("elsewhere")


def test_how_sure_a_speaker_must_be_is_a_word() -> None:
    """In capitals or not; anything else is refused, naming what could stand there."""
    assert Settings.of({}).sure is Sure.NORMAL
    assert Settings.of({"BRIEFBOT_SURE": "Cautious "}).sure is Sure.CAUTIOUS
    with pytest.raises(InputError, match="normal or cautious"):
        Settings.of({"BRIEFBOT_SURE": "very"})


def test_a_real_variable_wins_over_the_file(tmp_path: Path) -> None:
    """Each by itself: the file still gives what the environment does not."""
    file = tmp_path / ".env"
    file.write_text('BRIEFBOT_DATA="from file"\nBRIEFBOT_SEEDS=\nBRIEFBOT_DATABASE_URL\n# BRIEFBOT_DATA=no\n')
    assert Settings.read({}, file) == Settings(data=Path("from file"), seeds=None)
    assert Settings.read({"BRIEFBOT_DATA": "real"}, file) == Settings(data=Path("real"), seeds=None)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Not guessed at, and not passed over; a missing one is none."""
    (tmp_path / ".env").write_bytes(b"BRIEFBOT_DATA=\xff")
    with pytest.raises(InputError, match="cannot be read"):
        Settings.read({}, tmp_path / ".env")
    assert Settings.read({}, tmp_path / "missing") == Settings()


def test_the_database_may_be_named_in_a_file(tmp_path: Path) -> None:
    """Its address may hold a password; the variable itself wins over the file."""
    (tmp_path / "url").write_text("postgresql://briefbot:secret@db/briefbot\n")
    named = {"BRIEFBOT_DATABASE_URL_FILE": str(tmp_path / "url")}
    assert Settings.of(named).database_url == "postgresql://briefbot:secret@db/briefbot"
    assert Settings.of({**named, "BRIEFBOT_DATABASE_URL": "sqlite:///here.db"}).database_url == "sqlite:///here.db"
    with pytest.raises(InputError, match="BRIEFBOT_DATABASE_URL_FILE"):
        Settings.of({"BRIEFBOT_DATABASE_URL_FILE": str(tmp_path / "none")})
