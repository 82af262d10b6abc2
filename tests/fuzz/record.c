/* A record is refused, or it is the one record that writes the same bytes. */
#include "tests/fuzz/fuzz.h"

#include "parser/record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(Mail) mail = record_read(data, size);
	g_autoptr(GBytes) again = mail ? record_write(mail) : NULL;

	g_assert(!mail ||
		 (g_bytes_get_size(again) == size && memcmp(g_bytes_get_data(again, NULL), data, size) == 0));
	return 0;
}
