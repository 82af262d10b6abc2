/*
 * What the daemon says to the journal: one fact a line on standard error, `area: key=value key=value`, with
 * the priority in front as sd-daemon(3) has it. Never a mail's text or subject, never a name, phone number,
 * address, password or token (P29): a case number, a UID and a kind of error lead to them. What a server
 * said in its own words belongs into the status that `complaintctl status` shows, not here.
 */
#pragma once

/* `area` is who speaks ("intake", "engine", "sender", "main"); the format is ours, "mailbox=%s uid=%u". */
void log_error(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_warning(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_info(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_debug(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Debug lines are written only after this was called. Call it before any thread is started. */
void log_set_verbose(void);
