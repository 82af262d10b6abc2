#include "parser/body/part_text.h"

#include "parser/charset/charset.h"

#include <string.h>

bool
part_is_html(const Part *part)
{
	return part_is(part, "text/html") || part_is(part, "text/enriched") ||
	       part_is(part, "text/richtext") || part_is(part, "application/xhtml+xml");
}

bool
part_disposition_is(const Part *part, const char *value)
{
	return part->disposition && strcmp(part->disposition->value, value) == 0;
}

/* <meta charset=…>, <meta http-equiv=… content="text/html; charset=…">; new, or NULL. */
static char *
html_charset(const GString *bytes)
{
	enum {
		META_MAX = 2048
	};
	g_autofree char *head = g_ascii_strdown(bytes->str, (gssize)MIN(bytes->len, META_MAX));
	const char *meta = strstr(head, "<meta"), *at = meta ? strstr(meta, "charset=") : NULL;

	if (!at)
		return NULL;
	at += strlen("charset=");
	at += strspn(at, "\"' ");
	return g_strndup(at, strcspn(at, "\"'> ;/"));
}

char *
part_text(const Part *part, size_t limit, Defects *defects)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	const char *label = parameter_raw(part->content, "charset");
	g_autofree char *meta = NULL;

	if (!transfer_append(part->transfer, part->body, part->body_length, bytes, limit))
		defect_set(defects,
			part->transfer == TRANSFER_QUOTED ? DEFECT_BAD_QUOTED_PRINTABLE : DEFECT_BAD_BASE64);
	if (bytes->len >= limit)
		defect_set(defects, DEFECT_TEXT_TRUNCATED);
	if (!label && part_is_html(part))
		label = meta = html_charset(bytes);
	return charset_to_utf8(bytes->str, bytes->len, label, defects);
}
