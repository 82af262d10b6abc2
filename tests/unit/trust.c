/* Which commands want proof (the list of spec §18, by hand), and how a code is read. */
#include "workflow/interpret/trust.h"

#include "tests/unit/check.h"

#include <string.h>

static const Verb high_risk[] = { VERB_DISMISS, VERB_MERGE, VERB_ASSIGN, VERB_RESOLVE, VERB_APPROVE,
	VERB_CONCLUDE, VERB_EXTEND };

static const struct {
	const char *label;
	const char *text;
	const char *code; /* NULL: none */
} rows[] = {
	{ "the code alone", "123456", "123456" },
	{ "blank lines before it", "\n \n123456\n\n王老师\n", "123456" },
	{ "full-width digits", "１２３４５６", "123456" },
	{ "with its name", "确认码：123456", "123456" },
	{ "with its English name", "code: 123456.", "123456" },
	{ "in two groups", "123 456", "123456" },
	{ "in brackets", "【123456】", "123456" },
	{ "five digits", "12345", NULL },
	{ "seven digits", "1234567", NULL },
	{ "digits inside words are none", "请在123456前办理", NULL },
	{ "words after it", "123456 谢谢", NULL },
	{ "only the first line counts", "好的\n123456", NULL },
	{ "a quoted line", "> 123456", NULL },
	{ "nothing", "", NULL },
	{ "other people's digits are digits of no code", "١٢٣٤٥٦", NULL },
};

int
main(void)
{
	g_autofree char *long_line = g_strnfill(100000, ' ');

	for (int verb = VERB_UNKNOWN; verb < VERB_COUNT; verb++) {
		bool wanted = false;

		for (size_t i = 0; i < G_N_ELEMENTS(high_risk); i++)
			wanted = wanted || (int)high_risk[i] == verb;
		check(trust_needs_proof((Verb)verb) == wanted, command_verbs[verb].canonical, "it %s proof",
			wanted ? "needs no" : "needs");
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *code = trust_code_in(rows[i].text, 6);

		check(g_strcmp0(code, rows[i].code) == 0, rows[i].label, "got %s", code ? code : "none");
	}
	long_line[99999] = '1';
	check(trust_code_in(long_line, 6) == NULL, "a line of blanks is no code", "it is");
	return check_done();
}
