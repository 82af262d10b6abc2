/* Improvement items (spec §13): raised, done, put off, given up. */
#include "workflow/case/routing.h"
#include "workflow/step/rules.h"

static void
set_item(Step *step, guint index, const char *key, const char *value)
{
	step_set_in(step, "improvement", index, key, value);
}

/* Whom the words name; nobody: who has the case, or else who says it. */
static void
set_owner(Step *step, guint index)
{
	const char *word = step->event->responsible;
	const Person *person = word && *word ? routing_called(step->policy, word)
					     : policy_person(step->policy, step->kase->handler);

	if (!person && !(word && *word))
		person = policy_person(step->policy, step->event->actor);
	set_item(step, index, "owner", word && *word ? word : person ? person->name : "");
	set_item(step, index, "person", person ? person->address : "");
}

static void
raise_item(Step *step)
{
	guint index = step->kase->improvements->len;
	int64_t due = step->event->day;

	if (!due)
		due = calendar_due_days(step->policy->calendar, step->now, step->policy->improve_days);
	set_item(step, index, "status", "open");
	step_set_integer_in(step, "improvement", index, "raised_at", step->now);
	set_item(step, index, "by", step->event->actor);
	set_item(step, index, "words", step->event->text);
	set_owner(step, index);
	step_set_integer_in(step, "improvement", index, "due_at", due);
	step_add_line(step, "improvement", step->kase->improvement, step->event->text);
}

static void
end_item(Step *step, guint index, const char *status)
{
	set_item(step, index, "status", status);
	step_set_integer_in(step, "improvement", index, "ended_at", step->now);
	set_item(step, index, "note", step->event->text);
}

static void
extend_item(Step *step, guint index)
{
	const Improvement *item = step->kase->improvements->pdata[index];

	step_set_integer_in(step, "improvement", index, "extensions", item->extensions + 1);
	step_set_integer_in(step, "improvement", index, "due_at", step->event->day);
	set_item(step, index, "note", step->event->text);
}

void
effect_improve(Step *step)
{
	guint index = (guint)step->event->index - 1;

	switch (step->event->improve) {
	case IMPROVE_RAISE:
		raise_item(step);
		break;
	case IMPROVE_DONE:
		end_item(step, index, "done");
		break;
	case IMPROVE_EXTEND:
		extend_item(step, index);
		break;
	case IMPROVE_DROP:
		end_item(step, index, "dropped");
		break;
	}
}
