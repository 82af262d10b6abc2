/* A verdict is whole, its figures lie in 0..1, and any text is a vocabulary or an error. */
#include "tests/fuzz/fuzz.h"

#include "workflow/classify/classify.h"

static const char WORDS[] =
	"@child\tzh\t孩子|女儿\n@five\tzh\t几十\nteaching\tzh\t3\t教学质量\nfees\tzh\t3\t退费|退…钱\n"
	"fees\ten\t2\trefund\nother\tzh\t2\t投诉\n_mask\tzh\t1\t打电话\n"
	"_urgent+privacy_safety\tzh\t3\t@child…打|骂\n_urgent\tzh\t3\t120\n"
	"_step\tzh\t2\t@five~家长\n_step\tzh\t2\t告&教育局\n_not_complaint\tzh\t2\t感谢\n"
	"_complaint\tzh\t2\t失望\nprivacy_safety\tzh\t3\t受伤\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
	g_autoptr(GError) error = NULL;
	g_autoptr(Vocabulary) words = vocabulary_new(WORDS, NULL, NULL),
			      any = vocabulary_new(text, NULL, &error);
	g_autoptr(Verdict) verdict = classify(words, text, text, 0.6, 0.15);

	g_assert((any != NULL) == (error == NULL));
	if (any) {
		g_autoptr(Verdict) strange = classify(any, text, text, 0.6, 0.15);

		g_assert(strange->words && strange->urgent_words);
	}
	g_assert(verdict->score >= 0 && verdict->score <= 1 && verdict->margin >= 0 && verdict->margin <= 1);
	g_assert(verdict->triage || (verdict->category && verdict->is_complaint));
	g_assert(g_utf8_validate(verdict->words, -1, NULL) &&
		 g_utf8_validate(verdict->urgent_words, -1, NULL));
	return 0;
}
