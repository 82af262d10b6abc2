/*
 * Character references of HTML 4: 252 names, "&apos;", and numbers (with the windows-1252 meaning of 128–159
 * that browsers give them).
 */
#pragma once

#include <glib.h>
#include <stddef.h>

/* If a reference begins at `p` (an "&"): its length, and the character in *out; else 0. A missing ";" is
 * forgiven. */
size_t entity_read(const char *p, const char *end, gunichar *out);
