#include "parser/kind/authres.h"
#include "tests/unit/check.h"

static const struct {
	const char *label;
	const char *results[4];
	const char *from;
	enum {
		SILENT,
		PROVES,
		DENIES
	} says;
} rows[] = {
	{ "dmarc=pass for the From domain", { "mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", PROVES },
	{ "dmarc=pass for another domain proves nothing",
		{ "mx.school.test; dmarc=pass header.from=evil.test" }, "a@mail.test", SILENT },
	{ "dmarc=pass that names no domain proves nothing", { "mx.school.test; dmarc=pass" }, "a@mail.test",
		SILENT },
	{ "dmarc=fail", { "mx.school.test; dmarc=fail header.from=mail.test" }, "a@mail.test", DENIES },
	{ "dmarc=fail and an aligned signature all the same",
		{ "mx.school.test; dkim=pass header.d=mail.test; dmarc=fail header.from=mail.test" },
		"a@mail.test", PROVES },
	{ "somebody else's dmarc=fail", { "evil.test; dmarc=fail header.from=mail.test" }, "a@mail.test",
		SILENT },
	{ "dmarc=passport is not pass", { "mx.school.test; dmarc=passport header.from=mail.test" },
		"a@mail.test", SILENT },
	{ "aligned DKIM", { "mx.school.test 1; spf=fail smtp.mailfrom=x.test; dkim=pass header.d=mail.test" },
		"a@mail.test", PROVES },
	{ "DKIM of the organisation signs for a sub-domain",
		{ "mx.school.test; dkim=pass header.d=mail.test" }, "a@cs.mail.test", PROVES },
	{ "DKIM of a top-level name signs for nobody", { "mx.school.test; dkim=pass header.d=test" },
		"a@mail.test", SILENT },
	{ "DKIM of a stranger", { "mx.school.test; dkim=pass header.d=evil.test" }, "a@mail.test", SILENT },
	{ "a name that only ends alike is not aligned", { "mx.school.test; dkim=pass header.d=mail.test" },
		"a@evilmail.test", SILENT },
	{ "spf alone proves nothing", { "mx.school.test; spf=pass smtp.mailfrom=mail.test" }, "a@mail.test",
		SILENT },
	{ "somebody else's results", { "evil.test; dmarc=pass header.from=mail.test" }, "a@mail.test",
		SILENT },
	{ "ours below somebody else's",
		{ "evil.test; dmarc=fail", "mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", PROVES },
	{ "a forged one of our name below the true one",
		{ "mx.school.test; dmarc=fail header.from=mail.test",
			"mx.school.test; dmarc=pass header.from=mail.test" },
		"a@mail.test", DENIES },
	{ "a comment hides nothing", { "mx.school.test (x; dmarc=pass header.from=mail.test); dmarc=fail" },
		"a@mail.test", DENIES },
	{ "a comment in the middle", { "mx.school.test; dmarc=pass (p=NONE) header.from=mail.test" },
		"a@mail.test", PROVES },
	{ "a quoted string starts no result",
		{ "mx.school.test; dkim=fail reason=\"; dmarc=pass header.from=mail.test\"" }, "a@mail.test",
		SILENT },
	{ "folded and in capitals", { "MX.School.Test;\r\n\tDMARC=PASS\r\n header.from=MAIL.test" },
		"a@mail.test", PROVES },
	{ "no result", { "mx.school.test; none" }, "a@mail.test", SILENT },
	{ "no header", { NULL }, "a@mail.test", SILENT },
	{ "no From", { "mx.school.test; dmarc=pass header.from=mail.test" }, NULL, SILENT },
	{ "a From without domain", { "mx.school.test; dmarc=pass header.from=" }, "a@", SILENT },
};

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(g_free);

		for (int k = 0; rows[i].results[k]; k++)
			g_ptr_array_add(results, g_strdup(rows[i].results[k]));
		check(authres_proves(results, "mx.school.test", rows[i].from) == (rows[i].says == PROVES),
			rows[i].label, "proves is %d", rows[i].says != PROVES);
		check(authres_denies(results, "mx.school.test", rows[i].from) == (rows[i].says == DENIES),
			rows[i].label, "denies is %d", rows[i].says != DENIES);
	}
	{
		g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(g_free);

		g_ptr_array_add(results, g_strdup("; dmarc=pass header.from=mail.test"));
		check(!authres_proves(results, NULL, "a@mail.test"), "no trusted server: nobody is believed",
			"proved");
		check(!authres_proves(results, "", "a@mail.test"), "an empty name is no trusted server",
			"proved");
	}
	return check_done();
}
