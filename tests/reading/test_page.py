"""Saved pages and stored articles come apart into headline, date, body and furniture."""

import itertools
import json
import re
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefbot.reading.page import Page, read_page
from support.work import calls, steps

_DATA = Path(__file__).parents[1] / "data" / "pages"
_SEEDS = Path(__file__).parents[2] / "seeds"
_NAMES = [path.stem for path in sorted(_DATA.glob("*.json"))]

_LONG = "The board met again on Thursday evening and decided, after four hours, that it would decide later in the year."
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def _page(name: str) -> tuple[str, dict[str, Any]]:
    """The text of a saved page and what is expected of it; the seed document's text is in the seeds."""
    folder = _DATA if (_DATA / f"{name}.txt").exists() else _SEEDS
    text = (folder / f"{name}.txt").read_bytes().decode()
    return text, json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


def _headline(text: str, page: Page) -> str | None:
    return None if page.headline is None else page.headline.of(text)


def _body(text: str, page: Page) -> list[str]:
    return [span.of(text) for span in page.body]


@pytest.mark.parametrize("name", _NAMES)
def test_saved_page_comes_apart(name: str) -> None:
    """Six pages of different make give their headline, date, byline, publisher and article, and nothing of the page around."""
    text, expected = _page(name)
    page = read_page(text)
    body = _body(text, page)
    assert _headline(text, page) == expected["headline"]
    assert page.published == date.fromisoformat(expected["published"])
    assert page.published_at == (expected["published_at"] and datetime.fromisoformat(expected["published_at"]))
    assert (page.author, page.source) == (expected["author"], expected["source"])
    assert body[0].startswith(expected["first"])
    assert body[-1].startswith(expected["last"])
    assert len(body) == expected["paragraphs"]
    assert [line for line in expected["never"] if any(line in paragraph for paragraph in body)] == []


@pytest.mark.parametrize("name", _NAMES)
def test_saved_page_with_windows_line_ends_is_the_same(name: str) -> None:
    """A page saved with carriage returns comes apart in the same places."""
    text, expected = _page(name)
    page = read_page(text.replace("\n", "\r\n"))
    assert _headline(text.replace("\n", "\r\n"), page) == expected["headline"]
    assert len(page.body) == expected["paragraphs"]


_word = st.lists(st.tuples(st.sampled_from(_CONSONANTS), st.sampled_from(_VOWELS)), min_size=2, max_size=4).map(
    lambda syllables: "".join(consonant + vowel for consonant, vowel in syllables) + "x"
)
_label = st.lists(_word, min_size=1, max_size=3).map(lambda words: " ".join(words).capitalize())
_person = st.tuples(_word, _word).map(lambda names: " ".join(name.capitalize() for name in names))
_day = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def _like(printed: str, day: date) -> str:
    """Another day, printed in the way of the given one."""
    if re.fullmatch(r"[\d.]+", printed):
        return day.strftime("%d.%m.%Y")
    month = "апреля" if re.search("[а-я]", printed) else "Apr" if "Mar " in printed else "April"
    return re.sub(r"\d{4}", str(day.year), re.sub(r"\b\d{1,2}\b|(?<!\d)\d(?=th)", "6", re.sub(r"[^\W\d_]{3,}", month, printed)))


def _filled(text: str) -> str:
    """The text with its paragraphs wrapped anew."""
    return "\n\n".join(textwrap.fill(block, 72, break_on_hyphens=False) for block in text.split("\n\n"))


@pytest.mark.parametrize("name", _NAMES)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_same_page_with_other_people_menus_and_dates(name: str, data: st.DataObject) -> None:
    """No page is known by its words: other people, menus and dates change none of its parts."""
    text, expected = _page(name)
    swapped = {}
    for person in sorted(expected["people"], key=len, reverse=True):
        new = data.draw(_person)
        swapped[person] = new.upper() if person.isupper() else new
    menu = {entry: data.draw(_label) for entry in expected["menu"]}
    day = data.draw(_day)
    printed = _like(expected["date"], day)
    author, source, headline = (expected[key] for key in ("author", "source", "headline"))
    text = "\n".join(menu.get(line, line) for line in text.split("\n")).replace(expected["date"], printed)
    for old, new in swapped.items():
        text = text.replace(old, new)
        author, source, headline = (value and value.replace(old, new) for value in (author, source, headline))
    text = _filled(text) if "wrapped" in name else text
    page = read_page(text)
    assert _headline(text, page) == headline
    assert len(page.body) == expected["paragraphs"]
    assert (page.author, page.source) == (author, source)
    assert page.published == (day if printed[0].isdigit() and "." in printed else date(day.year, 4, 6))


_sentence = st.lists(_word, min_size=14, max_size=30).map(lambda words: " ".join(words).capitalize() + ".")
_short = st.lists(_word, min_size=2, max_size=6).map(lambda words: '"' + " ".join(words).capitalize() + '," he said.')
_title = st.lists(_word, min_size=4, max_size=11).map(lambda words: " ".join(words).capitalize())
_dates = st.sampled_from(
    ["%d.%m.%Y 13:57", "%Y-%m-%d", "%B %d, %Y", "%A, %d %B %Y", "Published: %d %b %Y, 1:57 p.m. ET", "%b. %d, %Y | 14:05"]
)
_footer = st.lists(
    st.sampled_from(
        ["Share", "Print | Email", "© 2013 Somebody. All rights reserved.", "Read more", "Tags: one, two", "Facebook"]
    ),
    max_size=3,
    unique=True,
)


@settings(deadline=None, max_examples=60)
@given(
    menu=st.lists(_label, max_size=8, unique=True),
    title=_title,
    day=_day,
    form=_dates,
    byline=st.none() | _person,
    article=st.lists(_sentence | _short, min_size=1, max_size=9),
    last=_sentence,
    footer=_footer,
    below=st.booleans(),
    gap=st.sampled_from(["\n", "\n\n", "\n\n\n"]),
)
def test_any_page_of_the_make(
    *,
    menu: list[str],
    title: str,
    day: date,
    form: str,
    byline: str | None,
    article: list[str],
    last: str,
    footer: list[str],
    below: bool,
    gap: str,
) -> None:
    """Whatever menus, headline, date format, byline, paragraphs and footer: each part is found, the date above or below."""
    printed = day.strftime(form)
    head = [printed, title] if below else [title, printed]
    if byline:
        head.append(f"By {byline}")
    text = gap.join([*menu, *head, *article, last, *footer])
    page = read_page(text)
    assert _headline(text, page) == title
    assert _body(text, page) == [*article, last]
    assert page.published == day
    assert page.author == byline


@settings(deadline=None)
@given(
    st.text(max_size=400) | st.lists(_label | _sentence | _short | st.text(max_size=30), max_size=20).map("\n".join),
    st.none() | st.text(),
)
def test_every_paragraph_is_one_part(text: str, title: str | None) -> None:
    """No text makes the reader fail; its parts are whole lines in order, none twice, and no word is in none of them."""
    page = read_page(text, title)
    parts = sorted([*page.body, *page.furniture, *([page.headline] if page.headline else [])])
    assert all(before.end <= after.start for before, after in itertools.pairwise(parts))
    assert "".join("".join(span.of(text) for span in parts).split()) == "".join(text.split())
    assert list(page.body) == sorted(page.body)


@settings(deadline=None)
@given(
    title=_title,
    article=st.lists(_sentence | _short | _label | _title, min_size=1, max_size=12, unique=True),
    stop=st.booleans(),
)
def test_article_with_its_title_loses_nothing(title: str, article: list[str], *, stop: bool) -> None:
    """In an article stored under its title every paragraph is body, sub-headings and lists at its end as well."""
    text = "\n\n".join([title + ("." if stop else ""), *article])
    page = read_page(text, title.upper())
    assert page.headline is not None
    assert page.headline.start == 0
    assert _body(text, page) == article


def test_title_joined_from_two_paragraphs() -> None:
    """A title that was joined from headline and sub-title has its first part for a headline; the second stays body."""
    text = "Boats return to port;\nA storm is on its way.\n\nThe boats returned."
    page = read_page(text, "Boats return to port; A storm is on its way")
    assert _headline(text, page) == "Boats return to port;"
    assert _body(text, page) == ["A storm is on its way.", "The boats returned."]


def test_paragraph_without_a_title_is_body() -> None:
    """One paragraph alone, however short, is body."""
    for text in ("the lift of a wing in a slipstream was measured at several angles of attack .", "By Jane Doe", "Contact us"):
        assert _body(text, read_page(text)) == [text]


@pytest.mark.parametrize(
    "paragraph",
    [
        '"Sign up for the drill," he said.',
        "The company changed its privacy policy on Monday, and its users were not amused by what they read there.",
        "By Monday the road was open again.",
        "ADEBAYO: We have no choice.",
        "Related companies were searched too.",
        "Most read the letter and said nothing.",
        "The names may not be published, the judge ruled.",
        "More in the party agree with her than say so.",
        "Comments by the minister drew laughter.",
        "Photo shops are closing all over the country.",
        "What comes next",
        "- cut the catch by a fifth",
        "He wrote: “No comment.”",
        "On March 3, 2014, the harbour froze.",
        "She contributed to the campaign.",
    ],
)
def test_article_text_that_looks_like_furniture(paragraph: str) -> None:
    """A paragraph that begins with a page's words but tells something stays in the body."""
    text = "\n\n".join(["The board decides nothing once more", _LONG, paragraph, _LONG.replace("Thursday", "Friday")])
    assert paragraph in _body(text, read_page(text))
    assert paragraph in _body(text, read_page(text, "The board decides nothing once more"))


@pytest.mark.parametrize(
    "line",
    [
        *("By Jane Doe", "By JANE DOE and John Roe, Staff Writers", "Written by Jane Doe | Agency", "Автор: Иван Петров"),
        *(
            "Share",
            "Share | Tweet | Email | Print",
            "Поделиться",
            "Read more: Boats return to port",
            "Read the rest of the story here.",
        ),
        *("Tags: boats, port", "Related", "See also: The port", "Читайте также", "Photo: Jane Doe", "(Photo by Jane Doe)"),
        *("A boat at the quay. (Jane Doe/Agency Images)", "Jane Doe contributed reporting.", "Doe reported from Port Valdor."),
        *("(Reporting by Jane Doe; Editing by John Roe)", "Follow Jane Doe on Twitter @jane", "Advertisement", "Реклама"),
        *("© 2014 The Courier", "Copyright 2014 The Courier. All rights reserved.", "***", "___.", "12 Comments", "5 min read"),
        *(
            "https://courier.example/boats",
            "press@courier.example",
            "Published: 3 March 2014",
            "9:05 p.m.",
            "text-align: center;",
        ),
    ],
)
def test_furniture_lines(line: str) -> None:
    """Bylines, share lines, credits, notices and date lines are furniture, in a clean article too."""
    text = "\n\n".join(["The board decides nothing", _LONG, line, _LONG.replace("Thursday", "Friday")])
    assert line not in _body(text, read_page(text, "The board decides nothing"))


def test_banner_above_the_page() -> None:
    """A notice in whole sentences above the menu is not taken for the start of the article."""
    notice = "We and our partners use cookies to make this site work for you and to show you what you may like to see."
    text = f"{notice}\n\nHome\n\nNews\n\nThe board decides nothing once more\n\n3 March 2014\n\n{_LONG}\n\n{_LONG}"
    page = read_page(text)
    assert _headline(text, page) == "The board decides nothing once more"
    assert _body(text, page) == [_LONG, _LONG]


def test_prose_above_the_headline_is_kept() -> None:
    """Prose that nothing tells from article text is never left out, wherever it stands."""
    lead = "A statement without any heading of its own stands at the very top of this text and says something of weight."
    text = f"{lead}\n\nThe board decides nothing once more\n\n3 March 2014\n\n{_LONG}\n\n{_LONG}"
    assert _body(text, read_page(text)) == [lead, _LONG, _LONG]


def test_button_that_comes_back_is_furniture() -> None:
    """A label that stands three times in a text is a button."""
    lines = (line for count in "abc" for line in (_LONG.replace("four", count), "Zoom picture"))
    text = "\n\n".join(["The board decides nothing", *lines])
    assert "Zoom picture" not in _body(text, read_page(text, "The board decides nothing"))


def test_publication_wins_over_update_and_stands_nearest() -> None:
    """Of several date lines the publication counts before a plain date, that before an update, a nearer before a farther."""
    head = ["Monday, 1 June 2015", "Home", "The board decides nothing once more"]
    for lines, day in (
        (["Updated: 5 March 2014", "Published: 3 March 2014"], date(2014, 3, 3)),
        (["5 March 2014", "Updated 7 March 2014"], date(2014, 3, 5)),
        (["Published 3 March 2014 | Updated 5 March 2014"], date(2014, 3, 3)),
        (["Last updated 5 March 2014; first published 3 March 2014"], date(2014, 3, 3)),
    ):
        assert read_page("\n\n".join([*head, *lines, _LONG, _LONG])).published == day


def test_date_of_something_else_is_not_the_date_of_the_text() -> None:
    """A date line deep in the article is furniture, and dates nothing."""
    text = f"The board decides nothing once more\n\n{_LONG}\n\n{_LONG}\n\n{_LONG}\n\n3 March 2014\n\n{_LONG}\n\n{_LONG}"
    page = read_page(text)
    assert page.published is None
    assert "3 March 2014" not in _body(text, page)


def test_dateline_dates_a_text_without_a_date_line() -> None:
    """A dateline with a year is a printed date; one without a year is none."""
    rest = "Negotiators from eleven coastal states came close to an agreement on shared fishing grounds early on Monday."
    assert read_page(f"GENEVA, 3 March 2014 (Wire) — {rest}\n\n{rest}").published == date(2014, 3, 3)
    assert read_page(f"GENEVA, March 3 (Wire) — {rest}\n\n{rest}").published is None


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("GENEVA, 3 March 2014. ", date(2014, 3, 3)),
        ("ST. AUBIN, NL, March 3, 2014: ", date(2014, 3, 3)),
        ("КОЛЬСК, 3 марта 2014 года. ", date(2014, 3, 3)),
        ("КОЛЬСК, 3 марта. ", None),
        ("In GENEVA, 3 March 2014. ", None),
    ],
)
def test_dateline_of_a_release_needs_no_dash(opening: str, day: date | None) -> None:
    """A ministry writes place, day and a full stop; a day without a year is still no date."""
    rest = "Negotiators from eleven coastal states came close to an agreement on shared fishing grounds early on Monday."
    assert read_page(f"{opening}{rest}\n\n{rest}").published == day


def test_instant_needs_a_printed_offset() -> None:
    """Time and offset give an instant in UTC and leave the printed day alone."""
    page = read_page(f"The board decides nothing\n\n2014-03-03T00:30:00+03:00\n\n{_LONG}\n\n{_LONG}")
    assert (page.published, page.published_at) == (date(2014, 3, 3), datetime(2014, 3, 2, 21, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "unit",
    ["By ", "Share ", "© ", "(", "photo ", "follow @", "March 3, 2014 | ", "a\n", "Read more:\n", "x. ", "/", "contributed "],
)
def test_ten_times_the_text_is_ten_times_the_work(unit: str) -> None:
    """Whatever a page repeats, the number of calls grows with its length and no faster."""
    read_page(unit)
    small, large = (calls(lambda text=unit * count: read_page(text)) for count in (2_000, 20_000))  # type: ignore[misc]
    assert large < 13 * small


@pytest.mark.parametrize(
    ("unit", "opening"),
    [
        ("September 8, 2016\n", ""),
        ("By Ann Lee\n", ""),
        ("Updated: 8 September 2016\n", f"{_LONG}\n{_LONG}\n"),
        ("© 2016 The Post\n", f"The Bridge Is Open\nBy Ann Lee\n{_LONG}\n{_LONG}\n"),
        ("Go Home\nMay {n}, 2014\n", f"The Bridge Is Open\nBy Ann Lee\n{_LONG}\n{_LONG}\n"),
        ("A Great Day For Ward {n}\n", ""),
        (f"{_LONG}\n", ""),
        ("It is.\n", "The Bridge Is Open\nBy Ann Lee\n"),
        ("Comments\n", ""),
    ],
)
def test_ten_times_the_lines_are_ten_times_the_work(unit: str, opening: str) -> None:
    """However many lines of one kind a page has, each is looked at a few times, and not with all others."""
    pages = [opening + "".join(unit.replace("{n}", str(n)) for n in range(count)) + _LONG for count in (100, 1_000)]
    read_page(pages[0])
    small, large = (steps(lambda page=page: read_page(page)) for page in pages)  # type: ignore[misc]
    assert large < 13 * small


def test_a_label_is_compared_with_the_start_of_the_article_and_not_with_all_of_it_each_time() -> None:
    """What a long opening holds is gathered once, however many lines might be the headline."""
    labels = "".join(f"What The Council Of Ward Number {n} Did\n" for n in range(40))
    small, large = (calls(lambda count=count: read_page(labels + f"{_LONG} " * count)) for count in (1, 50))  # type: ignore[misc]
    assert large < 3 * small
