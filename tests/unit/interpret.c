/* Words after a verb into events: days, contacts, plans, destinations. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/interpret/interpret.h"
#include "workflow/said/day.h"

#include <string.h>

/* Asked on Monday 2026-11-23, 10:00. */
static const struct {
	const char *label, *text, *day;
	const char *rest; /* what stands behind it */
} days[] = {
	{ "month and day", "3月6日", NULL, NULL }, /* see below: past, this year */
	{ "a coming day", "12月4日 理由", "2026-12-04", " 理由" },
	{ "号", "12月4号", "2026-12-04", "" },
	{ "slash", "12/4", "2026-12-04", "" },
	{ "a slash before a cost", "12/4/200", "2026-12-04", "/200" },
	{ "ISO", "2026-12-04", "2026-12-04", "" },
	{ "year with slashes", "2026/12/4/200", "2026-12-04", "/200" },
	{ "year in Chinese", "2026年12月4日前完成", "2026-12-04", "完成" },
	{ "dots", "2026.12.4", "2026-12-04", "" },
	{ "full width", "１２月４日", "2026-12-04", "" },
	{ "full-width slash is a slash", "１２／４", "2026-12-04", "" },
	{ "Chinese numerals", "十二月四日", "2026-12-04", "" },
	{ "twenty-one", "十二月二十一日", "2026-12-21", "" },
	{ "next year's spring", "3/6", NULL, NULL },
	{ "today", "今天", "2026-11-23", "" },
	{ "tomorrow", "明天下班前", "2026-11-24", "下班前" },
	{ "the day after", "后天", "2026-11-25", "" },
	{ "three days on", "大后天", "2026-11-26", "" },
	{ "in English", "tomorrow", "2026-11-24", "" },
	{ "next Wednesday", "下周三", "2026-12-02", "" },
	{ "next week's Sunday", "下星期日", "2026-12-06", "" },
	{ "the week after", "下下周一", "2026-12-07", "" },
	{ "下个星期五", "下个星期五", "2026-12-04", "" },
	{ "礼拜", "下礼拜天", "2026-12-06", "" },
	{ "this Friday", "本周五", "2026-11-27", "" },
	{ "Friday", "周五", "2026-11-27", "" },
	{ "Monday on a Monday is today", "周一", "2026-11-23", "" },
	{ "working days", "2个工作日", "2026-11-25", "" },
	{ "working days within", "2个工作日内", "2026-11-25", "" },
	{ "Chinese working days", "三个工作日", "2026-11-26", "" },
	{ "working days over a weekend", "5个工作日", "2026-11-30", "" },
	{ "working days in English", "3 working days", "2026-11-26", "" },
	{ "days", "10天", "2026-12-03", "" },
	{ "weeks", "两周内", "2026-12-07", "" },
	{ "day of the month", "30号", "2026-11-30", "" },
	{ "day of the next month", "5号", "2026-12-05", "" },
	{ "the end of the month", "月底", "2026-11-30", "" },
	{ "the end of the next month", "下个月底前", "2026-12-31", "" },
	{ "a day of the next month", "下月15号", "2026-12-15", "" },
	{ "date and hour in one", "12月1日18:00", "2026-12-01", "" },
	{ "last month is no completion time", "上月底", NULL, NULL },
	{ "a month alone", "下个月", NULL, NULL },
	{ "an hour is taken in", "12月4日 18:00前", "2026-12-04", "" },
	{ "an hour in words", "明天下午3点半", "2026-11-24", "" },
	{ "no date", "尽快", NULL, NULL },
	{ "nothing", "", NULL, NULL },
	{ "30 February", "2月30日", NULL, NULL },
	{ "month 13", "13/1", NULL, NULL },
	{ "day 0", "12/0", NULL, NULL },
	{ "no working days", "0个工作日", NULL, NULL },
	{ "too many", "100000个工作日", NULL, NULL },
	{ "a long number", "99999999999999999999天", NULL, NULL },
	{ "yesterday is no completion time", "昨天", NULL, NULL },
	{ "last week neither", "上周五", NULL, NULL },
	{ "a bare number", "12", NULL, NULL },
	{ "half a date", "12/", NULL, NULL },
	{ "broken UTF-8", "\xE6\x98", NULL, NULL },
	{ "year 9999", "9999-01-01", NULL, NULL },
};

static void
reading_days(const Policy *policy)
{
	int64_t now = world_time("2026-11-23T10:00");

	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		size_t length = 99;
		int64_t day = day_read(days[i].text, policy->calendar, now, &length);
		g_autofree char *text = world_text(day);
		g_autofree char *want = days[i].day ? g_strconcat(days[i].day, "T18:00", NULL) : NULL;

		if (strcmp(days[i].text, "3月6日") == 0 || strcmp(days[i].text, "3/6") == 0)
			check_text("half a year and more ago means next year", text, "2027-03-06T18:00");
		else
			check_text(days[i].label, text, want ? want : "");
		if (want)
			check_text("what is behind it is left", days[i].text + length, days[i].rest);
	}
	{
		g_autofree char *text = world_text(day_read("11月20日", policy->calendar, now, NULL));

		check_text("a day just gone is past, not next year's", text, "2026-11-20T18:00");
	}
}

static const struct {
	const char *label;
	Verb verb;
	const char *words;
	const char *want; /* the event's members; "refused: …" */
} commands[] = {
	{ "means and gist", VERB_CONTACT, "电话 已与学员沟通", "contact means=电话 text=已与学员沟通" },
	{ "no blank between", VERB_CONTACT, "电话沟通，学员要求换老师",
		"contact means=电话 text=沟通，学员要求换老师" },
	{ "a colon", VERB_CONTACT, "微信：已联系", "contact means=微信 text=已联系" },
	{ "the longer word wins", VERB_CONTACT, "企业微信 已联系", "contact means=企业微信 text=已联系" },
	{ "a time today", VERB_CONTACT, "9:30 电话 已沟通",
		"contact at=2026-11-23T09:30 means=电话 text=已沟通" },
	{ "yesterday and a time", VERB_CONTACT, "昨天15:30 当面 已沟通",
		"contact at=2026-11-22T15:30 means=当面 text=已沟通" },
	{ "a date and a time in words", VERB_CONTACT, "11月20日下午3点半 短信 已沟通",
		"contact at=2026-11-20T15:30 means=短信 text=已沟通" },
	{ "full-width time", VERB_CONTACT, "９：３０　电话　已沟通",
		"contact at=2026-11-23T09:30 means=电话 text=已沟通" },
	{ "a past day alone", VERB_CONTACT, "昨天 电话 已沟通",
		"contact at=2026-11-22T18:00 means=电话 text=已沟通" },
	{ "today alone is now", VERB_CONTACT, "今天 电话 已沟通",
		"contact at=2026-11-23T10:00 means=电话 text=已沟通" },
	{ "a future time is passed on", VERB_CONTACT, "17:00 电话 将沟通",
		"contact at=2026-11-23T17:00 means=电话 text=将沟通" },
	{ "no means", VERB_CONTACT, "已与学员沟通", "contact text=已与学员沟通" },
	{ "no words", VERB_CONTACT, "电话", "contact means=电话" },
	{ "nothing", VERB_CONTACT, "", "contact" },
	{ "English", VERB_CONTACT, "phone spoke to her", "contact means=phone text=spoke to her" },

	{ "one line", VERB_PLAN, "换老师/王芳/12月4日",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00" },
	{ "a date where the name should be", VERB_PLAN, "换老师/12月4日",
		"plan measures=换老师 responsible=12月4日" },
	{ "with a cost", VERB_PLAN, "换老师/王芳/12月4日/200",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=200" },
	{ "with a cost in words", VERB_PLAN, "换老师/王芳/12月4日/约1,200元",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=1200" },
	{ "jiao are rounded up", VERB_PLAN, "换老师/王芳/12月4日/1000.5元",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=1001" },
	{ "no cost", VERB_PLAN, "换老师/王芳/12月4日/无",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=0" },
	{ "a date with a slash", VERB_PLAN, "换老师/王芳/12/4/200",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=200" },
	{ "a slash in the measure", VERB_PLAN, "补1/2课时/王芳/12月4日",
		"plan measures=补1/2课时 responsible=王芳 day=2026-12-04T18:00" },
	{ "full-width slashes", VERB_PLAN, "换老师／王芳／明天",
		"plan measures=换老师 responsible=王芳 day=2026-11-24T18:00" },
	{ "several measures", VERB_PLAN, "换老师；补课两次；道歉/王芳/12月4日",
		"plan measures=换老师|补课两次|道歉 responsible=王芳 day=2026-12-04T18:00" },
	{ "numbered lines", VERB_PLAN, "1. 换老师\n2、补课\n（3）道歉/王芳/5个工作日",
		"plan measures=换老师|补课|道歉 responsible=王芳 day=2026-11-30T18:00" },
	{ "a decimal is no number of a measure", VERB_PLAN, "1.5小时补课/王芳/12月4日",
		"plan measures=1.5小时补课 responsible=王芳 day=2026-12-04T18:00" },
	{ "labels", VERB_PLAN, "措施：换老师\n责任人：王芳\n完成时间：12月4日\n费用：200元",
		"plan measures=换老师 responsible=王芳 day=2026-12-04T18:00 cost=200" },
	{ "labels with measures below", VERB_PLAN,
		"措施：\n1 换老师\n① 补课\n2) 道歉\n责任人: 王芳\n完成时间: 下周三",
		"plan measures=1 换老师|补课|道歉 responsible=王芳 day=2026-12-02T18:00" },
	{ "labels in English", VERB_PLAN,
		"Measures: new teacher\nResponsible: Wang Fang\nBy: 2026-12-04\nCost: 0",
		"plan measures=new teacher responsible=Wang Fang day=2026-12-04T18:00 cost=0" },
	{ "a bad cost is never guessed", VERB_PLAN, "换老师/王芳/12月4日/很多", "refused: bad-arguments" },
	{ "too large a cost", VERB_PLAN, "换老师/王芳/12月4日/99999999999", "refused: bad-arguments" },
	{ "a negative cost", VERB_PLAN, "换老师/王芳/12月4日/-5", "refused: bad-arguments" },
	{ "no date", VERB_PLAN, "换老师/王芳", "plan measures=换老师 responsible=王芳" },
	{ "a date that is none", VERB_PLAN, "换老师/王芳/尽快", "plan measures=换老师 responsible=王芳" },
	{ "measures alone", VERB_PLAN, "换老师", "plan measures=换老师" },
	{ "no responsible person", VERB_PLAN, "换老师//12月4日",
		"plan measures=换老师 day=2026-12-04T18:00" },
	{ "nothing", VERB_PLAN, "", "plan" },

	{ "category", VERB_ACCEPT, "教学质量", "accept category=teaching" },
	{ "category by id, urgent", VERB_ACCEPT, "teaching 紧急", "accept category=teaching yes" },
	{ "an unknown category is passed on", VERB_ACCEPT, "食堂", "accept category=食堂" },
	{ "department", VERB_DISPATCH, "教学部", "dispatch department=teaching" },
	{ "department and person", VERB_DISPATCH, "教学部 李娜",
		"dispatch department=teaching person=second@school.test" },
	{ "department and a stranger", VERB_DISPATCH, "教学部 谁", "dispatch department=teaching person=谁" },
	{ "person alone", VERB_ASSIGN, "李娜 王芳请假", "transfer person=second@school.test text=王芳请假" },
	{ "surname and title", VERB_ASSIGN, "李老师 王芳请假",
		"transfer person=second@school.test text=王芳请假" },
	{ "address", VERB_ASSIGN, "second@school.test，王芳请假",
		"transfer person=second@school.test text=王芳请假" },
	{ "department and reason", VERB_ASSIGN, "教务部 不属于教学",
		"transfer department=academic text=不属于教学" },
	{ "unknown", VERB_ASSIGN, "食堂 去", "transfer department=食堂 text=去" },

	{ "n", VERB_DONE, "2", "done index=2" },
	{ "第n项", VERB_DONE, "第二项", "done index=2" },
	{ "no n", VERB_DONE, "", "refused: bad-arguments" },
	{ "n zero", VERB_DONE, "0", "refused: bad-arguments" },
	{ "date and reason", VERB_EXTEND, "12月9日 材料未到", "extend day=2026-12-09T18:00 text=材料未到" },
	{ "reason alone", VERB_EXTEND, "材料未到", "extend text=材料未到" },
	{ "urgent", VERB_URGENT, "是", "urgent yes" },
	{ "not urgent", VERB_URGENT, "否", "urgent" },
	{ "urgent alone is yes", VERB_URGENT, "", "urgent yes" },
	{ "urgent maybe", VERB_URGENT, "也许", "refused: bad-arguments" },
	{ "effective", VERB_TRACK, "有效 学员满意", "track means=有效 text=学员满意" },
	{ "ineffective", VERB_TRACK, "无效，又发生了", "track means=无效 text=又发生了" },
	{ "no word", VERB_TRACK, "学员满意", "track text=学员满意" },
	{ "number", VERB_MERGE, "C20261123-0007K", "merge number=C20261123-0007K text=C20261123-0007K" },
	{ "a wrong number", VERB_MERGE, "C20261123-0007A", "merge text=C20261123-0007A" },
	{ "who steps aside", VERB_RECUSE, "王芳", "recuse person=handler@school.test" },
	{ "an objection", VERB_REJECT, "费用过高", "reject text=费用过高" },
	{ "an objection to the inquiry", VERB_REJECT, "重新调查 证据不足",
		"reject yes text=重新调查 证据不足" },
	{ "several lines", VERB_REPLY, "您好\n已收到", "reply text=您好\n已收到" },
	{ "letters only", VERB_STATUS, "", "none" },
	{ "registration is not a step", VERB_INTAKE, "", "none" },
	{ "unknown verb", VERB_UNKNOWN, "", "refused: unknown-verb" },
};

static void
reading_commands(const Policy *policy)
{
	g_autoptr(Case) kase = case_new();

	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *words = g_strdup(commands[i].words);
		Command command = { .verb = commands[i].verb, .arguments = words };
		g_auto(Instruction) out = { 0 };
		Refusal refusal =
			interpret_command(&command, kase, policy, world_time("2026-11-23T10:00"), &out);
		g_autofree char *got = refusal == REFUSAL_NONE
					       ? world_told(&out.event)
					       : g_strconcat("refused: ", refusal_name(refusal), NULL);

		check_text(commands[i].label, got, commands[i].want);
	}
}

/* Long and broken arguments end, and soon. */
static void
hostile(const Policy *policy)
{
	static const char *const pieces[] = { "/", "；", "1.", "十", "9", "周", "措施：", "\n", "\xE6",
		"\xFF", "　" };
	g_autoptr(Case) kase = case_new();
	int64_t begin = check_processor_time();
	int answered = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		while (text->len < 20000)
			g_string_append(text, pieces[i]);
		for (int verb = 1; verb < VERB_COUNT; verb++) {
			Command command = { .verb = (Verb)verb, .arguments = text->str };
			g_auto(Instruction) out = { 0 };
			Refusal refusal = interpret_command(
				&command, kase, policy, world_time("2026-11-23T10:00"), &out);

			answered += refusal == REFUSAL_NONE || refusal == REFUSAL_BAD_ARGUMENTS;
		}
	}
	check_int("every verb takes every monster", answered, (int)G_N_ELEMENTS(pieces) * (VERB_COUNT - 1));
	check(check_processor_time() - begin < 20 * G_USEC_PER_SEC, "and none takes long", "too long");
}

int
main(void)
{
	g_autoptr(Policy) policy = world_policy();

	reading_days(policy);
	reading_commands(policy);
	hostile(policy);
	return check_done();
}
