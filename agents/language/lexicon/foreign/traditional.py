"""Traditional characters as the simplified ones that the lexicon has, and words of Taiwan alone."""

from __future__ import annotations

from agents.language.lexicon.wordlist import synonyms

# Each line twice: as Taiwan and Hong Kong write, and what it is elsewhere.
PAIRS = """
買賣價開關盤進場倉單損獲虧贏報漲隨時間線圖標資產錢幣貨證債權測試驗據設計劃選擇條
买卖价开关盘进场仓单损获亏赢报涨随时间线图标资产钱币货证债权测试验据设计划选择条
動態強數點當後從這個們還沒無過達較對應與並於為來會將讓給請問說讀寫話該誰麼嗎樣種
动态强数点当后从这个们还没无过达较对应与并于为来会将让给请问说读写话该谁么吗样种
類組級別則規範圍內裡邊遠離長週歷頭階際陰陽紅綠黃變轉換彈衝擊創歸處雙連續歲斷執運
类组级别则规范围内里边远离长周历头阶际阴阳红绿黄变转换弹冲击创归处双连续岁断执运
營業佔億萬顆隻兩壹貳參檔張總額餘淨現滿輪調節預輕號訊黨務聯導紐約國歐鐵鋼銅銀鋁電
营业占亿万颗只两一二参档张总额余净现满轮调节预轻号讯党务联导纽约国欧铁钢铜银铝电
腦網絡醫藥飛機車輛發臺積穩獨維護衛確認準極統實構結終輸優勢異險風難題簡複雜學習術
脑网络医药飞机车辆发台积稳独维护卫确认准极统实构结终输优势异险风难题简复杂学习术
詞語記錄觀觸擺盪層雲帶軌趨慣貼適溫熱潛復僅繼啟閉鎖屆補減飆墜縮擴頂頸豐華順東環亞
词语记录观触摆荡层云带轨趋惯贴适温热潜复仅继启闭锁届补减飙坠缩扩顶颈丰华顺东环亚
聖樂馬龍鵬騰蘋爾蘭納羅倫陸臨庫響隊陣雖儘盡員職顧經濟專門戶賬帳薦評論壇戰爭貿協議
圣乐马龙鹏腾苹尔兰纳罗伦陆临库响队阵虽尽尽员职顾经济专门户账账荐评论坛战争贸协议
稅費槓桿財償沖銷擬錯誤檢幾許願須頻劇遞遲廣義稱暫聽聞見覺視輔賺貴紀傳寶麗滬圓韓區
税费杠杆财偿冲销拟错误检几许愿须频剧递迟广义称暂听闻见觉视辅赚贵纪传宝丽沪圆韩区
勝敗負拋購幫嘗輝鴻蓋殺擋壓撐佈鏈樞軸嚴濾靜漸夠橫顯屬夾擔憑攤兌匯虛訂潰
胜败负抛购帮尝辉鸿盖杀挡压撑布链枢轴严滤静渐够横显属夹担凭摊兑汇虚订溃
"""
_LINES = PAIRS.split()
SIMPLIFIED = str.maketrans("".join(_LINES[::2]), "".join(_LINES[1::2]))

# Where a line is an average of as many days as a month, a quarter or a year has in Taiwan.
WORDS = synonyms(
    """
    20 day ma: 月線
    240 day ma: 年線
    monthly: 月線圖
    """
)


def simplified(text: str) -> str:
    """The same text, character by character, so that each keeps its place."""
    return text.translate(SIMPLIFIED)
