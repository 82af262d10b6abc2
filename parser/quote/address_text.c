#include "parser/quote/address_text.h"

#include <string.h>

#define LOCAL_BYTES 64
#define DOMAIN_BYTES 190
#define TRIES 200 /* signs that begin no domain */

static bool
is_local_byte(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("._+-=&'/~!#$%*?^`{|}", c));
}

/* The address around the '@' at `at`; false when there is none. */
static bool
address_around(Line line, const char *at, Line *out)
{
	const char *start = at, *end = at + 1, *limit = line.start + line.length;
	bool dot = false;

	while (start > line.start && is_local_byte(start[-1]) && at - start < LOCAL_BYTES)
		start--;
	/* What stands around an address and not in it. */
	while (start < at && strchr("'.|*`/=", *start))
		start++;
	while (end < limit && (g_ascii_isalnum(*end) || *end == '.' || *end == '-') &&
		end - at < DOMAIN_BYTES) {
		dot |= *end == '.';
		end++;
	}
	while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
		end--;
	if (start == at || end == at + 1 || !dot)
		return false;
	*out = (Line){ start, (size_t)(end - start) };
	return true;
}

bool
address_in_text(Line line, Line *out)
{
	Line rest = line;
	const char *at;

	for (int tries = 0; tries < TRIES && (at = memchr(rest.start, '@', rest.length)); tries++) {
		if (address_around(line, at, out))
			return true;
		rest = line_skip(rest, (size_t)(at - rest.start) + 1);
	}
	return false;
}
