/* Parts are spans inside the bytes, nested as their indexes say, and few. */
#include "tests/fuzz/fuzz.h"

#include "parser/mime/structure.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	Defects defects = 0;
	g_autoptr(GPtrArray) parts = structure_read(bytes, size, &defects);

	g_assert(parts->len >= 1 && parts->len <= STRUCTURE_PARTS_MAX);
	for (guint i = 0; i < parts->len; i++) {
		const Part *part = g_ptr_array_index(parts, i);
		const Part *around = part->parent < 0 ? NULL : g_ptr_array_index(parts, part->parent);

		g_assert(part->header >= bytes && part->header + part->header_length <= bytes + size);
		g_assert(part->body >= bytes && part->body + part->body_length <= bytes + size);
		g_assert(part->header_length <= STRUCTURE_HEADER_MAX);
		g_assert(part->end > (int)i && part->end <= (int)parts->len);
		g_assert(part->parent < (int)i && part->depth <= STRUCTURE_DEPTH_MAX);
		g_assert(!around || (part->end <= around->end && around->is_open));
		g_assert(part->mail <= (int)i);
	}
	return 0;
}
