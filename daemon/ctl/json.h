/*
 * Writes JSON (RFC 8259), and reads none. Commas, indentation and escapes are the writer's business; bytes
 * that are not UTF-8 become U+FFFD, so the output is valid whatever a mail held.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Json Json;

Json *json_new(bool pretty);
/* Ends the text with a line end, frees the writer, returns a new string. Every json_open_ must be closed. */
char *json_finish(Json *json);

/* `key` is NULL inside an array and for the outermost value. */
void json_open_object(Json *json, const char *key);
void json_open_array(Json *json, const char *key);
void json_close(Json *json); /* the innermost open object or array */

void json_text(Json *json, const char *key, const char *text); /* NULL: null */
void json_integer(Json *json, const char *key, int64_t number);
void json_real(Json *json, const char *key, double number); /* not finite: null */
void json_bool(Json *json, const char *key, bool value);
