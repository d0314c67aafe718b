"""The catalogues: every text of the source is in each, translated; what cannot be used is shown in English."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from tools.update_languages import CATALOGUES, SOURCE, begun, read, template, write

from briefbot.wording.locale import reader_locale
from briefbot.wording.translation import Translation, faults, languages, named, of_catalogue, own_name, spoken, translation

TRANSLATED = [tag for tag in languages() if tag != "en"]


@cache
def found() -> dict[str, Message]:
    """The texts of the source by their English ones."""
    return {_key(message): message for message in template() if message.id}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_text_is_in_the_catalogue(tag: str) -> None:
    """None is missing, none is left over, and each can be used: `make languages` and a translation mend it."""
    catalogue = {_key(message): message for message in read(CATALOGUES / f"{tag}.po") if message.id}
    wrong = [f"not in {tag}.po: {text!r}" for text in found() if text not in catalogue]
    wrong += [f"not in the source: {text!r}" for text in catalogue if text not in found()]
    wrong += [f"{text!r}: {fault}" for text, message in catalogue.items() for fault in faults(message)]
    wrong += [f"{text!r}: it is marked fuzzy" for text, message in catalogue.items() if message.fuzzy]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_rule_of_plurals_is_that_of_the_language(tag: str) -> None:
    """The forms change where those of the Unicode locale data do."""
    plural, rule = translation(tag).plural, Locale.parse(tag, sep="-").plural_form
    forms: dict[int, set[str]] = {}
    for number in range(250):
        forms.setdefault(plural(number), set()).add(rule(number))
    assert all(len(names) == 1 for names in forms.values())
    assert len(forms) == len(set().union(*forms.values()))


# What is done with a catalogue


HEADER = """
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""


def translated(messages: str) -> Translation:
    """A language with these messages."""
    return of_catalogue(read_po((HEADER + messages).splitlines(keepends=True)))


@pytest.mark.parametrize(
    "russian",
    [
        "",
        "ничего",
        "от {whom}",
        "от {who} и {whom}",
        "от {who!r}",
        "от {who:>9}",
        "от {who",
        "от {who}}",
        "от {}",
    ],
)
def test_a_translation_that_cannot_be_filled_is_english(russian: str) -> None:
    """Whatever is wrong with its placeholders, or where there is none."""
    language = translated(f'msgid "from {{who}}"\nmsgstr "{russian}"\n')
    assert language.say("from {who}") == "from {who}"


def test_a_translation_that_may_be_wrong_is_english() -> None:
    """What a tool guessed (fuzzy) waits for a person."""
    assert translated('#, fuzzy\nmsgid "more"\nmsgstr "меньше"\n').say("more") == "more"


@pytest.mark.parametrize(
    ("number", "russian"),
    [(0, "0 дней"), (1, "один день"), (2, "2 дня"), (11, "11 дней"), (21, "один день"), (1004, "1\xa0004 дня")],
)
def test_a_number_chooses_its_form(number: int, russian: str) -> None:
    """By the language's own rule; a form may spell the number out."""
    forms = 'msgstr[0] "один день"\nmsgstr[1] "{number} дня"\nmsgstr[2] "{number} дней"\n'
    language = translated('msgid "{number} day"\nmsgid_plural "{number} days"\n' + forms)
    said = language.count("{number} day", "{number} days", number).format(number=reader_locale("ru").number(number))
    assert said == russian


@pytest.mark.parametrize("forms", ["", 'msgstr[0] "{number} день"\n', 'msgstr[0] "{a}"\nmsgstr[1] "{a}"\nmsgstr[2] "{a}"\n'])
def test_plural_forms_that_are_missing_are_english(forms: str) -> None:
    """One form that cannot be used makes all of them English: half a translation is worse than none."""
    language = translated('msgid "{number} day"\nmsgid_plural "{number} days"\n' + forms)
    assert [language.count("{number} day", "{number} days", n) for n in (1, 2)] == ["{number} day", "{number} days"]


@given(st.text(), st.sampled_from(("en", "ru", "de")))
def test_what_is_filled_in_comes_through(words: str, tag: str) -> None:
    """Names and questions may hold braces and percent signs; they are values, never patterns."""
    assert words in reader_locale(tag).say("Asked: {question}", question=words)


@given(st.text(max_size=20))
def test_any_text_can_be_said(text: str) -> None:
    """What is in no catalogue comes back as it is, also the empty text (under which gettext keeps a catalogue's header)."""
    for tag in ("en", "ru"):
        assert reader_locale(tag).say(text) == text or text in found()


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("RU", "ru"),
        ("ru-UA", "ru"),
        ("en-GB", "en"),
        ("de", None),
        ("rus", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_means_the_language_that_it_begins_with(tag: str | None, language: str | None) -> None:
    """In any case, with a region or without."""
    assert spoken(tag) == language
    assert reader_locale(tag).language == (language or "en")


@pytest.mark.parametrize(
    ("typed", "language"),
    [("Русский", "ru"), (" russian ", "ru"), ("RU", "ru"), ("english", "en"), ("Deutsch", None), ("", None)],
)
def test_a_language_is_known_by_its_names(typed: str, language: str | None) -> None:
    """Its tag, its own name, and the English one."""
    assert named(typed) == language


def test_english_needs_no_babel() -> None:
    """Whoever reads English does not wait for the locale data of the world."""
    program = "import sys; from briefbot.wording.locale import ENGLISH; ENGLISH.say('more'); print('babel' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert ran.stdout.strip() == "False"


def test_any_language_has_a_name_of_its_own() -> None:
    """Also one that the program does not speak yet."""
    assert [own_name(tag) for tag in ("en", "ru", "de")] == ["English", "Русский", "Deutsch"]


def test_a_language_is_one_file(tmp_path: Path) -> None:
    """What the tool begins, and a person translates in part, is spoken; the rest of it stays English."""
    shutil.copytree(SOURCE, tmp_path / "briefbot", ignore=shutil.ignore_patterns("__pycache__"))
    catalogue = begun("pt-BR")
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue["More ›"].string = "Mais ›"
    write(tmp_path / "briefbot" / CATALOGUES.relative_to(SOURCE) / "pt-BR.po", catalogue)
    program = """if True:
        from briefbot.wording.locale import reader_locale
        from briefbot.wording.translation import languages, own_name
        locale = reader_locale("pt-br")
        said = locale.say("More ›"), locale.say("‹ Back"), locale.count("{number} document", "{number} documents", 2)
        print(languages(), own_name("pt-BR"), *said)
    """
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "('en', 'pt-BR', 'ru') Português (Brasil) Mais › ‹ Back 2 documents"
