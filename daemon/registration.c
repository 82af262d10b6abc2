#include "daemon/registration.h"

#include "daemon/ledger.h"
#include "workflow/case.h"

struct Registration {
	ComplaintFacts facts;
	Verdict *verdict;
	GPtrArray *strings; /* char *: what the facts lend beside mail and verdict */
};

static const char *
keep(Registration *registration, char *string)
{
	g_ptr_array_add(registration->strings, string);
	return string;
}

static char *
next_number(Db *db, const Settings *settings, int64_t now, GError **error)
{
	GDate day;
	char text[16];
	int serial;

	calendar_local_day(settings->policy->calendar, now, &day);
	g_snprintf(text, sizeof text, "%04d%02d%02d", g_date_get_year(&day), g_date_get_month(&day),
		g_date_get_day(&day));
	serial = ledger_next_serial(db, text, error);
	if (!serial)
		return NULL;
	return case_number_format(
		g_date_get_year(&day), g_date_get_month(&day), g_date_get_day(&day), serial);
}

static bool
is_form_sender(const Settings *settings, const char *address)
{
	for (guint i = 0; settings->form_senders && i < settings->form_senders->len; i++)
		if (g_ascii_strcasecmp(settings->form_senders->pdata[i], address) == 0)
			return true;
	return false;
}

/* Whom to answer: From; for a form mailer the Reply-To, then the address that the form states (spec §3). */
static const char *
learner_address(const Settings *settings, const Mail *mail)
{
	const char *from = mail->from ? mail->from->address : "";
	const char *stated = mail_field(mail, "email");

	if (!is_form_sender(settings, from))
		return from;
	if (mail->reply_to->len > 0)
		return ((const MailAddress *)mail->reply_to->pdata[0])->address;
	return stated ? stated : "";
}

/* "named" may be stated more than once: one a line. */
static char *
persons_named(const Mail *mail)
{
	GString *persons = g_string_new(NULL);

	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = mail->fields->pdata[i];

		if (g_strcmp0(field->name, "person") == 0)
			g_string_append_printf(persons, "%s%s", persons->len ? "\n" : "", field->value);
	}
	return g_string_free(persons, FALSE);
}

/* "name (123 KB)" a line; an attachment without a name is called by its type. */
static char *
attachment_lines(const Mail *mail)
{
	GString *lines = g_string_new(NULL);

	for (guint i = 0; i < mail->attachments->len; i++) {
		const Attachment *attachment = mail->attachments->pdata[i];
		g_autofree char *size = g_format_size(attachment->size);

		g_string_append_printf(lines, "%s%s (%s)", lines->len ? "\n" : "",
			*attachment->name ? attachment->name : attachment->type, size);
	}
	return g_string_free(lines, FALSE);
}

static void
fill_from_mail(Registration *registration, const Settings *settings, const Mail *mail)
{
	ComplaintFacts *facts = &registration->facts;
	const Policy *policy = settings->policy;
	const char *content = mail->uncertain || !*mail->reply ? mail->text : mail->reply;
	const char *channel = mail_field(mail, "channel");

	facts->learner = keep(registration, g_ascii_strdown(learner_address(settings, mail), -1));
	facts->learner_name = mail_field(mail, "name");
	if (!facts->learner_name && mail->from)
		facts->learner_name = mail->from->name;
	facts->phone = mail_field(mail, "phone");
	facts->class_name = mail_field(mail, "class");
	facts->demand = mail_field(mail, "demand");
	facts->persons = keep(registration, persons_named(mail));
	facts->attachments = keep(registration, attachment_lines(mail));
	facts->channel = channel ? channel : "邮件";
	facts->language = mail->language;
	facts->subject = mail->subject;
	facts->content = content;
	facts->message_id = mail->message_id;
	facts->minor = mail_field(mail, "minor") != NULL;
	facts->confidential = mail_field(mail, "confidential") != NULL;

	registration->verdict = classify(
		settings->vocabulary, mail->subject, content, policy->score_threshold, policy->score_margin);
	facts->category = registration->verdict->triage ? NULL : registration->verdict->category;
	facts->secondary = registration->verdict->secondary;
	facts->words = registration->verdict->words;
	facts->score = registration->verdict->score;
	facts->margin = registration->verdict->margin;
	facts->urgent = registration->verdict->urgent;
	facts->is_complaint = registration->verdict->is_complaint;
}

Registration *
registration_new(Db *db, const Settings *settings, const InboundMail *inbound, const Mail *mail,
	bool known_sender, bool proven, GError **error)
{
	g_autoptr(Registration) registration = g_new0(Registration, 1);
	char *number = next_number(db, settings, inbound->arrived_at, error);

	registration->strings = g_ptr_array_new_with_free_func(g_free);
	if (!number)
		return NULL;
	if (mail)
		fill_from_mail(registration, settings, mail);
	registration->facts.number = keep(registration, number);
	registration->facts.authenticated = proven;
	registration->facts.unreadable = mail == NULL;
	if (!known_sender) {
		registration->facts.learner = NULL;
		registration->facts.is_complaint = false;
	}
	return g_steal_pointer(&registration);
}

void
registration_free(Registration *registration)
{
	if (!registration)
		return;
	verdict_free(registration->verdict);
	if (registration->strings)
		g_ptr_array_unref(registration->strings);
	g_free(registration);
}

const ComplaintFacts *
registration_facts(const Registration *registration)
{
	return &registration->facts;
}
