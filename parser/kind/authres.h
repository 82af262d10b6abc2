/*
 * Whether the receiving server proved who wrote a mail: Authentication-Results (RFC 8601) of the one server
 * that the institution trusts, and nobody else's. It never does DNS, and never checks a signature itself.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * `results`: header values, topmost first (char *). True when the topmost one of `authserv_id` reports
 * dmarc=pass for the domain of `from`, or dkim=pass with a header.d aligned to it (RFC 7489 §3.1.1, relaxed
 * alignment without a public-suffix list: equal, or one a sub-domain of the other with at least two labels).
 * NULL or empty `authserv_id`: nobody is believed.
 */
bool authres_proves(const GPtrArray *results, const char *authserv_id, const char *from);
/* The same header says that DMARC failed, and nothing in it proves `from`: somebody may only pretend to be
 * him, or a list or forwarder changed the mail. */
bool authres_denies(const GPtrArray *results, const char *authserv_id, const char *from);
