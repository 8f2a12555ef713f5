"""Words whose meaning hangs on their neighbours are given it before anything is read."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.tokens.naming import bracketed, tracking, twice_named, with_legal_form
from agents.language.tokens.parting import part_phrases
from agents.language.tokens.pieces import Token
from agents.language.wording.absences import mark_absences
from agents.language.wording.absolute import mark_absolute
from agents.language.wording.aims import mark_aims
from agents.language.wording.alike import say_of_each
from agents.language.wording.anyof import mark_any_of
from agents.language.wording.asides import mark_asides
from agents.language.wording.assigned import mark_assigned
from agents.language.wording.atonce import mark_at_once
from agents.language.wording.atr_stops import mark_atr_stops
from agents.language.wording.banded import name_bands
from agents.language.wording.both import mark_both
from agents.language.wording.breaking import mark_breaking
from agents.language.wording.called_conditions import mark_called
from agents.language.wording.chatter import INDICATORS, mark_names, mark_request, mark_titles
from agents.language.wording.contracts import mark_contracts
from agents.language.wording.counted import mark_caps, mark_places
from agents.language.wording.counting import mark_counts
from agents.language.wording.daylists import mark_days_of_list
from agents.language.wording.declared import spread_declared
from agents.language.wording.defining import mark_defined
from agents.language.wording.definitions import mark_definitions
from agents.language.wording.delays import mark_delays
from agents.language.wording.differences import mark_differences
from agents.language.wording.distances import mark_distances
from agents.language.wording.earlier import mark_earlier
from agents.language.wording.either_exit import mark_either_exit
from agents.language.wording.eitherway import mark_either_way
from agents.language.wording.entitled import mark_entitled
from agents.language.wording.explained import mark_explained
from agents.language.wording.extremes import mark_extremes
from agents.language.wording.fading import mark_fades
from agents.language.wording.far_off import mark_far_off
from agents.language.wording.filters import mark_filters
from agents.language.wording.held import mark_held
from agents.language.wording.hours_back import mark_hours_back
from agents.language.wording.idioms import mark_idioms, or_more
from agents.language.wording.instalments import mark_instalments
from agents.language.wording.invested import mark_invested
from agents.language.wording.labels import mark_labels
from agents.language.wording.monthly import mark_monthly
from agents.language.wording.moving import mark_moving
from agents.language.wording.own_bands import mark_own_bands
from agents.language.wording.own_results import mark_own_results
from agents.language.wording.owners import mark_owners
from agents.language.wording.parameters import name_parameters, name_roles, name_several
from agents.language.wording.passive import DONE, mark_passive
from agents.language.wording.pips import mark_pips
from agents.language.wording.reclaims import mark_reclaims
from agents.language.wording.results import mark_results, mark_stops, mark_targets
from agents.language.wording.rivals import mark_rivals
from agents.language.wording.scores import mark_scores
from agents.language.wording.settings import mark_settings
from agents.language.wording.several_lines import mark_several
from agents.language.wording.shorthand import mark_shorthand
from agents.language.wording.sided import mark_sided
from agents.language.wording.signalled import mark_signalled
from agents.language.wording.signed import mark_doubled, mark_signed
from agents.language.wording.slashed import spread_slashed
from agents.language.wording.sloping import mark_slopes
from agents.language.wording.some_of_last import mark_some_of_last
from agents.language.wording.staying_out import mark_staying_out
from agents.language.wording.strategic import mark_strategic
from agents.language.wording.streaks import mark_streaks
from agents.language.wording.thresholds import mark_thresholds
from agents.language.wording.titles import mark_title
from agents.language.wording.whole_market import mark_whole_market
from agents.language.wording.yesterdays import mark_yesterdays
from agents.language.wording.zone_levels import mark_zone_levels

RHYTHMS = frozenset(lexicon.MONTHS) | words(
    "day week month quarter year monday tuesday wednesday thursday friday month-end month-start"
)
MOVING = words("rises goes breaks crosses falls recovers closes close exceeds trade")
NOUNS = words("stock coin etf index fund pair market share")
VERBS = MOVING | words("is has opens open makes touches gaps stays was trades down up")


def mark(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    spread_slashed(tokens)
    mark_some_of_last(tokens)
    mark_invested(tokens)
    say_of_each(tokens)
    mark_differences(tokens)
    mark_own_results(tokens)
    mark_assigned(tokens)
    mark_hours_back(tokens)
    mark_staying_out(tokens)
    mark_contracts(tokens)
    mark_absolute(tokens)
    mark_any_of(tokens)
    mark_counts(tokens)
    mark_filters(tokens)
    mark_reclaims(tokens)
    mark_called(tokens)
    mark_several(tokens)
    mark_strategic(tokens)
    mark_entitled(tokens)
    mark_scores(tokens)
    mark_signalled(tokens)
    mark_days_of_list(tokens)
    mark_definitions(tokens)
    mark_own_bands(tokens)
    mark_whole_market(tokens)
    name_roles(tokens)
    name_several(tokens)
    mark_shorthand(tokens)
    or_more(tokens)
    mark_yesterdays(tokens)
    mark_far_off(tokens)
    mark_asides(tokens)
    mark_pips(tokens)
    mark_distances(tokens)
    mark_monthly(tokens)
    mark_moving(tokens)
    mark_extremes(tokens)
    name_parameters(tokens)
    name_bands(tokens)
    mark_defined(tokens)
    mark_settings(tokens)
    spread_declared(tokens)
    mark_streaks(tokens)
    mark_thresholds(tokens)
    mark_zone_levels(tokens)
    mark_names(tokens)
    mark_title(tokens)
    mark_explained(tokens)
    mark_request(tokens)
    mark_sided(tokens)
    _rhythms(tokens)
    _past(tokens)
    _outside(tokens)
    _nouns(tokens)
    with_legal_form(tokens)
    twice_named(tokens)
    tracking(tokens)
    bracketed(tokens)
    mark_either_way(tokens)
    mark_signed(tokens)
    mark_doubled(tokens)
    mark_targets(tokens)
    mark_stops(tokens)
    mark_aims(tokens)
    mark_breaking(tokens)
    mark_earlier(tokens)
    mark_absences(tokens)
    mark_atr_stops(tokens)
    mark_held(tokens)
    mark_idioms(tokens)
    mark_owners(tokens)
    mark_labels(tokens)
    mark_rivals(tokens)
    mark_titles(tokens)
    _every_few(tokens)
    _edges(tokens)
    _spans(tokens)
    _bought_to_hold(tokens)
    _kinds_of_average(tokens)
    _objects(tokens)
    mark_both(tokens)
    _named_before(tokens)
    _passive(tokens)
    _filled(tokens)
    mark_results(tokens)
    mark_fades(tokens)
    mark_slopes(tokens)
    mark_instalments(tokens)
    mark_either_exit(tokens)
    mark_delays(tokens)
    mark_at_once(tokens)
    mark_places(tokens)
    mark_caps(tokens)
    _added(tokens)
    part_phrases(tokens)


def _filled(tokens: list[Token]) -> None:
    """ "站上200日均线满仓": where no other verb buys, to be fully invested does."""
    if any(token.word in ("buy", "buy-after", "long", "short") for token in tokens):
        return
    for token in tokens:
        if token.text in ("满仓", "全仓"):
            token.word = "buy-after"


def _added(tokens: list[Token]) -> None:
    """ "bullish engulfing + RSI below 40": both."""
    for sign, after in pairwise(tokens):
        if sign.word == "+" and after.word in INDICATORS | {"price", "close", "volume"}:
            sign.word = "and"


def _objects(tokens: list[Token]) -> None:
    """ "sell it at the end of June": what it trades, and nothing that a rule compares."""
    spoken = [token for token in tokens if token.small not in ("the", "my", "our")]
    for verb, what, lead in zip(spoken, spoken[1:], spoken[2:], strict=False):
        traded = verb.word in ("buy", "sell", "short", "cover") and what.small in OBJECTS
        if traded and lead.word in WHEN:
            what.kind = "used"


WHEN = words("at on when in after month-end the next tomorrow")
OBJECTS = words("it them those shares share stock position everything")


def _named_before(tokens: list[Token]) -> None:
    """ "sell if either closes below": of the symbols that a rule before has named together."""
    named: set[str] = set()
    for token, after, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        named |= {token.symbol} if token.symbol else set()
        said = "both" if token.word == "both" else token.small
        if len(named) < 2 or said not in EITHER or after is None:
            continue
        verb = then if after.small in ("is", "are") else after
        if verb is not None and verb.word in VERBS | WAYS:
            token.word = EITHER[said]


EITHER = {"both": "both-named", "either": "either-named"}
WAYS = words("above below over under < > <= >= up down")


def _passive(tokens: list[Token]) -> None:
    """ "the position is closed when ...": somebody closes it."""
    for verb, to in pairwise(tokens):
        if verb.word in ("buy", "sell", "cover") and to.word == "to":
            to.word = "at"
        if verb.small in ("cierra", "cierre") and to.word in ("above", "below"):
            verb.word = "closes"
    for verb, the, moment, lead in zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:]):
        bought = verb.word in ("buy", "sell") and the is not None and the.word == "the"
        traded = bought and moment is not None and (lead is None or lead.word in MOMENTS)
        if traded and moment.word in ("open", "close"):
            moment.word = f"at-{moment.word}"
    mark_passive(tokens)
    for index, token in enumerate(tokens[:-1]):
        if token.small not in DONE or tokens[index + 1].word not in BEHIND:
            continue
        before = [one.word for one in tokens[max(0, index - 4) : index]]
        if set(before) & HELD and before[-1] in BEING:
            token.word = DONE[token.small]
            _of_side(tokens, index)


def _of_side(tokens: list[Token], at: int) -> None:
    """ "short positions are closed": they are bought back."""
    for side in tokens[max(0, at - 4) : at]:
        if side.word in ("short", "long") and tokens[at].word in ("sell", "cover"):
            tokens[at].word = "cover" if side.word == "short" else "sell"
            side.kind = "used"


# What may follow "buy the open".
MOMENTS = words("of on when after and then every each daily , . same-day")
HELD = words("position trade it long sell buy cover")
BEING = words("is are be gets was been goes")
BEHIND = words("when after at if on at-close at-open once as")


def _bought_to_hold(tokens: list[Token]) -> None:
    """ "buy and hold for 60 days" has an end, as buying and holding has not."""
    leaves = any(token.word in ("stoploss", "takeprofit", "trailing") for token in tokens)
    rules = any(one.free and one.word in ("when", "buy", "short", "every") for one in tokens)
    if leaves and not rules:
        for token in tokens:
            token.word = "buy-at-once" if token.word == "buyhold" else token.word
    for at in [n for n, token in enumerate(tokens) if token.word == "buyhold"]:
        _hold_until(tokens, at)


def _hold_until(tokens: list[Token], at: int) -> None:
    end = at + 1
    while end < len(tokens) and tokens[end].small in KEPT:
        end += 1
    behind = [token for token in tokens[end : end + 3] if token.small != "trading"]
    lead, unit = [*behind, None, None][:2]
    if lead is not None and lead.word in ("for", "until"):
        tokens[at].word, lead.word = "buy", "hold"
    elif lead and unit and lead.value is not None and unit.word in RHYTHMS | {"bar"}:
        tokens[at].word = "buy"
        tokens.insert(end, Token(lead.start, lead.start, "", "hold"))


KEPT = words("it them exactly the stock shares position trade just only")


def _kinds_of_average(tokens: list[Token]) -> None:
    """ "its exponential 200-day average": what kind it is may stand before its length."""
    for at, kind in enumerate(tokens):
        if kind.word not in AVERAGE_KINDS:
            continue
        part = tokens[at + 1 : at + 6]
        said = [one.word for one in part if one.word not in ("-", "day", "period", "bar", "week")]
        if said[:1] == ["num"] and said[1:2] and said[1] in AVERAGED:
            average = next(one for one in part if one.word in AVERAGED)
            average.word, kind.kind = AVERAGE_KINDS[kind.word], "used"
            follows = tokens[tokens.index(average) + 1 : tokens.index(average) + 2]
            if average.small == "moving" and follows and follows[0].word == "average":
                follows[0].kind = "used"


AVERAGE_KINDS = {"exponential": "ema", "simple": "sma", "weighted": "wma"}
AVERAGED = words("average moving ma sma")


def _edges(tokens: list[Token]) -> None:
    """ "at the end of January": of that month."""
    spoken = [token for token in tokens if token.small not in ("of", "the")]
    for at, (edge, month) in enumerate(pairwise(spoken)):
        named = edge.word in ("end", "start") and month.word in MONTHS and not month.symbol
        if named and not _spans_to(spoken, at):
            edge.word = f"month-{edge.word}"


def _spans_to(spoken: list[Token], at: int) -> bool:
    """ "from July to the end of August", "between May and the end of July": a time of the year."""
    before = spoken[at - 1].word if at else ""
    if before == "and":
        return any(one.word in ("between", "from") for one in spoken[max(0, at - 7) : at])
    return before in ("from", "to", "until", "through", "between", "since")


MONTHS = frozenset(lexicon.MONTHS) - {"may", "mar", "sun"}


def _every_few(tokens: list[Token]) -> None:
    """In German "alle zwei Wochen" is a rhythm, "alle Aktien" is none."""
    for each, count in pairwise(tokens):
        if each.small == "alle" and count.value is not None:
            each.word = "every"


def _spans(tokens: list[Token]) -> None:
    """ "last week's return" is that of a week."""
    for span, what in pairwise(tokens):
        if span.word == "day's" and what.word in ("close", "open"):
            span.word = "day"
        unit = span.small.replace("\u2019", "'").removesuffix("'s")
        if unit in ("week", "month", "year") and span.text != unit and what.word in OVER_TIME:
            span.word = unit


OVER_TIME = words("return recovers change momentum performance high low highest lowest")


def _rhythms(tokens: list[Token]) -> None:
    """ "each month" and "once a month" are rhythms; other "each" are fillers."""
    spoken = [token for token in tokens if token.small not in ("trading", "single")]
    for token, unit in pairwise(spoken):
        if token.word == "each" and unit.word in RHYTHMS:
            token.word = "every"
    for once, a, unit, then in zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:]):
        if unit is None or (then is not None and then.small in ("has", "have", "passes")):
            continue  # "once a month has passed"
        if once.small == "once" and a.word in ("a", "per", "every") and unit.word in RHYTHMS:
            once.word = "every"


BEING_SO = words("is must should has needs was be remains stays ought may")


def _outside(tokens: list[Token]) -> None:
    """ "outside the lower band" is below it."""
    spoken = [token for token in tokens if token.word != "the"]
    for beyond, side in pairwise(spoken):
        if beyond.word == "outside" and side.word in ("lower", "upper"):
            beyond.word = "below" if side.word == "lower" else "above"


def _past(tokens: list[Token]) -> None:
    """ "climbs past 58" is above it, "slumps past" below; "the past 30 days" are the last."""
    for verb, past in pairwise(tokens):
        if past.small == "past" and verb.word in MOVING | {"down", "up"}:
            past.word = "below" if verb.word in ("falls", "down") else "above"
    for way, of, level in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if way.word in BEYOND and of.small == "of" and level.word in AVERAGES:
            way.word = BEYOND[way.word]  # "if price go up of moving average 50"


BEYOND = {"up": "above", "down": "below", "over": "above"}
AVERAGES = words("moving ma sma ema average bollinger band")


def _nouns(tokens: list[Token]) -> None:
    """ "the stock closes above ...", "today closes up": its price."""
    for the, noun, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if the.word == "the" and noun.word in NOUNS and verb.word in VERBS:
            noun.word = "price"
    for the, close, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if the.word == "the" and close.word == "close" and verb.small in BEING_SO:
            close.word = "price"  # it closes no position
    for noun, verb in pairwise(tokens):
        if noun.word == "bar" and noun.value is None and verb.word == "closes":
            noun.word = "price"
        said_plainly = noun.small == "today" and verb.small == "is"
        if noun.word == "today" and (verb.word in ("closes", "gaps") or said_plainly):
            noun.kind = "used"
