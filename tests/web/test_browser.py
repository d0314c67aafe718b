"""Pages in a real browser, the system's Chromium: read without scripts, by keyboard, on a phone, in the dark, by anybody.

Where there is no browser, these are skipped; CI installs one.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from briefbot.archive import Archive
from briefbot.chat.links import numbers_of
from briefbot.dialogue.links import payload
from support.articles import article
from support.pages import Visitor, pages_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: install chromium to test the pages in one")

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
LIND = "What did Dorota Lind say about the new bridge?"
SENTENCE = "is of a long report, which says nothing in particular of anything."
LONG = "\n\n".join(f"Paragraph {number} {SENTENCE}" for number in range(60))
WORDS = "The lighthouse will be painted green before the end of May"
SAID = f"“{WORDS},” Henrik Dahl told reporters. He called it “a promise”.\n\nDahl said that nobody had been asked."
LIGHT = {
    "id": "light",
    "title": "A green light for the lighthouse of Port Anders",
    "source": "The Harbour Post",
    "published": "2016-03-04",
    "url": "https://post.example/light",
    "author": "Ann Writer",
    "language": "en",
    "text": f"{LONG}\n\n{SAID}\n\n{LONG}",
}
REWORDED = ("There will be no tax on bread in this town ever", "There will be no new tax on bread in this town ever")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of some articles, of which one is long, and one statement has two wordings."""
    path = tmp_path_factory.mktemp("browser")
    records = [LIGHT, *(article(number) for number in range(60))]
    records += [
        {"id": f"tax{number}", "source": "Valley Wire", "published": f"2016-0{number + 1}-05", "language": "en",
         "text": f"“{words},” said Henrik Dahl in the town hall."} for number, words in enumerate(REWORDED)
    ]  # fmt: skip
    with Archive.open(f"sqlite:///{path}/briefbot.db", path) as opened:
        opened.ingest(["-"], BytesIO("\n".join(json.dumps(record) for record in records).encode()))
        opened.refresh()
        yield opened


@pytest.fixture(scope="module")
def visit(archive: Archive) -> Iterator[Visitor]:
    """The pages of it."""
    with pages_of(archive) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as driver:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []  # its sandbox does not work for root
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=root)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser, visit: Visitor) -> Iterator[Callable[..., Page]]:
    """Opens pages, without scripts unless told otherwise; at the end, nothing else was asked for and nothing complained of."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def complain(message: ConsoleMessage) -> None:
        if "status of 404" not in message.text:  # of a page that is not there
            complaints.append(message.text)

    def open_(path: str, **options: Any) -> Page:
        options = {"viewport": {"width": 1200, "height": 800}, "java_script_enabled": False, "locale": "en-GB", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("request", note)
        page.on("console", complain)
        page.goto(visit.root + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((visit.root, "data:"))] == []
    assert complaints == []


def path_of(question: str, **fields: str) -> str:
    """The address of a question."""
    return f"/?{urlencode({'q': question, **fields})}"


def everywhere(archive: Archive) -> list[str]:
    """A page of each kind."""
    _, answer = archive.ask("What did Henrik Dahl say about the lighthouse?", NOW.date())
    numbers_of(archive, answer.citations, NOW)
    asked = LIND, "the new bridge", "What did Angela Merkel say?"
    paths = (
        "/ /d/light /p/Henrik%20Dahl /p/Dorota%20Lind?month=2015-04 /people /compare /compare?a=Dahl&b=Lind&topic=bridge "
        "/check /check?words=The+lighthouse+will+be+painted+red+before+May /sources /s/Valley%20Wire /nothing"
    )
    return [*map(path_of, asked), path_of("and Ostby?", after=LIND), *paths.split()]


def is_in_view(page: Page, selector: str) -> bool:
    """Whether something is on the screen."""
    box, size = page.locator(selector).first.bounding_box(), page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["x"] < size["width"])


def background(page: Page, selector: str) -> str:
    """The colour behind something."""
    colour: str = page.locator(selector).first.evaluate("one => getComputedStyle(one).backgroundColor")
    return colour


def test_ask_and_see_the_words_in_their_article(opened: Callable[..., Page]) -> None:
    """From the first page to the quotation, highlighted and in view in a long text."""
    page = opened("/")
    page.get_by_label("Your question").fill("What did Henrik Dahl say about the lighthouse?")
    page.get_by_role("button", name="Ask").click()
    first = page.locator("figure.cited").first
    assert first.locator("blockquote").inner_text().startswith(f"“{WORDS}")
    original = first.get_by_role("link", name="Original page").get_attribute("href")
    assert original
    assert original.startswith("https://post.example/light#:~:text=The%20lighthouse%20will")
    first.get_by_role("link", name="See it in the article").click()
    page.wait_for_url(re.compile(r"/d/light#w\w+$"))
    asked = "mark:text('The lighthouse will')"
    assert is_in_view(page, asked)
    assert not is_in_view(page, "h1")
    assert "Henrik Dahl" in page.locator(".place", has=page.locator(asked)).locator(".who").inner_text()


def test_a_link_of_the_chat_shows_its_quotation(opened: Callable[..., Page], archive: Archive) -> None:
    """By the anchor of its number, which other anchors are not highlighted by; one that is gone is told."""
    _, answer = archive.ask("What did Henrik Dahl say about the lighthouse?", NOW.date())
    (number,) = numbers_of(archive, answer.citations[:1], NOW)
    page = opened(f"/d/light#{payload(number)}")
    assert is_in_view(page, "mark:text('The lighthouse will')")
    plain = background(opened("/d/light"), "mark:text('The lighthouse will')")
    assert background(page, "mark:text('The lighthouse will')") != plain


def test_everything_by_keyboard(opened: Callable[..., Page]) -> None:
    """The first stop skips to the content; then field, answer and article, each with its focus to be seen."""
    page = opened("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("id") == "q"
    assert page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.type("What did Henrik Dahl say about the lighthouse?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=What"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().startswith("See it in the article"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/d/light#"))
    assert is_in_view(page, "mark:text('The lighthouse will')")


def test_a_person_and_how_the_wording_changed(opened: Callable[..., Page]) -> None:
    """The picture is drawn, its table can be opened, and what fell out is struck."""
    page = opened("/p/Henrik%20Dahl")
    page.get_by_role("img", name=re.compile("Statements of Henrik Dahl by month")).wait_for()
    page.get_by_text("The same as a table").click()
    page.get_by_role("link", name="March 2016").click()
    page.get_by_role("link", name=re.compile("Remove the limit")).wait_for()
    page.go_back()
    changed = page.locator(".rewording ins, .rewording del").first
    assert "new" in changed.inner_text()


def test_a_quotation_is_checked_by_hand(opened: Callable[..., Page]) -> None:
    """What differs is struck and underlined, and the words are one click away."""
    page = opened("/check")
    page.get_by_label("The words").fill(WORDS.replace("green", "red"))
    page.get_by_label("Said to be by").fill("Dahl")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="Altered: Henrik Dahl said it otherwise.").wait_for()
    assert page.locator("del").inner_text().endswith("green")
    assert page.locator("ins").inner_text().endswith("red")
    page.get_by_role("link", name="See it in the article").click()
    assert is_in_view(page, "mark:text('The lighthouse will')")


def test_two_people_beside_each_other(opened: Callable[..., Page]) -> None:
    """In two columns where there is room, below each other where there is none."""
    for width, beside in ((1200, True), (360, False)):
        page = opened("/compare", viewport={"width": width, "height": 800})
        page.get_by_label("One person").fill("Dahl")
        page.get_by_label("Another person").fill("Lind")
        page.get_by_role("button", name="Compare").click()
        one, other = (page.locator(".pair section").nth(number).bounding_box() for number in (0, 1))
        assert one
        assert other
        assert (one["y"] == other["y"]) is beside


def test_russian_is_spoken_to_who_reads_it(opened: Callable[..., Page]) -> None:
    """By the browser's language; a link changes it, and it stays."""
    page = opened("/", locale="ru-RU")
    page.get_by_role("heading", name="Кто, что и когда сказал").wait_for()
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Who said what, and when").wait_for()
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("heading", name="Sources").wait_for()


def test_no_page_is_wider_than_a_phone(opened: Callable[..., Page], archive: Archive) -> None:
    """At 360 pixels, also with long words."""
    page = opened("/", viewport={"width": 360, "height": 740})
    for path in [*everywhere(archive), path_of("x" * 300)]:
        page.goto(_root(page) + path)
        width = page.locator("html").evaluate("one => one.scrollWidth")
        assert width <= 360, path


def _root(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def brightness(colour: str) -> int:
    """Of a colour in CSS, from 0 to 765."""
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


def test_in_the_dark_pages_are_dark(opened: Callable[..., Page]) -> None:
    """As the system says."""
    light, dark = (background(opened("/", color_scheme=scheme), "html") for scheme in ("light", "dark"))
    assert brightness(dark) < 120
    assert brightness(light) > 600


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (360, "dark")])  # what a width moves has the same colours
def test_nothing_keeps_anybody_out(opened: Callable[..., Page], archive: Archive, width: int, scheme: str) -> None:
    """Axe, which knows what screen readers and eyes need, finds no serious fault on any page."""
    page = opened("/", color_scheme=scheme, viewport={"width": width, "height": 800}, java_script_enabled=True)
    for path in everywhere(archive):
        page.goto(_root(page) + path)
        found = Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
        assert serious == [], path


def test_a_script_of_a_document_does_not_run(opened: Callable[..., Page], archive: Archive) -> None:
    """Also where the browser runs scripts."""
    text = "“<script>alert(1)</script><img src=x onerror=alert(2)> is a bridge that will stand,” said Gustav Perron in Ostby."
    archive.ingest(["-"], BytesIO(json.dumps({"id": "evil", "title": "<script>alert(3)</script>", "text": text}).encode()))
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    asked = "What did Gustav Perron say of a bridge that will stand?", "<script>alert(4)</script>"
    for path in ("/d/evil", *map(path_of, asked)):
        page = opened("/", java_script_enabled=True)
        page.on("dialog", hear)
        page.goto(_root(page) + path)
        assert page.evaluate("document.scripts.length") == page.locator('script[type="application/ld+json"]').count()
    assert said == []
