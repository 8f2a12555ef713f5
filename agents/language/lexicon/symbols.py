"""Tickers and the names that people use for them. Which prices are at hand plays no part here."""

from __future__ import annotations

import re

from agents.language.lexicon.listings import listed
from agents.language.lexicon.wordlist import words

LISTED = listed()
COMPANIES = LISTED.words
PHRASES = LISTED.phrases
TICKERS = words(
    """
    AAPL MSFT GOOG GOOGL AMZN META FB TSLA NVDA NFLX INTC AMD IBM ORCL CSCO ADBE CRM PYPL UBER
    ABNB SPOT SHOP PLTR DIS NKE SBUX MCD KO PEP WMT COST TGT HD LOW BA F GM GE XOM CVX PFE MRK
    MRNA JNJ LLY UNH ABBV TMO JPM BAC WFC GS MS C V MA AXP VZ T TMUS CAT DE MMM HON UPS FDX
    QCOM AVGO MU TXN AMAT LRCX ASML TSM ARM SMCI GME AMC COIN HOOD MSTR BABA NIO TM SONY INFY
    RRC RIVN LCID SNAP SQ ROKU ZM SNOW CRWD NET DDOG PANW NOW INTU ISRG BKNG CMCSA PG PM MO CL
    KHC GIS BBY LMT RTX NOC GD NEE DUK SO D BLK SCHW BX KKR BRK.A BRK.B BRK-B BMY AMGN GILD
    CVS CI MDT ABT DHR SYK LIN SPY QQQ VOO VTI IVV IWM DIA TLT IEF SHY BIL AGG BND LQD HYG GLD
    SLV USO UNG XLE XLF XLK XLV XLI XLP XLU XLY XLB XLRE XLC SMH SOXX ARKK EEM EFA VEA VWO VNQ
    VXX UVXY TQQQ SQQQ SPXL UPRO SOXL SCHD JEPI VIX SPX NDX RUT MTUM QUAL USMV VLUE SIZE
    RELIANCE TCS HDFCBANK SBIN NIFTY BANKNIFTY BTC ETH SOL XRP DOGE ADA LTC BNB DOT AVAX LINK
    EURUSD GBPUSD USDJPY AUDUSD USDCAD USDCHF NZDUSD EURJPY GBPJPY XAUUSD XAGUSD AAL DAL UAL
    DBC IWN EWJ XHB KRE ITA IYR SPLV RSP VIG VYM SCHB VT VXUS BNDX TIP EMB PDBC GSG UUP FXE VGK
    EWZ FXI INDA KWEB XBI IBB GDX GDXJ TAN ICLN JETS DVY IEMG ACWI VGT VTV VUG IJR MDY TMF TNA
    LABU FAS SDS SSO QLD PSQ SVXY TBT BIV BSV VGSH SHV MUB VCIT IGV HACK BOTZ XOP OIH XRT ITB
    PYPL SPGI MCO ICE CME MMC AON PGR ALL MET PRU AIG TRV HIG ADP PAYX FIS FISV GPN EBAY ETSY
    LULU ROST TJX DG DLTR KR SYY ADM BG TSN HSY CPB CAG CLX KMB EL CHD STZ BUD DEO TAP MNST
    YUM CMG DPZ MAR HLT ABNB EXPE LYV EA TTWO ATVI RBLX U DKNG PENN WBD PARA FOX NWSA OMC
    AMT EQIX PLD SPG O PSA WELL AVB EQR AEP EXC SRE XEL ED PEG EIX WEC PCG KMI WMB OKE
    COP EOG SLB HAL OXY DVN MPC VLO PSX HES APD SHW ECL DD DOW NUE STLD FCX NEM GOLD AA X CLF
    EMR ETN ITW PH ROK CMI PCAR CSX UNP NSC JBHT ODFL LHX GEHC BSX EW ZBH BDX BAX REGN VRTX
    BIIB ILMN MTD IDXX ZTS HCA CNC HUM ELV MCK COR CAH WBA VRSK PLUG ENPH FSLR RUN SEDG NKLA
    ACN CTSH WDAY ADSK ANSS CDNS SNPS FTNT ZS OKTA TEAM MDB TWLO DOCU HUBS BILL PATH AI IONQ
    KLAC ADI MCHP NXPI ON MRVL SWKS QRVO WDC STX HPQ HPE DELL GLW TEL APH GRMN ANET
    LUV CCL RCL MGM WYNN BIDU JD PDD SE MELI
    HYPE SUI PEPE TON APT ARB INJ TIA WIF BONK
    """
)
# Less usual ones count in capitals alone; some are too common a word or short form even then.
CAPITALS = frozenset(
    symbol for symbol in LISTED.symbols - TICKERS if symbol.isalpha() and symbol.isascii()
) - words("HAS BALL IT ES TECH GEN MAS SH LIT J K L M H")
# "ITC", "ICICIBANK": written without its exchange, where only one has it.
LOCAL = {
    name: symbol
    for symbol in sorted(LISTED.symbols)
    for name, dot, place in [symbol.partition(".")]
    if dot and place == "NS" and name.isalpha() and len(name) > 2 and name not in TICKERS
}
CANONICAL = {
    "BTC": "BTC-USD", "ETH": "ETH-USD", "SOL": "SOL-USD", "XRP": "XRP-USD", "DOGE": "DOGE-USD",
    "ADA": "ADA-USD", "LTC": "LTC-USD", "BNB": "BNB-USD", "DOT": "DOT-USD", "AVAX": "AVAX-USD",
    "LINK": "LINK-USD", "HYPE": "HYPE-USD", "SUI": "SUI-USD", "PEPE": "PEPE-USD",
    "TON": "TON-USD", "APT": "APT-USD", "ARB": "ARB-USD", "INJ": "INJ-USD", "TIA": "TIA-USD",
    "WIF": "WIF-USD", "BONK": "BONK-USD",
    "VIX": "^VIX", "SPX": "^GSPC", "NDX": "^NDX", "RUT": "^RUT",
    "RELIANCE": "RELIANCE.NS", "TCS": "TCS.NS", "SBIN": "SBIN.NS", "HDFCBANK": "HDFCBANK.NS",
    "NIFTY": "^NSEI", "BANKNIFTY": "^NSEBANK", "BRK.B": "BRK-B", "BRK.A": "BRK-A",
}  # fmt: skip
# Tickers that are also words: only in capitals inside a text that is not all in capitals.
WORDS = words(
    """
    COIN PARA GOLD COP ITA JETS DOW WELL PEG MAR SEE VALE AI U O X DD ED EA EL PH TEL TIP BILL PATH
    RUN TEAM HACK TAN FAST COR HIG MET ICE ZS ROST SPG
    TAP KEY FOX AON BUD ED EW
    A ALL ARE ARM ADA AMC BA BY C CAT CI CL COST D DE DOT DIA F GE GM GO HD HON IT LINK LOW
    LUV MA MO MS MU NET NEE NOW ON OR SE SIZE SNAP SNOW SO SOL SPOT SQ T TM UPS USO V VALUE
    HYPE TON APT ARB TIA WIF INJ SUI
    QUAL TGT SHOP ROKU ZM PM PG SONY UBER ISRG JD
    """
)
COINS = (
    "BTC|ETH|SOL|XRP|DOGE|ADA|LTC|BNB|DOT|AVAX|LINK|MATIC|SHIB|ATOM|XLM|TRX|BCH|ETC|XMR|ALGO|NEAR"
)
FOREX = "EUR|GBP|USD|JPY|AUD|CAD|CHF|NZD|XAU|XAG"
COIN_PAIR = re.compile(rf"({COINS})[-/]?(?:USDT?|USDC)", re.I)
# Priced in another coin: "ETHBTC", "ADA-BTC".
COIN_CROSS = re.compile(rf"(?!BTC)([A-Z]{{2,6}})[-/](BTC|ETH)|(?!BTC)({COINS})(BTC|ETH)")
# What is traded against a coin of a dollar is a coin.
TETHERED = re.compile(r"([A-Z]{2,6})[-/]USD[TC]")
FOREX_PAIR = re.compile(rf"({FOREX})[-/]?({FOREX})(?:=X)?", re.I)
SUFFIXED = re.compile(r"\^[A-Z0-9]{1,8}|[A-Z0-9&-]{1,12}\.[A-Z]{1,3}|[A-Z]{1,4}=F|[A-Z]{1,5}-[A-Z]")
# As other services write what is 600519.SS here.
CHINESE = re.compile(r"(SH|SZ)(\d{6})|(\d{6})\.(SH|XSHG|XSHE)", re.I)
PLACES = {"SH": "SS", "SZ": "SZ", "XSHG": "SS", "XSHE": "SZ"}
AMBIGUOUS = {
    "^GSPC": "the S&P 500 is read as the index (^GSPC), not the SPY fund",
    "XAUUSD": "gold is read as its spot price (XAUUSD)",
    "XAGUSD": "silver is read as its spot price (XAGUSD)",
    "CL=F": "oil is read as the WTI future (CL=F)",
    "GBPUSD": "the pound is read as GBPUSD",
    "EURUSD": "the euro is read as EURUSD",
    "BIL": "treasury bills are held as the fund BIL",
    "RELIANCE.NS": "RELIANCE is read as its Indian listing in Mumbai's NSE (.NS, not .BO)",
    "TCS.NS": "TCS is read as its NSE listing (.NS)",
    "SBIN.NS": "SBIN is read as its NSE listing (.NS)",
    "HDFCBANK.NS": "HDFCBANK is read as its NSE listing (.NS)",
    "INFY": "INFY is read as the share in New York (ADR), not the one in Mumbai (INFY.NS)",
}
# What is also listed in India, under the same ticker or under one that is a short form elsewhere.
INDIAN = {"INFY": "INFY.NS", "HAL": "HAL.NS", "LT": "LT.NS"}
# What is called by its ticker in New York, and listed in Frankfurt, too.
GERMAN = {"SAP": "SAP.DE", "DB": "DBK.DE"}


# Tickers that a company has left for another one.
RENAMED = {
    "FB": "META", "SQ": "XYZ", "RIMM": "BB", "PCLN": "BKNG", "UTX": "RTX", "ANTM": "ELV",
    "DISCA": "WBD", "WLTW": "WTW", "COG": "CTRA", "CTL": "LUMN", "GPS": "GAP",
    "ZOMATO": "ETERNAL.NS",
}  # fmt: skip
METALS = {"GOLD": "XAUUSD"}
EXCHANGES = {
    "DE": "Frankfurt (Xetra)", "PA": "Paris", "L": "London", "AS": "Amsterdam", "MC": "Madrid",
    "MI": "Milan", "SW": "Zurich", "BR": "Brussels", "ST": "Stockholm", "CO": "Copenhagen",
    "HE": "Helsinki", "T": "Tokyo", "HK": "Hong Kong", "SS": "Shanghai", "SZ": "Shenzhen",
    "TW": "Taipei", "KS": "Seoul", "NS": "Mumbai (NSE)", "SI": "Singapore", "AX": "Sydney",
    "TO": "Toronto", "SR": "Riyadh", "SA": "São Paulo", "MX": "Mexico City", "JK": "Jakarta",
    "JO": "Johannesburg", "IS": "Istanbul",
}  # fmt: skip


def pair(text: str) -> str | None:
    """BTC/USDT is BTC-USD; EUR/USD is EURUSD."""
    if coin := COIN_PAIR.fullmatch(text):
        return f"{coin[1].upper()}-USD"
    if cross := COIN_CROSS.fullmatch(text):
        return f"{cross[1] or cross[3]}-{cross[2] or cross[4]}"
    if coin := TETHERED.fullmatch(text):
        return f"{coin[1]}-USD"
    if money := FOREX_PAIR.fullmatch(text):
        return (money[1] + money[2]).upper() if money[1].upper() != money[2].upper() else None
    return None


def known(text: str, shouting: bool = False) -> str | None:
    """The ticker that one word stands for, if it is well known."""
    text = text.removesuffix("'s").removesuffix("’s")
    if coded := CHINESE.fullmatch(text):
        return f"{coded[2] or coded[3]}.{PLACES[(coded[1] or coded[4]).upper()]}"
    upper = text.upper()
    if found := pair(text):
        return found
    if SUFFIXED.fullmatch(text) and not text.isdigit():
        return CANONICAL.get(text, text)
    if upper in RENAMED and (upper in TICKERS or text.isupper()) and not shouting:
        return RENAMED[upper]
    if upper in TICKERS and _meant(text, shouting):
        return CANONICAL.get(upper, upper)
    if text in CAPITALS and not shouting:
        return text
    if text in LOCAL and not shouting:
        return LOCAL[text]
    return COMPANIES.get(text.lower())


def _meant(text: str, shouting: bool) -> bool:
    if text.upper() in WORDS or len(text) == 1:
        return text.isupper() and not shouting
    return True
