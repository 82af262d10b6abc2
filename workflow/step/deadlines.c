#include "workflow/step/rule.h"

/* Reminders and escalation (spec §14), from the bottom up. A clock's `reminders` is the next rung to take. */
enum {
	RUNG_SIGN,   /* four working hours without 接单: the head is told (T07b) */
	RUNG_HALF,   /* half time */
	RUNG_SOON,   /* four hours before the end */
	RUNG_BREACH, /* the end: noted at once, at any hour */
	RUNG_OVER,   /* told at the next opening */
	RUNG_DAY,    /* one working day over */
	RUNG_THREE,  /* three working days over */
	RUNG_WEEK,   /* then weekly: what nobody is reminded of is forgotten */
	RUNG_COUNT,
};

enum {
	SIGN_MINUTES = 240,
	SOON_SECONDS = 4 * 3600,
	WEEK_WORKDAYS = 5,
	TRACK_GRACE_WORKDAYS = 3, /* for the learner's answer to M17, then staff must have checked */
	PAUSE_WORKDAYS = 10,      /* spec §9: a clock waits no longer in all */
};

/* Who owes it, and which letter reminds before the end. LETTER_NONE: none does. */
static const struct {
	unsigned owner;
	LetterKind letter;
	bool ladder; /* false: the table of step.c says what its ticks do */
} duties[CLOCK_COUNT] = {
	[CLOCK_ACK] = { 0, LETTER_NONE, false },
	[CLOCK_TRIAGE] = { TO_INTAKE, LETTER_M06, true },
	[CLOCK_ASSIGN] = { TO_INTAKE, LETTER_M06, true },
	[CLOCK_CONTACT] = { TO_OWNER, LETTER_M06, true },
	[CLOCK_PLAN] = { TO_OWNER, LETTER_M06, true },
	[CLOCK_REVIEW] = { TO_REVIEWERS, LETTER_M06, true },
	[CLOCK_REPLY] = { TO_LEARNER, LETTER_M15, false },
	[CLOCK_EXEC] = { TO_HANDLER, LETTER_M11, true },
	[CLOCK_FEEDBACK] = { TO_INTAKE, LETTER_M06, true },
	[CLOCK_CONFIRM] = { TO_LEARNER, LETTER_M15, false },
	[CLOCK_TRACK] = { TO_INTAKE | TO_HANDLER, LETTER_NONE, true },
	[CLOCK_TOTAL] = { TO_OWNER, LETTER_NONE, true },
	[CLOCK_QUERY] = { TO_OWNER, LETTER_M06, true },
};

static Clock *
clock_at(const Step *step, guint index)
{
	return g_ptr_array_index(step->kase->clocks, index);
}

static bool
running_index(const Step *step, ClockKind kind, guint *out_index)
{
	for (guint i = step->kase->clocks->len; i-- > 0;) {
		if (clock_at(step, i)->kind != (int)kind || !clock_is_running(clock_at(step, i)))
			continue;
		*out_index = i;
		return true;
	}
	return false;
}

/* ---- how long ---- */

/* An urgent amount of 0 is half; the odd half of a working day is counted in its hours. */
static int64_t
limit_end(const Step *step, ClockKind kind, int64_t from, bool *out_provisional)
{
	const Calendar *calendar = step->policy->calendar;
	const Limit complex = { step->policy->total_complex, UNIT_WORKDAYS, 0 };
	const Limit *limit =
		kind == CLOCK_TOTAL && step->kase->complex ? &complex : &step->policy->limits[kind];
	bool halved = step->kase->urgent && limit->urgent_amount == 0;
	int amount = step->kase->urgent && !halved ? limit->urgent_amount : limit->amount;
	int64_t at = from;

	*out_provisional = false;
	switch (limit->unit) {
	case UNIT_MINUTES:
		return from + (int64_t)amount * 60 / (halved ? 2 : 1);
	case UNIT_DAYS:
		return calendar_due_days(calendar, from, halved ? (amount + 1) / 2 : amount);
	case UNIT_WORKDAYS:
		if (!halved)
			return calendar_due_workdays(calendar, from, amount, out_provisional);
		if (amount >= 2)
			at = calendar_due_workdays(calendar, from, amount / 2, out_provisional);
		if (amount % 2)
			at = calendar_add_work_minutes(calendar, at, calendar_hours_minutes(calendar) / 2);
		return at;
	}
	g_assert_not_reached();
}

/* ---- the ladder ---- */

/* When the ladder's upper half begins. */
static int64_t
end_of_duty(const Step *step, const Clock *clock)
{
	if (clock->kind != CLOCK_TRACK)
		return clock->due_at;
	return calendar_due_workdays(step->policy->calendar, clock->due_at, TRACK_GRACE_WORKDAYS, NULL);
}

/* 0: this clock has no such rung. */
static int64_t
rung_moment(const Step *step, const Clock *clock, int rung)
{
	const Calendar *calendar = step->policy->calendar;
	int64_t end = end_of_duty(step, clock), at = 0;

	if (rung < RUNG_BREACH && duties[clock->kind].letter == LETTER_NONE)
		return 0;
	switch (rung) {
	case RUNG_SIGN:
		if (clock->kind == CLOCK_CONTACT)
			at = calendar_add_work_minutes(calendar, clock->started_at, SIGN_MINUTES);
		break;
	case RUNG_HALF:
		/* In a limit of a day it would fall together with the next one. */
		if (calendar_workdays_between(calendar, clock->started_at, end) >= 2)
			at = calendar_next_open(calendar, clock->started_at + (end - clock->started_at) / 2);
		break;
	case RUNG_SOON:
		at = calendar_next_open(calendar, end - SOON_SECONDS);
		break;
	case RUNG_BREACH:
		return end;
	case RUNG_OVER:
		return calendar_next_open(calendar, end);
	case RUNG_DAY:
		return calendar_next_open(calendar, calendar_due_workdays(calendar, end, 1, NULL));
	case RUNG_THREE:
		return calendar_next_open(calendar, calendar_due_workdays(calendar, end, 3, NULL));
	default:
		return calendar_next_open(
			calendar, calendar_due_workdays(calendar, end, 3 + WEEK_WORKDAYS, NULL));
	}
	return at > clock->started_at && at < end ? at : 0;
}

/* The next moment of a ladder from `rung` on that lies after now; *out_rung is its rung. */
static int64_t
next_on_ladder(const Step *step, const Clock *clock, int rung, int *out_rung)
{
	for (; rung < RUNG_WEEK; rung++) {
		int64_t at = rung_moment(step, clock, rung);

		if (at > step->now) {
			*out_rung = rung;
			return at;
		}
	}
	*out_rung = RUNG_WEEK;
	return MAX(rung_moment(step, clock, RUNG_WEEK),
		calendar_next_open(step->policy->calendar,
			calendar_due_workdays(step->policy->calendar, step->now, WEEK_WORKDAYS, NULL)));
}

/* The opening of the n-th working day after the start; n as configured. */
static int64_t
reminder_moment(const Step *step, const Clock *clock, int n)
{
	const Calendar *calendar = step->policy->calendar;
	GDate day;

	calendar_local_day(calendar, calendar_due_workdays(calendar, clock->started_at, n, NULL), &day);
	return calendar_open_of(calendar, &day);
}

static int64_t
next_for_learner(const Step *step, const Clock *clock)
{
	const int *days =
		clock->kind == CLOCK_REPLY ? step->policy->reply_remind : step->policy->confirm_remind;

	for (int i = 0; i < 2; i++) {
		int64_t at = days[i] > 0 ? reminder_moment(step, clock, days[i]) : 0;

		if (at > step->now && at < clock->due_at)
			return at;
	}
	return clock->due_at;
}

static bool
is_quiet_review(const Step *step)
{
	return (step->kase->state == STATE_HANDLED || step->kase->state == STATE_CONFIRMING) &&
	       step->kase->satisfaction != SATISFACTION_NOT;
}

static void
set_first_wake(Step *step, guint index)
{
	const Clock *clock = clock_at(step, index);
	int64_t wake = 0;
	int rung = 0;

	switch ((ClockKind)clock->kind) {
	case CLOCK_ACK:
		wake = clock->breached_at ? 0 : clock->due_at;
		break;
	case CLOCK_TRACK:
		wake = clock->due_at > step->now ? clock->due_at
						 : next_on_ladder(step, clock, RUNG_BREACH, &rung);
		break;
	case CLOCK_REPLY:
	case CLOCK_CONFIRM:
		wake = next_for_learner(step, clock);
		break;
	case CLOCK_REVIEW:
		/* Of a result silence is an abstention: nobody is reminded, the end alone matters. */
		if (is_quiet_review(step)) {
			wake = clock->due_at;
			break;
		}
		wake = next_on_ladder(step, clock, (int)clock->reminders, &rung);
		break;
	case CLOCK_TRIAGE:
	case CLOCK_ASSIGN:
	case CLOCK_CONTACT:
	case CLOCK_PLAN:
	case CLOCK_EXEC:
	case CLOCK_FEEDBACK:
	case CLOCK_TOTAL:
	case CLOCK_QUERY:
	case CLOCK_COUNT:
		wake = next_on_ladder(step, clock, (int)clock->reminders, &rung);
		break;
	}
	step_set_integer_in(step, "clock", index, "wake_at", wake);
}

/* ---- starting and ending ---- */

void
deadline_start(Step *step, ClockKind kind, int64_t due)
{
	const Calendar *calendar = step->policy->calendar;
	guint index = step->kase->clocks->len;
	bool provisional = false;

	/* Two checks are awaited side by side; of everything else the new obligation replaces the old. */
	if (kind != CLOCK_TRACK)
		deadline_stop(step, kind);
	if (!due)
		due = limit_end(step, kind, step->now, &provisional);
	else
		calendar_due_workdays(calendar, due - 1, 1, &provisional);
	step_set_in(step, "clock", index, "kind", clock_name(kind));
	step_set_integer_in(step, "clock", index, "started_at", step->now);
	step_set_integer_in(step, "clock", index, "due_at", due);
	if (provisional)
		step_set_in(step, "clock", index, "provisional", "1");
	step_set_in(step, "clock", index, "calendar", calendar_version(calendar));
	set_first_wake(step, index);
}

static void
breach(Step *step, guint index)
{
	const Clock *clock = clock_at(step, index);

	/* The moment is the limit's own, not that of the tick: an outage changes nothing. */
	if (!clock->breached_at)
		step_set_integer_in(step, "clock", index, "breached_at", end_of_duty(step, clock));
}

void
deadline_meet(Step *step, ClockKind kind, int64_t at)
{
	guint index;

	if (!running_index(step, kind, &index))
		return;
	if (at > end_of_duty(step, clock_at(step, index)))
		breach(step, index);
	step_set_integer_in(step, "clock", index, "met_at", at);
	step_set_integer_in(step, "clock", index, "wake_at", 0);
}

void
deadline_unmeet(Step *step, ClockKind kind)
{
	for (guint i = step->kase->clocks->len; i-- > 0;) {
		const Clock *clock = clock_at(step, i);

		if (clock->kind != (int)kind)
			continue;
		if (clock->met_at && !clock->stopped_at) {
			step_set_integer_in(step, "clock", i, "met_at", 0);
			set_first_wake(step, i);
			if (step->now > clock->due_at)
				breach(step, i);
		}
		return;
	}
}

static void
stop(Step *step, guint index)
{
	step_set_integer_in(step, "clock", index, "stopped_at", step->now);
	step_set_integer_in(step, "clock", index, "wake_at", 0);
}

void
deadline_stop(Step *step, ClockKind kind)
{
	guint index;

	while (running_index(step, kind, &index))
		stop(step, index);
}

void
deadline_stop_all(Step *step)
{
	for (guint i = 0; i < step->kase->clocks->len; i++) {
		if (clock_is_running(clock_at(step, i)))
			stop(step, i);
	}
}

/* ---- pauses: PLAN, EXEC and TOTAL wait for the learner's facts, CONTACT and FEEDBACK never (spec §9) ----
 */

void
deadline_pause(Step *step)
{
	static const ClockKind kinds[] = { CLOCK_PLAN, CLOCK_EXEC, CLOCK_TOTAL };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const Clock *clock;
		guint index;

		if (!running_index(step, kinds[i], &index))
			continue;
		clock = clock_at(step, index);
		if (clock->paused_at || clock->paused_days >= PAUSE_WORKDAYS || clock->due_at <= step->now)
			continue;
		step_set_integer_in(step, "clock", index, "paused_at", step->now);
		step_set_integer_in(step, "clock", index, "wake_at",
			calendar_due_workdays(step->policy->calendar, step->now,
				PAUSE_WORKDAYS - (int)clock->paused_days, NULL));
	}
}

/* The learner was told this time: M01 says when we get in touch, M10 when the plan is carried out, M18 when
 * there is a new plan. */
static bool
is_promised(const Step *step, const Clock *clock)
{
	return clock->kind == CLOCK_CONTACT || clock->kind == CLOCK_EXEC ||
	       (clock->kind == CLOCK_TRIAGE && !step->kase->returns) ||
	       (clock->kind == CLOCK_PLAN && step->kase->reopened > 0);
}

static void
resume(Step *step, guint index)
{
	const Clock *clock = clock_at(step, index);
	const Calendar *calendar = step->policy->calendar;
	int64_t old = clock->due_at;
	int days = calendar_workdays_between(calendar, clock->paused_at, step->now);
	bool provisional;

	days = MIN(days, PAUSE_WORKDAYS - (int)clock->paused_days);
	step_set_integer_in(step, "clock", index, "paused_at", 0);
	if (days > 0) {
		int64_t due = calendar_due_workdays(calendar, clock->due_at, days, &provisional);

		step_set_integer_in(step, "clock", index, "paused_days", clock->paused_days + days);
		step_set_integer_in(step, "clock", index, "due_at", due);
		if (provisional)
			step_set_in(step, "clock", index, "provisional", "1");
		if (is_promised(step, clock))
			step_tell_moved(step, index, old);
	}
	set_first_wake(step, index);
}

void
deadline_resume(Step *step)
{
	for (guint i = 0; i < step->kase->clocks->len; i++) {
		if (clock_is_running(clock_at(step, i)) && clock_at(step, i)->paused_at)
			resume(step, i);
	}
}

/* A new limit counts from the same start. One that would have ended already is not made a breach: the handler
 * gets the time of the new limit from now. */
static void
change_limit(Step *step, ClockKind kind)
{
	const Clock *clock;
	bool provisional;
	int64_t due, old;
	guint index;

	if (!running_index(step, kind, &index))
		return;
	clock = clock_at(step, index);
	old = clock->due_at;
	due = limit_end(step, kind, clock->started_at, &provisional);
	if (due <= step->now)
		due = limit_end(step, kind, step->now, &provisional);
	if (clock->breached_at || clock->paused_at || due == old)
		return;
	step_set_integer_in(step, "clock", index, "due_at", due);
	step_set_in(step, "clock", index, "provisional", provisional ? "1" : "");
	set_first_wake(step, index);
	if (is_promised(step, clock))
		step_tell_moved(step, index, old);
}

void
deadline_urgency_changed(Step *step)
{
	static const ClockKind kinds[] = { CLOCK_TRIAGE, CLOCK_ASSIGN, CLOCK_CONTACT, CLOCK_PLAN,
		CLOCK_REVIEW, CLOCK_TOTAL };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		change_limit(step, kinds[i]);
}

void
deadline_complex(Step *step)
{
	change_limit(step, CLOCK_TOTAL);
}

/* ---- a calendar that came late ---- */

/* A clock's end by the calendar that there is now. What has a day of its own keeps it. */
static int64_t
recounted(const Step *step, const Clock *clock, bool *out_provisional)
{
	const Calendar *calendar = step->policy->calendar;
	bool again = false;
	int64_t due;

	if (clock->kind == CLOCK_EXEC || clock->kind == CLOCK_TRACK) {
		calendar_due_workdays(calendar, clock->due_at - 1, 1, out_provisional);
		return clock->due_at;
	}
	due = limit_end(step, (ClockKind)clock->kind, clock->started_at, out_provisional);
	if (clock->paused_days > 0)
		due = calendar_due_workdays(calendar, due, (int)clock->paused_days, &again);
	*out_provisional = *out_provisional || again;
	return due;
}

/* What has ended, or would have ended by now, stays as it was: nobody is made late by a file. */
void
deadline_recount(Step *step)
{
	for (guint i = 0; i < step->kase->clocks->len; i++) {
		const Clock *clock = clock_at(step, i);
		int64_t old = clock->due_at, due;
		bool provisional = false;

		if (!clock_is_running(clock) || !clock->provisional)
			continue;
		due = recounted(step, clock, &provisional);
		step_set_in(step, "clock", i, "provisional", provisional ? "1" : "");
		step_set_in(step, "clock", i, "calendar", calendar_version(step->policy->calendar));
		if (due == old || due <= step->now || clock->breached_at || clock->paused_at)
			continue;
		step_set_integer_in(step, "clock", i, "due_at", due);
		set_first_wake(step, i);
		step_send(step, LETTER_M19, TO_OWNER, (int)i, old);
		if (is_promised(step, clock))
			step_tell_moved(step, i, old);
	}
}

/* ---- ticks ---- */

const Clock *
deadline_of_tick(const Step *step)
{
	const Clock *clock;

	if (step->event->kind != EVENT_TICK || step->event->index < 0 ||
		(guint)step->event->index >= step->kase->clocks->len)
		return NULL;
	clock = clock_at(step, (guint)step->event->index);
	return clock_is_running(clock) && clock->wake_at && clock->wake_at <= step->now ? clock : NULL;
}

bool
deadline_is_due(const Step *step, ClockKind kind)
{
	const Clock *clock = deadline_of_tick(step);

	return clock && clock->kind == (int)kind;
}

/* Reminds the learner, then sleeps to the next reminder or the end. */
void
deadline_reminded(Step *step)
{
	guint index = (guint)step->event->index;

	step_set_integer_in(step, "clock", index, "reminders", clock_at(step, index)->reminders + 1);
	step_set_integer_in(step, "clock", index, "wake_at", next_for_learner(step, clock_at(step, index)));
}

/* The learner's time is over and staff has been told: told again weekly. */
void
deadline_given_up(Step *step)
{
	guint index = (guint)step->event->index;
	const Calendar *calendar = step->policy->calendar;

	breach(step, index);
	step_set_integer_in(step, "clock", index, "reminders", clock_at(step, index)->reminders + 1);
	step_set_integer_in(step, "clock", index, "wake_at",
		calendar_next_open(
			calendar, calendar_due_workdays(calendar, step->now, WEEK_WORKDAYS, NULL)));
}

/* M17 is out: the answer or a check by staff is awaited from now on. */
void
deadline_asked(Step *step)
{
	guint index = (guint)step->event->index;
	int rung;

	step_set_integer_in(step, "clock", index, "reminders", 1);
	step_set_integer_in(step, "clock", index, "wake_at",
		next_on_ladder(step, clock_at(step, index), RUNG_BREACH, &rung));
}

/* How far up a rung is heard, and who joins there. An urgent case is heard one higher (spec §14). */
enum {
	HEARD_OWNER,
	HEARD_HEAD,
	HEARD_SUPERVISION,
	HEARD_ALL,
	HEARD_COUNT,
};

static const unsigned heard_by[HEARD_COUNT] = {
	[HEARD_OWNER] = 0,
	[HEARD_HEAD] = TO_HEAD,
	[HEARD_SUPERVISION] = TO_HEAD | TO_INTAKE | TO_ADMIN_SUP,
	[HEARD_ALL] = TO_HEAD | TO_INTAKE | TO_ADMIN_SUP | TO_MANAGER,
};

static int
rung_height(const Step *step, int rung)
{
	static const int heights[RUNG_COUNT] = { [RUNG_SOON] = HEARD_OWNER,
		[RUNG_OVER] = HEARD_HEAD,
		[RUNG_DAY] = HEARD_SUPERVISION,
		[RUNG_THREE] = HEARD_ALL,
		[RUNG_WEEK] = HEARD_SUPERVISION };
	bool higher = step->kase->urgent && rung >= RUNG_SOON;

	return MIN(heights[rung] + (higher ? 1 : 0), HEARD_ALL);
}

static unsigned
rung_audience(const Step *step, const Clock *clock, int rung)
{
	int height = rung_height(step, rung);
	unsigned readers = duties[clock->kind].owner | heard_by[height];

	if (rung == RUNG_SIGN)
		return step->kase->taken_at ? 0 : TO_HEAD;
	if (rung == RUNG_BREACH)
		return 0;
	/* A vote that is late is the supervisor's concern, not the department's. */
	if (clock->kind == CLOCK_REVIEW && height == HEARD_HEAD)
		readers = (readers & ~(unsigned)TO_HEAD) | TO_ADMIN_SUP;
	/* Nobody signed for it in a whole working day (T07b). */
	if (clock->kind == CLOCK_CONTACT && rung >= RUNG_OVER && !step->kase->taken_at)
		readers |= TO_ADMIN_SUP;
	return readers;
}

/* The highest rung whose moment has come: after an outage the lower ones are not made up for. */
static int
rung_reached(const Step *step, const Clock *clock)
{
	int reached = -1;

	for (int rung = (int)MIN(clock->reminders, RUNG_WEEK); rung < RUNG_WEEK; rung++) {
		int64_t at = rung_moment(step, clock, rung);

		if (at && at <= step->now)
			reached = rung;
	}
	return reached < 0 && clock->reminders >= RUNG_WEEK ? RUNG_WEEK : reached;
}

static void
climb(Step *step, guint index)
{
	const Clock *clock = clock_at(step, index);
	const Calendar *calendar = step->policy->calendar;
	int rung = rung_reached(step, clock), next;
	unsigned audience = rung < 0 ? 0 : rung_audience(step, clock, rung);
	int64_t wake;

	if (rung >= RUNG_BREACH)
		breach(step, index);
	/* Letters wait for working hours; only an outage brings us here outside them. */
	if (audience && calendar_next_open(calendar, step->now) != step->now) {
		step_set_integer_in(step, "clock", index, "wake_at", calendar_next_open(calendar, step->now));
		return;
	}
	if (audience)
		step_send(step, rung > RUNG_BREACH ? LETTER_M20 : duties[clock->kind].letter, audience,
			(int)index, 0);
	if (rung > RUNG_BREACH && rung_height(step, rung) >= HEARD_SUPERVISION && !step->kase->supervised)
		step_set_flag(step, "supervised", true);
	wake = next_on_ladder(step, clock, rung + 1, &next);
	step_set_integer_in(step, "clock", index, "reminders", next);
	step_set_integer_in(step, "clock", index, "wake_at", wake);
}

void
deadline_tick(Step *step)
{
	const Clock *clock = deadline_of_tick(step);
	guint index = (guint)step->event->index;

	g_assert(clock);
	if (clock->paused_at) {
		resume(step, index);
	} else if (duties[clock->kind].ladder) {
		climb(step, index);
	} else {
		breach(step, index);
		step_set_integer_in(step, "clock", index, "wake_at", 0);
	}
}
