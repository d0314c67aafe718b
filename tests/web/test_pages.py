"""Pages as they are served: what each shows, in which language, with which headers."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import feedparser
import pytest

from briefbot.archive import Archive
from briefbot.chat.links import numbers_of
from briefbot.config import WebSettings
from briefbot.dialogue.links import payload
from briefbot.dialogue.pages import anchor_of
from briefbot.model import Citation
from briefbot.pictures import cards
from briefbot.rendering import sharing_phrases
from support.articles import article
from support.pages import UNLIMITED, Page, Visitor, pages_of
from support.pictures import size

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
COUNT = 60
LIND = "What did Dorota Lind say about the new bridge?"


def bring(archive: Archive, *records: object) -> None:
    """Bring documents in."""
    archive.ingest(["-"], BytesIO("\n".join(json.dumps(record) for record in records).encode()))


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An archive of some articles; one has an address."""
    opened = new_archive()
    records = [article(number) for number in range(COUNT)]
    records[3]["url"] = "https://valley.example/bridge?page=1"
    bring(opened, *records)
    return opened


@pytest.fixture
def visit(archive: Archive) -> Iterator[Visitor]:
    """The pages of it."""
    with pages_of(archive) as visitor:
        yield visitor


def quotation(archive: Archive) -> Citation:
    """What Dorota Lind says of the bridge."""
    _, answer = archive.ask(LIND, NOW.date())
    return answer.citations[0]


def words(page: Page) -> str:
    """What a page says, without markup."""
    text = re.sub(r"<script.*?</script>|<[^>]*>", " ", page.text, flags=re.DOTALL)
    return " ".join(text.replace("&#34;", '"').replace("&#39;", "'").split())


def path_of(question: str, **fields: str) -> str:
    """The address of a question."""
    return f"/?{urlencode({'q': question, **fields}, doseq=True)}"


# Asking


def test_the_first_page_says_what_can_be_asked(visit: Visitor) -> None:
    """Questions that the archive answers, the newest quotations, and what there is."""
    page = visit("/")
    assert page.status == 200
    for told in ("Who said what, and when", "For example:", "The newest quotations", "60 documents"):
        assert told in words(page)
    example = re.search(r'class="examples">.*?<a href="([^"]+)"', page.text, re.DOTALL)
    assert example
    assert "<blockquote" in visit(example[1].replace("&amp;", "&")).text


def test_a_question_is_answered_as_in_a_chat(visit: Visitor, archive: Archive) -> None:
    """With number, words, speaker, source and day, and a link to the words in their article."""
    page, citation = visit(path_of(LIND)), quotation(archive)
    assert f"“{citation.text}”" in words(page)
    assert "1 Dorota Lind" in words(page)
    assert f'href="/d/{citation.document.id}#{anchor_of(citation.text)}"' in page.text
    assert 'href="/p/Dorota%20Lind"' in page.text
    assert "Elmside Courier" in words(page) or "Valley Wire" in words(page) or "Harbour Post" in words(page)


def test_the_original_page_is_led_to_with_the_words(visit: Visitor) -> None:
    """By the browser's text fragment."""
    page = visit(path_of("What did Dorota Lind say about the plan in Ostby?"))
    assert 'href="https://valley.example/bridge?page=1#:~:text=' in page.text
    assert 'rel="noopener noreferrer external"' in page.text


def test_a_refusal_says_why(visit: Visitor) -> None:
    """As everywhere."""
    assert "Nobody called Angela Merkel speaks in the archive." in words(visit(path_of("What did Angela Merkel say?")))
    assert "is no date that can be read" in words(visit(path_of("bridge since:whenever")))


def test_limits_are_links_and_can_be_taken_away(visit: Visitor) -> None:
    """What was found is limited to a publisher by a link; the limit leads back."""
    page = visit(path_of("the new bridge"))
    only = [link for link in re.findall(r'<li><a href="([^"]+)"', page.text) if "source=Valley" in link]
    assert only
    limited = visit(only[0].replace("&amp;", "&"))
    assert set(re.findall(r"</cite> · <bdi>([^<]+)", limited.text)) == {"Valley Wire"}
    assert "Remove the limit:" in words(limited)
    assert re.search(r'class="on" href="/\?q=the\+new\+bridge"', limited.text)
    sourced = visit(path_of("the new bridge", source="Valley Wire", since="2015-03", until="2015-06"))
    assert "since 1 March 2015" in words(sourced)
    assert "up to 30 June 2015" in words(sourced)


def test_further_quotations_go_on_with_the_numbers(visit: Visitor) -> None:
    """And lead back to the first ones."""
    first = visit(path_of("the new bridge"))
    more = re.search(r'class="button" href="([^"]+)"', first.text)
    assert more
    second = visit(more[1].replace("&amp;", "&"))
    assert re.search(r'class="number">7<', second.text)
    assert "Back to the first ones" in words(second)
    assert visit(path_of("the new bridge", skip="9999")).status == 200


def test_a_follow_up_leans_on_what_the_address_holds(visit: Visitor) -> None:
    """Nothing is kept of a visitor: the questions before are in the address."""
    page = visit(path_of("and what did she say about Ostby?", after=LIND))
    assert f"After: {LIND}" in words(page)
    assert "Dorota Lind" in words(page)
    assert f'name="after" value="{LIND}"' in visit(path_of(LIND)).text


def test_people_of_one_name_can_be_chosen(visit: Visitor, archive: Archive) -> None:
    """By links."""
    bring(
        archive,
        *({"id": f"x{n}", "text": f"“We will mend it all today,” {name} Brandt said in the town hall."} for n, name in
          enumerate(["Otto", "Ida"])),
    )  # fmt: skip
    page = visit(path_of("What did Brandt say?"))
    assert "speaker=Ida+Brandt" in page.text
    assert "speaker=Otto+Brandt" in page.text


def test_what_only_reads_can_be_typed_and_nothing_else(visit: Visitor, archive: Archive) -> None:
    """Lists as in a chat; a command that would change something is for a chat, and changes nothing."""
    assert "Dorota Lind" in words(visit(path_of("/speakers lind")))
    assert "Valley Wire" in words(visit(path_of("/sources")))
    assert "60 documents" in words(visit(path_of("/stats")))
    for typed in ("/follow Lind", "/tz Berlin", "/forget", "more", "/nonsense"):
        assert "Commands work in a chat only." in words(visit(path_of(typed)))
    assert archive.store.conversation("web") is None


def test_a_link_of_the_chat_is_opened(visit: Visitor, archive: Archive) -> None:
    """Typed or pasted, it leads to the words in their document."""
    citation = quotation(archive)
    (number,) = numbers_of(archive, [citation], NOW)
    page = visit(path_of(f"/open https://t.me/a_bot?start={payload(number)}"))
    assert (page.status, page.headers["location"]) == (303, f"/d/{citation.document.id}#{payload(number)}")


# Documents


def test_a_document_is_shown_with_its_quotations_marked(visit: Visitor, archive: Archive) -> None:
    """All of its text, whose words are whose, and anchors of words and of links."""
    citation = quotation(archive)
    (number,) = numbers_of(archive, [citation], NOW)
    page = visit(f"/d/{citation.document.id}")
    for paragraph in citation.document.text.split("\n\n"):
        assert paragraph.split(",")[0].strip('"') in words(page)
    assert f'id="{anchor_of(citation.text)}"' in page.text
    assert f'id="{payload(number)}"' in page.text
    assert f'<mark class="direct">{citation.text.replace(chr(39), "&#39;")}</mark>' in page.text
    assert "Who speaks here" in words(page)
    assert 'href="/p/Dorota%20Lind"' in page.text


def test_the_text_of_a_document_is_shown_word_by_word(visit: Visitor, archive: Archive) -> None:
    """What stands in its paragraphs is the stored text, with nothing but the names of speakers between."""
    document = quotation(archive).document
    (text,) = re.findall(r'<div class="text".*?</div>', visit(f"/d/{document.id}").text, re.DOTALL)
    text = re.sub(r'<span class="who.*?(?=</span></span>)</span>', "", text, flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>", "", text).replace("&#34;", '"').replace("&#39;", "'")
    assert "".join(shown.split()) == "".join(document.text.split())


def test_a_link_whose_quotation_is_gone_says_so(visit: Visitor, archive: Archive) -> None:
    """At its own anchor; the old words are not shown."""
    citation = quotation(archive)
    (number,) = numbers_of(archive, [citation], NOW)
    record = next(article(n) for n in range(COUNT) if article(n)["id"] == citation.document.id)
    bring(archive, {**record, "text": "The council of the town votes on Thursday."})
    page = visit(f"/d/{citation.document.id}")
    assert f'<p class="gone" id="{payload(number)}">The quotation behind this link was withdrawn' in page.text
    assert citation.text not in words(page)


def test_a_link_whose_speaker_was_corrected_says_so(visit: Visitor, archive: Archive) -> None:
    """At the words."""
    citation = quotation(archive)
    numbers_of(archive, [citation], NOW)
    assert archive.correct(citation.document.id, citation.span, "Bruno Castell")
    page = visit(f"/d/{citation.document.id}")
    assert "the words stood under another name: Dorota Lind" in words(page)
    assert 'href="/p/Bruno%20Castell"' in page.text


def test_copies_of_a_story_are_named(visit: Visitor, archive: Archive) -> None:
    """Each by its publisher, with a link."""
    long = " ".join(f"The council of the town spoke of matter number {n} in its meeting." for n in range(30))
    bring(archive, *({"id": one, "source": one.upper(), "text": long} for one in ("one", "two")))
    page = visit("/d/one")
    assert "The same story in" in words(page)
    assert 'href="/d/two"' in page.text


def test_ids_that_are_no_paths_are_found(visit: Visitor, archive: Archive) -> None:
    """Also those with slashes, dots, spaces and signs of an address."""
    for number, id_ in enumerate(("folder/a1", "a b?c#d&e", "../up", "Ünï")):
        bring(archive, {"id": id_, "text": f"“The {number} towers will stand,” said Gustav Perron in the town."})
        page = visit(path_of(f"the {number} towers"))
        link = re.search(r'<cite><a href="([^"]+)"', page.text)
        assert link
        assert visit(link[1].replace("&amp;", "&").partition("#")[0]).status == 200


# People


def test_a_person_is_shown_whole(visit: Visitor) -> None:
    """By month as a picture with the same as a table, in which papers, the newest first."""
    page = visit("/p/Dorota%20Lind")
    assert page.status == 200
    for told in ("Statements by month", "The Harbour Post", "The newest first", "Follow Dorota Lind in a newsreader (Atom)"):
        assert told in words(page)
    (svg,) = re.findall(r"<svg.*?</svg>", page.text, re.DOTALL)
    drawn = ET.fromstring(svg)  # noqa: S314 (ours)
    assert "Statements of Dorota Lind by month" in (drawn.findtext("title") or "")
    bars = drawn.findall("rect")
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">', page.text)
    assert len(bars) == len(rows) > 2
    month = visit(rows[0].replace("&amp;", "&").partition("#")[0])
    assert "Remove the limit: " in words(month)
    days = re.findall(r"· (\d+ \w+ \d{4})", words(page))
    assert days


def test_a_person_is_found_by_any_name(visit: Visitor) -> None:
    """Nobody of a name is told as such."""
    assert visit("/p/Nobody%20Known").status == 404
    assert "Nobody of that name is quoted in the archive." in words(visit("/p/Nobody%20Known"))


def test_who_there_is_can_be_looked_for(visit: Visitor) -> None:
    """By some letters of a name."""
    assert "Dorota Lind" in words(visit("/people"))
    page = visit("/people?q=lin")
    assert "Dorota Lind" in words(page)
    assert "Agnes Holm" not in words(page)


def test_two_people_stand_side_by_side(visit: Visitor) -> None:
    """On a topic or of late; a name that nobody has is told, and two empty fields are only asked for."""
    page = visit("/compare?a=Lind&b=Agnes+Holm&topic=the+new+bridge")
    assert re.findall(r'<h2 id="of.">.*?<bdi>([^<]+)', page.text) == ["Dorota Lind", "Agnes Holm"]
    assert page.text.count("<blockquote") > 1
    assert "Dorota Lind and Agnes Holm on the new bridge" in page.text
    late = visit("/compare?a=Lind&b=Nobody")
    assert "Nobody called Nobody speaks in the archive." in words(late)
    assert "<blockquote" in late.text
    assert visit("/compare").status == 200


def test_a_quotation_is_checked(visit: Visitor, archive: Archive) -> None:
    """The verdict with what differs, and the words in their article; without words they are asked for."""
    said = quotation(archive).text
    page = visit(f"/check?{urlencode({'words': said, 'by': 'Lind'})}")
    assert "Said in these words by Dorota Lind." in words(page)
    assert f"#{anchor_of(said)}" in page.text
    altered = visit(f"/check?{urlencode({'words': said.replace('before', 'after')})}")
    assert "Altered: Dorota Lind said it otherwise." in words(altered)
    assert "<del><span" in altered.text
    assert ">after</ins>" in altered.text
    assert "Not in this archive." in words(visit("/check?words=Nobody+ever+painted+seven+elephants+purple"))
    assert "Did anybody say this?" in words(visit("/check"))


def test_a_quotation_that_is_pasted_is_checked(visit: Visitor, archive: Archive) -> None:
    """Where questions are asked, it leads to its check."""
    page = visit(path_of(f"“{quotation(archive).text}” by Lind", lang="ru"))
    assert page.status == 303
    assert page.headers["location"].startswith("/check?words=We+will+finish")
    assert "Dorota Lind" in words(visit(page.headers["location"]))


# Sources and feeds


def test_publishers_are_listed_with_their_documents(visit: Visitor) -> None:
    """Each on a page of its own, a part at a time."""
    assert "Valley Wire" in words(visit("/sources"))
    page = visit("/s/Valley%20Wire")
    assert "20 documents" in words(page)
    assert page.text.count("<cite>") == 20
    assert visit("/s/Nothing").status == 404


@pytest.mark.parametrize("query", ["", "?q=the+new+bridge", "?person=Dorota+Lind", "?q=the+new+bridge&speaker=Lind&lang=ru"])
def test_feeds_are_atom_with_ids_that_stay(visit: Visitor, query: str) -> None:
    """Newest first, each entry a quotation that its link leads to."""
    page = visit(f"/feed.atom{query}")
    assert page.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(page.text.encode())
    assert not feed.bozo
    assert feed.entries
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    for entry in feed.entries:
        assert entry.id == entry.link
        assert entry.link.startswith(f"{visit.root}/d/")
    assert [entry.id for entry in feedparser.parse(visit(f"/feed.atom{query}").text).entries] == [
        one.id for one in feed.entries
    ]


def test_quotations_are_data_in_the_page(visit: Visitor, archive: Archive) -> None:
    """As schema.org calls them, in each page that shows some."""
    citation = quotation(archive)
    for path in (path_of(LIND), f"/d/{citation.document.id}", "/p/Dorota%20Lind", "/", "/compare?a=Lind&b=Holm"):
        (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', visit(path).text, re.DOTALL)
        graph = json.loads(script)["@graph"]
        assert {one["@type"] for one in graph} == {"Quotation"}
    found = next(one for one in graph if one["spokenByCharacter"]["name"] == "Dorota Lind")
    assert found["@id"].startswith(f"{visit.root}/d/")
    assert found["isPartOf"]["@type"] == "NewsArticle"


# Languages and headers


def test_a_page_speaks_the_visitors_language(visit: Visitor) -> None:
    """The browser's, or the one in the address, which links keep."""
    assert "Who said what, and when" in words(visit("/", Accept_Language="de, fr;q=0.5"))
    russian = visit("/", Accept_Language="de, ru-RU;q=0.9, en;q=0.5")
    assert '<html lang="ru">' in russian.text
    assert "Кто, что и когда сказал" in words(russian)
    assert 'href="/people"' in russian.text
    chosen = visit("/?lang=ru")
    assert 'href="/people?lang=ru"' in chosen.text
    assert '<input type="hidden" name="lang" value="ru">' in chosen.text
    assert '<html lang="en">' in visit("/?lang=xx").text


def test_a_page_that_is_known_is_not_sent_again(visit: Visitor, archive: Archive) -> None:
    """Until the archive, the address or the language is another."""
    first = visit(path_of(LIND))
    tag = first.headers["etag"]
    again = visit(path_of(LIND), If_None_Match=f'"other", {tag}')
    assert (again.status, again.text) == (304, "")
    assert again.headers["etag"] == tag
    assert visit(path_of(LIND), If_None_Match=tag, Accept_Language="ru").status == 200
    bring(archive, article(COUNT))
    assert visit(path_of(LIND), If_None_Match=tag).status == 200


def test_a_page_allows_nothing_that_it_does_not_need(visit: Visitor) -> None:
    """No script, no other site, no frame; also where something went wrong."""
    for path in ("/", path_of(LIND), "/nothing", "/style.css"):
        headers = visit(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self';")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
        assert "set-cookie" not in headers
    assert "strict-transport-security" not in headers


def test_pages_that_are_reached_safely_stay_safe(archive: Archive) -> None:
    """Where the address says https, browsers are told to keep to it, and whole addresses are those."""
    with pages_of(archive, WebSettings(url="https://briefbot.example", requests_per_minute=UNLIMITED)) as visitor:
        page = visitor("/feed.atom")
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "<id>https://briefbot.example/feed.atom</id>" in page.text


def test_files_of_the_pages_can_be_kept_for_ever(visit: Visitor) -> None:
    """Their address changes with them."""
    page = visit("/")
    for path in re.findall(r'href="(/(?:style\.css|icon\.svg)\?v=\w+)"', page.text):
        assert visit(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "Disallow: /?" in visit("/robots.txt").text


def test_pages_are_only_read(visit: Visitor) -> None:
    """Any other method is refused; a head is a page without its text."""
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert visit("/", method).status == 405
    head = visit(path_of(LIND), "HEAD")
    assert (head.status, head.text) == (200, "")
    assert visit("/nothing").status == 404
    assert "There is no such page" in words(visit("/nothing"))


def test_an_empty_archive_has_pages_too(new_archive: Callable[[], Archive]) -> None:
    """They say that it is empty."""
    with pages_of(new_archive()) as visitor:
        for path in ("/", "/sources", "/people", "/feed.atom", "/compare?a=x&b=y", path_of("bridge")):
            assert visitor(path).status == 200
        assert "The archive is empty." in words(visitor("/"))


def picture(visit: Visitor) -> str:
    """The link to the picture of an answer's first quotation."""
    link = re.search(r'href="(/card\.png[^"]+)"', visit(path_of(LIND)).text)
    assert link
    return link[1].replace("&amp;", "&")


def test_a_quotation_is_a_picture_too(visit: Visitor) -> None:
    """Where an answer shows it stands a link to its card, a PNG; of words that are not there is none."""
    link = picture(visit)
    answer = visit(link)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert size(answer.body)[0] == 1080
    assert visit("/card.png?id=nothing&w=w00").status == 404
    assert visit(link.partition("&w=")[0] + "&w=w0000000000").status == 404


def test_a_quotation_that_cannot_be_drawn_has_no_picture(visit: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too long is told so; without the fonts no link is offered."""
    link = picture(visit)
    monkeypatch.setattr(cards, "_MOST_HEIGHT", 100)
    refused = visit(f"{link}&lang=en")
    assert refused.status == 404
    assert sharing_phrases.NO_PICTURE in refused.text
    monkeypatch.setattr(cards, "can_draw", lambda: False)
    assert visit(f"{link}&lang=ru").status == 404
