"""The gate's articles and questions, read from the files beside this module."""

import functools
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefbot.model import Document, Span

from .markup import Annotation, MarkupError, parse
from .names import Person

HERE = Path(__file__).parent
_FIELDS = {"title", "source", "published", "language", "style"}


@dataclass(frozen=True, slots=True)
class Article:
    """A document of our writing with its annotation; `style` says what it stands for."""

    document: Document
    annotation: Annotation
    people: dict[str, Person]
    style: str


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """A passage that answers: its place, who says it, and the date printed.

    `speakers` is empty where the words are nobody's in particular, and no speaker is asked for; of several each is right.
    """

    document: str
    span: Span
    speakers: tuple[Person, ...]
    date: date


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, the earlier ones of its dialogue, and what answers it: nothing in the archive where `answers` is empty."""

    id: str
    type: str
    question: str
    history: tuple[str, ...]
    answers: tuple[GoldAnswer, ...]


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 of the files' names and bytes, in hexadecimal."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        seen.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return seen.hexdigest()


def article_paths(language: str | None = None) -> list[Path]:
    """The articles' files, by name; those in one language, where it is given: "ru-…" are Russian, all others English."""
    paths = sorted((HERE / "articles").glob("*.txt"))
    return [path for path in paths if language is None or (language == "ru") == path.name.startswith("ru-")]


def question_path(language: str = "en") -> Path:
    """The file of the questions in a language."""
    return HERE / ("questions.jsonl" if language == "en" else f"questions_{language}.jsonl")


@functools.cache
def articles(language: str | None = None) -> tuple[Article, ...]:
    """All articles, by name, or those in one language."""
    return tuple(read_article(path.stem, path.read_text(encoding="utf-8")) for path in article_paths(language))


@functools.cache
def briefs() -> tuple[Article, ...]:
    """Short Russian reports in the styles of the press: measured for who says what, asked no questions."""
    return _folder("briefs")


@functools.cache
def further() -> tuple[Article, ...]:
    """Six Russian articles, scored before their errors were read."""
    return _folder("further")


@functools.cache
def press() -> tuple[Article, ...]:
    """Twelve Russian articles in the styles of the press whose errors were read."""
    return _folder("press")


@functools.cache
def unseen() -> tuple[Article, ...]:
    """Twelve Russian articles in the same styles, scored twice before their errors were read."""
    return _folder("unseen")


@functools.cache
def fresh() -> tuple[Article, ...]:
    """Six Russian articles on other subjects, scored once before anything was mended for them."""
    return _folder("fresh")


@functools.cache
def news() -> tuple[Article, ...]:
    """Forty Russian articles as agencies, dailies and regional sites write, in five lots, each scored once unseen."""
    return _folder("news")


@functools.cache
def papers() -> tuple[Article, ...]:
    """Twelve English articles of other lands' papers, scored once before anything was mended for them."""
    return _folder("papers")


@functools.cache
def dailies() -> tuple[Article, ...]:
    """Nineteen English articles of as many kinds, scored once before anything was mended for them."""
    return _folder("dailies")


@functools.cache
def evenings() -> tuple[Article, ...]:
    """Eight more English articles, scored once after the errors of the nineteen were mended."""
    return _folder("evenings")


@functools.cache
def world() -> tuple[Article, ...]:
    """News in English from elsewhere than US politics: measured for who says what, asked no questions."""
    return _folder("world")


def _folder(name: str) -> tuple[Article, ...]:
    """The articles in a folder, by name."""
    paths = sorted((HERE / name).glob("*.txt"))
    return tuple(read_article(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def read_article(name: str, content: str) -> Article:
    """An article from its file's content; MarkupError where header or marks are wrong."""
    header, _, marked = content.partition("\n---\n")
    fields, people = _header(header)
    annotation = parse(marked.removesuffix("\n"), people)
    document = Document(
        id=name,
        text=annotation.text,
        title=fields["title"],
        source=fields["source"],
        published=date.fromisoformat(fields["published"]),
        language=fields["language"],
    )
    return Article(document, annotation, people, fields["style"])


def _header(header: str) -> tuple[dict[str, str], dict[str, Person]]:
    """The fields (`name: value`) and the people (`key = names`)."""
    fields, people = {}, {}
    for line in header.splitlines():
        field, colon, value = line.partition(": ")
        key, equals, names = line.partition(" = ")
        if colon and field in _FIELDS:
            fields[field] = value
        elif equals and key.isidentifier():
            people[key] = Person.parse(names)
        else:
            raise MarkupError(f"no line of a header: {line!r}")
    if missing := _FIELDS - fields.keys():
        raise MarkupError(f"the header lacks {', '.join(sorted(missing))}")
    return fields, people


@functools.cache
def turns(language: str = "en") -> tuple[Turn, ...]:
    """All questions in a language, the turns of dialogues among them, in the order of the file."""
    by_name = {article.document.id: article for article in articles()}
    lines = question_path(language).read_text(encoding="utf-8").splitlines()
    return tuple(turn for line in lines for turn in _turns(json.loads(line), by_name))


def _turns(row: dict[str, Any], by_name: dict[str, Article]) -> list[Turn]:
    """The turns of one line: one, or those of a dialogue, which get the ids NAME.1, NAME.2, and so on."""
    if row["type"] != "dialogue":
        return [Turn(row["id"], row["type"], row["question"], (), _answers(row["answers"], by_name))]
    questions: Sequence[str] = [turn["question"] for turn in row["turns"]]
    return [
        Turn(f"{row['id']}.{n + 1}", "dialogue", turn["question"], tuple(questions[:n]), _answers(turn["answers"], by_name))
        for n, turn in enumerate(row["turns"])
    ]


def _answers(rows: list[dict[str, str | None]], by_name: dict[str, Article]) -> tuple[GoldAnswer, ...]:
    return tuple(_answer(by_name[str(row["article"])], str(row["words"]), row["speaker"]) for row in rows)


def _answer(article: Article, words: str, keys: str | None) -> GoldAnswer:
    """The answer whose words stand exactly once in the article."""
    text = article.document.text
    if text.count(words) != 1:
        raise MarkupError(f"{article.document.id} has these words {text.count(words)} times: {words!r}")
    start, published = text.index(words), article.document.published
    assert published is not None, "read_article always sets it"
    speakers = tuple(article.people[key] for key in keys.split("+")) if keys else ()
    return GoldAnswer(article.document.id, Span(start, start + len(words)), speakers, published)
