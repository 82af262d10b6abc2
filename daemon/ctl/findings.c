#include "daemon/ctl/findings.h"

#include "daemon/ctl/columns.h"
#include "daemon/ctl/json.h"

#include <stdio.h>

static void
print_json(const Findings *findings)
{
	const GPtrArray *list = findings_list(findings);
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_bool(json, "ok", findings_count(findings, FOUND_WRONG) == 0);
	json_open_array(json, "findings");
	for (guint i = 0; i < list->len; i++) {
		const Finding *finding = list->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "level", finding_level_name(finding->level));
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
	const GPtrArray *list = findings_list(findings);
	Columns *columns = columns_new(headings, 0);

	for (guint i = 0; i < list->len; i++) {
		const Finding *finding = list->pdata[i];
		const char *cells[] = { finding_level_name(finding->level), finding->subject, finding->text };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	printf("%d wrong, %d warnings\n", findings_count(findings, FOUND_WRONG),
		findings_count(findings, FOUND_WARNING));
}

CtlStatus
findings_print(const Findings *findings, bool json)
{
	if (json)
		print_json(findings);
	else
		print_people(findings);
	return findings_count(findings, FOUND_WRONG) ? CTL_WRONG : CTL_OK;
}
