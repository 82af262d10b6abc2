/*
 * Stretches of a text whose meaning a mail program wrote into its HTML: here the signature stands, here the
 * mail begins that is answered. In whatever language, and where no word says so.
 */
#pragma once

#include "parser/html/scan.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	REGION_NONE,
	REGION_ATTRIBUTION, /* the lines above a quote that say whose it is */
	REGION_QUOTE,
	REGION_BLOCK, /* a quote, if it begins with something like a copied header block */
	REGION_SIGNATURE,
} RegionKind;

enum {
	REGIONS_MAX = 32, /* of one text that are kept */
};

/* Lines [start, end) of the text, counted from 0. */
typedef struct {
	RegionKind kind;
	size_t start, end; /* G_MAXSIZE: to the end of the text */
} Region;

/* The walk over a page: which region is open, and since which element. Zero is a good start. */
typedef struct {
	GArray *list; /* Region; lent */
	Region open;
	char name[16]; /* of the element that opened it */
	int depth;     /* elements of that name inside it */
	bool awaits;   /* a quote, to which what stands before it is the attribution */
} RegionWalk;

/* `next` is the line where text behind the tag will stand, `end` the line behind what is written. */
void region_tag(RegionWalk *walk, const Tag *tag, size_t next, size_t end);
void region_finish(RegionWalk *walk, size_t end);

/* Where the regions of the text `shown` stand in the text `plain`, which says the same: new array of Region.
 */
GArray *regions_in(const char *plain, const char *shown, const GArray *regions);
