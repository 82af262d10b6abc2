#include "workflow/improvement.h"

#include "workflow/day.h"

#include <string.h>

enum {
	OWNER_CHARACTERS = 12, /* longer words are no name */
	PARTS_MAX = 64,
};

static void
improvement_free(gpointer data)
{
	Improvement *item = data;

	g_free(item->words);
	g_free(item->owner);
	g_free(item);
}

/* "完成 2 已上线": the number; 0: an item of its own. */
static int
done_number(const char *line)
{
	static const char *const done[] = { "已完成", "完成", "done", NULL };
	const char *at = line;
	int number = 0;

	day_skip_spaces(&at);
	if (day_take_word(&at, done) < 0)
		return 0;
	day_skip_spaces(&at);
	return day_take_number(&at, &number) ? number : 0;
}

static bool
is_day(const char *word, const Calendar *calendar, int64_t since, GDate *out_day)
{
	const char *at = word;

	return day_take(&at, calendar, since, false, out_day) && !*at;
}

/* The blanks and slashes between words, at the end of which owner and day stand. */
static char **
split(const char *line)
{
	g_autofree char *plain = g_utf8_normalize(line, -1, G_NORMALIZE_NFKC);

	return g_strsplit_set(plain ? plain : "", "/ \t", PARTS_MAX);
}

static Improvement *
read_item(const char *line, const Calendar *calendar, int64_t since)
{
	Improvement *item = g_new0(Improvement, 1);
	g_auto(GStrv) parts = split(line);
	g_autoptr(GString) words = g_string_new(NULL);
	guint count = 0, owner = 0;

	g_date_clear(&item->due, 1);
	/* Empty pieces are two blanks in a row. */
	for (guint i = 0; parts[i]; i++) {
		if (*parts[i])
			parts[count++] = parts[i];
		else
			g_free(parts[i]);
	}
	for (guint i = count; i <= count; i++)
		parts[i] = NULL;
	owner = count;
	if (count > 1 && is_day(parts[count - 1], calendar, since, &item->due))
		owner = count - 1;
	else
		g_date_clear(&item->due, 1);
	/* A name alone at the end is one only where a day follows, or a slash stood before it. */
	if (owner > 1 && (g_date_valid(&item->due) || strchr(line, '/') || strstr(line, "／")) &&
		g_utf8_strlen(parts[owner - 1], -1) <= OWNER_CHARACTERS)
		item->owner = g_strdup(parts[--owner]);
	else
		item->owner = g_strdup("");
	for (guint i = 0; i < owner; i++)
		g_string_append_printf(words, "%s%s", i ? " " : "", parts[i]);
	item->words = g_strdup(words->str);
	return item;
}

GPtrArray *
improvement_list(const char *text, const Calendar *calendar, int64_t since)
{
	GPtrArray *items = g_ptr_array_new_with_free_func(improvement_free);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);

	for (char **line = lines; *line; line++) {
		int number = done_number(*line);

		if (number) {
			if (number <= (int)items->len)
				((Improvement *)items->pdata[number - 1])->done = true;
			continue;
		}
		if (*g_strstrip(*line))
			g_ptr_array_add(items, read_item(*line, calendar, since));
	}
	return items;
}
