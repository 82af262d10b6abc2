#include "daemon/store/kindred.h"

#include "workflow/classify/likeness.h"

enum {
	DAY = 24 * 3600,
	DAYS_MOST = 60, /* that near-same words are looked for, whatever the settings say */
};

#define OPEN "state NOT IN ('closed', 'dismissed', 'merged', 'withdrawn', 'external')"
#define COUNTS "state NOT IN ('dismissed', 'merged', 'withdrawn')"

static const char BY_LEARNER[] = "SELECT number FROM kase WHERE learner = $learner AND received_at >= $since"
				 " AND " OPEN " ORDER BY id DESC LIMIT 1";
/* One day each: the index keeps what came in on one day side by side, so a new row touches a warm page. */
static const char BY_WORDS[] =
	"SELECT number, content FROM kase WHERE received_at / 86400 = $day"
	" AND likeness = $likeness AND likeness <> 0 AND " OPEN " ORDER BY id DESC LIMIT 3";
static const char OF_CLASS[] =
	"SELECT id, number, " OPEN
	", learner, urgent FROM kase WHERE class_name = $class_name AND class_name <> ''"
	" AND received_at >= $since AND " COUNTS " ORDER BY id DESC LIMIT 500";
static const char ALIKE_IN_CLASS[] =
	"SELECT id, number, " OPEN
	", learner, urgent FROM kase WHERE class_name = $class_name AND class_name <> ''"
	" AND category = $category AND received_at >= $since AND " COUNTS " ORDER BY id DESC LIMIT 500";
static const char ALIKE_IN_PERSON[] =
	"SELECT id, number, " OPEN ", learner, urgent FROM kase WHERE persons = $persons AND persons <> ''"
	" AND category = $category AND received_at >= $since AND " COUNTS " ORDER BY id DESC LIMIT 500";
static const char ALIKE_AT_SITE[] =
	"SELECT id, number, " OPEN ", learner FROM kase WHERE site = $site AND site <> ''"
	" AND category = $category AND received_at >= $since AND " COUNTS " ORDER BY id DESC LIMIT 500";

static bool
by_learner(Db *db, const Policy *policy, const char *learner, int64_t now, char **out_number, GError **error)
{
	DbStatement *statement = db_prepare(db, BY_LEARNER, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_text(statement, "$learner", learner);
	db_bind_int(statement, "$since", now - (int64_t)policy->duplicate_days * DAY);
	step = db_step(statement, error);
	if (step == DB_ROW)
		*out_number = g_strdup(db_text(statement, 0));
	db_reset(statement);
	return step != DB_FAILED;
}

static bool
by_words(Db *db, const ComplaintFacts *facts, int64_t day, char **out_number, GError **error)
{
	DbStatement *statement = db_prepare(db, BY_WORDS, error);
	DbStep step;

	if (!statement)
		return false;
	db_bind_int(statement, "$day", day);
	db_bind_int(statement, "$likeness", facts->likeness);
	while ((step = db_step(statement, error)) == DB_ROW && !*out_number)
		if (likeness_same(db_text(statement, 1), facts->content))
			*out_number = g_strdup(db_text(statement, 0));
	db_reset(statement);
	return step != DB_FAILED;
}

bool
kindred_repeated(Db *db, const Policy *policy, const ComplaintFacts *facts, int64_t now, char **out_number,
	GError **error)
{
	int days = MIN(policy->duplicate_days, DAYS_MOST);
	/* Whose it is that staff pass on or key in, nobody knows yet; to find his other case it is enough. */
	const char *learner = facts->learner && *facts->learner ? facts->learner : facts->claimed;

	*out_number = NULL;
	if (!days)
		return true;
	if (learner && *learner && !by_learner(db, policy, learner, now, out_number, error))
		return false;
	for (int back = 0; facts->likeness && !*out_number && back <= days; back++)
		if (!by_words(db, facts, now / DAY - back, out_number, error))
			return false;
	return true;
}

/* ---- several ---- */

static void
kin_free(gpointer data)
{
	Kin *kin = data;

	g_free(kin->number);
	g_free(kin);
}

static bool
has_kin(const GPtrArray *all, int64_t id)
{
	for (guint i = 0; i < all->len; i++)
		if (((const Kin *)all->pdata[i])->id == id)
			return true;
	return false;
}

/* Adds the rows of a query to `all`, and their learners to `learners`. */
static bool
gather(Db *db, const char *sql, const Case *kase, int64_t since, GPtrArray *all, GHashTable *learners,
	GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);
	DbStep step;

	if (!statement)
		return false;
	if (sql == ALIKE_IN_PERSON)
		db_bind_text(statement, "$persons", kase->persons ? kase->persons : "");
	else if (sql == ALIKE_AT_SITE)
		db_bind_text(statement, "$site", kase->site ? kase->site : "");
	else
		db_bind_text(statement, "$class_name", kase->class_name ? kase->class_name : "");
	if (sql != OF_CLASS)
		db_bind_text(statement, "$category", kase->category ? kase->category : "");
	db_bind_int(statement, "$since", since);
	while ((step = db_step(statement, error)) == DB_ROW) {
		Kin *kin = NULL;

		if (has_kin(all, db_int(statement, 0)))
			continue;
		kin = g_new0(Kin, 1);
		kin->id = db_int(statement, 0);
		kin->number = g_strdup(db_text(statement, 1));
		kin->open = db_int(statement, 2) != 0;
		kin->urgent = db_int(statement, 4) != 0;
		g_ptr_array_add(all, kin);
		if (*db_text(statement, 3))
			g_hash_table_add(learners, g_strdup(db_text(statement, 3)));
	}
	db_reset(statement);
	return step != DB_FAILED;
}

GPtrArray *
kindred_joint(Db *db, const Policy *policy, const Case *kase, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(kin_free);
	g_autoptr(GHashTable) learners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!policy->joint_days || !kase->class_name || !*kase->class_name)
		return g_steal_pointer(&all);
	if (!gather(db, OF_CLASS, kase, now - (int64_t)policy->joint_days * DAY, all, learners, error))
		return NULL;
	if ((int)g_hash_table_size(learners) < policy->joint_learners)
		g_ptr_array_set_size(all, 0);
	return g_steal_pointer(&all);
}

GPtrArray *
kindred_alike(Db *db, const Policy *policy, const Case *kase, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(kin_free);
	g_autoptr(GHashTable) learners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	int64_t since = now - (int64_t)policy->systemic_days * DAY;

	if (!policy->systemic_days || !kase->category || !*kase->category)
		return g_steal_pointer(&all);
	if (kase->class_name && *kase->class_name &&
		!gather(db, ALIKE_IN_CLASS, kase, since, all, learners, error))
		return NULL;
	if (kase->persons && *kase->persons &&
		!gather(db, ALIKE_IN_PERSON, kase, since, all, learners, error))
		return NULL;
	if (kase->site && *kase->site && !gather(db, ALIKE_AT_SITE, kase, since, all, learners, error))
		return NULL;
	return g_steal_pointer(&all);
}

char *
kindred_numbers(const GPtrArray *kin, const Case *kase)
{
	GString *numbers = g_string_new(NULL);

	for (guint i = 0; i < MIN(kin->len, KINDRED_LINKED); i++) {
		const Kin *one = kin->pdata[i];

		if (g_strcmp0(one->number, kase->number) != 0)
			g_string_append_printf(numbers, "%s%s", numbers->len ? "\n" : "", one->number);
	}
	return g_string_free(numbers, FALSE);
}
