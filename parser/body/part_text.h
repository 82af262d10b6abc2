/*
 * What one part says: its bytes as UTF-8, by its own label or by what the page in it names.
 */
#pragma once

#include "parser/mime/structure.h"

bool part_is_html(const Part *part);
bool part_disposition_is(const Part *part, const char *value);
/* At most `limit` decoded bytes of it; new. */
char *part_text(const Part *part, size_t limit, Defects *defects);
