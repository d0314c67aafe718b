"""The gate's articles and questions are annotated whole and without slips."""

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from briefbot.model import Kind, Span

from .corpus import Article, articles, digest, question_path, read_article, turns
from .markup import GoldQuote, GoldSource, GoldWords, MarkupError
from .names import Person
from .question_figures import MAX_LENGTH

MARK = re.compile(r"[\"“”„«»]|''")
each_language = pytest.mark.parametrize("language", ["en", "ru"])
each_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.document.id)


def _marked(article: Article) -> list[Span]:
    """All words within marks, somebody's or nobody's."""
    annotation = article.annotation
    return [quote.span for quote in annotation.quotes] + list(annotation.nobody)


def _sources(article: Article) -> list[GoldSource]:
    return [words.source for words in _attributed(article)]


def _attributed(article: Article) -> list[GoldQuote | GoldWords]:
    """All words that somebody says, with marks or without."""
    annotation = article.annotation
    return [*annotation.quotes, *annotation.reported, *annotation.turns]


def _paragraph_end(text: str, place: int) -> bool:
    return place == len(text) or text[place] == "\n"


def test_there_are_enough_articles() -> None:
    """Articles of many makes, each of another source."""
    assert len(articles("en")) >= 18
    assert len(articles("ru")) >= 12
    assert len({article.document.source for article in articles()}) == len(articles())


@each_language
def test_there_are_enough_questions(language: str) -> None:
    """Questions of all types, in the numbers that make a figure worth a floor."""
    kinds = Counter(turn.type for turn in turns(language))
    dialogues = {turn.id.split(".")[0] for turn in turns(language) if turn.type == "dialogue"}
    lines = len(question_path(language).read_text(encoding="utf-8").splitlines())
    assert lines >= 60
    assert len(dialogues) >= 6
    assert 0.15 <= kinds["unanswerable"] / lines <= 0.35
    assert kinds.keys() == {"who_said_what", "who", "when", "dated", "publisher", "unanswerable", "dialogue"}


@each_article
def test_an_article_is_as_long_as_news(article: Article) -> None:
    """Between 250 and 700 words; Russian says as much in fewer and longer ones."""
    assert (200 if article.document.language == "ru" else 250) <= len(article.document.text.split()) <= 700


@each_article
def test_every_quotation_mark_is_accounted_for(article: Article) -> None:
    """A mark opens or closes annotated words, stands within them, or is declared to be no quotation mark."""
    text, marked = article.document.text, _marked(article)
    edges = {span.start for span in marked} | {span.end for span in marked}
    covered = [*marked, *article.annotation.no_marks]
    stray = [
        text[max(0, mark.start() - 20) : mark.end() + 20]
        for mark in MARK.finditer(text)
        if mark.end() not in edges and mark.start() not in edges and not any(s.contains(Span(*mark.span())) for s in covered)
    ]
    assert stray == []


@each_article
def test_every_quotation_stands_in_marks(article: Article) -> None:
    """A mark opens it, and one closes it, unless the paragraph ends with the quotation going on or its mark forgotten."""
    text = article.document.text
    for span in _marked(article):
        assert MARK.fullmatch(text[span.start - 1]) or text[span.start - 2 : span.start] == "''", span.of(text)
        assert MARK.match(text, span.end) or _paragraph_end(text, span.end), span.of(text)


@each_article
def test_annotated_words_are_trimmed_and_within_one_paragraph(article: Article) -> None:
    """No span begins or ends with white space or crosses a line, and no two quotations overlap."""
    text = article.document.text
    spans = [words.span for words in _attributed(article)]
    spans += [mention for source in _sources(article) for mention in source.mentions]
    for span in (*spans, *article.annotation.nobody):
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
    marked = sorted(_marked(article))
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(marked))


@each_article
def test_mentions_are_whole_words_outside_of_quotations(article: Article) -> None:
    """The article itself, not a speaker, points at the source."""
    text = article.document.text
    for mention in (mention for source in _sources(article) for mention in source.mentions):
        around = text[max(0, mention.start - 1) : mention.start] + text[mention.end : mention.end + 1]
        assert not any(character.isalnum() for character in around), mention.of(text)
        assert not any(mention.overlaps(span) for span in _marked(article)), mention.of(text)


@each_article
def test_a_mention_does_not_bear_another_persons_name(article: Article) -> None:
    """Where the mention has a name of the header in it, it is its own source's."""
    text = article.document.text
    for source in _sources(article):
        for mention in (mention.of(text) for mention in source.mentions):
            named = {person for person in article.people.values() if person.shares_capitals(mention)}
            assert not named or named.intersection(source.speakers), mention


@each_article
def test_speakers_are_named_in_the_article(article: Article) -> None:
    """The fullest name stands in the text as in the header, in Russian in any case, and each is a source of something."""
    speakers = {person for source in _sources(article) for person in source.speakers}
    text = article.document.text
    for person in article.people.values():
        assert person.fullest in text or (article.document.language == "ru" and _is_declined(person, text))
        assert person in speakers


def _is_declined(person: Person, text: str) -> bool:
    """Whether all words of a name follow each other in some case."""
    stems = (re.escape(word[: max(2, len(word) - 3)]) + r"\w{0,5}" for word in person.fullest.split())
    return re.search(" ".join(stems), text) is not None


@each_article
def test_an_article_has_words_without_marks(article: Article) -> None:
    """Every article carries reported speech."""
    assert article.annotation.reported


@each_language
def test_questions_are_told_apart(language: str) -> None:
    """No two have the same id, and no two single ones the same words."""
    assert len({turn.id for turn in turns(language)}) == len(turns(language))
    single = [turn.question.casefold() for turn in turns(language) if not turn.history]
    assert len(set(single)) == len(single)


@each_language
def test_what_answers_can_be_shown(language: str) -> None:
    """Each accepted passage lies in one paragraph, and is not longer than a quotation that counts."""
    texts = {article.document.id: article.document.text for article in articles()}
    for answer in (answer for turn in turns(language) for answer in turn.answers):
        assert "\n" not in answer.span.of(texts[answer.document])
        assert 0 < len(answer.span) <= MAX_LENGTH


@each_language
def test_a_fragment_that_answers_comes_with_its_sentence(language: str) -> None:
    """Fragments are shown within their sentence, so there is an accepted passage that reaches over the marks."""
    fragments = {a.document.id: [q.span for q in a.annotation.quotes if q.kind is Kind.MIXED] for a in articles()}
    for turn in turns(language):
        places = [(answer.document, answer.span) for answer in turn.answers]
        for document, place in places:
            for fragment in (span for span in fragments[document] if span.contains(place)):
                assert any(name == document and wide != fragment and wide.contains(fragment) for name, wide in places)


@each_language
def test_what_has_no_answer_is_typed_so(language: str) -> None:
    """Outside of dialogues, the unanswerable are exactly the questions without answers."""
    for turn in turns(language):
        assert turn.type == "dialogue" or (turn.type == "unanswerable") == (not turn.answers)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("title: A\n---\ntext", "lacks"), ("titel: A\n---\ntext", "no line of a header"), ("nonsense\n---\ntext", "no line")],
)
def test_a_header_with_a_slip_is_refused(content: str, reason: str) -> None:
    """A missing or unknown field is named."""
    with pytest.raises(MarkupError, match=reason):
        read_article("name", content)


def test_the_digest_tells_contents_and_names_apart(tmp_path: Path) -> None:
    """It changes with a file's bytes or name, and not with the order in which files are given."""
    one, other, renamed = tmp_path / "one", tmp_path / "other", tmp_path / "renamed"
    for path in (one, other, renamed):
        path.write_text("same", encoding="utf-8")
    before = digest([one, other])
    assert digest([other, one]) == before
    assert digest([one, renamed]) != before
    other.write_text("changed", encoding="utf-8")
    assert digest([one, other]) != before
