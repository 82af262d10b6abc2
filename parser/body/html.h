/*
 * HTML → plain text: what a person would read, one pass, no tree, no recursion. Tables become "a | b", links
 * "text <url>", lists "- item", quotes "> line". What a page hides (style, script, display:none preheaders)
 * stays hidden, unless nothing else is there.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* `html` is valid UTF-8. Returns at most `limit` bytes, new; *out_truncated says whether that cut it. */
char *html_to_text(const char *html, size_t length, size_t limit, bool *out_truncated);

/* The same; appends to `regions` (Region, parser/quote/region.h) what the page's elements tell of it. */
char *html_to_text_with(const char *html, size_t length, size_t limit, GArray *regions, bool *out_truncated);
