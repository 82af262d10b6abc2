/*
 * How a unit test speaks: one TAP line a row, so that each row is counted by itself and a failing one says
 * what was wrong. A test program calls these in any order and ends with `return check_done();`.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* One row; `label` is a sentence. The rest says what went wrong, and is shown only then. */
bool check(bool ok, const char *label, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool check_text(const char *label, const char *got, const char *want); /* NULL equals NULL alone */
bool check_int(const char *label, int64_t got, int64_t want);

/* Microseconds of processor time that this program has used: limits are set on it, as other programs cost
 * nothing of it. */
int64_t check_processor_time(void);

/* Prints the plan; 0 when every row passed and there was at least one. */
int check_done(void);
