#include "workflow/rule.h"

#include <string.h>

/* ---- changing the case ---- */

static void
put(Step *step, const char *key, const char *value)
{
	g_assert_true(case_apply(step->kase, key, value));
	g_ptr_array_add(step->transition->changes, change_new(key, value));
}

/* Values that stay as they are make no row in the log. */
static bool
differs(const RecordType *type, const void *record, const char *key, const char *value)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		if (strcmp(field->key, key) == 0) {
			g_autofree char *old = field_get(field, record);

			return strcmp(old, value ? value : "") != 0;
		}
	}
	g_assert_not_reached();
}

void
step_set(Step *step, const char *key, const char *value)
{
	if (differs(&case_record, step->kase, key, value))
		put(step, key, value);
}

static const char *
integer_text(int64_t value, char *buffer, size_t size)
{
	if (!value)
		return "";
	g_snprintf(buffer, size, "%" G_GINT64_FORMAT, (gint64)value);
	return buffer;
}

void
step_set_integer(Step *step, const char *key, int64_t value)
{
	char text[32];

	step_set(step, key, integer_text(value, text, sizeof text));
}

void
step_set_flag(Step *step, const char *key, bool value)
{
	step_set(step, key, value ? "1" : "");
}

void
step_set_in(Step *step, const char *list, guint index, const char *key, const char *value)
{
	g_autofree char *path = g_strdup_printf("%s/%u/%s", list, index, key);

	for (const RecordType *const *type = case_lists; *type; type++) {
		const GPtrArray *records;

		if (strcmp((*type)->name, list) != 0)
			continue;
		records = *(GPtrArray *const *)((const char *)step->kase + (*type)->list_offset);
		/* The first member of a new record is told in any case: it makes the record. */
		if (index < records->len && !differs(*type, g_ptr_array_index(records, index), key, value))
			return;
	}
	put(step, path, value);
}

void
step_set_integer_in(Step *step, const char *list, guint index, const char *key, int64_t value)
{
	char text[32];

	step_set_in(step, list, index, key, integer_text(value, text, sizeof text));
}

void
step_add_line(Step *step, const char *key, const char *before, const char *line)
{
	g_autofree char *text = before && *before ? g_strconcat(before, "\n", line, NULL) : g_strdup(line);

	step_set(step, key, text);
}

void
step_add_entry(Step *step, EntryKind kind, int64_t at, const char *means, const char *text)
{
	static const char *const kinds[ENTRY_KIND_COUNT] = { [ENTRY_CONTACT] = "contact",
		[ENTRY_EVIDENCE] = "evidence",
		[ENTRY_LOG] = "log",
		[ENTRY_NOTE] = "note",
		[ENTRY_TRACKING] = "tracking" };
	guint index = step->kase->entries->len;

	step_set_in(step, "entry", index, "kind", kinds[kind]);
	step_set_integer_in(step, "entry", index, "at", at);
	step_set_in(step, "entry", index, "by", step->event->actor);
	step_set_in(step, "entry", index, "means", means);
	step_set_in(step, "entry", index, "text", text);
}

int64_t
step_when(const Step *step)
{
	return step->event->at ? step->event->at : step->now;
}

/* ---- letters ---- */

typedef struct {
	Step *step;
	Letter letter;
} Sending;

void
step_letter_free(gpointer data)
{
	Letter *letter = data;

	g_free(letter->to);
	g_free(letter->note);
	g_free(letter);
}

static void
add_letter(Role role, const char *address, gpointer data)
{
	const Sending *sending = data;
	GPtrArray *letters = sending->step->transition->letters;
	Letter *letter;

	for (guint i = 0; i < letters->len; i++) {
		const Letter *other = g_ptr_array_index(letters, i);

		if (other->letter == sending->letter.letter && strcmp(other->to, address) == 0 &&
			other->clock == sending->letter.clock)
			return;
	}
	letter = g_new(Letter, 1);
	*letter = sending->letter;
	letter->role = role;
	letter->event = sending->step->event->kind;
	letter->to = g_strdup(address);
	letter->note = g_strdup(sending->step->event->text ? sending->step->event->text : "");
	g_ptr_array_add(letters, letter);
}

void
step_tell_moved(Step *step, guint clock, int64_t old_at)
{
	step_send(step, LETTER_M19, TO_LEARNER | TO_INTAKE, (int)clock, old_at);
}

void
step_send(Step *step, LetterKind letter, unsigned audience, int clock, int64_t old_at)
{
	Sending sending = { step, { .letter = letter, .clock = clock, .old_at = old_at } };

	routing_each_reader(step->kase, step->policy, audience, step->now, add_letter, &sending);
}
