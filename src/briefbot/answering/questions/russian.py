"""Russian questions: what people say around what they ask for. Words are folded as `morphology.lemma` folds them."""

import re
from collections.abc import Iterator, Sequence

from briefbot.answering.questions import small_talk
from briefbot.answering.questions.declined import NAME_FORMS, SPEECH, asked_for, with_title
from briefbot.answering.questions.language import FollowUps, Language, Sources
from briefbot.answering.questions.russian_calendar import CALENDAR, TIMES
from briefbot.language.ru.morphology import is_given_name, is_patronymic, is_surname, lemma, words
from briefbot.language.translations import in_english

# Papers

_PAPER = (
    r"(?:(?:газет|журнал|агентств|издани|сайт|портал|телеканал|канал|радио|эфир|репортаж|стать|материал|сообщени|"
    r"публикаци)\w*\s+)"
)
_REPORTS = r"(?:пи(?:сал|шет|шут)\w*|написал\w*|сообщ\w+|переда(?:л|ёт|ет|ют|вал)\w*|опубликовал\w*|цитир\w+|рассказ\w+)"
_SOURCES = Sources(
    within=re.compile(
        rf"\b(?:в|во|из|по данным|по сообщени\w+|по информации|по версии|со ссылкой на|согласно|от|через|на|у|{_REPORTS})\s+"
        rf"{_PAPER}*[„«\"“]?$",
        re.IGNORECASE,
    ),
    subject=re.compile(r"(?:\b(?:что|как|почему|о ч[её]м)\s+|^)[„«\"“]?$", re.IGNORECASE),
    after=re.compile(rf"^[»“”\"]?\s*(?:{_REPORTS}\b|:|,|$|\?)", re.IGNORECASE),
)

# Questions

# Verbs of speech, by what their forms begin with.
_SAYS = (
    r"(?:сказа|скаж|говор|заяв|отвеча|ответи|отреагир|реагир|прокоммент|коммент|объясн|счита|дума|полага|отмеч|"
    r"отмет|подч[её]рк|"
    r"назва|назыв|опис|отзыва|отозва|высказ|обеща|пообещ|предлож|предлаг|предупре|критик|раскритик|напис|писа|пиш|сообщ|"
    r"расска|"
    r"утвержд|призв|призыв|призна|опроверг|обвин|осуди|осужд|поддерж|требова|потребова|прос|попрос|вид|оцени|относ)\w*"
)
_PREPOSITIONS = "(?:об?|обо|про|со?|ко?|во?|на|за|из|от|до|по|для|против|насчет|насчёт|между|перед|при|у)"
_NAME = r"[А-ЯЁA-Z][\w’'-]+(?:\s+(?:(?:де|ван|фон|аль|бин|ла)\s+)?[А-ЯЁA-Z][\w’'-]+){0,3}"
_PERSON = (
    r"(?:(?:политик|министр|сенатор|депутат|президент|чиновник|губернатор|мэр|эксперт|кандидат|лидер|глав|представител|"
    r"человек|люд|"
    r"генерал|журналист|акт[её]р|актрис|пев|спортсмен|тренер|врач|уч[её]н|судь|адвокат|посол|директор|ведомств|организаци|"
    r"компани|"
    r"проповедник|священник|епископ|женщин|мужчин|обозревател|критик|конгрессмен|солдат|рабоч|игрок|чемпион|прокурор|"
    r"фермер|сосед)\w*|"
    r"\w+(?:олог|граф|мат|тель|ист|щик|чик|мен|ведущий|ведущая|ница|аналитик)\w?)"
)
_COURTESY = re.compile(
    r"(?:(?:ну|ой|ок|и|а|очень|всем|большое)\b[\s,!.]*)*"
    r"(?:привет(?:ик|ствую)?|здравствуй(?:те)?|добр(?:ый|ое|ой) (?:день|утро|вечер|ночи)|хай|салют|пока|до свидания|"
    r"спасибо(?: (?:большое|огромное|за .{1,40}))?|благодарю|спс|пасиб\w*|ок(?:ей)?|хорошо|ладно|понятно|ясно|отлично|"
    r"супер|класс|круто|"
    r"интересно|здорово|да|нет|ага|угу|пожалуйста|извини(?:те)?|тест|проверка|ау|ого|вау|"
    r"ты (?:тут|здесь|кто|бот|робот)|вы (?:тут|здесь|кто|бот|робот)|кто ты|как дела|кто тебя (?:сделал|создал)|"
    r"есть кто(?:-нибудь)?)"
    r"(?:[\s,!.?…:;)(-]+(?:спасибо|большое|огромное|бот|briefbot|очень|помогло|всем|вам|тебе|там|тут))*[\s!.?…:;)(-]*",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(?:последн(?:ее|ие|их|яя)|самое новое|самые (?:новые|свежие)|свежее|недавно|в последний раз|в последнее время)\b",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    r"\b(?:сначала|впервые|в первый раз|сам(?:ое|ые) (?:ранн(?:ее|ие)|перв(?:ое|ые))|раньше всего)\b", re.IGNORECASE
)
_TIMELINE = re.compile(r"^(?:покажи(?:те)?\s+)?(?:хронологи[яю]|таймлайн)\b\s*:?\s*", re.IGNORECASE)
_EXCEPTION = re.compile(
    r"[\s,]*\b(?:кроме|исключая|но не|не считая)\s+(?:про\s+|о\s+|об\s+|как\s+)*(?P<word>[\w’'-]+)", re.IGNORECASE
)
_PADDING = re.compile(
    r"^(?:(?:здравствуй(?:те)?|привет|добрый (?:день|вечер)|доброе утро|ну|так|слушай(?:те)?|будьте добры|"
    r"будь добр\w?|пожалуйста|"
    r"спасибо)\b[\s,!.]*|"
    r"(?:(?:не\s+)?(?:мог(?:ли|ла|ло|)|можете|можешь|могли)\s+(?:ли\s+)?(?:бы\s+)?(?:вы|ты)?\s*(?:мне\s+|нам\s+)?"
    r"(?:сказать|подсказать|рассказать|показать|найти|напомнить)\b|"
    r"(?:я\s+)?(?:хочу|хотел(?:а)?(?:\s+бы)?|хотелось бы)\s+(?:узнать|знать|прочитать|увидеть|найти)\b|"
    r"(?:мне\s+)?(?:интересно|"
    r"интересует)\b|меня интересует\b|(?:подскажи|скажи|расскажи|покажи|найди|напомни)(?:те|-ка)?(?:\s+(?:мне|нам))?\b|"
    r"(?:ты\s+|вы\s+)?(?:не\s+)?зна(?:ешь|ете)(?:\s+ли)?(?:\s+(?:ты|вы))?\b|есть ли у (?:вас|"
    r"тебя)\b)(?:\s+пожалуйста\b)?[\s,:]*)+",
    re.IGNORECASE,
)
_FRAME = frozenset(
    """
    сказать говорить говориться поговорить заявить заявлять заявление ответить отвечать ответ отреагировать реагировать реакция
    прокомментировать комментировать комментарий объяснить объяснять объяснение считать думать полагать отметить отмечать
    подчеркнуть подчеркивать назвать называть описать описывать отозваться отзываться высказать высказаться высказывать
    высказываться высказывание рассказать рассказывать сообщить сообщать сообщение утверждать написать
    писать упомянуть упоминать
    мнение позиция слово цитата точка зрение взгляд согласно новость статья известно известный происходить произойти случиться
    случаться делать сделать видеть мочь хотеть знать становиться стать быть являться это насчет касательно касаться относиться
    повод вопрос речь идти занимать дать передать передавать данные спросить спрашивать каков какой какова кто что где который
    кто-нибудь кто-либо кто-то никто человек
    тема почему зачем когда как чей ли бы же весь есть каковой каково пожалуйста упоминаться оценить оценивать оценка
    """.split()
)
_OFFICE = re.compile(
    rf"(?:^(?:а\s+|и\s+)?(?:что\s+|как\s+|почему\s+|зачем\s+|о ч[её]м\s+)?|\b{_SAYS}\s+|\b(?:{SPEECH}|согласно)\s+)"
    r"(?=(?P<words>[\w’' -]{3,60}))",
    re.IGNORECASE,
)
# Offices in the words that English papers use; what is not here is looked up word by word.
_OFFICES = {
    "президент": "president", "премьер": "prime minister", "премьер-министр": "prime minister",
    "вице-президент": "vice president",
    "министр иностранный дело": "foreign minister", "глава мид": "foreign minister", "министр оборона": "defense minister",
    "министр финансы": "finance minister", "канцлер": "chancellor", "госсекретарь": "secretary of state",
    "государственный секретарь": "secretary of state", "генеральный секретарь": "secretary general",
    "генсек": "secretary general",
    "мэр": "mayor", "губернатор": "governor", "сенатор": "senator",
    "генеральный прокурор": "attorney general", "посол": "ambassador",
    "спикер": "speaker", "папа": "pope", "король": "king", "королева": "queen",
}  # fmt: skip
_LONGEST_OFFICE = 3


def _is_name(name: str) -> bool:
    """Whether capitals in the speaker's place are a person's: some word of them is a name, or there are several in Latin."""
    parts = name.split()
    in_latin = name.isascii() and len(parts) > 1
    return in_latin or any(is_given_name(word) or is_surname(word) or is_patronymic(word) for word in parts)


def _titles(typed: Sequence[str], following: Sequence[str]) -> Iterator[str]:
    """An office in the dictionary forms of Russian articles, and as English ones say it: "french president"."""
    if following and _belongs(following[0]):  # «президент клуба» is not the president
        return
    if not {one.case for one in words(typed[0])} & {"nomn", "gent"}:  # nor is «вице-президентом» somebody who speaks
        return
    lemmas = [lemma(word) for word in typed]
    yield " ".join(lemmas)
    for length in range(min(len(lemmas), _LONGEST_OFFICE), 0, -1):
        office, rest = _OFFICES.get(" ".join(lemmas[:length])), lemmas[length:]
        if office and not rest:
            yield office
        elif office and len(rest) == 1:
            yield from (f"{nation.lower()} {office}" for nation in in_english(rest[0]))


def _belongs(word: str) -> bool:
    """Whether a word is a noun in the genitive, and of something else than a person."""
    likeliest = words(word)[:1]
    return any(one.part == "NOUN" and one.case == "gent" and not (is_surname(word) or is_given_name(word)) for one in likeliest)


def _speaks(word: str) -> bool:
    """Whether a word means somebody, or a body that may speak."""
    likeliest = words(word)[:1]
    return any(
        one.part == "NOUN" and ("anim" in one.traits or one.lemma in _BODIES) and not is_surname(word) for one in likeliest
    )


_BODIES = frozenset(
    """
    компания фирма министерство правительство партия полиция суд банк комитет совет университет агентство союз церковь больница
    школа посольство кремль парламент дума сенат конгресс прокуратура мэрия администрация штаб
    фонд завод клуб команда ассоциация
    организация комиссия корпорация минобороны мид мвд минфин ведомство служба пресс-служба профсоюз фракция оппозиция
    """.split()
)

_FOLLOW_UPS = FollowUps(
    ellipsis=re.compile(
        r"^(?:а|и|но|или|также|ещ[её]|кто ещ[её]|что ещ[её]|где ещ[её]|(?:а\s+)?(?:как|что) насч[её]т|тогда|"
        r"что-нибудь|кто-нибудь|"
        r"кто-то|кто-либо|какой-нибудь)(?![\w-])",
        re.IGNORECASE,
    ),
    opening=re.compile(
        r"^(?:(?:а|и|но|или|также|что|как|насч[её]т|об?|обо|про|по|на|тогда|ещ[её]|кто|ну|так|где|когда)(?![\w-])[\s,]*)+",
        re.IGNORECASE,
    ),
    pronoun=re.compile(
        r"\b(?:он|она|оно|они|его|е[её]|ему|ей|н[её]м|ней|не[её]|него|нему|ним|ними|них|их|им|ими|него)\b", re.IGNORECASE
    ),
    pointing=re.compile(
        r"\b(?:об?|про|на|по|к|после|с|против|за|до|из-за|от)\s+(?:этого|этом|этому|это|этим)\b"
        rf"(?!\s+(?:{TIMES})\b)|\bпо этому поводу\b|"
        r"\bэто(?:\s+(?:было|сказа\w+|произошло|случилось|говорил\w*|заявил\w*|написал\w*|напечата\w+))\b|\bэто\s*\?*$",
        re.IGNORECASE,
    ),
    somebody_else=re.compile(r"\b(?:кто(?:-\w+)?\s+ещ[её]|ещ[её]\s+кто(?:-\w+)?)\b", re.IGNORECASE),
    brief_noun=re.compile(
        rf"^(?:(?:а|и|но|или|(?:как|что) насч[её]т|что {_SAYS})\s+)+(?!\S+\s+{_SAYS})"
        r"(?!.*\b(?:об?|обо|про|по|на|во?|со?|из|к|до)\s)"
        r"\w+(?:\s+\w+){0,3}\s*\??$",
        re.IGNORECASE,
    ),
    replaces_topic=re.compile(
        r"^(?:а\s+|и\s+|но\s+)?(?:(?:что|как)\s+)?(?:об?|обо|про|насч[её]т|по поводу|касательно|по)\s", re.IGNORECASE
    ),
    asks_for_all=re.compile(r"^(?:что|какие|все|всё)\b", re.IGNORECASE),
    another=re.compile(
        rf"^(?i:а|и|но)\s+Белый [Дд]ом\b|\b(?i:{_SAYS})\s+{_NAME}|\b(?i:что|как|почему|зачем)\s+{_NAME}\s+(?i:{_SAYS})"
    ),
    else_=re.compile(
        r"\b(?:что|чего|о ч[её]м) ещ[её]\b|\bещ[её] что(?:-\w+)?\b|\bчто(?:-\w+|нибудь)? друго[ей]\b", re.IGNORECASE
    ),
    earlier_times=re.compile(
        r"\b(?:до (?:этого|того)|раньше|ранее|прежде|(?P<unit>дн[её]м|неделей|месяцем|годом) раньше)\s*\??$", re.IGNORECASE
    ),
    later_times=re.compile(
        r"\b(?:после (?:этого|того)|позже|потом|затем|с тех пор|(?P<unit>дн[её]м|неделей|месяцем|годом) позже)\s*\??$",
        re.IGNORECASE,
    ),
    about=re.compile(r"^(?:а |и |но )*(?:что насч[её]т |как насч[её]т )(?P<name>[\w.’' -]{2,60}?)\s*\??$", re.IGNORECASE),
    anybody=re.compile(
        r"^(?:а\s+|и\s+|или\s+)?(?:кто-нибудь|кто-либо|какой-нибудь|какие-нибудь|любой)(?![\w-])", re.IGNORECASE
    ),
    genders={"он": "m", "она": "f"},
    empty=frozenset(
        """
        а и но или о об обо про на по в во с со к ко у за из от до для
        не ни же ли бы то да нет ещё еще также тоже он она оно они
        его ее её их ему ей им ими нем нём ней него нее неё них ним это этот
        эта эти этом этого этому этим тот та те том того тому
        что кто как где когда почему зачем какой какая какие каком чем чём был была было были есть кто-нибудь кто-то кто-либо
        что-нибудь что-то другой другие такой такие все всё там тут тогда сам сама поводу так вот ну ваш мой сказал сказала
        """.split()
    )
    | {""},
    speaks=_speaks,
)

_HEADS = r"\s+(?:об?|обо|про|насч[её]т)\s"

RUSSIAN = Language(
    code="ru",
    key=lemma,
    name_forms=NAME_FORMS,
    asked_for=asked_for,
    named=with_title,
    padding=_PADDING,
    who=re.compile(
        rf"^(?:а\s+|и\s+|но\s+|так\s+)?(?:кто|кем|чей|чь[яеёи]|чьих|чьими|от кого|по чьим|(?:какой|какая|какие|какое|"
        rf"который|которая)\s+"
        rf"(?:\w+\s+){{0,2}}?{_PERSON})\b",
        re.IGNORECASE,
    ),
    when=re.compile(
        r"^(?:а\s+|и\s+|но\s+|так\s+)?(?:когда|с каких пор|с какого времени|как давно|(?:(?:в|на|с|со)\s+)?как(?:ой|ом|ого|ую|"
        r"ие)\s+"
        r"(?:день|дня|дни|дату|числ\w*|месяц\w*|год\w*|недел\w*))\b",
        re.IGNORECASE,
    ),
    why=re.compile(r"\b(?:почему|зачем|отчего|по как(?:ой|им) причин\w*|из-за чего)\b", re.IGNORECASE),
    words=re.compile(rf"\b(?:{_SAYS}|{SPEECH}|согласно)\b", re.IGNORECASE),
    counted=re.compile(r"\b(?:сколько|насколько|как (?:долго|часто|далеко|велик\w*|стар\w*))\b", re.IGNORECASE),
    courtesy_behind=re.compile(
        r"[\s,.!?]*(?<![\w-])(?:спасибо(?: (?:большое|заранее))?|пожалуйста|спс|плиз)[\s.!?]*$", re.IGNORECASE
    ),
    courtesy=_COURTESY,
    small_talk=small_talk.RUSSIAN,
    newest=_NEWEST,
    oldest=_OLDEST,
    timeline=_TIMELINE,
    done_to=re.compile(
        r"^(?:а\s+|и\s+)?кто(?:\s+ещ[её])?\s+(?!сказал|говор|заяв)\w+(?:л|ла|ли|ет|ит|ют|ят)\s+(?:(?:на|за|против|с|о|об|"
        r"в|к)\s+)?",
        re.IGNORECASE,
    ),
    exception=_EXCEPTION,
    paper=re.compile(
        r"\b(?:(?:пи(?:сал|шет|шут)|написал|сообщ|переда(?:л|ёт|ет|ют|вал)|опубликовал)\w*|по данным|"
        r"(?:газет|журнал|издани|агентств|сайт)\w*)\s+"
        r"(?:(?:газет|журнал|издани|агентств|сайт)\w*\s+)?[«„\"](?P<name>[А-ЯЁA-Z][^»“”\"]{2,40})[»“”\"]"
    ),
    subject=re.compile(rf"(?:\b{_REPORTS}\s+{_PAPER}*|\b(?:что|как|почему)\s+)[„«\"“]?$", re.IGNORECASE),
    frame=_FRAME,
    stranger=re.compile(
        rf"(?:\b(?i:{_SAYS}|{SPEECH})\s+(?:(?!{_PREPOSITIONS}\b)[а-яё-]+\s+){{0,3}}?|\b(?i:что|как|почему|зачем|"
        rf"согласно)\s+(?=(?:{_NAME})\s+(?:[а-яё]+\s+)?"
        rf"(?i:{_SAYS})))(?P<name>{_NAME})"
    ),
    called=(),
    heading=re.compile(rf"^(?P<name>[^\W\d_][\w-]+)(?={_HEADS})", re.IGNORECASE),
    heads=re.compile(_HEADS, re.IGNORECASE),
    before=re.compile(rf"(?P<name>{_NAME})(?:,\s*|\s+(?:и|или)\s+)$"),
    behind=re.compile(rf"(?:,\s*|\s+(?:и|или)\s+)(?P<name>{_NAME})"),
    is_name=_is_name,
    office=_OFFICE,
    titles=_titles,
    calendar=CALENDAR,
    sources=_SOURCES,
    follow_ups=_FOLLOW_UPS,
    times=re.compile(rf"\b(?:{TIMES}|сегодня|вчера|завтра|накануне|(?:19|20)\d\d)\b", re.IGNORECASE),
    reasons=re.compile(
        r"\b(?:потому что|поскольку|так как|из-за|благодаря|чтобы|причин\w*|поэтому|в связи с|вследствие|ввиду)\b",
        re.IGNORECASE,
    ),
)
