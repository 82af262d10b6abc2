#include "daemon/letters/compose_header.h"

#include "daemon/letters/compose.h"

#include <string.h>

enum {
	LINE = 76,           /* RFC 2047 §2: of a line with an encoded-word */
	WORD_FRAME = 12,     /* "=?utf-8?B?" and "?=" */
	WORD_BYTES = 45,     /* 60 letters of base64: 72 with the frame */
	WORD_LEAST = 12,     /* bytes; with less room left the word goes to the next line */
	PLAIN_WORD = 60,     /* a longer run of ASCII is encoded, because it could not be folded */
	PARAMETER_LINE = 60, /* octets of one RFC 2231 section */
	ID_MAX = 250,
	IDS_MAX = 20,
	FILE_NAME_MAX = 120,
	SUFFIX_MAX = 16,
};

/* g_utf8_next_char() casts const away. */
static const char *
next_character(const char *at)
{
	return at + g_utf8_skip[(guchar)*at];
}

/* Letters since the last line end. */
static size_t
column(const GString *out)
{
	size_t at = out->len;

	while (at > 0 && out->str[at - 1] != '\n')
		at--;
	return out->len - at;
}

static void
fold(GString *out)
{
	g_string_append(out, "\r\n ");
}

/* Valid UTF-8 on one line: what could end the line, or hide in it, is a space. */
static char *
one_line(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *line = g_string_sized_new(strlen(valid));

	for (const char *c = valid; *c; c = next_character(c)) {
		gunichar letter = g_utf8_get_char(c);

		if (g_unichar_iscntrl(letter) || letter == 0x2028 || letter == 0x2029)
			g_string_append_c(line, ' ');
		else
			g_string_append_unichar(line, letter);
	}
	return g_strstrip(g_string_free(line, FALSE));
}

/* How many of the first `room` bytes end with a whole character; at least one character. */
static size_t
whole_characters(const char *text, size_t room)
{
	const char *end = text;

	while (*end) {
		const char *next = next_character(end);

		if (end > text && (size_t)(next - text) > room)
			break;
		end = next;
	}
	return (size_t)(end - text);
}

/* One run of encoded-words; the white space between them does not count (RFC 2047 §6.2). */
static void
append_words(GString *out, const char *text)
{
	while (*text) {
		size_t used = column(out), room, length;
		g_autofree char *base64 = NULL;

		room = used + WORD_FRAME < LINE ? (LINE - used - WORD_FRAME) / 4 * 3 : 0;
		if (room < WORD_LEAST) {
			fold(out);
			room = WORD_BYTES;
		}
		length = whole_characters(text, MIN(room, (size_t)WORD_BYTES));
		base64 = g_base64_encode((const guchar *)text, length);
		g_string_append_printf(out, "=?utf-8?B?%s?=", base64);
		text += length;
		if (*text)
			fold(out);
	}
}

/* A word that may stand as it is. "=?" would be read as an encoded-word that we never wrote. */
static bool
is_plain(const char *word, size_t length)
{
	if (length == 0 || length > PLAIN_WORD)
		return false;
	for (size_t i = 0; i < length; i++)
		if (word[i] <= ' ' || word[i] > '~' || (word[i] == '=' && word[i + 1] == '?'))
			return false;
	return true;
}

/* Plain words as they are, from the first other one on all encoded. */
static void
append_unstructured(GString *out, const char *text)
{
	g_autofree char *line = one_line(text);
	const char *at = line;
	bool first = true;

	while (*at) {
		size_t length = strcspn(at, " ");

		if (!is_plain(at, length))
			break;
		if (!first && column(out) + 1 + length > LINE)
			fold(out);
		else if (!first)
			g_string_append_c(out, ' ');
		g_string_append_len(out, at, (gssize)length);
		first = false;
		at += length;
		if (*at == ' ')
			at++;
	}
	if (!*at)
		return;
	if (!first)
		g_string_append_c(out, ' ');
	/* A run that starts on the next line must not leave a space at the end of this one. */
	if (!first && column(out) + WORD_FRAME + WORD_LEAST * 4 / 3 > LINE)
		g_string_truncate(out, out->len - 1);
	append_words(out, at);
}

char *
compose_encode_header(const char *text)
{
	GString *out = g_string_new("Twelve-Words: "); /* only to start in the column of the longest name */
	size_t name = out->len;

	append_unstructured(out, text);
	g_string_erase(out, 0, (gssize)name);
	return g_string_free(out, FALSE);
}

void
compose_append_text(GString *out, const char *name, const char *text)
{
	g_string_append_printf(out, "%s: ", name);
	append_unstructured(out, text);
	g_string_append(out, "\r\n");
}

/* phrase = 1*( atom / quoted-string / encoded-word ), RFC 5322 §3.2.5 */
static void
append_phrase(GString *out, const char *phrase)
{
	bool plain = true;

	for (const char *c = phrase; *c; c++)
		if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\' || (*c == '=' && c[1] == '?'))
			plain = false;
	if (plain && strlen(phrase) <= PLAIN_WORD)
		g_string_append_printf(out, "\"%s\"", phrase);
	else
		append_words(out, phrase);
}

void
compose_append_mailbox(GString *out, const char *name, const char *phrase, const char *address)
{
	g_autofree char *line = one_line(phrase ? phrase : "");

	g_string_append_printf(out, "%s: ", name);
	if (*line) {
		append_phrase(out, line);
		if (column(out) + 3 + strlen(address) > LINE)
			fold(out);
		else
			g_string_append_c(out, ' ');
		g_string_append_printf(out, "<%s>", address);
	} else {
		g_string_append(out, address);
	}
	g_string_append(out, "\r\n");
}

bool
compose_is_message_id(const char *id, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (id[i] <= ' ' || id[i] > '~' || id[i] == '<' || id[i] == '>')
			return false;
	return length > 0 && length <= ID_MAX;
}

void
compose_append_ids(GString *out, const char *name, const char *ids)
{
	g_auto(GStrv) words = g_strsplit_set(ids, " \t\r\n", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (char **word = words; *word; word++)
		if (compose_is_message_id(*word, strlen(*word)))
			g_ptr_array_add(kept, *word);
	if (kept->len == 0)
		return;
	if (kept->len > IDS_MAX + 1)
		g_ptr_array_remove_range(kept, 1, kept->len - IDS_MAX - 1);
	g_string_append_printf(out, "%s:", name);
	for (guint i = 0; i < kept->len; i++)
		g_string_append_printf(out, "%s<%s>", i ? "\r\n " : " ", (char *)kept->pdata[i]);
	g_string_append(out, "\r\n");
}

/* Fits on a line as it is; compose_file_name() has left no quote in it. */
static bool
is_plain_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if ((guchar)*c > '~')
			return false;
	return strlen(name) <= PLAIN_WORD;
}

void
compose_append_type_name(GString *out, const char *name)
{
	g_string_append(out, ";\r\n name=\"");
	if (is_plain_name(name))
		g_string_append(out, name);
	else
		append_words(out, name);
	g_string_append_c(out, '"');
}

/* RFC 2231 §7: attribute-char stands for itself, any other octet is %XX. */
static void
append_percent(GString *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (g_ascii_isalnum(text[i]) || strchr("!#$&+-.^_`{}~", text[i]))
			g_string_append_c(out, text[i]);
		else
			g_string_append_printf(out, "%%%02X", (guchar)text[i]);
}

void
compose_append_disposition_name(GString *out, const char *name)
{
	g_autoptr(GString) value = g_string_new("utf-8''");
	int section = 0;

	if (is_plain_name(name)) {
		g_string_append_printf(out, ";\r\n filename=\"%s\"", name);
		return;
	}
	append_percent(value, name, strlen(name));
	if (value->len <= PARAMETER_LINE) {
		g_string_append_printf(out, ";\r\n filename*=%s", value->str);
		return;
	}
	for (size_t at = 0; at < value->len; section++) {
		size_t length = MIN((size_t)PARAMETER_LINE, value->len - at);

		/* A %XX stays in one section. */
		while (at + length < value->len &&
			(value->str[at + length - 1] == '%' || value->str[at + length - 2] == '%'))
			length--;
		g_string_append_printf(out, ";\r\n filename*%d*=%.*s", section, (int)length, value->str + at);
		at += length;
	}
}

/* Cuts to FILE_NAME_MAX between characters, the suffix kept: it tells what the file is. */
static void
shorten(GString *name)
{
	const char *dot = strrchr(name->str, '.');
	size_t suffix = dot ? strlen(dot) : 0;
	size_t stem;

	if (name->len <= FILE_NAME_MAX)
		return;
	if (suffix > SUFFIX_MAX)
		suffix = 0;
	stem = whole_characters(name->str, FILE_NAME_MAX - suffix);
	g_string_erase(name, (gssize)stem, (gssize)(name->len - suffix - stem));
}

char *
compose_file_name(const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name ? name : "", -1);
	g_autoptr(GString) clean = g_string_new(NULL);
	const char *base = valid + strlen(valid);

	while (base > valid && base[-1] != '/' && base[-1] != '\\')
		base--;
	for (const char *c = base; *c; c = next_character(c)) {
		gunichar letter = g_utf8_get_char(c);

		/* Format characters turn a name round: "gpj.exe" read backwards is an image. */
		if (g_unichar_iscntrl(letter) || g_unichar_type(letter) == G_UNICODE_FORMAT ||
			letter == 0x2028 || letter == 0x2029)
			continue;
		if (letter < 128 && strchr("<>:\"|?*;%", (int)letter))
			letter = '_';
		if (clean->len > 0 || (letter != '.' && letter != ' '))
			g_string_append_unichar(clean, letter);
	}
	shorten(clean);
	while (clean->len > 0 && strchr(". ", clean->str[clean->len - 1]))
		g_string_truncate(clean, clean->len - 1);
	return clean->len > 0 ? g_strdup(clean->str) : g_strdup("attachment");
}
