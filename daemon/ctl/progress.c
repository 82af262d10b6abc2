#include "daemon/ctl/progress.h"

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

enum {
	BAR_CELLS = 40,
	WORD_CELLS = 10,
};

void
progress_init(Progress *progress, bool json)
{
	*progress = (Progress){ .on = isatty(STDERR_FILENO) && !json, .shown = -1, .what = "" };
}

void
progress_show(Progress *progress, const char *what, int64_t done, int64_t total)
{
	int percent = total > 0 ? (int)(CLAMP(done, 0, total) * 100 / total) : 100;
	int cells = percent * BAR_CELLS / 100;

	if (!progress->on || (percent == progress->shown && what == progress->what))
		return;
	progress->shown = percent;
	progress->what = what;
	fprintf(stderr, "\r%-*s[%.*s%*s] %3d %%", WORD_CELLS, what, cells,
		"########################################", BAR_CELLS - cells, "", percent);
	fflush(stderr);
}

void
progress_end(Progress *progress)
{
	if (progress->on && progress->shown >= 0)
		fprintf(stderr, "\r%*s\r", WORD_CELLS + BAR_CELLS + 10, "");
	progress->shown = -1;
}
