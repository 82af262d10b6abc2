#include "daemon/settings/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	const char *at, *end;
	int line;
	SettingsTextFinding found;
	gpointer data;
} Scan;

static bool
starts(const Scan *scan, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(scan->end - scan->at) >= length && memcmp(scan->at, word, length) == 0;
}

/* Moves over one byte, counting lines. */
static void
step(Scan *scan)
{
	if (*scan->at == '\n')
		scan->line++;
	scan->at++;
}

static void
skip_line(Scan *scan)
{
	while (scan->at < scan->end && *scan->at != '\n')
		scan->at++;
}

static void
skip_block_comment(Scan *scan)
{
	int began = scan->line;

	scan->at += 2;
	while (scan->at < scan->end && !starts(scan, "*/"))
		step(scan);
	if (scan->at == scan->end) {
		scan->found(began, "a comment begins here and never ends", "end it with */", scan->data);
		return;
	}
	scan->at += 2;
}

static void
skip_string(Scan *scan)
{
	int began = scan->line;

	scan->at++;
	while (scan->at < scan->end && *scan->at != '"') {
		if (*scan->at == '\\' && scan->at + 1 < scan->end)
			step(scan);
		step(scan);
	}
	if (scan->at < scan->end)
		scan->at++;
	else
		scan->found(began, "a text begins here and never ends", "end it with \"", scan->data);
	if (scan->line != began && scan->at <= scan->end)
		scan->found(began, "the text runs over the end of its line",
			"end it with \" on the same line; \"a\" \"b\" joins two pieces", scan->data);
}

/* number = ["-" / "+"] digit *(letter / digit / "." / "+" / "-")        looser than libconfig's own */
static void
check_number(const Scan *scan, const char *word)
{
	const char *digits = word + strspn(word, "+-");
	bool hexadecimal = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
	bool big = strchr(word, 'L') != NULL;
	char *rest;
	gint64 value;

	if (!hexadecimal && strpbrk(word, ".eE"))
		return;
	if (!hexadecimal && digits[0] == '0' && g_ascii_isdigit(digits[1])) {
		scan->found(scan->line, "a number with a leading zero, which is not octal here",
			"write it without the zero", scan->data);
		return;
	}
	errno = 0;
	value = g_ascii_strtoll(word, &rest, 0);
	if (errno == ERANGE || (!big && (value > G_MAXINT32 || value < G_MININT32)))
		scan->found(scan->line, "the number does not fit into 32 bits",
			errno == ERANGE ? "write a smaller one" : "write an L behind it", scan->data);
}

static void
read_number(Scan *scan)
{
	char word[64];
	size_t length = 0;

	while (scan->at < scan->end && (g_ascii_isalnum(*scan->at) || strchr("+-.", *scan->at)) &&
		*scan->at) {
		if (length + 1 < sizeof(word))
			word[length++] = *scan->at;
		scan->at++;
	}
	word[length] = '\0';
	check_number(scan, word);
}

static void
skip_name(Scan *scan)
{
	while (scan->at < scan->end && (g_ascii_isalnum(*scan->at) || strchr("_-*", *scan->at)) && *scan->at)
		scan->at++;
}

static bool
check_utf8(const char *text, size_t length, SettingsTextFinding found, gpointer data)
{
	const char *bad;
	int line = 1;

	if (g_utf8_validate_len(text, length, &bad))
		return true;
	for (const char *at = text; at < bad; at++)
		line += *at == '\n';
	found(line, *bad ? "bytes that are not UTF-8" : "a NUL byte", "save the file as UTF-8", data);
	return false;
}

bool
settings_text_scan(const char *text, size_t length, SettingsTextFinding found, gpointer data)
{
	Scan scan = { .at = text, .end = text + length, .line = 1, .found = found, .data = data };

	if (!check_utf8(text, length, found, data))
		return false;
	while (scan.at < scan.end) {
		char c = *scan.at;

		if (c == '#' || starts(&scan, "//") || c == '@')
			skip_line(&scan);
		else if (starts(&scan, "/*"))
			skip_block_comment(&scan);
		else if (c == '"')
			skip_string(&scan);
		else if (g_ascii_isdigit(c) || c == '+' || c == '-')
			read_number(&scan);
		else if (g_ascii_isalpha(c) || c == '*')
			skip_name(&scan);
		else
			step(&scan);
	}
	return true;
}

GPtrArray *
settings_text_includes(const char *text, size_t length)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *copy = g_strndup(text, length);
	g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);

	for (char **line = lines; *line; line++) {
		const char *at = *line + strspn(*line, " \t");
		const char *open, *shut;

		if (!g_str_has_prefix(at, "@include"))
			continue;
		open = strchr(at, '"');
		shut = open ? strchr(open + 1, '"') : NULL;
		if (shut)
			g_ptr_array_add(files, g_strndup(open + 1, (gsize)(shut - open - 1)));
	}
	return files;
}
