#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/store/contact.h"
#include "daemon/store/inbound.h"
#include "daemon/store/outbox.h"
#include "daemon/store/overview.h"

#include <stdio.h>

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
		g_auto(Contact) contact = { 0 };

		contact_load(ctl->db, mailbox->name, &contact, NULL);
		json_open_object(json, NULL);
		json_text(json, "name", mailbox->name);
		json_integer(json, "uid_validity", mailbox->uid_validity);
		json_integer(json, "next_uid", mailbox->next_uid);
		json_integer(json, "changed_at", mailbox->changed_at);
		json_integer(json, "contact_at", contact.contact_at);
		json_integer(json, "trouble_at", contact.trouble_at);
		json_text(json, "trouble", contact.trouble && *contact.trouble ? contact.trouble : NULL);
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

/* How we get on with a mailbox's server; new string. */
static char *
contact_remark(const Ctl *ctl, const char *mailbox)
{
	g_auto(Contact) contact = { 0 };
	g_autofree char *contacted = NULL;
	g_autofree char *trouble = NULL;

	if (!contact_load(ctl->db, mailbox, &contact, NULL))
		return g_strdup("");
	contacted = contact.contact_at ? ctl_distance(ctl, contact.contact_at) : g_strdup("never");
	if (!contact.trouble_at)
		return g_strdup_printf("in contact %s", contacted);
	trouble = ctl_distance(ctl, contact.trouble_at);
	return g_strdup_printf("TROUBLE since %s: %s; last contact %s", trouble, contact.trouble, contacted);
}

static void
status_mail(const Ctl *ctl, const Status *status, Columns *columns)
{
	const Overview *overview = status->overview;

	for (guint i = 0; i < overview->mailboxes->len; i++) {
		const OverviewMailbox *mailbox = overview->mailboxes->pdata[i];
		g_autofree char *what = g_strdup_printf("mailbox %s", mailbox->name);
		g_autofree char *remark = contact_remark(ctl, mailbox->name);

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
