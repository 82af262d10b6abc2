#include "workflow/vocabulary.h"

#include <string.h>

#define TEXT_BYTES (256 << 10) /* of a text are read */
#define ROWS_MAX 20000

static const char *const ours[OURS_COUNT] = {
	[OURS_URGENT] = "_urgent",
	[OURS_NOT_COMPLAINT] = "_not_complaint",
	[OURS_COMPLAINT] = "_complaint",
};

/* Characters that NFKC leaves alone whatever comes before them: ASCII, ideographs, and the marks between
 * them. Most of a text; the rest goes through GLib. */
static bool
is_normal(gunichar c)
{
	return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3001 || c == 0x3002 || c == 0x2014 ||
	       c == 0x201C || c == 0x201D || (c >= 0x3008 && c <= 0x3011);
}

/* NFKC of valid UTF-8; a new string. */
static GString *
normalize(const char *text, size_t length)
{
	GString *out = g_string_sized_new(length);
	const char *s = text, *end = text + length;

	while (s < end) {
		const char *run = s;
		g_autoptr(GString) odd = NULL;
		g_autofree char *normal = NULL;

		while (s < end && is_normal(g_utf8_get_char(s)))
			s += g_utf8_skip[(guchar)*s];
		g_string_append_len(out, run, s - run);
		for (run = s; s < end && !is_normal(g_utf8_get_char(s));) {
			gunichar c = g_utf8_get_char(s);

			/* Full-width forms of ASCII stand in every Chinese text. */
			if (s == run && c >= 0xFF01 && c <= 0xFF5E) {
				g_string_append_c(out, (char)(c - 0xFEE0));
				run = s + 3;
			}
			s += g_utf8_skip[(guchar)*s];
		}
		if (s == run)
			continue;
		/* An accent may belong to the letter before it. */
		odd = g_string_new(NULL);
		if (out->len && (guchar)out->str[out->len - 1] < 0x80) {
			g_string_append_c(odd, out->str[out->len - 1]);
			g_string_truncate(out, out->len - 1);
		}
		g_string_append_len(odd, run, s - run);
		normal = g_utf8_normalize(odd->str, (gssize)odd->len, G_NORMALIZE_ALL_COMPOSE);
		g_string_append(out, normal);
	}
	return out;
}

/* Ideographs, lower case letters, digits and single blanks: nothing to fold, as in nearly all of our terms.
 */
static bool
is_folded(const char *text)
{
	const guchar *s = (const guchar *)text;

	while (*s) {
		if (g_ascii_islower(*s) || g_ascii_isdigit(*s) ||
			(*s == ' ' && s != (const guchar *)text && s[-1] != ' '))
			s++;
		else if (*s >= 0xE4 && *s <= 0xE9 && s[1] >= (*s == 0xE4 ? 0xB8 : 0x80))
			s += 3;
		else
			return false;
	}
	return true;
}

char *
vocabulary_fold(const char *text)
{
	size_t length = strnlen(text, TEXT_BYTES);
	g_autoptr(GString) normal = NULL;
	GString *out;
	bool line_begins = true, quoted = false;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	if (!g_utf8_validate_len(text, length, NULL))
		return g_strdup("");
	normal = normalize(text, length);
	out = g_string_sized_new(normal->len);
	for (const char *s = normal->str; *s && out->len < TEXT_BYTES; s += g_utf8_skip[(guchar)*s]) {
		gunichar c = g_utf8_get_char(s);
		bool is_ideograph = c >= 0x4E00 && c <= 0x9FFF;

		if (line_begins)
			quoted = c == '>';
		line_begins = c == '\n';
		if (quoted || (c >= 0x80 && !is_ideograph && g_unichar_type(c) == G_UNICODE_FORMAT))
			continue;
		if (is_ideograph) {
			g_string_append_len(out, s, 3);
			continue;
		}
		if (c == '\n' && out->len && g_ascii_isalnum(out->str[out->len - 1]) && g_ascii_isalpha(s[1]))
			c = ' ';
		if (c == 0x2019)
			c = '\'';
		if ((c == ' ' || c == '\t') && (!out->len || out->str[out->len - 1] == ' '))
			continue;
		g_string_append_unichar(out, c == '\t' ? ' ' : g_unichar_tolower(c));
	}
	return g_string_free(out, FALSE);
}

static guint
category_index(Vocabulary *vocabulary, const char *id)
{
	for (guint i = 0; i < vocabulary->categories->len; i++)
		if (!strcmp(g_ptr_array_index(vocabulary->categories, i), id))
			return i;
	g_ptr_array_add(vocabulary->categories, g_strdup(id));
	return vocabulary->categories->len - 1;
}

/* term = part *( "…" part ): a gap of a few characters of one sentence */
static bool
add_term(Vocabulary *vocabulary, guint category, double weight, const char *term)
{
	g_autofree char *folded = is_folded(term) ? g_strdup(term) : vocabulary_fold(term);
	char *parts[PARTS_MAX];
	Row row = { .category = category, .weight = weight };
	guint count = 0;

	/* NFKC has made three dots of each "…". */
	for (char *part = folded, *gap; part; part = gap ? gap + 3 : NULL) {
		gap = strstr(part, "...");
		if (gap)
			*gap = '\0';
		g_strstrip(part);
		if (!*part)
			continue;
		if (count == PARTS_MAX)
			return false;
		parts[count++] = part;
	}
	if (!count)
		return false;
	row.term = term;
	row.parts = count;
	row.number = count == 1 && strspn(parts[0], "0123456789") == strlen(parts[0]);
	for (guint i = 0; i < count; i++) {
		guint value = vocabulary->rows->len << 3 | i;

		g_array_append_val(vocabulary->parts, value);
		lexicon_add(vocabulary->lexicon, parts[i], vocabulary->parts->len - 1);
	}
	g_array_append_val(vocabulary->rows, row);
	return true;
}

/* Cuts `line` at its tabs, the first four of them; returns how many cells there are. */
static guint
cut_cells(char *line, char *cells[4])
{
	guint count = 0;

	for (char *at = line; at; count++) {
		if (count < 4)
			cells[count] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return count;
}

static bool
read_weight(const char *cell, double *out)
{
	char *end = NULL;

	if (g_ascii_isdigit(cell[0]) && !cell[1]) {
		*out = cell[0] - '0';
		return *out > 0;
	}
	*out = g_ascii_strtod(cell, &end);
	return end != cell && !*end && *out > 0 && *out <= 10;
}

/* Index of a category that is known; G_MAXUINT: there is none of that name. The rows of one stand together.
 */
static guint
find_category(Vocabulary *vocabulary, const char *id, const Policy *policy)
{
	bool known;

	if (vocabulary->rows->len) {
		guint last = g_array_index(vocabulary->rows, Row, vocabulary->rows->len - 1).category;

		if (!strcmp(g_ptr_array_index(vocabulary->categories, last), id))
			return last;
	}
	known = !policy || policy_category(policy, id);
	for (guint i = 0; i < OURS_COUNT; i++)
		known |= !strcmp(id, ours[i]);
	return known ? category_index(vocabulary, id) : G_MAXUINT;
}

static bool
read_row(Vocabulary *vocabulary, char *line, const Policy *policy, guint number, GError **error)
{
	char *cells[4];
	guint count = cut_cells(line, cells), category;
	double weight;

	if (count != 4) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: %u columns where 4 are needed: category, language, weight, term, separated "
			"by tabs",
			number, count);
		return false;
	}
	if (!read_weight(cells[2], &weight)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: the weight \"%s\" is no number from 1 to 10", number, cells[2]);
		return false;
	}
	category = find_category(vocabulary, cells[0], policy);
	if (category == G_MAXUINT) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: there is no category \"%s\"; name one of the settings, _urgent, _complaint "
			"or _not_complaint",
			number, cells[0]);
		return false;
	}
	if (vocabulary->rows->len >= ROWS_MAX || !add_term(vocabulary, category, weight, cells[3])) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: the term is empty, has more than %d parts, or is one of too many", number,
			PARTS_MAX);
		return false;
	}
	return true;
}

Vocabulary *
vocabulary_new(const char *text, const Policy *policy, GError **error)
{
	g_autoptr(Vocabulary) vocabulary = g_new0(Vocabulary, 1);
	guint number = 0;

	vocabulary->text = g_strdup(text);
	vocabulary->categories = g_ptr_array_new_with_free_func(g_free);
	vocabulary->rows = g_array_new(FALSE, FALSE, sizeof(Row));
	vocabulary->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	vocabulary->lexicon = lexicon_new();
	vocabulary->catch_all = vocabulary->grave = G_MAXUINT;
	for (guint i = 0; i < OURS_COUNT; i++)
		category_index(vocabulary, ours[i]);
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "the text is not UTF-8");
		return NULL;
	}
	for (char *line = vocabulary->text, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		number++;
		g_strchomp(line);
		if (*line && *line != '#' && !read_row(vocabulary, line, policy, number, error))
			return NULL;
	}
	lexicon_seal(vocabulary->lexicon);
	for (guint i = OURS_COUNT; i < vocabulary->categories->len; i++) {
		const char *id = g_ptr_array_index(vocabulary->categories, i);
		const Category *category = policy ? policy_category(policy, id) : NULL;

		if (category ? category->to_intake : !strcmp(id, "other"))
			vocabulary->catch_all = i;
		if (category ? category->to_supervision : !strcmp(id, "privacy_safety"))
			vocabulary->grave = i;
	}
	return g_steal_pointer(&vocabulary);
}

void
vocabulary_free(Vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_clear_pointer(&vocabulary->categories, g_ptr_array_unref);
	g_clear_pointer(&vocabulary->rows, g_array_unref);
	g_clear_pointer(&vocabulary->parts, g_array_unref);
	lexicon_free(vocabulary->lexicon);
	g_free(vocabulary->text);
	g_free(vocabulary);
}
