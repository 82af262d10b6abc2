#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/store/overview.h"

#include <stdio.h>
#include <stdlib.h>

static const char *
label_of_category(const Ctl *ctl, const char *id)
{
	const Category *category = policy_category(ctl->settings->policy, id);

	return category ? category->label : id;
}

static void
list_json(const GPtrArray *cases)
{
	Json *json = json_new(true);

	json_open_array(json, NULL);
	for (guint i = 0; i < cases->len; i++) {
		const OverviewCase *kase = cases->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "number", kase->number);
		json_text(json, "state", state_name(kase->state));
		json_text(json, "category", *kase->category ? kase->category : NULL);
		json_text(json, "department", *kase->department ? kase->department : NULL);
		json_text(json, "handler", *kase->handler ? kase->handler : NULL);
		json_bool(json, "urgent", kase->urgent);
		json_bool(json, "supervised", kase->supervised);
		json_bool(json, "waiting_info", kase->waiting_info);
		json_bool(json, "confidential", kase->confidential);
		json_integer(json, "received_at", kase->received_at);
		json_text(json, "next_clock", kase->next_due ? clock_name(kase->due_kind) : NULL);
		json_integer(json, "next_due", kase->next_due);
		json_close(json);
	}
	json_close(json);
	ctl_print(json_finish(json));
}

static void
list_people(const Ctl *ctl, const GPtrArray *cases)
{
	static const char *const headings[] = { "CASE", "STATE", "CATEGORY", "HANDLER", "RECEIVED", "NEXT",
		"DUE", "", NULL };
	Columns *columns = columns_new(headings, 32);

	for (guint i = 0; i < cases->len; i++) {
		const OverviewCase *kase = cases->pdata[i];
		g_autofree char *received = ctl_moment(ctl, kase->received_at);
		g_autofree char *due = kase->next_due ? ctl_distance(ctl, kase->next_due) : g_strdup("");
		g_autofree char *marks =
			g_strconcat(kase->urgent ? "紧急 " : "", kase->supervised ? "督办 " : "",
				kase->waiting_info ? "待补充 " : "", kase->confidential ? "保密 " : "",
				kase->next_due && kase->next_due <= ctl->now ? "OVERDUE" : "", NULL);
		const char *cells[] = { kase->number, state_label(kase->state),
			label_of_category(ctl, kase->category), kase->handler, received,
			kase->next_due ? clock_label(kase->due_kind) : "", due, g_strchomp(marks) };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	if (cases->len == 0)
		printf("(no such case)\n");
}

CtlStatus
ctl_list(Ctl *ctl)
{
	const char *state = ctl_value(ctl, "--state");
	const char *limit = ctl_value(ctl, "--limit");
	OverviewFilter filter = {
		.open = ctl_flag(ctl, "--open"),
		.overdue = ctl_flag(ctl, "--overdue"),
		.urgent = ctl_flag(ctl, "--urgent"),
		.category = ctl_value(ctl, "--category"),
		.department = ctl_value(ctl, "--department"),
		.handler = ctl_value(ctl, "--handler"),
		.limit = limit ? atoi(limit) : 100,
	};
	g_autoptr(GPtrArray) cases = NULL;
	GError *error = NULL;

	if (!ctl_words(ctl, 0, 0))
		return CTL_UNABLE;
	if (state && (!state_from_name(state, &filter.state) || filter.state == STATE_NONE)) {
		ctl_complain("--state: \"%s\" is no state; one of:", state);
		for (int i = STATE_NONE + 1; i < STATE_COUNT; i++)
			fprintf(stderr, "  %-14s %s\n", state_name((CaseState)i), state_label((CaseState)i));
		return CTL_UNABLE;
	}
	if (limit && filter.limit < 1) {
		ctl_complain("--limit: \"%s\" is no number of cases", limit);
		return CTL_UNABLE;
	}
	if (!ctl_open(ctl, false))
		return CTL_UNABLE;
	cases = overview_cases(ctl->db, &filter, ctl->now, &error);
	if (!cases)
		return ctl_failed(error);
	if (ctl->json)
		list_json(cases);
	else
		list_people(ctl, cases);
	return CTL_OK;
}
