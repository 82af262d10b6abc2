/*
 * The one line that a phone, a mail program or a mailing list adds below a text: "发自我的iPhone",
 * "Get Outlook for iOS". A sentence of a person that begins like one is longer, or stops within.
 */
#pragma once

#include "parser/text/line.h"

#include <stdbool.h>
#include <stddef.h>

bool footer_is(Line line);

/* The index of the line where a mailing list's footer begins below these lines; `end` when there is none. */
size_t list_footer_start(const Line *lines, size_t end);
/* The same of what an archive says about attachments that it took out. */
size_t scrubbed_start(const Line *lines, size_t end);
