"""Whose words the marked ones are in Russian, in small texts."""

import pytest

from briefbot.model import Attribution, Document, Kind, Quote
from briefbot.reading.quotes import find_quotes

# A text with one quotation, and the name under it.
SPEAKERS = {
    "the verb first": ("«Мы готовы к зиме», — сказал Пётр Лавочкин.", "Пётр Лавочкин"),
    "the speaker first": ("Пётр Лавочкин сказал: «Мы готовы к зиме».", "Пётр Лавочкин"),
    "a role with a firm in marks": ("«Мы готовы к зиме», — сказал директор завода «Луч» Пётр Лавочкин.", "Пётр Лавочкин"),
    "the genitive": ("По словам Петра Лавочкина, «зима будет тёплой».", "Петр Лавочкин"),
    "as somebody said": ("Как отметила Анна Громова, «зима будет тёплой».", "Анна Громова"),
    "a fragment": ("Анна Громова назвала решение «шагом в никуда».", "Анна Громова"),
    "the instrumental": ("«Зима будет тёплой», — сказано министром Петром Лавочкиным.", "Петр Лавочкин"),
    "a family name in another case": (
        "Журналисты встретились с Анной Громовой. «Мы готовы к зиме», — сказала Громова.", "Анна Громова"),
    "a woman's name is no man's": ("«Мы готовы к зиме», — сказала Громова.", "Громова"),
    "a man's name in the genitive": ("По мнению Громова, «зима будет тёплой».", "Громов"),
    "initials": ("«Мы готовы к зиме», — сказал П.С.Лавочкин.", "П.С. Лавочкин"),
    "initials behind": ("По словам Лавочкина П.С., «зима будет тёплой».", "П.С. Лавочкин"),
    "a patronymic": ("«Мы готовы», — сказала Анна Ильинична. Анне Ильиничне Громовой сто лет.", "Анна Ильинична Громова"),
    "an indeclinable name": ("По словам Татьяны Кравчук, «зима будет тёплой».", "Татьяна Кравчук"),
    "a foreign name": ("По мнению Джона Керри, «зима будет тёплой».", "Джон Керри"),
    "he": ("Пётр Лавочкин приехал в город. «Мы готовы к зиме», — сказал он.", "Пётр Лавочкин"),
    "she, and not he": (
        "Пётр Лавочкин и Анна Громова приехали в город. «Мы готовы к зиме», — сказала она.", "Анна Громова"),
    "in her opinion": ("Анна Громова приехала в город. По её мнению, «зима будет тёплой».", "Анна Громова"),
    "a role": ("Министр Анна Громова приехала в город. «Мы готовы к зиме», — сказала министр.", "Анна Громова"),
    "a noun that takes somebody up": ("Пётр Лавочкин приехал в город. «Мы готовы», — сказал политик.", "Пётр Лавочкин"),
    "the same role by another word": ("Врач Пётр Лавочкин приехал. «Мы готовы», — сказал доктор.", "Пётр Лавочкин"),
    "the spokesman of his master": (
        "Приехал пресс-секретарь президента Пётр Лавочкин. «Мы готовы», — добавил представитель Кремля.", "Пётр Лавочкин"),
    "her words, by another": (
        "Певица Анна Громова приехала. «Мы готовы к зиме», — приводит её слова Пётр Лавочкин.", "Анна Громова"),
    "her words, by who is a woman too": (
        "Певица Анна Громова пела, рассказала Ирина Седова. «Я устала от песен», — приводит её слова Седова.", "Анна Громова"),
    "a place in somebody's words": (
        "По словам Петра Лавочкина, Москва рассчитывает, что «разум возобладает».", "Петр Лавочкин"),
    "who heads a ministry is the minister": (
        "Приехал глава МИД Таврии Пётр Лавочкин. «Мы готовы к зиме», — отметил министр.", "Пётр Лавочкин"),
    "a deputy's title does not change": (
        "«Мы готовы к зиме», — сказала замминистра финансов Анна Громова.", "Анна Громова"),
    "a label and a colon above": ("Анна Громова, врач:\n\n«Мы давно готовы к этой зиме».", "Анна Громова"),
    "the head of a ministry, before it is said who": (
        "Глава Минфина заявил: «Мы готовы к зиме».\n\nМинистр финансов Пётр Лавочкин уехал.", "Пётр Лавочкин"),
    "the capital's mayor, and no minister": (
        "Приехали мэр Кольска Пётр Лавочкин и министр финансов Олег Ребров. «Мы готовы», — сказал глава столицы.",
        "Пётр Лавочкин"),
    "one mark closes two": ("«Мы готовы к фильму «Зима», — сказал Пётр Лавочкин.", "Пётр Лавочкин"),
    "a channel is nobody": (
        "Приехал врач Пётр Лавочкин. «Мы готовы», — написал эксперт в своём Telegram-канале.", "Пётр Лавочкин"),
    "a minister is the head": (
        "Прибыл министр иностранных дел Пётр Лавочкин. «Мы готовы к зиме», — сказал глава МИД.", "Пётр Лавочкин"),
    "a body": ("В МИД Таврии заявили, что «зима будет тёплой».", "МИД Таврии"),
    "a body's name in another case": ("«Зима будет тёплой», — говорится в решении Верховного суда.", "Верховный суд"),
    "a document": ("«Зима будет тёплой», — говорится в заявлении Минобороны.", "Минобороны"),
    "an agency passes it on": ("«Мы готовы к зиме», — приводит слова Петра Лавочкина агентство.", "Петр Лавочкин"),
    "an agency cites": ("«Мы готовы к зиме», — цитирует Анну Громову ТАСС.", "Анна Громова"),
    "a paper behind the verb": ("«Мы готовы к зиме», — рассказал «Вечернему городу» Пётр Лавочкин.", "Пётр Лавочкин"),
    "who it was that said it": ("Первой была Анна Громова, кто сказал: «Мы готовы к зиме».", "Анна Громова"),
    "who was with others": ("Пётр Лавочкин, с кем спорила Анна Громова, сказал: «Мы готовы к зиме».", "Пётр Лавочкин"),
    "what somebody calls it, first": ("«Чудо света» назвал плотину мэр Пётр Лавочкин.", "Пётр Лавочкин"),
    "a particle in a name": ("«Мы готовы к зиме», — сказал Билл де Лавуа.", "Билл де Лавуа"),
    "a ministry by what it is in charge of": (
        "Минфин закрыт до весны. В финансовом ведомстве сказали: «Мы готовы к зиме».", "Минфин"),
    "a colon without a verb": ("Анна Громова была кратка: «Мы готовы к зиме».", "Анна Громова"),
    "no language given": ("“Мы готовы к зиме”, – сказал Пётр Лавочкин.", "Пётр Лавочкин"),
}  # fmt: skip
UNNAMED = {
    "a source": "«Мы готовы к зиме», — сказал источник в правительстве.",
    "one of many": "Прибыл Пётр Лавочкин. «Мы готовы к зиме», — рассказал один из чиновников.",
    "a stranger": "Прибыл Пётр Лавочкин. «Мы готовы к зиме», — рассказал местный житель.",
    "a director of something else": "Прибыл Пётр Лавочкин. «Мы готовы к зиме», — сказал директор школы.",
    "another doctor": "Прибыл врач Пётр Лавочкин. «Мы готовы к зиме», — рассказал молодой врач.",
    "several": "«Мы готовы к зиме», — рассказали врачи.",
}
TITLES = {
    "a firm": "Акции ООО «Газовый свет» выросли, сообщил Пётр Лавочкин.",
    "a newspaper": "Об этом Пётр Лавочкин рассказал газете «Вечерний город».",
    "a club that plays": "«Буревестник» выиграл у «Авроры», признал Пётр Лавочкин.",
    "a film": "Пётр Лавочкин сказал, что снял фильм «Зима в городе».",
    "a label": "«Вечерний город»: Что дальше?",
    "a scare quote": "Пётр Лавочкин сказал, что «эксперты» опять ошиблись.",
}


def quotes_of(text: str) -> tuple[Quote, ...]:
    """The quotations of a text whose language nobody told."""
    return find_quotes(Document("d", text)).quotes


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS)
def test_a_speaker_is_named_in_the_nominative(text: str, speaker: str) -> None:
    """Whatever case the article names somebody in, the name under the words is in the nominative, whole and without a role."""
    source = next(quote.source for quote in quotes_of(text) if quote.source.attribution is not Attribution.NOBODY)
    assert source.speaker == speaker
    assert source.mention is not None
    assert source.mention.of(text) in text


@pytest.mark.parametrize("text", UNNAMED.values(), ids=UNNAMED)
def test_a_source_without_a_name_gets_none(text: str) -> None:
    """Somebody whom the article does not name is nobody whom it named before."""
    (quote,) = quotes_of(text)
    assert quote.source.attribution is Attribution.UNNAMED
    assert quote.source.mention is not None


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES)
def test_names_of_things_in_marks_are_nobodys_words(text: str) -> None:
    """Firms, papers, clubs and works stand in the same marks as quotations, and nobody says them."""
    assert {quote.source.attribution for quote in quotes_of(text)} == {Attribution.NOBODY}


def test_marks_of_every_make_pair_up() -> None:
    """«…», „…“ and “…” quote, and marks within marks belong to the outer words."""
    for opening, closing in ("«»", "„“", "“”", '""'):
        text = f"{opening}Мы готовы к зиме{closing}, — сказал Пётр Лавочкин."
        assert [quote.span.of(text) for quote in quotes_of(text)] == ["Мы готовы к зиме"]
    nested = "«Внук спросил: „Где „Аврора“?“ — и ушёл», — сказал Пётр Лавочкин."
    assert [quote.source.speaker for quote in quotes_of(nested)] == ["Пётр Лавочкин"]


def test_paragraphs_of_one_quotation_have_the_speaker_behind_the_last() -> None:
    """Each paragraph reopens the marks, the last closes them and names who spoke."""
    text = "«Мы долго ждали этой зимы.\n«И вот она пришла», — сказал Пётр Лавочкин."
    first, last = quotes_of(text)
    assert first.group == last.group
    assert first.source.speaker == last.source.speaker == "Пётр Лавочкин"


def test_speech_behind_dashes_is_a_statement_of_its_speaker() -> None:
    """Without marks it is no quotation: each sentence is shown as it stands, with who says it."""
    text = "— Мы готовы к зиме, — сказал мэр Пётр Лавочкин. — Дрова есть.\n\n— А весной? — спросила Анна Громова."
    analysis = find_quotes(Document("d", text))
    assert analysis.quotes == ()
    assert [(statement.span.of(text), statement.source.speaker) for statement in analysis.statements] == [
        ("— Мы готовы к зиме, — сказал мэр Пётр Лавочкин.", "Пётр Лавочкин"),
        ("— Дрова есть.", "Пётр Лавочкин"),
        ("— А весной? — спросила Анна Громова.", "Анна Громова"),
    ]


def test_a_list_behind_dashes_has_no_speaker() -> None:
    """A dash alone says nothing of who speaks."""
    text = "Пётр Лавочкин приехал.\n\n— Дрова есть.\n\n— Уголь есть."
    assert {statement.source.speaker for statement in find_quotes(Document("d", text)).statements} <= {None}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Пётр Лавочкин сообщил, что зима будет тёплой.", "Пётр Лавочкин"),
        ("По данным Минобороны, зима будет тёплой.", "Минобороны"),
        ("Зима будет тёплой, сообщил журналистам министр Пётр Лавочкин.", "Пётр Лавочкин"),
        ("Зима будет тёплой, сообщает ТАСС со ссылкой на МЧС.", "МЧС"),
        ("Зима будет тёплой, уверена Анна Громова.", "Анна Громова"),
        ("В мэрии сообщили, что зима будет тёплой.", None),
    ],
)
def test_reported_speech_has_its_speaker(text: str, speaker: str | None) -> None:
    """A sentence that says what somebody said is that body's or person's statement."""
    (statement,) = find_quotes(Document("d", text)).statements
    assert statement.source.speaker == speaker


def test_another_language_in_the_same_script_is_not_read_as_russian() -> None:
    """Ukrainian has its own verbs: its quotations are found, and no name is made up by Russian declension."""
    text = "«Зима буде теплою», — сказав міністр Петро Лавочкін, який приїхав із Києва."
    (quote,) = find_quotes(Document("d", text, language="uk")).quotes
    assert quote.span.of(text) == "Зима буде теплою"


INTERRUPTED = {
    "verb first": (
        "«Нас никто не предупредил, — рассказала продавщица Галина Носова. — Узнали из газеты».",
        ["Нас никто не предупредил", "Узнали из газеты"],
        "Галина Носова",
    ),
    "the sentence goes on": (
        "«Мы придём, — заявил Пётр Лавочкин, — и останемся».",
        ["Мы придём", "и останемся"],
        "Пётр Лавочкин",
    ),
    "with a question": (
        "«Кто за это ответит? — спросил депутат Игорь Лещенко. — Я жду!»",
        ["Кто за это ответит?", "Я жду!"],
        "Игорь Лещенко",
    ),
    "straight marks": (
        '"Это провал, – написал в своём канале Игорь Лещенко. – Полный".',
        ["Это провал", "Полный"],
        "Игорь Лещенко",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), INTERRUPTED.values(), ids=INTERRUPTED)
def test_the_narrator_between_the_marks_is_no_part_of_the_quotation(text: str, words: list[str], speaker: str) -> None:
    """What the narrator says between the marks is not quoted, and its speaker stands under both pieces of one quotation."""
    quotes = find_quotes(Document("d", text, language="ru")).quotes
    assert [quote.span.of(text) for quote in quotes] == words
    assert {quote.source.speaker for quote in quotes} == {speaker}
    assert len({quote.group for quote in quotes}) == 1


def test_a_dash_in_a_quotation_is_no_narrator() -> None:
    """Words between dashes that say of nobody that he said something stay in the quotation."""
    text = "«Мост — это не подарок, — а обязанность», — сказал Олег Савельев."
    (quote,) = find_quotes(Document("d", text, language="ru")).quotes
    assert quote.span.of(text) == "Мост — это не подарок, — а обязанность"
    assert (quote.kind, quote.source.speaker) == (Kind.DIRECT, "Олег Савельев")
