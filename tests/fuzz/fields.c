/* Every value is valid, bounded and not empty; no item is found twice. */
#include "tests/fuzz/fuzz.h"

#include "parser/field/fields.h"

static void
check_fields(GPtrArray *fields)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < fields->len; i++) {
		const Field *field = g_ptr_array_index(fields, i);

		g_assert(g_hash_table_add(seen, field->name));
		g_assert(*field->value && strlen(field->value) <= 4096 &&
			 g_utf8_validate(field->value, -1, NULL));
		if (!strcmp(field->name, "phone"))
			g_assert(strspn(field->value, "+0123456789") == strlen(field->value));
	}
	g_ptr_array_unref(fields);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const asked[] = { "name", "class", "phone", NULL };
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
	char *half = text + strlen(text) / 2;
	FieldsInput input = { .text = text };

	while ((*half & 0xc0) == 0x80)
		half++;
	input.signature = input.quoted = input.from_name = half;
	check_fields(fields_read(&input));
	check_fields(fields_numbered(text, asked));
	return 0;
}
