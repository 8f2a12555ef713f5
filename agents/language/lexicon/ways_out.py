"""How people say that they sell or cover: "abandon ship", "takes me out", "everything goes"."""

from __future__ import annotations

from agents.language.lexicon.ways import TOLD, ways
from agents.language.lexicon.ways_in import GIVES, MEANS, SIGN

SENDS = (
    "(gets?|puts?|brings?|takes?|lets?|pulls?|sends?|throws?|kicks?|knocks?|shakes?|boots?|has"
    "|chases?|drives?|forces?|drags?|flushes|moves?|bounces|push(es)?|scares?)"
)
SELLS = (
    "(sell|get out|exit|leave|go flat|step out|jump out|be out|bail( out)?|selling|go out|be flat"
    "|get flat|close|cash out|take profits?)"
)
MOVES = (
    "(hop|jump|leap|climb|step|bow|walk|pull|slip|back|opt|ease|check|clear|get|move|stand|run"
    "|scramble|wriggle|bug|bail|cash|hopp|stepp|gett|punch|duck|drop)(ing)?"
)
DROPS = (
    "(abandon|scrap|jettison|shed|kill|end|terminate|ditch|dump|drop|lose|shut|scratch|quit|leave"
    "|release|free|discard|unwind|close|axe|junk|bin|toss|chuck|flip|cash in|cash out|redeem|stop"
    "|surrender|relinquish|exit|finish|nix|ax|flog|hock|retire|collapse|undo|sell|unload|offload"
    "|liquidate|clear|get rid of|be rid of|dispose of|let go of|part with)(ing)?"
)
ENDED = (
    "(ends?|is over|is done|is finished|expires?|finish(es)?|terminates?|stops?|dies|is history"
    "|comes? to an end|is closed out|is exited|is off|gets closed)"
)
REST = (
    "((whatever|what|anything)('s| is)? (left|remains|remaining|still (on|open|there|held))( over)?"
    "|the (balance|runners?|remainder|rest|(remaining|last|final|other|second) "
    "(half|third|quarter|part|bit|position|shares)))"
)
GOES = "(goes|go|is sold|are sold|gets? sold|comes? off|is closed|gets? dumped|is dumped|off)"

OUT = ways(
    rf"""
    sell-after: {SENDS} ME ((right|back|straight) )?(out( of (it|the (market|trade)|there))?|off
        |flat|(back )?(in|to|into) cash|to the sidelines)\b
    sell-after: makes? ME (an? )?(sell(er)?|exit|leave)\b
    sell-after: has ME selling\b
    sell-after: {GIVES}{SIGN} (to |for (ME to )?)?{SELLS}\b
    sell-after: {GIVES}(exit|sell)( (signal|trigger|rule|cue|point))?END
    sell-after: is (where|when) (i|we|you) {SELLS}\b
    sell-after: {MEANS}(sell|out|exit|flat|cash|get out|selling)\bEND
    cover-after: {MEANS}(cover|buy back)\bEND
    sell: (everything|it all|all of it|the whole (lot|position|thing|stack|bag|pile)|the (lot
        |entire position|full position)|all (the )?(units|shares|lots|tranches
        |of them)) (then )?({GOES}|is liquidated|is out|is unwound|is let go)WHEN
    sell: sell (the|my|our|your) (entire|whole|full)(?= [A-Za-z.]+ (holding|position|stake)s?\b)
    sell: (it|they) {GOES}(?= (when|whenever|if|once|as soon)\b)
    sell: (the|my|our|this) (trade|position|holding|ride|party|long|deal|hold) (then )?{ENDED}WHEN
    sell: IM?(gone|outta (here|there)|out of (here|there|it)|done( with it)?|history|off it)WHEN
    sell: (get|getting|be) (the (hell|heck) )?(outta|out of) (here|there)WHEN
    sell: IM?a seller( of)?\b
    sell: comes out(?= (when|whenever|if|once|as soon)\b)
    sell: (stop|stopping|cease|quit) (holding|owning|being (long|in))( IT)?\b
    cover: buy to close( IT)?\b
    cover: (take|get) (back )?the short off\b
    """
)  # fmt: skip
LED_OUT = ways(
    rf"""
    sell: {MOVES} (back )?(out|off(?! (half|a|one|some)\b)|aside|away|overboard
        |to the sidelines?)( (of|from)( (IT|the (market|way|pool)))?)?(?! (the )?(\d|half|a third
        |oversold|overbought))\b
    sell: (step|stand|back) downWHEN
    sell: (abandon|jump)(ing)? ship
    sell: call(ing)? it( (a day|quits|off|done))?WHEN
    sell: throw(ing)? in the (towel|sponge)
    sell: pull(ing)? the (plug|ripcord|rip cord|eject handle)( on IT)?
    sell: (hit|head for|head to|run for|make for|rush for|look for) the (exits?|doors?|hills
        |sidelines|eject( button)?|bid)
    sell: (hit )?ejectWHEN
    sell: take (the|my) money and run
    sell: take (my|the|our) chips off( the table)?
    sell: take (it|everything|all of it|them) off( the (table|books?|sheet))?
    sell: (wave|say|kiss) (it )?(goodbye|sayonara|farewell|adios)( to IT)?
    sell: cut IT(?=\s*($|[.,;]|\b(when|whenever|if|once) [a-z]+ ?(\(|is|goes|closes)))
    sell: close (up )?shop
    sell: (fold|go home|head home|cut bait|cut and run|exit stage (left|right)|distribute)WHEN
    sell: (cut|set|turn) IT (loose|free)
    sell: cut ME( (out|loose|off|free))?(?= (at|if|when|once|after)\b)
    sell: ring the (register|bell|cash register)
    sell: (give|giving) (it up|up (on )?IT|up the ghost|IT (up|away|back))
    sell: (give|giving) (up(?= (when|if|once|after)\b)|away(?= (at|when|if|once|with)\b))
    sell: let (go( of)?( IT)?|IT go)\b
    sell: part (ways |company )?with( IT)?\b
    sell: (get|be) (shot|rid) of( IT)?\b
    sell: do away with( IT)?\b
    sell: dispose of( IT)?\b
    sell: (wind|wrap|unwind|square|shut|close|sell|clear|clean|finish|tie|hand|send|flog|ship|turf
        |toss|chuck|throw|boot) IT (up|down|off|out|back|away)\b
    sell: (wind|wrap|square|shut|sell|clear|finish|tidy) (up|down|off|out) (of )?IT\b
    sell: (initiat|plac|submit|trigger|enter|send|fir)(e|es|ing|s|ting|ed)? (an? )?(market )?sell
        order(?! (at|@) [$€£]?\d)( (for|of|on|in))?
    sell: square (up|off|out)WHEN
    sell: sells? (off|out)WHEN
    sell: {DROPS} (IT|all \d+( shares)?)WHEN
    sell: (abandon|scrap|jettison|divest|relinquish|quit|discard|unwind|terminate)(ing)?WHEN
    sell: ((be|get|go|turn|move|retreat|return|revert|head|switch|rotate|run|flee|come
        |sit|going|moving|switching|turning|rotating|retreating) )?((entirely|completely|fully
        |wholly|all|straight|right) )?(back )?(to|in|into|on)
        (all )?(cash|the sidelines?)WHEN
    sell: (be|get|go|turn) (all )?(flat|out|cash)( again)?WHEN
    sell: (flat|out|cash) againWHEN
    sell: want outWHEN
    sell: (trim|peel|skim|shave|slice|lop|clip|pare|lighten|reduce|scale|bank|book|pocket|lock|take
        |cash|unload|offload|ditch|dump|sell|get out of|close( out)?|exit)(ming|ing|ting)?( (off
        |away|out|down|up|in))?( of)?( (it|the (position|trade)))?( by)?(?= ((another|a further
        |a|one|the first|the other) )?PART\b(?! day))
    sell: ((sell|exit|close|dump|let go of|bail on) )?{REST}( of IT)?( {GOES})?(?= (at|when|if
        |once|after|on)\b)
    """,
    TOLD,
)  # fmt: skip
