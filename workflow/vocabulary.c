#include "workflow/vocabulary.h"

#include <string.h>

#define TEXT_BYTES (256 << 10) /* of a text are read */
#define ROWS_MAX 20000

static const char *const ours[OURS_COUNT] = {
	[OURS_URGENT] = "_urgent",
	[OURS_NOT_COMPLAINT] = "_not_complaint",
	[OURS_COMPLAINT] = "_complaint",
};

static void
row_clear(gpointer data)
{
	Row *row = data;

	g_free(row->term);
}

char *
vocabulary_fold(const char *text)
{
	size_t length = strnlen(text, TEXT_BYTES);
	g_autofree char *normal = NULL;
	GString *out;
	bool line_begins = true, quoted = false;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	normal = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_ALL_COMPOSE);
	if (!normal)
		return g_strdup("");
	out = g_string_sized_new(strlen(normal));
	for (const char *s = normal; *s && out->len < TEXT_BYTES; s += g_utf8_skip[(guchar)*s]) {
		gunichar c = g_utf8_get_char(s);

		if (line_begins)
			quoted = c == '>';
		line_begins = c == '\n';
		if (quoted || g_unichar_type(c) == G_UNICODE_FORMAT)
			continue;
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
	g_autofree char *folded = vocabulary_fold(term);
	g_auto(GStrv) parts = NULL;
	Row row = { .category = category, .weight = weight };
	guint count = 0;

	/* NFKC has made three dots of each "…". */
	parts = g_strsplit(folded, "...", -1);
	for (char **part = parts; *part; part++) {
		g_strstrip(*part);
		count += **part != '\0';
	}
	if (!count || count > PARTS_MAX)
		return false;
	row.term = g_strdup(term);
	row.parts = count;
	row.number = count == 1 && strspn(parts[0], "0123456789") == strlen(parts[0]);
	count = 0;
	for (char **part = parts; *part; part++) {
		guint value = vocabulary->rows->len << 3 | count;

		if (!**part)
			continue;
		g_array_append_val(vocabulary->parts, value);
		lexicon_add(vocabulary->lexicon, *part, vocabulary->parts->len - 1);
		count++;
	}
	g_array_append_val(vocabulary->rows, row);
	return true;
}

static bool
read_row(Vocabulary *vocabulary, char *line, const Policy *policy, guint number, GError **error)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
	guint count = g_strv_length(cells);
	char *end = NULL;
	double weight;
	bool is_ours = false;

	if (count != 4) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: %u columns where 4 are needed: category, language, weight, term, separated "
			"by tabs",
			number, count);
		return false;
	}
	weight = g_ascii_strtod(cells[2], &end);
	if (end == cells[2] || *end || !(weight > 0 && weight <= 10)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: the weight \"%s\" is no number from 1 to 10", number, cells[2]);
		return false;
	}
	for (guint i = 0; i < OURS_COUNT; i++)
		is_ours |= !strcmp(cells[0], ours[i]);
	if (!is_ours && policy && !policy_category(policy, cells[0])) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			"line %u: there is no category \"%s\"; name one of the settings, _urgent, _complaint "
			"or _not_complaint",
			number, cells[0]);
		return false;
	}
	if (vocabulary->rows->len >= ROWS_MAX ||
		!add_term(vocabulary, category_index(vocabulary, cells[0]), weight, cells[3])) {
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
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	vocabulary->categories = g_ptr_array_new_with_free_func(g_free);
	vocabulary->rows = g_array_new(FALSE, FALSE, sizeof(Row));
	g_array_set_clear_func(vocabulary->rows, row_clear);
	vocabulary->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	vocabulary->lexicon = lexicon_new();
	vocabulary->catch_all = vocabulary->grave = G_MAXUINT;
	for (guint i = 0; i < OURS_COUNT; i++)
		category_index(vocabulary, ours[i]);
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "the text is not UTF-8");
		return NULL;
	}
	for (guint i = 0; lines[i]; i++) {
		g_strchomp(lines[i]);
		if (!*lines[i] || *lines[i] == '#')
			continue;
		if (!read_row(vocabulary, lines[i], policy, i + 1, error))
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
	g_free(vocabulary);
}
