#include "parser/command/word.h"

#include "parser/text/line.h"
#include "parser/text/simplified.h"

#include <string.h>

#define PREFIX_CHARACTERS 2 /* the shortest prefix that may name a verb */
#define SUGGESTIONS 3
#define DISTANCE_CHARACTERS 24 /* of a word are compared with a verb */

/* The words of one verb, in turn: canonical, English, synonyms; NULL after the last. */
static const char *
verb_word(Verb verb, size_t i)
{
	if (i == 0)
		return command_verbs[verb].canonical;
	if (i == 1)
		return command_verbs[verb].english;
	return command_verbs[verb].synonyms[i - 2];
}

/* As a verb is compared: small, simplified, full-width forms as ASCII. 回覆 is 回复, whatever 覆 is
 * elsewhere. */
static gunichar
plain(gunichar c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c == 0x8986 ? 0x590D : g_unichar_tolower(simplified(c));
}

gunichar
command_character(Line line, size_t *out_bytes)
{
	gunichar c = line.length ? g_utf8_get_char_validated(line.start, (gssize)line.length) : 0;

	if (c == (gunichar)-1 || c == (gunichar)-2) {
		*out_bytes = 1;
		return 0xFFFD;
	}
	*out_bytes = line.length ? character_length(line.start) : 0;
	return c == 0xFE5F ? '#' : plain(c); /* U+FE5F: the small hash */
}

static char *
plain_word(const char *word)
{
	GString *out = g_string_new(NULL);

	for (; *word; word += character_length(word))
		g_string_append_unichar(out, plain(g_utf8_get_char(word)));
	return g_string_free(out, FALSE);
}

static char *
without_format(const char *text, size_t length, bool joiners)
{
	GString *out = g_string_sized_new(length);

	for (const char *s = text; s < text + length; s += character_length(s)) {
		gunichar c = g_utf8_get_char(s);

		/* Emoji and some scripts are written with joiners. */
		if (g_unichar_type(c) != G_UNICODE_FORMAT || (joiners && (c == 0x200C || c == 0x200D)))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
command_written(Line line)
{
	if (!g_utf8_validate(line.start, (gssize)line.length, NULL))
		return g_strdup("");
	return without_format(line.start, line.length, true);
}

char *
command_folded(Line line)
{
	g_autofree char *normal = g_utf8_normalize(line.start, (gssize)line.length, G_NORMALIZE_ALL_COMPOSE);

	return normal ? without_format(normal, strlen(normal), false) : g_strdup("");
}

Verb
command_verb(const char *written)
{
	g_autofree char *word = plain_word(written);
	Line line = { word, strlen(word) };
	Verb found = VERB_UNKNOWN;
	const char *name;

	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		for (size_t i = 0; (name = verb_word((Verb)verb, i)); i++)
			if (line_is(line, name))
				return (Verb)verb;
	if (line_characters(line) < PREFIX_CHARACTERS)
		return VERB_UNKNOWN;
	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		for (size_t i = 0; (name = verb_word((Verb)verb, i)); i++) {
			if (!line_starts((Line){ name, strlen(name) }, word))
				continue;
			if (found && found != (Verb)verb)
				return VERB_UNKNOWN;
			found = (Verb)verb;
		}
	return found;
}

/* How many characters differ between `word` and `name` (Levenshtein), both cut at a bound. */
static int
distance(const char *word, const char *name)
{
	gunichar a[DISTANCE_CHARACTERS], b[DISTANCE_CHARACTERS];
	int row[DISTANCE_CHARACTERS + 1];
	int m = 0, n = 0;

	for (; *word && m < DISTANCE_CHARACTERS; word += character_length(word))
		a[m++] = g_unichar_tolower(g_utf8_get_char(word));
	for (; *name && n < DISTANCE_CHARACTERS; name += character_length(name))
		b[n++] = g_unichar_tolower(g_utf8_get_char(name));
	for (int j = 0; j <= n; j++)
		row[j] = j;
	for (int i = 1; i <= m; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int swap = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			row[j] = MIN(swap, MIN(row[j], row[j - 1]) + 1);
		}
	}
	/* Nothing in common is no resemblance, however short both are. */
	return row[n] >= MAX(m, n) ? G_MAXINT : row[n];
}

GPtrArray *
command_suggestions(const char *word)
{
	GPtrArray *nearest = g_ptr_array_new();
	int costs[VERB_COUNT];
	const char *name;

	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++) {
		costs[verb] = G_MAXINT;
		for (size_t i = 0; *word && (name = verb_word((Verb)verb, i)); i++) {
			int cost = line_starts((Line){ name, strlen(name) }, word) ? 0 : distance(word, name);

			costs[verb] = MIN(costs[verb], cost);
		}
	}
	while (nearest->len < SUGGESTIONS) {
		int best = VERB_UNKNOWN;

		for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
			if (costs[verb] < G_MAXINT && (!best || costs[verb] < costs[best]))
				best = verb;
		if (!best)
			break;
		g_ptr_array_add(nearest, (gpointer)(intptr_t)command_verbs[best].canonical);
		costs[best] = G_MAXINT;
	}
	return nearest;
}

/* ---- the verb at the head of a line ---- */

/* Verbs whose arguments may follow at once, "转派教务部": either what could be meant is known, or, without
 * words, what is none of theirs is refused anyway. "联系不上" and "同意不了" must not be read as done. */
static const struct {
	Verb verb;
	const char *words; /* parted by "|"; NULL: whatever follows */
} glued[] = {
	{ VERB_CONTACT, "电话|微信|企业微信|邮件|短信|当面|面谈|来电|来访|上门|视频|钉钉|qq" },
	{ VERB_AGREED, "电话|微信|企业微信|邮件|短信|当面|面谈|来电|来访|上门|视频|钉钉|qq" },
	{ VERB_TRACK, "有效|无效" },
	{ VERB_URGENT, "是|否" },
	{ VERB_ASSIGN, NULL },
	{ VERB_DISPATCH, NULL },
	{ VERB_CLASS, NULL },
	{ VERB_ACCEPT, NULL },
	{ VERB_MERGE, NULL },
	{ VERB_SPLIT, NULL },
	{ VERB_LINK, NULL },
	{ VERB_RECUSE, NULL },
	{ VERB_DONE, NULL },
	{ VERB_EXTEND, "到|至|今|明|后|大后天|下|本|这|月底|周|星期|礼拜|一|二|两|三|四|五|六|七|八|九|十" },
};

/* Bytes of `line` that spell `name`; 0 when it does not begin with it. */
static size_t
spelled(Line line, const char *name)
{
	Line rest = line;

	for (size_t bytes; *name; name += character_length(name)) {
		if (command_character(rest, &bytes) != plain(g_utf8_get_char(name)))
			return 0;
		rest = line_skip(rest, bytes);
	}
	return (size_t)(rest.start - line.start);
}

static bool
is_colon(gunichar c)
{
	return c == ':' || c == 0x2236 || c == 0xFE55;
}

/* word = up to a blank or a colon */
static Line
first_word(Line line)
{
	size_t end = 0, bytes;

	for (; end < line.length; end += bytes) {
		gunichar c = command_character(line_skip(line, end), &bytes);

		/* A zero-width character is a blank elsewhere; inside a word it is nothing. */
		if (is_colon(c) || (g_unichar_type(c) != G_UNICODE_FORMAT &&
					   blank_length(line.start + end, line.length - end)))
			break;
	}
	return (Line){ line.start, end };
}

/* Bytes up to the first punctuation or, when `punctuation`, up to the first character that is none. */
static size_t
run_length(Line line, bool punctuation)
{
	size_t end = 0, bytes;

	for (; end < line.length; end += bytes)
		if (!!g_unichar_ispunct(command_character(line_skip(line, end), &bytes)) != punctuation)
			break;
	return end;
}

static bool
may_follow(Verb verb, Line rest)
{
	size_t bytes;

	if (rest.length && g_unichar_isdigit(command_character(rest, &bytes)))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(glued); i++) {
		g_auto(GStrv) words = NULL;

		if (glued[i].verb != verb)
			continue;
		words = g_strsplit(glued[i].words ? glued[i].words : "", "|", -1);
		for (char **word = words; *word; word++)
			if (spelled(rest, *word))
				return true;
		return !glued[i].words;
	}
	return false;
}

/* The longest verb that `word` begins with, when what follows may follow it at once. English verbs are not
 * read so: "returned" is none. */
static Verb
glued_verb(Line word, size_t *out_used)
{
	Verb found = VERB_UNKNOWN;
	const char *name;

	*out_used = 0;
	for (int verb = VERB_UNKNOWN + 1; verb < VERB_COUNT; verb++)
		for (size_t i = 0; (name = verb_word((Verb)verb, i)); i++) {
			size_t used = *name & 0x80 ? spelled(word, name) : 0;

			if (used > *out_used) {
				*out_used = used;
				found = (Verb)verb;
			}
		}
	return found && may_follow(found, line_skip(word, *out_used)) ? found : VERB_UNKNOWN;
}

static Verb
verb_of(Line word)
{
	g_autofree char *folded = command_folded(word);

	return command_verb(folded);
}

Verb
command_word_read(Line line, size_t *out_used)
{
	Line word = first_word(line), inner, head;
	Verb verb = verb_of(word);
	size_t opened, used;

	*out_used = word.length;
	if (verb)
		return verb;
	opened = run_length(word, true);
	inner = line_skip(word, opened);
	head = (Line){ inner.start, run_length(inner, false) };
	if (head.length && (verb = verb_of(head))) {
		*out_used = opened + head.length;
		return verb;
	}
	if ((verb = glued_verb(inner, &used)))
		*out_used = opened + used;
	else if (head.length)
		*out_used = opened + head.length;
	return verb;
}
