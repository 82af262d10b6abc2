/* Every reader of header values gets every field of the input. */
#include "tests/fuzz/fuzz.h"

#include "parser/mail.h"
#include "parser/mime/address.h"
#include "parser/mime/date.h"
#include "parser/mime/header.h"
#include "parser/mime/parameter.h"

static void
read_field(const HeaderField *field)
{
	static const char *const names[] = { "filename", "name", "charset", "boundary" };
	Defects defects = 0;
	g_autofree char *text = header_decode(field->value, field->value_length, &defects);
	g_autofree char *plain = header_plain(field, &defects);
	g_autofree char *date = NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
	g_autoptr(ParameterList) list = parameter_list_read(field->value, field->value_length, &defects);
	int64_t utc = 0;

	g_assert(g_utf8_validate(text, -1, NULL) && !strpbrk(text, "\r\n\t"));
	g_assert(g_utf8_validate(plain, -1, NULL) && !strpbrk(plain, "\r\n\t"));
	header_message_ids(field, ids, &defects);
	for (guint i = 0; i < ids->len; i++)
		g_assert(g_utf8_validate(g_ptr_array_index(ids, i), -1, NULL));
	address_list_read(field, addresses, &defects);
	for (guint i = 0; i < addresses->len; i++) {
		const MailAddress *address = g_ptr_array_index(addresses, i);

		g_assert(g_utf8_validate(address->name, -1, NULL));
		g_assert(g_utf8_validate(address->address, -1, NULL));
		/* A quoted local part may hold a blank; nothing else may. */
		g_assert(!strpbrk(address->address, *address->address == '"' ? "\r\n\t" : " \r\n\t<>"));
	}
	if (date_read(plain, &date, &utc))
		g_assert(strlen(date) == strlen("2026-11-20T09:30:00+08:00"));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *value = parameter_text(list, names[i], &defects);

		g_assert(!value || g_utf8_validate(value, -1, NULL));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *cursor = (const char *)data, *end = cursor + size;
	HeaderField field;

	while (header_next(&cursor, end, &field))
		read_field(&field);
	return 0;
}
