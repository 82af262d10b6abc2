#include "daemon/desk/part.h"

#include "daemon/store/reminder.h"

/* A case that must be there. */
static Case *
load_case(Desk *desk, int64_t case_id, GError **error)
{
	GError *failure = NULL;
	Case *kase = ledger_load(desk->db, case_id, &failure);

	if (failure)
		g_propagate_error(error, failure);
	else if (!kase)
		g_set_error(
			error, DB_ERROR, DB_ERROR_FAILED, "a clock without case %" G_GINT64_FORMAT, case_id);
	return kase;
}

bool
desk_take_tick(Desk *desk, int64_t case_id, int clock, int64_t now, GError **error)
{
	Event event = { .kind = EVENT_TICK, .cause = "tick", .index = clock };
	LetterCause cause = { 0 };
	Refusal refusal = REFUSAL_NONE;
	g_autoptr(Case) kase = desk_refresh(desk, now, error) ? load_case(desk, case_id, error) : NULL;

	if (!kase || !desk_apply(desk, kase, &event, 0, &cause, now, &refusal, error))
		return false;
	if (refusal != REFUSAL_NONE) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "case %s: a tick was refused: %s", kase->number,
			refusal_name(refusal));
		return false;
	}
	return true;
}

bool
desk_take_calendar(Desk *desk, int64_t case_id, int64_t now, GError **error)
{
	Event event = { .kind = EVENT_CALENDAR, .cause = "calendar" };
	LetterCause cause = { 0 };
	g_autoptr(Case) kase = desk_refresh(desk, now, error) ? load_case(desk, case_id, error) : NULL;

	return kase && desk_apply(desk, kase, &event, 0, &cause, now, NULL, error);
}

/* One letter for all that waits for one person: about the most pressing, with a line for each other. */
static bool
send_bundle(Desk *desk, const GPtrArray *bundle, int64_t now, GError **error)
{
	const Reminder *first = bundle->pdata[0];
	g_autoptr(GPtrArray) others = g_ptr_array_new();
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
	LetterCause cause = { .event_id = first->event_id, .others = others };

	for (guint i = 0; i < bundle->len; i++) {
		const Reminder *reminder = bundle->pdata[i];
		Case *kase = load_case(desk, reminder->case_id, error);

		if (!kase)
			return false;
		g_ptr_array_add(cases, kase);
	}
	for (guint i = 1; i < bundle->len; i++) {
		Reminded *other = g_new(Reminded, 1);

		*other = (Reminded){ cases->pdata[i], ((const Reminder *)bundle->pdata[i])->letter.clock };
		g_ptr_array_add(others, other);
	}
	g_ptr_array_set_free_func(others, g_free);
	return dispatch_letter(desk->dispatch, cases->pdata[0], &first->letter, &cause, now, error);
}

bool
desk_send_reminders(Desk *desk, int64_t now, bool *out_any, GError **error)
{
	g_autoptr(GPtrArray) bundle =
		desk_refresh(desk, now, error) ? reminder_of_next_person(desk->db, error) : NULL;

	if (!bundle)
		return false;
	*out_any = bundle->len > 0;
	return !bundle->len ||
	       (send_bundle(desk, bundle, now, error) && reminder_done(desk->db, bundle, error));
}
