#include "daemon/letters/compose.h"

#include "daemon/address.h"
#include "daemon/letters/compose_header.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

enum {
	LINE = 76,        /* RFC 2045 §6.7 (5), §6.8 */
	BASE64_LINE = 57, /* octets that fill one line */
	TYPE_MAX = 80,
};

/* ---- bodies ---- */

static void
append_base64(GString *out, const void *bytes, size_t length)
{
	size_t lines = (length + BASE64_LINE - 1) / BASE64_LINE;
	size_t at = out->len;

	/* Room for the longest it can be, so that each line is written in its place. */
	g_string_set_size(out, at + lines * (LINE + 2));
	for (const guchar *from = bytes; length > 0; from += BASE64_LINE) {
		size_t octets = MIN(length, (size_t)BASE64_LINE);
		int state = 0, save = 0;

		at += g_base64_encode_step(from, octets, FALSE, out->str + at, &state, &save);
		at += g_base64_encode_close(FALSE, out->str + at, &state, &save);
		out->str[at++] = '\r';
		out->str[at++] = '\n';
		length -= octets;
	}
	g_string_truncate(out, at);
}

/* Whether octet `at` stands for itself. A space does not at a line's end, nor do "." and "From " at its
 * start, where mail systems on the way treat them in their own manner. */
static bool
is_literal(const char *at, bool line_start)
{
	if (*at == ' ' || *at == '\t')
		return at[1] != '\r';
	if (line_start && (*at == '.' || (*at == 'F' && g_str_has_prefix(at, "From "))))
		return false;
	return *at > ' ' && *at <= '~' && *at != '=';
}

/* `text` has CRLF line ends alone. */
static void
append_quoted_printable(GString *out, const char *text, size_t length)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t start = out->len, used = 0;
	char *to;

	/* Room for the longest it can be: each octet escaped, a soft break after every 25 of them. */
	g_string_set_size(out, start + 3 * length + 3 * (length / 25 + 1));
	to = out->str + start;
	for (const char *at = text; *at; at++) {
		bool literal = is_literal(at, used == 0);

		if (*at == '\r') {
			*to++ = *at++;
			*to++ = *at;
			used = 0;
			continue;
		}
		if (used + (literal ? 1 : 3) > LINE - 1) {
			*to++ = '=';
			*to++ = '\r';
			*to++ = '\n';
			used = 0;
			literal = is_literal(at, true);
		}
		if (literal) {
			*to++ = *at;
		} else {
			*to++ = '=';
			*to++ = hex[(guchar)*at >> 4];
			*to++ = hex[(guchar)*at & 15];
		}
		used += literal ? 1 : 3;
	}
	g_string_truncate(out, (size_t)(to - out->str));
}

/* The octets up to the next line end or other control character. */
static size_t
text_run(const char *at)
{
	size_t length = 0;

	while ((guchar)at[length] >= ' ' && at[length] != 127)
		length++;
	return length;
}

/* CRLF whatever it was, the last line ended too; control characters but tab are spaces. */
static GString *
canonical_text(const char *text)
{
	g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
	const char *at = valid ? valid : text;
	GString *canonical = g_string_sized_new(strlen(at) + strlen(at) / 32 + 64);

	while (*at) {
		size_t run = text_run(at);

		g_string_append_len(canonical, at, (gssize)run);
		at += run;
		if (!*at)
			break;
		if (*at == '\n' || (*at == '\r' && at[1] != '\n'))
			g_string_append_len(canonical, "\r\n", 2);
		else if (*at != '\r')
			g_string_append_c(canonical, *at == '\t' ? '\t' : ' ');
		at++;
	}
	if (canonical->len == 0 || canonical->str[canonical->len - 1] != '\n')
		g_string_append(canonical, "\r\n");
	return canonical;
}

static void
append_text_part(GString *out, const char *subtype, const char *text)
{
	GString *canonical = canonical_text(text);
	size_t escaped = 0;
	bool quoted;

	for (size_t i = 0; i < canonical->len; i++)
		escaped += canonical->str[i] == '=' || (guchar)canonical->str[i] > '~';
	/* Octets on the wire: two more for each escape against a third more for all. */
	quoted = escaped * 2 < canonical->len / 3;
	g_string_append_printf(out, "Content-Type: text/%s; charset=utf-8\r\n", subtype);
	g_string_append_printf(
		out, "Content-Transfer-Encoding: %s\r\n\r\n", quoted ? "quoted-printable" : "base64");
	if (quoted)
		append_quoted_printable(out, canonical->str, canonical->len);
	else
		append_base64(out, canonical->str, canonical->len);
	g_string_free(canonical, TRUE);
}

/* ---- parts ---- */

/* "=_" is in no base64 line and in no quoted-printable one, so a boundary never stands in a part. */
static char *
boundary_of(const char *message_id, const char *use)
{
	g_autofree char *seed = g_strconcat(use, " ", message_id, NULL);
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, seed, -1);

	return g_strdup_printf("=_%.32s", digest);
}

static void
append_multipart(GString *out, const char *subtype, const char *boundary)
{
	g_string_append_printf(
		out, "Content-Type: multipart/%s;\r\n boundary=\"%s\"\r\n\r\n", subtype, boundary);
}

static void append_attachment(GString *out, const ComposeAttachment *attachment);

/* The HTML, with the pictures that it shows (RFC 2387). */
static void
append_html_part(GString *out, const ComposeLetter *letter)
{
	g_autofree char *boundary = boundary_of(letter->message_id, "related");
	bool pictures = false;

	for (size_t i = 0; i < letter->attachment_count; i++)
		pictures = pictures || letter->attachments[i].content_id;
	if (!pictures) {
		append_text_part(out, "html", letter->html);
		return;
	}
	g_string_append_printf(out,
		"Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"%s\"\r\n\r\n--%s\r\n",
		boundary, boundary);
	append_text_part(out, "html", letter->html);
	for (size_t i = 0; i < letter->attachment_count; i++) {
		if (!letter->attachments[i].content_id)
			continue;
		g_string_append_printf(out, "\r\n--%s\r\n", boundary);
		append_attachment(out, &letter->attachments[i]);
	}
	g_string_append_printf(out, "\r\n--%s--\r\n", boundary);
}

/* The words: one part, or two that say the same, the plainer first (RFC 2046 §5.1.4). */
static void
append_words_parts(GString *out, const ComposeLetter *letter)
{
	g_autofree char *boundary = NULL;

	if (!letter->html) {
		append_text_part(out, "plain", letter->text);
		return;
	}
	boundary = boundary_of(letter->message_id, "alternative");
	append_multipart(out, "alternative", boundary);
	g_string_append_printf(out, "--%s\r\n", boundary);
	append_text_part(out, "plain", letter->text);
	g_string_append_printf(out, "\r\n--%s\r\n", boundary);
	append_html_part(out, letter);
	g_string_append_printf(out, "\r\n--%s--\r\n", boundary);
}

/* type "/" subtype of RFC 2045 tokens. A message or multipart may not be sent as base64 (RFC 2046 §5.2.1),
 * and we send nothing else: it travels as plain octets. */
static const char *
safe_type(const char *type)
{
	static const char octets[] = "application/octet-stream";
	int slashes = 0;

	if (!type || strlen(type) < 3 || strlen(type) > TYPE_MAX)
		return octets;
	for (const char *c = type; *c; c++) {
		if (*c == '/')
			slashes++;
		else if (!g_ascii_isalnum(*c) && !strchr("!#$&-^_.+", *c))
			return octets;
	}
	if (slashes != 1 || type[0] == '/' || g_str_has_suffix(type, "/"))
		return octets;
	if (g_ascii_strncasecmp(type, "message/", 8) == 0 || g_ascii_strncasecmp(type, "multipart/", 10) == 0)
		return octets;
	return type;
}

static void
append_attachment(GString *out, const ComposeAttachment *attachment)
{
	g_autofree char *name = compose_file_name(attachment->name);

	g_string_append_printf(out, "Content-Type: %s", safe_type(attachment->type));
	compose_append_type_name(out, name);
	if (attachment->content_id)
		g_string_append_printf(out, "\r\nContent-ID: <%s>", attachment->content_id);
	g_string_append_printf(
		out, "\r\nContent-Disposition: %s", attachment->content_id ? "inline" : "attachment");
	compose_append_disposition_name(out, name);
	g_string_append(out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
	append_base64(out, attachment->bytes, attachment->length);
}

static void
append_body(GString *out, const ComposeLetter *letter)
{
	g_autofree char *boundary = NULL;
	size_t files = 0;

	for (size_t i = 0; i < letter->attachment_count; i++)
		files += !letter->attachments[i].content_id;
	if (files == 0) {
		append_words_parts(out, letter);
		return;
	}
	boundary = boundary_of(letter->message_id, "mixed");
	append_multipart(out, "mixed", boundary);
	g_string_append_printf(out, "--%s\r\n", boundary);
	append_words_parts(out, letter);
	for (size_t i = 0; i < letter->attachment_count; i++) {
		if (letter->attachments[i].content_id)
			continue;
		g_string_append_printf(out, "\r\n--%s\r\n", boundary);
		append_attachment(out, &letter->attachments[i]);
	}
	g_string_append_printf(out, "\r\n--%s--\r\n", boundary);
}

/* ---- headers ---- */

/* RFC 5322 §3.3; the names are English whatever the locale is. */
static void
append_date(GString *out, int64_t date, GTimeZone *zone)
{
	static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec" };
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(date);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
	int offset = (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE);

	g_string_append_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02d%02d\r\n",
		days[g_date_time_get_day_of_week(local) - 1], g_date_time_get_day_of_month(local),
		months[g_date_time_get_month(local) - 1], g_date_time_get_year(local),
		g_date_time_get_hour(local), g_date_time_get_minute(local), g_date_time_get_second(local),
		offset < 0 ? '-' : '+', ABS(offset) / 60, ABS(offset) % 60);
}

/* A header of one word that we chose ourselves; left out when it is none. */
static void
append_word(GString *out, const char *name, const char *word)
{
	if (word && *word && strspn(word, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-.") == strlen(word))
		g_string_append_printf(out, "%s: %s\r\n", name, word);
}

static void
append_headers(GString *out, const ComposeLetter *letter)
{
	compose_append_mailbox(out, "From", letter->from_name, letter->from_address);
	if (letter->reply_to)
		compose_append_mailbox(out, "Reply-To", NULL, letter->reply_to);
	compose_append_mailbox(out, "To", NULL, letter->to);
	append_date(out, letter->date, letter->zone);
	g_string_append_printf(out, "Message-ID: <%s>\r\n", letter->message_id);
	if (letter->in_reply_to)
		compose_append_ids(out, "In-Reply-To", letter->in_reply_to);
	if (letter->references)
		compose_append_ids(out, "References", letter->references);
	compose_append_text(out, "Subject", letter->subject);
	append_word(out, "Auto-Submitted", letter->auto_submitted);
	g_string_append(out, "X-Auto-Response-Suppress: All\r\n");
	append_word(out, "X-Complaintd-Loop", strchr(letter->from_address, '@') + 1);
	append_word(out, "Content-Language", letter->language);
	g_string_append(out, "MIME-Version: 1.0\r\n");
}

static bool
check_address(const char *header, const char *address, GError **error)
{
	if (address_is_sendable(address))
		return true;
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
		"%s: not an address that mail can be sent to", header);
	return false;
}

static size_t
size_of(const ComposeLetter *letter)
{
	size_t size = 4096 + 2 * strlen(letter->text) + (letter->html ? 2 * strlen(letter->html) : 0);

	for (size_t i = 0; i < letter->attachment_count; i++)
		size += 1024 + letter->attachments[i].length / BASE64_LINE * (LINE + 2) + LINE + 2;
	return size;
}

GBytes *
compose_letter(const ComposeLetter *letter, GError **error)
{
	GString *out;

	if (!check_address("From", letter->from_address, error) || !check_address("To", letter->to, error))
		return NULL;
	if (letter->reply_to && !check_address("Reply-To", letter->reply_to, error))
		return NULL;
	if (!compose_is_message_id(letter->message_id, strlen(letter->message_id))) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "not a Message-ID");
		return NULL;
	}
	out = g_string_sized_new(size_of(letter));
	append_headers(out, letter);
	append_body(out, letter);
	return g_string_free_to_bytes(out);
}
