#include "daemon/ctl/ctl.h"
#include "daemon/store/inbound.h"
#include "daemon/worker/worker.h"

#include <stdio.h>
#include <unistd.h>

/* The mail that opened the case, with its bytes. NULL after saying why not; *out_status says it, too. */
static InboundMail *
opening_mail(Ctl *ctl, CtlStatus *out_status)
{
	g_autoptr(GPtrArray) mails = NULL;
	g_autoptr(InboundMail) mail = NULL;
	GError *error = NULL;
	int64_t id;

	*out_status = CTL_UNABLE;
	if (!ctl_open(ctl, false))
		return NULL;
	*out_status = CTL_NONE;
	id = ctl_case(ctl, ctl_word(ctl, 0));
	if (!id)
		return NULL;
	mails = inbound_of_case(ctl->db, id, &error);
	if (mails && mails->len)
		mail = inbound_load(ctl->db, ((InboundMail *)mails->pdata[0])->id, &error);
	if (error)
		*out_status = ctl_failed(error);
	else if (!mail || !mail->raw)
		ctl_complain("no mail is kept of this case: it was keyed in by hand, or its mail was erased");
	return mail && mail->raw ? g_steal_pointer(&mail) : NULL;
}

/* Bytes of strangers do not go to a terminal, which would obey them. */
static CtlStatus
write_bytes(GBytes *bytes)
{
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);

	if (isatty(STDOUT_FILENO)) {
		ctl_complain("not to a terminal: send the output to a file (… > FILE)");
		return CTL_UNABLE;
	}
	return fwrite(data, 1, length, stdout) == length ? CTL_OK : CTL_UNABLE;
}

CtlStatus
ctl_raw(Ctl *ctl)
{
	g_autoptr(InboundMail) mail = NULL;
	CtlStatus status;

	if (!ctl_words(ctl, 1, 1))
		return CTL_UNABLE;
	mail = opening_mail(ctl, &status);
	if (!mail)
		return status;
	if (mail->truncated)
		ctl_complain("only the first %" G_GSIZE_FORMAT " of %" G_GINT64_FORMAT " bytes were kept",
			g_bytes_get_size(mail->raw), mail->full_size);
	return write_bytes(mail->raw);
}

CtlStatus
ctl_attachment(Ctl *ctl)
{
	g_autoptr(InboundMail) stored = NULL;
	g_autoptr(Worker) worker = NULL;
	g_autoptr(Mail) mail = NULL;
	g_autoptr(GBytes) bytes = NULL;
	GError *error = NULL;
	CtlStatus status;
	guint64 number;

	if (!ctl_words(ctl, 2, 2))
		return CTL_UNABLE;
	if (!g_ascii_string_to_unsigned(ctl_word(ctl, 1), 10, 1, 10000, &number, NULL)) {
		ctl_complain("\"%s\" is no attachment's number; the first is 1", ctl_word(ctl, 1));
		return CTL_UNABLE;
	}
	stored = opening_mail(ctl, &status);
	if (!stored)
		return status;
	worker = worker_new("/proc/self/exe", NULL);
	if (worker_parse(worker, stored->raw, &mail, &error) != WORKER_PARSED) {
		if (error)
			return ctl_failed(error);
		ctl_complain("this mail cannot be taken apart; `complaintctl raw` gives it whole");
		return CTL_WRONG;
	}
	if (number > mail->attachments->len) {
		ctl_complain("the mail has %u attachments", mail->attachments->len);
		return CTL_NONE;
	}
	bytes = mail_part(g_bytes_get_data(stored->raw, NULL), g_bytes_get_size(stored->raw),
		((Attachment *)mail->attachments->pdata[number - 1])->part);
	if (!bytes) {
		ctl_complain("this part cannot be read; `complaintctl raw` gives the mail whole");
		return CTL_WRONG;
	}
	return write_bytes(bytes);
}
