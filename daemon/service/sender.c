#include "daemon/service/sender.h"

#include "daemon/log.h"
#include "daemon/service/wake.h"
#include "daemon/store/outbox.h"

#include <inttypes.h>
#include <poll.h>
#include <time.h>

enum {
	MINUTE = 60,
	HOUR = 3600,
	DAY = 24 * HOUR,
	LONGEST_PAUSE = HOUR + 1,
	LEASE_SECONDS = 10 * MINUTE,
	GIVE_UP_SECONDS = 48 * HOUR,
	GIVE_UP_ATTEMPTS = 51, /* what the waits below make of 48 h */
	STEP_SECONDS = 5,      /* then the caller's clock is too old to give leases by */
	MOVES_A_COMMIT = 100,
	REST_SECONDS = 20, /* idle so long, the connection is given up */
	LOOK_SECONDS = 5,  /* complaintctl releases letters and cannot wake us */
	BUSY_SECONDS = 1,
	FULL_SECONDS = 30,
};

static const char AREA[] = "sender";
static const char WAITS[] = "waits: this address has had its share of letters";

static const int letter_waits[] = { 1 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR };
static const int login_waits[] = { 1 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR };
static const int reach_waits[] = { 1 * MINUTE, 1 * MINUTE, 2 * MINUTE, 5 * MINUTE };

/* What is still to be written about the letter that was sent last. It goes into the transaction that claims
 * the next one: one fsync a letter. */
typedef struct {
	int64_t id; /* 0: nothing */
	enum {
		ENDED_SENT,
		ENDED_FAILED,
		ENDED_RETRY
	} end;
	OutboxState state; /* for ENDED_RETRY */
	int64_t at;        /* when it ended, or is tried again */
	int code;
	char *reply;
} Ending;

struct Sender {
	Settings *settings;
	Db *db;
	SendTransport *transport;
	int stop_fd, engine_fd;
	Ending ending;
	int64_t paused_until; /* nothing is claimed before */
	int refused;          /* logins in a row */
	int unreached;        /* in a row */
	bool over_budget;     /* reported */
	bool connected;       /* perhaps: a letter was sent since the last rest */
	int64_t active_at;    /* when that was, monotonic µs */
};

Sender *
sender_new(Settings *settings, const char *database, SendTransport *transport, GError **error)
{
	g_autoptr(Sender) sender = g_new0(Sender, 1);

	sender->settings = settings_ref(settings);
	sender->transport = transport;
	sender->stop_fd = sender->engine_fd = -1;
	sender->db = db_open(database, error);
	return sender->db ? g_steal_pointer(&sender) : NULL;
}

void
sender_free(Sender *sender)
{
	if (!sender)
		return;
	sender->transport->free(sender->transport);
	db_close(sender->db);
	settings_unref(sender->settings);
	g_free(sender->ending.reply);
	g_free(sender);
}

/* ---- what becomes of a letter ---- */

static int
wait_of(const int *waits, size_t count, int attempts)
{
	return waits[MIN((size_t)MAX(attempts - 1, 0), count - 1)];
}

/* Both, because a letter may have been held for days before its first attempt, and an unreachable server is
 * asked more often than letters are. */
static bool
is_spent(const OutboxMail *mail, int64_t now)
{
	return mail->attempts > GIVE_UP_ATTEMPTS && now - mail->created_at >= GIVE_UP_SECONDS;
}

static void
decide(Sender *sender, const OutboxMail *mail, SendAnswer *answer, int64_t now)
{
	int wait = wait_of(letter_waits, G_N_ELEMENTS(letter_waits), mail->attempts);
	Ending ending = { .id = mail->id,
		.end = ENDED_RETRY,
		.state = OUTBOX_QUEUED,
		.at = now + wait,
		.code = answer->code,
		.reply = g_steal_pointer(&answer->reply) };

	sender->refused = answer->result == SEND_LOGIN ? sender->refused + 1 : 0;
	sender->unreached = answer->result == SEND_UNREACHED ? sender->unreached + 1 : 0;
	switch (answer->result) {
	case SEND_ACCEPTED:
		ending.end = ENDED_SENT;
		ending.at = now;
		break;
	case SEND_REFUSED:
		ending.end = ENDED_FAILED;
		break;
	case SEND_LATER:
		break;
	case SEND_UNCERTAIN:
		ending.state = OUTBOX_UNCERTAIN;
		break;
	case SEND_LOGIN:
		ending.at = sender->paused_until =
			now + wait_of(login_waits, G_N_ELEMENTS(login_waits), sender->refused);
		break;
	case SEND_UNREACHED:
		ending.at = sender->paused_until =
			now + wait_of(reach_waits, G_N_ELEMENTS(reach_waits), sender->unreached);
		break;
	}
	if (ending.end == ENDED_RETRY && answer->result != SEND_LOGIN && is_spent(mail, now))
		ending.end = ENDED_FAILED;
	if (ending.end == ENDED_FAILED)
		ending.at = now;
	sender->ending = ending;
}

static void
report(const Sender *sender, const OutboxMail *mail, SendResult result)
{
	static const char *const names[] = {
		[SEND_ACCEPTED] = "accepted",
		[SEND_LATER] = "later",
		[SEND_REFUSED] = "refused",
		[SEND_UNCERTAIN] = "uncertain",
		[SEND_LOGIN] = "login-refused",
		[SEND_UNREACHED] = "unreached",
	};
	const Ending *ending = &sender->ending;

	if (result == SEND_LOGIN || result == SEND_UNREACHED)
		log_warning(AREA, "result=%s code=%d pause_until=%" PRId64 " outbox=%" PRId64, names[result],
			ending->code, sender->paused_until, mail->id);
	else
		log_info(AREA,
			"outbox=%" PRId64 " case=%" PRId64 " letter=%s result=%s code=%d attempt=%d final=%d",
			mail->id, mail->case_id, letter_name(mail->letter), names[result], ending->code,
			mail->attempts, ending->end != ENDED_RETRY);
}

static bool
record(Sender *sender, GError **error)
{
	const Ending *ending = &sender->ending;

	switch (ending->end) {
	case ENDED_SENT:
		return outbox_sent(sender->db, ending->id, ending->at, ending->code, ending->reply, error);
	case ENDED_FAILED:
		return outbox_failed(sender->db, ending->id, ending->at, ending->code, ending->reply, error);
	case ENDED_RETRY:
		return outbox_retry(sender->db, ending->id, ending->state, ending->at, ending->code,
			ending->reply, error);
	}
	g_assert_not_reached();
}

/* ---- budgets (P16) ---- */

/* Whether `budget` letters went out, or are on their way, in the last `window` seconds; then *out_free is
 * when the oldest of them leaves the window. `self`: one of those on their way is the asker's. */
static bool
is_used_up(Sender *sender, const char *recipient, int budget, int window, int self, int64_t now,
	int64_t *out_free, GError **error)
{
	int64_t count = outbox_count_since(sender->db, recipient, now - window, error), oldest = 0;

	if (count < 0 || count - self < budget)
		return false;
	if (!outbox_sent_time(sender->db, recipient, budget, &oldest, error))
		return false;
	*out_free = MAX(*out_free, MAX(oldest + window, now) + 1);
	return true;
}

/* The moment from which `recipient` may have another letter; 0: now. -1 with an error. */
static int64_t
address_free_at(Sender *sender, const char *recipient, int64_t now, GError **error)
{
	const Settings *settings = sender->settings;
	GError *trouble = NULL;
	int64_t free_at = 0;

	is_used_up(sender, recipient, settings->budget_address_hour, HOUR, 1, now, &free_at, &trouble);
	if (!trouble)
		is_used_up(sender, recipient, settings->budget_address_day, DAY, 1, now, &free_at, &trouble);
	if (!trouble)
		return free_at;
	g_propagate_error(error, trouble);
	return -1;
}

/* True when no letter at all may be claimed for now; paused_until says how long. */
static bool
is_over_budget(Sender *sender, int64_t now, GError **error)
{
	int64_t free_at = 0;
	bool over = is_used_up(sender, NULL, sender->settings->budget_hour, HOUR, 0, now, &free_at, error);

	if (over)
		sender->paused_until = MAX(sender->paused_until, free_at);
	if (over && !sender->over_budget)
		log_warning(
			AREA, "budget=hour limit=%d until=%" PRId64, sender->settings->budget_hour, free_at);
	sender->over_budget = over;
	return over;
}

/* ---- claiming ---- */

/* In a transaction. NULL with no error: nothing may be sent now. */
static OutboxMail *
claim(Sender *sender, int64_t now, GError **error)
{
	for (int moves = 0; moves < MOVES_A_COMMIT; moves++) {
		g_autoptr(OutboxMail) mail = outbox_claim(sender->db, now, LEASE_SECONDS, error);
		int64_t free_at;

		if (!mail)
			return NULL;
		/* The budget of an address guards strangers from us; staff get a receipt for each of their
		 * mails. */
		free_at =
			mail->role == ROLE_LEARNER ? address_free_at(sender, mail->recipient, now, error) : 0;
		if (free_at < 0)
			return NULL;
		if (free_at == 0)
			return g_steal_pointer(&mail);
		/* The stored reply is also the mark that it has been reported. */
		if (g_strcmp0(mail->reply, WAITS) != 0)
			log_warning(AREA, "budget=address outbox=%" PRId64 " case=%" PRId64 " until=%" PRId64,
				mail->id, mail->case_id, free_at);
		if (!outbox_retry(sender->db, mail->id, OUTBOX_QUEUED, free_at, 0, WAITS, error))
			return NULL;
	}
	return NULL;
}

/* Writes what became of the last letter and claims the next, both or neither. NULL with no error: none. */
static OutboxMail *
turn(Sender *sender, int64_t now, bool more, GError **error)
{
	g_autoptr(OutboxMail) mail = NULL;
	GError *trouble = NULL;
	bool ended = sender->ending.id != 0 && sender->ending.end != ENDED_RETRY;

	if (!db_begin(sender->db, error))
		return NULL;
	if (sender->ending.id == 0 || record(sender, &trouble))
		if (more && now >= sender->paused_until && !is_over_budget(sender, now, &trouble) && !trouble)
			mail = claim(sender, now, &trouble);
	if (trouble) {
		db_rollback(sender->db);
		g_propagate_error(error, trouble);
		return NULL;
	}
	if (!db_commit(sender->db, error))
		return NULL;
	sender->ending.id = 0;
	g_clear_pointer(&sender->ending.reply, g_free);
	if (ended)
		wake_write(sender->engine_fd);
	return g_steal_pointer(&mail);
}

static bool
is_readable(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	return fd >= 0 && poll(&poll_fd, 1, 0) > 0;
}

/* Whole seconds since `started` (monotonic µs). */
static int64_t
spent(int64_t started)
{
	return (g_get_monotonic_time() - started) / G_USEC_PER_SEC;
}

static void
send_letter(Sender *sender, const OutboxMail *mail, int64_t now)
{
	int64_t started = g_get_monotonic_time();
	SendAnswer answer = { 0 };
	SendResult result;

	sender->transport->send(sender->transport, mail->sender, mail->recipient, mail->bytes, &answer);
	result = answer.result;
	sender->connected = true;
	sender->active_at = g_get_monotonic_time();
	decide(sender, mail, &answer, now + spent(started));
	report(sender, mail, result);
	g_free(answer.reply);
}

static int64_t
next_wake(Sender *sender, int64_t now, GError **error)
{
	GError *trouble = NULL;
	int64_t due = outbox_next_due(sender->db, &trouble);

	if (trouble) {
		g_propagate_error(error, trouble);
		return -1;
	}
	return due ? MAX(MAX(due, sender->paused_until), now) : 0;
}

int64_t
sender_step(Sender *sender, int64_t now, GError **error)
{
	int64_t started = g_get_monotonic_time();
	GError *trouble = NULL;

	/* No pause is longer; a clock that was set back must not make one so. */
	sender->paused_until = MIN(sender->paused_until, now + LONGEST_PAUSE);
	for (;;) {
		bool more = spent(started) < STEP_SECONDS && !is_readable(sender->stop_fd);
		int64_t wake = next_wake(sender, now, error);
		g_autoptr(OutboxMail) mail = NULL;

		if (wake < 0)
			return -1;
		/* Nothing to write, nothing to claim: no lock is taken. */
		if (sender->ending.id == 0 && (!more || wake == 0 || wake > now))
			return wake;
		mail = turn(sender, now, more, &trouble);
		if (trouble) {
			g_propagate_error(error, trouble);
			return -1;
		}
		if (mail)
			send_letter(sender, mail, now);
	}
}

/* ---- the thread ---- */

/* A busy or full database is waited out, with the answer kept; anything else ends the process. */
static bool
ride_out(Sender *sender, const GError *trouble, bool *reported)
{
	bool full = g_error_matches(trouble, DB_ERROR, DB_ERROR_FULL);

	if (db_is_broken(sender->db) || (!full && !g_error_matches(trouble, DB_ERROR, DB_ERROR_BUSY)))
		return false;
	if (!*reported)
		log_error(AREA, "database=%s", full ? "full" : "busy");
	*reported = true;
	wake_wait(sender->stop_fd, -1, time(NULL) + (full ? FULL_SECONDS : BUSY_SECONDS));
	return true;
}

/* Until `wake` (0: nothing is known to wait) or `wake_fd`; a connection that is idle for long is given up
 * meanwhile. */
static void
wait_for_letters(Sender *sender, int wake_fd, int64_t wake)
{
	int64_t idle = spent(sender->active_at);

	if (sender->connected && idle >= REST_SECONDS) {
		sender->transport->rest(sender->transport);
		sender->connected = false;
	}
	if (sender->connected) {
		int64_t rest = time(NULL) + REST_SECONDS - idle;

		wake = wake ? MIN(wake, rest) : rest;
	}
	wake = wake ? MIN(wake, time(NULL) + LOOK_SECONDS) : time(NULL) + LOOK_SECONDS;
	wake_wait(sender->stop_fd, wake_fd, wake);
}

bool
sender_run(Sender *sender, int stop_fd, int wake_fd, int engine_fd, GError **error)
{
	bool reported = false;

	sender->stop_fd = stop_fd;
	sender->engine_fd = engine_fd;
	while (!is_readable(stop_fd)) {
		g_autoptr(GError) trouble = NULL;
		int64_t wake = sender_step(sender, time(NULL), &trouble);

		if (!trouble) {
			reported = false;
			wait_for_letters(sender, wake_fd, wake);
		} else if (!ride_out(sender, trouble, &reported)) {
			g_propagate_error(error, g_steal_pointer(&trouble));
			return false;
		}
	}
	return true;
}
