#include "daemon/store/contact.h"

enum {
	CLOCK_SLACK = 600, /* the server's clock may be this far from ours */
};

static const char LOAD[] = "SELECT contact_at, trouble_at, trouble, started_at, first_uid, rebuilt_below"
			   " FROM mailbox_contact WHERE name = $name";
static const char NOTE_CONTACT[] =
	"INSERT INTO mailbox_contact (name, contact_at) VALUES ($name, $now)"
	" ON CONFLICT (name) DO UPDATE SET contact_at = excluded.contact_at, trouble_at = 0, trouble = ''";
static const char NOTE_TROUBLE[] =
	"INSERT INTO mailbox_contact (name, trouble_at, trouble) VALUES ($name, $now, $trouble)"
	" ON CONFLICT (name) DO UPDATE SET trouble = excluded.trouble,"
	" trouble_at = CASE WHEN mailbox_contact.trouble_at = 0 THEN excluded.trouble_at"
	" ELSE mailbox_contact.trouble_at END";
static const char SET_BEGINNING[] =
	"INSERT INTO mailbox_contact (name, started_at, first_uid, rebuilt_below)"
	" VALUES ($name, $started_at, $first_uid, $rebuilt_below)"
	" ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, first_uid = excluded.first_uid,"
	" rebuilt_below = excluded.rebuilt_below";

void
contact_clear(Contact *contact)
{
	g_clear_pointer(&contact->trouble, g_free);
}

bool
contact_load(Db *db, const char *mailbox, Contact *out, GError **error)
{
	DbStatement *statement = db_prepare(db, LOAD, error);
	Contact contact = { .first_uid = 1 };
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$name", mailbox);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		contact.contact_at = db_int(statement, 0);
		contact.trouble_at = db_int(statement, 1);
		contact.trouble = g_strdup(db_text(statement, 2));
		contact.started_at = db_int(statement, 3);
		contact.first_uid = db_int(statement, 4);
		contact.rebuilt_below = db_int(statement, 5);
	}
	db_reset(statement);
	if (step == DB_FAILED)
		return false;
	if (!contact.trouble)
		contact.trouble = g_strdup("");
	*out = contact;
	return true;
}

bool
contact_note(Db *db, const char *mailbox, int64_t now, const char *trouble, GError **error)
{
	DbStatement *statement = db_prepare(db, trouble ? NOTE_TROUBLE : NOTE_CONTACT, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$name", mailbox);
	db_bind_int(statement, "$now", now);
	if (trouble)
		db_bind_text(statement, "$trouble", trouble);
	return db_run(statement, error);
}

bool
contact_set_beginning(Db *db, const char *mailbox, int64_t started_at, int64_t first_uid,
	int64_t rebuilt_below, GError **error)
{
	DbStatement *statement = db_prepare(db, SET_BEGINNING, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$name", mailbox);
	db_bind_int(statement, "$started_at", started_at);
	db_bind_int(statement, "$first_uid", first_uid);
	db_bind_int(statement, "$rebuilt_below", rebuilt_below);
	return db_run(statement, error);
}

bool
contact_was_before(const Contact *contact, int64_t next_uid, int64_t uid, int64_t internal_date)
{
	bool uid_says_nothing = uid < contact->rebuilt_below || uid < next_uid;

	return uid_says_nothing && internal_date >= 0 && internal_date < contact->started_at - CLOCK_SLACK;
}
