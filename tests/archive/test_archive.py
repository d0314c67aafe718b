"""An opened archive: what answers show is what is stored, whatever was brought in and asked."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive
from briefbot.chat.conversation import Conversation
from briefbot.dialogue.replies import Answered, Context, Reply
from briefbot.language.text import paragraphs
from briefbot.model import Kind
from briefbot.rendering import records
from briefbot.rendering.text import Style, lines
from support.articles import article, token
from support.documents import news
from support.program import opened_again

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
QUESTIONS = st.sampled_from(
    [
        "What did Agnes Holm say about the bridge?", "Who said nobody was hurt?", "and about schools?", "rivers",
        "What about money?", "What did the Harbour Board say?", "art",
        "Bruno Castell", "What did he say?", "more", "/more", "anything else?",
    ]
)  # fmt: skip
LOOKS = st.builds("{} {}".format, st.sampled_from(["context", "source"]), st.integers(1, 7))


def ingest(briefbot: Archive, *articles: Mapping[str, object]) -> None:
    """Bring in these records."""
    report = briefbot.ingest(["-"], BytesIO("".join(json.dumps(record) + "\n" for record in articles).encode()))
    assert not report.failed


def check_shown(reply: Reply, texts: dict[str, str]) -> None:
    """Hold every text that a reply shows as somebody's or an article's words to the stored texts."""
    styled = [piece for line in lines(reply) for piece in line.pieces]
    if isinstance(reply, Context):
        text = texts[reply.citation.document.id]
        around = "".join(words for words, style in styled if style in {Style.WORDS, Style.AROUND})
        whole = [span.of(text) for span in (reply.before, reply.paragraph, reply.after) if span]
        assert around == "".join(whole)
        assert [words for words, style in styled if style is Style.WORDS] == [reply.citation.text]
    if isinstance(reply, Answered):
        answer = reply.answer
        cited = [*answer.near, *answer.citations]
        shown = [words for words, style in styled if style is Style.WORDS]
        assert len(shown) == len(cited)
        before = {one.context.of(texts[one.document.id]) for one in cited if one.context}
        assert {words for words, style in styled if style is Style.AROUND} <= before
        for words, citation in zip(shown, cited, strict=True):
            bare = words[1:-1] if citation.kind is Kind.DIRECT and not citation.parts else words
            stored = texts[citation.document.id]
            assert bare == stored[citation.span.start : citation.span.end]
            assert any(paragraph.contains(citation.span) for paragraph in paragraphs(stored))
        for quote, citation in zip(records.answer(None, "?", answer)["quotes"], answer.citations, strict=True):
            assert quote["text"] == texts[quote["document"]][quote["start"] : quote["end"]]
            assert quote["speaker"] == citation.speaker
            own = [texts[quote["document"]][part["start"] : part["end"]] for part in quote["parts"]]
            assert all(words in quote["text"] for words in own)
            assert " ".join(own) == (citation.own if own else "")
        places = sorted((citation.document.id, citation.span) for citation in answer.citations)
        assert not any(one[0] == other[0] and one[1].overlaps(other[1]) for one, other in pairwise(places))


@settings(max_examples=40)
@given(
    texts=st.lists(news(), min_size=1, max_size=4),
    typed=st.lists(QUESTIONS | LOOKS, min_size=1, max_size=6),
)
def test_all_words_shown_are_slices_of_stored_documents(
    new_archive: Callable[[], Archive], texts: list[str], typed: list[str]
) -> None:
    """Answers, further ones, the text around them, in lines and in JSON: verbatim, apart, within one paragraph."""
    briefbot = new_archive()
    ingest(briefbot, *({"id": f"d{number}", "text": text, "language": "en"} for number, text in enumerate(texts)))
    stored = {item.document.id: item.document.text for item in briefbot.store.documents(briefbot.store.keys())}
    assert stored == {f"d{number}": text for number, text in enumerate(texts)}
    talk = Conversation(briefbot, "test")
    shown: list[tuple[str, int, int]] = []
    for line in typed:
        reply = talk.say(line, NOW)
        check_shown(reply, stored)
        if isinstance(reply, Answered):
            page = [(c.document.id, c.span.start, c.span.end) for c in reply.answer.citations]
            shown = page if reply.first_number == 1 else shown + page
            assert len(shown) == len(set(shown))


@settings(max_examples=25)
@given(texts=st.lists(news(), min_size=1, max_size=3), question=QUESTIONS)
def test_a_limit_never_adds_results(new_archive: Callable[[], Archive], texts: list[str], question: str) -> None:
    """What a person limits by hand, by speaker, publisher or day, lets nothing through that does not fit."""
    briefbot = new_archive()
    for number, text in enumerate(texts):
        ingest(
            briefbot,
            {"id": f"d{number}", "text": text, "language": "en", "source": f"P{number}", "published": f"201{number}-05-06"},
        )
    limits = [
        Asked(speaker="Agnes Holm"),
        Asked(source="P1"),
        Asked(since=date(2011, 1, 1)),
        Asked(until=date(2010, 12, 31)),
    ]
    for asked in limits:
        for citation in briefbot.ask(question, NOW.date(), asked, 50)[1].citations:
            assert asked.speaker is None or citation.speaker in ("Agnes Holm", "Holm")  # all that "Ms. Holm" tells
            assert asked.source is None or citation.document.source == "P1"
            day = citation.document.published
            assert asked.since is None or (day is not None and day >= asked.since)
            assert asked.until is None or (day is not None and day <= asked.until)


def test_what_came_in_step_by_step_answers_like_what_came_at_once(new_archive: Callable[[], Archive]) -> None:
    """An index that grew, with updates on the way, ranks as one that was made anew."""
    grown, whole = new_archive(), new_archive()
    for number in range(0, 40, 5):
        ingest(grown, {**article(number), "text": "Another text that is replaced."})
        grown.refresh()
        ingest(grown, *(article(n) for n in range(number, number + 5)))
        grown.refresh()
    ingest(whole, *(article(number) for number in range(40)))
    for words in ("bridge", "Agnes Holm river", token(17), "council Thursday"):
        assert grown.search(words, 40) == whole.search(words, 40)
    for question in ("What did Agnes Holm say about the bridge?", "Who spoke of the tram line?"):
        answers = [briefbot.ask(question, NOW.date())[1].citations for briefbot in (grown, whole)]
        told = [[(c.document.id, c.span, c.speaker, round(c.score, 6)) for c in answer] for answer in answers]
        assert told[0] == told[1]


def test_one_archive_opened_twice_is_one_archive(new_archive: Callable[[], Archive]) -> None:
    """What one brings in, the other finds, without being opened anew."""
    one = new_archive()
    with opened_again(one) as other:
        assert other.search(token(1), 1) == []
        ingest(one, article(1))
        assert other.search(token(1), 1) == ["a0001"]
        ingest(other, article(2))
        assert one.search(token(2), 1) == ["a0002"]
