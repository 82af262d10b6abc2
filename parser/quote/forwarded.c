#include "parser/quote/forwarded.h"

#include "parser/mime/date.h"
#include "parser/quote/address_text.h"
#include "parser/quote/header.h"
#include "parser/quote/mark.h"
#include "parser/text/clean.h"
#include "parser/text/line.h"

#include <string.h>

#define NOTE_LINES 60 /* above the copied block are looked at */
#define NESTED_MAX 5  /* forwards of forwards that are opened */
#define NAME_BYTES 200

/* A name without the marks that surround it: quotes, brackets, "mailto:". */
static Line
bare_name(Line line)
{
	size_t n;

	for (;;) {
		size_t before = line.length;

		line = line_trim(line);
		while (line.length && strchr("\"'<>[]();,|*", *line.start))
			line = line_trim(line_skip(line, 1));
		while (line.length && strchr("\"'<>[]();,|*:", line.start[line.length - 1]))
			line = line_trim((Line){ line.start, line.length - 1 });
		if ((n = line_ends(line, "mailto")))
			line.length -= n;
		if (line.length == before)
			return line;
	}
}

static char *
name_of(Line line)
{
	g_autofree char *name = line_dup(bare_name(line));

	return clean_line(name, NAME_BYTES);
}

/* "张三" <a@b>; 张三 [mailto:a@b], a@b (张三), or a name alone. */
static MailAddress *
address_of(const char *value)
{
	Line line = { value, strlen(value) }, found;
	g_autofree char *address = NULL;
	g_autofree char *name = NULL;

	if (!address_in_text(line, &found)) {
		name = name_of(line);
		return *name ? mail_address_new(name, "") : NULL;
	}
	address = line_dup(found);
	name = name_of((Line){ value, (size_t)(found.start - value) });
	if (!*name) {
		g_free(name);
		name = name_of(line_skip(line, (size_t)(found.start - value) + found.length));
	}
	return mail_address_new(strchr(name, '@') ? "" : name, address);
}

/* The lines, freed of one '>' each when what is copied is quoted as well. */
static GArray *
unquoted_lines(const char *text)
{
	GArray *lines = lines_of(text);
	bool quoted = false;

	for (guint i = 0; i < lines->len && i < NOTE_LINES && !quoted; i++)
		quoted = line_starts(line_trim(g_array_index(lines, Line, i)), ">") > 0;
	for (guint i = 0; quoted && i < lines->len; i++) {
		Line *line = &g_array_index(lines, Line, i), trimmed = line_trim(*line);

		if (line_starts(trimmed, ">"))
			*line = line_skip(trimmed, trimmed.length > 1 && trimmed.start[1] == ' ' ? 2 : 1);
	}
	return lines;
}

static char *
text_from(const GArray *lines, size_t first)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t end = lines->len;

	while (first < end && line_is_blank(g_array_index(lines, Line, first)))
		first++;
	while (end > first && line_is_blank(g_array_index(lines, Line, end - 1)))
		end--;
	for (size_t i = first; i < end; i++) {
		Line line = g_array_index(lines, Line, i);

		g_string_append_len(text, line.start, (gssize)line.length);
		if (i + 1 < end)
			g_string_append_c(text, '\n');
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* "On … Z <z@mail.test> wrote:" names the writer, too. */
static MailAddress *
address_in_mark(const Line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Line found;

		if (address_in_text(lines[i], &found)) {
			g_autofree char *address = line_dup(found);

			return mail_address_new("", address);
		}
	}
	return NULL;
}

/* Programs copy the time as they show it, in the zone where they run. */
static void
read_date(const char *value, const char *outer, Mail *mail)
{
	static const char *const zones[] = { "+", "GMT", "UTC" };
	size_t length = outer ? strlen(outer) : 0;
	g_autofree char *zoned = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++)
		if (strstr(value, zones[i]))
			length = 0;
	/* "…+08:00" */
	if (length > 6 && strchr("+-", outer[length - 6]))
		zoned = g_strdup_printf("%s %.3s%s", value, outer + length - 6, outer + length - 2);
	date_read(zoned ? zoned : value, &mail->date, &mail->date_utc);
}

/* The copied mail that begins in the first lines of `lines`: its envelope into `mail`, and the line behind
 * it; 0 when there is none. */
static size_t
read_envelope(const GArray *lines, const char *date, Mail *mail)
{
	for (size_t i = 0; i < MIN(lines->len, NOTE_LINES); i++) {
		const Line *at = &g_array_index(lines, Line, i);
		g_auto(QuoteHeaders) headers = { 0 };
		QuoteMark mark;

		if (quote_headers_read(at, lines->len - i, &headers)) {
			mail->from = headers.from ? address_of(headers.from) : NULL;
			if (headers.subject) {
				g_free(mail->subject);
				mail->subject = g_steal_pointer(&headers.subject);
			}
			if (headers.date)
				read_date(headers.date, date, mail);
			return i + headers.lines;
		}
		if (quote_mark_at(at, lines->len - i, &mark) && !mark.headers) {
			mail->from = address_in_mark(at, mark.lines);
			return i + mark.lines;
		}
	}
	return 0;
}

/* Does `text` begin with a copied mail, nothing of its own above it? */
static bool
begins_with_copy(const char *text)
{
	g_autoptr(GArray) lines = unquoted_lines(text);
	QuoteMark mark;
	size_t i = 0;

	while (i < lines->len && line_is_blank(g_array_index(lines, Line, i)))
		i++;
	return i < lines->len && quote_mark_at(&g_array_index(lines, Line, i), lines->len - i, &mark) &&
	       mark.headers && !mark.offset;
}

Mail *
forwarded_read(const char *text, const char *date)
{
	g_autoptr(Mail) found = NULL;

	for (int depth = 0; depth < NESTED_MAX && (!found || begins_with_copy(found->text)); depth++) {
		g_autoptr(GArray) lines = unquoted_lines(found ? found->text : text);
		g_autoptr(Mail) mail = mail_new();
		size_t behind = read_envelope(lines, date, mail);

		if (!behind)
			break;
		g_free(mail->text);
		mail->text = text_from(lines, behind);
		mail_free(found);
		found = g_steal_pointer(&mail);
	}
	return g_steal_pointer(&found);
}

bool
forwarded_subject(const char *subject)
{
	static const char *const words[] = { "Fw", "Fwd", "WG", "TR", "RV", "ENC", "VS", "VB", "VL", "PD",
		"İLT", "Doorst", "Redir.", "Videresend", "Továbbítás", "转发", "轉寄", "转寄", "轉發",
		"転送" };
	Line line = line_trim((Line){ subject, strlen(subject) });

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		Line rest = line_trim(line_skip(line, line_starts(line, words[i])));

		if (rest.length < line.length && colon_length(rest.start, rest.length))
			return true;
	}
	return false;
}
