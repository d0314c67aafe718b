"""Briefbot in a program: what is opened answers like the command line, with typed values."""

from datetime import date
from pathlib import Path

import pytest

import briefbot
from briefbot.errors import InputError
from briefbot.model import Missing, Verdict
from support.program import ROOT, SEEDS

NEWSROOM = ROOT / "examples" / "newsroom"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with no settings and no seeds."""
    monkeypatch.chdir(tmp_path)
    for name in ("BRIEFBOT_DATABASE_URL", "BRIEFBOT_DATA", "BRIEFBOT_SEEDS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_an_archive_is_filled_asked_and_checked(elsewhere: Path) -> None:
    """In a folder of its own, which keeps it: opened again, it has what was brought in."""
    with briefbot.open() as archive:
        assert archive.ingest(NEWSROOM / "sound-valley-herald", NEWSROOM / "severny-vestnik.json").added == 10
    with briefbot.open(f"sqlite:///{elsewhere}/briefbot.db", data=elsewhere) as archive:
        (first, *_) = archive.ask("What did Ramanathan say about six weeks?", since=date(2026, 3, 1)).citations
        assert (first.speaker, first.document.source) == ("Priya Ramanathan", "Sound Valley Herald")
        assert first.text == first.document.text[first.span.start : first.span.end]
        assert archive.ask("What did Angela Merkel say?").gap is not None
        assert archive.check("Six weeks is not a number that came from us", "Ramanathan").verdict is Verdict.EXACT
        assert archive.catalogue.passages > 50


def test_what_it_finds_can_be_shown_as_in_the_console(elsewhere: Path) -> None:
    """Answers and verdicts, in the language that is asked for."""
    with briefbot.open(seeds=SEEDS) as archive:
        assert "— Sergei Lavrov\n" in archive.text(archive.ask("What did Lavrov say about missile defense?", k=1))
        absent = archive.check("Nobody has ever said these words to anyone here")
        assert archive.text(absent, "ru").startswith("В этом архиве такого нет")


def test_files_are_read_without_being_kept(elsewhere: Path) -> None:
    """Their quotations come with their documents; a file that cannot be read is an error with its name."""
    with briefbot.open() as archive:
        found = list(archive.quotes(NEWSROOM / "daily-spark" / "bridge-shut.html"))
        assert [quote.source.speaker for _, quote in found][-1] == "Tomas Lindgren"
        gap = archive.ask("What did Lindgren say?").gap
        assert gap is not None
        assert gap.why is Missing.EMPTY_ARCHIVE
        with pytest.raises(InputError, match=r"missing\.html"):
            list(archive.quotes(elsewhere / "missing.html"))


def test_only_what_is_public_is_offered() -> None:
    """A name that is not there is an error as with any module."""
    assert set(briefbot.__all__) == {"Briefbot", "open"}
    with pytest.raises(AttributeError, match="no attribute 'shut'"):
        briefbot.shut  # noqa: B018
