"""The catalogues: every text of the source is in each, translated; what cannot be used is shown in English."""

from functools import cache

import pytest
from babel import Locale
from babel.messages.catalog import Message
from tools.update_languages import CATALOGUES, read, template

from briefbot.core.render.translation import faults, languages, translation

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
