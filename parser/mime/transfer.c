#include "parser/mime/transfer.h"

#include <string.h>

typedef struct {
	TransferSink sink;
	void *user;
	size_t used;
	bool stopped;
	char buffer[16384];
} Output;

static void
output_flush(Output *output)
{
	if (output->used && !output->stopped)
		output->stopped = !output->sink(output->buffer, output->used, output->user);
	output->used = 0;
}

static inline void
output_byte(Output *output, unsigned int byte)
{
	if (output->used == sizeof output->buffer)
		output_flush(output);
	output->buffer[output->used++] = (char)byte;
}

bool
transfer_from_name(const char *name, Transfer *out_transfer)
{
	static const struct {
		const char *name;
		Transfer transfer;
	} names[] = {
		{ "7bit", TRANSFER_IDENTITY },
		{ "8bit", TRANSFER_IDENTITY },
		{ "binary", TRANSFER_IDENTITY },
		{ "7-bit", TRANSFER_IDENTITY },
		{ "8-bit", TRANSFER_IDENTITY },
		{ "", TRANSFER_IDENTITY },
		{ "base64", TRANSFER_BASE64 },
		{ "quoted-printable", TRANSFER_QUOTED },
		{ "x-uuencode", TRANSFER_UUENCODE },
		{ "x-uue", TRANSFER_UUENCODE },
		{ "uuencode", TRANSFER_UUENCODE },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_ascii_strcasecmp(name, names[i].name) == 0) {
			*out_transfer = names[i].transfer;
			return true;
		}
	}
	*out_transfer = TRANSFER_IDENTITY;
	return false;
}

/* Value of each base64 character; X stands for everything else. */
#define X 64
/* clang-format off */
static const unsigned char base64_values[256] = {
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, 62, X, X, X, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, X, X, X, X, X, X,
	X, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, X, X, X, X, X,
	X, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
};
/* clang-format on */
#undef X

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Is the rest of this line base64? Asked after padding, where a mailing list may have put its footer. *known
 * is how far that is known, or a line of padded pieces would be searched again for each of them. */
static bool
line_is_base64(const unsigned char *s, const unsigned char *end, const unsigned char **known)
{
	if (s < *known)
		return true;
	while (s < end && is_space((char)*s))
		s++;
	for (; s < end && *s != '\n'; s++)
		if (base64_values[*s] == 64 && *s != '=' && !is_space((char)*s))
			return false;
	*known = s;
	return true;
}

static bool
decode_base64(Output *output, const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes, *end = s + length, *known = s;
	unsigned int bits = 0, have = 0;
	bool good = true;

	while (s < end && !output->stopped) {
		unsigned int value;

		/* Whole groups of four, as nearly all of them are. */
		while (!have && end - s >= 4 && output->used + 3 <= sizeof output->buffer) {
			unsigned int a = base64_values[s[0]], b = base64_values[s[1]],
				     c = base64_values[s[2]], d = base64_values[s[3]];
			char *at = output->buffer + output->used;

			if ((a | b | c | d) & 64)
				break;
			at[0] = (char)(a << 2 | b >> 4);
			at[1] = (char)(b << 4 | c >> 2);
			at[2] = (char)(c << 6 | d);
			output->used += 3;
			s += 4;
		}
		if (s == end)
			break;
		if (output->used + 3 > sizeof output->buffer)
			output_flush(output);
		value = base64_values[*s];
		if (value < 64) {
			bits = bits << 6 | value;
			if (++have == 4) {
				output_byte(output, bits >> 16 & 0xFF);
				output_byte(output, bits >> 8 & 0xFF);
				output_byte(output, bits & 0xFF);
				have = 0;
			}
			s++;
			continue;
		}
		if (*s != '=') {
			good = good && is_space((char)*s);
			s++;
			continue;
		}
		if (have >= 2)
			output_byte(output, have == 3 ? bits >> 10 & 0xFF : bits >> 4 & 0xFF);
		if (have == 3)
			output_byte(output, bits >> 2 & 0xFF);
		good = good && have != 1;
		have = 0;
		while (s < end && *s == '=')
			s++;
		if (!line_is_base64(s, end, &known))
			return false;
	}
	/* Missing padding: what the bits hold is kept, a lone character holds nothing. */
	if (have >= 2)
		output_byte(output, have == 3 ? bits >> 10 & 0xFF : bits >> 4 & 0xFF);
	if (have == 3)
		output_byte(output, bits >> 2 & 0xFF);
	return good && !have;
}

static bool
decode_quoted(Output *output, const char *bytes, size_t length)
{
	const char *p = bytes, *end = bytes + length;
	bool good = true;

	while (p < end && !output->stopped) {
		if (*p == '=') {
			const char *q = p + 1;

			if (end - p >= 3 && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
				output_byte(output, (unsigned int)g_ascii_xdigit_value(p[1]) << 4 |
							    (unsigned int)g_ascii_xdigit_value(p[2]));
				p += 3;
				continue;
			}
			/* A soft line break; blanks after it were put there on the way. */
			while (q < end && (*q == ' ' || *q == '\t' || *q == '\r'))
				q++;
			if (q == end || *q == '\n') {
				p = q < end ? q + 1 : q;
				continue;
			}
			good = false;
			output_byte(output, '=');
			p++;
		} else if (*p == ' ' || *p == '\t') {
			const char *q = p;

			/* Blanks at a line's end were put there on the way, too. */
			while (q < end && (*q == ' ' || *q == '\t'))
				q++;
			if (q < end && *q != '\r' && *q != '\n')
				for (; p < q; p++)
					output_byte(output, (unsigned char)*p);
			p = q;
		} else {
			output_byte(output, (unsigned char)*p++);
		}
	}
	return good;
}

static bool
decode_uu_line(Output *output, const char *p, const char *end)
{
	size_t count = (size_t)((*p - ' ') & 0x3F);

	for (p++; count && end - p >= 1; p += 4) {
		unsigned int bits = 0;

		for (int k = 0; k < 4; k++)
			bits = bits << 6 | (p + k < end ? (unsigned int)(p[k] - ' ') & 0x3F : 0);
		for (int k = 0; k < 3 && count; k++, count--)
			output_byte(output, bits >> (16 - 8 * k) & 0xFF);
		if (end - p < 4)
			break;
	}
	return !count;
}

/* "begin 644 name", lines, "`" or " ", "end". Without a begin line the lines may start at once. */
static bool
decode_uu(Output *output, const char *bytes, size_t length)
{
	const char *p = bytes, *end = bytes + length;
	bool good = true;

	while (p < end && !output->stopped) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *stop = newline ? newline : end;

		if (stop > p && stop[-1] == '\r')
			stop--;
		if (stop - p >= 3 && memcmp(p, "end", 3) == 0)
			return good;
		if (stop > p && !(stop - p >= 6 && memcmp(p, "begin ", 6) == 0))
			good = decode_uu_line(output, p, stop) && good;
		p = newline ? newline + 1 : end;
	}
	return false;
}

bool
transfer_decode(Transfer transfer, const char *bytes, size_t length, TransferSink sink, void *user)
{
	Output output;
	bool good = true;

	output.sink = sink;
	output.user = user;
	output.used = 0;
	output.stopped = false;
	switch (transfer) {
	case TRANSFER_IDENTITY:
		if (length)
			sink(bytes, length, user);
		return true;
	case TRANSFER_BASE64:
		good = decode_base64(&output, bytes, length);
		break;
	case TRANSFER_QUOTED:
		good = decode_quoted(&output, bytes, length);
		break;
	case TRANSFER_UUENCODE:
		good = decode_uu(&output, bytes, length);
		break;
	}
	output_flush(&output);
	return good;
}

typedef struct {
	GString *out;
	size_t limit;
} Collector;

static bool
collect(const char *bytes, size_t length, void *user)
{
	Collector *collector = user;
	size_t room = collector->limit - collector->out->len;

	g_string_append_len(collector->out, bytes, (gssize)MIN(length, room));
	return length < room;
}

bool
transfer_append(Transfer transfer, const char *bytes, size_t length, GString *out, size_t limit)
{
	Collector collector = { .out = out, .limit = out->len + MIN(limit, G_MAXSSIZE / 2) };

	return transfer_decode(transfer, bytes, length, collect, &collector);
}
