/*
 * Which addresses we write to. Stricter than RFC 5321: an address that a stranger chose ends up in headers,
 * in SMTP commands and in curl's hands, and must be nothing but an address in each of them.
 */
#pragma once

#include <glib.h>

enum {
	ADDRESS_LOCAL_PART_MAX = 64, /* octets (RFC 5321 §4.5.3.1.1) */
};

/* The strict grammar that every address passes before curl sees it:
 *     local  = 1*64( ALPHA / DIGIT / any of ".#$&'*+-=?^_{}~" ), the first neither "-" nor "."
 *     domain = 2*( label ), label = 1*63( ALPHA / DIGIT / "-" ), no "-" at its ends, the last one no number
 * ASCII alone, <= 254 octets. No quotes, no source routes ("%", "!", "|", "/"), no address literals. */
gboolean address_is_sendable(const char *address);
