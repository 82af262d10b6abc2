#include "daemon/desk/part.h"

#include "daemon/store/kindred.h"

#include <string.h>

enum {
	HOPS_MOST = 8 /* of cases merged into cases merged into … */
};

static bool
changed(const Outcome *outcome, const char *key)
{
	for (guint i = 0; i < outcome->transitions->len; i++) {
		const Transition *transition = outcome->transitions->pdata[i];

		for (guint j = 0; j < transition->changes->len; j++) {
			const Change *change = transition->changes->pdata[j];

			if (strcmp(change->key, key) == 0 && change->value && *change->value)
				return true;
		}
	}
	return false;
}

/* An event that the store itself sees, on a case as it stands now. */
static bool
note(Desk *desk, int64_t case_id, EventKind kind, const char *numbers, bool newest, int64_t now,
	GError **error)
{
	Event event = { .kind = kind, .cause = "kindred", .text = numbers, .yes = newest };
	LetterCause cause = { 0 };
	GError *failure = NULL;
	g_autoptr(Case) kase = ledger_load(desk->db, case_id, &failure);

	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	return !kase || desk_apply(desk, kase, &event, 0, &cause, now, NULL, error);
}

/* Many learners of a class within days: each of their cases is urgent; one alert tells of all (spec §6). An
 * older case that is urgent already has nothing more to hear. */
static bool
note_joint(Desk *desk, const Case *kase, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) kin = kindred_joint(desk->db, desk->policy, kase, now, error);
	g_autofree char *numbers = NULL;

	if (!kin)
		return false;
	numbers = kindred_numbers(kin, kase);
	for (guint i = 0; i < kin->len; i++) {
		const Kin *one = kin->pdata[i];

		if (one->open && (i < KINDRED_LINKED || !one->urgent) &&
			!note(desk, one->id, EVENT_JOINT, one->id == kase->id ? numbers : kase->number,
				one->id == kase->id, now, error))
			return false;
	}
	return true;
}

/* Every so many alike, not every one more. */
static bool
note_alike(Desk *desk, const Case *kase, int64_t now, GError **error)
{
	const Policy *policy = desk->policy;
	g_autoptr(GPtrArray) kin = kindred_alike(desk->db, policy, kase, now, error);
	g_autofree char *numbers = NULL;

	if (!kin)
		return false;
	if (!kin->len || (int)kin->len % policy->systemic_cases != 0)
		return true;
	numbers = kindred_numbers(kin, kase);
	return note(desk, kase->id, EVENT_SYSTEMIC, numbers, true, now, error);
}

/* The case that goes on hears of the one that was merged into it. */
static bool
note_merger(Desk *desk, const Case *kase, const Origin *origin, int64_t now, GError **error)
{
	GError *failure = NULL;
	g_autoptr(Case) target = desk_merged_into(desk, kase, &failure);
	Event event = { .kind = EVENT_LINK,
		.actor = origin->actor,
		.roles = origin->roles,
		.cause = origin->cause,
		.number = kase->number,
		.other = kase,
		.text = kase->content };
	LetterCause cause = { 0 };

	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	return !target || desk_apply(desk, target, &event, origin->inbound_id, &cause, now, NULL, error);
}

bool
desk_follow_up(Desk *desk, const Case *kase, const Outcome *outcome, const Origin *origin, int64_t now,
	GError **error)
{
	if (changed(outcome, "merged_into"))
		return note_merger(desk, kase, origin, now, error);
	if (!case_is_open(kase))
		return true;
	if (changed(outcome, "class_name") && !note_joint(desk, kase, now, error))
		return false;
	return !changed(outcome, "category") || note_alike(desk, kase, now, error);
}

Case *
desk_merged_into(Desk *desk, const Case *kase, GError **error)
{
	g_autoptr(Case) target = NULL;
	g_autofree char *number = g_strdup(kase->merged_into);

	for (int hops = 0; number && *number && hops < HOPS_MOST; hops++) {
		GError *failure = NULL;
		int64_t id = ledger_find_number(desk->db, number, &failure);

		case_free(g_steal_pointer(&target));
		target = id ? ledger_load(desk->db, id, &failure) : NULL;
		if (failure) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (!target || target->state != STATE_MERGED)
			break;
		g_free(number);
		number = g_strdup(target->merged_into);
	}
	return g_steal_pointer(&target);
}
