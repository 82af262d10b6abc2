/* Reads one character of valid UTF-8, in place: a call for each would cost more than the reading. */
#pragma once

#include <glib.h>
#include <stddef.h>

static inline size_t
character_length(const char *at)
{
	guchar first = (guchar)*at;

	return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static inline gunichar
character_at(const char *at)
{
	const guchar *s = (const guchar *)at;

	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xE0)
		return (gunichar)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
	if (s[0] < 0xF0)
		return (gunichar)(s[0] & 0x0f) << 12 | (gunichar)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
	return (gunichar)(s[0] & 0x07) << 18 | (gunichar)(s[1] & 0x3f) << 12 | (gunichar)(s[2] & 0x3f) << 6 |
	       (s[3] & 0x3f);
}
