"""What English puts before and behind names, and how it shortens them; titles are in `speech`."""

# Titles that are left out where names are compared: they are never part of one. "ex" stands before any of them.
FORMS_OF_ADDRESS = frozenset(
    "adm admiral ambassador archbishop attorney bishop capt captain cardinal chairman chairwoman chancellor coach col colonel "
    "congressman congresswoman detective inspector pastor rabbi sergeant sgt sheriff "
    "dame dr ex former gen general gov governor judge justice king lady lord mayor minister miss mr mrs ms mx pope "
    "president prime prince princess prof professor queen rep representative secretary sen senator sir vice".split()
)
# Abbreviations before a name that are no title of one person, or end in a point in print only.
OTHER_ABBREVIATIONS = frozenset("mme mmes amb assn sec".split())
# Titles that are given names more often.
GIVEN_TITLES = frozenset("don earl duke baron".split())
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
HONOURS = frozenset("md phd esq qc kc obe cbe mbe".split())
PARTICLES = frozenset(
    "de van von der den di da del dela della du la le al el bin ibn ben bint abu dos das ter ten af av".split()
)
# Short forms that English uses for a given name, whoever bears it.
SHORT_NAMES = {
    short: long
    for long, shorts in {
        "william": "bill will billy", "robert": "bob rob bobby", "richard": "dick rick", "joseph": "joe",
        "james": "jim jimmy", "john": "jack",
        "edward": "ed eddie", "thomas": "tom tommy", "michael": "mike", "daniel": "dan danny", "charles": "chuck charlie",
        "anthony": "tony",
        "benjamin": "ben", "samuel": "sam", "timothy": "tim", "stephen": "steve", "steven": "steve", "gregory": "greg",
        "jeffrey": "jeff",
        "kenneth": "ken", "lawrence": "larry", "matthew": "matt", "patrick": "pat", "peter": "pete", "philip": "phil",
        "ronald": "ron",
        "douglas": "doug", "donald": "don", "david": "dave", "andrew": "andy", "nicholas": "nick", "christopher": "chris",
        "alexander": "alex",
        "elizabeth": "liz beth betty", "katherine": "kate kathy", "margaret": "maggie peggy", "jennifer": "jen jenny",
        "deborah": "debbie deb",
        "patricia": "patty", "susan": "sue", "barbara": "barb", "rebecca": "becky", "victoria": "vicky",
        "bernard": "bernie", "gerald": "jerry",
        "frederick": "fred", "raymond": "ray", "walter": "walt", "leonard": "len", "eugene": "gene", "vincent": "vince",
        "zachary": "zach",
        "joshua": "josh", "jacob": "jake", "nathaniel": "nate", "abraham": "abe", "albert": "al", "arthur": "art",
        "harold": "hal",
    }.items()
    for short in shorts.split()
}  # fmt: skip
