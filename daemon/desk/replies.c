#include "daemon/desk/part.h"

#include "parser/field/fields.h"
#include "workflow/case/reply.h"

#include <string.h>

/* What the learner adds to the registration, or corrects in it. */
typedef struct {
	ComplaintFacts facts;
	GPtrArray *numbered; /* Field *, or NULL */
} Items;

static const char *
unset(const char *value)
{
	return value && *value ? NULL : "";
}

/* A value that the text states outright fills what is missing; it overwrites only for a sender who is
 * proven. */
static void
take_item(const Arrived *arrived, const Field *field, const Case *kase, ComplaintFacts *facts)
{
	const struct {
		const char *name, *known;
		const char **value;
	} items[] = {
		{ "name", kase->learner_name, &facts->learner_name },
		{ "phone", kase->phone, &facts->phone },
		{ "class", kase->class_name, &facts->class_name },
	};

	if (strcmp(field->source, "label") != 0 && strcmp(field->source, "numbered") != 0)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(items); i++)
		if (strcmp(field->name, items[i].name) == 0 && (unset(items[i].known) || arrived->proven))
			*items[i].value = field->value;
}

/* M02 numbers what is missing in this order, and so does its answer (spec §4). */
static Items
read_items(const Arrived *arrived, const Case *kase)
{
	const struct {
		const char *name, *known;
	} wanted[] = {
		{ "name", kase->learner_name },
		{ "phone", kase->phone },
		{ "class", kase->class_name },
	};
	const char *asked[G_N_ELEMENTS(wanted) + 1] = { NULL };
	const Mail *mail = arrived->mail;
	Items items = { 0 };
	int count = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
		if (unset(wanted[i].known))
			asked[count++] = wanted[i].name;
	if (count)
		items.numbered = fields_numbered(mail->reply, asked);
	for (guint i = 0; items.numbered && i < items.numbered->len; i++)
		take_item(arrived, items.numbered->pdata[i], kase, &items.facts);
	for (guint i = 0; i < mail->fields->len; i++)
		take_item(arrived, mail->fields->pdata[i], kase, &items.facts);
	return items;
}

/* What the mail says about `target`. `merged`: the case that it names, when that was merged into the target;
 * then it answers no question of the target's. */
static void
read_reply(const Arrived *arrived, const Case *target, const Case *merged, Event *out)
{
	const Mail *mail = arrived->mail;
	const Bond *bond = &arrived->bond;

	reply_event(target, mail->reply, merged ? LETTER_NONE : bond->claim.letter,
		merged ? 0 : bond->claim.plan, out);
	if (merged && out->kind != EVENT_NONE && out->kind != EVENT_PROGRESS && out->kind != EVENT_TAKE_BACK)
		out->kind = EVENT_MESSAGE;
	/* The target's learner is another address: only words are handed on, nothing goes out. */
	if (merged && g_strcmp0(merged->learner, target->learner) != 0 && out->kind != EVENT_NONE)
		out->kind = EVENT_MESSAGE;
	out->actor = arrived->person;
	out->roles = ROLE_BIT(ROLE_LEARNER);
	out->cause = mail->message_id;
	out->written_at = mail->date_utc;
	out->attachments = mail->attachments->len > 0;
	out->other = merged;
}

/* The case has ended and cannot be opened again by this mail: it goes on in a new one, linked (T27). */
static bool
begin_anew(Desk *desk, const Arrived *arrived, const Case *ended, GError **error)
{
	const Opening opening = { arrived->mail, REGISTER_SENDER, FATE_CASE };
	Arrived anew = *arrived;

	anew.continues = ended->number;
	return desk_open_case(desk, &anew, &opening, NULL, error);
}

static bool
take_reply(Desk *desk, const Arrived *arrived, const Case *target, const Case *merged, GError **error)
{
	const Mail *mail = arrived->mail;
	LetterCause cause = {
		.in_reply_to = mail->message_id, .writer = arrived->person, .auto_replied = true
	};
	g_autoptr(Enclosures) files G_GNUC_UNUSED = desk_enclose(desk, arrived, mail, &cause);
	Items items = read_items(arrived, target);
	g_autoptr(GPtrArray) numbered G_GNUC_UNUSED = items.numbered;
	Event event = { 0 };
	Refusal refusal = REFUSAL_NONE;

	read_reply(arrived, target, merged, &event);
	event.complaint = merged ? NULL : &items.facts;
	if (event.kind != EVENT_NONE && !desk_apply(desk, target, &event, arrived->inbound->id, &cause,
						arrived->now, &refusal, error))
		return false;
	/* An answer that the state refuses (a superseded plan, say) still reaches whoever has the case. */
	if (refusal != REFUSAL_NONE && event.kind != EVENT_MESSAGE) {
		event.kind = EVENT_MESSAGE;
		event.text = mail->reply;
		if (!desk_apply(desk, target, &event, arrived->inbound->id, &cause, arrived->now, &refusal,
			    error))
			return false;
	}
	if (!case_is_open(target) && (refusal == REFUSAL_WRONG_STATE || refusal == REFUSAL_TOO_LATE))
		return begin_anew(desk, arrived, target, error);
	return desk_set_fate(desk, arrived, FATE_REPLY, target->id, error);
}

bool
desk_take_reply(Desk *desk, const Arrived *arrived, const Case *kase, GError **error)
{
	GError *failure = NULL;
	g_autoptr(Case) target = NULL;

	if (kase->state != STATE_MERGED)
		return take_reply(desk, arrived, kase, NULL, error);
	/* Both numbers live: what is written to the one reaches the other. */
	target = desk_merged_into(desk, kase, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	return take_reply(desk, arrived, target ? target : kase, target ? kase : NULL, error);
}
