#include "parser/quote/sent.h"

#include "parser/quote/mark.h"

#include <string.h>

#define SHINGLE 18             /* bytes: six Chinese characters */
#define SENT_BYTES (128 << 10) /* of what we sent are looked at */
#define ENOUGH_BYTES 36        /* of ours must be found */

/* The bytes of `line` that survive rewrapping: no blanks. */
static void
append_solid(GString *out, Line line)
{
	size_t n;

	while (line.length) {
		n = blank_length(line.start, line.length);
		if (!n && *line.start != '\n')
			g_string_append_c(out, g_ascii_tolower(*line.start));
		line = line_skip(line, n ? n : 1);
	}
}

static guint32
hash_of(const char *s, size_t length)
{
	guint32 hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (guint8)s[i]) * 16777619u;
	return hash;
}

static void
learn(GHashTable *known, const char *sent)
{
	g_autoptr(GString) solid = g_string_new(NULL), one = g_string_new(NULL);
	g_autoptr(GArray) lines = lines_of(sent);

	for (size_t i = 0; i < lines->len && solid->len < SENT_BYTES; i++) {
		Line body;

		quote_depth(g_array_index(lines, Line, i), &body);
		g_string_truncate(one, 0);
		append_solid(one, body);
		g_string_append_len(solid, one->str, (gssize)one->len);
		if (one->len && one->len < SHINGLE)
			g_hash_table_add(known, GUINT_TO_POINTER(hash_of(one->str, one->len)));
	}
	for (size_t i = 0; i + SHINGLE <= solid->len; i++)
		g_hash_table_add(known, GUINT_TO_POINTER(hash_of(solid->str + i, SHINGLE)));
}

/* A gateway may rewrite a link or mask an address within; nothing else of a quoted line changes. */
static bool
may_be_rewritten(const GString *solid)
{
	return strstr(solid->str, "://") || strchr(solid->str, '@') || strstr(solid->str, "**");
}

/* What somebody wrote behind our words in their own line, "您的要求：退费", is no line of ours. */
static bool
line_is_known(GHashTable *known, const GString *solid)
{
	size_t hits = 0, tries = 0, last;

	if (solid->len < SHINGLE)
		return solid->len &&
		       g_hash_table_contains(known, GUINT_TO_POINTER(hash_of(solid->str, solid->len)));
	last = solid->len - SHINGLE;
	for (size_t i = 0; i <= last; i = i < last && i + SHINGLE > last ? last : i + SHINGLE) {
		tries++;
		hits += g_hash_table_contains(known, GUINT_TO_POINTER(hash_of(solid->str + i, SHINGLE)));
	}
	return hits == tries || (hits * 4 >= tries * 3 && may_be_rewritten(solid));
}

/* A line of the mail beside the letters. */
typedef struct {
	int depth;  /* of '>' before it */
	bool brief; /* one of our short lines or commands, or the same words of somebody else */
} Compared;

/* "#接单", "2 ＃联系 …": our letters print what can be answered, so that people may send just that. */
static bool
is_command(const GString *solid)
{
	const char *at = solid->str + strspn(solid->str, "0123456789.");

	return *at == '#' || g_str_has_prefix(at, "＃");
}

/* "同意" or "#接单" is ours only inside what is ours, and where that is behind '>', behind one too: at either
 * end it is the answer, unless several of our short lines close the letter. */
static void
take_brief(const Line *lines, const Compared *compared, size_t count, size_t first, size_t last, bool *ours)
{
	int depth = compared[last].depth;

	for (size_t i = last + 1, tail = 0; i < count && last < count; i++) {
		bool is_brief = compared[i].brief && compared[i].depth >= depth;

		if (is_brief && ++tail >= 2)
			last = i + 1;
		else if (!is_brief && !line_is_blank(lines[i]))
			break;
	}
	for (size_t i = first; i < MIN(last, count); i++) {
		if (ours[i])
			depth = compared[i].depth;
		else
			ours[i] = compared[i].brief && compared[i].depth >= depth;
	}
}

bool *
sent_lines(const Line *lines, size_t count, const char *const *sent)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	g_autoptr(GString) solid = g_string_new(NULL);
	g_autofree bool *ours = g_new0(bool, count + 1);
	g_autofree Compared *compared = g_new0(Compared, count + 1);
	size_t bytes = 0, first = count, last = 0;

	for (; *sent; sent++)
		learn(known, *sent);
	for (size_t i = 0; i < count; i++) {
		Line body;

		compared[i].depth = quote_depth(lines[i], &body);
		g_string_truncate(solid, 0);
		append_solid(solid, body);
		if (!line_is_known(known, solid))
			continue;
		compared[i].brief = solid->len < SHINGLE || is_command(solid);
		if (compared[i].brief)
			continue;
		ours[i] = true;
		bytes += solid->len;
		first = MIN(first, i);
		last = i;
	}
	take_brief(lines, compared, count, first, last, ours);
	return bytes < ENOUGH_BYTES ? NULL : g_steal_pointer(&ours);
}
