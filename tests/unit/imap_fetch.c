/* What FETCH responses say. */
#include "daemon/transport/imap_fetch.h"
#include "daemon/transport/imap_utf7.h"

#include "tests/unit/check.h"

#include <inttypes.h>
#include <string.h>

/* In `facts`: uid, size, date, then each body that is there: w(hole), s(tart), h(eader) with N(IL),
 * "quoted" or #literal:size. */
static const struct {
	const char *label;
	const char *text;
	const char *facts; /* "other", "broken" */
} rows[] = {
	{ "UID and body", "* 3 FETCH (UID 7 BODY[] {582}\n)", "3 uid=7 w#0:582" },
	{ "UID after the body", "* 3 FETCH (BODY[] {582}\n UID 7)", "3 uid=7 w#0:582" },
	{ "lower case", "* 3 fetch (uid 7 body[] {582}\n)", "3 uid=7 w#0:582" },
	{ "flags alone", "* 3 FETCH (FLAGS (\\Seen \\Recent))", "3 uid=0" },
	{ "flags with UID", "* 3 FETCH (UID 9 FLAGS (\\Seen))", "3 uid=9" },
	{ "nothing at all", "* 3 FETCH ()", "3 uid=0" },
	{ "NIL body", "* 3 FETCH (UID 7 BODY[] NIL)", "3 uid=7 wN" },
	{ "quoted body", "* 3 FETCH (UID 7 BODY[] \"a \\\"b\\\" \\\\ )\")", "3 uid=7 w\"a \"b\" \\ )\"" },
	{ "empty quoted body", "* 3 FETCH (BODY[] \"\" UID 7)", "3 uid=7 w\"\"" },
	{ "empty literal", "* 3 FETCH (UID 7 BODY[] {0}\n)", "3 uid=7 w#0:0" },
	{ "facts", "* 3 FETCH (UID 7 RFC822.SIZE 44827 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")",
		"3 uid=7 size=44827 date=837596665" },
	{ "a day of one digit", "* 3 FETCH (INTERNALDATE \" 1-Jan-2026 00:00:00 +0800\")",
		"3 uid=0 date=1767196800" },
	{ "a day of one digit without its blank", "* 3 FETCH (INTERNALDATE \"1-Jan-2026 00:00:00 +0800\")",
		"3 uid=0 date=1767196800" },
	{ "a leap second", "* 3 FETCH (INTERNALDATE \"31-Dec-2016 23:59:60 +0000\")",
		"3 uid=0 date=1483228799" },
	{ "a date that is none", "* 3 FETCH (INTERNALDATE \"31-Foo-2016 23:59:60 +0000\" UID 7)", "3 uid=7" },
	{ "a 31st of February", "* 3 FETCH (INTERNALDATE \"31-Feb-2016 23:59:00 +0000\" UID 7)", "3 uid=7" },
	{ "a date of letters", "* 3 FETCH (INTERNALDATE \"aa-Feb-bbbb cc:dd:ee +ffgg\" UID 7)", "3 uid=7" },
	{ "NIL for a date", "* 3 FETCH (INTERNALDATE NIL UID 7)", "3 uid=7" },
	{ "header and beginning", "* 3 FETCH (UID 7 BODY[HEADER] {100}\n BODY[]<0> {65536}\n)",
		"3 uid=7 s#1:65536 h#0:100" },
	{ "a literal of something else comes first",
		"* 3 FETCH (ENVELOPE (NIL {3}\n ((\"a\" NIL {4}\n \"x\")) NIL) BODY[] {5}\n UID 7)",
		"3 uid=7 w#2:5" },
	{ "an unknown attribute with a list", "* 3 FETCH (X-GM-LABELS (\"a)\" (b (c))) UID 7)", "3 uid=7" },
	{ "an unknown attribute with an atom", "* 3 FETCH (MODSEQ (18446744073709551615) X abc UID 7)",
		"3 uid=7" },
	{ "an unknown section with quotes", "* 3 FETCH (BODY[HEADER.FIELDS (\"]\" X)] {2}\n UID 7)",
		"3 uid=7" },
	{ "another part is not the whole", "* 3 FETCH (BODY[1] {2}\n BODY[TEXT] {3}\n UID 7)", "3 uid=7" },
	{ "literal8", "* 3 FETCH (BODY[] ~{2}\n UID 7)", "3 uid=7 w#0:2" },
	{ "a body named twice counts once", "* 3 FETCH (BODY[] \"a\" BODY[] {2}\n UID 7)", "3 uid=7 w#0:2" },
	{ "blanks where none belong", "* 3 FETCH ( UID  7 BODY[] {2}\n ) ", "3 uid=7 w#0:2" },
	{ "the highest UID", "* 3 FETCH (UID 4294967295)", "3 uid=4294967295" },
	{ "a UID above it", "* 3 FETCH (UID 4294967296)", "broken" },
	{ "a UID that is no number", "* 3 FETCH (UID x)", "broken" },
	{ "a size above any disk", "* 3 FETCH (RFC822.SIZE 99999999999999999999)", "broken" },
	{ "EXISTS", "* 3 EXISTS", "other" },
	{ "a tagged line", "a3 OK FETCH done", "other" },
	{ "a sequence number above 32 bits", "* 4294967296 FETCH (UID 7)", "other" },
	{ "no list", "* 3 FETCH UID 7", "broken" },
	{ "an open list", "* 3 FETCH (UID 7", "broken" },
	{ "an open quote", "* 3 FETCH (BODY[] \"abc)", "broken" },
	{ "an open quote after a backslash", "* 3 FETCH (BODY[] \"abc\\", "broken" },
	{ "an open section", "* 3 FETCH (BODY[HEADER UID 7)", "broken" },
	{ "an open list inside", "* 3 FETCH (FLAGS (\\Seen UID 7)", "broken" },
	{ "more after the end", "* 3 FETCH (UID 7) UID 8", "broken" },
	{ "a literal that is none", "* 3 FETCH (UID 7 BODY[] {5})", "broken" },
	{ "an attribute without value", "* 3 FETCH (UID)", "broken" },
	{ "a list where a name belongs", "* 3 FETCH ((UID 7))", "broken" },
};

static const struct {
	const char *label, *name, *wire;
} names[] = {
	{ "plain", "INBOX", "INBOX" },
	{ "Chinese", "已处理", "&XfJZBHQG-" },
	{ "Chinese within Latin", "INBOX/投诉 2026", "INBOX/&YpWLyQ- 2026" },
	{ "two runs", "台a北", "&U,A-a&Uxc-" },
	{ "an ampersand", "Q&A", "Q&-A" },
	{ "an ampersand after Chinese", "问&答", "&le4-&-&e1Q-" },
	{ "the RFC's example", "~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
	{ "above the basic plane", "😀", "&2D3eAA-" },
	{ "empty", "", "" },
	{ "a line end", "a\r\nb", NULL },
	{ "no UTF-8", "\xff", NULL },
};

static void
append_body(GString *out, char letter, const ImapBody *body)
{
	switch (body->kind) {
	case IMAP_BODY_ABSENT:
		break;
	case IMAP_BODY_NIL:
		g_string_append_printf(out, " %cN", letter);
		break;
	case IMAP_BODY_QUOTED:
		g_string_append_printf(out, " %c\"%s\"", letter, body->quoted);
		break;
	case IMAP_BODY_LITERAL:
		g_string_append_printf(out, " %c#%u:%" PRIu64, letter, body->literal, body->size);
		break;
	}
}

static char *
facts_of(const char *text)
{
	/* Without the final NUL, so that the sanitizer sees every byte read too many. */
	g_autofree char *copy = g_memdup2(text, strlen(text));
	g_auto(ImapFetch) fetch = { 0 };
	GString *out;

	switch (imap_fetch_read(copy, strlen(text), &fetch)) {
	case IMAP_FETCH_OTHER:
		return g_strdup("other");
	case IMAP_FETCH_BROKEN:
		return g_strdup("broken");
	case IMAP_FETCH_READ:
		break;
	}
	out = g_string_new(NULL);
	g_string_append_printf(out, "%u uid=%u", fetch.sequence, fetch.uid);
	if (fetch.size >= 0)
		g_string_append_printf(out, " size=%" PRId64, fetch.size);
	if (fetch.internal_date >= 0)
		g_string_append_printf(out, " date=%" PRId64, fetch.internal_date);
	append_body(out, 'w', &fetch.bodies[IMAP_SECTION_WHOLE]);
	append_body(out, 's', &fetch.bodies[IMAP_SECTION_START]);
	append_body(out, 'h', &fetch.bodies[IMAP_SECTION_HEADER]);
	return g_string_free(out, false);
}

int
main(void)
{
	g_autofree char *brackets = g_strnfill(60000, '(');
	g_autofree char *deep = g_strdup_printf("* 3 FETCH (X %s", brackets);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = facts_of(rows[i].text);

		check_text(rows[i].label, got, rows[i].facts);
		/* Any beginning of a response is read or refused, never read beyond. */
		for (size_t length = 0; length < strlen(rows[i].text); length++) {
			g_autofree char *start = g_strndup(rows[i].text, length);
			g_autofree char *partly = facts_of(start);

			g_assert(partly);
		}
	}
	{
		g_autofree char *got = facts_of(deep);

		check_text("60,000 open brackets", got, "broken");
	}
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *got = imap_utf7_encode(names[i].name);

		check_text(names[i].label, got, names[i].wire);
	}
	return check_done();
}
