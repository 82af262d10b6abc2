#include "parser/mime/header.h"

#include "parser/charset/charset.h"
#include "parser/mime/transfer.h"
#include "parser/text/clean.h"

#include <string.h>

enum {
	NAME_MAX_BYTES = 76 + 50, /* longer tokens before a colon are no header name */
	WORD_MAX = 8192,          /* an encoded-word; RFC 2047 says 75, whole subjects in one are seen */
	CHARSET_MAX = 60,
	TEXT_MAX = 10000, /* a decoded header */
	ID_MAX = 998,
	IDS_MAX = 1000,
};

bool
header_begins(const char *p, const char *end, size_t *out_name_length)
{
	const char *start = p, *name_end;

	while (p<end && * p> ' ' && *p < 0x7F && *p != ':' && p - start <= NAME_MAX_BYTES)
		p++;
	name_end = p;
	/* "Subject : x" is not allowed any more, but written. */
	while (p < end && (*p == ' ' || *p == '\t') && p - name_end < 8)
		p++;
	if (name_end == start || p == end || *p != ':')
		return false;
	*out_name_length = (size_t)(name_end - start);
	return true;
}

static const char *
line_end(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

bool
header_next(const char **cursor, const char *end, HeaderField *out)
{
	const char *p = *cursor;

	while (p < end) {
		const char *stop = line_end(p, end);
		size_t name_length;

		if (!header_begins(p, end, &name_length)) {
			p = stop;
			continue;
		}
		while (stop < end && (*stop == ' ' || *stop == '\t'))
			stop = line_end(stop, end);
		out->name = p;
		out->name_length = name_length;
		out->value = (const char *)memchr(p, ':', (size_t)(stop - p)) + 1;
		out->value_length = (size_t)(stop - out->value);
		*cursor = stop;
		return true;
	}
	*cursor = end;
	return false;
}

bool
header_is(const HeaderField *field, const char *name)
{
	return strlen(name) == field->name_length &&
	       g_ascii_strncasecmp(field->name, name, field->name_length) == 0;
}

static GString *
unfold(const char *value, size_t length, Defects *defects)
{
	GString *out;

	if (length > HEADER_VALUE_MAX) {
		defect_set(defects, DEFECT_HEADER_CUT);
		length = HEADER_VALUE_MAX;
	}
	out = g_string_sized_new(length);
	for (size_t i = 0; i < length; i++) {
		if (value[i] == 0)
			defect_set(defects, DEFECT_NUL_BYTE);
		else if (value[i] != '\r' && value[i] != '\n')
			g_string_append_c(out, value[i]);
	}
	return out;
}

char *
header_unfold(const HeaderField *field, Defects *defects)
{
	return g_strstrip(g_string_free(unfold(field->value, field->value_length, defects), FALSE));
}

char *
header_plain(const HeaderField *field, Defects *defects)
{
	g_autofree char *raw = header_unfold(field, defects);
	g_autofree char *text = charset_to_utf8(raw, strlen(raw), NULL, defects);

	return clean_line(text, HEADER_VALUE_MAX);
}

/* encoded-word = "=?" charset [ "*" language ] "?" encoding "?" text "?="      RFC 2047 §2, RFC 2231 §5 */
typedef struct {
	const char *charset;
	size_t charset_length;
	bool base64;
	const char *text, *text_end;
	const char *end;
} EncodedWord;

static bool
word_read(const char *p, const char *end, EncodedWord *word)
{
	const char *mark;

	if (end - p < 8 || p[0] != '=' || p[1] != '?')
		return false;
	if (end - p > WORD_MAX)
		end = p + WORD_MAX;
	word->charset = p + 2;
	mark = memchr(word->charset, '?', (size_t)MIN(end - word->charset, CHARSET_MAX));
	if (!mark || mark == word->charset || end - mark < 5 || mark[2] != '?')
		return false;
	for (const char *c = word->charset; c < mark; c++)
		if (*c <= ' ' || *c == '=')
			return false;
	word->charset_length = (size_t)(mark - word->charset);
	if (!strchr("BbQq", mark[1]))
		return false;
	word->base64 = g_ascii_tolower(mark[1]) == 'b';
	word->text = mark + 3;
	for (mark = word->text; (mark = memchr(mark, '?', (size_t)(end - mark))); mark++) {
		if (end - mark < 2)
			return false;
		if (mark[1] != '=')
			continue;
		word->text_end = mark;
		word->end = mark + 2;
		return true;
	}
	return false;
}

/* "=?charset?B?" that is no word: half of one, most often. */
static bool
looks_like_word(const char *p, const char *end)
{
	const char *mark = memchr(p + 2, '?', (size_t)MIN(end - p - 2, CHARSET_MAX));

	return mark && mark > p + 2 && end - mark > 2 && mark[2] == '?' &&
	       !memchr(p, ' ', (size_t)(mark - p));
}

const char *
header_word_end(const char *p, const char *end)
{
	EncodedWord word;

	return word_read(p, end, &word) ? word.end : NULL;
}

static void
append_q(const EncodedWord *word, GString *bytes, Defects *defects)
{
	for (const char *p = word->text; p < word->text_end; p++) {
		if (*p == '_') {
			g_string_append_c(bytes, ' ');
		} else if (*p == '=' && word->text_end - p >= 3 && g_ascii_isxdigit(p[1]) &&
			   g_ascii_isxdigit(p[2])) {
			g_string_append_c(
				bytes, (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2])));
			p += 2;
		} else {
			if (*p == '=')
				defect_set(defects, DEFECT_BAD_ENCODED_WORD);
			g_string_append_c(bytes, *p);
		}
	}
}

/* Words gathered in one character set, not yet read. */
typedef struct {
	GString *out;
	GString *bytes;
	GString *base64;               /* not yet decoded, to be put behind `bytes` */
	char charset[CHARSET_MAX + 1]; /* "": raw bytes */
	Defects *defects;
} Run;

static void
run_end_base64(Run *run)
{
	if (run->base64->len && !transfer_append(TRANSFER_BASE64, run->base64->str, run->base64->len,
					run->bytes, run->base64->len))
		defect_set(run->defects, DEFECT_BAD_ENCODED_WORD);
	g_string_truncate(run->base64, 0);
}

static void
run_end(Run *run)
{
	g_autofree char *text = NULL;

	run_end_base64(run);
	if (!run->bytes->len)
		return;
	text = charset_to_utf8(
		run->bytes->str, run->bytes->len, *run->charset ? run->charset : NULL, run->defects);
	g_string_append(run->out, text);
	g_string_truncate(run->bytes, 0);
}

static void
run_begin(Run *run, const char *charset, size_t length)
{
	const char *language = memchr(charset, '*', length);

	if (language)
		length = (size_t)(language - charset);
	if (strlen(run->charset) == length && g_ascii_strncasecmp(run->charset, charset, length) == 0)
		return;
	run_end(run);
	memcpy(run->charset, charset, length);
	run->charset[length] = '\0';
}

/* A word whose length is no multiple of four lacks its padding, or was cut where it should not be and goes on
 * in the next one: that one's length tells which. */
static void
run_append_base64(Run *run, const EncodedWord *word)
{
	size_t before = run->base64->len, count = 0;

	for (const char *p = word->text; p < word->text_end; p++)
		count += (unsigned char)*p > ' ';
	if (before % 4 && (before + count) % 4)
		run_end_base64(run);
	for (const char *p = word->text; p < word->text_end; p++)
		if ((unsigned char)*p > ' ')
			g_string_append_c(run->base64, *p);
	if (run->base64->len % 4 == 0)
		run_end_base64(run);
}

static void
run_append(Run *run, const EncodedWord *word)
{
	run_begin(run, word->charset, word->charset_length);
	if (word->base64) {
		run_append_base64(run, word);
	} else {
		run_end_base64(run);
		append_q(word, run->bytes, run->defects);
	}
}

char *
header_decode(const char *value, size_t length, Defects *defects)
{
	g_autoptr(GString) raw = unfold(value, length, defects);
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autoptr(GString) base64 = g_string_new(NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	Run run = { .out = out, .bytes = bytes, .base64 = base64, .defects = defects };
	const char *p = raw->str, *end = raw->str + raw->len;
	bool after_word = false;

	while (p < end) {
		const char *q = p;
		EncodedWord word;

		/* Blanks between two encoded-words are no part of the text. */
		while (after_word && q < end && (*q == ' ' || *q == '\t'))
			q++;
		if (word_read(q, end, &word)) {
			run_append(&run, &word);
			p = word.end;
			after_word = true;
			continue;
		}
		if (end - p > 2 && p[0] == '=' && p[1] == '?' && looks_like_word(p, end))
			defect_set(defects, DEFECT_BAD_ENCODED_WORD);
		run_begin(&run, "", 0);
		q = p + 1;
		while (q < end && *q != '=')
			q++;
		g_string_append_len(bytes, p, q - p);
		p = q;
		after_word = false;
	}
	run_end(&run);
	if (out->len > TEXT_MAX)
		defect_set(defects, DEFECT_HEADER_CUT);
	return clean_title(out->str, TEXT_MAX);
}

static void
add_id(GPtrArray *into, const char *start, const char *end, Defects *defects)
{
	g_autoptr(GString) id = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (const char *p = start; p < end; p++)
		if (!g_ascii_isspace(*p))
			g_string_append_c(id, *p);
	if (!id->len || into->len >= IDS_MAX)
		return;
	text = charset_to_utf8(id->str, id->len, NULL, defects);
	g_ptr_array_add(into, clean_line(text, ID_MAX));
}

void
header_message_ids(const HeaderField *field, GPtrArray *into, Defects *defects)
{
	g_autofree char *value = header_unfold(field, defects);
	const char *p = value, *end = value + strlen(value);
	bool found = false;

	while ((p = strchr(p, '<'))) {
		const char *stop = strchr(p, '>');

		if (!stop)
			break;
		/* "<a <b@x>": the inner one is the id. */
		for (const char *q = p + 1; q < stop; q++)
			if (*q == '<')
				p = q;
		add_id(into, p + 1, stop, defects);
		found = true;
		p = stop + 1;
	}
	if (found)
		return;
	for (p = value; p < end;) {
		const char *stop = p + strcspn(p, " \t,");

		if (memchr(p, '@', (size_t)(stop - p)))
			add_id(into, *p == '<' ? p + 1 : p, stop, defects);
		p = stop + strspn(stop, " \t,");
	}
}
