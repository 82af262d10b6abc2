/* Small things that everything else leans on: the words that decided, how alike two texts are, leap days. */
#include "tests/unit/check.h"
#include "tests/unit/world.h"
#include "workflow/classify/classify.h"
#include "workflow/classify/likeness.h"

#include <string.h>

static void
words(void)
{
	static const struct {
		const char *label, *text, *category, *words, *urgent_words;
	} rows[] = {
		{ "the words that decided", "老师讲课听不懂", "teaching", "听不懂", "" },
		{ "two of them", "老师讲课听不懂，还经常迟到", "teaching", "听不懂 迟到", "" },
		{ "words of danger stand apart", "老师打人，听不懂", "teaching", "听不懂", "打人" },
		{ "none", "你好", NULL, "", "" },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(Vocabulary) vocabulary = vocabulary_new(
		"teaching\tzh\t3\t听不懂\nteaching\tzh\t2\t迟到\nfees\tzh\t3\t退费\n_urgent\tzh\t3\t打人\n",
		NULL, &error);

	if (!check(vocabulary != NULL, "a vocabulary of four words", "%s", error ? error->message : ""))
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(Verdict) verdict = classify(vocabulary, "", rows[i].text, 0.6, 0.15);

		check_text(rows[i].label, verdict->category, rows[i].category);
		check_text("which", verdict->words, rows[i].words);
		check_text("of danger", verdict->urgent_words, rows[i].urgent_words);
	}
}

/* `count` different letters. */
static char *
letters(int count)
{
	GString *text = g_string_new(NULL);

	for (int i = 0; i < count; i++)
		g_string_append_unichar(text, 0x4E00 + (gunichar)i);
	return g_string_free(text, FALSE);
}

static void
alike(void)
{
	enum {
		PIECE = 6, /* letters that are compared at once */
		PIECES = 40
	};
	g_autofree char *whole = letters(PIECES + PIECE - 1);

	for (int less = 0; less <= 12; less++) {
		g_autofree char *part = letters(PIECES + PIECE - 1 - less);
		g_autofree char *label =
			g_strdup_printf("%d pieces of %d are the same", PIECES - less, PIECES);

		check(likeness_same(whole, part) == (less <= PIECES / 5), label, "wrong");
		check(likeness_same(part, whole) == (less <= PIECES / 5), "and the other way round", "wrong");
	}
	check(likeness_of(whole) == likeness_of(whole) && likeness_of(whole) > 0, "one text, one number",
		"two");
	check(!likeness_same("", ""), "nothing is not like nothing", "it is");
}

/* A case's number holds any day of the calendar, leap days too. */
static void
leap_day(void)
{
	g_autofree char *number = case_number_format(2028, 2, 29, 7);
	g_autofree char *found = case_number_find(number);

	check_text("a number of 29 February", found, number);
}

int
main(void)
{
	words();
	alike();
	leap_day();
	return check_done();
}
