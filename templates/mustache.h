/*
 * Mustache (the logic-less template language), as much of it as its core specification defines: variables,
 * {{{raw}}} and {{&raw}}, dotted names, sections, inverted sections, comments, partials with indentation,
 * delimiter changes, standalone lines. It escapes every value for where it will stand. It never opens a
 * file, calls no lambda, and bounds depth, size and work.
 */
#pragma once

#include "templates/value.h"

#include <glib.h>
#include <stdbool.h>

typedef struct Template Template;

/* How a value's text becomes part of the output; returns a new string. */
typedef char *(*ValueEscape)(const char *text);
/* A partial, lent, or NULL when there is none of that name. */
typedef const Template *(*PartialLookup)(const char *name, gpointer data);

/* NULL with an error ("line N: what is wrong") when tags do not close or nest. */
Template *template_parse(const char *source, GError **error);
void template_free(Template *template); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

typedef enum {
	USE_VARIABLE,
	USE_RAW,
	USE_SECTION,
	USE_INVERTED,
	USE_PARTIAL,
} UseKind;

/* One tag that asks for a name. Lent by its template. */
typedef struct TemplateUse {
	UseKind kind;
	const char *name;                 /* dotted as written */
	int line;                         /* from 1 */
	const struct TemplateUse *within; /* the nearest section around it, NULL at the top */
} TemplateUse;

/* What the template asks for, in its order: new array of const TemplateUse *. For checking at start. */
GPtrArray *template_uses(const Template *template);

/* Renders; {{name}} passes `escape` (NULL: as is), {{{name}}} does not. `partial` may be NULL. NULL with an
 * error past 256 levels, 4 MiB or 4 Mi steps. */
char *template_render(const Template *template, const Value *values, ValueEscape escape,
	PartialLookup partial, gpointer partial_data, GError **error);
