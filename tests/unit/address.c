#include "daemon/address.h"

#include "tests/unit/check.h"

int
main(void)
{
	static const char local[] = "1234567890123456789012345678901234567890123456789012345678901234";
	g_autofree char *local_64 = g_strconcat(local, "@mail.test", NULL);
	g_autofree char *local_65 = g_strconcat("x", local, "@mail.test", NULL);
	g_autofree char *label_63 = g_strdup_printf("a@%.63s.test", local);
	g_autofree char *label_64 = g_strdup_printf("a@%.64s.test", local);
	g_autofree char *octets_254 = g_strdup_printf("%.63s@%.63s.%.63s.%.62s", local, local, local,
		"abcdefghijklmnopqrstuvwxyz"
		"abcdefghijklmnopqrstuvwxyz"
		"abcdefghij");
	g_autofree char *octets_255 = g_strconcat("x", octets_254, NULL);
	const struct {
		const char *address;
		bool ok;
	} rows[] = {
		{ "li.lei@mail.test", true },
		{ "12345678@qq.test", true },
		{ "a@b.cn", true },
		{ "o'brien+x=y_z@sub.mail-1.test", true },
		{ "double..dot@mail.test", true }, /* against the RFC, yet in use */
		{ "A.B@MAIL.TEST", true },
		{ local_64, true },
		{ local_65, false },
		{ label_63, true },
		{ label_64, false },
		{ octets_254, true },
		{ octets_255, false },
		{ NULL, false },
		{ "", false },
		{ "@", false },
		{ "a@", false },
		{ "@mail.test", false },
		{ "a@b@mail.test", false },
		{ "a@localhost", false },
		{ "a@192.0.2.1", false },
		{ "a@[192.0.2.1]", false },
		{ "a@mail..test", false },
		{ "a@.mail.test", false },
		{ "a@mail.test.", false },
		{ "a@-mail.test", false },
		{ "a@mail-.test", false },
		{ "a@ma_il.test", false },
		{ ".a@mail.test", false },
		{ "-oQ/tmp@mail.test", false },
		{ "a b@mail.test", false },
		{ "a\tb@mail.test", false },
		{ "\"a b\"@mail.test", false },
		{ "<a@mail.test>", false },
		{ "a@mail.test>", false },
		{ "a,b@mail.test", false },
		{ "g:a@mail.test;", false },
		{ "a%other.test@mail.test", false },
		{ "other.test!a@mail.test", false },
		{ "|cat@mail.test", false },
		{ "/etc/passwd@mail.test", false },
		{ "a\\@mail.test", false },
		{ "a(x)@mail.test", false },
		{ "a@mail.test\r\nDATA", false },
		{ "a\r\nRCPT TO:<b@mail.test>@mail.test", false },
		{ "a@mail.test\n", false },
		{ "a\x7f@mail.test", false },
		{ "李雷@mail.test", false },
		{ "a@学校.test", false },
		{ "a＠mail.test", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check(address_is_sendable(rows[i].address) == rows[i].ok,
			rows[i].ok ? "mail can be sent there" : "nothing is sent there", "%s",
			rows[i].address ? rows[i].address : "NULL");
	return check_done();
}
