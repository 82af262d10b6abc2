#include "templates/value.h"

struct Value {
	ValueKind kind;
	bool truth;
	char *text;
	GPtrArray *list;    /* Value * */
	GHashTable *record; /* char * → Value * */
};

static Value *
new_value(ValueKind kind)
{
	Value *value = g_new0(Value, 1);

	value->kind = kind;
	return value;
}

Value *
value_record(void)
{
	Value *value = new_value(VALUE_RECORD);

	value->record = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)value_free);
	return value;
}

Value *
value_list(void)
{
	Value *value = new_value(VALUE_LIST);

	value->list = g_ptr_array_new_with_free_func((GDestroyNotify)value_free);
	return value;
}

Value *
value_text(const char *text)
{
	Value *value = new_value(VALUE_TEXT);

	value->text = g_strdup(text ? text : "");
	return value;
}

Value *
value_bool(bool truth)
{
	Value *value = new_value(VALUE_BOOL);

	value->truth = truth;
	return value;
}

/* Trees are built by our own code, a few levels deep; what strangers send are texts and the lengths of lists.
 */
Value *
value_copy(const Value *value)
{
	Value *copy = NULL;
	GHashTableIter each;
	gpointer name, member;

	switch (value->kind) {
	case VALUE_TEXT:
		return value_text(value->text);
	case VALUE_BOOL:
		return value_bool(value->truth);
	case VALUE_LIST:
		copy = value_list();
		for (unsigned i = 0; i < value->list->len; i++)
			value_add(copy, value_copy(value_at(value, i)));
		return copy;
	case VALUE_RECORD:
		copy = value_record();
		g_hash_table_iter_init(&each, value->record);
		while (g_hash_table_iter_next(&each, &name, &member))
			value_set(copy, name, value_copy(member));
		return copy;
	}
	g_assert_not_reached();
}

void
value_free(Value *value)
{
	if (!value)
		return;
	g_free(value->text);
	g_clear_pointer(&value->list, g_ptr_array_unref);
	g_clear_pointer(&value->record, g_hash_table_unref);
	g_free(value);
}

void
value_set(Value *record, const char *name, Value *value)
{
	g_assert(record->kind == VALUE_RECORD);
	g_hash_table_replace(record->record, g_strdup(name), value);
}

void
value_set_text(Value *record, const char *name, const char *text)
{
	value_set(record, name, value_text(text));
}

void
value_remove(Value *record, const char *name)
{
	g_assert(record->kind == VALUE_RECORD);
	g_hash_table_remove(record->record, name);
}

void
value_add(Value *list, Value *value)
{
	g_assert(list->kind == VALUE_LIST);
	g_ptr_array_add(list->list, value);
}

ValueKind
value_kind(const Value *value)
{
	return value->kind;
}

const char *
value_words(const Value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : "";
}

const Value *
value_get(const Value *record, const char *name)
{
	if (!record || record->kind != VALUE_RECORD)
		return NULL;
	return g_hash_table_lookup(record->record, name);
}

unsigned
value_length(const Value *list)
{
	return list && list->kind == VALUE_LIST ? list->list->len : 0;
}

const Value *
value_at(const Value *list, unsigned index)
{
	return index < value_length(list) ? g_ptr_array_index(list->list, index) : NULL;
}

bool
value_is_true(const Value *value)
{
	if (!value)
		return false;
	switch (value->kind) {
	case VALUE_TEXT:
		return *value->text != '\0';
	case VALUE_BOOL:
		return value->truth;
	case VALUE_LIST:
		return value->list->len > 0;
	case VALUE_RECORD:
		return true;
	}
	return false;
}
