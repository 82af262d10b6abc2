/* What the server's bytes turn into, however they are cut into pieces. */
#include "daemon/transport/imap_reader.h"

#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

/* In the transcript: [response] with literal marks as they stand, <index:size> and the bytes after it. */
static const struct {
	const char *label;
	const char *stream;
	const char *transcript; /* ends with "!" where the reader gave up */
} rows[] = {
	{ "two lines", "* OK hi\r\na1 OK done\r\n", "[* OK hi][a1 OK done]" },
	{ "a line feed alone ends a line", "* OK hi\na1 OK\n", "[* OK hi][a1 OK]" },
	{ "an empty line", "\r\n* OK\r\n", "[][* OK]" },
	{ "a line without its end is not there yet", "* OK hi", "" },
	{ "a literal", "* 1 FETCH (BODY[] {5}\r\nhello UID 7)\r\n",
		"<0:5>hello[* 1 FETCH (BODY[] {5}\n UID 7)]" },
	{ "an empty literal", "* 1 FETCH (BODY[] {0}\r\n)\r\n", "<0:0>[* 1 FETCH (BODY[] {0}\n)]" },
	{ "two literals", "* 1 FETCH (A {2}\r\nhi B {3}\r\nyou)\r\n",
		"<0:2>hi<1:3>you[* 1 FETCH (A {2}\n B {3}\n)]" },
	{ "literals are counted anew in each response", "* A {1}\r\nx\r\n* B {1}\r\ny\r\n",
		"<0:1>x[* A {1}\n]<0:1>y[* B {1}\n]" },
	{ "a literal that looks like the end of the command",
		"* 1 FETCH (BODY[] {14}\r\na1 OK done\r\n\r\n)\r\na1 OK done\r\n",
		"<0:14>a1 OK done\r\n\r\n[* 1 FETCH (BODY[] {14}\n)][a1 OK done]" },
	{ "a literal that announces another", "* 1 FETCH (BODY[] {5}\r\n{9}\r\n)\r\n",
		"<0:5>{9}\r\n[* 1 FETCH (BODY[] {5}\n)]" },
	{ "a literal after a literal at once", "* A {1}\r\nx{2}\r\nyz\r\n", "<0:1>x<1:2>yz[* A {1}\n{2}\n]" },
	{ "an announcement inside quotes is text", "* LIST () \"/\" \"a {5}\r\n* X\r\n",
		"[* LIST () \"/\" \"a {5}][* X]" },
	{ "an escaped quote does not end the quotes", "* X \"a\\\" {5}\r\n* Y\r\n",
		"[* X \"a\\\" {5}][* Y]" },
	{ "a literal after closed quotes", "* X \"a\\\\\" {1}\r\nz\r\n", "<0:1>z[* X \"a\\\\\" {1}\n]" },
	{ "quotes do not reach over a literal", "* X \"a {1}\r\n\" {1}\r\nz\r\n",
		"[* X \"a {1}][\" {1}][z]" },
	{ "no literal in the text of OK", "* OK we like {5}\r\n* NO {5}\r\n* BAD {5}\r\n* BYE {5}\r\n",
		"[* OK we like {5}][* NO {5}][* BAD {5}][* BYE {5}]" },
	{ "no literal in lower-case status either", "* ok we like {5}\r\n", "[* ok we like {5}]" },
	{ "a word that only begins like OK", "* OKAY {1}\r\nx\r\n", "<0:1>x[* OKAY {1}\n]" },
	{ "no literal in a tagged response", "a1 NO {5}\r\n* X\r\n", "[a1 NO {5}][* X]" },
	{ "no literal in a continuation", "+ {5}\r\n* X\r\n", "[+ {5}][* X]" },
	{ "braces without a number", "* X {}\r\n* X {a}\r\n* X {1a}\r\n* X {-1}\r\n",
		"[* X {}][* X {a}][* X {1a}][* X {-1}]" },
	{ "a number without its brace", "* X 5}\r\n* X }\r\n", "[* X 5}][* X }]" },
	{ "a number of too many digits is text", "* X {12345678901234}\r\n", "[* X {12345678901234}]" },
	{ "leading zeros", "* X {0001}\r\ny\r\n", "<0:1>y[* X {0001}\n]" },
	{ "literal8", "* X ~{1}\r\ny\r\n", "<0:1>y[* X ~{1}\n]" },
	{ "a carriage return inside a line stays", "* OK a\rb\r\n", "[* OK a\rb]" },
};

typedef struct {
	GString *out;
	bool in_literal;
} Transcript;

static bool
on_response(void *context, const char *text, size_t length, GError **error)
{
	Transcript *transcript = context;

	(void)error;
	g_string_append_c(transcript->out, '[');
	g_string_append_len(transcript->out, text, (gssize)length);
	g_string_append_c(transcript->out, ']');
	return text[length] == '\0';
}

static bool
on_literal(void *context, unsigned index, uint64_t size, GError **error)
{
	Transcript *transcript = context;

	(void)error;
	g_string_append_printf(transcript->out, "<%u:%" G_GUINT64_FORMAT ">", index, size);
	return true;
}

static bool
on_bytes(void *context, const char *bytes, size_t length, GError **error)
{
	Transcript *transcript = context;

	(void)error;
	g_string_append_len(transcript->out, bytes, (gssize)length);
	return true;
}

static const ImapSink sink = { on_response, on_literal, on_bytes };

/* Feeds the stream cut at `cut`, or in pieces of one byte when cut is G_MAXSIZE. */
static char *
transcribe(const char *stream, size_t length, size_t cut)
{
	Transcript transcript = { .out = g_string_new(NULL) };
	g_autoptr(ImapReader) reader = imap_reader_new(&sink, &transcript);
	bool ok = true;

	for (size_t at = 0; ok && at < length;) {
		size_t piece = cut == G_MAXSIZE ? 1 : at < cut ? cut - at : length - at;
		/* A copy of its own size lets the sanitizer see every byte read too many. */
		g_autofree char *copy = g_memdup2(stream + at, piece);

		ok = imap_reader_feed(reader, copy, piece, NULL);
		at += piece;
	}
	if (!ok)
		g_string_append_c(transcript.out, '!');
	return g_string_free(transcript.out, false);
}

static void
check_row(const char *label, const char *stream, const char *want)
{
	size_t length = strlen(stream);
	g_autofree char *bytewise = transcribe(stream, length, G_MAXSIZE);

	if (!check_text(label, bytewise, want))
		return;
	for (size_t cut = 0; cut <= length; cut++) {
		g_autofree char *got = transcribe(stream, length, cut);

		if (strcmp(got, want) != 0) {
			g_autofree char *why = g_strdup_printf("%s, cut at %zu", label, cut);

			check_text(why, got, want);
			return;
		}
	}
}

/* `head`, then `count` times `unit`, then a line end: whether the reader took it. */
static void
check_long(const char *label, const char *head, const char *unit, size_t count, bool want)
{
	Transcript transcript = { .out = g_string_new(NULL) };
	g_autoptr(ImapReader) reader = imap_reader_new(&sink, &transcript);
	g_autoptr(GError) error = NULL;
	bool ok = imap_reader_feed(reader, head, strlen(head), &error);

	for (size_t i = 0; ok && i < count; i++)
		ok = imap_reader_feed(reader, unit, strlen(unit), &error);
	ok = ok && imap_reader_feed(reader, "\r\n", 2, &error);
	check(ok == want && (ok || error), label, "%s", error ? error->message : "was taken");
	g_string_free(transcript.out, true);
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_row(rows[i].label, rows[i].stream, rows[i].transcript);
	check_long("a line of 60 kB", "* 1 FETCH (", "abcdefghij", 6000, true);
	check_long("a line of 70 kB is refused", "* 1 FETCH (", "abcdefghij", 7000, false);
	check_long("a line without any end is refused", "", "* OK", 20000, false);
	check_long("a search with 100,000 finds", "* SEARCH", " 4294967295", 100000, true);
	check_long("a search that never ends is refused", "* SEARCH", " 4294967295", 900000, false);
	check_long("64 literals in a response", "* X", " {1}\r\nx", 64, true);
	check_long("65 literals in a response are refused", "* X", " {1}\r\nx", 65, false);
	return check_done();
}
