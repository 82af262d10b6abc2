/*
 * ISO 2022 as mail writes it: seven bits, escape sequences say which set the following bytes are of. One
 * reader for ISO-2022-JP (RFC 1468, 1554, 2237), -KR (RFC 1557) and -CN (RFC 1922): their sequences do not
 * contradict each other, and labels confuse them.
 */
#pragma once

#include "parser/charset/writer.h"

void decode_iso2022(Writer *writer, const unsigned char *s, const unsigned char *end);
