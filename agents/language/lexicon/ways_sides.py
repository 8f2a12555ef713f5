"""How people say that shorts are traded as well, by the same rules the other way round: "opposite
for shorts", "for the short side just flip everything", "trade both directions".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

MIRROR = (
    "(the )?(exact(ly)? |complete(ly)? |direct |just |precise(ly)? |literal(ly)? )?(the )?(exact )?"
    "(opposite|reversed?|inversed?|inverted|contrary|mirror( image)?|mirrored|flipped|vice[- ]versa"
    "|other way (a)?round)"
)
RULES = "(rules?|conditions?|signals?|logic|criteria|setups?|thing|entries|entry|way|system)"
SHORTS = (
    "(shorts?( (side|sides|trades?|positions?|entr(y|ies)|signals?|setups?|rules?|sell(s|ing)?))?"
    "|shorting|going short|short[- ]selling|selling short)"
)
# In the words of currencies a "sell" opens a position.
SELLS = "(sell trades?|sells|sell (positions?|side|setups?|entr(y|ies)))"
LEAVING = "(sell|selling|sell signals?|exit(s|ing)?|the exit)"
APPLIES = "(is|are|apply|applies|hold|holds|goes|true|used|done|valid|works?|but|with|all)"
TURNED = (
    "((but|only|just|and|with|all|the|signs?|everything|in|is|are|every|numbers?|levels?) )*"
    "(reversed?|inverted|mirrored|flipped|opposite|turned (a)?round|upside down|the other way"
    " (a)?round)"
)
ENDS = r"(?=\s*($|[.;,)]))"

FOR = "(for|on|to|with|when)( (the|a|an|any|all|our|my))?"
AND = "(and|for|the|on|our|my)"
DO = (
    r"(\s*[:=,–-])?( (just|simply|only|do|does|use|uses|using|apply|applies|take|takes|work|works"
    "|have|follow|follows|go|it|i|we|you|is|are|the|all|have to be|must be))*"
)
IT = "(it|this|that|them|everything|all|all of (it|this|them)|the|these|those|long|longs|side)"
TURNS = "(mirror|invert|reverse|flip|turn (a)?round)"

SIDES = ways(
    rf"""
    both-ways: ((do|apply|use|and|then|just) )*{MIRROR}( {RULES})?( {APPLIES})* {FOR} ({SHORTS}
        |{SELLS}|longs?){ENDS}
    vice-versa: ((do|apply|use|and|then|just) )*{MIRROR}( {RULES})?( {APPLIES})* {FOR}
        {LEAVING}{ENDS}
    both-ways: ((do|apply|use|and|then|just) )*(the )?same( {RULES})?( {TURNED})?( {APPLIES})* {FOR}
        {SHORTS}( (and|/) cover(s|ing)?)?( {TURNED})?{ENDS}
    both-ways: ((just|simply|then|and) )*{TURNS}( {IT})*( {RULES})*( (a)?round)? (for|on|when)(
        (the|a|an|any|all|our|my))? {SHORTS}{ENDS}
    both-ways: ({AND} )*{SHORTS}( {RULES})?{DO} {MIRROR}( {RULES})*( (of|to|from) (the )?longs?(
        side| trades?| {RULES})*)?{ENDS}
    both-ways: ({AND} )*{SHORTS}( {RULES})?{DO} same( {RULES})* {TURNED}{ENDS}
    both-ways: ({AND} )*{SHORTS}( {RULES})?{DO} {TURNS}s?( {IT}| {RULES}| around| round)*{ENDS}
    both-ways: (trades?|trading|traded|works?|working|operates?|operating|allow(s|ing)?|supports?
        |takes?|taking|goes|apply this to|permits?|enables?|uses?|is symmetric(al)? for
        |are allowed|allowed|enters?)( trades?| positions?| entries)?( (in|on|for))? both (the )?
        (long and short|directions|sides|ways)( (trades?|positions?|entries|directions?|sides?
        |signals?))?\b(?! (based|when|if))
    both-ways: (trades?|trading|works?|working|operates?|supports?|symmetric(al)? for) (both )?long
        and short( (trades?|positions?|entries|directions?|sides?))?\b(?! (based|when|if))
    both-ways: (trade|use|allow|take|do|enable|go|open|consider|include|permit
        |make)s? (both )?(the )?(long
        |longs)( and | or |/)shorts?( (combination|combined|trades?|positions?
        |sides?|entries|trading))?(?=\s*($|[.,;)]|\b(on|in|with|for|and)\b))
    both-ways: long ?[-/ ]( ?(and|&)[- ])? ?short( combination)? (trading )?(strategy|system|bot)\b
    """
)  # fmt: skip
