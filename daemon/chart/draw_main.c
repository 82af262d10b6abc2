/*
 * complaintd-draw: charts in (daemon/chart/chart.h), pictures out, each as its length in eight bytes and its
 * PNG; length 0 where there can be none. complaintd starts it for each report and it ends; by hand:
 *
 *     complaintd-draw < charts > pictures
 */
#include "daemon/chart/draw.h"

#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	INPUT_MAX = 256 * 1024,
	SECONDS = 20,
};

static bool
write_picture(GBytes *png)
{
	uint64_t length = png ? g_bytes_get_size(png) : 0;

	return fwrite(&length, sizeof length, 1, stdout) == 1 &&
	       (!png || fwrite(g_bytes_get_data(png, NULL), length, 1, stdout) == 1);
}

int
main(void)
{
	struct rlimit limit = { SECONDS, SECONDS };
	g_autofree char *text = g_malloc(INPUT_MAX + 1);
	size_t length = fread(text, 1, INPUT_MAX, stdin);
	g_autoptr(GPtrArray) charts = NULL;

	setrlimit(RLIMIT_CPU, &limit);
	text[length] = '\0';
	charts = charts_read(text);
	if (!charts) {
		fputs("complaintd-draw: this is no chart; complaintd starts this program\n", stderr);
		return 2;
	}
	for (guint i = 0; i < charts->len; i++) {
		g_autoptr(GBytes) png = chart_draw(charts->pdata[i]);

		if (!write_picture(png))
			return 1;
	}
	/* The libraries of the fonts take longer to tidy up than to draw. */
	_exit(fflush(stdout) ? 1 : 0);
}
