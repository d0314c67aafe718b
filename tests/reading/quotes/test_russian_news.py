"""Russian news of agencies, dailies and regional sites: whose name a sentence has, and who says it, in invented words."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

# A text that ends in marked words with their tag, and the name under them; None: no name may stand there.
SPEAKERS = {
    "given name and patronymic": (
        "Говорила замминистра Инна Боровская. «Программы готовы», — сообщила Инна Юрьевна.",
        "Инна Боровская",
    ),
    "a patronymic of two": (
        "Прибыли Инна Боровская и Инна Седова. «Программы готовы», — сообщила Инна Юрьевна.",
        "Инна Юрьевна",
    ),
    "a family name like a patronymic": (
        "Прибыли мэр Роман Гусев и банкир Роман Абрамович. «Мост готов», — сообщил Роман Абрамович.",
        "Роман Абрамович",
    ),
    "a town before a foreign name": (
        "«Снег убран в понедельник», — написал мэр Белоозёрска Алесь Лыкашевич.",
        "Алесь Лыкашевич",
    ),
    "a place behind a preposition": (
        "Приехал мэр Юрий Гусев. В Севастополе Гусев заявил, что город был «оторван от моря».",
        "Юрий Гусев",
    ),
    "a land's name": (
        "Опытом Республики Татарстан поделился министр Ильдар Галимов. «Мы доплачиваем учителям», — объяснил он.",
        "Ильдар Галимов",
    ),
    "a land's side": (
        "Украинская сторона всё отрицает. «Мы не стреляли», — цитирует «Зарю» штаб спикера Тараса Гаврилюка.",
        None,
    ),
    "a paper that cites somebody": (
        "«Мы по сёлам не работаем», — цитирует «Заря» спикера штаба Тараса Гаврилюка.",
        "Тарас Гаврилюк",
    ),
    "a press service that cites its chief": (
        "Приехал губернатор Игорь Бабушкин. «Без этого нельзя», — цитирует Бабушкина пресс-служба.",
        "Игорь Бабушкин",
    ),
    "a court by its town": (
        "Читинский областной суд принял решение. «Арест был незаконным», — говорится в решении суда.",
        "Читинский областной суд",
    ),
    "a long role": (
        ("Депутат Палаты представителей (нижней палаты парламента) Национального собрания Таврии Сергей Гусев "
        "назвал закон «строгим предупреждением»."),
        "Сергей Гусев",
    ),
    "a musician far behind": (
        "Скрипку украли у солиста Артура Седова.\n\nЕё узнали.\n\nСуд назначен.\n\n«Я не сержусь», — признался музыкант.",
        "Артур Седов",
    ),
    "a representative of whom nothing is said": (
        "Прибыл сопредседатель союза Яков Седов. «Базы нет», — пожаловался представитель крупной сети.",
        None,
    ),
    "a partner in a law firm": (
        "Пришёл Ян Воротин, представитель ответчика. Удивлена партнёр бюро Анна Седова. «Шансы есть», — сказала адвокат.",
        "Анна Седова",
    ),
    "a woman's family name that is a given name too": (
        "По словам врача Инны Лориной, шов зажил. «Всё хорошо», — сказала доктор.",
        "Инна Лорина",
    ),
    "a firm's representative is no mayor": (
        "Мэр Гарик Гусев пригрозил штрафами. «Успеем к июню», — пообещал представитель фирмы.",
        None,
    ),
    "the only one of a paragraph": (
        "Слова попросил физик из Кольска Пётр Гусев. «Я написал сорок бумаг», — сообщил педагог.",
        "Пётр Гусев",
    ),
    "an adjective of what one heads": (
        "Глава регионального профсоюза Борис Гусев молчал. «На это не прожить», — заявил профсоюзный лидер.",
        "Борис Гусев",
    ),
    "a role with names in marks": (
        '"Тренер был в бешенстве, - рассказал полузащитник "Волны" и сборной Игорь Семшин. - Досталось всем".',
        "Игорь Семшин",
    ),
    "a name that looks declined": (
        "На замену вышел форвард Мамаду Дуге. «Я доиграю», — сказал Дуге.",
        "Мамаду Дуге",
    ),
    "there": (
        "В Минздраве сообщили, что врач приедет. «Договор подписан», — добавили там.",
        "Минздрав",
    ),
    "there, where nothing was said": ("Больница стоит у Минздрава. «Договор подписан», — добавили там.", None),
    "the regulator": (
        "Банк Таврии поднял ставку.\n\nРубль упал.\n\n«Ставка вырастет снова», — говорится в сообщении регулятора.",
        "Банк Таврии",
    ),
    "the prosecution": (
        "Прокурор Марина Седова выступила. «Другой меры быть не может», — сказала представитель гособвинения.",
        "Марина Седова",
    ),
    "an attaché": (
        "Новость прокомментировал пресс-атташе посольства Анатолий Гусев. «Писем не было», — сообщил дипломат.",
        "Анатолий Гусев",
    ),
    "the nearer of two trainers": (
        "Тренер «Волны» Ларс Йенсен молчал.\n\nНичья.\n\nНаставник «Кедра» Юрий Гусев рад.\n\n«Нам везло», — сказал тренер.",
        "Юрий Гусев",
    ),
    "a woman's calling": (
        "Допросили свидетеля Раису Кулагину. «Ключ брали все», — уточнила свидетельница.",
        "Раиса Кулагина",
    ),
    "a role and a name behind a comma": (
        "Пришёл адвокат Ян Воротин. Спорил второй адвокат подсудимого, Арсен Седов.\n\n«Сейф серый», — пояснил адвокат.",
        "Арсен Седов",
    ),
    "a member of a body": (
        "С критикой выступила член комитета Ираида Седова. «Стыдно слушать», — сказала депутат.",
        "Ираида Седова",
    ),
    "the head of a chamber": (
        "Спикер Георгий Гусев отключил микрофон. «Тише, коллеги», — предупредил председатель палаты.",
        "Георгий Гусев",
    ),
    "a girl is no hostess": (
        "Снимает внучка Вика Седова. «Я записываю рецепты», — сказала Вика.\n\n«Мне не надо двух пенсий», — отвечает хозяйка.",
        None,
    ),
    "a name in brackets": (
        "Посол Катара Нассир Абдулазиз аль-Нассер (Nassir al-Nasser) заявил AFP, что «документ готов».",
        "Нассир Абдулазиз аль-Нассер",
    ),
}  # fmt: skip

# A text without marked words, the beginning of a sentence in it, and whose it is.
TOLD = {
    "joined verbs": (
        "Министр Всеволод Гусев поздравил музей и сообщил, что деньги будут. Музей закрыт.",
        "Министр",
        "Всеволод Гусев",
    ),
    "verbs joined by but": (
        "Министр Пётр Гусев от оценок решения суда воздержался, но напомнил, что срок вышел.",
        "Министр",
        "Пётр Гусев",
    ),
    "a medium in between": (
        "С таким заявлением, как передаёт Интерфакс, выступил глава службы Валентин Гусев.",
        "С таким",
        "Валентин Гусев",
    ),
    "whose words are answered": (
        "Приехал Валентин Наливайко. Как заявил в ответ на слова Наливайко лидер «Прорыва» Алексей Гусев, суд ждёт.",
        "Как заявил",
        "Алексей Гусев",
    ),
    "a role without its bearer": (
        "Прибыл глава района Олег Гусев. Позже в беседе с корреспондентом Гусев признал, что подпись его.",
        "Позже",
        "Олег Гусев",
    ),
    "who says it of a body": (
        'Минфин предлагает сохранить расходы, заявил во вторник, выступая на форуме "Бюджет", глава ведомства Антон Гусев.',
        "Минфин",
        "Антон Гусев",
    ),
    "her own words": ("Пришла Анна Седова. Седова, по её словам, ведёт переговоры.", "Седова", "Анна Седова"),
    "what a paper in marks writes": ("Мэрия Кольска направила отзыв на проект, пишет «Заря».", "Мэрия", None),
    "a doubt": ("Эксперт Богдан Гусев сомневается, что закон примут.", "Эксперт", "Богдан Гусев"),
    "an investigation is no code": (
        "Дело возбуждено по статье 290 УК РФ. По версии следствия, взятку передали дважды.",
        "По версии",
        None,
    ),
}  # fmt: skip


def _document(text: str) -> Document:
    return Document(id="text", text=text, language="ru")


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_names_the_speaker_of_news(text: str, speaker: str | None) -> None:
    """Under the last marked words stands the one who said them, by the name that the article gives in full."""
    found = [one for one in find_quotes(_document(text)).quotes if " " in one.span.of(text)]
    assert found
    assert found[-1].source.speaker == speaker


@pytest.mark.parametrize(("text", "beginning", "speaker"), TOLD.values(), ids=TOLD.keys())
def test_names_who_told_the_news(text: str, beginning: str, speaker: str | None) -> None:
    """Under a sentence without marks stands the one who says it there."""
    told = {one.span.of(text): one.source.speaker for one in find_quotes(_document(text)).statements}
    names = [name for sentence, name in told.items() if sentence.startswith(beginning)]
    assert names == [speaker] if speaker else not any(names)
