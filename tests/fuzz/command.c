/* Commands stand in lines of the text, none before the last one's, at most 50, with a word each. */
#include "tests/fuzz/fuzz.h"

#include "parser/command/command.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
	g_autoptr(GPtrArray) commands = command_list(text), nearest = command_suggestions(text);
	int line = 0;

	g_assert(commands->len <= 50 && nearest->len <= 3);
	for (guint i = 0; i < commands->len; i++) {
		const Command *command = g_ptr_array_index(commands, i);

		g_assert(command->verb < VERB_COUNT && *command->word && command->line >= line);
		g_assert(g_utf8_validate(command->arguments, -1, NULL) &&
			 g_utf8_validate(command->word, -1, NULL));
		g_assert(command_verbs[command->verb].many_lines || !strchr(command->arguments, '\n'));
		line = command->line;
	}
	return 0;
}
