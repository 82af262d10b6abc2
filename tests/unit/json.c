#include "daemon/ctl/json.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <math.h>

static void
texts(void)
{
	static const struct {
		const char *label, *text, *want;
	} rows[] = {
		{ "plain text", "abc", "\"abc\"\n" },
		{ "nothing is null", NULL, "null\n" },
		{ "Chinese stays itself", "投诉", "\"投诉\"\n" },
		{ "quote and backslash", "a\"b\\c", "\"a\\\"b\\\\c\"\n" },
		{ "line end, tab, return", "a\nb\tc\r", "\"a\\nb\\tc\\r\"\n" },
		{ "an escape sequence for a terminal", "\x1b[2J", "\"\\u001b[2J\"\n" },
		{ "DEL and a C1 control", "\x7f\xc2\x9b", "\"\\u007f\\u009b\"\n" },
		{ "JavaScript's line ends", "\xe2\x80\xa8", "\"\\u2028\"\n" },
		{ "a lone continuation byte", "a\x80z", "\"a\xef\xbf\xbdz\"\n" },
		{ "a sequence cut short", "a\xe6\x8a", "\"a\xef\xbf\xbd\xef\xbf\xbd\"\n" },
		{ "a surrogate in UTF-8", "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"\n" },
		{ "a character beyond the first plane", "\xf0\xa0\xae\xb7", "\"\xf0\xa0\xae\xb7\"\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Json *json = json_new(false);
		g_autofree char *got = NULL;

		json_text(json, NULL, rows[i].text);
		got = json_finish(json);
		check_text(rows[i].label, got, rows[i].want);
	}
}

static char *
sample(bool pretty)
{
	Json *json = json_new(pretty);

	json_open_object(json, NULL);
	json_integer(json, "n", INT64_MIN);
	json_open_array(json, "list");
	json_bool(json, NULL, true);
	json_real(json, NULL, 0.25);
	json_real(json, NULL, NAN);
	json_close(json);
	json_open_object(json, "empty");
	json_close(json);
	json_close(json);
	return json_finish(json);
}

int
main(void)
{
	g_autofree char *compact = sample(false);
	g_autofree char *pretty = sample(true);

	texts();
	check_text(
		"compact", compact, "{\"n\":-9223372036854775808,\"list\":[true,0.25,null],\"empty\":{}}\n");
	check_text("pretty", pretty,
		"{\n  \"n\": -9223372036854775808,\n  \"list\": [\n    true,\n    0.25,\n    null\n  ],\n"
		"  \"empty\": {}\n}\n");
	return check_done();
}
