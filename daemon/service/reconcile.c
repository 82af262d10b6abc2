#include "daemon/service/reconcile.h"

#include "daemon/store/contact.h"
#include "daemon/store/inbound.h"
#include "daemon/transport/imap.h"
#include "daemon/worker/worker.h"

#include <inttypes.h>

enum {
	FETCH_MAILS = 50,
};

typedef struct {
	const Settings *settings;
	const MailboxSettings *mailbox;
	const ReconcileOptions *options;
	Db *db;
	Worker *worker;
	FILE *out;
	int64_t now;

	Imap *imap;
	uint32_t uid_validity;
	int64_t next_uid;
	Contact contact;
	int64_t on_server, known, before, ahead, missing, taken, gone;
} Reconciling;

/* ---- lines ---- */

/* A word of a stranger's that is to stand in a field of a line. */
static char *
field(const char *text)
{
	char *copy = g_utf8_make_valid(text ? text : "", -1);

	for (char *at = copy; *at; at++)
		if (g_ascii_iscntrl(*at))
			*at = ' ';
	return copy;
}

static void
say_trouble(const Reconciling *it, const char *words)
{
	g_autofree char *clean = field(words);

	fprintf(it->out, "trouble\t%s\t%s\n", it->mailbox->name, clean);
}

static void
say_mail(const Reconciling *it, const char *what, int64_t uid, int64_t arrived_at, int64_t size,
	const char *message_id)
{
	g_autofree char *clean = field(message_id);

	fprintf(it->out, "mail\t%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%s\n", it->mailbox->name, what,
		uid, arrived_at, size, clean);
}

static void
say_mailbox(const Reconciling *it)
{
	fprintf(it->out,
		"mailbox\t%s\t%" PRIu32 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
		"\t%" PRId64 "\t%" PRId64 "\n",
		it->mailbox->name, it->uid_validity, it->on_server, it->known, it->before, it->ahead,
		it->missing, it->taken, it->gone);
}

static void
say_progress(const Reconciling *it, guint done, guint total)
{
	fprintf(it->out, "at\t%u\t%u\n", done, total);
	fflush(it->out);
}

/* ---- what is missing ---- */

/* Stores one mail as intake does, but for the cursor, which is past it. */
static bool
take(Reconciling *it, const ImapMail *mail, GError **error)
{
	InboundMail inbound = { .mailbox = it->mailbox->name,
		.uid_validity = it->uid_validity,
		.uid = mail->facts.uid,
		.arrived_at = mail->facts.internal_date >= 0 ? mail->facts.internal_date : it->now,
		.fetched_at = it->now,
		.truncated = mail->result == IMAP_MAIL_BEGINNING,
		.full_size = mail->facts.size,
		.raw = mail->raw };

	if (!db_begin(it->db, error))
		return false;
	if (inbound_add(it->db, &inbound, NULL, error) && db_commit(it->db, error))
		return true;
	db_rollback(it->db);
	return false;
}

/* Tells of one mail that is missing, and takes it in if that is wanted and can be. */
static bool
settle(Reconciling *it, const ImapMail *mail, GError **error)
{
	g_autoptr(Mail) parsed = NULL;
	bool whole = mail->result == IMAP_MAIL_WHOLE || mail->result == IMAP_MAIL_BEGINNING;
	const char *what = "missing";

	if (mail->raw && worker_parse(it->worker, mail->raw, &parsed, NULL) != WORKER_PARSED)
		parsed = NULL;
	if (it->options->fix && whole) {
		if (!take(it, mail, error))
			return false;
		it->taken++;
		what = "taken";
	} else if (!mail->raw || (it->options->fix && !whole)) {
		what = "failed";
	}
	say_mail(it, what, mail->facts.uid, mail->facts.internal_date, mail->facts.size,
		parsed ? parsed->message_id : NULL);
	return true;
}

static bool
fetch(Reconciling *it, const ImapFacts *facts, size_t count, GError **error)
{
	GError *cause = NULL;

	imap_fetch_start(it->imap, facts, count, it->options->fix);
	for (;;) {
		g_auto(ImapMail) mail = { 0 };

		if (!imap_fetch_next(it->imap, &mail, &cause))
			break;
		if (!settle(it, &mail, error))
			return false;
	}
	if (cause)
		g_propagate_error(error, cause);
	return cause == NULL;
}

/* Of UIDs that we do not know: those that were not there before us and are behind the cursor. */
static bool
look_at_unknown(Reconciling *it, const GArray *unknown, GError **error)
{
	for (guint done = 0; done < unknown->len; done += FETCH_MAILS) {
		guint count = MIN(unknown->len - done, FETCH_MAILS);
		g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(ImapFacts));
		guint kept = 0;

		say_progress(it, done, unknown->len);
		if (!imap_facts(it->imap, &g_array_index(unknown, uint32_t, done), count, facts, error))
			return false;
		for (guint i = 0; i < facts->len; i++) {
			const ImapFacts *fact = &g_array_index(facts, ImapFacts, i);

			if (contact_was_before(&it->contact, it->next_uid, fact->uid, fact->internal_date))
				it->before++;
			else if (fact->uid >= it->next_uid)
				it->ahead++;
			else
				g_array_index(facts, ImapFacts, kept++) = *fact;
		}
		it->missing += kept;
		if (kept && !fetch(it, (const ImapFacts *)(const void *)facts->data, kept, error))
			return false;
	}
	return true;
}

/* ---- one mailbox ---- */

/* Two ascending lists side by side; what is in neither order's other goes to `out_unknown` or is told gone.
 */
static bool
compare(Reconciling *it, const GArray *server, const GArray *stored, GArray *out_unknown, GError **error)
{
	guint i = 0, k = 0;

	while (i < server->len || k < stored->len) {
		int64_t theirs = i < server->len ? g_array_index(server, uint32_t, i) : INT64_MAX;
		const InboundUid *ours = k < stored->len ? &g_array_index(stored, InboundUid, k)
							 : &(InboundUid){ INT64_MAX, 0 };

		if (theirs == ours->uid) {
			it->known++;
			i++;
			k++;
		} else if (theirs < ours->uid) {
			uint32_t uid = (uint32_t)theirs;

			if (uid < it->contact.first_uid)
				it->before++;
			else
				g_array_append_val(out_unknown, uid);
			i++;
		} else {
			g_autofree char *id = NULL;

			it->gone++;
			if (it->options->gone) {
				id = inbound_message_id(it->db, ours->id, error);
				if (!id)
					return false;
				say_mail(it, "gone", ours->uid, 0, 0, id);
			}
			k++;
		}
		/* A UID may stand in several rows: a duplicate, or a body that was fetched anew. */
		while (k > 0 && k < stored->len &&
			g_array_index(stored, InboundUid, k).uid ==
				g_array_index(stored, InboundUid, k - 1).uid)
			k++;
	}
	return true;
}

/* False with no error: there is nothing to compare with, and that was said. */
static bool
find_place(Reconciling *it, GError **error)
{
	int64_t validity = 0;
	GError *cause = NULL;

	if (!inbound_cursor(it->db, it->mailbox->name, &validity, &it->next_uid, &cause)) {
		if (cause)
			g_propagate_error(error, cause);
		else
			say_trouble(it, "complaintd has not been in this mailbox yet; start it first");
		return false;
	}
	if (validity != it->uid_validity) {
		say_trouble(it, "the server has numbered the mails anew (UIDVALIDITY); complaintd looks at "
				"all of them at its next contact, reconcile after that");
		return false;
	}
	return contact_load(it->db, it->mailbox->name, &it->contact, error);
}

static bool
reconcile_open(Reconciling *it, GError **error)
{
	g_autoptr(GArray) server = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) stored = NULL;
	g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	if (!imap_search(it->imap, 1, UINT32_MAX, server, error))
		return false;
	stored = inbound_uids(it->db, it->mailbox->name, it->uid_validity, error);
	if (!stored)
		return false;
	it->on_server = server->len;
	if (!compare(it, server, stored, unknown, error) || !look_at_unknown(it, unknown, error))
		return false;
	say_mailbox(it);
	return true;
}

static bool
reconcile_mailbox(Reconciling *it, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(it->settings->database);
	ImapOptions options = {
		.spool_directory = folder, .max_mail_bytes = it->settings->max_mail_bytes, .stop_fd = -1
	};
	uint32_t uid_next = 0;
	GError *cause = NULL;
	bool done;

	it->imap = imap_open(&it->mailbox->server, &options, &cause);
	done = it->imap &&
	       imap_examine(it->imap, it->mailbox->folder, &it->uid_validity, &uid_next, &cause) &&
	       find_place(it, &cause) && reconcile_open(it, &cause);
	g_clear_pointer(&it->imap, imap_close);
	if (done || !cause)
		return true;
	if (cause->domain != IMAP_ERROR) {
		g_propagate_error(error, cause);
		return false;
	}
	say_trouble(it, cause->message);
	g_error_free(cause);
	return true;
}

bool
reconcile_run(const Settings *settings, Db *db, const char *program, const ReconcileOptions *options,
	int64_t now, FILE *out, GError **error)
{
	g_autoptr(Worker) worker = worker_new(program, NULL);

	for (guint i = 0; i < settings->mailboxes->len; i++) {
		Reconciling it = { .settings = settings,
			.mailbox = settings->mailboxes->pdata[i],
			.options = options,
			.db = db,
			.worker = worker,
			.out = out,
			.now = now };
		bool done = reconcile_mailbox(&it, error);

		contact_clear(&it.contact);
		if (!done)
			return false;
		fflush(out);
	}
	return true;
}
