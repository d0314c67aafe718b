"""Why something cannot be read is said in the reader's language."""

import re
from pathlib import Path

import pytest

from briefbot.archive.files import read
from briefbot.fetching import Fetcher, FetchError
from briefbot.reading.formats.table import parse
from briefbot.rendering.refusals import _FORMS, reason
from briefbot.wording.locale import ENGLISH, reader_locale
from support.program import ROOT
from support.web import Page, serving

RUSSIAN = reader_locale("ru")
# What is named in a sentence as it is: formats, servers, endings.
NAMES = re.compile(
    r"https?://|robots\.txt|\.\w+|Telegram|PDF|DOCX|RTF|ZIP|UTF-8|\b(?:MB|TLS)\b|image/png|localhost|nobody\.invalid"
    r"|`briefbot feeds add`|«text»|--map text="
)
FORMATS = ROOT / "tests" / "data" / "formats"


def is_russian(sentence: str) -> bool:
    """Whether no word of it is English."""
    return re.search(r"[A-Za-z]{2,}", NAMES.sub("", sentence)) is None


@pytest.mark.parametrize("form", _FORMS)
def test_every_form_is_translated_with_its_values(form: str) -> None:
    """What fits a form is that sentence in Russian; in English it stays as it was."""
    sentence = re.sub(r"\{\w+\}", "20 MB", form)
    assert reason(sentence, ENGLISH) == sentence
    assert is_russian(reason(sentence, RUSSIAN))
    assert reason(sentence, RUSSIAN).count("20 MB") == form.count("{")


def test_what_nobody_foresaw_stays_as_it_is() -> None:
    """An English sentence is better than none."""
    assert reason("it could not be read (KeyError: 'x')", RUSSIAN) == "it could not be read (KeyError: 'x')"


@pytest.mark.parametrize(
    "name", ["pdf/picture.pdf", "pdf/damaged.pdf", "docx/broken.docx", "docx/empty.docx", "e-mail/empty.eml"]
)
def test_what_files_are_refused_for_has_a_form(name: str) -> None:
    """Those that people send most."""
    (item,) = read(str(FORMATS / name), None, parse)  # type: ignore[arg-type] # nothing is read from it
    assert item.error
    assert is_russian(reason(item.error, RUSSIAN)), item.error


def test_a_file_of_no_format_has_a_form(tmp_path: Path) -> None:
    """It names the endings that there are."""
    (tmp_path / "game.exe").write_bytes(b"\0\1\2\3" * 99)
    (item,) = read(str(tmp_path / "game.exe"), None, parse)  # type: ignore[arg-type] # as above
    assert item.error
    assert is_russian(reason(item.error, RUSSIAN)), item.error


PAGES = [Page(status=status) for status in (401, 403, 404, 410, 418, 429, 503)]
PAGES += [
    Page(b"x", "image/png"),
    Page(b"x", headers={"Content-Length": "99999999"}),
    Page(b"x", headers={"Content-Encoding": "gzip"}),
    Page(status=302, headers={"Location": "/"}),
]


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.status} {page.media_type} {dict(page.headers)}" for page in PAGES])
def test_what_the_web_refuses_has_a_form(page: Page) -> None:
    """Each answer of a server that gives no page."""
    with serving() as site:
        site.pages["/"] = page
        with pytest.raises(FetchError) as raised:
            Fetcher({"127.0.0.1"}).get(site.url("/"))
    assert is_russian(reason(str(raised.value), RUSSIAN)), str(raised.value)


@pytest.mark.parametrize(
    "address", ["https://nobody.invalid/", "http://localhost/", "ftp://x", "https://a:b@example.org/", "http://["]
)
def test_what_is_not_fetched_at_all_has_a_form(address: str) -> None:
    """Addresses that are none, private hosts, and unknown ones."""
    with pytest.raises(FetchError) as raised:
        Fetcher().get(address)
    assert is_russian(reason(str(raised.value), RUSSIAN)), str(raised.value)
