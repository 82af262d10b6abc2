/*
 * What a bounce says: whom it was for, why it came back (RFC 3463 status), and which of our mails it was.
 * From the delivery-status part (RFC 3464) where there is one, else from the words of the servers that write
 * none.
 */
#pragma once

#include "parser/kind/kind.h"

/* Always a new Bounce; what was not found is NULL. */
Bounce *bounce_read(const KindInput *input);

/* What the delivery-status part says that happened, over all recipients: false when it names no failure
 * (delayed, delivered, relayed, expanded), true otherwise. */
bool bounce_is_failure(const char *delivery_status);
/* Does it say so at all? */
bool bounce_names_action(const char *delivery_status);
