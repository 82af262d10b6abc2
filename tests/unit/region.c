/*
 * What a mail program's own elements tell of a text: where its signature stands and where the quote begins,
 * with words that no table knows. Through whole mails, with and without a plain part beside the HTML.
 */
#include "parser/mail.h"
#include "tests/unit/check.h"

#include <glib.h>
#include <string.h>

#define NEW "I do not agree.\n\nPlease call me."

/* clang-format off */
static const struct {
	const char *label;
	const char *html;
	const char *reply;
} pages[] = {
	{ "Gmail in a language without a row", "<div dir=\"ltr\">I do not agree.<div><br></div><div>Please call me.</div></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Ia mar, 5 myz. 2026 y. 10:00 vaqtida Ann Lee &lt;<a href=\"mailto:ann@mail.test\">ann@mail.test</a>&gt; yozdi:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex\">Hello<br></blockquote></div>", NEW },
	{ "Gmail, an attribution without address or verb that we know", "<div dir=\"ltr\">I do not agree.<div><br></div><div>Please call me.</div></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Ann Lee zzz qqq 5 Mar<br></div><blockquote class=\"gmail_quote\">Hello<br></blockquote></div>", NEW },
	{ "gmail extra", "<div dir=\"ltr\">I do not agree.<div><br></div><div>Please call me.</div></div><div class=\"gmail_extra\"><br><div class=\"gmail_quote\">Ann Lee skribis:<br><blockquote class=\"gmail_quote\">Hello</blockquote></div><br></div>", NEW },
	{ "gmail signature", "<div dir=\"ltr\">I do not agree.<div><br></div><div>Please call me.</div></div><div><br></div>-- <br><div dir=\"ltr\" class=\"gmail_signature\" data-smartmail=\"gmail_signature\">Zoe Park<br>Head<br>+1 555 0100</div>", NEW },
	{ "gmail signature no dashes", "<div dir=\"ltr\">I do not agree.<div><br></div><div>Please call me.</div></div><div><br></div><div dir=\"ltr\" class=\"gmail_signature\" data-smartmail=\"gmail_signature\">Zoe Park<br>Head<br>+1 555 0100</div>", NEW },
	{ "gmail sig inside", "<div dir=\"ltr\">I do not agree.<br><div><br></div><div>Please call me.</div><div><br clear=\"all\"></div><div><div dir=\"ltr\" class=\"gmail_signature\"><div dir=\"ltr\">Zoe Park<div>Acme</div></div></div></div></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Thu, Mar 5, 2026 at 10:00 AM Ann Lee &lt;ann@mail.test&gt; wrote:<br></div><blockquote class=\"gmail_quote\">Hello</blockquote></div>", NEW },
	{ "thunderbird odd lang", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-cite-prefix\">Je 05.03.26 10:00, Ann Lee skribis:<br></div><blockquote type=\"cite\" cite=\"mid:x@mail.test\">Hello</blockquote>", NEW },
	{ "thunderbird odd no date", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-cite-prefix\">Ann Lee skribis:<br></div><blockquote type=\"cite\" cite=\"mid:x@mail.test\">Hello</blockquote>", NEW },
	{ "thunderbird fwd odd", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-forward-container\"><br><br>-------- Plusendita mesagho --------<table class=\"moz-email-headers-table\"><tr><th>Temo: </th><td>plan</td></tr><tr><th>Dato: </th><td>Thu, 5 Mar 2026</td></tr><tr><th>De: </th><td>Ann</td></tr></table><br>Hello</div>", NEW },
	{ "moz signature", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-signature\">-- <br>Zoe Park<br>Head</div>", NEW },
	{ "moz sig pre", "<p>I do not agree.</p><p>Please call me.</p><pre class=\"moz-signature\" cols=\"72\">-- \nZoe Park\nHead</pre>", NEW },
	{ "moz sig no dashes", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-signature\">Zoe Park<br>Head</div>", NEW },
	{ "outlook desktop odd", "<div class=\"WordSection1\"><p class=\"MsoNormal\">I do not agree.<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><p class=\"MsoNormal\">Please call me.<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\"><p class=\"MsoNormal\"><b>Qaz:</b> Ann Lee &lt;ann@mail.test&gt; <br><b>Wsx:</b> jovd, 5 mar 2026 10:00<br><b>Edc:</b> Zoe<br><b>Rfv:</b> plan<o:p></o:p></p></div><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><p class=\"MsoNormal\">Hello</p></div>", NEW },
	{ "owa odd", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"appendonsend\"></div><hr tabindex=\"-1\" style=\"display:inline-block; width:98%\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font><b>Qaz:</b> Ann Lee &lt;ann@mail.test&gt;<br><b>Wsx:</b> 5 Mar 2026 10:00<br><b>Edc:</b> Zoe<br><b>Rfv:</b> plan</font><div>&nbsp;</div></div><div>Hello</div>", NEW },
	{ "owa signature", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"Signature\"><div>Zoe Park</div><div>Head of office</div></div><div id=\"appendonsend\"></div><hr style=\"display:inline-block; width:98%\"><div id=\"divRplyFwdMsg\"><b>From:</b> Ann<br><b>Sent:</b> Thursday, March 5, 2026 10:00 AM<br><b>To:</b> Zoe<br><b>Subject:</b> plan</div>Hello", NEW },
	{ "outlook ref container", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"mail-editor-reference-message-container\"><div><div id=\"divRplyFwdMsg\"></div></div>Hello</div>", NEW },
	{ "outlook mobile", "<div dir=\"auto\">I do not agree.</div><div dir=\"auto\"><br></div><div dir=\"auto\">Please call me.</div><div id=\"ms-outlook-mobile-signature\" dir=\"auto\"><div><br></div>Get <a href=\"https://aka.test/o\">Outlook for iOS</a></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Ann<br><b>Sent:</b> Thursday, March 5, 2026 10:00 AM<br><b>To:</b> Zoe<br><b>Subject:</b> plan</div>Hello", NEW },
	{ "apple sig", "<div>I do not agree.</div><div><br></div><div>Please call me.<br><br><div id=\"AppleMailSignature\">Zoe Park<br>+1 555 0100</div><div><br>On Mar 5, 2026, at 10:00 AM, Ann Lee &lt;ann@mail.test&gt; wrote:<br><br></div><blockquote type=\"cite\">Hello</blockquote></div>", NEW },
	{ "yahoo quoted odd", "<div class=\"ydpyahoo-style-wrap\"><div>I do not agree.</div><div><br></div><div>Please call me.</div></div><div id=\"ydp1yahoo_quoted_2\" class=\"ydp1yahoo_quoted\"><div><div>Jovi 5 Marso 2026 alle zzz Ann Lee qqq</div><div><br></div><div>Hello</div></div></div>", NEW },
	{ "yahoo quoted", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\"><div>On Thursday, March 5, 2026 at 10:00:00 AM GMT+8, Ann Lee &lt;ann@mail.test&gt; wrote: </div><div><br></div><div>Hello</div></div>", NEW },
	{ "proton", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div class=\"protonmail_signature_block\"><div class=\"protonmail_signature_block-user\">Zoe Park</div><div class=\"protonmail_signature_block-proton\">Sent with <a href=\"https://p.test\">Proton Mail</a> secure email.</div></div><div class=\"protonmail_quote\">------- Qwe Asd -------<br>Zxc Ann Lee<br><blockquote class=\"protonmail_quote\">Hello</blockquote></div>", NEW },
	{ "zoho", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"Zm-_Id_-Sgn\" data-sigid=\"1\"><div>Zoe Park</div></div><div class=\"zmail_extra_hr\" style=\"border-top: 1px solid\"></div><div class=\"zmail_extra\" data-zbluepencil-ignore=\"true\"><div id=\"Zm-_Id_-Sgn1\">---- On Thu, 05 Mar 2026 10:00:00 +0800 <b>Ann &lt;ann@mail.test&gt;</b> wrote ---</div><blockquote id=\"blockquote_zmail\">Hello</blockquote></div>", NEW },
	{ "spark", "<div name=\"messageBodySection\"><div dir=\"auto\">I do not agree.<br/><br/>Please call me.</div></div><div name=\"messageSignatureSection\"><br/><div>Zoe Park</div></div><div name=\"messageReplySection\">Mar 5, 2026 10:00 AM +0800, Ann Lee qqq<br/><blockquote type=\"cite\">Hello</blockquote></div>", NEW },
	{ "zimbra", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\"><b>Qaz: </b>\"Ann\" &lt;ann@mail.test&gt;<br><b>Wsx: </b>zoe@mail.test<br><b>Edc: </b>Thursday, 5 March, 2026 10:00:00<br><b>Rfv: </b>plan<br></div><div data-marker=\"__QUOTED_TEXT__\">Hello</div>", NEW },
	{ "netease", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><br><div id=\"ntes-pcmail-signature\" class=\"J-signature\"><table><tr><td>安丽</td></tr><tr><td>ann@163.test</td></tr></table></div><div class=\"ntes-mailmaster-quote\"><div style=\"padding-top: 1px;\">---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>A&lt;a@mail.test&gt;</td></tr><tr><td>日期</td><td>2026年3月5日 10:00</td></tr><tr><td>收件人</td><td>z</td></tr><tr><td>主题</td><td>plan</td></tr></table>Hello</div>", NEW },
	{ "netease web sig", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div class=\"ntes-mailmaster-signature\" style=\"position:relative\"><div>安丽</div><div>某公司</div></div>", NEW },
	{ "icloud", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div><br><blockquote type=\"cite\"><div>On Mar 5, 2026, at 10:00 AM, Ann Lee &lt;ann@mail.test&gt; wrote:</div><br><div>Hello</div></blockquote></div>", NEW },
	{ "mail.ru", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div>&nbsp;</div><blockquote style=\"border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;\">Zxcv 5 marta 2026, 10:00 +03:00 qw Ann Lee &lt;ann@mail.test&gt;:<br>&nbsp;<div id=\"\">Hello</div></blockquote>", NEW },
	{ "hotmail old", "<html><head><style><!-- .hmmessage P {} --></style></head><body class=\"hmmessage\"><div dir=\"ltr\">I do not agree.<BR><BR>Please call me.<BR><div><hr id=\"stopSpelling\">Qaz: ann@mail.test<br>Wsx: zoe@mail.test<br>Edc: plan<br>Rfv: Thu, 5 Mar 2026 10:00:00 +0800<br><br>Hello</div></div></body></html>", NEW },
	{ "windows mail", "<div data-externalstyle=\"false\"><p>I do not agree.</p><p>Please call me.</p><div style=\"padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;\"><div><b>From:</b>&nbsp;Ann Lee<br><b>Sent:</b>&nbsp;Thursday, March 5, 2026 10:00 AM<br><b>To:</b>&nbsp;Zoe<br><b>Subject:</b> plan</div></div>Hello</div>", NEW },
	{ "foxmail", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div><br></div><hr style=\"width: 210px; height: 1px;\" color=\"#b5c4df\" size=\"1\" align=\"left\"><div><span>zoe@mail.test</span></div><blockquote style=\"margin-top: 0px; margin-bottom: 0px; margin-left: 0.5em;\"><div>&nbsp;</div><div style=\"border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><div><div><b>From:</b>&nbsp;<a href=\"mailto:ann@mail.test\">Ann</a></div><div><b>Date:</b>&nbsp;2026-03-05&nbsp;10:00</div><div><b>To:</b>&nbsp;zoe</div><div><b>Subject:</b>&nbsp;plan</div></div></div><div>Hello</div></blockquote>", NEW },
	{ "qq", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div><br></div><div><br></div><div style=\"font-size: 12px;padding:2px 0;\">------------------&nbsp;原始邮件&nbsp;------------------</div><div style=\"font-size: 12px;background:#efefef;padding:8px;\"><div><b>发件人:</b>&nbsp;\"A\"&lt;a@mail.test&gt;;</div><div><b>发送时间:</b>&nbsp;2026年3月5日(星期四) 上午10:00</div><div><b>收件人:</b>&nbsp;\"z\"&lt;z@mail.test&gt;;</div><div><b>主题:</b>&nbsp;plan</div></div><div>Hello</div>", NEW },
	{ "qq new", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div class=\"xmail_inner_quote qmbox\"><div>zzz</div><div>Hello</div></div>", NEW },
	{ "front", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div class=\"front-signature\">Zoe Park<br>Acme</div><div class=\"front-blockquote\">On Thu qqq<blockquote type=\"cite\" class=\"front-blockquote\">Hello</blockquote></div>", NEW },
	{ "mailbird", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><blockquote class=\"history_container\" type=\"cite\" style=\"border-left-style:solid;\"><p>Qw 3/5/2026 10:00:00 AM, Ann zxc:</p>Hello</blockquote>", NEW },
	{ "emclient", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div>------ Zxc asd ------</div><div>Zx \"Ann\" &lt;ann@mail.test&gt;</div><div id=\"x1\" ><blockquote cite=\"x@y\" type=\"cite\" class=\"cite2\">Hello</blockquote></div>", NEW },
	{ "tutanota", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><br><br>5 mar. 2026, 10:00 zx ann@mail.test:<br><blockquote class=\"tutanota_quote\">Hello</blockquote>", NEW },
	{ "groupwise", "<div>I do not agree.</div><div><br></div><div>Please call me.</div>&gt;&gt;&gt; Ann Lee 3/5/2026 10:00 AM &gt;&gt;&gt;<br>Hello", NEW },
	{ "lotus notes", "<font size=2>I do not agree.</font><br><br><font size=2>Please call me.</font><br><br><br><table width=100%><tr valign=top><td><font size=1>From: &nbsp;</font><td><font size=1>Ann Lee/ACME</font><tr><td>To: <td>Zoe/ACME@ACME<tr><td>Date: <td>03/05/2026 10:00 AM<tr><td>Subject: <td>plan</table><br><hr noshade><br><br>Hello", NEW },
	{ "inline in gmail_quote html", "<div>Hi Ann,</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Thu, Mar 5, 2026 at 10:00 AM Ann Lee &lt;ann@mail.test&gt; wrote:</div><blockquote class=\"gmail_quote\">Q1?<br></blockquote><div>Answer 1</div><blockquote class=\"gmail_quote\">Q2?<br></blockquote><div>Answer 2</div></div>", "Hi Ann,\n\nOn Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test> wrote:\n> Q1?\nAnswer 1\n> Q2?\nAnswer 2" },
	{ "bottom post below yahoo_quoted", "<div id=\"yahoo_quoted_1\"><div>On zzz</div><div>Hello</div></div><div>I disagree.</div>", "I disagree." },
	{ "reply typed in the signature", "<div><br></div><div id=\"Signature\"><div>I do not agree.</div><div>Zoe</div></div>", "I do not agree.\nZoe" },
	{ "text after signature", "<div>One.</div><div class=\"gmail_signature\">Zoe</div><div>Two.</div>", "One.\nZoe\nTwo." },
	{ "x_ classes in plain pasted", "<div>One.</div><div class=\"x_quote_text\">pasted quote</div><div>Two.</div>", "One.\npasted quote\nTwo." },
	{ "insurance quote", "<div>One.</div><div class=\"quoted-price\">100</div>", "One.\n100" },
	{ "style border in newsletter", "<div>One.</div><div style=\"border-top:1px solid #e1e1e1\">Two</div>", "One.\nTwo" },
	{ "zwj", "<p>👨‍👩‍👧 hi &zwnj;&nbsp;&zwnj;</p>", "👨‍👩‍👧 hi" },
};

/* The plain part is read, the HTML part beside it tells more. */
static const struct {
	const char *label;
	const char *plain;
	const char *html;
	const char *reply;
} pairs[] = {
	{ "owa alt sig", "I do not agree.\n\nPlease call me.\n\nZoe Park\nHead of office\n________________________________\nFrom: Ann <ann@mail.test>\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe\nSubject: plan\n\nHello", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"Signature\"><div><b>Zoe Park</b></div><div>Head of office</div></div><div id=\"appendonsend\"></div><hr style=\"display:inline-block; width:98%\"><div id=\"divRplyFwdMsg\"><b>From:</b> Ann<br><b>Sent:</b> Thursday, March 5, 2026 10:00 AM<br><b>To:</b> Zoe<br><b>Subject:</b> plan</div>Hello", NEW },
	{ "tb odd alt", "I do not agree.\n\nPlease call me.\n\nAnn Lee skribis:\n> Hello\n> there\n", "<p>I do not agree.</p><p>Please call me.</p><div class=\"moz-cite-prefix\">Ann Lee skribis:<br></div><blockquote type=\"cite\" cite=\"mid:x@mail.test\">Hello there</blockquote>", NEW },
	{ "yahoo odd alt", "I do not agree.\n\nPlease call me.\n\n    Jovi 5 Marso 2026 alle zzz Ann Lee qqq\n \n Hello\n there", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div id=\"ydp1yahoo_quoted_2\" class=\"ydp1yahoo_quoted\"><div><div>Jovi 5 Marso 2026 alle zzz Ann Lee qqq</div><div><br></div><div>Hello there</div></div></div>", NEW },
	{ "sig links alt", "I do not agree.\n\nPlease call me.\n\n*Zoe Park*\nHead | Acme\nwww.acme.test <https://acme.test/a>\n", "<div>I do not agree.</div><div><br></div><div>Please call me.</div><div><br></div><div class=\"gmail_signature\"><b>Zoe Park</b><br>Head | Acme<br><a href=\"https://acme.test/a\">www.acme.test</a></div>", NEW },
	{ "inline in gmail_quote", "Hi Ann,\n\nOn Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test> wrote:\n\n> Q1?\n>\n\nAnswer 1\n\n> Q2?\n>\n\nAnswer 2\n", "<div>Hi Ann,</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Thu, Mar 5, 2026 at 10:00 AM Ann Lee &lt;ann@mail.test&gt; wrote:</div><blockquote class=\"gmail_quote\">Q1?<br></blockquote><div>Answer 1</div><blockquote class=\"gmail_quote\">Q2?<br></blockquote><div>Answer 2</div></div>", "Hi Ann,\n\nOn Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test> wrote:\n\n> Q1?\n>\n\nAnswer 1\n\n> Q2?\n>\n\nAnswer 2" },
};
/* clang-format on */

#define HEAD "From: Zoe <zoe@mail.test>\nSubject: Re: plan\nMIME-Version: 1.0\n"
#define TEXT(type) "Content-Type: text/" type "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"

static void
check_reply(const char *label, const char *bytes, const char *reply)
{
	g_autoptr(Mail) mail = mail_parse(bytes, strlen(bytes), NULL);

	check_text(label, mail->reply, reply);
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autofree char *bytes = g_strconcat(HEAD TEXT("html"), pages[i].html, NULL);

		check_reply(pages[i].label, bytes, pages[i].reply);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *bytes = g_strconcat(HEAD
			"Content-Type: multipart/alternative; boundary=b\n\n--b\n" TEXT("plain"),
			pairs[i].plain, "\n--b\n" TEXT("html"), pairs[i].html, "\n--b--\n", NULL);

		check_reply(pairs[i].label, bytes, pairs[i].reply);
	}
	return check_done();
}
