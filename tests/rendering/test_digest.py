"""Digests as people read them, in Telegram and in the console, in both languages; and follows."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from briefbot.dialogue.replies import Digested, Followed, Following, Planned, Reply, Stopped
from briefbot.digests.contents import compile as compiled
from briefbot.digests.contents import front_page, without_follows
from briefbot.digests.model import Contents, News
from briefbot.digests.near_duplicates import fingerprint
from briefbot.digests.planning import SlotState
from briefbot.digests.schedule import WEEKDAYS
from briefbot.digests.subscription import Destination, Follow, Subscription, Told
from briefbot.language.folding import fold
from briefbot.model import Citation, Document, Kind, Span
from briefbot.rendering import digest_phrases
from briefbot.rendering.text import plain
from briefbot.telegram.views import digest
from briefbot.telegram.views.html import UNITS, units
from briefbot.telegram.views.replies import render
from briefbot.wording.locale import reader_locale
from support.digests import messages_of

UNTIL = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
BRIDGE = "We will open the new bridge before the winter, and nobody will pay a toll for it"
TRAM = "The tram can wait until the bridge has paid for itself"


def news(
    key: int, words: str, speaker: str | None = "Agnes Holm", source: str | None = "The Harbour Post", days: int = 0
) -> News:
    """A quotation that came in so many days before the last."""
    published, url = date(2026, 11, 23) - timedelta(days=days), f"https://example.org/{key}"
    document = Document(f"d{key}", words, f"Story {key} & more", source, published, url=url)
    citation = Citation(key, 0, document, Span(0, len(words)), Kind.DIRECT, speaker, 5.0 - key / 10)
    return News(citation, fingerprint(words), UNTIL - timedelta(days=days, hours=3))


def compiled_of(follows: Sequence[tuple[str, Sequence[News]]], days: int = 1) -> Contents:
    """A digest of these follows that covers so many days."""
    return compiled(follows, (), UNTIL - timedelta(days=days), UNTIL)


SEVERAL = [news(1, BRIDGE), news(2, BRIDGE, source="Valley Wire"), news(3, BRIDGE.lower(), source="Elmside Courier", days=1)]
MANY = [news(key, " ".join(f"lantern{key}x{n}" for n in range(90)), days=key % 3) for key in range(1, 30)]
DIGESTS = {
    "one paper": Digested(compiled_of([("Agnes Holm", [news(1, BRIDGE)])]), "Europe/Berlin", follows=True),
    "several papers with the same statement": Digested(
        compiled_of([("Agnes Holm on the bridge", SEVERAL), ("the tram", [news(4, TRAM, None)])], 2),
        "Europe/Berlin",
        follows=True,
    ),
    "empty": Digested(compiled_of([("Agnes Holm", ())]), "Europe/Berlin", follows=True),
    "catch-up of three days": Digested(
        compiled_of([("Agnes Holm", [news(1, BRIDGE), news(5, TRAM, days=2)])], 3), "America/New_York", follows=True
    ),
    "front page": Digested(
        without_follows(front_page([*SEVERAL[:2], news(4, TRAM, "Bruno Castell")], UNTIL - timedelta(days=1), UNTIL), ()),
        "UTC",
        follows=False,
    ),
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", DIGESTS)
def test_what_a_digest_looks_like(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    """In Telegram and in the console: each statement once, with who else tells it, and how much there is since when."""
    reply, locale = DIGESTS[name], reader_locale(language)
    head = digest_phrases.digested(reply, locale)
    messages = [message.html for message in messages_of(reply.contents, head, locale)]
    assert messages == render(reply, locale)  # what is sent is what /digest shows
    assert "\n\n──\n\n".join(messages) == snapshot(name="telegram")
    assert plain(reply, locale) == snapshot(name="console")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_long_digest_has_parts(language: str, snapshot: SnapshotAssertion) -> None:
    """Each within Telegram's limit, each with the quotations that it is the first to show whole; the rest is counted."""
    reply, locale = Digested(compiled_of([("lanterns", MANY)], 3), "Europe/Berlin", follows=True), reader_locale(language)
    messages = messages_of(reply.contents, digest_phrases.digested(reply, locale), locale)
    assert len(messages) > 2
    assert all(units(message.html) <= UNITS * 2 for message in messages)
    shown = [fingerprint for message in messages for fingerprint in message.step.quotations]
    assert len(shown) == len(set(shown)) == 12
    assert set(shown) == reply.contents.fingerprints
    assert "\n\n──\n\n".join(_shortened(message.html) for message in messages) == snapshot(name="telegram")
    assert _shortened(plain(reply, locale)) == snapshot(name="console")
    labels = [button.label for row in digest.under(reply, locale, 7) for button in row]
    assert labels == [*map(str, range(1, 13)), "17 more ›" if language == "en" else "Ещё 17 ›"]


def _shortened(words: str) -> str:
    return re.sub(r"(?: lantern\d+x\d+)+", " …", words)


def digest_at(**changes: object) -> Subscription:
    """A digest on working days in Berlin."""
    values = {"switched_on": True, "zone": "Europe/Berlin", "at": UNTIL.time().replace(hour=8), "weekdays": WEEKDAYS}
    return Subscription(1, Destination(7), UNTIL, **{**values, "first_day": date(2026, 11, 24), **changes})  # type: ignore[arg-type]  # as they are named


FOLLOWS = (Follow(4, "Agnes Holm"), Follow(9, "the tram from Valley Wire"))
LAST = (
    Told(date(2026, 11, 24), UNTIL, SlotState.EMPTY, 0, 0),
    Told(date(2026, 11, 23), UNTIL - timedelta(days=1), SlotState.SENT, 12, 87),
)
REPLIES: dict[str, Reply] = {
    "followed": Followed("Holm on the bridge", ("Agnes Holm",), "the bridge", ("Valley Wire",), 1, 5, (SEVERAL[1].citation,)),
    "followed, nothing today": Followed("Holm", ("Agnes Holm",), "", None, 0, 3, (), digest_on=True),
    "followed, nothing at all": Followed("zeppelins", (), "zeppelins", None, 0, 0, ()),
    "followed before": Followed("Holm", ("Agnes Holm",), "", None, 0, 0, (), before=True, digest_on=True),
    "following": Following(FOLLOWS, digest_at(), UNTIL + timedelta(days=1), LAST),
    "following nothing": Following((), None, None),
    "following, late": Following(
        FOLLOWS[:1], digest_at(), UNTIL, (Told(date(2026, 11, 24), UNTIL, SlotState.SKIPPED, 0, 0), LAST[1])
    ),
    "following, perhaps arrived": Following(
        FOLLOWS[:1], digest_at(), UNTIL, (Told(date(2026, 11, 24), UNTIL, SlotState.UNKNOWN, 3, 3),)
    ),
    "following, partly arrived": Following(
        FOLLOWS[:1], digest_at(), UNTIL, (Told(date(2026, 11, 24), UNTIL, SlotState.PARTLY, 3, 3),)
    ),
    "stopped": Stopped(FOLLOWS),
    "planned": Planned(digest_at(silent=True, tells_when_empty=True), UNTIL, tomorrow=True),
    "planned without a zone": Planned(digest_at(zone=None), None),
    "planned for two days": Planned(digest_at(weekdays=frozenset({0, 3})), UNTIL),
    "off": Planned(digest_at(switched_on=False), None),
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_is_said_of_follows_and_digests(language: str, snapshot: SnapshotAssertion) -> None:
    """Every reply in both languages; Telegram and the console say the same."""
    locale = reader_locale(language)
    told = {name: plain(reply, locale) for name, reply in REPLIES.items()}
    assert "\n\n".join(f"── {name}\n{words}" for name, words in told.items()) == snapshot
    for name, words in told.items():
        html = fold(" ".join(render(REPLIES[name], locale)))
        assert all(
            fold(line.split(". ", 1)[-1].strip(" —")) in html for line in words.split("\n") if line and "Story" not in line
        )


def test_the_longest_list_is_one_message() -> None:
    """Buttons end follows by changing the message that lists them."""
    follows = tuple(Follow(number, "л" * 300) for number in range(50))
    assert len(render(Following(follows, digest_at(), UNTIL, LAST))) == 1
