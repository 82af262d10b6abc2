#include "daemon/store/erase.h"

#include "daemon/store/inbound.h"

#include <string.h>

static const char CASES_OF[] =
	"SELECT id FROM kase WHERE learner = $address OR claimed = $address ORDER BY id";

/* ---- statements about one case ---- */

/* A letter that still waits would say what is to be forgotten, and its sender needs its bytes. Those of
 * digests name the case in a line. */
static const char WAITING_LETTER[] =
	"SELECT id FROM outbox WHERE state NOT IN ('sent', 'failed', 'dropped') AND (case_id = $case_id"
	" OR id IN (SELECT outbox_id FROM report WHERE outbox_id IS NOT NULL AND id IN"
	" (SELECT report_id FROM report_line WHERE case_id = $case_id))) ORDER BY id LIMIT 1";
/* The rows that say who erased or held, and what is left, name nobody. */
static const char EVENTS[] = "UPDATE event SET payload = NULL, salt = NULL WHERE case_id = $case_id"
			     " AND payload IS NOT NULL AND event NOT IN ('erased', 'held')";
static const char MAIL_BYTES[] =
	"DELETE FROM inbound_raw WHERE id IN (SELECT id FROM inbound WHERE case_id = $case_id)"
	" OR id IN (SELECT inbound_id FROM event WHERE case_id = $case_id AND inbound_id IS NOT NULL)";
static const char MAIL_NAMES[] = "UPDATE inbound SET message_id = '' WHERE case_id = $case_id";
static const char LETTER_BYTES[] =
	"DELETE FROM outbox_raw WHERE id IN (SELECT id FROM outbox WHERE case_id = $case_id)"
	" OR id IN (SELECT outbox_id FROM report WHERE outbox_id IS NOT NULL AND id IN"
	" (SELECT report_id FROM report_line WHERE case_id = $case_id))";
static const char LETTER_WORDS[] = "UPDATE outbox SET subject = '', reply = '' WHERE case_id = $case_id";
static const char LETTER_READER[] =
	"UPDATE outbox SET recipient = 'erased' WHERE case_id = $case_id AND role = 'learner'";
static const char CODES[] = "UPDATE confirmation SET outcome = 'expired', commands = '', code = ''"
			    " WHERE case_id = $case_id AND outcome = 'waiting'";
static const char REMINDERS[] = "DELETE FROM reminder WHERE case_id = $case_id";

/* ---- statements about one person beyond his own cases ---- */

static const char LETTERS_TO[] = "SELECT id FROM outbox WHERE recipient = $address"
				 " AND state NOT IN ('sent', 'failed', 'dropped') ORDER BY id LIMIT 1";
static const char BYTES_TO[] =
	"DELETE FROM outbox_raw WHERE id IN (SELECT id FROM outbox WHERE recipient = $address)";
static const char WORDS_TO[] = "UPDATE outbox SET subject = '', reply = '', recipient = 'erased'"
			       " WHERE recipient = $address";
static const char PAYLOADS[] = "SELECT id, case_id, inbound_id, payload FROM event"
			       " WHERE payload IS NOT NULL AND id > $after ORDER BY id LIMIT 1000";
static const char ONE_EVENT[] = "UPDATE event SET payload = NULL, salt = NULL WHERE id = $id";
static const char LETTERS_OF_EVENT[] =
	"DELETE FROM outbox_raw WHERE id IN (SELECT id FROM outbox WHERE event_id = $id)";
static const char ONE_MAIL[] = "DELETE FROM inbound_raw WHERE id = $id";
static const char ONE_MAIL_NAME[] = "UPDATE inbound SET message_id = '' WHERE id = $id";
/* The only mails that no case leads to; what waits is not yet anybody's. */
static const char LOOSE_MAILS[] =
	"SELECT id FROM inbound WHERE (case_id IS NULL OR fate = 'unverified') AND fate <> 'waiting'"
	" AND id IN (SELECT id FROM inbound_raw) ORDER BY id";

enum {
	HEAD_BYTES = 256 * 1024, /* of a mail, in which its sender stands */
	PHONE_DIGITS = 7,        /* a shorter number names nobody */
};

typedef struct {
	Db *db;
	const Origin *origin;
	int64_t now;
	GPtrArray *words; /* char *: what names the person; compared without regard to case */
	Erased *erased;
} Erasing;

/* ---- rows ---- */

static bool
run(Db *db, const char *sql, const char *name, int64_t value, int64_t *out_changed, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);

	if (!statement)
		return false;
	db_bind_int(statement, name, value);
	if (!db_run(statement, error))
		return false;
	if (out_changed)
		*out_changed += db_changes(db);
	return true;
}

static bool
run_for(Db *db, const char *sql, const char *address, int64_t *out_changed, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);

	if (!statement)
		return false;
	db_bind_text(statement, "$address", address);
	if (!db_run(statement, error))
		return false;
	if (out_changed)
		*out_changed += db_changes(db);
	return true;
}

/* The ids that a statement answers; NULL with an error. `address` and `case_id` are bound when given. */
static GArray *
ids_of(Db *db, const char *sql, const char *address, int64_t case_id, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	DbStatement *statement = db_prepare(db, sql, error);
	DbStep step;

	if (!statement)
		return NULL;
	if (address)
		db_bind_text(statement, "$address", address);
	if (case_id)
		db_bind_int(statement, "$case_id", case_id);
	while ((step = db_step(statement, error)) == DB_ROW) {
		int64_t id = db_int(statement, 0);

		g_array_append_val(ids, id);
	}
	return step == DB_DONE ? g_steal_pointer(&ids) : NULL;
}

/* ---- may it go? ---- */

static bool
refuse_waiting(Db *db, const char *sql, const char *address, int64_t case_id, GError **error)
{
	g_autoptr(GArray) waiting = ids_of(db, sql, address, case_id, error);

	if (waiting && waiting->len)
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
			"letter %" G_GINT64_FORMAT
			" is still to go out: wait for it, or drop it (complaintctl outbox drop)",
			g_array_index(waiting, int64_t, 0));
	return waiting && !waiting->len;
}

static bool
refuse_busy(Db *db, const Case *kase, GError **error)
{
	if (kase->held || case_is_open(kase)) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "case %s %s", kase->number,
			kase->held ? "is under a legal hold" : "is open: it must have ended first");
		return false;
	}
	return refuse_waiting(db, WAITING_LETTER, NULL, kase->id, error);
}

static Case *
load_case(Db *db, int64_t case_id, GError **error)
{
	GError *failure = NULL;
	Case *kase = ledger_load(db, case_id, &failure);

	if (failure)
		g_propagate_error(error, failure);
	else if (!kase)
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "there is no case %" G_GINT64_FORMAT, case_id);
	return kase;
}

/* ---- words ---- */

static void
add_word(GPtrArray *words, const char *word)
{
	if (word && *word)
		g_ptr_array_add(words, g_ascii_strdown(word, -1));
}

/* Address and telephone number alone name nobody else, wherever they stand. */
static void
add_names(GPtrArray *words, const Case *kase, bool own_case)
{
	add_word(words, kase->learner);
	add_word(words, kase->claimed);
	if (kase->phone && strlen(kase->phone) >= PHONE_DIGITS)
		add_word(words, kase->phone);
	if (own_case)
		add_word(words, kase->learner_name);
}

static bool
names_person(const GPtrArray *words, const char *text, size_t length)
{
	g_autofree char *lower = g_ascii_strdown(text, (gssize)length);

	for (guint i = 0; i < words->len; i++)
		if (memmem(lower, length, words->pdata[i], strlen(words->pdata[i])))
			return true;
	return false;
}

/* ---- the case itself ---- */

static bool
is_to_go(const Erasing *erasing, const FieldRow *field, const void *record, bool own_case)
{
	const char *text;

	if (own_case && field->personal)
		return true;
	if (field->type != FIELD_TEXT)
		return false;
	text = *(char *const *)(const void *)((const char *)record + field->offset);
	return text && names_person(erasing->words, text, strlen(text));
}

static void
blank_record(const Erasing *erasing, Case *kase, const RecordType *type, guint index, bool own_case)
{
	for (const FieldRow *field = type->fields; field->key; field++) {
		const void *record =
			type == &case_record ? (const void *)kase : case_list(type, kase)->pdata[index];

		if (is_to_go(erasing, field, record, own_case))
			case_put(kase, type, index, field, "");
	}
}

/* In another's case a log line by the person is all his. */
static void
blank_case(const Erasing *erasing, Case *kase, bool own_case)
{
	for (guint i = 0; i < kase->entries->len; i++) {
		const Entry *entry = kase->entries->pdata[i];

		if (entry->by && names_person(erasing->words, entry->by, strlen(entry->by)))
			blank_record(erasing, kase, case_lists[2], i, true);
	}
	blank_record(erasing, kase, &case_record, 0, own_case);
	for (const RecordType *const *type = case_lists; *type; type++)
		for (guint i = 0; i < case_list(*type, kase)->len; i++)
			blank_record(erasing, kase, *type, i, own_case);
}

static Transition *
bare_transition(const Case *kase, EventKind event, GPtrArray *changes)
{
	Transition *transition = g_new0(Transition, 1);

	transition->transition = "";
	transition->event = event;
	transition->from = transition->to = (CaseState)kase->state;
	transition->changes = changes;
	transition->letters = g_ptr_array_new();
	return transition;
}

static bool
save(Db *db, Case *kase, EventKind event, GPtrArray *changes, const Origin *origin, int64_t now,
	GError **error)
{
	g_autoptr(Outcome) outcome = outcome_new();

	g_ptr_array_add(outcome->transitions, bare_transition(kase, event, changes));
	return ledger_save(db, kase, outcome, origin, now, NULL, error);
}

/* One row of the log says all that is left: from there on the replay can prove the tables again. */
static bool
save_rest(const Erasing *erasing, Case *kase, GError **error)
{
	erasing->erased->cases++;
	return save(
		erasing->db, kase, EVENT_ERASED, case_changes(kase), erasing->origin, erasing->now, error);
}

static bool
erase_own(const Erasing *erasing, Case *kase, GError **error)
{
	Db *db = erasing->db;
	Erased *erased = erasing->erased;
	static const char id[] = "$case_id";

	blank_case(erasing, kase, true);
	return run(db, EVENTS, id, kase->id, &erased->events, error) &&
	       run(db, MAIL_BYTES, id, kase->id, &erased->mails, error) &&
	       run(db, MAIL_NAMES, id, kase->id, NULL, error) &&
	       run(db, LETTER_BYTES, id, kase->id, &erased->letters, error) &&
	       run(db, LETTER_WORDS, id, kase->id, NULL, error) &&
	       run(db, LETTER_READER, id, kase->id, NULL, error) &&
	       run(db, CODES, id, kase->id, NULL, error) && run(db, REMINDERS, id, kase->id, NULL, error) &&
	       save_rest(erasing, kase, error);
}

bool
erase_case(Db *db, int64_t case_id, const Origin *origin, int64_t now, Erased *out, GError **error)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Case) kase = load_case(db, case_id, error);
	const Erasing erasing = { db, origin, now, words, out };

	if (!kase || !refuse_busy(db, kase, error))
		return false;
	add_names(words, kase, true);
	return erase_own(&erasing, kase, error);
}

/* ---- the person elsewhere ---- */

/* One row of the log that names him, in a case that is not his. */
typedef struct {
	int64_t id, case_id, inbound_id;
} Mention;

/* The next rows of the log that name him, after *after, which moves on; *out_more: there may be others. */
static bool
find_mentions(const Erasing *erasing, int64_t *after, GArray *mentions, bool *out_more, GError **error)
{
	DbStatement *statement = db_prepare(erasing->db, PAYLOADS, error);
	DbStep step;

	if (!statement)
		return false;
	*out_more = false;
	db_bind_int(statement, "$after", *after);
	while ((step = db_step(statement, error)) == DB_ROW) {
		const Mention mention = { db_int(statement, 0), db_int(statement, 1), db_int(statement, 2) };
		const char *payload = db_text(statement, 3);

		*after = mention.id;
		*out_more = true;
		if (names_person(erasing->words, payload, strlen(payload)))
			g_array_append_val(mentions, mention);
	}
	return step == DB_DONE;
}

static bool
erase_mention(const Erasing *erasing, const Mention *mention, GError **error)
{
	Erased *erased = erasing->erased;

	return run(erasing->db, ONE_EVENT, "$id", mention->id, &erased->events, error) &&
	       run(erasing->db, LETTERS_OF_EVENT, "$id", mention->id, &erased->letters, error) &&
	       (!mention->inbound_id ||
		       run(erasing->db, ONE_MAIL, "$id", mention->inbound_id, &erased->mails, error));
}

static bool
is_first_of_case(const GArray *mentions, guint index)
{
	for (guint i = 0; i < index; i++)
		if (g_array_index(mentions, Mention, i).case_id ==
			g_array_index(mentions, Mention, index).case_id)
			return false;
	return true;
}

static bool
erase_in_others(const Erasing *erasing, GError **error)
{
	g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(Mention));
	int64_t after = 0;
	bool more = true;

	while (more)
		if (!find_mentions(erasing, &after, mentions, &more, error))
			return false;
	for (guint i = 0; i < mentions->len; i++) {
		const Mention *mention = &g_array_index(mentions, Mention, i);
		g_autoptr(Case) kase = NULL;

		if (!erase_mention(erasing, mention, error))
			return false;
		if (!is_first_of_case(mentions, i))
			continue;
		kase = load_case(erasing->db, mention->case_id, error);
		if (!kase)
			return false;
		if (kase->held) {
			g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
				"case %s, which names the person, is under a legal hold", kase->number);
			return false;
		}
		blank_case(erasing, kase, false);
		if (!save_rest(erasing, kase, error))
			return false;
	}
	return true;
}

static bool
erase_if_his(const Erasing *erasing, int64_t inbound_id, GError **error)
{
	g_autoptr(InboundMail) mail = inbound_load(erasing->db, inbound_id, error);
	const char *bytes;
	gsize length;

	if (!mail || !mail->raw)
		return mail != NULL;
	bytes = g_bytes_get_data(mail->raw, &length);
	if (!names_person(erasing->words, bytes, MIN(length, HEAD_BYTES)))
		return true;
	return run(erasing->db, ONE_MAIL, "$id", inbound_id, &erasing->erased->mails, error) &&
	       run(erasing->db, ONE_MAIL_NAME, "$id", inbound_id, NULL, error);
}

static bool
erase_loose(const Erasing *erasing, const char *address, GError **error)
{
	g_autoptr(GArray) mails = ids_of(erasing->db, LOOSE_MAILS, NULL, 0, error);

	for (guint i = 0; mails && i < mails->len; i++)
		if (!erase_if_his(erasing, g_array_index(mails, int64_t, i), error))
			return false;
	return mails && run_for(erasing->db, BYTES_TO, address, &erasing->erased->letters, error) &&
	       run_for(erasing->db, WORDS_TO, address, NULL, error);
}

static bool
load_cases(Db *db, const GArray *ids, GPtrArray *out_cases, GError **error)
{
	for (guint i = 0; i < ids->len; i++) {
		Case *kase = load_case(db, g_array_index(ids, int64_t, i), error);

		if (!kase)
			return false;
		g_ptr_array_add(out_cases, kase);
		if (!refuse_busy(db, kase, error))
			return false;
	}
	return true;
}

bool
erase_person(Db *db, const char *address, const Origin *origin, int64_t now, Erased *out, GError **error)
{
	g_autoptr(GArray) ids = ids_of(db, CASES_OF, address, 0, error);
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
	g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) anywhere = g_ptr_array_new_with_free_func(g_free);
	const Erasing in_own = { db, origin, now, own, out }, elsewhere = { db, origin, now, anywhere, out };

	if (!ids || !refuse_waiting(db, LETTERS_TO, address, 0, error) || !load_cases(db, ids, cases, error))
		return false;
	add_word(own, address);
	add_word(anywhere, address);
	for (guint i = 0; i < cases->len; i++) {
		add_names(own, cases->pdata[i], true);
		add_names(anywhere, cases->pdata[i], false);
	}
	for (guint i = 0; i < cases->len; i++)
		if (!erase_own(&in_own, cases->pdata[i], error))
			return false;
	return erase_in_others(&elsewhere, error) && erase_loose(&elsewhere, address, error);
}

/* ---- the legal hold ---- */

bool
erase_hold(Db *db, int64_t case_id, bool held, const Origin *origin, int64_t now, GError **error)
{
	g_autoptr(Case) kase = load_case(db, case_id, error);
	GPtrArray *changes;

	if (!kase)
		return false;
	if (kase->held == held)
		return true;
	changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
	g_ptr_array_add(changes, change_new("held", held ? "1" : ""));
	case_apply(kase, "held", held ? "1" : "");
	return save(db, kase, EVENT_HELD, changes, origin, now, error);
}
