#include "daemon/chart/png.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

enum {
	COLOURS = 256,
	TYPE_LENGTH = 4,
};

/* ---- chunks ---- */

static uint32_t
checksum(const guint8 *bytes, size_t length)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < length; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
	}
	return ~sum;
}

static void
append_number(GByteArray *png, uint32_t number)
{
	uint32_t big = GUINT32_TO_BE(number);

	g_byte_array_append(png, (const guint8 *)&big, sizeof big);
}

static void
append_chunk(GByteArray *png, const char *type, const guint8 *bytes, size_t length)
{
	guint begin;

	append_number(png, (uint32_t)length);
	begin = png->len;
	g_byte_array_append(png, (const guint8 *)type, TYPE_LENGTH);
	g_byte_array_append(png, bytes, (guint)length);
	append_number(png, checksum(png->data + begin, length + TYPE_LENGTH));
}

static void
append_header(GByteArray *png, int width, int height)
{
	static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	/* eight bits a pixel, a palette; deflate, no filter of note, not interlaced */
	guint8 header[13] = { [8] = 8, [9] = 3 };
	uint32_t sides[2] = { GUINT32_TO_BE((uint32_t)width), GUINT32_TO_BE((uint32_t)height) };

	memcpy(header, sides, sizeof sides);
	g_byte_array_append(png, signature, sizeof signature);
	append_chunk(png, "IHDR", header, sizeof header);
}

/* ---- colours ---- */

typedef struct {
	guint8 bytes[COLOURS * 3];
	guint count;
	GHashTable *places; /* colour + 1 → place + 1 */
	uint32_t step;      /* each part of a colour is rounded to a multiple of it */
} Palette;

static gpointer
key_of(uint32_t colour)
{
	return GUINT_TO_POINTER(colour + 1);
}

static uint32_t
rounded(const Palette *palette, uint32_t pixel)
{
	uint32_t colour = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		uint32_t part = pixel >> shift & 0xff;

		colour |= (part + palette->step / 2) / palette->step * palette->step << shift;
	}
	return colour;
}

/* False when there are more colours than places. */
static bool
collect(Palette *palette, const uint32_t *pixels, int width, int height, int stride)
{
	palette->count = 0;
	g_hash_table_remove_all(palette->places);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			uint32_t colour = rounded(palette, pixels[(size_t)y * (size_t)stride + (size_t)x]);
			guint8 *place = palette->bytes + (size_t)palette->count * 3;

			if (g_hash_table_contains(palette->places, key_of(colour)))
				continue;
			if (palette->count == COLOURS)
				return false;
			place[0] = (guint8)(colour >> 16);
			place[1] = (guint8)(colour >> 8);
			place[2] = (guint8)colour;
			palette->count++;
			g_hash_table_insert(
				palette->places, key_of(colour), GUINT_TO_POINTER(palette->count));
		}
	return true;
}

/* ---- rows ---- */

static GByteArray *
rows_of(const Palette *palette, const uint32_t *pixels, int width, int height, int stride)
{
	GByteArray *rows = g_byte_array_sized_new((guint)((width + 1) * height));
	static const guint8 unfiltered = 0;

	for (int y = 0; y < height; y++) {
		const uint32_t *row = pixels + (size_t)y * (size_t)stride;

		g_byte_array_append(rows, &unfiltered, 1);
		for (int x = 0; x < width; x++) {
			gpointer place =
				g_hash_table_lookup(palette->places, key_of(rounded(palette, row[x])));
			guint8 number = (guint8)(GPOINTER_TO_UINT(place) - 1);

			g_byte_array_append(rows, &number, 1);
		}
	}
	return rows;
}

static GBytes *
deflate(const GByteArray *rows)
{
	g_autoptr(GConverter) converter =
		G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
	g_autoptr(GOutputStream) stream = g_converter_output_stream_new(memory, converter);

	if (!g_output_stream_write_all(stream, rows->data, rows->len, NULL, NULL, NULL) ||
		!g_output_stream_close(stream, NULL, NULL))
		return g_bytes_new(NULL, 0);
	return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
}

GBytes *
png_write(const uint32_t *pixels, int width, int height, int stride)
{
	/* Divisors of 255: black and white stay as they are. */
	static const uint32_t steps[] = { 17, 51 };
	GByteArray *png = g_byte_array_new();
	g_autoptr(GByteArray) rows = NULL;
	g_autoptr(GBytes) packed = NULL;
	Palette palette = { .places = g_hash_table_new(NULL, NULL) };

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		palette.step = steps[i];
		if (collect(&palette, pixels, width, height, stride))
			break;
	}
	rows = rows_of(&palette, pixels, width, height, stride);
	packed = deflate(rows);
	append_header(png, width, height);
	append_chunk(png, "PLTE", palette.bytes, (size_t)palette.count * 3);
	append_chunk(png, "IDAT", g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
	append_chunk(png, "IEND", NULL, 0);
	g_hash_table_unref(palette.places);
	return g_byte_array_free_to_bytes(png);
}
