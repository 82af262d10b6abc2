#include "daemon/ctl/columns.h"
#include "daemon/ctl/ctl.h"
#include "daemon/ctl/hiding.h"
#include "daemon/ctl/json.h"
#include "daemon/store/ledger.h"
#include "daemon/store/outbox.h"

#include <stdio.h>
#include <string.h>

enum {
	LIST_MOST = 200,
	WORDS_MOST = 1 + LIST_MOST,
};

static void
list_json(const GPtrArray *letters)
{
	Json *json = json_new(true);

	json_open_array(json, NULL);
	for (guint i = 0; i < letters->len; i++) {
		const OutboxMail *letter = letters->pdata[i];

		json_open_object(json, NULL);
		json_integer(json, "id", letter->id);
		json_integer(json, "case_id", letter->case_id);
		json_text(json, "letter", letter_name(letter->letter));
		json_text(json, "role", role_name(letter->role));
		json_text(json, "recipient", letter->recipient);
		json_text(json, "subject", letter->subject);
		json_text(json, "message_id", letter->message_id);
		json_text(json, "state", outbox_state_name(letter->state));
		json_integer(json, "created_at", letter->created_at);
		json_integer(json, "due_at", letter->due_at);
		json_integer(json, "sent_at", letter->sent_at);
		json_integer(json, "attempts", letter->attempts);
		json_integer(json, "reply_code", letter->reply_code);
		json_text(json, "reply", letter->reply);
		json_close(json);
	}
	json_close(json);
	ctl_print(json_finish(json));
}

static void
list_people(const Ctl *ctl, const GPtrArray *letters)
{
	static const char *const headings[] = { "ID", "LETTER", "STATE", "TO", "CREATED", "TRIES", "SUBJECT",
		"SERVER SAID", NULL };
	Columns *columns = columns_new(headings, 44);

	for (guint i = 0; i < letters->len; i++) {
		const OutboxMail *letter = letters->pdata[i];
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, letter->id);
		g_autofree char *created = ctl_moment(ctl, letter->created_at);
		g_autofree char *tries = g_strdup_printf("%d", letter->attempts);
		const char *cells[] = { id, letter_name(letter->letter), outbox_state_name(letter->state),
			letter->recipient, created, tries, letter->subject, letter->reply };

		columns_row(columns, cells);
	}
	columns_print(columns, stdout);
	if (letters->len == 0)
		printf("(no such letter)\n");
}

/* The learners of confidential cases are taken out. */
static bool
hide_readers(Ctl *ctl, GPtrArray *letters, GError **error)
{
	for (guint i = 0; i < letters->len; i++) {
		OutboxMail *letter = letters->pdata[i];
		g_autoptr(Case) kase = NULL;
		GError *failure = NULL;

		if (!letter->case_id)
			continue;
		kase = ledger_load(ctl->db, letter->case_id, &failure);
		if (failure) {
			g_propagate_error(error, failure);
			return false;
		}
		if (kase && kase->confidential)
			hide_reader(letter, kase);
	}
	return true;
}

static CtlStatus
list(Ctl *ctl, const char *word)
{
	OutboxState state = OUTBOX_COUNT;
	g_autoptr(GPtrArray) letters = NULL;
	GError *error = NULL;

	if (word && !outbox_state_from_name(word, &state)) {
		ctl_complain(
			"--state: \"%s\" is none of held queued sending sent uncertain failed dropped", word);
		return CTL_UNABLE;
	}
	letters = outbox_list(ctl->db, state, LIST_MOST, &error);
	if (!letters || !hide_readers(ctl, letters, &error))
		return ctl_failed(error);
	if (ctl->json)
		list_json(letters);
	else
		list_people(ctl, letters);
	return CTL_OK;
}

static CtlStatus
release(Ctl *ctl)
{
	int64_t count = 0;
	GError *error = NULL;

	if (!db_begin(ctl->db, &error) || !outbox_release(ctl->db, ctl->now, &count, &error) ||
		!db_commit(ctl->db, &error))
		return ctl_failed(error);
	if (ctl->json)
		printf("{\"released\": %" G_GINT64_FORMAT "}\n", count);
	else
		printf("%" G_GINT64_FORMAT " letters released; from now on letters go out by themselves\n",
			count);
	return CTL_OK;
}

/* The letter's number that `word` is; 0 after saying that it is none. */
static int64_t
letter_id(const char *word)
{
	guint64 id = 0;

	if (g_ascii_string_to_unsigned(word, 10, 1, G_MAXINT64, &id, NULL))
		return (int64_t)id;
	ctl_complain("outbox: \"%s\" is no letter's number", word);
	return 0;
}

/* In the open transaction. */
static CtlStatus
change_one(Ctl *ctl, const char *word, bool retry)
{
	g_autoptr(OutboxMail) letter = NULL;
	GError *error = NULL;
	int64_t id = letter_id(word);

	if (!id)
		return CTL_UNABLE;
	letter = outbox_load(ctl->db, id, &error);
	if (error)
		return ctl_failed(error);
	if (!letter) {
		ctl_complain("there is no letter %" G_GINT64_FORMAT, id);
		return CTL_NONE;
	}
	if (retry ? outbox_requeue(ctl->db, id, ctl->now, &error) : outbox_drop(ctl->db, id, &error))
		return CTL_OK;
	ctl_failed(error);
	return CTL_WRONG;
}

/* All the letters that the words after the first name, or none. */
static CtlStatus
change(Ctl *ctl, bool retry)
{
	GError *error = NULL;

	if (!db_begin(ctl->db, &error))
		return ctl_failed(error);
	for (guint i = 1; i < ctl->arguments->len; i++) {
		CtlStatus status = change_one(ctl, ctl_word(ctl, i), retry);

		if (status != CTL_OK)
			return status;
	}
	if (!db_commit(ctl->db, &error))
		return ctl_failed(error);
	for (guint i = 1; i < ctl->arguments->len; i++)
		if (ctl->json)
			printf("{\"id\": %s, \"state\": \"%s\"}\n", ctl_word(ctl, i),
				outbox_state_name(retry ? OUTBOX_QUEUED : OUTBOX_DROPPED));
		else
			printf("letter %s %s\n", ctl_word(ctl, i), retry ? "will be sent" : "dropped");
	return CTL_OK;
}

CtlStatus
ctl_outbox(Ctl *ctl)
{
	const char *state = ctl_value(ctl, "--state");
	const char *what;

	if (!ctl_words(ctl, 0, WORDS_MOST))
		return CTL_UNABLE;
	what = ctl_word(ctl, 0) ? ctl_word(ctl, 0) : "list";
	if (strcmp(what, "list") == 0 && !ctl_word(ctl, 1))
		return ctl_open(ctl, false) ? list(ctl, state) : CTL_UNABLE;
	if (strcmp(what, "release") == 0 && !ctl_word(ctl, 1))
		return ctl_open(ctl, true) ? release(ctl) : CTL_UNABLE;
	if ((strcmp(what, "retry") == 0 || strcmp(what, "drop") == 0) && ctl_word(ctl, 1))
		return ctl_open(ctl, true) ? change(ctl, *what == 'r') : CTL_UNABLE;
	ctl_complain("outbox: [list [--state S] | release | retry ID … | drop ID …]");
	return CTL_UNABLE;
}
