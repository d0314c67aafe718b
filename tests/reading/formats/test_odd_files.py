"""Files as they come: what is odd in one is read all the same, or the file is refused with the reason."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from briefbot.model import Document
from briefbot.reading.formats import csv_records, mail, members, pdf
from briefbot.reading.formats.format import Refusal, Source
from briefbot.reading.formats.table import FORMATS, of_media_type, parse, unreadable

DATA = Path(__file__).parents[2] / "data" / "formats"
BY_NAME = {its.name: its for its in FORMATS}
WORDS = "The weir holds, and nobody who was there doubts it. " * 6
WORD_XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def documents(name: str, data: bytes, **renamed: str) -> list[Document]:
    """The documents that a format reads in these bytes, none of them refused."""
    outcomes = [part.outcome for part in parse(BY_NAME[name], data, Source("a", renamed=tuple(renamed.items())))]
    assert not [one for one in outcomes if isinstance(one, Refusal)]
    return [one.document for one in outcomes if not isinstance(one, Refusal)]


def refused(name: str, data: bytes) -> str:
    """Why a format refuses these bytes."""
    (part,) = parse(BY_NAME[name], data, Source("a"))
    assert isinstance(part.outcome, Refusal)
    return part.outcome.reason


def zipped(**files: str) -> bytes:
    """A ZIP file of texts, whose names have "__" for a slash and "_" for a point."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


def page(*, head: str = "", body: str = "") -> Document:
    """A page with an article in it."""
    (document,) = documents(
        "HTML", f"<html><head>{head}</head><body>{body}<article><p>{WORDS}</p></article></body></html>".encode()
    )
    return document


def test_a_zip_file_of_something_else_is_no_docx() -> None:
    """It is told so, and not that it has no text."""
    assert refused("DOCX", zipped(other_xml="<x/>")) == "it is no document of a word processor"


def test_tabs_and_breaks_of_a_docx_part_words() -> None:
    """A break within a line is one in the text, the end of a page none."""
    run = (
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:br w:type='page'/><w:t>four</w:t></w:r></w:p>"
    )
    (document,) = documents("DOCX", zipped(word__document_xml=WORD_XML.format(run)))
    assert document.text == "One two\nthree four"


def test_a_zip_file_holds_no_more_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, and more bytes than its files may have together, are refused, whatever the file claims."""
    content = zipped(a_txt=WORDS, b_txt=WORDS)
    monkeypatch.setattr(members, "LARGEST_TOGETHER", len(WORDS) + 1)
    assert "the files hold more than" in str(parse(BY_NAME["ZIP"], content, Source("a")))
    monkeypatch.setattr(members, "MOST_MEMBERS", 1)
    assert refused("ZIP", content) == "it holds more than 1 files"


def test_a_bomb_is_not_unpacked() -> None:
    """What is larger than a part of a document may be is left as soon as it is."""
    assert refused("DOCX", zipped(word__document_xml=" " * (60 * 2**20 + 1))) == "it is larger than 60 MB"


def test_a_locked_or_broken_member_is_refused() -> None:
    """With the reason; one of which bytes are missing is not taken for empty."""
    content = zipped(word__document_xml=WORD_XML.format(WORDS))
    locked = bytearray(content)
    locked[6] |= 1  # the flag in the member's head, and in the directory
    locked[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused("DOCX", bytes(locked)) == "it is encrypted"
    broken = bytearray(content)
    at = 30 + len("word/document.xml") + 2
    broken[at : at + 20] = b"\xff" * 20
    assert refused("DOCX", bytes(broken)) == "it is damaged"


def test_a_number_without_end_is_refused() -> None:
    """JSON may have it; nobody's date or id is that long."""
    assert refused("JSON", b'{"id": ' + b"1" * 5000 + b"}") == "it holds a number that is too large"


def test_records_may_lie_in_an_envelope() -> None:
    """What a news interface answers: the list is found one step down as well."""
    records = [{"title": "Weir", "text": WORDS}, {"title": "Mill", "text": WORDS}]
    found = documents("JSON", json.dumps({"status": "ok", "response": {"total": 2, "docs": records}}).encode())
    assert [document.title for document in found] == ["Weir", "Mill"]


def test_dates_of_records_in_seconds_or_thousandths_as_numbers_or_digits() -> None:
    """All are the same day."""
    records = [
        {"id": f"r{n}", "text": WORDS, "published": when}
        for n, when in enumerate([1_772_409_600, 1_772_409_600_000, "1772409600"])
    ]
    found = documents("JSON", json.dumps(records).encode())
    assert [str(document.published) for document in found] == ["2026-03-02"] * 3


def test_a_field_with_a_point_in_its_name_is_one_field() -> None:
    """What a person names is looked for as it stands, before it is taken for a way."""
    (document,) = documents(
        "JSON", json.dumps({"story.body": WORDS.strip(), "story": {"body": "No."}}).encode(), text="story.body"
    )
    assert document.text == WORDS.strip()


def test_a_language_that_is_none_is_left_out() -> None:
    """It is guessed then, as where nothing is said."""
    (document,) = documents("JSON", json.dumps({"text": WORDS, "language": "?"}).encode())
    assert document.language == "en"


def test_a_cell_without_end_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than all records may be together is refused with the reason."""
    monkeypatch.setattr(csv_records, "MAX_RECORDS_BYTES", 100)
    assert refused("CSV", b"title,text\nWeir," + b"x" * 140 + b"\n") == "it is no table: field larger than field limit (100)"


def test_a_cell_holds_the_ends_of_lines_of_other_systems() -> None:
    """Only a line feed or a carriage return ends a row."""
    (document,) = documents("CSV", f"title,text\r\nWeir,One.\u2028Two.\x0b{WORDS.replace(',', '')}\r\n".encode())
    assert document.text.startswith("One.\u2028Two.")


MAIL = "From ann@example.org Mon Mar  2 10:00:00 2026\nFrom: Ann Lee <ann@example.org>\nSubject: {}\n{}\n\n{}\n\n"


def test_a_message_that_is_too_large_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of its mailbox are read."""
    monkeypatch.setattr(mail, "MAX_DOCUMENT_BYTES", 2_000)
    content = MAIL.format("One", "Date: Mon, 02 Mar 2026 10:00:00 +0000", WORDS) + MAIL.format(
        "Two", "X: y", (WORDS + "\n") * 9
    )
    cut = BY_NAME["mailbox"].cut
    assert cut is not None
    one, two = cut(BytesIO(content.encode()))
    assert isinstance(one.content, bytes)
    assert isinstance(two.content, Refusal)
    assert two.content.reason.startswith("it is larger than")


def test_a_mailbox_without_messages_has_none() -> None:
    """A line that begins one, and nothing more."""
    cut = BY_NAME["mailbox"].cut
    assert cut is not None
    assert [*cut(BytesIO(b"From ann@example.org Mon Mar  2 10:00:00 2026\n"))] == []


def test_a_plain_part_that_only_points_to_the_page_is_passed_over() -> None:
    """The text is that of the page."""
    parts = (
        f"--x\nContent-Type: text/plain\n\nYour program shows no HTML.\n--x\nContent-Type: text/html\n\n<p>{WORDS}</p>\n--x--\n"
    )
    content = f"Subject: Weir\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n{parts}"
    (document,) = documents("e-mail", content.encode())
    assert document.text.startswith("The weir holds")


@pytest.mark.parametrize(
    ("header", "title"),
    [("=?utf-8?b?Q?=", "=?utf-8?b?Q?="), ("=?nonsense?q?Ca=FF?=", "Ca\ufffd"), ("=?utf-8?b?Q2E?=", "Ca")],
)
def test_a_subject_in_odd_signs_costs_no_message(header: str, title: str) -> None:
    """It stands as well as it can be read."""
    (document,) = documents("e-mail", f"Subject: {header}\nContent-Type: text/plain\n\n{WORDS}".encode())
    assert document.title == title


def test_a_charset_that_cannot_be_read_costs_no_message() -> None:
    """The text is read as where none is named."""
    header = f"Subject: Weir\nContent-Type: text/plain; charset*{'9' * 5000}=x"
    (document,) = documents("e-mail", f"{header}\n\n{WORDS}".encode())
    assert document.text.startswith("The weir holds")


def test_a_headline_without_its_site() -> None:
    """Whatever its place in the title of the page."""
    site = '<meta property="og:site_name" content="The Herald">'
    assert page(head=f"<title>The Herald | Weir opens</title>{site}").title == "Weir opens"
    assert page(head=f"<title>Weir opens - The Herald</title>{site}").title == "Weir opens"
    assert page(head=f"<title>Weir opens</title>{site}", body="<h1>The Herald</h1>").title == "Weir opens"


def test_quotations_that_are_marked_as_such_get_marks() -> None:
    """Those of the page's language, and none where the writer set some."""
    (document,) = documents("HTML", f'<html lang="ru"><p>Он: <q>да</q>, <q>«нет»</q>. {WORDS}</p></html>'.encode())
    assert document.text.startswith("Он: «да», «нет».")


def test_figures_stay_a_table_and_a_page_that_is_laid_out_in_one_is_read() -> None:
    """Cells that hold paragraphs are blocks of the page."""
    laid = (
        f"<html><body><table><tr><td><p>Menu</p></td><td><p>{WORDS}</p><p>Second. {WORDS}</p></td></tr></table></body></html>"
    )
    (document,) = documents("HTML", laid.encode())
    assert f"{WORDS.strip()}\n\nSecond." in document.text
    figures = page(body="<table><tr><td>1</td><td>2</td></tr></table>")
    assert figures.text.startswith("The weir holds")


def test_an_article_described_within_a_list_or_a_graph_is_found() -> None:
    """As the makers of pages write it; what is broken there is passed over."""
    news = {"@type": ["NewsArticle", "Thing"], "headline": "Weir opens", "publisher": [{"name": "Herald"}, {"name": "Post"}]}
    scripts = ["{broken", json.dumps([1, {"@graph": [{"@type": "Person", "name": "Ann Lee"}, news]}])]
    found = page(head="".join(f'<script type="application/ld+json">{one}</script>' for one in scripts))
    assert (found.title, found.source) == ("Weir opens", "Herald, Post")


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book is not read for an hour."""
    monkeypatch.setattr(pdf, "_MOST_PAGES", 0)
    assert refused("PDF", (DATA / "pdf/one_column.pdf").read_bytes()) == "it has more than 0 pages"


def test_what_has_more_parts_than_anything_to_read_is_refused() -> None:
    """A page of one-letter paragraphs, a text of one-letter lines, a table of ten million cells: none takes half a minute."""
    page = b"<html><body>%s</body></html>"
    assert refused("HTML", page % (b"<p>a</p>" * 50_000)) == "it has more than 50000 elements"
    assert refused("HTML", page % (b"<i>a</i>" * 60_000)) == "it has more than 50000 elements"
    assert refused("plain text", b"a\n" * 100_000) == "it has more than 100000 lines"
    assert refused("JSON Lines", json.dumps({"text": "a\u2028" * 100_000}).encode()) == "it has more than 100000 lines"
    assert refused("CSV", b"a," * 10_000_000) == "it has more than 1000 columns"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The re-", "opening"], "The reopening"),
        (["The Anglo-", "Saxon weir"], "The Anglo-Saxon weir"),
        (["One", "two"], "One two"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_joined(lines: list[str], text: str) -> None:
    """Before a small letter without its hyphen, before a capital with it."""
    assert pdf._joined(lines) == text


def test_a_format_is_found_by_what_a_server_calls_it() -> None:
    """Where the server names one that can be read."""
    assert of_media_type("application/pdf") is BY_NAME["PDF"]
    assert of_media_type("video/mp4") is of_media_type(None) is None


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b'<?xml version="1.0"?>\n<opml version="2.0">', "it is a list of feeds"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"\xff\xd8\xff\xe0", "it is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is of an old office program"),
        (rb"{\rtf1\ansi", "it is RTF"),
        (b"\0\1\2", "it is in no format that can be read (.pdf, .docx, "),
        (b"", "it is in no format that can be read (.pdf, .docx, "),
    ],
)
def test_what_is_not_read_is_called_by_what_it_is(head: bytes, reason: str) -> None:
    """By its first bytes, with what to do; else the endings of all formats are named."""
    assert unreadable(head).startswith(reason)


def test_what_a_browser_prints_around_a_page_is_none_of_it() -> None:
    """Title, address, day and number at the edges go; the address is the document's, and what has but one of them stays."""
    edges = [
        "11/30/26, 10:18 PM Ferry to run - Ostby Post", "https://ostby.example/ferry 1/2", "Ferry to run - Ostby Post https://ostby.example/ferry",
        "2 of 2 30.11.2026, 22:18",
    ]  # fmt: skip
    text = ["Ferry to run", "https://ostby.example/timetable", "At 11/30/26, 10:18 PM it left.", "We won 1/2"]
    pages = [
        [pdf.Line(words, 0, 0, 0, 0) for words in (*edges[:2], *text)],
        [pdf.Line(words, 0, 0, 0, 0) for words in edges[2:]],
    ]
    kept, address = pdf.without_browser(pages, "Ferry to run - Ostby Post")
    assert [line.words for page in kept for line in page] == text
    assert address == "https://ostby.example/ferry"
    assert pdf._title("Ferry to run - Ostby Post", "Menu\n\nFerry to run\n\nIt runs.") == "Ferry to run"
    assert pdf._title("Microsoft Word - draft7", "Menu\n\nFerry to run\n\nIt runs.") is None


def test_a_line_that_is_refused_keeps_no_other_out() -> None:
    """Of records a line each in a file under another name."""
    lines = f'{{"text": "{WORDS}"}}\n{{broken\n{{"text": "{WORDS}"}}'.encode()
    outcomes = [part.outcome for part in parse(BY_NAME["JSON"], lines, Source("a"))]
    assert [isinstance(one, Refusal) for one in outcomes] == [False, True, False]


def test_a_record_of_an_export_is_passed_over_among_documents() -> None:
    """It comes in with its file."""
    (part,) = parse(BY_NAME["JSON Lines"], b'{"briefbot": "feed", "text": "x"}', Source("a"))
    assert part.skipped
    assert isinstance(part.outcome, Refusal)


def test_a_number_alone_is_no_record() -> None:
    """It is refused with the reason."""
    assert refused("JSON", b"3") == refused("JSON", b'"3"')


def test_a_date_that_cannot_be_read_is_left_out() -> None:
    """The rest of the record stays."""
    record = json.dumps([{"body": WORDS, "title": "Weir", "date": "when it rained"}]).encode()
    (document,) = documents("JSON", record)
    assert (document.title, document.published) == ("Weir", None)


def test_a_page_may_describe_anything_but_an_article() -> None:
    """However much of it; what stands around the title and is not its site's stays."""
    nodes = json.dumps([{"@type": "Person", "name": "Ann Lee"}] * 2000)
    site = '<meta property="og:site_name" content="The Herald">'
    for described in ("[]", nodes):
        script = f'<script type="application/ld+json">{described}</script>'
        assert page(head=f"<title>Weir | opens | today</title>{site}{script}").title == "Weir | opens | today"


def test_a_page_on_which_extraction_fails_is_read_by_its_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As trafilatura does on trees that it did not expect."""

    def fails(*_: object, **__: object) -> None:
        raise IndexError

    monkeypatch.setattr("trafilatura.bare_extraction", fails)
    assert page().text == WORDS.strip()


@pytest.mark.parametrize(
    ("title", "heading", "rest", "told"),
    [
        ("Weir holds - The Ostby Post", "<h1>Weir holds</h1>", "", "The Ostby Post"),
        ("Weir holds | Politics", "<h1>Weir holds</h1>", "", None),
        (
            "Weir holds | Ostby Courier",
            "<h2>Weir holds</h2>",
            "<p>© 2026 Ostby Courier. All rights reserved.</p>",
            "Ostby Courier",
        ),
    ],
)
def test_the_end_of_a_title_is_a_publisher_where_the_page_shows_that(
    title: str, heading: str, rest: str, told: str | None
) -> None:
    """By its address, or by whose rights it names; the name of a section is nobody's, and the headline is without either."""
    head = f'<title>{title}</title><link rel="canonical" href="https://www.ostby-post.example/weir">'
    page = f"<html><head>{head}</head><body>{heading}<p>{WORDS}</p>{rest}</body></html>"
    (document,) = documents("HTML", page.encode())
    assert (document.title, document.source) == ("Weir holds", told)


def test_words_that_are_shown_large_beside_an_article_count_once() -> None:
    """A pull quote names nobody: it goes where the article has its words, and stays where it is the only place of them."""
    quote = '<blockquote class="pull-quote"><p>“No gate leaks”</p><cite>Ines Falk</cite></blockquote>'
    article = "<p>“No gate leaks,” said Ines Falk, who built the weir, and nobody who was there doubts that she means it.</p>"
    for page in (f"{article}{quote}<p>{WORDS}</p>", f"<p>{WORDS}</p>{quote}<p>{WORDS}</p>"):
        (document,) = documents("HTML", f"<html><body><article>{page}</article></body></html>".encode())
        assert document.text.count("“No gate leaks") == 1
