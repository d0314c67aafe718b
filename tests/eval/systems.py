"""What the gate measures: each section's files, and the report on what the program does with them.

A new section is a new entry here; `python -m tests.eval --update` then pins its floors.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive
from briefbot.model import Answer, Document
from briefbot.reading.quotes import find_quotes

from . import question_figures, quote_figures
from .corpus import Article, Turn, article_paths, articles, question_path, turns
from .figures import Report
from .question_figures import ShownAnswer, ShownQuote

# Any day after the last article's: the questions of the gate name their dates.
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class System:
    """One section: the files that its figures depend on, and how to measure."""

    files: Callable[[], list[Path]]
    report: Callable[[], Report]


def _answers(questions: Iterable[Turn], archive: Iterable[Article]) -> Report:
    """The questions asked of an archive that the articles were brought into through its own entry."""
    lines = "".join(json.dumps(_record(article.document)) + "\n" for article in archive)
    with TemporaryDirectory() as folder, Archive.open(f"sqlite:///{folder}/archive.db", Path(folder)) as briefbot:
        briefbot.ingest(["-"], BytesIO(lines.encode()))

        def ask(question: str, history: Sequence[str]) -> ShownAnswer:
            return _shown(briefbot.ask_after(history, question, _TODAY, Asked())[1])

        return question_figures.report(questions, ask)


def _record(document: Document) -> dict[str, str | None]:
    published = document.published.isoformat() if document.published else None
    fields = {"id": document.id, "title": document.title, "source": document.source, "language": document.language}
    return {**fields, "published": published, "text": document.text}


def _shown(answer: Answer) -> ShownAnswer:
    quotes = (ShownQuote(c.document.id, c.span, c.text, c.speaker, c.document.published, c.parts) for c in answer.citations)
    return ShownAnswer(answer.answered, tuple(quotes))


SYSTEMS = {
    "quotes": System(lambda: article_paths("en"), lambda: quote_figures.report(articles("en"), find_quotes)),
    "quotes_ru": System(lambda: article_paths("ru"), lambda: quote_figures.report(articles("ru"), find_quotes)),
    "answers": System(lambda: [*article_paths("en"), question_path()], lambda: _answers(turns(), articles("en"))),
    # Questions in Russian, over articles in both languages.
    "answers_ru": System(lambda: [*article_paths(), question_path("ru")], lambda: _answers(turns("ru"), articles())),
}
