"""How people say that they buy, sell short or add: "hop on", "puts me in", "bet against"."""

from __future__ import annotations

from agents.language.lexicon.ways import TOLD, ways

SENDS = (
    "(gets?|puts?|brings?|takes?|lets?|pulls?|sends?|throws?|draws?|has|moves?|nudges?|prompts?"
    "|drags?|tips?|push(es)?|forces?|keeps?)"
)
GIVES = (
    "((is|are|gives?|serves? as|counts? as|makes?|marks?|acts? as)"
    " ((my|the|a|an|your|our|me|us) )*)"
)
SIGN = "(cue|signal|sign|trigger|reason|moment|time|invitation|prompt|excuse|green light|hint|call)"
MEANS = (
    "(means|says?|spells?|signals|equals?|tells me( to)?|triggers?|generates?|gives?)"
    " ((a|an|i|we|i'm|i am|go|get|be) )*"
)
BUYS = "(buy|get in|go long|enter|step in|jump in|be in|buying|go in|be long)"

IN = ways(
    rf"""
    buy-after: {SENDS} ME (back )?(in|into (it|the (market|trade))|long|aboard
        |on board)\b(?! the\b)
    buy: goes into (the|my|our) (portfolio|book|books|account|basket)\b
    buy: having (gone long|bought|entered|got in|acquired|opened)( (it|a long))?\b
    buy-after: {SENDS} ME (back )?into(?= [A-Za-z.^]+\s*($|[.,;]))
    short-after: {SENDS} ME short\b
    buy-after: makes? ME (an? )?buy(er)?\b
    buy-after: has ME buying\b
    buy-after: {GIVES}{SIGN} (to |for (ME to )?)?{BUYS}\b
    buy-after: {GIVES}(entry|buy|long)( (signal|trigger|rule|cue|point))?END
    buy-after: is (where|when) (i|we|you) {BUYS}\b
    buy-after: {MEANS}(buy|long|in|entry|get in|buying)\bEND
    short-after: {MEANS}short\bEND
    buy: (i'm|i am|we're|we are|be|turn|become|becoming) (a )?buyers?( of)?\b
    short: (bet|betting|lean|leaning|wager|wagering) against\b
    both-ways: ((be )?able to )?(switch|flip|alternate|toggle)(es|s|ing)? ((strategies|positions
        |sides) )?between (going |being )?(a )?long(ing|s)?( positions?)? and (going |being )?(a
        )?short(ing|s)?( positions?)?\b
    short: (take|taking) the other side of\b
    short: short(ing|s)? the (hell|heck|crap|shit|living daylights) out of\b
    short: nuk(e|es|ing)(?= [a-z.&]+( (when|if|once|whenever|as|should|on|any|at|in|after|using
        |[\w]+ timeframe)\b|:))
    short: bet(ting)? on (a )?(fall|drop|decline)( (of|in))?\b
    short: (put|lay|take) on (a|my|the) short( (position|trade))?
    short: (initiate|establish|start|build|open|enter|take|set up|put on|place|get into|go into)
        (a |my |the )?short( (position|trade|side))?( (on|in))?
    add-unit: (add (a|an|another|one more)( AGAIN)*|(open|take|enter|start|put on|buy) ((another
        |one more)( AGAIN)*|an?( AGAIN)+)) (longs?|shorts?|positions?|entry|trades?|buys?
        |lots?)(?= (when|whenever|if|once|at|as|below|above|on|every|each)\b)
    add-unit: ((add|buy|take|put on|enter|scale in( with)?|throw in) )?(another|(one|two|three|1|2
        |3) more|an? (further|second|third|extra|additional)|the (second|third|next)|(one
        |two) additional) UNIT(?= (when|whenever|if|once|at|as|below|above|on)\b)
    """
)  # fmt: skip
LED_IN = ways(
    r"""
    buy: (hop|jump|leap|climb|clamber|step|dive|pile|wade|scramble|slip|get|swoop|pounce|come|move
        |hopp|jump|stepp|gett)(ing)? (back )?(on board|aboard|onto|in on)\b
    buy: (hop|jump|leap|climb|clamber|step|dive|pile|wade|scramble|slip|get|swoop|pounce|come|move
        |hopp|stepp|gett)(ing)? (back )?into(?= (it|the trade|(the )?[a-z.&]+ (when|if|once
        |whenever|as|after|on|at))\b)
    buy: (hop|jump|leap|climb|clamber|step|dive|pile|wade|scramble|slip|get|swoop|pounce|come|hopp
        |stepp|gett)(ing)? (back )?in(?! (volume|price|to|the|profit|cash|my))\b( it\b)?
    buy: (hop|jump|climb|pile|hopp)(ing)? (back )?on(?! (the|every|each) (break|close|open
        |dip))\b( it\b)?
    buy: (acquire|procure|snatch( up)?|nab|snap up|scoop up|gobble up|mop up|hoover up|snaffle
        |get hold of|get some|get me some|have some|take some|stock up on|get exposure to|go for
        |nibble at|take a punt on|have a punt on|latch onto)\b
    buy: (be|want) (in|on board)WHEN(?! (the |an? )?([a-z0-9-]+ )?(range|zone
        |area|band|region|bounds))
    buy: (go|be|get) (100\s*%|fully (invested|long)|all[- ]in)( (in|into|on|long))?(?= [a-z.&^]+)
    buy: (takes?|taking|opens?|opening) (a |the )?long (position|trade)\b( (in|on))?
    short: (takes?|taking|opens?|opening) (a |the )?short (position|trade)\b( (in|on))?
    buy: acquir(e|es|ing)( (it|the (stock|share)s?|shares|a (long )?position))?WHEN
    buy: (initiate|establish|start|begin|build|open( up)?|put on|take( (on|up))?|set up|assume
        |enter( into)?) NEW(position|trade|stake|holding|exposure|long)\b( (in|on))?( it\b)?
    buy: (initiat|plac|submit|trigger|enter|send|fir)(e|es|ing|s|ting|ed)? (an? )?(market )?(buy
        |long) order(?! (at|@) [$€£]?\d)( (for|of|on|in))?(?= )
    buy: pull(ing)? the trigger( on it)?
    buy: collect(?! (profits?|dividends?|the|half|\d))
    buy: (yolo|ape|go yolo|full[- ]send|go full[- ]send|full[- ]port|go full[- ]port|go balls deep
        |degen|smash[- ]buy|market[- ]buy|lump|chuck money)(ed|d|ing)?( (everything|it all|all
        |all in|it|my (savings|account|stack|money)))?( (back )?(into|in|on(to)?|at))?(?= )
    buy: (hop|jump|leap|dive|plunge|wade|pile|step|load up)(ing)? (back )?(into|on)(?= )
    buy: (yolo|full send|send it|go full port|go big|degen|fomo|lump) (into|on|in)\b
    buy: (yolo|slurp( up)?|stack|hoard|smash( buy)?)(ing)?(?= (some )?[a-z.&]+( (when|if|once
        |whenever
        |as|should|on|any|at|in|after|using|every)\b|:))
    hold: (ride|hang on( to)?|stick with|stay with|keep hold of|sit tight( in)?|cling to
        |hold on( to)?
        |stay aboard|stay in)(?= ([a-z.&]+ )?(until|till|while|as long as|so long as)\b)
    hold: diamond[- ]hand(s|ing|ed)?( (it|them|this))?( for)?(?= (until|till|forever
        |[\w-]+ (trading )?(days?|bars?|weeks?|sessions?|months?))\b)
    all-in: full[- ]send(?=\s*($|[.,;!]))
    hold: (never|don't|do not|not) (stay|be|remain|sit) (in|invested|long)( (it|the trade))?( for)?
        (longer|more) than\b
    buy: start (buying|accumulating)\b
    buy: ((buy|take|enter( with)?|put on|open( with)?|start with) )?(one|a|the first|an? (initial
        |first)|a single) UNIT( of\b)?(?= (when|whenever|if|once|as soon)\b)
    """,
    TOLD,
)  # fmt: skip
