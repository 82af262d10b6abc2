/*
 * A part that is no text, as a mail lists it: measured and named, its bytes not kept.
 */
#pragma once

#include "parser/mail.h"
#include "parser/mime/structure.h"

/* `is_related`: a picture or the like of the text beside it. New. */
Attachment *attachment_of(const Part *part, bool is_related, Defects *defects);
