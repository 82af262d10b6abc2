#include "workflow/case/case.h"

#include <string.h>

/* Check letters: A–Z without I and O, which are read as 1 and 0. The weights are powers of 5, a primitive
 * root of the prime 23: neighbours never share one, so every wrong digit and every swap of two
 * neighbouring digits gives another letter. The sum starts where the specification's example comes out. */
static const char check_letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
enum {
	CHECK_MODULUS = 23,
	CHECK_WEIGHT = 5,
	CHECK_START = 18
};

enum {
	DATE_DIGITS = 8,
	SERIAL_MIN = 4,
	SERIAL_MAX = 9,
	SPACES_MAX = 3
};

static char
check_letter(const char *digits)
{
	int weight = 1, sum = CHECK_START;

	for (const char *digit = digits; *digit; digit++) {
		weight = weight * CHECK_WEIGHT % CHECK_MODULUS;
		sum = (sum + weight * (*digit - '0')) % CHECK_MODULUS;
	}
	return check_letters[sum];
}

char *
case_number_format(int year, int month, int day, int serial)
{
	g_autofree char *date = g_strdup_printf("%04d%02d%02d", year, month, day);
	g_autofree char *count = g_strdup_printf("%04d", serial);
	g_autofree char *digits = g_strconcat(date, count, NULL);

	return g_strdup_printf("C%s-%s%c", date, count, check_letter(digits));
}

/* ---- reading ---- */

/* The character at *at as plain ASCII: full-width ones folded, every dash a '-', wide spaces a ' ', what is
 * none of these 0x7F; '\0' at the end. Moves *at behind it. */
static char
next_plain(const char **at)
{
	gunichar c = g_utf8_get_char_validated(*at, -1);

	if (**at == '\0')
		return '\0';
	if (c == (gunichar)-1 || c == (gunichar)-2) {
		(*at)++;
		return 0x7F;
	}
	*at += g_utf8_skip[(guchar) * *at];
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63)
		return '-';
	if (c == 0x3000 || c == 0xA0 || c == '\t')
		return ' ';
	return c < 0x7F ? (char)c : 0x7F;
}

static char
peek_plain(const char *at)
{
	return next_plain(&at);
}

/* Up to `most` digits from *at are appended. */
static int
take_digits(const char **at, GString *digits, int most)
{
	int taken = 0;

	while (taken < most && g_ascii_isdigit(peek_plain(*at))) {
		g_string_append_c(digits, next_plain(at));
		taken++;
	}
	return taken;
}

static void
skip_spaces(const char **at)
{
	for (int i = 0; i < SPACES_MAX && peek_plain(*at) == ' '; i++)
		next_plain(at);
}

/* number = "C" 8DIGIT [spaces] "-" [spaces] 4*9DIGIT letter, at `at` behind its "C". */
static char *
read_number(const char *at)
{
	g_autoptr(GString) digits = g_string_new(NULL);
	const char *date;
	int serial;
	char letter;

	if (take_digits(&at, digits, DATE_DIGITS) != DATE_DIGITS)
		return NULL;
	skip_spaces(&at);
	if (next_plain(&at) != '-')
		return NULL;
	skip_spaces(&at);
	serial = take_digits(&at, digits, SERIAL_MAX);
	letter = g_ascii_toupper(next_plain(&at));
	if (serial < SERIAL_MIN || letter != check_letter(digits->str) || g_ascii_isalnum(peek_plain(at)))
		return NULL;
	date = digits->str;
	if (!g_date_valid_dmy((GDateDay)((date[6] - '0') * 10 + date[7] - '0'),
		    (GDateMonth)((date[4] - '0') * 10 + date[5] - '0'), 2000) ||
		(serial > SERIAL_MIN && date[DATE_DIGITS] == '0'))
		return NULL;
	return g_strdup_printf("C%.8s-%s%c", date, date + DATE_DIGITS, letter);
}

char *
case_number_find(const char *text)
{
	char before = ' ';

	for (const char *at = text; at && *at;) {
		char c = next_plain(&at);

		if ((c == 'C' || c == 'c') && !g_ascii_isalnum(before)) {
			char *number = read_number(at);

			if (number)
				return number;
		}
		before = c;
	}
	return NULL;
}
