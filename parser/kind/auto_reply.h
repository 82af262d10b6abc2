/*
 * By which mark a mail is an answer that a program sent: RFC 3834, vendor headers, the subjects of mail
 * programs, and words of the text where nothing stronger is there.
 */
#pragma once

#include "parser/kind/kind.h"

const char *auto_reply_reason(const KindInput *input); /* NULL: it is none */
