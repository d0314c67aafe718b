"""Small talk of each language: what is said to the bot itself, and words that ask for nothing of an archive."""

import re
from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """`to_the_bot` matches all of such a line; of `words` each asks for nothing, of those `beside` only next to one of them."""

    to_the_bot: Pattern[str]
    words: frozenset[str]
    beside: frozenset[str]


def _line(opening: str, said: tuple[str, ...], behind: str) -> Pattern[str]:
    """A whole line that is one of these, with what may open it and what may stand behind it."""
    return re.compile(rf"(?:(?:{opening})[\s,!.]+)*(?:{'|'.join(said)})(?:[\s,]+(?:{behind}))*[\s!.?…)]*", re.IGNORECASE)


_YOU = "(?:you|u|ya)"
_ITS_NAME = "(?:you|u|this bot|the bot|briefbot)"
ENGLISH = SmallTalk(
    _line(
        "so|and|ok|okay|hey|hi|hello|but|well|bot|please|pls",
        (
            rf"(?:are|r) {_YOU}(?: (?:an?|my|the|so|very|really|even|still))*(?: \w+)?",
            rf"(?:{_YOU} (?:are|r)|you['’]?re|ur)(?: (?:an?|my|the|so|very|really|not|just))*(?: \w+)?",
            rf"{_YOU} (?:there|here|ok|okay|up|suck|rock)",
            rf"what (?:can|could|do) {_YOU} do(?: for me)?|what (?:else )?can i (?:do|ask)(?: (?:you|here))?",
            rf"(?:what|who)(?:['’]?s| are| is) {_ITS_NAME}(?: for)?|what(?:['’]?s| is) your name",
            rf"how (?:do|does|can|should) (?:i use )?{_ITS_NAME}(?: works?)?",
            rf"how(?:['’]?s| is| are) (?:it going|{_YOU}|things|life)(?: doing)?",
            rf"who (?:\w+ {_YOU}|(?:made|built|created|programmed) (?:this|{_ITS_NAME}))",
            rf"do {_YOU} (?:sleep|eat|dream|(?:speak|understand|like|love|hate|feel) (?:\w+ )?\w+)",
            rf"i (?:love|like|hate|need|miss) (?:{_ITS_NAME}|help)|my bad|see (?:you|ya|u)(?: (?:later|soon|around))?",
            rf"(?:can|could|may) (?:i ask|{_YOU} help)(?: (?:you|me|us))?(?: (?:something|a question|with something))?",
            "(?:i have|i['’]ve|i['’]ve got) (?:a|another|one) (?:quick )?question|(?:(?:a|quick) )?question",
            "(?:i )?need (?:some )?help|help(?: (?:me|us))?(?: out)?|(?:is )?any(?:one|body)(?: (?:here|there|home))?",
        ),
        "please|pls|bot|briefbot|mate|today|thanks",
    ),
    frozenset(
        "afk appreciated bot brb bye cheers cool cu cya gm gn goodbye greetings haha hahaha hehe hello hey heya hi "
        "hiya howdy k kk lmao lol morning nope np ok okay oki okie oops ping pls pong rofl sorry sup test testing "
        "thank thanks thx tnx ty tysm wassup whatsup wow xd yay yeah yep yo".split()
    ),
    frozenset(
        "a again ahead all and anyone awesome back bad briefbot buddy day dude evening everybody everyone excellent "
        "fine for friend friends good got great guys help it later lot man mate me million much my nice night no now "
        "oh one perfect please really see so super that then there ton too u very week weekend welcome well wonderful "
        "ya yes you your".split()
    ),
)
_IS = (
    r"тут|здесь|где|кто|бот|робот|человек|спишь|понимаешь|работаешь|дурак|молодец|жив\w+|умн\w+|глуп\w+|туп\w+|лучш\w+|прав\w?|"
    r"ошиб\w+|chatgpt|gpt"
)
RUSSIAN = SmallTalk(
    _line(
        "а|ну|эй|привет|бот|слушай",
        (
            rf"(?:ты|вы)(?: (?:же|вообще|ещё|такой|очень|просто|не))* (?:{_IS})(?: меня)?",
            "(?:где|кто|что) (?:ты|вы)(?: тако(?:е|й))?|как (?:тебя|вас) (?:зовут|звать)",
            "как (?:ты|вы|жизнь|оно|сам|дела|настроение|это работает|ты работаешь|тобой пользоваться)",
            "что (?:ты|вы) (?:умеешь|умеете|можешь|можете|делаешь|знаешь|такое)",
            r"чем (?:ты |вы )?(?:занимаешься|занимаетесь|полезен)|кто (?:тебя|вас|этого бота) \w+",
            "(?:я )?(?:тебя|вас) (?:люблю|обожаю|ненавижу)|я? ?(?:люблю|обожаю) (?:тебя|вас)",
            "можно (?:задать |у тебя спросить )?вопрос|у меня (?:есть )?вопрос|вопрос|(?:мне )?нужна помощь",
            "помоги(?:те)?(?: (?:мне|нам))?|можешь (?:мне )?помочь|есть (?:тут )?кто(?:-нибудь)?(?: (?:тут|живой))?",
        ),
        "пожалуйста|бот|спасибо",
    ),
    frozenset(
        "ага ау ахах ахаха ахахах бай благодарю вау дурак здорово здравствуй здравствуйте извини извините класс круто "
        "лол молодец ого ой ок окей оки пасиб пасибки пинг пока понг понял поняла понятно прив привет приветик "
        "приветствую приветы проверка прости простите салам салют спасибо спасибочки спс супер тест угу ура хай хаха "
        "хахаха хех хм эй ясно".split()
    ),
    frozenset(
        "а бот вам вечер все всем да день дня доброе добрый дорогой друзья же за здесь и красава ладно мне много "
        "можно нет ночи ну огромное отлично очень пожалуйста помощь связи спокойной там тебе тогда тут утра утро "
        "хорошего хорошо".split()
    ),
)
