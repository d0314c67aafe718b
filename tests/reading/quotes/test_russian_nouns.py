"""Whom a noun takes up in Russian news, where no name stands beside it: the one who was introduced, and no stranger."""

import pytest

from briefbot.model import Attribution, Document
from briefbot.reading.quotes import find_quotes

# A text, and the names under its quotations in their order; None: no name may stand there.
TAKEN_UP = {
    "the same trade by another word": (
        "Директор музея Клавдия Носова показала зал. «Пахнет деревом», — пообещала музейщица.", ["Клавдия Носова"]),
    "a trade for a science": ("Эколог Ника Вронская взяла пробы. «Река мертва», — констатирует учёный.", ["Ника Вронская"]),
    "a trade that no list knows": ("Градозащитник Ефим Лапшин вышел. «Дом стар», — напомнил активист.", ["Ефим Лапшин"]),
    "a man": ("Сварщик Ильдар Сафин увидел дым. «Я открыл двери», — вспоминает мужчина.", ["Ильдар Сафин"]),
    "a people": ("Учёный Клаус Фишбах нашёл жука. «Жук пришёл сам», — смеётся немец.", ["Клаус Фишбах"]),
    "nobody's trade is known": ("Партию королевы спела Алла Порыва. «Зала не было», — сказала певица.", ["Алла Порыва"]),
    "a former office": ("Бывший вице-премьер Тарас Ивин молчал. «Бюджет пуст», — заявил экс-чиновник.", ["Тарас Ивин"]),
    "the head of a region": (
        "Губернатор Кузьма Рогов прибыл. «Зарплаты вырастут», — заверил глава области.",
        ["Кузьма Рогов"]),
    "the head of an office, of two": (
        "Председатель собрания Борис Кулев ушёл. Министр рыбы Арсений Гром здесь. «Мы за», — сказал глава ведомства.",
        ["Арсений Гром"]),
    "a land that only the text names": (
        "Президент Монтавии Марк Корда ушёл. Министр Хуго Бранд прибыл. «Мы готовы», — сказал монтавский министр.",
        ["Хуго Бранд"]),
    "a short name of an assembly": (
        "Председатель собрания Борис Кулев ушёл. «К нересту успеем», — сказал глава заксобрания.", ["Борис Кулев"]),
    "a thing that somebody made": (
        "Художница Ева Танич привезла полотна. «Я писала зимой», — рассказала автор работ.", ["Ева Танич"]),
    "a doubled calling": ("Депутат-одномандатник Римма Зас встала. «Я против», — заявила депутат.", ["Римма Зас"]),
    "a calling that is an adjective": (
        "Ведущая шоу Стефания Кудрявая молчала. «Она ушла», — выдала тайну телеведущая.", ["Стефания Кудрявая"]),
    "the only one so far, far away": (
        "Мы были у Нины Ким.\n\nПчёлы спали.\n\nШёл дождь.\n\nПахло мёдом.\n\n«Мёд готов», — сказала хозяйка.", ["Нина Ким"]),
    "two of one role": (
        "Тренер Айрат Гал ушёл. «Мы бежали», — сказал тренер.\n\nТренер Егор Лось молчал. «Мы стояли», — сказал наставник.",
        ["Айрат Гал", "Егор Лось"]),
    "two lands' women": (
        "Карин Ольсен устала. «Лыжи ехали», — сказала норвежка.\n\nПобедила Юлия Серова. «Я рада», — сказала россиянка.",
        ["Карин Ольсен", "Юлия Серова"]),
    "a paper's interlocutor": (
        "Аналитик Лев Зимин ждёт роста. «К весне остынет», — сказал собеседник «Листка».", ["Лев Зимин"]),
    "she behind a noun": (
        "Профессор Инна Цвет изучает лёд. Исследовательница ждёт весны. «Ледник уйдёт», — добавила она.", ["Инна Цвет"]),
    "whom it is told": ("Врач Нина Шевцова вышла. «Он спит», — сказала врач «Вестям».", ["Нина Шевцова"]),
    "a politician in another case": ("Премьер Юхан Крус ушёл. По мнению политика, «снег растает».", ["Юхан Крус"]),
    "cited": ("Сенатор Юхан Крус ушёл. «Снег растает», — цитирует политика газета.", ["Юхан Крус"]),
}  # fmt: skip
STRANGERS = {
    "a hand": "Мэр Фрол Сычёв посетил автобазу. «Зарплату не платят», — сказал механик.",
    "another circle": "Губернатор Кузьма Рогов приехал в школу. «Крыша течёт», — пожаловался учитель.",
    "an office": "Журналист Пётр Гусев спросил о ценах. «Цены стабильны», — ответил министр.",
    "a rival in court": "Прокурор Лев Зимин потребовал пять лет. «Я не виноват», — сказал подсудимый.",
    "a rival in sport": "Тренер Айрат Галеев заменил вратаря. «Обидно сидеть», — сказал голкипер.",
    "a rank": "Полковник Игнат Бурун отдал приказ. «Мы стояли в воде», — вспоминает солдат.",
    "who attends": "Лев Зимин попал в больницу. «Состояние стабильное», — сообщил врач.",
    "a calling beside a relative": "Мать ребёнка Ольга Ким ушла. «Я закрыла дверь», — сказала воспитательница.",
    "one of a crowd": "Врач Нина Ким упала. «Я видела», — сказала женщина из толпы.",
    "who did something": "Врач Нина Ким упала. «Я видел», — сказал прохожий, стоявший рядом.",
    "set apart": "Полковник Игнат Бурун молчит. «О ходе доложим», — заявил военный, ответивший на звонок.",
    "two of a kind": "Мэр Фрол Сычёв и губернатор Кузьма Рогов открыли мост. «Это мост дружбы», — сказал чиновник.",
    "another's director": "Тренер Айрат Галеев ушёл. «Он вернётся», — сказал директор «Волны».",
    "a head of no head": "Певица Ева Танич ушла. «Она вернётся», — сказал глава компании.",
    "a hidden source": "Источник в мэрии молчит. Аналитик Лев Зимин ждёт. «Указ подписан», — сказал собеседник агентства.",
    "who is not to be named": "Юрист Лев Зимин попросил не называть фирму. «Указ подписан», — сказал собеседник агентства.",
    "an interlocutor of another paragraph": "Ждёт Лев Зимин.\n\n«Указ подписан», — сказал собеседник агентства.",
    "she of a neighbour": "Врач Нина Шевцова ушла. Соседка Шевцовой уверена в чуде. «Он шёл по льду», — ахает она.",
    "a man for a woman": "Певица Ева Танич ушла. По словам мужчины, «характер у неё не сахар».",
}


def speakers(text: str) -> list[str | None]:
    """The names under a text's quotations, in their order; titles and the like left out."""
    found = find_quotes(Document(id="text", text=text, language="ru")).quotes
    return [quote.source.speaker for quote in found if quote.source.attribution is not Attribution.NOBODY]


@pytest.mark.parametrize(("text", "names"), TAKEN_UP.values(), ids=TAKEN_UP.keys())
def test_a_noun_takes_up_who_was_introduced(text: str, names: list[str]) -> None:
    """Whoever an article has just introduced may be called by a word that suits the calling, and keeps the name."""
    assert speakers(text) == names


@pytest.mark.parametrize("text", STRANGERS.values(), ids=STRANGERS.keys())
def test_a_noun_for_somebody_else_gets_no_name(text: str) -> None:
    """A noun that the one who was introduced cannot be called by means a stranger."""
    assert set(speakers(text)) == {None}
