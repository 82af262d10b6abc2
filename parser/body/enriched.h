/* text/enriched (RFC 1896) → HTML, which then reads as such: its line ends, its doubled '<', its commands. */
#pragma once

/* `text` is valid UTF-8. New string. */
char *enriched_to_html(const char *text);
