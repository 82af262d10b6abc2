#include "workflow/step/rules.h"

#include <string.h>

enum {
	ITEM_MAX = 2000 /* bytes of one registered item */
};

static bool
has(const char *text)
{
	return text && *text;
}

void
effect_class(Step *step)
{
	step_set(step, "category", policy_category(step->policy, step->event->category)->id);
	step_set(step, "category_by", step->event->actor);
}

void
effect_urgent(Step *step)
{
	if (step->kase->urgent == step->event->yes)
		return;
	step_set_flag(step, "urgent", step->event->yes);
	deadline_urgency_changed(step);
}

void
effect_supervise(Step *step)
{
	step_set_flag(step, "supervised", true);
	if (has(step->event->text))
		step_add_entry(step, ENTRY_NOTE, step->now, "督办", step->event->text);
}

void
effect_query(Step *step)
{
	const Clock *query = case_clock(step->kase, CLOCK_QUERY);

	step_add_entry(step, ENTRY_NOTE, step->now, "质询", step->event->text);
	/* One answer answers all questions that are open. */
	if (!query || !clock_is_running(query))
		deadline_start(step, CLOCK_QUERY, 0);
}

/* Each of the numbers that is not yet linked. */
static void
link_numbers(Step *step)
{
	g_auto(GStrv) numbers = g_strsplit(has(step->event->text) ? step->event->text : "", "\n", -1);
	g_autoptr(GString) linked = g_string_new(step->kase->linked);

	for (char **number = numbers; *number; number++)
		if (**number && !strstr(linked->str, *number))
			g_string_append_printf(linked, "%s%s", linked->len ? "\n" : "", *number);
	step_set(step, "linked", linked->str);
}

void
effect_joint(Step *step)
{
	link_numbers(step);
	if (step->kase->urgent)
		return;
	step_set_flag(step, "urgent", true);
	deadline_urgency_changed(step);
}

void
effect_systemic(Step *step)
{
	link_numbers(step);
}

void
effect_ask(Step *step)
{
	step_set_flag(step, "waiting_info", true);
	step_add_entry(step, ENTRY_LOG, step->now, "补充", step->event->text);
	deadline_pause(step);
}

/* The answers to a request for what is missing, and corrections of what M01 played back. */
static void
take_items(Step *step)
{
	const ComplaintFacts *facts = step->event->complaint;
	const struct {
		const char *key, *value;
	} items[] = {
		{ "learner_name", facts ? facts->learner_name : NULL },
		{ "phone", facts ? facts->phone : NULL },
		{ "class_name", facts ? facts->class_name : NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(items); i++)
		if (has(items[i].value) && strlen(items[i].value) <= ITEM_MAX)
			step_set(step, items[i].key, items[i].value);
}

/* Whoever writes can be reached, and what he writes may be what was asked for. Had the result come back from
 * him, it goes out again: nobody else would tell him any more. */
void
effect_message(Step *step)
{
	if (step->kase->contact_lost && step->kase->state == STATE_CONFIRMING && !step->kase->told_learner_at)
		step_send(step, LETTER_M14, TO_LEARNER, -1, 0);
	step_set_flag(step, "contact_lost", false);
	take_items(step);
	if (!step->kase->waiting_info)
		return;
	step_set_flag(step, "waiting_info", false);
	deadline_resume(step);
}

/* He is asked once more; what he wrote stands where his answer will, so that the next time it is enough. */
void
effect_unclear(Step *step)
{
	effect_message(step);
	if (step->kase->state == STATE_CONFIRMING)
		step_set(step, "satisfaction_words", step->event->text);
	else
		step_set_in(step, "plan", step->kase->plans->len - 1, "answer", step->event->text);
}

/* A task of intake's, outside the course of the complaint: its state and clocks stay as they are. */
void
effect_data_request(Step *step)
{
	step_add_entry(step, ENTRY_LOG, step->now, "个人信息", step->event->text);
}
