/* Folder names as IMAP spells them: modified UTF-7 (RFC 3501 §5.1.3). "已处理" is "&XfJZBHQG-". */
#pragma once

/* New string, without quotes around it; NULL when the name is no UTF-8 or holds a control character. */
char *imap_utf7_encode(const char *name);
