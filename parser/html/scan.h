/*
 * HTML as it stands in the bytes: tags with the attributes that matter here, comments, raw elements. No tree:
 * a scanner moves over a page once, and what was opened and never closed ends where that loses least.
 */
#pragma once

#include "parser/html/tag.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *start; /* NULL when there is none */
	size_t length;
} Span;

/* Every Span lends from the page. */
typedef struct {
	char name[16]; /* lower case; longer names are cut, none of ours is */
	TagKind kind;
	bool closing;
	Span style, href, alt, class, start, id, named, marker;
	bool hidden;
} Tag;

typedef struct {
	const char *at, *end;
	const char *no_double, *no_single, *no_comment_end; /* searched for from there on, not found */
} Scanner;

static inline bool
html_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* A tag begins at scanner->at; moves behind it. False when it is no tag. */
bool scan_tag(Scanner *scanner, Tag *tag);
/* Behind the comment or declaration that begins there. */
void scan_comment(Scanner *scanner);
/* Behind the end tag of a script or style sheet; one that never ends takes the rest of the page. */
void scan_raw(Scanner *scanner, const char *name);
