#include "daemon/store/projection.h"

#include <stdlib.h>
#include <string.h>

/* The statements of one record type, made once from its field table; never freed. */
typedef struct {
	const RecordType *type;
	const char **parameters; /* "$key" of each field */
	char *insert, *update, *load;
} Table;

enum {
	MAX_TABLES = 8,
};

/* ---- the statements ---- */

static void
table_init(Table *table, const RecordType *type, bool is_list)
{
	g_autoptr(GString) columns = g_string_new(NULL);
	g_autoptr(GString) values = g_string_new(NULL);
	g_autoptr(GString) sets = g_string_new(NULL);
	size_t count = 0;

	while (type->fields[count].key)
		count++;
	table->type = type;
	table->parameters = g_new0(const char *, count);
	for (size_t i = 0; i < count; i++) {
		const char *key = type->fields[i].key;
		const char *comma = i ? ", " : "";

		table->parameters[i] = g_strconcat("$", key, NULL);
		g_string_append_printf(columns, "%s%s", comma, key);
		g_string_append_printf(values, "%s$%s", comma, key);
		g_string_append_printf(sets, is_list ? "%s%s = excluded.%s" : "%s%s = $%s", comma, key, key);
	}
	if (is_list) {
		table->insert = g_strdup_printf(
			"INSERT INTO %s (%s, case_id, position) VALUES (%s, $case_id, $position)"
			" ON CONFLICT (case_id, position) DO UPDATE SET %s",
			type->name, columns->str, values->str, sets->str);
		table->load = g_strdup_printf("SELECT %s, position FROM %s WHERE case_id = $case_id"
					      " ORDER BY position",
			columns->str, type->name);
		return;
	}
	table->insert =
		g_strdup_printf("INSERT INTO %s (%s) VALUES (%s)", type->name, columns->str, values->str);
	table->update = g_strdup_printf("UPDATE %s SET %s WHERE id = $id", type->name, sets->str);
	table->load = g_strdup_printf("SELECT %s FROM %s WHERE id = $id", columns->str, type->name);
}

/* The case itself first, then its lists; ends with a type NULL. */
static const Table *
tables(void)
{
	static Table all[MAX_TABLES];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		int count = 0;

		table_init(&all[count++], &case_record, false);
		for (const RecordType *const *type = case_lists; *type; type++) {
			g_assert(count < MAX_TABLES - 1);
			table_init(&all[count++], *type, true);
		}
		g_once_init_leave(&ready, 1);
	}
	return all;
}

static GPtrArray *
list_of(const RecordType *type, const Case *kase)
{
	return *(GPtrArray *const *)((const char *)kase + type->list_offset);
}

/* ---- writing ---- */

static void
bind_record(DbStatement *statement, const Table *table, const void *record)
{
	const FieldRow *field = table->type->fields;

	for (size_t i = 0; field[i].key; i++) {
		const void *value = (const char *)record + field[i].offset;
		const char *name = table->parameters[i];

		switch (field[i].type) {
		case FIELD_TEXT: {
			const char *text = *(char *const *)value;

			db_bind_text(statement, name, text ? text : "");
			break;
		}
		case FIELD_INTEGER:
			db_bind_int(statement, name, *(const int64_t *)value);
			break;
		case FIELD_BOOL:
			db_bind_int(statement, name, *(const bool *)value);
			break;
		case FIELD_REAL:
			db_bind_real(statement, name, *(const double *)value);
			break;
		case FIELD_NAME:
			db_bind_text(statement, name, field[i].names[*(const int *)value]);
			break;
		}
	}
}

static bool
save_case(Db *db, const Table *table, Case *kase, GError **error)
{
	DbStatement *statement = db_prepare(db, kase->id ? table->update : table->insert, error);

	if (!statement)
		return false;
	bind_record(statement, table, kase);
	if (kase->id)
		db_bind_int(statement, "$id", kase->id);
	if (!db_run(statement, error))
		return false;
	if (!kase->id)
		kase->id = db_last_id(db);
	return true;
}

static bool
save_listed(Db *db, const Table *table, const Case *kase, guint position, GError **error)
{
	DbStatement *statement = db_prepare(db, table->insert, error);

	if (!statement)
		return false;
	bind_record(statement, table, g_ptr_array_index(list_of(table->type, kase), position));
	db_bind_int(statement, "$case_id", kase->id);
	db_bind_int(statement, "$position", position);
	return db_run(statement, error);
}

/* Marks the records of one list that some change names: key = list "/" index "/" field. */
static void
mark_changed(const RecordType *type, const GPtrArray *transitions, bool *changed, guint count)
{
	size_t length = strlen(type->name);

	for (guint i = 0; i < transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(transitions, i);

		for (guint k = 0; k < transition->changes->len; k++) {
			const char *key = ((const Change *)g_ptr_array_index(transition->changes, k))->key;
			unsigned long position;

			if (strncmp(key, type->name, length) != 0 || key[length] != '/')
				continue;
			position = strtoul(key + length + 1, NULL, 10);
			if (position < count)
				changed[position] = true;
		}
	}
}

static bool
names_case_field(const GPtrArray *transitions)
{
	for (guint i = 0; i < transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(transitions, i);

		for (guint k = 0; k < transition->changes->len; k++) {
			if (!strchr(((const Change *)g_ptr_array_index(transition->changes, k))->key, '/'))
				return true;
		}
	}
	return false;
}

bool
projection_save(Db *db, Case *kase, const GPtrArray *transitions, GError **error)
{
	const Table *table = tables();
	bool is_new = !kase->id;

	if ((is_new || names_case_field(transitions)) && !save_case(db, table, kase, error))
		return false;
	for (table++; table->type; table++) {
		guint count = list_of(table->type, kase)->len;
		g_autofree bool *changed = g_new0(bool, count);

		if (!is_new)
			mark_changed(table->type, transitions, changed, count);
		for (guint i = 0; i < count; i++) {
			if ((is_new || changed[i]) && !save_listed(db, table, kase, i, error))
				return false;
		}
	}
	return true;
}

/* ---- reading ---- */

static bool
name_index(const char *const *names, const char *word, int *out_index)
{
	for (int i = 0; names[i]; i++) {
		if (g_strcmp0(names[i], word) == 0) {
			*out_index = i;
			return true;
		}
	}
	return false;
}

/* Columns 0, 1, … of the row into the fields of an empty record. */
static bool
read_record(DbStatement *statement, const RecordType *type, void *record, GError **error)
{
	for (int i = 0; type->fields[i].key; i++) {
		const FieldRow *field = &type->fields[i];
		void *value = (char *)record + field->offset;

		switch (field->type) {
		case FIELD_TEXT:
			*(char **)value = field_text(db_text(statement, i));
			break;
		case FIELD_INTEGER:
			*(int64_t *)value = db_int(statement, i);
			break;
		case FIELD_BOOL:
			*(bool *)value = db_int(statement, i);
			break;
		case FIELD_REAL:
			*(double *)value = db_real(statement, i);
			break;
		case FIELD_NAME:
			if (name_index(field->names, db_text(statement, i), value))
				break;
			g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
				"%s.%s holds a word that this program does not know", type->name, field->key);
			return false;
		}
	}
	return true;
}

static bool
load_list(Db *db, const Table *table, int64_t id, Case *kase, GError **error)
{
	DbStatement *statement = db_prepare(db, table->load, error);
	GPtrArray *list = list_of(table->type, kase);
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$case_id", id);
	while ((step = db_step(statement, error)) == DB_ROW) {
		/* The list frees its records field by field, even a half-read one. */
		g_ptr_array_add(list, record_new(table->type));
		if (!read_record(statement, table->type, g_ptr_array_index(list, list->len - 1), error)) {
			db_reset(statement);
			return false;
		}
	}
	return step == DB_DONE;
}

Case *
projection_load(Db *db, int64_t id, GError **error)
{
	const Table *table = tables();
	DbStatement *statement = db_prepare(db, table->load, error);
	g_autoptr(Case) kase = case_new();
	DbStep step;
	bool ok;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$id", id);
	step = db_step(statement, error);
	ok = step == DB_ROW && read_record(statement, table->type, kase, error);
	db_reset(statement);
	for (table++; ok && table->type; table++)
		ok = load_list(db, table, id, kase, error);
	if (!ok) {
		if (step != DB_DONE)
			g_prefix_error(error, "case %" G_GINT64_FORMAT ": ", id);
		return NULL;
	}
	kase->id = id;
	return g_steal_pointer(&kase);
}

/* ---- comparing ---- */

typedef struct {
	void (*differs)(const char *key, gpointer data);
	gpointer data;
} Comparison;

static bool
same_value(const FieldRow *field, const void *a, const void *b)
{
	const void *left = (const char *)a + field->offset, *right = (const char *)b + field->offset;

	switch (field->type) {
	case FIELD_TEXT: {
		const char *one = *(char *const *)left, *other = *(char *const *)right;

		return strcmp(one ? one : "", other ? other : "") == 0;
	}
	case FIELD_INTEGER:
		return *(const int64_t *)left == *(const int64_t *)right;
	case FIELD_BOOL:
		return *(const bool *)left == *(const bool *)right;
	case FIELD_REAL:
		return *(const double *)left == *(const double *)right;
	case FIELD_NAME:
		return *(const int *)left == *(const int *)right;
	}
	g_assert_not_reached();
}

static void
compare_records(const Comparison *comparison, const RecordType *type, const char *prefix, const void *a,
	const void *b)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		if (!same_value(field, a, b)) {
			g_autofree char *key = g_strconcat(prefix, field->key, NULL);

			comparison->differs(key, comparison->data);
		}
	}
}

void
projection_compare(
	const Case *a, const Case *b, void (*differs)(const char *key, gpointer data), gpointer data)
{
	const Comparison comparison = { differs, data };

	compare_records(&comparison, &case_record, "", a, b);
	for (const RecordType *const *type = case_lists; *type; type++) {
		const GPtrArray *left = list_of(*type, a), *right = list_of(*type, b);

		if (left->len != right->len)
			differs((*type)->name, data);
		for (guint i = 0; i < MIN(left->len, right->len); i++) {
			g_autofree char *prefix = g_strdup_printf("%s/%u/", (*type)->name, i);

			compare_records(&comparison, *type, prefix, g_ptr_array_index(left, i),
				g_ptr_array_index(right, i));
		}
	}
}
