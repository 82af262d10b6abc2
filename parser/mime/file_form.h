/*
 * The forms in which a mail is kept in a file that are not the bytes a mail server would send: lines that end
 * in CR alone, and the whole of it in UTF-16, as an editor saves it.
 */
#pragma once

#include "parser/text/defect.h"

#include <stddef.h>

/* The bytes of the mail, new; NULL when `bytes` are them. */
char *file_form_undo(const char *bytes, size_t length, size_t *out_length, Defects *defects);
