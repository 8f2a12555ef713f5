"""Words and phrases of moving to a level and of standing at it."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases, synonyms

# No slip of the pen is taken for one of these.
MOTIONS = synonyms(
    """
    falls: dives dive dived dove diving nosedives nosedive nosedived plummets plummet plummeted
    falls: plunge plunged plunging sags sag sagged craters cratered collapses collapse collapsed
    falls: tumble tumbled tumbling slump slumped slumping slip slipped slipping sank sunk sinking
    falls: sliding slid skids skid skidded cascades cascaded recedes receded subsides subsided
    falls: ebbs ebbed weakens weakened softens softened withers descends descended descending
    falls: backslides capitulates caves droops drooped droop swoons wilts deflates sheds shed
    falls: deteriorates sell-offs plumments nose-dives tanked tanking crashed crashing
    rises: soar soared soaring surging rocket rockets rocketed skyrockets skyrocketed leapt
    rises: vaults vaulted ascends ascended ascending zooms zoomed spurts strengthens strengthened
    rises: inflates swells catapults lifts-off advance advanced advancing appreciated
    rises: rallied rallying popped catapulted
    exceeds: outstrips outstripped eclipses eclipsed betters bettered trumps outpaces outpaced
    exceeds: exceeded surpass surpassed surpassing topped surmounts transcends outdoes outranks
    crosses-above: overtakes overtake overtaking overtook overhauls outruns leapfrogs
    drops-below: undercuts undercut undercutting undershoots undershoot violates violated
    stays: hovers hovering lingers lingering lies resides rests remains stands standing
    above: atop upwards-of
    recovers: recaptures recapture recaptured retakes retake retook recoups
    equity: nav
    goes: flip flipping flipped swings swung swing-to
    crosses: intersects intersect intersected intersecting intersection crisscross crisscrosses
    succession: succession
    goes: pointing points pointed trending angling angled tilting tilts tilted
    middle: centre center centreline centerline midline midband
    """
)
MOVED = phrases(
    """
    >=: or better | or greater
    <=: or worse | or smaller
    so-far: on strength | into strength | on weakness | into weakness
    drops-below: fails to hold | cannot hold | can't hold | fails to keep | fails at holding
    in-a-row: in succession | on the trot | one after another | one after the other | back to back
    in-a-row: in sequence | on the bounce | in a string | consecutively
    when: the moment | the instant | the moment that | from the moment
    buy: i'm a buyer | i am a buyer | we're a buyer | be a buyer
    sell: i'm gone | i am gone | i'm done | we're gone
    above: north of | to the north of | on top of | upwards of | in excess of | over and above
    drops-below: falls behind | goes behind | falls short of | gives up the | gives way at the
    drops-below: goes beneath of | cuts below | cuts under | undercuts the | cuts down below
    crosses-above: goes beyond | rises beyond
    crosses-above: cuts above | cuts over | cuts up above | cuts up over | pulls ahead of
    crosses-above: goes ahead of | gets ahead of | goes on top of | rises on top of
    turns-positive: goes from negative to positive | goes from negative into positive
    turns-positive: from negative to positive | goes from red to green | from red to green
    turns-negative: goes from positive to negative | goes from positive into negative
    turns-negative: from positive to negative | goes from green to red | from green to red
    touches: is back at | goes back at
    through: back through | back across
    below: south of | to the south of | short of
    """
)
