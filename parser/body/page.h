/*
 * A page of plain text while it is being laid out: line ends, blanks and prefixes are asked for as they come,
 * and written only once text follows them, so that nothing is doubled and nothing trails.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	PAGE_NESTING_MAX = 32, /* lists and tables that are told apart; deeper ones are flattened */
};

typedef struct {
	int next;     /* number of the next item */
	bool ordered; /* "1." instead of "-" */
} PageList;

typedef struct {
	bool has_text;  /* the row that is being written */
	bool is_broken; /* it has line ends inside, so its cells stand below each other */
	int cells;      /* begun so far */
} PageRow;

typedef struct {
	GString *out;
	size_t limit;
	size_t line;       /* that is being written, from 0 */
	bool full;         /* the limit was reached: what follows is dropped */
	int breaks;        /* line ends asked for */
	bool blank;        /* a blank asked for */
	bool blank_is_end; /* it was a line end of the source, which CJK text does not need */
	bool fixed;        /* a blank that does not collapse stands on the line, so far alone */
	int quote;         /* depth of "> " */
	int hard;          /* blanks of <pre> asked for */
	int separators;    /* " | " asked for */
	bool marker;       /* a list item begins */
	bool at_start;     /* nothing on the line yet */
	gunichar last;
	PageList lists[PAGE_NESTING_MAX];
	int list_depth;
	PageRow rows[PAGE_NESTING_MAX];
	int table_depth;
} Page;

void page_init(Page *page, size_t limit);
char *page_finish(Page *page);           /* the text, new; the page is used up */
size_t page_lines(const Page *page);     /* that are begun */
size_t page_next_line(const Page *page); /* where the next line of text will stand that begins */

void page_put(Page *page, gunichar c);                          /* c is no blank */
void page_put_run(Page *page, const char *text, size_t length); /* without blanks, not empty */
void page_blank(Page *page, bool is_line_end);                  /* collapses */
void page_fixed_blank(Page *page);                              /* &nbsp;: alone on its line it keeps it */
void page_break(Page *page, int lines);                         /* 1: new line, 2: a blank line between */
void page_line_end(Page *page);                                 /* <br>: adds up, to one blank line */
void page_hard(Page *page, int blanks);                         /* in <pre>: they do not collapse */
void page_quote(Page *page, int change);
void page_list_begin(Page *page, bool ordered, int start);
void page_list_end(Page *page);
void page_item(Page *page);
void page_table_begin(Page *page);
void page_table_end(Page *page);
void page_row(Page *page);
void page_cell(Page *page);
