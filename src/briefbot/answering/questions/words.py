"""Words that stand where names do in English questions, and what they mean there."""

# Words that are family names too: alone and in lower case they are taken for what they mean.
COMMON = frozenset(
    "a about after all also an and any are as at back baker bank banks bay bell best bill black blue bond boy brown bush "
    "but by call can case chance church close cook cross cruise day dean did do early fair field fish for ford fox frank "
    "free french from gas go gold good grant gray green guy had hand hard has have he her here high hill him his hope how "
    "i if in is it its jobs joy just keen kind king knight lake land last law lee little long love low major man many "
    "march mark may me mean miller mine moon more my new news no north not now of office on or other our out page park "
    "party peace penny people pick place point pope post power price rally read real rice rich right rose rule rush said "
    "say sharp she short small smith so some south speaker star state stone strong summer sweet the their them there they "
    "this time to today town true union up us wall war was way we well west what when where which white who whom why wide "
    "wild will win winter with wolf woman wood word words work world worth would yes you young your".split()
)
# Nouns of speech: "Trump's comment" asks for Trump's words, "Trump's wall" does not.
SPEECH = frozenset(
    "advice allegation allegations announcement answer apology appeal argument assessment attack case claim claims "
    "comment comments complaint condemnation criticism criticisms defence defense definition description explanation "
    "feelings idea ideas interview judgement judgment letter message objection op-ed opinion opinions plan plans position "
    "promise promises proposal quote quotes reaction reason reasoning reasons rebuke remark remarks reply request "
    "response retort speech stance stand statement statements take testimony thoughts threat tweet tweets verdict view "
    "views vision vow warning warnings word words".split()
)
