#include "daemon/transport/imap_fetch.h"

#include <string.h>

/*
 * response  = "* " number " FETCH (" [ attribute *( " " attribute ) ] ")"
 * attribute = name " " value
 * name      = atom [ "[" anything up to "]", quoted strings respected "]" [ "<" number ">" ] ]
 * value     = number | atom | quoted | literal | "(" values ")"
 *
 * A literal is "{" number "}" LF here, as the reader leaves it.
 */
typedef struct {
	const char *at, *end;
	unsigned literals; /* passed so far */
} Cursor;

static const char *const section_names[IMAP_SECTION_COUNT] = {
	[IMAP_SECTION_WHOLE] = "BODY[]",
	[IMAP_SECTION_START] = "BODY[]<0>",
	[IMAP_SECTION_HEADER] = "BODY[HEADER]",
};

void
imap_fetch_clear(ImapFetch *fetch)
{
	for (int i = 0; i < IMAP_SECTION_COUNT; i++)
		g_clear_pointer(&fetch->bodies[i].quoted, g_free);
}

static bool
take_char(Cursor *cursor, char c)
{
	if (cursor->at == cursor->end || *cursor->at != c)
		return false;
	cursor->at++;
	return true;
}

static void
skip_blanks(Cursor *cursor)
{
	while (cursor->at < cursor->end && *cursor->at == ' ')
		cursor->at++;
}

static bool
take_word(Cursor *cursor, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(cursor->end - cursor->at) < length || g_ascii_strncasecmp(cursor->at, word, length) != 0)
		return false;
	cursor->at += length;
	return true;
}

static bool
take_number(Cursor *cursor, uint64_t max, uint64_t *out)
{
	const char *start = cursor->at;
	uint64_t number = 0;

	while (cursor->at < cursor->end && g_ascii_isdigit(*cursor->at)) {
		number = number * 10 + (uint64_t)(*cursor->at++ - '0');
		if (number > max)
			return false;
	}
	*out = number;
	return cursor->at > start;
}

/* "…" at the cursor; the text between the quotes, still escaped. */
static bool
take_quoted(Cursor *cursor, const char **out_text, size_t *out_length)
{
	const char *start;

	if (!take_char(cursor, '"'))
		return false;
	start = cursor->at;
	while (cursor->at < cursor->end && *cursor->at != '"') {
		if (*cursor->at == '\\' && cursor->at + 1 < cursor->end)
			cursor->at++;
		cursor->at++;
	}
	*out_text = start;
	*out_length = (size_t)(cursor->at - start);
	return take_char(cursor, '"');
}

static bool
take_literal(Cursor *cursor, unsigned *out_index, uint64_t *out_size)
{
	take_char(cursor, '~'); /* literal8 */
	if (!take_char(cursor, '{') || !take_number(cursor, INT64_MAX / 16, out_size) ||
		!take_char(cursor, '}') || !take_char(cursor, '\n'))
		return false;
	*out_index = cursor->literals++;
	return true;
}

static bool
begins_literal(const Cursor *cursor)
{
	return cursor->at < cursor->end && (*cursor->at == '{' || *cursor->at == '~');
}

static bool
is_atom_char(char c)
{
	return c != ' ' && c != '(' && c != ')' && c != '"' && c != '{' && c != '\n';
}

/* Passes one value, lists with all that is in them. Nesting is counted, not followed. */
static bool
skip_value(Cursor *cursor)
{
	unsigned depth = 0, index;
	const char *text;
	size_t length;
	uint64_t size;

	do {
		const char *start = cursor->at;

		if (depth)
			skip_blanks(cursor);
		if (cursor->at == cursor->end)
			return false;
		if (take_char(cursor, '(')) {
			depth++;
		} else if (depth && take_char(cursor, ')')) {
			depth--;
		} else if (*cursor->at == '"') {
			if (!take_quoted(cursor, &text, &length))
				return false;
		} else if (begins_literal(cursor)) {
			if (!take_literal(cursor, &index, &size))
				return false;
		} else {
			while (cursor->at < cursor->end && is_atom_char(*cursor->at))
				cursor->at++;
			if (cursor->at == start)
				return false;
		}
	} while (depth);
	return true;
}

static bool
take_name(Cursor *cursor, const char **out_name, size_t *out_length)
{
	const char *start = cursor->at;
	bool bracket = false;

	while (cursor->at < cursor->end) {
		char c = *cursor->at;
		const char *text;
		size_t length;

		if (bracket && c == '"') {
			if (!take_quoted(cursor, &text, &length))
				return false;
			continue;
		}
		if (!bracket && !is_atom_char(c))
			break;
		if (c == '[')
			bracket = true;
		else if (c == ']')
			bracket = false;
		cursor->at++;
	}
	*out_name = start;
	*out_length = (size_t)(cursor->at - start);
	return *out_length && !bracket;
}

static char *
unescaped(const char *text, size_t length)
{
	GString *plain = g_string_sized_new(length);

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length)
			i++;
		g_string_append_c(plain, text[i]);
	}
	return g_string_free(plain, false);
}

static bool
take_body(Cursor *cursor, ImapBody *body)
{
	const char *text;
	size_t length;

	g_clear_pointer(&body->quoted, g_free);
	if (begins_literal(cursor)) {
		body->kind = IMAP_BODY_LITERAL;
		return take_literal(cursor, &body->literal, &body->size);
	}
	if (cursor->at < cursor->end && *cursor->at == '"') {
		if (!take_quoted(cursor, &text, &length))
			return false;
		body->kind = IMAP_BODY_QUOTED;
		body->quoted = unescaped(text, length);
		body->size = strlen(body->quoted);
		return true;
	}
	body->kind = IMAP_BODY_NIL;
	body->size = 0;
	return take_word(cursor, "NIL");
}

static int
digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (!g_ascii_isdigit(text[i]))
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

/* date-time = day "-" month "-" year " " hh ":" mm ":" ss " " zone, in 26 bytes; a one-digit day has a blank
 * before it, or nothing. -1: not understood. */
static int64_t
read_internal_date(const char *text, size_t length)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char padded[27];
	int day, month = 0, year, hour, minute, second, zone_hours, zone_minutes;
	g_autoptr(GDateTime) date = NULL;
	int64_t seconds;

	if (length != 26 && length != 25)
		return -1;
	padded[0] = '0';
	memcpy(padded + (26 - length), text, length);
	if (padded[0] == ' ')
		padded[0] = '0';
	if (padded[2] != '-' || padded[6] != '-' || padded[11] != ' ' || padded[14] != ':' ||
		padded[17] != ':' || padded[20] != ' ' || (padded[21] != '+' && padded[21] != '-'))
		return -1;
	while (month < 12 && g_ascii_strncasecmp(padded + 3, months + (size_t)month * 3, 3) != 0)
		month++;
	day = digits(padded, 2);
	year = digits(padded + 7, 4);
	hour = digits(padded + 12, 2);
	minute = digits(padded + 15, 2);
	second = digits(padded + 18, 2);
	zone_hours = digits(padded + 22, 2);
	zone_minutes = digits(padded + 24, 2);
	if (month == 12 || zone_hours < 0 || zone_minutes < 0)
		return -1;
	date = g_date_time_new_utc(year, month + 1, day, hour, minute, MIN(second, 59));
	if (!date)
		return -1;
	seconds = (zone_hours * 60 + zone_minutes) * 60;
	seconds = g_date_time_to_unix(date) - (padded[21] == '+' ? seconds : -seconds);
	return seconds < 0 ? -1 : seconds;
}

static bool
take_attribute(Cursor *cursor, ImapFetch *fetch)
{
	const char *name, *text;
	size_t name_length, length;
	uint64_t number;
	Cursor value;

	if (!take_name(cursor, &name, &name_length) || !take_char(cursor, ' '))
		return false;
	skip_blanks(cursor);
	for (int i = 0; i < IMAP_SECTION_COUNT; i++)
		if (name_length == strlen(section_names[i]) &&
			g_ascii_strncasecmp(name, section_names[i], name_length) == 0)
			return take_body(cursor, &fetch->bodies[i]);
	if (name_length == 3 && g_ascii_strncasecmp(name, "UID", 3) == 0) {
		if (!take_number(cursor, UINT32_MAX, &number))
			return false;
		fetch->uid = (uint32_t)number;
		return true;
	}
	if (name_length == 11 && g_ascii_strncasecmp(name, "RFC822.SIZE", 11) == 0) {
		if (!take_number(cursor, INT64_MAX / 16, &number))
			return false;
		fetch->size = (int64_t)number;
		return true;
	}
	if (name_length == 12 && g_ascii_strncasecmp(name, "INTERNALDATE", 12) == 0) {
		value = *cursor;
		if (take_quoted(&value, &text, &length))
			fetch->internal_date = read_internal_date(text, length);
	}
	return skip_value(cursor);
}

ImapFetchResult
imap_fetch_read(const char *text, size_t length, ImapFetch *out)
{
	Cursor cursor = { .at = text, .end = text + length };
	g_auto(ImapFetch) fetch = { .size = -1, .internal_date = -1 };
	uint64_t sequence;

	if (!take_word(&cursor, "* ") || !take_number(&cursor, UINT32_MAX, &sequence) ||
		!take_word(&cursor, " FETCH "))
		return IMAP_FETCH_OTHER;
	fetch.sequence = (uint32_t)sequence;
	if (!take_char(&cursor, '('))
		return IMAP_FETCH_BROKEN;
	skip_blanks(&cursor);
	while (!take_char(&cursor, ')')) {
		if (!take_attribute(&cursor, &fetch))
			return IMAP_FETCH_BROKEN;
		skip_blanks(&cursor);
	}
	skip_blanks(&cursor);
	if (cursor.at != cursor.end)
		return IMAP_FETCH_BROKEN;
	*out = fetch;
	fetch = (ImapFetch){ 0 };
	return IMAP_FETCH_READ;
}
