"""Texts that a developer forgot to mark: what is said to people, and is in no catalogue."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from tools.update_languages import SOURCE, literals, marked

# Where things are said to people. The rest of the program gives values, which are said here.
PLACES = ("wording/*.py", "rendering/*.py", "dialogue/*.py", "chat/*/*.py", "console/*.py", "telegram/*.py", "telegram/*/*.py")
# What nobody reads in a conversation, or everybody reads in English: how it begins, and why; "" for all of a module.
EXCEPTED = {
    ("wording/translation.py", ""): "faults of a catalogue are for developers",
    ("telegram/views/html.py", "<blockquote expandable>"): "HTML",
    ("telegram/controllers/zones.py", "no more"): "a kind of letter",
    ("dialogue/guide.py", ""): "words by which a topic is asked for",
    ("telegram/bot.py", "Several processes"): "errors for whoever runs the bot, on the command line",
    ("telegram/bot.py", "Telegram cannot"): "goes to the log",
    ("telegram/sharing.py", ""): "errors for whoever runs the bot, on the command line",
    ("telegram/webhook.py", ""): "errors for whoever runs the bot, on the command line",
    ("telegram/digests.py", "Digests could not"): "goes to the log",
    ("telegram/handling.py", ""): "goes to the log",
    ("telegram/receiving.py", "What was sent under"): "goes to the log",
    ("telegram/transport/sending.py", "A message into chat"): "goes to the log",
    ("telegram/transport/sending.py", "Telegram could not read"): "goes to the log",
    ("telegram/transport/webhook.py", "Update %s could"): "goes to the log",
    ("telegram/transport/webhook.py", "The database has not"): "goes to the log",
    ("telegram/owning.py", "Another Briefbot"): "errors for whoever runs the bot, on the command line",
    ("telegram/transport/failures.py", ""): "Telegram's own texts, to be recognised",
    ("telegram/handlers.py", "the bot was "): "goes to the log",
    ("telegram/transport/polling.py", ""): "errors for whoever runs the bot, on the command line",
    ("telegram/transport/arrivals.py", "other buttons"): "tells presses apart",
    ("telegram/transport/requests.py", ""): "goes to the log",
    ("telegram/payloads.py", ""): "goes to the log",
    ("chat/digests/clock.py", ""): "for whoever runs Briefbot, on the command line and in the log",
}
# Words next to each other, or a word that ends like a sentence.
SPOKEN = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|[A-Za-z]{2,} [A-Za-z]\b|[A-Z][a-z]+[.!?…]$")
# What is typed by whoever reads it.
COMMAND = re.compile(r"/[a-z]+(?: [\w|]+){0,2} ?")
# What is drawn as it is given, so that one word is enough to be said to somebody: a function with the place of its text.
DRAWN = {"Button": 0, "Run": 0, "Notice": 0, "Title": 0, "Heading": 0}
DRAWN_BY_NAME = ("toast", "label")
# Whose arguments nobody reads in a conversation.
UNSEEN = {"compile", "debug", "info", "warning", "error", "exception", "split", "files", "cast", "getattr"}


def modules() -> list[Path]:
    """The modules that say things."""
    found = sorted(path for place in PLACES for path in SOURCE.glob(place))
    return [path for path in found if (module(path), "") not in EXCEPTED]


def module(path: Path) -> str:
    """A module as the source names it."""
    return path.relative_to(SOURCE).as_posix()


def called(call: ast.Call) -> str:
    """The name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def is_unseen(node: ast.AST) -> bool:
    """Docstrings, errors, comparisons, patterns, the log, and the members of an enumeration."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ClassDef):
        return any("Enum" in ast.unparse(base) for base in node.bases)
    return isinstance(node, ast.Raise | ast.Compare | ast.MatchValue) or (isinstance(node, ast.Call) and called(node) in UNSEEN)


def texts(node: ast.AST) -> Iterator[ast.Constant]:
    """The literals that may be said to somebody."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    if is_unseen(node):
        return
    annotations = [getattr(node, field, None) for field in ("annotation", "returns", "slice")]
    keys = node.keys if isinstance(node, ast.Dict) else []
    for child in ast.iter_child_nodes(node):
        if not any(child is other for other in (*annotations, *keys)):
            yield from texts(child)


def drawn(tree: ast.AST) -> Iterator[ast.Constant]:
    """The literals that are drawn as they are."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            place = DRAWN.get(called(call), len(call.args))
            named = [keyword.value for keyword in call.keywords if keyword.arg in DRAWN_BY_NAME]
            yield from chain.from_iterable(map(texts, (*call.args[place : place + 1], *named)))


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Texts that look as if somebody reads them, and are not marked, with their lines."""
    tree = ast.parse(source)
    known = {id(part) for call in marked(tree) if literals(call) for part in call.args}
    suspects = [text for text in texts(tree) if SPOKEN.search(str(text.value)) and not COMMAND.fullmatch(str(text.value))]
    suspects += [text for text in drawn(tree) if re.search("[A-Za-z]", str(text.value))]
    yield from sorted({(text.lineno, str(text.value)) for text in suspects if id(text) not in known})


def misused(source: str) -> Iterator[str]:
    """Marks that no catalogue can follow: on an f-string or a sum of texts, or N_ without a text of its own."""
    tree = ast.parse(source)
    calls = marked(tree)
    for call in calls:
        if any(isinstance(node, ast.JoinedStr | ast.BinOp) for part in call.args[:1] for node in ast.walk(part)):
            yield f"line {call.lineno}: {ast.unparse(call)}"
    functions = {id(call.func) for call in calls if literals(call)}
    for name in ast.walk(tree):
        if isinstance(name, ast.Name) and name.id == "N_" and id(name) not in functions:
            yield f"line {name.lineno}: N_ without a text"


@pytest.mark.parametrize("path", modules(), ids=module)
def test_what_is_said_to_people_is_marked(path: Path) -> None:
    """Wrap it: `locale.say("…")`, or `N_("…")` for a constant. See docs/change/languages.md."""
    source = path.read_text()
    excepted = tuple(begins for where, begins in EXCEPTED if where == module(path))
    found = [f"line {line}: {text!r}" for line, text in unmarked(source) if not text.startswith(excepted)]
    assert not [*found, *misused(source)], "\n".join([module(path), *found, *misused(source)])


@pytest.mark.parametrize(
    "source",
    [
        'WORDS = "Nothing new."',
        'def f(n): return f"{n} new quotations"',
        'letter = Button("Share")',
        'run = Run(f"{number} new")',
        'response = Response(toast="Done")',
        'def f(cause): return say(cause, "That is settled already.")',
        'TABLE = {Missing.SOURCE: "no such source"}',
        'def f(m): return m.say("a") if m else "not today, thank you"',
    ],
)
def test_a_text_that_was_forgotten_is_found(source: str) -> None:
    """In a constant, an f-string, a table, and where one word is drawn as it is."""
    assert list(unmarked(source))


@pytest.mark.parametrize(
    "source",
    [
        'locale.say(f"{n} new")',
        'locale.say("one text " + words)',
        'NAMES = tuple(map(N_, ("Mondays", "Tuesdays")))',
        "N_(words)",
    ],
)
def test_a_mark_that_marks_nothing_is_found(source: str) -> None:
    """What is not a literal cannot be in a catalogue."""
    assert list(misused(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A module of some words."""',
        'WORDS = N_("Nothing new.")',
        'letter = Button(locale.say("Share"), f"{number}")',
        'raise ValueError("this is an error of ours")',
        '_log.info("Telegram wants a pause of %s s.", seconds)',
        'DAYS = "Monday Tuesday Wednesday".split()',
        'def f(words: "list of str") -> "a list": return words == "two words"',
        "class Missing(StrEnum):\n    EMPTY = 'empty archive'",
        'run = Run(f"{number}. {name}")',
    ],
)
def test_what_nobody_reads_needs_no_mark(source: str) -> None:
    """Names of things, the log, errors, and what is marked."""
    assert not list(unmarked(source))
    assert not list(misused(source))
