#include "daemon/service/intake_state.h"

#include "daemon/log.h"
#include "daemon/service/wake.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>

enum {
	GROUP_MAILS = 50, /* in one transaction */
	GROUP_BYTES = 8 * 1024 * 1024,
	RESCAN_SECONDS = 600, /* clustered servers show UIDs out of order: look back now and then */
	RESCAN_UIDS = 500,
	ATTEMPTS_BEGINNING = 3, /* after so many, ask for a mail's beginning only */
	ATTEMPTS_MAX = 5,       /* after so many, store that it cannot be had */
};

/* UIDs that are being taken in together, ascending. */
typedef struct {
	const uint32_t *uids;
	size_t count;
	bool *settled;
	size_t low; /* all before it are settled */
	bool held;  /* something before this window is not: the cursor stays */
} Window;

void
intake_drop_group(Intake *intake)
{
	g_ptr_array_set_size(intake->group, 0);
	intake->group_bytes = 0;
}

/* ---- storing ---- */

static bool
write_group(Intake *intake, int64_t next_uid, int64_t now, GError **error)
{
	if (!db_begin(intake->db, error))
		return false;
	for (guint i = 0; i < intake->group->len; i++)
		if (!inbound_add(intake->db, intake->group->pdata[i], NULL, error))
			goto failed;
	if (inbound_set_cursor(
		    intake->db, intake->mailbox->name, intake->uid_validity, next_uid, now, error) &&
		db_commit(intake->db, error))
		return true;
failed:
	db_rollback(intake->db);
	return false;
}

static void
settle(Window *window, uint32_t uid)
{
	size_t low = 0, high = window->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (window->uids[middle] < uid)
			low = middle + 1;
		else
			high = middle;
	}
	g_assert(low < window->count && window->uids[low] == uid);
	window->settled[low] = true;
	while (window->low < window->count && window->settled[window->low])
		window->low++;
}

/* Stores the group together with the cursor. */
static bool
store(Intake *intake, int64_t next_uid, int64_t now, GError **error)
{
	if (!write_group(intake, next_uid, now, error))
		return false;
	if (intake->group->len) {
		log_info("intake", "mailbox=%s stored=%u next_uid=%" PRId64, intake->mailbox->name,
			intake->group->len, next_uid);
		wake_write(intake->engine_fd);
	}
	intake->next_uid = next_uid;
	intake->stored += intake->group->len;
	intake_drop_group(intake);
	return true;
}

/* Stores what there is; the cursor stays before the first mail that is not settled, here or in a window
 * before. */
static bool
flush(Intake *intake, const Window *window, int64_t now, GError **error)
{
	int64_t next = intake->next_uid;

	if (!window->held && window->low < window->count)
		next = MAX(next, window->uids[window->low]);
	else if (!window->held && window->count)
		next = MAX(next, (int64_t)window->uids[window->count - 1] + 1);
	return (intake->group->len == 0 && next == intake->next_uid) || store(intake, next, now, error);
}

static bool
add(Intake *intake, Window *window, const ImapFacts *facts, GBytes *raw, bool truncated, int64_t now,
	GError **error)
{
	InboundMail *mail = g_new0(InboundMail, 1);

	mail->mailbox = g_strdup(intake->mailbox->name);
	mail->uid_validity = intake->uid_validity;
	mail->uid = facts->uid;
	mail->arrived_at = facts->internal_date >= 0 ? facts->internal_date : now;
	mail->fetched_at = now;
	mail->truncated = truncated;
	mail->full_size = facts->size;
	mail->raw = g_bytes_ref(raw);
	g_ptr_array_add(intake->group, mail);
	intake->group_bytes += g_bytes_get_size(raw);
	settle(window, facts->uid);
	g_hash_table_remove(intake->attempts, GUINT_TO_POINTER(facts->uid));
	if (truncated)
		log_warning("intake", "mailbox=%s uid=%u size=%" PRId64 " kept=%zu truncated=1",
			intake->mailbox->name, facts->uid, facts->size, g_bytes_get_size(raw));
	if (intake->group->len < GROUP_MAILS && intake->group_bytes < GROUP_BYTES)
		return true;
	return flush(intake, window, now, error);
}

/* ---- mails that do not come ---- */

static unsigned
attempts_of(const Intake *intake, uint32_t uid)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(intake->attempts, GUINT_TO_POINTER(uid)));
}

static void
blame(Intake *intake, uint32_t uid)
{
	unsigned attempts = attempts_of(intake, uid) + 1;

	g_hash_table_insert(intake->attempts, GUINT_TO_POINTER(uid), GUINT_TO_POINTER(attempts));
	log_warning("intake", "mailbox=%s uid=%u attempt=%u fetched=0", intake->mailbox->name, uid, attempts);
}

static bool
may_be_its_fault(const GError *error)
{
	return error->domain == IMAP_ERROR && error->code != IMAP_ERROR_STOPPED &&
	       error->code != IMAP_ERROR_SPOOL;
}

/* What stands for a mail that cannot be had: a header that says so, so that people get a case of it. */
static GBytes *
stand_in(const Intake *intake, const ImapFacts *facts)
{
	char *text = g_strdup_printf("X-Complaintd-Unreadable: mailbox=%s; uidvalidity=%" PRId64
				     "; uid=%u; size=%" PRId64 "\r\n\r\n",
		intake->mailbox->name, intake->uid_validity, facts->uid, facts->size);

	return g_bytes_new_take(text, strlen(text));
}

static bool
is_still_there(Intake *intake, uint32_t uid, bool *out_there, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(false, false, sizeof(uint32_t));

	if (!imap_search(intake->imap, uid, uid, uids, error))
		return false;
	*out_there = uids->len > 0;
	return true;
}

/* Asks once more, for this mail alone. Settles it when it came, is gone, or was asked for often enough. */
static bool
fetch_again(Intake *intake, Window *window, uint32_t uid, int64_t now, GError **error)
{
	g_autoptr(GArray) found = g_array_new(false, false, sizeof(ImapFacts));
	g_auto(ImapMail) mail = { 0 };
	ImapFacts facts = { .uid = uid, .internal_date = -1 };
	unsigned attempts = attempts_of(intake, uid);
	g_autoptr(GBytes) instead = NULL;
	GError *cause = NULL;

	if (!imap_facts(intake->imap, &uid, 1, found, error))
		return false;
	if (found->len) {
		facts = g_array_index(found, ImapFacts, 0);
	} else {
		bool there = false;

		if (!is_still_there(intake, uid, &there, error))
			return false;
		if (!there) {
			log_info("intake", "mailbox=%s uid=%u gone=1", intake->mailbox->name, uid);
			g_hash_table_remove(intake->attempts, GUINT_TO_POINTER(uid));
			settle(window, uid);
			return true;
		}
	}
	if (attempts >= ATTEMPTS_MAX) {
		instead = stand_in(intake, &facts);
		return add(intake, window, &facts, instead, true, now, error);
	}
	if (!found->len)
		return blame(intake, uid), true;

	imap_fetch_start(intake->imap, &facts, 1, attempts < ATTEMPTS_BEGINNING);
	while (true) {
		g_auto(ImapMail) next = { 0 };

		if (!imap_fetch_next(intake->imap, &next, &cause))
			break;
		imap_mail_clear(&mail);
		mail = next;
		next = (ImapMail){ 0 };
	}
	if (cause) {
		if (may_be_its_fault(cause))
			blame(intake, uid);
		g_propagate_error(error, cause);
		return false;
	}
	switch (mail.result) {
	case IMAP_MAIL_WHOLE:
		return add(intake, window, &facts, mail.raw, false, now, error);
	case IMAP_MAIL_BEGINNING:
		return add(intake, window, &facts, mail.raw, true, now, error);
	case IMAP_MAIL_WRONG_SIZE:
		/* The third time: the server counts otherwise than it sends. What came is kept, and said to
		 * be incomplete when it is the shorter. */
		if (attempts >= 2)
			return add(intake, window, &facts, mail.raw,
				(int64_t)g_bytes_get_size(mail.raw) < facts.size, now, error);
		break;
	case IMAP_MAIL_MISSING:
		break;
	}
	blame(intake, uid);
	return true;
}

/* ---- one window of UIDs ---- */

/* After the connection failed while mails came: the first that is missing may be the reason. It is fetched
 * alone from now on, so that it cannot keep the others waiting. */
static void
blame_first(Intake *intake, const Window *window, const GArray *wanted)
{
	for (guint i = 0; i < wanted->len; i++) {
		uint32_t uid = g_array_index(wanted, ImapFacts, i).uid;

		for (size_t k = window->low; k < window->count; k++)
			if (window->uids[k] == uid && !window->settled[k]) {
				blame(intake, uid);
				return;
			}
	}
}

static bool
fetch_wanted(Intake *intake, Window *window, const GArray *wanted, int64_t now, GError **error)
{
	GError *cause = NULL;

	imap_fetch_start(intake->imap, (const ImapFacts *)(const void *)wanted->data, wanted->len, true);
	for (;;) {
		g_auto(ImapMail) mail = { 0 };
		bool ok = true;

		if (!imap_fetch_next(intake->imap, &mail, &cause))
			break;
		switch (mail.result) {
		case IMAP_MAIL_WHOLE:
			ok = add(intake, window, &mail.facts, mail.raw, false, now, error);
			break;
		case IMAP_MAIL_BEGINNING:
			ok = add(intake, window, &mail.facts, mail.raw, true, now, error);
			break;
		case IMAP_MAIL_WRONG_SIZE:
		case IMAP_MAIL_MISSING:
			blame(intake, mail.facts.uid);
			break;
		}
		if (!ok)
			return false;
	}
	if (!cause)
		return true;
	if (may_be_its_fault(cause))
		blame_first(intake, window, wanted);
	g_propagate_error(error, cause);
	return false;
}

/* Takes in the mails of a window; those that fail are left unsettled. */
static bool
take_window(Intake *intake, Window *window, int64_t now, GError **error)
{
	g_autoptr(GArray) facts = g_array_new(false, false, sizeof(ImapFacts));
	g_autoptr(GArray) wanted = g_array_new(false, false, sizeof(ImapFacts));
	GError *cause = NULL;

	if (!imap_facts(intake->imap, window->uids, window->count, facts, error))
		return false;
	for (guint i = 0; i < facts->len; i++) {
		const ImapFacts *fact = &g_array_index(facts, ImapFacts, i);

		if (contact_was_before(&intake->contact, intake->next_uid, fact->uid, fact->internal_date))
			settle(window, fact->uid);
		else if (!attempts_of(intake, fact->uid))
			g_array_append_val(wanted, *fact);
	}
	if (wanted->len && !fetch_wanted(intake, window, wanted, now, &cause)) {
		/* What came before the failure is good. */
		if (cause->domain == IMAP_ERROR && !flush(intake, window, now, NULL))
			intake_drop_group(intake);
		g_propagate_error(error, cause);
		return false;
	}
	/* Stored before anything that may end the connection again. */
	if (!flush(intake, window, now, error))
		return false;
	for (size_t i = window->low; i < window->count && now >= intake->again_at; i++)
		if (!window->settled[i] && !fetch_again(intake, window, window->uids[i], now, error))
			return false;
	return flush(intake, window, now, error);
}

/* Those of the found UIDs that we do not have. */
static bool
drop_known(Intake *intake, GArray *uids, GError **error)
{
	guint kept = 0;

	for (guint i = 0; i < uids->len; i++) {
		uint32_t uid = g_array_index(uids, uint32_t, i);
		bool known = uid < intake->contact.first_uid;

		if (!known && !inbound_has_uid(intake->db, intake->mailbox->name, intake->uid_validity, uid,
				      &known, error))
			return false;
		if (!known)
			g_array_index(uids, uint32_t, kept++) = uid;
	}
	g_array_set_size(uids, kept);
	return true;
}

static bool
is_told_to_stop(const Intake *intake)
{
	struct pollfd item = { .fd = intake->stop_fd, .events = POLLIN };

	return intake->stop_fd >= 0 && poll(&item, 1, 0) > 0;
}

bool
intake_take_all(Intake *intake, int64_t now, size_t *out_left, GError **error)
{
	bool rescan = now >= intake->rescan_at;
	int64_t first = rescan ? MAX(1, intake->next_uid - RESCAN_UIDS) : MAX(1, intake->next_uid);
	g_autoptr(GArray) uids = g_array_new(false, false, sizeof(uint32_t));
	int64_t last = 0;
	guint done = 0;

	*out_left = 0;
	if (first > UINT32_MAX)
		return true;
	if (!imap_search(intake->imap, (uint32_t)first, UINT32_MAX, uids, error))
		return false;
	if (uids->len)
		last = g_array_index(uids, uint32_t, uids->len - 1);
	if (!drop_known(intake, uids, error))
		return false;
	while (done < uids->len) {
		Window window = {
			.uids = &g_array_index(uids, uint32_t, done),
			.count = MIN(uids->len - done, IMAP_FACTS_MAX),
		};
		g_autofree bool *settled = g_new0(bool, window.count);

		if (is_told_to_stop(intake)) {
			g_set_error_literal(error, IMAP_ERROR, IMAP_ERROR_STOPPED, "told to stop");
			return false;
		}
		window.settled = settled;
		window.held = *out_left > 0;
		if (!take_window(intake, &window, now, error))
			return false;
		for (size_t i = 0; i < window.count; i++)
			*out_left += !settled[i];
		done += (guint)window.count;
	}
	if (rescan)
		intake->rescan_at = now + RESCAN_SECONDS;
	/* Behind mails, too, that were stored while one before them held the cursor. */
	return *out_left > 0 || last < intake->next_uid || store(intake, last + 1, now, error);
}
