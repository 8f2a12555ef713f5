"""Chinese for what the lexicon knows in English. It has no blanks: the longest word is taken."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms

WORDS = synonyms(
    """
    below: 低于 小于 以下时 少于
    above: 高于 大于 多于
    drops-below: 跌破 下破 跌至 跌到 击穿 跌穿 失守 跌落至 回落到 回落至 下滑到
    breaks-above: 突破 升破 站上 涨破
    exceeds: 超过 高出 超出
    rises-to: 回升到 涨到 升到 回升至 达到
    so-far: 每次 时 后 的 就 则 之后 为 是 在 了 之
    so-far: 我 想 请 帮我 回测 测试 一下 从 开始 吗
    crosses-above: 上穿 向上穿过 向上突破 上破 向上穿越
    crosses-below: 下穿
    buy-after: 买入 买 做多 买进 建仓 开仓 开多 入场 进场 抄底
    sell-after: 卖出 卖 清仓 平仓 卖掉 离场 出场 退出 抛出 全部卖出
    short-after: 做空 卖空 开空 沽空 放空 开空仓 建空仓 融券卖出
    cover-after: 平空 买回 回补 平掉空单 平空单 平空仓 补回
    when: 当 如果 若 一旦 每当
    and: 且 并且 和 同时 而且
    or: 或 或者
    otherwise: 否则
    not: 不
    stoploss: 止损 亏损
    takeprofit: 止盈 盈利
    trailing: 移动止损 跟踪止损 追踪止损 移动止盈
    rises: 上涨 涨 涨幅 走高 上升
    falls: 最大回撤 回撤 下跌 跌 跌幅 走低 下降
    up: 向上 上行
    down: 向下 下行
    risk: 单笔风险 风险 每笔风险
    x: 倍
    onward: 以来 至今 起
    标普: 标普
    沪深: 沪深
    中证: 中证
    上证: 上证
    创业板: 创业板
    科创: 科创
    turns-positive: 由负转正 转正 翻红 由绿转红
    turns-negative: 由正转负 转负 翻绿 由红转绿
    histogram: 柱 柱状图 红绿柱 柱线
    cross-up: 金叉 黄金交叉
    cross-down: 死叉 死亡交叉
    strategy: 策略
    daily: 日线 日线图 日线级别 日图
    weekly: 周线 周线图 每周 每个星期
    monthly: 每月 每个月
    twice: 放大一倍 翻倍 翻番 增加一倍 放大到两倍 放大至两倍
    volume-spike: 放量 巨量
    is-above: 之上 上方 上方运行 之上运行 上运行
    is-below: 之下 下方 下方运行 之下运行 下运行
    until: 直到 直至
    then: 然后 随后
    quarterly: 每季度 每季
    yearly: 每年
    hour-chart: 小时线 小时图 小时级别 小时k线
    minute-chart: 分钟线 分钟图 分钟级别
    hour: 小时
    minute: 分钟
    last: 最近 过去
    year: 年
    month: 个月 月
    week: 周 星期
    day: 天 日 交易日 个交易日
    1: 一
    2: 两 二
    3: 三
    4: 四
    5: 五
    10: 十
    all-in: 满仓 全仓
    half: 半仓 一半
    dca: 定投
    rotate: 轮动 轮换
    most: 最大 最高 最多
    equally: 等权 等权重 等比例 平均分配
    best: 最强 最好
    worst: 最弱 最差
    one: 一个 一只
    暂停: 暂停 停止 停投 不投 不买 不买入 不入场 不开仓 不交易 不进场 不操作
    继续: 继续 恢复 恢复后继续 重启 恢复后
    use: 用 使用
    consecutive: 连续 连
    ma: 均线 移动平均线
    ema: 指数均线
    price: 价格 股价
    close: 收盘价 收盘
    open: 开盘价
    volume: 成交量
    volume-mean: 均量 平均成交量 成交均量 均量线 成交量均线
    settings: 参数 参数为 参数是 参数设为
    crosses-below: 向下穿过 向下跌破 向下穿越
    bollinger: 布林带 布林
    lower: 下轨
    upper: 上轨
    middle: 中轨
    touches: 涨回 升回 弹回 涨回到 升回到 反弹回 反弹回到 触及 触碰 碰到 回到 回归 回至 触到 到达
    size: 仓位 每次仓位 单笔仓位
    high: 新高 最高价 最高点 高点
    low: 新低 最低价 最低点 低点
    makes: 创 创出
    hold: 持有
    to: 到 至
    in: 内 以内 之内
    capital: 资金 初始资金 本金
    oversold: 超卖
    overbought: 超买
    news: 消息 新闻 利好消息 利空消息 利好 利空 公告
    earnings: 财报 业绩 季报 年报 半年报
    earnings: 年度报告发布 年度报告公布 年度报告披露 年度报告出炉
    earnings: 半年度报告发布 半年度报告公布 半年度报告披露 半年度报告出炉
    earnings: 季度报告发布 季度报告公布 季度报告披露 季度报告出炉
    earnings: 中期报告发布 中期报告公布 中期报告披露 中期报告出炉
    sentiment: 情绪
    option: 期权 认购 认沽 看涨期权 看跌期权 认购期权 认沽期权 期权成交量 持仓量
    implied: 隐含波动率
    analyst: 分析师 评级 上调评级 下调评级 调高评级 调低评级 券商 机构评级 研报
    insider: 内部人 内部人士 高管 大股东 董事 增持 减持 股东 机构持仓
    congress: 国会 议员 国会议员 政府 政策 选举 总统
    tweet: 推特 微博 发推 推文 社交媒体 论坛 股吧 热搜 雪球 媒体 舆情
    ceo: 首席执行官 总裁 董事长 马斯克 巴菲特 特朗普 创始人
    fed: 美联储 央行 加息 降息 利率 通胀 通货膨胀 非农 就业数据 失业率 关税 战争 经济数据
    eps: 每股收益 营收 净利润 超预期 不及预期 营业收入 利润 现金流 毛利率 负债
    pe: 市盈率 市净率 估值 市值
    dividend: 分红 股息 派息 回购
    orderbook: 订单簿 盘口 买盘 卖盘 主力资金 资金流入 资金流出 北向资金 主力 大单
    weather: 天气 月亮 满月 星座
    commission: 手续费 佣金
    slippage: 滑点
    monday: 每周一 周一 星期一
    tuesday: 每周二 周二 星期二
    wednesday: 每周三 周三 星期三
    thursday: 每周四 周四 星期四
    friday: 每周五 周五 星期五
    rebalanced: 再平衡
    deviation: 乖离率 偏离度 偏离率
    美元: 美元
    美金: 美金
    人民币: 人民币
    欧元: 欧元
    share: 股
    size: 每次投入 每笔投入 每次买入金额 每笔金额
    put: 投入
    hkd: 港币 港元
    jpy: 日元 日币
    gbp: 英镑
    人民币: 块 块钱 元人民币
    buy-after: 加仓买入 上车 入手 满仓买入 全仓买入 梭哈 开多单 开多仓 做多入场 买入信号 买入开仓
    buy-after: 低吸 吸纳 接回 介入 买点 进 建多仓 买进信号 开仓做多 入市 买一手 重仓买入
    sell-after: 清掉 走人 跑路 就跑 出局 了结 全部清仓 空仓 止损出局 止损离场 止盈离场 止盈出局
    sell-after: 卖出平仓
    sell-after: 平多 平多单 平多仓 抛 抛掉 抛售 获利了结 下车 割肉 卖光 全卖 出货 平掉 卖出信号 卖点
    sell-after: 全部平仓 全部卖掉 全部抛出 清仓出局 清仓离场 止盈卖出 止损卖出 止盈清仓 止损清仓
    sell-after: 卖飞 减仓离场
    so-far: 时候 的时候 以后 那么 便 立即 立刻 请问 如何 怎么样 效果 看看 收益 收益率 历史 数据 它
    so-far: 我们 你
    so-far: 假设 帮忙 给我 做 情况 这个 那个 个股 的话 再 才 已经 股票 当天 当日 今日 一下子
    so-far: 继续持有
    so-far: 值 线 位置 重新 再次 快速 信号 出现 形成 发生 条件 规则 标的 区间 指标
    so-far: 有效 均 都
    so-far: 一根 一个 只要 就会 将 把 让 写个 写一个 跑个 跑一下 历史数据 表现 过去的 区域 附近 由
    so-far: 变 了就
    breaks-above: 重新站上 站稳 重回 收复 收回 重新站回 站回 有效突破 站到 升穿 冲破 上攻突破
    breaks-above: 上涨突破 上升突破
    breaks-above: 收在上方 升上 收上
    crosses: 穿过 穿越
    剩余: 剩余 剩下 剩余的 剩下的 其余 其余的 余下 剩余部分
    低: 低 低了 低出
    之间: 之间
    sd: 标准差 个标准差 倍标准差
    高: 高 高了
    crosses-above: 上穿过 由下往上穿过 从下往上穿过 由下向上穿过 从下向上穿过 由下至上突破
    crosses-above: 自下而上穿越 自下而上穿过 由下而上穿过
    crosses-below: 下穿过 由上往下穿过 从上往下穿过 由上向下穿过 从上向下穿过 自上而下穿越
    crosses-below: 自上而下穿过
    drops-below: 下跌突破 下跌跌破 下降突破
    drops-below: 有效跌破 向下击穿 跌下 破位 跌回 收在下方 滑落至 掉到 掉下 跌落 跌至
    stoploss: 止损位 止损线 最大亏损 亏 亏损达到 亏损超过 浮亏 浮亏达到 浮亏超过 硬止损 止损比例
    stoploss: 固定止损 止损点 亏到
    takeprofit: 止盈位 止盈线 目标收益 盈利达到 盈利超过 浮盈 浮盈达到 浮盈超过 赚 获利 目标价
    takeprofit: 止盈比例 收益达到 赚到 盈利目标 赚了
    trailing: 回撤止损 回撤止盈 追踪止盈 吊灯止损 跟踪止盈 动态止损 移动止赢 跟踪止赢
    rises: 大涨 涨超 升 飙升 拉升 反弹 涨幅超过 涨幅达到 涨幅大于 上扬 走强 拐头向上
    falls: 大跌 跌超 降 暴跌 下挫 回落 回调 跌幅超过 跌幅达到 跌幅大于 重挫 急跌 走弱 下行 拐头向下
    falls: 最大回撤
    red: 阴线 收阴 收跌 阴 根阴线
    green: 阳线 收阳 收涨 阳 根阳线
    hold: 最多持有 最长持有 持仓 持股 最多拿 拿 持有不超过 持有期 最多持仓 最长持仓 持有满
    first: 第一根 首根 第一个 首个
    next: 下一根 下一个
    next day: 次日 第二天 隔天 隔日
    250 day ma: 年线
    120 day ma: 半年线
    60 day ma: 季线 生命线
    volume-spike and up day: 放量上涨
    volume-spike and down day: 放量下跌
    next month: 次月 下月 下个月
    month: 当月 本月
    day: 个交易日
    so-far: 多头排列
    in day: 单日 一天内 一日内 日内
    in day falls: 日跌幅 单日跌幅 单日下跌
    in day rises: 日涨幅 单日涨幅 单日上涨
    52 week: 一年 近一年
    last 1 year: 过去一年 最近一年
    month-end: 月末 月底 每月最后一个交易日 每月最后一天 每月月底 每月末 月最后一个交易日
    month-start: 月初 每月第一个交易日 每月月初 每月初 每月第一天 每月首个交易日 每个月第一个交易日
    otherwise: 不然 其余时间
    else-out: 否则空仓 否则清仓 否则持有现金 否则现金 否则卖出 跌破就空仓 跌破就清仓 跌破则空仓
    else-out: 不然空仓 跌破空仓 跌破清仓
    capital: 起始资金 初始本金 总资金 启动资金
    ath: 历史新高 历史高点
    ma: 日均线 简单移动平均线 移动均线 移动平均 均价线
    sma: 简单均线
    ema: 指数移动平均线 指数移动平均 指数平均线
    x: 倍的
    close: 收盘价格 收盘时
    weekly close: 周收盘价 周线收盘价 周线收盘 周收盘
    upper: 上轨线
    lower: 下轨线
    middle: 中轨线
    bollinger: 布林线 布林通道 布林
    oversold: 超卖区 超卖区域 超卖状态
    overbought: 超买区 超买区域 超买状态
    not: 不再 没有 未
    opposite: 反之 反向 相反信号
    stays: 保持 维持 处于 处在
    k: k值
    d-line: d值
    period: 周期
    sell-after: 逃顶 止盈止损
    buy: 买入条件 入场条件 买入规则 开仓条件 进场条件 买入信号为
    sell: 卖出条件 离场条件 卖出规则 平仓条件 出场条件
    so-far: 设定 设定投资标的 设置 投资标的 交易标的
    timeframe: 策略运行周期 运行周期
    sell-after: 空仓卖出 全部卖出 全仓卖出
    ma: 均价 平均价 平均价格 平均收盘价
    vwap: 成交均价 分时均价 成交量加权平均价
    close: 上一时间点价格 当前价格 现价 最新价格 昨日收盘价格
    >=: 大于等于 大于或等于 不低于 不小于 高于或等于 高于等于
    <=: 小于等于 小于或等于 不高于 不大于 不超过 低于或等于 低于等于
    >=: 以上 或以上
    <=: 以下 或以下
    so-far: 次年 来年 比 在 相对
    at-open: 开盘 开盘时 次日开盘 第二天开盘 早盘开盘 隔日开盘 隔天开盘
    at-close: 尾盘
    gaps down: 跳空低开 低开
    gaps up: 跳空高开 高开
    sell at-close day-end: 当天收盘卖出 当日收盘卖出 当天收盘时卖出 当日收盘时卖出 当天收盘平仓
    sell at-close day-end: 当日收盘平仓 当天收盘时平仓 当日收盘时平仓
    fast: 短期 快速 快线 快线周期 快线为
    slow: 长期 慢速 慢线 慢线周期 慢线为
    signal: 信号线 信号线周期 信号线为
    touches: 升至 涨至
    rises: 回升 反弹回升
    rebalanced: 调仓 换仓 调仓一次 换仓一次
    strongest: 强度最高 动量最强 走势最强 表现最强
    and: 与 加 及
    green: 收阳线
    red: 收阴线
    yesterday: 昨天 昨日
    my: 我的
    now: 现在 马上
    falls: 低了
    so-far: 择时
    not sell: 不卖 一直持有 长期持有 永不卖出 不卖出 从不卖出
    sell-after: 砍仓 落袋 落袋为安 斩仓 止损砍仓
    so-far: 看
    cover-after: 买回来 接回来
    crosses: 交叉 相交
    last: 近 最近的 过去的 近期
    entry price: 买入价 买入价格 成本价 持仓成本 开仓价 入场价 建仓价 买入成本 成本线
    add-unit: 加仓 补仓 继续加仓 再加仓
    so-far: 全部持仓 全部仓位 所有持仓 占用 操作 执行 进行 评估 验证 检验 研究 分析 指数
    so-far: 交易 帮我测试
    so-far: 生成 构建 创建 编写 设计 制定 开发 搭建 实现 一套 一份
    so-far: 生成一个 构建一个 创建一个 编写一个 设计一个
    long-only: 禁止做空 不做空 不允许做空 不能做空 不可做空 禁止卖空 不允许卖空 不卖空 只能做多
    long-only: 只做多 仅做多 不得做空 不要做空 只允许做多 只做多头 仅做多头 不开空 不开空单 禁止开空
    style: 均值回归策略 均值回复策略 均值回归交易策略 趋势跟踪策略 趋势跟随策略 趋势策略 突破策略
    style: 均值回归型策略 趋势突破策略 突破交易策略 反转策略 动量策略
    so-far: 代码 股票代码 证券代码 编号 日k 日k线 k线 请帮我 试试 我要 我想要 能否 可以 写
    buyhold: 买入持有 买入并持有 买入后持有 买入后一直持有 一直拿着
    in day falls: 当日跌幅 当天跌幅 今日跌幅 当日下跌 当天下跌 当日大跌 当天大跌
    in day falls: 单日大跌 日内下跌 日内跌幅
    in day falls: 单日跌 一天跌 当天跌 当日跌 一天下跌 一日下跌 单日跌超 一天跌超 当天跌超 当日跌超
    in day rises: 单日涨超 一天涨超 当天涨超 当日涨超
    in day rises: 当日涨幅 当天涨幅 今日涨幅 当日上涨 当天上涨 当日大涨 当天大涨
    in day rises: 单日大涨 日内上涨 日内涨幅
    in day rises: 单日涨 一天涨 当天涨 当日涨 一天上涨 一日上涨
    date: 时间范围 回测时间范围 回测区间 时间区间 回测时间 时间段 测试区间 测试时间
    date: 回测时间段 回测时间区间
    so-far: 夏普比率 夏普率 总结 年化收益率 年化收益 总收益率 胜率 收益率与最大回撤 收益率和最大回撤
    so-far: 夏普比率和最大回撤 夏普比率与最大回撤 收益和最大回撤 为例 以
    ma: 双均线
    so-far: 并生成一份完整的分析报告 并生成分析报告 生成分析报告 并生成报告 生成报告 并给出分析
    momentum: 动量
    rises most: 涨幅较大 涨幅较高 涨幅更大 涨幅更高 上涨较多 涨得更多 涨得多 涨得最多 上涨最多
    in day rises most: 日涨幅较大 日涨幅最大 日涨幅较高 日涨幅最高
    cash: 现金
    , when all negative hold cash: 都为负时持有现金 均为负时持有现金 都为负则持有现金
    , when all negative hold cash: 均为负则持有现金 都下跌时持有现金 均下跌时持有现金
    , when all negative hold cash: 都下跌则持有现金 均下跌则持有现金 若均下跌则持有现金
    , when all negative hold cash: 都下跌时空仓 均下跌时空仓 都下跌则空仓 均下跌则空仓
    , when all negative hold cash: 都为负则空仓 均为负则空仓 都为负时空仓 均为负时空仓
    , when all negative hold cash: 如果都下跌则空仓 如果都为负则空仓 若都下跌则空仓
    , when all negative hold cash: 若均为负则空仓 若均下跌则空仓 都跌则空仓
    rises most: 收益率最高 收益最高 回报率最高 回报最高 收益率最大 涨幅最高 表现最好 表现最佳
    one: 1只 1个
    so-far: 期间 期间内
    high since-entry: 买入后的最高点 买入后最高点 买入后的最高价 买入后最高价
    high since-entry: 持仓最高点 持仓期间最高点
    so-far: 今天
    only when: 只有 只在 仅在 只有在 仅当 只有当
    foreseen: 前一天买入 前一日买入 前一天卖出 前一日卖出 提前一天买入 提前一天卖出 前一天就买入
    cloud: 一目均衡表云层 一目均衡表云带 一目均衡表 一目均衡云 云层 云带 云图 一目云
    sar: 抛物线 抛物线转向 抛物线转向指标 抛物线指标 抛物转向
    so-far: 港股 美股
    so-far: 满足以下两个条件 满足以下条件 同时满足以下条件 同时满足以下两个条件 满足下列条件
    so-far: 以下条件同时满足 以下两个条件同时满足 同时满足下列条件 满足以下三个条件
    so-far: 自动 立马 立即就
    unless: 除非
    but: 但 但是 不过
    crosses-above: 从下往上突破 从下往上穿越 从下向上突破 由下往上突破 从下方突破 自下而上突破
    crosses-below: 从上往下跌破 从上向下跌破 由上往下跌破 从上往下穿越 自上而下跌破 从上往下突破
    either: 要么
    rebalanced: 再平衡一次 做一次再平衡 进行再平衡 重新平衡 调仓再平衡
    yearly: 每年年底 每年年末 每年年初 每年一次
    ath: 历史最高点 历史最高价 历史最高 历史高位
    sell: 做多出场 多头出场 做多离场 多单出场 做多平仓条件
    buy: 多头入场 做多条件 做多进场 做多信号
    macd: 指数平滑异同移动平均线 指数平滑移动平均线
    negative: 为负 为负数 是负数
    positive: 为正 为正数 是正数
    falls: 跌了 下跌了
    rises: 涨了 上涨了
    crosses-above signal below zero: 零轴下方金叉 零轴下金叉 零轴之下金叉 水下金叉
    crosses-above signal above zero: 零轴上方金叉 零轴上金叉 零轴之上金叉 水上金叉
    so-far: 不仅要 不仅 不但 不但要 要
    not: 不要
    so-far: 债券
    dca: 定期定额 定期定额买入 定期定额买进
    orderbook: 外资 投信 三大法人 法人 自营商 买超 卖超 外资买超 外资卖超 融资 融券
    so-far: 忽略交易成本 不考虑交易成本 不计交易成本 忽略手续费 不计手续费 不考虑手续费
    at-close: 以当日收盘价计算 以当日收盘价成交 以收盘价成交 按收盘价成交
    at-close: 以收盘价计算 按当日收盘价成交
    in day rises: 较昨日上涨 较昨天上涨 较前一日上涨 较前一天上涨 较前一交易日上涨 较上一交易日上涨
    in day falls: 较昨日下跌 较昨天下跌 较前一日下跌 较前一天下跌 较前一交易日下跌 较上一交易日下跌
    in day rises: 较昨收上涨 相对昨日上涨 相对昨天上涨 相对前一日上涨
    in day rises: 相对昨天收盘价上涨 相对昨日收盘价上涨
    in day falls: 较昨收下跌 相对昨日下跌 相对昨天下跌 相对前一日下跌
    in day falls: 相对昨天收盘价下跌 相对昨日收盘价下跌
    choose: 选择 选出 选取 挑选 选 选入
    so-far: 按 按照
    stoploss: 停损 停损点 停损设 停损为 停损于
    takeprofit: 停利 停利点 停利设 停利为 停利于
    trailing: 移动停损 移动停利 追踪停损 追踪停利
    sell-after: 停损出场 停利出场 停损卖出 停利卖出 出清 一律出场 一律卖出 全数卖出
    and: 以及
    stochastic: kd kd值
    so-far: 报酬率 投报率 绩效 请帮 帮我回测 请回测
    so-far: 测试的方法为 测试方法为 方法为 测试方法 策略为 策略如下 规则如下 方法如下
    timeframe: 时间周期 时间框架 时间级别 k线周期 交易周期 图表周期 时间周期为 时间框架为 k线周期为
    """
)
