#include "templates/letter.h"
#include "templates/markup.h"

#include <string.h>

#define SUBJECT "Subject: "
#define GUARD "authenticated"
#define REPLY_ADDRESS "reply_address"
#define MAX_FILES 20 /* that one letter draws in */

static const char *const languages[] = { "zh-CN", "en", NULL };

struct LetterSet {
	GHashTable *templates; /* "zh-CN/M01" → Template, partials too */
	GHashTable *phrases;   /* "zh-CN/state.closed" → words */
	GHashTable *asked;     /* "M01" → set of the names that its templates ask for */
	GHashTable *sayings;   /* the same as Templates: a phrase may hold values */
};

#define LETTER_ERROR (g_quark_from_static_string("letter"))

void
letter_text_free(LetterText *letter)
{
	if (!letter)
		return;
	g_free(letter->subject);
	g_free(letter->text);
	g_free(letter->html);
	g_free(letter);
}

void
letter_set_free(LetterSet *set)
{
	if (!set)
		return;
	g_hash_table_unref(set->asked);
	g_hash_table_unref(set->templates);
	g_hash_table_unref(set->phrases);
	g_hash_table_unref(set->sayings);
	g_free(set);
}

/* ---- loading ---- */
typedef struct {
	LetterSet *set;
	LetterSource source;
	gpointer data;
	const char *language;
	const LetterRow *row;
	GHashTable *seen;  /* files checked for this letter */
	GHashTable *asked; /* names that this letter asks for, in any language */
	GError **error;
} Loader;

static bool refuse(const Loader *loader, const char *id, int line, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static bool
refuse(const Loader *loader, const char *id, int line, const char *format, ...)
{
	va_list arguments;
	g_autofree char *why = NULL;

	va_start(arguments, format);
	why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(loader->error, LETTER_ERROR, 0, "%s/%s.mustache:%d: %s", loader->language, id, line, why);
	return false;
}

static bool
is_listed(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (g_str_equal(*names, name))
			return true;
	return false;
}

static bool
is_known(const LetterRow *row, const char *name)
{
	return is_listed(letter_common_names, name) || is_listed(row->names, name);
}

bool
letter_asks(const LetterSet *set, const char *id, const char *name)
{
	GHashTable *asked = g_hash_table_lookup(set->asked, id);

	return asked && g_hash_table_contains(asked, name);
}

/* A member's name may stand alone inside the section of its list. */
static bool
use_is_known(const Loader *loader, const TemplateUse *use)
{
	if (is_known(loader->row, use->name))
		return true;
	for (const TemplateUse *within = use->within; within; within = within->within) {
		g_autofree char *member = g_strconcat(within->name, ".", use->name, NULL);

		if (g_str_equal(use->name, ".") || is_known(loader->row, member))
			return true;
	}
	return false;
}

static bool
use_is_guarded(const TemplateUse *use)
{
	for (const TemplateUse *within = use->within; within; within = within->within)
		if (within->kind == USE_SECTION && g_str_equal(within->name, GUARD))
			return true;
	return false;
}

static bool
check_use(const Loader *loader, const char *id, const TemplateUse *use, bool guarded)
{
	if (use->kind == USE_RAW)
		return refuse(loader, id, use->line, "{{{%s}}}: letters print no raw values", use->name);
	if (!use_is_known(loader, use))
		return refuse(
			loader, id, use->line, "letter %s has no name \"%s\"", loader->row->id, use->name);
	if (loader->row->to_anyone && !guarded && !use_is_guarded(use) &&
		is_listed(letter_sender_names, use->name))
		return refuse(loader, id, use->line,
			"\"%s\" is the sender's own: ask for it inside {{#%s}} only", use->name, GUARD);
	return true;
}

static const Template *
load_template(const Loader *loader, const char *id)
{
	g_autofree char *key = g_strdup_printf("%s/%s", loader->language, id);
	Template *template = g_hash_table_lookup(loader->set->templates, key);
	g_autoptr(GError) error = NULL;
	const char *source;
	g_autofree char *marked = NULL;

	if (template)
		return template;
	source = loader->source(id, loader->language, loader->data);
	if (!source) {
		refuse(loader, id, 1, "there is no such file");
		return NULL;
	}
	if (!g_utf8_validate(source, -1, NULL)) {
		refuse(loader, id, 1, "the file is not UTF-8");
		return NULL;
	}
	marked = markup_mark(source);
	template = template_parse(marked, &error);
	if (template)
		g_hash_table_insert(loader->set->templates, g_steal_pointer(&key), template);
	else
		g_set_error(loader->error, LETTER_ERROR, 0, "%s.mustache:%s", key,
			error->message + strlen("line "));
	return template;
}

/* "lines.n" → "lines": what the values must hold for it. New string. */
static char *
first_part(const char *name)
{
	return g_strndup(name, *name == '.' ? 1 : strcspn(name, "."));
}

/* Checks one file for the letter at hand, and whatever it draws in. Each file is seen at most twice a letter,
 * inside the guard and outside, so files that ask for each other come to an end. */
static bool
check_file(const Loader *loader, const char *id, bool guarded)
{
	const Template *template = load_template(loader, id);
	g_autoptr(GPtrArray) uses = NULL;

	if (!template)
		return false;
	uses = template_uses(template);
	for (unsigned i = 0; i < uses->len; i++) {
		const TemplateUse *use = g_ptr_array_index(uses, i);
		bool inside = guarded || use_is_guarded(use);

		if (use->kind != USE_PARTIAL) {
			if (!check_use(loader, id, use, guarded))
				return false;
			g_hash_table_add(loader->asked, first_part(use->name));
		} else if (g_hash_table_size(loader->seen) > MAX_FILES) {
			return refuse(loader, id, use->line, "letter %s draws in more than %d files",
				loader->row->id, MAX_FILES);
		} else if (g_hash_table_add(loader->seen, g_strconcat(inside ? "+" : "-", use->name, NULL)) &&
			   !check_file(loader, use->name, inside))
			return false;
	}
	return true;
}

/* The set of names that letter `id` asks for, empty at first; lent. What rendering itself needs is in it. */
static GHashTable *
asked_by(const LetterSet *set, const char *id)
{
	GHashTable *asked = g_hash_table_lookup(set->asked, id);

	if (!asked) {
		asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		g_hash_table_add(asked, g_strdup(GUARD));
		g_hash_table_add(asked, g_strdup(REPLY_ADDRESS));
		g_hash_table_insert(set->asked, g_strdup(id), asked);
	}
	return asked;
}

static bool
load_letter(Loader *loader, const LetterRow *row)
{
	bool good;

	loader->row = row;
	loader->asked = asked_by(loader->set, row->id);
	loader->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	good = check_file(loader, row->id, false);
	g_hash_table_unref(loader->seen);
	if (good && !g_str_has_prefix(loader->source(row->id, loader->language, loader->data), SUBJECT))
		return refuse(loader, row->id, 1, "a letter begins with \"%s\"", SUBJECT);
	return good;
}

static bool
add_phrase(const Loader *loader, const char *id, const char *name, const char *words, int line)
{
	g_autofree char *key = g_strdup_printf("%s/%s", loader->language, name);
	g_autoptr(GError) error = NULL;
	Template *template = NULL;

	if (g_hash_table_contains(loader->set->phrases, key))
		return refuse(loader, id, line, "\"%s\" is there twice", name);
	template = template_parse(words, &error);
	if (!template)
		return refuse(loader, id, line, "%s", error->message + strlen("line 1: "));
	g_hash_table_insert(loader->set->sayings, g_strdup(key), template);
	g_hash_table_insert(loader->set->phrases, g_steal_pointer(&key), g_strdup(words));
	return true;
}

/* phrases = { "#" comment / key "=" words / blank } */
static bool
load_phrases(const Loader *loader, const char *id)
{
	const char *source = loader->source(id, loader->language, loader->data);
	g_auto(GStrv) lines = NULL;

	if (!source)
		return refuse(loader, id, 1, "there is no such file");
	lines = g_strsplit(source, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		char *equals = strchr(lines[i], '=');

		if (!*g_strstrip(lines[i]) || *lines[i] == '#')
			continue;
		if (!equals)
			return refuse(loader, id, i + 1, "not \"key = words\"");
		*equals = '\0';
		if (!add_phrase(loader, id, g_strstrip(lines[i]), g_strstrip(equals + 1), i + 1))
			return false;
	}
	return true;
}

LetterSet *
letter_set_new(LetterSource source, gpointer data, GError **error)
{
	g_autoptr(LetterSet) set = g_new0(LetterSet, 1);
	Loader loader = { .set = set, .source = source, .data = data, .error = error };

	set->templates =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
	set->asked =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
	set->sayings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
	set->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (int i = 0; languages[i]; i++) {
		loader.language = languages[i];
		if (!load_phrases(&loader, "phrases") || !load_phrases(&loader, "report-phrases"))
			return NULL;
		for (const LetterRow *row = letter_rows; row->id; row++)
			if ((i == 0 || row->in_english) && !load_letter(&loader, row))
				return NULL;
	}
	return g_steal_pointer(&set);
}

/* ---- rendering ---- */
static const char *
pick_language(const char *language, bool in_english)
{
	return in_english && language && g_str_has_prefix(language, "en") ? languages[1] : languages[0];
}

typedef struct {
	const LetterSet *set;
	const char *language;
} PartialPlace;

static const Template *
find_partial(const char *name, gpointer data)
{
	const PartialPlace *place = data;
	g_autofree char *key = g_strconcat(place->language, "/", name, NULL);

	return g_hash_table_lookup(place->set->templates, key);
}

/* What a letter to an unproved sender may know. The templates were checked for it, but a promise as grave as
 * this one does not lean on a single check. */
static Value *
values_without_sender(const Value *values)
{
	Value *ours = value_copy(values);

	for (const char *const *name = letter_sender_names; *name; name++)
		value_remove(ours, *name);
	return ours;
}

LetterText *
letter_render(const LetterSet *set, const char *id, const char *language, const Value *values, GError **error)
{
	const LetterRow *row = letter_row(id);
	PartialPlace place = { .set = set };
	g_autofree char *key = NULL, *marked = NULL;
	g_autoptr(Value) ours = NULL;
	g_autoptr(Markup) markup = NULL;
	LetterText *letter;
	size_t subject;

	if (!row) {
		g_set_error(error, LETTER_ERROR, 1, "there is no letter %s", id);
		return NULL;
	}
	place.language = pick_language(language, row->in_english);
	key = g_strdup_printf("%s/%s", place.language, id);
	if (row->to_anyone && !value_is_true(value_get(values, GUARD)))
		values = ours = values_without_sender(values);
	marked = template_render(
		g_hash_table_lookup(set->templates, key), values, markup_value, find_partial, &place, error);
	if (!marked) {
		g_prefix_error(error, "%s: ", key);
		return NULL;
	}
	subject = strcspn(marked, "\n");
	markup = markup_new(marked + subject);
	letter = g_new0(LetterText, 1);
	letter->subject = markup_line(marked + strlen(SUBJECT), (gssize)(subject - strlen(SUBJECT)));
	letter->text = markup_text(markup);
	letter->html = markup_html(
		markup, place.language, value_words(value_get(values, REPLY_ADDRESS)), letter->subject);
	return letter;
}

/* ---- phrases ---- */
/* What stands under `key` for the language, else for Chinese; NULL: neither. */
static gconstpointer
find_by_language(GHashTable *table, const char *language, const char *key)
{
	g_autofree char *own = g_strconcat(pick_language(language, true), "/", key, NULL);
	g_autofree char *chinese = NULL;
	gconstpointer found = g_hash_table_lookup(table, own);

	if (found)
		return found;
	chinese = g_strconcat(languages[0], "/", key, NULL);
	return g_hash_table_lookup(table, chinese);
}

const char *
letter_phrase(const LetterSet *set, const char *language, const char *key)
{
	return find_by_language(set->phrases, language, key);
}

static void
set_number(Value *values, const char *name, int number, int digits)
{
	char words[16];

	g_snprintf(words, sizeof words, "%0*d", digits, number);
	value_set_text(values, name, words);
}

static void
set_phrase(const LetterSet *set, const char *language, Value *values, const char *name, int number)
{
	g_autofree char *key = g_strdup_printf("date.%s.%d", name, number);

	value_set_text(values, name, letter_phrase(set, language, key));
}

char *
letter_say(const LetterSet *set, const char *language, const char *key, const Value *values)
{
	const Template *template = find_by_language(set->sayings, language, key);
	char *words = template ? template_render(template, values, NULL, NULL, NULL, NULL) : NULL;

	return words ? words : g_strdup("");
}

static char *
moment_by(const LetterSet *set, const char *language, const char *key, int64_t at, GTimeZone *zone)
{
	g_autoptr(GDateTime) utc = at ? g_date_time_new_from_unix_utc(at) : NULL;
	g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, zone) : NULL;
	g_autoptr(Value) values = NULL;

	if (!local)
		return g_strdup("");
	values = value_record();
	set_number(values, "year", g_date_time_get_year(local), 1);
	set_number(values, "month", g_date_time_get_month(local), 1);
	set_number(values, "day", g_date_time_get_day_of_month(local), 1);
	set_number(values, "hour", g_date_time_get_hour(local), 2);
	set_number(values, "minute", g_date_time_get_minute(local), 2);
	set_phrase(set, language, values, "weekday", g_date_time_get_day_of_week(local));
	set_phrase(set, language, values, "monthname", g_date_time_get_month(local));
	return letter_say(set, language, key, values);
}

char *
letter_moment(const LetterSet *set, const char *language, int64_t at, GTimeZone *zone)
{
	return moment_by(set, language, "date.moment", at, zone);
}

char *
letter_day(const LetterSet *set, const char *language, int64_t at, GTimeZone *zone)
{
	return moment_by(set, language, "date.day", at, zone);
}
