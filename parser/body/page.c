#include "parser/body/page.h"

#include <string.h>

enum {
	QUOTE_SHOWN_MAX = 10,
	INDENT_MAX = 8,
	SEPARATORS_MAX = 8,
	HARD_MAX = 200,
};

void
page_init(Page *page, size_t limit)
{
	*page = (Page){ .out = g_string_new(NULL), .limit = limit, .at_start = true };
}

static void
append(Page *page, const char *text, size_t length)
{
	/* Once something did not fit, nothing shorter may come behind it. */
	if (page->full || page->out->len + length > page->limit) {
		page->full = true;
		return;
	}
	g_string_append_len(page->out, text, (gssize)length);
}

static void
trim_line(Page *page)
{
	while (page->out->len && strchr(" \t", page->out->str[page->out->len - 1]))
		g_string_truncate(page->out, page->out->len - 1);
}

char *
page_finish(Page *page)
{
	trim_line(page);
	return g_string_free(page->out, FALSE);
}

size_t
page_lines(const Page *page)
{
	return page->out->len ? page->line + 1 : 0;
}

size_t
page_next_line(const Page *page)
{
	return page->out->len ? page->line + (size_t)MAX(page->breaks, 1) : 0;
}

static void
write_quote(Page *page)
{
	for (int i = 0; i < MIN(page->quote, QUOTE_SHOWN_MAX); i++)
		append(page, "> ", 2);
}

static void
write_breaks(Page *page)
{
	if (page->out->len) {
		for (int i = 0; i < page->breaks; i++) {
			if (page->at_start)
				write_quote(page);
			trim_line(page);
			append(page, "\n", 1);
			page->line++;
			page->at_start = true;
		}
		for (int i = 0; i < MIN(page->table_depth, PAGE_NESTING_MAX); i++)
			page->rows[i].is_broken = page->rows[i].is_broken || page->rows[i].has_text;
	}
	page->breaks = 0;
	page->blank = false;
	page->last = 0;
}

static void
write_marker(Page *page)
{
	PageList *list = page->list_depth ? &page->lists[MIN(page->list_depth, PAGE_NESTING_MAX) - 1] : NULL;
	char number[16];

	for (int i = 1; i < MIN(page->list_depth, INDENT_MAX); i++)
		append(page, "  ", 2);
	if (list && list->ordered)
		g_snprintf(number, sizeof number, "%d. ", list->next++);
	append(page, list && list->ordered ? number : "- ", list && list->ordered ? strlen(number) : 2);
	page->marker = false;
}

static bool
is_wide(gunichar c)
{
	return c >= 0x2E80 && g_unichar_iswide(c);
}

/* Everything that was asked for comes before the text that `next` begins. */
static void
before_text(Page *page, gunichar next)
{
	if (page->breaks)
		write_breaks(page);
	if (page->at_start) {
		write_quote(page);
		page->blank = false;
	}
	if (page->separators && !page->at_start) {
		trim_line(page);
		for (int i = 0; i < MIN(page->separators, SEPARATORS_MAX); i++)
			append(page, " | ", 3);
		page->blank = false;
	}
	page->separators = 0;
	if (page->marker)
		write_marker(page);
	if (page->blank && !(page->blank_is_end && is_wide(page->last) && is_wide(next)))
		append(page, " ", 1);
	for (int i = 0; i < page->hard; i++)
		append(page, " ", 1);
	page->hard = 0;
	page->blank = page->fixed = false;
	page->at_start = false;
	for (int i = 0; i < MIN(page->table_depth, PAGE_NESTING_MAX); i++)
		page->rows[i].has_text = true;
}

void
page_put(Page *page, gunichar c)
{
	char utf8[6];
	int length = g_unichar_to_utf8(c, utf8);

	before_text(page, c);
	append(page, utf8, (size_t)length);
	page->last = c;
}

void
page_put_run(Page *page, const char *text, size_t length)
{
	before_text(page, g_utf8_get_char(text));
	append(page, text, length);
	page->last = g_utf8_get_char(g_utf8_prev_char(text + length));
}

void
page_blank(Page *page, bool is_line_end)
{
	page->blank_is_end = is_line_end && (page->blank_is_end || !page->blank);
	page->blank = true;
}

/* A cell or an item that has no text yet does not begin with an empty line. */
static bool
is_fresh(const Page *page)
{
	return page->separators || page->marker;
}

/* Word's empty line is a paragraph with nothing but &nbsp; in it. */
static void
end_fixed_blank(Page *page)
{
	if (page->fixed && (page->at_start || page->breaks))
		page->breaks = MIN(page->breaks + 1, 2);
	page->fixed = false;
}

void
page_fixed_blank(Page *page)
{
	page_blank(page, false);
	page->fixed = true;
}

void
page_break(Page *page, int lines)
{
	page->hard = 0;
	if (is_fresh(page))
		return;
	end_fixed_blank(page);
	page->breaks = MAX(page->breaks, page->at_start && page->out->len ? lines - 1 : lines);
}

void
page_line_end(Page *page)
{
	page->hard = 0;
	if (!is_fresh(page))
		page->breaks = MIN(page->breaks + 1, 2);
}

void
page_hard(Page *page, int blanks)
{
	page->hard = MIN(page->hard + blanks, HARD_MAX);
}

void
page_quote(Page *page, int change)
{
	page_break(page, 1);
	page->quote = MAX(page->quote + change, 0);
}

void
page_list_begin(Page *page, bool ordered, int start)
{
	page_break(page, 1);
	if (page->list_depth < PAGE_NESTING_MAX)
		page->lists[page->list_depth] = (PageList){ .ordered = ordered, .next = start };
	page->list_depth++;
}

void
page_list_end(Page *page)
{
	page->marker = false;
	page_break(page, 1);
	page->list_depth = MAX(page->list_depth - 1, 0);
}

void
page_item(Page *page)
{
	page->marker = false;
	page_break(page, 1);
	page->marker = true;
}

void
page_table_begin(Page *page)
{
	page_break(page, 1);
	if (page->table_depth < PAGE_NESTING_MAX)
		page->rows[page->table_depth] = (PageRow){ 0 };
	page->table_depth++;
}

void
page_table_end(Page *page)
{
	page->separators = 0;
	page_break(page, 1);
	page->table_depth = MAX(page->table_depth - 1, 0);
}

void
page_row(Page *page)
{
	page->separators = 0;
	page_break(page, 1);
	if (page->table_depth && page->table_depth <= PAGE_NESTING_MAX)
		page->rows[page->table_depth - 1] = (PageRow){ 0 };
}

void
page_cell(Page *page)
{
	PageRow *row = page->table_depth && page->table_depth <= PAGE_NESTING_MAX
			       ? &page->rows[page->table_depth - 1]
			       : NULL;

	if (!row) {
		page_blank(page, false);
		return;
	}
	if (row->cells++ && row->has_text) {
		if (row->is_broken) {
			page->separators = 0;
			page_break(page, 1);
		} else {
			page->breaks = 0;
			page->separators++;
		}
	}
}
