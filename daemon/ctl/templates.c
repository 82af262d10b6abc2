#include "daemon/ctl/ctl.h"
#include "daemon/letters/letters.h"
#include "daemon/nearest.h"

#include <stdio.h>
#include <string.h>

/* What a preview shows; any other name shows itself in brackets, so that a gap is seen. */
static const struct {
	const char *name, *value;
} examples[] = {
	{ "institution", "示例培训学校" },
	{ "case_no", "C20261123-0007K" },
	{ "reply_address", "complaints+abcdefgh@school.test" },
	{ "received_at", "11月23日(周一)10:00" },
	{ "due_by", "11月24日(周二)18:00" },
	{ "contact_by", "11月24日(周二)18:00" },
	{ "complete_by", "12月4日(周五)" },
	{ "department", "教学部" },
	{ "category", "教学质量" },
	{ "cost", "200元" },
	{ "n", "1" },
};

static Value *
example(const char *name)
{
	g_autofree char *itself = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
		if (strcmp(examples[i].name, name) == 0)
			return value_text(examples[i].value);
	itself = g_strdup_printf("[%s]", name);
	return value_text(itself);
}

/* One record of the list `name`, from the rows named "name.member". */
static Value *
example_record(const char *name)
{
	Value *record = value_record();
	size_t length = strlen(name);

	for (const LetterName *row = letter_names; row->name; row++) {
		const char *member = row->name + length + 1;

		if (strncmp(row->name, name, length) != 0 || row->name[length] != '.')
			continue;
		value_set(record, member, row->kind == NAME_YES ? value_bool(true) : example(member));
	}
	return record;
}

/* `yes` are the names that are true, between commas. */
static Value *
example_values(const char *yes)
{
	g_auto(GStrv) truths = g_strsplit(yes ? yes : "", ",", -1);
	Value *values = value_record();

	for (const LetterName *row = letter_names; row->name; row++) {
		Value *list;

		if (strchr(row->name, '.'))
			continue;
		switch (row->kind) {
		case NAME_TEXT:
			value_set(values, row->name, example(row->name));
			break;
		case NAME_YES:
			value_set(values, row->name,
				value_bool(g_strv_contains((const char *const *)truths, row->name)));
			break;
		case NAME_LIST:
		case NAME_RECORDS:
			list = value_list();
			value_add(list,
				row->kind == NAME_LIST ? example(row->name) : example_record(row->name));
			value_set(values, row->name, list);
			break;
		}
	}
	return values;
}

/* The settings' folder when there are settings, else the built-in letters. NULL after saying why. */
static LetterSet *
load(Ctl *ctl, GError **error)
{
	const char *folder = NULL;

	if (ctl->config_given || g_file_test(ctl->config, G_FILE_TEST_EXISTS)) {
		ctl->settings = settings_load(ctl->config, error);
		if (!ctl->settings)
			return NULL;
		folder = ctl->settings->letters_directory;
	}
	return letters_load(folder, error);
}

static void
refuse_letter(const char *id)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *near;

	for (const LetterRow *row = letter_rows; row->id; row++)
		g_ptr_array_add(names, (gpointer)(uintptr_t)row->id);
	g_ptr_array_add(names, NULL);
	near = nearest_name(id, (const char *const *)names->pdata);
	ctl_complain("there is no letter %s%s%s; complaintctl templates list", id,
		near ? "; did you mean " : "", near ? near : "");
}

static void
list(void)
{
	for (const LetterRow *row = letter_rows; row->id; row++)
		printf("%-5s %s%s\n", row->id, row->purpose, row->in_english ? " (also in English)" : "");
}

static CtlStatus
preview(const LetterSet *letters, const char *id, const char *language, const char *yes, bool html)
{
	g_autoptr(Value) values = NULL;
	g_autoptr(LetterText) letter = NULL;
	GError *error = NULL;

	if (!letter_row(id)) {
		refuse_letter(id);
		return CTL_NONE;
	}
	values = example_values(yes);
	letter = letter_render(letters, id, language ? language : "zh-CN", values, &error);
	if (!letter) {
		ctl_failed(error);
		return CTL_WRONG;
	}
	if (html)
		fputs(letter->html, stdout);
	else
		printf("%s\n\n%s", letter->subject, letter->text);
	return CTL_OK;
}

CtlStatus
ctl_templates(Ctl *ctl)
{
	const char *language = ctl_value(ctl, "--language");
	const char *yes = ctl_value(ctl, "--yes");
	bool html = ctl_flag(ctl, "--html");
	g_autoptr(LetterSet) letters = NULL;
	GError *error = NULL;
	const char *what;

	if (!ctl_words(ctl, 1, 2))
		return CTL_UNABLE;
	what = ctl_word(ctl, 0);
	letters = load(ctl, &error);
	if (!letters) {
		ctl_failed(error);
		return CTL_WRONG;
	}
	if (strcmp(what, "check") == 0 && !ctl_word(ctl, 1)) {
		puts("all letters are in order, in both languages");
		return CTL_OK;
	}
	if (strcmp(what, "list") == 0 && !ctl_word(ctl, 1)) {
		list();
		return CTL_OK;
	}
	if (strcmp(what, "preview") == 0 && ctl_word(ctl, 1))
		return preview(letters, ctl_word(ctl, 1), language, yes, html);
	ctl_complain("templates: check | list | preview LETTER [--language en] [--yes NAME,…] [--html]");
	return CTL_UNABLE;
}
