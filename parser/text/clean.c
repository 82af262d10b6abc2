#include "parser/text/clean.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Zero-width and bidirectional controls. The joiners U+200C and U+200D stay: scripts and emoji need them. */
static bool
is_invisible(gunichar c)
{
	return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static bool
is_control(gunichar c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Copies what needs no look at all; returns the first byte that does. */
static const char *
copy_plain(GString *out, const char *p, size_t limit)
{
	const char *start = p, *stop = p + (limit - out->len);

	for (;;) {
		size_t size = (guchar)*p >= 0x20 && (guchar)*p < 0x7F ? 1 : utf8_plain_wide(p);

		if (!size || p + size > stop)
			break;
		p += size;
	}
	g_string_append_len(out, start, p - start);
	return p;
}

char *
clean_text(const char *text, size_t limit)
{
	size_t length = strlen(text);
	GString *out = g_string_sized_new(MIN(length, limit));
	const char *p = text;

	while (*p) {
		const char *next;
		gunichar c;

		p = copy_plain(out, p, limit);
		if (!*p)
			break;
		c = g_utf8_get_char(p);
		next = utf8_next(p);
		if (out->len + (size_t)(next - p) > limit)
			break;
		if (c == '\r' || c == '\n' || c == 0x2028 || c == 0x2029) {
			const char *end = next;

			/* CR CR LF is one line end that went through two careless programs. */
			while (*end == '\r')
				end++;
			if (c == '\r' && *end == '\n')
				next = end + 1;
			g_string_append_c(out, '\n');
		} else if (c == '\t') {
			g_string_append_c(out, '\t');
		} else if (is_control(c)) {
			g_string_append_c(out, ' ');
		} else if (!is_invisible(c)) {
			g_string_append_len(out, p, next - p);
		}
		p = next;
	}
	return g_string_free(out, FALSE);
}

/* One line, trimmed; `fold`: a run of blanks becomes one. */
static char *
line_of(const char *text, size_t limit, bool fold)
{
	GString *out = g_string_new(NULL);
	size_t blanks = 0;

	for (const char *p = text; *p; p = utf8_next(p)) {
		gunichar c = g_utf8_get_char(p);
		size_t size = (size_t)(utf8_next(p) - p);

		if (c == '\r' && p[1] == '\n')
			continue;
		if (is_control(c) || c == ' ' || c == 0xA0 || c == 0x2028 || c == 0x2029) {
			blanks += out->len > 0 && !(fold && blanks);
			continue;
		}
		if (is_invisible(c))
			continue;
		if (out->len + size + blanks > limit)
			break;
		for (; blanks; blanks--)
			g_string_append_c(out, ' ');
		g_string_append_len(out, p, (gssize)size);
	}
	return g_string_free(out, FALSE);
}

char *
clean_line(const char *text, size_t limit)
{
	return line_of(text, limit, true);
}

char *
clean_title(const char *text, size_t limit)
{
	return line_of(text, limit, false);
}

/* Windows opens these as devices, whatever their extension. */
static bool
is_device(const char *name)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul", "com", "lpt" };
	size_t stem = strcspn(name, ".");

	for (size_t i = 0; i < G_N_ELEMENTS(devices); i++)
		if (g_ascii_strncasecmp(name, devices[i], 3) == 0 &&
			(i < 4 ? stem == 3 : stem == 4 && g_ascii_isdigit(name[3])))
			return true;
	return false;
}

char *
clean_file_name(const char *name)
{
	enum {
		NAME_MAX_BYTES = 200,
		EXTENSION_MAX = 12
	};
	g_autofree char *line = clean_line(name, 4096);
	GString *out = g_string_new(NULL);
	const char *base = line;

	for (const char *p = line; *p; p++)
		if ((*p == '/' || *p == '\\') && p[1])
			base = p + 1;
	while (*base == '.' || *base == ' ')
		base++;
	/* "Re: your mail.eml" is a name that people see; a colon inside a word names a stream or a drive. */
	for (const char *p = base; *p; p++)
		g_string_append_c(out, strchr("<>:\"|?*/\\", *p) && !(*p == ':' && p[1] == ' ') ? '_' : *p);
	while (out->len && strchr(". ", out->str[out->len - 1]))
		g_string_truncate(out, out->len - 1);
	if (is_device(out->str))
		g_string_prepend_c(out, '_');
	if (out->len > NAME_MAX_BYTES) {
		const char *dot = strrchr(out->str, '.');
		g_autofree char *extension =
			g_strdup(dot && out->str + out->len - dot <= EXTENSION_MAX ? dot : "");
		const char *cut = g_utf8_find_prev_char(out->str, out->str + NAME_MAX_BYTES - EXTENSION_MAX);

		g_string_truncate(out, (gsize)(cut - out->str));
		g_string_append(out, extension);
	}
	return g_string_free(out, FALSE);
}
