#include "daemon/letters/compose.h"

#include "tests/unit/check.h"

#include <string.h>

static const int64_t NOW = 1795478400; /* 2026-11-24 00:00 UTC */

static ComposeLetter
plain_letter(GTimeZone *zone)
{
	return (ComposeLetter){
		.from_name = "投诉受理",
		.from_address = "complaints@school.test",
		.reply_to = "complaints+abcdefghijklmnopqrstuvwxyz234567@school.test",
		.to = "li.lei@mail.test",
		.message_id = "42.abc@school.test",
		.in_reply_to = "q1@mail.test",
		.references = "q0@mail.test q1@mail.test",
		.subject = "[C20261124-0001K] 您的投诉已受理",
		.text = "您好\n第二行\n",
		.html = "<p>您好</p>\n",
		.auto_submitted = "auto-replied",
		.language = "zh-CN",
		.date = NOW,
		.zone = zone,
	};
}

static char *
compose(const ComposeLetter *letter)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = compose_letter(letter, &error);
	gsize length = 0;
	const char *data;

	if (!bytes)
		return g_strdup_printf("error: %s", error->message);
	data = g_bytes_get_data(bytes, &length);
	return g_strndup(data, length);
}

static void
headers(void)
{
	static const struct {
		const char *label, *text, *want;
	} rows[] = {
		{ "ASCII stays", "Hello there", "Hello there" },
		{ "empty stays empty", "", "" },
		{ "one word", "投诉", "=?utf-8?B?5oqV6K+J?=" },
		{ "a case number can be read in the raw mail", "[C20261124-0001K] 投诉",
			"[C20261124-0001K] =?utf-8?B?5oqV6K+J?=" },
		{ "ASCII behind is encoded with it", "投诉 C1", "=?utf-8?B?5oqV6K+JIEMx?=" },
		{ "two spaces are kept by encoding", "a  b", "a =?utf-8?B?IGI=?=" },
		{ "what looks like an encoded-word is encoded",
			"=?utf-8?Q?=0D=0ABcc:x?=", "=?utf-8?B?PT91dGYtOD9RPz0wRD0wQUJjYzp4Pz0=?=" },
		{ "a line end is a space", "a\r\nBcc: x@mail.test",
			"a =?utf-8?B?IEJjYzogeEBtYWlsLnRlc3Q=?=" },
		{ "a tab is a space", "a\tb", "a b" },
		{ "a line separator is a space",
			"a\xe2\x80\xa8"
			"b",
			"a b" },
		{ "a next-line control is a space",
			"a\xc2\x85"
			"b",
			"a b" },
		{ "broken UTF-8 is made whole", "\xff", "=?utf-8?B?77+9?=" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = compose_encode_header(rows[i].text);

		check_text(rows[i].label, got, rows[i].want);
	}
}

/* Every length around the places where a word or a line ends. */
static void
header_lengths(void)
{
	static const char *const letters[] = { "x", "é", "投", "𠮷", "x ", "投 x" };

	for (size_t l = 0; l < G_N_ELEMENTS(letters); l++) {
		g_autoptr(GString) text = g_string_new(NULL);
		size_t longest_line = 0, longest_word = 0;
		bool seven_bit = true;

		for (int n = 0; n < 200; n++) {
			g_autofree char *got = NULL;
			g_auto(GStrv) lines = NULL;

			g_string_append(text, letters[l]);
			got = compose_encode_header(text->str);
			lines = g_strsplit(got, "\r\n", -1);
			for (char **line = lines; *line; line++) {
				g_auto(GStrv) words = g_strsplit(*line, " ", -1);

				longest_line = MAX(longest_line, strlen(*line) + (line == lines ? 14 : 0));
				for (char **word = words; *word; word++)
					longest_word = MAX(longest_word, strlen(*word));
				if (line > lines && **line != ' ')
					seven_bit = false;
				for (const char *c = *line; *c; c++)
					if (*c < ' ' || *c > '~')
						seven_bit = false;
			}
		}
		check(longest_line <= 76, "no header line is longer than 76", "\"%s\": %zu", letters[l],
			longest_line);
		check(longest_word <= 75, "no encoded-word is longer than 75", "\"%s\": %zu", letters[l],
			longest_word);
		check(seven_bit, "printable ASCII, folded lines begin with a space", "\"%s\"", letters[l]);
	}
}

static void
file_names(void)
{
	static const struct {
		const char *label, *name, *want;
	} rows[] = {
		{ "plain", "a.pdf", "a.pdf" },
		{ "Chinese", "成绩单.pdf", "成绩单.pdf" },
		{ "a path", "../../etc/passwd", "passwd" },
		{ "a path of another system", "C:\\Users\\li\\a.doc", "a.doc" },
		{ "nothing but a path", "../", "attachment" },
		{ "hidden", "..bashrc", "bashrc" },
		{ "quotes and what parameters are made of", "a\"; name=b.exe", "a__ name=b.exe" },
		{ "line ends", "a\r\nBcc: x.pdf", "aBcc_ x.pdf" },
		{ "an encoded-word", "=?utf-8?B?YQ==?=", "=_utf-8_B_YQ==_=" },
		{ "turned round",
			"exam\xe2\x80\xae"
			"fdp.exe",
			"examfdp.exe" },
		{ "dots and spaces behind", "a.exe. . ", "a.exe" },
		{ "none", NULL, "attachment" },
		{ "empty", "", "attachment" },
		{ "broken UTF-8", "a\xff.pdf", "a\xef\xbf\xbd.pdf" },
	};
	g_autofree char *many = g_strnfill(500, 'x');
	g_autofree char *dotted = g_strconcat(many, ".pdf", NULL);
	g_autofree char *cut = compose_file_name(dotted);
	g_autofree char *cut_suffix = NULL;
	g_autoptr(GString) chinese = g_string_new(NULL);
	g_autofree char *cut_chinese = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = compose_file_name(rows[i].name);

		check_text(rows[i].label, got, rows[i].want);
	}
	check(strlen(cut) == 120 && g_str_has_suffix(cut, "xx.pdf"), "cut before its suffix", "%s", cut);
	memcpy(dotted, "a.", 2);
	cut_suffix = compose_file_name(dotted);
	check(strlen(cut_suffix) == 120 && g_str_has_suffix(cut_suffix, ".pdf"), "the last dot counts", "%s",
		cut_suffix);
	for (int i = 0; i < 100; i++)
		g_string_append(chinese, "绩");
	g_string_append(chinese, ".docx");
	cut_chinese = compose_file_name(chinese->str);
	check(strlen(cut_chinese) <= 120 && g_str_has_suffix(cut_chinese, "绩.docx") &&
			g_utf8_validate(cut_chinese, -1, NULL),
		"cut between characters", "%s", cut_chinese);
}

static void
whole_letter(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	ComposeLetter letter = plain_letter(zone);
	g_autofree char *got = NULL, *again = NULL;

	letter.html = NULL;
	got = compose(&letter);
	check_text("a letter, octet for octet", got,
		"From: =?utf-8?B?5oqV6K+J5Y+X55CG?= <complaints@school.test>\r\n"
		"Reply-To: complaints+abcdefghijklmnopqrstuvwxyz234567@school.test\r\n"
		"To: li.lei@mail.test\r\n"
		"Date: Tue, 24 Nov 2026 08:00:00 +0800\r\n"
		"Message-ID: <42.abc@school.test>\r\n"
		"In-Reply-To: <q1@mail.test>\r\n"
		"References: <q0@mail.test>\r\n"
		" <q1@mail.test>\r\n"
		"Subject: [C20261124-0001K] =?utf-8?B?5oKo55qE5oqV6K+J5bey5Y+X55CG?=\r\n"
		"Auto-Submitted: auto-replied\r\n"
		"X-Auto-Response-Suppress: All\r\n"
		"X-Complaintd-Loop: school.test\r\n"
		"Content-Language: zh-CN\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: base64\r\n"
		"\r\n"
		"5oKo5aW9DQrnrKzkuozooYwNCg==\r\n");
	again = compose(&letter);
	check_text("the same arguments give the same bytes", again, got);
}

static void
refusals(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");
	ComposeLetter letter = plain_letter(zone);
	static const struct {
		const char *label;
		size_t member;
		const char *value, *want;
	} rows[] = {
		{ "To is held to the grammar", G_STRUCT_OFFSET(ComposeLetter, to),
			"a@mail.test\r\nBcc: b@mail.test",
			"error: To: not an address that mail can be sent to" },
		{ "From is held to the grammar", G_STRUCT_OFFSET(ComposeLetter, from_address), "a",
			"error: From: not an address that mail can be sent to" },
		{ "Reply-To is held to the grammar", G_STRUCT_OFFSET(ComposeLetter, reply_to), "a@b@c.test",
			"error: Reply-To: not an address that mail can be sent to" },
		{ "the Message-ID is held to its grammar", G_STRUCT_OFFSET(ComposeLetter, message_id),
			"x>\r\nBcc: b@mail.test", "error: not a Message-ID" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		ComposeLetter changed = letter;
		g_autofree char *got = NULL;

		G_STRUCT_MEMBER(const char *, &changed, rows[i].member) = rows[i].value;
		got = compose(&changed);
		check_text(rows[i].label, got, rows[i].want);
	}
}

static const char *
header_end(const char *mail)
{
	return strstr(mail, "\r\n\r\n");
}

/* What a stranger may choose adds no header and no part, whatever it is. */
static void
injection(void)
{
	static const char *const values[] = { "x\r\nBcc: b@mail.test", "x\nBcc: b@mail.test",
		"x\rBcc: b@mail.test", "x\r\n\r\nbody", "x> <y", "x\"\r\nBcc: b@mail.test",
		"--=_0\r\nContent-Type: text/html\r\n\r\n<script>", "\r\n.\r\nMAIL FROM:<a@mail.test>",
		"\342\200\250Bcc: b", "=?utf-8?Q?=0D=0ABcc:_b?=" };
	static const size_t members[] = { G_STRUCT_OFFSET(ComposeLetter, from_name),
		G_STRUCT_OFFSET(ComposeLetter, in_reply_to), G_STRUCT_OFFSET(ComposeLetter, references),
		G_STRUCT_OFFSET(ComposeLetter, subject), G_STRUCT_OFFSET(ComposeLetter, text),
		G_STRUCT_OFFSET(ComposeLetter, html), G_STRUCT_OFFSET(ComposeLetter, auto_submitted),
		G_STRUCT_OFFSET(ComposeLetter, language) };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");

	for (size_t v = 0; v < G_N_ELEMENTS(values); v++)
		for (size_t m = 0; m <= G_N_ELEMENTS(members); m++) {
			ComposeAttachment attachment = { "a.txt", "text/plain", "x", 1, NULL };
			ComposeLetter letter = plain_letter(zone);
			g_autofree char *got = NULL, *headers_text = NULL;
			g_auto(GStrv) parts = NULL;
			bool bare = false;

			letter.attachments = &attachment;
			letter.attachment_count = 1;
			if (m < G_N_ELEMENTS(members))
				G_STRUCT_MEMBER(const char *, &letter, members[m]) = values[v];
			else
				attachment.name = attachment.type = values[v];
			got = compose(&letter);
			headers_text = g_strndup(got, (gsize)(header_end(got) - got));
			for (const char *c = got; *c; c++)
				if ((*c == '\n' && (c == got || c[-1] != '\r')) ||
					(*c == '\r' && c[1] != '\n'))
					bare = true;
			check(!bare, "CR and LF stand together alone", "member %zu value %zu", m, v);
			parts = g_strsplit(got, "\r\n--=_", -1);
			check(!strstr(headers_text, "\r\nBcc") && !strstr(got, "\r\n.\r\n") &&
					g_strv_length(parts) == 7,
				"no header, dot line or part comes of it", "member %zu value %zu\n%s", m, v,
				got);
			check(g_str_has_suffix(headers_text, "\"") && strstr(headers_text, "multipart/mixed"),
				"the header block ends where we end it", "%s", headers_text);
		}
}

static void
bodies(void)
{
	static const struct {
		const char *label, *text, *want; /* want: part of the mail */
	} rows[] = {
		{ "ASCII is quoted-printable", "Dear Li Lei,\n", "quoted-printable\r\n\r\nDear Li Lei,\r\n" },
		{ "a dot at a line's start", ".\n.x\n", "\r\n\r\n=2E\r\n=2Ex\r\n" },
		{ "From at a line's start", "From here\nFromage", "\r\n\r\n=46rom here\r\nFromage\r\n" },
		{ "a space at a line's end", "a \nb\t\n", "\r\n\r\na=20\r\nb=09\r\n" },
		{ "an equals sign", "1+1=2, and 2+2 is 4, said the teacher", "1+1=3D2" },
		{ "a line end is added", "a", "\r\n\r\na\r\n" },
		{ "lone CR and CRLF are line ends", "a\rb\r\nc\n", "\r\n\r\na\r\nb\r\nc\r\n" },
		{ "a few letters with accents", "Señor, this is a long enough line of text",
			"Se=C3=B1or, this" },
		{ "Chinese is base64", "您好\n", "base64\r\n\r\n5oKo5aW9DQo=\r\n" },
		{ "controls are spaces", "a\x01\x1b[2Jb", "\r\n\r\na  [2Jb\r\n" },
	};
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		ComposeLetter letter = plain_letter(zone);
		g_autofree char *got = NULL;

		letter.text = rows[i].text;
		letter.html = NULL;
		got = compose(&letter);
		check(strstr(got, rows[i].want) != NULL, rows[i].label, "%s", header_end(got));
	}
}

/* Lines of every length, in both encodings. */
static void
body_lines(void)
{
	static const char *const letters[] = { "x", "= xxxxxxxxxxx", "投", ".", " ", "From " };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");

	for (size_t l = 0; l < G_N_ELEMENTS(letters); l++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *got = NULL;
		ComposeLetter letter = plain_letter(zone);
		size_t longest = 0;

		for (int n = 1; n < 160; n++) {
			for (int i = 0; i < n; i++)
				g_string_append(text, letters[l]);
			g_string_append_c(text, '\n');
		}
		letter.text = text->str;
		letter.html = text->str;
		got = compose(&letter);
		for (const char *line = header_end(got) + 4; *line;) {
			size_t length = strcspn(line, "\r");

			longest = MAX(longest, length);
			line += length + 2;
		}
		check(longest <= 76, "no body line is longer than 76", "\"%s\": %zu", letters[l], longest);
		check(!strstr(got, "\r\n.") && !strstr(got, "\r\nFrom ") && !strstr(got, " \r\n"),
			"no dot or From begins a line, no space ends one", "\"%s\"", letters[l]);
	}
}

static void
types(void)
{
	static const struct {
		const char *type, *want;
	} rows[] = {
		{ "application/pdf", "application/pdf" },
		{ "image/jpeg", "image/jpeg" },
		{ "message/rfc822", "application/octet-stream" },
		{ "Multipart/mixed", "application/octet-stream" },
		{ "text/plain; charset=x", "application/octet-stream" },
		{ "a/b/c", "application/octet-stream" },
		{ "/pdf", "application/octet-stream" },
		{ "pdf/", "application/octet-stream" },
		{ "pdf", "application/octet-stream" },
		{ "", "application/octet-stream" },
		{ NULL, "application/octet-stream" },
	};
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Asia/Shanghai");

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		ComposeAttachment attachment = { "a.bin", rows[i].type, "\0\xff", 2, NULL };
		ComposeLetter letter = plain_letter(zone);
		g_autofree char *got = NULL;
		g_autofree char *want = g_strdup_printf(
			"Content-Type: %s;\r\n name=\"a.bin\"\r\nContent-Disposition: attachment;\r\n"
			" filename=\"a.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAP8=\r\n",
			rows[i].want);

		letter.attachments = &attachment;
		letter.attachment_count = 1;
		got = compose(&letter);
		check(strstr(got, want) != NULL, "an attachment's type", "%s\n%s", rows[i].type,
			header_end(got));
	}
}

int
main(void)
{
	headers();
	header_lengths();
	file_names();
	whole_letter();
	refusals();
	injection();
	bodies();
	body_lines();
	types();
	return check_done();
}
