"""Bring the catalogues of src/briefbot/wording/catalogues up to date with the texts in the source.

    python tools/update_languages.py        new texts come in untranslated, those that are gone go
    python tools/update_languages.py de     the same, and begins the catalogue of another language

What is left to translate is printed; `make languages` calls it.
"""

import ast
import sys
from itertools import takewhile
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from briefbot.wording.translation import forms

SOURCE = Path(__file__).parent.parent / "src" / "briefbot"
CATALOGUES = SOURCE / "wording" / "catalogues"
# What marks a text or translates one, with how many texts it takes.
_TEXTS = {"say": 1, "count": 2, "N_": 1}
_FOR_TRANSLATORS = "Translators:"
# The verbs of the command line speak English, as their --help does; elsewhere "say" is the reader's locale.
_ENGLISH_ONLY = SOURCE / "cli"


def template() -> Catalog:
    """All texts of the source that are marked for translation."""
    found = Catalog(project="Briefbot", charset="utf-8", fuzzy=False, header_comment="")
    for path in modules():
        source = path.read_text("utf-8")
        location = (path.relative_to(SOURCE).as_posix(), 0)
        for call in marked(ast.parse(source)):
            if texts := literals(call):
                comment = _comment(source.splitlines(), call.lineno)
                found.add(texts if len(texts) > 1 else texts[0], locations=[location], auto_comments=comment)
    return found


def modules() -> list[Path]:
    """The modules that may say something to a reader in their language."""
    return sorted(path for path in SOURCE.rglob("*.py") if _ENGLISH_ONLY not in path.parents)


def marked(tree: ast.AST) -> list[ast.Call]:
    """The calls that mark a text or translate one, in their order; also those within f-strings, which Babel does not find."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in _TEXTS]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def literals(call: ast.Call) -> tuple[str, ...]:
    """The texts that such a call is given; empty where they are not literals, but marked elsewhere."""
    given = call.args[: _TEXTS[_name(call)]]
    texts = tuple(value for one in given if isinstance(value := getattr(one, "value", None), str))
    return texts if len(texts) == _TEXTS[_name(call)] else ()


def _name(call: ast.Call) -> str:
    """What is called: `say` for say(…) and for locale.say(…)."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""


def _comment(lines: list[str], number: int) -> list[str]:
    """The comment for translators in the lines above a line (its number from 1)."""
    above = list(takewhile(lambda line: line.startswith("#"), (line.strip() for line in reversed(lines[: number - 1]))))
    comment = " ".join(line.lstrip("# ") for line in reversed(above))
    return [comment.partition(_FOR_TRANSLATORS)[2].strip()] if _FOR_TRANSLATORS in comment else []


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, in the order of the source's files, so that a change is read in the diff of its neighbours."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_by_file=True, ignore_obsolete=True)


def begun(tag: str) -> Catalog:
    """The catalogue of a language that has none yet, with its rule of plurals."""
    locale = Locale.parse(tag, sep="-")
    comment = f"# What Briefbot says for itself: {locale.english_name}. See docs/change/languages.md."
    catalogue = Catalog(locale, project="Briefbot", charset="utf-8", fuzzy=False, header_comment=comment)
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = catalogue.version = ""
    catalogue.revision_date = catalogue.creation_date
    return catalogue


def main(tags: list[str]) -> None:
    """Update all catalogues, and begin those that are named."""
    source = template()
    for tag in tags:
        path = CATALOGUES / f"{tag}.po"
        if not path.exists():
            write(path, begun(tag))
    for path in sorted(CATALOGUES.glob("*.po")):
        catalogue = read(path)
        catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
        write(path, catalogue)
        missing = [message.id for message in catalogue if message.id and not all(forms(message))]
        print(f"{path.name}: {len(catalogue)} texts, {len(missing)} to translate")
        for text in missing:
            print(f"  {text!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
