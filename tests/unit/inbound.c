#include "daemon/store/inbound.h"

#include "tests/unit/check.h"
#include "tests/unit/scratch.h"

#include <string.h>

static Db *
open_fresh(const char *name)
{
	g_autofree char *path = scratch_path(name);
	g_autoptr(GError) error = NULL;
	Db *db = db_open(path, &error);

	if (!db)
		g_error("%s", error->message);
	return db;
}

/* The row of a mail that says `text`; 0 when it was not stored. */
static int64_t
add(Db *db, const char *mailbox, int64_t validity, int64_t uid, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
	char *name = g_strdup(mailbox);
	InboundMail mail = {
		.mailbox = name,
		.uid_validity = validity,
		.uid = uid,
		.arrived_at = 1000 + uid,
		.fetched_at = 2000 + uid,
		.full_size = (int64_t)strlen(text),
		.raw = raw,
	};
	int64_t id = 0;

	if (!inbound_add(db, &mail, &id, &error))
		g_printerr("%s\n", error->message);
	g_free(name);
	return id;
}

/* Row by row into one store: what the same or another mail, UID, mailbox make of each other. */
static const struct {
	const char *label;
	const char *mailbox;
	int64_t validity, uid;
	const char *text;
	int64_t id; /* row that stands for it afterwards */
	Fate fate;
} mails[] = {
	{ "a first mail waits", "in", 7, 1, "Message-ID: <a@mail.test>\r\n\r\none", 1, FATE_NONE },
	{ "the same one fetched again is no second mail", "in", 7, 1, "Message-ID: <a@mail.test>\r\n\r\none",
		1, FATE_NONE },
	{ "the same bytes under another UID are a duplicate", "in", 7, 2,
		"Message-ID: <a@mail.test>\r\n\r\none", 2, FATE_DUPLICATE },
	{ "which is recorded once as well", "in", 7, 2, "Message-ID: <a@mail.test>\r\n\r\none", 2,
		FATE_DUPLICATE },
	{ "the same Message-ID with other content is kept", "in", 7, 3,
		"Message-ID: <a@mail.test>\r\n\r\ntwo", 3, FATE_NONE },
	{ "after a change of UIDVALIDITY the old mail is a duplicate", "in", 8, 1,
		"Message-ID: <a@mail.test>\r\n\r\none", 4, FATE_DUPLICATE },
	{ "a new one under a UID that was used before waits", "in", 8, 3, "another", 5, FATE_NONE },
	{ "other bytes under the very same UID are kept: such servers exist", "in", 8, 3, "yet another", 6,
		FATE_NONE },
	{ "another mailbox is asked for itself", "second", 7, 1, "Message-ID: <a@mail.test>\r\n\r\none", 7,
		FATE_NONE },
	{ "an empty mail is a mail", "in", 8, 9, "", 8, FATE_NONE },
};

static void
check_adding(void)
{
	g_autoptr(Db) db = open_fresh("adding.db");
	bool has = false;

	for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
		int64_t id = add(db, mails[i].mailbox, mails[i].validity, mails[i].uid, mails[i].text);
		g_autoptr(InboundMail) mail = inbound_load(db, id, NULL);

		check(mail && id == mails[i].id && mail->fate == mails[i].fate, mails[i].label,
			"row %d fate %s", (int)id, mail ? fate_name(mail->fate) : "none");
		if (mail && mail->fate == FATE_DUPLICATE)
			check(!mail->raw && g_str_equal(mail->reason, "same bytes as mail 1"),
				"a duplicate has no copy and names the first", "%s", mail->reason);
		else
			check(mail && mail->raw && g_bytes_get_size(mail->raw) == strlen(mails[i].text) &&
					memcmp(g_bytes_get_data(mail->raw, NULL)
							? g_bytes_get_data(mail->raw, NULL)
							: "",
						mails[i].text, strlen(mails[i].text)) == 0,
				"its bytes come back", "they differ");
	}
	check(inbound_has_uid(db, "in", 7, 2, &has, NULL) && has, "a duplicate's UID is known", "it is not");
	check(inbound_has_uid(db, "in", 7, 9, &has, NULL) && !has, "one of another UIDVALIDITY is not",
		"it is");
}

static void
check_cursor(void)
{
	g_autoptr(Db) db = open_fresh("cursor.db");
	g_autoptr(GError) error = NULL;
	int64_t validity = -1, next = -1;

	check(!inbound_cursor(db, "in", &validity, &next, &error) && !error,
		"a mailbox never seen has no cursor, which is no error", "it has");
	db_begin(db, NULL);
	add(db, "in", 7, 41, "lost");
	inbound_set_cursor(db, "in", 7, 42, 1, NULL);
	db_rollback(db);
	check(!inbound_cursor(db, "in", &validity, &next, NULL) && !inbound_next(db, NULL),
		"cursor and bytes are lost together", "one stayed");
	db_begin(db, NULL);
	add(db, "in", 7, 41, "kept");
	inbound_set_cursor(db, "in", 7, 42, 1, NULL);
	db_commit(db, NULL);
	check(inbound_cursor(db, "in", &validity, &next, NULL) && validity == 7 && next == 42,
		"and stored together", "they are not");
	check(inbound_set_cursor(db, "in", 4294967295, 4294967296, 2, NULL) &&
			inbound_cursor(db, "in", &validity, &next, NULL) && validity == 4294967295 &&
			next == 4294967296,
		"the largest UIDs fit", "they do not");
}

static void
check_fates(void)
{
	g_autoptr(Db) db = open_fresh("fates.db");
	g_autoptr(InboundMail) first = NULL, second = NULL, none = NULL, again = NULL;
	g_autoptr(GError) error = NULL, decided = NULL, missing = NULL;
	int64_t counts[FATE_COUNT];
	int attempts = 0;

	add(db, "in", 1, 1, "one");
	add(db, "in", 1, 2, "two");
	first = inbound_next(db, NULL);
	check(first && first->id == 1 && first->uid == 1 && first->arrived_at == 1001 &&
			first->fetched_at == 2001 && first->size == 3 && first->full_size == 3 &&
			!first->truncated && g_str_equal(first->mailbox, "in"),
		"the oldest comes first, as it was stored", "it differs");
	check(inbound_set_fate(db, 1, FATE_SPAM, 0, "a@mail.test", "score", 50, NULL), "it gets its fate",
		"it does not");
	check(!inbound_set_fate(db, 1, FATE_AUTO, 0, NULL, NULL, 51, &decided), "and never another",
		"it did");
	check(!inbound_set_fate(db, 99, FATE_AUTO, 0, NULL, NULL, 51, &missing) && missing,
		"a mail that is not there gets none", "it did");
	second = inbound_next(db, NULL);
	check(second && second->id == 2, "then the next", "it is another");
	check(inbound_note_failure(db, 2, &attempts, NULL) && attempts == 1 &&
			inbound_note_failure(db, 2, &attempts, NULL) && attempts == 2,
		"failed parses are counted", "%d", attempts);
	check(!inbound_note_failure(db, 99, &attempts, &error) && error, "of mails that are there",
		"they are");
	check(inbound_set_fate(db, 2, FATE_QUARANTINED, 0, NULL, "crash", 52, NULL), "it is quarantined",
		"it is not");
	none = inbound_next(db, NULL);
	check(!none, "then none waits", "mail %d does", none ? (int)none->id : 0);
	check(inbound_count(db, counts, NULL) && counts[FATE_SPAM] == 1 && counts[FATE_QUARANTINED] == 1 &&
			counts[FATE_NONE] == 0,
		"fates are counted", "they are not");
	check(inbound_set_fate(db, 2, FATE_NONE, 0, NULL, "", 53, NULL), "a quarantined one may be retried",
		"it may not");
	again = inbound_next(db, NULL);
	check(again && again->id == 2 && again->attempts == 0, "from the beginning", "it is not");
}

static void
check_large(void)
{
	g_autoptr(Db) db = open_fresh("large.db");
	gsize size = (25 << 20) + 1;
	guint8 *data = g_malloc(size);
	InboundMail mail = { .mailbox = (char[]){ "in" }, .uid_validity = 1, .uid = 1, .truncated = true };
	g_autoptr(InboundMail) back = NULL;
	g_autoptr(GBytes) raw = NULL;
	int64_t id = 0;

	for (gsize i = 0; i < size; i++)
		data[i] = (guint8)(i % 251);
	raw = g_bytes_new_take(data, size);
	mail.raw = raw;
	mail.full_size = 100 << 20;
	db_begin(db, NULL);
	check(inbound_add(db, &mail, &id, NULL) && db_commit(db, NULL), "a mail of 25 MB is stored",
		"it is not");
	back = inbound_next(db, NULL);
	check(back && back->raw && g_bytes_equal(back->raw, raw), "and comes back", "it differs");
	check(back && back->truncated && back->full_size == 100 << 20 && back->size == (int64_t)size,
		"with what the server had of it", "it does not");
}

/* Every statement of this module but the count over all mails is served by an index. */
static void
check_plans(void)
{
	g_autoptr(Db) db = open_fresh("plans.db");
	g_autofree char *plans = NULL;
	int64_t validity = 0, next = 0;
	int attempts = 0;
	bool has = false;

	add(db, "in", 1, 1, "one");
	g_ptr_array_unref(inbound_of_case(db, 1, NULL));
	inbound_mail_free(inbound_next(db, NULL));
	inbound_mail_free(inbound_load(db, 1, NULL));
	inbound_has_uid(db, "in", 1, 1, &has, NULL);
	inbound_note_failure(db, 1, &attempts, NULL);
	inbound_set_fate(db, 1, FATE_SPAM, 0, NULL, NULL, 1, NULL);
	inbound_set_cursor(db, "in", 1, 2, 1, NULL);
	inbound_cursor(db, "in", &validity, &next, NULL);
	plans = db_plans(db);
	check(!strstr(plans, "\tSCAN inbound\n") && !strstr(plans, "\tSCAN inbound_raw") &&
			!strstr(plans, "\tSCAN mailbox") && !strstr(plans, "TEMP B-TREE"),
		"no statement walks through a table", "%s", plans);
	check(strstr(plans, "inbound_waiting") != NULL, "the next mail is found by the index of waiting ones",
		"%s", plans);
}

int
main(void)
{
	Fate fate = FATE_NONE;

	for (int i = 0; i < FATE_COUNT; i++)
		check(fate_from_name(fate_name((Fate)i), &fate) && (int)fate == i,
			"a fate has a name of its own", "%d", i);
	check(!fate_from_name("lost", &fate) && !fate_from_name(NULL, &fate), "other words are no fate",
		"one is");
	check_adding();
	check_cursor();
	check_fates();
	check_large();
	check_plans();
	return check_done();
}
