#include "workflow/case/routing.h"

#include <string.h>

/* ---- recusal ---- */

/* Titles that follow a surname when people complain; the longest stand first. */
static const char *const titles[] = { "老师", "主任", "经理", "主管", "顾问", "教练", "校长", "前台", "同学",
	"先生", "女士", "总", NULL };

enum {
	NAME_MIN = 2
}; /* characters: a single one is no name */

static bool
line_names(const char *line, const Person *person)
{
	if (person->name && g_utf8_strlen(person->name, -1) >= NAME_MIN && strstr(line, person->name))
		return true;
	return person->address && *person->address && strcasestr(line, person->address);
}

/* hint = surname title, where the surname is the name's first character */
static bool
line_hints(const char *line, const Person *person)
{
	size_t surname;

	if (!person->name || !*person->name)
		return false;
	surname = (size_t)g_utf8_skip[(guchar)*person->name];
	if (strncmp(line, person->name, surname) != 0)
		return false;
	for (const char *const *title = titles; *title; title++) {
		if (g_str_has_prefix(line + surname, *title))
			return true;
	}
	return false;
}

static bool
any_line(const char *persons, const Person *person, bool (*names)(const char *, const Person *))
{
	g_auto(GStrv) lines = NULL;

	if (!persons)
		return false;
	lines = g_strsplit(persons, "\n", -1);
	for (char **line = lines; *line; line++) {
		if (names(g_strstrip(*line), person))
			return true;
	}
	return false;
}

bool
routing_names(const char *persons, const Person *person)
{
	return any_line(persons, person, line_names);
}

bool
routing_recused(const Case *kase, const Person *person)
{
	return routing_names(kase->persons, person);
}

bool
routing_hinted(const Case *kase, const Person *person)
{
	return routing_recused(kase, person) || any_line(kase->persons, person, line_hints);
}

/* A Latin name is none inside a longer word. */
static bool
stands_alone(const char *text, const char *at, size_t length)
{
	return !(at > text && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(*at)) &&
	       !(g_ascii_isalnum(at[length]) && g_ascii_isalnum(at[length - 1]));
}

static bool
text_names(const char *text, const char *name)
{
	size_t length = name ? strlen(name) : 0;

	if (!name || g_utf8_strlen(name, -1) < NAME_MIN)
		return false;
	for (const char *at = strcasestr(text, name); at; at = strcasestr(at + length, name))
		if (stands_alone(text, at, length))
			return true;
	return false;
}

char *
routing_people_named(const Policy *policy, const char *text)
{
	GString *named = g_string_new(NULL);

	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (text_names(text, person->name) || text_names(text, person->address))
			g_string_append_printf(named, "%s%s", named->len ? "\n" : "", person->name);
	}
	return g_string_free(named, FALSE);
}

/* "李娜老师" */
static bool
is_titled(const char *word, const Person *person)
{
	size_t n = person->name ? strlen(person->name) : 0;

	return n && g_str_has_prefix(word, person->name) && g_strv_contains(titles, word + n);
}

const Person *
routing_called(const Policy *policy, const char *word)
{
	const Person *found = policy_person(policy, word);
	int hints = 0;

	if (found || !word || !*word)
		return found;
	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (g_strcmp0(person->name, word) == 0 || is_titled(word, person))
			return person;
		if (person->roles & (ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD)) &&
			line_hints(word, person)) {
			found = person;
			hints++;
		}
	}
	return hints == 1 ? found : NULL;
}

/* ---- who is there ---- */

static bool
is_of(const Person *person, Role role, const char *department)
{
	return person->roles & ROLE_BIT(role) && g_strcmp0(person->department, department) == 0;
}

/* The present stand-in of `person` who may have the case; NULL: none. */
static const Person *
fit(const Case *kase, const Policy *policy, const Person *person, int64_t now)
{
	const Person *present = person ? policy_present(policy, person, now) : NULL;

	return present && !routing_hinted(kase, present) && !routing_hinted(kase, person) ? present : NULL;
}

const Person *
routing_head(const Case *kase, const Policy *policy, const char *department, int64_t now)
{
	const Department *row = policy_department(policy, department);
	const Person *head = row ? fit(kase, policy, policy_person(policy, row->leader), now) : NULL;

	for (guint i = 0; row && !head && i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (is_of(person, ROLE_DEPT_HEAD, row->id))
			head = fit(kase, policy, person, now);
	}
	return head;
}

bool
routing_heads(const Case *kase, const Policy *policy, const char *address, int64_t now)
{
	const Person *self = policy_person(policy, address);
	const Department *row = policy_department(policy, kase->department);

	if (!self || !row)
		return false;
	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (is_of(person, ROLE_DEPT_HEAD, row->id) || policy_person(policy, row->leader) == person) {
			if (person == self || policy_present(policy, person, now) == self)
				return true;
		}
	}
	return false;
}

bool
routing_handles(const Case *kase, const Policy *policy, const char *address, int64_t now)
{
	const Person *self = policy_person(policy, address);
	const Person *handler = policy_person(policy, kase->handler);

	return self && handler && (self == handler || policy_present(policy, handler, now) == self);
}

/* ---- where a case goes ---- */

static const Person *
first_supervisor(const Case *kase, const Policy *policy, int64_t now)
{
	g_autoptr(GPtrArray) people = policy_people_with(policy, ROLE_ADMIN_SUP, now);

	for (guint i = 0; i < people->len; i++) {
		const Person *person = g_ptr_array_index(people, i);

		if (!routing_hinted(kase, person))
			return person;
	}
	return NULL;
}

/* The head when the category says so, else the first handler who is there; then the head; then the
 * supervisor. A head whom the complaint names is passed over to the supervisor by this order alone. */
static const Person *
of_department(const Case *kase, const Policy *policy, const char *department, bool to_head, int64_t now)
{
	const Person *found = NULL;

	for (guint i = 0; !to_head && !found && i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (is_of(person, ROLE_HANDLER, department))
			found = fit(kase, policy, person, now);
	}
	if (!found)
		found = routing_head(kase, policy, department, now);
	return found ? found : first_supervisor(kase, policy, now);
}

Route
routing_by_department(const Case *kase, const Policy *policy, const char *department, int64_t now)
{
	const Department *row = policy_department(policy, department);

	if (!row)
		return (Route){ "", NULL };
	return (Route){ row->id, of_department(kase, policy, row->id, false, now) };
}

Route
routing_by_category(const Case *kase, const Policy *policy, int64_t now)
{
	const Category *category = policy_category(policy, kase->category);
	const Department *row;

	if (!category || category->to_intake)
		return (Route){ "", NULL };
	row = policy_department(policy, category->department);
	if (category->to_supervision)
		return (Route){ row ? row->id : "", first_supervisor(kase, policy, now) };
	if (!row)
		return (Route){ "", NULL };
	return (Route){ row->id, of_department(kase, policy, row->id, category->to_head, now) };
}

/* ---- who reviews ---- */

GPtrArray *
routing_voters(const Case *kase, const Policy *policy, Role role, int64_t now)
{
	GPtrArray *people = policy_people_with(policy, role, now);

	for (guint i = people->len; i-- > 0;) {
		const Person *person = g_ptr_array_index(people, i);

		if (routing_recused(kase, person) || routing_handles(kase, policy, person->address, now))
			g_ptr_array_remove_index(people, i);
	}
	return people;
}

static bool
has_voters(const Case *kase, const Policy *policy, Role role, int64_t now)
{
	g_autoptr(GPtrArray) people = routing_voters(kase, policy, role, now);

	return people->len > 0;
}

/* When nobody of a role may vote, the supervisor judges in its stead, and managers in his: money is never
 * approved by nobody. Only an institution without any of them skips the vote. */
static unsigned
stand_in(const Case *kase, const Policy *policy, Role role, int64_t now)
{
	static const Role ladder[] = { ROLE_ADMIN_SUP, ROLE_MANAGER };

	if (has_voters(kase, policy, role, now))
		return ROLE_BIT(role);
	for (size_t i = 0; i < G_N_ELEMENTS(ladder); i++) {
		if (has_voters(kase, policy, ladder[i], now))
			return ROLE_BIT(ladder[i]);
	}
	return 0;
}

unsigned
routing_reviewers(const Case *kase, const Policy *policy, int64_t now)
{
	const Plan *plan = case_plan(kase);
	unsigned roles = 0;

	if (kase->state == STATE_HANDLED || kase->state == STATE_CONFIRMING)
		return stand_in(kase, policy, ROLE_ADMIN_SUP, now);
	if (!plan)
		return 0;
	/* Four rounds brought no agreement: the whole group decides what is offered now (spec §10). */
	if (kase->round + 1 >= policy->rounds_decided)
		return stand_in(kase, policy, ROLE_ADMIN_SUP, now) |
		       stand_in(kase, policy, ROLE_FINANCE, now) |
		       stand_in(kase, policy, ROLE_LEARNER_REP, now);
	if (plan->cost > 0)
		roles |= stand_in(kase, policy, ROLE_FINANCE, now);
	if (kase->urgent || plan->cost > policy->cost_limit)
		roles |= stand_in(kase, policy, ROLE_ADMIN_SUP, now);
	return roles;
}

/* A vote of his is asked for, and he has not cast it. */
static bool
owes_vote(const Case *kase, const Policy *policy, const Person *person, unsigned roles, int64_t now)
{
	const Plan *plan = case_plan(kase);
	const char *votes = kase->state == STATE_PLAN_REVIEW && plan ? plan->votes : kase->result_votes;
	unsigned asked = 0;

	if (kase->state == STATE_PLAN_REVIEW)
		asked = routing_reviewers(kase, policy, now);
	/* Of a result all three are told, and each may object (spec §11). */
	else if (kase->state == STATE_HANDLED || kase->state == STATE_CONFIRMING)
		asked = ROLE_BIT(ROLE_FINANCE) | ROLE_BIT(ROLE_LEARNER_REP);
	return asked & roles && !(votes && strstr(votes, person->address));
}

bool
routing_concerns(const Case *kase, const Policy *policy, const Person *person, int64_t now)
{
	unsigned roles = policy_roles(policy, person->address, now);
	bool unowned = !kase->handler || !*kase->handler;

	if (!case_is_open(kase) || routing_recused(kase, person))
		return false;
	return roles & (ROLE_BIT(ROLE_ADMIN_SUP) | ROLE_BIT(ROLE_MANAGER)) ||
	       (unowned && roles & ROLE_BIT(ROLE_INTAKE)) ||
	       routing_handles(kase, policy, person->address, now) ||
	       routing_heads(kase, policy, person->address, now) ||
	       owes_vote(kase, policy, person, roles, now);
}

/* ---- who reads ---- */

typedef struct {
	void (*each)(Role role, const char *address, gpointer data);
	gpointer data;
	const Case *kase;
	const Policy *policy;
	int64_t now;
	GPtrArray *seen; /* Person *: nobody gets the same letter twice */
} Readers;

static void
tell(Readers *readers, Role role, const Person *person)
{
	if (!person || routing_recused(readers->kase, person) ||
		g_ptr_array_find(readers->seen, person, NULL))
		return;
	g_ptr_array_add(readers->seen, (gpointer)(uintptr_t)person);
	readers->each(role, person->address, readers->data);
}

static bool
has_reader(const Readers *readers, Role role)
{
	g_autoptr(GPtrArray) people = policy_people_with(readers->policy, role, readers->now);

	for (guint i = 0; i < people->len; i++)
		if (!routing_recused(readers->kase, g_ptr_array_index(people, i)))
			return true;
	return false;
}

/* Where the complaint names all of a role, its letters go one up: no case is without a reader. */
static void
tell_role(Readers *readers, Role role)
{
	static const Role ladder[] = { ROLE_ADMIN_SUP, ROLE_MANAGER };
	g_autoptr(GPtrArray) people = NULL;

	for (size_t i = 0; !has_reader(readers, role) && i < G_N_ELEMENTS(ladder); i++)
		role = ladder[i];
	people = policy_people_with(readers->policy, role, readers->now);
	for (guint i = 0; i < people->len; i++)
		tell(readers, role, g_ptr_array_index(people, i));
}

static void
tell_voters(Readers *readers)
{
	unsigned roles = routing_reviewers(readers->kase, readers->policy, readers->now);

	for (int role = 0; role < ROLE_COUNT; role++) {
		g_autoptr(GPtrArray) people = NULL;

		if (!(roles & ROLE_BIT(role)))
			continue;
		people = routing_voters(readers->kase, readers->policy, (Role)role, readers->now);
		for (guint i = 0; i < people->len; i++)
			tell(readers, (Role)role, g_ptr_array_index(people, i));
	}
}

/* The handler, or while he is away and nobody stands in the head; mail for nobody helps nobody. */
static void
tell_handler(Readers *readers)
{
	const Person *handler = policy_person(readers->policy, readers->kase->handler);
	const Person *present = handler ? policy_present(readers->policy, handler, readers->now) : NULL;

	tell(readers, ROLE_HANDLER, present ? present : handler);
}

static void
tell_head(Readers *readers)
{
	const Person *head =
		routing_head(readers->kase, readers->policy, readers->kase->department, readers->now);

	tell(readers, ROLE_DEPT_HEAD, head);
}

static void
tell_copied_department(Readers *readers, const char *department)
{
	if (department && *department && g_strcmp0(department, readers->kase->department) != 0)
		tell(readers, ROLE_DEPT_HEAD,
			routing_head(readers->kase, readers->policy, department, readers->now));
}

/* Two categories in one mail: the primary leads, the other's department reads along (spec §5). */
static void
tell_copied(Readers *readers)
{
	const Category *first = policy_category(readers->policy, readers->kase->category);
	const Category *second = policy_category(readers->policy, readers->kase->secondary);

	if (first)
		tell_copied_department(readers, first->copied);
	if (second)
		tell_copied_department(readers, second->department);
}

void
routing_each_reader(const Case *kase, const Policy *policy, unsigned audience, int64_t now,
	void (*each)(Role role, const char *address, gpointer data), gpointer data)
{
	static const struct {
		Audience audience;
		Role role;
	} groups[] = {
		{ TO_INTAKE, ROLE_INTAKE },
		{ TO_ADMIN_SUP, ROLE_ADMIN_SUP },
		{ TO_FINANCE, ROLE_FINANCE },
		{ TO_LEARNER_REP, ROLE_LEARNER_REP },
		{ TO_MANAGER, ROLE_MANAGER },
	};
	g_autoptr(GPtrArray) seen = g_ptr_array_new();
	Readers readers = { each, data, kase, policy, now, seen };

	if (audience & TO_LEARNER && kase->learner && *kase->learner)
		each(ROLE_LEARNER, kase->learner, data);
	if (audience & TO_OWNER)
		audience |= kase->handler ? TO_HANDLER : TO_INTAKE;
	if (audience & TO_HANDLER)
		tell_handler(&readers);
	if (audience & TO_HEAD)
		tell_head(&readers);
	if (audience & TO_COPIED)
		tell_copied(&readers);
	if (audience & TO_REVIEWERS)
		tell_voters(&readers);
	for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
		if (audience & groups[i].audience)
			tell_role(&readers, groups[i].role);
	}
}
