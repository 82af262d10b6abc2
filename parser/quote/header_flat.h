/*
 * A copied header block whose newlines were lost: "From: Ann <ann@mail.example> Sent: … To: … Subject: …".
 */
#pragma once

#include "parser/quote/header_block.h"

/* A whole block in one line, behind new text or not: *out_offset bytes of `line` stand before it. */
bool header_flat_at(Line line, size_t *out_offset);

/* Labels and values of the block that begins at `line`. */
void header_flat_read(Line line, HeaderBlock *block);
