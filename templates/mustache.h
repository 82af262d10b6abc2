/*
 * Mustache (the logic-less template language), as much of it as its core specification defines: variables,
 * {{{raw}}} and {{&raw}}, dotted names, sections, inverted sections, comments, partials with indentation,
 * delimiter changes, standalone lines. It escapes every value for where it will stand. It never opens a
 * file, calls no lambda, and bounds depth and size.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* ---- values: a tree of texts, lists and records ---- */
typedef struct Value Value;

Value *value_record(void);
Value *value_list(void);
Value *value_text(const char *text);
Value *value_bool(bool truth);
void value_free(Value *value); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Value, value_free)
/* Takes `value`; a name set twice keeps the later. */
void value_set(Value *record, const char *name, Value *value);
void value_set_text(Value *record, const char *name, const char *text); /* NULL: "" */
void value_add(Value *list, Value *value);

/* ---- templates ---- */
typedef struct Template Template;

/* How a value's text becomes part of the output; returns a new string. */
typedef char *(*ValueEscape)(const char *text);
/* The source of a partial, lent, or NULL when there is none of that name. */
typedef const char *(*PartialLookup)(const char *name, gpointer data);

/* NULL with an error (line, what is wrong) when tags do not close or nest. */
Template *template_parse(const char *source, GError **error);
void template_free(Template *template); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/* Names that the template asks for, dotted as written: new array of char *. For checking at start. */
GPtrArray *template_names(const Template *template);

/* Renders; {{name}} passes `escape` (NULL: as is), {{{name}}} does not. `partial` may be NULL. NULL with an
 * error past 256 levels or 4 MiB. */
char *template_render(const Template *template, const Value *values, ValueEscape escape,
	PartialLookup partial, gpointer partial_data, GError **error);
