"""What others do instead, in brackets: "1 day (some papers say 4 days) before the month's end"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Words

WHO = words(
    "some others many most few people traders papers authors sources studies versions variants "
    "articles books books' researchers another einige andere manche certains d'autres algunos otros"
)
SAY = words(
    "say says said use uses prefer prefers suggest suggests take takes recommend like choose "
    "report wait hold go have nehmen sagen verwenden utilisent disent usan dicen prefieren"
)
NOTE = "'{}' is what others do, and not what is tested"
LONGEST = 14


def others_say(words_: Words) -> list[str]:
    """Notes on brackets that tell of others, which are read over."""
    tokens, notes = words_.tokens, []
    for at, token in enumerate(tokens):
        if token.word != "(" or not token.free:
            continue
        near = range(at + 1, min(at + LONGEST, len(tokens)))
        end = next((n for n in near if tokens[n].word == ")"), 0)
        said = [one.small for one in tokens[at + 1 : end]]
        if (
            len(said) > 1
            and said[0] in WHO
            and SAY & {word for one in said[:4] for word in one.split()}
        ):
            notes.append(NOTE.format(words_.said(tokens[at + 1 : end])))
            for one in tokens[at : end + 1]:
                one.kind = "assumed"
    return notes
