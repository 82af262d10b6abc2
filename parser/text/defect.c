#include "parser/text/defect.h"

static const char *const words[DEFECT_COUNT] = {
	[DEFECT_EMPTY] = "empty",
	[DEFECT_NO_HEADER] = "no-header",
	[DEFECT_MBOX_LINE] = "mbox-line",
	[DEFECT_LEADING_BLANK] = "leading-blank",
	[DEFECT_BARE_CR] = "bare-cr",
	[DEFECT_UTF16_FILE] = "utf16-file",
	[DEFECT_NUL_BYTE] = "nul-byte",
	[DEFECT_BAD_HEADER_LINE] = "bad-header-line",
	[DEFECT_HEADER_TOO_BIG] = "header-too-big",
	[DEFECT_HEADER_CUT] = "header-cut",
	[DEFECT_DUPLICATE_HEADER] = "duplicate-header",
	[DEFECT_NO_FROM] = "no-from",
	[DEFECT_MANY_FROM] = "many-from",
	[DEFECT_BAD_ADDRESS] = "bad-address",
	[DEFECT_NO_MESSAGE_ID] = "no-message-id",
	[DEFECT_NO_DATE] = "no-date",
	[DEFECT_BAD_DATE] = "bad-date",
	[DEFECT_BAD_ENCODED_WORD] = "bad-encoded-word",
	[DEFECT_NO_CHARSET] = "no-charset",
	[DEFECT_UNKNOWN_CHARSET] = "unknown-charset",
	[DEFECT_WRONG_CHARSET] = "wrong-charset",
	[DEFECT_BAD_CHARSET] = "bad-charset",
	[DEFECT_BAD_BASE64] = "bad-base64",
	[DEFECT_BAD_QUOTED_PRINTABLE] = "bad-quoted-printable",
	[DEFECT_UNKNOWN_ENCODING] = "unknown-encoding",
	[DEFECT_BAD_CONTENT_TYPE] = "bad-content-type",
	[DEFECT_TOO_MANY_PARAMETERS] = "too-many-parameters",
	[DEFECT_NO_BOUNDARY] = "no-boundary",
	[DEFECT_UNCLOSED_MULTIPART] = "unclosed-multipart",
	[DEFECT_TOO_DEEP] = "too-deep",
	[DEFECT_TOO_MANY_PARTS] = "too-many-parts",
	[DEFECT_TEXT_TRUNCATED] = "text-truncated",
	[DEFECT_ENCRYPTED] = "encrypted",
	[DEFECT_OPAQUE_SIGNATURE] = "opaque-signature",
	[DEFECT_TNEF] = "tnef",
	[DEFECT_PARTIAL] = "partial",
	[DEFECT_EXTERNAL_BODY] = "external-body",
	[DEFECT_UUENCODE] = "uuencode",
	[DEFECT_TEXT_FROM_ATTACHED_MAIL] = "text-from-attached-mail",
};

const char *
defect_word(Defect defect)
{
	return words[defect];
}
