/*
 * Address lists of a header (RFC 5322 §3.4, with the obsolete and the broken forms that arrive). Groups are
 * read as the list of their members; nothing recurses, so a group in a group in a group is only colons.
 */
#pragma once

#include "parser/mime/header.h"
#include "parser/text/defect.h"

#include <glib.h>

/* Appends a MailAddress for each mailbox of the field to `into`, at most 1,000 in all. A mailbox without a
 * usable addr-spec has the address "". */
void address_list_read(const HeaderField *field, GPtrArray *into, Defects *defects);
