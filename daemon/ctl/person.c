#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/json.h"
#include "daemon/store/erase.h"
#include "daemon/store/person.h"

#include <stdio.h>
#include <string.h>

/* ---- person ---- */

static GPtrArray *
load_cases(Ctl *ctl, const PersonFacts *facts, GError **error)
{
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);

	for (guint i = 0; i < facts->cases->len; i++) {
		Case *kase = ledger_load(ctl->db, g_array_index(facts->cases, int64_t, i), error);

		if (!kase)
			return NULL;
		g_ptr_array_add(cases, kase);
	}
	return g_steal_pointer(&cases);
}

static void
person_json(const PersonFacts *facts, const GPtrArray *cases)
{
	Json *json = json_new(true);

	json_open_object(json, NULL);
	json_integer(json, "mails", facts->mails);
	json_integer(json, "bytes", facts->bytes);
	json_integer(json, "letters", facts->letters);
	json_integer(json, "letters_waiting", facts->waiting_letters);
	json_open_array(json, "cases");
	for (guint i = 0; i < cases->len; i++) {
		const Case *kase = cases->pdata[i];

		json_open_object(json, NULL);
		json_text(json, "number", kase->number);
		json_text(json, "state", state_name(kase->state));
		json_integer(json, "received_at", kase->received_at);
		json_integer(json, "closed_at", kase->closed_at);
		json_text(json, "name", kase->learner_name);
		json_text(json, "phone", kase->phone);
		json_text(json, "class", kase->class_name);
		json_text(json, "subject", kase->subject);
		json_text(json, "content", kase->content);
		json_close(json);
	}
	json_close(json);
	json_close(json);
	ctl_print(json_finish(json));
}

static void
person_people(const Ctl *ctl, const PersonFacts *facts, const GPtrArray *cases)
{
	static const char *const headings[] = { "CASE", "STATE", "RECEIVED", "CLOSED", "NAME", "PHONE",
		"CLASS", "SUBJECT", NULL };
	Columns *columns = columns_new(headings, 32);

	for (guint i = 0; i < cases->len; i++) {
		const Case *kase = cases->pdata[i];
		g_autofree char *received = ctl_moment(ctl, kase->received_at);
		g_autofree char *closed = ctl_moment(ctl, kase->closed_at);
		const char *cells[] = { kase->number, state_label(kase->state), received, closed,
			kase->learner_name, kase->phone, kase->class_name, kase->subject };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	printf("%u cases with %" G_GINT64_FORMAT " mails (%.1f MB), and %" G_GINT64_FORMAT
	       " letters to this address\n",
		cases->len, facts->mails, (double)facts->bytes / 1e6, facts->letters);
	if (cases->len)
		printf("All that a case says: complaintctl show CASE; its mail: complaintctl raw CASE.\n");
}

/* Addresses are kept in lower case. NULL after saying that it is none. */
static char *
address_of(const char *word)
{
	if (strchr(word, '@'))
		return g_ascii_strdown(word, -1);
	ctl_complain("\"%s\" is no mail address", word);
	return NULL;
}

CtlStatus
ctl_person(Ctl *ctl)
{
	g_auto(PersonFacts) facts = { 0 };
	g_autoptr(GPtrArray) cases = NULL;
	g_autofree char *address = NULL;
	GError *error = NULL;

	if (!ctl_words(ctl, 1, 1) || !(address = address_of(ctl_word(ctl, 0))) || !ctl_open(ctl, false))
		return CTL_UNABLE;
	if (!person_facts(ctl->db, address, &facts, &error) || !(cases = load_cases(ctl, &facts, &error)))
		return ctl_failed(error);
	if (ctl->json)
		person_json(&facts, cases);
	else
		person_people(ctl, &facts, cases);
	return cases->len || facts.letters ? CTL_OK : CTL_NONE;
}

/* ---- erase ---- */

typedef struct {
	char *address;   /* whose data goes; NULL: one case's */
	int64_t case_id; /* or 0 */
	char *actor;     /* both who gave their word */
	unsigned roles;
	bool hold, unhold, yes;
} Erasing;

static void
erasing_clear(Erasing *erasing)
{
	g_free(erasing->address);
	g_free(erasing->actor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Erasing, erasing_clear)

/* Two persons' word (spec §17), one of them of the supervisors. */
static bool
read_persons(Ctl *ctl, const char *by, const char *and, Erasing *erasing)
{
	const Policy *policy = ctl->settings->policy;
	const Person *first = by ? policy_person(policy, by) : NULL;
	const Person *second = and? policy_person(policy, and) : NULL;

	if (!by || !and)
		ctl_complain("erasing takes two persons' word: --by ADDRESS --and ADDRESS");
	else if (!first || !second)
		ctl_complain("%s is nobody of the staff; see the list in %s", first ? and : by, ctl->config);
	else if (first == second)
		ctl_complain("--by and --and are the same person");
	else if (!((first->roles | second->roles) & ROLE_BIT(ROLE_ADMIN_SUP)))
		ctl_complain("one of the two must be admin_sup");
	else {
		erasing->actor = g_strdup_printf("%s %s", first->address, second->address);
		erasing->roles = first->roles | second->roles;
		return true;
	}
	return false;
}

static bool
carry_out(Ctl *ctl, const Erasing *erasing, Erased *out, GError **error)
{
	const Origin origin = { erasing->actor, erasing->roles, "erase", 0 };

	if (erasing->hold || erasing->unhold)
		return erase_hold(ctl->db, erasing->case_id, erasing->hold, &origin, ctl->now, error);
	if (erasing->address)
		return erase_person(ctl->db, erasing->address, &origin, ctl->now, out, error);
	return erase_case(ctl->db, erasing->case_id, &origin, ctl->now, out, error);
}

static void
tell(const Ctl *ctl, const Erasing *erasing, const Erased *erased)
{
	if (ctl->json)
		printf("{\"erased\": %s, \"cases\": %" G_GINT64_FORMAT ", \"events\": %" G_GINT64_FORMAT
		       ", \"mails\": %" G_GINT64_FORMAT ", \"letters\": %" G_GINT64_FORMAT "}\n",
			erasing->yes ? "true" : "false", erased->cases, erased->events, erased->mails,
			erased->letters);
	else if (erasing->hold || erasing->unhold)
		printf(erasing->hold ? "The case is held: nothing of it is erased until --unhold.\n"
				     : "The case is no longer held.\n");
	else
		printf("%s: %" G_GINT64_FORMAT " cases, %" G_GINT64_FORMAT
		       " rows of the log, %" G_GINT64_FORMAT " mails, %" G_GINT64_FORMAT " letters\n%s",
			erasing->yes ? "Erased" : "Would go", erased->cases, erased->events, erased->mails,
			erased->letters,
			erasing->yes ? "Backups still have them, and so has the mailbox: erase there what is "
				       "older than you may keep.\n"
				     : "Nothing was erased. It cannot be undone; add --yes to do it.\n");
}

static CtlStatus
erase(Ctl *ctl, const Erasing *erasing)
{
	Erased erased = { 0 };
	GError *error = NULL;
	bool for_good = erasing->yes || erasing->hold || erasing->unhold;

	if (!db_begin(ctl->db, &error))
		return ctl_failed(error);
	if (!carry_out(ctl, erasing, &erased, &error)) {
		ctl_failed(error);
		return CTL_WRONG;
	}
	if (!for_good)
		db_rollback(ctl->db);
	else if (!db_commit(ctl->db, &error))
		return ctl_failed(error);
	if (erasing->yes && !db_scrub(ctl->db, &error)) {
		ctl_complain(
			"erased, but bytes may still stand in the file; stop complaintd and give the same "
			"command again");
		return ctl_failed(error);
	}
	tell(ctl, erasing, &erased);
	return CTL_OK;
}

CtlStatus
ctl_erase(Ctl *ctl)
{
	const char *by = ctl_value(ctl, "--by"), *and = ctl_value(ctl, "--and");
	g_auto(Erasing) erasing = { .hold = ctl_flag(ctl, "--hold"),
		.unhold = ctl_flag(ctl, "--unhold"),
		.yes = ctl_flag(ctl, "--yes") };
	const char *word;

	if (!ctl_words(ctl, 1, 1) || !ctl_settings(ctl) || !read_persons(ctl, by, and, &erasing))
		return CTL_UNABLE;
	word = ctl_word(ctl, 0);
	if (!ctl_open(ctl, true))
		return CTL_UNABLE;
	if (strchr(word, '@') && !erasing.hold && !erasing.unhold)
		erasing.address = g_ascii_strdown(word, -1);
	else if (!(erasing.case_id = ctl_case(ctl, word)))
		return CTL_NONE;
	return erase(ctl, &erasing);
}
