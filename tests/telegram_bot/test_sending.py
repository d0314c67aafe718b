"""What an admin sends to the bot is brought in, told as it was understood, and can be taken back or corrected."""

import io
import re
import signal
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from botapi import BotApi, Sent, Trouble
from botapi.deployment import ADMIN, Deployment, process
from botapi.server import TOKEN
from briefbot.archive import Archive
from briefbot.archive.sent import of_post
from briefbot.feeds.model import Post, TelegramChannel
from briefbot.fetching import Fetcher
from briefbot.store.store import Store
from briefbot.store.submissions import Submission, Task
from briefbot.telegram import receiving
from briefbot.telegram.bot import TelegramBot
from support.program import ROOT
from support.web import Page, Site, serving

SAID = "“We shall paint the lighthouse green before the winter storms arrive,” said Odile Brack."
REST = "<p>The harbour was quiet, and the council met again on Tuesday to speak of its budget for repairs.</p>" * 8
HEAD = (
    "<head><title>Lighthouse to be painted</title><meta property='og:site_name' content='Harbour Gazette'>"
    "<meta property='article:published_time' content='2016-09-08'>{}</head>"
)
ARTICLE = f"<html lang='en'>{HEAD}<body><article><h1>Lighthouse to be painted</h1><p>{SAID}</p>{REST}</article></body></html>"
QUESTION = "What did Odile Brack say about the lighthouse?"
CHANNEL = -1001234567890
MOMENT = int(datetime(2016, 9, 8, 12, 30, tzinfo=UTC).timestamp())


def article(extra: str = "") -> Page:
    """A page with one quotation."""
    return Page(ARTICLE.format(extra).encode())


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    with serving() as served:
        yield served


@pytest.fixture
def bot(deployment: Deployment) -> Iterator[TelegramBot]:
    """A bot that may fetch from loopback."""
    deployment.api.group(ADMIN, type="private")
    with deployment.running(fetcher=Fetcher({"127.0.0.1"})) as running:
        yield running


def answer(api: BotApi, line: str, chat: int = ADMIN, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def file_answer(api: BotApi, content: bytes, name: str, size: int | None = None) -> Sent:
    """What the bot says to a file."""
    before = len(api.to(ADMIN))
    api.send_file(ADMIN, content, name, size=size)
    return api.answers(ADMIN, before + 1)[-1]


def press(api: BotApi, message: Sent, label: str) -> str:
    """Press a button, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, label)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


@pytest.mark.usefixtures("bot")
def test_a_link_is_brought_in_and_told_as_it_was_understood(api: BotApi, site: Site) -> None:
    """A bare address in an admin's chat: title, publisher, date, quotations with who speaks; and it is in answers at once."""
    site.pages["/a"] = article()
    told = answer(api, site.url("/a"))
    assert told.text.splitlines() == [
        "Lighthouse to be painted",
        "Brought in.",
        "Publisher: Harbour Gazette",
        "Date: 8 September 2016 (from its metadata)",
        "Quotations: 1 (Odile Brack)",
    ]
    assert told.labels == ["Undo", "Correct title", "Correct date"]
    assert any(name == "sendChatAction" for _, name, _ in api.calls)
    assert "We shall paint the lighthouse green" in answer(api, QUESTION, 7).text
    again = answer(api, f"/add {site.url('/a')}")
    assert "This is in the archive already." in again.text
    assert again.labels == ["Correct title", "Correct date"]


@pytest.mark.usefixtures("bot")
def test_a_page_that_changed_is_a_new_version_and_undo_brings_the_one_before_back(api: BotApi, site: Site) -> None:
    """Undo takes out what was brought, and no more than that."""
    site.pages["/a"] = article()
    first = answer(api, site.url("/a"))
    site.pages["/a"] = Page(article().content.replace(b"green before", b"yellow before"))
    second = answer(api, site.url("/a"))
    assert "as a new version" in second.text
    assert "lighthouse yellow" in answer(api, QUESTION, 7).text
    press(api, second, "Undo")
    api.wait(lambda: "taken out again" in second.text)
    assert second.labels == []
    assert "lighthouse green" in answer(api, QUESTION, 7).text
    press(api, first, "Undo")
    api.wait(lambda: "taken out again" in first.text)
    assert "lighthouse green" not in answer(api, QUESTION, 7).text


@pytest.mark.usefixtures("bot")
def test_undo_leaves_what_is_newer_alone(api: BotApi, site: Site) -> None:
    """Where a later version stands there by now, nothing is taken out, and that is said."""
    site.pages["/a"] = article()
    first = answer(api, site.url("/a"))
    site.pages["/a"] = Page(article().content.replace(b"green before", b"yellow before"))
    answer(api, site.url("/a"))
    before = len(api.to(ADMIN))
    press(api, first, "Undo")
    assert "It cannot be undone" in api.answers(ADMIN, before + 1)[-1].text
    assert "lighthouse yellow" in answer(api, QUESTION, 7).text


@pytest.mark.usefixtures("bot")
def test_a_title_and_a_date_are_corrected_and_stay_so(api: BotApi, site: Site) -> None:
    """The next message is the answer; what a person says holds for later versions of the document too."""
    site.pages["/a"] = article()
    told = answer(api, site.url("/a"))
    press(api, told, "Correct title")
    api.wait(lambda: "Send the right title" in api.to(ADMIN)[-1].text)
    assert "Corrected." in answer(api, "  A green   lighthouse ").text
    press(api, told, "Correct date")
    api.wait(lambda: "day of publication" in api.to(ADMIN)[-1].text)
    assert "no date that can be read" in answer(api, "tomorrow or so").text
    assert "Corrected." in answer(api, "9 October 2017").text
    assert told.text.splitlines()[0] == "A green lighthouse"
    assert "Date: 9 October 2017" in told.text
    site.pages["/a"] = Page(article().content.replace(b"green before", b"yellow before"))
    new = answer(api, site.url("/a"))
    assert new.text.startswith("A green lighthouse\n")
    assert "Date: 9 October 2017" in new.text
    press(api, new, "Correct date")
    api.wait(lambda: "day of publication" in api.to(ADMIN)[-1].text)
    answer(api, "-")
    assert "Date: unknown" in new.text
    assert new.labels == ["Undo", "Correct title", "Correct date", "Undo corrections"]
    press(api, new, "Undo corrections")
    api.wait(lambda: new.text.startswith("Lighthouse to be painted\n"))
    assert "Date: 8 September 2016 (from its metadata)" in new.text
    assert new.labels == ["Undo", "Correct title", "Correct date"]


@pytest.mark.usefixtures("bot")
def test_what_is_asked_can_be_cancelled(api: BotApi, site: Site) -> None:
    """After it, a line is a question again; the button itself says when there is nothing to cancel any more."""
    site.pages["/a"] = article()
    told = answer(api, site.url("/a"))
    before = len(api.to(ADMIN))
    press(api, told, "Correct title")
    asked = api.answers(ADMIN, before + 1)[-1]
    assert asked.labels == ["Cancel"]
    press(api, asked, "Cancel")
    api.wait(lambda: asked.text == "Nothing was changed.")
    assert "We shall paint" in answer(api, QUESTION).text
    assert told.text.startswith("Lighthouse to be painted")


def test_what_was_asked_long_ago_is_not_answered_by_a_question(deployment: Deployment, site: Site) -> None:
    """After ten minutes a line is a question again, for nobody remembers having been asked."""
    api, now = deployment.api, [datetime.now(UTC)]
    site.pages["/a"] = article()
    with deployment.running(fetcher=Fetcher({"127.0.0.1"}), clock=lambda: now[0]):
        told = answer(api, site.url("/a"))
        press(api, told, "Correct title")
        api.wait(lambda: "Send the right title" in api.to(ADMIN)[-1].text)
        now[0] += timedelta(minutes=11)
        assert "We shall paint" in answer(api, QUESTION).text


@pytest.mark.usefixtures("bot")
def test_the_feed_of_a_page_is_followed_by_a_button(deployment: Deployment, api: BotApi, site: Site) -> None:
    """Where a page names a feed that is not followed yet; then the button is gone."""
    site.pages["/a"] = article("<link rel='alternate' type='application/rss+xml' href='/feed' title='Harbour'>")
    told = answer(api, site.url("/a"))
    assert "Add this feed" in told.labels
    assert press(api, told, "Add this feed") == "The feed is added: its articles come in from now on."
    api.wait(lambda: "Add this feed" not in told.labels)
    store = Store(deployment.url)
    with store.read() as work:
        assert [(feed.address, feed.title) for feed in work.feeds.all()] == [(site.url("/feed"), "Harbour")]
    store.close()
    assert "Add this feed" not in answer(api, site.url("/a")).labels


@pytest.mark.usefixtures("bot")
def test_a_link_of_anybody_else_is_a_question(api: BotApi, site: Site) -> None:
    """Nothing is fetched for who is no admin, nor for an admin who writes more than a link."""
    site.pages["/a"] = article()
    answer(api, site.url("/a"), 7)
    assert answer(api, f"/add {site.url('/a')}", 7).text == "That command is for the admins of this bot."
    answer(api, f"What is said at {site.url('/a')}?")
    assert site.asked == []


FILES = [
    ("report.html", ARTICLE.format("").encode(), "Lighthouse to be painted"),
    ("statement.txt", f"Lighthouse\n\n{SAID}\n\n{'The council met again on Tuesday. ' * 9}".encode(), "Odile Brack"),
    ("records.json", b'{"headline": "Paint", "body": "\\"We shall paint it green,\\" said Odile Brack."}', "Paint"),
]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("name", "content", "shown"), FILES, ids=[name for name, *_ in FILES])
def test_a_file_is_brought_in(api: BotApi, name: str, content: bytes, shown: str) -> None:
    """In any format that can be read; the same one again is the same document, another of its name another one."""
    told = file_answer(api, content, name)
    assert shown in told.text
    assert "Brought in." in told.text
    assert "Quotations: 1 (Odile Brack)" in told.text
    assert "in the archive already" in file_answer(api, content, name).text
    assert "Brought in." in file_answer(api, content.replace(b"green", b"yellow").replace(b"Odile", b"Odilia"), name).text


@pytest.mark.usefixtures("bot")
def test_files_of_offices_are_brought_in(api: BotApi) -> None:
    """PDF, a word processor's document and a mail, as the command line reads them."""
    formats = ROOT / "tests" / "data" / "formats"
    for path in (formats / "pdf" / "one_column.pdf", formats / "docx" / "report.docx", formats / "e-mail" / "plain.eml"):
        assert "Brought in." in file_answer(api, path.read_bytes(), path.name).text, path.name


@pytest.mark.usefixtures("bot")
def test_a_zip_of_many_is_summed_up(api: BotApi) -> None:
    """How many came, the first by title, what could not be read; one button takes all of them back."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(40):
            archive.writestr(f"{number:02}.html", ARTICLE.format("").replace("winter", f"winter of {number}"))
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n\0\0")
    told = file_answer(api, packed.getvalue(), "all.zip")
    assert told.text.startswith("40 documents\n40 new")
    assert "… and 35 documents more" in told.text
    assert told.labels == ["Undo"]
    press(api, told, "Undo")
    api.wait(lambda: told.text == "40 documents were taken out again.")
    assert "We shall paint" not in answer(api, QUESTION, 7).text


@pytest.mark.usefixtures("bot")
def test_what_cannot_be_read_is_told_in_a_sentence(api: BotApi, site: Site) -> None:
    """For each thing that can be wrong, what it is; nothing is kept, and the bot goes on."""
    site.pages["/broken"] = Page(status=500)
    site.pages["/empty"] = Page(b"<html><body></body></html>")
    formats = ROOT / "tests" / "data" / "formats"
    picture, damaged = ((formats / "pdf" / f"{name}.pdf").read_bytes() for name in ("picture", "damaged"))
    cases = [
        (answer(api, site.url("/gone")), "there is no such page (404)"),
        (answer(api, site.url("/broken")), "the server has a fault of its own (500)"),
        (answer(api, site.url("/empty")), "there is no text in it"),
        (answer(api, "http://localhost:1/"), "localhost is in a private network, and nothing is fetched from there"),
        (answer(api, "https://nobody.invalid/"), "no computer of the name nobody.invalid is known"),
        (answer(api, "https://user:word@example.org/"), "an address with a name or password in it is not fetched"),
        (file_answer(api, b"", "nothing.txt"), "there is no text in it"),
        (file_answer(api, picture, "scan.pdf"), "there is no text in it: its pages are pictures"),
        (file_answer(api, damaged, "damaged.pdf"), "it is damaged"),
        (file_answer(api, locked_pdf(), "locked.pdf"), "it is locked with a password"),
        (file_answer(api, b"\0\1\2\3" * 99, "game.exe"), "it is in no format that can be read"),
    ]
    for told, reason in cases:
        assert re.fullmatch(rf".+ was not brought in: {re.escape(reason)}.*\.", told.text), told.text
        assert told.labels == []
    assert "larger than 20 MB" in file_answer(api, b"x" * (20 * 2**20 + 1), "film.txt", size=0).text
    assert "larger than 20 MB" in file_answer(api, b"x", "film.txt", size=21 * 2**20).text


def locked_pdf() -> bytes:
    """A PDF that cannot be opened without its password."""
    head = b"%PDF-1.4\n"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>",
    ]
    body, places = head, []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00><00>] >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + trailer


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_is_brought_in(api: BotApi) -> None:
    """Its text; the channel as publisher, its own date, and its address where the channel is public."""
    api.channel(CHANNEL, "Harbour Wire", "harbourwire")
    before = len(api.to(ADMIN))
    api.forward(ADMIN, CHANNEL, 12, SAID, at=MOMENT)
    told = api.answers(ADMIN, before + 1)[-1]
    assert told.text.splitlines() == [
        "t.me/harbourwire/12",
        "Brought in.",
        "Title: unknown",
        "Publisher: Harbour Wire",
        "Date: 8 September 2016 (from its post in Telegram)",
        "Quotations: 1 (Odile Brack)",
    ]
    assert told.labels == ["Undo", "Correct title", "Correct date", "Take posts of this channel"]
    shown = answer(api, QUESTION, 7)
    assert "Harbour Wire" in shown.text
    assert "https://t.me/harbourwire/12" in shown.html


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_of_anybody_else_is_a_question(api: BotApi) -> None:
    """Nothing of it is kept as a document."""
    api.channel(CHANNEL, "Harbour Wire", "harbourwire")
    api.forward(7, CHANNEL, 12, SAID, at=MOMENT)
    assert "Harbour Wire" not in api.answers(7, 1)[-1].text


@pytest.mark.usefixtures("bot")
def test_nobody_waits_for_a_site_that_hangs(api: BotApi, site: Site) -> None:
    """Questions in the same chat and in others are answered while a page drips, and so is another link."""
    site.pages["/slow"] = Page(article().content, drip=30.0)
    site.pages["/a"] = article()
    api.say(ADMIN, site.url("/slow"))
    api.wait(lambda: site.asked)
    assert "Lighthouse to be painted" in answer(api, site.url("/a")).text
    assert "We shall paint" in answer(api, QUESTION).text
    assert "We shall paint" in answer(api, QUESTION, 7).text


@pytest.mark.usefixtures("bot")
def test_an_outage_of_telegram_is_waited_for(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be asked for just now is asked for again; one that Telegram has no more is named."""
    monkeypatch.setattr(receiving, "_RETRY", 0.05)
    api.trouble.append(Trouble(502, "Bad Gateway", "getFile", times=4))
    assert "Brought in." in file_answer(api, ARTICLE.format("").encode(), "report.html").text
    api.trouble.append(Trouble(400, "Bad Request: wrong file_id", "getFile"))
    told = file_answer(api, b"text", "gone.txt")
    assert told.text == "gone.txt was not brought in: Telegram does not hand it out."


def test_what_ends_the_process_each_time_is_given_up(deployment: Deployment) -> None:
    """After three starts that did not finish it; the others are done."""
    api, store = deployment.api, Store(deployment.url)
    api.group(ADMIN, type="private")
    with store.write() as work:
        number = work.submissions.add(Submission(Task.ADDRESS, {"address": "http://localhost/a"}, ADMIN), datetime.now(UTC))
        for _ in range(3):
            work.submissions.begin(number)
    store.close()
    with deployment.running():
        told = api.answers(ADMIN, 1)[0].text
    assert told == "http://localhost/a was not brought in: reading it failed several times."


def test_what_was_stored_before_a_kill_is_told_as_new(deployment: Deployment) -> None:
    """Brought in, and not answered: after the restart it can still be taken back, and what was there before cannot."""
    api = deployment.api
    api.group(ADMIN, type="private")
    post = Post(TelegramChannel(CHANNEL, "Harbour Wire", "harbourwire"), 12, SAID, datetime.fromtimestamp(MOMENT, UTC))
    with Archive.open(deployment.url, deployment.folder) as archive:
        with archive.store.write() as work:
            work.submissions.begin(work.submissions.add(Submission(Task.POST, post.record(), ADMIN), datetime.now(UTC)))
        archive.intake.take_in([of_post(post)])
        archive.refresh()
        with archive.store.write() as work:
            work.submissions.add(Submission(Task.POST, post.record(), ADMIN), datetime.now(UTC))
    with deployment.running():
        told = {"Undo" in one.labels: one for one in api.answers(ADMIN, 2)}
        assert "Brought in." in told[True].text
        assert "in the archive already" in told[False].text


@pytest.mark.slow
def test_a_kill_in_the_middle_means_that_it_is_done_once_after_the_restart(deployment: Deployment) -> None:
    """What was being fetched is fetched again, answered once, and is one document."""
    api = deployment.api
    api.file_delay = 60.0
    with process(deployment, BRIEFBOT_ADMINS=str(ADMIN)) as running:
        api.send_file(ADMIN, ARTICLE.format("").encode(), "report.html")
        api.wait(lambda: api.files_asked, 40)
        running.send_signal(signal.SIGKILL)
        running.wait()
    api.file_delay = 0.0
    assert api.to(ADMIN) == []
    with process(deployment, BRIEFBOT_ADMINS=str(ADMIN)) as running:
        assert "Brought in." in api.answers(ADMIN, 1, 40)[0].text
        assert "Undo" in api.to(ADMIN)[0].labels
        running.terminate()
        assert running.wait(30) == 0
    assert len(api.to(ADMIN)) == 1
    log = (deployment.folder / "log").read_text()
    assert TOKEN.partition(":")[2] not in log


@pytest.mark.usefixtures("bot")
def test_an_admin_is_answered_in_their_language(api: BotApi, site: Site) -> None:
    """What was understood, and why something was not, in Russian too."""
    site.pages["/a"] = article()
    told = answer(api, site.url("/a"), language="ru")
    assert "Издание: Harbour Gazette" in told.text
    assert "Отменить" in told.labels
    gone = answer(api, site.url("/gone"), language="ru")
    assert "такой страницы нет (404)" in gone.text
