"""What frames a rule where it is meant for a machine: who is to answer, and in what form.

"You are an expert quant.", "Respond in JSON with the keys ...", "Think step by step." say nothing
of the rule.
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

WHO = (
    "(traders?|quants?|analysts?|assistants?|developers?|programmers?|coders?|experts?|engineers?"
    "|advis[oe]rs?|strategists?|agents?|researchers?|specialists?|scientists?|bots?|ai|compiler"
    "|parser|generator|professor|mentor|coach|consultant|backtester|translator|interpreter|guru)"
)
RULING = "(buys?|sells?|when|if|long|short|who|that|which|and)"
TAIL = rf"( (with|in|of|for|at|speciali[sz]\w+|working)( (\d+\+? years|(?!{RULING}\b)[a-z'-]+))*)?"
FORMAT = (
    "(json|markdown|csv|yaml|xml|html|tables?|bullet points?|code|python|plain text|tabular"
    "|pseudo-?code|javascript|dictionary|dict)"
)
FORMATS = (
    "(an? |the |valid |raw |plain |pure |strict |simple |only |just |well-formatted ){0,3}"
    f"{FORMAT}"
)
SHAPE = "( (object|format|only|schema|array|output|code|block|file|string))*"
KEYS = (
    r"( (with|containing|that contains|having|using)( (the|these|following|exactly))*"
    r" (keys?|fields?|columns?|properties|structure)[^.;:\n\d]*\w(?=[\"'\s]*([.;:\n]|$)))?"
)
LIBRARY = (
    "(pandas|numpy|yfinance|vectorbt|matplotlib|ccxt|ta-?lib|backtesting\\.py|plotly|polars"
    "|zipline)"
)
MODEL = "(chatgpt|gpt(-?\\d\\w*)?|claude|gemini|grok|copilot|deepseek|llama|assistant|ai|bot)"
TEXT = "(strategy|strategies|rules?|system|idea|description|text|prompt|request|input)"
THIS = f"(the|this|my|that)( (following|below|above|trading|user'?s?|given|investment))* {TEXT}"

FRAMING = ways(
    rf"""
    so-far: ((i want|i would like|i'd like|i need) you to |please )?(you are|you're|you will be
        |you act as|act as|acting as|imagine (that )?you are|your role( is|:)?|behave as
        |think like)( now)?( (an?|the|my))? (?!(an? |the |my )?{RULING}\b)([a-z-]+
        ){{0,5}}?{WHO}\b{TAIL}(?=\s*([.;:,\n]|$| (and|who|that|which)\b))
    so-far: you are [a-z]*gpt\b
    so-far: your (task|job|goal|mission) is( to)?\b
    so-far: ((and|then|please|now|also|only|strictly) )*(respond|reply|answer|output|return|format
        |give( me)?|provide|present|produce|emit)( (it|this|the|your|only|just|strictly|me|back
        |results?|answer|output|response|everything|exclusively))*( (in|as|using|with|to))?
        {FORMATS}{SHAPE}{KEYS}
    so-far: (output|return|write|give( me)?|provide|show)( me)? (only|just) (the )?code\b
    so-far: (json|code|markdown) only\b
    so-far: ((with )?(no|without( any)?)) (explanations?|comments|commentary|prose|disclaimers?
        |extra text|additional text|preamble)\b
    so-far: (do not|don't|never) (explain( (anything|yourself|your reasoning|it))?
        |ask( (me|any|for))* (questions?|clarifications?)
        |give( me)?( any)? (financial|investment) advice
        |use look-?ahead( bias)?|add anything( else)?|hallucinate|make (anything|things) up)\b
    so-far: (this is )?not (financial|investment) advice\b
    so-far: (let's )?(think|reason|work|go)( through)?( (this|it))? step[- ]by[- ]step\b
    so-far: (be|keep it) (concise|brief|precise|specific|accurate|thorough)\b
    so-far: (explain|describe) (it|this|that|the results?|everything) (like i'm|as if i were|to)
        [^.;\n\d]*
    so-far: ((and|then|please|also) )*(include|add|with) (detailed |some |helpful )?comments(
        (in|to) the code)?\b
    so-far: ((and|then|please|also) )*(plot|draw|visuali[sz]e|graph|chart)( me)?( (the|an|my|all))*
        (equity|results?|trades?|drawdowns?|performance|returns?|portfolio|buy|signals?)( curves?
        | value| charts?)?( (and|,|as well as)( the)? (equity|results?|trades?|drawdowns?
        |performance|returns?|portfolio|sell|signals?)( curves?| value)?)*\b
    so-far: ((and|then|please|also) )*print (out )?(the )?(final |total )?(portfolio|account|equity)
        (value|balance)?\b
    so-far: (convert|translate|turn|transform|compile|parse|code|transcribe|put) ({THIS}|this|it)
        ((in)?to|as) {FORMATS}{SHAPE}\b
    so-far: (convert|translate|compile|parse|analy[sz]e|read|interpret|evaluate) {THIS}( and)?\b
    so-far: translate( (it|this|that))? (in)?to (spanish|german|french|chinese|hindi|english)\b
    so-far: ((using|with|in|use|via|and) )?(python('s)? )?{LIBRARY}( ?(,|and|/) {LIBRARY})*\b
    so-far: (mql[45] )?expert advisors?\b
    so-far: mql[45]\b
    so-far: (the |a )?user'?s?( (strategy|request|input|prompt|query|message|question))?\s*:
    so-far: (given )?the user'?s( (strategy|request|input|prompt|query|message|question))\b
    so-far: (human|assistant|input|response|instructions?|question|answer|prompt|task|q|query)\s*:
    so-far: role["']?\s*:\s*["']?(user|system|assistant|human)["']?(\s*,?\s*["']?content["']?\s*:)?
    """
)  # fmt: skip
# Who is spoken to, where a text begins.
ADDRESSED = ways(
    rf"""
    so-far: {MODEL}(?=\s*[,:!.]| (please|can|could|would)\b)
    """,
    r"(^|[.!?\n]\s*|\b(hi|hey|hello|dear|ok|okay|yo),? )",
)
