/*
 * Unicode's form NFKC, with what is in it already copied as it stands: nearly all of a Chinese or English
 * text.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

/* NFKC of valid UTF-8; a new string. */
GString *normal_form(const char *text, size_t length);
