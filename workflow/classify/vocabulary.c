#include "workflow/classify/vocabulary.h"

#include "workflow/classify/fold.h"

#include <string.h>

#define ROWS_MAX 20000
#define SETS_MAX 1000
#define MASK "_mask"
#define LEARNED "_learned"
#define FIVE "@five"

static const char *const ours[OURS_COUNT] = {
	[OURS_URGENT] = "_urgent",
	[OURS_STEP] = "_step",
	[OURS_NOT_COMPLAINT] = "_not_complaint",
	[OURS_COMPLAINT] = "_complaint",
};

static bool
refuse(GError **error, guint number, const char *reason, const char *detail)
{
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "line %u: %s%s%s", number, reason,
		detail ? ": " : "", detail ? detail : "");
	return false;
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

/* Hangs `target` on the chain that begins at `head`. */
static void
add_link(Vocabulary *vocabulary, guint *head, guint target)
{
	Link link = { target, *head };

	g_array_append_val(vocabulary->links, link);
	*head = vocabulary->links->len;
}

/* The word, new or known; NULL when it is empty or too long. */
static Word *
intern_word(Vocabulary *vocabulary, const char *text)
{
	guint index;

	if (!*text || strlen(text) > LEXICON_WORD_MAX)
		return NULL;
	index = lexicon_add(vocabulary->lexicon, text, vocabulary->words->len);
	if (index == vocabulary->words->len) {
		Word word = { .number = strspn(text, "0123456789") == strlen(text) };

		g_array_append_val(vocabulary->words, word);
	}
	return &g_array_index(vocabulary->words, Word, index);
}

/* alternatives = one *( "|" one ); one = word / "@" name of a set. Cuts `text`. */
static bool
add_alternatives(Vocabulary *vocabulary, char *text, guint target, guint number, GError **error)
{
	for (char *one = text, *bar; one; one = bar ? bar + 1 : NULL) {
		guint *head = NULL;
		Word *word;

		bar = strchr(one, '|');
		if (bar)
			*bar = '\0';
		g_strstrip(one);
		if (*one == '@') {
			guint set = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->set_names, one));

			if (!set)
				return refuse(error, number, "no line above names the words of", one);
			head = &g_array_index(vocabulary->sets, guint, set - 1);
		} else {
			word = intern_word(vocabulary, one);
			if (!word)
				return refuse(error, number, "a word is empty or too long", NULL);
			head = &word->links;
		}
		add_link(vocabulary, head, target);
	}
	return true;
}

/* Folds what stands in the file, in place where that is possible; `out_copy` keeps what is not. */
static char *
fold_cell(char *cell, char **out_copy)
{
	return fold_is_plain(cell) ? cell : (*out_copy = fold(cell));
}

/* set = "@" name <tab> language <tab> words; several lines of one name make one set. */
static bool
read_set(Vocabulary *vocabulary, char *name, char *words, guint number, GError **error)
{
	g_autofree char *copy = NULL;
	char *folded = fold_cell(words, &copy);
	guint set = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->set_names, name));

	if (!set) {
		guint none = 0;

		if (vocabulary->sets->len >= SETS_MAX)
			return refuse(error, number, "too many sets of words", NULL);
		g_array_append_val(vocabulary->sets, none);
		set = vocabulary->sets->len;
		g_hash_table_insert(vocabulary->set_names, g_strdup(name), GUINT_TO_POINTER(set));
	}
	if (strchr(folded, '@'))
		return refuse(error, number, "a set holds no other set", NULL);
	return add_alternatives(vocabulary, folded, (set - 1) << 1 | 1, number, error);
}

/* Words that are there so that shorter ones inside them do not count. */
static bool
read_mask(Vocabulary *vocabulary, char *words, guint number, GError **error)
{
	g_autofree char *copy = NULL;
	char *folded = fold_cell(words, &copy);

	for (char *one = folded, *bar; one; one = bar ? bar + 1 : NULL) {
		Word *word;

		bar = strchr(one, '|');
		if (bar)
			*bar = '\0';
		g_strstrip(one);
		word = intern_word(vocabulary, one);
		if (!word)
			return refuse(error, number, "a word is empty or too long", NULL);
		word->mask = true;
	}
	return true;
}

/* Where the next gap stands, or the end; how long it is. NFKC makes three dots of "…". */
static char *
find_gap(char *text, size_t *out_length, Gap *out_gap)
{
	for (char *s = text + strcspn(text, "~&.\xe2"); *s; s += 1 + strcspn(s + 1, "~&.\xe2")) {
		bool far = g_str_has_prefix(s, "…") || g_str_has_prefix(s, "...");

		if (*s != '~' && *s != '&' && !far)
			continue;
		*out_gap = far ? GAP_FAR : *s == '~' ? GAP_NEAR : GAP_ANY;
		*out_length = far ? 3 : 1;
		return s;
	}
	return NULL;
}

/* Cuts a folded term at its gaps; returns how many parts there are, 0 when they are too many or none. */
static guint
cut_parts(char *folded, char *parts[PARTS_MAX], Gap gaps[PARTS_MAX])
{
	Gap gap = GAP_FAR, next = GAP_FAR;
	guint count = 0;

	for (char *part = folded; part; gap = next) {
		size_t length = 0;
		char *end = find_gap(part, &length, &next);

		if (end)
			*end = '\0';
		g_strstrip(part);
		if (*part) {
			if (count == PARTS_MAX)
				return 0;
			gaps[count] = gap;
			parts[count++] = part;
		}
		part = end ? end + length : NULL;
	}
	return count;
}

/* term = part *( ( "…" / "~" / "&" ) part ); part = alternatives */
static bool
add_term(Vocabulary *vocabulary, Row row, char *term, guint number, GError **error)
{
	g_autofree char *copy = NULL;
	char *folded = fold_cell(term, &copy);
	char *parts[PARTS_MAX];
	guint index = vocabulary->rows->len;

	row.parts = cut_parts(folded, parts, row.gaps);
	if (!row.parts)
		return refuse(error, number, "the term is empty or has too many parts", NULL);
	for (guint i = 2; i < row.parts; i++)
		if ((row.gaps[i] == GAP_ANY) != (row.gaps[1] == GAP_ANY))
			return refuse(error, number, "\"&\" is mixed with other gaps", NULL);
	if (index >= ROWS_MAX)
		return refuse(error, number, "too many rows", NULL);
	if (row.parts > 1)
		row.progress = vocabulary->several++;
	g_array_append_val(vocabulary->rows, row);
	for (guint i = 0; i < row.parts; i++)
		if (!add_alternatives(vocabulary, parts[i], (index << 3 | i) << 1, number, error))
			return false;
	return true;
}

static bool
read_category(Vocabulary *vocabulary, const char *id, const Policy *policy, guint *out_index, guint number,
	GError **error)
{
	bool is_ours = false;

	for (guint i = 0; i < OURS_COUNT; i++)
		is_ours |= !strcmp(id, ours[i]);
	if (!is_ours && policy && !policy_category(policy, id))
		return refuse(error, number,
			"there is no such category; name one of the settings, _urgent, _step, _complaint, "
			"_not_complaint or _mask",
			id);
	*out_index = category_index(vocabulary, id);
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

/* learned = "_learned" <tab> language <tab> ( "kinds" <tab> kinds / code <tab> runs of characters ) */
static bool
read_learned(Vocabulary *vocabulary, const char *code, const char *rest, guint number, GError **error)
{
	if (!vocabulary->learned)
		vocabulary->learned = learned_new();
	if (strcmp(code, "kinds") ? learned_add(vocabulary->learned, code, rest)
				  : learned_set_kinds(vocabulary->learned, rest))
		return true;
	return refuse(error, number,
		"a learned line needs a letter for each of the kinds that the first one names", code);
}

/* What the kinds mean here: those that are no category of `policy` say nothing. */
static void
place_learned(Vocabulary *vocabulary)
{
	for (guint k = 0; vocabulary->learned && k < learned_kinds(vocabulary->learned); k++) {
		const char *kind = learned_kind(vocabulary->learned, k);

		vocabulary->learned_as[k] = G_MAXUINT;
		for (guint i = 0; i < vocabulary->categories->len; i++)
			if (!strcmp(g_ptr_array_index(vocabulary->categories, i), kind))
				vocabulary->learned_as[k] = i;
	}
}

static bool
read_row(Vocabulary *vocabulary, char *line, const Policy *policy, guint number, GError **error)
{
	char *cells[4], *end = NULL, *plus;
	guint count = cut_cells(line, cells);
	Row row = { .also = G_MAXUINT };

	if (*cells[0] == '@')
		return count == 3
			       ? read_set(vocabulary, cells[0], cells[2], number, error)
			       : refuse(error, number,
					 "a set of words needs 3 columns: name, language, words", cells[0]);
	if (count != 4)
		return refuse(error, number,
			"4 columns are needed: category, language, weight, term, separated by tabs", NULL);
	if (!strcmp(cells[0], LEARNED))
		return read_learned(vocabulary, cells[2], cells[3], number, error);
	if (!strcmp(cells[0], MASK))
		return read_mask(vocabulary, cells[3], number, error);
	row.weight = g_ascii_strtod(cells[2], &end);
	if (end == cells[2] || *end || !(row.weight > 0 && row.weight <= 10))
		return refuse(error, number, "the weight is no number up to 10", cells[2]);
	plus = strchr(cells[0], '+');
	if (plus) {
		*plus = '\0';
		if (!read_category(vocabulary, plus + 1, policy, &row.also, number, error))
			return false;
	}
	return read_category(vocabulary, cells[0], policy, &row.category, number, error) &&
	       add_term(vocabulary, row, cells[3], number, error);
}

static Vocabulary *
vocabulary_empty(void)
{
	Vocabulary *vocabulary = g_new0(Vocabulary, 1);

	vocabulary->categories = g_ptr_array_new_with_free_func(g_free);
	vocabulary->rows = g_array_sized_new(FALSE, FALSE, sizeof(Row), 1024);
	vocabulary->words = g_array_sized_new(FALSE, FALSE, sizeof(Word), 16384);
	vocabulary->sets = g_array_new(FALSE, FALSE, sizeof(guint));
	vocabulary->links = g_array_sized_new(FALSE, FALSE, sizeof(Link), 16384);
	vocabulary->set_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	vocabulary->lexicon = lexicon_new();
	vocabulary->catch_all = vocabulary->grave = G_MAXUINT;
	for (guint i = 0; i < OURS_COUNT; i++)
		category_index(vocabulary, ours[i]);
	return vocabulary;
}

Vocabulary *
vocabulary_new(const char *text, const Policy *policy, GError **error)
{
	g_autoptr(Vocabulary) vocabulary = vocabulary_empty();
	g_autofree char *copy = g_strdup(text);
	guint number = 0;

	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "the text is not UTF-8");
		return NULL;
	}
	for (char *line = copy, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		number++;
		g_strchomp(line);
		if (*line && *line != '#' && !read_row(vocabulary, line, policy, number, error))
			return NULL;
	}
	place_learned(vocabulary);
	vocabulary->five = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->set_names, FIVE));
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
	g_clear_pointer(&vocabulary->words, g_array_unref);
	g_clear_pointer(&vocabulary->sets, g_array_unref);
	g_clear_pointer(&vocabulary->links, g_array_unref);
	g_clear_pointer(&vocabulary->set_names, g_hash_table_unref);
	lexicon_free(vocabulary->lexicon);
	learned_free(vocabulary->learned);
	g_free(vocabulary);
}
