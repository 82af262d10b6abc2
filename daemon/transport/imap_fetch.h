/*
 * Reads what a FETCH response says: attributes in any order, known or not, bodies as literal, quoted string
 * or NIL. Text in, values out.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	IMAP_SECTION_WHOLE,  /* BODY[] */
	IMAP_SECTION_START,  /* BODY[]<0> */
	IMAP_SECTION_HEADER, /* BODY[HEADER] */
	IMAP_SECTION_COUNT,
} ImapSection;

typedef enum {
	IMAP_BODY_ABSENT,
	IMAP_BODY_NIL,
	IMAP_BODY_QUOTED,
	IMAP_BODY_LITERAL,
} ImapBodyKind;

typedef struct {
	ImapBodyKind kind;
	unsigned literal; /* of IMAP_BODY_LITERAL: which of the response's literals */
	uint64_t size;    /* its bytes */
	char *quoted;     /* of IMAP_BODY_QUOTED: the text, unescaped */
} ImapBody;

typedef struct {
	uint32_t sequence;
	uint32_t uid;          /* 0: not said */
	int64_t size;          /* RFC822.SIZE; -1: not said */
	int64_t internal_date; /* seconds UTC; -1: not said, or not understood */
	ImapBody bodies[IMAP_SECTION_COUNT];
} ImapFetch;

void imap_fetch_clear(ImapFetch *fetch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapFetch, imap_fetch_clear)

typedef enum {
	IMAP_FETCH_READ,
	IMAP_FETCH_OTHER,  /* another response */
	IMAP_FETCH_BROKEN, /* "* n FETCH" with something behind it that follows no grammar */
} ImapFetchResult;

/* `text` is a response as ImapReader gives it. *out is filled in for IMAP_FETCH_READ only. */
ImapFetchResult imap_fetch_read(const char *text, size_t length, ImapFetch *out);
