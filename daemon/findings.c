#include "daemon/findings.h"

#include <stdarg.h>
#include <string.h>

struct Findings {
	GPtrArray *list; /* Finding * */
	int counts[FOUND_COUNT];
};

static const char *const level_names[] = {
	[FOUND_GOOD] = "ok",
	[FOUND_WARNING] = "warning",
	[FOUND_WRONG] = "wrong",
};

static void
finding_free(gpointer data)
{
	Finding *finding = data;

	g_free(finding->subject);
	g_free(finding->text);
	g_free(finding);
}

Findings *
findings_new(void)
{
	Findings *findings = g_new0(Findings, 1);

	findings->list = g_ptr_array_new_with_free_func(finding_free);
	return findings;
}

void
findings_free(Findings *findings)
{
	if (!findings)
		return;
	g_ptr_array_unref(findings->list);
	g_free(findings);
}

void
findings_add(Findings *findings, FindingLevel level, const char *subject, const char *format, ...)
{
	Finding *finding = g_new0(Finding, 1);
	va_list arguments;

	finding->level = level;
	finding->subject = g_strdup(subject);
	va_start(arguments, format);
	finding->text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(findings->list, finding);
	findings->counts[level]++;
}

const GPtrArray *
findings_list(const Findings *findings)
{
	return findings->list;
}

int
findings_count(const Findings *findings, FindingLevel level)
{
	return findings->counts[level];
}

const char *
finding_level_name(FindingLevel level)
{
	return level_names[level];
}

/* line = level TAB subject TAB text */
char *
findings_format(const Findings *findings)
{
	GString *lines = g_string_new(NULL);

	for (guint i = 0; i < findings->list->len; i++) {
		const Finding *finding = findings->list->pdata[i];
		g_autofree char *text = g_strdelimit(g_strdup(finding->text), "\n\t", ' ');

		g_string_append_printf(
			lines, "%s\t%s\t%s\n", level_names[finding->level], finding->subject, text);
	}
	return g_string_free(lines, FALSE);
}

static bool
add_line(Findings *findings, const char *line)
{
	g_auto(GStrv) parts = g_strsplit(line, "\t", 3);

	for (FindingLevel level = 0; level < FOUND_COUNT && g_strv_length(parts) == 3; level++)
		if (strcmp(parts[0], level_names[level]) == 0) {
			findings_add(findings, level, parts[1], "%s", parts[2]);
			return true;
		}
	return false;
}

bool
findings_add_lines(Findings *findings, const char *lines)
{
	g_auto(GStrv) each = g_strsplit(lines, "\n", -1);

	for (char **line = each; *line; line++)
		if (**line && !add_line(findings, *line))
			return false;
	return true;
}
