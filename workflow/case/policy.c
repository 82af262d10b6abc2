#include "workflow/case/policy.h"

#include <string.h>

/* Spec §9, one row a clock. An urgent amount of 0 means half (§6); the times that are given to the learner
 * (REPLY, CONFIRM, TRACK) and the acknowledgement are not shortened by urgency. EXEC ends when the plan
 * says. */
static const Limit default_limits[CLOCK_COUNT] = {
	[CLOCK_ACK] = { 15, UNIT_MINUTES, 15 },
	[CLOCK_TRIAGE] = { 1, UNIT_WORKDAYS, 0 },
	[CLOCK_ASSIGN] = { 1, UNIT_WORKDAYS, 0 },
	[CLOCK_CONTACT] = { 1, UNIT_WORKDAYS, 0 },
	[CLOCK_PLAN] = { 3, UNIT_WORKDAYS, 1 },
	[CLOCK_REVIEW] = { 1, UNIT_WORKDAYS, 0 },
	[CLOCK_REPLY] = { 10, UNIT_WORKDAYS, 10 },
	[CLOCK_EXEC] = { 0, UNIT_WORKDAYS, 0 },
	[CLOCK_FEEDBACK] = { 2, UNIT_WORKDAYS, 0 },
	[CLOCK_CONFIRM] = { 10, UNIT_WORKDAYS, 10 },
	[CLOCK_TRACK] = { 7, UNIT_DAYS, 7 },
	[CLOCK_TOTAL] = { 15, UNIT_WORKDAYS, 5 },
	[CLOCK_QUERY] = { 2, UNIT_WORKDAYS, 0 },
};

static const struct {
	const char *name;
	const char *label;
} roles[ROLE_COUNT] = {
	[ROLE_LEARNER] = { "learner", "学员" },
	[ROLE_INTAKE] = { "intake", "受理小组" },
	[ROLE_HANDLER] = { "handler", "处理小组" },
	[ROLE_DEPT_HEAD] = { "dept_head", "部门负责人" },
	[ROLE_ADMIN_SUP] = { "admin_sup", "行政主管" },
	[ROLE_FINANCE] = { "finance", "财务人员" },
	[ROLE_LEARNER_REP] = { "learner_rep", "学员代表" },
	[ROLE_MANAGER] = { "manager", "管理层" },
};

static const struct {
	const char *name;
	const char *label;
} clocks[CLOCK_COUNT] = {
	[CLOCK_ACK] = { "ACK", "受理回执" },
	[CLOCK_TRIAGE] = { "TRIAGE", "受理核对" },
	[CLOCK_ASSIGN] = { "ASSIGN", "派单" },
	[CLOCK_CONTACT] = { "CONTACT", "首次联系" },
	[CLOCK_PLAN] = { "PLAN", "提出方案" },
	[CLOCK_REVIEW] = { "REVIEW", "审核" },
	[CLOCK_REPLY] = { "REPLY", "学员答复方案" },
	[CLOCK_EXEC] = { "EXEC", "落实方案" },
	[CLOCK_FEEDBACK] = { "FEEDBACK", "反馈结果" },
	[CLOCK_CONFIRM] = { "CONFIRM", "满意度评价" },
	[CLOCK_TRACK] = { "TRACK", "效果跟踪" },
	[CLOCK_TOTAL] = { "TOTAL", "全程办理" },
	[CLOCK_QUERY] = { "QUERY", "答复质询" },
};

Policy *
policy_new(void)
{
	Policy *policy = g_new0(Policy, 1);

	policy->people = g_ptr_array_new_with_free_func((GDestroyNotify)person_free);
	policy->departments = g_ptr_array_new_with_free_func((GDestroyNotify)department_free);
	policy->categories = g_ptr_array_new_with_free_func((GDestroyNotify)category_free);
	memcpy(policy->limits, default_limits, sizeof policy->limits);
	policy->reply_remind[0] = 3;
	policy->reply_remind[1] = 5;
	policy->reply_end = 10;
	policy->confirm_remind[0] = 3;
	policy->confirm_remind[1] = 7;
	policy->confirm_end = 10;
	policy->track_days[0] = 7;
	policy->track_days[1] = 30;
	policy->score_threshold = 0.60;
	policy->score_margin = 0.15;
	policy->cost_limit = 1000;
	policy->rounds_supervised = 3;
	policy->rounds_decided = 5;
	policy->rounds_before_conclusion = 3;
	policy->max_transfers = 2;
	policy->reopen_days = 30;
	policy->quiet_hours = 4;
	policy->data_days = 15;
	policy->total_complex = 30;
	policy->duplicate_days = 14;
	policy->improve_days = 30;
	policy->improve_remind = 3;
	policy->systemic_days = 90;
	policy->systemic_cases = 3;
	policy->joint_days = 3;
	policy->joint_learners = 5;
	policy->institution = g_strdup("");
	policy->institution_en = g_strdup("");
	return policy;
}

void
policy_free(Policy *policy)
{
	if (!policy)
		return;
	g_ptr_array_unref(policy->people);
	g_ptr_array_unref(policy->departments);
	g_ptr_array_unref(policy->categories);
	calendar_free(policy->calendar);
	g_free(policy->institution);
	g_free(policy->institution_en);
	g_free(policy);
}

void
person_free(Person *person)
{
	if (!person)
		return;
	g_free(person->address);
	g_free(person->name);
	g_free(person->department);
	g_free(person->deputy);
	g_free(person);
}

void
department_free(Department *department)
{
	if (!department)
		return;
	g_free(department->id);
	g_free(department->label);
	g_free(department->label_en);
	g_free(department->leader);
	g_free(department);
}

void
category_free(Category *category)
{
	if (!category)
		return;
	g_free(category->id);
	g_free(category->label);
	g_free(category->label_en);
	g_free(category->department);
	g_free(category->copied);
	g_free(category);
}

const Person *
policy_person(const Policy *policy, const char *address)
{
	if (!address || !*address)
		return NULL;
	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (person->address && g_ascii_strcasecmp(person->address, address) == 0)
			return person;
	}
	return NULL;
}

static bool
names_it(const char *word, const char *id, const char *label, const char *label_en)
{
	return (id && g_ascii_strcasecmp(word, id) == 0) || (label && strcmp(word, label) == 0) ||
	       (label_en && g_ascii_strcasecmp(word, label_en) == 0);
}

const Department *
policy_department(const Policy *policy, const char *word)
{
	if (!word || !*word)
		return NULL;
	for (guint i = 0; i < policy->departments->len; i++) {
		const Department *department = g_ptr_array_index(policy->departments, i);

		if (names_it(word, department->id, department->label, department->label_en))
			return department;
	}
	return NULL;
}

const Category *
policy_category(const Policy *policy, const char *word)
{
	if (!word || !*word)
		return NULL;
	for (guint i = 0; i < policy->categories->len; i++) {
		const Category *category = g_ptr_array_index(policy->categories, i);

		if (names_it(word, category->id, category->label, category->label_en))
			return category;
	}
	return NULL;
}

bool
person_is_away(const Person *person, int64_t now)
{
	return person->away_from < person->away_to && person->away_from <= now && now < person->away_to;
}

const Person *
policy_present(const Policy *policy, const Person *person, int64_t now)
{
	/* A deputy may be away too and have one of his own; deputies who name each other must not loop. */
	for (guint hops = 0; person && person_is_away(person, now); hops++) {
		if (hops == 4)
			return NULL;
		person = policy_person(policy, person->deputy);
	}
	return person;
}

GPtrArray *
policy_people_with(const Policy *policy, Role role, int64_t now)
{
	GPtrArray *found = g_ptr_array_new();

	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (!(person->roles & ROLE_BIT(role)))
			continue;
		person = policy_present(policy, person, now);
		if (person && !g_ptr_array_find(found, person, NULL))
			g_ptr_array_add(found, (gpointer)(uintptr_t)person);
	}
	if (found->len)
		return found;
	/* All are away and nobody stands in: a duty without a reader would be worse than a mail that waits.
	 */
	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (person->roles & ROLE_BIT(role))
			g_ptr_array_add(found, (gpointer)(uintptr_t)person);
	}
	return found;
}

unsigned
policy_roles(const Policy *policy, const char *address, int64_t now)
{
	const Person *self = policy_person(policy, address);
	unsigned bits;

	if (!self)
		return 0;
	bits = self->roles;
	for (guint i = 0; i < policy->people->len; i++) {
		const Person *person = g_ptr_array_index(policy->people, i);

		if (person_is_away(person, now) && policy_present(policy, person, now) == self)
			bits |= person->roles;
	}
	return bits;
}

const char *
role_name(Role role)
{
	g_assert((unsigned)role < ROLE_COUNT);
	return roles[role].name;
}

const char *
role_label(Role role)
{
	g_assert((unsigned)role < ROLE_COUNT);
	return roles[role].label;
}

bool
role_from_name(const char *name, Role *out_role)
{
	for (int i = 0; name && i < ROLE_COUNT; i++) {
		if (strcmp(name, roles[i].name) != 0)
			continue;
		*out_role = (Role)i;
		return true;
	}
	return false;
}

const char *
clock_name(ClockKind kind)
{
	g_assert((unsigned)kind < CLOCK_COUNT);
	return clocks[kind].name;
}

const char *
clock_label(ClockKind kind)
{
	g_assert((unsigned)kind < CLOCK_COUNT);
	return clocks[kind].label;
}

bool
clock_from_name(const char *name, ClockKind *out_kind)
{
	for (int i = 0; name && i < CLOCK_COUNT; i++) {
		if (strcmp(name, clocks[i].name) != 0)
			continue;
		*out_kind = (ClockKind)i;
		return true;
	}
	return false;
}

/* ---- digests and reports ---- */

static const char *const report_names[REPORT_COUNT] = {
	[REPORT_LINES] = "lines",
	[REPORT_DAILY] = "daily",
	[REPORT_WEEKLY] = "weekly",
	[REPORT_MONTHLY] = "monthly",
	[REPORT_QUARTERLY] = "quarterly",
	[REPORT_NONE] = "none",
};

const char *
report_name(ReportKind kind)
{
	g_assert((unsigned)kind < REPORT_COUNT);
	return report_names[kind];
}

bool
report_from_name(const char *name, ReportKind *out_kind)
{
	for (int i = 0; i < REPORT_COUNT; i++) {
		if (strcmp(report_names[i], name) != 0)
			continue;
		*out_kind = (ReportKind)i;
		return true;
	}
	return false;
}

/* Spec §15: the daily digest goes to managers and supervision, a list to whoever works on cases, the weekly
 * report to the heads as well. */
unsigned
person_reports(const Person *person)
{
	const unsigned supervision =
		ROLE_BIT(ROLE_ADMIN_SUP) | ROLE_BIT(ROLE_FINANCE) | ROLE_BIT(ROLE_LEARNER_REP);
	const unsigned above = supervision | ROLE_BIT(ROLE_MANAGER);
	unsigned reports = 0;

	if (person->reports)
		return person->reports & REPORT_BIT(REPORT_NONE) ? 0 : person->reports;
	if (person->roles &
		(ROLE_BIT(ROLE_HANDLER) | ROLE_BIT(ROLE_DEPT_HEAD) | ROLE_BIT(ROLE_INTAKE) | supervision))
		reports |= REPORT_BIT(REPORT_LINES);
	if (person->roles & above)
		reports |=
			REPORT_BIT(REPORT_DAILY) | REPORT_BIT(REPORT_MONTHLY) | REPORT_BIT(REPORT_QUARTERLY);
	if (person->roles & (ROLE_BIT(ROLE_MANAGER) | ROLE_BIT(ROLE_ADMIN_SUP) | ROLE_BIT(ROLE_DEPT_HEAD)))
		reports |= REPORT_BIT(REPORT_WEEKLY);
	return reports;
}
