#include "workflow/figures/agenda.h"

#include "workflow/case/routing.h"
#include "workflow/figures/figures.h"

#include <string.h>

bool
agenda_is_recused(const CaseFacts *facts, const Person *person)
{
	return *facts->persons && person && routing_names(facts->persons, person);
}

/* ---- one person's desk ---- */

typedef struct {
	const Policy *policy;
	const Person *person;
	unsigned roles; /* at this moment, those of the absent included */
	int64_t now, day_end;
	int64_t yesterday; /* when the working day before began */
} Desk;

/* Midnight after the day of `at`. */
static int64_t
end_of_day(const Calendar *calendar, int64_t at)
{
	GDate day;

	calendar_local_day(calendar, at, &day);
	g_date_add_days(&day, 1);
	return calendar_moment_of(calendar, &day, 0);
}

static int64_t
workday_before(const Calendar *calendar, int64_t at)
{
	GDate day;

	calendar_local_day(calendar, at, &day);
	do
		g_date_subtract_days(&day, 1);
	while (!calendar_is_workday(calendar, &day));
	return calendar_moment_of(calendar, &day, 0);
}

/* He has the case, or stands in for who has it. */
static bool
handles(const Desk *desk, const CaseFacts *facts)
{
	const Person *handler = policy_person(desk->policy, facts->handler);

	if (!*facts->handler || !handler)
		return false;
	return handler == desk->person ||
	       (person_is_away(handler, desk->now) &&
		       policy_present(desk->policy, handler, desk->now) == desk->person);
}

static bool
has_voted(const CaseFacts *facts, const Person *person)
{
	return strstr(facts->votes, person->address) != NULL;
}

/* Spec §11: finance when it costs something, admin_sup when it is urgent or costs much. */
static bool
votes_on_plan(const Desk *desk, const CaseFacts *facts)
{
	bool finance = facts->cost > 0;
	bool chief = facts->urgent || facts->cost > desk->policy->cost_limit;

	return ((finance && desk->roles & ROLE_BIT(ROLE_FINANCE)) ||
		       (chief && desk->roles & ROLE_BIT(ROLE_ADMIN_SUP))) &&
	       !handles(desk, facts) && !has_voted(facts, desk->person);
}

/* Whether the clock of this kind is one that the person must stop. */
static bool
owes(const Desk *desk, const CaseFacts *facts, const ClockFacts *clock)
{
	bool intake = desk->roles & ROLE_BIT(ROLE_INTAKE);
	bool today = clock->due_at < desk->day_end;

	switch ((ClockKind)clock->kind) {
	case CLOCK_TRIAGE:
	case CLOCK_ASSIGN:
	case CLOCK_FEEDBACK:
		return intake;
	case CLOCK_CONTACT:
	case CLOCK_EXEC:
	case CLOCK_QUERY:
		return handles(desk, facts);
	case CLOCK_PLAN:
		return handles(desk, facts) &&
		       (facts->state == STATE_INVESTIGATING || facts->state == STATE_ASSIGNED);
	case CLOCK_REVIEW:
		return facts->state == STATE_PLAN_REVIEW && votes_on_plan(desk, facts);
	case CLOCK_REPLY:
	case CLOCK_CONFIRM:
		/* The learner has been silent to the end: somebody telephones. */
		return intake && clock->due_at <= desk->now;
	case CLOCK_TRACK:
		return today && (intake || handles(desk, facts));
	case CLOCK_TOTAL:
		return today && facts->state < STATE_HANDLED && handles(desk, facts);
	case CLOCK_ACK:
	case CLOCK_COUNT:
		break;
	}
	return false;
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
	const AgendaLine *x = a, *y = b;

	if (x->due_at != y->due_at)
		return x->due_at < y->due_at ? -1 : 1;
	if (x->facts->id != y->facts->id)
		return x->facts->id < y->facts->id ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

/* ---- improvement items ---- */

static bool
is_due_soon(const Policy *policy, const ImprovementFacts *item, int64_t day_end)
{
	return item->due_at < day_end + (int64_t)policy->improve_remind * 24 * 3600;
}

/* His to do: he is named, or stands in for who is; of an owner who is not on the list of staff, the handler
 * hears. The head hears of what is over (spec §14). */
static bool
has_in_hand(const Desk *desk, const CaseFacts *facts, const ImprovementFacts *item)
{
	const Person *owner = *item->person ? policy_person(desk->policy, item->person) : NULL;

	if (item->due_at < desk->now && desk->roles & ROLE_BIT(ROLE_DEPT_HEAD) &&
		g_strcmp0(desk->person->department, facts->department) == 0)
		return true;
	if (!owner)
		return handles(desk, facts);
	return owner == desk->person ||
	       (person_is_away(owner, desk->now) &&
		       policy_present(desk->policy, owner, desk->now) == desk->person);
}

/* It is on the list when it is new, and again before its day until it is done. */
static void
add_items(GArray *lines, const Desk *desk, const CaseFacts *facts)
{
	for (guint k = 0; k < facts_improvements(facts); k++) {
		const ImprovementFacts *item = facts_improvement(facts, k);
		AgendaLine line = { facts, CLOCK_COUNT, item->due_at, k + 1 };

		if (improvement_facts_is_open(item, desk->now) && has_in_hand(desk, facts, item) &&
			(item->raised_at >= desk->yesterday ||
				is_due_soon(desk->policy, item, desk->day_end)))
			g_array_append_val(lines, line);
	}
}

GArray *
agenda_of(const FactsBook *book, const Policy *policy, const Person *person, int64_t now)
{
	Desk desk = { policy, person, policy_roles(policy, person->address, now), now,
		end_of_day(policy->calendar, now), workday_before(policy->calendar, now) };
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(AgendaLine));

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		AgendaLine line = { facts, CLOCK_COUNT, 0, 0 };

		if (agenda_is_recused(facts, person))
			continue;
		add_items(lines, &desk, facts);
		if (!facts_is_open(facts))
			continue;
		for (guint k = 0; k < facts->clocks->len; k++) {
			const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, k);

			if (!clock_facts_is_running(clock) || clock->paused || !owes(&desk, facts, clock) ||
				(line.due_at && line.due_at <= clock->due_at))
				continue;
			line.kind = (ClockKind)clock->kind;
			line.due_at = clock->due_at;
		}
		if (line.due_at)
			g_array_append_val(lines, line);
	}
	g_array_sort(lines, compare_lines);
	return lines;
}

/* ---- the lists of the daily digest ---- */

static const ClockFacts *
running_clock(const CaseFacts *facts, ClockKind a, ClockKind b)
{
	for (guint i = facts->clocks->len; i-- > 0;) {
		const ClockFacts *clock = &g_array_index(facts->clocks, ClockFacts, i);

		if ((clock->kind == a || clock->kind == b) && clock_facts_is_running(clock))
			return clock;
	}
	return NULL;
}

static void
about(AgendaLine *line, const ClockFacts *clock)
{
	if (!clock)
		return;
	line->kind = (ClockKind)clock->kind;
	line->due_at = clock->due_at;
}

static int64_t
ended_at(const CaseFacts *facts)
{
	static const unsigned ends = 1u << DID_DISMISSED | 1u << DID_MERGED | 1u << DID_WITHDRAWN |
				     1u << DID_CLOSED | 1u << DID_EXTERNAL;

	for (guint i = facts->happenings->len; i-- > 0;) {
		const Happening *happening = &g_array_index(facts->happenings, Happening, i);

		if (ends >> happening->deed & 1)
			return happening->at;
	}
	return 0;
}

/* Whether the case belongs on the list; fills what the line is about. */
static bool
belongs(AgendaList list, const CaseFacts *facts, int64_t since, int64_t now, int64_t day_end,
	AgendaLine *line)
{
	const ClockFacts *over = facts_overdue(facts, now), *next = facts_next_clock(facts);
	bool open = facts_is_open(facts);

	about(line, over ? over : next);
	switch (list) {
	case LIST_URGENT:
		return open && facts->urgent && facts->state < STATE_TRACKING;
	case LIST_OVERDUE:
		return open && over;
	case LIST_TODAY:
		return open && !over && next && next->due_at < day_end && next->kind != CLOCK_TRACK;
	case LIST_VOTES:
		about(line, running_clock(facts, CLOCK_REVIEW, CLOCK_REVIEW));
		return facts->state == STATE_PLAN_REVIEW;
	case LIST_LEARNER:
		about(line, running_clock(facts, CLOCK_REPLY, CLOCK_CONFIRM));
		return facts->state == STATE_NEGOTIATING || facts->state == STATE_CONFIRMING ||
		       (open && facts->waiting_info);
	case LIST_NEW:
		return facts->received_at >= since && facts->received_at < now;
	case LIST_ENDED:
		line->due_at = ended_at(facts);
		return !open && line->due_at >= since && line->due_at < now;
	case LIST_IMPROVE:
	case LIST_COUNT:
		break;
	}
	return false;
}

static void
add_due_items(GArray *lines, const Policy *policy, const CaseFacts *facts, int64_t now, int64_t day_end)
{
	for (guint k = 0; k < facts_improvements(facts); k++) {
		const ImprovementFacts *item = facts_improvement(facts, k);
		AgendaLine line = { facts, CLOCK_COUNT, item->due_at, k + 1 };

		if (improvement_facts_is_open(item, now) && is_due_soon(policy, item, day_end))
			g_array_append_val(lines, line);
	}
}

GArray *
agenda_list(const FactsBook *book, const Policy *policy, AgendaList list, const Person *reader, int64_t since,
	int64_t now)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(AgendaLine));
	int64_t day_end = end_of_day(policy->calendar, now);

	for (guint i = 0; i < facts_book_length(book); i++) {
		const CaseFacts *facts = facts_book_at(book, i);
		AgendaLine line = { facts, CLOCK_COUNT, 0, 0 };

		if (agenda_is_recused(facts, reader))
			continue;
		if (list == LIST_IMPROVE)
			add_due_items(lines, policy, facts, now, day_end);
		else if (belongs(list, facts, since, now, day_end, &line))
			g_array_append_val(lines, line);
	}
	g_array_sort(lines, compare_lines);
	return lines;
}
