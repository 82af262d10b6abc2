#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/store/inbound.h"
#include "daemon/store/ledger.h"
#include "daemon/worker/worker.h"

#include <stdio.h>
#include <string.h>

enum {
	LIST_MOST = 1000,
	SHOWN_LINES = 30,
	SHOWN_BYTES = 4096,
};

static char *
number_of(Ctl *ctl, int64_t case_id)
{
	g_autoptr(Case) kase = case_id ? ledger_load(ctl->db, case_id, NULL) : NULL;

	return g_strdup(kase ? kase->number : "");
}

static void
list_json(Ctl *ctl, const GPtrArray *mails)
{
	Json *json = json_new(true);

	json_open_array(json, NULL);
	for (guint i = 0; i < mails->len; i++) {
		const InboundMail *mail = mails->pdata[i];
		g_autofree char *number = number_of(ctl, mail->case_id);

		json_open_object(json, NULL);
		json_integer(json, "id", mail->id);
		json_text(json, "case", *number ? number : NULL);
		json_text(json, "mailbox", mail->mailbox);
		json_integer(json, "uid", mail->uid);
		json_integer(json, "arrived_at", mail->arrived_at);
		json_integer(json, "size", mail->full_size);
		json_text(json, "reason", mail->reason);
		json_close(json);
	}
	json_close(json);
	ctl_print(json_finish(json));
}

static void
list_people(Ctl *ctl, const GPtrArray *mails)
{
	static const char *const headings[] = { "ID", "CASE", "ARRIVED", "MAILBOX", "UID", "BYTES", "WHY",
		NULL };
	Columns *columns = columns_new(headings, 40);

	for (guint i = 0; i < mails->len; i++) {
		const InboundMail *mail = mails->pdata[i];
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, mail->id);
		g_autofree char *uid = g_strdup_printf("%" G_GINT64_FORMAT, mail->uid);
		g_autofree char *size = g_strdup_printf("%" G_GINT64_FORMAT, mail->full_size);
		g_autofree char *arrived = ctl_moment(ctl, mail->arrived_at);
		g_autofree char *number = number_of(ctl, mail->case_id);
		const char *cells[] = { id, number, arrived, mail->mailbox, uid, size, mail->reason };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	if (!mails->len)
		printf("(every mail could be read)\n");
}

static CtlStatus
list(Ctl *ctl)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) mails = inbound_list(ctl->db, FATE_QUARANTINED, LIST_MOST, &error);

	if (!mails)
		return ctl_failed(error);
	(ctl->json ? list_json : list_people)(ctl, mails);
	return CTL_OK;
}

/* The quarantined mail that `word` names; NULL after saying why not. */
static InboundMail *
load(Ctl *ctl, const char *word, CtlStatus *out_status)
{
	g_autoptr(InboundMail) mail = NULL;
	GError *error = NULL;
	guint64 id = 0;

	*out_status = CTL_UNABLE;
	if (!g_ascii_string_to_unsigned(word, 10, 1, G_MAXINT64, &id, NULL)) {
		ctl_complain("quarantine: \"%s\" is no mail's number", word);
		return NULL;
	}
	mail = inbound_load(ctl->db, (int64_t)id, &error);
	*out_status = CTL_NONE;
	if (error)
		*out_status = ctl_failed(error);
	else if (!mail || mail->fate != FATE_QUARANTINED || !mail->raw)
		ctl_complain("no mail %" G_GUINT64_FORMAT " is in quarantine", id);
	else
		return g_steal_pointer(&mail);
	return NULL;
}

/* The beginning, in which nothing can move the cursor. */
static void
print_beginning(const InboundMail *mail)
{
	gsize length;
	const char *bytes = g_bytes_get_data(mail->raw, &length);
	g_autofree char *text = g_strndup(bytes, MIN(length, SHOWN_BYTES));
	g_auto(GStrv) lines = g_strsplit(text, "\n", SHOWN_LINES + 1);

	for (int i = 0; lines[i] && i < SHOWN_LINES; i++) {
		g_autofree char *clean = columns_clean(g_strchomp(lines[i]));

		printf("  | %s\n", clean);
	}
}

static CtlStatus
show(Ctl *ctl, const char *word)
{
	CtlStatus status;
	g_autoptr(InboundMail) mail = load(ctl, word, &status);
	g_autofree char *number = NULL;
	g_autofree char *arrived = NULL;

	if (!mail)
		return status;
	number = number_of(ctl, mail->case_id);
	arrived = ctl_moment(ctl, mail->arrived_at);
	printf("mail %" G_GINT64_FORMAT " of %s, mailbox %s, UID %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
	       " bytes%s\nwhy: %s\n",
		mail->id, arrived, mail->mailbox, mail->uid, mail->full_size,
		mail->truncated ? " (of which only the beginning is here)" : "", mail->reason);
	if (*number)
		printf("case: %s; all of the mail: complaintctl raw %s > FILE\n", number, number);
	printf("\n");
	print_beginning(mail);
	return CTL_OK;
}

/* Read here first: a mail that still breaks its reader would only become one more unreadable case. */
static bool
can_be_read(Worker *worker, const InboundMail *mail)
{
	Mail *parsed = NULL;
	bool read = worker_parse(worker, mail->raw, &parsed, NULL) == WORKER_PARSED;

	mail_free(parsed);
	return read;
}

static CtlStatus
retry(Ctl *ctl)
{
	g_autoptr(Worker) worker = worker_new("/proc/self/exe", NULL);
	GError *error = NULL;

	for (guint i = 1; i < ctl->arguments->len; i++) {
		CtlStatus status;
		g_autoptr(InboundMail) mail = load(ctl, ctl_word(ctl, i), &status);
		g_autofree char *number = NULL;

		if (!mail)
			return status;
		if (mail->truncated || !can_be_read(worker, mail)) {
			ctl_complain("mail %" G_GINT64_FORMAT
				     " still cannot be read; a newer complaintd may be able to",
				mail->id);
			return CTL_WRONG;
		}
		number = number_of(ctl, mail->case_id);
		if (!db_begin(ctl->db, &error) ||
			!inbound_set_fate(ctl->db, mail->id, FATE_NONE, 0, "", "", ctl->now, &error) ||
			!db_commit(ctl->db, &error))
			return ctl_failed(error);
		printf("mail %" G_GINT64_FORMAT
		       " is read anew within half a minute; %s, which intake got in its "
		       "place, is closed by intake (#并案 or #不予受理)\n",
			mail->id, *number ? number : "the case");
	}
	return CTL_OK;
}

CtlStatus
ctl_quarantine(Ctl *ctl)
{
	const char *what;

	if (!ctl_words(ctl, 0, LIST_MOST))
		return CTL_UNABLE;
	what = ctl_word(ctl, 0) ? ctl_word(ctl, 0) : "list";
	if (strcmp(what, "list") == 0 && !ctl_word(ctl, 1))
		return ctl_open(ctl, false) ? list(ctl) : CTL_UNABLE;
	if (strcmp(what, "show") == 0 && ctl->arguments->len == 2)
		return ctl_open(ctl, false) ? show(ctl, ctl_word(ctl, 1)) : CTL_UNABLE;
	if (strcmp(what, "retry") == 0 && ctl->arguments->len > 1)
		return ctl_open(ctl, true) ? retry(ctl) : CTL_UNABLE;
	ctl_complain("quarantine: [list | show ID | retry ID …]");
	return CTL_UNABLE;
}
