"""Questions in Russian, over people and papers of either script."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.dates import find_dates, parse_day
from briefbot.answering.questions.dialogue import Earlier, read_in_dialogue
from briefbot.answering.questions.languages import language_of
from briefbot.answering.questions.model import Asked, Intent, Query
from briefbot.answering.questions.reading import Reader, tidy
from briefbot.model import Catalogue, Office, Publisher

from .people import person

FIRST, LAST = date(2015, 1, 3), date(2016, 9, 7)
TODAY = date(2016, 10, 12)  # a Wednesday
PEOPLE = (
    person("Илья Корсаков", 30, "И. Корсаков", "Корсаков"),
    person("Нина Корсакова", 12),
    person("Вера Зимина", 9, "Зимина"),
    person("МИД Тавриды", 5),
    person("Лига портов", 4),
    person("Nadia Orlova", 40, "N.Orlova", "Orlova"),
    person("Jacob Lindqvist", 30),
    person("Maria Lindqvist", 25),
    person("Charles Whitlow", 20, "Whitlow"),
    person("Vera Zimina", 3),
    person("Ed Sample", 3),
)
PAPERS = tuple(
    Publisher(name, 20, FIRST, LAST)
    for name in ("The Harbour Times", "Вестник порта", "Маяк", "ТАП", "Polaris", "CNN", "USA Today")
)
OFFICES = (
    Office("president", "Charles Whitlow", FIRST, LAST, 20),
    Office("french president", "Jacob Lindqvist", FIRST, LAST, 9),
    Office("министр иностранный дело", "Вера Зимина", FIRST, LAST, 6),
)
READER = Reader.of(Catalogue(PEOPLE, PAPERS, passages=1000, offices=OFFICES))


def read(question: str) -> Query:
    """What a question means by itself."""
    return READER.read(question, TODAY)


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("Что сказал Корсаков о пароме?", ["Илья Корсаков"]),
        ("что сказал корсаков о пароме", ["Илья Корсаков"]),
        ("Что Корсаков сказал о пароме?", ["Илья Корсаков"]),
        ("что говорил Сэмплу о пароме", ["Ed Sample"]),
        ("Слова Корсакова о пароме", ["Илья Корсаков"]),
        ("Что сказала Корсакова?", ["Нина Корсакова"]),
        ("По мнению Корсаковой, кто виноват?", ["Нина Корсакова"]),
        ("По словам министра Ильи Корсакова, кто виноват?", ["Илья Корсаков"]),
        ("Что ответила Орлова Корсакову?", ["Nadia Orlova"]),
        ("Что Корсакову ответила Орлова?", ["Nadia Orlova"]),
        ("Как Орлова отреагировала на слова Корсакова?", ["Nadia Orlova"]),
        ("Какова позиция Нади Орловой по забастовке?", ["Nadia Orlova"]),
        ("надя орлова о пароме", ["Nadia Orlova"]),
        ("Что сказали Уитлоу и Корсаков?", ["Charles Whitlow", "Илья Корсаков"]),
        ("Почему Чарльз Уитлоу критикует Орлову?", ["Charles Whitlow"]),
        ("Что сказала Мария Линдквист?", ["Maria Lindqvist"]),
        ("Что заявил МИД Тавриды?", ["МИД Тавриды"]),
        ("Как МИД прокомментировал забастовку?", ["МИД Тавриды"]),
        ("По данным Лиги портов, кто виноват?", ["Лига портов"]),
        ("Что сказал Whitlow о пароме?", ["Charles Whitlow"]),
        ("Что сказал Корскаов о пароме?", ["Илья Корсаков"]),
        ("Что мэр Таллина Илья Корсаков сказал о пароме?", ["Илья Корсаков"]),
        ("совет ильи корсакова орловой", ["Илья Корсаков"]),
        ("Как Илья Корсаков-старший описал паром?", ["Илья Корсаков"]),
        ("Почему Корсаков назвал слова Орловой фарсом?", ["Илья Корсаков"]),
        ("Что сказал Корскаову капитан?", []),
        ("Доволен ли Корсаков паромом?", ["Илья Корсаков"]),
        ("Что сказал президент о пароме?", ["Charles Whitlow"]),
        ("По словам президента Франции, кто виноват?", ["Jacob Lindqvist"]),
        ("Что думает министр иностранных дел о пароме?", ["Вера Зимина"]),
    ],
)
def test_somebody_is_asked_for_in_any_case_and_script(question: str, people: list[str]) -> None:
    """A name in the nominative speaks, one behind a noun of speech is quoted; case, script and slips are read over."""
    assert list(read(question).people) == people


@pytest.mark.parametrize(
    "question",
    [
        "Что говорят о Корсакове?",
        "Что сказал пресс-секретарь Корсакова?",
        "Стена Корсакова стоит дорого?",
        "Кто критиковал Корсакова?",
        "Какова позиция Тавриды по парому?",
        "Что сказал начальник портов?",
        "Что ответили Корсакову?",
        "Что случилось с Орловой?",
        "Что сказал Корсунский о пароме?",
        "Что сказал образец?",
        "сэм корсаков о пароме",
        "Билл де Сэмпл о пароме",
        "Что сказал президент клуба?",
    ],
)
def test_somebody_who_is_only_spoken_of_is_not_asked_for(question: str) -> None:
    """A name behind a preposition, in another's possession or in another case asks for nobody's words."""
    assert read(question).people == ()


def test_one_person_in_two_scripts_is_no_choice() -> None:
    """Who is named in articles of two languages is meant under both names; two people of one name stay a choice."""
    assert (read("Что сказала Зимина?").people, read("Что сказала Зимина?").choices) == (("Вера Зимина", "Vera Zimina"), ())
    assert read("Что сказал Линдквист?").choices == ("Jacob Lindqvist", "Maria Lindqvist")


def test_an_english_question_finds_people_of_russian_articles() -> None:
    """A name in Latin letters is one that its article has in Cyrillic."""
    assert read("What did Ilya Korsakov say?").people == ("Илья Корсаков",)
    assert read("What did Korsakov say about ferries?").people == ("Илья Корсаков",)


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("Что сказала Анна Петренко о пароме?", "Анна Петренко"),
        ("Что Петренко думает о пароме?", "Петренко"),
        ("Мнение Сидорова о пароме", "Сидорова"),
        ("Кто критиковал Петренко?", None),
        ("Что сказала Компания пароходов?", None),
    ],
)
def test_somebody_whom_the_archive_lacks_is_a_stranger(question: str, stranger: str | None) -> None:
    """A name where the speaker stands that nobody in the archive has is told as such."""
    assert read(question).strangers == ((stranger,) if stranger else ())


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Что сказала Орлова?", Intent.WORDS),
        ("Кто назвал забастовку фарсом?", Intent.WHO),
        ("Чьи это слова?", Intent.WHO),
        ("Какой сенатор был против?", Intent.WHO),
        ("Когда затонул паром?", Intent.WHEN),
        ("В какой день голосовали?", Intent.WHEN),
        ("расписание паромов", Intent.ANYTHING),
    ],
)
def test_what_kind_of_answer_is_wanted(question: str, intent: Intent) -> None:
    """Words, a name, a date, or anything at all."""
    assert read(question).intent is intent


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("в сентябре 2016", "2016-09-01", "2016-09-30"),
        ("в сентябре", "2016-09-01", "2016-09-30"),
        ("в ноябре", "2015-11-01", "2015-11-30"),
        ("14 февраля 2013", "2013-02-14", "2013-02-14"),
        ("14 февраля 2013 года", "2013-02-14", "2013-02-14"),
        ("14.02.2013", "2013-02-14", "2013-02-14"),
        ("3-го мая", "2016-05-03", "2016-05-03"),
        ("вчера", "2016-10-11", "2016-10-11"),
        ("позавчера", "2016-10-10", "2016-10-10"),
        ("на прошлой неделе", "2016-10-03", "2016-10-09"),
        ("на этой неделе", "2016-10-10", "2016-10-12"),
        ("в прошлом месяце", "2016-09-01", "2016-09-30"),
        ("за последний месяц", "2016-09-12", "2016-10-12"),
        ("за последние три недели", "2016-09-21", "2016-10-12"),
        ("две недели назад", "2016-09-28", "2016-10-04"),
        ("год назад", "2015-10-12", "2016-10-11"),
        ("с весны 2016", "2016-03-01", None),
        ("весной", "2016-03-01", "2016-05-31"),
        ("прошлым летом", "2016-06-01", "2016-08-31"),
        ("летом 2015 года", "2015-06-01", "2015-08-31"),
        ("до 26 сентября", None, "2016-09-25"),
        ("по 26 сентября", None, "2016-09-26"),
        ("после 26 сентября", "2016-09-27", None),
        ("с 5 по 7 мая", "2016-05-05", "2016-05-07"),
        ("с марта по май 2016 года", "2016-03-01", "2016-05-31"),
        ("между 5 и 7 мая 2015", "2015-05-05", "2015-05-07"),
        ("в 2015 году", "2015-01-01", "2015-12-31"),
        ("в 2015 году, с октября по ноябрь,", "2015-10-01", "2015-11-30"),
        ("с 2015 года до мая", "2015-01-01", "2016-05-31"),
        ("с 2015 года", "2015-01-01", None),
        ("до 2016 года", None, "2015-12-31"),
        ("за 2015 год", "2015-01-01", "2015-12-31"),
        ("31 февраля", None, None),
        ("об арабской весне", None, None),
        ("о ценах на июньском рынке", None, None),
        ("в этом году", "2016-01-01", "2016-10-12"),
        ("в прошлый вторник", "2016-10-11", "2016-10-11"),
    ],
)
def test_dates_in_words_and_figures(question: str, since: str | None, until: str | None) -> None:
    """Days, months, years, seasons, ranges and what counts from today, in any case."""
    when = find_dates(f"Что сказала Орлова {question}?", TODAY, TODAY)
    assert (when.since and when.since.isoformat(), when.until and when.until.isoformat()) == (since, until)


def test_a_date_leaves_nothing_of_itself_in_the_topic() -> None:
    """Preposition and the word for year belong to the date."""
    assert read("Что сказала Орлова о пароме в 2015 году?").topic.split() == ["о", "пароме", "?"]
    assert parse_day("сентябрь 2016", TODAY) == date(2016, 9, 1)
    assert parse_day("сентябрь", TODAY, end=True) == date(2016, 9, 30)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Что писал „Вестник порта“ о пароме?", "Вестник порта"),
        ("что в «Вестнике порта» о пароме", "Вестник порта"),
        ("По данным ТАП, кто виноват?", "ТАП"),
        ("Что сказано в газете «Маяк»?", "Маяк"),
        ("Что сказала Орлова в Маяке?", "Маяк"),
        ("Что писала Polaris о пароме?", "Polaris"),
        ("Из Polaris: кто виноват?", "Polaris"),
        ("Что в „Харбор таймс“ о пароме?", "The Harbour Times"),
        ("Что сообщает Си-эн-эн о пароме?", "CNN"),
        ("Что видно на маяке?", None),
        ("Что думает Орлова о газете «Маяк»?", None),
    ],
)
def test_a_paper_is_named_in_any_case_and_script(question: str, source: str | None) -> None:
    """Publishers are found declined and by their sound, and limit a question that asks to hear from them."""
    assert read(question).sources == ((source,) if source else None)


def test_a_paper_that_the_archive_lacks_is_told() -> None:
    """What stands in quotation marks behind a verb of reporting is a paper, whether the archive has it or not."""
    assert read("Что писала «Вечерняя волна» о пароме?").strange_source == "Вечерняя волна"
    assert read("Что писал «Вестник порта» о пароме?").strange_source is None


def test_polite_padding_and_the_frame_say_nothing() -> None:
    """A polite question means what the bare one does."""
    bare, polite = (
        read("что сказала Орлова о пароме?"),
        read("Здравствуйте, подскажите, пожалуйста, что сказала Орлова о пароме?"),
    )
    assert (polite.topic, polite.people) == (bare.topic, bare.people) == ("о пароме?", ("Nadia Orlova",))
    assert read("Не могли бы вы рассказать, какова позиция Орловой по парому").topic == "по парому"


def turn(question: str, *before: str) -> Query:
    """What a question means at the end of a dialogue."""
    earlier = None
    for asked in before:
        earlier = Earlier(read_in_dialogue(READER, asked, TODAY, Asked(), earlier), (7,))
    return read_in_dialogue(READER, question, TODAY, Asked(), earlier)


FIRST_QUESTION = "Что сказала Орлова о пароме в Polaris?"


@pytest.mark.parametrize(
    ("question", "people", "topic"),
    [
        ("а о забастовке?", ("Nadia Orlova",), {"забастовке"}),
        ("а что сказал Уитлоу?", ("Charles Whitlow",), {"пароме"}),
        ("когда это было?", ("Nadia Orlova",), {"пароме"}),
        ("кто ещё?", (), {"пароме"}),
        ("Что она ответила на это?", ("Nadia Orlova",), {"пароме"}),
        ("А в сентябре?", ("Nadia Orlova",), {"пароме"}),
        ("а компания?", (), {"компания", "пароме"}),
        ("и про причал?", ("Nadia Orlova",), {"причал"}),
    ],
)
def test_a_follow_up_takes_over_what_it_lacks(question: str, people: tuple[str, ...], topic: set[str]) -> None:
    """Person, topic and paper of the question before, unless it names its own."""
    query = turn(question, FIRST_QUESTION)
    assert (query.people, query.sources, query.follows_up) == (people, ("Polaris",), True)
    assert {word.strip("?") for word in query.topic.split()} - {"", "о", "на", "про", "в"} == topic


def test_a_pronoun_goes_by_its_gender() -> None:
    """«Она» is the woman who was asked about last, and «он» the man."""
    before = ("Что сказала Орлова о пароме?", "а что сказал Уитлоу?")
    assert turn("Что она сказала о причале?", *before).people == ("Nadia Orlova",)
    assert turn("Что он сказал о причале?", *before).people == ("Charles Whitlow",)


def test_a_fresh_question_inherits_nothing() -> None:
    """Who names a person and a topic leans on nothing before."""
    query = turn("Что думает Корсаков о налогах?", FIRST_QUESTION)
    assert (query.people, query.topic, query.sources, query.follows_up) == (("Илья Корсаков",), "о налогах?", None, False)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Что сказала Hillary Rodham Clinton об ISIS?", "ru"),
        ("What did Лавров say?", "en"),
        ("Лавров Сирия", "ru"),
        ("Lavrov Syria", "en"),
        ("2016?", "en"),
        ("", "en"),
    ],
)
def test_the_words_between_names_tell_the_language(question: str, code: str) -> None:
    """Names may stand in either script."""
    assert language_of(question).code == code


@given(st.text("абвгдежзиклмнопрстуфхцчшщьэюяАБВЛОРС ,.?-«»0123456789", max_size=200))
def test_no_question_breaks_the_reader(question: str) -> None:
    """Whatever is typed is read as something, and its topic is made of its own words."""
    query = turn(question, FIRST_QUESTION)
    assert all(word in tidy(question) for word in read(question).topic.split())
    assert all(name in {person.name for person in PEOPLE} for name in query.people)
