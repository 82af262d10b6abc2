/*
 * Header lines of an outgoing mail: folding, encoded-words, file-name parameters. Everything appended here is
 * 7-bit, ends its lines with CRLF, and cannot be ended by what stands in a value. Used by compose.c alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* "Name: value" for free text (RFC 5322 §2.2.1, RFC 2047 §5 (1)). */
void compose_append_text(GString *out, const char *name, const char *text);
/* "Name: phrase <address>"; `phrase` may be NULL or "". */
void compose_append_mailbox(GString *out, const char *name, const char *phrase, const char *address);
/* "Name: <id>" from "id id …"; what is no Message-ID is left out, so is the header when nothing is left. Of
 * many, the first and the last 20 stay (RFC 5322 §3.6.4 wants both ends of the thread). */
void compose_append_ids(GString *out, const char *name, const char *ids);
/* `; name="…"` (RFC 2047, as many readers in China want it) and `; filename*=…` (RFC 2231). `name` has passed
 * compose_file_name(). */
void compose_append_type_name(GString *out, const char *name);
void compose_append_disposition_name(GString *out, const char *name);

/* No white space, control or "<>", at most 250 bytes: fit to stand between "<>". */
bool compose_is_message_id(const char *id, size_t length);
