"""The sentences of errors that a person can meet, with what to do: the tables of docs/run/messages.md (`make docs`).

They are read in the source, where they are raised; "…" stands for what is filled in. Most say themselves what to do. Reasons
why a document or an address is refused are half a sentence, and get the other half here: one that has none is told.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefbot"

_RAISED = re.compile(r"(Briefbot|Bot|Database|Input|Document|PartOfExport|Address|Fetch|Usage)Error|BadParameter")
_AGAIN = "try again later"
_SAVE = "save or download it once more, from where it came"
_SPLIT = "divide it into several"
_JSON = "write it by a program that writes JSON"
_TEXT = "nothing: Briefbot reads words; a PDF of pictures needs text recognition (OCR) first"

# What to do about a reason, by the words with which the reason begins (the longest that fits).
_ADVICE = {
    "it has no text": _TEXT,
    "there is no text in it": _TEXT,
    "there is no page in it": "save the page once more, as HTML or MHTML",
    "this is binary data": "bring in the text, a PDF, DOCX, HTML or another format that is read",
    "it is no document of a word": "save it as DOCX",
    "it is damaged": _SAVE,
    "it is a damaged ZIP": _SAVE,
    "it is locked with a password": "save a copy without a password",
    "it is encrypted": "unpack it, or save a copy without a password",
    "it is larger than": _SPLIT,
    "the files hold more": _SPLIT,
    "it holds more than": _SPLIT,
    "it has more than": _SPLIT,
    "its page:": "see the reason behind the colon, in this table",
    "its first row": "name the columns in the first row: id, title, source, published, text",
    "it is no table": "save it as CSV or TSV in UTF-8",
    "it is UTF-8 text with": "save it as UTF-8",
    "it is … text by its first": "save it as UTF-8",
    "it is not UTF-8": "save it as UTF-8",
    "its id is": "leave the id out, or give a short word",
    "… holds": "take that character out: something else than text came in",
    "it is not JSON": _JSON,
    "it is not a JSON": _JSON,
    "it is nested": _JSON,
    "it holds a number": "write that number as a string",
    'it has "…" twice': _JSON,
    '"…" must be': "put it in quotation marks",
    '"…" is longer': "shorten it",
    '"url" must': "write the whole address, or leave it out",
    '"published" is': "write the date so, or leave it out",
    '"language" must': "write such a code, or leave it out",
    'it has no "text"': "add `--map text=FIELD`",
    'it has no "question"': 'write `{"question": "…"}` a line',
    'its "history"': "write a list of strings",
    'its "id"': "write a string or a number, or leave it out",
    "it is no feed": "give the address of the feed (RSS, Atom or JSON Feed), or of a page that names it",
    "it is a part of an export": "name the export's file by itself, not its folder",
    "it is no record of an export": "bring in the file as `briefbot export` wrote it",
    "it is a …, which only": "update Briefbot here",
    'it has "…", which only': "update Briefbot here",
    "its numbers are none": "bring in the file as `briefbot export` wrote it",
    "it makes no sense": "bring in the file as `briefbot export` wrote it",
    'it has no "…"': "bring in the file as `briefbot export` wrote it",
    'its "earlier"': "bring in the file as `briefbot export` wrote it",
    "what belongs to it": "bring in the file as `briefbot export` wrote it",
    "it leads on and on": "open it in a browser, and give the address at which you arrive",
    "it is no web address": "write the whole address",
    "an address with a name": "give one without a password; what needs one is not fetched",
    "it is …, and no text": "give the page, not a picture, film or sound",
    "it is packed": "nothing: its server does not keep to the rules; save the page and bring in the file",
    "its packing is broken": _AGAIN,
    "it does not answer": _AGAIN,
    "its certificate": "tell whoever runs it; save the page in your browser and bring in the file",
    "the connection to it": "look whether there is a network; " + _AGAIN,
    "… is in a private network": "name that host in `BRIEFBOT_PRIVATE_HOSTS`, if it is yours",
    "no computer of the name": "look for a slip in the address, and whether there is a network",
    "its robots.txt": "save the page in your browser and bring in the file",
    "the server wants a password": "save the page in your browser and bring in the file",
    "the server refuses it": "save the page in your browser and bring in the file",
    "there is no such page": "look for a slip in the address",
    "it is gone for good": "nothing; a feed is paused",
    "the server is asked too often": _AGAIN,
    "the server has a fault": _AGAIN,
    "the server answers": "open it in a browser, and give the address at which you arrive",
}


def messages(*rooms: str) -> list[str]:
    """The sentences that are raised below these rooms or files of src/briefbot, without doubles, in order."""
    everywhere = {name: text for path in SOURCE.rglob("*.py") for name, text in _constants(path)}
    paths = (
        path for room in rooms for path in sorted([SOURCE / room] if room.endswith(".py") else (SOURCE / room).rglob("*.py"))
    )
    return list(
        dict.fromkeys(said for path in paths for said in _raised(_tree(path), {**everywhere, **dict(_constants(path))}))
    )


def of_databases() -> list[str]:
    """What is told of a database that does not work."""
    failures = SOURCE / "store" / "failures.py"
    constants = dict(_constants(failures))
    tables = [node.value for node in _tree(failures).body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)]
    advice = [text for table in tables for value in table.values if (text := _text(value, constants))]
    told = dict.fromkeys(f"The database … {one}" for one in [*advice, f"{constants['_UNREACHED']}."])
    return [*told, *messages("store/addresses.py", "store/failures.py", "store/lock.py", "store/schema.py")]


def of_fetching() -> list[str]:
    """Why an address is not fetched."""
    (answers,) = (node for node in _tree(SOURCE / "fetching" / "fetcher.py").body if getattr(node, "name", "") == "_refusal")
    said = [text for node in ast.walk(answers) if isinstance(node, ast.expr) and (text := _text(node, {}))]
    return [*messages("fetching"), *(text for text in said if re.fullmatch(r"[a-z ]+(…|\((\d+|…)\))", text))]


def listed(said: list[str]) -> str:
    """A list in Markdown."""
    return "\n".join(f"- {_shown(sentence)}" for sentence in said)


def advised(reasons: list[str]) -> Iterator[str]:
    """The rows of a table in Markdown, with its head: reasons, and what to do; LookupError for one without advice."""
    yield "| what is told | what to do |"
    yield "|---|---|"
    for reason in sorted(reasons):
        found = max((begin for begin in _ADVICE if reason.startswith(begin)), key=len, default=None)
        if found is None:
            raise LookupError(f"“{reason}” has no advice: put it into {Path(__file__).name}.")
        yield f"| {_shown(reason)} | {_ADVICE[found]} |"


def _shown(text: str) -> str:
    return re.sub(r"…[…\s]*…", "…", " ".join(text.split())).replace("|", "\\|").replace("<", "&lt;")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _constants(path: Path) -> Iterator[tuple[str, str]]:
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and (text := _text(node.value, {})):
            yield node.targets[0].id, text


def _raised(tree: ast.AST, constants: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            name = getattr(node.exc.func, "attr", getattr(node.exc.func, "id", ""))
            text = _text(node.exc.args[0], constants)
            if _RAISED.fullmatch(name) and text and re.search(r"[a-z]{2}", text):
                yield text


def _text(node: ast.expr, constants: dict[str, str]) -> str | None:
    """What a literal, an f-string, a constant or a constant's `format` says; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        text = _text(node.func.value, constants)
        return text and re.sub(r"\{\w*\}", "…", text)
    return None
