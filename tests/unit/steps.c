/*
 * Every row of the life-cycle table, taken once: which letters go to whom, and every value that changes. What
 * is right stands in tests/data/steps.txt, to be read beside spec §7 by somebody who does not program; a
 * change of the table shows there. `test-steps --print` prints what happens now, in the same form.
 */
#include "tests/unit/check.h"
#include "tests/unit/world.h"

#include <stdio.h>
#include <string.h>

enum {
	DAY = 86400,
	HOUR = 3600,
	BEFORE = 12
};

#define WAITING EVENT_COUNT /* no event: days pass */

/* How a complaint differs from the plain one. */
enum {
	PLAIN,
	URGENT,
	LOW_SCORE,
	SMALL_MARGIN,
	PRAISE,
	DUPLICATE,
	UNREADABLE,
	OTHER,
	URGENT_UNSURE,
	CLAIMED
};

typedef struct {
	const char *label;
	CaseState state;
	Event before[BEFORE]; /* what happens first */
	int64_t later;        /* seconds between that and this */
	Event event; /* plan, extend: `day` in working days from then; tick: `index` is a ClockKind */
} Row;

#define DONE_TEXT "已更换为李老师授课"
#define PLAN(who, yuan)                                                                              \
	{                                                                                            \
		.kind = EVENT_PLAN, .actor = who, .measures = "换老师\n补课", .responsible = "王芳", \
		.day = 5, .cost = yuan                                                               \
	}
#define SAYS(verb, who)                                                 \
	{                                                               \
		.kind = EVENT_##verb, .actor = who, .text = "理由一" \
	}
#define ANSWERS(what)                                                                                      \
	{                                                                                                  \
		.kind = EVENT_ANSWER, .actor = LEARNER, .answer = ANSWER_##what, .text = "学员的回答" \
	}
#define JUDGES(what)                                                                               \
	{                                                                                          \
		.kind = EVENT_SATISFACTION, .actor = LEARNER, .satisfaction = SATISFACTION_##what, \
		.text = "学员的评价"                                                          \
	}
#define CHECKS(who, what)                                                                \
	{                                                                                \
		.kind = EVENT_TRACK, .actor = who, .means = what, .text = "回访结果" \
	}
#define DOES(n)                                                  \
	{                                                        \
		.kind = EVENT_DONE, .actor = HANDLER, .index = n \
	}
#define RESOLVES                                                           \
	{                                                                  \
		.kind = EVENT_RESOLVE, .actor = HANDLER, .text = DONE_TEXT \
	}
#define LAST_ROUND                                                                                       \
	ANSWERS(REFUSE), PLAN(HANDLER, -1), ANSWERS(REFUSE), PLAN(HANDLER, -1), ANSWERS(AGREE), DOES(1), \
		DOES(2), RESOLVES
#define WAITS(days)                          \
	{                                    \
		.kind = WAITING, .day = days \
	}
#define ARRIVES(how)                                  \
	{                                             \
		.kind = EVENT_COMPLAINT, .index = how \
	}
#define TICKS(clock)                                       \
	{                                                  \
		.kind = EVENT_TICK, .index = CLOCK_##clock \
	}
#define TELLS(what, role, when)                                                                          \
	{                                                                                                \
		.kind = EVENT_HANDED_OVER, .letter = LETTER_##what, .letter_to = ROLE_##role, .at = when \
	}
#define RETURNS(what, role)                                                              \
	{                                                                                \
		.kind = EVENT_BOUNCED, .letter = LETTER_##what, .letter_to = ROLE_##role \
	}
#define GOES_TO(verb, who, whom)                                                                  \
	{                                                                                         \
		.kind = EVENT_##verb, .actor = who, .text = "人手不足", .department = "teaching", \
		.person = whom                                                                    \
	}

static const ComplaintFacts items = {
	.learner_name = "李四", .phone = "13900001203", .class_name = "高三2班"
};

/* clang-format off */
static const Row rows[] = {
	{ "T01, T02, T07 a plain complaint", STATE_NONE, { { 0 } }, 0, ARRIVES(PLAIN) },
	{ "T02 an urgent one", STATE_NONE, { { 0 } }, 0, ARRIVES(URGENT) },
	{ "T03 too low a score", STATE_NONE, { { 0 } }, 0, ARRIVES(LOW_SCORE) },
	{ "T03 too small a margin", STATE_NONE, { { 0 } }, 0, ARRIVES(SMALL_MARGIN) },
	{ "T03 it looks like no complaint", STATE_NONE, { { 0 } }, 0, ARRIVES(PRAISE) },
	{ "T03 maybe a duplicate", STATE_NONE, { { 0 } }, 0, ARRIVES(DUPLICATE) },
	{ "T03 unreadable", STATE_NONE, { { 0 } }, 0, ARRIVES(UNREADABLE) },
	{ "T03 intake's own category", STATE_NONE, { { 0 } }, 0, ARRIVES(OTHER) },
	{ "T03 urgent and unsure", STATE_NONE, { { 0 } }, 0, ARRIVES(URGENT_UNSURE) },
	{ "T01 told by telephone, the address not confirmed", STATE_NONE, { { 0 } }, 0, ARRIVES(CLAIMED) },
	{ "staff vouch for the address", STATE_NONE, { ARRIVES(CLAIMED) }, HOUR, { .kind = EVENT_VOUCHED } },
	{ "T05 intake dismisses what is not ours", STATE_TRIAGE, { { 0 } }, HOUR, SAYS(DISMISS, INTAKE) },
	{ "T04 intake accepts, and the map routes it", STATE_TRIAGE, { { 0 } }, HOUR,
		{ .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "teaching" } },
	{ "T04 accepted as urgent", STATE_TRIAGE, { { 0 } }, HOUR,
		{ .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "teaching", .yes = true } },
	{ "T04 a category that intake itself routes", STATE_TRIAGE, { { 0 } }, HOUR,
		{ .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "other" } },
	{ "T06 merged into another case", STATE_INVESTIGATING, { { 0 } }, HOUR, { .kind = EVENT_MERGE, .actor = INTAKE, .text = "同一件事" } },
	{ "T06 split off again", STATE_MERGED, { { 0 } }, HOUR, { .kind = EVENT_SPLIT, .actor = INTAKE } },
	{ "T06 split off with an offer open", STATE_NEGOTIATING, { { .kind = EVENT_MERGE, .actor = INTAKE } }, HOUR,
		{ .kind = EVENT_SPLIT, .actor = INTAKE } },
	{ "T06 linked", STATE_INVESTIGATING, { { 0 } }, HOUR, { .kind = EVENT_LINK, .actor = INTAKE } },
	{ "T07 dispatched by hand", STATE_ACCEPTED, { { 0 } }, HOUR, GOES_TO(DISPATCH, INTAKE, "") },
	{ "T07 dispatched to a person", STATE_ACCEPTED, { { 0 } }, HOUR, GOES_TO(DISPATCH, INTAKE, SECOND) },
	{ "T07b signed for", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_TAKE, .actor = HANDLER } },
	{ "T07c given back the first time", STATE_ASSIGNED, { { 0 } }, HOUR, SAYS(RETURN, HANDLER) },
	{ "T08 transferred before any contact", STATE_ASSIGNED, { { 0 } }, 20 * HOUR, GOES_TO(TRANSFER, HEAD, SECOND) },
	{ "T08 transferred the second time", STATE_ASSIGNED, { GOES_TO(TRANSFER, HEAD, SECOND) }, 26 * HOUR, GOES_TO(TRANSFER, HEAD, HANDLER) },
	{ "T08 transferred a second time on the same day", STATE_ASSIGNED, { GOES_TO(TRANSFER, HEAD, SECOND) }, HOUR,
		GOES_TO(TRANSFER, HEAD, HANDLER) },
	{ "T08 transferred after the contact", STATE_INVESTIGATING, { { 0 } }, HOUR, GOES_TO(TRANSFER, HEAD, SECOND) },
	{ "T08 transferred under review", STATE_PLAN_REVIEW, { { 0 } }, HOUR, GOES_TO(TRANSFER, INTAKE, SECOND) },
	{ "T08 transferred while negotiating", STATE_NEGOTIATING, { { 0 } }, HOUR, GOES_TO(TRANSFER, INTAKE, SECOND) },
	{ "T08 transferred in execution", STATE_EXECUTING, { { 0 } }, HOUR, GOES_TO(TRANSFER, ADMIN, SECOND) },
	{ "T08 transferred after the result", STATE_CONFIRMING, { { 0 } }, HOUR, GOES_TO(TRANSFER, HEAD, SECOND) },

	{ "T09 the first contact", STATE_ASSIGNED, { { 0 } }, 2 * HOUR,
		{ .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "已沟通" } },
	{ "T09 the first contact after the limit", STATE_ASSIGNED, { { 0 } }, 2 * DAY,
		{ .kind = EVENT_CONTACT, .actor = HEAD, .means = "面谈", .text = "已沟通" } },
	{ "T10 a later contact", STATE_INVESTIGATING, { { 0 } }, HOUR,
		{ .kind = EVENT_CONTACT, .actor = INTAKE, .means = "微信", .text = "又沟通" } },
	{ "T10 evidence", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(EVIDENCE, HANDLER) },
	{ "T10 a log entry", STATE_TRACKING, { { 0 } }, HOUR, SAYS(LOG, HEAD) },
	{ "T10 evidence answers a question of the supervisors", STATE_INVESTIGATING, { SAYS(QUERY, FINANCE) }, HOUR, SAYS(EVIDENCE, HANDLER) },
	{ "T10 a log entry answers a question", STATE_INVESTIGATING, { SAYS(QUERY, REP) }, HOUR, SAYS(LOG, HANDLER) },

	{ "T11, T12 a plan without cost goes to the learner", STATE_INVESTIGATING, { { 0 } }, HOUR, PLAN(HANDLER, -1) },
	{ "T11 a plan with cost goes to finance", STATE_INVESTIGATING, { { 0 } }, HOUR, PLAN(HANDLER, 200) },
	{ "T11 a plan above the limit goes to both", STATE_INVESTIGATING, { { 0 } }, HOUR, PLAN(HEAD, 100000) },
	{ "T12 finance approves", STATE_PLAN_REVIEW, { { 0 } }, HOUR, SAYS(APPROVE, FINANCE) },
	{ "a vote of who is not asked", STATE_PLAN_REVIEW, { { 0 } }, HOUR, SAYS(APPROVE, REP) },
	{ "finance abstains: somebody must say yes", STATE_PLAN_REVIEW, { { 0 } }, HOUR, SAYS(ABSTAIN, FINANCE) },
	{ "T12 admin_sup says yes where finance abstained", STATE_PLAN_REVIEW, { SAYS(ABSTAIN, FINANCE) }, HOUR, SAYS(APPROVE, ADMIN) },
	{ "T13 finance objects", STATE_PLAN_REVIEW, { { 0 } }, HOUR, SAYS(REJECT, FINANCE) },
	{ "T13 admin_sup objects, and PLAN had run out", STATE_PLAN_REVIEW, { { 0 } }, 9 * DAY, SAYS(REJECT, ADMIN) },
	{ "admin_sup overrules the objection to a plan", STATE_PLAN_REVIEW, { SAYS(REJECT, FINANCE) }, HOUR, SAYS(APPROVE, ADMIN) },
	{ "T14 the learner agrees", STATE_NEGOTIATING, { { 0 } }, HOUR, ANSWERS(AGREE) },
	{ "T14 agreed when the completion time has passed", STATE_NEGOTIATING, { { 0 } }, 20 * DAY, ANSWERS(AGREE) },
	{ "T14 the handler states the agreement", STATE_NEGOTIATING, { { 0 } }, HOUR,
		{ .kind = EVENT_AGREED, .actor = HANDLER, .means = "电话", .text = "学员同意", .at = 1 } },
	{ "T15 the learner refuses", STATE_NEGOTIATING, { { 0 } }, HOUR, ANSWERS(REFUSE) },
	{ "T15 refused the third time", STATE_NEGOTIATING, { ANSWERS(REFUSE), PLAN(HANDLER, -1), ANSWERS(REFUSE), PLAN(HANDLER, -1) },
		HOUR, ANSWERS(REFUSE) },
	{ "T16 three working days of silence", STATE_NEGOTIATING, { { 0 } }, 4 * DAY, TICKS(REPLY) },
	{ "T16 ten working days of silence", STATE_NEGOTIATING, { { 0 } }, 30 * DAY, TICKS(REPLY) },

	{ "T17 a measure is done", STATE_EXECUTING, { { 0 } }, HOUR, { .kind = EVENT_DONE, .actor = HANDLER, .index = 1 } },
	{ "T17, T19 the result goes out", STATE_EXECUTING, { { 0 } }, HOUR, RESOLVES },
	{ "T17 two measures, one of them not done", STATE_NEGOTIATING,
		{ ANSWERS(REFUSE), PLAN(HANDLER, -1), ANSWERS(AGREE), DOES(1) }, HOUR, RESOLVES },
	{ "T17 a blank line is no measure", STATE_INVESTIGATING,
		{ { .kind = EVENT_PLAN, .actor = HANDLER, .measures = "换老师\n", .responsible = "王芳", .day = 5, .cost = -1 }, ANSWERS(AGREE) },
		HOUR, RESOLVES },
	{ "T17 a result after its time", STATE_EXECUTING, { { 0 } }, 40 * DAY, RESOLVES },
	{ "T18 the investigation needs longer: a complex case", STATE_INVESTIGATING, { { 0 } }, HOUR,
		{ .kind = EVENT_EXTEND, .actor = HEAD, .day = 8, .text = "要调三个月的录像" } },
	{ "T18 … of an urgent one, whose TOTAL is half as long", STATE_INVESTIGATING, { { .kind = EVENT_URGENT, .actor = INTAKE, .yes = true } }, HOUR,
		{ .kind = EVENT_EXTEND, .actor = ADMIN, .day = 8, .text = "要调三个月的录像" } },
	{ "T18 … a second time changes the plan's day alone", STATE_ASSIGNED, { { .kind = EVENT_EXTEND, .actor = HEAD, .day = 5, .text = "录像" } }, HOUR,
		{ .kind = EVENT_EXTEND, .actor = ADMIN, .day = 8, .text = "要调三个月的录像" } },
	{ "T18 a later day", STATE_EXECUTING, { { 0 } }, HOUR,
		{ .kind = EVENT_EXTEND, .actor = HEAD, .text = "教材未到", .day = 9 } },
	{ "T18 a second time, by admin_sup", STATE_EXECUTING, { { .kind = EVENT_EXTEND, .actor = HEAD, .text = "教材未到", .day = 9 } }, HOUR,
		{ .kind = EVENT_EXTEND, .actor = ADMIN, .text = "仍未到", .day = 12 } },
	{ "T19 before: admin_sup approves", STATE_HANDLED, { { 0 } }, HOUR, SAYS(APPROVE, ADMIN) },
	{ "T19 before: admin_sup abstains", STATE_HANDLED, { { 0 } }, HOUR, SAYS(ABSTAIN, ADMIN) },
	{ "before: finance alone decides nothing", STATE_HANDLED, { { 0 } }, HOUR, SAYS(APPROVE, FINANCE) },
	{ "T19 before: silence to the limit", STATE_HANDLED, { { 0 } }, 3 * DAY, TICKS(REVIEW) },
	{ "parallel: silence to the limit", STATE_CONFIRMING, { { 0 } }, 3 * DAY, TICKS(REVIEW) },
	{ "T20 the result is sent back before the learner heard", STATE_CONFIRMING, { { 0 } }, HOUR, SAYS(REJECT, FINANCE) },
	{ "T20 the result is sent back after he heard", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, HOUR, SAYS(REJECT, REP) },
	{ "T20 sent back to investigate anew", STATE_CONFIRMING, { { 0 } }, HOUR, { .kind = EVENT_REJECT, .actor = ADMIN, .text = "原因未查明", .yes = true } },
	{ "admin_sup overrules the objection to a result of which the learner thinks little", STATE_NEGOTIATING,
		{ LAST_ROUND, JUDGES(NOT), SAYS(REJECT, FINANCE) }, HOUR, SAYS(APPROVE, ADMIN) },
	{ "admin_sup overrules the objection to a result", STATE_CONFIRMING, { SAYS(REJECT, FINANCE) }, HOUR, SAYS(APPROVE, ADMIN) },

	{ "M12 is handed over", STATE_CONFIRMING, { { 0 } }, 60, TELLS(M12, INTAKE, 0) },
	{ "M13 is handed over", STATE_CONFIRMING, { TELLS(M12, INTAKE, 0) }, 60, TELLS(M13, FINANCE, 0) },
	{ "M14 is handed over, the last of three", STATE_CONFIRMING, { TELLS(M12, INTAKE, 0), TELLS(M13, FINANCE, 0) }, 60, TELLS(M14, LEARNER, 0) },
	{ "M01 is handed over", STATE_ASSIGNED, { { 0 } }, 60, TELLS(M01, LEARNER, 0) },
	{ "M12 comes back", STATE_CONFIRMING, { TELLS(M12, INTAKE, 0), TELLS(M13, FINANCE, 0), TELLS(M14, LEARNER, 0) }, HOUR, RETURNS(M12, INTAKE) },
	{ "M13 comes back: others of the group have it", STATE_CONFIRMING, { TELLS(M13, FINANCE, 0) }, HOUR, RETURNS(M13, FINANCE) },
	{ "M14 comes back", STATE_CONFIRMING, { TELLS(M12, INTAKE, 0), TELLS(M13, FINANCE, 0), TELLS(M14, LEARNER, 0) }, HOUR, RETURNS(M14, LEARNER) },
	{ "M14 comes back when FEEDBACK is over", STATE_CONFIRMING, { TELLS(M12, INTAKE, 0), TELLS(M13, FINANCE, 0), TELLS(M14, LEARNER, 0) },
		9 * DAY, RETURNS(M14, LEARNER) },
	{ "M08 comes back", STATE_NEGOTIATING, { { 0 } }, HOUR, RETURNS(M08, LEARNER) },
	{ "a letter to the handler comes back", STATE_INVESTIGATING, { { 0 } }, HOUR, RETURNS(M06, HANDLER) },
	{ "a telephone call tells whom no mail reaches", STATE_CONFIRMING, { RETURNS(M14, LEARNER) }, HOUR,
		{ .kind = EVENT_CONTACT, .actor = HANDLER, .means = "电话", .text = "告知结果" } },

	{ "T21 satisfied", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, HOUR, JUDGES(SATISFIED) },
	{ "T21 mostly satisfied", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, HOUR, JUDGES(MOSTLY) },
	{ "T21 silent for three working days", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, 5 * DAY, TICKS(CONFIRM) },
	{ "T21 silent to the end", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, 30 * DAY, TICKS(CONFIRM) },
	{ "T22 not satisfied", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, HOUR, JUDGES(NOT) },
	{ "T22 not satisfied in the last round", STATE_NEGOTIATING,
		{ LAST_ROUND }, HOUR, JUDGES(NOT) },
	{ "T23 admin_sup proposes to end it", STATE_NEGOTIATING, { LAST_ROUND, JUDGES(NOT) }, HOUR, SAYS(CONCLUDE, ADMIN) },
	{ "T23 the representative agrees: two of three", STATE_NEGOTIATING, { LAST_ROUND, JUDGES(NOT), SAYS(CONCLUDE, ADMIN) }, HOUR,
		SAYS(APPROVE, REP) },
	{ "T23 finance abstains", STATE_NEGOTIATING, { LAST_ROUND, JUDGES(NOT), SAYS(CONCLUDE, ADMIN) }, HOUR, SAYS(ABSTAIN, FINANCE) },
	{ "T23 too few rounds to end it", STATE_CONFIRMING, { { 0 } }, HOUR, SAYS(CONCLUDE, ADMIN) },
	{ "T24 the first check is due", STATE_TRACKING, { { 0 } }, 7 * DAY + 9 * HOUR, TICKS(TRACK) },
	{ "T24 staff found it effective", STATE_TRACKING, { { 0 } }, 8 * DAY, CHECKS(INTAKE, "有效") },
	{ "T24 the second check: cause and improvement are owed", STATE_TRACKING, { WAITS(8), CHECKS(INTAKE, "有效") }, 24 * DAY,
		CHECKS(HANDLER, "有效") },
	{ "T25 the second check, and all is filled in", STATE_TRACKING,
		{ SAYS(CAUSE, HANDLER), SAYS(IMPROVE, HANDLER), WAITS(8), CHECKS(INTAKE, "有效") }, 24 * DAY, CHECKS(HANDLER, "有效") },
	{ "T25 the last of the two words closes it", STATE_TRACKING,
		{ SAYS(CAUSE, HANDLER), WAITS(8), CHECKS(INTAKE, "有效"), WAITS(24), CHECKS(HANDLER, "有效") }, HOUR, SAYS(IMPROVE, HEAD) },
	{ "T24 a third check is owed to nobody", STATE_TRACKING, { WAITS(8), CHECKS(INTAKE, "有效"), WAITS(24), CHECKS(INTAKE, "有效") }, DAY,
		CHECKS(INTAKE, "有效") },
	{ "T24 a check before its day", STATE_TRACKING, { { 0 } }, 6 * DAY, CHECKS(INTAKE, "有效") },
	{ "T25 closed by hand too early", STATE_TRACKING, { { 0 } }, HOUR, SAYS(CLOSE, INTAKE) },
	{ "T24 nobody answered M17", STATE_TRACKING, { WAITS(8), TICKS(TRACK) }, 6 * DAY, TICKS(TRACK) },
	{ "T24 the learner found it effective", STATE_TRACKING, { { 0 } }, 8 * DAY,
		{ .kind = EVENT_TRACK_ANSWER, .actor = LEARNER, .answer = ANSWER_AGREE, .text = "没有再发生" } },
	{ "T26 staff found it ineffective", STATE_TRACKING, { { 0 } }, 8 * DAY, CHECKS(INTAKE, "无效") },
	{ "T26 the learner says that it is back", STATE_TRACKING, { { 0 } }, 8 * DAY,
		{ .kind = EVENT_TRACK_ANSWER, .actor = LEARNER, .answer = ANSWER_REFUSE, .text = "又发生了" } },
	{ "T25 the cause", STATE_TRACKING, { { 0 } }, HOUR, SAYS(CAUSE, HANDLER) },
	{ "T25 a second cause", STATE_TRACKING, { SAYS(CAUSE, HANDLER) }, HOUR, SAYS(CAUSE, HEAD) },
	{ "T25 the improvement", STATE_EXECUTING, { { 0 } }, HOUR, SAYS(IMPROVE, HEAD) },
	{ "T25 an improvement of a closed case", STATE_CLOSED, { { 0 } }, DAY,
		{ .kind = EVENT_IMPROVE, .actor = ADMIN, .text = "提前公布课表", .responsible = "李娜" } },
	{ "T25 it is done", STATE_CLOSED, { SAYS(IMPROVE, ADMIN) }, DAY,
		{ .kind = EVENT_IMPROVE, .actor = HANDLER, .improve = IMPROVE_DONE, .index = 1, .text = "已上线" } },
	{ "T25 it is given up", STATE_CLOSED, { SAYS(IMPROVE, ADMIN) }, DAY,
		{ .kind = EVENT_IMPROVE, .actor = ADMIN, .improve = IMPROVE_DROP, .index = 1, .text = "不再开设" } },
	{ "T27 the learner has new facts", STATE_CLOSED, { { 0 } }, 29 * DAY, SAYS(MESSAGE, LEARNER) },
	{ "T27 intake opens it again", STATE_CLOSED, { { 0 } }, HOUR, SAYS(REOPEN, INTAKE) },
	{ "T28 the learner wants to withdraw", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(TAKE_BACK, LEARNER) },
	{ "T28 withdrawn", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(WITHDRAW, INTAKE) },

	{ "T29 the learner is asked: PLAN and TOTAL wait", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(ASK, HANDLER) },
	{ "T29 asked in execution: EXEC waits", STATE_EXECUTING, { { 0 } }, HOUR, SAYS(ASK, HANDLER) },
	{ "T29 he answers after three days", STATE_EXECUTING, { SAYS(ASK, HANDLER) }, 3 * DAY, SAYS(MESSAGE, LEARNER) },
	{ "T30 another category", STATE_INVESTIGATING, { { 0 } }, HOUR, { .kind = EVENT_CLASS, .actor = INTAKE, .category = "schedule" } },
	{ "T30 urgent", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_URGENT, .actor = INTAKE, .yes = true } },
	{ "T30 no longer urgent", STATE_ASSIGNED, { { .kind = EVENT_URGENT, .actor = INTAKE, .yes = true } }, HOUR,
		{ .kind = EVENT_URGENT, .actor = ADMIN } },
	{ "T30 the handler is recused", STATE_INVESTIGATING, { { 0 } }, HOUR, { .kind = EVENT_RECUSE, .actor = INTAKE, .person = HANDLER } },
	{ "T30 the handler is recused whom intake chose by hand", STATE_ACCEPTED, { GOES_TO(DISPATCH, INTAKE, HANDLER) }, HOUR,
		{ .kind = EVENT_RECUSE, .actor = INTAKE, .person = HANDLER } },
	{ "T30 somebody else is recused", STATE_INVESTIGATING, { { 0 } }, HOUR, { .kind = EVENT_RECUSE, .actor = INTAKE, .person = FINANCE } },
	{ "T30 a note", STATE_CLOSED, { { 0 } }, HOUR, SAYS(NOTE, INTAKE) },
	{ "T30 a note answers a question", STATE_INVESTIGATING, { SAYS(QUERY, ADMIN) }, HOUR, SAYS(NOTE, HANDLER) },
	{ "T30 under supervision", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(SUPERVISE, ADMIN) },
	{ "the supervisors ask", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(QUERY, FINANCE) },
	{ "an emergency measure", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(EMERGENCY, HANDLER) },
	{ "a word to the learner", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(REPLY, HANDLER) },
	{ "an unclear answer to the offer", STATE_NEGOTIATING, { { 0 } }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "a second unclear answer to the offer", STATE_NEGOTIATING, { SAYS(MESSAGE, LEARNER) }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "an unclear answer to the result", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0) }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "a second unclear answer to the result", STATE_CONFIRMING, { TELLS(M14, LEARNER, 0), SAYS(MESSAGE, LEARNER) }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "the learner writes", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "the learner gives what was missing", STATE_INVESTIGATING, { SAYS(ASK, HANDLER) }, HOUR,
		{ .kind = EVENT_MESSAGE, .actor = LEARNER, .text = "姓名李四", .complaint = &items } },
	{ "the learner writes while it is in triage", STATE_TRIAGE, { { 0 } }, HOUR, SAYS(MESSAGE, LEARNER) },
	{ "T31 how does it stand", STATE_EXECUTING, { { 0 } }, HOUR, SAYS(PROGRESS, LEARNER) },
	{ "one of many complaints, the newest", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_JOINT, .text = "C20261101-0001A\nC20261101-0002B", .yes = true } },
	{ "one of many complaints, an older one", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_JOINT, .text = "C20261101-0001A" } },
	{ "one of several alike, of which one is linked already", STATE_ASSIGNED, { { .kind = EVENT_SYSTEMIC, .text = "C20261101-0001A" } }, HOUR,
		{ .kind = EVENT_SYSTEMIC, .text = "C20261101-0001A\nC20261102-0003F" } },
	{ "the learner asks for his data", STATE_INVESTIGATING, { { 0 } }, HOUR, SAYS(DATA_REQUEST, LEARNER) },
	{ "one of several alike", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_SYSTEMIC, .text = "C20261101-0001A" } },
	{ "somebody unknown writes about it", STATE_ASSIGNED, { { 0 } }, HOUR, { .kind = EVENT_UNVERIFIED } },
	{ "half of CONTACT is over", STATE_ASSIGNED, { { 0 } }, 5 * HOUR, TICKS(CONTACT) },
	{ "CONTACT is over", STATE_ASSIGNED, { { 0 } }, 33 * HOUR, TICKS(CONTACT) },
	{ "CONTACT is a working day over", STATE_ASSIGNED, { { 0 } }, 3 * DAY, TICKS(CONTACT) },
	{ "PLAN is three working days over", STATE_INVESTIGATING, { { 0 } }, 9 * DAY, TICKS(PLAN) },
	{ "REVIEW of a plan is over", STATE_PLAN_REVIEW, { { 0 } }, 2 * DAY, TICKS(REVIEW) },
	{ "EXEC is over", STATE_EXECUTING, { { 0 } }, 8 * DAY, TICKS(EXEC) },
	{ "EXEC is soon over", STATE_EXECUTING, { { 0 } }, 7 * DAY + 5 * HOUR, TICKS(EXEC) },
	{ "FEEDBACK is over", STATE_CONFIRMING, { { 0 } }, 3 * DAY, TICKS(FEEDBACK) },
	{ "TOTAL is over", STATE_INVESTIGATING, { { 0 } }, 22 * DAY, TICKS(TOTAL) },
	{ "TRIAGE is over", STATE_TRIAGE, { { 0 } }, 2 * DAY, TICKS(TRIAGE) },
	{ "ASSIGN is soon over", STATE_ACCEPTED, { { 0 } }, DAY + 4 * HOUR, TICKS(ASSIGN) },
	{ "TRIAGE is soon over", STATE_TRIAGE, { { 0 } }, DAY + 4 * HOUR, TICKS(TRIAGE) },
	{ "CONTACT is soon over", STATE_ASSIGNED, { { 0 } }, DAY + 4 * HOUR, TICKS(CONTACT) },
	{ "PLAN: half of it", STATE_INVESTIGATING, { { 0 } }, 2 * DAY, TICKS(PLAN) },
	{ "REVIEW is soon over", STATE_PLAN_REVIEW, { { 0 } }, DAY + 4 * HOUR, TICKS(REVIEW) },
	{ "FEEDBACK: half of it", STATE_CONFIRMING, { { 0 } }, DAY + 5 * HOUR, TICKS(FEEDBACK) },
	{ "a question of the supervisors is over", STATE_INVESTIGATING, { SAYS(QUERY, FINANCE) }, 3 * DAY, TICKS(QUERY) },
	{ "CONTACT of an urgent case is over", STATE_ASSIGNED, { { .kind = EVENT_URGENT, .actor = INTAKE, .yes = true } }, DAY, TICKS(CONTACT) },
	{ "a tick at night only notes", STATE_ASSIGNED, { { 0 } }, 36 * HOUR, TICKS(CONTACT) },
	{ "weekly, when nothing happens", STATE_ASSIGNED, { WAITS(9), TICKS(CONTACT) }, 12 * DAY, TICKS(CONTACT) },
	{ "a pause ends by itself after ten working days", STATE_EXECUTING, { SAYS(ASK, HANDLER) }, 15 * DAY, TICKS(EXEC) },
	{ "T29 a second list of questions", STATE_INVESTIGATING, { SAYS(ASK, HANDLER) }, HOUR, SAYS(ASK, HANDLER) },
	{ "T07c given back the second time", STATE_ASSIGNED,
		{ SAYS(RETURN, HANDLER), { .kind = EVENT_ACCEPT, .actor = INTAKE, .category = "schedule" } }, HOUR, SAYS(RETURN, ACADEMIC) },
	{ "T18 to an earlier day", STATE_EXECUTING, { { 0 } }, HOUR, { .kind = EVENT_EXTEND, .actor = HEAD, .text = "提前", .day = 2 } },
	{ "T18 to the same day", STATE_EXECUTING, { { 0 } }, HOUR, { .kind = EVENT_EXTEND, .actor = HEAD, .text = "不变", .day = 5 } },
	{ "ASSIGN is over", STATE_ACCEPTED, { { 0 } }, 2 * DAY, TICKS(ASSIGN) },
	{ "ACK is over", STATE_ASSIGNED, { { 0 } }, HOUR, TICKS(ACK) },
};
/* clang-format on */

/* Moments as the clock on the wall shows them: whoever reads the file cannot read seconds. */
static void
append_readable(GString *text, const char *value)
{
	while (*value) {
		size_t digits = strspn(value, "0123456789");

		if (digits == 10) {
			g_autofree char *moment = world_text(g_ascii_strtoll(value, NULL, 10));

			g_string_append(text, moment);
		} else if (digits) {
			g_string_append_len(text, value, (gssize)digits);
		} else if (*value == '\n') {
			g_string_append(text, " / ");
		} else {
			g_string_append_c(text, *value);
		}
		value += MAX(digits, 1);
	}
}

/* "M19>learner (was 2026-11-30T18:00, now 2026-12-04T18:00)": a promise that moves says both. */
static void
append_moved(GString *text, const World *world)
{
	for (guint i = 0; i < world->last->transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(world->last->transitions, i);

		for (guint j = 0; j < transition->letters->len; j++) {
			const Letter *letter = g_ptr_array_index(transition->letters, j);
			const Clock *clock;
			g_autofree char *old = NULL;
			g_autofree char *now = NULL;

			if (letter->letter != LETTER_M19)
				continue;
			clock = g_ptr_array_index(world->kase->clocks, letter->clock);
			old = world_text(letter->old_at);
			now = world_text(clock->due_at);
			g_string_append_printf(text, "    M19 to %s: %s was %s, is %s\n", letter->to,
				clock_name((ClockKind)clock->kind), old, now);
		}
	}
}

static char *
told(const World *world, Refusal refusal)
{
	GString *text = g_string_new(NULL);
	g_autofree char *letters = world_letters(world);

	if (refusal != REFUSAL_NONE)
		g_string_append_printf(text, "refused: %s\n", refusal_name(refusal));
	for (guint i = 0; i < world->last->transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(world->last->transitions, i);

		g_string_append_printf(text, "%s %s: %s → %s\n",
			*transition->transition ? transition->transition : "-", event_name(transition->event),
			state_name(transition->from), state_name(transition->to));
		for (guint j = 0; j < transition->changes->len; j++) {
			const Change *change = g_ptr_array_index(transition->changes, j);

			if (strcmp(change->key, "state") == 0 || g_str_has_suffix(change->key, "/calendar"))
				continue;
			g_string_append_printf(text, "    %s = ", change->key);
			append_readable(text, *change->value ? change->value : "nothing");
			g_string_append_c(text, '\n');
		}
	}
	if (*letters)
		g_string_append_printf(text, "    letters: %s\n", letters);
	append_moved(text, world);
	return g_string_free(text, FALSE);
}

static ComplaintFacts
facts_of(int how)
{
	ComplaintFacts facts = world_facts();

	facts.urgent = how == URGENT || how == URGENT_UNSURE;
	facts.score = how == LOW_SCORE || how == URGENT_UNSURE ? 0.59 : 0.60;
	facts.margin = how == SMALL_MARGIN ? 0.14 : 0.15;
	facts.is_complaint = how != PRAISE;
	facts.maybe_duplicate = how == DUPLICATE;
	facts.unreadable = how == UNREADABLE;
	facts.category = how == OTHER ? "other" : "teaching";
	if (how != CLAIMED)
		return facts;
	facts.learner = "";
	facts.claimed = LEARNER;
	facts.phone = "13800001203";
	facts.demand = "换老师";
	facts.persons = "李老师";
	facts.attachments = "录音.mp3 (12 KB)";
	facts.message_id = "a@b.test";
	facts.linked = "C20261101-0001A";
	facts.words = "听不懂";
	facts.secondary = "schedule";
	facts.minor = true;
	facts.confidential = true;
	facts.likeness = 7;
	return facts;
}

static Refusal
happen(World *world, const Event *event)
{
	Event now = *event;
	ComplaintFacts facts = facts_of(event->index);

	if (event->kind == WAITING) {
		world->now += event->day * DAY;
		return REFUSAL_NONE;
	}
	if (event->kind == EVENT_COMPLAINT)
		now.complaint = &facts;

	if (event->day)
		now.day = calendar_due_workdays(world->policy->calendar, world->now, (int)event->day, NULL);
	if (event->at)
		now.at = world->now;
	if (event->kind == EVENT_TICK) {
		now.index = -1;
		for (guint i = 0; i < world->kase->clocks->len && now.index < 0; i++) {
			const Clock *clock = g_ptr_array_index(world->kase->clocks, i);

			if (clock->kind == event->index && clock_is_running(clock))
				now.index = (int)i;
		}
	}
	if (event->kind == EVENT_MERGE || event->kind == EVENT_LINK) {
		now.other = world_other();
		now.number = world_other()->number;
	}
	return world_do(world, now);
}

static char *
story_of(const Row *row)
{
	g_autoptr(World) world = world_in(row->state);

	for (size_t i = 0; i < BEFORE && row->before[i].kind; i++) {
		if (happen(world, &row->before[i]) != REFUSAL_NONE)
			return g_strdup_printf("step %zu before it is refused: %s\n", i + 1,
				refusal_name(world->last->refusal));
	}
	world->now += row->later;
	return told(world, happen(world, &row->event));
}

/* What the file says about a row: all behind its heading, up to the next. */
static char *
expected(const char *file, const char *label)
{
	g_autofree char *heading = g_strdup_printf("\n\n%s\n", label);
	const char *at = strstr(file, heading);
	const char *end;

	if (!at)
		return g_strdup("");
	at += strlen(heading);
	end = strstr(at, "\n\n");
	return end ? g_strndup(at, (gsize)(end - at) + 1) : g_strdup(at);
}

int
main(int count, char **words)
{
	g_autofree char *file = NULL;
	bool print = count > 1 && strcmp(words[1], "--print") == 0;

	g_file_get_contents("tests/data/steps.txt", &file, NULL, NULL);
	if (print)
		printf("What each row of the life-cycle table does: who hears, and what changes "
		       "(tests/unit/steps.c).\n");
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *story = story_of(&rows[i]);
		g_autofree char *want = expected(file ? file : "", rows[i].label);

		if (print)
			printf("\n%s\n%s", rows[i].label, story);
		else
			check_text(rows[i].label, story, want);
	}
	return print ? 0 : check_done();
}
