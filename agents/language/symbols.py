"""Tickers and the names that people use for them. Which prices are at hand plays no part here."""

from __future__ import annotations

import re

from agents.language.wordlist import words

COMPANIES = {
    "apple": "AAPL", "microsoft": "MSFT", "google": "GOOGL", "alphabet": "GOOGL",
    "amazon": "AMZN", "meta": "META", "facebook": "META", "tesla": "TSLA", "nvidia": "NVDA",
    "netflix": "NFLX", "intel": "INTC", "amd": "AMD", "ibm": "IBM", "oracle": "ORCL",
    "cisco": "CSCO", "adobe": "ADBE", "salesforce": "CRM", "paypal": "PYPL", "uber": "UBER",
    "airbnb": "ABNB", "spotify": "SPOT", "shopify": "SHOP", "palantir": "PLTR", "disney": "DIS",
    "nike": "NKE", "starbucks": "SBUX", "mcdonalds": "MCD", "mcdonald's": "MCD", "pepsi": "PEP",
    "pepsico": "PEP", "walmart": "WMT", "costco": "COST", "boeing": "BA", "ford": "F",
    "exxon": "XOM", "chevron": "CVX", "pfizer": "PFE", "merck": "MRK", "moderna": "MRNA",
    "jpmorgan": "JPM", "visa": "V", "mastercard": "MA", "verizon": "VZ", "caterpillar": "CAT",
    "qualcomm": "QCOM", "broadcom": "AVGO", "micron": "MU", "gamestop": "GME", "coinbase": "COIN",
    "robinhood": "HOOD", "alibaba": "BABA", "toyota": "TM", "sony": "SONY", "siemens": "SIE.DE",
    "reliance": "RELIANCE.NS", "infosys": "INFY", "bitcoin": "BTC-USD", "btc": "BTC-USD",
    "ethereum": "ETH-USD", "ether": "ETH-USD", "eth": "ETH-USD", "solana": "SOL-USD",
    "dogecoin": "DOGE-USD", "doge": "DOGE-USD", "ripple": "XRP-USD", "xrp": "XRP-USD",
    "cardano": "ADA-USD", "litecoin": "LTC-USD", "gold": "XAUUSD", "silver": "XAGUSD",
    "oil": "CL=F", "crude": "CL=F", "vix": "^VIX", "nasdaq": "^IXIC", "dow": "^DJI",
    "dax": "^GDAXI", "ftse": "^FTSE", "nikkei": "^N225", "sp500": "^GSPC", "spx": "^GSPC",
    "pound": "GBPUSD", "cable": "GBPUSD", "euro": "EURUSD", "sol": "SOL-USD",
    "coke": "KO", "cocacola": "KO", "berkshire": "BRK-B", "goldman": "GS", "citigroup": "C",
    "citi": "C", "blackrock": "BLK", "amex": "AXP", "lowes": "LOW",
    "kroger": "KR", "chipotle": "CMG", "dominos": "DPZ", "marriott": "MAR", "hilton": "HLT",
    "lockheed": "LMT", "raytheon": "RTX", "honeywell": "HON", "deere": "DE", "fedex": "FDX",
    "exxonmobil": "XOM", "conocophillips": "COP", "schlumberger": "SLB", "lilly": "LLY",
    "abbvie": "ABBV", "amgen": "AMGN", "gilead": "GILD", "unitedhealth": "UNH", "cvs": "CVS",
    "comcast": "CMCSA", "at&t": "T", "philips": "PHG", "nokia": "NOK", "ericsson": "ERIC",
    "asml": "ASML", "tsmc": "TSM", "snowflake": "SNOW", "crowdstrike": "CRWD",
    "roku": "ROKU", "snapchat": "SNAP", "pinterest": "PINS",
    "supermicro": "SMCI", "microstrategy": "MSTR", "rivian": "RIVN", "lucid": "LCID",
    "byd": "BYDDY", "nio": "NIO", "baidu": "BIDU", "tencent": "TCEHY", "jd.com": "JD",
    "volkswagen": "VOW3.DE", "vw": "VOW3.DE", "bmw": "BMW.DE", "mercedes": "MBG.DE",
    "daimler": "MBG.DE", "allianz": "ALV.DE", "bayer": "BAYN.DE", "basf": "BAS.DE", "sap": "SAP",
    "adidas": "ADS.DE", "telekom": "DTE.DE", "lufthansa": "LHA.DE", "lvmh": "MC.PA",
    "loreal": "OR.PA", "l'oréal": "OR.PA", "totalenergies": "TTE.PA", "airbus": "AIR.PA",
    "danone": "BN.PA", "bnp": "BNP.PA", "renault": "RNO.PA", "michelin": "ML.PA",
    "hermès": "RMS.PA", "kering": "KER.PA", "carrefour": "CA.PA", "sanofi": "SAN.PA",
    "axa": "CS.PA",
    "bbva": "BBVA.MC", "repsol": "REP.MC", "infineon": "IFX.DE",
    "porsche": "P911.DE", "henkel": "HEN3.DE",
    "zalando": "ZAL.DE", "enel": "ENEL.MI",
 "santander": "SAN.MC", "inditex": "ITX.MC", "iberdrola": "IBE.MC",
    "telefónica": "TEF.MC", "nestle": "NESN.SW", "nestlé": "NESN.SW", "novartis": "NOVN.SW",
    "roche": "ROG.SW", "unilever": "UL", "bp": "BP", "vodafone": "VOD",
    "barclays": "BCS", "hsbc": "HSBC", "ferrari": "RACE", "cac40": "^FCHI",
    "ibex": "^IBEX", "stoxx": "^STOXX50E", "sensex": "^BSESN", "russell": "^RUT",
    "l'or": "XAUUSD", "pétrole": "CL=F", "öl": "CL=F", "silber": "XAGUSD", "oro": "XAUUSD",
    "petróleo": "CL=F", "cotton": "CT=F", "corn": "ZC=F", "coffee": "KC=F", "sugar": "SB=F",
    "cocoa": "CC=F",
    "copper": "HG=F", "natgas": "NG=F", "brent": "BZ=F", "wti": "CL=F", "platinum": "PL=F",
    "wheat": "ZW=F", "soybeans": "ZS=F", "avalanche": "AVAX-USD",
    "polkadot": "DOT-USD", "chainlink": "LINK-USD", "bnb": "BNB-USD", "shib": "SHIB-USD",
    "aussie": "AUDUSD",
    "贵州茅台": "600519.SS", "茅台": "600519.SS", "腾讯": "0700.HK", "阿里巴巴": "BABA",
    "谷歌": "GOOGL", "亚马逊": "AMZN", "百度": "BIDU", "京东": "JD", "比亚迪": "002594.SZ",
    "宁德时代": "300750.SZ", "招商银行": "600036.SS", "中国平安": "601318.SS", "工商银行":
    "601398.SS", "以太坊": "ETH-USD", "黄金": "XAUUSD", "标普500": "^GSPC", "纳斯达克": "^IXIC",
    "沪深300": "000300.SS", "上证指数": "000001.SS", "奈飞": "NFLX", "可口可乐": "KO",
    "平安银行": "000001.SZ", "苹果": "AAPL", "特斯拉": "TSLA", "比特币": "BTC-USD",
    "微软": "MSFT", "英伟达": "NVDA",
}  # fmt: skip
PHRASES = {
    ("标普", "500"): "^GSPC", ("沪深", "300"): "000300.SS",
    ("s", "&", "p", "500"): "^GSPC", ("s", "&", "p"): "^GSPC", ("s", "and", "p", "500"): "^GSPC",
    ("s", "and", "p"): "^GSPC", ("s", "and", "p", "500", "etf"): "SPY",
    ("sp500", "etf"): "SPY", ("nasdaq", "100", "etf"): "QQQ", ("nasdaq", "etf"): "QQQ",
    ("coca", "-", "cola"): "KO", ("morgan", "stanley"): "MS",
    ("american", "express"): "AXP", ("procter", "&", "gamble"): "PG", ("lockheed", "martin"): "LMT",
    ("super", "micro"): "SMCI", ("taiwan", "semiconductor"): "TSM", ("advanced", "micro"): "AMD",
    ("us", "dollar", "index"): "DX-Y.NYB", ("dollar", "index"): "DX-Y.NYB", ("natural", "gas"):
    "NG=F", ("euro", "stoxx"): "^STOXX50E", ("cac", "40"): "^FCHI", ("ibex", "35"): "^IBEX",
    ("hang", "seng"): "^HSI", ("ftse", "100"): "^FTSE", ("dow", "30"): "^DJI",
    ("bnp", "paribas"): "BNP.PA", ("air", "liquide"): "AI.PA", ("société", "générale"): "GLE.PA",
    ("crédit", "agricole"): "ACA.PA", ("saint", "gobain"): "SGO.PA", ("deutsche", "post"): "DHL.DE",
    ("munich", "re"): "MUV2.DE", ("rio", "tinto"): "RIO", ("novo", "nordisk"): "NVO",
    ("deutsche", "bank"): "DB", ("deutsche", "telekom"): "DTE.DE", ("louis", "vuitton"): "MC.PA",
    ("hdfc", "bank"): "HDFCBANK.NS", ("tata", "motors"): "TATAMOTORS.NS",
    ("nasdaq", "100"): "^NDX", ("dow", "jones"): "^DJI", ("russell", "2000"): "^RUT",
    ("coca", "cola"): "KO", ("jp", "morgan"): "JPM", ("goldman", "sachs"): "GS",
    ("bank", "of", "america"): "BAC", ("home", "depot"): "HD", ("johnson", "&", "johnson"): "JNJ",
    ("general", "electric"): "GE", ("general", "motors"): "GM", ("wells", "fargo"): "WFC",
    ("berkshire", "hathaway"): "BRK-B", ("crude", "oil"): "CL=F", ("the", "pound"): "GBPUSD",
    ("t", "-", "bills"): "BIL", ("t", "bills"): "BIL", ("treasury", "bills"): "BIL",
    ("gold", "futures"): "GC=F", ("silver", "futures"): "SI=F", ("oil", "futures"): "CL=F",
    ("crude", "oil", "futures"): "CL=F", ("crude", "futures"): "CL=F",
    ("j", "&", "j"): "JNJ", ("p", "&", "g"): "PG", ("at", "&", "t"): "T",
    ("kraft", "heinz"): "KHC", ("general", "mills"): "GIS", ("philip", "morris"): "PM",
    ("charles", "schwab"): "SCHW", ("american", "airlines"): "AAL", ("united", "airlines"): "UAL",
    ("delta", "airlines"): "DAL", ("delta", "air", "lines"): "DAL", ("union", "pacific"): "UNP",
    ("texas", "instruments"): "TXN", ("applied", "materials"): "AMAT", ("palo", "alto"): "PANW",
    ("tata", "steel"): "TATASTEEL.NS", ("icici", "bank"): "ICICIBANK.NS",
    ("advanced", "micro", "devices"): "AMD", ("bank", "of", "new", "york"): "BK",
    ("eli", "lilly"): "LLY", ("exxon", "mobil"): "XOM",
}  # fmt: skip
# The sign is the word "and" in a text.
PHRASES |= {tuple("and" if word == "&" else word for word in name): symbol
            for name, symbol in PHRASES.items()}  # fmt: skip
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
    """
)
CANONICAL = {
    "BTC": "BTC-USD", "ETH": "ETH-USD", "SOL": "SOL-USD", "XRP": "XRP-USD", "DOGE": "DOGE-USD",
    "ADA": "ADA-USD", "LTC": "LTC-USD", "BNB": "BNB-USD", "DOT": "DOT-USD", "AVAX": "AVAX-USD",
    "LINK": "LINK-USD", "VIX": "^VIX", "SPX": "^GSPC", "NDX": "^NDX", "RUT": "^RUT",
    "RELIANCE": "RELIANCE.NS", "TCS": "TCS.NS", "SBIN": "SBIN.NS", "HDFCBANK": "HDFCBANK.NS",
    "NIFTY": "^NSEI", "BANKNIFTY": "^NSEBANK", "BRK.B": "BRK-B", "BRK.A": "BRK-A",
}  # fmt: skip
# Tickers that are also words: only in capitals inside a text that is not all in capitals.
WORDS = words(
    """
    PARA GOLD COP ITA JETS DOW WELL PEG MAR SEE VALE AI U O X DD ED EA EL PH TEL TIP BILL PATH
    RUN TEAM HACK TAN FAST COR HIG MET ICE ZS ROST SPG
    TAP KEY FOX AON BUD ED EW
    A ALL ARE ARM ADA AMC BA BY C CAT CI CL COST D DE DOT DIA F GE GM GO HD HON IT LINK LOW
    LUV MA MO MS MU NET NEE NOW ON OR SE SIZE SNAP SNOW SO SOL SPOT SQ T TM UPS USO V VALUE
    QUAL TGT SHOP ROKU ZM PM PG SONY UBER ISRG JD
    """
)
COINS = "BTC|ETH|SOL|XRP|DOGE|ADA|LTC|BNB|DOT|AVAX|LINK|MATIC"
FOREX = "EUR|GBP|USD|JPY|AUD|CAD|CHF|NZD|XAU|XAG"
COIN_PAIR = re.compile(rf"({COINS})[-/]?(?:USDT?|USDC)", re.I)
FOREX_PAIR = re.compile(rf"({FOREX})[-/]?({FOREX})(?:=X)?", re.I)
SUFFIXED = re.compile(r"\^[A-Z0-9]{1,8}|[A-Z0-9]{1,10}\.[A-Z]{1,2}|[A-Z]{1,4}=F|[A-Z]{1,5}-[A-Z]")
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
}


def pair(text: str) -> str | None:
    """BTC/USDT is BTC-USD; EUR/USD is EURUSD."""
    if coin := COIN_PAIR.fullmatch(text):
        return f"{coin[1].upper()}-USD"
    if money := FOREX_PAIR.fullmatch(text):
        return (money[1] + money[2]).upper() if money[1].upper() != money[2].upper() else None
    return None


def known(text: str, shouting: bool = False) -> str | None:
    """The ticker that one word stands for, if it is well known."""
    text = text.removesuffix("'s").removesuffix("’s")
    upper = text.upper()
    if found := pair(text):
        return found
    if SUFFIXED.fullmatch(text) and not text.isdigit():
        return CANONICAL.get(text, text)
    if upper in TICKERS and _meant(text, shouting):
        return CANONICAL.get(upper, upper)
    return COMPANIES.get(text.lower())


SLIPS = {
    "appl": "AAPL", "aple": "AAPL", "appel": "AAPL", "appple": "AAPL", "telsa": "TSLA",
    "teslla": "TSLA", "tsal": "TSLA", "nvdia": "NVDA", "nividia": "NVDA", "nvida": "NVDA",
    "microsft": "MSFT", "mircosoft": "MSFT", "mcrosoft": "MSFT", "gogle": "GOOGL",
    "amazn": "AMZN", "bitcion": "BTC-USD", "netflx": "NFLX",
}  # fmt: skip


def slip(text: str) -> str | None:
    """The ticker behind a frequent misspelling; it is always shown to the user."""
    return SLIPS.get(text.lower())


def _meant(text: str, shouting: bool) -> bool:
    if text.upper() in WORDS or len(text) == 1:
        return text.isupper() and not shouting
    return True
