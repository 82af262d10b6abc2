#include "workflow/interpret/absence.h"

#include "workflow/case/routing.h"
#include "workflow/said/day.h"

#include <string.h>

enum {
	DAYS_MAX = 366,
	DAY_MINUTES = 24 * 60,
};

static void
skip_marks(const char **at)
{
	static const char *const marks[] = { "，", ",", "：", ":", "；", ";", "由", "为", NULL };

	do
		day_skip_spaces(at);
	while (day_take_word(at, marks) >= 0 || (**at == '\n' && (*at)++));
}

/* The name or address at the head: up to a blank or comma. */
static const Person *
take_deputy(const char **at, const Policy *policy)
{
	static const char *const ends[] = { " ", "\t", "\n", "\u3000", ",", "，", NULL };
	const char *from = *at;
	g_autofree char *word = NULL;

	for (; **at; (*at)++) {
		const char *behind = *at;

		if (day_take_word(&behind, ends) >= 0)
			break;
	}
	word = g_strndup(from, (gsize)(*at - from));
	return routing_called(policy, word);
}

/* day [ [ "至" ] day ] */
static Refusal
take_days(const char *at, const Policy *policy, int64_t now, Absence *out)
{
	static const char *const joins[] = { "至", "到", "—", "–", "~", "～", "－", "-", "to", NULL };
	const Calendar *calendar = policy->calendar;
	GDate first, last, today;

	skip_marks(&at);
	if (!day_take(&at, calendar, now, false, &first))
		return REFUSAL_NO_DATE;
	last = first;
	day_skip_spaces(&at);
	day_take_word(&at, joins);
	skip_marks(&at);
	if (*at && !day_take(&at, calendar, now, false, &last))
		return REFUSAL_NO_DATE;
	calendar_local_day(calendar, now, &today);
	if (g_date_compare(&last, &today) < 0 || g_date_compare(&last, &first) < 0)
		return REFUSAL_PAST_DATE;
	if (g_date_days_between(&first, &last) > DAYS_MAX)
		return REFUSAL_BAD_ARGUMENTS;
	out->from = calendar_moment_of(calendar, &first, 0);
	g_date_add_days(&last, 1);
	out->to = calendar_moment_of(calendar, &last, 0);
	return REFUSAL_NONE;
}

Refusal
absence_read(const char *words, const Policy *policy, const Person *self, int64_t now, Absence *out)
{
	static const char *const cancels[] = { "取消", "撤销", "回来", "cancel", NULL };
	const char *at = words;
	Absence absence = { .person = self->address };
	const Person *deputy;
	Refusal refusal;

	skip_marks(&at);
	if (day_take_word(&at, cancels) >= 0) {
		*out = absence;
		return REFUSAL_NONE;
	}
	deputy = take_deputy(&at, policy);
	if (!deputy || deputy == self)
		return REFUSAL_UNKNOWN_PERSON;
	absence.deputy = deputy->address;
	refusal = take_days(at, policy, now, &absence);
	if (refusal == REFUSAL_NONE)
		*out = absence;
	return refusal;
}

static Person *
person_copy(const Person *person)
{
	Person *copy = g_new0(Person, 1);

	*copy = *person;
	copy->address = g_strdup(person->address);
	copy->name = g_strdup(person->name);
	copy->department = g_strdup(person->department);
	copy->deputy = g_strdup(person->deputy);
	return copy;
}

Policy *
absence_apply(const Policy *policy, const GPtrArray *absences)
{
	Policy *copy = g_new0(Policy, 1);

	*copy = *policy;
	copy->people = g_ptr_array_new_with_free_func((GDestroyNotify)person_free);
	copy->departments = g_ptr_array_ref(policy->departments);
	copy->categories = g_ptr_array_ref(policy->categories);
	copy->calendar = policy->calendar ? calendar_ref(policy->calendar) : NULL;
	copy->institution = g_strdup(policy->institution);
	copy->institution_en = g_strdup(policy->institution_en);
	for (guint i = 0; i < policy->people->len; i++)
		g_ptr_array_add(copy->people, person_copy(g_ptr_array_index(policy->people, i)));
	for (guint i = 0; i < absences->len; i++) {
		const Absence *absence = g_ptr_array_index(absences, i);
		Person *person = (Person *)(uintptr_t)policy_person(copy, absence->person);

		if (!person)
			continue;
		person->away_from = absence->deputy ? absence->from : 0;
		person->away_to = absence->deputy ? absence->to : 0;
		if (absence->deputy) {
			g_free(person->deputy);
			person->deputy = g_strdup(absence->deputy);
		}
	}
	return copy;
}
