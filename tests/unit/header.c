#include "parser/mail.h"
#include "parser/mime/address.h"
#include "parser/mime/date.h"
#include "parser/mime/header.h"
#include "parser/mime/parameter.h"
#include "tests/unit/check.h"

#include <string.h>

static const struct {
	const char *label;
	const char *value;
	const char *text;
} texts[] = {
	{ "plain", " hello ", "hello" },
	{ "folded", " one\r\n two\r\n\tthree", "one two three" },
	{ "a Q word", "=?utf-8?Q?caf=C3=A9_au?= lait", "café au lait" },
	{ "small q, small hex", "=?utf-8?q?=e4=b8=ad?=", "中" },
	{ "blanks between words vanish, others stay", "a =?utf-8?Q?b?=  =?utf-8?Q?c?= d", "a bc d" },
	{ "folded between words", "=?utf-8?Q?b?=\r\n =?utf-8?Q?c?=", "bc" },
	{ "a word behind a padded one", "=?utf-8?B?QQ==?= =?utf-8?B?Qg==?=", "AB" },
	{ "a character split between words", "=?utf-8?B?5A==?= =?UTF-8?B?uK0=?=", "中" },
	{ "B and Q in one character", "=?utf-8?B?5A==?= =?utf-8?Q?=B8=AD?=", "中" },
	{ "two character sets side by side", "=?gb2312?B?1tA=?= =?utf-8?B?5paH?=", "中文" },
	{ "no blanks around a word", "x=?utf-8?Q?y?=z", "xyz" },
	{ "blanks inside a Q word", "=?utf-8?Q?a b?=", "a b" },
	{ "an empty word", "a =?utf-8?Q?\?= b", "a  b" },
	{ "a missing end", "=?utf-8?B?5paH", "=?utf-8?B?5paH" },
	{ "an unknown encoding", "=?utf-8?Z?abc?=", "=?utf-8?Z?abc?=" },
	{ "a line end inside", "=?utf-8?Q?a=0D=0AX:_b?=", "a X: b" },
	{ "a tab inside", "a\tb", "a b" },
	{ "missing padding", "=?utf-8?B?5paH5a2?=", "文\xef\xbf\xbd\xef\xbf\xbd" },
	{ "blanks inside a text stay", "a   b", "a   b" },
	{ "a language", "=?utf-8*zh-CN?B?5Lit?=", "中" },
	{ "words without blanks between them", "=?utf-8?B?5Lit?==?utf-8?B?5paH?=", "中文" },
	{ "blanks inside a B word", "=?utf-8?B?5L it 5p aH?=", "中文" },
	{ "a fold inside a B word", "=?utf-8?B?5Lit\r\n 5paH?=", "中文" },
	{ "a B word split inside a quantum", "=?utf-8?B?5Lit5?= =?utf-8?B?paH?=", "中文" },
	{ "a word without its padding before another", "=?utf-8?B?QUI?= =?utf-8?B?Q0Q?=", "ABCD" },
	{ "a tab between words", "=?utf-8?Q?b?=\r\n\t=?utf-8?Q?c?=", "bc" },
	{ "a label that lies", "=?utf-8?B?1tDOxA==?=", "中文" },
	{ "an unknown character set", "=?klingon?B?1tDOxA==?=", "中文" },
	{ "raw bytes in a Q word", "=?gb2312?Q?\xd6\xd0=CE=C4?=", "中文" },
	{ "raw bytes beside a word", "\xe4\xb8\xad=?gb2312?B?zsQ=?=", "中文" },
	{ "a question mark in a Q word", "=?utf-8?Q?what?\?=", "what?" },
	{ "a soft line break in a Q word", "=?utf-8?Q?abc=?=", "abc=" },
	{ "no character set", "=\?\?B?5Lit?=", "=\?\?B?5Lit?=" },
	{ "ISO-2022-JP that never returns to ASCII", "=?iso-2022-jp?B?GyRCRnxLXA==?= a", "日本 a" },
	{ "a right-to-left override", "a\xe2\x80\xaegpj.exe", "agpj.exe" },
};

static const struct {
	const char *label;
	const char *value;
	const char *list; /* "name <address>", joined by " ; " */
} lists[] = {
	{ "an address", "a@b.test", " <a@b.test>" },
	{ "name and address", "Li Hua <a@b.test>", "Li Hua <a@b.test>" },
	{ "an encoded name", "=?gb2312?B?wO67qg==?= <a@b.test>", "李华 <a@b.test>" },
	{ "a quoted encoded name", "\"=?gb2312?B?wO67qg==?=\" <a@b.test>", "李华 <a@b.test>" },
	{ "a comma in an encoded-word", "=?utf-8?Q?a,b?= <a@b.test>", "a,b <a@b.test>" },
	{ "a comma in quotes", "\"a, b\" <a@b.test>, c@d.test", "a, b <a@b.test> ;  <c@d.test>" },
	{ "escapes in quotes", "\"a \\\"b\\\" c\" <a@b.test>", "a \"b\" c <a@b.test>" },
	{ "a comment names the address", "a@b.test (Li Hua)", "Li Hua <a@b.test>" },
	{ "a group", "team: a@b.test, c@d.test;, e@f.test", " <a@b.test> ;  <c@d.test> ;  <e@f.test>" },
	{ "an empty group", "undisclosed-recipients:;", "" },
	{ "a route", "<@x.test,@y.test:a@b.test>", " <a@b.test>" },
	{ "semicolons between addresses", "a@b.test; c@d.test", " <a@b.test> ;  <c@d.test>" },
	{ "name and address without brackets", "Li Hua a@b.test", "Li Hua <a@b.test>" },
	{ "a name alone", "Li Hua", "Li Hua <>" },
	{ "the empty sender", "<>", "" },
	{ "a local word", "<MAILER-DAEMON>", " <MAILER-DAEMON>" },
	{ "an address in the name is a name", "\"boss@school.test\" <evil@x.test>",
		"boss@school.test <evil@x.test>" },
	{ "two brackets: the last one counts", "a <boss@school.test> <evil@x.test>", "a <evil@x.test>" },
	{ "nothing", "", "" },
	{ "a comma that should stand in quotes", "Li, Hua <a@b.test>, c@d.test",
		"Li, Hua <a@b.test> ;  <c@d.test>" },
	{ "a name alone before a bare address", "Li Hua, a@b.test", "Li Hua <> ;  <a@b.test>" },
	{ "comments anywhere (RFC 5322 A.5)",
		"Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "Pete <pete@silly.test>" },
	{ "a group with comments (RFC 5322 A.5)",
		"A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n "
		"joe@example.org,\r\n"
		" John <jdoe@one.test> (my dear friend); (the end of the group)",
		"Chris Jones <c@public.example> ;  <joe@example.org> ; John <jdoe@one.test>" },
	{ "obsolete blanks and empty members (RFC 5322 A.6.1)",
		"Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
		"Mary Smith <mary@example.net> ;  <jdoe@test.example>" },
	{ "blanks around the at sign", "john @ x.test", " <john@x.test>" },
	{ "a quoted local part", "\"john doe\"@x.test", " <\"john doe\"@x.test>" },
	{ "a quoted local part in brackets", "John <\"a>b@c\"@x.test>", "John <\"a>b@c\"@x.test>" },
	{ "an address inside an encoded-word is a name", "=?utf-8?Q?Li_<a@b.test>?=", "Li <a@b.test> <>" },
	{ "an address of people who write no ASCII", "李华 <李华@例子.测试>", "李华 <李华@例子.测试>" },
	{ "brackets without a blank", "Li<a@b.test>", "Li <a@b.test>" },
	{ "brackets that never close", "Li <a@b.test, c@d.test", "Li <a@b.test> ;  <c@d.test>" },
	{ "a literal", "a@[192.0.2.1]", " <a@[192.0.2.1]>" },
	{ "a name in two character sets", "=?gb2312?B?wO4=?= =?utf-8?B?5Y2O?= <a@b.test>",
		"李华 <a@b.test>" },
	{ "half a comment", "a@b.test (Li", "Li <a@b.test>" },
	{ "a nested group end", "a:b:c@d.test;;", " <c@d.test>" },
};

static const struct {
	const char *value;
	const char *want; /* NULL: no date */
	int64_t utc;
} dates[] = {
	{ "Fri, 20 Nov 2026 09:30:00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "20 Nov 2026 09:30 -0330", "2026-11-20T09:30:00-03:30", 1795179600 },
	{ "Fri, 20 Nov 26 9:30:00 GMT", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri Nov 20 09:30:00 2026", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri Nov 20 09:30:00 CST 2026", "2026-11-20T09:30:00-06:00", 1795188600 },
	{ "Fri, 20 Nov 2026 09:30:00 +0800 (CST)", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "2026-11-20T09:30:00Z", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "2026-11-20 09:30:00 +08:00", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "20-Nov-2026 9:30 PM", "2026-11-20T21:30:00+00:00", 1795210200 },
	{ "Fri, 20 Nov 2026 09:30:00 EST", "2026-11-20T09:30:00-05:00", 1795185000 },
	{ "Fri, 20 Nov 2026 09:30:00 PDT", "2026-11-20T09:30:00-07:00", 1795192200 },
	{ "Fri, 20 Nov 2026 09:30:00 Z", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri, 20 Nov 2026 09:30:00 K", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri, 20 Nov 2026 09:30:00 XYZ", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri, 20 Nov 2026 09:30:00 CEST", "2026-11-20T09:30:00+02:00", 1795159800 },
	{ "Fri, 20 Nov 2026 09:30:00 GMT+8", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09:30:00 (GMT+08:00)", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Fri, 20 Nov 2026 09:30:00 UTC+0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09:30:00 +8", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09:30:00 +800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09:30:00 +8:00", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09:30:00+0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri,20 Nov 2026 09:30:00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 November 2026 09:30:00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri (a day), 20 (the twentieth) Nov 2026 09 : 30 : 00 +0800", "2026-11-20T09:30:00+08:00",
		1795138200 },
	{ "Friday, November 20, 2026 9:30 AM", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "Nov 20, 2026 12:30:00 AM", "2026-11-20T00:30:00+00:00", 1795134600 },
	{ "Nov 20, 2026 9:30:00PM", "2026-11-20T21:30:00+00:00", 1795210200 },
	{ "11/20/2026 9:30 AM", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "20/11/2026 09:30", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "20.11.2026 09:30", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "2026/11/20 09:30:00", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "2026-11-20", "2026-11-20T00:00:00+00:00", 1795132800 },
	{ "20 Nov 126 09:30:00 +0000", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "20 Nov 99 09:30:00 +0000", "1999-11-20T09:30:00+00:00", 943090200 },
	{ "2026年11月20日 9:30", "2026-11-20T09:30:00+00:00", 1795167000 },
	{ "2026年11月20日（星期五）下午9:30:05", "2026-11-20T21:30:05+00:00", 1795210205 },
	{ "星期五, 20 十一月 2026 09:30:00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "周五, 20 11月 2026 09:30:00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 20 Nov 2026 09.30.00 +0800", "2026-11-20T09:30:00+08:00", 1795138200 },
	{ "Fri, 31 Dec 1965 23:59:60 +0000", "1965-12-31T23:59:59+00:00", -126230401 },
	{ "Sun, 29 Feb 2026 09:30:00 +0000", NULL, 0 },
	{ "Fri, 20 Nov 2026 25:00:00 +0000", "2026-11-20T00:00:00+00:00", 1795132800 },
	{ "Thu, 01 Jan 1970 00:00:00 +0800", "1970-01-01T00:00:00+08:00", -28800 },
	{ "tomorrow", NULL, 0 },
	{ "", NULL, 0 },
};

static const struct {
	const char *label;
	const char *value;
	const char *name;
	const char *want;
} parameters[] = {
	{ "a token", "text/plain; charset=GBK", "charset", "GBK" },
	{ "quoted", "text/plain; charset=\"gbk\"; x=y", "charset", "gbk" },
	{ "a semicolon in quotes", "a/b; name=\"a;b\"", "name", "a;b" },
	{ "an encoded-word in quotes", "a/b; name=\"=?gb2312?B?wO67qg==?=.doc\"", "name", "李华.doc" },
	{ "an encoded-word without quotes", "a/b; name==?gb2312?B?wO67qg==?=.doc", "name", "李华.doc" },
	{ "RFC 2231", "attachment; filename*=gb2312''%C0%EE%bb%aa.doc", "filename", "李华.doc" },
	{ "RFC 2231 in pieces, out of order", "attachment; filename*1=b; filename*0=a; filename*2*=%63",
		"filename", "abc" },
	{ "RFC 2231 before the plain one", "attachment; filename=x; filename*0*=utf-8''%E4%B8%AD", "filename",
		"中" },
	{ "raw GBK", "attachment; filename=\"\xc0\xee\xbb\xaa.doc\"", "filename", "李华.doc" },
	{ "blanks around", "attachment ; filename = a b.doc ; x=y", "filename", "a b.doc" },
	{ "a quote that never closes", "attachment; filename=\"a.doc", "filename", "a.doc" },
	{ "encoded-words inside RFC 2231", "a/b; name*=utf-8''=?utf-8?B?5Lit?=", "name", "=?utf-8?B?5Lit?=" },
	{ "encoded-words in pieces", "a/b; name*0=\"=?utf-8?B?5Li\"; name*1=\"t?=.doc\"", "name", "中.doc" },
	{ "percents that mean nothing", "attachment; filename*=utf-8''a%zz%4", "filename", "a%zz%4" },
	{ "no character set, but percents", "attachment; filename*=%E4%B8%AD", "filename", "中" },
	{ "a piece twice", "attachment; filename*0=a; filename*0=x; filename*1=b", "filename", "ab" },
	{ "an apostrophe in the text", "attachment; filename*=utf-8''it's", "filename", "it's" },
	{ "names in capitals", "attachment; FileName=a.doc", "filename", "a.doc" },
	{ "no semicolon between", "attachment; filename=\"a.doc\" size=3", "filename", "a.doc" },
	{ "not there", "attachment; x=y", "filename", NULL },
};

static void
check_texts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		Defects defects = 0;
		g_autofree char *got = header_decode(texts[i].value, strlen(texts[i].value), &defects);

		check_text(texts[i].label, got, texts[i].text);
	}
}

static void
check_lists(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		HeaderField field = { .value = lists[i].value, .value_length = strlen(lists[i].value) };
		Defects defects = 0;
		g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
		g_autoptr(GString) got = g_string_new(NULL);

		address_list_read(&field, list, &defects);
		for (guint k = 0; k < list->len; k++) {
			const MailAddress *address = g_ptr_array_index(list, k);

			g_string_append_printf(
				got, "%s%s <%s>", k ? " ; " : "", address->name, address->address);
		}
		check_text(lists[i].label, got->str, lists[i].list);
	}
}

static void
check_dates(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_autofree char *got = NULL;
		int64_t utc = 0;
		bool is_date = date_read(dates[i].value, &got, &utc);

		check(is_date == !!dates[i].want && g_strcmp0(got, dates[i].want) == 0 && utc == dates[i].utc,
			dates[i].value, "got %s, %" G_GINT64_FORMAT, got ? got : "none", utc);
	}
}

static void
check_parameters(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++) {
		Defects defects = 0;
		g_autoptr(ParameterList) list =
			parameter_list_read(parameters[i].value, strlen(parameters[i].value), &defects);
		g_autofree char *got = parameter_text(list, parameters[i].name, &defects);

		check_text(parameters[i].label, got, parameters[i].want);
	}
}

/* For programs, not for people: charset, boundary. */
static void
check_raw_parameters(void)
{
	static const struct {
		const char *label, *value, *name, *want;
	} raws[] = {
		{ "as it stands", "text/plain; charset=GBK", "charset", "GBK" },
		{ "a boundary by RFC 2231", "a/b; boundary*=us-ascii'en'%2Dx", "boundary", "-x" },
		{ "a boundary in pieces", "a/b; boundary*1=b; boundary*0=a", "boundary", "ab" },
		{ "a character set by RFC 2231", "a/b; charset*=ansi-x3.4-1968''us-ascii", "charset",
			"us-ascii" },
		{ "not there", "a/b; c*0=d", "boundary", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(raws); i++) {
		Defects defects = 0;
		g_autoptr(ParameterList) list =
			parameter_list_read(raws[i].value, strlen(raws[i].value), &defects);

		check_text(raws[i].label, parameter_raw(list, raws[i].name), raws[i].want);
	}
}

int
main(void)
{
	check_raw_parameters();
	check_texts();
	check_lists();
	check_dates();
	check_parameters();
	return check_done();
}
