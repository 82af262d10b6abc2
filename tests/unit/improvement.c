/* #改进 in words, and whose an item is; what becomes of an item before and after its case is closed. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/said/improvement.h"

#include <string.h>

/* Said on Monday 2026-11-23, 10:00. */
static const struct {
	const char *label, *text, *want; /* "kind item|words|owner|day" */
} lines[] = {
	{ "words, owner, day between slashes", "每周听课一次/赵强/12月4日",
		"raise|每周听课一次|赵强|2026-12-04" },
	{ "between blanks", "每周听课一次 王主任 12月4日", "raise|每周听课一次|王主任|2026-12-04" },
	{ "full-width slashes and blanks", "每周听课一次／王主任／１２月４日",
		"raise|每周听课一次|王主任|2026-12-04" },
	{ "a date with a slash within", "每周听课一次/王主任/12/4", "raise|每周听课一次|王主任|2026-12-04" },
	{ "a date in two words", "每周听课一次 王主任 3 个工作日", "raise|每周听课一次|王主任|2026-11-26" },
	{ "without a day, staff are known by name", "每周听课一次 赵强", "raise|每周听课一次|赵强|" },
	{ "without a day or slash, a word that is nobody belongs to the words", "每周 听课",
		"raise|每周 听课||" },
	{ "a slash alone makes an owner", "每周听课/张老师", "raise|每周听课|张老师|" },
	{ "a long last word is no owner", "培训/让每位老师都看到学员对课程的反馈",
		"raise|培训/让每位老师都看到学员对课程的反馈||" },
	{ "words alone", "提前公布课表", "raise|提前公布课表||" },
	{ "a day alone is words", "12月4日", "raise|12月4日||" },
	{ "words and a day", "公布课表 12月4日", "raise|公布课表||2026-12-04" },
	{ "an address", "公布课表 head@school.test 12月4日", "raise|公布课表|head@school.test|2026-12-04" },
	{ "several lines are one item", "提前公布\n课表", "raise|提前公布 课表||" },
	{ "blanks around", "  公布课表 / 赵强 / 明天 ", "raise|公布课表|赵强|2026-11-24" },
	{ "done", "完成 1", "done 1|||" },
	{ "done, with words", "完成 2 已上线，家长可查", "done 2|已上线，家长可查||" },
	{ "done, close together", "已完成第2项：已上线", "done 2|已上线||" },
	{ "done in English", "done 1 it is online", "done 1|it is online||" },
	{ "done, full-width", "完成：１", "done 1|||" },
	{ "a number that goes on is no item", "完成3次培训", "raise|完成3次培训||" },
	{ "a number of things is no item", "完成3项整改", "raise|完成3项整改||" },
	{ "done without a number is an item of its own", "完成课表核对", "raise|完成课表核对||" },
	{ "item 0", "完成 0", "raise|完成 0||" },
	{ "put off", "延期 1 12月18日 等教材", "extend 1|等教材||2026-12-18" },
	{ "put off, slashes", "延期 1/12月18日/等教材", "extend 1|等教材||2026-12-18" },
	{ "put off without a day", "延期 1 等教材", "extend 1|等教材||" },
	{ "put off and nothing more", "延期 1", "extend 1|||" },
	{ "given up", "取消 1 已并入第2项", "drop 1|已并入第2项||" },
	{ "given up, another word", "撤销 第1条 不再开设", "drop 1|不再开设||" },
	{ "a lesson given up is an item of its own", "取消晚自习", "raise|取消晚自习||" },
	{ "a large number", "完成 99999", "raise|完成 99999||" },
	{ "broken UTF-8", "\xE6\x98", "raise|||" },
	{ "nothing", "", "raise|||" },
	{ "slashes alone", "///", "raise|||" },
};

static char *
told(const char *text, const Policy *policy)
{
	static const char *const kinds[] = { "raise", "done", "extend", "drop" };
	int64_t now = world_time("2026-11-23T10:00");
	ImprovementOrder order;
	g_autofree char *day = NULL, *item = NULL;
	char *line;

	improvement_read(text, policy, now, &order);
	day = world_text(order.day);
	item = order.item ? g_strdup_printf(" %d", order.item) : g_strdup("");
	line = g_strdup_printf("%s%s|%s|%s|%.10s", kinds[order.kind], item, order.words, order.owner, day);
	g_free(order.words);
	g_free(order.owner);
	return line;
}

static void
reading(void)
{
	g_autoptr(Policy) policy = world_policy();

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *got = told(lines[i].text, policy);

		check_text(lines[i].label, got, lines[i].want);
	}
}

/* ---- an item's life ---- */

#define RAISES(who, whose)                                                                    \
	{                                                                                     \
		.kind = EVENT_IMPROVE, .actor = who, .text = "每周听课", .responsible = whose \
	}
#define SAYS(what, who, words)                                                                            \
	{                                                                                                 \
		.kind = EVENT_IMPROVE, .actor = who, .improve = IMPROVE_##what, .index = 1, .text = words \
	}

enum {
	STEPS = 5
};

/* After each row's events: the refusal of the last, and the new item as "status owner person extensions
 * note". */
static const struct {
	const char *label;
	CaseState state;
	Event events[STEPS];
	const char *refusal, *item;
} lives[] = {
	{ "raised by the handler, who has it", STATE_TRACKING, { RAISES(HANDLER, "") }, "none",
		"open 王芳 handler@school.test 0 " },
	{ "for another of the staff", STATE_TRACKING, { RAISES(HANDLER, "赵强") }, "none",
		"open 赵强 head@school.test 0 " },
	{ "for somebody who is not on the list", STATE_TRACKING, { RAISES(HANDLER, "张老师") }, "none",
		"open 张老师  0 " },
	{ "raised by the supervision: the handler has it", STATE_CLOSED, { RAISES(ADMIN, "") }, "none",
		"open 王芳 handler@school.test 0 " },
	{ "raised after a withdrawal", STATE_WITHDRAWN, { RAISES(REP, "赵强") }, "none",
		"open 赵强 head@school.test 0 " },
	{ "raised by intake", STATE_TRACKING, { RAISES(INTAKE, "") }, "wrong-role", "" },
	{ "raised by another department", STATE_TRACKING, { RAISES(ACADEMIC, "") }, "not-yours", "" },
	{ "raised before there is a handler", STATE_TRIAGE, { RAISES(ADMIN, "") }, "wrong-state", "" },
	{ "raised without words", STATE_TRACKING, { { .kind = EVENT_IMPROVE, .actor = HANDLER } }, "no-text",
		"" },
	{ "done by the handler", STATE_TRACKING, { RAISES(HANDLER, ""), SAYS(DONE, HANDLER, "已上线") },
		"none", "done 王芳 handler@school.test 0 已上线" },
	{ "done after the case is closed", STATE_CLOSED, { RAISES(HANDLER, ""), SAYS(DONE, HANDLER, "") },
		"none", "done 王芳 handler@school.test 0 " },
	{ "done by its owner, whose case it is not", STATE_CLOSED,
		{ RAISES(HANDLER, "孙教务"), SAYS(DONE, ACADEMIC, "已上线") }, "none",
		"done 孙教务 academic@school.test 0 已上线" },
	{ "done by a colleague who has nothing to do with it", STATE_CLOSED,
		{ RAISES(HANDLER, "孙教务"), SAYS(DONE, SECOND, "已上线") }, "not-yours",
		"open 孙教务 academic@school.test 0 " },
	{ "done twice", STATE_CLOSED,
		{ RAISES(HANDLER, ""), SAYS(DONE, HANDLER, ""), SAYS(DONE, HANDLER, "") }, "no-item",
		"done 王芳 handler@school.test 0 " },
	{ "an item that is not there", STATE_CLOSED, { SAYS(DONE, HANDLER, "") }, "no-item", "" },
	{ "put off without a day", STATE_CLOSED, { RAISES(HANDLER, ""), SAYS(EXTEND, HANDLER, "等教材") },
		"no-date", "open 王芳 handler@school.test 0 " },
	{ "put off without a reason", STATE_CLOSED,
		{ RAISES(HANDLER, ""), { .kind = EVENT_IMPROVE,
					       .actor = HANDLER,
					       .improve = IMPROVE_EXTEND,
					       .index = 1,
					       .day = 1 } },
		"no-reason", "open 王芳 handler@school.test 0 " },
	{ "put off by its owner", STATE_CLOSED,
		{ RAISES(HANDLER, ""), { .kind = EVENT_IMPROVE,
					       .actor = HANDLER,
					       .improve = IMPROVE_EXTEND,
					       .index = 1,
					       .day = 1,
					       .text = "等教材" } },
		"none", "open 王芳 handler@school.test 1 等教材" },
	{ "put off once more", STATE_CLOSED,
		{ RAISES(HANDLER, ""),
			{ .kind = EVENT_IMPROVE,
				.actor = HANDLER,
				.improve = IMPROVE_EXTEND,
				.index = 1,
				.day = 1,
				.text = "等教材" },
			{ .kind = EVENT_IMPROVE,
				.actor = HANDLER,
				.improve = IMPROVE_EXTEND,
				.index = 1,
				.day = 1,
				.text = "再等" } },
		"needs-supervisor", "open 王芳 handler@school.test 1 等教材" },
	{ "put off once more by the supervisor", STATE_CLOSED,
		{ RAISES(HANDLER, ""),
			{ .kind = EVENT_IMPROVE,
				.actor = HANDLER,
				.improve = IMPROVE_EXTEND,
				.index = 1,
				.day = 1,
				.text = "等教材" },
			{ .kind = EVENT_IMPROVE,
				.actor = ADMIN,
				.improve = IMPROVE_EXTEND,
				.index = 1,
				.day = 1,
				.text = "再等" } },
		"none", "open 王芳 handler@school.test 2 再等" },
	{ "given up by the handler", STATE_CLOSED, { RAISES(HANDLER, ""), SAYS(DROP, HANDLER, "不做了") },
		"needs-supervisor", "open 王芳 handler@school.test 0 " },
	{ "given up by the supervisor without a reason", STATE_CLOSED,
		{ RAISES(HANDLER, ""), SAYS(DROP, ADMIN, "") }, "no-reason",
		"open 王芳 handler@school.test 0 " },
	{ "given up by the supervisor", STATE_CLOSED, { RAISES(HANDLER, ""), SAYS(DROP, ADMIN, "不再开设") },
		"none", "dropped 王芳 handler@school.test 0 不再开设" },
};

static char *
item_text(const Case *kase, guint index)
{
	static const char *const statuses[] = { "open", "done", "dropped" };
	const Improvement *item = index < kase->improvements->len ? kase->improvements->pdata[index] : NULL;

	return item ? g_strdup_printf("%s %s %s %d %s", statuses[item->status],
			      item->owner ? item->owner : "", item->person ? item->person : "",
			      (int)item->extensions, item->note ? item->note : "")
		    : g_strdup("");
}

static void
living(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(lives); i++) {
		g_autoptr(World) world = world_in(lives[i].state);
		Refusal refusal = REFUSAL_NONE;
		CaseState state = (CaseState)world->kase->state;
		guint first = world->kase->improvements->len; /* a closed case has one already */
		g_autofree char *item = NULL;

		for (int k = 0; k < STEPS && lives[i].events[k].kind; k++) {
			Event event = lives[i].events[k];

			event.index += event.index ? (int)first : 0;
			event.day = event.day ? world->now + 20 * 86400 : 0;
			refusal = world_do(world, event);
		}
		item = item_text(world->kase, first);
		check_text(lives[i].label, refusal_name(refusal), lives[i].refusal);
		check_text("and the item", item, lives[i].item);
		check(world->folds && world->kase->state == (int)state, "the case itself stays, and folds",
			" ");
	}
}

/* Whoever stands in for an absent owner may say that it is done. */
static void
standing_in(void)
{
	g_autoptr(World) world = world_in(STATE_EXECUTING);
	Person *owner = world_person(world->policy, ACADEMIC);

	world_do(world, (Event)RAISES(HANDLER, "孙教务"));
	check_text("the owner is there", refusal_name(world_do(world, (Event)SAYS(DONE, SECOND, ""))),
		"not-yours");
	owner->deputy = g_strdup(SECOND);
	owner->away_from = world->now - 1;
	owner->away_to = world->now + 86400;
	check_text("the owner is away", refusal_name(world_do(world, (Event)SAYS(DONE, SECOND, ""))), "none");
}

static void
due(void)
{
	g_autoptr(World) world = world_in(STATE_CLOSED);
	g_autofree char *day = NULL;
	g_autofree char *want = NULL;

	world_do(world, (Event)RAISES(HANDLER, ""));
	day = world_text(((const Improvement *)world->kase->improvements->pdata[1])->due_at);
	want = world_text(calendar_due_days(world->policy->calendar, world->now, 30));
	check_text("without a date it is due in thirty days", day, want);
	for (int i = 2; i < 99; i++)
		world_do(world, (Event)RAISES(HANDLER, ""));
	check_int("ninety-nine items", world->kase->improvements->len, 99);
	check_text("are enough", refusal_name(world_do(world, (Event)RAISES(HANDLER, ""))), "too-often");
}

int
main(void)
{
	reading();
	living();
	standing_in();
	due();
	return check_done();
}
