/*
 * What a template is filled with: a tree of texts, truths, lists and records. A value knows nothing of
 * templates; escaping is done where it is printed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Value Value;

typedef enum {
	VALUE_TEXT,
	VALUE_BOOL,
	VALUE_LIST,
	VALUE_RECORD,
} ValueKind;

Value *value_record(void);
Value *value_list(void);
Value *value_text(const char *text); /* NULL: "" */
Value *value_bool(bool truth);
Value *value_copy(const Value *value);
void value_free(Value *value); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Value, value_free)

/* Takes `value`; a name set twice keeps the later. */
void value_set(Value *record, const char *name, Value *value);
void value_set_text(Value *record, const char *name, const char *text); /* NULL: "" */
void value_remove(Value *record, const char *name);
void value_add(Value *list, Value *value); /* takes `value` */

/* Answers are lent. */
ValueKind value_kind(const Value *value);
const char *value_words(const Value *value);                   /* "" unless a text */
const Value *value_get(const Value *record, const char *name); /* NULL: no such member, or no record */
unsigned value_length(const Value *list);                      /* 0 unless a list */
const Value *value_at(const Value *list, unsigned index);      /* NULL past the end */
/* NULL, "", false and the empty list are not; everything else is. */
bool value_is_true(const Value *value);
