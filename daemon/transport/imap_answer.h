/*
 * What one response of an IMAP server is: the line as ImapReader gives it, told apart. FETCH responses are
 * left to imap_fetch.h. Text in, a value out.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	IMAP_ANSWER_OTHER,      /* nothing we ask about; or broken, which is the same to us */
	IMAP_ANSWER_TAGGED,     /* the end of a command of ours */
	IMAP_ANSWER_CONTINUE,   /* "+ text" */
	IMAP_ANSWER_STATUS,     /* "* OK|NO|BAD|BYE|PREAUTH …" */
	IMAP_ANSWER_CAPABILITY, /* text: the list */
	IMAP_ANSWER_SEARCH,     /* text: the numbers */
	IMAP_ANSWER_EXISTS,     /* number */
	IMAP_ANSWER_EXPUNGE,    /* number */
	IMAP_ANSWER_FETCH,
} ImapAnswerKind;

typedef enum {
	IMAP_STATUS_OK,
	IMAP_STATUS_NO,
	IMAP_STATUS_BAD,
	IMAP_STATUS_BYE,
	IMAP_STATUS_PREAUTH,
	IMAP_STATUS_COUNT,
} ImapStatus;

typedef enum {
	IMAP_CODE_NONE, /* or one we do not ask about */
	IMAP_CODE_UIDVALIDITY,
	IMAP_CODE_UIDNEXT,
	IMAP_CODE_CAPABILITY, /* text: the list */
} ImapCode;

typedef struct {
	ImapAnswerKind kind;
	uint32_t tag;      /* of TAGGED */
	uint32_t number;   /* of EXISTS, EXPUNGE */
	ImapStatus status; /* of TAGGED, STATUS */
	ImapCode code;     /* of TAGGED, STATUS: what stands in brackets */
	uint32_t code_number;
	const char *text; /* what remains; borrowed from the line */
	size_t length;
} ImapAnswer;

/* Our tags are "c" and a number. */
ImapAnswer imap_answer_read(const char *line, size_t length);

/* Appends the numbers of a SEARCH answer to an array of uint32_t; false when something else is among them. */
bool imap_answer_numbers(const ImapAnswer *answer, GArray *out_numbers);

/* A server's words as one short line of valid UTF-8 for a status or an error. New string. */
char *imap_answer_words(const char *text, size_t length);
