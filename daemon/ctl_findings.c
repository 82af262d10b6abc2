#include "daemon/ctl_findings.h"

#include "daemon/columns.h"
#include "daemon/json.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct {
	FindingLevel level;
	const char *subject;
	char *text;
} Finding;

struct Findings {
	GPtrArray *list; /* Finding * */
	int counts[FOUND_WRONG + 1];
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
	finding->subject = subject;
	va_start(arguments, format);
	finding->text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(findings->list, finding);
	findings->counts[level]++;
}

static void
print_json(const Findings *findings)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", findings->counts[FOUND_WRONG] == 0);
	json_open_array(json, "findings");
	for (guint i = 0; i < findings->list->len; i++) {
		const Finding *finding = findings->list->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "level", level_names[finding->level]);
		json_text(json, "subject", finding->subject);
		json_text(json, "text", finding->text);
		json_close(json);
	}
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
print_people(const Findings *findings)
{
	static const char *const headings[] = { "", "", "", NULL };
	Columns *columns = columns_new(headings, 0);

	for (guint i = 0; i < findings->list->len; i++) {
		const Finding *finding = findings->list->pdata[i];
		const char *cells[] = { level_names[finding->level], finding->subject, finding->text };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	printf("%d wrong, %d warnings\n", findings->counts[FOUND_WRONG], findings->counts[FOUND_WARNING]);
}

CtlStatus
findings_print(const Findings *findings, bool json)
{
	if (json)
		print_json(findings);
	else
		print_people(findings);
	return findings->counts[FOUND_WRONG] ? CTL_WRONG : CTL_OK;
}
