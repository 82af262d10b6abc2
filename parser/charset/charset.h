/*
 * Bytes of any character set → UTF-8, whatever the label says. Labels are missing, wrong or unknown in much
 * of the mail that arrives: gb2312, gbk and the like are read as GB18030; 8-bit bytes without a label (or
 * with one that they contradict) are UTF-8 if valid, else GB18030, Big5 or windows-125x, whichever fits
 * best. No byte vanishes: what means nothing becomes U+FFFD. UTF-7 is refused.
 */
#pragma once

#include "parser/text/defect.h"

#include <stddef.h>

/* Returns new, valid UTF-8 without NUL; control characters are still in it (parser/text/clean.h). `label` may
 * be NULL; it is not trusted to be short or sane. */
char *charset_to_utf8(const char *bytes, size_t length, const char *label, Defects *defects);
