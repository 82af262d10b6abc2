#include "parser/field/person_name.h"

#include "parser/text/character_set.h"
#include "parser/text/word_table.h"

#include <string.h>

static const char surname_characters[] =
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
	"姚卢姜崔钟谭陆"
	"汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
	"张陳劉楊黃趙吳馬鄭謝許韓馮鄧葉蘇盧鐘陸範賈鄒龍顧萬錢嚴湯孫蔣譚羅"
	"温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴"
	"霍涂成苗谷"
	"盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费"
	"卜冷晏席卫"
	"米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
static CharacterSet surnames = { .characters = surname_characters };

static const char *const long_surnames[] = { "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙",
	"慕容", "司徒", "令狐", "夏侯", "端木", "南宫", "轩辕" };
static WordTable by_long_surname = WORD_TABLE(long_surnames);

/* Surnames that are more often another word: "向李老师", "客服明明说". */
static CharacterSet words_too = { .characters = "向于和任时从同对让全应单关解成明连管" };

/* Common words that begin with a surname. */
static const char *const no_names[] = { "谢谢", "谢谢您", "谢谢你", "谢谢了", "谢谢老师", "祝好", "祝安",
	"高兴", "高一", "高二", "高三", "万分", "方案", "费用", "和解", "包过", "时间", "常见", "成绩",
	"金额", "于是", "平时", "何时", "马上", "任何", "严肃", "严重", "安排", "项目", "应该", "温馨",
	"白费", "安好", "安康", "关于", "向上", "和谐", "连续", "成都", "包括", "单位", "全部", "解决",
	"管理", "明天", "明年", "成人", "成年", "关系", "祝您", "祝你", "万一", "程序", "金融", "文化",
	"文案", "江苏", "江西", "方法", "方便", "高中", "高考", "高级", "夏天", "夏令营", "平安", "明白",
	"应当", "和平", "时候", "时常", "任课", "任意", "白天", "温度", "安全", "安静", "石家庄", "管用",
	"连同", "解释", "祝工作顺利", "高度重视", "万分感谢", "祝顺利", "易懂", "查收", "查询", "请查收",
	"米饭", "路上", "路程", "车费", "车票", "简单", "游戏", "游泳", "房间", "商量", "商务", "华为",
	"荣耀", "连接", "全体", "全程", "全额", "全班", "应急", "成功", "成员", "盛夏", "古筝", "吉他",
	"左右", "尤其", "农村", "党员", "景区", "屈服", "解答", "冷气", "席位", "卫生", "宗旨", "边上",
	"师资", "师傅", "和气", "苗头", "明显", "明确", "迟到", "迟迟", "查看", "池塘", "姚明", "金牌",
	"白板", "方面", "顾问", "顾客", "毛病", "钱款", "武术", "孔子", "段落", "段位", "龙头", "史上",
	"万元", "叶子", "田径", "曾经", "程度", "余额", "余款", "余下", "周末", "周一", "周二", "周三",
	"周四", "周五", "周六", "周日", "周期", "黄金", "许多", "马路", "朱红", "唐诗", "宋词", "高等",
	"高数", "高价", "高分", "高额", "林业", "何必", "何况", "张贴", "陈旧", "陈述", "杨树", "梁上",
	"郑重", "谢意", "严厉", "严格", "高声", "冷漠", "冷淡", "冷笑", "安慰", "连忙", "单独", "简直",
	"莫名", "温柔", "计较", "计划", "强调", "白天", "常常", "时时", "何止", "康复", "高高", "安抚",
	"任由", "任凭", "应付", "沈默", "华丽", "满脸", "包庇", "边说", "项目", "章程", "全程", "全天",
	"江湖", "计算机", "英语", "老师" };
static WordTable by_no_name = WORD_TABLE(no_names);

/* No given name has one of them. */
static CharacterSet particles = { .characters = "的了是在我你他她们吗呢吧不没有" };

static const char *const kin[] = {
	"家长",
	"妈妈",
	"爸爸",
	"母亲",
	"父亲",
	"妈",
	"爸",
	"爷爷",
	"奶奶",
	"姥姥",
	"外婆",
	"外公",
	"监护人",
	"姑姑",
	"舅舅",
	"姐姐",
	"哥哥",
	"叔叔",
	"阿姨",
	"婆婆",
};

bool
is_ideograph(const char *s, size_t length)
{
	gunichar c;

	if (length < 3 || !(*s & 0x80))
		return false;
	c = g_utf8_get_char(s);
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x2fa1f);
}

size_t
surname_length(const char *s, size_t length)
{
	Line line = { s, length };

	for (size_t i = word_table_first(&by_long_surname, line); i < by_long_surname.count;
		i = word_table_next(&by_long_surname, i))
		if (line_starts(line, long_surnames[i]))
			return strlen(long_surnames[i]);
	return character_set_has(&surnames, s, length) ? 3 : 0;
}

bool
name_is_chinese(Line line)
{
	size_t surname = surname_length(line.start, line.length), given = 0;

	if (!surname)
		return false;
	for (size_t i = word_table_first(&by_no_name, line); i < by_no_name.count;
		i = word_table_next(&by_no_name, i))
		if (line_is(line, no_names[i]))
			return false;
	for (size_t i = surname; i < line.length; i += character_length(line.start + i)) {
		if (!is_ideograph(line.start + i, line.length - i))
			return false;
		if (character_set_has(&particles, line.start + i, line.length - i))
			return false;
		given++;
	}
	return given >= 1 && given <= 2;
}

bool
name_is_latin(Line line)
{
	static const char *const no[] = { "Best", "Thanks", "Thank", "Regards", "Dear", "Yours", "Sincerely",
		"Kind", "Cheers", "Sent", "Hello", "Hi", "The", "This", "I", "We", "Please", "Parent",
		"Student", "Monday", "Sorry", "Very", "Angry", "Unhappy", "Disappointed", "From", "A", "An",
		"Not", "So" };
	int words = 0;
	bool begin = true;

	if (line.length < 2 || line.length > 60)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
		size_t n = line_starts(line, no[i]);

		if (n && (n == line.length || !g_ascii_isalpha(line.start[n])))
			return false;
	}
	for (size_t i = 0; i < line.length; i++) {
		guchar c = (guchar)line.start[i];

		if (c == ' ') {
			begin = true;
			continue;
		}
		if (begin && !g_ascii_isupper(c) && c < 0x80)
			return false;
		if (!g_ascii_isalpha(c) && c < 0x80 && !strchr("'.-", c))
			return false;
		/* Latin letters with marks lie below U+0250; nothing else is a Latin name. */
		if (c > 0xc9)
			return false;
		words += begin;
		begin = false;
	}
	return words >= 1 && words <= 4;
}

size_t
last_character(Line line)
{
	size_t n = 1;

	if (!line.length)
		return 0;
	while (n < line.length && (line.start[line.length - n] & 0xc0) == 0x80)
		n++;
	return n;
}

Line
name_at_end(Line run)
{
	static const char *const before[] = { "学员", "学生", "同学", "班", "级", "期", "的", "家长", "考生",
		"名叫", "叫", "我是", "是" };
	Line best = run;

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		Line rest = best;
		const char *at;

		while ((at = line_find(rest, before[i]))) {
			rest = line_skip(rest, (size_t)(at - rest.start) + strlen(before[i]));
			if (rest.length)
				best = rest;
		}
	}
	best = line_trim(best);
	if (name_is_chinese(best))
		return best;
	best.length = 0;
	return best;
}

size_t
kin_at_end(Line line)
{
	static const char *const joints[] = { "的", "同学" };
	size_t whole = line.length;

	for (size_t i = 0; i < G_N_ELEMENTS(kin); i++) {
		if (!line_ends(line, kin[i]))
			continue;
		line.length -= strlen(kin[i]);
		for (size_t j = 0; j < G_N_ELEMENTS(joints); j++)
			line.length -= line_ends(line, joints[j]);
		return whole - line.length;
	}
	return 0;
}

bool
surname_is_word_too(const char *s)
{
	return character_set_has(&words_too, s, 3);
}

/* Characters that follow a name without a stop between them and end hardly any name. */
static bool
cuts_name(Line rest)
{
	static CharacterSet words = {
		.characters = "在是报上于今高初来从因去现一被反要想对向读就电投已每和参与把说态骂打推不"
			      "没的让给将总也还跟又都却拒威辱吼"
			      "迟骗挂拿踢扇摸掐叫问找催请回"
	};

	return character_set_has(&words, rest.start, rest.length);
}

/* Characters that may follow a name, but end some as well: "何志强". */
static bool
follows_name(Line rest)
{
	static CharacterSet words = {
		.characters = "老女先经多当直竟突强动承答曾收体乱随教讲很太特同两这那出用到以为称忽诱光"
			      "只天未无有故擅私拖及处开爱爸妈"
	};

	return !rest.length || !is_ideograph(rest.start, rest.length) || cuts_name(rest) ||
	       character_set_has(&words, rest.start, rest.length);
}

Line
name_at_start(Line text, bool strict)
{
	Line best = { text.start, 0 };
	size_t end = 0;

	for (int count = 1; count <= 4 && end < text.length; count++) {
		Line name;

		if (!is_ideograph(text.start + end, text.length - end))
			break;
		end = MIN(end + character_length(text.start + end), text.length);
		name = (Line){ text.start, end };
		if (count < 2 || !name_is_chinese(name))
			continue;
		/* "张三在东校区": two characters are enough where the third may follow a name and goes on. */
		if (best.length && cuts_name(line_skip(text, best.length)) &&
			is_ideograph(text.start + end, text.length - end))
			break;
		if (!strict || follows_name(line_skip(text, end)))
			best = name;
	}
	return best;
}
