"""Words whose meaning hangs on their neighbours are given it before anything is read."""

from __future__ import annotations

from collections.abc import Callable

from agents.language.dealing.absences import mark_absences
from agents.language.dealing.aims import mark_aims
from agents.language.dealing.atonce import mark_at_once
from agents.language.dealing.atr_stops import mark_atr_stops
from agents.language.dealing.best_since import HINTS as SINCE
from agents.language.dealing.best_since import mark_best_since
from agents.language.dealing.bought_to_hold import mark_bought_to_hold
from agents.language.dealing.closed_sides import mark_closed_sides
from agents.language.dealing.contracts import mark_contracts
from agents.language.dealing.counted import mark_caps, mark_places
from agents.language.dealing.delays import mark_delays
from agents.language.dealing.distances import mark_distances
from agents.language.dealing.eitherway import mark_either_way
from agents.language.dealing.followed_levels import mark_followed_levels
from agents.language.dealing.foretold import CHANCES, PREDICTING, mark_foretold
from agents.language.dealing.fortunes import mark_fortunes
from agents.language.dealing.held import mark_held
from agents.language.dealing.in_position import mark_in_position
from agents.language.dealing.instalments import mark_instalments
from agents.language.dealing.invested import mark_invested
from agents.language.dealing.later_trails import mark_later_trails
from agents.language.dealing.looked_back import mark_looked_back
from agents.language.dealing.measured import MEASURES, mark_measured
from agents.language.dealing.objects import mark_filled, mark_objects
from agents.language.dealing.once_bought import mark_once_bought
from agents.language.dealing.own_results import mark_own_results
from agents.language.dealing.passive import mark_passive
from agents.language.dealing.past_deals import mark_past_deals
from agents.language.dealing.pips import mark_gained, mark_pips, mark_told_targets
from agents.language.dealing.priced_stops import mark_priced_stops
from agents.language.dealing.rest_held import mark_rest_held
from agents.language.dealing.results import mark_results, mark_stops, mark_targets
from agents.language.dealing.reversing import mark_reversing
from agents.language.dealing.reward_ratios import mark_reward_ratios
from agents.language.dealing.sided import mark_sided
from agents.language.dealing.signed import mark_doubled, mark_signed
from agents.language.dealing.skipping import mark_skipping
from agents.language.dealing.spent import mark_spent
from agents.language.dealing.staying_out import mark_staying_out
from agents.language.dealing.structures import OPTIONS, mark_structures
from agents.language.dealing.trailing_levels import mark_trailing_levels
from agents.language.layout.alike import say_of_each
from agents.language.layout.asides import mark_asides
from agents.language.layout.assigned import mark_assigned
from agents.language.layout.banded import name_bands
from agents.language.layout.called_conditions import mark_called
from agents.language.layout.channel_lengths import mark_channel_lengths
from agents.language.layout.chatter import mark_names, mark_request, mark_titles
from agents.language.layout.daylists import mark_days_of_list
from agents.language.layout.declared import spread_declared
from agents.language.layout.defining import mark_defined
from agents.language.layout.definitions import mark_definitions
from agents.language.layout.entitled import mark_entitled
from agents.language.layout.explained import mark_explained
from agents.language.layout.headed_lists import mark_headed_lists
from agents.language.layout.labels import mark_labels
from agents.language.layout.own_bands import mark_own_bands
from agents.language.layout.parameters import name_parameters, name_roles, name_several
from agents.language.layout.qualified import mark_qualified
from agents.language.layout.said_again import mark_said_again
from agents.language.layout.scores import mark_scores
from agents.language.layout.settings import mark_settings
from agents.language.layout.several_lines import mark_several
from agents.language.layout.shorthand import mark_shorthand
from agents.language.layout.slashed import spread_slashed
from agents.language.layout.strategic import mark_strategic
from agents.language.layout.thresholds import mark_thresholds
from agents.language.layout.titles import mark_title
from agents.language.layout.told_bands import mark_told_bands
from agents.language.layout.topics import KINDS, mark_topics
from agents.language.layout.zone_levels import mark_zone_levels
from agents.language.lexicon import symbols
from agents.language.lexicon.wordlist import words
from agents.language.tokens.naming import (
    bracketed,
    described,
    in_calls,
    tracking,
    twice_named,
    with_legal_form,
)
from agents.language.tokens.parting import part_phrases
from agents.language.tokens.pieces import Pass, Token, ask_each
from agents.language.wording.absolute import mark_absolute
from agents.language.wording.anyof import mark_any_of
from agents.language.wording.beside_frames import INDICATORS as BESIDE_FRAMES
from agents.language.wording.beside_frames import mark_beside_frames
from agents.language.wording.both import mark_added, mark_both
from agents.language.wording.breaking import mark_breaking
from agents.language.wording.broken_levels import mark_broken_levels
from agents.language.wording.counting import mark_counts
from agents.language.wording.cross_kinds import mark_cross_kinds
from agents.language.wording.days_apart import mark_days_apart
from agents.language.wording.differences import mark_differences
from agents.language.wording.each_day import mark_each_day
from agents.language.wording.earlier import mark_earlier
from agents.language.wording.either_exit import mark_either_exit
from agents.language.wording.extremes import mark_extremes
from agents.language.wording.fading import mark_fades
from agents.language.wording.far_off import mark_far_off
from agents.language.wording.filters import mark_filters
from agents.language.wording.frozen import mark_frozen
from agents.language.wording.gauges_told import HINTS as TOLD_OF_GAUGES
from agents.language.wording.gauges_told import mark_gauges_told
from agents.language.wording.hours_back import mark_hours_back
from agents.language.wording.idioms import mark_idioms, or_more
from agents.language.wording.kinds_of_average import mark_kinds_of_average
from agents.language.wording.listed import mark_listed
from agents.language.wording.macd_lines import mark_macd_lines
from agents.language.wording.market_words import mark_market_words
from agents.language.wording.monthly import mark_monthly
from agents.language.wording.moving import mark_moving
from agents.language.wording.named_before import mark_named_before
from agents.language.wording.negating import mark_negations
from agents.language.wording.nouns import mark_nouns
from agents.language.wording.on_or_after import mark_on_or_after
from agents.language.wording.own_lines import KINDS as OWN_LINED
from agents.language.wording.own_lines import mark_own_lines
from agents.language.wording.owners import mark_owners
from agents.language.wording.ranked_values import HINTS as RANKS
from agents.language.wording.ranked_values import mark_ranked_values
from agents.language.wording.recent_levels import LATELY, mark_recent_levels
from agents.language.wording.reclaims import mark_reclaims
from agents.language.wording.rhythms import mark_rhythms, mark_spans
from agents.language.wording.rivals import mark_rivals
from agents.language.wording.sided_lines import mark_sided_lines
from agents.language.wording.signalled import mark_signalled
from agents.language.wording.sloping import mark_slopes
from agents.language.wording.some_of_last import mark_some_of_last
from agents.language.wording.streaks import mark_streaks
from agents.language.wording.turned_days import mark_turned_days
from agents.language.wording.turned_levels import mark_turned_levels
from agents.language.wording.volume_words import mark_volume_words
from agents.language.wording.whole_market import mark_whole_market
from agents.language.wording.yesterdays import mark_yesterdays

# Most texts have no word of these: each is asked only where one of its words stands.
RARE: tuple[Pass, ...] = (
    (described, frozenset(name.lower() for name in symbols.WORDS) - {"a"}),
    (in_calls, words("sym symbol ticker")),
    (mark_beside_frames, BESIDE_FRAMES),
    (mark_on_or_after, words("after before")),
    (mark_reward_ratios, words("reward risk-reward atr")),
    (mark_structures, OPTIONS),
    (mark_foretold, PREDICTING | CHANCES),
    (mark_told_targets, words("tgt")),
    (mark_gained, words("pip pips")),
    (mark_ranked_values, RANKS),
    (mark_best_since, SINCE),
    (mark_told_bands, words("sd")),
    (mark_gauges_told, TOLD_OF_GAUGES),
    (mark_measured, MEASURES),
)
RARE_AMONG_RULES: tuple[Pass, ...] = (
    (mark_past_deals, words("bought shorted covered sold entry share")),
    (mark_trailing_levels, words("trailing")),
    (mark_reversing, words("reverse reversing flip flipping switch switching always-in")),
    (mark_volume_words, words("volume #frame")),
    (mark_market_words, words("day-range every up down above below x change return move")),
    (mark_sided_lines, words("supertrend sar cloud vwap")),
    (mark_own_lines, OWN_LINED),
    (mark_broken_levels, words("broken breached violated penetrated crossed through at")),
    (mark_channel_lengths, words("donchian")),
    (mark_macd_lines, words("macd")),
    (mark_topics, KINDS),
    (mark_recent_levels, LATELY),
)


def mark_rare(tokens: list[Token]) -> None:
    ask_each(RARE, tokens)


def mark_rare_among_rules(tokens: list[Token]) -> None:
    ask_each(RARE_AMONG_RULES, tokens)


# Each builds on the words that those before it have settled.
PASSES: tuple[Callable[[list[Token]], None], ...] = (
    mark_rare,
    # Names that a text gives, and lists of what is meant.
    mark_headed_lists,
    spread_slashed,
    mark_negations,
    mark_some_of_last,
    mark_fortunes,
    mark_spent,
    mark_priced_stops,
    mark_looked_back,
    mark_invested,
    say_of_each,
    mark_differences,
    mark_frozen,
    mark_own_results,
    mark_assigned,
    mark_hours_back,
    mark_rest_held,
    mark_staying_out,
    mark_skipping,
    mark_contracts,
    mark_absolute,
    mark_any_of,
    mark_listed,
    mark_counts,
    mark_qualified,
    mark_filters,
    mark_reclaims,
    mark_called,
    mark_several,
    mark_strategic,
    mark_entitled,
    mark_scores,
    mark_signalled,
    mark_days_of_list,
    mark_definitions,
    mark_own_bands,
    mark_whole_market,
    # Indicators, their numbers and what else is said beside the rules.
    mark_rare_among_rules,
    name_roles,
    name_several,
    mark_shorthand,
    or_more,
    mark_yesterdays,
    mark_days_apart,
    mark_far_off,
    mark_asides,
    mark_pips,
    mark_distances,
    mark_monthly,
    mark_moving,
    mark_extremes,
    name_parameters,
    mark_topics,
    name_bands,
    mark_followed_levels,
    mark_defined,
    mark_settings,
    spread_declared,
    mark_each_day,
    mark_said_again,
    mark_streaks,
    mark_turned_days,
    mark_turned_levels,
    mark_thresholds,
    mark_zone_levels,
    # Symbols, nouns and rhythms.
    mark_names,
    mark_title,
    mark_explained,
    mark_request,
    mark_sided,
    mark_closed_sides,
    mark_rhythms,
    mark_nouns,
    with_legal_form,
    twice_named,
    tracking,
    bracketed,
    # What a position makes, and how it is left.
    mark_once_bought,
    mark_in_position,
    mark_either_way,
    mark_signed,
    mark_doubled,
    mark_targets,
    mark_stops,
    mark_aims,
    mark_breaking,
    mark_earlier,
    mark_absences,
    mark_atr_stops,
    mark_later_trails,
    # Idioms, and what the passes before have left open.
    mark_held,
    mark_idioms,
    mark_owners,
    mark_labels,
    mark_rivals,
    mark_titles,
    mark_spans,
    mark_bought_to_hold,
    mark_kinds_of_average,
    mark_cross_kinds,
    mark_objects,
    mark_both,
    mark_named_before,
    mark_passive,
    mark_filled,
    mark_results,
    mark_fades,
    mark_slopes,
    mark_instalments,
    mark_either_exit,
    mark_delays,
    mark_at_once,
    mark_places,
    mark_caps,
    mark_added,
    part_phrases,
)


def mark(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for settle in PASSES:
        settle(tokens)
