/* What single responses of an IMAP server are. */
#include "daemon/transport/imap_answer.h"

#include "tests/unit/check.h"

#include <string.h>

static const struct {
	const char *label, *line, *want;
} rows[] = {
	{ "the end of a command", "c12 OK done", "tagged 12 OK |done|" },
	{ "a refusal", "c1 NO [AUTHENTICATIONFAILED] wrong", "tagged 1 NO |[AUTHENTICATIONFAILED] wrong|" },
	{ "lower case", "c1 bad what", "tagged 1 BAD |what|" },
	{ "without a text", "c1 OK", "tagged 1 OK ||" },
	{ "somebody else's tag", "a1 OK done", "other" },
	{ "a tag in upper case", "C1 OK done", "other" },
	{ "a tag above 32 bits", "c4294967296 OK done", "other" },
	{ "a tag without a status", "c1 FINE done", "other" },
	{ "a tag that is a word", "capability", "other" },
	{ "continuation", "+ go on", "continue |go on|" },
	{ "bare continuation", "+", "continue ||" },
	{ "greeting", "* OK ready", "status OK |ready|" },
	{ "farewell", "* BYE overloaded", "status BYE |overloaded|" },
	{ "UIDVALIDITY", "* OK [UIDVALIDITY 3857529045] valid",
		"status OK uidvalidity 3857529045 |[UIDVALIDITY 3857529045] valid|" },
	{ "UIDNEXT", "* ok [uidnext 4392]", "status OK uidnext 4392 |[uidnext 4392]|" },
	{ "UIDVALIDITY above 32 bits", "* OK [UIDVALIDITY 4294967296]",
		"status OK |[UIDVALIDITY 4294967296]|" },
	{ "a code without its end", "* OK [UIDVALIDITY 12", "status OK |[UIDVALIDITY 12|" },
	{ "capabilities in a code", "c1 OK [CAPABILITY IDLE ID] in", "tagged 1 OK capability |IDLE ID|" },
	{ "capabilities", "* CAPABILITY IMAP4rev1 IDLE", "capability |IMAP4rev1 IDLE|" },
	{ "EXISTS", "* 23 EXISTS", "exists 23" },
	{ "RECENT is not EXISTS", "* 23 RECENT", "other" },
	{ "EXISTS without a number", "* EXISTS", "other" },
	{ "EXISTS with a longer word", "* 23 EXISTSNOT", "other" },
	{ "EXPUNGE", "* 2 EXPUNGE", "expunge 2" },
	{ "FETCH", "* 2 FETCH (UID 1)", "fetch 2" },
	{ "numbers", "* SEARCH 2 84 4294967295", "search 2 84 4294967295" },
	{ "no numbers", "* SEARCH", "search" },
	{ "no numbers and a blank", "* SEARCH ", "search" },
	{ "numbers and MODSEQ", "* SEARCH 2 5 (MODSEQ 917162500)", "search 2 5" },
	{ "a number above 32 bits", "* SEARCH 2 4294967296", "search 2 broken" },
	{ "a number with letters", "* SEARCH 2x", "search broken" },
	{ "an empty line", "", "other" },
	{ "a star alone", "*", "other" },
	{ "a star without a blank", "*OK", "other" },
};

static void
append_status(GString *out, const ImapAnswer *answer)
{
	static const char *const words[] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };
	static const char *const codes[] = { "", " uidvalidity", " uidnext", " capability" };

	g_string_append_printf(out, " %s%s", words[answer->status], codes[answer->code]);
	if (answer->code == IMAP_CODE_UIDVALIDITY || answer->code == IMAP_CODE_UIDNEXT)
		g_string_append_printf(out, " %u", answer->code_number);
}

static char *
described(const char *line)
{
	static const char *const kinds[] = { "other", "tagged", "continue", "status", "capability", "search",
		"exists", "expunge", "fetch" };
	/* Without its NUL, so that the sanitizer sees a byte read too many. */
	g_autofree char *copy = g_memdup2(line, MAX(strlen(line), 1));
	ImapAnswer answer = imap_answer_read(copy, strlen(line));
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(uint32_t));
	GString *out = g_string_new(kinds[answer.kind]);

	if (answer.kind == IMAP_ANSWER_TAGGED)
		g_string_append_printf(out, " %u", answer.tag);
	if (answer.kind == IMAP_ANSWER_TAGGED || answer.kind == IMAP_ANSWER_STATUS)
		append_status(out, &answer);
	if (answer.kind == IMAP_ANSWER_SEARCH) {
		bool ok = imap_answer_numbers(&answer, numbers);

		for (guint i = 0; i < numbers->len; i++)
			g_string_append_printf(out, " %u", g_array_index(numbers, uint32_t, i));
		g_string_append(out, ok ? "" : " broken");
	} else if (answer.kind >= IMAP_ANSWER_EXISTS) {
		g_string_append_printf(out, " %u", answer.number);
	} else if (answer.kind != IMAP_ANSWER_OTHER) {
		g_string_append_printf(out, " |%.*s|", (int)answer.length, answer.text);
	}
	return g_string_free(out, false);
}

int
main(void)
{
	g_autofree char *endless = g_strnfill(5000, 'x');
	g_autofree char *cut = imap_answer_words(endless, 5000);
	g_autofree char *clean = imap_answer_words(" a\r\n\x1b[31mb\xff \x7f", 13);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = described(rows[i].line);

		check_text(rows[i].label, got, rows[i].want);
	}
	check_int("a server's endless words are cut", (int64_t)strlen(cut), 200);
	check_text("and cannot move a cursor", clean, "a   [31mb\xef\xbf\xbd");
	return check_done();
}
