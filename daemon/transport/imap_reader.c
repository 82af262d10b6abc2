#include "daemon/transport/imap_reader.h"

#include <string.h>

/*
 * response = segment *( "{" number "}" CRLF literal segment ) CRLF
 *
 * A literal's announcement counts only at the end of a segment, outside a quoted string, and in responses
 * that may hold data: `* OK`, `* NO`, `* BAD`, `* BYE`, `* PREAUTH`, tagged responses and `+` end in free
 * text, and "{5}" there is text. A line feed alone ends a line too, some servers send it.
 */
enum {
	LINE_MAX_BYTES = 64 * 1024,
	SEARCH_MAX_BYTES = 8 * 1024 * 1024, /* some 800,000 UIDs in one line */
	LITERALS_MAX = 64,
	NUMBER_DIGITS_MAX = 12,
};

G_DEFINE_QUARK(imap_reader_error_quark, imap_reader_error)

struct ImapReader {
	const ImapSink *sink;
	void *context;
	GString *text;
	size_t segment;   /* where the segment that is being read begins in text */
	uint64_t literal; /* bytes of a literal still to come */
	unsigned literals;
};

ImapReader *
imap_reader_new(const ImapSink *sink, void *context)
{
	ImapReader *reader = g_new0(ImapReader, 1);

	reader->sink = sink;
	reader->context = context;
	reader->text = g_string_new(NULL);
	return reader;
}

void
imap_reader_free(ImapReader *reader)
{
	if (!reader)
		return;
	g_string_free(reader->text, true);
	g_free(reader);
}

static bool
starts_with_word(const GString *text, const char *word)
{
	size_t length = strlen(word);

	return text->len >= length && g_ascii_strncasecmp(text->str, word, length) == 0 &&
	       (text->len == length || text->str[length] == ' ');
}

/* Whether the response is one of those that carry data, and with it literals. */
static bool
holds_data(const GString *text)
{
	static const char *const status[] = { "* OK", "* NO", "* BAD", "* BYE", "* PREAUTH" };

	if (text->len < 2 || text->str[0] != '*' || text->str[1] != ' ')
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(status); i++)
		if (starts_with_word(text, status[i]))
			return false;
	return true;
}

static size_t
longest_line(const GString *text)
{
	return starts_with_word(text, "* SEARCH") ? SEARCH_MAX_BYTES : LINE_MAX_BYTES;
}

/* Whether `at` lies inside a quoted string of the segment. */
static bool
inside_quotes(const ImapReader *reader, size_t at)
{
	bool quoted = false;

	for (size_t i = reader->segment; i < at; i++) {
		char c = reader->text->str[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
	}
	return quoted;
}

/* Reads "{number}" at the end of the segment. */
static bool
announces_literal(const ImapReader *reader, uint64_t *out_size)
{
	const GString *text = reader->text;
	size_t end = text->len, digits;
	uint64_t size = 0;

	if (end < reader->segment + 3 || text->str[end - 1] != '}')
		return false;
	digits = end - 1;
	while (digits > reader->segment && g_ascii_isdigit(text->str[digits - 1]) &&
		end - digits <= NUMBER_DIGITS_MAX)
		digits--;
	if (digits == end - 1 || digits == reader->segment || text->str[digits - 1] != '{')
		return false;
	if (!holds_data(text) || inside_quotes(reader, digits - 1))
		return false;
	for (size_t i = digits; i < end - 1; i++)
		size = size * 10 + (uint64_t)(text->str[i] - '0');
	*out_size = size;
	return true;
}

static bool
end_line(ImapReader *reader, GError **error)
{
	GString *text = reader->text;
	uint64_t size = 0;
	bool ok;

	if (text->len > reader->segment && text->str[text->len - 1] == '\r')
		g_string_truncate(text, text->len - 1);
	if (announces_literal(reader, &size)) {
		if (reader->literals >= LITERALS_MAX) {
			g_set_error_literal(error, IMAP_READER_ERROR, IMAP_READER_ERROR_LITERAL,
				"the server sent too many literals in one response");
			return false;
		}
		g_string_append_c(text, '\n');
		reader->segment = text->len;
		reader->literal = size;
		return reader->sink->literal(reader->context, reader->literals++, size, error);
	}
	ok = reader->sink->response(reader->context, text->str, text->len, error);
	g_string_truncate(text, 0);
	reader->segment = 0;
	reader->literals = 0;
	return ok;
}

/* The text up to and with the next line end, or as much of it as there is. */
static bool
take_line(ImapReader *reader, const char **bytes, size_t *length, GError **error)
{
	const char *end = memchr(*bytes, '\n', *length);
	size_t piece = end ? (size_t)(end - *bytes) : *length;

	/* The first bytes say how long the line may be: let them in before asking. */
	if (reader->text->len < 16) {
		size_t head = MIN(piece, 16);

		g_string_append_len(reader->text, *bytes, (gssize)head);
		*bytes += head;
		*length -= head;
		piece -= head;
	}
	if (reader->text->len + piece > longest_line(reader->text)) {
		g_set_error_literal(error, IMAP_READER_ERROR, IMAP_READER_ERROR_LINE,
			"the server sent a line longer than any answer to our commands");
		return false;
	}
	g_string_append_len(reader->text, *bytes, (gssize)piece);
	*bytes += piece;
	*length -= piece;
	if (!end)
		return true;
	(*bytes)++;
	(*length)--;
	return end_line(reader, error);
}

bool
imap_reader_feed(ImapReader *reader, const char *bytes, size_t length, GError **error)
{
	while (length) {
		if (reader->literal) {
			size_t piece = (size_t)MIN((uint64_t)length, reader->literal);

			reader->literal -= piece;
			if (!reader->sink->bytes(reader->context, bytes, piece, error))
				return false;
			bytes += piece;
			length -= piece;
		} else if (!take_line(reader, &bytes, &length, error)) {
			return false;
		}
	}
	return true;
}
