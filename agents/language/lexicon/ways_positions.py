"""How people say whether something is held when a rule is looked at: "if in a position and RSI
> 70", "when we are flat", "if there is no open position", "position == 0".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

WHO = r"((i|we|you|they|it|he|the (bot|strategy|system|algo|account|portfolio|trader)) )?"
AM = r"(am|are|is|was|were|'m|'re|'s)"
IM = rf"((i'm|im|we're|you're|it's|its) |{WHO}({AM} )?)"
YET = r"((currently|already|now|still|yet|actually|presently) )*"
THE = r"((a|an|any|the|my|our|your|this|that|its) )?"
KIND = r"((open|existing|current|active|live|running|pending|other|outstanding) )*"
STILL = r"( (currently |already |still )?(open|on|active|held|yet|already))?"
TRADE = rf"(positions?|trades?|holdings?){STILL}"
# "and hold it" is an order: somebody must be said to hold it.
HAVE = (
    rf"({WHO}{YET}(have|has|holds|holding|own|owns|got|'ve got|have got|having)"
    rf"|(i|we|you|they) {YET}hold)"
)
OWN = rf"({WHO}{YET}(own|owns|holds|holding)|(i|we|you|they) {YET}hold)"
WHAT = r"(it|them|the (stock|share|shares|coin|etf))"
WITH = r"(have|has|hold|holds|there's|there is|there are|with)"
DONT = r"(do not|don't|dont|does not|doesn't|doesnt|did not|didn't|haven't|have not)"
ENDS = r"(?=\s*($|[.,;:)&]|\b(and|then|but|in)\b))"
# "stay invested" and "to hold it" are no such condition.
LED = r"(^|\b(if|when|whenever|while|once|and|unless|only|as long as|since) )"
WORDS = r"(in the market|invested|holding( it)?)"

POSITIONS = ways(
    rf"""
    held: {IM}{YET}in {THE}{KIND}{TRADE}{ENDS}
    held: {IM}{YET}{WORDS}{ENDS}
    held: {HAVE} {YET}{THE}{KIND}{TRADE}{ENDS}
    held: {OWN} {YET}{WHAT}( already| now)?{ENDS}
    held: (there's|there is|there are|with) {YET}{THE}{KIND}{TRADE}{ENDS}
    held: {THE}{KIND}{TRADE} {AM} {YET}(open|on|active|held){ENDS}
    held: (self\.)?position(\.size)?\s*(>|!=|<>)\s*0{ENDS}
    held-long: {IM}{YET}(already|currently) long{ENDS}
    held-long: (i'm|im|we're|you're|(i|we|you) (am|are)) {YET}long{ENDS}
    held-long: {IM}{YET}in {THE}{KIND}long {KIND}{TRADE}{ENDS}
    held-long: {HAVE} {YET}{THE}{KIND}long {KIND}{TRADE}{ENDS}
    held-long: (there's|there is|with) {YET}{THE}{KIND}long {KIND}{TRADE}{ENDS}
    held-short: {IM}{YET}(already|currently) short{ENDS}
    held-short: (i'm|im|we're|you're|(i|we|you) (am|are)) {YET}short{ENDS}
    held-short: {IM}{YET}in {THE}{KIND}short {KIND}{TRADE}{ENDS}
    held-short: {HAVE} {YET}{THE}{KIND}short {KIND}{TRADE}{ENDS}
    held-short: (there's|there is|with) {YET}{THE}{KIND}short {KIND}{TRADE}{ENDS}
    unheld: {IM}{YET}not {YET}in {THE}{KIND}(long )?{TRADE}{ENDS}
    unheld: {IM}{YET}not {YET}({WORDS}|long){ENDS}
    unheld: (i|we|you) (aren't|arent|ain't) {YET}(in {THE}{KIND}{TRADE}|{WORDS}|long){ENDS}
    unheld: {WHO}{YET}{DONT} {YET}(have|hold|own|got) {YET}{THE}{KIND}(long )?{TRADE}{ENDS}
    unheld: {WHO}{DONT} {YET}(own|hold|have) {YET}({WHAT}|any|any of it)( already| yet)?{ENDS}
    unheld: {WHO}{YET}({WITH} )?{YET}(no|without) {THE}{KIND}(long )?{TRADE}{ENDS}
    unheld: no {KIND}{TRADE} {AM} {YET}(open|on|active|held){ENDS}
    unheld: {IM}{YET}(flat|out of (a|the) (position|trade)){ENDS}
    unheld: {IM}{YET}out of the market(?= and\b)
    unheld: (self\.)?position(\.size)?\s*==?\s*0{ENDS}
    """,
    LED,
)  # fmt: skip
