"""Russian as its press writes it: the kinds of sentences that real news has, in invented words."""

from itertools import islice

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes
from eval.mutations import mutations

# A text with one quotation, and the name under it; None: no name may stand there.
SPEAKERS = {
    "whom an agency is told it by": ("«Мост готов к маю», — сообщил РИА Новости мэр Пётр Гусев.", "Пётр Гусев"),
    "an agency passes it on": ("По словам Петра Гусева, мост «почти готов», передаёт ТАСС.", "Петр Гусев"),
    "a paper in Latin letters": ("«Мост готов к маю», — сказал Harbour News мэр Пётр Гусев.", "Пётр Гусев"),
    "two names beside each other": ("Помощник мэра Анны Седовой Пётр Гусев назвал мост «красивым».", "Пётр Гусев"),
    "a country before a name": ("Премьер Израиля Пётр Гусев назвал мост «красивым».", "Пётр Гусев"),
    "a nickname": ("Боксёр Пётр «Гром» Гусяев ушёл. «Я устал и ушёл», — сказал Гусяев.", "Пётр Гусяев"),
    "initials apart": ("Приехал П. С. Гусев. «Я устал и ушёл», — сказал Гусев.", "П. С. Гусев"),
    "a house": ("«Мост готов к маю», — говорится в заявлении Белого дома.", "Белый дом"),
    "a woman's foreign name": ("Как сообщила помощница мэра Мирей Гуссан, «мост готов к маю».", "Мирей Гуссан"),
    "a ministry's head": ("Прибыл министр природных ресурсов Пётр Гусев. «Готово», — сказал глава Минприроды.", "Пётр Гусев"),
    "a deputy": ("Прибыл заместитель министра культуры Пётр Гусев. «Мы готовы», — сказал замминистра.", "Пётр Гусев"),
    "a former office": ("Бывший президент Таврии Пётр Гусев прибыл. «Мы готовы», — сказал экс-президент.", "Пётр Гусев"),
    "a land's leader": ("Президент Боливии Пётр Гусев прибыл. «Мы готовы», — сказал боливийский лидер.", "Пётр Гусев"),
    "several roles": ("«Камень цел», — сказал глава раскопок, старший хранитель отдела Пётр Гусев.", "Пётр Гусев"),
    "a verb with its noun": ("«Мост готов к маю», — сделала вывод Анна Седова.", "Анна Седова"),
    "an inspectorate": ("«Найдено сорок нарушений», — сообщили в Рослеснадзоре.", "Рослеснадзор"),
    "not said": ("Пётр Гусев не говорил: «Мы закроем мост».", None),
    "denied": ("Мэр Анна Седова опровергла, что говорила: «Мы закроем мост».", None),
    "no proof": ("Нет доказательств того, что Анна Седова называла учителей «лентяями».", None),
    "a tag of any verb": ("«Пекарь уехал», — развёл руками Пётр Гусев.", "Пётр Гусев"),
    "a tag with not": ("«Он вернулся!» — не может сдержать слёз Анна Седова.", "Анна Седова"),
    "who does something behind them": ("«Это последний матч», — Пётр Гусев не скрывал слёз.", "Пётр Гусев"),
    "a verb of what is no person": ("«Осторожно, обрыв», — гласила вывеска.", None),
    "called by somebody": ("Темнота названа Петром Гусевым «лучшим материалом».", "Петр Гусев"),
    "somebody's phrase": ("Фраза мэра Петра Гусева «снег растает сам» стала крылатой.", "Петр Гусев"),
    "a phrase called something": ("Анна Седова назвала слова Петра Гусева «пустым звоном».", "Анна Седова"),
    "said without telling more": ("Анна Седова сообщила, что «мост готов», не уточнив сроков.", "Анна Седова"),
    "no joke": ("Пришла Анна Седова. «Тут темно», — сказала она. Пётр Гусев не оценил: «Свет дорог».", "Пётр Гусев"),
    "a body in marks": ("В сообщении компании «Север-2» говорится: «Авария устранена».", "«Север-2»"),
    "a firm's form": ("В УК «Тёплый дом» заверили: «Платить не надо».", "УК «Тёплый дом»"),
    "in a house in marks": ("Завод «Север» стоит. В «Севере» отметили, что «зарплаты выплачены».", "«Север»"),
    "in a house never named": ("В «Кедре» заявили, что «протест подан».", "«Кедр»"),
    "a paper in marks passes on": ("«Мы ждём», — приводит слова дежурного агентство «Север».", None),
    "a press service": (
        "Городской суд Кольска закрыт. «Приговор отложен», — пояснили в пресс-службе суда.",
        "Городской суд Кольска",
    ),
    "a foreign given name": ("Министр Хуго Брандт прибыл. «Мы готовы к маю», — сказал Брандт.", "Хуго Брандт"),
    "a foreign woman": ("Канцлер Ингеборг Шпеер прибыла. «Мы готовы к маю», — сказала она.", "Ингеборг Шпеер"),
    "a foreign woman, undeclined": (
        "Он встретился с канцлером Ингеборг Шпеер. «Мы рады», — сказала канцлер.",
        "Ингеборг Шпеер",
    ),
    "a name in -ov of a given one": ("Ресторатор Эдуард Арнольдов ушёл. «Я устал и ушёл», — сказал он.", "Эдуард Арнольдов"),
    "a given name alone": ("Пришла Стефания Гус. Стефания сказала: «Мост готов к маю».", "Стефания Гус"),
    "whose wife": ("Вдова писателя Марка Гусева молчала. «Он просил сжечь», — сказала женщина.", None),
    "whose husband": (
        "Анна Бельская ушла. Экс-супруг Бельской, повар Пётр Гусев, остался. «Я ждал её», — сказал он.",
        "Пётр Гусев",
    ),
    "a name that is of several too": (
        "Вратарь соперников Олаф Линд ушёл. «Я видел спину», — признался Линд.",
        "Олаф Линд",
    ),
    "a given name of no list": ("Мастер спорта Геля Седова учит детей. «Мне хватает пенсии», — сказала Седова.", "Геля Седова"),
    "a given name before no family's": ("Студентка Майя Шип нашла горшок. «Это камень», — смеётся Шип.", "Майя Шип"),
    "a ministry, indeclinable": ("В Минпросвещения с сенатором не согласны: «Результаты растут».", "Минпросвещения"),
    "words that are passed on": ("«Граница открыта», — приводятся в сообщении слова мэра Петра Гусева.", "Петр Гусев"),
    "says, before a name": ("«Пень стоит», — говорит Арина Седова и гладит кошку.", "Арина Седова"),
    "of whom it is said": ("Пришёл Чиди Окафор. «Пень стоит и стоит», — цитирует Окафора пресс-служба журнала.", "Чиди Окафор"),
    "a firm in marks": ("Пётр Гусев заявил, что «Север-Медиа» не будет закрыта.", None),
}
# A text, a sentence of it without marks, and the name under that.
TOLD = {
    "an agency is told": ("Об этом ТАСС сообщил мэр Кольска Пётр Гусев.", "Об этом", "Пётр Гусев"),
    "a block behind a colon": ("Мэр Анна Седова сообщила СМИ:\n\nМост откроют в мае.", "Мост откроют", "Анна Седова"),
    "an answer": (
        "Мы поговорили с тренером Петром Гусевым.\n\n— Когда высохнет поле?\n\n— Поле высохнет в июне.",
        "— Поле", "Петр Гусев"),
    "a question": (
        "Мы поговорили с тренером Петром Гусевым.\n\n— Когда высохнет поле?\n\n— Поле высохнет в июне.", "— Когда", None),
    "a block of answers": (
        "Мы поговорили с тренером Петром Гусевым.\n\n— Трудно?\n\n— Легко, — вздыхает мужчина. — Поле сохнет.",
        "— Легко", "Петр Гусев"),
    "a name in marks": ("Пётр Гусев в беседе с «Зарёй» отметил, что мост готов.", "Пётр", "Пётр Гусев"),
    "a narrator of no list": ("— Лапы стёрты, — поставил диагноз врач Пётр Гусев. — Он дойдёт.", "— Лапы", "Пётр Гусев"),
    "a narrator who does something": ("— Лапы стёрты, — развёл руками Пётр Гусев. — Он дойдёт.", "— Лапы", "Пётр Гусев"),
    "a dash within speech": ("— Лапы, — лежит тут одна соль, — сказал Пётр Гусев.", "— Лапы", "Пётр Гусев"),
    "a thing done": ("Пётр Гусев подытожил гастроли концертом на барже.", "Пётр", None),
    "a portal": ("Портал Кольск.инфо пишет, что мост закрыт.", "Портал", "Кольск.инфо"),
    "a source": ("Рассуждая о ценах в РФ, источник газеты отметил, что склады полны.", "Рассуждая", None),
}  # fmt: skip


def _document(text: str) -> Document:
    return Document(id="text", text=text, language="ru")


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_names_the_speaker(text: str, speaker: str | None) -> None:
    """Under marked words stands the one who said them, and nobody where the article does not say that somebody did."""
    found = find_quotes(_document(text)).quotes
    assert found
    assert found[-1].source.speaker == speaker


@pytest.mark.parametrize(("text", "beginning", "speaker"), TOLD.values(), ids=TOLD.keys())
def test_names_who_told(text: str, beginning: str, speaker: str | None) -> None:
    """Under a sentence without marks stands the one who says it there."""
    told = {one.span.of(text): one.source.speaker for one in find_quotes(_document(text)).statements}
    names = [name for sentence, name in told.items() if sentence.startswith(beginning)]
    assert names == [speaker] if speaker else not any(names)


def test_reads_whatever_becomes_of_an_article() -> None:
    """No mutation of an article raises, and every place that is found lies in the text."""
    for text in islice(mutations("ru", seed=1), 300):
        for quote in find_quotes(_document(text)).quotes:
            assert 0 <= quote.whole.start <= quote.span.start < quote.span.end <= quote.whole.end <= len(text)
