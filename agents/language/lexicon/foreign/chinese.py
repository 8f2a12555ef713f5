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
    so-far: 每次 以上 以下 时 后 的 就 则 之后 为 是 在 了 之
    so-far: 我 想 请 帮我 回测 测试 一下 从 开始 吗
    crosses-above: 上穿 向上穿过 向上突破 上破 向上穿越
    crosses-below: 下穿
    buy-after: 买入 买 做多 买进 建仓 开仓 开多 入场 进场 抄底
    sell-after: 卖出 卖 清仓 平仓 卖掉 离场 出场 退出 抛出 全部卖出
    short: 做空 卖空 开空
    cover: 平空 买回 回补
    when: 当 如果 若 一旦
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
    is-above: 之上 上方
    is-below: 之下 下方
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
    暂停: 暂停 停止 停投 不投 不买
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
    touches: 触及 触碰 碰到 回到 回归 回至 触到 到达
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
    earnings: 财报 业绩 季报 年报
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
    美元: 美元
    美金: 美金
    人民币: 人民币
    欧元: 欧元
    """
)
