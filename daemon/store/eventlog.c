#include "daemon/store/eventlog.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

enum {
	SALT_SIZE = 16,
};

static const char HEAD[] = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1";
static const char APPEND[] = "INSERT INTO event (id, case_id, at, event, transition, from_state, to_state, "
			     "inbound_id, payload, salt,"
			     " payload_hash, hash)"
			     " VALUES ($id, $case_id, $at, $event, $transition, $from_state, $to_state, "
			     "$inbound_id, $payload, $salt,"
			     " $payload_hash, $hash)";

/* ---- hashes ---- */

/* Every value with its length, so that no byte can move from one column into the next unseen. */
static void
add_bytes(GString *input, const void *bytes, size_t length)
{
	uint32_t size = GUINT32_TO_BE((uint32_t)length);

	g_string_append_len(input, (const char *)&size, sizeof size);
	g_string_append_len(input, bytes, (gssize)length);
}

static void
add_text(GString *input, const char *text)
{
	add_bytes(input, text, strlen(text));
}

static void
add_int(GString *input, int64_t value)
{
	int64_t big_endian = GINT64_TO_BE(value);

	add_bytes(input, &big_endian, sizeof big_endian);
}

void
log_row_hash(const LogRow *row, const uint8_t previous[SHA256_SIZE], uint8_t out[SHA256_SIZE])
{
	g_autoptr(GString) input = g_string_sized_new(256);

	add_bytes(input, previous, SHA256_SIZE);
	add_int(input, row->id);
	add_int(input, row->case_id);
	add_int(input, row->at);
	add_text(input, row->event);
	add_text(input, row->transition);
	add_text(input, row->from);
	add_text(input, row->to);
	add_int(input, row->inbound_id);
	add_bytes(input, row->payload_hash, SHA256_SIZE);
	sha256_digest(input->str, input->len, out);
}

void
log_payload_hash(const LogRow *row, uint8_t out[SHA256_SIZE])
{
	g_autoptr(GString) input = g_string_sized_new(1024);

	add_bytes(input, row->salt, row->salt_size);
	add_text(input, row->payload);
	sha256_digest(input->str, input->len, out);
}

/* ---- payloads ---- */

static void
free_change(gpointer change)
{
	change_free(change);
}

static char *
payload_write(const Origin *origin, const Transition *transition)
{
	g_autoptr(GPtrArray) header = g_ptr_array_new_with_free_func(free_change);
	g_autofree char *roles = g_strdup_printf("%u", origin->roles);
	g_autofree char *first = NULL, *second = NULL;

	g_ptr_array_add(header, change_new("actor", origin->actor));
	g_ptr_array_add(header, change_new("roles", roles));
	g_ptr_array_add(header, change_new("cause", origin->cause));
	for (guint i = 0; transition->letters && i < transition->letters->len; i++) {
		const Letter *letter = g_ptr_array_index(transition->letters, i);
		g_autofree char *words = g_strdup_printf("%s %s %s", letter_name(letter->letter),
			role_name(letter->role), letter->to ? letter->to : "");

		g_ptr_array_add(header, change_new("letter", words));
	}
	first = changes_format(header);
	second = changes_format(transition->changes);
	return g_strconcat(first, "\n", second, NULL);
}

const char *
log_payload_changes(const char *payload)
{
	/* A header line is never empty, and line ends within values are escaped. */
	const char *end = strstr(payload, "\n\n");

	return end ? end + 2 : NULL;
}

EventRow *
log_event_row(const LogRow *row, GError **error)
{
	g_autoptr(EventRow) event = g_new0(EventRow, 1);
	const char *changes = row->payload ? log_payload_changes(row->payload) : NULL;
	g_autoptr(GString) letters = g_string_new(NULL);
	g_autoptr(GPtrArray) header = NULL;

	event->id = row->id;
	event->case_id = row->case_id;
	event->at = row->at;
	event->event = g_strdup(row->event);
	event->transition = g_strdup(row->transition);
	event->from = g_strdup(row->from);
	event->to = g_strdup(row->to);
	event->inbound_id = row->inbound_id;
	event->erased = !row->payload;
	if (changes) {
		g_autofree char *text = g_strndup(row->payload, (gsize)(changes - 1 - row->payload));

		header = changes_parse(text);
	}
	if (!header && !event->erased) {
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED,
			"event %" G_GINT64_FORMAT " has a malformed payload", row->id);
		return NULL;
	}
	for (guint i = 0; header && i < header->len; i++) {
		const Change *line = g_ptr_array_index(header, i);

		if (strcmp(line->key, "actor") == 0 && !event->actor)
			event->actor = g_strdup(line->value);
		else if (strcmp(line->key, "roles") == 0)
			event->roles = (unsigned)g_ascii_strtoull(line->value, NULL, 10);
		else if (strcmp(line->key, "cause") == 0 && !event->cause)
			event->cause = g_strdup(line->value);
		else if (strcmp(line->key, "letter") == 0)
			g_string_append_printf(letters, "%s\n", line->value);
	}
	event->letters = g_strdup(letters->str);
	event->changes = g_strdup(changes ? changes : "");
	if (!event->actor)
		event->actor = g_strdup("");
	if (!event->cause)
		event->cause = g_strdup("");
	return g_steal_pointer(&event);
}

void
event_row_free(EventRow *row)
{
	if (!row)
		return;
	g_free(row->actor);
	g_free(row->cause);
	g_free(row->event);
	g_free(row->transition);
	g_free(row->from);
	g_free(row->to);
	g_free(row->letters);
	g_free(row->changes);
	g_free(row);
}

/* ---- rows ---- */

bool
log_row_read(DbStatement *statement, LogRow *out_row)
{
	size_t payload_hash_size = 0, hash_size = 0;

	out_row->id = db_int(statement, 0);
	out_row->case_id = db_int(statement, 1);
	out_row->at = db_int(statement, 2);
	out_row->event = db_text(statement, 3);
	out_row->transition = db_text(statement, 4);
	out_row->from = db_text(statement, 5);
	out_row->to = db_text(statement, 6);
	out_row->inbound_id = db_int(statement, 7);
	out_row->payload = db_text(statement, 8);
	out_row->salt = db_blob(statement, 9, &out_row->salt_size);
	out_row->payload_hash = db_blob(statement, 10, &payload_hash_size);
	out_row->hash = db_blob(statement, 11, &hash_size);
	return payload_hash_size == SHA256_SIZE && hash_size == SHA256_SIZE && out_row->event &&
	       out_row->transition && out_row->from && out_row->to;
}

/* The last row's id and hash; 0 and zeros for an empty log. */
static bool
read_head(Db *db, int64_t *out_id, uint8_t out_hash[SHA256_SIZE], GError **error)
{
	DbStatement *statement = db_prepare(db, HEAD, error);
	size_t size = SHA256_SIZE;
	DbStep step;

	if (!statement)
		return false;
	*out_id = 0;
	memset(out_hash, 0, SHA256_SIZE);
	step = db_step(statement, error);
	if (step == DB_ROW) {
		const void *hash = db_blob(statement, 1, &size);

		*out_id = db_int(statement, 0);
		if (size == SHA256_SIZE)
			memcpy(out_hash, hash, SHA256_SIZE);
	}
	db_reset(statement);
	if (size != SHA256_SIZE)
		g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "the event log's last hash is damaged");
	return step != DB_FAILED && size == SHA256_SIZE;
}

static bool
append_row(Db *db, const LogRow *row, GError **error)
{
	DbStatement *statement = db_prepare(db, APPEND, error);

	if (!statement)
		return false;
	db_bind_int(statement, "$id", row->id);
	db_bind_int(statement, "$case_id", row->case_id);
	db_bind_int(statement, "$at", row->at);
	db_bind_text(statement, "$event", row->event);
	db_bind_text(statement, "$transition", row->transition);
	db_bind_text(statement, "$from_state", row->from);
	db_bind_text(statement, "$to_state", row->to);
	db_bind_id(statement, "$inbound_id", row->inbound_id);
	db_bind_text(statement, "$payload", row->payload);
	db_bind_blob(statement, "$salt", row->salt, row->salt_size);
	db_bind_blob(statement, "$payload_hash", row->payload_hash, SHA256_SIZE);
	db_bind_blob(statement, "$hash", row->hash, SHA256_SIZE);
	return db_run(statement, error);
}

/* Without a salt, a short payload could be guessed from the hash that outlives it. */
static bool
fill_salt(uint8_t salt[SALT_SIZE], GError **error)
{
	if (getrandom(salt, SALT_SIZE, 0) == SALT_SIZE)
		return true;
	g_set_error(error, DB_ERROR, DB_ERROR_FAILED, "getrandom: %s", g_strerror(errno));
	return false;
}

bool
log_append(Db *db, int64_t case_id, const GPtrArray *transitions, const Origin *origin, int64_t now,
	int64_t *out_event, GError **error)
{
	uint8_t previous[SHA256_SIZE], hash[SHA256_SIZE], payload_hash[SHA256_SIZE], salt[SALT_SIZE];
	int64_t id = 0;

	if (!read_head(db, &id, previous, error))
		return false;
	for (guint i = 0; i < transitions->len; i++) {
		const Transition *transition = g_ptr_array_index(transitions, i);
		g_autofree char *payload = payload_write(origin, transition);
		const LogRow row = {
			.id = ++id,
			.case_id = case_id,
			.at = now,
			.event = event_name(transition->event),
			.transition = transition->transition ? transition->transition : "",
			.from = state_name(transition->from),
			.to = state_name(transition->to),
			.inbound_id = origin->inbound_id,
			.payload = payload,
			.salt = salt,
			.salt_size = SALT_SIZE,
			.payload_hash = payload_hash,
			.hash = hash,
		};

		if (!fill_salt(salt, error))
			return false;
		log_payload_hash(&row, payload_hash);
		log_row_hash(&row, previous, hash);
		if (!append_row(db, &row, error))
			return false;
		memcpy(previous, hash, SHA256_SIZE);
	}
	*out_event = id;
	return true;
}
