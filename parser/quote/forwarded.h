/*
 * The mail that somebody passed on, as a mail of its own: `#代收` registers it for the one who wrote it
 * first. It comes from the copied header block and the text below it (zh and en Outlook, QQ, 163, Foxmail,
 * iOS, Gmail, …), or from an attached message/rfc822. A forward of a forward gives the innermost one, as long
 * as nothing but the copied mail stood in between.
 *
 * A copy is what its sender says that somebody wrote: never proof of who did.
 */
#pragma once

#include "parser/mail.h"

#include <stdbool.h>

/* `text` is what a mail quotes; `date` is that mail's own, whose zone the copy's date is in when it names
 * none (RFC 3339, or NULL). New Mail with from, subject, date and text, where the copy tells them (`from` is
 * NULL, or its address "", when it does not); NULL when no copied mail begins in its first lines. */
Mail *forwarded_read(const char *text, const char *date);

/* "Fwd: …", "转发：…": does a mail with this subject pass another one on? Outlook says so nowhere else. */
bool forwarded_subject(const char *subject);
