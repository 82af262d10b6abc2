#include "parser/charset/charset.h"

#include "parser/text/clean.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <string.h>

static const struct {
	const char *label;   /* of the row */
	const char *charset; /* of the text, or NULL */
	const char *bytes;
	const char *text;
	Defect defect; /* DEFECT_COUNT: none */
} rows[] = {
	{ "ASCII without a label", NULL, "abc", "abc", DEFECT_COUNT },
	{ "ASCII under any label", "gbk", "abc", "abc", DEFECT_COUNT },
	{ "UTF-8", "utf-8", "中文", "中文", DEFECT_COUNT },
	{ "labels in capitals, quoted, with underscores", "\"UTF_8\"", "中文", "中文", DEFECT_COUNT },
	{ "UTF-8 without a label", NULL, "中文", "中文", DEFECT_NO_CHARSET },
	{ "GBK", "gbk", "\xd6\xd0\xce\xc4", "中文", DEFECT_COUNT },
	{ "gb2312 means GB18030", "gb2312", "\x95\x34\xb6\x36", "𠯠", DEFECT_COUNT },
	{ "cp936's euro sign", "cp936",
		"\x80"
		"1",
		"€1", DEFECT_COUNT },
	{ "GBK without a label", NULL, "\xd6\xd0\xce\xc4", "中文", DEFECT_NO_CHARSET },
	{ "GBK that says us-ascii", "us-ascii", "\xd6\xd0\xce\xc4", "中文", DEFECT_WRONG_CHARSET },
	{ "GBK that says utf-8", "utf-8", "\xd6\xd0\xce\xc4", "中文", DEFECT_WRONG_CHARSET },
	{ "GBK that says iso-8859-1", "iso-8859-1", "\xd6\xd0\xce\xc4", "中文", DEFECT_WRONG_CHARSET },
	{ "UTF-8 that says gb2312", "gb2312", "中文", "中文", DEFECT_WRONG_CHARSET },
	{ "UTF-8 that says iso-8859-1", "iso-8859-1", "é", "é", DEFECT_WRONG_CHARSET },
	{ "two GBK characters that are also UTF-8 stay GBK", "gbk", "\xd0\xbb\xd0\xbb", "谢谢",
		DEFECT_COUNT },
	{ "iso-8859-1 is read as windows-1252", "iso-8859-1", "caf\xe9 \x80", "café €", DEFECT_COUNT },
	{ "Western without a label", NULL, "caf\xe9", "café", DEFECT_NO_CHARSET },
	{ "Big5", "big5", "\xa4\xa4\xa4\xe5", "中文", DEFECT_COUNT },
	{ "HZ", "hz-gb-2312", "~{VPND~}~~a", "中文~a", DEFECT_COUNT },
	{ "ISO-2022-JP", "iso-2022-jp", "\x1b$BF|K\\\x1b(B", "日本", DEFECT_COUNT },
	{ "ISO-2022-JP without a label", NULL, "\x1b$BF|K\\\x1b(B", "日本", DEFECT_NO_CHARSET },
	{ "ISO-2022-KR", "iso-2022-kr", "\x1b$)C\x0eGQ1[\x0f", "한글", DEFECT_COUNT },
	{ "Shift_JIS", "shift_jis", "\x93\xfa\x96\x7b", "日本", DEFECT_COUNT },
	{ "EUC-KR", "ks_c_5601-1987", "\xc7\xd1\xb1\xdb", "한글", DEFECT_COUNT },
	{ "KOI8-R", "koi8-r", "\xd4\xc5\xcb\xd3\xd4", "текст", DEFECT_COUNT },
	{ "UTF-7 is refused", "utf-7", "+AGE-", "+AGE-", DEFECT_UNKNOWN_CHARSET },
	{ "an unknown label", "klingon", "\xd6\xd0\xce\xc4", "中文", DEFECT_UNKNOWN_CHARSET },
	{ "a label that is far too long", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "abc", "abc",
		DEFECT_UNKNOWN_CHARSET },
	{ "a byte that means nothing", "gbk", "\xd6\xd0\xff\xce\xc4", "中\xef\xbf\xbd文",
		DEFECT_BAD_CHARSET },
	{ "half a character at the end", "gbk", "\xd6\xd0\xce", "中\xef\xbf\xbd", DEFECT_BAD_CHARSET },
	{ "UTF-8 cut at the end", "utf-8", "中\xe6\x96", "中\xef\xbf\xbd\xef\xbf\xbd", DEFECT_BAD_CHARSET },
	{ "an overlong form", "utf-8", "中文中文中文\xc0\xaf", "中文中文中文\xef\xbf\xbd\xef\xbf\xbd",
		DEFECT_BAD_CHARSET },
	{ "a pair of GBK beyond the BMP", "gbk", "\xfe\x51", "𠂇", DEFECT_COUNT },
	{ "four bytes of GB18030 beyond the BMP", "gb18030", "\x94\x39\xda\x33", "💩", DEFECT_COUNT },
	{ "four bytes of GB18030 in the BMP", "gb18030", "\x81\x30\x89\x38", "ß", DEFECT_COUNT },
	{ "four bytes of GB18030 that mean nothing", "gb18030", "a\xfe\x39\xfe\x39z", "a\xef\xbf\xbdz",
		DEFECT_BAD_CHARSET },
	{ "ASCII behind half a character stays", "gbk", "\xd6\xd0\xce<b>", "中\xef\xbf\xbd<b>",
		DEFECT_BAD_CHARSET },
	{ "Hong Kong's characters in Big5", "big5-hkscs", "\xfa\x40\x88\x62", "𠕇Ê̄", DEFECT_COUNT },
	{ "half-width letters in Shift_JIS", "x-sjis", "\xb1\x5c\x8a\xbf", "ｱ\\漢", DEFECT_COUNT },
	{ "Shift_JIS without a label", NULL, "\x82\xb1\x82\xea\x82\xcd\x93\xfa\x96\x7b\x82\xc5\x82\xb7",
		"これは日本です", DEFECT_NO_CHARSET },
	{ "EUC-JP, with a character of three bytes", "x-euc-jp", "\xc6\xfc\x8f\xb0\xa1\x8e\xb1", "日丂ｱ",
		DEFECT_COUNT },
	{ "EUC-JP without a label", NULL, "\xa4\xb3\xa4\xec\xa4\xcf\xc6\xfc\xcb\xdc\xa4\xc7\xa4\xb9",
		"これは日本です", DEFECT_NO_CHARSET },
	{ "a vendor's circled number in ISO-2022-JP", "iso-2022-jp", "\x1b$B-!\x1b(B", "①", DEFECT_COUNT },
	{ "half-width letters in ISO-2022-JP", "iso-2022-jp", "\x1b(I12\x1b(B.", "ｱｲ.", DEFECT_COUNT },
	{ "ISO-2022-JP-2 with Chinese and Korean", "iso-2022-jp-2", "\x1b$AVP\x1b$(CGQ\x1b(B", "中한",
		DEFECT_COUNT },
	{ "ISO-2022-JP in a label with an escape", "_iso-2022-jp$ESC", "\x1b$BF|K\\\x1b(B", "日本",
		DEFECT_COUNT },
	{ "ISO-2022-JP that says GBK in 8 bits", "iso-2022-jp", "\xd6\xd0\xce\xc4", "中文",
		DEFECT_WRONG_CHARSET },
	{ "DEL in a pair of ISO-2022-JP", "iso-2022-jp", "\x1b$B\x7fK!\x7f\x1b(B.",
		"\xef\xbf\xbd\xef\xbf\xbd.", DEFECT_BAD_CHARSET },
	{ "ISO-2022-CN", "iso-2022-cn", "\x1b$)A\x0eVPND\x0f.", "中文.", DEFECT_COUNT },
	{ "UTF-16 with its mark", "utf-16", "\xff\xfe\x2d\x4e\x87\x65", "中文", DEFECT_COUNT },
	{ "UTF-16 that says big-endian and is not", "utf-16be", "\xff\xfe\x2d\x4e\x87\x65", "中文",
		DEFECT_COUNT },
	{ "half a pair in UTF-16", "utf-16le", "\x3d\xd8\x2d\x4e", "\xef\xbf\xbd中", DEFECT_BAD_CHARSET },
	{ "plain text that says unicode", "unicode", "hello", "hello", DEFECT_WRONG_CHARSET },
	{ "KOI8-R without a label", NULL, "\xd4\xc5\xcb\xd3\xd4 \xd0\xc9\xd3\xd8\xcd\xc1", "текст письма",
		DEFECT_NO_CHARSET },
	{ "windows-1251 without a label", NULL, "\xf2\xe5\xea\xf1\xf2 \xef\xe8\xf1\xfc\xec\xe0",
		"текст письма", DEFECT_NO_CHARSET },
	{ "KOI8-U", "koi8-u", "\xa6", "і", DEFECT_COUNT },
	{ "Mac Roman", "x-mac-roman", "caf\x8e", "café", DEFECT_COUNT },
	{ "a code page", "cp-850", "caf\x82", "café", DEFECT_COUNT },
	{ "Windows by other names", "win-1251", "\xf2\xe5\xea\xf1\xf2", "текст", DEFECT_COUNT },
	{ "a label with a semicolon", "UTF-8;", "中文", "中文", DEFECT_COUNT },
	{ "a label with markup stuck to it", "windows-1252http-equivcontent-type", "caf\xe9", "café",
		DEFECT_COUNT },
	{ "a label with a comment", "iso-8859-15 (Western)", "\xa4", "€", DEFECT_COUNT },
	{ "the longest name counts", "iso-8859-15", "\xa4", "€", DEFECT_COUNT },
	{ "a label of RFC 1345", "ansi_x3.110-1983", "中文", "中文", DEFECT_WRONG_CHARSET },
	{ "Mac, Iceland", "mac-iceland", "r\x8aksm\x9arg\x8cs", "räksmörgås", DEFECT_COUNT },
	{ "Mac, Central Europe", "x-mac-ce", "\x8e\x87", "éá", DEFECT_COUNT },
	{ "VISCII", "viscii", "Vi\xaet Nam", "Việt Nam", DEFECT_COUNT },
	{ "TCVN", "TCVN-5712", "c\xb8", "cá", DEFECT_COUNT },
	{ "ARMSCII", "ARMSCII-8", "\xb2\xb3", "Աա", DEFECT_COUNT },
	{ "a code page with the euro", "ibm858", "\xd5", "€", DEFECT_COUNT },
	{ "Greek of DOS", "cp737", "\x80\x81", "ΑΒ", DEFECT_COUNT },
	{ "KOI8-R is not KOI8-T", "koi8-r", "\xd4\xc5\xcb\xd3\xd4", "текст", DEFECT_COUNT },
	{ "a label that says nothing", "unknown-8bit", "\xd6\xd0\xce\xc4", "中文", DEFECT_NO_CHARSET },
	{ "another", "x-user-defined", "中文", "中文", DEFECT_NO_CHARSET },
	{ "tones of Vietnamese", "windows-1258", "\xea\xec \xf4\xf2", "\u1ebf \u1ed9", DEFECT_COUNT },
	{ "German without a label, two letters in a row", NULL,
		"Gr\xf6\xdf"
		"e und \xdc"
		"bermut, sch\xf6ne Gr\xfc\xdf"
		"e",
		"Größe und Übermut, schöne Grüße", DEFECT_NO_CHARSET },
	{ "Polish without a label", NULL, "Dzie\xf1 dobry, prosz\xea o odpowied\xbc",
		"Dzień dobry, proszę o odpowiedź", DEFECT_NO_CHARSET },
	{ "Korean without a label", NULL,
		"\xbe\xc8\xb3\xe7\xc7\xcf\xbc\xbc\xbf\xe4. \xbc\xf6\xbe\xf7\xc0\xcc \xbe\xf0\xc1\xa6 "
		"\xbd\xc3\xc0\xdb\xc7\xd5\xb4\xcf\xb1\xee?",
		"안녕하세요. 수업이 언제 시작합니까?", DEFECT_NO_CHARSET },
	{ "Chinese in rows of Hangul, with its full stop", NULL,
		"\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xb0\xe0\xa1\xa3",
		"班班班班班班班班班班。", DEFECT_NO_CHARSET },
	{ "Chinese between English letters, without a label", NULL, "A\xb0\xe0 B\xb0\xe0 C\xb0\xe0",
		"A班 B班 C班", DEFECT_NO_CHARSET },
	{ "UTF-8 by its old name", "unicode-1-1-utf-8", "中文", "中文", DEFECT_COUNT },
	{ "UTF-7 by its old name", "unicode-1-1-utf-7", "a", "a", DEFECT_UNKNOWN_CHARSET },
};

static const struct {
	const char *label;
	const char *name;
	const char *clean;
} names[] = {
	{ "a plain name", "收据.pdf", "收据.pdf" },
	{ "a path", "../../etc/passwd", "passwd" },
	{ "a Windows path", "C:\\docs\\a.doc", "a.doc" },
	{ "a folder alone", "dir/", "dir_" },
	{ "dots alone", "..", "" },
	{ "a hidden file", ".profile", "profile" },
	{ "blanks and dots at the ends", " a.txt. ", "a.txt" },
	{ "characters that a shell trips over", "a|b*?.txt", "a_b__.txt" },
	{ "a subject", "Re: your mail.eml", "Re: your mail.eml" },
	{ "a stream of Windows", "a.txt:b.exe", "a.txt_b.exe" },
	{ "a device", "NUL.txt", "_NUL.txt" },
	{ "a numbered device", "com1", "_com1" },
	{ "no device", "console.txt", "console.txt" },
	{ "an override that turns the end round", "a\xe2\x80\xaegpj.exe", "agpj.exe" },
	{ "line ends", "a\r\nb", "a b" },
};

int
main(void)
{
	g_autofree char *nul = NULL;
	Defects nul_defects = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		Defects defects = 0, want = 0;
		g_autofree char *text =
			charset_to_utf8(rows[i].bytes, strlen(rows[i].bytes), rows[i].charset, &defects);

		if (rows[i].defect != DEFECT_COUNT)
			defect_set(&want, rows[i].defect);
		check_text(rows[i].label, text, rows[i].text);
		check(defects == want, rows[i].label,
			"defects %" G_GINT64_MODIFIER "x, not %" G_GINT64_MODIFIER "x", defects, want);
	}
	nul = charset_to_utf8("a\0b", 3, "utf-8", &nul_defects);
	check_text("NUL is left out", nul, "ab");
	check(nul_defects == (Defects)1 << DEFECT_NUL_BYTE, "and said so", "not said");
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *clean = clean_file_name(names[i].name);

		check_text(names[i].label, clean, names[i].clean);
	}
	return check_done();
}
