/*
 * The rows of the event log and the hash that chains them. A row's hash covers the one before and every
 * column but the payload, which its own salted hash stands for: a payload can be erased with its salt, and
 * the chain stays whole without telling what was in it.
 *
 *   payload = header "\n" changes          both as changes_format() writes them
 *   header  = "actor=…" "roles=…" "cause=…" *( "letter=M04 handler address" )
 */
#pragma once

#include "daemon/sha256.h"
#include "daemon/store/ledger.h"

/* One row as it stands in the table; everything is borrowed. */
typedef struct {
	int64_t id, case_id, at;
	const char *event, *transition, *from, *to;
	int64_t inbound_id;  /* 0: none */
	const char *payload; /* NULL: erased */
	const void *salt;
	size_t salt_size;
	const void *payload_hash, *hash; /* SHA256_SIZE each */
} LogRow;

/* The columns that log_row_read() expects first in a SELECT. */
#define LOG_COLUMNS                                                                             \
	"id, case_id, at, event, transition, from_state, to_state, inbound_id, payload, salt, " \
	"payload_hash, hash"
/* False when a hash has a wrong length: only a damaged file has such a row. */
bool log_row_read(DbStatement *statement, LogRow *out_row);

void log_row_hash(const LogRow *row, const uint8_t previous[SHA256_SIZE], uint8_t out[SHA256_SIZE]);
void log_payload_hash(const LogRow *row, uint8_t out[SHA256_SIZE]);

/* The part of a payload that case_apply() understands; NULL when it is no payload. Points into it. */
const char *log_payload_changes(const char *payload);
/* A copy for people; NULL with an error when the payload is malformed. */
EventRow *log_event_row(const LogRow *row, GError **error);

/* Appends one row per transition; *out_event is the last one's id. */
bool log_append(Db *db, int64_t case_id, const GPtrArray *transitions, const Origin *origin, int64_t now,
	int64_t *out_event, GError **error);
