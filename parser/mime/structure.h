/*
 * The parts of a mail (RFC 2046) as spans of its bytes: which part is where, of which type, inside which.
 * One pass, nothing copied, no recursion; depth, number of parts and header sizes are limited here, so that
 * no bytes whatever cost more than a little time and memory.
 */
#pragma once

#include "parser/mime/header.h"
#include "parser/mime/parameter.h"
#include "parser/mime/transfer.h"
#include "parser/text/defect.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	STRUCTURE_HEADER_MAX = 8388608, /* bytes of one header block */
	STRUCTURE_FIELDS_MAX = 5000,    /* fields of one */
	STRUCTURE_DEPTH_MAX = 50,
	STRUCTURE_PARTS_MAX = 1000,
};

typedef struct {
	int parent;         /* index, -1 for the mail itself */
	int end;            /* one past its last descendant: [i, end) is its tree */
	int depth;          /* 0 for the mail itself */
	int mail;           /* index of the mail it belongs to: 0, or a root inside message/rfc822 */
	char *section;      /* RFC 3501 §6.4.5: "2.1"; "" for a mail that is itself a multipart */
	const char *header; /* lent */
	size_t header_length;
	const char *body; /* lent; as transferred */
	size_t body_length;
	char *type;                 /* "text/plain", lower case; what is missing or broken is text/plain */
	ParameterList *content;     /* Content-Type, or NULL */
	ParameterList *disposition; /* Content-Disposition, or NULL */
	Transfer transfer;
	bool has_id;  /* a Content-ID */
	bool is_open; /* has parts: a multipart or an attached mail, and not a leaf that only claims to be one
		       */
} Part;

/* The parts, depth first: array of Part *, at least the mail itself. `bytes` must outlive it. */
GPtrArray *structure_read(const char *bytes, size_t length, Defects *defects);

bool part_is(const Part *part, const char *type_or_prefix); /* "text/" matches each text type */
