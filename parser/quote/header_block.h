/*
 * What is known of a copied header block while it is read: which headers it named so far, whether their
 * values are what a mail program writes there, and if somebody asks for them the values themselves.
 */
#pragma once

#include "parser/quote/header.h"
#include "parser/quote/header_label.h"

typedef struct {
	int found; /* HeaderBit */
	bool addressed, dated;
	QuoteHeaders *values; /* NULL: nobody asks */
} HeaderBlock;

bool header_has_address(Line line);
bool header_has_date(Line line); /* a year, or a time of day */

void header_block_take(HeaderBlock *block, int bit, Line value);
/* From, one of To and Subject, and a date or both of them; or two lines with an address and a date. */
bool header_block_is_enough(const HeaderBlock *block);
