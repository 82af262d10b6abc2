/*
 * The size ladder: each hostile construct in growing sizes, read in bounded time and memory. Random bytes
 * hardly ever find what only size does; the steps here are ten times each other, and the last one may cost
 * at most a second of processor time and little more memory than the mail itself. And twice as much of a
 * construct may cost no more than twice as much.
 */
#include "parser/mail.h"
#include "tests/unit/check.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
	BYTES_MAX = 25 * 1024 * 1024, /* intake takes no bigger mail */
};

/* A sanitizer makes everything several times slower and bigger. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#define SECONDS_MAX 5.0
#define MEGABYTES_MAX 1500
#define STEPS 5
#define HALF_BYTES 40000 /* of a construct are read, and twice as many */
#else
#define SECONDS_MAX 1.0
#define MEGABYTES_MAX 128
#define STEPS 6
#define HALF_BYTES 480000
#endif
#define NOISE_SECONDS 0.002 /* a mail that takes less tells nothing */

#define HEAD "From: Li <li@mail.test>\r\nSubject: x\r\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
#define HTML HEAD "Content-Type: text/html; charset=utf-8\r\n\r\n"
#define PLAIN HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\n"

/* before, then `again` n times, then after; "%" in `again` becomes the number of the repetition. */
static const struct {
	const char *label;
	const char *before, *again, *after;
} rows[] = {
	{ "groups inside groups", HEAD "To: ", "g:", "\r\n\r\nhi\r\n" },
	{ "folded groups inside groups", HEAD "To: ", "g:\r\n ", "\r\n\r\nhi\r\n" },
	{ "groups in an attached mail",
		MIXED "Content-Type: message/rfc822\r\n\r\nTo: ", "g:", "\r\n\r\nhi\r\n" },
	{ "addresses", HEAD "To: ", "a@b.test,", "\r\n\r\nhi\r\n" },
	{ "brackets that never close", HEAD "To: ", "<a,", "\r\n\r\nhi\r\n" },
	{ "comments inside comments", HEAD "To: ", "(", "\r\n\r\nhi\r\n" },
	{ "quotes that never close", HEAD "To: ", "\"a,", "\r\n\r\nhi\r\n" },
	{ "names with commas", HEAD "To: ", "a, b <c@d.test>, ", "\r\n\r\nhi\r\n" },
	{ "halves of names", HEAD "To: ", "a, ", "<c@d.test>\r\n\r\nhi\r\n" },
	{ "folded recipients", HEAD "To: ", "a%@b.test,\r\n ", "c@d.test\r\n\r\nhi\r\n" },
	{ "quotes in brackets", HEAD "To: ", "<\"a\"@b.test>,", "\r\n\r\nhi\r\n" },
	{ "continuations", HEAD "X-Long: ", "y\r\n ", "\r\n\r\nhi\r\n" },
	{ "raw words between encoded ones", HEAD "Subject:", "\xd6\xd0 =?gb2312?B?1tA=?=", "\r\n\r\nhi\r\n" },
	{ "base64 words cut inside a quantum", HEAD "Subject:", " =?utf-8?B?5oqV6?=", "\r\n\r\nhi\r\n" },
	{ "words of a date", HEAD "Date:", " Fri : 20 Nov (", "\r\n\r\nhi\r\n" },
	{ "To headers", HEAD, "To: a@b.test, c@d.test\r\n", "\r\nhi\r\n" },
	{ "headers", HEAD, "X-%: y\r\n", "\r\nhi\r\n" },
	{ "headers of an attached mail", MIXED "Content-Type: message/rfc822\r\n\r\n", "X-%: y\r\n",
		"\r\nhi\r\n" },
	{ "one long header line", HEAD "X-Long: ", "yyyyyyyyyyyyyyyy", "\r\n\r\nhi\r\n" },
	{ "lines that are no header", HEAD, "no field here\r\n", "\r\nhi\r\n" },
	{ "parameters", HEAD "Content-Type: text/plain", "; a%=b", "\r\n\r\nhi\r\n" },
	{ "pieces of one parameter", HEAD "Content-Type: text/plain", "; a*%*=b", "\r\n\r\nhi\r\n" },
	{ "references", HEAD "References:", " <a%@b.test>", "\r\n\r\nhi\r\n" },
	{ "brackets in references", HEAD "References:", "<<", "\r\n\r\nhi\r\n" },
	{ "encoded-words", HEAD "Subject:", " =?utf-8?B?YQ==?=", "\r\n\r\nhi\r\n" },
	{ "encoded-words that never end", HEAD "Subject:", "=?a?b?", "\r\n\r\nhi\r\n" },
	{ "nested multiparts", HEAD, "Content-Type: multipart/mixed; boundary=b%\r\n\r\n--b%\r\n",
		"\r\nhi\r\n" },
	{ "nested multiparts of one boundary", HEAD,
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "\r\nhi\r\n" },
	{ "nested attached mails", HEAD, "Content-Type: message/rfc822\r\n\r\n", "\r\nhi\r\n" },
	{ "parts", HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\nhi\r\n",
		"--b--\r\n" },
	{ "attached mails side by side", HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
		"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nhi\r\n", "--b--\r\n" },
	{ "alternatives", HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n",
		"--b\r\nContent-Type: text/html\r\n\r\n<p>hi\r\n", "--b--\r\n" },
	{ "lines like boundaries", MIXED "\r\n", "--\r\n", "--b--\r\n" },
	{ "boundaries that are not named", HEAD "Content-Type: multipart/mixed\r\n\r\n", "--%\r\n\r\nx\r\n",
		"" },
	{ "plain text", PLAIN, "A line of text as people write it, hello.\r\n", "" },
	{ "one line", PLAIN, "word ", "" },
	{ "quotes inside quotes", PLAIN, ">", "\r\n" },
	{ "quoted lines", PLAIN, "> a\r\nb\r\n", "" },
	{ "blank lines", PLAIN, "\r\n", "x" },
	{ "soft lines", HEAD "Content-Type: text/plain; format=flowed\r\n\r\n", "a \r\n", "" },
	{ "flowed quotes", HEAD "Content-Type: text/plain; format=flowed\r\n\r\n", ">>>> \r\n>> a \r\n", "" },
	{ "uuencode that never ends", PLAIN, "begin 644 a\r\n", "" },
	{ "uuencoded files", PLAIN, "begin 644 a\r\n#86)C\r\n`\r\nend\r\n", "" },
	{ "base64 padded at each turn", HEAD "Content-Transfer-Encoding: base64\r\n\r\n", "YQ==", "" },
	{ "base64 padded on each line", HEAD "Content-Transfer-Encoding: base64\r\n\r\n", "YQ==\r\n", "" },
	{ "soft line breaks", HEAD "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\r\n", "" },
	{ "blanks before a soft line break", HEAD "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "= ",
		"" },
	{ "bytes of no character set", HEAD "\r\n", "\xff\x80 ", "" },
	{ "GB18030 of four bytes", HEAD "Content-Type: text/plain; charset=gb18030\r\n\r\n",
		"\x95\x34\xb6\x36", "" },
	{ "HZ", HEAD "Content-Type: text/plain; charset=hz\r\n\r\n", "~{VPND~}", "" },
	{ "Chinese without a label", HEAD "\r\n", "\xd6\xd0\xce\xc4\r\n", "" },
	{ "NUL-like UTF-16", HEAD "Content-Type: text/plain; charset=utf-16\r\n\r\n", "\xd8\xd8", "" },
	{ "escapes of ISO 2022", HEAD "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", "\x1b$B\x1b(B",
		"" },
	{ "HTML: nested tables", HTML, "<table><tr><td><div>", "x" },
	{ "HTML: nested quotes", HTML, "<blockquote>a", "x" },
	{ "HTML: nested lists", HTML, "<ul><li>", "x" },
	{ "HTML: links in boxes", HTML, "<a href=http://x.test><div>", "x" },
	{ "HTML: links", HTML, "<a href='http://x.test/%'>a</a>", "" },
	{ "HTML: one link around everything", HTML "<a href=http://x.test/y>", "text ", "</a>" },
	{ "HTML: attributes", HTML "<p", " a%=b", ">x" },
	{ "HTML: quotes that never close", HTML, "<a b=\"", "x" },
	{ "HTML: mixed quotes that never close", HTML, "<a b=\" c='", "x" },
	{ "HTML: comments that never close", HTML, "<!--", "x" },
	{ "HTML: scripts that never close", HTML, "<script><", "x" },
	{ "HTML: end tags of scripts", HTML, "<style></styl", "x" },
	{ "HTML: hidden in hidden", HTML, "<div style='display:none'>", "x" },
	{ "HTML: references", HTML, "&amp;&#x4e2d;&", "" },
	{ "HTML: brackets", HTML, "<", "" },
	{ "HTML: line breaks", HTML, "<br>", "x" },
	{ "HTML: cells", HTML "<table><tr>", "<td>", "x" },
	{ "HTML: long style", HTML "<p style='", "display:block;", "'>x" },
	{ "enriched parameters that never end", HEAD "Content-Type: text/enriched\r\n\r\n", "<param>/", "" },
	{ "HTML: signatures", HTML, "<div class=gmail_signature>a</div>b", "" },
	{ "HTML: signatures in signatures", HTML, "<div id=Signature>a", "" },
	{ "HTML: quotes of Gmail", HTML, "<div class=gmail_quote>a<blockquote>b</blockquote></div>", "" },
	{ "HTML: names of elements", HTML "<p class='", "x_m_-1gmail-ydp1 ", "'>x" },
	{ "HTML: what another program put before a name", HTML "<p class='", "x_", "'>x" },
	{ "HTML: lines above a block", HTML, "<div style='border-top:solid #e1e1e1'>a: b", "" },
	{ "a signature told by the HTML part beside the text",
		HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n",
		"Ann\r\nLee <http://a.test\r\n",
		"\r\n--b\r\nContent-Type: text/html\r\n\r\n"
		"<div class=gmail_signature>Ann<br>Lee<br>School</div>\r\n--b--\r\n" },
	{ "attributions", PLAIN, "On 5 Mar 2026 at 10:00, Ann <a@b.test> wrote:\r\n", "" },
	{ "openers of attributions", PLAIN, "On Monday 2026\r\n", "" },
	{ "header labels", PLAIN, "From: a\r\n", "" },
	{ "header labels that nobody knows", PLAIN, "\xc3\xa0: a <b@c.test>\r\n", "" },
	{ "separators", PLAIN, "-----x-----\r\n", "" },
	{ "initials", PLAIN, "JL> a\r\nKM> b\r\n", "" },
	{ "attributions above bars", PLAIN, "Ann wrote:\r\n| a\r\n", "" },
	{ "rules", PLAIN, "-----\r\n", "" },
	{ "delimiters", PLAIN, "-- \r\na\r\n", "" },
	{ "footers", PLAIN, "Sent from my iPhone\r\n", "" },
	{ "disclaimers", PLAIN, "This e-mail is confidential\r\n\r\n", "" },
	{ "labels of fields", PLAIN, "\xe5\xa7\x93\xe5\x90\x8d\xef\xbc\x9a\xe5\xbc\xa0\r\n", "" },
	{ "commands", PLAIN, "#contacted\r\n", "" },
	{ "a bounce", "From: MAILER-DAEMON@a.test\r\nSubject: failure notice\r\n\r\n", "<a@b.test>:\r\n",
		"" },
	{ "a bounce without line ends", "From: MAILER-DAEMON@a.test\r\nSubject: failure notice\r\n\r\n",
		"From: a@b.test ", "" },
};

static void
append_row(GString *mail, const char *again, int number)
{
	for (const char *p = again; *p; p++) {
		if (*p == '%')
			g_string_append_printf(mail, "%d", number);
		else
			g_string_append_c(mail, *p);
	}
}

static double
processor_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long
peak_megabytes(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void
climb(size_t row)
{
	for (int step = 0, count = 10; step < STEPS; step++, count *= 10) {
		g_autoptr(GString) bytes = g_string_new(rows[row].before);
		g_autoptr(Mail) mail = NULL;
		double start, seconds;

		for (int i = 0; i < count && bytes->len < BYTES_MAX; i++)
			append_row(bytes, rows[row].again, i);
		g_string_append(bytes, rows[row].after);
		start = processor_seconds();
		mail = mail_parse(bytes->str, bytes->len, NULL);
		seconds = processor_seconds() - start;
		if (seconds > SECONDS_MAX || peak_megabytes() > MEGABYTES_MAX) {
			check(false, rows[row].label, "%d times, %zu bytes: %.2f s, %ld MB", count,
				bytes->len, seconds, peak_megabytes());
			return;
		}
		if (g_getenv("LADDER_VERBOSE") && (seconds > 0.1 || count == 1000000))
			g_print("# %s: %d times, %.1f MB: %.3f s, peak %ld MB\n", rows[row].label, count,
				(double)bytes->len / 1e6, seconds, peak_megabytes());
	}
	check(true, rows[row].label, "-");
}

/* The least processor time that reading a mail of `count` repetitions took in `runs` runs. */
static double
least_seconds(size_t row, int count, int runs)
{
	g_autoptr(GString) bytes = g_string_new(rows[row].before);
	double least = SECONDS_MAX;

	for (int i = 0; i < count; i++)
		append_row(bytes, rows[row].again, i);
	g_string_append(bytes, rows[row].after);
	for (int run = 0; run < runs; run++) {
		double start = processor_seconds();
		Mail *mail = mail_parse(bytes->str, bytes->len, NULL);

		least = MIN(least, processor_seconds() - start);
		mail_free(mail);
	}
	return least;
}

/* Twice as much of a construct may cost twice as much: with what a busy machine adds, three times. What costs
 * four times as much is quadratic. No more than a megabyte, for a longer text is cut. */
static void
double_it(size_t row)
{
	enum {
		TRIES = 6
	};
	int count = (int)(HALF_BYTES / (strlen(rows[row].again) + 2));
	g_autofree char *label = g_strconcat("doubled: ", rows[row].label, NULL);
	double once = 0, twice = 0;
	bool linear = false;

	for (int runs = 1; runs <= TRIES && !linear; runs++) {
		once = least_seconds(row, count, runs);
		twice = least_seconds(row, 2 * count, runs);
		linear = twice <= 3 * once + NOISE_SECONDS;
	}
	check(linear, label, "%.4f s, and twice as much %.4f s", once, twice);
	if (g_getenv("LADDER_VERBOSE"))
		g_print("# %s: %.4f s, twice as much %.4f s\n", label, once, twice);
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		climb(i);
		double_it(i);
	}
	return check_done();
}
