#include "parser/parameter.h"

#include "parser/charset.h"
#include "parser/clean.h"
#include "parser/header.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * value     = token *( ";" parameter )
 * parameter = name [ "*" number ] [ "*" ] "=" ( token / quoted-string )
 * A value that is neither quoted nor a token (blanks, 8-bit) goes on to the next ";".
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
		p += strcspn(p, ";");
	} else {
		const char *end = p + strlen(p);

		/* Encoded-words may hold a ";". */
		while (p < end && *p != ';') {
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

ParameterList *
parameter_list_read(const char *value, size_t length, Defects *defects)
{
	ParameterList *list = g_new0(ParameterList, 1);
	HeaderField field = { .value = value, .value_length = length };
	g_autofree char *text = header_unfold(&field, defects);
	const char *p = text + strcspn(text, ";");
	GString *head = g_string_new(NULL);

	for (const char *c = text; c < p; c++) {
		if (*c == '(')
			break;
		if ((unsigned char)*c > ' ' && *c != '"')
			g_string_append_c(head, g_ascii_tolower(*c));
	}
	list->value = g_string_free(head, FALSE);
	list->parameters = g_ptr_array_new_with_free_func(parameter_free);
	while (*p == ';') {
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
	return list;
}

void
parameter_list_free(ParameterList *list)
{
	if (!list)
		return;
	g_free(list->value);
	g_ptr_array_free(list->parameters, TRUE);
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

	if (!parameter)
		parameter = find(list, name, true);
	return parameter ? parameter->value : NULL;
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

char *
parameter_text(const ParameterList *list, const char *name, Defects *defects)
{
	const Parameter *parameter = find(list, name, true);
	bool continued = parameter != NULL;
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autofree char *charset = NULL;
	g_autofree char *text = NULL;
	bool extended = false;

	if (!parameter)
		parameter = find(list, name, false);
	if (!parameter)
		return NULL;
	if (!continued && !parameter->extended) {
		text = header_decode(parameter->value, strlen(parameter->value), defects);
		return clean_line(text, TEXT_MAX);
	}
	for (guint i = 0; i < list->parameters->len; i++) {
		const Parameter *piece = g_ptr_array_index(list->parameters, i);
		const char *value = piece->value;

		if (continued ? piece->section < 0 || strcmp(piece->name, name) != 0 : piece != parameter)
			continue;
		if (piece->extended && !extended)
			value = split_charset(value, &charset);
		extended = extended || piece->extended;
		if (piece->extended)
			append_percent(bytes, value);
		else
			g_string_append(bytes, value);
	}
	if (!extended)
		text = header_decode(bytes->str, bytes->len, defects);
	else
		text = charset_to_utf8(bytes->str, bytes->len, charset, defects);
	return clean_line(text, TEXT_MAX);
}
