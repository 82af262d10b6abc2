/*
 * Marked text cut into blocks: what markup.c makes of a rendered letter and both parts are written from.
 * Nobody else needs it.
 */
#pragma once

#include "templates/markup.h"

#include <stdbool.h>

/* Control characters of marked text beside the blocks' own. */
#define CELL '\x1c'
#define HOLE '\x1d'
#define BREAK '\x0b' /* a line break that a value brought */

typedef enum {
	BLOCK_PARAGRAPH,
	BLOCK_BANNER,
	BLOCK_HEADING,
	BLOCK_CALLOUT,
	BLOCK_ITEM,
	BLOCK_ROW,
	BLOCK_QUOTE,
	BLOCK_ACTION,
	BLOCK_SMALL,
	BLOCK_RULE,
	/* reports: letter.h has their signs */
	BLOCK_SECTION,
	BLOCK_TILE,
	BLOCK_TILE_GOOD,
	BLOCK_TILE_BAD,
	BLOCK_ENTRY,
	BLOCK_ENTRY_BAD,
	BLOCK_HEADER,
	BLOCK_LINE,
	BLOCK_BAR,
	BLOCK_BAR_BAD,
	BLOCK_PICTURE,
	BLOCK_COUNT,
} BlockKind;

enum {
	BLOCK_CELLS = 6
};

typedef struct {
	BlockKind kind;
	bool joined;              /* stands in one group with the block before */
	int count;                /* cells that the source has, empty ones too */
	char *cells[BLOCK_CELLS]; /* trimmed, "" past the last; in them BREAK and HOLE */
} Block;

/* Short answers ("1") share the line with their label; commands stand alone, to be copied. */
bool block_is_short_answer(const Block *block);

struct Markup {
	GArray *blocks; /* Block */
};
