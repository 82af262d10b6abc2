#include "parser/command/command.h"

#include "parser/command/word.h"

#include <string.h>

#define COMMANDS 50
#define ITEM_DIGITS 3
#define ENDING_BYTES 16 /* of "# 结束" */

/* What ends the text of "回复" and "方案". */
static const char *const endings[] = { "结束", "end" };

Command *
command_new(Verb verb, const char *word, const char *arguments, int line)
{
	Command *command = g_new0(Command, 1);

	command->verb = verb;
	command->word = g_strdup(word);
	command->arguments = g_strdup(arguments);
	command->line = line;
	return command;
}

void
command_free(Command *command)
{
	if (!command)
		return;
	g_free(command->word);
	g_free(command->arguments);
	g_free(command);
}

/* A line taken apart: item, verb, verb's word, arguments, all as written. */
typedef struct {
	int item;
	Verb verb;
	Line word;
	Line rest;
	bool apart; /* a blank stands between hash and word */
} Parts;

/* [ digits [ "." / "、" / ")" ] ], 0: none */
static int
take_item(Line *line)
{
	size_t bytes, digits = 0;
	gunichar c;
	int item = 0;

	for (; digits < ITEM_DIGITS; digits++) {
		c = command_character(*line, &bytes);
		if (c < '0' || c > '9')
			break;
		item = item * 10 + (int)(c - '0');
		*line = line_skip(*line, bytes);
	}
	if (!digits)
		return 0;
	*line = line_trim(*line);
	c = command_character(*line, &bytes);
	if (c == '.' || c == ')' || c == 0x3001) /* 、 */
		*line = line_trim(line_skip(*line, bytes));
	return item;
}

static bool
take_hash(Line *line)
{
	size_t bytes;
	bool found = false;

	for (; command_character(*line, &bytes) == '#'; found = true)
		*line = line_skip(*line, bytes);
	return found;
}

/* What stands behind the verb: its own punctuation is not of it ("接单。", "同意，…", "【接单】 …"). */
static Line
skip_separator(Line line)
{
	static const char marks[] = ",.;!~:#]>\"'";
	static const gunichar wide[] = { 0x3001, 0x3002, 0x3011, 0x300D, 0x300F, 0x300B, 0x201D, 0x2019,
		0x2236, 0xFE55 }; /* 、。】」』》”’∶﹕ */
	size_t bytes;

	for (gunichar c; (c = command_character(line, &bytes)); line = line_skip(line, bytes)) {
		bool known = c < 0x80 && strchr(marks, (int)c);

		for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
			known |= c == wide[i];
		if (!known)
			break;
	}
	line = line_trim(line);
	if (command_character(line, &bytes) == ':')
		line = line_trim(line_skip(line, bytes));
	return line;
}

/* [ item ] "#" word [ separator rest ] */
static bool
take_apart(Line line, Parts *out)
{
	size_t used;

	*out = (Parts){ 0 };
	line = line_trim(line);
	out->item = take_item(&line);
	if (!take_hash(&line))
		return false;
	out->apart = blank_length(line.start, line.length) > 0;
	line = line_trim(line);
	out->verb = command_word_read(line, &used);
	if (!used)
		return false;
	out->word = (Line){ line.start, used };
	out->rest = skip_separator(line_skip(line, used));
	return true;
}

static bool
is_ending(Line word)
{
	g_autofree char *folded = command_folded(word);
	Line line = { folded, strlen(folded) };

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (line_is(line, endings[i]))
			return true;
	return false;
}

/* Cuts a "#结束" off the end of `line`. */
static bool
cut_ending(Line *line)
{
	size_t from = line->length, bytes;

	while (from && line->length - from < ENDING_BYTES &&
		((line->start[from] & 0xC0) == 0x80 || from == line->length ||
			command_character(line_skip(*line, from), &bytes) != '#'))
		from--;
	if (from == line->length || command_character(line_skip(*line, from), &bytes) != '#' ||
		!is_ending(line_trim(line_skip(*line, from + bytes))))
		return false;
	*line = line_trim((Line){ line->start, from });
	return true;
}

/* Takes the lines after `i` that belong to a command of many lines. Returns the line to read next. */
static size_t
take_more(const GArray *lines, size_t i, Command *command)
{
	GString *text = g_string_new(NULL);
	Line first = { command->arguments, strlen(command->arguments) };
	bool ended = cut_ending(&first);

	g_string_append_len(text, first.start, (gssize)first.length);
	for (i++; i < lines->len && !ended; i++) {
		Line line = g_array_index(lines, Line, i);
		g_autofree char *written = NULL;
		Parts parts;

		if (take_apart(line, &parts)) {
			if (is_ending(parts.word)) {
				i++;
				break;
			}
			/* A mistyped command must not reach a learner as text; "# 1" and "#1" are numbering.
			 */
			if (parts.verb || (!parts.apart && !g_ascii_isdigit(*parts.word.start)))
				break;
		}
		ended = cut_ending(&line);
		written = command_written(line);
		g_string_append_c(text, '\n');
		g_string_append(text, written);
	}
	g_free(command->arguments);
	command->arguments = line_dup(line_trim((Line){ text->str, text->len }));
	g_strstrip(command->arguments);
	g_string_free(text, TRUE);
	return i;
}

static Command *
command_of(const Parts *parts, int number)
{
	g_autofree char *word = command_folded(parts->word), *rest = command_written(parts->rest);
	Command *command = command_new(parts->verb, word, rest, number);

	command->item = parts->item;
	return command;
}

/* Adds the command of a line, and those that stand behind one without arguments: "#接单 #联系 电话". False:
 * it is prose. */
static bool
add_commands(GPtrArray *commands, Line line, int number)
{
	Parts parts, next;

	if (!take_apart(line, &parts))
		return false;
	while (parts.verb && !*command_verbs[parts.verb].arguments && take_apart(parts.rest, &next) &&
		next.verb && commands->len + 1 < COMMANDS) {
		next.item = parts.item;
		parts.rest.length = 0;
		g_ptr_array_add(commands, command_of(&parts, number));
		parts = next;
	}
	g_ptr_array_add(commands, command_of(&parts, number));
	return true;
}

/* *out_end: the first line that is no command any more; the count of lines when there is none. */
static GPtrArray *
read_block(const GArray *lines, size_t *out_end)
{
	GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	size_t i = 0;

	while (i < lines->len && commands->len < COMMANDS) {
		Line line = g_array_index(lines, Line, i);
		Command *command;

		if (line_is_blank(line)) {
			i++;
			continue;
		}
		if (!add_commands(commands, line, (int)i + 1))
			break;
		command = g_ptr_array_index(commands, commands->len - 1);
		i = command_verbs[command->verb].many_lines ? take_more(lines, i, command) : i + 1;
	}
	*out_end = i;
	return commands;
}

GPtrArray *
command_list(const char *text)
{
	g_autoptr(GArray) lines = lines_of(text);
	size_t end;

	return read_block(lines, &end);
}

const char *
command_prose(const char *text)
{
	g_autoptr(GArray) lines = lines_of(text);
	g_autoptr(GPtrArray) commands = NULL;
	size_t end;

	commands = read_block(lines, &end);
	return end < lines->len ? g_array_index(lines, Line, end).start : text + strlen(text);
}
