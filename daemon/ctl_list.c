#include "daemon/columns.h"
#include "daemon/ctl.h"
#include "daemon/inbound.h"
#include "daemon/json.h"
#include "daemon/outbox.h"
#include "daemon/overview.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- list ---- */

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
		g_autofree char *marks = g_strconcat(kase->urgent ? "紧急 " : "",
			kase->supervised ? "督办 " : "", kase->waiting_info ? "待补充 " : "",
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

/* ---- status ---- */

typedef struct {
	Overview *overview;
	int64_t fates[FATE_COUNT];
	int64_t letters[OUTBOX_COUNT];
} Status;

static int64_t
open_cases(const Overview *overview)
{
	int64_t count = 0;

	for (int state = STATE_RECEIVED; state < STATE_CLOSED; state++)
		count += overview->cases[state];
	return count;
}

static void
status_json(const Ctl *ctl, const Status *status)
{
	const Overview *overview = status->overview;
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_integer(json, "now", ctl->now);
	json_open_object(json, "cases");
	for (int state = STATE_NONE + 1; state < STATE_COUNT; state++)
		json_integer(json, state_name((CaseState)state), overview->cases[state]);
	json_close(json);
	json_integer(json, "open", open_cases(overview));
	json_integer(json, "overdue_clocks", overview->overdue);
	json_open_object(json, "mail");
	for (int fate = 0; fate < FATE_COUNT; fate++)
		json_integer(json, fate_name((Fate)fate), status->fates[fate]);
	json_close(json);
	json_integer(json, "oldest_waiting_mail", overview->oldest_waiting);
	json_open_object(json, "letters");
	for (int state = 0; state < OUTBOX_COUNT; state++)
		json_integer(json, outbox_state_name((OutboxState)state), status->letters[state]);
	json_close(json);
	json_integer(json, "oldest_waiting_letter", overview->oldest_letter);
	json_integer(json, "last_sent", overview->last_sent);
	json_open_array(json, "mailboxes");
	for (guint i = 0; i < overview->mailboxes->len; i++) {
		const OverviewMailbox *mailbox = overview->mailboxes->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "name", mailbox->name);
		json_integer(json, "uid_validity", mailbox->uid_validity);
		json_integer(json, "next_uid", mailbox->next_uid);
		json_integer(json, "changed_at", mailbox->changed_at);
		json_close(json);
	}
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
add_row(Columns *columns, const char *what, char *value, const char *remark)
{
	const char *cells[] = { what, value, remark };

	columns_row(columns, cells);
	g_free(value);
}

static char *
number(int64_t value)
{
	return g_strdup_printf("%" G_GINT64_FORMAT, value);
}

static void
status_mail(const Ctl *ctl, const Status *status, Columns *columns)
{
	const Overview *overview = status->overview;

	for (guint i = 0; i < overview->mailboxes->len; i++) {
		const OverviewMailbox *mailbox = overview->mailboxes->pdata[i];
		g_autofree char *what = g_strdup_printf("mailbox %s", mailbox->name);
		g_autofree char *since = ctl_distance(ctl, mailbox->changed_at);
		g_autofree char *remark = g_strdup_printf("last moved %s", since);

		add_row(columns, what, g_strdup_printf("UID %" G_GINT64_FORMAT, mailbox->next_uid - 1),
			remark);
	}
	if (overview->mailboxes->len == 0)
		add_row(columns, "mailboxes", g_strdup("–"), "nothing was fetched yet");
	if (status->fates[FATE_NONE]) {
		g_autofree char *since = ctl_distance(ctl, overview->oldest_waiting);
		g_autofree char *remark = g_strdup_printf("the oldest arrived %s", since);

		add_row(columns, "mail not yet read", number(status->fates[FATE_NONE]), remark);
	} else {
		add_row(columns, "mail not yet read", number(0), "");
	}
	if (status->fates[FATE_QUARANTINED])
		add_row(columns, "unreadable mail", number(status->fates[FATE_QUARANTINED]),
			"intake has a case for each");
}

static void
status_letters(const Ctl *ctl, const Status *status, Columns *columns)
{
	static const char *const remarks[OUTBOX_COUNT] = {
		[OUTBOX_HELD] = "complaintctl outbox release lets them go",
		[OUTBOX_UNCERTAIN] = "no answer after the dot; they will be tried again",
		[OUTBOX_FAILED] = "complaintctl outbox list --state failed",
	};
	int64_t waiting = status->letters[OUTBOX_QUEUED] + status->letters[OUTBOX_UNCERTAIN];
	g_autofree char *oldest = ctl_distance(ctl, status->overview->oldest_letter);
	g_autofree char *last = ctl_distance(ctl, status->overview->last_sent);
	g_autofree char *sent_remark = *last ? g_strdup_printf("the last %s", last) : g_strdup("");
	g_autofree char *queue_remark = waiting ? g_strdup_printf("the oldest due %s", oldest) : g_strdup("");

	for (int state = 0; state < OUTBOX_COUNT; state++) {
		g_autofree char *what = g_strdup_printf("letters %s", outbox_state_name((OutboxState)state));
		const char *remark = remarks[state] ? remarks[state] : "";

		if (state == OUTBOX_SENT)
			remark = sent_remark;
		else if (state == OUTBOX_QUEUED)
			remark = queue_remark;
		if (status->letters[state] || state == OUTBOX_QUEUED || state == OUTBOX_SENT)
			add_row(columns, what, number(status->letters[state]), remark);
	}
}

static void
status_people(const Ctl *ctl, const Status *status)
{
	static const char *const headings[] = { "", "", "", NULL };
	const Overview *overview = status->overview;
	Columns *columns = columns_new(headings, 0);

	status_mail(ctl, status, columns);
	status_letters(ctl, status, columns);
	add_row(columns, "open cases", number(open_cases(overview)), "");
	for (int state = STATE_NONE + 1; state < STATE_COUNT; state++) {
		g_autofree char *what = g_strdup_printf("  %s", state_name((CaseState)state));

		if (overview->cases[state])
			add_row(columns, what, number(overview->cases[state]), state_label((CaseState)state));
	}
	add_row(columns, "overdue", number(overview->overdue),
		overview->overdue ? "complaintctl list --overdue" : "");
	columns_print(columns, stdout);
}

CtlStatus
ctl_status(Ctl *ctl)
{
	Status status = { 0 };
	GError *error = NULL;

	if (!ctl_words(ctl, 0, 0) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	status.overview = overview_new(ctl->db, ctl->now, &error);
	if (!status.overview || !inbound_count(ctl->db, status.fates, &error) ||
		!outbox_count(ctl->db, status.letters, &error)) {
		overview_free(status.overview);
		return ctl_failed(error);
	}
	if (ctl->json)
		status_json(ctl, &status);
	else
		status_people(ctl, &status);
	overview_free(status.overview);
	return CTL_OK;
}
