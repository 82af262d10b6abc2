/*
 * The shapes in which mail programs of many languages announce what they quote, each put into the layouts
 * that occur: above '>' lines, above bare text, below which the answer stands, itself behind '>'.
 */
#include "parser/quote/quote.h"
#include "tests/unit/check.h"

#include <string.h>

/* Where a mark is known as one. */
typedef enum {
	BARE,   /* even above text without '>' */
	MARKED, /* above '>' lines only */
} Strength;

/* clang-format off */
static const struct {
	const char *mark;
	Strength strength;
} attributions[] = {
	/* English */
	{ "On Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00\xe2\x80\xaf" "AM Ann Lee <ann@mail.test>\nwrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM, Ann Lee <\nann@mail.test> wrote:", BARE },
	{ "On Mar 5, 2026 10:00 AM, \"Ann Lee\" <ann@mail.test> wrote:", BARE },
	{ "On Mar 5, 2026, at 10:00 AM, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On 5 Mar 2026, at 10:00, Ann Lee wrote:", BARE },
	{ "On 5 Mar 2026, at 10:00 , Ann Lee wrote:", BARE },
	{ "On 05/03/2026 10:00, Ann Lee wrote:", BARE },
	{ "On 3/5/26 10:00 AM, Ann Lee wrote:", BARE },
	{ "On 03/05/2026 10:00 AM, Ann Lee via Desk wrote:", BARE },
	{ "On 2026-03-05 10:00, Ann Lee wrote:", BARE },
	{ "On 05.03.26 10:00, Ann Lee wrote:", BARE },
	{ "On Thu, Mar 05, 2026 at 10:00:00AM +0800, Ann Lee wrote:", BARE },
	{ "On Thu, 05 Mar 2026 10:00:00 +0800\nAnn Lee <ann@mail.test> wrote:", BARE },
	{ "On Thu, 2026-03-05 at 10:00 +0800, Ann Lee wrote:", BARE },
	{ "On Thursday, March 5, 2026 10:00 AM, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thursday, March 5th, 2026 at 10:00 AM, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thursday, 5 March 2026, 10:00:00 GMT+8, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thursday, March 5, 2026, 10:00:00 AM UTC+8, Ann Lee wrote:", BARE },
	{ "On Thursday, March 5, 2026 at 10:00:00 AM UTC+8 Ann Lee wrote:", BARE },
	{ "On Thursday 05 March 2026 10:00:00 Ann Lee wrote:", BARE },
	{ "On Mar 5, 10:00 am, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM, <ann@mail.test> wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM Ann Lee (Desk) <notifications@desk.test>\nwrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test<mailto:ann@mail.test>> wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM Ann Lee <[ann@mail.test](mailto:ann@mail.test)> wrote:", BARE },
	{ "On Mar 5, 2026, at 10:00 AM, ann@mail.test wrote:", BARE },
	{ "On Mar 5, 2026 10:00 AM, ann@mail.test wrote:", BARE },
	{ "On Thu, 5 Mar 2026, Ann Lee wrote:", MARKED },
	{ "On 5 March 2026 at 10:00, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On 05 Mar 2026, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Mar 5, 2026, 10:00 AM +0800, Ann Lee <ann@mail.test>, wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM Ann Lee <ann@mail.test> wrote:\xc2\xa0", BARE },
	{ "At 10:00 AM 3/5/2026, Ann Lee wrote:", BARE },
	{ "At 2026-03-05 10:00:00, \"Ann Lee\" <ann@mail.test> wrote:", BARE },
	{ "At 2026-03-05 10:00:00,ann@mail.test wrote:", BARE },
	{ "Ann Lee <ann@mail.test> wrote:", MARKED },
	{ "Thursday, 5 March 2026, 10:00 AM +0300 from ann@mail.test <ann@mail.test>:", BARE },
	{ "2026-03-05 10:00 GMT+08:00 Ann Lee", MARKED },
	{ "安丽 於 3/5/2026 10:00 PM 寫道:", BARE },
	{ "2026년 3월 5일 10:00 Ann Lee 님이 작성하였습니다:", BARE },
	{ "Ann Lee <ann@mail.test> writes:", MARKED },
	{ "Ann Lee wrote:", MARKED },
	{ "ann@mail.test wrote:", MARKED },
	{ "Ann Lee wrote on 3/5/2026 10:00 AM:", BARE },
	{ "Ann Lee wrote on 5 March 2026 10:00:", BARE },
	{ "Quoting Ann Lee <ann@mail.test>:", MARKED },
	{ "Thus spake Ann Lee (ann@mail.test):", MARKED },
	{ "* Ann Lee <ann@mail.test> [2026-03-05 10:00]:", BARE },
	{ "* Ann Lee (ann@mail.test) wrote:", MARKED },
	{ "--- On Thu, 3/5/26, Ann Lee <ann@mail.test> wrote:", BARE },
	{ "---- On Thu, 05 Mar 2026 10:00:00 +0800 Ann Lee <ann@mail.test> wrote ----", BARE },
	{ "---- Ann Lee wrote ----", BARE },
	{ "-------- Ann Lee wrote --------", BARE },
	{ "-----Ann Lee/School wrote: -----", BARE },
	{ "-----Ann Lee <ann@mail.test> wrote: -----", BARE },
	{ "-----\"Ann Lee\" <ann@mail.test> wrote: -----", BARE },
	{ "==On 2026-03-05 10:00 Ann Lee wrote:==", BARE },
	{ "2026-03-05 10:00 GMT+08:00 Ann Lee <ann@mail.test>:", BARE },
	{ "2026/3/5 Ann Lee <ann@mail.test>", MARKED },
	{ "2026-03-05 10:00, Ann Lee:", MARKED },
	{ "Sent from Phone Ann Lee <ann@mail.test> wrote:", BARE },
	{ "On Thu, Mar 5, 2026 at 10:00 AM, someone <ann@mail.test> sent:", BARE },
	/* Chinese */
	{ "在 2026年3月5日，10:00，安丽 <ann@mail.test> 写道：", BARE },
	{ "在 2026年3月5日，上午10:00，安丽 <ann@mail.test> 写道：", BARE },
	{ "在 2026年3月5日 星期四，10:00，安丽 <ann@mail.test> 写道：", BARE },
	{ "2026年3月5日 10:00，安丽 <ann@mail.test> 写道：", BARE },
	{ "2026年3月5日 上午10:00，安丽 <ann@mail.test> 写道：", BARE },
	{ "安丽 <ann@mail.test> 于2026年3月5日周四 10:00写道：", BARE },
	{ "安丽 <ann@mail.test> 于2026年3月5日周四 上午10:00写道：", BARE },
	{ "安丽 <ann@mail.test> 于 2026年3月5日周四 10:00 写道：", BARE },
	{ "安丽 <ann@mail.test> 於 2026年3月5日 週四 上午10:00 寫道：", BARE },
	{ "于2026年3月5日周四 10:00，安丽 <ann@mail.test>写道：", BARE },
	{ "在 2026/3/5 10:00, 安丽 写道:", BARE },
	{ "在 2026/3/5 上午10:00, 安丽 写道:", BARE },
	{ "于 2026/3/5 10:00, 安丽 写道:", BARE },
	{ "于 2026年03月05日 10:00, 安丽 写道:", BARE },
	{ "于 2026-3-5 10:00, 安丽 写道:", BARE },
	{ "於 2026/3/5 上午 10:00, 安麗 寫道:", BARE },
	{ "安丽 写于 2026/3/5 10:00:", BARE },
	{ "安丽 于 2026/3/5 10:00 写道:", BARE },
	{ "安丽 写道:", MARKED },
	{ "安丽 写道：", MARKED },
	{ "安丽<ann@mail.test> 写道：", MARKED },
	{ "在 2026-03-05 10:00:00，\"安丽\" <ann@mail.test> 写道：", BARE },
	{ "在2026-03-05 10:00:00，\"安丽\" <ann@mail.test> 写道：", BARE },
	{ "在2026-03-05 10:00:00，ann@mail.test 写道：", BARE },
	{ "在 2026-03-05 10:00:00，安丽 写道：", BARE },
	{ "在 2026年3月5日星期四，安丽 <ann@mail.test> 写道：", BARE },
	{ "在 2026年3月5日星期四UTC+8上午10:00:00，安丽写道：", BARE },
	{ "在2026年3月5日星期四 UTC+8 10:00:00<安丽> 写道：", BARE },
	{ "在 26-3-5，安丽<ann@mail.test> 写道：", BARE },
	{ "在 2026-3-5 上午10:00，“安丽” <ann@mail.test>写道：", BARE },
	{ "在 星期四, 2026-03-05 10:00:00 +0800，安丽写道：", BARE },
	{ "在 2026年3月5日星期四 CST 上午10:00:00，Ann Lee 写道：", BARE },
	{ "在 四, 2026-03-05於 10:00 +0800，安丽寫道：", BARE },
	{ "在 2026-03-05四的 10:00 +0800，安丽写道：", BARE },
	{ "--- 26年3月5日，周四, 安丽 <ann@mail.test> 写道：", BARE },
	{ "--- 2026年3月5日，周四, 安丽 <ann@mail.test> 写道：", BARE },
	{ "======= 2026-03-05 10:00:00 您在来信中写道：=======", BARE },
	{ "======= 2026-03-05 10:00:00 您在来信中写道: =======", BARE },
	{ "======== 2026-03-05 10:00:00 在来信中写道：========", BARE },
	{ "引用 安丽 <ann@mail.test>:", MARKED },
	{ "引用 \"安丽\" <ann@mail.test>：", MARKED },
	{ "在 2026年3月5日 10:00，Ann Lee（ann@mail.test）写道：", BARE },
	{ "On 2026年3月5日周四 10:00 安丽 <ann@mail.test> wrote:", BARE },
	{ "On 2026年3月5日 10:00 +0800, 安丽 <ann@mail.test>, wrote:", BARE },
	{ "On 2026/3/5 10:00, 安丽 wrote:", BARE },
	{ "On 3月5日, 上午10时00分, 安丽 <ann@mail.test> wrote:", BARE },
	{ "On 2026-03-05 10:00:00, 安丽 wrote:", BARE },
	{ "在 2026年3月5日，10:00，安丽 [via 名单]\n<ann+list@mail.test> 写道：", BARE },
	{ "安丽 通过 名单 <ann@mail.test> 于2026年3月5日周四 10:00写道：", BARE },
	{ "在 2026年3月5日，10:00，安丽\n<ann@mail.test>\n写道：", BARE },
	{ "在 2026年3月5日，10:00，安丽 <ann@mail.test> 写\n道：", BARE },
	/* German */
	{ "Am Do., 5. März 2026 um 10:00 Uhr schrieb Ann Lee <ann@mail.test>:", BARE },
	{ "Am 05.03.2026 um 10:00 schrieb Ann Lee:", BARE },
	{ "Am 05.03.2026 um 10:00 schrieb Ann Lee <ann@mail.test>:", BARE },
	{ "Am 05.03.26 um 10:00 schrieb Ann Lee:", BARE },
	{ "Am 5. März 2026 um 10:00 schrieb Ann Lee\n<ann@mail.test>:", BARE },
	{ "Am 05.03.2026 um 10:00 schrieb \"Ann Lee\" <ann@mail.test>:", BARE },
	{ "Am Donnerstag, 5. März 2026, 10:00:00 MEZ hat Ann Lee <ann@mail.test> Folgendes geschrieben:", BARE },
	{ "Am Donnerstag, den 05.03.2026, 10:00 +0100 schrieb Ann Lee:", BARE },
	{ "Ann Lee schrieb am 05.03.2026 um 10:00:", BARE },
	{ "Ann Lee <ann@mail.test> schrieb am Do., 5. März 2026, 10:00:", BARE },
	{ "Ann Lee <ann@mail.test> hat am 05.03.2026 10:00 geschrieben:", BARE },
	{ "Gesendet: Donnerstag, 05. März 2026 um 10:00 Uhr\nVon: \"Ann Lee\" <ann@mail.test>\nAn: zoe@mail.test\nBetreff: Plan", BARE },
	{ "Zitat von Ann Lee <ann@mail.test>:", MARKED },
	/* French */
	{ "Le jeu. 5 mars 2026 à 10:00, Ann Lee <ann@mail.test> a écrit :", BARE },
	{ "Le jeu. 5 mars 2026 à 10:00, Ann Lee <ann@mail.test> a\nécrit :", BARE },
	{ "Le 5 mars 2026 à 10:00, Ann Lee <ann@mail.test> a écrit :", BARE },
	{ "Le 05/03/2026 à 10:00, Ann Lee a écrit :", BARE },
	{ "Le 05/03/2026 10:00, Ann Lee a écrit :", BARE },
	{ "Le jeudi 5 mars 2026 à 10:00:00 UTC+1, Ann Lee <ann@mail.test> a écrit :", BARE },
	{ "Le jeudi 5 mars 2026, Ann Lee <ann@mail.test> a écrit :", BARE },
	{ "Le 5 mars 2026 10:00, Ann Lee <ann@mail.test> a écrit\xc2\xa0:", BARE },
	{ "> Le 5 mars 2026 à 10:00, Ann Lee <ann@mail.test> a écrit :", MARKED },
	{ "Ann Lee <ann@mail.test> a écrit :", MARKED },
	{ "Ann Lee a écrit :", MARKED },
	{ "Ann Lee écrit :", MARKED },
	{ "Message du 05/03/26 10:00\nDe : \"Ann Lee\" <ann@mail.test>\nA : zoe@mail.test\nCopie à :\nObjet : Plan", BARE },
	/* Spanish, Portuguese, Italian, Catalan, Romanian */
	{ "El jue, 5 mar 2026 a las 10:00, Ann Lee (<ann@mail.test>) escribió:", BARE },
	{ "El jue., 5 mar. 2026 a las 10:00, Ann Lee (<ann@mail.test>)\nescribió:", BARE },
	{ "El 5 mar 2026, a las 10:00, Ann Lee <ann@mail.test> escribió:", BARE },
	{ "El 05/03/2026 a las 10:00, Ann Lee escribió:", BARE },
	{ "El jueves, 5 de marzo de 2026, Ann Lee <ann@mail.test> escribió:", BARE },
	{ "El 5 de marzo de 2026, 10:00, Ann Lee <ann@mail.test> escribió:", BARE },
	{ "Em qui., 5 de mar. de 2026 às 10:00, Ann Lee <ann@mail.test> escreveu:", BARE },
	{ "Em 5 de março de 2026 10:00, Ann Lee <ann@mail.test> escreveu:", BARE },
	{ "Em 05/03/2026 10:00, Ann Lee escreveu:", BARE },
	{ "A 05/03/2026 às 10:00, Ann Lee escreveu:", BARE },
	{ "No dia 5 de mar. de 2026, às 10:00, Ann Lee <ann@mail.test> escreveu:", BARE },
	{ "Ann Lee <ann@mail.test> escreveu no dia quinta, 5/03/2026 à(s) 10:00:", BARE },
	{ "Il giorno gio 5 mar 2026 alle ore 10:00 Ann Lee <ann@mail.test> ha scritto:", BARE },
	{ "Il giorno 5 mar 2026, alle ore 10:00, Ann Lee <ann@mail.test> ha scritto:", BARE },
	{ "Il 05/03/2026 10:00, Ann Lee ha scritto:", BARE },
	{ "Il giovedì 5 marzo 2026, 10:00, Ann Lee <ann@mail.test> ha scritto:", BARE },
	{ "El dj., 5 de març 2026 a les 10:00, Ann Lee (<ann@mail.test>) va escriure:", BARE },
	{ "În joi, 5 mar. 2026 la 10:00, Ann Lee <ann@mail.test> a scris:", BARE },
	{ "Pe 5 mar. 2026, la 10:00, Ann Lee <ann@mail.test> a scris:", BARE },
	/* Dutch and the Nordic languages */
	{ "Op do 5 mrt. 2026 om 10:00 schreef Ann Lee <ann@mail.test>:", BARE },
	{ "Op 5 mrt 2026, om 10:00 heeft Ann Lee <ann@mail.test> het volgende geschreven:", BARE },
	{ "Op 5 mrt. 2026 om 10:00 heeft Ann Lee <ann@mail.test> het\nvolgende geschreven:", BARE },
	{ "Op 05-03-2026 om 10:00 schreef Ann Lee:", BARE },
	{ "Op 05-03-2026 10:00 schreef Ann Lee <ann@mail.test>:", BARE },
	{ "Ann Lee <ann@mail.test> schreef op 5 maart 2026 10:00:", BARE },
	{ "Den tors 5 mars 2026 kl 10:00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "Den 5 mars 2026 10:00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "Den 2026-03-05 kl. 10:00, skrev Ann Lee:", BARE },
	{ "5 mars 2026 kl. 10:00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "Den tor. 5. mar. 2026 kl. 10.00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "Den 05-03-2026 kl. 10:00 skrev Ann Lee:", BARE },
	{ "Den 5. mar. 2026 kl. 10.00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "tor. 5. mar. 2026 kl. 10:00 skrev Ann Lee <ann@mail.test>:", BARE },
	{ "På 5 mars 2026 på 10:00:00, Ann Lee (ann@mail.test) skrev:", BARE },
	{ "to 5. maalisk. 2026 klo 10.00 Ann Lee (ann@mail.test) kirjoitti:", BARE },
	{ "Ann Lee kirjoitti 5.3.2026 kello 10.00:", BARE },
	{ "Ann Lee <ann@mail.test> kirjoitti 5.3.2026 kello 10.00:", BARE },
	{ "Þann fim., 5. mar. 2026 kl. 10:00 skrifaði Ann Lee <ann@mail.test>:", BARE },
	/* Slavic languages, Baltic languages, Hungarian, Greek, Turkish */
	{ "czw., 5 mar 2026 o 10:00 Ann Lee <ann@mail.test> napisał(a):", BARE },
	{ "W dniu czw., 5.03.2026 o 10:00 Ann Lee <ann@mail.test> napisał(a):", BARE },
	{ "W dniu 05.03.2026 o 10:00, Ann Lee pisze:", BARE },
	{ "Ann Lee napsal(a) dne 5.3.2026 v 10:00:", BARE },
	{ "Ann Lee escribió el 05/03/2026 10:00:", BARE },
	{ "In a message dated 3/5/2026 10:00:00 A.M. Eastern Daylight Time, \nann@mail.test writes:", BARE },
	{ "W dniu 2026-03-05 10:00, Ann Lee pisze:", BARE },
	{ "W dniu 5 marca 2026 10:00 użytkownik Ann Lee <ann@mail.test>\nnapisał:", BARE },
	{ "Dnia 5 marca 2026 10:00 Ann Lee <ann@mail.test> napisał(a):", BARE },
	{ "Wiadomość napisana przez Ann Lee <ann@mail.test> w dniu 5 mar 2026, o godz. 10:00:", BARE },
	{ "čt 5. 3. 2026 v 10:00 odesílatel Ann Lee <ann@mail.test> napsal:", BARE },
	{ "Dne 5. března 2026 10:00 Ann Lee <ann@mail.test> napsal(a):", BARE },
	{ "Dne 05. 03. 26 v 10:00 Ann Lee napsal(a):", BARE },
	{ "št 5. 3. 2026 o 10:00 Ann Lee <ann@mail.test> napísal(a):", BARE },
	{ "V V čet., 5. mar. 2026 ob 10:00 je oseba Ann Lee <ann@mail.test> napisala:", BARE },
	{ "čet, 5. ožu 2026. u 10:00 Ann Lee <ann@mail.test> napisao je:", BARE },
	{ "чт, 5 мар. 2026 г. в 10:00, Ann Lee <ann@mail.test>:", BARE },
	{ "5 марта 2026 г., 10:00, Ann Lee <ann@mail.test> написал:", BARE },
	{ "5 марта 2026 г., в 10:00, Ann Lee <ann@mail.test> написал(а):", BARE },
	{ "05.03.2026 10:00, Ann Lee пишет:", BARE },
	{ "05.03.2026, 10:00, \"Ann Lee\" <ann@mail.test>:", BARE },
	{ "Четверг, 5 марта 2026, 10:00 +03:00 от Ann Lee <ann@mail.test>:", BARE },
	{ "Чт, 05 мар 2026, Ann Lee <ann@mail.test> написал:", MARKED },
	{ "чт, 5 бер. 2026 р. о 10:00 Ann Lee <ann@mail.test> пише:", BARE },
	{ "На чт, 5.03.2026 г. в 10:00 Ann Lee <ann@mail.test> написа:", BARE },
	{ "2026. 03. 05. 10:00 keltezéssel, Ann Lee írta:", BARE },
	{ "Ann Lee <ann@mail.test> ezt írta (időpont: 2026. márc. 5., Cs, 10:00):", BARE },
	{ "Στις Πέμ 5 Μαρ 2026 στις 10:00 π.μ., ο χρήστης Ann Lee <ann@mail.test> έγραψε:", BARE },
	{ "Ann Lee <ann@mail.test>, 5 Mar 2026 Per, 10:00 tarihinde şunu yazdı:", BARE },
	{ "5 Mar 2026 Per, saat 10:00 tarihinde Ann Lee <ann@mail.test> şunu yazdı:", BARE },
	{ "Ann Lee <ann@mail.test> şunları yazdı (5 Mar 2026 10:00):", BARE },
	{ "2026-03-05, kt, 10:00 Ann Lee <ann@mail.test> rašė:", BARE },
	{ "Kuupäev N, 5. märts 2026 kell 10:00 kirjutas Ann Lee <ann@mail.test>:", BARE },
	/* Japanese, Korean, Vietnamese, Thai, Indonesian, Hebrew, Arabic */
	{ "2026年3月5日(木) 10:00 Ann Lee <ann@mail.test>:", BARE },
	{ "2026年3月5日(木) 10:00、Ann Lee <ann@mail.test>のメール:", BARE },
	{ "2026年3月5日 10:00 Ann Lee <ann@mail.test>:", BARE },
	{ "2026/03/05 10:00、Ann Lee <ann@mail.test>のメール:", BARE },
	{ "2026/03/05 10:00、Ann Lee <ann@mail.test> のメッセージ:", BARE },
	{ "On 2026/03/05 10:00, 安 wrote:", BARE },
	{ "2026/03/05 10:00に安さんは書きました:", BARE },
	{ "(2026/03/05 10:00), Ann Lee wrote:", BARE },
	{ "安さんは書きました:", MARKED },
	{ "安さん wrote:", MARKED },
	{ "2026年3月5日 (목) 오전 10:00, Ann Lee <ann@mail.test>님이 작성:", BARE },
	{ "2026년 3월 5일 (목) 오전 10:00, Ann Lee <ann@mail.test>님이 작성:", BARE },
	{ "2026. 3. 5. 오전 10:00, Ann Lee <ann@mail.test> 작성:", BARE },
	{ "2026. 3. 5. 오전 10:00에 Ann Lee 이(가) 쓴 글:", BARE },
	{ "Vào 10:00, Th 5, 5 thg 3, 2026 Ann Lee <ann@mail.test> đã viết:", BARE },
	{ "Vào Th 5, 5 thg 3, 2026 vào lúc 10:00 Ann Lee <ann@mail.test> đã\nviết:", BARE },
	{ "เมื่อ พฤ. 5 มี.ค. 2026 เวลา 10:00 Ann Lee <ann@mail.test> เขียนว่า:", BARE },
	{ "Pada Kam, 5 Mar 2026 pukul 10.00 Ann Lee <ann@mail.test> menulis:", BARE },
	{ "\u200f\u202aבתאריך יום ה׳, 5 במרץ 2026 ב-10:00 מאת \u202aAnn Lee\u202c <ann@mail.test>:", BARE },
	{ "في الخميس، 5 مارس 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Ann Lee <ann@mail.test>:", BARE },
};

/* Copied header blocks, as they stand. */
static const char *const blocks[] = {
	"從: Ann Lee [ann@mail.test]\n寄件日期: 2026年3月5日 上午 10:00\n至: 張安\n副本: Bo; Cai\n主旨: Re: 方案",
	"Expeditorul: Ann Lee <ann@mail.test>\nSubiectul: plan\nData: 5 martie 2026, 10:00\nDestinatarul: Zoe <zoe@mail.test>",
	"Від кого: Ann Lee <ann@mail.test>\nТема: план\nДата: 5 березня 2026 10:00\nКому: Zoe <zoe@mail.test>\nКопія: Bo <bo@mail.test>",
	"Od: Ann Lee <ann@mail.test>\nPredmet: plan\nDátum: 5. marca 2026 10:00\nPre: Zoe <zoe@mail.test>\nKópia: Bo <bo@mail.test>",
	"From: Ann Lee\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe\nSubject: Plan",
	"From: Ann Lee <ann@mail.test>\nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe <zoe@mail.test>\nCc: Office\nSubject: RE: Plan",
	"From: Ann Lee [mailto:ann@mail.test] \nSent: Thursday, March 5, 2026 10:00 AM\nTo: Zoe; Yan; Xia;\nWu\nSubject: Plan",
	"From: Ann Lee [mailto:ann@mail.test] On Behalf Of Bob\nSent: 05 March 2026 10:00\nTo: Zoe\nImportance: High\nSubject: Plan",
	"*From:* Ann Lee <ann@mail.test>\n*Sent:* Thursday, March 5, 2026 10:00 AM\n*To:* Zoe\n*Subject:* Plan",
	"  *From:* Ann Lee [mailto:ann@mail.test\n<ann@mail.test>]\n  *Sent:* Thursday, March 5, 2026 10:00 AM\n  *To:* Zoe\n  *Subject:* Plan",
	"*From: *Ann Lee <ann@mail.test>\n*Date: *Thursday, March 5, 2026 at 10:00 AM\n*To: *Zoe <zoe@mail.test>\n*Subject: *Plan",
	"**From:** Ann Lee <ann@mail.test>\n**Sent:** Thursday, March 5, 2026 10:00 AM\n**To:** Zoe\n**Subject:** Plan",
	"From: Ann Lee <ann@mail.test>\nDate: Thursday, March 5, 2026 at 10:00 AM\nTo: Zoe <zoe@mail.test>\nSubject: Plan",
	"From: Ann Lee <ann@mail.test>\nReply-To: Ann Lee <ann@mail.test>\nDate: Thu, 5 Mar 2026\nTo: Zoe\nSubject: Plan",
	"From: ann@mail.test\nTo: zoe@mail.test\nSubject: Plan\nDate: Thu, 5 Mar 2026 10:00:00 +0800",
	"From: ann@mail.test\nDate: Thu, 5 Mar 2026 10:00:00 +0800",
	"Date: Thu, 5 Mar 2026 10:00:00 +0800\nTo: zoe@mail.test",
	"Date: Thu, 5 Mar 2026 10:00:00 +0800\nFrom: ann@mail.test\nTo: zoe@mail.test\nSubject: Plan",
	"To: zoe@mail.test\nFrom: ann@mail.test\nDate: Thu, 5 Mar 2026 10:00:00 +0800\nSubject: Plan",
	"Subject: Plan\nFrom: Ann Lee\nTo: zoe@mail.test\nDate: 03/05/2026 10:00 AM",
	"From:\tAnn Lee <ann@mail.test>\nTo:\tzoe@mail.test\nDate:\t03/05/2026 10:00 AM\nSubject:\tPlan",
	"From: Ann\n\nSent: Thursday, March 5, 2026 10:00 AM\n\nTo: Zoe\n\nSubject: Plan",
	"From: Ann Lee\nDate: 2026-03-05 10:00\nTo: zoe\nCC: yan\nSubject: Plan",
	"发件人: 安丽 <ann@mail.test>\n发送时间: 2026年3月5日 10:00\n收件人: 赵一 <zoe@mail.test>\n主题: 方案",
	"发件人： 安丽\n发送时间： 2026-03-05 10:00\n收件人： zoe\n抄送： yan\n主题： Re: 方案",
	"发件人：安丽<ann@mail.test>\n日期：2026-03-05\n主题：方案\n收件人：zoe@mail.test",
	"发件人: \"安丽\" <ann@mail.test>;\n发送时间: 2026年3月5日(星期四) 上午10:00\n收件人: \"赵一\"<zoe@mail.test>;\n抄送: \"杨\"<yan@mail.test>;\n主题: 方案",
	"发件人: 安丽 [mailto:ann@mail.test] \n发送时间: 2026年3月5日 10:00\n收件人: 赵一\n抄送: 杨; 夏\n主题: 答复: 方案",
	"*发件人:* 安丽 <ann@mail.test>\n*发送时间:* 2026年3月5日 10:00\n*收件人:* 赵一\n*主题:* 方案",
	"*发件人：*安丽 <ann@mail.test>\n*日期：*2026年3月5日 10:00\n*收件人：*赵一\n*主题：*方案",
	"发 件 人：安丽<ann@mail.test>\n发送时间：2026年3月5日(星期四) 10:00\n收 件 人：zoe@mail.test\n主　　题：方案",
	"发件人 : 安丽\n发送时间 : 2026-03-05 10:00\n收件人 : 赵一\n主题 : 方案",
	"发件人：安丽\n时 间：2026-03-05 10:00\n主 题：方案",
	"寄件者: 安麗 <ann@mail.test>\n寄件日期: 2026年3月5日 上午 10:00\n收件者: 趙一\n主旨: 方案",
	"寄件者：安麗\n日期：2026年3月5日 上午10:00\n收件者：zoe@mail.test\n副本：楊\n主旨：方案",
	"From: 安丽\nDate: 2026-03-05 10:00\nTo: zoe\nSubject: 方案",
	"From: \"安丽\" <ann@mail.test>;\nDate: Thu, Mar 5, 2026 10:00 AM\nTo: \"赵一\"<zoe@mail.test>;\nSubject: 方案",
	"主题: 方案\n日期: Thu, 5 Mar 2026 10:00:00 +0800\n发件人: 安丽 <ann@mail.test>\n收件人: zoe@mail.test",
	"发送日期: 2026-03-05 10:00:00\n发件人: ann@mail.test\n收件人: zoe@mail.test\n主题: 方案",
	"发件人：安丽 <ann@mail.test>\n发送时间：2026-03-05 10:00",
	"| 发件人 | 安丽<ann@mail.test> |\n| 日期 | 2026年03月05日 10:00 |\n| 收件人 | zoe@mail.test |\n| 抄送至 | |\n| 主题 | 方案 |",
	"| From | Ann<ann@mail.test> |\n| Date | 03/05/2026 10:00 |\n| To | zoe@mail.test |\n| Subject | Plan |",
	"发件人: 安丽 <ann@mail.test>\n已发送: 2026年3月5日 10:00\n收件人: 赵一\n主题: 方案",
	"Von: Ann Lee <ann@mail.test>\nGesendet: Donnerstag, 5. März 2026 10:00\nAn: Zoe\nCc: Yan\nBetreff: AW: Plan",
	"Von: \"Ann Lee\" <ann@mail.test>\nDatum: Donnerstag, 5. März 2026 um 10:00\nAn: Zoe <zoe@mail.test>\nBetreff: Plan",
	"De : Ann Lee [mailto:ann@mail.test] \nEnvoyé : jeudi 5 mars 2026 10:00\nÀ : Zoe\nCc : Yan\nObjet : RE: Plan",
	"De: \"Ann Lee\" <ann@mail.test>\nÀ: zoe@mail.test\nEnvoyé: Jeudi 5 Mars 2026 10:00:00\nObjet: Plan",
	"De : Ann Lee\nDate : jeudi 5 mars 2026 à 10:00\nÀ : Zoe\nObjet : Plan",
	"De: Ann Lee <ann@mail.test>\nEnviado el: jueves, 5 de marzo de 2026 10:00\nPara: Zoe\nAsunto: Plan",
	"De: Ann Lee <ann@mail.test>\nEnviado: jueves, 5 de marzo de 2026 10:00\nPara: Zoe\nCC: Yan\nAsunto: Plan",
	"De: Ann Lee <ann@mail.test>\nEnviada em: quinta-feira, 5 de março de 2026 10:00\nPara: Zoe\nAssunto: Plan",
	"Da: Ann Lee <ann@mail.test>\nInviato: giovedì 5 marzo 2026 10:00\nA: Zoe\nOggetto: Plan",
	"Van: Ann Lee <ann@mail.test>\nVerzonden: donderdag 5 maart 2026 10:00\nAan: Zoe\nOnderwerp: Plan",
	"Från: Ann Lee <ann@mail.test>\nSkickat: den 5 mars 2026 10:00\nTill: Zoe\nKopia: Yan\nÄmne: Plan",
	"Fra: Ann Lee <ann@mail.test>\nSendt: 5. marts 2026 10:00\nTil: Zoe\nEmne: Plan",
	"Fra: Ann Lee <ann@mail.test>\nDato: torsdag 5. mars 2026 10:00\nTil: Zoe\nEmne: Plan",
	"Lähettäjä: Ann Lee <ann@mail.test>\nLähetetty: torstai 5. maaliskuuta 2026 10.00\nVastaanottaja: Zoe\nAihe: Plan",
	"Od: Ann Lee <ann@mail.test>\nWysłano: czwartek, 5 marca 2026 10:00\nDo: Zoe\nTemat: Plan",
	"Od: Ann Lee <ann@mail.test>\nOdesláno: čtvrtek 5. března 2026 10:00\nKomu: Zoe\nPředmět: Plan",
	"Feladó: Ann Lee <ann@mail.test>\nElküldve: 2026. március 5., csütörtök 10:00\nCímzett: Zoe\nTárgy: Plan",
	"Kimden: Ann Lee <ann@mail.test>\nGönderildi: 5 Mart 2026 Perşembe 10:00\nKime: Zoe\nKonu: Plan",
	"От: Ann Lee <ann@mail.test>\nОтправлено: 5 марта 2026 г. 10:00\nКому: Zoe\nТема: Plan",
	"От кого: Ann Lee <ann@mail.test>\nКому: zoe@mail.test\nДата: 5 марта 2026 г. 10:00\nТема: Plan",
	"差出人: Ann Lee <ann@mail.test>\n送信日時: 2026年3月5日 10:00\n宛先: Zoe\n件名: Plan",
	"送信者: Ann Lee <ann@mail.test>\n日付: 2026年3月5日 10:00\n宛先: Zoe\n件名: Plan",
	"보낸 사람: Ann Lee <ann@mail.test>\n보낸 날짜: 2026년 3월 5일 목요일 오전 10:00\n받는 사람: Zoe\n제목: Plan",
	"Từ: Ann Lee <ann@mail.test>\nĐã gửi: 05 Tháng Ba 2026 10:00\nĐến: Zoe\nChủ đề: Plan",
};

/* Lines of their own above a quote. */
static const char *const separators[] = {
	"-----Original Message-----", "----- Original Message -----", "-------- Original Message --------",
	"-------- Original message --------", "------ Original Message ------", "---------- Original Message ----------",
	"------------------ Original ------------------", "------------------ 原始邮件 ------------------",
	"------------------&nbsp;原始邮件&nbsp;------------------", "------------------\u00a0原始邮件\u00a0------------------",
	"-----原始邮件-----", "----- 原始邮件 -----", "----原始邮件----", "--------------原始邮件--------------",
	"-----邮件原件-----", "----- 邮件原件 -----", "---- 回复的原邮件 ----", "---- 转发的原邮件 ----",
	"-------- 原始消息 --------", "-------- 原始信息 --------", "-------- 转发的消息 --------", "-------- 转发的信息 --------",
	"---------- 转发的邮件 ---------", "---------- 已转发邮件 ----------", "---------- 轉寄郵件 ----------",
	"---------- Forwarded message ---------", "---------- Forwarded message ----------", "----- Forwarded Message -----",
	"-------- Forwarded Message --------", "---- Replied Message ----", "----- 转发邮件信息 -----", "-------- 转发邮件信息 --------",
	"----- 原始邮件内容 -----", "-----原邮件-----", "----- 原邮件 -----", "=====原始邮件=====", "________原始邮件________",
	"-----原始郵件-----", "----- 原始信件 -----", "-----原始信件-----", "-------- 原始郵件 --------", "-----Original Email-----",
	"-----Ursprüngliche Nachricht-----", "-------- Original-Nachricht --------", "-------- Ursprüngliche Nachricht --------",
	"-------- Weitergeleitete Nachricht --------", "-----Message d'origine-----", "-----Message d’origine-----",
	"-------- Message original --------", "----- Mail original -----", "-------- Message d'origine --------",
	"-----Mensaje original-----", "-------- Mensaje original --------", "-----Mensagem original-----", "-------- Mensagem original --------",
	"-----Messaggio originale-----", "-------- Messaggio originale --------", "----Messaggio originale----",
	"-----Oorspronkelijk bericht-----", "-------- Oorspronkelijk bericht --------", "-----Ursprungligt meddelande-----",
	"-------- Originalmeddelande --------", "-----Opprinnelig melding-----", "-----Oprindelig meddelelse-----",
	"-----Alkuperäinen viesti-----", "-----Wiadomość oryginalna-----", "-------- Wiadomość oryginalna --------",
	"-----Původní zpráva-----", "---------- Původní zpráva ----------", "-----Eredeti üzenet-----", "-----Orijinal İleti-----", "-----Orijinal Mesaj-----",
	"-----Исходное сообщение-----", "-------- Исходное сообщение --------", "-------- Перенаправленное сообщение --------",
	"-----Оригинальное сообщение-----", "-------- Пересылаемое сообщение --------", "-----元のメッセージ-----", "-------- 元のメッセージ --------",
	"-------- Original Message --------", "-----원본 메시지-----", "--------- 원본 메일 ---------", "-----Thông điệp gốc-----",
	"-------- Pesan asli --------", "----- Reply message -----", "----- 回复邮件 -----", "-----回复的邮件-----", "--- Original Message ---",
	"--- Original message follows ---", "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐", "‐‐‐‐‐‐‐‐‐ Forwarded message ‐‐‐‐‐‐‐‐‐",
	"##- Please type your reply above this line -##", "--- Please reply above this line ---", "—-—-—-—- Original Message —-—-—-—-",
	"*----- Original Message -----*", "[Original Message]", "[原始邮件]", "-------原始邮件-------", "------- Original Message -------",
	"------- Forwarded Message -------", "---原始邮件---", ">>> \"Ann Lee\" <ann@mail.test> 3/5/2026 10:00 AM >>>", "【 在 ann (安丽) 的大作中提到: 】", "------------------ 转发邮件 ------------------", "------------------ 历史邮件 ------------------",
	"-------- Videresendt meddelelse --------", "-------- Välitetty viesti / Fwd.Msg --------", "----- Edelleenlähetetty viesti -----",
	"----- Message transmis -----", "-------- Proslijeđena poruka --------", "--- Treść przekazanej wiadomości ---",
	"-------- Mensagem reencaminhada --------", "-------- Mesaj redirecționat --------", "-------- Preposlaná správa --- Forwarded Message --------",
	"-------- İletilen İleti --------", "----- İletilmiş Mesaj -----", "----- Перенаправлене повідомлення -----", "-------- 転送メッセージ --------",
	"----邮件原文----", "Započni proslijeđenu poruku:", "Továbbított levél kezdete:", "Videresendt melding:", "Începe mesajul redirecționat:",
	"Začiatok preposlanej správy:", "Vidarebefordrat mejl:", "Початок листа, що пересилається:",
};

/* Lines that programs leave below the text. */
static const char *const footers[] = {
	"Sent from my iPhone", "Sent from my iPad", "Sent from my iPhone.", "Sent from my Samsung Galaxy smartphone.", "Sent from my BlackBerry",
	"Sent from my BlackBerry® wireless device", "Sent via BlackBerry by AT&T", "Sent from my Verizon Wireless BlackBerry",
	"Sent from my Verizon, Samsung Galaxy smartphone", "Sent from my T-Mobile 4G LTE device", "Sent from my mobile device", "Sent from my mobile",
	"Sent from my phone", "Sent from my Android phone with Mail. Please excuse my brevity.", "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
	"Sent from my Windows Phone", "Sent from my HTC", "Sent from my Nokia phone", "Sent from my Sony Xperia smartphone", "Sent from my LG Mobile",
	"Sent from Yahoo Mail on Android", "Sent from Yahoo Mail for iPhone", "Sent from Outlook for iOS", "Sent from Outlook", "Sent from Mail for Windows",
	"Sent from Mail for Windows 10", "Sent from Samsung Mobile", "Sent from Samsung tablet", "Sent from ProtonMail Mobile", "Sent from Proton Mail for iOS",
	"Sent with Proton Mail secure email.", "Sent with ProtonMail Secure Email.", "Sent from Gmail Mobile", "Sent from Nine", "Sent from myMail for iOS",
	"Sent from Spark", "Sent via Superhuman", "Sent from Newton Mail", "Sent from Polymail", "Sent from Airmail", "Sent from Zoho Mail", "Sent using Zoho Mail",
	"Get Outlook for iOS", "Get Outlook for Android", "Get Outlook for iOS<https://aka.example/ios>", "Get Outlook for iOS <https://aka.example/ios>",
	"Get [Outlook for iOS](https://aka.example/ios)", "Sent from [Mail](https://go.example/fwlink) for Windows 10", "Outlook for Android",
	"Sent from my Huawei Mobile", "Sent from my Xiaomi phone", "Sent from my MI phone", "Sent from my vivo smartphone", "Sent from my OPPO phone", "- sent from my iPhone -",
	"--Sent from my iPhone", "(Sent from my iPhone)", "Sent from a mobile device", "Sent from mobile", "Sent on the go", "Sent on the new Sprint Network from my Samsung Galaxy S®4.",
	"Sent from the all new AOL app for iOS", "Sent from AOL Mobile Mail", "Please excuse brevity and typos, sent from my phone",
	"发自我的iPhone", "发自我的 iPhone", "发自我的iPad", "發自我的 iPhone", "从我的 iPhone 发送", "從我的 iPhone 傳送", "發自我的iPhone", "来自我的 iPhone", "从我的iPad发送",
	"发自我的小米手机", "发自我的华为手机", "发送自我的华为手机", "发自我的 HUAWEI Mate 30", "来自我的华为手机", "发自我的OPPO手机", "发自我的vivo手机", "发自我的荣耀手机",
	"发自我的魅族手机", "发自我的三星手机", "发自我的索尼手机", "发自我的Android手机", "发自我的安卓手机", "发自我的手机", "发自 我的手机", "从我的手机发送", "来自小米手机", "发自小米手机", "由我的小米手机发送",
	"发自我的QQ邮箱客户端", "来自QQ邮箱", "发自QQ邮箱", "发自我的企业微信", "发自企业微信", "来自企业微信", "来自我的企业微信", "发自钉钉", "来自钉钉", "发自钉邮", "发自阿里邮箱", "来自阿里邮箱", "发自阿里云邮箱",
	"发自 网易邮箱大师", "发自网易邮箱大师", "来自网易邮箱大师", "发自网易邮箱手机智能版", "发自网易邮箱手机版", "签名由 网易邮箱大师 定制", "签名由网易邮箱大师定制", "发自 Outlook", "获取 Outlook for iOS", "获取 Outlook for Android",
	"获取适用于 iOS 的 Outlook", "获取适用于 Android 的 Outlook", "取得 iOS 版 Outlook", "下载 Outlook for iOS", "从 Windows 版邮件发送", "从 Windows 10 版邮件发送", "发送自 Windows 10 版邮件应用", "发送自 Windows 版邮件", "发自新浪邮箱客户端",
	"发自新浪邮箱", "来自新浪邮箱", "发自139邮箱", "来自139邮箱", "发自Foxmail for iOS", "来自Foxmail", "发自Coremail论客", "来自 Coremail 客户端", "使用 Foxmail 发送", "发自移动端", "发自我的移动设备", "来自 Outlook", "来自微信", "发自微信", "发自WPS邮箱", "Sent from WPS Mail",
	"Von meinem iPhone gesendet", "Von meinem iPad gesendet", "Gesendet von meinem iPhone", "Gesendet von Mail für Windows 10", "Gesendet mit der WEB.DE Mail App", "Von meinem Samsung Galaxy Smartphone gesendet.", "Diese Nachricht wurde von meinem Android-Mobiltelefon mit Mail gesendet.",
	"Gesendet von Outlook für Android", "Outlook für iOS beziehen", "Holen Sie sich Outlook für iOS", "Laden Sie Outlook für iOS herunter", "Gesendet von Yahoo Mail auf Android", "Von meinem Handy gesendet", "Gesendet mit Proton Mail",
	"Envoyé de mon iPhone", "Envoyé depuis mon iPhone", "Envoyé de mon iPad", "Envoyé depuis mon mobile Orange", "Envoyé depuis mon appareil Samsung", "Envoyé à partir d’Outlook pour Android", "Envoyé de mon appareil mobile", "Télécharger Outlook pour iOS", "Obtenir Outlook pour iOS", "Envoyé avec Proton Mail", "Envoyé depuis mon smartphone Samsung Galaxy.", "Provenance : Courrier pour Windows 10",
	"Enviado desde mi iPhone", "Enviado desde mi iPad", "Enviado desde mi Samsung Galaxy", "Enviado desde mi dispositivo móvil", "Enviado desde Correo para Windows", "Obtener Outlook para iOS", "Enviado do meu iPhone", "Enviado do meu smartphone Samsung Galaxy.", "Enviado do Email para Windows 10", "Obter o Outlook para iOS", "Obter Outlook para Android", "Enviado via iPhone", "Enviado de Yahoo Mail para Android",
	"Inviato da iPhone", "Inviato dal mio iPhone", "Inviato da Posta per Windows", "Ottieni Outlook per iOS", "Scarica Outlook per Android", "Inviato dal mio dispositivo Samsung", "Verzonden vanaf mijn iPhone", "Verstuurd vanaf mijn iPhone", "Verstuurd vanaf mijn iPad", "Verzonden via Yahoo Mail op Android", "Outlook voor iOS downloaden", "Outlook voor Android downloaden",
	"Skickat från min iPhone", "Skickat från min Samsung", "Skaffa Outlook för iOS", "Sendt fra min iPhone", "Hent Outlook til iOS", "Hent Outlook for iOS", "Få Outlook for iOS", "Lähetetty iPhonesta", "Lähetetty iPadista", "Hanki Outlook for iOS", "Wysłane z iPhone'a", "Wysłane z iPhone", "Wysłane z telefonu Samsung", "Pobierz aplikację Outlook dla systemu iOS", "Odesláno z iPhonu", "Odesláno z mého iPhonu", "Stáhnout Outlook pro iOS", "Odoslané z iPhonu", "Küldve az iPhone-omról", "Trimis de pe iPhone-ul meu",
	"Отправлено с iPhone", "Отправлено с моего iPhone", "Отправлено из мобильной Яндекс.Почты", "Отправлено из Почты Mail.ru", "Отправлено из Outlook", "Надіслано з iPhone", "iPhone'umdan gönderildi", "Samsung Galaxy akıllı telefonumdan gönderildi", "Gửi từ iPhone của tôi", "Được gửi từ iPhone của tôi", "Dikirim dari iPhone saya", "iPhoneから送信", "iPadから送信", "Androidから送信", "私のiPhoneから送信", "Windows 10 版のメールから送信", "나의 iPhone에서 보냄", "내 iPhone에서 보냄", "Στάλθηκε από το iPhone μου", "נשלח מה-iPhone שלי", "أرسلت من الـ iPhone",
};

/* What stands below a text without being written for it. */
static const char *const signatures[] = {
	"-- \nAnn Lee\nExample School",
	"--\nAnn Lee\nExample School\nann@mail.test",
	"--\n\n\n安丽\n某某公司",
	"-- \nAnn\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25",
	"—\nAnn Lee",
	"——\n安丽\n电话：13800000000",
	"-Ann",
	"- Ann Lee",
	"--Ann",
	"— Ann Lee",
	"__\nAnn Lee\nHead of Office",
	"____________________\nAnn Lee\nHead of Office\nTel: +49 30 1234567",
	"-----------------\n安丽\n某某公司\n电话：010-12345678",
	"*****************\nAnn Lee\nwww.mail.test",
	"-- \nAnn Lee\n\nSent from my iPhone",
	"Sent from my iPhone\n\n-- \nAnn Lee",
	"|\n|\n安丽\n|\n|\n邮箱：ann@mail.test\n|\n\n签名由 网易邮箱大师 定制",
	"| |\n安丽\n|\n|\nann@mail.test\n|\n签名由网易邮箱大师定制",
	"_______________________________________________\nTalk mailing list\ntalk@lists.test\nhttps://lists.test/mailman/listinfo/talk",
	"_______________________________________________\nTalk mailing list -- talk@lists.test\nTo unsubscribe send an email to talk-leave@lists.test",
	"--\nTo unsubscribe from this list: send the line \"unsubscribe talk\" in\nthe body of a message to major@lists.test",
	"-- \nYou received this message because you are subscribed to the Google Groups \"talk\" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to talk+unsubscribe@lists.test.\nTo view this discussion on the web visit https://lists.test/d/1.",
	"---------------------------------------------------------------------\nTo unsubscribe, e-mail: talk-unsubscribe@lists.test\nFor additional commands, e-mail: talk-help@lists.test",
	"------------------------------------------------------------------------------\nGet the best tool.\nhttp://ad.test/1\n_______________________________________________\nTalk mailing list\nTalk@lists.test\nhttps://lists.test/listinfo/talk",
	"---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.scanner.test/antivirus",
	"Please consider the environment before printing this email.",
	"请考虑环境，非必要不要打印此邮件。",
	"This e-mail and any attachments are confidential and intended solely for the use of the individual or entity to whom they are addressed.\nIf you have received this e-mail in error please notify the sender.",
	"**********\nThis message contains confidential information and is intended only for the individual named. If you are not the named addressee you should not disseminate it.\n**********",
	"CONFIDENTIALITY NOTICE: This e-mail message, including any attachments, is for the sole use of the intended recipient(s)\nand may contain confidential and privileged information.",
	"本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用本邮件中的信息。",
	"-------------------------------------------------------------------------------------------------------------------------------------\n本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出\n的个人或群组。禁止任何其他人以任何形式使用。如果您错收了本邮件，请您立即通知发件人并删除本邮件！\nThis e-mail and its attachments contain confidential information from Co, which\nis intended only for the person or entity whose address is listed above.",
	"#/******本邮件及其附件含有某某集团的保密信息，仅限于发送给上面地址中列出的个人或群组。******/#",
	"本邮件载有秘密信息，请您恪守保密义务。未经授权不得披露、复制或使用。This email contains confidential information.",
	"Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender.",
	"Ce message et ses pièces jointes peuvent contenir des informations confidentielles ou privilégiées et ne doivent donc pas être diffusés.",
};

/* People write these; nothing of them is cut. */
static const char *const prose[] = {
	"Sent from my desk, is much easier then my mobile phone.",
	"The teacher wrote:\nyou are stupid.\nI want an apology.",
	"He wrote: come on 5 March 2026 at 10:00. Nobody came.",
	"On 5 March 2026 at 10:00 Mr Lee wrote: no lessons today. We were not told.",
	"On Monday I called. On Tuesday at 10:00 I called again:\nnobody answered.",
	"I got a mail on 2026-03-05 10:00 from ann@mail.test:\nit said that all was paid.",
	"我在3月5日的日志里写道：老师没来。",
	"孩子在作文里写道：\n我不喜欢上学。",
	"老师在群里写道：“谁不交钱谁就别来。”\n这合适吗？",
	"原始邮件我已经删除了，请查收。",
	"请看原始邮件：里面写得很清楚。\n谢谢",
	"转发邮件给老师以后没有回音。",
	"发件人：一直不写名字\n我不知道是谁写的信。",
	"From: my point of view this is wrong.\nTo: be honest, nobody cares.",
	"From what I see, the subject is clear.\nTo whom shall I write?\nDate and time are open.",
	"时间：3月5日\n地点：三楼教室\n事情：老师骂人",
	"主题：投诉老师\n时间：2026年3月5日 10:00\n地点：东校区\n经过：老师迟到。",
	"姓名：安丽\n主题：退费\n日期：2026-03-05",
	"第一，老师迟到。\n--------\n第二，没有教材。",
	"Best regards come from my son.\nHe likes the course.",
	"1 > 2 is wrong,\nand 3 < 4 is right.",
	"- first wish\n- second wish\n- third wish",
	"Thanks for the mail you sent from my office.",
	"The original message was lost.\nPlease send it again.",
	"来自家长的意见：请换老师。",
	"发自内心地感谢老师，但是手机不能用。",
	"使用手机客户端登录不了",
	"获取教材的办法是什么？",
	"此邮件请转给校长。",
	"Disclaimer: I am no lawyer, but this is a breach.",
	"Confidential or not, I want my money back.",
	"We got this notice:\nNo lessons on Monday.\nAnd that was all.",
	"I wrote you 3 times:\n2026-03-01 10:00\n2026-03-02 10:00\n2026-03-03 10:00",
	"Hello,\n\nI paid on 5 March.\n\nRegards,\nZoe",
	"请处理。\n\n此致\n敬礼\n安丽\n2026年3月5日",
	"Op 5 maart heb ik gebeld.\nNiemand nam op.",
	"Am 5. März war ich da.\nNiemand hat mir geschrieben:",
	"Le 5 mars 2026 à 10:00, personne.\nIl a écrit : rien.",
	"El 5 de marzo no vino nadie.\nMi hija escribió:\nno quiero ir.",
	"以下是老师的原话：\n你们家长太啰嗦了。",
	"This mail is confidential.\n\nThe teacher hit my son in front of the whole class, and nobody did anything about it at all.",
	"本邮件含有机密，请不要告诉老师。\n\n老师在全班同学面前打了我的孩子，学校没有任何人出来处理这件事情，我非常气愤，要求道歉。",
	"我的联系方式如下\n------\n姓名：安丽\n电话：13800000000",
	"- Ann is not my teacher",
	"Best,\nAnn",
	"Kind regards\n\nAnn Lee\nExample School",
	"祝好！\n安丽",
	"谢谢！\n\n安丽\n13800000000",
	"Q: When?\nA: On 5 March 2026 at 10:00.",
};
/* clang-format on */

#define NEW "I do not agree.\n\nPlease call me."
#define OLD "Dear learner,\n\nthis is our plan.\n\nYours"
#define QUOTED "> Dear learner,\n>\n> this is our plan.\n>\n> Yours"

static void
check_reply(const char *layout, const char *mark, const char *text, const char *want)
{
	g_auto(QuoteParts) parts = { 0 };
	g_autofree char *head = g_utf8_strlen(mark, -1) > 60 ? g_utf8_substring(mark, 0, 60) : g_strdup(mark);
	g_autofree char *label = g_strdup_printf("%s: %s", layout, head);

	g_strdelimit(label, "\n", '/');
	quote_parts(text, NULL, &parts);
	check_text(label, parts.reply, want);
}

static void
check_attribution(const char *mark, Strength strength)
{
	g_autofree char *above = g_strconcat(NEW "\n\n", mark, "\n\n" QUOTED "\n", NULL);
	g_autofree char *tight = g_strconcat(NEW "\n", mark, "\n" QUOTED "\n", NULL);
	g_autofree char *bare = g_strconcat(NEW "\n\n", mark, "\n\n" OLD "\n", NULL);
	g_autofree char *below = g_strconcat(mark, "\n" QUOTED "\n\n" NEW "\n", NULL);
	g_autofree char *both = g_strconcat("Hello,\n\n", mark, "\n" QUOTED "\n\n" NEW "\n", NULL);

	check_reply("above a quote", mark, above, NEW);
	check_reply("close above a quote", mark, tight, NEW);
	check_reply("below it the answer", mark, below, NEW);
	if (strength != BARE)
		return;
	check_reply("above bare text", mark, bare, NEW);
	check_reply("answers around it", mark, both, "Hello,\n\n" NEW);
}

static void
check_block(const char *block)
{
	g_autofree char *bare = g_strconcat(NEW "\n\n", block, "\n\n" OLD "\n", NULL);
	g_autofree char *tight = g_strconcat(NEW "\n", block, "\n" OLD "\n", NULL);
	g_autofree char *ruled =
		g_strconcat(NEW "\n\n________________________________\n", block, "\n\n" OLD "\n", NULL);
	g_autofree char *quoted = NULL;
	g_auto(GStrv) lines = g_strsplit(block, "\n", -1);
	g_autofree char *inner = g_strjoinv("\n> ", lines);

	quoted = g_strconcat(NEW "\n\n> ", inner, "\n>\n" QUOTED "\n", NULL);
	check_reply("block", block, bare, NEW);
	check_reply("block close to the text", block, tight, NEW);
	check_reply("block below a rule", block, ruled, NEW);
	check_reply("block behind '>'", block, quoted, NEW);
}

int
main(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(attributions); i++)
		check_attribution(attributions[i].mark, attributions[i].strength);
	for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
		check_block(blocks[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
		g_autofree char *bare = g_strconcat(NEW "\n\n", separators[i], "\n" OLD "\n", NULL);
		g_autofree char *block = g_strconcat(NEW "\n\n", separators[i], "\n",
			blocks[i % G_N_ELEMENTS(blocks)], "\n\n" OLD "\n", NULL);

		check_reply("separator", separators[i], bare, NEW);
		check_reply("separator above a block", separators[i], block, NEW);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(footers); i++) {
		g_autofree char *end = g_strconcat(NEW "\n\n", footers[i], "\n", NULL);
		g_autofree char *above = g_strconcat(
			NEW "\n", footers[i], "\n\n", attributions[0].mark, "\n" QUOTED "\n", NULL);

		check_reply("footer", footers[i], end, NEW);
		check_reply("footer above a quote", footers[i], above, NEW);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++) {
		g_autofree char *end = g_strconcat(NEW "\n\n", signatures[i], "\n", NULL);
		g_autofree char *above = g_strconcat(
			NEW "\n\n", signatures[i], "\n\n", attributions[0].mark, "\n" QUOTED "\n", NULL);
		g_autofree char *below = g_strconcat(
			NEW "\n\n", attributions[0].mark, "\n" QUOTED "\n\n", signatures[i], "\n", NULL);

		check_reply("signature", signatures[i], end, NEW);
		check_reply("signature above a quote", signatures[i], above, NEW);
		check_reply("signature below a quote", signatures[i], below, NEW);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(prose); i++) {
		g_autofree char *more = g_strconcat(prose[i], "\n\n" NEW, NULL);
		g_autofree char *last = g_strconcat(NEW "\n\n", prose[i], NULL);

		check_reply("prose", prose[i], prose[i], prose[i]);
		check_reply("prose with more", prose[i], more, more);
		check_reply("prose at the end", prose[i], last, last);
	}
	return check_done();
}
