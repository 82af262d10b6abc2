#include "parser/kind/authres.h"

#include <string.h>

/*
 * value    = authserv-id [ version ] *( ";" resinfo )          RFC 8601 §2.2
 * resinfo  = method [ "/" version ] "=" result *( property )
 * property = ptype "." name "=" value
 * Comments in "( )" may stand anywhere and are dropped first; quoted strings lose their quotes.
 */
enum {
	VALUE_MAX = 8192
};

/* Comments become spaces; quoted text loses its quotes, and its separators become '_' so that a ";" inside
 * can start nothing. */
static char *
without_comments(const char *value)
{
	GString *plain = g_string_new(NULL);
	int depth = 0;
	bool quoted = false;

	for (const char *p = value; *p && plain->len < VALUE_MAX; p++) {
		if (*p == '\\' && p[1] && (quoted || depth)) {
			p++;
			if (!depth)
				g_string_append_c(plain, strchr(";=( \t", *p) ? '_' : *p);
		} else if (depth) {
			depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
		} else if (*p == '"') {
			quoted = !quoted;
		} else if (quoted) {
			g_string_append_c(plain, strchr(";=( \t", *p) ? '_' : *p);
		} else if (*p == '(') {
			depth = 1;
			g_string_append_c(plain, ' ');
		} else {
			g_string_append_c(plain, *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p);
		}
	}
	return g_string_free(plain, FALSE);
}

static bool
domain_is_under(const char *inner, const char *outer)
{
	size_t inner_length = strlen(inner), outer_length = strlen(outer);

	return inner_length > outer_length && inner[inner_length - outer_length - 1] == '.' &&
	       g_ascii_strcasecmp(inner + inner_length - outer_length, outer) == 0 && strchr(outer, '.');
}

static bool
domains_align(const char *one, const char *other)
{
	return g_ascii_strcasecmp(one, other) == 0 || domain_is_under(one, other) ||
	       domain_is_under(other, one);
}

/* One resinfo: does it prove `domain`? */
static bool
resinfo_proves(const char *resinfo, const char *domain)
{
	g_auto(GStrv) words = g_strsplit(resinfo, " ", 64);
	const char *method = NULL;

	for (char **word = words; *word; word++) {
		const char *equals = strchr(*word, '=');

		if (!equals)
			continue;
		if (!method) {
			method = *word;
			if (g_ascii_strncasecmp(method, "dmarc=pass", 11) != 0 &&
				g_ascii_strncasecmp(method, "dkim=pass", 10) != 0)
				return false;
			continue;
		}
		/* DMARC speaks about the From domain; DKIM about whoever signed. */
		if (g_ascii_strncasecmp(method, "dmarc", 5) == 0 &&
			g_ascii_strncasecmp(*word, "header.from=", 12) == 0)
			return g_ascii_strcasecmp(equals + 1, domain) == 0;
		if (g_ascii_strncasecmp(method, "dkim", 4) == 0 &&
			g_ascii_strncasecmp(*word, "header.d=", 9) == 0)
			return domains_align(equals + 1, domain);
	}
	return false;
}

/* The results of the topmost header of `authserv_id`, one a string; NULL: there is none. */
static GStrv
trusted_results(const GPtrArray *results, const char *authserv_id)
{
	if (!authserv_id || !*authserv_id)
		return NULL;
	for (guint i = 0; results && i < results->len; i++) {
		g_autofree char *plain = without_comments(g_ptr_array_index(results, i));
		g_auto(GStrv) parts = g_strsplit(plain, ";", 64);
		g_auto(GStrv) head = parts[0] ? g_strsplit(g_strstrip(parts[0]), " ", 2) : NULL;

		if (head && head[0] && g_ascii_strcasecmp(head[0], authserv_id) == 0)
			return g_steal_pointer(&parts);
	}
	return NULL;
}

bool
authres_proves(const GPtrArray *results, const char *authserv_id, const char *from)
{
	const char *at = from ? strrchr(from, '@') : NULL;
	g_auto(GStrv) parts = at && at[1] ? trusted_results(results, authserv_id) : NULL;

	for (char **part = parts; part && *part; part++)
		if (part > parts && resinfo_proves(g_strstrip(*part), at + 1))
			return true;
	return false;
}

bool
authres_denies(const GPtrArray *results, const char *authserv_id, const char *from)
{
	g_auto(GStrv) parts = trusted_results(results, authserv_id);
	bool failed = false;

	for (char **part = parts; part && *part; part++)
		failed = failed ||
			 (part > parts && g_ascii_strncasecmp(g_strstrip(*part), "dmarc=fail", 10) == 0);
	return failed && !authres_proves(results, authserv_id, from);
}
