#include "daemon/store/person.h"

#define HIS "(SELECT id FROM kase WHERE learner = $address OR claimed = $address)"
static const char CASES[] = "SELECT id FROM kase WHERE learner = $address OR claimed = $address ORDER BY id";
static const char MAILS[] = "SELECT count(*), coalesce(sum(size), 0) FROM inbound"
			    " WHERE case_id IN " HIS " AND id IN (SELECT id FROM inbound_raw)";
static const char LETTERS[] = "SELECT count(*), coalesce(sum(state NOT IN ('sent', 'failed', 'dropped')), 0)"
			      " FROM outbox WHERE recipient = $address";

void
person_facts_clear(PersonFacts *facts)
{
	g_clear_pointer(&facts->cases, g_array_unref);
}

static DbStatement *
about(Db *db, const char *sql, const char *address, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);

	if (statement)
		db_bind_text(statement, "$address", address);
	return statement;
}

static bool
two_numbers(
	Db *db, const char *sql, const char *address, int64_t *out_first, int64_t *out_second, GError **error)
{
	DbStatement *statement = about(db, sql, address, error);
	bool found = statement && db_step(statement, error) == DB_ROW;

	if (found) {
		*out_first = db_int(statement, 0);
		*out_second = db_int(statement, 1);
	}
	if (statement)
		db_reset(statement);
	return found;
}

bool
person_facts(Db *db, const char *address, PersonFacts *out, GError **error)
{
	g_auto(PersonFacts) facts = { .cases = g_array_new(FALSE, FALSE, sizeof(int64_t)) };
	DbStatement *statement = about(db, CASES, address, error);
	DbStep step = DB_FAILED;

	while (statement && (step = db_step(statement, error)) == DB_ROW) {
		int64_t id = db_int(statement, 0);

		g_array_append_val(facts.cases, id);
	}
	if (step == DB_FAILED || !two_numbers(db, MAILS, address, &facts.mails, &facts.bytes, error) ||
		!two_numbers(db, LETTERS, address, &facts.letters, &facts.waiting_letters, error))
		return false;
	*out = facts;
	facts = (PersonFacts){ 0 };
	return true;
}
