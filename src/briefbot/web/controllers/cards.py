"""A quotation as a picture, to be passed on; as in a chat."""

from briefbot.dialogue.pages import anchor_of
from briefbot.pictures import cards
from briefbot.rendering import page_phrases, sharing_phrases
from briefbot.rendering.citations import card
from briefbot.web.answers import PNG, Answer
from briefbot.web.controllers.documents import citations_of
from briefbot.web.views import templates
from briefbot.web.visits import Visit


def draw(visit: Visit) -> Answer:
    """The card of the words with an anchor in a document; a page that says why where there is none."""
    stored = visit.archive.store.document(visit.named)
    citations = citations_of(stored, visit.archive.reader().person) if stored else ()
    found = next((one for one in citations if anchor_of(one.text) == visit.get("w")), None)
    if found is None or not cards.can_draw():
        page = templates.page("failure", visit, title=page_phrases.NOT_FOUND, told=page_phrases.NOT_FOUND_TOLD)
        return Answer(page, status=404)
    drawn = card(found, visit.locale, visit.pages.citation(found))
    if not cards.fits(drawn):
        page = templates.page("failure", visit, title=sharing_phrases.AS_PICTURE, told=sharing_phrases.NO_PICTURE)
        return Answer(page, status=404)
    return Answer(cards.png(drawn), PNG, headers={"Content-Disposition": 'inline; filename="quotation.png"'})
