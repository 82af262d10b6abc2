/* The letters that we ship, as they are sent; then what a broken template, an operator or a stranger may do.
 */
#include "daemon/letters/letters.h"
#include "tests/unit/check.h"
#include "tests/unit/letter_samples.h"
#include "workflow/figures/figures.h"
#include "workflow/step/step.h"

#include <string.h>

#define LINK "mailto:tousu%2Bmfrggzdfmztwq2lk@school.test?subject=Re%3A%20"

static LetterSet *letters;

static char *
name_of(const LetterSample *sample, const char *what)
{
	return g_strdup_printf("%s %s %s: %s", sample->language, sample->id, sample->variant, what);
}

static LetterText *
render(const LetterSample *sample, const Value *values)
{
	g_autoptr(GError) error = NULL;
	LetterText *letter = letter_render(letters, sample->id, sample->language, values, &error);
	g_autofree char *label = name_of(sample, "is rendered");

	check(letter != NULL, label, "%s", error ? error->message : "");
	return letter;
}

static const LetterSample *
sample_of(const char *id, const char *language, const char *variant)
{
	for (const LetterSample *sample = letter_samples; sample->id; sample++)
		if (g_str_equal(sample->id, id) && g_str_equal(sample->language, language) &&
			g_str_equal(sample->variant, variant))
			return sample;
	g_assert_not_reached();
}

/* ---- one source, two parts ---- */
/* What a reader sees of the HTML: no head, no tags, entities resolved. */
static char *
words_of_html(const char *html)
{
	static const struct {
		const char *entity;
		char means;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#39;", '\'' }, { "&#10;", ' ' }, { "&nbsp;", ' ' } };
	GString *words = g_string_new(NULL);

	for (const char *c = strstr(html, "<body"); *c; c++) {
		bool found = false;

		/* What a picture shows stands in its alt. */
		if (g_str_has_prefix(c, "<img ")) {
			c = strstr(c, "alt=\"") + strlen("alt=");
			continue;
		}
		if (g_str_has_prefix(c, "\">")) {
			c++;
			continue;
		}
		if (*c == '<') {
			c = strchr(c, '>');
			continue;
		}
		for (size_t i = 0; i < G_N_ELEMENTS(entities) && !found; i++)
			if (g_str_has_prefix(c, entities[i].entity)) {
				g_string_append_c(words, entities[i].means);
				c += strlen(entities[i].entity) - 1;
				found = true;
			}
		if (!found)
			g_string_append_c(words, *c);
	}
	return g_string_free(words, FALSE);
}

/* Without blanks and without the signs that stand for layout. */
static char *
bare(const char *words)
{
	GString *out = g_string_new(NULL);

	for (const char *c = words; *c;) {
		gunichar point = g_utf8_get_char(c);

		if (!g_unichar_isspace(point) && !g_utf8_strchr("■▌·：:>→-", -1, point))
			g_string_append_unichar(out, point);
		c += g_unichar_to_utf8(point, NULL);
	}
	return g_string_free(out, FALSE);
}

static void
check_same_words(const LetterSample *sample, const LetterText *letter)
{
	g_autofree char *seen = words_of_html(letter->html);
	g_autofree char *html = bare(seen), *text = bare(letter->text);
	g_autofree char *label = name_of(sample, "text and HTML say the same");

	check_text(label, html, text);
}

/* Every link opens a mail to our own reply address. */
static bool
links_are_ours(const char *html)
{
	for (const char *link = html; (link = strstr(link, "<a")); link++)
		if (!g_str_has_prefix(link, "<a href=\"" LINK))
			return false;
	return true;
}

static bool
has_control(const char *text)
{
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' && *c != '\n')
			return true;
	return strstr(text, "\u202e") || strstr(text, "\u200b");
}

static bool
names_nobody(const LetterSample *sample, const char *subject)
{
	static const char *const watched[] = { "as_admin_sup", "as_finance", "as_learner_rep", "as_manager" };

	for (size_t i = 0; i < G_N_ELEMENTS(watched); i++)
		if (strstr(sample->flags, watched[i]))
			return !strstr(subject, "林小雨") && !strstr(subject, "王建国") &&
			       !strstr(subject, "1203");
	return true;
}

static bool
is_report(const LetterSample *sample)
{
	return g_str_equal(sample->id, "M21") || g_str_equal(sample->id, "M22");
}

static void
check_sample(const LetterSample *sample)
{
	static const char *const remote[] = { "http:", "https:", "src=\"h", "src=\"/", "url(", "<link",
		"@import", "<script", "{{" };
	g_autoptr(Value) values = letter_sample_values(sample);
	g_autoptr(LetterText) letter = render(sample, values);
	g_autofree char *number = name_of(sample, "the subject begins with the case number");
	g_autofree char *nobody = name_of(sample, "supervisors' and managers' subjects name nobody");
	g_autofree char *own = name_of(sample, "the HTML holds nothing remote, no tag of Mustache");
	g_autofree char *sheet = name_of(sample, "its one style sheet is that of the night, and ours");
	g_autofree char *clean = name_of(sample, "no control character is left");
	g_autofree char *hole = name_of(sample, "no row or blank stands for something unknown");
	g_autofree char *links = name_of(sample, "links open a mail to us");
	const char *found = NULL;

	if (!letter)
		return;
	/* A digest is about no single case. */
	check(g_str_has_prefix(letter->subject, is_report(sample) ? "[" : "[C20261123-0007K] ") &&
			strlen(letter->subject) > 20,
		number, "%s", letter->subject);
	check(names_nobody(sample, letter->subject), nobody, "%s", letter->subject);
	for (size_t i = 0; i < G_N_ELEMENTS(remote); i++)
		if (strstr(letter->html, remote[i]))
			found = remote[i];
	check(!found, own, "it holds %s", found);
	check(strstr(letter->html, "<style>@media (prefers-color-scheme:dark){[style*=") ==
				strstr(letter->html, "<style") &&
			strstr(letter->html, "<style") == g_strrstr(letter->html, "<style"),
		sheet, "%s", letter->html);
	check(!has_control(letter->subject) && !has_control(letter->text) && !has_control(letter->html),
		clean, "%s", letter->text);
	check(!strstr(letter->text, "：\n\n■") && !strstr(letter->text, "()") &&
			!strstr(letter->text, "（）") && !strstr(letter->text, "“”") &&
			!strstr(letter->text, "\n：") && !strstr(letter->text, "\n\n\n"),
		hole, "%s", letter->text);
	check(links_are_ours(letter->html), links, "%s", letter->html);
	check_same_words(sample, letter);
}

/* ---- what is shipped ---- */
static void
check_shipped(void)
{
	static const char *const later[] = { "M25", NULL };

	for (int kind = LETTER_NONE + 1; kind < LETTER_COUNT; kind++) {
		const char *id = letter_name((LetterKind)kind);
		g_autofree char *label = g_strdup_printf("letter %s has a row", id);

		if (!g_strv_contains(later, id))
			check(letter_row(id) != NULL, label, "it has none");
	}
	for (const LetterRow *row = letter_rows; row->id; row++) {
		g_autofree char *label =
			g_strdup_printf("%s: its names have a meaning, and a sample shows it", row->id);
		const char *stranger = "(no sample)";

		for (const LetterSample *sample = letter_samples; sample->id; sample++)
			if (g_str_equal(sample->id, row->id))
				stranger = NULL;
		for (const char *const *name = row->names; *name; name++) {
			const LetterName *meaning = letter_names;

			while (meaning->name && !g_str_equal(meaning->name, *name))
				meaning++;
			if (!meaning->name)
				stranger = *name;
		}
		check(!stranger, label, "%s", stranger);
	}
}

/* Every file of the folder is in the program. */
static void
check_files(const char *language)
{
	g_autofree char *folder = g_strconcat("templates/", language, NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *file;

	while (dir && (file = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, file, NULL);
		g_autofree char *id = g_strndup(file, strlen(file) - strlen(".mustache"));
		g_autofree char *label = g_strdup_printf("%s is built in", path);
		g_autofree char *want = NULL;

		g_file_get_contents(path, &want, NULL, NULL);
		check(g_strcmp0(letters_builtin(id, language, NULL), want) == 0, label,
			"it is missing from letters.gresource.xml, or differs");
	}
}

static void
check_phrases_of(const char *group, const char *name)
{
	g_autofree char *key = g_strdup_printf("%s.%s", group, name);
	g_autofree char *label = g_strdup_printf("there is a phrase %s", key);
	const char *words = letter_phrase(letters, "zh", key);

	check(words && *words, label, "there is none");
}

static void
check_phrases(void)
{
	for (FigureId id = 0; id < FIGURE_COUNT; id++) {
		g_autofree char *definition = g_strconcat(figure_rows[id].id, ".is", NULL);

		check_phrases_of("figure", figure_rows[id].id);
		check_phrases_of("figure", definition);
	}
	for (int i = STATE_NONE + 1; i < STATE_COUNT; i++)
		check_phrases_of("state", state_name((CaseState)i));
	for (int i = 0; i < CLOCK_COUNT; i++)
		check_phrases_of("clock", clock_name((ClockKind)i));
	for (int i = 0; i < ROLE_COUNT; i++)
		check_phrases_of("role", role_name((Role)i));
	for (int i = REFUSAL_NONE + 1; i < REFUSAL_COUNT; i++)
		check_phrases_of("refusal", refusal_name((Refusal)i));
	for (int i = SATISFACTION_SATISFIED; i <= SATISFACTION_SILENT; i++) {
		g_autofree char *level = g_strdup_printf("%d", i);

		check_phrases_of("satisfaction", level);
	}
	check_text("a phrase in English", letter_phrase(letters, "en", "state.closed"), "closed");
	check_text("a phrase that English lacks is said in Chinese",
		letter_phrase(letters, "en", "refusal.no-text"),
		letter_phrase(letters, "zh-CN", "refusal.no-text"));
	check_text("a phrase that nobody wrote", letter_phrase(letters, "zh-CN", "no.such"), NULL);
}

static void
check_moments(void)
{
	static const struct {
		const char *label, *language, *zone;
		int64_t at;
		const char *moment, *day;
	} rows[] = {
		{ "a moment in Chinese", "zh-CN", "Asia/Shanghai", 1795514400, "11月24日(周二)18:00",
			"11月24日(周二)" },
		{ "a moment in English", "en", "Asia/Shanghai", 1795514400, "Tue 24 November, 18:00",
			"Tue 24 November" },
		{ "another language is told in Chinese", "fr", "Asia/Shanghai", 1795514400,
			"11月24日(周二)18:00", "11月24日(周二)" },
		{ "the same moment in another zone", "zh-CN", "UTC", 1795514400, "11月24日(周二)10:00",
			"11月24日(周二)" },
		{ "one digit where one is enough, two in the hour", "zh-CN", "Asia/Shanghai", 1772327100,
			"3月1日(周日)09:05", "3月1日(周日)" },
		{ "no moment", "zh-CN", "Asia/Shanghai", 0, "", "" },
		{ "a moment past all calendars", "zh-CN", "Asia/Shanghai", INT64_MAX, "", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(rows[i].zone);
		g_autofree char *moment = letter_moment(letters, rows[i].language, rows[i].at, zone);
		g_autofree char *day = letter_day(letters, rows[i].language, rows[i].at, zone);

		check_text(rows[i].label, moment, rows[i].moment);
		check_text(rows[i].label, day, rows[i].day);
	}
}

/* ---- broken templates ---- */
typedef struct {
	const char *label;
	const char *language, *id, *source; /* NULL: the file is gone */
	const char *error;                  /* NULL: it is fine */
} Broken;

static const char *
broken_source(const char *id, const char *language, gpointer data)
{
	const Broken *row = data;

	if (g_str_equal(id, row->id) && g_str_equal(language, row->language))
		return row->source;
	return letters_builtin(id, language, NULL);
}

static const Broken broken[] = {
	{ "the letters as shipped", "", "", "", NULL },
	{ "a letter that an operator wrote", "zh-CN", "M03", "Subject: [{{case_no}}]\n> {{reason}}\n", NULL },
	{ "a missing letter is named", "zh-CN", "M14", NULL, "zh-CN/M14.mustache:1: there is no such file" },
	{ "a missing English letter is named", "en", "M14", NULL,
		"en/M14.mustache:1: there is no such file" },
	{ "English staff letters need not be there", "en", "M20", NULL, NULL },
	{ "an unknown name is told with its line", "zh-CN", "M03", "Subject: x\n\n{{reasn}}\n",
		"zh-CN/M03.mustache:3: letter M03 has no name \"reasn\"" },
	{ "a name of another letter is unknown", "zh-CN", "M03", "Subject: x\n{{phone}}",
		"zh-CN/M03.mustache:2: letter M03 has no name \"phone\"" },
	{ "a section's name counts, too", "en", "M03", "Subject: x\n\n\n{{#foo}}{{/foo}}",
		"en/M03.mustache:4: letter M03 has no name \"foo\"" },
	{ "a member stands inside its list alone", "zh-CN", "M02", "Subject: x\n{{label}}",
		"zh-CN/M02.mustache:2: letter M02 has no name \"label\"" },
	{ "a dot needs a section", "zh-CN", "M02", "Subject: x\n{{.}}",
		"zh-CN/M02.mustache:2: letter M02 has no name \".\"" },
	{ "raw values are refused", "zh-CN", "M03", "Subject: x\n{{{reason}}}",
		"zh-CN/M03.mustache:2: {{{reason}}}: letters print no raw values" },
	{ "raw values by ampersand are refused", "zh-CN", "M03", "Subject: x\n{{&reason}}",
		"zh-CN/M03.mustache:2: {{{reason}}}: letters print no raw values" },
	{ "a letter without subject is refused", "zh-CN", "M03", "# x\n",
		"zh-CN/M03.mustache:1: a letter begins with \"Subject: \"" },
	{ "an empty letter is refused", "zh-CN", "M03", "",
		"zh-CN/M03.mustache:1: a letter begins with \"Subject: \"" },
	{ "a tag that is not closed is told with its line", "zh-CN", "M03", "Subject: x\n{{reason\n",
		"zh-CN/M03.mustache:2: a tag is not closed, \"}}\" is missing" },
	{ "a partial that is not there is named", "zh-CN", "M03", "Subject: x\n{{>foot}}",
		"zh-CN/foot.mustache:1: there is no such file" },
	{ "a partial's unknown name is told with the partial's line", "zh-CN", "footer-staff", "\n{{phon}}\n",
		"zh-CN/footer-staff.mustache:2: letter M04 has no name \"phon\"" },
	{ "a partial is checked for each letter that draws it in", "zh-CN", "footer-learner",
		"{{receivd}}{{phone}}",
		"zh-CN/footer-learner.mustache:1: letter M01 has no name \"receivd\"" },
	{ "bytes that are no UTF-8 are refused", "zh-CN", "M03", "Subject: \xc4\xe3",
		"zh-CN/M03.mustache:1: the file is not UTF-8" },
	{ "M01 may not echo outside its guard", "zh-CN", "M01", "Subject: x\n\n{{learner_name}}",
		"zh-CN/M01.mustache:3: \"learner_name\" is the sender's own: ask for it inside "
		"{{#authenticated}} only" },
	{ "M01 may not echo in its subject", "en", "M01", "Subject: {{content}}",
		"en/M01.mustache:1: \"content\" is the sender's own: ask for it inside {{#authenticated}} "
		"only" },
	{ "the guard turned round is no guard", "zh-CN", "M01",
		"Subject: x\n{{^authenticated}}{{phone}}{{/authenticated}}",
		"zh-CN/M01.mustache:2: \"phone\" is the sender's own: ask for it inside {{#authenticated}} "
		"only" },
	{ "a list's guard is asked for, too", "zh-CN", "M01",
		"Subject: x\n{{#attachments}}{{.}}{{/attachments}}",
		"zh-CN/M01.mustache:2: \"attachments\" is the sender's own: ask for it inside "
		"{{#authenticated}} only" },
	{ "a partial is outside the guard where it is drawn in outside", "zh-CN", "M01",
		"Subject: x\n{{>person}}",
		"zh-CN/person.mustache:1: \"learner_name\" is the sender's own: ask for it inside "
		"{{#authenticated}} only" },
	{ "a partial is inside the guard where it is drawn in inside", "zh-CN", "M01",
		"Subject: x\n{{#authenticated}}\n{{>person}}\n{{/authenticated}}", NULL },
	{ "a partial that is drawn in inside and outside is outside", "zh-CN", "M01",
		"Subject: x\n{{#authenticated}}\n{{>person}}\n{{/authenticated}}\n{{>person}}",
		"zh-CN/person.mustache:1: \"learner_name\" is the sender's own: ask for it inside "
		"{{#authenticated}} "
		"only" },
	{ "a partial that draws in itself comes to an end", "zh-CN", "header", "{{>header}}", NULL },
	{ "a phrase without words", "zh-CN", "phrases", "# x\n\nstate.closed\n",
		"zh-CN/phrases.mustache:3: not \"key = words\"" },
	{ "a phrase that is there twice", "en", "phrases", "a = 1\nb = 2\na = 3\n",
		"en/phrases.mustache:3: \"a\" is there twice" },
	{ "no phrases at all", "zh-CN", "phrases", NULL, "zh-CN/phrases.mustache:1: there is no such file" },
};

static void
check_broken(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		Broken row = broken[i];
		g_autoptr(GError) error = NULL;
		g_autoptr(LetterSet) set = letter_set_new(broken_source, &row, &error);

		check_text(row.label, set ? NULL : error->message, row.error);
	}
}

/* ---- strangers ---- */
/* The HTML's tags without line breaks and without what a button is made of. */
static char *
tags_of(const char *html)
{
	GString *tags = g_string_new(NULL);

	for (const char *c = html; (c = strchr(c, '<')); c++) {
		size_t length = strcspn(c, " >");

		if (!g_str_has_prefix(c, "<br>") && !g_str_has_prefix(c, "<a ") &&
			!g_str_has_prefix(c, "</a>") && !g_str_has_prefix(c, "<b>") &&
			!g_str_has_prefix(c, "</b>"))
			g_string_append_len(tags, c, (gssize)length);
	}
	return g_string_free(tags, FALSE);
}

static int
count_of(const char *text, const char *what)
{
	int count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

/* `values` with `words` for each text that is there. */
static Value *
all_said(const Value *values, const char *words)
{
	Value *said = value_copy(values);

	for (const LetterName *name = letter_names; name->name; name++) {
		const Value *value = value_get(values, name->name);
		g_autofree char *prefix = g_strconcat(name->name, ".", NULL);
		Value *list;

		if (!value || !value_is_true(value) || g_str_equal(name->name, "reply_address"))
			continue;
		if (name->kind == NAME_TEXT)
			value_set_text(said, name->name, words);
		if (name->kind != NAME_LIST && name->kind != NAME_RECORDS)
			continue;
		list = value_list();
		for (unsigned i = 0; i < value_length(value); i++) {
			Value *item =
				name->kind == NAME_LIST ? value_text(words) : value_copy(value_at(value, i));

			for (const LetterName *member = name; member->name && name->kind == NAME_RECORDS;
				member++)
				if (g_str_has_prefix(member->name, prefix) && member->kind == NAME_TEXT &&
					value_is_true(value_get(item, member->name + strlen(prefix))))
					value_set_text(item, member->name + strlen(prefix), words);
			value_add(list, item);
		}
		value_set(said, name->name, list);
	}
	return said;
}

static void
check_hostile(const LetterSample *sample)
{
	static const char hostile[] =
		"\n# heading\n- item\n\n=> x | y\n| a | b |\n! call\n> q\n~ s\n---\n= b | c\nSubject: z\n"
		"<a href=\"http://evil.test\">x</a><img "
		"src=x>\x01\x02\x03\x04\x05\x06\x0b\x0e\x0f\x10\x1c\x1d|\r\n\r\n"
		"{{case_no}}{{#measures}} \xe2\x80\xae\xe2\x80\x8b\xe2\x81\xa6\xff\xfe&lt;\x7f\"' "
		"</td></table>";
	g_autoptr(Value) values = letter_sample_values(sample);
	g_autoptr(Value) bad = all_said(values, hostile), good = all_said(values, "harmless words");
	g_autoptr(LetterText) got = render(sample, bad), want = render(sample, good);
	g_autofree char *shape = name_of(sample, "no value forms markup");
	g_autofree char *links = name_of(sample, "no value forms a link");
	g_autofree char *heads = name_of(sample, "no value forms a heading of the text");
	g_autofree char *clean = name_of(sample, "no value brings a control character");
	g_autofree char *got_tags = NULL, *want_tags = NULL;

	if (!got || !want)
		return;
	got_tags = tags_of(got->html);
	want_tags = tags_of(want->html);
	check_text(shape, got_tags, want_tags);
	check(links_are_ours(got->html) && count_of(got->html, "<a ") <= count_of(want->html, "<a "), links,
		"%s", got->html);
	check_int(heads, count_of(got->text, "■"), count_of(want->text, "■"));
	check(!has_control(got->subject) && !has_control(got->text) && !has_control(got->html) &&
			!strchr(got->subject, '\n') && g_utf8_strlen(got->subject, -1) <= 201 &&
			g_utf8_validate(got->html, -1, NULL),
		clean, "%s", got->subject);
	check_same_words(sample, got);
}

/* P19: what a letter to an unproved sender says does not depend on a byte that the sender chose. */
static void
check_unproved(void)
{
	for (const LetterSample *sample = letter_samples; sample->id; sample++) {
		g_autoptr(Value) values = NULL, other = NULL;
		g_autoptr(LetterText) want = NULL, got = NULL;
		g_autofree char *label = name_of(sample, "P19: an unproved sender's bytes change nothing");

		if (!letter_row(sample->id)->to_anyone)
			continue;
		values = letter_sample_values(sample);
		value_set(values, "authenticated", value_bool(false));
		other = value_copy(values);
		for (const char *const *name = letter_sender_names; *name; name++) {
			Value *list = value_list();

			value_add(list, value_text("窃听者"));
			value_set(other, *name,
				value_kind(value_get(values, *name)) == VALUE_LIST ? list
										   : value_text("窃听者"));
			if (value_kind(value_get(values, *name)) != VALUE_LIST)
				value_free(list);
		}
		want = render(sample, values);
		got = render(sample, other);
		check(g_str_equal(got->subject, want->subject) && g_str_equal(got->text, want->text) &&
				g_str_equal(got->html, want->html) && !strstr(got->text, "林小雨"),
			label, "%s", got->text);
	}
}

static void
check_big(void)
{
	const LetterSample *sample = sample_of("M04", "zh-CN", "");
	g_autoptr(Value) values = letter_sample_values(sample);
	g_autoptr(GString) words = g_string_new(NULL);
	g_autoptr(LetterText) letter = NULL, refused = NULL, long_subject = NULL;
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 1 << 20; i++)
		g_string_append_c(words, i % 61 ? '<' : '\n');
	value_set_text(values, "content", words->str);
	letter = render(sample, values);
	check(letter && strlen(letter->html) > 4u << 20, "a megabyte of words is shown whole", "it is not");
	for (int i = 0; i < 2; i++)
		g_string_append(words, words->str);
	g_string_append(words, words->str);
	value_set_text(values, "content", words->str);
	refused = letter_render(letters, "M04", "zh-CN", values, &error);
	check_text("more than four is refused", refused ? "" : error->message,
		"zh-CN/M04: the text grows past 4 MiB");
	g_string_truncate(words, 0);
	for (int i = 0; i < 1000; i++)
		g_string_append(words, "教");
	value_set_text(values, "content", "");
	value_set_text(values, "category", words->str);
	long_subject = render(sample, values);
	check(long_subject && g_utf8_strlen(long_subject->subject, -1) == 201 &&
			g_str_has_suffix(long_subject->subject, "教…"),
		"a subject of a thousand Chinese characters is cut at a character", "%s",
		long_subject ? long_subject->subject : "");
}

static void
check_has(
	const char *label, const LetterSample *sample, const char *name, const char *value, const char *html)
{
	g_autoptr(Value) values = letter_sample_values(sample);
	g_autoptr(LetterText) letter = NULL;

	if (name)
		value_set_text(values, name, value);
	letter = render(sample, values);
	check(letter && strstr(letter->html, html), label, "%s\nis not in\n%s", html,
		letter ? letter->html : "");
}

static void
check_buttons(void)
{
	const LetterSample *plan = sample_of("M08", "en", ""), *order = sample_of("M04", "zh-CN", "");
	const LetterSample *receipt = sample_of("M23", "zh-CN", "refused");
	static const char *const addresses[] = { "", "nobody", "a@b\" onclick=\"x", "a@b.test?bcc=c@d.test",
		"a b@c.test", "a@b.test\r\nBcc: c@d.test", "学@b.test", "javascript:a@b" };

	check_has("an answer's button types the digit, everything encoded", plan, NULL, NULL,
		"<a "
		"href=\"mailto:tousu%2Bmfrggzdfmztwq2lk@school.test?subject=Re%3A%20%5BC20261123-0007K%5D%"
		"20Our%20"
		"plan%20for%20you%3A%20please%20reply%201%20or%202&amp;body=1\"");
	check_has("a command's button leaves out what the reader writes", order, NULL, NULL,
		"&amp;body=%23%E8%81%94%E7%B3%BB%20%E7%94%B5%E8%AF%9D%20\"");
	check_has("lines of a corrected block end in CRLF", receipt, "corrected", "#a\n#b",
		"&amp;body=%23a%0D%0A%23b\"");
	check_has("what a value says in dots stays", receipt, "corrected", "#a …",
		"&amp;body=%23a%20%E2%80%A6\"");
	for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_autoptr(Value) values = letter_sample_values(plan);
		g_autoptr(LetterText) letter = NULL;
		g_autofree char *label = g_strdup_printf("no button leads to \"%s\"", addresses[i]);
		g_autofree char *printed = g_strescape(label, NULL);

		value_set_text(values, "reply_address", addresses[i]);
		letter = render(plan, values);
		check(letter && !strstr(letter->html, "<a") && strstr(letter->html, "I do not agree"),
			printed, "%s", letter ? letter->html : "");
	}
}

static void
check_languages(void)
{
	g_autoptr(Value) values = letter_sample_values(sample_of("M20", "zh-CN", ""));
	g_autoptr(Value) learner = letter_sample_values(sample_of("M14", "en", ""));
	g_autoptr(LetterText) staff = letter_render(letters, "M20", "en", values, NULL);
	g_autoptr(LetterText) english = letter_render(letters, "M14", "en-GB", learner, NULL);
	g_autoptr(LetterText) chinese = letter_render(letters, "M14", "zh", learner, NULL);
	g_autoptr(LetterText) unset = letter_render(letters, "M14", NULL, learner, NULL);
	g_autoptr(LetterText) unknown = letter_render(letters, "M99", "zh", learner, NULL);

	check(staff && strstr(staff->html, "lang=\"zh-CN\""), "a staff letter is Chinese whatever is asked",
		"no");
	check(english && strstr(english->html, "lang=\"en\""), "English of any country is English", "no");
	check(chinese && strstr(chinese->html, "lang=\"zh-CN\""), "zh is Chinese", "no");
	check(unset && strstr(unset->html, "lang=\"zh-CN\""), "no language is Chinese", "no");
	check(!unknown, "there is no letter M99", "there is one");
}

int
main(void)
{
	g_autoptr(GError) error = NULL;

	letters = letter_set_new(letters_builtin, NULL, &error);
	if (!check(letters != NULL, "the built-in letters load", "%s", error ? error->message : ""))
		return check_done();
	check_shipped();
	check_files("zh-CN");
	check_files("en");
	check_phrases();
	check_moments();
	for (const LetterSample *sample = letter_samples; sample->id; sample++) {
		check_sample(sample);
		check_hostile(sample);
	}
	check_unproved();
	check_big();
	check_buttons();
	check_languages();
	check_broken();
	letter_set_free(letters);
	return check_done();
}
