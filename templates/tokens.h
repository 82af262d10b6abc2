/*
 * A parsed template: what mustache_parse.c makes and mustache.c walks through. Nobody else needs it.
 *
 * It is one flat list of tokens: a section knows where it ends, so neither parsing nor rendering calls
 * itself, however deep a template nests.
 */
#pragma once

#include "templates/mustache.h"

#define TEMPLATE_MAX_LEVELS 256

typedef enum {
	TOKEN_TEXT,
	TOKEN_INDENT, /* a line begins: a partial's indentation goes here */
	TOKEN_USE,
	TOKEN_END,
} TokenKind;

typedef struct {
	TokenKind kind;
	const char *text; /* TEXT: within the source */
	size_t length;
	TemplateUse *use;
	char *name;   /* that `use` lends */
	char **path;  /* USE: the dotted name's parts; NULL for "." */
	char *indent; /* USE_PARTIAL: what its lines begin with */
	unsigned end; /* sections: index of their END */
} Token;

struct Template {
	char *source;
	GArray *tokens; /* Token */
};

/* Code 0: a template that cannot be parsed; 1: past a limit. */
#define TEMPLATE_ERROR (g_quark_from_static_string("template"))
