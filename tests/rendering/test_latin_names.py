"""Names in Latin letters: wherever a reader meets a speaker's name, and nowhere else."""

import pytest

from botapi.markup import parse
from briefbot.answering.questions.model import Query
from briefbot.dialogue.replies import Answered, Followed, Origin, People, Reading, Reply
from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.digests.near_duplicates import fingerprint
from briefbot.model import Answer, Citation, Document, Gap, Kind, Missing, Person, Span
from briefbot.rendering import records, text
from briefbot.telegram.views import citations, keyboards, replies
from briefbot.wording.locale import ENGLISH, ReaderLocale, reader_locale
from digests.quotations import SINCE, UNTIL
from support.digests import messages_of

NAME, LATIN = "Агнесса Холмогорова", "Agnessa Kholmogorova"
WORDS = "Мы откроем мост до зимы, обещает Агнесса Холмогорова"
CITATION = Citation(
    1, 0, Document("d", WORDS, title="Мост", source="Вестник", author=NAME, language="ru"), Span(0, len(WORDS)), Kind.DIRECT,
    NAME, 1.0,
)  # fmt: skip
GAP = Gap(Missing.SILENT, who=NAME)
SILENT = Answer(gap=GAP, near=(CITATION,))
QUERY = Query("Что сказала она?", "мост", people=(NAME,))
REPLIES: list[Reply] = [
    Answered(Answer((CITATION,), choices=(NAME,))),
    Answered(SILENT),
    People((Person(NAME, frozenset({NAME}), 1, 1),), 1),
    Reading(QUERY, SILENT),
    Followed("x", (NAME,), "мост", None, 1, 1, (CITATION,)),
]
READERS = [reader_locale(language, latin=True) for language in (None, "ru", "de")]


def around(html: str) -> str:
    """A message without what it quotes."""
    text, entities = parse(html)
    encoded = text.encode("utf-16-le")
    for one in sorted(entities, key=lambda one: -one.offset):
        if one.type.endswith("blockquote"):
            encoded = encoded[: 2 * one.offset] + encoded[2 * (one.offset + one.length) :]
    return encoded.decode("utf-16-le")


@pytest.mark.parametrize("locale", READERS)
@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_every_reply_has_the_name_in_latin_letters(reply: Reply, locale: ReaderLocale) -> None:
    """In Telegram and in the console; the words that are quoted keep theirs."""
    (html,) = replies.render(reply, locale)
    assert LATIN in around(html)
    assert NAME not in around(html)
    told = text.plain(reply, locale)
    assert LATIN in told
    assert NAME not in told.replace(WORDS, "")
    assert (WORDS in told) == (WORDS in html)


def test_digests_buttons_and_copies_have_it_too() -> None:
    """What is told of a digest, what a choice and a follow are called, and what is copied."""
    (locale, *_) = READERS
    news = News(CITATION, fingerprint(WORDS), SINCE)
    contents = Contents((Section(None, (Statement(news),)),), 1, SINCE, UNTIL)
    (message,) = messages_of(contents, ["head"], locale)
    html = message.html
    labels = [button.label for row in keyboards.under_answer(1, [CITATION], choices=[NAME], locale=locale) for button in row]
    copied = citations.plain_citation(CITATION, locale)
    assert LATIN in around(html)
    assert LATIN in labels
    assert NAME not in "".join(labels)
    assert copied.startswith(f"«{WORDS}» — {LATIN}")


def test_what_scripts_read_is_as_printed() -> None:
    """--json keeps the name, and so do all who did not choose otherwise; facts of a document are not a speaker's name."""
    assert records.citation(CITATION)["speaker"] == NAME
    for locale in (ENGLISH, reader_locale("ru")):
        (html,) = replies.render(REPLIES[0], locale)
        assert NAME in around(html)
    (origin,) = replies.render(Origin(1, CITATION), READERS[0])
    assert NAME in origin  # the author's, as the document has it
