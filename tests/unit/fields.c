#include "parser/field/fields.h"
#include "tests/unit/check.h"

#include <string.h>

/* clang-format off */
/* `want`: "name=value(source)" for each item asked about, separated by " & "; "name=" says that it must not be found. */
static const struct {
	const char *label;
	const char *text;
	const char *want;
	const char *from, *signature, *quoted;
} rows[] = {
	/* labels */
	{ "name by label", "姓名：张三", "name=张三(label)", NULL, NULL, NULL },
	{ "half-width colon and blanks", "姓名 : 张三\n班级 : 高三1班", "name=张三(label) & class=高三1班(label)", NULL, NULL, NULL },
	{ "full-width letters and digits", "班级：高三（１）班\n电话：１３８００１３８０００", "class=高三(1)班(label) & phone=13800138000(label)", NULL, NULL, NULL },
	{ "several labels in one line", "姓名：张三，电话：138-0013-8000；班级：高三1班", "name=张三(label) & phone=13800138000(label) & class=高三1班(label)", NULL, NULL, NULL },
	{ "labels apart by blanks", "姓名：张三 电话：13800138000 校区：东校区", "name=张三(label) & phone=13800138000(label) & campus=东校区(label)", NULL, NULL, NULL },
	{ "a table of an HTML form", "| 姓名 | 张三 |\n| 手机 | 13800138000 |\n| 所在班级 | 会计2班 |", "name=张三(label) & phone=13800138000(label) & class=会计2班(label)", NULL, NULL, NULL },
	{ "a table without outer bars", "姓名 | 张三\n留言内容 | 老师迟到", "name=张三(label) & content=老师迟到(label)", NULL, NULL, NULL },
	{ "labels in brackets", "【姓名】张三\n【班级】高三1班", "name=张三(label) & class=高三1班(label)", NULL, NULL, NULL },
	{ "numbered labels", "1. 姓名：张三\n2、电话：13800138000\n3）班级：三年级2班", "name=张三(label) & phone=13800138000(label) & class=三年级2班(label)", NULL, NULL, NULL },
	{ "bold labels", "**姓名**：张三\n*电话*：13800138000", "name=张三(label) & phone=13800138000(label)", NULL, NULL, NULL },
	{ "a required mark in brackets", "姓名（必填）：张三", "name=张三(label)", NULL, NULL, NULL },
	{ "English labels", "Name: John Smith\nPhone: +44 20 7946 0000\nClass: IELTS 5\nCampus: North", "name=John Smith(label) & phone=+442079460000(label) & class=IELTS 5(label) & campus=North(label)", NULL, NULL, NULL },
	{ "contact that is a number", "联系方式：138 0013 8000", "phone=13800138000(label) & contact=", NULL, NULL, NULL },
	{ "contact that is none", "微信：zhang_san88", "contact=zhang_san88(label) & phone=", NULL, NULL, NULL },
	{ "name and number in one value", "联系人：张三 13800138000", "name=张三(label) & phone=13800138000(label)", NULL, NULL, NULL },
	{ "demand over lines", "诉求：\n1、退费\n2、道歉\n\n谢谢", "demand=1、退费\n2、道歉(label)", NULL, NULL, NULL },
	{ "demand in one line", "诉求：全额退费。", "demand=全额退费(label)", NULL, NULL, NULL },
	{ "persons by label", "涉及人员：王磊（数学老师）", "persons=王磊(数学老师)(label)", NULL, NULL, NULL },
	{ "channel", "渠道：电话\n姓名：张三", "channel=电话(label)", NULL, NULL, NULL },
	{ "confidential", "保密：是", "confidential=yes(label)", NULL, NULL, NULL },
	{ "not confidential", "保密：否", "confidential=", NULL, NULL, NULL },
	{ "a parent's label", "家长：王芳\n电话：13800138000", "minor=yes(label) & name=王芳(label)", NULL, NULL, NULL },
	{ "age by label", "学员姓名：李明\n年龄：9", "minor=yes(label) & name=李明(label)", NULL, NULL, NULL },
	{ "grown up by label", "姓名：李明\n年龄：29", "minor=", NULL, NULL, NULL },
	{ "no name given", "姓名：无\n电话：无", "name= & phone=", NULL, NULL, NULL },
	{ "anonymous by label", "姓名：匿名", "anonymous=yes(label) & name=", NULL, NULL, NULL },
	{ "label before From name", "姓名：张三", "name=张三(label)", "ZS", NULL, NULL },
	{ "a label spread over a column", "姓 名：王建国\n联系 电话： 139 1234 5678", "name=王建国(label) & phone=13912345678(label)", NULL, NULL, NULL },
	{ "labels in traditional characters", "訴求：退還學費\n姓名：陳美玲", "demand=退還學費(label) & name=陳美玲(label)", NULL, NULL, NULL },
	{ "labels and values joined by bars", "姓名/电话/班级：方圆/15911112222/素描1班", "name=方圆(label) & phone=15911112222(label) & class=素描1班(label)", NULL, NULL, NULL },
	{ "a label behind a sentence", "报名的是夜班。诉求：全额退款。", "demand=全额退款(label)", NULL, NULL, NULL },
	{ "the learner before the parent", "家长姓名：曹建军\n学员姓名：曹小宝", "name=曹小宝(label) & minor=yes(label)", NULL, NULL, NULL },
	{ "a name that is refused", "姓名：不方便说", "name=", NULL, NULL, NULL },
	{ "grade by label", "姓名: 周子涵\n年级: 小学三年级", "minor=yes(label) & name=周子涵(label)", NULL, NULL, NULL },
	{ "a landline in groups", "座机：021-6234 5678转808", "phone=02162345678(label)", NULL, NULL, NULL },
	{ "a landline with its area in brackets", "Tel: (010) 6234 5678", "phone=01062345678(label)", NULL, NULL, NULL },
	{ "俺叫", "俺叫牛大壮，在焊工3期，带班师傅老郭光让俺们看视频。", "name=牛大壮(sentence) & persons=老郭(sentence)", NULL, NULL, NULL },
	{ "called in the next clause", "我是今年进来的学员，叫柳如烟，来学针灸。", "name=柳如烟(sentence)", NULL, NULL, NULL },
	{ "mother and her own name", "我是陈晨的妈妈陈芳，孩子7岁半", "name=陈晨(sentence) & minor=yes(sentence)", NULL, NULL, NULL },
	{ "a parent of years", "我今年35岁，孩子8岁", "minor=yes(sentence)", NULL, NULL, NULL },
	{ "a son at school", "儿子上高一，教练把他打了。", "minor=yes(sentence) & name=", NULL, NULL, NULL },
	{ "staff by work and name", "你们的销售李娜和课程顾问小陈骗我", "persons=李娜\n小陈(sentence) & name=", NULL, NULL, NULL },
	{ "staff as colleagues call them", "前台王姐爱答不理，保安老赵还推了我妈一把。", "persons=王姐\n老赵(sentence) & name=", NULL, NULL, NULL },
	{ "staff half named", "班主任刘某把我踢出群，我是学员高翔。", "persons=刘某(sentence) & name=高翔(sentence)", NULL, NULL, NULL },
	{ "a strict teacher is no Mr Strict", "老师严厉批评孩子，教练马上走了", "persons=", NULL, NULL, NULL },
	{ "a name that ends like a verb", "姓名是何志强，电话是13622223333", "name=何志强(sentence) & phone=13622223333(sentence)", NULL, NULL, NULL },
	{ "a dash for a colon", "姓名——郭靖\n电话——13012341234", "name=郭靖(label) & phone=13012341234(label)", NULL, NULL, NULL },
	{ "a parent's number", "孩子姓名：徐若曦；班级：周日芭蕾A班；家长电话：13344445555", "name=徐若曦(label) & class=周日芭蕾A班(label) & phone=13344445555(label)", NULL, NULL, NULL },
	{ "a name that ends like a word that follows one", "你好，我叫康熙来，是日语班的", "name=康熙来(sentence)", NULL, NULL, NULL },
	{ "of the office, the young one", "财务的小吴让我等", "persons=小吴(sentence)", NULL, NULL, NULL },
	{ "a wish that asks", "能不能给我换个班？", "demand=能不能给我换个班(sentence)", NULL, NULL, NULL },
	{ "a label in running text is none", "我们的班级很吵：没人管", "class=", NULL, NULL, NULL },
	{ "a manager by surname alone", "你们店长姓孙，态度特别差", "persons=孙店长(sentence) & name=", NULL, NULL, NULL },
	{ "a surname before a title", "教务那个姓林的女老师说话很难听", "persons=林老师(sentence)", NULL, NULL, NULL },
	{ "my own surname is nobody else's", "我姓周，反映教室太热", "persons=", NULL, NULL, NULL },
	{ "a head called by name", "校长名叫钱大勇，承诺的事一件没办。", "persons=钱大勇(sentence)", NULL, NULL, NULL },
	{ "an apostrophe in a name", "Mr. O'Brien never turns up, and Ms Wang's class is full.", "persons=Mr. O'Brien\nMs Wang(sentence)", NULL, NULL, NULL },
	{ "a number in Chinese numerals", "我的电话是一三八零零一三八零零零，晚上方便。", "phone=13800138000(sentence)", NULL, NULL, NULL },
	{ "numerals in groups", "手机：一三九 一二三四 五六七八", "phone=13912345678(label)", NULL, NULL, NULL },
	{ "numerals as on cheques", "电话壹叁捌零零壹叁捌零零零", "phone=13800138000(sentence)", NULL, NULL, NULL },
	{ "幺 is one", "电话幺三八零零幺三八零零零", "phone=13800138000(sentence)", NULL, NULL, NULL },
	{ "twelve numerals are no number", "一三八零零一三八零零零零", "phone=", NULL, NULL, NULL },
	{ "a year in numerals is none", "二零二六年一月", "phone=", NULL, NULL, NULL },
	{ "please do by Friday", "请务必在周五前给我答复。", "demand=请务必在周五前给我答复(sentence)", NULL, NULL, NULL },
	{ "we expect", "We expect a written apology.", "demand=We expect a written apology(sentence)", NULL, NULL, NULL },
	{ "a learner of the last school year", "我是高三的学生", "minor=yes(sentence)", NULL, NULL, NULL },
	{ "a son at university", "我儿子上大三", "minor=", NULL, NULL, NULL },
	{ "a daughter at work", "我女儿已经工作了", "minor=", NULL, NULL, NULL },
	/* sentences */
	{ "我叫", "您好，我叫张三，是周末冲刺班的学员。", "name=张三(sentence) & class=周末冲刺班(sentence)", NULL, NULL, NULL },
	{ "我是 with class and role", "我是贵校高三1班的学员张三，反映老师迟到。", "name=张三(sentence) & class=高三1班(sentence)", NULL, NULL, NULL },
	{ "我是 mother of", "我是李明的妈妈，孩子在三年级2班。", "name=李明(sentence) & minor=yes(sentence) & class=三年级2班(sentence)", NULL, NULL, NULL },
	{ "class between", "我是初二3班李小明的家长", "name=李小明(sentence) & minor=yes(sentence) & class=初二3班(sentence)", NULL, NULL, NULL },
	{ "我是 without a name", "我是一名学员，很生气。", "name=", NULL, NULL, NULL },
	{ "a parent without a name", "我是家长，孩子9岁。", "minor=yes(sentence) & name=", NULL, NULL, NULL },
	{ "compound surname", "我叫欧阳修远。", "name=欧阳修远(sentence)", NULL, NULL, NULL },
	{ "name before a verb", "我叫张三在东校区上课", "name=张三(sentence) & campus=东校区(sentence)", NULL, NULL, NULL },
	{ "本人", "本人陈静，报名贵校会计课程。", "name=陈静(sentence)", NULL, NULL, NULL },
	{ "my name is", "Hello, my name is John Smith and I am in class 3B.", "name=John Smith(sentence) & class=class 3B(sentence)", NULL, NULL, NULL },
	{ "I am with two words", "I am Jane Doe, a student of yours.", "name=Jane Doe(sentence)", NULL, NULL, NULL },
	{ "I am angry is no name", "I am Very Angry about this", "name=", NULL, NULL, NULL },
	{ "number in a sentence", "请打我电话13800138000联系。", "phone=13800138000(sentence)", NULL, NULL, NULL },
	{ "number with country code", "call +86 138-0013-8000", "phone=13800138000(sentence)", NULL, NULL, NULL },
	{ "landline", "单位电话 010-62345678", "phone=01062345678(sentence)", NULL, NULL, NULL },
	{ "landline in brackets", "(021)62345678", "phone=02162345678(sentence)", NULL, NULL, NULL },
	{ "an ID number is no phone", "身份证110101199003078515", "phone=", NULL, NULL, NULL },
	{ "an order number is no phone", "订单号202611231380013800099", "phone=", NULL, NULL, NULL },
	{ "a code with letters is no phone", "C20261123-0007K A13800138000", "phone=", NULL, NULL, NULL },
	{ "a sum is no phone", "交了12800元", "phone=", NULL, NULL, NULL },
	{ "a mail address is no phone", "13800138000@mail.test", "phone=", NULL, NULL, NULL },
	{ "班主任 is no class", "班主任从来不管，全班都有意见，还开了补习班", "class=", NULL, NULL, NULL },
	{ "class by year", "我在2026级会计1班", "class=2026级会计1班(sentence)", NULL, NULL, NULL },
	{ "class by period", "报了第12期班", "class=第12期班(sentence)", NULL, NULL, NULL },
	{ "how many classes is no class", "我报了两个班，退了1个班", "class=", NULL, NULL, NULL },
	{ "campus", "在你们朝阳校区上课", "campus=朝阳校区(sentence)", NULL, NULL, NULL },
	{ "staff named", "王老师迟到，李晓明老师骂人，还有张主任不管。", "persons=王老师\n李晓明老师\n张主任(sentence)", NULL, NULL, NULL },
	{ "a preposition is no surname", "我向李老师反映，又对陈老师说了。", "persons=李老师\n陈老师(sentence)", NULL, NULL, NULL },
	{ "whom a mail greets is not complained of", "王老师您好：\n教室太热。", "persons=", NULL, NULL, NULL },
	{ "respected one is not complained of", "尊敬的李校长：教室太热", "persons=", NULL, NULL, NULL },
	{ "Latin staff", "Mr. Smith shouted at me and Ms Wang laughed.", "persons=Mr. Smith\nMs Wang(sentence)", NULL, NULL, NULL },
	{ "Lily老师", "Lily老师从不备课", "persons=Lily老师(sentence)", NULL, NULL, NULL },
	{ "no name before the title", "老师迟到，班主任不管", "persons=", NULL, NULL, NULL },
	{ "demand in a sentence", "老师天天迟到。我要求更换老师并退还费用。谢谢", "demand=我要求更换老师并退还费用(sentence)", NULL, NULL, NULL },
	{ "希望 as demand", "教室太热，希望能装空调。", "demand=希望能装空调(sentence)", NULL, NULL, NULL },
	{ "失望 is no wish", "我很失望，非常失望透顶。", "demand=", NULL, NULL, NULL },
	{ "what a teacher demands is no wish", "老师要求我们买资料。", "demand=", NULL, NULL, NULL },
	{ "English demand", "The room is cold. I would like a refund of my fee.", "demand=I would like a refund of my fee(sentence)", NULL, NULL, NULL },
	{ "age in numerals", "孩子今年十二岁", "minor=yes(sentence)", NULL, NULL, NULL },
	{ "a grown-up child", "我儿子25岁，在贵校学会计", "minor=", NULL, NULL, NULL },
	{ "English child", "My 9-year-old daughter was hurt.", "minor=yes(sentence)", NULL, NULL, NULL },
	{ "grown-up learner", "我报了会计班，老师不来。", "minor=", NULL, NULL, NULL },
	{ "keep it secret", "请替我保密，不要告诉老师。", "confidential=yes(sentence)", NULL, NULL, NULL },
	{ "nameless", "匿名投诉：老师收礼", "anonymous=yes(sentence)", NULL, NULL, NULL },
	{ "day of the event", "11月20日晚上老师没来", "time=11月20日(sentence)", NULL, NULL, NULL },
	{ "day with year", "2026年11月20日老师没来", "time=2026年11月20日(sentence)", NULL, NULL, NULL },
	/* sign-offs */
	{ "name under 敬礼", "老师迟到\n\n此致\n敬礼\n张三", "name=张三(sign-off)", NULL, NULL, NULL },
	{ "name and date", "老师迟到\n\n张三\n2026年11月23日", "name=张三(sign-off)", NULL, NULL, NULL },
	{ "dash and name", "老师迟到\n——张三", "name=张三(sign-off)", NULL, NULL, NULL },
	{ "name 敬上", "老师迟到\n学员张三敬上", "name=张三(sign-off)", NULL, NULL, NULL },
	{ "parent's sign-off", "老师迟到\n李明妈妈", "name=李明(sign-off) & minor=yes(sign-off)", NULL, NULL, NULL },
	{ "class and name", "老师迟到\n高三1班 张三", "name=张三(sign-off)", NULL, NULL, NULL },
	{ "谢谢 is no name", "老师迟到，请处理\n谢谢", "name=", NULL, NULL, NULL },
	{ "祝好 is no name", "老师迟到\n祝好", "name=", NULL, NULL, NULL },
	{ "English sign-off", "The teacher was late.\n\nBest regards,\nJohn Smith", "name=John Smith(sign-off)", NULL, NULL, NULL },
	{ "English dash", "The teacher was late.\n- John", "name=John(sign-off)", NULL, NULL, NULL },
	{ "one line is no signature", "Teacher Late", "name=", NULL, NULL, NULL },
	{ "signature block", "老师迟到", "name=张三(sign-off) & phone=13800138000(sign-off)", NULL, "--\n张三\n13800138000", NULL },
	{ "signature with labels", "老师迟到", "phone=13800138000(label)", NULL, "--\n某某公司\nTel: 138 0013 8000", NULL },
	/* From */
	{ "From name is the last resort", "老师迟到", "name=张三(from)", "张三", NULL, NULL },
	{ "From name in quotes", "老师迟到", "name=Li Ming(from)", "\"Li Ming\"", NULL, NULL },
	{ "an address is no name", "老师迟到", "name=", "z@mail.test", NULL, NULL },
	{ "sign-off before From", "老师迟到\n张三", "name=张三(sign-off)", "sunshine", NULL, NULL },
	/* numbered answers */
	{ "answer to a numbered question, known", "1：张三\n2：高三1班", "name=张三(numbered) & class=高三1班(numbered)", NULL, NULL, "请补充：1 姓名 2 班级" },
	{ "one answer alone", "2：高三1班", "class=高三1班(numbered)", NULL, NULL, "请补充：1 姓名 2 班级" },
	{ "order of the question counts", "1 高三1班\n2 张三", "class=高三1班(numbered) & name=张三(numbered)", NULL, NULL, "请补充：\n1. 班级\n2. 姓名" },
	{ "in one line", "1：张三，2：高三1班，3：13800138000", "name=张三(numbered) & class=高三1班(numbered) & phone=13800138000(numbered)", NULL, NULL, "1 姓名 2 班级 3 联系电话" },
	{ "full-width and brackets", "（１）张三\n（２）高三１班", "name=张三(numbered) & class=高三1班(numbered)", NULL, NULL, "请补充：1 姓名 2 班级" },
	{ "circled", "①张三\n②高三1班", "name=张三(numbered) & class=高三1班(numbered)", NULL, NULL, "请补充：1 姓名 2 班级" },
	{ "without the question, by shape", "1、张三\n2、高三1班\n3、13800138000", "name=张三(numbered) & class=高三1班(numbered) & phone=13800138000(numbered)", NULL, NULL, NULL },
	{ "the spec's own line", "2：高三1班", "class=高三1班(numbered)", NULL, NULL, NULL },
	{ "a list of grievances is no answer", "1、老师迟到\n2、教室太热", "name= & class=", NULL, NULL, NULL },
	{ "English question", "1: John Smith\n2: IELTS 5", "name=John Smith(numbered) & class=IELTS 5(numbered)", NULL, NULL, "Please add: 1 name 2 class" },
	/* nothing there */
	{ "an empty mail", "", "name= & phone= & class=", NULL, NULL, NULL },
};
/* clang-format on */

static const Field *
field_named(const GPtrArray *fields, const char *name)
{
	for (size_t i = 0; i < fields->len; i++) {
		const Field *field = g_ptr_array_index(fields, i);

		if (!strcmp(field->name, name))
			return field;
	}
	return NULL;
}

static void
check_row(size_t i)
{
	const FieldsInput input = { rows[i].text, rows[i].signature, rows[i].quoted, rows[i].from };
	g_autoptr(GPtrArray) fields = fields_read(&input);
	g_auto(GStrv) wants = g_strsplit(rows[i].want, " & ", -1);

	for (char **want = wants; *want; want++) {
		g_auto(GStrv) pair = g_strsplit(*want, "=", 2);
		const Field *field = field_named(fields, pair[0]);
		g_autofree char *label = g_strdup_printf("%s: %s", rows[i].label, pair[0]);
		g_autofree char *got =
			field ? g_strdup_printf("%s(%s)", field->value, field->source) : g_strdup("");

		check_text(label, got, pair[1]);
	}
}

static void
check_ladder(const char *label, const char *piece, size_t times)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) fields = NULL;
	FieldsInput input = { 0 };
	int64_t start;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	input = (FieldsInput){ text->str, text->str, text->str, text->str };
	start = check_processor_time();
	fields = fields_read(&input);
	check(fields && check_processor_time() - start < 3 * G_USEC_PER_SEC, label, "%d ms",
		(int)((check_processor_time() - start) / 1000));
}

int
main(void)
{
	static const char *const asked[] = { "class", "phone", NULL };
	g_autoptr(GPtrArray) answers = fields_numbered("1 高三1班\n2：13800138000", asked);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		check_row(i);
	check(answers->len == 2 && !strcmp(((Field *)g_ptr_array_index(answers, 1))->name, "phone"),
		"the daemon can say what was asked", "%u answers", answers->len);
	check_ladder("100,000 lines are bounded", "老师迟到，请处理\n", 100000);
	check_ladder("labels without end", "姓名：", 100000);
	check_ladder("separators without end", "姓名|", 100000);
	check_ladder("digits without end", "1", 1000000);
	check_ladder("numbered answers without end", "1：", 100000);
	check_ladder("titles without end", "王老师", 100000);
	check_ladder("introductions without end", "我是的家长", 100000);
	check_ladder("classes without end", "班", 300000);
	check_ladder("wishes without end", "失望", 100000);
	check_ladder("one expanding character", "\xef\xb7\xba", 100000);
	return check_done();
}
