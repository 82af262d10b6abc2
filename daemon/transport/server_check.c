#include "daemon/transport/server_check.h"

#include "daemon/transport/imap.h"
#include "daemon/transport/smtp.h"
#include "daemon/worker/worker.h"

#include <signal.h>
#include <string.h>

enum {
	LOOKED_AT = 5, /* newest mails, whose Authentication-Results are read */
	PATIENCE_SECONDS = 20,
};

/* What an operator does about each kind of failure. */
static const char *const cures[IMAP_ERROR_COUNT] = {
	[IMAP_ERROR_UNREACHABLE] = "check host and port, and that a firewall lets us out",
	[IMAP_ERROR_TLS] = "host must be the name in the certificate; a private CA goes into ca_file",
	[IMAP_ERROR_LOGIN] =
		"check user and password; perhaps an app password (授权码) is wanted, or IMAP is off",
	[IMAP_ERROR_UNSAFE] = "the provider wants this client allowed in its web mail first",
	[IMAP_ERROR_FOLDER] = "check the folder's name",
	[IMAP_ERROR_SILENT] = "the server is too slow, or something between swallows the answers",
};

static void
refuse(Findings *findings, const MailboxSettings *mailbox, const GError *error)
{
	const char *cure = error->domain == IMAP_ERROR && error->code >= 0 && error->code < IMAP_ERROR_COUNT
				   ? cures[error->code]
				   : NULL;

	findings_add(findings, FOUND_WRONG, "mailbox", "%s: %s%s%s", mailbox->name, error->message,
		cure ? "; " : "", cure ? cure : "");
}

/* authserv-id = first word of an Authentication-Results (RFC 8601 §2.2); new string */
static char *
authserv_id_of(const char *result)
{
	result += strspn(result, " \t");
	return g_ascii_strdown(result, (gssize)strcspn(result, "; \t"));
}

/* The ids in the newest mails, topmost first, each once. */
static GPtrArray *
authserv_ids(Imap *imap, uint32_t next_uid)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(ImapFacts));
	g_autoptr(Worker) worker = worker_new("/proc/self/exe", NULL);
	guint skip;

	if (!imap_search(imap, next_uid > 200 ? next_uid - 200 : 1, UINT32_MAX, uids, NULL) || uids->len == 0)
		return ids;
	skip = uids->len > LOOKED_AT ? uids->len - LOOKED_AT : 0;
	if (!imap_facts(
		    imap, (const uint32_t *)(const void *)uids->data + skip, uids->len - skip, facts, NULL))
		return ids;
	if (facts->len == 0)
		return ids;
	imap_fetch_start(imap, (const ImapFacts *)(const void *)facts->data, facts->len, false);
	for (;;) {
		g_auto(ImapMail) fetched = { 0 };
		g_autoptr(Mail) mail = NULL;

		if (!imap_fetch_next(imap, &fetched, NULL))
			return ids;
		if (!fetched.raw || worker_parse(worker, fetched.raw, &mail, NULL) != WORKER_PARSED)
			continue;
		for (guint i = 0; i < mail->authentication_results->len; i++) {
			g_autofree char *id = authserv_id_of(mail->authentication_results->pdata[i]);

			if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
				g_ptr_array_add(ids, g_steal_pointer(&id));
		}
	}
}

static void
check_authserv_id(const Settings *settings, Imap *imap, uint32_t next_uid, const MailboxSettings *mailbox,
	Findings *findings)
{
	g_autoptr(GPtrArray) ids = authserv_ids(imap, next_uid);
	const char *ours = settings->authserv_id;
	g_autofree char *all = NULL;

	for (guint i = 0; ours && i < ids->len; i++) {
		if (g_ascii_strcasecmp(ids->pdata[i], ours) != 0)
			continue;
		findings_add(findings, FOUND_GOOD, "mailbox",
			"%s: newest mails carry Authentication-Results of %s", mailbox->name, ours);
		return;
	}
	if (ids->len == 0) {
		if (ours)
			findings_add(findings, FOUND_WARNING, "mailbox",
				"%s: the newest mails carry no Authentication-Results, so nobody counts as "
				"authenticated; have the server write them, or send a mail there and check "
				"again",
				mailbox->name);
		return;
	}
	g_ptr_array_add(ids, NULL);
	all = g_strjoinv(", ", (char **)ids->pdata);
	findings_add(findings, FOUND_WARNING, "mailbox",
		"%s: service.authserv_id is %s, newest mails carry Authentication-Results of: %s; set it to "
		"the one "
		"that your own server writes",
		mailbox->name, ours ? ours : "not set", all);
}

static void
check_mailbox(const Settings *settings, const MailboxSettings *mailbox, Findings *findings)
{
	ImapOptions options = { .spool_directory = g_get_tmp_dir(),
		.max_mail_bytes = settings->max_mail_bytes,
		.patience_seconds = PATIENCE_SECONDS,
		.stop_fd = -1 };
	uint32_t uid_validity = 0, next_uid = 0;
	g_autoptr(GError) error = NULL;
	g_autoptr(Imap) imap = imap_open(&mailbox->server, &options, &error);

	if (!imap || !imap_examine(imap, mailbox->folder, &uid_validity, &next_uid, &error)) {
		refuse(findings, mailbox, error);
		return;
	}
	findings_add(findings, FOUND_GOOD, "mailbox", "%s: %s:%d, logged in, %s opens%s", mailbox->name,
		mailbox->server.host, mailbox->server.port, mailbox->folder,
		imap_can_idle(imap) ? "" : "; no IDLE, mail is looked for every poll_seconds");
	check_authserv_id(settings, imap, next_uid, mailbox, findings);
}

void
server_check(Settings *settings, Findings *findings)
{
	g_autoptr(GError) error = NULL;

	signal(SIGPIPE, SIG_IGN);
	for (guint i = 0; i < settings->mailboxes->len; i++)
		check_mailbox(settings, settings->mailboxes->pdata[i], findings);
	if (smtp_check(settings, &error))
		findings_add(findings, FOUND_GOOD, "sending", "%s:%d, %s", settings->smtp.host,
			settings->smtp.port, settings->smtp.user ? "logged in" : "connected, without login");
	else
		findings_add(findings, FOUND_WRONG, "sending",
			"%s:%d: %s; check host, port, tls, user and password of smtp", settings->smtp.host,
			settings->smtp.port, error->message);
}
