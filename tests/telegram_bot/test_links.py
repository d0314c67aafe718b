"""Links to quotations: shared, opened, and opened again after their documents changed."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.server import BOT
from botapi.transcript import transcript
from briefbot.archive import Archive
from briefbot.dialogue.pages import anchor_of
from briefbot.model import Span
from briefbot.rendering.blocks import Cited
from briefbot.rendering.citations import listed
from briefbot.wording.locale import ENGLISH, reader_locale

ASK = "What did Henrik Dahl say about the lighthouse?"
WORDS = "The lighthouse will be painted green before the end of May,"
BEFORE = "The coast guard met in Port Anders on Monday."
AFTER = "Nobody in the town had been asked."
ARTICLE = {
    "id": "light",
    "title": "A green light",
    "source": "The Harbour Post",
    "published": "2017-03-04",
    "language": "en",
    "text": f'{BEFORE}\n\n"{WORDS}" Henrik Dahl told reporters.\n\n{AFTER}',
}


def bring(deployment: Deployment, **changed: Any) -> None:
    """Bring the article in, with other words where some are given."""
    path = deployment.folder / "light.jsonl"
    path.write_text(json.dumps({**ARTICLE, **changed}) + "\n")
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        briefbot.ingest([str(path)], BytesIO())
        briefbot.refresh()


def pressed(api: BotApi, message: Sent, label: str) -> None:
    """Press a button, and wait until it has done what it does."""
    count = len(api.toasts)
    api.press(message, label)
    api.wait(lambda: len(api.toasts) > count)


def chosen(api: BotApi, answer: Sent) -> None:
    """Open the menu of the first quotation; of a single one it is there already."""
    if "1" in answer.labels:
        pressed(api, answer, "1")
        api.wait(lambda: "Share" in answer.labels)


def link_of(api: BotApi, chat: int = 7, ask: str = ASK) -> str:
    """Ask for the quotation, and share it: what its link carries."""
    before = len(api.to(chat))
    api.say(chat, ask)
    answer = api.answers(chat, before + 1)[-1]
    chosen(api, answer)
    return str(answer.button("Share")["switch_inline_query"]).removeprefix("link:")


def opened(api: BotApi, payload: str, chat: int = 7) -> Sent:
    """What a link opens."""
    before = len(api.to(chat))
    api.say(chat, f"/start {payload}")
    return api.answers(chat, before + 1)[-1]


@pytest.fixture
def light(deployment: Deployment) -> Deployment:
    """An archive with the article."""
    bring(deployment)
    return deployment


def test_a_quotation_shared_and_opened(light: Deployment, snapshot: SnapshotAssertion) -> None:
    """A link opens its quotation in context, for another person too, with buttons that work there as under an answer."""
    with light.running():
        payload = link_of(light.api)
        message = opened(light.api, payload, chat=8)
        pressed(light.api, message, "Source")
        light.api.answers(8, 2)
        for count, line in ((3, "context 1"), (4, "what else did he say?")):
            light.api.say(8, line)
            light.api.answers(8, count)
        assert transcript(light.api.answers(8, 4)) == snapshot
    assert WORDS in message.quotes()[0]
    assert BEFORE in message.quotes()[0]
    assert AFTER in message.quotes()[0]


def test_a_quotation_has_one_link(light: Deployment) -> None:
    """Shared again, by another person, after a restart, and moved within its document, it has the link that it had."""
    with light.running():
        payload = link_of(light.api)
        assert link_of(light.api, chat=8) == payload
    bring(light, text=f"Port Anders, a town.\n\n{ARTICLE['text']}")
    with light.running():
        assert link_of(light.api, chat=9) == payload


def test_a_copied_citation_ends_with_its_link(light: Deployment) -> None:
    """Whoever copies a citation has the address that opens it."""
    with light.running():
        light.api.say(7, ASK)
        answer = light.api.answers(7, 1)[0]
        chosen(light.api, answer)
        payload = str(answer.button("Share")["switch_inline_query"]).removeprefix("link:")
        copied = answer.button("Copy citation")["copy_text"]["text"]
    assert copied.endswith(f" https://t.me/{BOT['username']}?start={payload}")


@pytest.mark.parametrize(
    "text",
    [
        f'A headline of two lines\n\n{BEFORE}\n\n{BEFORE}\n\n"{WORDS}" Henrik Dahl told reporters.',
        f"{BEFORE}\n\n“The  Lighthouse will be painted green, before the end of May”, Henrik Dahl told reporters.",
    ],
    ids=["moved", "spelt otherwise"],
)
def test_a_link_survives_a_new_version(light: Deployment, text: str) -> None:
    """The same words are found again, elsewhere in the text and with other spaces and marks, as they stand now."""
    with light.running():
        payload = link_of(light.api)
    bring(light, text=text)
    with light.running():
        message = opened(light.api, payload)
    assert message.text.startswith("Henrik Dahl\n")
    assert "painted green" in message.quotes()[0]
    assert message.quotes()[0] in text


def test_a_withdrawn_quotation(light: Deployment, snapshot: SnapshotAssertion) -> None:
    """Where the words are gone, the link says so, shows none, and names the document as it is now."""
    with light.running():
        payload = link_of(light.api)
    bring(light, text=f"{BEFORE}\n\nNothing was decided.", title="A light")
    with light.running():
        message = opened(light.api, payload)
    assert "green" not in message.text
    assert transcript([message]).replace(_today(), "TODAY") == snapshot


@pytest.mark.parametrize("name", ["Ivo Kranz", None])
def test_a_corrected_quotation(light: Deployment, name: str | None, snapshot: SnapshotAssertion) -> None:
    """Where the words are another's by now, or nobody's, the link shows that, and says that it named another."""
    with light.running() as bot:
        payload = link_of(light.api)
        start = ARTICLE["text"].index(WORDS)
        assert bot._updates._service.briefbot.correct("light", Span(start, start + len(WORDS)), name)
        message = opened(light.api, payload)
    assert transcript([message]).replace(_today(), "TODAY") == snapshot
    assert message.quotes()[0].startswith(BEFORE)


def test_a_fuller_name_is_no_correction(light: Deployment) -> None:
    """Where the archive knows somebody's full name by now, nothing was corrected."""
    bring(light, text=ARTICLE["text"].replace("Henrik Dahl", "Dahl"))
    with light.running():
        payload = link_of(light.api, ask=ASK.replace("Henrik ", ""))
    bring(light)
    with light.running():
        message = opened(light.api, payload)
    assert message.text.startswith("Henrik Dahl\n")


@pytest.mark.parametrize("payload", ["q", "qzz", "q" + "z" * 63, "hello", "0", "q1-"])
def test_a_link_that_leads_nowhere(light: Deployment, payload: str) -> None:
    """What no link carries gets a sentence, and the welcome that everybody gets."""
    with light.running():
        light.api.say(7, f"/start {payload}")
        said, welcome = light.api.answers(7, 2)
    assert said.text.startswith("That link leads to no quotation")
    assert welcome.text.startswith("Briefbot answers who said what")


def test_a_private_bot_opens_links_for_those_let_in(light: Deployment) -> None:
    """A stranger with a link is told their number, as with a question."""
    with light.running(private=True):
        payload = link_of(light.api, ADMIN)
        assert opened(light.api, payload, 7).text.startswith("This bot is private")


def test_without_inline_mode_the_link_is_shared(deployment: Deployment) -> None:
    """Where the bot has no inline mode, "Share" asks into which chat the link shall go."""
    bring(deployment)
    deployment.api.inline_mode = False
    with deployment.running():
        deployment.api.say(7, ASK)
        answer = deployment.api.answers(7, 1)[0]
        chosen(deployment.api, answer)
        shared = f"https://t.me/share/url?url=https%3A%2F%2Ft.me%2F{BOT['username']}%3Fstart%3Dq"
        assert str(answer.button("Share")["url"]).startswith(shared)


def test_a_report_from_an_opened_link(light: Deployment) -> None:
    """Under a quotation that a link opened, "Wrong speaker?" works."""
    light.api.group(ADMIN, type="private")
    with light.running():
        message = opened(light.api, link_of(light.api), 8)
        pressed(light.api, message, "Wrong speaker?")
        (report,) = light.api.answers(ADMIN, 1)
    assert WORDS in report.quotes()[0]


def _today() -> str:
    """The day on which the links of a test were made, as the bot writes it."""
    return ENGLISH.day(datetime.now(UTC).date())


SITE = "https://briefbot.example"


def test_with_pages_links_lead_to_the_words_in_their_article(light: Deployment) -> None:
    """The title under a quotation, what is copied, what inline mode brings; and the address opens them in the chat too."""
    with light.running(web_url=SITE):
        light.api.say(7, ASK)
        answer = light.api.answers(7, 1)[0]
        titled = [entity.url for entity in answer.entities if entity.url]
        chosen(light.api, answer)
        payload = str(answer.button("Share")["switch_inline_query"]).removeprefix("link:")
        copied = answer.button("Copy citation")["copy_text"]["text"]
        page = light.api.inline_answer(light.api.type(7, f"link:{payload}"))
        address = f"{SITE}/d/light#{payload}"
        light.api.say(7, f"/open {address}")
        message = light.api.answers(7, 2)[1]
    assert titled == [f"{SITE}/d/light#{anchor_of(WORDS)}"]
    assert copied.endswith(f" {address}")
    assert page.results[0].links == [*titled, address]
    assert page.results[0].text.endswith("See it in the article")
    assert WORDS in message.quotes()[0]
    assert titled[0] in message.html


def test_with_pages_what_a_digest_tells_leads_there_too(light: Deployment) -> None:
    """Every paper of a statement, to the words in it."""
    with Archive.open(light.url, light.folder) as briefbot:
        (found, *_) = briefbot.ask(ASK, datetime.now(UTC).date())[1].citations
    other = replace(found, document=replace(found.document, source="Valley Wire"))
    (block,) = listed([replace(found, also=(other,))], 1, reader_locale("ru", site=SITE))
    assert isinstance(block, Cited)
    assert block.source
    address = f"{SITE}/d/light#{anchor_of(found.text)}"
    assert [block.source.url, *(piece.url for line in block.below for piece in line if piece.place)] == [address, address]
