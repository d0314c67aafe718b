"""What English uses to say that somebody said something: the closed word lists, and nothing that names anybody.

Each list is lower case. Verbs are given as base forms; `inflected` makes the forms that a text shows.
"""

from briefbot.language.en import names

# Verbs whose complement is what somebody said; their subject is the speaker.
SAYING = """
say tell write add continue ask state note reply explain declare report recall conclude respond argue acknowledge admit
suggest insist warn claim predict remark announce assert answer shout vow joke quip contend maintain concede confess complain
observe reiterate stress emphasize emphasise proclaim confirm deny caution exclaim lament muse opine retort counter comment
reveal mention mutter murmur whisper yell scream chant cry allege testify swear pledge promise boast brag hint chuckle laugh
sigh snap sneer scoff gush tweet retweet post blog email text wonder inquire interject repeat affirm assure inform remind
advise urge point speculate estimate reckon guess elaborate clarify relate recount narrate signal signalize underline
underscore highlight plead beg demand order instruct rule agree disagree object protest thunder crow deadpan chime intone
bellow roar grumble fume rail preach lecture tease cheer propose recommend advocate rejoin volunteer venture quote sum
summarize summarise deplore regret marvel rejoice enthuse rave concur disclose divulge profess attest vouch pronounce utter
voice vent echo read
""".split()
# Verbs that introduce a marked fragment, or words about somebody, less surely than the ones above.
CALLING = """
call describe label dub brand denounce dismiss praise slam blast criticize criticise characterize characterise refer deride mock
accuse blame charge attack hail condemn decry ridicule cite invoke express credit thank apologize apologise congratulate
welcome defend depict portray paint rip bash knock lambaste lampoon skewer chide scold rebuke taunt applaud commend compare
liken term deem brush address speak talk discuss press publish issue release name sign regard reason assess
""".split()
# Verbs of thinking, wanting and doing: they can introduce a fragment, but give way to any verb of the lists above.
THINKING = """
think believe feel hope worry fear know see consider love want need expect view plan intend decide try understand show include
appear raise push hit use title entitle list sing play host tout present pitch make give get learn imagine realize realise
remember figure sense doubt trust judge hear listen go put open close begin start finish find offer agree
""".split()
# Verbs that report what was said, not how or that somebody spoke.
REPORTING = """
say tell write add note explain report conclude argue acknowledge admit suggest insist warn claim predict announce vow
contend maintain concede confess complain observe reiterate stress emphasize emphasise proclaim confirm deny caution
lament reveal mention allege testify swear pledge promise assert declare state repeat affirm assure speculate estimate
reckon clarify underline underscore highlight recall according believe think hope expect urge propose recommend advise
agree disagree ask wonder point accuse describe call criticize criticise praise condemn blame demand
""".split()
# Past forms that no rule makes, by base form.
IRREGULAR = {
    "say": "said said says saying", "tell": "told told tells telling", "write": "wrote written writes writing",
    "swear": "swore sworn swears swearing", "read": "read read reads reading", "go": "went gone goes going",
    "begin": "began begun begins beginning", "put": "put put puts putting", "find": "found found finds finding",
    "cry": "cried cried cries crying", "reply": "replied replied replies replying", "deny": "denied denied denies denying",
    "testify": "testified testified testifies testifying", "clarify": "clarified clarified clarifies clarifying",
    "quip": "quipped quipped quips quipping", "brag": "bragged bragged brags bragging",
    "snap": "snapped snapped snaps snapping",
    "beg": "begged begged begs begging", "admit": "admitted admitted admits admitting",
    "blog": "blogged blogged blogs blogging",
    "sum": "summed summed sums summing", "refer": "referred referred refers referring",
    "regret": "regretted regretted regrets regretting",
    "concur": "concurred concurred concurs concurring", "think": "thought thought thinks thinking",
    "feel": "felt felt feels feeling",
    "know": "knew known knows knowing", "see": "saw seen sees seeing",
    "understand": "understood understood understands understanding",
    "show": "showed shown shows showing", "speak": "spoke spoken speaks speaking", "try": "tried tried tries trying",
    "slam": "slammed slammed slams slamming", "rip": "ripped ripped rips ripping", "hit": "hit hit hits hitting",
    "sing": "sang sung sings singing", "make": "made made makes making", "give": "gave given gives giving",
    "get": "got gotten gets getting", "hear": "heard heard hears hearing", "plan": "planned planned plans planning",
    "dub": "dubbed dubbed dubs dubbing", "worry": "worried worried worries worrying",
    "label": "labeled labelled labels labeling labelling",
    "signal": "signaled signalled signals signaling", "rail": "railed railed rails railing",
    "pen": "penned penned pens penning",
    "marvel": "marveled marvelled marvels marveling", "let": "let let lets letting",
}  # fmt: skip
# Verbs of saying whose object is somebody: where they are passive, their subject is spoken to or of.
TELLING = frozenset(
    """tell ask inform warn remind advise urge assure order instruct beg accuse blame call label dub brand denounce dismiss
    praise slam blast criticize criticise characterize characterise deride mock hail condemn decry ridicule cite describe depict
    portray rebuke taunt scold chide commend applaud attack charge""".split()
)
# Those whose complement, in marks, is what is said to or of their object: the words are never the object's own.
NAMING_SOMEBODY = frozenset(
    "tell ask inform accuse call label dub brand describe characterize characterise depict portray hail".split()
)
# Past forms that do not end in "ed", of any verb.
IRREGULAR_PASTS = frozenset(
    """bit blew broke burst came chose cut drew dug fell flung fought found gave got grew ground held hit hung kept laid led
    left lent let lost made meant paid put quit ran rang rose sang sat sent shook shone shot shut slung spat sped spoke sprang
    stood struck stuck stung swept swore swung threw thrust took tore went wept woke won wrote spun sank bent""".split()
)
# Relatives: the word → what somebody is to that relative, a man and a woman.
KIN = {
    "brother": ("brother", "sister"), "sister": ("brother", "sister"), "sibling": ("brother", "sister"),
    "husband": ("husband", "wife"), "wife": ("husband", "wife"), "spouse": ("husband", "wife"),
    "partner": ("partner", "partner"),
    "father": ("son", "daughter"), "mother": ("son", "daughter"), "dad": ("son", "daughter"), "mom": ("son", "daughter"),
    "mum": ("son", "daughter"), "parent": ("son", "daughter"), "son": ("father", "mother"), "daughter": ("father", "mother"),
    "uncle": ("nephew", "niece"), "aunt": ("nephew", "niece"), "nephew": ("uncle", "aunt"), "niece": ("uncle", "aunt"),
    "cousin": ("cousin", "cousin"), "grandfather": ("grandson", "granddaughter"),
    "grandmother": ("grandson", "granddaughter"), "grandson": ("grandfather", "grandmother"),
    "granddaughter": ("grandfather", "grandmother"), "twin": ("twin", "twin"), "boyfriend": ("boyfriend", "girlfriend"),
    "girlfriend": ("boyfriend", "girlfriend"), "fiancé": ("fiancé", "fiancée"), "fiancée": ("fiancé", "fiancée"),
}  # fmt: skip
# Whose subject makes the document that is their object; and by what saying something "in a statement" makes it.
ISSUING = frozenset("issue release publish sign write post send file say tell add announce read tweet note state".split())
# The last word of a company's name.
COMPANIES = frozenset(
    """inc inc. corp corp. co co. ltd ltd. llc plc company corporation holdings technologies systems industries airlines
    airways motors energy bank partners capital brothers sons resources metals minerals mining securities
    steel chemicals telecom communications insurance petroleum ag gmbh sa nv oil foods stores pharmaceuticals
    software""".split()
)
# The last word of a body that its first word may stand for, too: "Hallam", of Hallam Trust.
FIRMS = COMPANIES | {"group", "trust"}
# What is made to be read, heard or seen, and has a name of its own.
WORKS = frozenset(
    """novel novella memoir autobiography book song album single ballad anthem hymn tune track record film movie show series
    sitcom drama play musical opera ballet symphony aria poem sonnet painting sculpture mural exhibition podcast documentary
    episode comic cartoon sketch essay bestseller blockbuster thriller comedy tragedy trilogy""".split()
)
# Verbs whose object, where it has the capitals of a title, is a work.
PERFORMING = frozenset(
    """sing sings sang sung singing hum hums hummed humming whistle whistled whistling recite recites recited perform performs
    performed performing record recorded recording release released releasing direct directs directed directing film filmed
    conduct conducted conducting compose composed composing screen screened premiere premiered play plays played playing
    rehearse rehearsed cover covered paint painted""".split()
)
# Behind one of these and "in", a title is that of a work.
ACTING = frozenset(
    "star stars starred starring appear appears appeared appearing play plays played role part cast cameo".split()
)
# How words come upon a wall, a shirt or a stone.
INSCRIBED = frozenset(
    """painted printed sprayed spray-painted scrawled stitched sewn embroidered emblazoned carved etched engraved daubed
    tattooed inscribed stamped scratched chalked projected plastered scribbled written lettered""".split()
)
# Words that may stand between a subject and its verb.
TRANSPARENT = """
has have had is was were be been are will would could should can may might must did does do also then later further still now
once again just even often recently earlier already not never always both all too simply merely only quickly repeatedly
reportedly famously ever largely rather instead first finally eventually subsequently previously jokingly 've 's n't
himself herself themselves itself went on to ll d since long sometimes today yesterday tonight ’ve ’d ’ll ’re 're
monday tuesday wednesday thursday friday saturday sunday
""".split()
AUXILIARIES = "has have had is was were be been are will would could should can may might must did does do 'd 'll to".split()
# Pronouns that can stand for a speaker: gender (m, f, n for things, p for several, w relative, i first person).
PRONOUNS = {
    "he": "m", "she": "f", "they": "p", "it": "n", "who": "w", "i": "i", "we": "j", "which": "w", "him": "m", "her": "f",
    "his": "m",
    "their": "p", "them": "p", "one": "o", "another": "o", "others": "o", "some": "o", "many": "o", "both": "o",
    "someone": "o", "somebody": "o", "anyone": "o", "anybody": "o", "everyone": "o", "everybody": "o",
}  # fmt: skip
# Pronouns that are no subject; they point, but speak seldom.
OBJECT_PRONOUNS = "him her his their them".split()
# Titles before a name: gender where the title tells it.
TITLES = {
    "mr.": "m", "mr": "m", "mrs.": "f", "mrs": "f", "ms.": "f", "ms": "f", "miss": "f", "mx.": "", "dr.": "", "dr": "",
    "prof.": "",
    "sen.": "", "sens.": "", "senator": "", "rep.": "", "reps.": "", "representative": "", "congressman": "m",
    "congresswoman": "f",
    "gov.": "", "governor": "", "lt.": "", "president": "", "vice": "", "secretary": "", "minister": "", "prime": "",
    "premier": "", "chancellor": "", "ambassador": "", "attorney": "", "general": "", "gen.": "", "col.": "", "colonel": "",
    "maj.": "", "major": "", "capt.": "", "captain": "", "sgt.": "", "sergeant": "", "cpl.": "", "adm.": "", "admiral": "",
    "commander": "", "cmdr.": "", "lieutenant": "", "judge": "", "justice": "", "chief": "", "mayor": "", "speaker": "",
    "leader": "",
    "chairman": "m", "chairwoman": "f", "chair": "", "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m",
    "duchess": "f", "lord": "m", "lady": "f", "sir": "m", "dame": "f", "pope": "m", "cardinal": "m", "archbishop": "m",
    "bishop": "",
    "rev.": "", "reverend": "", "pastor": "", "father": "m", "sister": "f", "brother": "m", "rabbi": "", "imam": "m",
    "sheikh": "m",
    "ayatollah": "m", "emperor": "m", "empress": "f", "sultan": "m", "emir": "m", "baron": "m", "baroness": "f", "count": "m",
    "countess": "f", "earl": "m", "commissioner": "", "director": "", "spokesman": "m", "spokeswoman": "f",
    "professor": "", "sheriff": "",
    "detective": "", "officer": "", "inspector": "", "superintendent": "", "constable": "", "deputy": "", "assistant": "",
    "former": "",
    "acting": "", "coach": "", "economist": "", "analyst": "", "strategist": "", "republican": "", "democrat": "",
    "democratic": "",
    "congressmen": "", "senators": "", "presidents": "", "hon.": "", "messrs.": "m", "madam": "f", "monsieur": "m", "herr": "m",
    "frau": "f", "señor": "m", "signor": "m", "doña": "f", "councilman": "m", "councilwoman": "f",
    "assemblyman": "m",
    "assemblywoman": "f", "alderman": "m", "delegate": "", "undersecretary": "", "treasurer": "", "comptroller": "", "ceo": "",
    "cfo": "", "coo": "", "cto": "", "founder": "", "editor": "", "reporter": "", "correspondent": "", "actor": "m",
    "actress": "f",
    "singer": "", "author": "", "rapper": "", "host": "", "anchor": "", "nominee": "", "candidate": "", "rival": "", "whip": "",
    "first": "", "crown": "", "foreign": "", "majority": "", "minority": "", "house": "", "senate": "", "interior": "",
    "finance": "", "defence": "",
    "defense": "", "mp": "", "mep": "", "supt.": "", "insp.": "", "det.": "", "spc.": "", "pvt.": "", "hm": "", "hrh": "",
    "marshal": "",
}  # fmt: skip
# More ranks, degrees and forms of address, as papers of many lands write them; none of them tells the gender.
TITLES |= dict.fromkeys(
    """prof sir. engr eng. engineer adv adv. advocate cde cde. comrade brig brig. brigadier commodore maj gen col capt lt sgt
    cpl cllr cllr. councillor councilor councilmember sen rep gov rev revd revd. br. fr. msgr. monsignor archdeacon deacon
    vice-president vice-chancellor vice-chairman vice-premier vice-minister secretary-general director-general
    attorney-general solicitor-general lieutenant-general major-general brigadier-general inspector-general governor-general
    auditor-general commander-in-chief under-secretary undersecretary-general deputy-president ex-president ex-minister
    co-founder co-chair co-chairman co-host co-author cofounder
    hajj haji hajji alhaji hajia mullah maulana maulvi mufti datuk datin ustad shri smt swami pandit ayatullah sayyid shaikh
    sheik warden principal headmaster headteacher rector provost vicar dean-elect senator-elect president-elect
    governor-elect mayor-elect solicitor barrister prosecutor magistrate ombudsman chairperson spokesperson
    spokesmen midfielder defender goalkeeper striker skipper winger quarterback pitcher manager trainer trustee
    viscount viscountess marquess marquis archduke tsar czar kaiser lieut. sgt-maj staff-sergeant
    taoiseach tánaiste tanaiste assemblymember congressmember editor-in-chief coroner convener
    corporal airman seaman trooper constable chief-of-staff mla mca mlc msp mna mpa cr seri sho ssp dcp acp""".split(),
    "",
)  # fmt: skip
# Titles that are no title on their own: they only lengthen one ("House Speaker", "First Lady", "Prime Minister").
TITLE_PARTS = (
    "vice prime crown first foreign majority minority house senate interior finance defence defense former acting".split()
)
# A single name after one of these is shown with it: without, it would name nobody in particular.
# Capitals that stand for a thing or an office, and name nobody.
COMMON_ACRONYMS = frozenset("tv pc dvd cd dna hiv aids gdp ceo cfo coo vp am pm ok id mp pm pr hr phd".split())
REGNAL = "pope king queen prince princess emperor empress sultan emir".split()
GENERATIONS = [one for short in ("jr", "sr") for one in (f"{short}.", short)] + ["ii", "iii", "iv"]
SUFFIXES = [*GENERATIONS, *names.HONOURS, "m.d.", "ph.d.", "esq."]
PARTICLES = [*names.PARTICLES, *"al- do zu y e st. st".split()]
# People by what they do or are: gender where the word tells it.
PERSON_NOUNS = {
    **dict.fromkeys(
        """senator governor president secretary minister premier chancellor ambassador attorney lawyer judge justice mayor
        speaker leader chair chairperson
        candidate nominee official spokesperson aide adviser advisor strategist consultant operative
        analyst expert professor scientist researcher economist historian author writer reporter journalist columnist critic
        editor correspondent anchor host moderator commentator pundit blogger lawmaker legislator politician representative
        delegate member activist organizer organiser volunteer supporter donor voter resident neighbor neighbour witness
        victim survivor suspect protester protestor demonstrator student teacher principal doctor physician nurse surgeon
        neurosurgeon engineer developer designer artist actor singer musician director producer filmmaker composer coach
        player athlete star celebrity manager executive founder owner entrepreneur investor banker broker trader billionaire
        millionaire mogul tycoon magnate developer farmer worker employee employer boss colleague friend pal ally rival
        opponent foe partner spouse child parent sibling cousin relative teenager teen adult person individual
        man woman guy officer detective sheriff commander general admiral colonel captain sergeant soldier veteran
        marine agent prosecutor investigator inspector diplomat envoy commissioner regulator administrator coordinator
        counsel treasurer clerk pollster lobbyist source insider observer staffer staff user commenter reader viewer caller
        guest frontrunner front-runner contender hopeful incumbent challenger democrat republican independent conservative
        liberal libertarian socialist progressive moderate independent texan ohioan californian floridian newyorker
        pastor priest bishop archbishop cardinal pope rabbi imam cleric monk nun reverend preacher evangelist
        king queen prince princess duke duchess monarch emperor royal biographer courtier
        chief head deputy successor predecessor heir winner loser champion captain skipper keeper striker
        biologist chemist physicist astronomer geologist ecologist psychologist sociologist philosopher theologian
        psychiatrist epidemiologist virologist paleontologist archaeologist anthropologist astronaut curator librarian
        chef pilot driver passenger customer client patient tenant landlord shopkeeper vendor buyer seller retailer
        planner architect contractor electrician plumber carpenter technician mechanic programmer hacker
        year-old narrator announcer diplomat ambassador statesman academic caretaker undersecretary superintendent
        chairman-elect president-elect ceo cfo coo cto vp mp mep
        comedian comic entertainer broadcaster presenter newscaster co-host co-anchor co-founder cofounder co-chair co-author
        co-owner dancer guitarist drummer pianist novelist poet playwright screenwriter sculptor painter photographer
        illustrator essayist footballer midfielder defender goalkeeper cyclist golfer swimmer sprinter boxer wrestler jockey
        referee supervisor recorder controller auditor trustee ranger firefighter paramedic midwife therapist nutritionist
        veterinarian botanist zoologist entomologist linguist mathematician statistician climatologist oceanographer
        seismologist meteorologist hydrologist pathologist oncologist cardiologist pediatrician paediatrician immunologist
        toxicologist criminologist rapporteur laureate taoiseach tánaiste assemblymember editor-in-chief coroner consul
        mla mca mlc msp mna mpa defendant counterpart
        impostor imposter look-alike prisoner inmate refugee migrant immigrant elder villager fisherman""".split(),
        "",
    ),
    **dict.fromkeys(
        """man boy father son husband brother uncle nephew grandfather grandson chairman spokesman congressman businessman
        salesman councilman assemblyman gentleman king prince duke lord emperor pope cardinal priest monk statesman newsman
        fisherman policeman serviceman anchorman widower dad guy actor cowboy boyfriend frontman""".split(),
        "m",
    ),
    **dict.fromkeys(
        """woman girl mother daughter wife sister aunt niece grandmother granddaughter chairwoman spokeswoman congresswoman
        businesswoman saleswoman councilwoman assemblywoman lady queen princess duchess empress nun actress widow mom mum
        policewoman servicewoman girlfriend hostess heiress waitress countess baroness stateswoman""".split(),
        "f",
    ),
}
PLURAL_PEOPLE = """
officials aides advisers advisors strategists consultants operatives analysts experts professors scientists researchers
economists historians authors writers reporters journalists columnists critics editors lawmakers legislators politicians
representatives senators delegates members activists organizers organisers volunteers supporters donors voters residents
neighbors neighbours witnesses victims survivors protesters protestors demonstrators students teachers doctors lawyers
attorneys judges justices prosecutors investigators police detectives officers friends allies rivals opponents colleagues
people men women guys parents children fans users viewers readers republicans democrats conservatives liberals progressives
leaders ministers diplomats sources insiders observers executives investors bankers lobbyists candidates rivals moderators
pundits commentators prosecutors regulators commissioners others some many several governors mayors backers detractors
opponents proponents spokesmen pollsters hosts anchors bloggers commenters companies groups activists farmers workers
relatives locals villagers authorities relatives crowds marchers spectators onlookers hecklers revellers mourners
pilgrims strikers picketers
""".split()
GROUPS = """
rally protest crowd campaign committee party group company firm organization organisation agency department ministry office
government
administration court board council commission panel team union association coalition foundation institute institution
university school college church bank network station channel newspaper paper magazine tabloid outlet website site
publication publisher studio label club league federation police military army navy force house senate congress
parliament cabinet bureau service authority corporation business industry community crowd audience public family couple
band pac super-pac think-tank staff leadership state country nation city town press media palace museum hospital lab
laboratory startup retailer airline maker manufacturer insurer lender utility charity lobby watchdog
consortium conglomerate subsidiary brewery carmaker automaker chipmaker drugmaker
""".split()
DOCUMENTS = """
statement report letter email e-mail memo document lawsuit suit complaint article story editorial column op-ed post blog
tweet message note book memoir ad advertisement commercial spot video clip poll survey study paper analysis release
announcement speech transcript ruling opinion decision order filing petition resolution bill law constitution
amendment platform website page headline caption sign banner poster slogan invitation advisory brief indictment
affidavit testimony declaration proposal plan text voicemail recording tape account manifesto motto chant song
lyrics film movie script inscription plaque label notice entry agreement treaty communique communiqué comments passage
excerpt excerpts pitch cable update updates transcript
remarks dossier findings guidelines verdict graffiti sticker banners placards posters signs stickers
subpoena warrant listing pamphlet flier flyer brochure placard t-shirt shirt
""".split()
DETERMINERS = """
the a an this that these those one another his her their its our my whose some
several many most no each every any both two three
four five six seven eight nine ten dozens such
""".split()
PREPOSITIONS = """
of to for from with by at in on about against into over between among under after before during through toward towards like
than without behind near via per since until upon onto off despite including amid amidst alongside besides beside plus
""".split()
# Clause openers: a subject may stand right after them.
OPENERS = """
that and but as when while because if though although whereas before after where so or since until whether yet than
""".split()
FUNCTION_WORDS = """
the a an this that these those and but or nor so yet for if in on at to of by with from as when while because although though
however meanwhile still then now here there what who whom whose which why how where whether after before since until during
despite besides also even just only not no yes well perhaps maybe indeed instead moreover furthermore nevertheless nonetheless
therefore thus hence otherwise i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
is are was were be been am do does did has have had will would could should can may might must shall let let's some many most
several few all both each every any one two three four five six seven eight nine ten another other others such more much less
like unlike about above across against along among around beneath beside between beyond into near off onto out over past through
neither either nor did does amid alongside plus likewise throughout toward under up upon within without once twice yesterday
today tomorrow tonight monday tuesday wednesday thursday
friday saturday sunday january february march april june july august september october november december according asked
speaking earlier later last next first second third finally recently currently again never always often sometimes soon
someone somebody anyone anybody everyone everybody nobody whenever wherever whatever
according added said writing read see watch click update updated more follow photo image video related advertisement
""".split()
CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december mon. tues. wed. thurs. fri. sat. sun. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.
""".split()
# A name that holds one of these names a body, a place or a work, not a person.
ORGANIZATION_WORDS = """
party committee university college institute institution department ministry office house senate congress parliament court
council commission board agency bureau bank group inc inc. corp corp. co. ltd ltd. llc plc company corporation association
society union federation foundation center centre school hospital church times post journal news press tribune herald
gazette magazine review network radio television tv media broadcasting service services police army navy force forces
guard coalition alliance movement campaign project program programme fund trust league club team museum library palace
administration government authority administration act bill amendment constitution street avenue road county city state
states kingdom republic islands island ocean sea river lake mountain park airport station hall building tower square
democrats republicans americans national international american global world federal daily weekly conference convention
summit forum show week today tonight night morning day award awards prize cup games olympics championship festival line
brothers sons resources metals minerals mining securities
pac partners capital holdings technologies systems industries airlines motors energy health studies research science sciences
agence presse registry chamber commerce caucus intelligence security defense defence affairs relations rights liberties
workers teachers
""".split()
NATIONALITIES = """
american british french german russian chinese japanese korean indian pakistani iranian iraqi syrian israeli palestinian turkish
greek italian spanish portuguese dutch belgian swiss austrian swedish norwegian danish finnish polish ukrainian czech hungarian
romanian bulgarian serbian croatian canadian mexican cuban brazilian argentine chilean colombian venezuelan jamaican haitian
african european asian arab latino hispanic muslim christian jewish catholic islamic irish scottish welsh english australian
egyptian saudi afghan thai vietnamese indonesian filipino malaysian nigerian kenyan ethiopian somali sudanese libyan lebanese
jordanian kurdish georgian armenian western eastern northern southern
republican democrat conservative liberal libertarian socialist progressive
scot dane swede finn pole turk spaniard briton brit frenchman frenchwoman dutchman dutchwoman englishman englishwoman irishman
irishwoman welshman welshwoman serb croat slovak czech hungarian argentinian saudi afghan kurd arab new-yorker icelander
australian filipino thai croatian texan ohioan californian floridian
""".split()
# Before a mark, these announce a name or a title of something, not somebody's words.
NAMING = """
called titled entitled dubbed named labeled labelled book novel memoir song album film movie show series program programme
podcast play episode segment column article essay headline nicknamed known magazine documentary musical poem painting ad
spot slogan term word phrase words so-called starring author sitcom drama theme motto tagline catchphrase nickname
on nbc abc cbs cnn fox msnbc bbc hbo bestseller
""".split()


def inflected(verb: str) -> tuple[str, ...]:
    """The forms of a verb that a text shows: base, third person, past, participle and -ing."""
    if verb in IRREGULAR:
        return (verb, *IRREGULAR[verb].split())
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return (verb, third, verb + "ed", verb + "ing")
