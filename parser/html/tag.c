#include "parser/html/tag.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	const char *name;
	TagKind kind;
} TagRow;

/* In the order of strcmp(). What is not here is TAG_INLINE. */
static const TagRow tag_rows[] = {
	{ "a", TAG_LINK },
	{ "address", TAG_BLOCK },
	{ "area", TAG_VOID },
	{ "article", TAG_BLOCK },
	{ "aside", TAG_BLOCK },
	{ "base", TAG_VOID },
	{ "blockquote", TAG_QUOTE },
	{ "body", TAG_BLOCK },
	{ "br", TAG_BREAK },
	{ "caption", TAG_BLOCK },
	{ "center", TAG_BLOCK },
	{ "col", TAG_VOID },
	{ "dd", TAG_BLOCK },
	{ "dir", TAG_LIST },
	{ "div", TAG_BLOCK },
	{ "dl", TAG_BLOCK },
	{ "dt", TAG_BLOCK },
	{ "embed", TAG_VOID },
	{ "fieldset", TAG_BLOCK },
	{ "figcaption", TAG_BLOCK },
	{ "figure", TAG_BLOCK },
	{ "footer", TAG_BLOCK },
	{ "form", TAG_BLOCK },
	{ "h1", TAG_PARAGRAPH },
	{ "h2", TAG_PARAGRAPH },
	{ "h3", TAG_PARAGRAPH },
	{ "h4", TAG_PARAGRAPH },
	{ "h5", TAG_PARAGRAPH },
	{ "h6", TAG_PARAGRAPH },
	{ "header", TAG_BLOCK },
	{ "hr", TAG_RULE },
	{ "img", TAG_IMAGE },
	{ "input", TAG_VOID },
	{ "li", TAG_ITEM },
	{ "link", TAG_VOID },
	{ "main", TAG_BLOCK },
	{ "menu", TAG_LIST },
	{ "meta", TAG_VOID },
	{ "nav", TAG_BLOCK },
	{ "ol", TAG_NUMBERED },
	{ "option", TAG_BLOCK },
	{ "p", TAG_PARAGRAPH },
	{ "param", TAG_VOID },
	{ "pre", TAG_PRE },
	{ "script", TAG_RAW },
	{ "section", TAG_BLOCK },
	{ "source", TAG_VOID },
	{ "style", TAG_RAW },
	{ "svg", TAG_HIDDEN },
	{ "table", TAG_TABLE },
	{ "tbody", TAG_INLINE },
	{ "td", TAG_CELL },
	{ "template", TAG_HIDDEN },
	{ "tfoot", TAG_INLINE },
	{ "th", TAG_CELL },
	{ "thead", TAG_INLINE },
	{ "title", TAG_RAW },
	{ "tr", TAG_ROW },
	{ "ul", TAG_LIST },
	{ "wbr", TAG_VOID },
	{ "xml", TAG_HIDDEN },
};

static int
compare(const void *name, const void *row)
{
	return strcmp(name, ((const TagRow *)row)->name);
}

TagKind
tag_kind(const char *name)
{
	const TagRow *row = bsearch(name, tag_rows, G_N_ELEMENTS(tag_rows), sizeof *tag_rows, compare);

	return row ? row->kind : TAG_INLINE;
}
