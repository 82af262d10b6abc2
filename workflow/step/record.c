#include "workflow/step/rule.h"

#include <string.h>

/* ---- changing the case ---- */

/* One change, of the case and in the log. */
static void
put(Step *step, const RecordType *type, guint index, const FieldRow *field, const char *key,
	const char *value)
{
	g_assert_true(case_put(step->kase, type, index, field, value));
	g_ptr_array_add(step->transition->changes, change_new(key, value));
}

void
step_set(Step *step, const char *key, const char *value)
{
	const FieldRow *field = record_field(&case_record, key);

	/* Values that stay as they are make no row in the log. */
	g_assert(field);
	if (!field_is(field, step->kase, value))
		put(step, &case_record, 0, field, key, value);
}

/* "" for 0. */
static const char *
integer_text(int64_t value, char *buffer, size_t size)
{
	char *at = buffer + size;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	*--at = '\0';
	for (; rest; rest /= 10)
		*--at = (char)('0' + rest % 10);
	if (value < 0)
		*--at = '-';
	return at;
}

static int64_t
integer_of(const FieldRow *field, const void *record)
{
	g_assert_cmpint(field->type, ==, FIELD_INTEGER);
	return *(const int64_t *)(const void *)((const char *)record + field->offset);
}

void
step_set_integer(Step *step, const char *key, int64_t value)
{
	const FieldRow *field = record_field(&case_record, key);
	char text[32];

	g_assert(field);
	if (integer_of(field, step->kase) != value)
		put(step, &case_record, 0, field, key, integer_text(value, text, sizeof text));
}

void
step_set_flag(Step *step, const char *key, bool value)
{
	step_set(step, key, value ? "1" : "");
}

/* list "/" index "/" key */
static void
write_path(char *path, size_t size, const char *list, guint index, const char *key)
{
	char digits[12];
	int count = 0;
	size_t length = g_strlcpy(path, list, size);

	do
		digits[count++] = (char)('0' + index % 10);
	while (index /= 10);
	g_assert(length + (size_t)count + strlen(key) + 3 <= size);
	path[length++] = '/';
	while (count)
		path[length++] = digits[--count];
	path[length++] = '/';
	g_strlcpy(path + length, key, size - length);
}

static const RecordType *
list_type(const char *name)
{
	for (const RecordType *const *type = case_lists; *type; type++)
		if (strcmp((*type)->name, name) == 0)
			return *type;
	g_assert_not_reached();
}

static void
put_in(Step *step, const RecordType *type, guint index, const FieldRow *field, const char *value)
{
	char path[64];

	write_path(path, sizeof path, type->name, index, field->key);
	put(step, type, index, field, path, value);
}

void
step_set_in(Step *step, const char *list, guint index, const char *key, const char *value)
{
	const RecordType *type = list_type(list);
	const GPtrArray *records = case_list(type, step->kase);
	const FieldRow *field = record_field(type, key);

	g_assert(field && index <= records->len);
	/* The first member of a new record is told in any case: it makes the record. */
	if (index == records->len || !field_is(field, records->pdata[index], value))
		put_in(step, type, index, field, value);
}

void
step_set_integer_in(Step *step, const char *list, guint index, const char *key, int64_t value)
{
	const RecordType *type = list_type(list);
	const GPtrArray *records = case_list(type, step->kase);
	const FieldRow *field = record_field(type, key);
	char text[32];

	g_assert(field && index <= records->len);
	if (index == records->len || integer_of(field, records->pdata[index]) != value)
		put_in(step, type, index, field, integer_text(value, text, sizeof text));
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
