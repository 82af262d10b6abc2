/*
 * What each element of HTML means for a page of plain text.
 */
#pragma once

typedef enum {
	TAG_INLINE,
	TAG_BLOCK, /* on lines of its own */
	TAG_PARAGRAPH,
	TAG_BREAK,
	TAG_RULE,
	TAG_ITEM,
	TAG_LIST,
	TAG_NUMBERED,
	TAG_TABLE,
	TAG_ROW,
	TAG_CELL,
	TAG_QUOTE,
	TAG_PRE,
	TAG_LINK,
	TAG_IMAGE,
	TAG_VOID,   /* has no end tag */
	TAG_RAW,    /* what is inside is no text and no HTML */
	TAG_HIDDEN, /* what is inside is not shown */
} TagKind;

/* `name` in lower case; an element that nobody knows is TAG_INLINE. */
TagKind tag_kind(const char *name);
