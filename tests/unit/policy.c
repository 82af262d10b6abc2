/* Who is there: roles, absences, deputies; and the names and limits that everything goes by. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/case/routing.h"

#include <string.h>

static void
away(Policy *policy, const char *address, const char *deputy, int64_t now)
{
	Person *person = world_person(policy, address);

	person->away_from = now - 60;
	person->away_to = now + 60;
	g_free(person->deputy);
	person->deputy = g_strdup(deputy);
}

static char *
addresses(GPtrArray *people)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < people->len; i++) {
		const Person *person = g_ptr_array_index(people, i);

		g_string_append_printf(text, "%s%s", text->len ? " " : "", person->address);
	}
	g_ptr_array_unref(people);
	return g_string_free(text, FALSE);
}

static void
people(void)
{
	int64_t now = world_time("2026-11-23T10:00");
	static const struct {
		const char *label;
		const char *away[3], *deputy[3];
		const char *want; /* who handles */
	} rows[] = {
		{ "all there", { NULL }, { NULL }, HANDLER " " SECOND " " ACADEMIC },
		{ "one away: the others", { HANDLER }, { NULL }, SECOND " " ACADEMIC },
		{ "one away, his deputy stands in", { HANDLER }, { HEAD }, HEAD " " SECOND " " ACADEMIC },
		{ "the deputy is one of them anyway", { HANDLER }, { SECOND }, SECOND " " ACADEMIC },
		{ "the deputy is away, and his stands in", { HANDLER, HEAD }, { HEAD, BOSS },
			BOSS " " SECOND " " ACADEMIC },
		{ "deputies in a ring", { HANDLER, HEAD }, { HEAD, HANDLER }, SECOND " " ACADEMIC },
		{ "all away and nobody stands in: all of them", { HANDLER, SECOND, ACADEMIC }, { NULL },
			HANDLER " " SECOND " " ACADEMIC },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Policy) policy = world_policy();
		g_autofree char *got = NULL;

		for (int j = 0; j < 3 && rows[i].away[j]; j++)
			away(policy, rows[i].away[j], rows[i].deputy[j], now);
		got = addresses(policy_people_with(policy, ROLE_HANDLER, now));
		check_text(rows[i].label, got, rows[i].want);
	}
}

static void
absence(void)
{
	g_autoptr(Policy) policy = world_policy();
	Person *person = world_person(policy, HANDLER);

	person->away_from = 1000;
	person->away_to = 2000;
	check(!person_is_away(person, 999), "the second before", "away");
	check(person_is_away(person, 1000), "the first second", "there");
	check(person_is_away(person, 1999), "the last second", "there");
	check(!person_is_away(person, 2000), "the second after", "away");
	person->away_to = 1000;
	check(!person_is_away(person, 1000), "an absence of nothing", "away");
}

static void
roles(void)
{
	int64_t now = world_time("2026-11-23T10:00");
	g_autoptr(Policy) policy = world_policy();

	check_int("a handler", policy_roles(policy, HANDLER, now), ROLE_BIT(ROLE_HANDLER));
	check_int("a stranger", policy_roles(policy, "stranger@mail.test", now), 0);
	check_int("nobody", policy_roles(policy, NULL, now), 0);
	away(policy, FINANCE, HANDLER, now);
	check_int("and finance's deputy", policy_roles(policy, HANDLER, now),
		ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_FINANCE));
	check_int("until finance is back", policy_roles(policy, HANDLER, now + 60), ROLE_BIT(ROLE_HANDLER));
	check(policy_person(policy, "Handler@School.Test") != NULL, "the case of an address does not matter",
		"unknown");
	check(policy_category(policy, "教学质量") == policy_category(policy, "teaching"),
		"a category by its label", "another");
	check(policy_department(policy, "教学部") == policy_department(policy, "teaching"),
		"a department by its label", "another");
	check(!policy_category(policy, "食堂") && !policy_department(policy, "食堂"), "unknown words",
		"known");
}

/* Spec §15: what each role gets without being asked, and what a person chose instead. */
static void
reports(void)
{
	static const struct {
		const char *label;
		unsigned roles, chosen, want;
	} rows[] = {
		{ "a handler: his lines", ROLE_BIT(ROLE_HANDLER), 0, REPORT_BIT(REPORT_LINES) },
		{ "intake: its lines", ROLE_BIT(ROLE_INTAKE), 0, REPORT_BIT(REPORT_LINES) },
		{ "a head: lines and the week", ROLE_BIT(ROLE_DEPT_HEAD), 0,
			REPORT_BIT(REPORT_LINES) | REPORT_BIT(REPORT_WEEKLY) },
		{ "finance: lines, day, month, quarter", ROLE_BIT(ROLE_FINANCE), 0,
			REPORT_BIT(REPORT_LINES) | REPORT_BIT(REPORT_DAILY) | REPORT_BIT(REPORT_MONTHLY) |
				REPORT_BIT(REPORT_QUARTERLY) },
		{ "the management: all but lines", ROLE_BIT(ROLE_MANAGER), 0,
			REPORT_BIT(REPORT_DAILY) | REPORT_BIT(REPORT_WEEKLY) | REPORT_BIT(REPORT_MONTHLY) |
				REPORT_BIT(REPORT_QUARTERLY) },
		{ "what was chosen alone", ROLE_BIT(ROLE_MANAGER), REPORT_BIT(REPORT_WEEKLY),
			REPORT_BIT(REPORT_WEEKLY) },
		{ "none, if that was chosen", ROLE_BIT(ROLE_MANAGER), REPORT_BIT(REPORT_NONE), 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const Person person = { .roles = rows[i].roles, .reports = rows[i].chosen };

		check_int(rows[i].label, person_reports(&person), rows[i].want);
	}
}

/* A limit in days and one in minutes are halved for an urgent case like one in working days. */
static void
halves(void)
{
	static const struct {
		const char *label;
		Limit limit;
		const char *due;
	} rows[] = {
		{ "five days are three", { 5, UNIT_DAYS, 0 }, "2026-11-26T18:00" },
		{ "ninety minutes are forty-five", { 90, UNIT_MINUTES, 0 }, "2026-11-23T10:45" },
		{ "four working days are two", { 4, UNIT_WORKDAYS, 0 }, "2026-11-25T18:00" },
		{ "an amount of its own is taken as it is", { 5, UNIT_DAYS, 1 }, "2026-11-24T18:00" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		ComplaintFacts facts = world_facts();
		g_autofree char *due = NULL;

		facts.urgent = true;
		world->policy->limits[CLOCK_CONTACT] = rows[i].limit;
		world_at(world, "2026-11-23T10:00");
		world_do(world, (Event){ .kind = EVENT_COMPLAINT, .complaint = &facts });
		due = world_text(case_clock(world->kase, CLOCK_CONTACT)->due_at);
		check_text(rows[i].label, due, rows[i].due);
	}
}

/* Whom a text names; a Latin name is none inside a longer word. */
static void
named(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "Lee was rude", HANDLER },
		{ "ask Lee", HANDLER },
		{ "about Lee.", HANDLER },
		{ "the 3Lee", "" },
		{ "Leeds is far", "" },
		{ "McLee was rude", "" },
		{ "McLee, not Lee", HANDLER },
		{ "老师Lee迟到", HANDLER },
		{ "a letter to " HANDLER, HANDLER },
		{ "", "" },
	};
	g_autoptr(Policy) policy = world_policy();
	Person *person = world_person(policy, HANDLER);

	g_free(person->name);
	person->name = g_strdup("Lee");
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("named in '%s'", rows[i].text);
		g_autofree char *names = routing_people_named(policy, rows[i].text);
		const Person *one = routing_called(policy, names);

		check_text(label, one ? one->address : "", rows[i].want);
	}
}

/* The first of the list is as good as any other. */
static void
routed(void)
{
	g_autoptr(Policy) policy = world_policy();
	g_autoptr(Case) kase = case_new();
	gpointer first = policy->people->pdata[0];
	guint place = 0;

	while (policy->people->pdata[place] != world_person(policy, HANDLER))
		place++;
	policy->people->pdata[0] = policy->people->pdata[place];
	policy->people->pdata[place] = first;
	check_text("the first handler of the department",
		routing_by_department(kase, policy, "teaching", 0).handler->address, HANDLER);
}

static void
names(void)
{
	Role role;
	ClockKind clock;

	for (int i = 0; i < ROLE_COUNT; i++)
		check(role_from_name(role_name((Role)i), &role) && (int)role == i, role_name((Role)i),
			"reads as another");
	for (int i = 0; i < CLOCK_COUNT; i++)
		check(clock_from_name(clock_name((ClockKind)i), &clock) && (int)clock == i,
			clock_name((ClockKind)i), "reads as another");
	check(!role_from_name("cook", &role) && !role_from_name(NULL, &role), "no such role", "there is");
	check(!clock_from_name("TEA", &clock) && !clock_from_name(NULL, &clock), "no such clock", "there is");
}

/* Spec §9, and the numbers of §5 to §13. */
static void
limits(void)
{
	static const struct {
		ClockKind clock;
		int amount;
		LimitUnit unit;
		int urgent;
	} rows[] = {
		{ CLOCK_ACK, 15, UNIT_MINUTES, 15 },
		{ CLOCK_TRIAGE, 1, UNIT_WORKDAYS, 0 },
		{ CLOCK_ASSIGN, 1, UNIT_WORKDAYS, 0 },
		{ CLOCK_CONTACT, 1, UNIT_WORKDAYS, 0 },
		{ CLOCK_PLAN, 3, UNIT_WORKDAYS, 1 },
		{ CLOCK_REVIEW, 1, UNIT_WORKDAYS, 0 },
		{ CLOCK_REPLY, 10, UNIT_WORKDAYS, 10 },
		{ CLOCK_FEEDBACK, 2, UNIT_WORKDAYS, 0 },
		{ CLOCK_CONFIRM, 10, UNIT_WORKDAYS, 10 },
		{ CLOCK_TOTAL, 15, UNIT_WORKDAYS, 5 },
	};
	g_autoptr(Policy) policy = policy_new();

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const Limit *limit = &policy->limits[rows[i].clock];

		check(limit->amount == rows[i].amount && limit->unit == rows[i].unit &&
				limit->urgent_amount == rows[i].urgent,
			clock_name(rows[i].clock), "%d of unit %d, urgent %d", limit->amount,
			(int)limit->unit, limit->urgent_amount);
	}
	check(policy->track_days[0] == 7 && policy->track_days[1] == 30, "checks at 7 and 30 days", "others");
	check(policy->reply_remind[0] == 3 && policy->reply_remind[1] == 5, "REPLY reminds at 3 and 5",
		"others");
	check(policy->confirm_remind[0] == 3 && policy->confirm_remind[1] == 7, "CONFIRM reminds at 3 and 7",
		"others");
	check(policy->score_threshold == 0.60 && policy->score_margin == 0.15, "sure from 0.60 by 0.15",
		"others");
	check(policy->rounds_before_conclusion == 3 && policy->max_transfers == 2 &&
			policy->reopen_days == 30,
		"3 rounds, 2 transfers, 30 days", "others");
	check(policy->duplicate_days == 14 && policy->systemic_days == 90 && policy->systemic_cases == 3 &&
			policy->joint_days == 3 && policy->joint_learners == 5,
		"duplicates in 14 days, systemic 3 in 90, joint 5 in 3", "others");
	check(policy->rounds_supervised == 3 && policy->rounds_decided == 5 && policy->reply_end == 10 &&
			policy->confirm_end == 10,
		"rounds 3 and 5, ends after 10", "others");
}

int
main(void)
{
	people();
	absence();
	roles();
	reports();
	halves();
	named();
	routed();
	names();
	limits();
	return check_done();
}
