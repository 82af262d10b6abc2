#include "parser/quote/quote.h"
#include "tests/unit/check.h"

#include <string.h>

#define LETTER                                     \
	"您好，您的投诉已受理，编号 " \
	"C20261123-0007K。\n11月24日(周二)18:00前，教学部将与您联系。\n\n同意\n不同意"

#define CHOICE "方案如下，请看是否认可这样处理：\n同意\n不同意\n不同意时请写下原因，我们会尽快重新商量。"

/* clang-format off */
static const struct {
	const char *label;
	const char *text;
	const char *reply;
	bool uncertain;
	const char *sent; /* a letter of ours, or NULL */
} rows[] = {
	{ "a plain mail is all new", "老师讲得太快\n\n请处理", "老师讲得太快\n\n请处理", false, NULL },
	{ "an empty mail is empty", "", "", false, NULL },
	{ "blanks alone are empty", " \n　\n", "", false, NULL },
	/* Chinese clients */
	{ "QQ", "同意\n\n------------------ 原始邮件 ------------------\n发件人: \"投诉受理\" <c@school.test>;\n发送时间: 2026年9月24日(星期三) 下午3:00\n收件人: \"张\" <z@mail.test>;\n主题: 方案\n\n请答复", "同意", false, NULL },
	{ "QQ English", "OK\n------------------ Original ------------------\nFrom: \"c\" <c@school.test>;\nDate: Thu, Sep 24, 2026 03:00 PM\nTo: \"z\"<z@mail.test>;\nSubject: plan\n\nx", "OK", false, NULL },
	{ "QQ flattened into one line", "同意 ------------------ 原始邮件 ------------------ 发件人: \"投诉\" <c@school.test>; 发送时间: 2026年9月24日(星期三) 下午3:00 收件人: \"张\"<z@mail.test>; 主题: 方案 请答复", "同意", false, NULL },
	{ "Foxmail", "不同意，费用太高。\n\n\n\nzhang@mail.test\n \n发件人： 投诉受理\n发送时间： 2026-04-17 16:07\n收件人： zhang\n抄送： li\n主题： 方案\n您好", "不同意，费用太高。", false, NULL },
	{ "NetEase Mail Master", "满意\n\n---- 回复的原邮件 ----\n| 发件人 | 投诉受理<c@school.test> |\n| 日期 | 2026年09月24日 15:00 |\n| 收件人 | 张<z@mail.test> |\n| 主题 | 结果 |\n您好", "满意", false, NULL },
	{ "NetEase in English", "满意\n---- Replied Message ----\n| From | c<c@school.test> |\n| Date | 09/24/2026 15:00 |\n| To | z@mail.test |\n| Subject | r |\nhi", "满意", false, NULL },
	{ "163 web", "可以\n\n\n在 2026-03-05 10:00:00，\"投诉受理\" <c@school.test> 写道：\n\n您好", "可以", false, NULL },
	{ "163 web with quote marks", "可以\n\nAt 2026-03-05 10:00:00, \"c\" <c@school.test> wrote:\n>您好\n>请答复\n", "可以", false, NULL },
	{ "Coremail quotes the separator too", "收到\n> -----原始邮件-----\n> 发件人: \"投诉\" <c@school.test>\n> 发送时间: 2026-03-11 19:05:03 (星期四)\n> 收件人: z@mail.test\n> 主题: 方案\n> \n> 您好", "收到", false, NULL },
	{ "Outlook zh, plain", "不满意\n\n-----邮件原件-----\n发件人: 投诉 [mailto:c@school.test]\n发送时间: 2026年4月29日 18:21\n收件人: 张\n主题: 结果\n\n您好", "不满意", false, NULL },
	{ "Outlook zh, HTML", "不满意\n\n________________________________\n发件人: 投诉 <c@school.test>\n发送时间: 2026年4月29日 18:21\n收件人: 张 <z@mail.test>\n主题: 结果\n\n您好", "不满意", false, NULL },
	{ "Outlook mobile zh", "不满意\n获取 Outlook for iOS\n________________________________\n发件人: 投诉 <c@school.test>\n发送时间: Wednesday, April 29, 2026 6:21:00 PM\n收件人: 张\n主题: 结果\n", "不满意", false, NULL },
	{ "labels in bold", "好\n\n*发件人:* 投诉 <c@school.test>\n*发送时间:* 2026年4月29日 18:21\n*收件人:* 张\n*主题:* 结果\n您好", "好", false, NULL },
	{ "labels with blanks inside (Aliyun)", "好的\n------------------------------------------------------------------\n发件人：投诉<c@school.test>\n发送时间：2026年3月5日(星期五) 10:00\n收件人：张<z@mail.test>\n主　题：方案\n您好", "好的", false, NULL },
	{ "Apple Mail zh, new", "同意。\n\n> 2026年2月8日 01:38，投诉受理 <c@school.test> 写道：\n> \n> 您好\n", "同意。", false, NULL },
	{ "Apple Mail zh, old", "同意\n\n在 2026年1月27日，下午4:49，投诉受理 <c@school.test> 写道：\n\n> 您好\n", "同意", false, NULL },
	{ "iPhone zh, wrapped attribution", "同意\n\n发自我的iPhone\n\n> 在 2026年1月27日，下午4:49，投诉受理投诉受理投诉受理\n> <c@school.test> 写道：\n> \n> 您好", "同意", false, NULL },
	{ "iPhone zh, attribution over two bare lines", "同意\n\n在 2026年1月27日，下午4:49，投诉受理投诉受理\n<c@school.test> 写道：\n\n您好\n", "同意", false, NULL },
	{ "Gmail zh", "还是不行\n\n投诉受理 <c@school.test> 于2026年3月5日周五 10:00写道：\n\n> 您好\n>\n", "还是不行", false, NULL },
	{ "Gmail zh-TW", "還是不行\n\n投訴 <c@school.test> 於 2026年3月5日 週五 上午10:00寫道：\n> 您好", "還是不行", false, NULL },
	{ "Thunderbird zh", "1\n\n在 2026/3/5 10:00, 投诉受理 写道:\n> 您好\n", "1", false, NULL },
	{ "Thunderbird zh, written at", "1\n投诉受理 写于 2026/3/5 10:00:\n> 您好\n", "1", false, NULL },
	{ "Thunderbird zh, separator", "见下\n-------- 原始消息 --------\n主题: 方案\n日期: Fri, 5 Mar 2026\n发件人: c@school.test\n收件人: z@mail.test\n\n您好", "见下", false, NULL },
	{ "Zimbra zh", "好\n----- 原始邮件 -----\n发件人: \"c\" <c@school.test>\n收件人: z@mail.test\n发送时间: 星期六, 2026年 10 月 09日 上午 11:14:36\n主题: 方案\n\n您好", "好", false, NULL },
	{ "a bare block in GB order", "我不接受\n发件人：投诉受理\n日期：2026-3-5\n收件人：张\n主题：方案\n", "我不接受", false, NULL },
	/* Western clients */
	{ "Yahoo's forward in one line, its labels run into the values", "See below.\n\n   ----- Weitergeleitete Nachricht ----- Von: \"Ann Lee\" <ann@mail.test>An: \"The Complaints Office of the School\" <c@school.test>Gesendet: Donnerstag, 5. März 2026 um 10:00:15 GMT+1Betreff: Heizung\n Dear all", "See below.", false, NULL },
	{ "a block in one line behind nothing", "See below.\n\nVon: \"Ann Lee\" <ann@mail.test>An: \"Desk\" <c@school.test>Gesendet: Donnerstag, 5. März 2026 um 10:00:15 GMT+1Betreff: Heizung\n Dear all", "See below.", false, NULL },
	{ "a block in one line that begins with the date", "I learned a lot.\n\nDate: Tue, 3 Mar 2026 02:35:10 +0000 From: c@school.test To: Zoe Subject: What did you learn?\n\nDear Zoe", "I learned a lot.", false, NULL },
	{ "one label in a line is a sentence", "Betreff: Heizung. Sie ist kalt: seit Montag. Um 10:00 war niemand da.", "Betreff: Heizung. Sie ist kalt: seit Montag. Um 10:00 war niemand da.", false, NULL },
	{ "a mail that begins with a label, and a block far below", "From: Room 12\nIt is cold.\n\nPlease look.\n\nFrom: C [c@school.test]\nSent: Thursday, 5 March 2026 10:00\nTo: Zoe\nSubject: heating\n\n> Dear Zoe", "From: Room 12\nIt is cold.\n\nPlease look.", false, NULL },
	{ "the second half of a quoted link is quoted", "Blah\n\nOn Monday, 2 March, 2026 at 3:46 PM, Ann wrote:\n\n> Your ticket\n>\n> See it (http://desk.test/action?\n_nonce=3dd518)\n>\n", "Blah", false, NULL },
	{ "a copied mail that quotes another one", "It is cold again.\n\n-----Original Message-----\nFrom: C [c@school.test]\nSent: Thursday, 5 March 2026 10:00\nTo: Zoe\nSubject: heating\nOn Wed, Mar 4, 2026 at 2:48 PM Zoe <zoe@mail.test> wrote:\n\n> It is cold.\n\nWe look at it.\n\nC", "It is cold again.", false, NULL },
	{ "an answer below a copied mail that quotes another one", "-----Original Message-----\nFrom: C [c@school.test]\nSent: Thursday, 5 March 2026 10:00\nTo: Zoe\nSubject: heating\nOn Wed, Mar 4, 2026 at 2:48 PM Zoe <zoe@mail.test> wrote:\n\n> It is cold.\n\nIt is cold again.", "It is cold again.", false, NULL },
	{ "a phone that says only my", "No heating.\n\nFrom my iPhone 6", "No heating.", false, NULL },
	{ "Gmail", "I agree.\n\nOn Thu, Mar 5, 2026 at 10:00 AM Complaints <c@school.test> wrote:\n\n> Dear learner\n> yes?\n", "I agree.", false, NULL },
	{ "Gmail, wrapped", "I agree.\n\nOn Thu, Mar 5, 2026 at 10:00 AM The Complaints Office of the School\n<c@school.test> wrote:\n\n> Dear learner\n", "I agree.", false, NULL },
	{ "Gmail, from HTML without marks", "I agree.\n\nOn Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\nDear learner\n", "I agree.", false, NULL },
	{ "Outlook", "No.\n\nFrom: Complaints [mailto:c@school.test]\nSent: Thursday, March 05, 2026 10:00 AM\nTo: Zhang\nSubject: plan\n\nDear learner", "No.", false, NULL },
	{ "Outlook, original message", "No.\n\n-----Original Message-----\nFrom: C\nSent: Thursday\nTo: Z\nSubject: plan\n\nDear", "No.", false, NULL },
	{ "separator without a block", "No.\n\n-----Original Message-----\nDear", "No.", false, NULL },
	{ "Apple Mail", "Thanks, I accept.\n\n> On 5 Mar 2026, at 10:00, C <c@school.test> wrote:\n> \n> Dear", "Thanks, I accept.", false, NULL },
	{ "Thunderbird", "yes\n\nOn 05/03/2026 10:00, C wrote:\n> Dear", "yes", false, NULL },
	{ "Yahoo", "ok\n\n--- On Thu, 3/5/26, C <c@school.test> wrote:\n\nFrom: C <c@school.test>\nSubject: plan\nTo: z@mail.test\nDate: Thursday, March 5, 2026, 10:00 AM\n\nDear", "ok", false, NULL },
	{ "Lotus Notes", "ok\n\n-----C/School wrote: -----\nTo: Z\nFrom: C/School\nDate: 03/05/2026 10:00AM\nSubject: plan\n\nDear", "ok", false, NULL },
	{ "Zoho", "ok\n\n---- On Thu, 05 Mar 2026 10:00:00 +0800 C <c@school.test> wrote ----\n\nDear", "ok", false, NULL },
	{ "German Outlook", "Nein.\n\nVon: C <c@school.test>\nGesendet: Donnerstag, 5. März 2026 10:00\nAn: Z\nBetreff: Plan\n\nHallo", "Nein.", false, NULL },
	{ "German Gmail", "Nein.\n\nAm Do., 5. März 2026 um 10:00 Uhr schrieb C <c@school.test>:\n\n> Hallo", "Nein.", false, NULL },
	{ "French", "Oui.\n\nLe jeu. 5 mars 2026 à 10:00, C <c@school.test> a écrit :\n\n> Bonjour", "Oui.", false, NULL },
	{ "Spanish", "Sí\n\nEl jue, 5 mar 2026 a las 10:00, C (<c@school.test>) escribió:\n\n> Hola", "Sí", false, NULL },
	{ "Russian", "Да\n\nчт, 5 мар. 2026 г. в 10:00, C <c@school.test>:\n\n> Привет", "Да", false, NULL },
	{ "Japanese", "はい\n\n2026年3月5日(木) 10:00 C <c@school.test>:\n\n> 拝啓", "はい", false, NULL },
	{ "a language without a row, by shape", "Jah\n\nKasutaja C <c@school.test> saatis 5. märts 2026 kell 10:00:\n\n> Tere", "Jah", false, NULL },
	{ "bottom posting", "On Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> Do you accept?\n\nI do.\n", "I do.", false, NULL },
	{ "text on both sides of an attributed quote", "Hello,\n\nOn Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> Do you accept?\n\nRegards, Z", "Hello,\n\nRegards, Z", false, NULL },
	{ "quote without attribution at the end", "I do.\n\n> Do you accept?\n> Yours", "I do.", false, NULL },
	{ "a forward begins", "请处理\n\nBegin forwarded message:\n\nFrom: Z <z@mail.test>\nSubject: x\nDate: 5 March 2026\nTo: c@school.test\n\n投诉", "请处理", false, NULL },
	{ "Gmail forward", "请处理\n\n---------- Forwarded message ---------\nFrom: Z <z@mail.test>\nDate: Thu, Mar 5, 2026\nSubject: x\nTo: c@school.test\n\n投诉", "请处理", false, NULL },
	/* programs that lose line ends, and the rarer ones */
	{ "the attribution may follow the text in its line", "I agree. On Thu, Mar 5, 2026 at 10:00 AM Ann <ann@mail.test> wrote:\n> Dear", "I agree.", false, NULL },
	{ "all of it in one line", "I agree. On Thu, Mar 5, 2026 at 10:00 AM Ann <ann@mail.test> wrote: Dear learner, do you agree?", "I agree.", true, NULL },
	{ "zh, all of it in one line", "同意 在 2026年3月5日，10:00，安 <ann@mail.test> 写道： 您好，请答复", "同意", true, NULL },
	{ "Samsung: separator and block in one line", "ok\n\nSent from my Samsung Galaxy smartphone.\n-------- Original message --------From: Ann <ann@mail.test> Date: 3/5/26  10:00 AM  (GMT+08:00) To: z@mail.test Subject: Re: plan \nDear", "ok", false, NULL },
	{ "Samsung zh", "好的\n\n发自我的三星手机\n-------- 原始信息 --------由： Ann <ann@mail.test> 日期： 3/5/26 10:00 (GMT+08:00) 收件人： z@mail.test 主题： Re: plan \n您好", "好的", false, NULL },
	{ "nested quotes with their own attributions", "Test\nOn 04/19/2026 07:10 AM, Ann Lee wrote:\n\n>Test test\n>On 04/19/2026 07:10 AM, Bob wrote:\n>\n>>\n>> Test.\n>>\n>> Bob\n\nRegards, Z", "Test\nRegards, Z", false, NULL },
	{ "Yahoo: the whole quote is indented", "ok\n\n    On Thursday, March 5, 2026, 10:00:00 AM GMT+8, Ann <ann@mail.test> wrote:  \n \n Dear learner", "ok", false, NULL },
	{ "lines stay as they are written", "  one  \ntwo \t\n   three   \n", "  one  \ntwo \t\n   three", false, NULL },
	{ "a sentence that begins with From, escaped by a mailbox file", "It is so.\n>From my point of view he is right.\nThat is all.", "It is so.\n>From my point of view he is right.\nThat is all.", false, NULL },
	{ "signed with PGP", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nI agree.\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n", "I agree.", false, NULL },
	{ "signed with PGP, with a quote", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOn 5 Mar 2026 10:00, Ann wrote:\n> Yes?\n\nI agree.\n\n- -- \nZ\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----\n", "I agree.", false, NULL },
	{ "old Foxmail signs with day and name above the block", "不同意\n\n\n2010-03-01 \n\n\n\nzhangsan \n\n\n\n发件人： 投诉受理 \n发送时间： 2010-02-28  10:00:00 \n收件人： zhangsan \n抄送： \n主题： 方案 \n\n您好", "不同意", false, NULL },
	{ "zh answers between quoted lines, below a quoted header block: the block is not kept", "> -----邮件原件-----\n> 发件人: 投诉 <c@school.test>\n> 发送时间: 2026年3月5日 10:00\n> 收件人: z\n> 主题: 方案\n>\n> 1 班级？\n\n高三1班\n\n> 2 电话？\n\n13800000000\n", "> 1 班级？\n\n高三1班\n\n> 2 电话？\n\n13800000000", true, NULL },
	{ "answers between quoted lines below a bare header block", "From: C <c@school.test>\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Z\nSubject: plan\n\n> Your class?\nClass 3.\n> Your teacher?\nMr Li.", "> Your class?\nClass 3.\n> Your teacher?\nMr Li.", true, NULL },
	{ "Mailbox", "ok\n\n—\nSent from Mailbox\n\nOn Thu, Mar 5, 2026 at 10:00 AM, Ann <ann@mail.test> wrote:\n\n> x", "ok", false, NULL },
	{ "Sparrow", "ok\n\n-- \nZ\nSent with Sparrow (http://sparrow.test/?sig)\n\n\nOn Thursday, 5 March 2026 at 10:00, ann@mail.test wrote:\n\n> x", "ok", false, NULL },
	{ "Lotus in columns", "ok\n\n\nAnn Lee <ann@mail.test> \n03/05/2026 10:00 AM\n\nTo\nZoe\ncc\n\nSubject\nPlan\n\n\nDear learner", "ok", false, NULL },
	{ "GroupWise", "ok\n\n>>> \"Ann Lee\" <ann@mail.test> 3/5/2026 10:00 AM >>>\nDear learner", "ok", false, NULL },
	{ "a bulletin board", "同意\n【 在 ann (安丽) 的大作中提到: 】\n: 您好\n: 请答复", "同意", false, NULL },
	{ "links that a program broke out of the quote", "ok\n\nOn Thursday, March 5, 2026 at 3:03 PM, life is short. on Bob wrote:\n\n>\n> Post a response by replying to this email\n>\n(http://mail.test/c/YzOTYz) >\n> life is short. (http://mail.test/c/Yz)\n>\n", "ok", false, NULL },
	{ "block in which a link has a '>' of its own", "8.45am\n\nFrom: ann@mail.test\nDate: Wed, 16 May 2026 00:15:02 -0600\n\n<http://mail.test/c/dHJhY2tpbmdf\n>  <bob@mail.test <mailto:bob@mail.test> >\n\nRequester:", "8.45am", false, NULL },
	{ "arrows around a link are no quote", "Visit us now for help...\n>>> >>>  http://www.mail.test <<<\nVisit our site by clicking the link above", "Visit us now for help...\n>>> >>>  http://www.mail.test <<<\nVisit our site by clicking the link above", true, NULL },
	{ "QQ without a separator: only the block", "同意\n\n发件人:&nbsp;\"投诉\"<c@school.test>;\n发送时间:&nbsp;2026年9月24日(星期三) 下午3:00\n收件人:&nbsp;\"张\"<z@mail.test>;\n主题:&nbsp;方案\n\n您好", "同意", false, NULL },
	{ "DingTalk mail", "同意\n\n------------------------------------------------------------------\n发件人：投诉<c@school.test>\n日　期：2026年03月05日 10:00:00\n收件人：张<z@mail.test>\n主　题：方案\n\n您好", "同意", false, NULL },
	{ "Exmail in English on one line each", "ok\n\n------------------ Original ------------------\nFrom:  \"c\"<c@school.test>;\nDate:  Thu, Mar 5, 2026 10:00 AM\nTo:  \"z\"<z@mail.test>; \nCc:  \"y\"<y@mail.test>; \nSubject:  plan\n\n \n\nx", "ok", false, NULL },
	{ "rules before the attribution in the text's own line", "reply --- On Wed, Apr 4, 2026 at 3:59 PM, ann@mail.test wrote:\n> Hi", "reply", false, NULL },
	{ "the address in a paragraph of its own", "Test reply\n\nOn Tue, Apr 11, 2026 at 10:07 PM Ann Lee\n\n<\nmailto:Ann Lee <ann@mail.test>\n> wrote:\nTest quoted data", "Test reply", false, NULL },
	{ "a quoted paragraph that lost its marks from the second line on", "On your host run it.\n\nOn 9 Jan 2026, at 2:47 , Ann Lee wrote:\n\n> I am having an odd issue wherein suddenly port forwarding stopped\nworking in a particular scenario for me.  By default I have it set to\nuse the following file:\n> [---]\n> When I log on to this server, everything works fine.\n", "On your host run it.", false, NULL },
	{ "a lower-case answer below a short quoted line", "> the teacher and the date please\nmr li, yesterday\n> thanks", "> the teacher and the date please\nmr li, yesterday", true, NULL },
	{ "ZTE: the word Original alone above the block", "ok\n\n\nOriginal\n\n\nSender: Ann <ann@mail.test>\nTo: Zoe;\nCC: Yan;\nDate: 2026/03/05 10:00\nSubject: Re: plan\n\nold", "ok", false, NULL },
	{ "Coremail escapes the marks", "收到\n\n\n&gt; -----原始邮件-----\n&gt; 发件人: \"投诉\" <c@school.test>\n&gt; 发送时间: 2026-03-11 19:05:03 (星期四)\n&gt; 收件人: z@mail.test\n&gt; 主题: 方案\n&gt; \n&gt; 您好", "收到", false, NULL },
	{ "Coremail in English", "ok\n\n> -----Original Messages-----\n> From: Ann <ann@mail.test>\n> Sent Time: 2026-03-11 19:05:03 (Wednesday)\n> To: z@mail.test\n> Subject: plan\n> \n> hi", "ok", false, NULL },
	{ "a block without From", "ok\n\n发送时间: 2026年3月5日 10:00\n收件人: 华蟒用户组\n主题: Re: 方案\n\n您好", "ok", false, NULL },
	{ "NetEase Mail Master: signature, then an attribution without mark", "同意\n\n\n| |\n安丽\n|\n|\nann@163.com\n|\n签名由网易邮箱大师定制\n在2026年4月29日 18:21，投诉<c@school.test> 写道：\n您好", "同意", false, NULL },
	{ "NetEase Mail Master in English, full-width", "ok\nOn 4/29/2026 18:21，Ann<ann@mail.test> wrote：\nhi", "ok", false, NULL },
	{ "QQ on an iPhone", "ok\n\n---Original---\nFrom: \"Ann\"<ann@mail.test>\nDate: Wed, Apr 29, 2026 18:21 PM\nTo: \"Z\"<z@mail.test>;\nSubject: Re: plan\n\nhi", "ok", false, NULL },
	{ "Sina", "ok\n\n----- 原始邮件 -----\n发件人：安 <ann@mail.test>\n收件人：z@mail.test\n主题：方案\n日期：2026年04月29日 18点21分\n\n您好", "ok", false, NULL },
	{ "139", "ok\n\n----邮件原文----\n发件人：\"安\" <ann@mail.test>\n收 件 人：z <z@mail.test>\n抄 送： (无)\n发送时间：2026-04-29 18:21:00\n主题：方案\n\n您好", "ok", false, NULL },
	{ "a dash with a name between quoted lines is an answer", "> Who?\n- Ann Lee\n> When?\nToday", "> Who?\n- Ann Lee\n> When?\nToday", true, NULL },
	{ "nothing but what stands above a signature is an answer", "Thanks\n\n-- \nZ\n\n> Who?\n\nAnn", "Thanks\n\n\n> Who?\n\nAnn", true, NULL },
	{ "WeCom", "收到\n发自我的企业微信\n\n------------------ Original ------------------\nFrom: c <c@school.test>\nDate: 周四,3月 5,2026 10:00 上午\nTo: z <z@mail.test>\nSubject: 方案\n\nx", "收到", false, NULL },
	{ "Gmail in Basque", "I do not agree.\n\nPlease call me.\n\nErabiltzaileak hau idatzi du (Ann Lee <ann@mail.test>) (2026 mar. 5(a), og. (10:00)):\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Welsh", "I do not agree.\n\nPlease call me.\n\nAr Iau, 5 Maw 2026 am 10:00 Ann Lee <ann@mail.test> ysgrifennodd:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Latvian", "I do not agree.\n\nPlease call me.\n\nCeturtd., 2026. g. 5. marts, plkst. 10:00 — lietotājs Ann Lee (<ann@mail.test>) rakstīja:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Persian", "I do not agree.\n\nPlease call me.\n\nدر تاریخ پنجشنبه ۵ مارس ۲۰۲۶،‏ ۱۰:۰۰ Ann Lee <ann@mail.test> نوشت:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Hindi", "I do not agree.\n\nPlease call me.\n\nगुरु, 5 मार्च 2026 को 10:00 am बजे को Ann Lee <ann@mail.test> ने लिखा:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Bengali", "I do not agree.\n\nPlease call me.\n\nবৃহস্পতি, ৫ মার্চ, ২০২৬ এ ১০:০০ AM টায় তারিখে Ann Lee <ann@mail.test> লিখেছেন:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Georgian", "I do not agree.\n\nPlease call me.\n\nხუთ, 5 მარ. 2026, 10:00-ზე მომხმარებელმა Ann Lee <ann@mail.test> დაწერა:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Albanian", "I do not agree.\n\nPlease call me.\n\nTë enj, 5 mars 2026 në 10:00 Ann Lee <ann@mail.test> shkroi:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Kazakh", "I do not agree.\n\nPlease call me.\n\n2026 ж. 05 нау., бс, 10:00 Ann Lee <ann@mail.test> жазды:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Gmail in Filipino", "I do not agree.\n\nPlease call me.\n\nNoong Huw, Mar 5, 2026 nang 10:00 AM isinulat ni Ann Lee <ann@mail.test> ang:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Supercite", "I do not agree.\n\nPlease call me.\n\n>>>>> \"Ann\" == Ann Lee <ann@mail.test> writes:\n\n    Ann> Dear learner\n    Ann> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "K-9 zh", "I do not agree.\n\nPlease call me.\n\n于 2026年3月5日 GMT+08:00 10:00:00, 安丽 <ann@mail.test> 写到:\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Seznam", "I do not agree.\n\nPlease call me.\n\n---------- Původní e-mail ----------\nOd: Ann <ann@mail.test>\nKomu: zoe@mail.test\nDatum: 5. 3. 2026 10:00:00\nPředmět: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Naver", "I do not agree.\n\nPlease call me.\n\n-----Original Message-----\nFrom: \"안\" <ann@mail.test>\nTo: <zoe@mail.test>;\nCc:\nSent: 2026-03-05 (목) 10:00:00 (GMT+09:00)\nSubject: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Hanmail", "I do not agree.\n\nPlease call me.\n\n--------- 원본 메일 ---------\n보낸사람 : 안 <ann@mail.test>\n받는사람 : zoe@mail.test\n날짜: 2026년 3월 05일 목요일, 10시 00분 00초 +0900\n제목: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a Japanese program with an English verb", "I do not agree.\n\nPlease call me.\n\nOn Thu, 05 Mar 2026 10:00:00 +0900\n安 <ann@mail.test> さんwrote:\n\n> Dear learner\n> yes?\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block: latvian outlook", "I do not agree.\n\nPlease call me.\n\n________________________________\nNo: Ann Lee <ann@mail.test>\nNosūtīts: ceturtdiena, 2026. gada 5. marts 10:00\nKam: Zoe <zoe@mail.test>\nTēma: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block: lithuanian outlook", "I do not agree.\n\nPlease call me.\n\nNuo: Ann Lee <ann@mail.test>\nIšsiųsta: 2026 m. kovo 5 d., ketvirtadienis 10:00\nKam: Zoe <zoe@mail.test>\nTema: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block: croatian outlook", "I do not agree.\n\nPlease call me.\n\nŠalje: Ann Lee <ann@mail.test>\nPoslano: 5. ožujka 2026. 10:00\nPrima: Zoe <zoe@mail.test>\nPredmet: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block: bulgarian", "I do not agree.\n\nPlease call me.\n\nОт: Ann Lee <ann@mail.test>\nИзпратено: четвъртък, 5 март 2026 г. 10:00\nДо: Zoe <zoe@mail.test>\nТема: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block: serbian", "I do not agree.\n\nPlease call me.\n\nPošiljalac: Ann Lee <ann@mail.test>\nPoslato: 5. mart 2026. 10:00\nPrimalac: Zoe <zoe@mail.test>\nNaslov: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block in Hindi, by shape", "I do not agree.\n\nPlease call me.\n\nप्रेषक: Ann Lee <ann@mail.test>\nभेजा गया: 5 मार्च 2026 10:00\nप्रति: Zoe <zoe@mail.test>\nविषय: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a block in Persian, by shape", "I do not agree.\n\nPlease call me.\n\nاز: Ann Lee <ann@mail.test>\nارسال شده: 5 مارس 2026 10:00\nبه: Zoe <zoe@mail.test>\nموضوع: plan\n\nDear\n\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "words between dashes that nobody knows, above bare text", "I do not agree.\n\nPlease call me.\n\n-----Qwerty asdf-----\nDear\n\n\n", "I do not agree.\n\nPlease call me.\n\n-----Qwerty asdf-----\nDear", false, NULL },
	{ "a nested list is text", "Hi,\n\n- one\n  - sub\n- two\n\n1. a\n2. b\n\nBob\n\nOn 5 Mar 2026 at 10:00, Ann Lee <ann@mail.test> wrote:\n> x\n", "Hi,\n\n- one\n  - sub\n- two\n\n1. a\n2. b\n\nBob", false, NULL },
	{ "code with '>' in it is text", "Try this:\n\n    if (a > b)\n        return;\n\n    $ cat x > y\n\nDone.\n\nOn 5 Mar 2026 at 10:00, Ann Lee <ann@mail.test> wrote:\n> x\n", "Try this:\n\n    if (a > b)\n        return;\n\n    $ cat x > y\n\nDone.", false, NULL },
	{ "answers below initials", "JL> When will it come?\nTomorrow.\n\nJL> And who pays?\nWe do.\n", "JL> When will it come?\nTomorrow.\n\nJL> And who pays?\nWe do.", true, NULL },
	{ "initials below an attribution that has no date", "Tomorrow it is.\n\nAnn Lee wrote:\nAL> When will it come?\nAL> And who pays?\n", "Tomorrow it is.", false, NULL },
	{ "The Bat", "Hello Ann,\n\nThursday, March 5, 2026, 10:00:00 AM, you wrote:\n\nAL> When will it come?\n\nTomorrow.\n\nAL> Who pays?\n\nWe.\n\n-- \nBest regards,\n Zoe                            mailto:zoe@mail.test\n", "Hello Ann,\n\nThursday, March 5, 2026, 10:00:00 AM, you wrote:\n\nAL> When will it come?\n\nTomorrow.\n\nAL> Who pays?\n\nWe.", true, NULL },
	{ "'|' as mark", "Yes.\n\nOn Thu, 5 Mar 2026 10:00, Ann Lee <ann@mail.test> wrote:\n| Do you agree?\n| Best\n", "Yes.", false, NULL },
	{ "'|' as mark, the answer below", "On Thu, 5 Mar 2026 10:00, Ann Lee <ann@mail.test> wrote:\n| Do you agree?\n| Best\n\nYes.\n", "Yes.", false, NULL },
	{ "'|' as mark, answers between", "On Thu, 5 Mar 2026 10:00, Ann Lee <ann@mail.test> wrote:\n| Do you agree?\nYes.\n| When?\nToday.\n", "On Thu, 5 Mar 2026 10:00, Ann Lee <ann@mail.test> wrote:\n| Do you agree?\nYes.\n| When?\nToday.", true, NULL },
	{ "a bulletin board that signs with its own name", "同意\n\n【 在 ann (安丽) 的大作中提到: 】\n: 您好\n: 请答复\n--\n※ 来源:·某BBS bbs.mail.test·[FROM: 1.2.3.4]\n", "同意", false, NULL },
	{ "an attribution over four lines", "ok\n\nOn Thursday, March 5, 2026\nat 10:00 AM, Ann Lee of the Very Long\nOffice <ann@mail.test>\nwrote:\n\n> x", "ok", false, NULL },
	{ "a name and a date, no verb", "ok\n\nAnn Lee, 5 Mar 2026 10:00:\n> x", "ok", false, NULL },
	{ "a line of dashes between paragraphs is no signature", "Part one\n\n---\n\nPart two is longer and has more in it.\n\nPart three.\n", "Part one\n\n---\n\nPart two is longer and has more in it.\n\nPart three.", false, NULL },
	{ "a help desk asks for replies above its line", "ok\n\n##- Please type your reply above this line -##\n\nTicket 1", "ok", false, NULL },
	{ "a greeting above the attribution of answered lines", "Hi Ann,\n\nOn 5 Mar 2026 at 10:00, Ann Lee <ann@mail.test> wrote:\n\n> Do you agree?\n\nYes.\n\n> When?\n\nToday.\n\nBest,\nZoe\n", "Hi Ann,\n\nOn 5 Mar 2026 at 10:00, Ann Lee <ann@mail.test> wrote:\n\n> Do you agree?\n\nYes.\n\n> When?\n\nToday.\n\nBest,\nZoe", true, NULL },
	{ "a prompt at the head of two lines is nobody's initials", "PS> dir\nPS> cd\n", "PS> dir\nPS> cd", false, NULL },
	{ "a table of bars is text", "Here:\n| a | b |\n| 1 | 2 |\n", "Here:\n| a | b |\n| 1 | 2 |", false, NULL },
	{ "when and where with an address is no block", "Please come.\n\nWho: Ann Lee <ann@mail.test>\nWhen: 5 March 2026 10:00\nWhere: Room 3\nBring: a pen", "Please come.\n\nWho: Ann Lee <ann@mail.test>\nWhen: 5 March 2026 10:00\nWhere: Room 3\nBring: a pen", false, NULL },
	{ "a form in Chinese with an address is no block", "请看\n\n投诉人: 安丽 <ann@mail.test>\n发生于: 2026年3月5日 10:00\n地点: 东校区\n老师: 王某", "请看\n\n投诉人: 安丽 <ann@mail.test>\n发生于: 2026年3月5日 10:00\n地点: 东校区\n老师: 王某", false, NULL },
	{ "a rule, a block without marks, and marks below it", "同意\n\n------------------------------------------------------------------\n发件人：安丽 <ann@mail.test>\n日　期：2026年03月05日 10:00:00\n收件人：<zoe@mail.test>\n主　题：方案\n\n> 您好\n", "同意", false, NULL },
	/* answers between quoted lines */
	{ "answers between quoted lines stay in place", "On Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> Your class?\nClass 3.\n> Your teacher?\nMr Li.\n> Yours\n", "On Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> Your class?\nClass 3.\n> Your teacher?\nMr Li.", true, NULL },
	{ "zh answers between quoted lines", "> 1 班级？\n高三1班\n> 2 电话？\n13800000000\n", "> 1 班级？\n高三1班\n> 2 电话？\n13800000000", true, NULL },
	{ "one quoted line for context, answered", "您好\n> 是否接受？\n不接受。", "您好\n> 是否接受？\n不接受。", true, NULL },
	{ "a long quoted line wrapped by a program is no answer", "ok\n\nOn Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> a very long line of a letter that went through a program which breaks it\nhere\n> and goes on\n", "ok", false, NULL },
	{ "a lower-case answer after a question stays", "> Do you want the money back on the card that you paid with in September?\nyes\n> Thank you\n", "> Do you want the money back on the card that you paid with in September?\nyes", true, NULL },
	{ "the writer says that the answers are below", "我的意见用红色字写在下面原文里\n\n-----原始邮件-----\n发件人: c@school.test\n发送时间: 2026-03-05\n主题: 方案\n\n一、换老师\n不同意", "我的意见用红色字写在下面原文里\n\n-----原始邮件-----\n发件人: c@school.test\n发送时间: 2026-03-05\n主题: 方案\n\n一、换老师\n不同意", true, NULL },
	{ "nothing but a quote: all is kept", "> 您好\n> 请答复\n", "> 您好\n> 请答复", true, NULL },
	{ "nothing but a copied mail: all is kept", "发件人: 张 <z@mail.test>\n发送时间: 2026-03-05 10:00\n收件人: c@school.test\n主题: 投诉\n\n老师骂人", "发件人: 张 <z@mail.test>\n发送时间: 2026-03-05 10:00\n收件人: c@school.test\n主题: 投诉\n\n老师骂人", true, NULL },
	{ "answers begin between the attribution and the first quoted line", "On Thu, Mar 5, 2026 at 10:00 AM Ann <ann@mail.test> wrote:\n\nHi Ann, see below.\n\n> Your class?\n\nClass 3.\n\n> Your teacher?\n\nMr Li.\n", "On Thu, Mar 5, 2026 at 10:00 AM Ann <ann@mail.test> wrote:\n\nHi Ann, see below.\n\n> Your class?\n\nClass 3.\n\n> Your teacher?\n\nMr Li.", true, NULL },
	{ "a link as answer below a quoted line", "> Where is the plan\nhttps://mail.test/plan-of-the-whole-year-with-a-long-name\n> and when is it", "> Where is the plan\nhttps://mail.test/plan-of-the-whole-year-with-a-long-name", true, NULL },
	{ "a lower-case answer inside a paragraph of full sentences", "> We would like to know which of the two dates would suit you better then\nthe first one\n> Please also tell us the name of the teacher.", "> We would like to know which of the two dates would suit you better then\nthe first one", true, NULL },
	{ "the answers are below, in English", "My answers are below in CAPS.\nThanks,\nZoe\n\nFrom: Ann\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe\nSubject: plan\n\nWho?\nME", "My answers are below in CAPS.\nThanks,\nZoe\n\nFrom: Ann\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe\nSubject: plan\n\nWho?\nME", true, NULL },
	{ "the answers are below, in German", "Antworten unten in rot.\n\nVon: Ann\nGesendet: Donnerstag, 5. März 2026 10:00\nAn: Zoe\nBetreff: plan\n\nWer?\nIch", "Antworten unten in rot.\n\nVon: Ann\nGesendet: Donnerstag, 5. März 2026 10:00\nAn: Zoe\nBetreff: plan\n\nWer?\nIch", true, NULL },
	{ "the answers are below, but above the quote", "My answers are below.\n\nThe teacher was late three times in one week, and nobody told us.\n\nFrom: Ann\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe\nSubject: plan\n\nWho?", "My answers are below.\n\nThe teacher was late three times in one week, and nobody told us.", false, NULL },
	{ "a greeting below a rule", "ok\n\n________________________________\nHello dear", "ok\n\n________________________________\nHello dear", false, NULL },
	/* what only looks like a quote */
	{ "somebody wrote something in a diary", "我在日志里写道：\n老师三天没来。", "我在日志里写道：\n老师三天没来。", false, NULL },
	{ "a date before wrote is no header", "3月5日王老师在群里写道：\n你的孩子太笨。", "3月5日王老师在群里写道：\n你的孩子太笨。", false, NULL },
	{ "English prose with wrote", "On Monday the teacher wrote:\nyour child is slow.", "On Monday the teacher wrote:\nyour child is slow.", false, NULL },
	{ "a registration block is new text", "姓名：张三\n电话：13800000000\n邮箱：z@mail.test\n投诉时间：2026-03-05 10:00\n投诉内容：老师迟到", "姓名：张三\n电话：13800000000\n邮箱：z@mail.test\n投诉时间：2026-03-05 10:00\n投诉内容：老师迟到", false, NULL },
	{ "a divider of dashes is no separator", "第一件事\n----------\n第二件事", "第一件事\n----------\n第二件事", false, NULL },
	{ "from and to in a journey", "From: March\nTo: May\nno lessons at all", "From: March\nTo: May\nno lessons at all", false, NULL },
	/* signatures and footers */
	{ "signature", "请处理\n\n-- \n张三\n某公司", "请处理", false, NULL },
	{ "signature above the quote", "Yes\n\n-- \nZ\n\nOn Thu, Mar 5, 2026 at 10:00 AM C <c@school.test> wrote:\n> x", "Yes", false, NULL },
	{ "a divider far from the end is no signature", "a\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17", "a\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17", false, NULL },
	{ "iPhone", "满意\n\n发自我的iPhone", "满意", false, NULL },
	{ "iPhone with a blank", "满意\n发自我的 iPhone\n", "满意", false, NULL },
	{ "Huawei", "满意\n发送自我的华为手机", "满意", false, NULL },
	{ "QQ Mail client", "满意\n\n发自我的QQ邮箱客户端", "满意", false, NULL },
	{ "NetEase footer", "满意\n\n发自网易邮箱大师", "满意", false, NULL },
	{ "NetEase card", "满意\n\n|\n|\n张三\n|\n邮箱：z@mail.test\n|\n\n签名由 网易邮箱大师 定制", "满意", false, NULL },
	{ "English phone", "ok\n\nSent from my iPhone", "ok", false, NULL },
	{ "Outlook for Android", "ok\n\nGet Outlook for Android<https://example.test>", "ok", false, NULL },
	{ "Outlook zh with its link", "好\n获取 Outlook for iOS<https://example.test/o>", "好", false, NULL },
	{ "German phone", "ok\n\nVon meinem iPhone gesendet", "ok", false, NULL },
	{ "Japanese phone", "ok\n\niPhoneから送信", "ok", false, NULL },
	{ "a sentence that begins like a footer", "来自家长的意见：手机不能带进教室，客户端又登录不了。", "来自家长的意见：手机不能带进教室，客户端又登录不了。", false, NULL },
	{ "sent from prose stays", "We were sent from one office to the other, and nobody on the phone would help us at all, ever.", "We were sent from one office to the other, and nobody on the phone would help us at all, ever.", false, NULL },
	{ "disclaimer zh", "请退费\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人。", "请退费", false, NULL },
	{ "disclaimer en", "Please refund.\n\nThis e-mail and its attachments contain confidential information\nfrom Co, intended only for the person.", "Please refund.", false, NULL },
	{ "asking for secrecy is no disclaimer", "老师骂人\n此邮件请保密，不要告诉老师", "老师骂人\n此邮件请保密，不要告诉老师", false, NULL },
	{ "sign-off stays: it names the writer", "请处理\n\n此致\n敬礼\n张三", "请处理\n\n此致\n敬礼\n张三", false, NULL },
	{ "dash and name", "Please call me.\n\n-John Smith", "Please call me.", false, NULL },
	{ "a list item is no name", "Wishes:\n- new teacher", "Wishes:\n- new teacher", false, NULL },
	{ "gateway banner", "CAUTION: This email originated from outside.\n\n老师迟到", "老师迟到", false, NULL },
	{ "gateway banner zh", "[外部邮件] 此邮件来自外部，请注意。\n\n老师迟到", "老师迟到", false, NULL },
	{ "gateway tag alone", "[EXTERNAL]\n\n老师迟到", "老师迟到", false, NULL },
	{ "a gateway that speaks", "[EXTERNAL EMAIL] DO NOT CLICK links or attachments unless you know the sender.\n\nMy son was hit.", "My son was hit.", false, NULL },
	{ "people who do not often write", "You don't often get email from z@mail.test. Learn why this is important<https://mail.test/x>\n\nMy son was hit.", "My son was hit.", false, NULL },
	{ "a person behind a tag", "[外部邮件] 老师迟到\n\n请处理", "[外部邮件] 老师迟到\n\n请处理", false, NULL },
	{ "a person who warns", "CAUTION: the teacher hits children!\n\nPlease act.", "CAUTION: the teacher hits children!\n\nPlease act.", false, NULL },
	{ "dashes and a name", "I do not agree.\n\nPlease call me.\n\n---\nZoe\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a sentence below dashes is text", "I do not agree.\n\nPlease call me.\n\n---\nOne more thing: the room was cold.\n", "I do not agree.\n\nPlease call me.\n\n---\nOne more thing: the room was cold.", false, NULL },
	{ "a card between two rules, Japanese", "I do not agree.\n\nPlease call me.\n\n--------------------\n山田 花子\nhanako@mail.test\nTEL 03-0000-0000\n--------------------\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a card between two heavy rules", "I do not agree.\n\nPlease call me.\n\n━━━━━━━━━━━━━━\n株式会社 例\n山田 花子\nTEL：03-0000-0000\n━━━━━━━━━━━━━━\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "an address between two rules", "I do not agree.\n\nPlease call me.\n\n==================\n山田 花子\n東京都 例区 1-2-3\nhanako@mail.test\n==================\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a list's footer below the quote", "I agree.\n\nOn 5 Mar 2026 at 10:00, Ann Lee <ann@mail.test> wrote:\n> x\n_______________________________________________\nTalk mailing list\nTalk@lists.test\nhttps://lists.test/listinfo/talk\n", "I agree.", false, NULL },
	{ "what an archive of a list left of an HTML part", "I do not agree.\n\nPlease call me.\n-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <http://lists.test/x.html>\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a group's links", "I do not agree.\n\nPlease call me.\n\n------------------------------------\n\nYahoo! Groups Links\n\n<*> To visit your group on the web, go to:\n    http://groups.test/talk\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a scanner whose link goes nowhere", "I do not agree.\n\nPlease call me.\n\n<https://www.av.test/sig> Virus-free. www.av.test <https://www.av.test/sig>\n<#DAB4FAD8-2DD7-40BB-A1B8-4E2AA1F9FDF2>\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "Xiaomi", "I do not agree.\n\nPlease call me.\n\n\n发自我的小米\n在 A <a@mail.test>，2026年3月5日 上午10:00写道：\n\nhi", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a phone whose make nobody knows", "I do not agree.\n\nPlease call me.\n来自我的OPPO Reno\n", "I do not agree.\n\nPlease call me.", false, NULL },
	{ "a phone company", "I agree.\n\nConnected by DROID on Verizon Wireless\n", "I agree.", false, NULL },
	{ "what an archive left of a signature", "I agree.\n\n-------------- next part --------------\nA non-text attachment was scrubbed...\nName: signature.asc\nType: application/pgp-signature\nSize: 195 bytes\nDesc: OpenPGP digital signature\nURL: <http://lists.test/x.sig>\n", "I agree.", false, NULL },
	{ "a quoted line that is answered above the mail that is answered", "> quoted by me for context\n\nMy answer\n\nOn Thu, Mar 5, 2026 at 10:00 AM Ann <ann@mail.test> wrote:\n> x", "> quoted by me for context\n\nMy answer", true, NULL },
	{ "stars between paragraphs", "Part\n\n***\n\nPart 2 with a long sentence that says something more.\n", "Part\n\n***\n\nPart 2 with a long sentence that says something more.", false, NULL },
	{ "a table drawn with bars", "Name | Value\n-----|------\na | 1\nb | 2\n", "Name | Value\n-----|------\na | 1\nb | 2", false, NULL },
	{ "lines of a log with dates and addresses", "It says:\n\n2026-03-05 10:00:00 ERROR ann@mail.test: failed\n2026-03-05 10:00:01 ERROR x: failed\n\nWhat now?", "It says:\n\n2026-03-05 10:00:00 ERROR ann@mail.test: failed\n2026-03-05 10:00:01 ERROR x: failed\n\nWhat now?", false, NULL },
	{ "a patch", "Patch:\n\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old\n+new\n\nOk?", "Patch:\n\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old\n+new\n\nOk?", false, NULL },
	{ "from the bottom of the heart is no phone", "谢谢老师\n发自我的内心", "谢谢老师\n发自我的内心", false, NULL },
	{ "a part that is no scrubbed one", "One.\n-------------- next part --------------\nTwo is text.", "One.\n-------------- next part --------------\nTwo is text.", false, NULL },
	{ "a price between two rules is text", "The price:\n----------\n100 yuan\n----------", "The price:\n----------\n100 yuan\n----------", false, NULL },
	/* by comparing with what we sent */
	{ "our letter without any marker", "同意\n\n" LETTER, "同意", false, LETTER },
	{ "our letter, rewrapped", "我不同意\n\n您好，您的投诉已受理，编号\nC20261123-0007K。 11月24日(周二)18:00前，\n教学部将与您联系。", "我不同意", false, LETTER },
	{ "an answer inside our unmarked letter", "-----原始邮件-----\n发件人: c@school.test\n发送时间: 2026-11-24\n主题: x\n\n您好，您的投诉已受理，编号 C20261123-0007K。\n是的，我在等\n11月24日(周二)18:00前，教学部将与您联系。", "-----原始邮件-----\n发件人: c@school.test\n发送时间: 2026-11-24\n主题: x\n\n您好，您的投诉已受理，编号 C20261123-0007K。\n是的，我在等", true, LETTER },
	{ "an answer behind our words in their own line", "您好，您的投诉已受理，编号 C20261123-0007K。\n11月24日(周二)18:00前，教学部将与您联系。好", "11月24日(周二)18:00前，教学部将与您联系。好", false, LETTER },
	{ "a short word between our marked lines is the answer", "> 方案如下，请看是否认可这样处理：\n> 同意\n> 不同意\n同意\n> 不同意时请写下原因，我们会尽快重新商量。", "> 方案如下，请看是否认可这样处理：\n> 同意\n> 不同意\n同意", true, CHOICE },
	{ "our short words between our lines are ours", "可以\n\n方案如下，请看是否认可这样处理：\n同意\n不同意\n不同意时请写下原因，我们会尽快重新商量。", "可以", false, CHOICE },
	{ "a link that a gateway rewrote", "可以\n\n方案如下，请看是否认可这样处理：\n请到 https://gate.test/?u=s 查看全部的方案内容和说明，有什么不明白的地方，随时可以直接回复这封邮件来问我们，谢谢您的耐心", "可以", false, "方案如下，请看是否认可这样处理：\n请到 https://school.test/ 查看全部的方案内容和说明，有什么不明白的地方，随时可以直接回复这封邮件来问我们，谢谢您的耐心" },
	{ "commands as our letter prints them are the answer", "1 #联系 电话 已听学员说明情况\n2 #联系 电话 已与家长通话", "1 #联系 电话 已听学员说明情况\n2 #联系 电话 已与家长通话", false, "您今天有两件事，请在这两行后面写下经过：\n1 #联系 电话 已听学员说明情况\n2 #联系 电话 已与家长通话" },
	{ "one word of ours is still the learner's word", "同意", "同意", false, LETTER },
};
/* clang-format on */

static void
check_ladder(const char *label, const char *piece, size_t times)
{
	g_autoptr(GString) text = g_string_new("你好\n");
	g_auto(QuoteParts) parts = { 0 };
	static const char *const sent[] = { LETTER, NULL };
	int64_t start, spent;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	start = check_processor_time();
	quote_parts(text->str, sent, &parts);
	spent = check_processor_time() - start;
	check(parts.reply && spent < 5 * G_USEC_PER_SEC, label, "%d ms", (int)(spent / 1000));
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *const sent[] = { rows[i].sent, NULL };
		g_auto(QuoteParts) parts = { 0 };

		quote_parts(rows[i].text, rows[i].sent ? sent : NULL, &parts);
		if (check_text(rows[i].label, parts.reply, rows[i].reply))
			check(parts.uncertain == rows[i].uncertain, rows[i].label, "uncertain is %d",
				parts.uncertain);
	}
	{
		g_auto(QuoteParts) parts = { 0 };

		quote_parts("请登记\n#代收\n\n---- 转发的邮件 ----\n发件人: Z <z@mail.test>\n日期: "
			    "2026-03-05\n主题: x\n\n老师骂人\n-- \nZ",
			NULL, &parts);
		check(parts.forwarded, "a forward is known as one", "it is not");
		check(strstr(parts.quoted, "老师骂人") && strstr(parts.quoted, "z@mail.test"),
			"what was forwarded is in `quoted`", "%s", parts.quoted);
	}
	{
		g_auto(QuoteParts) parts = { 0 };

		quote_parts("好\n\n-- \n张三\n电话 13800000000\n\n> 您好\n", NULL, &parts);
		check_text("the signature is kept apart", parts.signature, "-- \n张三\n电话 13800000000");
		check_text("the quote is kept apart", parts.quoted, "> 您好");
	}
	check_ladder("100,000 lines of text are linear", "这是第一行文字，老师写道：你好\n", 100000);
	check_ladder("100,000 quoted lines are linear", "> 这是第一行\n", 100000);
	check_ladder("100,000 attributions are linear", "On Mon, 5 Mar x\n", 100000);
	check_ladder("100,000 labels are linear", "发件人: x\n", 100000);
	check_ladder("100,000 answers between quotes are linear", "> a\nb\n", 100000);
	check_ladder("100,000 delimiters are linear", "-- \n", 100000);
	check_ladder("100,000 footers are linear", "发自我的iPhone\n", 100000);
	check_ladder("100,000 disclaimers are linear", "本邮件\n", 100000);
	check_ladder("a million '>' in one line are linear", ">", 1000000);
	check_ladder("one line of 4 MB is linear", "发件人: On x@y 2026 10:00", 150000);
	check_ladder("dashes without end", "-", 1000000);
	return check_done();
}
