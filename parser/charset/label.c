#include "parser/charset/label.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* A name that is in no row counts as the longest of those here that it begins with, if that is long enough.
 */
static const Charset charsets[] = {
	{ "utf8 utf8mb4 unicode11utf8 unicode20utf8 utf al32utf8 65001 cp65001 utf8n", ENCODING_UTF8,
		FAMILY_UTF8, 0 },
	{ "usascii ascii ansix3.4 ansix3.41968 ansix3.41986 iso646us 646 us ansix3.110 ansix3.1101983 isoir6 "
	  "cp367 csascii",
		ENCODING_UTF8, FAMILY_ASCII, 0 },
	{ "unknown8bit unknown default 8bit 7bit binary userdefined none null undefined", ENCODING_UTF8,
		FAMILY_UNNAMED, 0 },
	{ "utf7 unicode11utf7 unicode20utf7 utf7imap", ENCODING_UTF8, FAMILY_REFUSED, 0 },
	{ "gb18030 gb2312 gbk cp936 gb231280 gb2312.80 936 euccn chinese cngb csgb2312 isoir58 "
	  "csiso58gb231280 "
	  "csgb18030 csgbk gb cp54936 gb12345 cp1386",
		ENCODING_GB18030, FAMILY_GB, 0 },
	{ "hzgb2312 hz hzgb cp52936", ENCODING_HZ, FAMILY_HZ, 0 },
	{ "big5 big5hkscs cp950 950 cnbig5 csbig5 big5eten big5tw zhtwbig5", ENCODING_BIG5, FAMILY_OTHER, 0 },
	{ "euctw cns11643", ENCODING_EUC_TW, FAMILY_OTHER, 0 },
	{ "shiftjis shiftjisx0213 shiftjis2004 sjis cp932 cp31j cpkanji kanji cswindows31j csshiftjis 932 "
	  "cp943",
		ENCODING_CP932, FAMILY_OTHER, 0 },
	{ "eucjp ujis eucjpms eucjpwin cp51932 cp20932 cseucpkdfmtjapanese eucjisx0213", ENCODING_EUC_JP,
		FAMILY_OTHER, 0 },
	{ "euckr ksc56011987 ksc5601 ksx1001 korean uhc cp949 949 ksc56011989 cseuckr isoir149 cp51949 "
	  "csksc56011987",
		ENCODING_UHC, FAMILY_OTHER, 0 },
	{ "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 csiso2022jp iso2022jpms cp50220 cp50221 "
	  "cp50222 "
	  "iso2022kr csiso2022kr cp50225 iso2022cn iso2022cnext iso2022 jis",
		ENCODING_ISO2022, FAMILY_ESCAPE, 0 },
	{ "utf16 ucs2 iso10646ucs2 csunicode unicode cp1200 unicodefffe", ENCODING_UTF16, FAMILY_WIDE, 0 },
	{ "utf16le ucs2le", ENCODING_UTF16LE, FAMILY_WIDE, 0 },
	{ "utf16be ucs2be", ENCODING_UTF16BE, FAMILY_WIDE, 0 },
	{ "utf32 ucs4 iso10646ucs4", ENCODING_UTF32, FAMILY_WIDE, 0 },
	{ "utf32le ucs4le", ENCODING_UTF32LE, FAMILY_WIDE, 0 },
	{ "utf32be ucs4be", ENCODING_UTF32BE, FAMILY_WIDE, 0 },
	{ "cp1252 iso88591 latin1 l1 iso8859 iso885911987 csisolatin1 isolatin1 ansi 88591 isoir100 cp819 "
	  "cp28591 "
	  "cp5346 cplatin1 iso885911windows3.1latin1 western roman8859",
		ENCODING_BYTES, FAMILY_WEST, BYTES_CP1252 },
	{ "iso88592 iso885921987 latin2 l2 isolatin2 88592 isoir101 cp28592", ENCODING_BYTES, FAMILY_WEST,
		BYTES_LATIN2 },
	{ "iso88593 iso885931988 latin3 l3 isoir109 cp28593", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN3 },
	{ "iso88594 iso885941988 latin4 l4 isoir110 cp28594", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN4 },
	{ "iso88595 iso885951988 cyrillic isoir144 88595 cp28595", ENCODING_BYTES, FAMILY_OTHER,
		BYTES_CYRILLIC },
	{ "iso88596 iso88596i iso88596e arabic iso885961987 isoir127 cp28596", ENCODING_BYTES, FAMILY_OTHER,
		BYTES_ARABIC },
	{ "iso88597 greek greek8 iso885971987 isoir126 cp28597", ENCODING_BYTES, FAMILY_OTHER, BYTES_GREEK },
	{ "iso88598 iso88598i iso88598e hebrew iso885981988 isoir138 cp28598 cp38598", ENCODING_BYTES,
		FAMILY_OTHER, BYTES_HEBREW },
	{ "iso88599 iso885991989 latin5 l5 cp1254 turkish isoir148 cp28599", ENCODING_BYTES, FAMILY_WEST,
		BYTES_CP1254 },
	{ "iso885910 latin6 l6 iso8859101992", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN6 },
	{ "iso885911 tis620 cp874 thai tis6202533", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP874 },
	{ "iso885913 latin7 l7 baltic cp28603", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN7 },
	{ "iso885914 latin8 l8", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN8 },
	{ "iso885915 latin9 l9 iso8859151999 latin0 885915 cp28605", ENCODING_BYTES, FAMILY_WEST,
		BYTES_LATIN9 },
	{ "iso885916 latin10 l10", ENCODING_BYTES, FAMILY_WEST, BYTES_LATIN10 },
	{ "cp1250 1250 cp5347", ENCODING_BYTES, FAMILY_WEST, BYTES_CP1250 },
	{ "cp1251 1251 cp5348", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP1251 },
	{ "cp1253", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP1253 },
	{ "cp1255", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP1255 },
	{ "cp1256", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP1256 },
	{ "cp1257", ENCODING_BYTES, FAMILY_WEST, BYTES_CP1257 },
	{ "cp1258", ENCODING_BYTES, FAMILY_WEST, BYTES_CP1258 },
	{ "koi8r koi8 koi cskoi8r cp20866", ENCODING_BYTES, FAMILY_OTHER, BYTES_KOI8R },
	{ "koi8u koi8ru cp21866", ENCODING_BYTES, FAMILY_OTHER, BYTES_KOI8U },
	{ "macintosh macroman mac csmacintosh cp10000 apple", ENCODING_BYTES, FAMILY_WEST, BYTES_MAC_ROMAN },
	{ "maccyrillic macukrainian cp10007", ENCODING_BYTES, FAMILY_OTHER, BYTES_MAC_CYRILLIC },
	{ "cp437 437 cspc8codepage437", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP437 },
	{ "cp850 850 cspc850multilingual", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP850 },
	{ "cp852 852", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP852 },
	{ "cp855 855", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP855 },
	{ "cp857 857", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP857 },
	{ "cp862 862 dos862", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP862 },
	{ "cp866 866 csibm866", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP866 },
	{ "macce maccentraleurope maccentraleurroman cp10029", ENCODING_BYTES, FAMILY_WEST,
		BYTES_MAC_CENTRAL },
	{ "maciceland macicelandic macis cp10079", ENCODING_BYTES, FAMILY_WEST, BYTES_MAC_ICELAND },
	{ "cp737", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP737 },
	{ "cp775 cspc775baltic", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP775 },
	{ "cp858 cp00858 ccsid00858", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP858 },
	{ "cp860 860 csibm860", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP860 },
	{ "cp861 861 csibm861 cpis", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP861 },
	{ "cp863 863 csibm863", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP863 },
	{ "cp865 865 csibm865", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP865 },
	{ "cp869 869 csibm869 cpgr", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP869 },
	{ "cp1125 ruscii cp866u", ENCODING_BYTES, FAMILY_OTHER, BYTES_CP1125 },
	{ "koi8t", ENCODING_BYTES, FAMILY_OTHER, BYTES_KOI8T },
	{ "hproman8 roman8 r8 cshproman8", ENCODING_BYTES, FAMILY_OTHER, BYTES_ROMAN8 },
	{ "viscii csviscii vietviscii", ENCODING_BYTES, FAMILY_OTHER, BYTES_VISCII },
	{ "tcvn tcvn5712 tcvn57121 viettcvn5712 viettcvn", ENCODING_BYTES, FAMILY_OTHER, BYTES_TCVN },
	{ "armscii armscii8", ENCODING_BYTES, FAMILY_OTHER, BYTES_ARMSCII },
	{ "georgianps", ENCODING_BYTES, FAMILY_OTHER, BYTES_GEORGIAN },
};

enum {
	NAME_MAX_BYTES = 40,
	STEM_MIN = 4, /* of a name with something stuck to it */
};

/* Length of the longest of `names` that `name` begins with, and is long enough or all of it; or 0. */
static size_t
names_have(const char *names, const char *name, size_t length)
{
	size_t best = 0;

	for (const char *p = names; *p;) {
		const char *end = strchrnul(p, ' ');
		size_t size = (size_t)(end - p);

		if (size > best && (size == length || (size >= STEM_MIN && size < length)) &&
			memcmp(p, name, size) == 0)
			best = size;
		p = *end ? end + 1 : end;
	}
	return best;
}

static const Charset *
find_name(const char *name, size_t length)
{
	const Charset *found = NULL;
	size_t best = 0;

	for (size_t i = 0; length && i < G_N_ELEMENTS(charsets); i++) {
		size_t size = names_have(charsets[i].names, name, length);

		if (size > best) {
			found = &charsets[i];
			best = size;
		}
	}
	return found;
}

/* "windows-1251", "x-cp1251", "win1251", "ms-1251", "ibm1251" are one. */
static size_t
unify_prefix(char *name, size_t length)
{
	static const char *const same[] = { "windows", "win", "msdos", "dos", "ms", "ibm", "oem",
		"codepage" };

	while (length > 2 && name[0] == 'x') {
		memmove(name, name + 1, length);
		length--;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		size_t size = strlen(same[i]);

		if (length > size && strncmp(name, same[i], size) == 0) {
			memmove(name + 2, name + size, length - size + 1);
			memcpy(name, "cp", 2);
			return length - size + 2;
		}
	}
	return length;
}

const Charset *
charset_find(const char *label)
{
	char name[NAME_MAX_BYTES + 1];
	size_t length = 0;

	for (const char *p = label; *p && length < NAME_MAX_BYTES; p++) {
		if (strchr("-_ \t\"'=:", *p))
			continue;
		name[length++] = g_ascii_tolower(*p);
	}
	name[length] = '\0';
	length = unify_prefix(name, length);
	return find_name(name, length);
}
