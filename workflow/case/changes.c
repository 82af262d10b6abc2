#include "workflow/case/case.h"

#include <string.h>

enum {
	MAX_RECORDS = 5000,    /* of one list: a case with more is an attack */
	MAX_CHANGES = 1000000, /* of one log text */
};

/* The fields of one record type by key. */
static GHashTable *
fields_by_key(const RecordType *type)
{
	GHashTable *fields = g_hash_table_new(g_str_hash, g_str_equal);

	for (const FieldRow *field = type->fields; field->key; field++)
		g_hash_table_insert(fields, (gpointer)(uintptr_t)field->key, (gpointer)(uintptr_t)field);
	return fields;
}

const FieldRow *
record_field(const RecordType *type, const char *key)
{
	static GHashTable *tables[5]; /* the case's own, then those of its lists; never freed */
	static gsize ready;
	int which = 0;

	if (g_once_init_enter(&ready)) {
		tables[0] = fields_by_key(&case_record);
		for (int i = 0; case_lists[i]; i++)
			tables[i + 1] = fields_by_key(case_lists[i]);
		g_once_init_leave(&ready, 1);
	}
	for (int i = 0; type != &case_record && case_lists[i]; i++)
		if (case_lists[i] == type)
			which = i + 1;
	return g_hash_table_lookup(tables[which], key);
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
	const FieldRow *field;
	const char *end;
	guint index;

	if (!read_index(rest, &index, &end) || *end != '/' || index > case_list(type, kase)->len)
		return false;
	field = record_field(type, end + 1);
	return field && case_put(kase, type, index, field, value);
}

bool
case_apply(Case *kase, const char *key, const char *value)
{
	const char *slash = strchr(key, '/');
	const FieldRow *field;

	if (!slash) {
		field = record_field(&case_record, key);
		return field && case_put(kase, &case_record, 0, field, value);
	}
	for (const RecordType *const *type = case_lists; *type; type++) {
		size_t length = (size_t)(slash - key);

		if (strlen((*type)->name) == length && strncmp((*type)->name, key, length) == 0)
			return apply_to_list(kase, *type, slash + 1, value);
	}
	return false;
}

/* One block holds the change and both its texts. */
static Change *
change_of(const char *key, size_t key_length, const char *value)
{
	size_t value_length = strlen(value);
	Change *change = g_malloc(sizeof *change + key_length + value_length + 2);

	change->key = (char *)(change + 1);
	memcpy(change->key, key, key_length);
	change->key[key_length] = '\0';
	change->value = change->key + key_length + 1;
	memcpy(change->value, value, value_length + 1);
	return change;
}

Change *
change_new(const char *key, const char *value)
{
	return change_of(key, strlen(key), value ? value : "");
}

void
change_free(Change *change)
{
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
		g_autofree char *key = NULL;

		if (!(*prefix && field == type->fields)) {
			if (!*value)
				continue;
			if (is_first_name(field, record))
				continue;
		}
		key = g_strconcat(prefix, field->key, NULL);
		g_ptr_array_add(changes, change_new(key, value));
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
		g_autofree char *value = NULL;

		if (!end || !equals || equals > end || equals == text || changes->len == MAX_CHANGES)
			return NULL;
		value = unescape(equals + 1, end);
		if (!value)
			return NULL;
		g_ptr_array_add(changes, change_of(text, (size_t)(equals - text), value));
		text = end + 1;
	}
	return g_steal_pointer(&changes);
}
