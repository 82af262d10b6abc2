#include "parser/command/answer.h"
#include "tests/unit/check.h"

#include <glib.h>

/* clang-format off */
static const struct {
	const char *text;
	Answer want;
} plan[] = {
	{ "同意", ANSWER_AGREE },
	{ "同意。", ANSWER_AGREE },
	{ "我同意这个方案，谢谢", ANSWER_AGREE },
	{ "接受", ANSWER_AGREE },
	{ "我可以接受", ANSWER_AGREE },
	{ "可以", ANSWER_AGREE },
	{ "可以的，谢谢老师", ANSWER_AGREE },
	{ "没问题", ANSWER_AGREE },
	{ "没有意见", ANSWER_AGREE },
	{ "行", ANSWER_AGREE },
	{ "您好，\n我同意。\n谢谢", ANSWER_AGREE },
	{ "1", ANSWER_AGREE },
	{ "１", ANSWER_AGREE },
	{ "1.", ANSWER_AGREE },
	{ "1、同意", ANSWER_AGREE },
	{ "选1", ANSWER_AGREE },
	{ "I agree", ANSWER_AGREE },
	{ "I accept the plan. Thank you.", ANSWER_AGREE },
	{ "Agreed!", ANSWER_AGREE },
	{ "OK", ANSWER_AGREE },
	{ "Yes, I accept.", ANSWER_AGREE },
	{ "no problem", ANSWER_AGREE },
	{ "不同意", ANSWER_REFUSE },
	{ "我不同意这个方案", ANSWER_REFUSE },
	{ "不接受", ANSWER_REFUSE },
	{ "无法接受", ANSWER_REFUSE },
	{ "难以接受", ANSWER_REFUSE },
	{ "不能接受这样的处理", ANSWER_REFUSE },
	{ "不行", ANSWER_REFUSE },
	{ "不可以", ANSWER_REFUSE },
	{ "拒绝", ANSWER_REFUSE },
	{ "反对", ANSWER_REFUSE },
	{ "2", ANSWER_REFUSE },
	{ "2 不同意", ANSWER_REFUSE },
	{ "I do not agree", ANSWER_REFUSE },
	{ "I can't accept this", ANSWER_REFUSE },
	{ "I don't accept.", ANSWER_REFUSE },
	{ "I refuse", ANSWER_REFUSE },
	{ "No", ANSWER_REFUSE },
	{ "No, I don't agree", ANSWER_REFUSE },
	{ "不，我不同意", ANSWER_REFUSE },
	{ "不太同意", ANSWER_REFUSE },
	/* a no with a demand, or with its reason */
	{ "不同意，还要补课", ANSWER_REFUSE },
	{ "不同意,要求全额退费", ANSWER_REFUSE },
	{ "我不接受，你们至少要赔一半", ANSWER_REFUSE },
	{ "I do not agree, you must refund the rest", ANSWER_REFUSE },
	{ "不同意，除非退费", ANSWER_UNCLEAR },
	{ "不同意，退一半可以", ANSWER_UNCLEAR },
	{ "不同意，但可以商量", ANSWER_UNCLEAR },
	{ "同意，还要补课", ANSWER_UNCLEAR },
	{ "I do not agree, unless you refund me", ANSWER_UNCLEAR },
	/* never a guess */
	{ "", ANSWER_UNCLEAR },
	{ "好的，收到", ANSWER_UNCLEAR },
	{ "谢谢", ANSWER_UNCLEAR },
	{ "同意，但是要换老师", ANSWER_UNCLEAR },
	{ "同意。但是费用要全退。", ANSWER_UNCLEAR },
	{ "如果退费我就同意", ANSWER_UNCLEAR },
	{ "退费的话我同意", ANSWER_UNCLEAR },
	{ "换了老师才同意", ANSWER_UNCLEAR },
	{ "我可以考虑一下", ANSWER_UNCLEAR },
	{ "可以换老师", ANSWER_UNCLEAR },
	{ "可以吗？", ANSWER_UNCLEAR },
	{ "你们同意退款", ANSWER_UNCLEAR },
	{ "同意吗", ANSWER_UNCLEAR },
	{ "没有不同意", ANSWER_UNCLEAR },
	{ "不是不同意，是再想想", ANSWER_UNCLEAR },
	{ "不得不接受", ANSWER_UNCLEAR },
	{ "只能接受了", ANSWER_UNCLEAR },
	{ "1 不同意", ANSWER_UNCLEAR },
	{ "3", ANSWER_UNCLEAR },
	{ "1.5", ANSWER_UNCLEAR },
	{ "12", ANSWER_UNCLEAR },
	{ "同意。不，不同意。", ANSWER_UNCLEAR },
	{ "No, I agree", ANSWER_UNCLEAR },
	{ "I agree if you refund me", ANSWER_UNCLEAR },
	{ "Could you agree?", ANSWER_UNCLEAR },
	{ "I agree that the teacher was late on many days", ANSWER_UNCLEAR },
	{ "关于贵校提出的这个处理方案我和孩子的爸爸商量以后觉得可以接受", ANSWER_UNCLEAR },
	{ "请问方案什么时候执行", ANSWER_UNCLEAR },
	{ "不", ANSWER_UNCLEAR },
	{ "老师换了没有", ANSWER_UNCLEAR },
};

static const struct {
	const char *text;
	Satisfaction want;
} result[] = {
	{ "满意", SATISFACTION_SATISFIED },
	{ "很满意，谢谢", SATISFACTION_SATISFIED },
	{ "非常满意！", SATISFACTION_SATISFIED },
	{ "无比满意", SATISFACTION_SATISFIED },
	{ "不错，满意", SATISFACTION_SATISFIED },
	{ "1", SATISFACTION_SATISFIED },
	{ "①", SATISFACTION_SATISFIED },
	{ "1 满意", SATISFACTION_SATISFIED },
	{ "I am satisfied", SATISFACTION_SATISFIED },
	{ "Very satisfied, thank you!", SATISFACTION_SATISFIED },
	{ "对结果满意", SATISFACTION_SATISFIED },
	{ "基本满意", SATISFACTION_MOSTLY },
	{ "比较满意", SATISFACTION_MOSTLY },
	{ "还算满意吧", SATISFACTION_MOSTLY },
	{ "2", SATISFACTION_MOSTLY },
	{ "2、基本满意", SATISFACTION_MOSTLY },
	{ "mostly satisfied", SATISFACTION_MOSTLY },
	{ "不满意", SATISFACTION_NOT },
	{ "不太满意", SATISFACTION_NOT },
	{ "不是很满意", SATISFACTION_NOT },
	{ "不怎么满意", SATISFACTION_NOT },
	{ "谈不上满意", SATISFACTION_NOT },
	{ "说不上满意", SATISFACTION_NOT },
	{ "算不上满意", SATISFACTION_NOT },
	{ "很难满意", SATISFACTION_NOT },
	{ "一点也不满意", SATISFACTION_NOT },
	{ "非常不满意！！！", SATISFACTION_NOT },
	{ "不基本满意", SATISFACTION_NOT },
	{ "很不满", SATISFACTION_NOT },
	{ "3", SATISFACTION_NOT },
	{ "3。老师还是迟到，没有解决任何问题。", SATISFACTION_NOT },
	{ "not satisfied", SATISFACTION_NOT },
	{ "I'm not really satisfied", SATISFACTION_NOT },
	{ "Dissatisfied", SATISFACTION_NOT },
	{ "不满意。老师没有换，要求重新处理。", SATISFACTION_NOT },
	{ "没有不满意", SATISFACTION_UNCLEAR },
	{ "没什么不满意的", SATISFACTION_UNCLEAR },
	{ "不是不满意", SATISFACTION_UNCLEAR },
	{ "并非不满意", SATISFACTION_UNCLEAR },
	{ "满意，但是太慢", SATISFACTION_UNCLEAR },
	{ "满意。但是太慢。", SATISFACTION_UNCLEAR },
	{ "退了钱才满意", SATISFACTION_UNCLEAR },
	{ "什么时候能让我满意", SATISFACTION_UNCLEAR },
	{ "满意吗？", SATISFACTION_UNCLEAR },
	{ "满意度很低", SATISFACTION_UNCLEAR },
	{ "部分满意", SATISFACTION_UNCLEAR },
	{ "如果退费就满意", SATISFACTION_UNCLEAR },
	{ "谢谢", SATISFACTION_UNCLEAR },
	{ "", SATISFACTION_UNCLEAR },
	{ "4", SATISFACTION_UNCLEAR },
	{ "3天之内退费", SATISFACTION_UNCLEAR },
	{ "1 不满意", SATISFACTION_UNCLEAR },
	{ "I would be satisfied with a refund", SATISFACTION_UNCLEAR },
	{ "I am happy with the teacher but not with the room", SATISFACTION_UNCLEAR },
	{ "处理过程我很满意但结果我不满意", SATISFACTION_UNCLEAR },
};

static const struct {
	const char *text;
	Answer want;
} tracking[] = {
	{ "有效", ANSWER_AGREE },
	{ "没有再发生", ANSWER_AGREE },
	{ "已解决", ANSWER_AGREE },
	{ "1", ANSWER_AGREE },
	{ "no problem", ANSWER_AGREE },
	{ "一直正常，谢谢", ANSWER_AGREE },
	{ "又迟到了", ANSWER_REFUSE },
	{ "没有效果", ANSWER_REFUSE },
	{ "没有解决", ANSWER_REFUSE },
	{ "还是老样子", ANSWER_REFUSE },
	{ "无效", ANSWER_REFUSE },
	{ "2", ANSWER_REFUSE },
	{ "It happened again", ANSWER_REFUSE },
	{ "还没看出来", ANSWER_UNCLEAR },
	{ "老师换了，但是又迟到", ANSWER_UNCLEAR },
	{ "谢谢", ANSWER_UNCLEAR },
};

static const struct {
	const char *text;
	int progress, thanks;
} asides[] = {
	{ "进度", 1, 0 },
	{ "请问进度", 1, 0 },
	{ "status", 1, 0 },
	{ "Any update?", 1, 0 },
	{ "", 1, 0 },
	{ " \n　\n", 1, 0 },
	{ "教学进度太慢了，老师每次都讲不完，我们这学期还有十个单元没有学", 0, 0 },
	{ "谢谢", 0, 1 },
	{ "谢谢老师！", 0, 1 },
	{ "好的，收到，非常感谢！", 0, 1 },
	{ "Thank you very much!", 0, 1 },
	{ "Thanks a lot\nBest regards", 0, 1 },
	{ "谢谢，但是老师又迟到了", 0, 0 },
	{ "谢谢，请退费", 0, 0 },
	{ "不用谢谢", 0, 0 },
	{ "好的", 0, 0 },
	{ "Thanks for nothing", 0, 0 },
};
/* clang-format on */

/* `text` as one line: a label of TAP may not hold a newline. */
static const char *
one_line(const char *text)
{
	static char line[200];

	g_strlcpy(line, *text ? text : "an empty text", sizeof line);
	return g_strdelimit(line, "\n", '|');
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(plan); i++)
		check_int(one_line(plan[i].text), answer_to_plan(plan[i].text), plan[i].want);
	for (size_t i = 0; i < G_N_ELEMENTS(result); i++)
		check_int(one_line(result[i].text), answer_to_result(result[i].text), result[i].want);
	for (size_t i = 0; i < G_N_ELEMENTS(tracking); i++)
		check_int(one_line(tracking[i].text), answer_to_tracking(tracking[i].text), tracking[i].want);
	for (size_t i = 0; i < G_N_ELEMENTS(asides); i++) {
		check_int(one_line(asides[i].text), answer_asks_progress(asides[i].text), asides[i].progress);
		check_int(one_line(asides[i].text), answer_is_thanks(asides[i].text), asides[i].thanks);
	}
	{
		g_autofree char *long_line = g_strnfill(4 << 20, '1');
		int64_t start = check_processor_time();

		check_int("4 MB of digits are no answer", answer_to_plan(long_line), ANSWER_UNCLEAR);
		check(check_processor_time() - start < G_USEC_PER_SEC, "4 MB take no time", "too long");
	}
	return check_done();
}
