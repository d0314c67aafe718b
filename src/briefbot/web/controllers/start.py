"""The start: what can be asked, where nothing is; of all pages this one comes first, so that it needs least."""

from collections.abc import Sequence

from briefbot.archive.archive import Archive
from briefbot.rendering import phrases
from briefbot.rendering.citations import cited
from briefbot.web.answers import UNKEPT, Answer
from briefbot.web.once import newest, once
from briefbot.web.views import structured, templates
from briefbot.web.visits import Visit

_NEWEST = 5


def ask(visit: Visit) -> Answer:
    """The answer to what is typed; what can be asked where nothing is."""
    if visit.get("q").strip():
        from briefbot.web.controllers import asking  # noqa: PLC0415 (what answers takes long to load)

        return asking.ask(visit)
    shown = newest(visit.archive, _NEWEST)
    page = templates.page(
        "start",
        visit,
        structured.quotations(shown, visit.pages),
        examples=() if visit.is_loading else examples_in(visit.archive, visit.locale.language),
        newest=[cited(one, None, visit.locale) for one in shown],
        statistics=phrases.statistics(visit.archive.catalogue, visit.locale),
    )
    return Answer(page, headers=UNKEPT if visit.is_loading else {})


def examples_in(archive: Archive, language: str) -> Sequence[str]:
    """Questions that this archive answers, each tried."""
    from briefbot.chat.examples import examples  # noqa: PLC0415 (as above)

    return once(archive, ("examples", language), lambda: examples(archive, language))
