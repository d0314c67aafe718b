"""Utterances: what somebody says around the narrator's words is shown together, in the document's own slice."""

from itertools import pairwise

import pytest
from hypothesis import given

from briefbot.model import Document, Passage, Span, Utterance
from briefbot.reading.passages import analyse
from support.documents import TEXTS, news


def cut(text: str, language: str | None = "en") -> tuple[Passage, ...]:
    """The passages of a document."""
    return analyse(Document("a", text, language=language))


def shown(text: str, language: str | None = "en") -> list[str]:
    """What citations of its passages show, each once."""
    return list(dict.fromkeys(passage.shown.of(text) for passage in cut(text, language)))


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            "“We will build it,” Mayor Ann Lee said. “It will stand.” She left.",
            "“We will build it,” Mayor Ann Lee said. “It will stand.”",
            ["We will build it,", "It will stand."],
        ),
        (
            "''We will build it,'' said Ann Lee, ''and it will stand.'' She left.",
            "''We will build it,'' said Ann Lee, ''and it will stand.''",
            ["We will build it,", "and it will stand."],
        ),
        (
            "“We,” Ann Lee said, “will build it.” “It will stand for years,” she added. “No.” She left.",
            "“We,” Ann Lee said, “will build it.” “It will stand for years,” she added. “No.”",
            ["We,", "will build it.", "It will stand for years,", "No."],
        ),
        (
            "“Why should we build it?” Mayor Ann Lee asked. “It will fall.” She left.",
            "“Why should we build it?” Mayor Ann Lee asked. “It will fall.”",
            ["Why should we build it?", "It will fall."],
        ),
        (
            "“We will build it,” said Ann Lee, who called it “a gift.” She left.",
            "“We will build it,” said Ann Lee, who called it “a gift.”",
            ["We will build it,", "a gift."],
        ),
        (
            "“We are very much afraid,” a senior official said. “It may fall.” He left.",
            "“We are very much afraid,” a senior official said. “It may fall.”",
            ["We are very much afraid,", "It may fall."],
        ),
        (
            "«Мы построим мост, — сказал мэр Иван Петров. — Он будет стоять сто лет». Петров ушёл.",
            "«Мы построим мост, — сказал мэр Иван Петров. — Он будет стоять сто лет»",
            ["Мы построим мост", "Он будет стоять сто лет"],
        ),
        (
            "«Мы построим мост», — сказал мэр Иван Петров. «Он будет стоять». Петров ушёл.",
            "«Мы построим мост», — сказал мэр Иван Петров. «Он будет стоять»",
            ["Мы построим мост", "Он будет стоять"],
        ),
    ],
)
def test_words_around_a_speech_tag_are_one_utterance(text: str, whole: str, parts: list[str]) -> None:
    """From the first mark to the last, with the speaker's own words as parts; however short some of them are."""
    language = "ru" if "«" in text else "en"
    found = [passage for passage in cut(text, language) if passage.utterance]
    assert {passage.shown.of(text) for passage in found} == {whole}
    assert [part.of(text) for part in found[0].utterance.parts] == parts  # type: ignore[union-attr]  # it has one
    assert [passage.span.of(text) for passage in found] == [part for part in parts if len(part.split()) > 2]
    assert {passage.lead(ordinal) for ordinal, passage in enumerate(cut(text, language)) if passage.utterance} == {0}


@pytest.mark.parametrize(
    "text",
    [
        "“We will build it,” said Ann Lee. “It will surely fall,” said Bo Lind.",
        f"“We will build it,” said Ann Lee, {'who has been the mayor of the town ' * 3}. “It will surely stand.”",
        "“We will build it,” said Ann Lee.\n\n“It will surely stand,” she added.",
        "“We will build it,” said Ann Lee. The bridge, she added, was “a gift.”",
        f"“We will build it,” said Ann Lee. “It will stand{' for years and years' * 20}.”",
    ],
)
def test_other_words_are_not_put_together(text: str) -> None:
    """Another's, those behind much narration, in another paragraph, in a sentence of their own, or too long together."""
    assert not any(passage.utterance for passage in cut(text))
    assert len(shown(text)) > 1


def test_words_that_were_not_said_stay_in_their_sentence() -> None:
    """No speech tag makes them somebody's."""
    text = "“We will build it,” Ann Lee never said. “It will surely stand,” she did not say."
    assert not any(passage.utterance for passage in cut(text))


@given(TEXTS | news())
def test_an_utterance_is_one_persons_slice_of_a_paragraph(text: str) -> None:
    """Its parts stand in it in order, under 80 characters apart but for marks; whatever else it covers is no passage."""
    found = cut(text)
    for ordinal, passage in enumerate(found):
        utterance = passage.utterance
        if utterance is None:
            assert not any(passage.span.overlaps(other.shown) for other in found if other.utterance)
            continue
        assert passage.span in utterance.parts
        assert passage.source.speaker == found[utterance.lead].source.speaker
        assert found[utterance.lead].utterance == utterance
        assert utterance.lead <= ordinal
        assert "\n" not in utterance.span.of(text)
        for one, other in pairwise(utterance.parts):
            assert one.end <= other.start <= one.end + 90


@pytest.mark.parametrize("parts", [(), (Span(1, 3),), (Span(1, 3), Span(4, 12))])
def test_an_utterance_has_parts_within_it(parts: tuple[Span, ...]) -> None:
    """What nobody interrupts is a plain quotation."""
    with pytest.raises(ValueError, match="parts"):
        Utterance(Span(0, 10), parts, 0)
