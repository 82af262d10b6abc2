#include "daemon/desk/registration.h"

#include "parser/kind/kind.h"

#include "daemon/address.h"
#include "daemon/store/ledger.h"
#include "workflow/case/case.h"
#include "workflow/case/routing.h"
#include "workflow/classify/likeness.h"

#include <string.h>

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

/* The address among the contacts that a text states; new string, NULL: none. */
static char *
stated_address(const Mail *mail)
{
	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = mail->fields->pdata[i];
		g_auto(GStrv) words = NULL;

		if (strcmp(field->name, "contact") != 0 && strcmp(field->name, "email") != 0)
			continue;
		words = g_strsplit_set(field->value, " ,;<>()", 32);
		for (char **word = words; *word; word++)
			if (strchr(*word, '@') && address_is_sendable(*word))
				return g_steal_pointer(&*word);
	}
	return NULL;
}

static bool
is_entered(RegisterAs as)
{
	return as == REGISTER_ENTERED || as == REGISTER_ENTERED_UNPROVEN;
}

/* Who complains: From; for a form mailer the Reply-To, then the address that the form states; for what staff
 * key in only the stated one (spec §3). Never an address of ours: that would be a letter to ourselves. */
static char *
learner_address(const Settings *settings, const Mail *mail, RegisterAs as, bool form)
{
	g_autofree char *found = NULL;

	if (as == REGISTER_NOBODY)
		return NULL;
	if (form && mail->reply_to->len > 0)
		found = g_strdup(((const MailAddress *)mail->reply_to->pdata[0])->address);
	else if (form || is_entered(as))
		found = stated_address(mail);
	else if (mail->from)
		found = g_strdup(mail->from->address);
	if (!found || g_ascii_strcasecmp(found, settings->address) == 0)
		return NULL;
	return g_ascii_strdown(found, -1);
}

/* "涉及人员" may hold several, in any of the ways that people list names: one a line. People of ours whom the
 * text names anywhere are among them (spec §2). */
static char *
persons_named(const Policy *policy, const Mail *mail, const char *content)
{
	GString *persons = g_string_new(NULL);
	g_autofree char *staff = NULL;
	g_auto(GStrv) people = NULL;
	g_autofree char *text = g_strconcat(mail->subject, "\n", content, NULL);

	for (guint i = 0; i < mail->fields->len; i++) {
		const Field *field = mail->fields->pdata[i];
		g_auto(GStrv) names = NULL;

		if (strcmp(field->name, "persons") != 0)
			continue;
		names = g_regex_split_simple("\\s*[、，,;；/]\\s*", field->value, 0, 0);
		for (char **name = names; *name; name++)
			if (**name)
				g_string_append_printf(persons, "%s%s", persons->len ? "\n" : "", *name);
	}
	staff = routing_people_named(policy, text);
	people = g_strsplit(staff, "\n", -1);
	for (char **name = people; *name; name++)
		if (**name && !strstr(persons->str, *name))
			g_string_append_printf(persons, "%s%s", persons->len ? "\n" : "", *name);
	return g_string_free(persons, FALSE);
}

/* The learner's words in a block of labels: what follows "投诉内容"; else all of it. */
static const char *
entered_content(const char *text)
{
	static const char *const labels[] = { "投诉内容", "内容", NULL };

	for (const char *const *label = labels; *label; label++) {
		const char *at = strstr(text, *label);

		if (!at || (at > text && at[-1] != '\n'))
			continue;
		at += strlen(*label);
		at += strspn(at, " \t");
		if (g_str_has_prefix(at, "："))
			return at + strlen("：");
		if (*at == ':')
			return at + 1;
	}
	return text;
}

bool
registration_is_form(const Settings *settings, const Mail *mail)
{
	return mail->from && is_form_sender(settings, mail->from->address);
}

bool
registration_is_entry(const Mail *mail)
{
	static const char *const channels[] = { "电话", "现场", "线上", "邮件", "来电", "来访", "phone",
		"on-site", "online", "mail", NULL };
	const char *channel = mail_field(mail, "channel");

	for (const char *const *word = channels; channel && *word; word++)
		if (g_str_has_prefix(channel, *word))
			return true;
	return false;
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

/* Category and severity, by the words alone; or as who keyed it in says. */
static void
fill_category(Registration *registration, const Settings *settings, const Mail *mail, bool entered)
{
	ComplaintFacts *facts = &registration->facts;
	const Policy *policy = settings->policy;
	const Category *said = entered ? policy_category(policy, mail_field(mail, "category")) : NULL;
	const Verdict *verdict = registration->verdict = classify(settings->vocabulary, mail->subject,
		facts->content, policy->score_threshold, policy->score_margin);

	facts->category = verdict->triage ? NULL : verdict->category;
	facts->secondary = verdict->secondary;
	facts->words = verdict->words;
	facts->score = verdict->score;
	facts->margin = verdict->margin;
	facts->urgent = verdict->urgent;
	facts->is_complaint = verdict->is_complaint;
	if (said) {
		facts->category = said->id;
		facts->score = facts->margin = 1;
		facts->is_complaint = true;
	}
}

static void
fill_from_mail(Registration *registration, const Settings *settings, const Mail *mail, RegisterAs as)
{
	ComplaintFacts *facts = &registration->facts;
	bool form = registration_is_form(settings, mail);
	bool entered = is_entered(as);
	const char *channel = mail_field(mail, "channel");
	const char *address;

	facts->content = mail->uncertain || !*mail->reply ? mail->text : mail->reply;
	if (entered)
		facts->content = entered_content(facts->content);
	facts->likeness = likeness_of(facts->content);
	address = keep(registration, learner_address(settings, mail, as, form));
	if (as >= REGISTER_ENTERED_UNPROVEN)
		facts->claimed = address;
	else
		facts->learner = address;
	facts->learner_name = mail_field(mail, "name");
	if (!facts->learner_name && mail->from && !entered && !form)
		facts->learner_name = mail->from->name;
	facts->phone = mail_field(mail, "phone");
	facts->class_name = mail_field(mail, "class");
	facts->site = mail_field(mail, "campus");
	facts->demand = mail_field(mail, "demand");
	facts->persons = keep(registration, persons_named(settings->policy, mail, facts->content));
	facts->attachments = keep(registration, attachment_lines(mail));
	facts->channel = channel ? channel : "邮件";
	facts->language = mail->language;
	facts->subject = mail->subject;
	facts->base_subject = subject_base(mail->subject);
	facts->message_id = mail->message_id;
	facts->minor = mail_field(mail, "minor") != NULL;
	facts->confidential =
		mail_field(mail, "confidential") != NULL || mail_field(mail, "anonymous") != NULL;
	/* Of a form the server vouches for the mailer, of what staff key in for them: for the learner it
	 * cannot. */
	facts->authenticated = facts->authenticated && as == REGISTER_SENDER && !form;
	fill_category(registration, settings, mail, entered);
}

Registration *
registration_new(Db *db, const Settings *settings, const InboundMail *inbound, const Mail *mail,
	RegisterAs as, bool proven, GError **error)
{
	g_autoptr(Registration) registration = g_new0(Registration, 1);
	char *number = next_number(db, settings, inbound->arrived_at, error);

	registration->strings = g_ptr_array_new_with_free_func(g_free);
	if (!number)
		return NULL;
	registration->facts.authenticated = proven;
	if (mail)
		fill_from_mail(registration, settings, mail, as);
	registration->facts.number = keep(registration, number);
	registration->facts.unreadable = mail == NULL;
	if (as == REGISTER_NOBODY)
		registration->facts.is_complaint = false;
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

void
registration_link(Registration *registration, const char *number, bool repeats)
{
	registration->facts.linked = keep(registration, g_strdup(number));
	registration->facts.maybe_duplicate = repeats;
}

const ComplaintFacts *
registration_facts(const Registration *registration)
{
	return &registration->facts;
}
