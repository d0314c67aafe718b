"""What Briefbot says for itself, in other languages: gettext catalogues, read once and only where one is wanted.

The English text is the key. A catalogue lies in `languages/`, named by its IETF language tag. See docs/change/languages.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import c2py
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING

from briefbot.language.folding import fold

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog, Message

ENGLISH_TAG = "en"
# What languages call themselves that every page tells: to look that up takes longer than all the rest of a page.
_OWN_NAMES = {ENGLISH_TAG: "English", "ru": "Русский"}
_ENDING = ".po"


def N_(text: str) -> str:  # noqa: N802 (gettext's customary name)
    """Mark an English text for the catalogues where it is defined; `ReaderLocale.say` translates it where it is used."""
    return text


@dataclass(frozen=True, slots=True)
class Translation:
    """A language's texts by their English ones; those with a number have one for each plural form, which `plural` chooses."""

    texts: Mapping[str, str]
    counts: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def say(self, text: str) -> str:
        """The text in this language, or in English where it has none."""
        return self.texts.get(text, text)

    def count(self, one: str, many: str, number: int) -> str:
        """The form that goes with a number, or the English one."""
        forms = self.counts.get(one)
        if forms:
            return forms[self.plural(number)]
        return one if number == 1 else many


UNTRANSLATED = Translation({}, {}, lambda _: 0)


@cache  # every request asks, and it looks into a folder
def languages() -> tuple[str, ...]:
    """The tags of the languages that Briefbot speaks, English first."""
    # The package's own data files.
    names = (entry.name for entry in files("briefbot.wording.catalogues").iterdir())
    return (ENGLISH_TAG, *sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def spoken(tag: str | None) -> str | None:
    """Which of `languages()` a tag means: its own (pt-BR), or that of its beginning (pt); None where there is neither."""
    known = {one.lower(): one for one in languages()}
    parts = (tag or "").lower().split("-")
    return next((known[name] for end in range(len(parts), 0, -1) if (name := "-".join(parts[:end])) in known), None)


@lru_cache(maxsize=16)
def translation(tag: str) -> Translation:
    """The catalogue of one of `languages()`. What it lacks, or has with other placeholders, stays English."""
    if tag == ENGLISH_TAG:
        return UNTRANSLATED
    from babel.messages.pofile import read_po  # noqa: PLC0415 (English needs none of it, and it takes long to load)

    text = files("briefbot.wording.catalogues").joinpath(tag + _ENDING).read_text("utf-8")
    return of_catalogue(read_po(text.splitlines(keepends=True), abort_invalid=True))


def of_catalogue(catalogue: "Catalog") -> Translation:
    """What can be used of a catalogue; ValueError where its rule of plurals is none."""
    usable = [message for message in catalogue if message.id and not message.fuzzy and not list(faults(message))]
    texts = {message.id: forms(message)[0] for message in usable if isinstance(message.id, str)}
    counts = {message.id[0]: forms(message) for message in usable if not isinstance(message.id, str)}
    return Translation(texts, counts, c2py(catalogue.plural_expr))


def forms(message: "Message") -> tuple[str, ...]:
    """The translation: one text, or one for each plural form; empty ones where it is missing."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def faults(message: "Message") -> Iterator[str]:
    """Why a message cannot be used, in words: a form that is missing, or that would be filled with other values."""
    english = message.id if isinstance(message.id, str) else message.id[-1]
    optional = set() if isinstance(message.id, str) else {"number"}  # "one day" needs no figure
    wanted = placeholders(english)
    for form in forms(message):
        found = placeholders(form)
        if not form:
            yield "it is not translated"
        elif found is None:
            yield f"its braces do not match: {form}"
        elif wanted not in (found, found | optional):
            yield f"its placeholders differ from the English ones: {form}"


def placeholders(text: str) -> frozenset[str] | None:
    """What `str.format` fills in; None where it could not read the text. Conversions and formats count as part of a name."""
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return frozenset(f"{name}!{conversion or ''}:{spec or ''}".removesuffix("!:") for name, spec, conversion in fields)


def own_name(tag: str) -> str:
    """What a language is called in itself: English, Русский."""
    if tag in _OWN_NAMES:
        return _OWN_NAMES[tag]
    name = _locale(tag).get_display_name() or tag
    return name[:1].upper() + name[1:]


def named(typed: str) -> str | None:
    """Which of `languages()` somebody means who typed its tag, or its name in itself or in English; None for none."""
    names = {fold(name): tag for tag in languages() for name in (own_name(tag), _locale(tag).english_name or tag)}
    return names.get(fold(typed.strip())) or spoken(typed.strip())


def _locale(tag: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 (as above)

    return Locale.parse(tag, sep="-")
