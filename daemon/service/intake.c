#include "daemon/service/intake.h"

#include "daemon/log.h"
#include "daemon/service/intake_state.h"

#include <inttypes.h>
#include <poll.h>
#include <sys/statvfs.h>

enum {
	IDLE_SECONDS = 540,    /* below the ten minutes after which routers forget a connection */
	CONTACT_SECONDS = 300, /* an uneventful contact is written down this often */
	FULL_SECONDS = 60,     /* between two looks whether there is room again */
	FREE_BYTES = 32 * 1024 * 1024,
	BUSY_SECONDS = 5,
	FRUITLESS_MAX = 6,       /* 2^6 s: news of nothing new slow us down */
	SHORT_IDLE_SECONDS = 60, /* a server that drops us sooner is not to be called at once */
};

/* Waits after the first, second, … failure in a row. A refused login is never hammered: accounts get locked.
 */
static const int refused_waits[] = { 60, 300, 900, 3600 };
static const int failed_waits[] = { 5, 15, 60, 300 };

Intake *
intake_new(Settings *settings, const MailboxSettings *mailbox, const char *database_path, GError **error)
{
	Db *db = db_open(database_path, error);
	Intake *intake;

	if (!db)
		return NULL;
	intake = g_new0(Intake, 1);
	intake->db = db;
	intake->settings = settings_ref(settings);
	intake->mailbox = mailbox;
	intake->directory = g_path_get_dirname(database_path);
	intake->stop_fd = intake->engine_fd = -1;
	intake->group = g_ptr_array_new_with_free_func((GDestroyNotify)inbound_mail_free);
	intake->attempts = g_hash_table_new(NULL, NULL);
	return intake;
}

void
intake_free(Intake *intake)
{
	if (!intake)
		return;
	imap_close(intake->imap);
	g_ptr_array_unref(intake->group);
	g_hash_table_unref(intake->attempts);
	contact_clear(&intake->contact);
	db_close(intake->db);
	settings_unref(intake->settings);
	g_free(intake->directory);
	g_free(intake);
}

void
intake_set_patience(Intake *intake, int seconds)
{
	intake->patience = seconds;
}

int64_t
intake_stored(const Intake *intake)
{
	return intake->stored;
}

/* ---- connecting ---- */

/* Writes down where the mailbox stands and how we are with it. */
static bool
write_beginning(Intake *intake, int64_t uid_validity, int64_t next_uid, const Contact *contact, int64_t now,
	GError **error)
{
	const char *name = intake->mailbox->name;

	if (!db_begin(intake->db, error))
		return false;
	if (inbound_set_cursor(intake->db, name, uid_validity, next_uid, now, error) &&
		contact_set_beginning(intake->db, name, contact->started_at, contact->first_uid,
			contact->rebuilt_below, error) &&
		db_commit(intake->db, error))
		return true;
	db_rollback(intake->db);
	return false;
}

/* The first UID of mail that is to come. */
static bool
find_end(Intake *intake, uint32_t uid_next, int64_t *out_end, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(false, false, sizeof(uint32_t));

	*out_end = uid_next;
	if (uid_next)
		return true;
	if (!imap_search(intake->imap, 1, UINT32_MAX, uids, error))
		return false;
	*out_end = uids->len ? (int64_t)g_array_index(uids, uint32_t, uids->len - 1) + 1 : 1;
	return true;
}

/* Finds the place to go on from: the one written down, the beginning, or, on the first start, the end. When
 * UIDVALIDITY is another, all mails have new UIDs: all are fetched anew, and known bytes are not stored
 * twice (P6). */
static bool
find_place(Intake *intake, uint32_t uid_validity, uint32_t uid_next, int64_t now, GError **error)
{
	const char *name = intake->mailbox->name;
	int64_t known_validity = 0, next_uid = 0, end = 0;
	GError *cause = NULL;
	bool seen = inbound_cursor(intake->db, name, &known_validity, &next_uid, &cause);
	Contact beginning = intake->contact;

	if (cause) {
		g_propagate_error(error, cause);
		return false;
	}
	if (seen && known_validity == uid_validity) {
		intake->uid_validity = uid_validity;
		intake->next_uid = next_uid;
		return true;
	}
	if (!find_end(intake, uid_next, &end, error))
		return false;
	if (seen) {
		next_uid = beginning.first_uid = 1;
		beginning.rebuilt_below = end;
	} else if (intake->mailbox->from_beginning) {
		next_uid = beginning.first_uid = 1;
	} else {
		next_uid = beginning.first_uid = end;
		beginning.started_at = now;
	}
	if (!write_beginning(intake, uid_validity, next_uid, &beginning, now, error))
		return false;
	log_info("intake", "mailbox=%s uidvalidity=%u changed=%d next_uid=%" PRId64, name, uid_validity, seen,
		next_uid);
	intake->contact.first_uid = beginning.first_uid;
	intake->contact.rebuilt_below = beginning.rebuilt_below;
	intake->contact.started_at = beginning.started_at;
	intake->uid_validity = uid_validity;
	intake->next_uid = next_uid;
	g_hash_table_remove_all(intake->attempts);
	return true;
}

static bool
connect_mailbox(Intake *intake, int64_t now, GError **error)
{
	ImapOptions options = {
		.spool_directory = intake->directory,
		.max_mail_bytes = intake->settings->max_mail_bytes,
		.patience_seconds = intake->patience,
		.stop_fd = intake->stop_fd,
	};
	uint32_t uid_validity = 0, uid_next = 0;

	contact_clear(&intake->contact);
	if (!contact_load(intake->db, intake->mailbox->name, &intake->contact, error))
		return false;
	intake->imap = imap_open(&intake->mailbox->server, &options, error);
	if (!intake->imap ||
		!imap_examine(intake->imap, intake->mailbox->folder, &uid_validity, &uid_next, error) ||
		!find_place(intake, uid_validity, uid_next, now, error))
		return false;
	intake->rescan_at = now; /* who knows what happened while we were away */
	log_info("intake", "mailbox=%s connected=1 idle=%d next_uid=%" PRId64, intake->mailbox->name,
		imap_can_idle(intake->imap), intake->next_uid);
	return true;
}

static void
hang_up(Intake *intake)
{
	intake_drop_group(intake);
	g_clear_pointer(&intake->imap, imap_close);
}

/* ---- the step ---- */

/* An error of writing this down is left to the next transaction that matters. */
static void
note(Intake *intake, int64_t now, const char *trouble)
{
	Contact *contact = &intake->contact;
	bool same = g_strcmp0(contact->trouble, trouble ? trouble : "") == 0;

	if (same && (trouble || now < contact->contact_at + CONTACT_SECONDS))
		return;
	if (!contact_note(intake->db, intake->mailbox->name, now, trouble, NULL))
		return;
	g_free(contact->trouble);
	contact->trouble = g_strdup(trouble ? trouble : "");
	if (!trouble)
		contact->contact_at = now;
}

static int64_t
wait_out(Intake *intake, int64_t now, const int *waits, size_t count, unsigned *in_a_row)
{
	intake->retry_at = now + waits[MIN(*in_a_row, count - 1)];
	(*in_a_row)++;
	return intake->retry_at;
}

static int64_t
wait_for_room(Intake *intake, int64_t now)
{
	if (!intake->full)
		log_error("intake", "mailbox=%s error=disk-full stopped=1", intake->mailbox->name);
	intake->full = true;
	hang_up(intake);
	note(intake, now, "the disk with the database is full: intake stops until there is room");
	intake->retry_at = now + FULL_SECONDS;
	return intake->retry_at;
}

static bool
has_room(const Intake *intake)
{
	struct statvfs facts;

	return statvfs(intake->directory, &facts) < 0 ||
	       (uint64_t)facts.f_bavail * facts.f_frsize >= FREE_BYTES;
}

/* After a failure: when to try again. Takes the cause. */
static int64_t
recover(Intake *intake, int64_t now, GError *cause, GError **error)
{
	const char *name = intake->mailbox->name;
	int64_t next;

	hang_up(intake);
	if (cause->domain == DB_ERROR && cause->code == DB_ERROR_FULL) {
		next = wait_for_room(intake, now);
	} else if (cause->domain == DB_ERROR && cause->code == DB_ERROR_BUSY) {
		log_warning("intake", "mailbox=%s error=busy", name);
		next = intake->retry_at = now + BUSY_SECONDS;
	} else if (cause->domain != IMAP_ERROR) {
		g_propagate_error(error, cause);
		return -1;
	} else {
		bool refused = cause->code == IMAP_ERROR_LOGIN || cause->code == IMAP_ERROR_UNSAFE ||
			       cause->code == IMAP_ERROR_FOLDER;

		if (cause->code == IMAP_ERROR_STOPPED) {
			next = now;
		} else if (cause->code == IMAP_ERROR_SPOOL) {
			next = wait_for_room(intake, now);
		} else {
			next = refused ? wait_out(intake, now, refused_waits, G_N_ELEMENTS(refused_waits),
						 &intake->refusals)
				       : wait_out(intake, now, failed_waits, G_N_ELEMENTS(failed_waits),
						 &intake->failures);
			note(intake, now, cause->message);
			log_warning("intake", "mailbox=%s error=%s retry_in=%" PRId64, name,
				imap_error_word(cause->code), next - now);
		}
	}
	g_error_free(cause);
	return next;
}

/* Whether a connection that had been waiting turned out to be gone: nothing wrong, one only has to call
 * again. */
static bool
was_hung_up(const GError *cause, bool was_open)
{
	return was_open && cause->domain == IMAP_ERROR &&
	       (cause->code == IMAP_ERROR_UNREACHABLE || cause->code == IMAP_ERROR_SILENT);
}

int64_t
intake_step(Intake *intake, int64_t now, GError **error)
{
	bool was_open = intake->imap != NULL;
	int64_t stored = intake->stored;
	GError *cause = NULL;
	size_t left = 0;
	bool ok;

	if (now < intake->retry_at)
		return intake->retry_at;
	if (!has_room(intake))
		return wait_for_room(intake, now);
	ok = (was_open || connect_mailbox(intake, now, &cause)) &&
	     intake_take_all(intake, now, &left, &cause);
	if (!ok && was_hung_up(cause, was_open)) {
		g_clear_error(&cause);
		hang_up(intake);
		ok = connect_mailbox(intake, now, &cause) && intake_take_all(intake, now, &left, &cause);
	}
	if (!ok)
		return recover(intake, now, cause, error);

	if (intake->full)
		log_info("intake", "mailbox=%s resumed=1", intake->mailbox->name);
	intake->full = false;
	intake->refusals = 0;
	intake->fruitless = intake->stored > stored ? 0 : MIN(intake->fruitless + 1, FRUITLESS_MAX);
	if (left) {
		g_autofree char *trouble =
			g_strdup_printf("%zu mails could not be fetched and are tried again", left);

		note(intake, now, trouble);
		/* New mail need not wait for the old one's trouble. */
		if (now >= intake->again_at)
			intake->again_at =
				now + failed_waits[MIN(intake->failures++, G_N_ELEMENTS(failed_waits) - 1)];
		return intake->again_at;
	}
	intake->failures = 0;
	note(intake, now, NULL);
	return now + (imap_can_idle(intake->imap) ? IDLE_SECONDS : intake->mailbox->poll_seconds);
}

/* ---- waiting ---- */

static int64_t
wall_clock(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

/* False: told to stop. */
static bool
sleep_until(int stop_fd, int64_t until)
{
	int64_t milliseconds = (until - wall_clock()) * 1000;

	while (milliseconds > 0) {
		struct pollfd item = { .fd = stop_fd, .events = POLLIN };

		/* In pieces, so that a clock which is set forward is noticed. */
		if (poll(&item, 1, (int)MIN(milliseconds, 30000)) > 0)
			return false;
		milliseconds = (until - wall_clock()) * 1000;
	}
	return true;
}

bool
intake_wait(Intake *intake, int64_t until, int stop_fd)
{
	int64_t begun = wall_clock(), seconds = MIN(until - begun, IDLE_SECONDS);
	struct pollfd stop = { .fd = stop_fd, .events = POLLIN };
	GError *error = NULL;
	bool news = false;

	/* A server that keeps saying there is something, and then there is not, gets slower answers. */
	if (intake->fruitless > 1 &&
		!sleep_until(stop_fd, MIN(until, begun + (1 << (intake->fruitless - 2)))))
		return false;
	if (!intake->imap || !imap_can_idle(intake->imap) || begun < intake->retry_at || seconds <= 0)
		return sleep_until(stop_fd, until) && (stop_fd < 0 || poll(&stop, 1, 0) <= 0);
	if (imap_idle(intake->imap, (int)seconds, stop_fd, &news, &error)) {
		intake->drops = 0;
		if (!news)
			intake->fruitless = 0;
		return stop_fd < 0 || poll(&stop, 1, 0) <= 0;
	}
	if (error->code == IMAP_ERROR_STOPPED) {
		g_error_free(error);
		return false;
	}
	log_info("intake", "mailbox=%s idle_ended=%s", intake->mailbox->name, imap_error_word(error->code));
	g_error_free(error);
	hang_up(intake);
	if (wall_clock() - begun >= SHORT_IDLE_SECONDS)
		intake->drops = 0;
	wait_out(intake, wall_clock(), failed_waits, G_N_ELEMENTS(failed_waits), &intake->drops);
	return true;
}

bool
intake_run(Intake *intake, int stop_fd, int engine_fd, GError **error)
{
	int64_t next;

	intake->stop_fd = stop_fd;
	intake->engine_fd = engine_fd;
	do {
		next = intake_step(intake, wall_clock(), error);
		if (next < 0)
			return false;
	} while (intake_wait(intake, next, stop_fd));
	hang_up(intake);
	return true;
}
