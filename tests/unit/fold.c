/* A text as the words of the classifier see it: one width, one case, simplified, without quotes. */
#include "workflow/classify/fold.h"

#include "tests/unit/check.h"

#include <glib.h>
#include <string.h>

static const struct {
	const char *label, *text, *want;
} rows[] = {
	{ "plain Chinese", "老师迟到", "老师迟到" },
	{ "capitals", "The Teacher", "the teacher" },
	{ "capitals alone are not plain", "A", "a" },
	{ "full-width letters", "ＡＢＣ", "abc" },
	{ "traditional characters", "老師遲到", "老师迟到" },
	{ "lone ideographs between blanks", "退 我 钱", "退我钱" },
	{ "words between blanks stay", "老师 迟到", "老师 迟到" },
	{ "blanks before a line's end", "退 钱 \n好", "退钱 \n好" },
	{ "two blanks are one", "a  b", "a b" },
	{ "tabs are blanks", "a\tb", "a b" },
	{ "blanks at the head", "  a", "a" },
	{ "a quoted line is not his", "> 退钱\n好", "好" },
	{ "a line that goes on", "the\nteacher", "the teacher" },
	{ "a line that begins with a digit", "the\n2 teachers", "the\n2 teachers" },
	{ "a curly apostrophe", "don\u2019t", "don't" },
	{ "a zero-width space", "老\u200b师", "老师" },
	{ "nothing", "", "" },
	{ "no UTF-8 at all", "\xff\xfe", "" },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = fold(rows[i].text);

		check_text(rows[i].label, got, rows[i].want);
		check(!g_utf8_validate(rows[i].text, -1, NULL) || !fold_is_plain(rows[i].text) ||
				strcmp(rows[i].text, rows[i].want) == 0,
			"what counts as plain is its own folding", "'%s' is not", rows[i].text);
	}
	check(fold_is_plain("老师迟到"), "plain Chinese needs no folding", "it does");
	check(fold_is_plain("the teacher came late"), "plain English needs none", "it does");
	return check_done();
}
