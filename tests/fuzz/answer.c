/* An answer is one of few, and a condition behind a yes is never a yes. */
#include "tests/fuzz/fuzz.h"

#include "parser/command/answer.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
	g_autofree char *doubted = g_strconcat("同意但", text, NULL);
	g_autofree char *asked = g_strconcat("满意吗", text, NULL);

	g_assert(answer_to_plan(text) <= ANSWER_REFUSE);
	g_assert(answer_to_result(text) < SATISFACTION_SILENT);
	g_assert(answer_to_tracking(text) <= ANSWER_REFUSE);
	g_assert(answer_to_plan(doubted) != ANSWER_AGREE);
	g_assert(answer_to_result(asked) != SATISFACTION_SATISFIED);
	g_assert(!(answer_asks_progress(text) && answer_is_thanks(text)));
	return 0;
}
