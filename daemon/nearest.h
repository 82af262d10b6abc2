/*
 * "Did you mean": the known name that is closest to what somebody typed.
 */
#pragma once

/* The nearest of `names` (NULL-terminated), or NULL when none is near enough to be meant. Bytes are
 * compared; at most 64 of each are looked at. */
const char *nearest_name(const char *word, const char *const *names);
