/*
 * Structured header values: "text/plain; charset=gbk; name*0*=…" (RFC 2045 §5.1, RFC 2183, RFC 2231), with
 * file names that are written in encoded-words, raw GBK or raw UTF-8 against every rule.
 */
#pragma once

#include "parser/text/defect.h"

#include <glib.h>

typedef struct {
	char *value;           /* before the first ";", lower case, no blanks: "text/plain" */
	GPtrArray *parameters; /* private to parameter.c */
	GPtrArray *joined;
} ParameterList;

/* Takes the raw value, folds and all; never fails. At most 64 parameters are read. */
ParameterList *parameter_list_read(const char *value, size_t length, Defects *defects);
void parameter_list_free(ParameterList *list); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParameterList, parameter_list_free)

/* The value of `name` as it stands, joined and with its percents undone where it is written by RFC 2231, or
 * NULL: for charset, boundary, format. */
const char *parameter_raw(const ParameterList *list, const char *name);
/* The value decoded to one clean line of UTF-8; new, NULL when there is none. */
char *parameter_text(const ParameterList *list, const char *name, Defects *defects);
