/*
 * Date header → a moment and the sender's own way to write it (RFC 3339). Reads RFC 5322 with its obsolete
 * zones, and the other orders that programs write; never the clock or the zone of this machine.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* False when it is no date between 1970 and 9999; then nothing is set. */
bool date_read(const char *value, char **out_rfc3339, int64_t *out_utc);
