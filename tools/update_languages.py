"""Bring the catalogues of src/briefbot/core/render/languages up to date with the texts in the source.

    python tools/update_languages.py        new texts come in untranslated, those that are gone go
    python tools/update_languages.py de     the same, and begins the catalogue of another language

What is left to translate is printed; `make languages` calls it.
"""

import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefbot.core.render.translation import forms

SOURCE = Path(__file__).parent.parent / "src" / "briefbot"
CATALOGUES = SOURCE / "core" / "render" / "languages"
# What marks a text, with the positions of the texts among its arguments.
KEYWORDS = {"say": (1,), "count": (1, 2), "N_": (1,)}
# The verbs of the command line speak English, as their --help does; elsewhere "say" is the reader's manner.
_ENGLISH_ONLY = SOURCE / "entry" / "commands"


def template() -> Catalog:
    """All texts of the source that are marked for translation."""
    found = Catalog(project="Briefbot", charset="utf-8", fuzzy=False, header_comment="")
    extracted = extract_from_dir(
        SOURCE, keywords=KEYWORDS, comment_tags=("Translators:",), directory_filter=lambda path: Path(path) != _ENGLISH_ONLY
    )
    for filename, _, message, comments, context in extracted:
        found.add(message, locations=[(Path(filename).as_posix(), 0)], auto_comments=comments, context=context)
    return found


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
    comment = f"# What Briefbot says for itself: {locale.english_name}. See docs/languages.md."
    catalogue = Catalog(locale, project="Briefbot", charset="utf-8", fuzzy=False, header_comment=comment)
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = catalogue.version = ""
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
