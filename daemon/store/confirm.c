#include "daemon/store/confirm.h"

#include "workflow/case/case.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

static const char REPLACE[] = "UPDATE confirmation SET outcome = 'replaced', commands = '', code = ''"
			      " WHERE case_id = $case_id AND person = $person AND outcome = 'waiting'";
static const char ADD[] =
	"INSERT INTO confirmation (case_id, person, inbound_id, letter, plan, commands, attachments, "
	"report_id,"
	" code, asked_at, expires_at) VALUES ($case_id, $person, $inbound_id, $letter, $plan, $commands,"
	" $attachments, $report_id, $code, $asked_at, $expires_at)";
static const char WAITING[] =
	"SELECT id, inbound_id, letter, plan, commands, attachments, code, asked_at, expires_at, tries, "
	"report_id"
	" FROM confirmation WHERE case_id = $case_id AND person = $person AND outcome = 'waiting'"
	" AND expires_at > $now ORDER BY id DESC LIMIT 1";
static const char COUNT[] = "SELECT count(*) FROM confirmation"
			    " WHERE case_id = $case_id AND person = $person AND asked_at >= $since";
static const char NOTE_WRONG[] = "UPDATE confirmation SET tries = tries + 1 WHERE id = $id";
static const char END[] = "UPDATE confirmation SET outcome = $outcome, commands = '', code = ''"
			  " WHERE id = $id AND outcome = 'waiting'";
static const char NEXT_END[] =
	"SELECT COALESCE(min(expires_at), 0) FROM confirmation WHERE outcome = 'waiting'";
static const char SWEEP[] = "UPDATE confirmation SET outcome = 'expired', commands = '', code = ''"
			    " WHERE outcome = 'waiting' AND expires_at <= $now";

static const char *const outcomes[CONFIRM_OUTCOME_COUNT] = {
	[CONFIRM_WAITING] = "waiting",
	[CONFIRM_DONE] = "done",
	[CONFIRM_REFUSED] = "refused",
	[CONFIRM_REPLACED] = "replaced",
	[CONFIRM_EXPIRED] = "expired",
	[CONFIRM_FAILED] = "failed",
};

enum {
	SERIALS = 4096, /* what a token has room for */
};

void
confirmation_free(Confirmation *confirmation)
{
	if (!confirmation)
		return;
	g_free(confirmation->person);
	g_free(confirmation->code);
	if (confirmation->commands)
		g_ptr_array_unref(confirmation->commands);
	g_free(confirmation);
}

int
confirm_serial(const Confirmation *confirmation)
{
	return (int)(confirmation->id % SERIALS);
}

/* ---- a block of commands as text: a "verb", "word", "arguments", "line", "item" each ---- */

enum {
	COMMAND_LINES = 5,
};

static void
free_change(gpointer change)
{
	change_free(change);
}

static void
free_command(gpointer command)
{
	command_free(command);
}

static char *
commands_write(const GPtrArray *commands)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_change);

	for (guint i = 0; i < commands->len; i++) {
		const Command *command = commands->pdata[i];
		g_autofree char *line = g_strdup_printf("%d", command->line);
		g_autofree char *item = g_strdup_printf("%d", command->item);

		g_ptr_array_add(lines, change_new("verb", command_verbs[command->verb].canonical));
		g_ptr_array_add(lines, change_new("word", command->word));
		g_ptr_array_add(lines, change_new("arguments", command->arguments));
		g_ptr_array_add(lines, change_new("line", line));
		g_ptr_array_add(lines, change_new("item", item));
	}
	return changes_format(lines);
}

static GPtrArray *
commands_read(const char *text)
{
	g_autoptr(GPtrArray) lines = changes_parse(text);
	GPtrArray *commands = g_ptr_array_new_with_free_func(free_command);

	for (guint i = 0; lines && i + COMMAND_LINES <= lines->len; i += COMMAND_LINES) {
		const char *value[COMMAND_LINES];
		Command *command;

		for (guint k = 0; k < COMMAND_LINES; k++)
			value[k] = ((const Change *)lines->pdata[i + k])->value;
		command = command_new(
			command_verb(value[0]), value[1], value[2], (int)g_ascii_strtoll(value[3], NULL, 10));
		command->item = (int)g_ascii_strtoll(value[4], NULL, 10);
		g_ptr_array_add(commands, command);
	}
	return commands;
}

/* ---- rows ---- */

/* Every code as likely as every other: what would favour some is drawn again. */
static char *
draw_code(GError **error)
{
	const uint32_t codes = 1000000;
	uint32_t drawn;

	do {
		if (getrandom(&drawn, sizeof drawn, 0) != sizeof drawn) {
			g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "getrandom: %s", g_strerror(errno));
			return NULL;
		}
	} while (drawn >= UINT32_MAX / codes * codes);
	return g_strdup_printf("%0*" PRIu32, CONFIRM_DIGITS, drawn % codes);
}

static DbStatement *
prepare_for(Db *db, const char *sql, int64_t case_id, const char *person, GError **error)
{
	DbStatement *statement = db_prepare(db, sql, error);
	g_autofree char *folded = g_ascii_strdown(person, -1);

	if (statement) {
		db_bind_int(statement, "$case_id", case_id);
		db_bind_text(statement, "$person", folded);
	}
	return statement;
}

bool
confirm_add(Db *db, Confirmation *confirmation, GError **error)
{
	const char *person = confirmation->person;
	g_autofree char *commands = commands_write(confirmation->commands);
	DbStatement *statement = prepare_for(db, REPLACE, confirmation->case_id, person, error);

	if (!statement || !db_run(statement, error))
		return false;
	g_free(confirmation->code);
	confirmation->code = draw_code(error);
	statement = confirmation->code ? prepare_for(db, ADD, confirmation->case_id, person, error) : NULL;
	if (!statement)
		return false;
	db_bind_id(statement, "$inbound_id", confirmation->inbound_id);
	db_bind_text(statement, "$letter", letter_name(confirmation->letter));
	db_bind_int(statement, "$plan", confirmation->plan);
	db_bind_text(statement, "$commands", commands);
	db_bind_int(statement, "$attachments", confirmation->attachments);
	db_bind_int(statement, "$report_id", confirmation->report_id);
	db_bind_text(statement, "$code", confirmation->code);
	db_bind_int(statement, "$asked_at", confirmation->asked_at);
	db_bind_int(statement, "$expires_at", confirmation->expires_at);
	if (!db_run(statement, error))
		return false;
	confirmation->id = db_last_id(db);
	return true;
}

Confirmation *
confirm_waiting(Db *db, int64_t case_id, const char *person, int64_t now, GError **error)
{
	DbStatement *statement = prepare_for(db, WAITING, case_id, person, error);
	Confirmation *confirmation = NULL;

	if (!statement)
		return NULL;
	db_bind_int(statement, "$now", now);
	if (db_step(statement, error) == DB_ROW) {
		confirmation = g_new0(Confirmation, 1);
		confirmation->id = db_int(statement, 0);
		confirmation->case_id = case_id;
		confirmation->person = g_strdup(person);
		confirmation->inbound_id = db_int(statement, 1);
		letter_from_name(db_text(statement, 2), &confirmation->letter);
		confirmation->plan = (int)db_int(statement, 3);
		confirmation->commands = commands_read(db_text(statement, 4));
		confirmation->attachments = db_int(statement, 5);
		confirmation->code = g_strdup(db_text(statement, 6));
		confirmation->asked_at = db_int(statement, 7);
		confirmation->expires_at = db_int(statement, 8);
		confirmation->tries = (int)db_int(statement, 9);
		confirmation->report_id = db_int(statement, 10);
	}
	db_reset(statement);
	return confirmation;
}

int64_t
confirm_count_since(Db *db, int64_t case_id, const char *person, int64_t since, GError **error)
{
	DbStatement *statement = prepare_for(db, COUNT, case_id, person, error);
	int64_t count = -1;

	if (!statement)
		return -1;
	db_bind_int(statement, "$since", since);
	if (db_step(statement, error) == DB_ROW)
		count = db_int(statement, 0);
	db_reset(statement);
	return count;
}

bool
confirm_note_wrong(Db *db, Confirmation *confirmation, GError **error)
{
	DbStatement *statement = db_prepare(db, NOTE_WRONG, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", confirmation->id);
	if (!db_run(statement, error))
		return false;
	confirmation->tries++;
	return confirmation->tries < CONFIRM_TRIES ||
	       confirm_end(db, confirmation->id, CONFIRM_FAILED, error);
}

bool
confirm_end(Db *db, int64_t id, ConfirmOutcome outcome, GError **error)
{
	DbStatement *statement = db_prepare(db, END, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", id);
	db_bind_text(statement, "$outcome", outcomes[outcome]);
	return db_run(statement, error);
}

bool
confirm_sweep(Db *db, int64_t now, GError **error)
{
	DbStatement *statement = db_prepare(db, SWEEP, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$now", now);
	return db_run(statement, error);
}

bool
confirm_next_end(Db *db, int64_t *out_end, GError **error)
{
	DbStatement *statement = db_prepare(db, NEXT_END, error);
	DbStep step;

	if (!statement)
		return false;
	step = db_step(statement, error);
	if (step == DB_ROW)
		*out_end = db_int(statement, 0);
	db_reset(statement);
	return step == DB_ROW;
}
