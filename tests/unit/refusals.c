/* Every guard of the life-cycle with a row that it refuses; a refused event changes nothing (world_do()
 * checks that), and the same event done right is taken. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <string.h>

typedef struct {
	const char *label;
	CaseState state;
	Event event;
	const char *want;              /* refusal_name() */
	void (*prepare)(World *world); /* may be NULL */
} Row;

static void
urgent(World *world)
{
	case_apply(world->kase, "urgent", "1");
}

static void
returned_twice(World *world)
{
	case_apply(world->kase, "returns", "2");
}

/* Other cases of a merge. */
static char itself_number[] = "C20261123-0007K", other_number[] = "C20261101-0001A", same_learner[] = LEARNER,
	    other_learner[] = "other@mail.test";
static const Case itself = { .number = itself_number, .state = STATE_ASSIGNED, .learner = same_learner };
static const Case ended = { .number = other_number, .state = STATE_CLOSED, .learner = same_learner };
static const Case others = { .number = other_number, .state = STATE_ASSIGNED, .learner = other_learner };

static void
transferred_twice(World *world)
{
	case_apply(world->kase, "transfers", "2");
}

static void
extended_once(World *world)
{
	case_apply(world->kase, "extensions", "1");
}

static void
names_handler(World *world)
{
	case_apply(world->kase, "persons", "王芳");
}

static void
names_by_address(World *world)
{
	case_apply(world->kase, "persons", "某人 <HANDLER@school.test>");
}

static void
names_second(World *world)
{
	case_apply(world->kase, "persons", "李娜");
}

static void
names_finance(World *world)
{
	case_apply(world->kase, "persons", "财务吴账老师");
}

static void
second_away(World *world)
{
	Person *person = world_person(world->policy, SECOND);

	person->away_from = 1;
	person->away_to = world->now + 86400 * 30;
}

static void
nobody_left(World *world)
{
	case_apply(world->kase, "persons", "王芳\n李娜\n赵强\n周正");
}

static void
no_entries(World *world)
{
	g_ptr_array_set_size(world->kase->entries, 0);
}

static void
evidence_alone(World *world)
{
	g_ptr_array_set_size(world->kase->entries, 0);
	case_apply(world->kase, "entry/0/kind", "evidence");
}

static void
two_measures(World *world)
{
	case_apply(world->kase, "plan/0/measures", "换老师\n补课");
}

static void
one_of_two_done(World *world)
{
	two_measures(world);
	case_apply(world->kase, "plan/0/done", "1");
}

static void
two_done(World *world)
{
	two_measures(world);
	case_apply(world->kase, "plan/0/done", "3");
}

static void
note_since_agreed(World *world)
{
	world_command(world, EVENT_LOG, HANDLER, "退款凭证已交财务");
}

static void
admin_handles(World *world)
{
	case_apply(world->kase, "handler", ADMIN);
	case_apply(world->kase, "urgent", "1");
}

static void
review_over(World *world)
{
	world_at(world, "2026-11-25T18:01");
}

static void
objected(World *world)
{
	world_do(world, (Event){ .kind = EVENT_PLAN,
				.actor = HANDLER,
				.measures = "换老师",
				.responsible = "王芳",
				.day = world->now + 5 * 86400,
				.cost = 200 });
	world_command(world, EVENT_REJECT, FINANCE, "费用过高");
}

static void
third_round(World *world)
{
	case_apply(world->kase, "round", "3");
}

static void
waits(World *world)
{
	world_command(world, EVENT_ASK, HANDLER, "哪一节课？");
}

static void
day_seven(World *world)
{
	world->now += (int64_t)7 * 86400;
}

static void
both_checks(World *world)
{
	case_apply(world->kase, "checks_done", "2");
}

static void
day_29_after(World *world)
{
	world->now += (int64_t)29 * 86400;
}

static void
day_31_after(World *world)
{
	world->now += (int64_t)31 * 86400;
}

static void
anonymous(World *world)
{
	case_apply(world->kase, "learner", "");
}

#define NOON_PLUS(days) (1795490000 + (days)*86400)

/* clang-format off */
static const Row rows[] = {
	{ "T04 needs a known category", STATE_TRIAGE, { .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "食堂" }, "unknown-category", NULL },
	{ "T04 needs a category", STATE_TRIAGE, { .kind = EVENT_ACCEPT, .actor = INTAKE }, "unknown-category", NULL },
	{ "T04 takes a label", STATE_TRIAGE, { .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "教学质量" }, "none", NULL },
	{ "T04 after the second return is the supervisor's", STATE_TRIAGE, { .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "teaching" }, "needs-supervisor", returned_twice },
	{ "who decides then", STATE_TRIAGE, { .kind = EVENT_ACCEPT, .actor = ADMIN, .category = "teaching" }, "none", returned_twice },
	{ "T05 needs a reason", STATE_TRIAGE, { .kind = EVENT_DISMISS, .actor = INTAKE, .text = " \n" }, "no-reason", NULL },
	{ "T05 with a reason", STATE_TRIAGE, { .kind = EVENT_DISMISS, .actor = INTAKE, .text = "非本校" }, "none", NULL },
	{ "T05 of an urgent case needs admin_sup", STATE_TRIAGE, { .kind = EVENT_DISMISS, .actor = INTAKE, .text = "非本校" }, "needs-supervisor", urgent },
	{ "who may", STATE_TRIAGE, { .kind = EVENT_DISMISS, .actor = ADMIN, .text = "非本校" }, "none", urgent },
	{ "T06 needs a number", STATE_ASSIGNED, { .kind = EVENT_MERGE, .actor = INTAKE }, "unknown-case", NULL },
	{ "T06 never into itself", STATE_ASSIGNED, { .kind = EVENT_MERGE, .actor = INTAKE, .other = &itself }, "unknown-case", NULL },
	{ "T06 into an ended one", STATE_ASSIGNED, { .kind = EVENT_MERGE, .actor = INTAKE, .other = &ended }, "other-ended", NULL },
	{ "T06 into another learner's", STATE_ASSIGNED, { .kind = EVENT_MERGE, .actor = INTAKE, .other = &others }, "other-learner", NULL },
	{ "T06 into another learner's, confirmed", STATE_ASSIGNED, { .kind = EVENT_MERGE, .actor = INTAKE, .other = &others, .yes = true }, "none", NULL },
	{ "a link to nothing", STATE_ASSIGNED, { .kind = EVENT_LINK, .actor = INTAKE }, "unknown-case", NULL },
	{ "T07 needs a known department", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .department = "食堂" }, "unknown-department", NULL },
	{ "T07 needs a department or person", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE }, "unknown-department", NULL },
	{ "T07 needs a known person", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .person = "x@school.test" }, "unknown-person", NULL },
	{ "T07 to somebody who may handle", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .person = REP }, "unknown-person", NULL },
	{ "T07 never to a recused person", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .person = SECOND }, "recused", names_second },
	{ "T07 not to an absent person without deputy", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .person = SECOND }, "no-handler", second_away },
	{ "T07 when nobody may", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .department = "teaching" }, "no-handler", nobody_left },
	{ "T07 to a department", STATE_ACCEPTED, { .kind = EVENT_DISPATCH, .actor = INTAKE, .department = "教学部" }, "none", NULL },
	{ "T07c needs a reason", STATE_ASSIGNED, { .kind = EVENT_RETURN, .actor = HANDLER }, "no-reason", NULL },
	{ "T07c a third time", STATE_ASSIGNED, { .kind = EVENT_RETURN, .actor = HANDLER, .text = "不是我们" }, "too-often", returned_twice },
	{ "T08 needs a reason", STATE_ASSIGNED, { .kind = EVENT_TRANSFER, .actor = HEAD, .person = SECOND }, "no-reason", NULL },
	{ "T08 a third time by the head", STATE_ASSIGNED, { .kind = EVENT_TRANSFER, .actor = HEAD, .person = SECOND, .text = "请假" }, "needs-supervisor", transferred_twice },
	{ "T08 a third time by admin_sup", STATE_ASSIGNED, { .kind = EVENT_TRANSFER, .actor = ADMIN, .person = SECOND, .text = "请假" }, "none", transferred_twice },
	{ "T08 to nobody", STATE_ASSIGNED, { .kind = EVENT_TRANSFER, .actor = HEAD, .text = "请假" }, "unknown-department", NULL },
	{ "T09 needs means", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .text = "已沟通" }, "no-means", NULL },
	{ "T09 needs the gist", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话" }, "no-text", NULL },
	{ "T09 not in the future", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通", .at = 1795399201 }, "future", NULL },
	{ "T09 not before the assignment", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通", .at = 1795399139 }, "before-assignment", NULL },
	{ "T09 at this very second", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通", .at = 1795399200 }, "none", NULL },
	{ "T09 by a recused handler", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通" }, "recused", names_handler },
	{ "T09 by one recused by address", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通" }, "recused", names_by_address },
	{ "T09 by another handler", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = SECOND, .means = "电话", .text = "已沟通" }, "not-yours", NULL },
	{ "T09 by another department's head", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = ACADEMIC, .means = "电话", .text = "已沟通" }, "not-yours", NULL },
	{ "T09 by finance", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = FINANCE, .means = "电话", .text = "已沟通" }, "wrong-role", NULL },
	{ "T09 by a stranger", STATE_ASSIGNED, { .kind = EVENT_CONTACT, .actor = "x@mail.test", .means = "电话", .text = "已沟通" }, "wrong-role", NULL },
	{ "T10 needs words", STATE_INVESTIGATING, { .kind = EVENT_EVIDENCE, .actor = HANDLER }, "no-text", NULL },
	{ "T11 needs measures", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .responsible = "王芳", .day = NOON_PLUS(5), .cost = -1 }, "no-measures", NULL },
	{ "T11 needs who is responsible", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .day = NOON_PLUS(5), .cost = -1 }, "no-responsible", NULL },
	{ "T11 needs a completion time", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .responsible = "王芳", .cost = -1 }, "no-date", NULL },
	{ "T11 not completed before today", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .responsible = "王芳", .day = NOON_PLUS(-3), .cost = -1 }, "past-date", NULL },
	{ "T11 not in six years", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .responsible = "王芳", .day = NOON_PLUS(2200), .cost = -1 }, "no-date", NULL },
	{ "T11 needs a contact or evidence", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .responsible = "王芳", .day = NOON_PLUS(5), .cost = -1 }, "no-contact", no_entries },
	{ "T11 with evidence alone", STATE_INVESTIGATING, { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师", .responsible = "王芳", .day = NOON_PLUS(5), .cost = -1 }, "none", evidence_alone },
	{ "a vote on a superseded plan", STATE_PLAN_REVIEW, { .kind = EVENT_APPROVE, .actor = FINANCE, .index = 2 }, "stale-plan", NULL },
	{ "a vote on this plan", STATE_PLAN_REVIEW, { .kind = EVENT_APPROVE, .actor = FINANCE, .index = 1 }, "none", NULL },
	{ "never handler and reviewer", STATE_PLAN_REVIEW, { .kind = EVENT_APPROVE, .actor = ADMIN }, "recused", admin_handles },
	{ "a named reviewer", STATE_PLAN_REVIEW, { .kind = EVENT_APPROVE, .actor = FINANCE }, "recused", names_finance },
	{ "T13 needs a reason", STATE_PLAN_REVIEW, { .kind = EVENT_REJECT, .actor = FINANCE }, "no-reason", NULL },
	{ "T13 on a superseded plan", STATE_PLAN_REVIEW, { .kind = EVENT_REJECT, .actor = FINANCE, .text = "贵", .index = 7 }, "stale-plan", NULL },
	{ "a yes that crossed an objection", STATE_INVESTIGATING, { .kind = EVENT_APPROVE, .actor = ADMIN, .text = "可以", .index = 1, .letter = LETTER_M07 }, "objected", objected },
	{ "T14 on a superseded plan", STATE_NEGOTIATING, { .kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .index = 3 }, "stale-plan", NULL },
	{ "T14 by somebody else", STATE_NEGOTIATING, { .kind = EVENT_ANSWER, .actor = "other@mail.test", .roles = ROLE_BIT(ROLE_LEARNER), .answer = ANSWER_AGREE }, "not-yours", NULL },
	{ "T14 in an anonymous case", STATE_NEGOTIATING, { .kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE }, "not-yours", anonymous },
	{ "T14 by the handler in the learner's place", STATE_NEGOTIATING, { .kind = EVENT_ANSWER, .actor = HANDLER, .answer = ANSWER_AGREE }, "wrong-role", NULL },
	{ "T14 must be clear", STATE_NEGOTIATING, { .kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_UNCLEAR, .text = "再说" }, "unclear", NULL },
	{ "the handler's word needs means", STATE_NEGOTIATING, { .kind = EVENT_AGREED, .actor = HANDLER }, "no-means", NULL },
	{ "and a time", STATE_NEGOTIATING, { .kind = EVENT_AGREED, .actor = HANDLER, .means = "电话" }, "no-time", NULL },
	{ "and a time that has been", STATE_NEGOTIATING, { .kind = EVENT_AGREED, .actor = HANDLER, .means = "电话", .at = 1795399201 }, "future", NULL },
	{ "T17 needs words", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER }, "no-text", NULL },
	{ "T17 a bare word is no proof", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已办结" }, "no-proof", NULL },
	{ "T17 with a file", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已办结", .attachments = true }, "none", NULL },
	{ "T17 with an entry since the agreement", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已办结" }, "none", note_since_agreed },
	{ "T17 with a note of what was done", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换为李老师" }, "none", NULL },
	{ "T17 with an open measure", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换为李老师" }, "measures-open", two_measures },
	{ "T17 with one of two open", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换为李老师" }, "measures-open", one_of_two_done },
	{ "T17 with all done", STATE_EXECUTING, { .kind = EVENT_RESOLVE, .actor = HANDLER, .text = "已更换为李老师" }, "none", two_done },
	{ "no measure 0", STATE_EXECUTING, { .kind = EVENT_DONE, .actor = HANDLER, .index = 0 }, "bad-arguments", NULL },
	{ "no measure 2 of one", STATE_EXECUTING, { .kind = EVENT_DONE, .actor = HANDLER, .index = 2 }, "bad-arguments", NULL },
	{ "no measure 64", STATE_EXECUTING, { .kind = EVENT_DONE, .actor = HANDLER, .index = 64 }, "bad-arguments", NULL },
	{ "T18 by the handler", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HANDLER, .day = NOON_PLUS(30), .text = "材料未到" }, "wrong-role", NULL },
	{ "T18 needs a reason", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(30) }, "no-reason", NULL },
	{ "T18 needs a date", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HEAD, .text = "材料未到" }, "no-date", NULL },
	{ "T18 moves on, not back", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(2), .text = "材料未到" }, "past-date", NULL },
	{ "T18 of an investigation needs a reason", STATE_INVESTIGATING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(30) }, "no-reason", NULL },
	{ "T18 of an investigation moves on, not back", STATE_INVESTIGATING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(2), .text = "调录像" }, "past-date", NULL },
	{ "T18 of an investigation the second time", STATE_INVESTIGATING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(30), .text = "调录像" }, "needs-supervisor", extended_once },
	{ "T18 the first time", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(30), .text = "材料未到" }, "none", NULL },
	{ "T18 the second time", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = HEAD, .day = NOON_PLUS(30), .text = "材料未到" }, "needs-supervisor", extended_once },
	{ "T18 the second time by admin_sup", STATE_EXECUTING, { .kind = EVENT_EXTEND, .actor = ADMIN, .day = NOON_PLUS(30), .text = "材料未到" }, "none", extended_once },
	{ "T20 needs a reason", STATE_CONFIRMING, { .kind = EVENT_REJECT, .actor = REP }, "no-reason", NULL },
	{ "T20 inside the review limit", STATE_CONFIRMING, { .kind = EVENT_REJECT, .actor = REP, .text = "没有做" }, "none", NULL },
	{ "T20 after it", STATE_CONFIRMING, { .kind = EVENT_REJECT, .actor = REP, .text = "没有做" }, "too-late", review_over },
	{ "T21 must be clear", STATE_CONFIRMING, { .kind = EVENT_SATISFACTION, .actor = LEARNER, .satisfaction = SATISFACTION_UNCLEAR }, "unclear", NULL },
	{ "T21 silence is never read from a mail", STATE_CONFIRMING, { .kind = EVENT_SATISFACTION, .actor = LEARNER, .satisfaction = SATISFACTION_SILENT }, "unclear", NULL },
	{ "T21 by intake in the learner's place", STATE_CONFIRMING, { .kind = EVENT_SATISFACTION, .actor = INTAKE, .satisfaction = SATISFACTION_SATISFIED }, "wrong-role", NULL },
	{ "T23 before the third round", STATE_CONFIRMING, { .kind = EVENT_CONCLUDE, .actor = ADMIN, .text = "谈不成" }, "too-early", NULL },
	{ "T23 needs a reason", STATE_CONFIRMING, { .kind = EVENT_CONCLUDE, .actor = ADMIN }, "no-reason", third_round },
	{ "T23 by intake", STATE_CONFIRMING, { .kind = EVENT_CONCLUDE, .actor = INTAKE, .text = "谈不成" }, "wrong-role", third_round },
	{ "T24 before its date", STATE_TRACKING, { .kind = EVENT_TRACK, .actor = INTAKE, .means = "有效" }, "too-early", NULL },
	{ "T24 on its date", STATE_TRACKING, { .kind = EVENT_TRACK, .actor = INTAKE, .means = "有效" }, "none", day_seven },
	{ "T24 needs a word", STATE_TRACKING, { .kind = EVENT_TRACK, .actor = INTAKE, .text = "好" }, "bad-arguments", day_seven },
	{ "T24 must be clear", STATE_TRACKING, { .kind = EVENT_TRACK_ANSWER, .actor = LEARNER, .answer = ANSWER_UNCLEAR }, "unclear", NULL },
	{ "T26 staff say so before the check's date", STATE_TRACKING, { .kind = EVENT_TRACK, .actor = INTAKE, .means = "无效", .text = "又发生了" }, "too-early", NULL },
	{ "T26 it is back, at any date", STATE_TRACKING, { .kind = EVENT_TRACK_ANSWER, .actor = LEARNER, .answer = ANSWER_REFUSE }, "none", NULL },
	{ "T25 before the checks", STATE_TRACKING, { .kind = EVENT_CLOSE, .actor = INTAKE }, "too-early", day_seven },
	{ "T25 without cause and improvement", STATE_TRACKING, { .kind = EVENT_CLOSE, .actor = INTAKE }, "needs-cause", both_checks },
	{ "T25 no improvement of that number", STATE_CLOSED, { .kind = EVENT_IMPROVE, .actor = HANDLER, .improve = IMPROVE_DONE, .index = 7 }, "no-item", NULL },
	{ "T27 on day 29", STATE_CLOSED, { .kind = EVENT_MESSAGE, .actor = LEARNER, .text = "又发生了" }, "none", day_29_after },
	{ "T27 on day 31", STATE_CLOSED, { .kind = EVENT_MESSAGE, .actor = LEARNER, .text = "又发生了" }, "too-late", day_31_after },
	{ "T27 an empty mail", STATE_CLOSED, { .kind = EVENT_MESSAGE, .actor = LEARNER, .text = "" }, "no-text", NULL },
	{ "T27 by intake needs a reason", STATE_CLOSED, { .kind = EVENT_REOPEN, .actor = INTAKE }, "no-reason", NULL },
	{ "T28 needs a reason", STATE_ASSIGNED, { .kind = EVENT_WITHDRAW, .actor = INTAKE }, "no-reason", NULL },
	{ "T28 of an urgent case", STATE_ASSIGNED, { .kind = EVENT_WITHDRAW, .actor = INTAKE, .text = "撤诉" }, "needs-supervisor", urgent },
	{ "T28 by the learner himself", STATE_ASSIGNED, { .kind = EVENT_WITHDRAW, .actor = LEARNER, .text = "撤诉" }, "wrong-role", NULL },
	{ "T29 needs the question", STATE_ASSIGNED, { .kind = EVENT_ASK, .actor = HANDLER }, "no-text", NULL },
	{ "T29 one list at a time", STATE_ASSIGNED, { .kind = EVENT_ASK, .actor = HANDLER, .text = "哪一节课？" }, "asked", waits },
	{ "T30 a known category", STATE_ASSIGNED, { .kind = EVENT_CLASS, .actor = INTAKE, .category = "食堂" }, "unknown-category", NULL },
	{ "T30 a known person", STATE_ASSIGNED, { .kind = EVENT_RECUSE, .actor = INTAKE, .person = "某人" }, "unknown-person", NULL },
	{ "督办 by intake", STATE_ASSIGNED, { .kind = EVENT_SUPERVISE, .actor = INTAKE }, "wrong-role", NULL },
	{ "a complaint without facts", STATE_NONE, { .kind = EVENT_COMPLAINT }, "bad-arguments", NULL },
	{ "a consequence cannot be asked for", STATE_ACCEPTED, { .kind = EVENT_ROUTED, .actor = ADMIN }, "wrong-state", NULL },
	{ "a tick of no clock", STATE_ASSIGNED, { .kind = EVENT_TICK, .index = 99 }, "wrong-state", NULL },
	{ "a tick before its time", STATE_ASSIGNED, { .kind = EVENT_TICK, .index = 0 }, "wrong-state", NULL },
	{ "a tick of clock -1", STATE_ASSIGNED, { .kind = EVENT_TICK, .index = -1 }, "wrong-state", NULL },
};
/* clang-format on */

static char *
text_of(const Case *kase)
{
	g_autoptr(GPtrArray) changes = case_changes(kase);

	return changes_format(changes);
}

int
main(void)
{
	unsigned seen[REFUSAL_COUNT] = { 0 };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_in(rows[i].state);
		g_autofree char *before = NULL;
		g_autofree char *after = NULL;
		Refusal refusal;

		if (rows[i].prepare)
			rows[i].prepare(world);
		before = text_of(world->kase);
		refusal = world_do(world, rows[i].event);
		after = text_of(world->kase);
		check_text(rows[i].label, refusal_name(refusal), rows[i].want);
		seen[refusal]++;
		if (refusal != REFUSAL_NONE)
			check(strcmp(before, after) == 0 && world->last->transitions->len == 0,
				"nothing was changed", "%s", after);
		check(world->folds, "the changes fold", "no");
	}
	for (int i = 0; i < REFUSAL_COUNT; i++) {
		if (i < REFUSAL_UNKNOWN_VERB || i > REFUSAL_OTHER_LINE)
			check(seen[i] > 0, refusal_name((Refusal)i), "no row is refused so");
	}
	return check_done();
}
