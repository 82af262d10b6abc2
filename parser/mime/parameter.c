#include "parser/mime/parameter.h"

#include "parser/charset/charset.h"
#include "parser/mime/header.h"
#include "parser/text/clean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * value     = token *( ";" parameter )
 * parameter = name [ "*" number ] [ "*" ] "=" ( token / quoted-string )
 * A value that is neither quoted nor a token (blanks, 8-bit) goes on to the next ";", or to a blank and the
 * name of a parameter that everybody knows: some programs forget the ";".
 */
enum {
	PARAMETERS_MAX = 64,
	TEXT_MAX = 1000,
};

typedef struct {
	char *name;  /* lower case, without the stars */
	int section; /* -1: not continued */
	bool extended;
	char *value;
} Parameter;

static void
parameter_free(gpointer data)
{
	Parameter *parameter = data;

	g_free(parameter->name);
	g_free(parameter->value);
	g_free(parameter);
}

static int
parameter_compare(gconstpointer a, gconstpointer b)
{
	const Parameter *one = *(Parameter *const *)a, *other = *(Parameter *const *)b;

	return one->section - other->section;
}

/* Splits "name*0*" and takes `value`. */
static Parameter *
parameter_new(const char *name, size_t length, char *value)
{
	Parameter *parameter = g_new0(Parameter, 1);
	char *star;

	parameter->name = g_ascii_strdown(name, (gssize)length);
	g_strstrip(parameter->name);
	parameter->section = -1;
	parameter->value = value;
	star = strchr(parameter->name, '*');
	if (!star)
		return parameter;
	*star++ = '\0';
	parameter->extended = !*star || g_str_has_suffix(star, "*");
	if (g_ascii_isdigit(*star))
		parameter->section = MIN(atoi(star), PARAMETERS_MAX);
	return parameter;
}

static void
append_percent(GString *out, const char *p)
{
	for (; *p; p++) {
		if (*p == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
			char byte = (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));

			if (byte)
				g_string_append_c(out, byte);
			p += 2;
		} else {
			g_string_append_c(out, *p);
		}
	}
}

/* "charset'language'text" (RFC 2231 §4); returns the text, sets *out_charset (new). */
static const char *
split_charset(const char *value, char **out_charset)
{
	const char *first = strchr(value, '\''), *second = first ? strchr(first + 1, '\'') : NULL;

	if (!second)
		return value;
	*out_charset = g_strndup(value, (gsize)(first - value));
	return second + 1;
}

/* The pieces of `name` put together; new. *out_charset (new) is set when they name one, *out_extended when
 * any of them has percents. */
static char *
join(const GPtrArray *parameters, const char *name, bool continued, char **out_charset, bool *out_extended)
{
	GString *bytes = g_string_new(NULL);
	int last = -1;

	*out_extended = false;
	for (guint i = 0; i < parameters->len; i++) {
		const Parameter *piece = g_ptr_array_index(parameters, i);
		const char *value = piece->value;

		if ((piece->section >= 0) != continued || strcmp(piece->name, name) != 0 ||
			(continued && piece->section == last))
			continue;
		if (!continued && (!piece->extended || *out_extended))
			continue;
		if (piece->extended && !*out_extended)
			value = split_charset(value, out_charset);
		*out_extended = *out_extended || piece->extended;
		if (piece->extended)
			append_percent(bytes, value);
		else
			g_string_append(bytes, value);
		last = piece->section;
	}
	return g_string_free(bytes, FALSE);
}

static bool
has(const GPtrArray *parameters, const char *name)
{
	for (guint i = 0; i < parameters->len; i++)
		if (strcmp(((const Parameter *)g_ptr_array_index(parameters, i))->name, name) == 0)
			return true;
	return false;
}

/* What parameter_raw() lends where RFC 2231 was used for things that people do not read. */
static void
join_all(ParameterList *list)
{
	for (guint i = 0; i < list->parameters->len; i++) {
		const Parameter *piece = g_ptr_array_index(list->parameters, i);
		g_autofree char *charset = NULL;
		bool extended;
		Parameter *whole;

		if ((piece->section < 0 && !piece->extended) || has(list->joined, piece->name))
			continue;
		whole = g_new0(Parameter, 1);
		whole->name = g_strdup(piece->name);
		whole->value = join(list->parameters, piece->name, piece->section >= 0, &charset, &extended);
		g_ptr_array_add(list->joined, whole);
	}
}

/* Does a parameter that everybody knows begin here? */
static bool
begins_known(const char *p)
{
	static const char *const names[] = { "charset", "boundary", "format", "delsp", "name", "filename",
		"report-type", "type", "protocol", "micalg", "start", "reply-type" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		size_t length = strlen(names[i]);

		if (g_ascii_strncasecmp(p, names[i], length) == 0 &&
			p[length + strspn(p + length, " \t*")] == '=')
			return true;
	}
	return false;
}

/* Where the next parameter begins, or the end: a ";", or a blank before a known name. */
static const char *
skip_junk(const char *p)
{
	while (*p && *p != ';' && !((*p == ' ' || *p == '\t') && begins_known(p + 1)))
		p++;
	return p;
}

static const char *
read_quoted(const char *p, GString *out)
{
	for (; *p && *p != '"'; p++) {
		/* A backslash in a file name is a Windows path more often than an escape. */
		if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		g_string_append_c(out, *p);
	}
	return *p ? p + 1 : p;
}

static const char *
read_value(const char *p, char **out)
{
	GString *value = g_string_new(NULL);

	p += strspn(p, " \t");
	if (*p == '"') {
		p = read_quoted(p + 1, value);
		p = skip_junk(p);
	} else {
		const char *end = p + strlen(p);

		/* Encoded-words may hold a ";". */
		while (p < end && *p != ';' && !((*p == ' ' || *p == '\t') && begins_known(p + 1))) {
			const char *stop = header_word_end(p, end);

			stop = stop ? stop : p + 1;
			g_string_append_len(value, p, stop - p);
			p = stop;
		}
		g_strchomp(value->str);
	}
	*out = g_string_free(value, FALSE);
	return p;
}

/* The value itself, without blanks and comments; sets *p behind it. New. */
static char *
read_head(const char **p)
{
	GString *head = g_string_new(NULL);
	const char *c = *p;

	for (; *c && *c != ';' && *c != '('; c++) {
		const char *next = c + strspn(c, " \t");

		/* "text / html" is one word, "text/html charset=utf-8" are two. */
		if (next > c && strchr(head->str, '/') && !g_str_has_suffix(head->str, "/") && *next != '/')
			break;
		if ((unsigned char)*c > ' ' && *c != '"')
			g_string_append_c(head, g_ascii_tolower(*c));
	}
	*p = skip_junk(c);
	return g_string_free(head, FALSE);
}

ParameterList *
parameter_list_read(const char *value, size_t length, Defects *defects)
{
	ParameterList *list = g_new0(ParameterList, 1);
	HeaderField field = { .value = value, .value_length = length };
	g_autofree char *text = header_unfold(&field, defects);
	const char *p = text;

	list->value = read_head(&p);
	list->parameters = g_ptr_array_new_with_free_func(parameter_free);
	while (*p) {
		const char *name;
		char *parameter_value = NULL;

		p += strspn(p, "; \t");
		name = p;
		p += strcspn(p, "=;");
		if (*p != '=')
			continue;
		if (list->parameters->len == PARAMETERS_MAX) {
			defect_set(defects, DEFECT_TOO_MANY_PARAMETERS);
			break;
		}
		length = (size_t)(p - name);
		p = read_value(p + 1, &parameter_value);
		g_ptr_array_add(list->parameters, parameter_new(name, length, parameter_value));
	}
	g_ptr_array_sort(list->parameters, parameter_compare);
	list->joined = g_ptr_array_new_with_free_func(parameter_free);
	join_all(list);
	return list;
}

void
parameter_list_free(ParameterList *list)
{
	if (!list)
		return;
	g_free(list->value);
	g_ptr_array_free(list->parameters, TRUE);
	g_ptr_array_free(list->joined, TRUE);
	g_free(list);
}

static const Parameter *
find(const ParameterList *list, const char *name, bool continued)
{
	for (guint i = 0; list && i < list->parameters->len; i++) {
		const Parameter *parameter = g_ptr_array_index(list->parameters, i);

		if ((parameter->section >= 0) == continued && strcmp(parameter->name, name) == 0)
			return parameter;
	}
	return NULL;
}

const char *
parameter_raw(const ParameterList *list, const char *name)
{
	const Parameter *parameter = find(list, name, false);

	if (parameter && !parameter->extended)
		return parameter->value;
	for (guint i = 0; list && i < list->joined->len; i++) {
		const Parameter *whole = g_ptr_array_index(list->joined, i);

		if (strcmp(whole->name, name) == 0)
			return whole->value;
	}
	return NULL;
}

char *
parameter_text(const ParameterList *list, const char *name, Defects *defects)
{
	const Parameter *parameter = find(list, name, true);
	bool continued = parameter != NULL, extended = false;
	g_autofree char *bytes = NULL;
	g_autofree char *charset = NULL;
	g_autofree char *text = NULL;

	if (!parameter)
		parameter = find(list, name, false);
	if (!parameter)
		return NULL;
	if (continued || parameter->extended)
		bytes = join(list->parameters, name, continued, &charset, &extended);
	else
		bytes = g_strdup(parameter->value);
	/* Pieces without percents hold encoded-words against the rules, or plain text. */
	if (extended)
		text = charset_to_utf8(bytes, strlen(bytes), charset, defects);
	else
		text = header_decode(bytes, strlen(bytes), defects);
	return clean_line(text, TEXT_MAX);
}
