#include "parser/quote/signed.h"

#include "parser/quote/signature.h"

/* The signature that ends the text in lines [start, end); true when text is left. */
static bool
mark_signature(Cutting *cutting, size_t start, size_t end)
{
	size_t from;

	while (end > start && cutting->parts[end - 1] != PART_TEXT)
		end--;
	if (end == start)
		return false;
	from = start + signature_start(cutting_lines(cutting, start), end - start);
	for (size_t i = from; i < end; i++)
		if (cutting->parts[i] == PART_TEXT)
			cutting->parts[i] = PART_SIGNATURE;
	for (size_t i = start; i < from; i++)
		if (cutting->parts[i] == PART_TEXT)
			return true;
	return false;
}

static bool
is_new(const Cutting *cutting, size_t i)
{
	Part part = cutting->parts[i];

	return part == PART_TEXT || part == PART_BLANK || part == PART_SIGNATURE;
}

/* Marks the signatures that the mail's HTML tells, if nothing but what is no text stands between them and the
 * next quote, and text is left above. True when it marked one. */
static bool
mark_regions(Cutting *cutting)
{
	bool marked = false;

	for (size_t n = cutting->regions ? cutting->regions->len : 0; n-- > 0;) {
		const Region *region = &g_array_index(cutting->regions, Region, n);
		size_t end = MIN(region->end, cutting->cut), next = end, start = region->start;
		bool text = false;

		if (region->kind != REGION_SIGNATURE)
			continue;
		while (next < cutting->cut &&
			(cutting->parts[next] == PART_BLANK || cutting->parts[next] == PART_SIGNATURE))
			next++;
		if (next < cutting->cut && cutting->parts[next] == PART_TEXT)
			continue;
		for (size_t i = 0; i < MIN(start, cutting->cut) && !text; i++)
			text = cutting->parts[i] == PART_TEXT;
		for (size_t i = start; i < end && text; i++)
			if (cutting->parts[i] == PART_TEXT) {
				cutting->parts[i] = PART_SIGNATURE;
				marked = true;
			}
	}
	return marked;
}

static void
mark_signatures(Cutting *cutting)
{
	size_t end = cutting->cut, first = 0;
	bool left = false;

	while (first < cutting->cut && is_new(cutting, first))
		first++;
	/* Between quoted lines an answer may look like anything. */
	while (end > first && !left) {
		size_t start = end;

		while (start > first && is_new(cutting, start - 1))
			start--;
		left = mark_signature(cutting, start, end);
		end = start ? start - 1 : 0;
	}
	mark_signature(cutting, 0, first);
}

void
cutting_mark_signatures(Cutting *cutting)
{
	mark_signatures(cutting);
	if (mark_regions(cutting))
		mark_signatures(cutting);
}
