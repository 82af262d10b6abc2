#include "tests/unit/check.h"
#include "workflow/classify/classify.h"

#include <stdio.h>
#include <string.h>

#define THRESHOLD 0.60
#define MARGIN 0.15

/* clang-format off */
/* One word at a time: what counts and what does not. */
static const struct {
	const char *label, *subject, *text;
	const char *category;
	int triage, urgent, complaint; /* -1: any */
} rows[] = {
	{ "an empty mail is for intake", "", "", NULL, 1, 0, 1 },
	{ "words that nobody knows are for intake", "", "囍囍囍", NULL, 1, 0, 1 },
	{ "a strong word decides", "", "要求退费", "fees", 0, 0, 1 },
	{ "the subject counts more than the text", "教学质量", "退费", "teaching", 0, 0, 1 },
	{ "two alike are for intake", "", "退费，教学质量", NULL, 1, 0, 1 },
	{ "general words alone are for intake", "投诉", "我要投诉，很不满", "other", 1, 0, 1 },
	{ "full-width letters", "", "念ＰＰＴ", "teaching", -1, 0, 1 },
	{ "invisible characters", "", "退\xe2\x80\x8b费退\xe2\x80\x8b款", "fees", 0, 0, 1 },
	{ "a word across a wrapped line", "", "very poor customer\nservice", "service", 0, 0, 1 },
	{ "a quoted line is not read", "", "> 退费退款发票\n教学质量", "teaching", 0, 0, 1 },
	{ "a part of a Latin word is none", "", "the feeling of fees", "fees", -1, 0, -1 },
	{ "a Latin word inside another", "", "I refundable unrefunded", NULL, 1, 0, -1 },
	{ "a plural is the word", "", "two refunds and invoices", "fees", 0, 0, 1 },
	{ "120 as a number to call", "", "打了120", NULL, -1, 1, 1 },
	{ "120 in a phone number", "", "电话13812012011", NULL, -1, 0, -1 },
	{ "120 yuan", "", "120元", NULL, -1, 0, 1 },
	{ "room 110", "", "在110室", NULL, -1, 0, 1 },
	{ "110 with a date's dashes", "", "2026-110-1", NULL, -1, 0, 1 },
	{ "12315 is a step", "", "我会打12315", NULL, -1, 1, 1 },
	{ "12315 inside digits", "", "订单123150001", NULL, -1, 0, 1 },
	{ "nobody was hurt", "", "幸好没有人受伤", NULL, -1, 0, 1 },
	{ "not hurt, English", "", "Luckily nobody was injured.", NULL, -1, 0, 1 },
	{ "hurt", "", "孩子受伤了", NULL, -1, 1, 1 },
	{ "not only once", "", "老师不止一次体罚孩子", NULL, -1, 1, 1 },
	{ "not sent to hospital in time", "", "没有及时送医", NULL, -1, 1, 1 },
	{ "if you do not pay I call the police", "", "不退钱就报警", NULL, -1, 1, 1 },
	{ "no intention of a complaint outside", "", "我不想起诉", NULL, -1, 0, 1 },
	{ "an urgent word in a course's name", "", "急救员培训班", NULL, -1, 0, 1 },
	{ "a course's title in brackets", "", "《性骚扰防治》这门课", NULL, -1, 0, 1 },
	{ "a class by label", "", "班级：自杀干预2班\n老师没来", NULL, -1, 0, -1 },
	{ "the whole class is no course", "", "体罚全班", NULL, -1, 1, 1 },
	{ "English course", "", "my fire safety training", NULL, -1, 0, -1 },
	{ "a fire is a fire", "", "there was a fire in the building", NULL, -1, 1, 1 },
	{ "an injury without the word", "", "孩子从楼梯上摔下来，头上都是血", NULL, -1, 1, 1 },
	{ "a leak without the word", "", "你们把我的电话卖给别的机构", NULL, -1, 1, 1 },
	{ "a child left alone", "", "把我女儿一个人丢在楼下", NULL, -1, 1, 1 },
	{ "the parts of a term must share a sentence", "", "把话说清楚。我在楼下丢了一个人", NULL, -1, 0, 1 },
	{ "let off", "", "不是老师的问题，是教室太小", "facilities", 0, 0, 1 },
	{ "praise", "感谢信", "特此感谢", NULL, 1, 0, 0 },
	{ "a question", "", "请问怎么报名", NULL, 1, 0, 0 },
	{ "thanks at the end of a complaint", "", "要求退费，到现在没有回复，谢谢", "fees", -1, 0, 1 },
	{ "traditional characters", "", "要求退費", "fees", 0, 0, 1 },
	{ "letters with blanks between them", "", "退 我 的 学 费", "fees", -1, 0, 1 },
	{ "a blow is none on the telephone", "", "老师打电话给孩子", NULL, -1, 0, -1 },
	{ "a child beaten, in other words", "", "教练抬手就给我儿子一巴掌", NULL, -1, 1, 1 },
	{ "a part of the body that is hurt", "", "娃的膝盖肿得老高", NULL, -1, 1, 1 },
	{ "the danger of a hurt is none", "", "栏杆松了，万一受伤怎么办", NULL, -1, 0, 1 },
	{ "sixteen parents together", "", "我们16位家长联名要求退费", NULL, -1, 1, 1 },
	{ "three parents together", "", "我们三位家长要求退费", NULL, -1, 0, 1 },
	{ "all of a crowd in characters", "", "二十几名学员集体要求换老师", NULL, -1, 1, 1 },
	{ "a bureau is no step", "", "教育局备案的价格是多少", NULL, -1, 0, -1 },
	{ "a bureau is one in a threat", "", "明天我就去教育局投诉", NULL, -1, 1, 1 },
	{ "exposure of a film", "", "摄影课讲曝光补偿太快", NULL, -1, 0, 1 },
	{ "exposure in public", "", "再不退钱我就曝光你们", NULL, -1, 1, 1 },
	{ "an urgent praise is read by a person", "感谢信", "老师体罚孩子", NULL, -1, 1, 1 },
};

static const struct {
	const char *label, *text;
	bool good;
} vocabularies[] = {
	{ "no rows", "", true },
	{ "comments and blank lines", "# x\n\n", true },
	{ "a row", "teaching\tzh\t3\t教学质量\n", true },
	{ "CRLF", "teaching\tzh\t3\t教学质量\r\n", true },
	{ "no newline at the end", "teaching\tzh\t3\t教学质量", true },
	{ "too few columns", "teaching\t3\t教学质量\n", false },
	{ "too many columns", "teaching\tzh\t3\ta\tb\n", false },
	{ "no weight", "teaching\tzh\t\t教学质量\n", false },
	{ "weight of 0", "teaching\tzh\t0\t教学质量\n", false },
	{ "weight not a number", "teaching\tzh\tnan\t教学质量\n", false },
	{ "no term", "teaching\tzh\t3\t\n", false },
	{ "nothing but a gap", "teaching\tzh\t3\t…\n", false },
	{ "too many parts", "teaching\tzh\t3\ta…b…c…d…e\n", false },
	{ "a set and a row with it", "@a\tzh\t老师|教练\nteaching\tzh\t3\t@a…差|烂\n", true },
	{ "a set of two lines", "@a\tzh\t老师\n@a\ten\tteacher\nteaching\tzh\t3\t@a\n", true },
	{ "a set that nobody named", "teaching\tzh\t3\t@a\n", false },
	{ "a set within a set", "@a\tzh\t老师\n@b\tzh\t@a\n", false },
	{ "a set with a weight", "@a\tzh\t3\t老师\n", false },
	{ "an empty alternative", "teaching\tzh\t3\t差||烂\n", false },
	{ "two gaps of one kind", "teaching\tzh\t3\ta&b&c\n", true },
	{ "two orders in one term", "teaching\tzh\t3\ta…b&c\n", false },
	{ "a mask", "_mask\tzh\t1\t打电话|打印\n", true },
	{ "a row of two categories", "_urgent+teaching\tzh\t3\t打人\n", true },
	{ "what is learned", "_learned\tzh\tkinds\tteaching|_urgent\n_learned\tzh\tm.\t念课|课\n", true },
	{ "learned without kinds", "_learned\tzh\tm.\t念课\n", false },
	{ "learned of more kinds than there are", "_learned\tzh\tkinds\ta\n_learned\tzh\tmm\t念课\n", false },
	{ "a weight that is no letter", "_learned\tzh\tkinds\ta\n_learned\tzh\tz\t念课\n", false },
	{ "an empty run", "_learned\tzh\tkinds\ta\n_learned\tzh\tm\t念||课\n", false },
	{ "a word of 200 bytes", "teaching\tzh\t3\t"
		"老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师老师\n", false },
	{ "not UTF-8", "teaching\tzh\t3\t\xff\n", false },
};
/* clang-format on */

static Vocabulary *
shipped(void)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	Vocabulary *vocabulary = NULL;

	if (g_file_get_contents("etc/categories.tsv", &text, NULL, &error))
		vocabulary = vocabulary_new(text, NULL, &error);
	check(vocabulary != NULL, "the shipped words are read", "%s", error ? error->message : "");
	return vocabulary;
}

static void
check_row(const Vocabulary *vocabulary, size_t i)
{
	g_autoptr(Verdict) verdict = classify(vocabulary, rows[i].subject, rows[i].text, THRESHOLD, MARGIN);

	if (rows[i].category)
		check_text(rows[i].label, verdict->category, rows[i].category);
	check((rows[i].triage < 0 || verdict->triage == rows[i].triage) &&
			(rows[i].urgent < 0 || verdict->urgent == rows[i].urgent) &&
			(rows[i].complaint < 0 || verdict->is_complaint == rows[i].complaint),
		rows[i].label, "%s score %.2f margin %.2f triage %d urgent %d (%s) complaint %d",
		verdict->category ? verdict->category : "-", verdict->score, verdict->margin, verdict->triage,
		verdict->urgent, verdict->urgent_words, verdict->is_complaint);
}

static void
check_ladder(const Vocabulary *vocabulary, const char *label, const char *piece, size_t times)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Verdict) verdict = NULL;
	int64_t start, spent;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	start = check_processor_time();
	verdict = classify(vocabulary, text->str, text->str, THRESHOLD, MARGIN);
	spent = check_processor_time() - start;
	check(verdict && spent < 4 * G_USEC_PER_SEC, label, "%d ms", (int)(spent / 1000));
}

int
main(void)
{
	g_autoptr(Vocabulary) vocabulary = shipped();

	if (!vocabulary)
		return check_done();
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_row(vocabulary, i);
	for (size_t i = 0; i < G_N_ELEMENTS(vocabularies); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Vocabulary) made = vocabulary_new(vocabularies[i].text, NULL, &error);

		check((made != NULL) == vocabularies[i].good && (made == NULL) == (error != NULL),
			vocabularies[i].label, "%s", error ? error->message : "it was taken");
	}
	{
		g_autoptr(Vocabulary) two = vocabulary_new("a\tzh\t3\t退费\nb\tzh\t3\t退费\n", NULL, NULL);
		g_autoptr(Verdict) verdict = classify(two, "", "退费", THRESHOLD, MARGIN);

		check(verdict->triage, "one word of two categories is for intake", "margin %.2f",
			verdict->margin);
	}
	check_ladder(vocabulary, "100,000 lines are linear", "老师迟到，教学质量太差，要求退费\n", 100000);
	check_ladder(vocabulary, "words without end", "退费", 100000);
	check_ladder(vocabulary, "denials without end", "没有受伤不", 100000);
	check_ladder(vocabulary, "one sentence without end", "把我的孩子一个人", 50000);
	check_ladder(vocabulary, "course names without end", "《", 100000);
	check_ladder(vocabulary, "labels without end", "班级:\n", 100000);
	check_ladder(vocabulary, "one expanding character", "\xef\xb7\xba", 100000);
	return check_done();
}
