#include "daemon/letters/dispatch.h"

#include "daemon/address.h"
#include "daemon/letters/compose.h"
#include "daemon/letters/values.h"
#include "daemon/log.h"
#include "daemon/store/outbox.h"

#include <inttypes.h>
#include <string.h>

/* How long a reply token is good: longer than any case with its tracking takes. */
enum {
	TOKEN_DAYS = 400,
	REPORT_DAYS = 30, /* of a digest, whose numbers soon mean nothing any more */
	DAY = 24 * 3600,
	PROGRESS_A_DAY = 2, /* how a case stands is told so often to one who asks */
};

struct Dispatch {
	Db *db;
	const Settings *settings;
	const LetterSet *letters;
	const TokenKeys *keys;
	unsigned serial; /* of a letter, in its Message-ID; begins anywhere, so that two processes differ, too
			  */
};

Dispatch *
dispatch_new(Db *db, const Settings *settings, const LetterSet *letters, const TokenKeys *keys)
{
	Dispatch *dispatch = g_new0(Dispatch, 1);

	dispatch->db = db;
	dispatch->serial = g_random_int() >> 8;
	dispatch->settings = settings;
	dispatch->letters = letters;
	dispatch->keys = keys;
	return dispatch;
}

void
dispatch_free(Dispatch *dispatch)
{
	g_free(dispatch);
}

/* "complaints@school.test", "abc" → "complaints+abc@school.test" */
static char *
plus_address(const char *address, const char *token)
{
	const char *at = strrchr(address, '@');

	return g_strdup_printf("%.*s+%s%s", (int)(at - address), address, token, at);
}

/* Unique for ever: the event row is numbered once, its letters are counted, and `now` tells apart what a
 * restored backup decides anew. A letter of no event is numbered by its own row. NULL with an error. */
static char *
unique_id(Dispatch *dispatch, int64_t event_id, int64_t now, GError **error)
{
	int64_t next;

	if (!event_id)
		return outbox_next_id(dispatch->db, &next, error)
			       ? g_strdup_printf("%" PRIx64 "-0-%" PRIx64, now, next)
			       : NULL;
	return g_strdup_printf("%" PRIx64 "-%" PRIx64 "-%x", now, event_id, ++dispatch->serial);
}

/* The mails about a case hang together in a mail program: under the learner's own mail for the learner, under
 * a made-up root for staff, who never see that mail. */
static char *
thread_root(const Dispatch *dispatch, const Case *kase, Role role)
{
	if (role == ROLE_LEARNER)
		return g_strdup(kase->message_id);
	return kase->number ? g_strdup_printf("case.%s@%s", kase->number, dispatch->settings->domain) : NULL;
}

/* An acknowledgement to somebody whom nobody vouches for carries no byte that the mail chose, its Message-ID
 * included (P19): it does not join the thread. */
static bool
may_join_thread(const Case *kase, const Letter *letter)
{
	return kase->authenticated || letter->letter != LETTER_M01;
}

/* Who may have the learner's mail as it came, with the address that it came from; and who his files: whoever
 * works on the case, and never the learner representative (spec §11). Of a confidential case both are for
 * intake and admin_sup alone (spec §4). */
static bool
may_see_original(Role role)
{
	return role == ROLE_INTAKE || role == ROLE_ADMIN_SUP;
}

static bool
may_see_files(const Case *kase, Role role)
{
	return may_see_original(role) ||
	       (!kase->confidential && (role == ROLE_HANDLER || role == ROLE_DEPT_HEAD));
}

/* Fills `files`, which has room, in the order of the mail; the original last, where it holds more. */
static size_t
choose_attachments(const Case *kase, const Letter *letter, const LetterCause *cause,
	ComposeAttachment files[ENCLOSED_MAX + 1])
{
	guint enclosed = cause->files && may_see_files(kase, letter->role) ? cause->files->files->len : 0;
	size_t count = 0;

	for (; count < enclosed; count++) {
		const Enclosure *file = cause->files->files->pdata[count];

		files[count] = (ComposeAttachment){ file->name, file->type, NULL, 0, NULL };
		files[count].bytes = g_bytes_get_data(file->bytes, &files[count].length);
	}
	if (cause->original && may_see_original(letter->role) && !(cause->files && cause->files->complete)) {
		files[count] =
			(ComposeAttachment){ "original.eml", "application/octet-stream", NULL, 0, NULL };
		files[count].bytes = g_bytes_get_data(cause->original, &files[count].length);
		count++;
	}
	return count;
}

static GBytes *
compose_for(const Dispatch *dispatch, const Case *kase, const Letter *letter, const LetterCause *cause,
	const LetterText *words, const char *message_id, const char *reply_to, int64_t now, GError **error)
{
	const Settings *settings = dispatch->settings;
	bool english = letter->role == ROLE_LEARNER && g_strcmp0(kase->language, "en") == 0;
	g_autofree char *root = thread_root(dispatch, kase, letter->role);
	bool answers = cause->writer && g_ascii_strcasecmp(cause->writer, letter->to) == 0;
	ComposeAttachment files[ENCLOSED_MAX + 1];
	ComposeLetter mail = {
		.from_name = settings->display_name,
		.from_address = settings->address,
		.reply_to = reply_to,
		.to = letter->to,
		.message_id = message_id,
		.in_reply_to = answers && cause->in_reply_to ? cause->in_reply_to : root,
		.references = root,
		.subject = words->subject,
		.text = words->text,
		.html = words->html,
		.auto_submitted = cause->auto_replied ? "auto-replied" : "auto-generated",
		.language = english ? "en" : "zh-CN",
		.date = now,
		.zone = calendar_zone(settings->policy->calendar),
	};

	if (!may_join_thread(kase, letter))
		mail.in_reply_to = mail.references = NULL;
	mail.attachments = files;
	mail.attachment_count = choose_attachments(kase, letter, cause, files);
	return compose_letter(&mail, error);
}

/* What may come at any time: the acknowledgement, the alarm, the result, and what a person wrote (spec §8).
 */
static bool
may_come_at_once(LetterKind letter)
{
	return letter == LETTER_M01 || letter == LETTER_M05 || letter == LETTER_M14 || letter == LETTER_M27;
}

/* Letters that tell where a case stands: a newer one makes one that still waits untrue. */
static bool
tells_the_stage(LetterKind letter)
{
	static const LetterKind stages[] = { LETTER_M03, LETTER_M08, LETTER_M10, LETTER_M14, LETTER_M15,
		LETTER_M16A, LETTER_M16B, LETTER_M16, LETTER_M17, LETTER_M18, LETTER_M24, LETTER_M26 };

	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (stages[i] == letter)
			return true;
	return false;
}

/* Takes back what waits for its time and would come after the newer letter. What was tried once may have
 * arrived, so it stays. */
static bool
drop_stale(const Dispatch *dispatch, const Case *kase, const Letter *letter, int64_t now, GError **error)
{
	g_autoptr(GPtrArray) letters = NULL;

	if (letter->role != ROLE_LEARNER || !tells_the_stage(letter->letter) || letter->letter == LETTER_M26)
		return true;
	letters = outbox_of_case(dispatch->db, kase->id, error);
	for (guint i = 0; letters && i < letters->len; i++) {
		const OutboxMail *other = letters->pdata[i];

		if (other->role != ROLE_LEARNER || other->state != OUTBOX_QUEUED || other->attempts ||
			other->due_at <= now || !tells_the_stage(other->letter))
			continue;
		log_info("dispatch", "case=%s outbox=%" PRId64 " letter=%s result=superseded by=%s",
			kase->number, other->id, letter_name(other->letter), letter_name(letter->letter));
		if (!outbox_drop(dispatch->db, other->id, error))
			return false;
	}
	return letters != NULL;
}

/* When a letter may go out. *out_answered: the same answer is on its way already, or was given as often as a
 * day allows: what asks on and on is an autoresponder without a mark (P17). */
static bool
find_earliest(const Dispatch *dispatch, const Case *kase, const Letter *letter, int64_t now, int64_t *out_due,
	bool *out_answered, GError **error)
{
	g_autoptr(GPtrArray) letters = NULL;
	int64_t quiet = (int64_t)dispatch->settings->policy->quiet_hours * 3600;
	int told = 0;

	*out_due = now;
	*out_answered = false;
	if ((!quiet && letter->letter != LETTER_M26) || letter->role != ROLE_LEARNER ||
		may_come_at_once(letter->letter))
		return true;
	letters = outbox_of_case(dispatch->db, kase->id, error);
	for (guint i = 0; letters && i < letters->len; i++) {
		const OutboxMail *other = letters->pdata[i];
		bool waits = other->state == OUTBOX_QUEUED || other->state == OUTBOX_HELD;

		if (other->role != ROLE_LEARNER || may_come_at_once(other->letter) ||
			other->state == OUTBOX_FAILED || other->state == OUTBOX_DROPPED)
			continue;
		*out_due = MAX(*out_due, (other->sent_at ? other->sent_at : other->due_at) + quiet);
		if (waits && other->letter == LETTER_M26 && letter->letter == LETTER_M26)
			*out_answered = true;
		told += other->letter == LETTER_M26 && other->created_at > now - DAY;
	}
	if (letter->letter == LETTER_M26 && told >= PROGRESS_A_DAY)
		*out_answered = true;
	return letters != NULL;
}

/* A fresh installation shows its letters before it sends them, and so does a restored database, until the
 * operator says so once. */
static bool
state_at_first(const Dispatch *dispatch, OutboxState *out_state, GError **error)
{
	g_autoptr(GError) trouble = NULL;

	*out_state = outbox_is_released(dispatch->db, !dispatch->settings->hold, &trouble) ? OUTBOX_QUEUED
											   : OUTBOX_HELD;
	if (!trouble)
		return true;
	g_propagate_error(error, g_steal_pointer(&trouble));
	return false;
}

bool
dispatch_letter(Dispatch *dispatch, const Case *kase, const Letter *letter, const LetterCause *cause,
	int64_t now, GError **error)
{
	const Settings *settings = dispatch->settings;
	TokenClaim claim = {
		.case_id = kase->id,
		.expires = (now / DAY + TOKEN_DAYS) * DAY,
		.letter = letter->letter,
		.plan = case_version(kase),
	};
	OutboxState state;
	int64_t due = 0;
	bool answered = false;
	g_autofree char *token = NULL;
	g_autofree char *reply_to = NULL;
	g_autofree char *unique = NULL;
	g_autofree char *message_id = NULL;
	g_autoptr(Value) values = NULL;
	g_autoptr(LetterText) words = NULL;
	g_autoptr(GBytes) bytes = NULL;

	if (letter->letter == LETTER_M23C)
		claim.plan = cause->confirmation;
	if (!address_is_sendable(letter->to)) {
		log_warning("dispatch", "case=%s letter=%s result=unsendable-address", kase->number,
			letter_name(letter->letter));
		return true;
	}
	if (!drop_stale(dispatch, kase, letter, now, error) ||
		!find_earliest(dispatch, kase, letter, now, &due, &answered, error))
		return false;
	if (answered) {
		log_info("dispatch", "case=%s letter=%s result=answered-already", kase->number,
			letter_name(letter->letter));
		return true;
	}
	token = token_make(dispatch->keys, &claim, letter->to);
	reply_to = plus_address(settings->address, token);
	unique = unique_id(dispatch, cause->event_id, now, error);
	if (!unique)
		return false;
	message_id = token_message_id(dispatch->keys, unique, &claim, letter->to, settings->domain);
	values = letter_values(&(LetterScene){ kase, letter, settings, dispatch->letters, cause->receipt,
		cause->alarm, cause->others, reply_to, now });
	words = letter_render(dispatch->letters, letter_name(letter->letter), kase->language, values, error);
	if (!words)
		return false;
	bytes = compose_for(dispatch, kase, letter, cause, words, message_id, reply_to, now, error);
	if (!bytes || !state_at_first(dispatch, &state, error))
		return false;
	{
		OutboxMail mail = {
			.case_id = kase->id,
			.event_id = cause->event_id,
			.letter = letter->letter,
			.role = letter->role,
			.recipient = letter->to,
			.sender = reply_to,
			.message_id = message_id,
			.subject = words->subject,
			.bytes = bytes,
			.state = state,
			.created_at = now,
			.due_at = due,
		};

		return outbox_add(dispatch->db, &mail, NULL, error);
	}
}

/* ---- digests and reports ---- */

/* In which role a report is read: the highest. */
static Role
report_role(const Person *reader)
{
	static const Role order[] = { ROLE_MANAGER, ROLE_ADMIN_SUP, ROLE_FINANCE, ROLE_LEARNER_REP,
		ROLE_DEPT_HEAD, ROLE_INTAKE };

	for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
		if (reader->roles & ROLE_BIT(order[i]))
			return order[i];
	return ROLE_HANDLER;
}

static GBytes *
compose_report(const Dispatch *dispatch, const Person *reader, const ReportLetter *letter,
	const LetterText *words, const char *message_id, const char *reply_to, int64_t now, GError **error)
{
	const Settings *settings = dispatch->settings;
	g_autofree ComposeAttachment *files = g_new0(ComposeAttachment, letter->files->len + 1);
	ComposeLetter mail = {
		.from_name = settings->display_name,
		.from_address = settings->address,
		.reply_to = reply_to,
		.to = reader->address,
		.message_id = message_id,
		.subject = words->subject,
		.text = words->text,
		.html = words->html,
		.auto_submitted = "auto-generated",
		.language = reader->language == STAFF_ENGLISH ? "en" : "zh-CN",
		.date = now,
		.zone = calendar_zone(settings->policy->calendar),
		.attachments = files,
		.attachment_count = letter->files->len,
	};

	for (guint i = 0; i < letter->files->len; i++) {
		const ReportFile *file = letter->files->pdata[i];

		files[i] = (ComposeAttachment){
			.name = file->name, .type = file->type, .content_id = file->content_id
		};
		files[i].bytes = g_bytes_get_data(file->bytes, &files[i].length);
	}
	return compose_letter(&mail, error);
}

bool
dispatch_report(Dispatch *dispatch, const Person *reader, ReportLetter *letter, int64_t report_id,
	int64_t now, int64_t *out_outbox, GError **error)
{
	const Settings *settings = dispatch->settings;
	TokenClaim claim = { report_id, (now / DAY + REPORT_DAYS) * DAY, letter->letter, 0 };
	g_autofree char *token = token_make(dispatch->keys, &claim, reader->address);
	g_autofree char *reply_to = plus_address(settings->address, token);
	g_autofree char *unique = g_strdup_printf("%" PRIx64 "-r%" PRIx64, now, report_id);
	g_autofree char *message_id =
		token_message_id(dispatch->keys, unique, &claim, reader->address, settings->domain);
	OutboxMail mail = {
		.letter = letter->letter,
		.role = report_role(reader),
		.recipient = reader->address,
		.sender = reply_to,
		.message_id = message_id,
		.created_at = now,
		.due_at = now,
	};
	g_autoptr(LetterText) words = NULL;
	g_autoptr(GBytes) bytes = NULL;

	*out_outbox = 0;
	if (!address_is_sendable(reader->address)) {
		log_warning("dispatch", "report=%" PRId64 " letter=%s result=unsendable-address", report_id,
			letter_name(letter->letter));
		return true;
	}
	value_set_text(letter->values, "reply_address", reply_to);
	words = letter_render(dispatch->letters, letter_name(letter->letter),
		reader->language == STAFF_ENGLISH ? "en" : "zh-CN", letter->values, error);
	if (words)
		bytes = compose_report(dispatch, reader, letter, words, message_id, reply_to, now, error);
	if (!bytes || !state_at_first(dispatch, &mail.state, error))
		return false;
	mail.subject = words->subject;
	mail.bytes = bytes;
	return outbox_add(dispatch->db, &mail, out_outbox, error);
}
