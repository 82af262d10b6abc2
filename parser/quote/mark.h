/*
 * Where a quoted mail begins: the separators, attribution lines and copied header blocks that mail programs
 * write above what they quote. Each recogniser looks at a bounded number of lines.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	size_t lines;   /* that the mark itself takes */
	size_t offset;  /* bytes of new text before it in its first line (programs that lose newlines) */
	bool strong;    /* a mail program wrote this: what follows is quoted even without '>' */
	bool clear;     /* strong, and no person writes so: not even a guess */
	bool forwarded; /* passed on rather than answered */
	bool headers;   /* a copied header block, or the separator above one */
} QuoteMark;

/* Does a quote's mark begin at lines[0]? The lines carry no '>' (or were freed of it). */
bool quote_mark_at(const Line *lines, size_t count, QuoteMark *out);

/* A quick look: may a copied header block or its separator begin with this line? */
bool quote_may_head(Line line);

/* ">>> Ann Lee 3/5/2026 10:00 AM >>>": GroupWise's mark, which looks like a quoted line. */
bool quote_mark_in_angles(Line line);

/* Levels of '>' that `line` begins with; *out_body is the rest. */
int quote_depth(Line line, Line *out_body);
