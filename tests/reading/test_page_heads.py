"""Heads of pages: blocks of fields, letterheads, bylines, and what databases of newspapers print between the parts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.reading.page import Page, read_date, read_page
from briefbot.reading.page.head import read_head

ARTICLE = (
    "“The lock stays shut,” said Ines Falk, who keeps the canal, at a meeting that filled the hall in Ostby on Monday.\n\n"
    "The board will hear the engineers next week, and expects to know by then what the repair of the gates is going to cost.\n"
)


def page(head: str) -> Page:
    """The page of an article under a head; all of the article is body."""
    text = f"{head}\n\n{ARTICLE}"
    read = read_page(text)
    assert [span.of(text)[:9] for span in read.body[-2:]] == ["“The lock", "The board"]
    return read


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Lock: shut till May"\nauthor: Rolf Adeyemi\ndate: 2022-03-04\nsource: https://canal.example/lock\n---',
        "---\nlayout: post\ntitle: 'Lock: shut till May'\nauthors:\n  - Rolf Adeyemi\npublished: 2022-03-04\nurl: https://canal.example/lock\n...",
        '+++\ntitle = "Lock: shut till May"\ndate = 2022-03-04\nauthor = "Rolf Adeyemi"\nlink = "https://canal.example/lock"\n+++',
        '{\n "title": "Lock: shut till May",\n "author": "Rolf Adeyemi",\n "date": "2022-03-04",\n "url": "https://canal.example/lock"\n}',
        "---\ntitle: >-\n  Lock: shut\n  till May\nauthor:\n  name: Rolf Adeyemi\n  age: 4\ndate: 2022-03-04 # Fri\nurl: <https://canal.example/lock>\n---",
        "#+TITLE: Lock: shut till May\n#+AUTHOR: Rolf Adeyemi\n#+DATE: 2022-03-04\n#+URL: https://canal.example/lock",
        "Subject: Lock: shut till May\nFrom: Rolf Adeyemi <rolf@canal.example>\nDate: 4 March 2022\nLink: https://canal.example/lock\n---",
        "Title: Lock: shut till May\nBy: Rolf Adeyemi\nDate: 4 March 2022\nURL: https://canal.example/lock",
        "\ufeffHeadline: Lock: shut till May\r\nAuthor: Rolf Adeyemi\r\nPublished: Fri, 4 Mar 2022 08:00:00\r\nLink: https://canal.example/lock",
    ],
)
def test_a_block_of_fields_tells_what_it_says_and_is_none_of_the_article(head: str) -> None:
    """YAML, TOML and lines with labels give title, author, day and address; the article begins below them."""
    read = page(head)
    assert (read.title, read.author, read.published) == ("Lock: shut till May", "Rolf Adeyemi", date(2022, 3, 4))
    assert read.url == "https://canal.example/lock"
    assert len(read.body) == 2


def test_a_publisher_is_told_apart_from_an_address() -> None:
    """What a source is called stays a name where it is no address, and the language is a field too."""
    read = page("Заголовок: Шлюз закрыт\nИсточник: Вестник Ладвы\nЯзык: ru")
    assert (read.title, read.source, read.url, read.language) == ("Шлюз закрыт", "Вестник Ладвы", None, "ru")


@pytest.mark.parametrize(
    "text",
    [
        "Ines Falk: The lock stays shut.\nRolf Adeyemi: For how long?\n\nNobody knew.",
        '{"title": "All of it is this"}',
        "{title} is no object\n\nText.",
        "---\n\nA rule stands above this text, and below it.\n\n---\n\nMore.",
        "Date: nobody remembers.\n\nIt was long ago.",
        "Note: this is new\nSee: page 4\n\nText.",
        "+++\n",
        "",
    ],
)
def test_what_is_no_block_of_fields_is_text(text: str) -> None:
    """Transcripts, rules and single labels are part of the text."""
    assert read_head(text).end == 0


@given(st.text(alphabet="-+:=\n\r tile\"'[]é", max_size=60))
def test_any_text_has_a_head_within_it_or_none(text: str) -> None:
    """Nothing raises, and a block never ends beyond the text."""
    for fence in ("---\n", "+++\n", "Title: x\nDate: 2", ""):
        assert read_head(fence + text).end <= len(fence + text)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("MINISTRY OF WATERWAYS OF THE REPUBLIC OF TAVRIA\n\nLock to stay shut\n\n4 March 2022", "Lock to stay shut"),
        ("Department of Waterways\nPress Office\n\nLock to stay shut until the spring", "Lock to stay shut until the spring"),
        ("МИНИСТЕРСТВО ВОДНОГО ТРАНСПОРТА\n\nШлюз закрыт до весны", "Шлюз закрыт до весны"),
        ("Department of Waterways Shuts the Lock\n\n4 March 2022", "Department of Waterways Shuts the Lock"),
        ("GOVERNMENT SHUTS THE LOCK\n\n4 March 2022", "GOVERNMENT SHUTS THE LOCK"),
        ("BYLINE: RITA FALK", None),
        ("ABSTRACT.", None),
        (
            "HEADLINE: Lock to stay shut\n\nBYLINE: By Rita Falk, Staff Writer\n\nSECTION: A; Pg. 4\n\nLENGTH: 412 words",
            "Lock to stay shut",
        ),
        ("# Lock to stay shut #\n\n4 March 2022", "Lock to stay shut"),
        ("**Lock to stay shut**\n\n4 March 2022", "Lock to stay shut"),
        ("Lock to stay shut\nOstby Post\n4 March 2022", "Lock to stay shut"),
        ("By Rita Falk\nOstby Post Staff Writer\n\nLock to stay shut", "Lock to stay shut"),
    ],
)
def test_a_title_is_no_letterhead_byline_or_heading_of_a_part(head: str, title: str | None) -> None:
    """An office's name above its release, a byline and "ABSTRACT." are no titles; a headline about an office is one."""
    assert page(head).title == title


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("BYLINE: Rita Falk.", "Rita Falk"),
        ("Byline: By RITA FALK; Staff Writer", "RITA FALK"),
        ("By Rita Falk. Rolf Adeyemi contributed reporting.", "Rita Falk"),
        ("By J. K. Falk Jr. and Rolf St. Aubin, Ostby Post", "J. K. Falk Jr. and Rolf St. Aubin"),
    ],
)
def test_a_byline_is_one_line_of_the_head(byline: str, author: str) -> None:
    """However it ends, it names whoever wrote the article, and none of it is article text."""
    read = page(f"Lock to stay shut\n\n{byline}")
    assert (read.title, read.author, len(read.body)) == ("Lock to stay shut", author, 2)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", " \u200b"])
def test_a_date_is_read_through_any_kind_of_space(space: str) -> None:
    """No-break, narrow, thin and wide spaces, and characters without a width, are not seen by readers either."""
    assert page(f"Lock to stay shut\n\n{'4 March 2022'.replace(' ', space)}").published == date(2022, 3, 4)


@pytest.mark.parametrize(
    ("printed", "day", "moment"),
    [
        ("Fri, 04 Mar 2022 23:30:11 GMT", date(2022, 3, 4), datetime(2022, 3, 4, 23, 30, 11, tzinfo=UTC)),
        ("Fri, 4 Mar 22 00:30 +0100", date(2022, 3, 4), datetime(2022, 3, 3, 23, 30, tzinfo=UTC)),
        ("Fri Mar  4 23:30:11 2022", date(2022, 3, 4), None),
        ("Fri, 04 Mar 2022 23:30:11 CST", date(2022, 3, 4), None),
        ("20220304T233011Z", date(2022, 3, 4), datetime(2022, 3, 4, 23, 30, 11, tzinfo=UTC)),
        ("2022-03-04T23:30:11.250+0100", date(2022, 3, 4), datetime(2022, 3, 4, 22, 30, 11, 250_000, tzinfo=UTC)),
        ("4 марта 2022", date(2022, 3, 4), None),
        ("0001-01-01T00:00:00Z", None, None),
        ("1970-01-01T00:00:00Z", None, None),
        ("0000-00-00 00:00:00", None, None),
        ("0844-05-01", None, None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None, None),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None, None),
        ("March 2022", None, None),
        ("2022-03", None, None),
        ("1646436611", date(2022, 3, 4), datetime(2022, 3, 4, 23, 30, 11, tzinfo=UTC)),
        ("2022\u201103\u201104", date(2022, 3, 4), None),
        ("2022年3月4日", date(2022, 3, 4), None),
        ("9999-12-31", None, None),
        ("03/04/2022", None, None),
    ],
)
def test_a_field_for_a_date_is_read_or_unknown(printed: str, day: date | None, moment: datetime | None) -> None:
    """The day stays as printed, an offset gives the instant; what a machine writes for no date, and two readings, are none."""
    read = read_date(printed)
    assert read is not None
    assert (read.day, read.moment) == (day, moment)


@pytest.mark.parametrize("printed", ["yesterday", "2022-02-31", "", "Fri", "31 February 2022", "12:30"])
def test_a_field_that_is_no_date_is_none(printed: str) -> None:
    """What cannot be read is told apart from what stands for no date."""
    assert read_date(printed) is None


def test_a_list_of_names_is_told_with_commas_and_an_address_that_is_none_is_left_out() -> None:
    """In a block of fields; the fields beside it stay."""
    read = page('---\ntitle: "Lock shut"\nauthors: [Rolf Adeyemi, "Ann Moss"]\ndate: 2022-03-04\n---')
    assert (read.title, read.author) == ("Lock shut", "Rolf Adeyemi, Ann Moss")
    read = page("Title: Lock shut\nURL: see below\nDate: 2022-03-04")
    assert (read.title, read.url, read.published) == ("Lock shut", None, date(2022, 3, 4))
