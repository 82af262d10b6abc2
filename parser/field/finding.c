#include "parser/field/finding.h"

#include "parser/mail.h"

#include <string.h>

#define VALUE_BYTES 400

bool
finding_has(const Finding *finding, const char *name)
{
	for (size_t i = 0; i < finding->fields->len; i++) {
		const Field *field = g_ptr_array_index(finding->fields, i);

		if (!strcmp(field->name, name))
			return true;
	}
	return false;
}

void
finding_add(Finding *finding, const char *name, Line value, const char *source)
{
	g_autofree char *text = NULL;

	value = line_trim(value);
	if (value.length > VALUE_BYTES) {
		value.length = VALUE_BYTES;
		while (value.length && (value.start[value.length] & 0xc0) == 0x80)
			value.length--;
	}
	if (!value.length || finding_has(finding, name))
		return;
	text = line_dup(value);
	g_ptr_array_add(finding->fields, field_new(name, text, source));
}

void
finding_add_text(Finding *finding, const char *name, const char *value, const char *source)
{
	if (value)
		finding_add(finding, name, (Line){ value, strlen(value) }, source);
}
