#include "workflow/case.h"

#include <string.h>

enum {
	MAX_RECORDS = 5000,    /* of one list: a case with more is an attack */
	MAX_CHANGES = 1000000, /* of one log text */
};

static const FieldRow *
field_named(const RecordType *type, const char *key)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		if (strcmp(field->key, key) == 0)
			return field;
	}
	return NULL;
}

/* index = "0" / ( %x31-39 *DIGIT ), at most MAX_RECORDS; *end is behind it. */
static bool
read_index(const char *text, guint *out_index, const char **out_end)
{
	guint index = 0;
	const char *at = text;

	if (!g_ascii_isdigit(*at) || (*at == '0' && g_ascii_isdigit(at[1])))
		return false;
	for (; g_ascii_isdigit(*at); at++) {
		index = index * 10 + (guint)(*at - '0');
		if (index >= MAX_RECORDS)
			return false;
	}
	*out_index = index;
	*out_end = at;
	return true;
}

static bool
apply_to_list(Case *kase, const RecordType *type, const char *rest, const char *value)
{
	GPtrArray *list = case_list(type, kase);
	const FieldRow *field;
	const char *end;
	guint index;

	if (!read_index(rest, &index, &end) || *end != '/' || index > list->len)
		return false;
	field = field_named(type, end + 1);
	if (!field)
		return false;
	if (index == list->len) {
		void *record = g_malloc0(type->size);

		if (!field_set(field, record, value)) {
			g_free(record);
			return false;
		}
		g_ptr_array_add(list, record);
		return true;
	}
	return field_set(field, g_ptr_array_index(list, index), value);
}

bool
case_apply(Case *kase, const char *key, const char *value)
{
	const char *slash = strchr(key, '/');
	const FieldRow *field;

	if (!slash) {
		field = field_named(&case_record, key);
		return field && field_set(field, kase, value);
	}
	for (const RecordType *const *type = case_lists; *type; type++) {
		size_t length = (size_t)(slash - key);

		if (strlen((*type)->name) == length && strncmp((*type)->name, key, length) == 0)
			return apply_to_list(kase, *type, slash + 1, value);
	}
	return false;
}

Change *
change_new(const char *key, const char *value)
{
	Change *change = g_new(Change, 1);

	change->key = g_strdup(key);
	change->value = g_strdup(value ? value : "");
	return change;
}

void
change_free(Change *change)
{
	if (!change)
		return;
	g_free(change->key);
	g_free(change->value);
	g_free(change);
}

static GPtrArray *
change_list(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
}

static bool
is_first_name(const FieldRow *field, const void *record)
{
	return field->type == FIELD_NAME && *(const int *)((const char *)record + field->offset) == 0;
}

/* Fields at their default are left out; but a record of a list is told by its first field at least. */
static void
append_changes(GPtrArray *changes, const RecordType *type, const void *record, const char *prefix)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		g_autofree char *value = field_get(field, record);
		Change *change;

		if (!(*prefix && field == type->fields)) {
			if (!*value)
				continue;
			if (is_first_name(field, record))
				continue;
		}
		change = g_new(Change, 1);
		change->key = g_strconcat(prefix, field->key, NULL);
		change->value = g_steal_pointer(&value);
		g_ptr_array_add(changes, change);
	}
}

GPtrArray *
case_changes(const Case *kase)
{
	GPtrArray *changes = change_list();

	append_changes(changes, &case_record, kase, "");
	for (const RecordType *const *type = case_lists; *type; type++) {
		const GPtrArray *list = case_list(*type, kase);

		for (guint i = 0; i < list->len; i++) {
			g_autofree char *prefix = g_strdup_printf("%s/%u/", (*type)->name, i);

			append_changes(changes, *type, g_ptr_array_index(list, i), prefix);
		}
	}
	return changes;
}

char *
changes_format(const GPtrArray *changes)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < changes->len; i++) {
		const Change *change = g_ptr_array_index(changes, i);

		g_string_append(text, change->key);
		g_string_append_c(text, '=');
		for (const char *at = change->value; *at; at++) {
			if (*at == '\\')
				g_string_append(text, "\\\\");
			else if (*at == '\n')
				g_string_append(text, "\\n");
			else
				g_string_append_c(text, *at);
		}
		g_string_append_c(text, '\n');
	}
	return g_string_free(text, FALSE);
}

/* value = *( plain / "\\" / "\n" ) up to the line's end; NULL when a backslash stands before anything else.
 */
static char *
unescape(const char *from, const char *end)
{
	g_autoptr(GString) value = g_string_sized_new((gsize)(end - from));

	for (const char *at = from; at < end; at++) {
		if (*at != '\\') {
			g_string_append_c(value, *at);
			continue;
		}
		at++;
		if (at < end && *at == '\\')
			g_string_append_c(value, '\\');
		else if (at < end && *at == 'n')
			g_string_append_c(value, '\n');
		else
			return NULL;
	}
	return g_strdup(value->str);
}

GPtrArray *
changes_parse(const char *text)
{
	g_autoptr(GPtrArray) changes = change_list();

	while (*text) {
		const char *end = strchr(text, '\n');
		const char *equals = strchr(text, '=');
		Change *change;
		char *value;

		if (!end || !equals || equals > end || equals == text || changes->len == MAX_CHANGES)
			return NULL;
		value = unescape(equals + 1, end);
		if (!value)
			return NULL;
		change = g_new(Change, 1);
		change->key = g_strndup(text, (gsize)(equals - text));
		change->value = value;
		g_ptr_array_add(changes, change);
		text = end + 1;
	}
	return g_steal_pointer(&changes);
}
