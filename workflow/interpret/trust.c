#include "workflow/interpret/trust.h"

#include <string.h>

bool
trust_needs_proof(Verb verb)
{
	static const Verb high_risk[] = {
		VERB_DISMISS,
		VERB_MERGE,
		VERB_ASSIGN,
		VERB_RESOLVE,
		VERB_APPROVE,
		VERB_CONCLUDE,
		VERB_EXTEND,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(high_risk); i++)
		if (high_risk[i] == verb)
			return true;
	return false;
}

/* Behind what may be ignored around a code: blanks and the marks that people put beside a number. */
static const char *
behind_marks(const char *at)
{
	static const char *const marks[] = { " ", "\t", ":", ".", "。", "-", "#", "[", "]", "【", "】",
		NULL };

	for (const char *const *mark = marks; *mark;) {
		if (g_str_has_prefix(at, *mark)) {
			at += strlen(*mark);
			mark = marks;
		} else {
			mark++;
		}
	}
	return at;
}

/* line = [ "确认码" / "code" ] digits ; marks may stand anywhere */
char *
trust_code_in(const char *text, int digits)
{
	static const char *const names[] = { "确认码", "验证码", "code", "Code", NULL };
	size_t start = strspn(text, " \t\r\n"), length = strcspn(text + start, "\r\n");
	g_autofree char *line = NULL;
	g_autoptr(GString) code = g_string_new(NULL);
	const char *at;

	if (length > 200)
		return NULL;
	line = g_utf8_normalize(text + start, (gssize)length, G_NORMALIZE_ALL_COMPOSE);
	at = line ? behind_marks(line) : "";
	for (const char *const *name = names; *name; name++)
		if (g_str_has_prefix(at, *name)) {
			at = behind_marks(at + strlen(*name));
			break;
		}
	while (g_ascii_isdigit(*at)) {
		g_string_append_c(code, *at);
		at = behind_marks(at + 1);
	}
	return !*at && code->len == (gsize)digits ? g_strdup(code->str) : NULL;
}
