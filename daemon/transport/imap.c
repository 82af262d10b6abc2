#include "daemon/transport/imap.h"

#include "daemon/settings/secret.h"
#include "daemon/transport/imap_session.h"
#include "daemon/transport/imap_utf7.h"

#include <stdlib.h>
#include <string.h>

Imap *
imap_open(const ServerSettings *server, const ImapOptions *options, GError **error)
{
	g_autoptr(Imap) imap = NULL;
	g_autoptr(GError) cause = NULL;
	ImapLink *link;
	char *secret = secret_read(&server->secret, &cause);
	bool ok;

	if (!secret) {
		g_set_error(error, IMAP_ERROR, IMAP_ERROR_LOGIN, "the password cannot be read: %s",
			cause->message);
		return NULL;
	}
	link = imap_link_open(server, options->stop_fd, error);
	if (!link) {
		secret_free(secret);
		return NULL;
	}
	imap = imap_session_new(link, options);
	/* What curl heard before TLS, or the login, may have changed: asked again after each. */
	ok = imap_ask_capabilities(imap, error) && imap_login(imap, server, secret, error);
	secret_free(secret);
	if (!ok || !imap_ask_capabilities(imap, error))
		return NULL;
	if (imap_has_capability(imap, "ID") && !imap_identify(imap, error))
		return NULL;
	return g_steal_pointer(&imap);
}

/* EXAMINE, or SELECT where a server does not know it: BODY.PEEK keeps its hands off either way. */
static bool
open_folder(Imap *imap, const char *quoted, GError **error)
{
	g_autofree char *examine = g_strdup_printf("EXAMINE %s", quoted);
	g_autofree char *select = g_strdup_printf("SELECT %s", quoted);

	imap->uid_validity = imap->uid_next = 0;
	if (!imap_command(imap, examine, error))
		return false;
	return imap->status != IMAP_STATUS_BAD || imap_command(imap, select, error);
}

bool
imap_examine(
	Imap *imap, const char *folder, uint32_t *out_uid_validity, uint32_t *out_uid_next, GError **error)
{
	g_autofree char *encoded = imap_utf7_encode(folder);
	GString *quoted;
	g_autofree char *name = NULL;
	bool ok;

	if (!encoded) {
		g_set_error(error, IMAP_ERROR, IMAP_ERROR_FOLDER, "the folder's name is no UTF-8 text");
		return false;
	}
	quoted = g_string_new("\"");
	for (const char *at = encoded; *at; at++) {
		if (*at == '"' || *at == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *at);
	}
	name = g_string_free(g_string_append_c(quoted, '"'), false);

	ok = open_folder(imap, name, error);
	/* Some want to be told who we are and do not say so beforehand. */
	if (ok && imap->status == IMAP_STATUS_NO && !imap->identified)
		ok = imap_identify(imap, error) && open_folder(imap, name, error);
	if (!ok || !imap_expect_ok(imap, IMAP_ERROR_FOLDER, "opening the folder", error))
		return false;
	*out_uid_validity = imap->uid_validity;
	*out_uid_next = imap->uid_next;
	return true;
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

bool
imap_search(Imap *imap, uint32_t first, uint32_t last, GArray *out_uids, GError **error)
{
	g_autofree char *end = last == UINT32_MAX ? g_strdup("*") : g_strdup_printf("%u", last);
	g_autofree char *words = g_strdup_printf("UID SEARCH UID %u:%s", first, end);
	uint32_t before = 0;

	if (last == UINT32_MAX)
		imap->news = false;
	g_array_set_size(imap->numbers, 0);
	if (!imap_command(imap, words, error) ||
		!imap_expect_ok(imap, IMAP_ERROR_REFUSED, "UID SEARCH", error))
		return false;
	/* Clustered servers give them in any order, and "n:*" finds the last mail though its UID be below n.
	 */
	g_array_sort(imap->numbers, compare_numbers);
	for (guint i = 0; i < imap->numbers->len; i++) {
		uint32_t uid = g_array_index(imap->numbers, uint32_t, i);

		if (uid >= first && uid <= last && uid > before)
			g_array_append_val(out_uids, uid);
		before = MAX(uid, before);
	}
	return true;
}

static int
compare_facts(gconstpointer a, gconstpointer b)
{
	return compare_numbers(&((const ImapFacts *)a)->uid, &((const ImapFacts *)b)->uid);
}

bool
imap_facts(Imap *imap, const uint32_t *uids, size_t count, GArray *out_facts, GError **error)
{
	g_autoptr(GString) words = g_string_new("UID FETCH ");
	g_autoptr(GArray) facts = g_array_new(false, false, sizeof(ImapFacts));
	uint32_t before = 0;
	bool ok;

	g_assert(count && count <= IMAP_FACTS_MAX);
	for (size_t i = 0; i < count; i++)
		g_string_append_printf(words, "%s%u", i ? "," : "", uids[i]);
	g_string_append(words, " (UID RFC822.SIZE INTERNALDATE)");
	imap->facts = facts;
	ok = imap_command(imap, words->str, error);
	imap->facts = NULL;
	if (!ok || !imap_expect_ok(imap, IMAP_ERROR_REFUSED, "UID FETCH", error))
		return false;
	g_array_sort(facts, compare_facts);
	for (guint i = 0; i < facts->len; i++) {
		const ImapFacts *fact = &g_array_index(facts, ImapFacts, i);

		/* Other mails' facts may come unasked. */
		if (fact->uid != before && bsearch(&fact->uid, uids, count, sizeof *uids, compare_numbers))
			g_array_append_val(out_facts, *fact);
		before = fact->uid;
	}
	return true;
}

bool
imap_idle(Imap *imap, int seconds, int stop_fd, bool *out_news, GError **error)
{
	int64_t end = g_get_monotonic_time() + (int64_t)seconds * G_USEC_PER_SEC;
	g_autoptr(GError) cause = NULL;
	uint32_t tag;

	*out_news = imap->news;
	if (imap->news)
		return true;
	imap_link_set_stop(imap->link, stop_fd);
	tag = imap_send_command(imap, "IDLE", error);
	if (!tag || !imap_await_continue(imap, tag, error))
		return false;
	if (imap->answered)
		return imap_expect_ok(imap, IMAP_ERROR_REFUSED, "IDLE", error);
	while (!imap->news && !imap->answered && !cause)
		imap_take_in(imap, end, &cause);
	if (cause && cause->code == IMAP_ERROR_SILENT) {
		g_clear_error(&cause);
		imap->broken = false; /* silence is what was asked for */
	}
	if (cause && cause->code != IMAP_ERROR_STOPPED) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return false;
	}
	if (cause) {
		imap_link_set_stop(imap->link, -1);
		imap->options.patience_seconds = IMAP_LEAVE_SECONDS;
	}
	if (!imap->answered && (!imap_send(imap, "DONE\r\n", 6, error) || !imap_await(imap, tag, error)))
		return false;
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return false;
	}
	*out_news = imap->news;
	return imap_expect_ok(imap, IMAP_ERROR_REFUSED, "IDLE", error);
}
