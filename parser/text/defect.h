/*
 * What was odd about a mail, one bit each while reading, one stable word each in Mail.defects. A defect never
 * stops the reading; it tells a person why a mail looks strange, or that it is not complete.
 */
#pragma once

#include <stdint.h>

typedef enum {
	DEFECT_EMPTY,           /* no byte at all, or only blank ones */
	DEFECT_NO_HEADER,       /* does not begin with a header field: all of it is body */
	DEFECT_MBOX_LINE,       /* begins with an mbox "From " line */
	DEFECT_LEADING_BLANK,   /* blank lines before the header */
	DEFECT_BARE_CR,         /* CR without LF ends lines */
	DEFECT_UTF16_FILE,      /* all of it is in UTF-16 */
	DEFECT_NUL_BYTE,        /* NUL bytes, left out */
	DEFECT_BAD_HEADER_LINE, /* a header line without a colon */
	DEFECT_HEADER_TOO_BIG,  /* header block over the limit: the rest of it is unread */
	DEFECT_HEADER_CUT,      /* one header value over its limit: its end is unread */
	DEFECT_DUPLICATE_HEADER,
	DEFECT_NO_FROM,
	DEFECT_MANY_FROM,
	DEFECT_BAD_ADDRESS,
	DEFECT_NO_MESSAGE_ID,
	DEFECT_NO_DATE,
	DEFECT_BAD_DATE,
	DEFECT_BAD_ENCODED_WORD,
	DEFECT_NO_CHARSET,      /* 8-bit text that names no character set: guessed */
	DEFECT_UNKNOWN_CHARSET, /* names one that we do not know or refuse: guessed */
	DEFECT_WRONG_CHARSET,   /* names one that it is not written in: guessed */
	DEFECT_BAD_CHARSET,     /* bytes that mean nothing: U+FFFD stands for them */
	DEFECT_BAD_BASE64,
	DEFECT_BAD_QUOTED_PRINTABLE,
	DEFECT_UNKNOWN_ENCODING,
	DEFECT_BAD_CONTENT_TYPE,
	DEFECT_TOO_MANY_PARAMETERS,
	DEFECT_NO_BOUNDARY,        /* a multipart whose boundary is not named or not found */
	DEFECT_UNCLOSED_MULTIPART, /* the mail ends inside a multipart: perhaps it is cut */
	DEFECT_TOO_DEEP,
	DEFECT_TOO_MANY_PARTS,
	DEFECT_TEXT_TRUNCATED,
	DEFECT_ENCRYPTED,
	DEFECT_OPAQUE_SIGNATURE, /* text inside a signed envelope that we do not open */
	DEFECT_TNEF,             /* winmail.dat: content that only Outlook opens */
	DEFECT_PARTIAL,          /* message/partial: a piece of a mail */
	DEFECT_EXTERNAL_BODY,    /* content that is elsewhere */
	DEFECT_UUENCODE,
	DEFECT_TEXT_FROM_ATTACHED_MAIL, /* no text of its own: that of the attached mail is shown */
	DEFECT_COUNT,
} Defect;

typedef uint64_t Defects;

static inline void
defect_set(Defects *defects, Defect defect)
{
	*defects |= (Defects)1 << defect;
}

const char *defect_word(Defect defect);
