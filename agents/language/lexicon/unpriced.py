"""Words of what prices do not tell: the media, people, companies' books, options, the economy."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words

# What is written and felt. It comes without a number of its own, so a price rule may replace it.
TALK = words(
    """
    sentiment news headline headlines tweet tweets tweeted tweeting twitter reddit wallstreetbets
    wsb stocktwits article articles announces announce announced announcement announcements hype
    hyped viral influencer influencers podcast podcasts instagram tiktok youtube
    discord telegram whatsapp email e-mail sms notify notifies notification notifications alert
    alerts searches mentions mentioned buzz fear greed rumor rumors rumour rumours feeling
    feels gut mood chatter forum forums blog blogs blogger bloggers newsletter newsletters media
    social posts retweets retweet hashtag hashtags meme memes press
    journalist journalists bloomberg cnbc reuters wsj barron's barrons interview interviews
    weather moon astrology mercury horoscope retrograde
    stimmung nachrichten meldung meldungen schlagzeilen presse gerüchte gerücht bauchgefühl
    nouvelles actualités presse rumeur rumeurs tweete articles
    noticias noticia titulares prensa rumor rumores sentimiento tuits tuit tuitea
    """
)
PEOPLE = words(
    """
    analyst analysts analyst's analysts' upgrade upgrades upgraded downgrade downgrades downgraded
    rating ratings ceo ceo's cfo cto coo chairman chairwoman founder founders board directors
    director executive executives management officer officers shareholder shareholders activist
    jensen huang nadella pichai dimon jassy sundar zuck
    elon musk trump powell buffett buffett's cramer pelosi pelosi's bezos zuckerberg saylor altman
    ackman burry dalio icahn soros lagarde biden putin cathie lutnick bessent yellen draghi
    bernanke munger druckenmiller congress congressman congresswoman congressmen politician
    politicians lawmaker lawmakers senate senator senators representative representatives election
    elections minister ministers chancellor governor president parliament government
    promoter promoters fii fiis dii diis
    insider insiders insider's guru gurus expert experts roaring kitty
    analysten analystin hochstufen hochgestuft hochstufung herabstufen herabgestuft herabstufung
    vorstand vorstände vorstandschef aufsichtsrat politiker abgeordnete abgeordneter kongress
    analystes analyste dirigeants dirigeant pdg initiés initié députés député sénateur sénateurs
    relèvent dégradent recommandation recommandations
    analistas analista directivos directivo consejero consejeros congresista congresistas
    senadores senador político políticos insiders recomendación recomendaciones
    """
)
ECONOMY = words(
    """
    fed fed's fomc cpi ppi pce inflation deflation stagflation gdp unemployment payrolls
    payroll nfp pmi ism jolts ecb boj boe pboc rba snb opec opec+ stimulus tariff tariffs sanctions
    recession war wars peace ceasefire invasion geopolitical geopolitics shutdown strikes strike's
    embargo embargoes interest rates hike hikes hiked tightening easing qe qt taper
    tapering hawkish dovish confidence consumer jobs jobless claims housing mortgage
    retail economy economic economists economist employment wages wage deficit
    deficits imports exports regulation regulations regulator regulators legislation
    polls poll ballot curve steepens steepening flattens flattening
    yield yields auction auctions m2 macro
    leitzins leitzinsen zinsen zinsentscheid zinssenkung zinserhöhung notenbank ezb arbeitslosigkeit
    arbeitsmarktdaten konjunktur wirtschaft bip rezession wahl wahlen krieg zölle
    bce taux chômage inflation récession élection élections guerre conjoncture
    inflación desempleo paro recesión elecciones guerra aranceles pib
    """
)
BOOKS = words(
    """
    earnings eps revenue revenues sales ebitda ebit
    pe peg p/e p/b p/s valuation valuations undervalued
    overvalued fundamentals fundamental dividend dividends payout payouts ex-dividend guidance
    outlook ipo ipos buyback buybacks repurchase repurchases merger mergers lawsuit lawsuits fda
    approval approvals approves approved trial trials clinical drug drugs patent patents
    shipments bookings backlog backlogs receives contract contracts acquisition acquisitions
    acquires acquire takeover takeovers buyout layoffs layoff hires hire resigns resign resigned
    resignation fired ousted scandal scandals fraud probe probes investigation outage breach hacked
    recall recalls settlement settlements filing filings 13f transcript transcripts
    stake stakes holdings ownership institutional institutions shortsellers float
    inventories inventory stockpiles profitability roe roic roa margins margin cashflow
    debt deliveries delivery subscribers subscriber users user customers customer
    downloads traffic visitors production factory factories iphone unlock listing delisting
    bankruptcy bankrupt insolvency spinoff partnership partnerships alliance
    launch launches launched launching keynote consensus estimate estimates
    beats misses surprise surprises forecast forecasts expectations
    churn arpu capex esg
    quartalszahlen geschäftszahlen jahreszahlen dividende dividenden umsätze umsatzwachstum
    gewinnwachstum gewinnprognose prognose prognosen übernahme übernahmen fusion aktienrückkauf
    rückkäufe kgv bilanz auftragseingang auftragsbestand auftragsbuch auftragsbücher zulassung
    bénéfices dividende dividendes commandes chiffre
    d'affaires acquisition fusion endettement carnet ventes publication
    dividendo dividendos ingresos fusión adquisición
    pedidos deuda valoración previsiones
    """
)
MARKETS = words(
    """
    option options optionality call calls put puts implied iv dte 0dte skew gamma delta
    theta vega rho greeks expiry expiries expiration opex witching straddle straddles strangle
    strangles condor condors butterfly iron moneyness warrant warrants
    orderbook depth bid ask bids asks bidder funding flow flows whale whales chain onchain
    dark darkpool inflow inflows outflow outflows
    hash hashrate mempool staking staked wallets addresses tvl airdrop airdrops halving halvings
    outside-event
    liquidations liquidation open-interest gex mvrv nvt sopr stablecoin stablecoins
    speculators commercials noncommercials positioned
    polymarket kalshi probability probabilities predictit manifold level-two gas-fees premium-index
    footprint imbalance iceberg icebergs spoofing book dealers dealer positioning cot commitment
    breadth advancers decliners drift correlation correlated uncorrelated cointegration cointegrated
    dominance
    arbitrage hedge hedged hedging spread spreads queue latency tape
    optionen optionsschein optionsscheine orderbuch kaufoptionen verkaufsoptionen
    optionsvolumen insolvenz leerverkaufsquote
    optionnel
    opciones ballenas
    """
)
# What is made of several options has a price of its own, of which a share's tells nothing.
LEGS = words("straddle straddles strangle strangles condor condors butterfly butterflies dte 0dte")
# What became of the words for an option: it is bought, or sold by who did not have it.
BOUGHT, WRITTEN = "bought-option", "written-option"
# What becomes of "predicts": all that is said behind it is of another time.
FORETOLD = "foretold"
SKY = words(
    """
    moon lunar astrology mercury horoscope retrograde mond vollmond lune luna eclipse solstice
    equinox astrological horoscopes zodiac planet planets venus jupiter saturn horoskop neumond
    """
)
OTHER = words(
    """
    webhook webhooks
    satellite chatgpt gpt claude ai llm neural lstm xgboost prediction predictions predicts
    predict predicted predicting search
    temperature hurricane hurricanes storm storms drought droughts flood floods frost harvest
    earthquake rains rain raining snows snow snowing heatwave
    github repo repos repository commits wiki wikipedia pageviews attention stargazers
    aaii naaim ravenpack google-trends
    website apps signups playstore appstore reviewers weatherman astrological planet planets
    venus jupiter saturn lunar solstice equinox neumond birthday birthdays olympics playoffs
    championship
    concert box-office vaccine vaccines covid pandemic virus outbreak hospital
    traffic-light gut-feeling intuition vibe vibes dream dreams coin-flip coinflip
    tarot random randomly dice sports superbowl horoscopes astrologer astrologers zodiac
    eclipse odds lottery
    wetter mond vollmond horoskop météo lune horoscope clima luna
    """
)
DATA = PEOPLE | ECONOMY | BOOKS | MARKETS | OTHER
