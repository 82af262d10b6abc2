#include "parser/command/answer.h"

#include "parser/text/line.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define READ_BYTES 2000      /* of a text are looked at */
#define SHORT_CHARACTERS 20  /* a clear sentence has no more (spec §10) */
#define SHORT_WORDS 6        /* nor, in English, more words */
#define SENTENCES 8          /* that may contradict the first */
#define THANKS_CHARACTERS 60 /* a mere thank-you is no longer */

/* What a word does to the sentence it stands in. A head is turned by the negators before it. */
typedef enum {
	WORD_UNKNOWN,
	WORD_NEUTRAL,
	WORD_NEGATOR,
	WORD_HEAD,   /* 满意, 同意: yes, or no under one negator, or unclear under two */
	WORD_MOSTLY, /* 基本: makes a yes a "mostly" */
	WORD_YES,    /* a whole phrase; a negator before it makes the sentence unclear */
	WORD_NO,
	WORD_SOME,     /* a whole phrase for "mostly" */
	WORD_WEAK_YES, /* counts when nothing but neutral words stands beside it */
	WORD_WEAK_NO,
	WORD_BLOCK, /* a condition, a question, another's mind: unclear */
} WordKind;

typedef struct {
	const char *words;
	WordKind kind;
} WordRow;

/* clang-format off */
static const WordRow shared_words[] = {
	/* negations */
	{ "不", WORD_NEGATOR }, { "没", WORD_NEGATOR }, { "没有", WORD_NEGATOR }, { "没什么", WORD_NEGATOR },
	{ "没法", WORD_NEGATOR }, { "没啥", WORD_NEGATOR }, { "无", WORD_NEGATOR }, { "无法", WORD_NEGATOR },
	{ "未", WORD_NEGATOR }, { "未能", WORD_NEGATOR }, { "非", WORD_NEGATOR }, { "并非", WORD_NEGATOR },
	{ "别", WORD_NEGATOR }, { "难", WORD_NEGATOR }, { "难以", WORD_NEGATOR }, { "很难", WORD_NEGATOR },
	{ "谈不上", WORD_NEGATOR }, { "说不上", WORD_NEGATOR }, { "算不上", WORD_NEGATOR }, { "称不上", WORD_NEGATOR },
	{ "谈不到", WORD_NEGATOR }, { "不是", WORD_NEGATOR }, { "不太", WORD_NEGATOR }, { "不大", WORD_NEGATOR },
	{ "不怎么", WORD_NEGATOR }, { "不够", WORD_NEGATOR }, { "不很", WORD_NEGATOR }, { "并不", WORD_NEGATOR },
	{ "并没有", WORD_NEGATOR }, { "毫不", WORD_NEGATOR }, { "不能", WORD_NEGATOR }, { "不会", WORD_NEGATOR },
	{ "不可", WORD_NEGATOR }, { "不敢", WORD_NEGATOR }, { "絕不", WORD_NEGATOR }, { "绝不", WORD_NEGATOR }, { "決不", WORD_NEGATOR },
	{ "not", WORD_NEGATOR }, { "don't", WORD_NEGATOR }, { "don’t", WORD_NEGATOR }, { "dont", WORD_NEGATOR },
	{ "do not", WORD_NEGATOR }, { "doesn't", WORD_NEGATOR }, { "can't", WORD_NEGATOR }, { "can’t", WORD_NEGATOR },
	{ "cannot", WORD_NEGATOR }, { "won't", WORD_NEGATOR }, { "won’t", WORD_NEGATOR }, { "isn't", WORD_NEGATOR },
	{ "aren't", WORD_NEGATOR }, { "never", WORD_NEGATOR }, { "hardly", WORD_NEGATOR }, { "far from", WORD_NEGATOR },
	{ "neither", WORD_NEGATOR }, { "unable to", WORD_NEGATOR }, { "not really", WORD_NEGATOR }, { "not very", WORD_NEGATOR },
	{ "not at all", WORD_NEGATOR }, { "in no way", WORD_NEGATOR }, { "没人", WORD_BLOCK }, { "不得不", WORD_BLOCK },
	/* a negation's characters that deny nothing */
	{ "非常", WORD_NEUTRAL }, { "无比", WORD_NEUTRAL }, { "不错", WORD_NEUTRAL }, { "不好意思", WORD_NEUTRAL },
	{ "难得", WORD_NEUTRAL }, { "不，", WORD_WEAK_NO }, { "不,", WORD_WEAK_NO }, { "no", WORD_WEAK_NO },
	{ "nope", WORD_WEAK_NO }, { "nothing", WORD_BLOCK },
	/* conditions, questions, other minds */
	{ "但", WORD_BLOCK }, { "不过", WORD_BLOCK }, { "如果", WORD_BLOCK }, { "若", WORD_BLOCK }, { "假如", WORD_BLOCK },
	{ "要是", WORD_BLOCK }, { "除非", WORD_BLOCK }, { "除了", WORD_BLOCK }, { "前提", WORD_BLOCK }, { "只要", WORD_BLOCK },
	{ "只有", WORD_BLOCK }, { "才", WORD_BLOCK }, { "的话", WORD_BLOCK }, { "就算", WORD_BLOCK }, { "暂时", WORD_BLOCK },
	{ "考虑", WORD_BLOCK }, { "商量", WORD_BLOCK }, { "再说", WORD_BLOCK }, { "再想", WORD_BLOCK }, { "再看", WORD_BLOCK },
	{ "等", WORD_BLOCK }, { "吗", WORD_BLOCK }, { "么", WORD_BLOCK }, { "呢", WORD_BLOCK }, { "?", WORD_BLOCK },
	{ "？", WORD_BLOCK }, { "什么", WORD_BLOCK }, { "怎么", WORD_BLOCK }, { "为何", WORD_BLOCK }, { "是否", WORD_BLOCK },
	{ "能否", WORD_BLOCK }, { "谁", WORD_BLOCK }, { "哪", WORD_BLOCK }, { "你们", WORD_BLOCK }, { "您们", WORD_BLOCK }, { "他", WORD_BLOCK },
	{ "她", WORD_BLOCK }, { "希望", WORD_BLOCK }, { "让我", WORD_BLOCK }, { "令我", WORD_BLOCK }, { "只能", WORD_BLOCK },
	{ "勉强", WORD_BLOCK }, { "被迫", WORD_BLOCK }, { "可能", WORD_BLOCK }, { "也许", WORD_BLOCK }, { "部分", WORD_BLOCK },
	{ "一半", WORD_BLOCK }, { "应该", WORD_BLOCK }, { "需要", WORD_BLOCK }, { "还要", WORD_BLOCK }, { "要求", WORD_BLOCK },
	{ "虽然", WORD_BLOCK }, { "以为", WORD_BLOCK }, { "满意度", WORD_BLOCK }, { "满意率", WORD_BLOCK },
	{ "but", WORD_BLOCK }, { "if", WORD_BLOCK }, { "unless", WORD_BLOCK }, { "provided", WORD_BLOCK }, { "however", WORD_BLOCK },
	{ "except", WORD_BLOCK }, { "only", WORD_BLOCK }, { "after", WORD_BLOCK }, { "when", WORD_BLOCK }, { "until", WORD_BLOCK },
	{ "would", WORD_BLOCK }, { "could", WORD_BLOCK }, { "might", WORD_BLOCK }, { "maybe", WORD_BLOCK }, { "perhaps", WORD_BLOCK },
	{ "consider", WORD_BLOCK }, { "think about", WORD_BLOCK }, { "should", WORD_BLOCK }, { "must", WORD_BLOCK }, { "want", WORD_BLOCK },
	{ "need", WORD_BLOCK }, { "they", WORD_BLOCK }, { "he", WORD_BLOCK }, { "she", WORD_BLOCK }, { "did you", WORD_BLOCK },
	{ "how", WORD_BLOCK }, { "why", WORD_BLOCK }, { "what", WORD_BLOCK }, { "who", WORD_BLOCK }, { "partly", WORD_BLOCK },
	{ "whether", WORD_BLOCK }, { "in part", WORD_BLOCK }, { "to make me", WORD_BLOCK },
	/* what says nothing here */
	{ "我", WORD_NEUTRAL }, { "我们", WORD_NEUTRAL }, { "本人", WORD_NEUTRAL }, { "家长", WORD_NEUTRAL }, { "学员", WORD_NEUTRAL },
	{ "完全", WORD_NEUTRAL }, { "全部", WORD_NEUTRAL }, { "都", WORD_NEUTRAL }, { "就", WORD_NEUTRAL }, { "这个", WORD_NEUTRAL },
	{ "这", WORD_NEUTRAL }, { "该", WORD_NEUTRAL }, { "此", WORD_NEUTRAL }, { "方案", WORD_NEUTRAL }, { "处理", WORD_NEUTRAL },
	{ "安排", WORD_NEUTRAL }, { "结果", WORD_NEUTRAL }, { "决定", WORD_NEUTRAL }, { "按", WORD_NEUTRAL }, { "执行", WORD_NEUTRAL },
	{ "的", WORD_NEUTRAL }, { "了", WORD_NEUTRAL }, { "吧", WORD_NEUTRAL }, { "啊", WORD_NEUTRAL }, { "哦", WORD_NEUTRAL },
	{ "嗯", WORD_NEUTRAL }, { "谢谢", WORD_NEUTRAL }, { "感谢", WORD_NEUTRAL }, { "您", WORD_NEUTRAL }, { "你", WORD_NEUTRAL },
	{ "您好", WORD_NEUTRAL }, { "你好", WORD_NEUTRAL }, { "好的", WORD_NEUTRAL }, { "老师", WORD_NEUTRAL }, { "老师好", WORD_NEUTRAL },
	{ "收到", WORD_NEUTRAL }, { "也", WORD_NEUTRAL }, { "对", WORD_NEUTRAL }, { "对此", WORD_NEUTRAL }, { "表示", WORD_NEUTRAL },
	{ "回复", WORD_NEUTRAL }, { "选", WORD_NEUTRAL }, { "选择", WORD_NEUTRAL }, { "评价", WORD_NEUTRAL }, { "很", WORD_NEUTRAL },
	{ "十分", WORD_NEUTRAL }, { "挺", WORD_NEUTRAL }, { "特别", WORD_NEUTRAL }, { "尊敬", WORD_NEUTRAL }, { "现在", WORD_NEUTRAL },
	{ "，", WORD_NEUTRAL }, { ",", WORD_NEUTRAL }, { "、", WORD_NEUTRAL }, { "。", WORD_NEUTRAL }, { ".", WORD_NEUTRAL },
	{ "!", WORD_NEUTRAL }, { "！", WORD_NEUTRAL }, { "~", WORD_NEUTRAL }, { "～", WORD_NEUTRAL }, { ":", WORD_NEUTRAL },
	{ "：", WORD_NEUTRAL }, { "\"", WORD_NEUTRAL }, { "“", WORD_NEUTRAL }, { "”", WORD_NEUTRAL }, { "【", WORD_NEUTRAL },
	{ "】", WORD_NEUTRAL }, { "(", WORD_NEUTRAL }, { ")", WORD_NEUTRAL }, { "-", WORD_NEUTRAL },
	{ "i", WORD_NEUTRAL }, { "we", WORD_NEUTRAL }, { "i'm", WORD_NEUTRAL }, { "i’m", WORD_NEUTRAL }, { "am", WORD_NEUTRAL },
	{ "are", WORD_NEUTRAL }, { "the", WORD_NEUTRAL }, { "this", WORD_NEUTRAL }, { "that", WORD_NEUTRAL }, { "is", WORD_NEUTRAL },
	{ "it", WORD_NEUTRAL }, { "it's", WORD_NEUTRAL }, { "plan", WORD_NEUTRAL }, { "proposal", WORD_NEUTRAL }, { "result", WORD_NEUTRAL },
	{ "solution", WORD_NEUTRAL }, { "with", WORD_NEUTRAL }, { "to", WORD_NEUTRAL }, { "your", WORD_NEUTRAL }, { "all", WORD_NEUTRAL },
	{ "please", WORD_NEUTRAL }, { "go ahead", WORD_NEUTRAL }, { "fully", WORD_NEUTRAL }, { "hereby", WORD_NEUTRAL },
	{ "thanks", WORD_NEUTRAL }, { "thank you", WORD_NEUTRAL }, { "very", WORD_NEUTRAL }, { "quite", WORD_NEUTRAL },
	{ "completely", WORD_NEUTRAL }, { "hello", WORD_NEUTRAL }, { "hi", WORD_NEUTRAL }, { "dear", WORD_NEUTRAL },
	{ "sir", WORD_NEUTRAL }, { "madam", WORD_NEUTRAL }, { "can", WORD_NEUTRAL }, { "so", WORD_NEUTRAL }, { "me", WORD_NEUTRAL },
	{ "by", WORD_NEUTRAL }, { "for", WORD_NEUTRAL },
};

static const WordRow plan_words[] = {
	{ "同意", WORD_HEAD }, { "接受", WORD_HEAD }, { "认可", WORD_HEAD }, { "赞成", WORD_HEAD }, { "赞同", WORD_HEAD },
	{ "agree", WORD_HEAD }, { "agreed", WORD_HEAD }, { "accept", WORD_HEAD }, { "accepted", WORD_HEAD }, { "approve", WORD_HEAD },
	{ "acceptable", WORD_HEAD },
	{ "没问题", WORD_YES }, { "没有问题", WORD_YES }, { "没意见", WORD_YES }, { "没有意见", WORD_YES }, { "无异议", WORD_YES },
	{ "没有异议", WORD_YES }, { "可以接受", WORD_YES }, { "no problem", WORD_YES }, { "no objection", WORD_YES }, { "no objections", WORD_YES },
	{ "不行", WORD_NO }, { "不可以", WORD_NO }, { "拒绝", WORD_NO }, { "反对", WORD_NO }, { "拒絕", WORD_NO }, { "不愿意", WORD_NO },
	{ "不满意", WORD_NO }, { "refuse", WORD_NO }, { "reject", WORD_NO }, { "decline", WORD_NO }, { "disagree", WORD_NO },
	{ "unacceptable", WORD_NO }, { "no way", WORD_NO },
	{ "可以", WORD_WEAK_YES }, { "行", WORD_WEAK_YES }, { "愿意", WORD_WEAK_YES }, { "ok", WORD_WEAK_YES }, { "okay", WORD_WEAK_YES }, { "yes", WORD_WEAK_YES },
	{ "fine", WORD_WEAK_YES }, { "sure", WORD_WEAK_YES }, { "sounds good", WORD_WEAK_YES },
};

static const WordRow result_words[] = {
	{ "满意", WORD_HEAD }, { "滿意", WORD_HEAD }, { "satisfied", WORD_HEAD }, { "satisfactory", WORD_HEAD }, { "happy", WORD_HEAD },
	{ "基本", WORD_MOSTLY }, { "比较", WORD_MOSTLY }, { "較", WORD_MOSTLY }, { "较", WORD_MOSTLY }, { "还算", WORD_MOSTLY },
	{ "大致", WORD_MOSTLY }, { "大体", WORD_MOSTLY }, { "总体", WORD_MOSTLY }, { "整体", WORD_MOSTLY }, { "基本上", WORD_MOSTLY }, { "差不多", WORD_MOSTLY },
	{ "mostly", WORD_MOSTLY }, { "basically", WORD_MOSTLY }, { "fairly", WORD_MOSTLY }, { "largely", WORD_MOSTLY },
	{ "somewhat", WORD_MOSTLY }, { "generally", WORD_MOSTLY },
	{ "不满", WORD_NO }, { "dissatisfied", WORD_NO }, { "unsatisfied", WORD_NO }, { "unsatisfactory", WORD_NO }, { "unhappy", WORD_NO },
	{ "disappointed", WORD_NO }, { "失望", WORD_NO },
	{ "不满意", WORD_NO }, { "不滿意", WORD_NO },
};

static const WordRow withdrawal_words[] = {
	{ "撤诉", WORD_HEAD }, { "撤訴", WORD_HEAD }, { "撤回投诉", WORD_HEAD }, { "撤回我的投诉", WORD_HEAD }, { "撤回此投诉", WORD_HEAD },
	{ "撤回该投诉", WORD_HEAD }, { "撤回这个投诉", WORD_HEAD }, { "撤回本次投诉", WORD_HEAD }, { "撤销投诉", WORD_HEAD }, { "撤销我的投诉", WORD_HEAD },
	{ "撤销本次投诉", WORD_HEAD }, { "取消投诉", WORD_HEAD }, { "取消我的投诉", WORD_HEAD }, { "取消本次投诉", WORD_HEAD }, { "撤投诉", WORD_HEAD },
	{ "withdraw my complaint", WORD_HEAD }, { "withdraw the complaint", WORD_HEAD }, { "withdraw this complaint", WORD_HEAD },
	{ "cancel my complaint", WORD_HEAD }, { "cancel the complaint", WORD_HEAD }, { "drop my complaint", WORD_HEAD }, { "drop the complaint", WORD_HEAD },
	{ "不投诉了", WORD_YES }, { "不再投诉", WORD_YES }, { "不再投诉了", WORD_YES }, { "不想投诉了", WORD_YES }, { "不用投诉了", WORD_YES },
	{ "要", WORD_NEUTRAL }, { "想", WORD_NEUTRAL }, { "申请", WORD_NEUTRAL }, { "请", WORD_NEUTRAL }, { "请帮我", WORD_NEUTRAL }, { "问题", WORD_NEUTRAL },
	{ "已", WORD_NEUTRAL }, { "已经", WORD_NEUTRAL }, { "已解决", WORD_NEUTRAL }, { "已经解决", WORD_NEUTRAL }, { "解决了", WORD_NEUTRAL }, { "决定", WORD_NEUTRAL },
	{ "希望", WORD_NEUTRAL }, { "同意", WORD_NEUTRAL }, { "自愿", WORD_NEUTRAL }, { "给", WORD_NEUTRAL }, { "予以", WORD_NEUTRAL }, { "麻烦", WORD_NEUTRAL },
	{ "would like to", WORD_NEUTRAL }, { "want to", WORD_NEUTRAL }, { "wish to", WORD_NEUTRAL }, { "like", WORD_NEUTRAL }, { "decided to", WORD_NEUTRAL },
	{ "have", WORD_NEUTRAL }, { "now", WORD_NEUTRAL },
};

static const WordRow tracking_words[] = {
	{ "有效", WORD_HEAD }, { "解决", WORD_HEAD }, { "解决了", WORD_HEAD }, { "改善", WORD_HEAD }, { "好转", WORD_HEAD }, { "正常", WORD_HEAD },
	{ "solved", WORD_HEAD }, { "resolved", WORD_HEAD }, { "working", WORD_HEAD }, { "improved", WORD_HEAD }, { "better", WORD_HEAD },
	{ "已", WORD_NEUTRAL }, { "已经", WORD_NEUTRAL }, { "问题", WORD_NEUTRAL }, { "还", WORD_NEUTRAL }, { "一直", WORD_NEUTRAL }, { "目前", WORD_NEUTRAL },
	{ "都好", WORD_YES }, { "没有再发生", WORD_YES }, { "没再发生", WORD_YES }, { "没有再出现", WORD_YES }, { "没再出现", WORD_YES }, { "未再发生", WORD_YES },
	{ "未再出现", WORD_YES }, { "没有发生", WORD_YES }, { "没有复发", WORD_YES }, { "没问题", WORD_YES }, { "没有问题", WORD_YES }, { "不再发生", WORD_YES },
	{ "没有再", WORD_YES }, { "no problem", WORD_YES }, { "not happened again", WORD_YES }, { "no more problems", WORD_YES },
	{ "又发生", WORD_NO }, { "又出现", WORD_NO }, { "又犯", WORD_NO }, { "又来", WORD_NO }, { "又迟到", WORD_NO }, { "再次发生", WORD_NO }, { "再次出现", WORD_NO },
	{ "复发", WORD_NO }, { "无效", WORD_NO }, { "没有效果", WORD_NO }, { "没效果", WORD_NO }, { "还是一样", WORD_NO }, { "还是这样", WORD_NO },
	{ "还是老样子", WORD_NO }, { "老样子", WORD_NO }, { "没变化", WORD_NO }, { "没有变化", WORD_NO }, { "没有改变", WORD_NO }, { "没改", WORD_NO },
	{ "happened again", WORD_NO }, { "it is back", WORD_NO }, { "is back", WORD_NO }, { "same problem", WORD_NO }, { "no change", WORD_NO },
	{ "still the same", WORD_NO }, { "no improvement", WORD_NO }, { "还行", WORD_WEAK_YES }, { "有", WORD_WEAK_YES }, { "很好", WORD_WEAK_YES },
	{ "yes", WORD_WEAK_YES }, { "fine", WORD_WEAK_YES }, { "good", WORD_WEAK_YES }, { "没有", WORD_NEGATOR },
};

static const WordRow thanks_words[] = {
	{ "谢谢", WORD_YES }, { "感谢", WORD_YES }, { "多谢", WORD_YES }, { "谢了", WORD_YES }, { "辛苦了", WORD_YES }, { "辛苦", WORD_YES }, { "謝謝", WORD_YES },
	{ "thanks", WORD_YES }, { "thank you", WORD_YES }, { "thank", WORD_YES }, { "thx", WORD_YES }, { "cheers", WORD_YES }, { "many thanks", WORD_YES },
	{ "你们", WORD_NEUTRAL }, { "们", WORD_NEUTRAL }, { "大家", WORD_NEUTRAL }, { "知道", WORD_NEUTRAL }, { "明白", WORD_NEUTRAL }, { "了解", WORD_NEUTRAL },
	{ "好", WORD_NEUTRAL }, { "帮助", WORD_NEUTRAL }, { "祝", WORD_NEUTRAL }, { "工作顺利", WORD_NEUTRAL }, { "生活愉快", WORD_NEUTRAL }, { "此致", WORD_NEUTRAL },
	{ "敬礼", WORD_NEUTRAL }, { "校方", WORD_NEUTRAL }, { "学校", WORD_NEUTRAL }, { "贵校", WORD_NEUTRAL }, { "太", WORD_NEUTRAL }, { "万分", WORD_NEUTRAL },
	{ "及时", WORD_NEUTRAL }, { "你", WORD_NEUTRAL }, { "工作人员", WORD_NEUTRAL }, { "领导", WORD_NEUTRAL }, { "给", WORD_NEUTRAL }, { "为", WORD_NEUTRAL },
	{ "you", WORD_NEUTRAL }, { "much", WORD_NEUTRAL }, { "a lot", WORD_NEUTRAL }, { "again", WORD_NEUTRAL }, { "ok", WORD_NEUTRAL }, { "okay", WORD_NEUTRAL },
	{ "got it", WORD_NEUTRAL }, { "received", WORD_NEUTRAL }, { "great", WORD_NEUTRAL }, { "team", WORD_NEUTRAL }, { "regards", WORD_NEUTRAL },
	{ "best", WORD_NEUTRAL }, { "kind", WORD_NEUTRAL }, { "help", WORD_NEUTRAL }, { "reply", WORD_NEUTRAL }, { "everyone", WORD_NEUTRAL }, { "\n", WORD_NEUTRAL },
	{ "quick", WORD_NEUTRAL }, { "and", WORD_NEUTRAL }, { "best regards", WORD_NEUTRAL }, { ";", WORD_NEUTRAL },
};

static const char *const progress_words[] = {
	"进度", "进展", "到哪一步", "处理到哪", "怎么样了", "有结果了", "办到哪", "进行到哪", "status", "progress", "any update", "any news",
};
/* clang-format on */

typedef struct {
	const WordRow *rows;
	size_t count;
} WordTable;

#define TABLE(rows) ((WordTable){ rows, G_N_ELEMENTS(rows) })

typedef enum {
	SENSE_UNCLEAR,
	SENSE_NOTHING, /* neutral words alone: a greeting */
	SENSE_YES,
	SENSE_MOSTLY,
	SENSE_NO,
} Sense;

static bool
word_borders(const char *start, Line rest, size_t n)
{
	if (!g_ascii_isalnum(*rest.start))
		return true;
	if (rest.start > start && g_ascii_isalnum(rest.start[-1]))
		return false;
	return n == rest.length || !g_ascii_isalnum(rest.start[n]);
}

/* The longest word of both tables that `rest` begins with. A table's own rows beat the shared ones. */
static WordKind
longest_word(const char *start, Line rest, WordTable own, size_t *out_length)
{
	const WordTable tables[] = { own, TABLE(shared_words) };
	WordKind kind = WORD_UNKNOWN;

	*out_length = 0;
	for (size_t t = 0; t < G_N_ELEMENTS(tables); t++)
		for (size_t i = 0; i < tables[t].count; i++) {
			size_t n = line_starts(rest, tables[t].rows[i].words);

			if (n > *out_length && word_borders(start, rest, n)) {
				*out_length = n;
				kind = tables[t].rows[i].kind;
			}
		}
	return kind;
}

/* What a sentence's words amount to. */
typedef struct {
	int negators;
	int yes, mostly, no; /* heads and whole phrases */
	int weak_yes, weak_no;
	int unknown, blocks;
	bool modified; /* WORD_MOSTLY was read */
	bool unclear;
} Reading;

static void
weigh(Reading *reading, WordKind kind)
{
	switch (kind) {
	case WORD_UNKNOWN:
		reading->unknown++;
		break;
	case WORD_NEUTRAL:
		break;
	case WORD_NEGATOR:
		reading->negators++;
		break;
	case WORD_HEAD:
		if (reading->negators == 0 && reading->modified)
			reading->mostly++;
		else if (reading->negators == 0)
			reading->yes++;
		else if (reading->negators == 1)
			reading->no++;
		else
			reading->unclear = true;
		break;
	case WORD_MOSTLY:
		reading->modified = true;
		break;
	case WORD_YES:
		reading->yes++;
		reading->unclear |= reading->negators > 0;
		break;
	case WORD_NO:
		reading->no++;
		reading->unclear |= reading->negators > 0;
		break;
	case WORD_SOME:
		reading->mostly++;
		reading->unclear |= reading->negators > 0;
		break;
	case WORD_WEAK_YES:
		reading->weak_yes++;
		break;
	case WORD_WEAK_NO:
		reading->weak_no++;
		break;
	case WORD_BLOCK:
		reading->blocks++;
		break;
	}
}

static Reading
read_words(Line sentence, WordTable own)
{
	Reading reading = { 0 };
	const char *start = sentence.start;

	while (sentence.length) {
		size_t n = blank_length(sentence.start, sentence.length);
		WordKind kind;

		if (n) {
			sentence = line_skip(sentence, n);
			continue;
		}
		kind = longest_word(start, sentence, own, &n);
		weigh(&reading, kind);
		if (!n && g_ascii_isalnum(*sentence.start))
			while (n < sentence.length && g_ascii_isalnum(sentence.start[n]))
				n++;
		if (!n)
			for (n = 1; n < sentence.length && (sentence.start[n] & 0xc0) == 0x80; n++)
				;
		sentence = line_skip(sentence, n);
	}
	return reading;
}

static bool
sentence_is_short(Line sentence)
{
	size_t words = 0;
	bool in_word = false, wide = false;

	for (size_t i = 0; i < sentence.length; i++) {
		bool letter = !blank_length(sentence.start + i, sentence.length - i);

		wide |= (sentence.start[i] & 0x80) != 0;
		words += letter && !in_word;
		in_word = letter;
	}
	if (wide && line_characters(sentence) > SHORT_CHARACTERS)
		return words <= SHORT_WORDS && line_characters(sentence) <= 40 &&
		       g_ascii_isalpha(*sentence.start);
	return wide || words <= SHORT_WORDS;
}

static Sense
sense_of(Line sentence, WordTable own)
{
	Reading reading = read_words(sentence, own);
	int strong = (reading.yes > 0) + (reading.mostly > 0) + (reading.no > 0);
	bool weak_alone = !strong && !reading.unknown && !reading.negators;

	if (!reading.unknown && !strong && !reading.weak_yes && !reading.weak_no && !reading.negators &&
		!reading.blocks)
		return SENSE_NOTHING;
	if (reading.blocks || reading.unclear || strong > 1 || !sentence_is_short(sentence))
		return SENSE_UNCLEAR;
	if ((reading.yes || reading.mostly) && reading.weak_no)
		return SENSE_UNCLEAR;
	if (reading.no && reading.weak_yes)
		return SENSE_UNCLEAR;
	if (reading.no || (weak_alone && reading.weak_no && !reading.weak_yes))
		return SENSE_NO;
	if (reading.mostly)
		return SENSE_MOSTLY;
	if (reading.yes || (weak_alone && reading.weak_yes && !reading.weak_no))
		return SENSE_YES;
	return SENSE_UNCLEAR;
}

/* What takes a no back, or makes it depend on something. */
static const char *const turns[] = { "但", "不过", "如果", "若", "假如", "要是", "除非", "除了", "只要",
	"只有", "才", "的话", "就", "商量", "考虑", "再", "吗", "?", "but", "if", "unless", "until", "except",
	"only", "when", "could", "would", "maybe" };

/* "不同意，还要补课": a clear no stays one when the clauses behind it only say why, or what is wanted. */
static Sense
sense_with_demand(Line sentence, WordTable own)
{
	Sense whole = sense_of(sentence, own);
	const char *comma = memchr(sentence.start, ',', sentence.length);
	Line rest;
	Reading reading;

	if (whole != SENSE_UNCLEAR || !comma ||
		sense_of((Line){ sentence.start, (size_t)(comma - sentence.start) }, own) != SENSE_NO)
		return whole;
	rest = line_skip(sentence, (size_t)(comma - sentence.start) + 1);
	reading = read_words(rest, own);
	if (reading.yes || reading.mostly || reading.weak_yes || reading.unclear ||
		line_contains_any(rest, turns, G_N_ELEMENTS(turns)))
		return SENSE_UNCLEAR;
	return SENSE_NO;
}

/* Takes the next sentence off `rest`: up to a line's end or a full stop, with the mark that asks. */
static Line
take_sentence(Line *rest)
{
	static const char *const stops[] = { "。", "！", "？", "；", "…" };
	Line sentence = { rest->start, 0 };
	size_t stop = 0;

	while (sentence.length < rest->length && !stop) {
		Line here = line_skip(*rest, sentence.length);
		char c = *here.start;

		if (c == '\n')
			stop = 1;
		else if (c == '?' || c == '!' || c == ';' ||
			 (c == '.' && (here.length == 1 || !g_ascii_isalnum(here.start[1]))))
			stop = 1;
		for (size_t i = 0; i < G_N_ELEMENTS(stops) && !stop; i++)
			stop = line_starts(here, stops[i]);
		if (!stop)
			sentence.length++;
	}
	if (stop && (rest->start[sentence.length] == '?' || !strncmp(rest->start + sentence.length, "？", 3)))
		sentence.length += stop;
	else
		stop += sentence.length;
	*rest = line_skip(*rest, MAX(stop, sentence.length));
	return line_trim(sentence);
}

/* digit = "1" … "3" at the head of a sentence, alone or before words that say the same; takes it off. */
static int
take_digit(Line *sentence, int digits)
{
	static const char *const before[] = { "选择", "选", "回复", "评价", "答复", "option" };
	Line rest = *sentence;
	int digit;

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		size_t n = line_starts(rest, before[i]);
		size_t colon;

		if (!n)
			continue;
		rest = line_trim(line_skip(rest, n));
		colon = colon_length(rest.start, rest.length);
		rest = line_trim(line_skip(rest, colon));
		break;
	}
	if (!rest.length || *rest.start < '1' || *rest.start > '0' + digits)
		return 0;
	digit = *rest.start - '0';
	rest = line_skip(rest, 1);
	if (rest.length && (g_ascii_isalnum(*rest.start) ||
				   (*rest.start == '.' && rest.length > 1 && g_ascii_isdigit(rest.start[1]))))
		return 0;
	rest = line_trim(rest);
	while (rest.length && strchr(".,):", *rest.start))
		rest = line_trim(line_skip(rest, 1));
	while (line_starts(rest, "、") || line_starts(rest, "，") || line_starts(rest, "。"))
		rest = line_trim(line_skip(rest, 3));
	*sentence = rest;
	return digit;
}

static bool
begins_with_contrast(Line sentence)
{
	static const char *const words[] = { "但", "不过", "然而", "可是", "只是", "but ", "however",
		"although" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (line_starts(sentence, words[i]))
			return true;
	return false;
}

/* The head of `text` in NFKC and lower case. */
static char *
folded_head(const char *text)
{
	size_t length = strnlen(text, READ_BYTES);
	g_autofree char *head = NULL, *normal = NULL;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	head = g_strndup(text, length);
	normal = g_utf8_normalize(head, -1, G_NORMALIZE_ALL_COMPOSE);
	return normal ? g_ascii_strdown(normal, -1) : g_strdup("");
}

/* `by_digit` says what each digit that the mail offers means, from '1' on. */
static Sense
read_answer(const char *text, WordTable own, const Sense *by_digit, int digits)
{
	g_autofree char *head = folded_head(text);
	Line rest = { head, strlen(head) };
	Sense first = SENSE_NOTHING;
	int digit;

	for (int i = 0; i < SENTENCES && rest.length; i++) {
		Line sentence = take_sentence(&rest);
		Sense sense;

		if (!sentence.length)
			continue;
		if (first != SENSE_NOTHING && begins_with_contrast(sentence))
			return SENSE_UNCLEAR;
		digit = first == SENSE_NOTHING ? take_digit(&sentence, digits) : 0;
		sense = sense_with_demand(sentence, own);
		if (digit && sense == SENSE_NOTHING)
			sense = by_digit[digit - 1];
		else if (digit && sense != by_digit[digit - 1])
			return SENSE_UNCLEAR;
		if (first == SENSE_NOTHING)
			first = sense;
		if (first == SENSE_UNCLEAR)
			return SENSE_UNCLEAR;
		if (sense != SENSE_NOTHING && sense != SENSE_UNCLEAR && sense != first)
			return SENSE_UNCLEAR;
	}
	return first;
}

static Answer
answer_from(Sense sense)
{
	switch (sense) {
	case SENSE_YES:
		return ANSWER_AGREE;
	case SENSE_NO:
		return ANSWER_REFUSE;
	case SENSE_UNCLEAR:
	case SENSE_NOTHING:
	case SENSE_MOSTLY:
		break;
	}
	return ANSWER_UNCLEAR;
}

Answer
answer_to_plan(const char *text)
{
	static const Sense digits[] = { SENSE_YES, SENSE_NO };

	return answer_from(read_answer(text, TABLE(plan_words), digits, G_N_ELEMENTS(digits)));
}

Satisfaction
answer_to_result(const char *text)
{
	static const Sense digits[] = { SENSE_YES, SENSE_MOSTLY, SENSE_NO };

	switch (read_answer(text, TABLE(result_words), digits, G_N_ELEMENTS(digits))) {
	case SENSE_YES:
		return SATISFACTION_SATISFIED;
	case SENSE_MOSTLY:
		return SATISFACTION_MOSTLY;
	case SENSE_NO:
		return SATISFACTION_NOT;
	case SENSE_UNCLEAR:
	case SENSE_NOTHING:
		break;
	}
	return SATISFACTION_UNCLEAR;
}

Answer
answer_to_tracking(const char *text)
{
	static const Sense digits[] = { SENSE_YES, SENSE_NO };

	return answer_from(read_answer(text, TABLE(tracking_words), digits, G_N_ELEMENTS(digits)));
}

int
answer_asks_progress(const char *text)
{
	g_autofree char *head = folded_head(text);
	Line line = { head, strlen(head) };

	g_strstrip(head);
	line = line_trim((Line){ head, strlen(head) });
	if (!line.length)
		return 1;
	if (!sentence_is_short(line) || strlen(text) > READ_BYTES)
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(progress_words); i++)
		if (line_find(line, progress_words[i]))
			return 1;
	return 0;
}

int
answer_is_thanks(const char *text)
{
	g_autofree char *head = folded_head(text);
	Line line = { head, strlen(head) };
	Reading reading;

	if (line_characters(line) > THANKS_CHARACTERS || strlen(text) > READ_BYTES)
		return 0;
	reading = read_words(line, TABLE(thanks_words));
	return reading.yes && !reading.unknown && !reading.blocks && !reading.negators && !reading.weak_no;
}

int
answer_takes_back(const char *text)
{
	return read_answer(text, TABLE(withdrawal_words), NULL, 0) == SENSE_YES;
}
