#include "daemon/ctl/json.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum {
	DEPTH_MOST = 16
}; /* ours, not a stranger's: what we write is never deeper */

struct Json {
	GString *out;
	bool pretty;
	int depth;
	struct {
		char shut; /* '}' or ']' */
		bool empty;
	} open[DEPTH_MOST];
};

Json *
json_new(bool pretty)
{
	Json *json = g_new0(Json, 1);

	json->out = g_string_new(NULL);
	json->pretty = pretty;
	return json;
}

char *
json_finish(Json *json)
{
	GString *out = json->out;

	g_assert(json->depth == 0);
	g_free(json);
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}

static void
new_line(Json *json)
{
	if (!json->pretty)
		return;
	g_string_append_c(json->out, '\n');
	for (int i = 0; i < json->depth; i++)
		g_string_append(json->out, "  ");
}

/* A run of bytes that is valid UTF-8. U+2028 and U+2029 end lines in JavaScript; C1 controls and DEL move a
 * terminal's cursor: all are escaped like the rest of the control characters. */
static void
append_escaped(GString *out, const char *text, const char *end)
{
	while (text < end) {
		gunichar c = g_utf8_get_char(text);
		const char *next = text + g_utf8_skip[(guchar)*text];

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", (char)c);
		else if (c == '\n')
			g_string_append(out, "\\n");
		else if (c == '\t')
			g_string_append(out, "\\t");
		else if (c == '\r')
			g_string_append(out, "\\r");
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
			g_string_append_printf(out, "\\u%04x", c);
		else
			g_string_append_len(out, text, next - text);
		text = next;
	}
}

static void
append_string(GString *out, const char *text)
{
	const char *end = text + strlen(text);

	g_string_append_c(out, '"');
	while (text < end) {
		const char *bad;
		bool valid = g_utf8_validate(text, end - text, &bad);

		append_escaped(out, text, bad);
		if (valid)
			break;
		g_string_append(out, "\xef\xbf\xbd");
		text = bad + 1;
	}
	g_string_append_c(out, '"');
}

/* Everything before a value: the comma of the one before, the line, the key. */
static void
begin_value(Json *json, const char *key)
{
	if (json->depth > 0) {
		g_assert((json->open[json->depth - 1].shut == '}') == (key != NULL));
		if (!json->open[json->depth - 1].empty)
			g_string_append_c(json->out, ',');
		json->open[json->depth - 1].empty = false;
		new_line(json);
	}
	if (key) {
		append_string(json->out, key);
		g_string_append(json->out, json->pretty ? ": " : ":");
	}
}

static void
open_level(Json *json, const char *key, char begin, char shut)
{
	begin_value(json, key);
	g_assert(json->depth < DEPTH_MOST);
	g_string_append_c(json->out, begin);
	json->open[json->depth].shut = shut;
	json->open[json->depth].empty = true;
	json->depth++;
}

void
json_open_object(Json *json, const char *key)
{
	open_level(json, key, '{', '}');
}

void
json_open_array(Json *json, const char *key)
{
	open_level(json, key, '[', ']');
}

void
json_close(Json *json)
{
	g_assert(json->depth > 0);
	json->depth--;
	if (!json->open[json->depth].empty)
		new_line(json);
	g_string_append_c(json->out, json->open[json->depth].shut);
}

void
json_text(Json *json, const char *key, const char *text)
{
	begin_value(json, key);
	if (text)
		append_string(json->out, text);
	else
		g_string_append(json->out, "null");
}

void
json_integer(Json *json, const char *key, int64_t number)
{
	begin_value(json, key);
	g_string_append_printf(json->out, "%" G_GINT64_FORMAT, number);
}

void
json_real(Json *json, const char *key, double number)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	begin_value(json, key);
	g_string_append(json->out,
		isfinite(number) ? g_ascii_formatd(digits, sizeof(digits), "%.10g", number) : "null");
}

void
json_bool(Json *json, const char *key, bool value)
{
	begin_value(json, key);
	g_string_append(json->out, value ? "true" : "false");
}
