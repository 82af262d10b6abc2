/* Bytes as template, partial and value, apart by zero bytes: parsed, rendered, and cut into both parts. */
#include "tests/fuzz/fuzz.h"

#include "templates/markup.h"
#include "templates/mustache.h"

static const Template *
find_partial(const char *name, gpointer data)
{
	return name[0] == 'p' ? data : NULL;
}

static Value *
values_of(const char *words)
{
	Value *values = value_record(), *inner = value_record(), *list = value_list();

	value_set_text(values, "a", words);
	value_set(values, "t", value_bool(true));
	value_set(values, "f", value_bool(false));
	value_set_text(inner, "b", words);
	value_set_text(inner, "a", "near");
	value_set(values, "r", inner);
	value_add(list, value_text("1"));
	value_add(list, value_text(words));
	value_set(values, "l", list);
	return values;
}

/* What is cut into blocks holds no control character and no tag that a value brought. */
static void
check_parts(const char *marked)
{
	g_autoptr(Markup) markup = markup_new(marked);
	g_autofree char *text = markup_text(markup);
	g_autofree char *html = markup_html(markup, "en", "a+b@school.test", "subject");
	g_autofree char *line = markup_line(marked, -1);

	g_assert(!strchr(line, '\n') && g_utf8_strlen(line, -1) <= 201);
	g_assert(g_utf8_validate(html, -1, NULL) && g_utf8_validate(text, -1, NULL));
	g_assert(!strstr(html, "<script") && !strpbrk(html, "\x01\x02\x0b\x1c\x1d"));
	for (const char *link = html; (link = strstr(link, "<a ")); link++)
		g_assert(g_str_has_prefix(link, "<a href=\"mailto:a%2Bb@school.test?"));
}

static bool
asks_raw(const Template *template)
{
	g_autoptr(GPtrArray) uses = template_uses(template);

	for (guint i = 0; i < uses->len; i++)
		if (((const TemplateUse *)g_ptr_array_index(uses, i))->kind == USE_RAW)
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_malloc0(size + 1);
	const char *part = bytes, *end = bytes + size;
	const char *parts[3] = { "", "", "" };
	g_autofree char *source = NULL, *partial = NULL, *marked = NULL;
	g_autofree char *valid = NULL, *valid_partial = NULL;
	g_autoptr(Template) template = NULL, inner = NULL;
	g_autoptr(Value) values = NULL;
	g_autoptr(GError) error = NULL;

	if (size)
		memcpy(bytes, data, size);
	for (int i = 0; i < 3 && part < end; i++) {
		parts[i] = part;
		part += strlen(part) + 1;
	}
	valid = g_utf8_make_valid(parts[0], -1);
	source = markup_mark(valid);
	valid_partial = g_utf8_make_valid(parts[1], -1);
	partial = markup_mark(valid_partial);
	template = template_parse(source, &error);
	g_assert(template || error);
	if (!template)
		return 0;
	inner = template_parse(partial, NULL);
	values = values_of(parts[2]);
	marked = template_render(template, values, markup_value, find_partial, inner, &error);
	g_assert(marked || error);
	/* Letters refuse raw values, so only what escaped all of them is cut into parts. */
	if (marked && !asks_raw(template) && !(inner && asks_raw(inner)))
		check_parts(marked);
	return 0;
}
