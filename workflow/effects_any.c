#include "workflow/rules.h"

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
effect_ask(Step *step)
{
	step_set_flag(step, "waiting_info", true);
	step_add_entry(step, ENTRY_LOG, step->now, "补充", step->event->text);
	deadline_pause(step);
}

/* Whoever writes can be reached, and what he writes may be what was asked for. */
void
effect_message(Step *step)
{
	step_set_flag(step, "contact_lost", false);
	if (!step->kase->waiting_info)
		return;
	step_set_flag(step, "waiting_info", false);
	deadline_resume(step);
}
