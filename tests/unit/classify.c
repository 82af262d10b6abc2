#include "tests/unit/check.h"
#include "workflow/classify.h"

#include <stdio.h>
#include <string.h>

#define THRESHOLD 0.60
#define MARGIN 0.15

/* clang-format off */
/* Made-up mails as people write them. `category` NULL: no complaint. Judged as a whole, by share. */
static const struct {
	const char *subject, *text;
	const char *category;
	bool urgent;
} corpus[] = {
	/* teaching */
	{ "投诉数学老师", "王老师上课就是念PPT，问他问题也说不清楚，孩子听了三个月什么都没学会，要求换老师。", "teaching", false },
	{ "教学质量太差", "报了会计班，老师讲课完全没有重点，知识点讲错了好几次，作业交上去从来不批改。", "teaching", false },
	{ "关于雅思口语课", "口语课的外教发音不标准，一节课有一半时间在看手机，根本没有按照教学大纲来讲。", "teaching", false },
	{ "课程内容过时", "你们的软件测试课用的还是五年前的版本，讲师自己也不会新版本，学了没用。", "teaching", false },
	{ "反映问题", "班里换了新老师之后进度特别快，基础差的同学都跟不上，答疑群里也没有人回答问题。", "teaching", false },
	{ "老师敷衍", "老师每次都放视频让我们自己看，自己坐在后面玩手机，这样的课值一万块吗", "teaching", false },
	{ "Complaint about tutor", "The tutor reads the slides word for word and cannot explain the exercises. After six weeks we have learned nothing.", "teaching", false },
	{ "Poor lessons", "Our instructor is unprepared every week, gave us wrong answers to the mock exam and never marks our homework.", "teaching", false },
	{ "outdated course", "The course content is from 2015. The lecturer said himself that half of it does not apply any more.", "teaching", false },
	{ "助教不负责任", "助教批改作文就写一个阅字，一条意见都没有，问他他说看不过来。", "teaching", false },
	{ "讲课听不懂", "物理老师方言很重，语速又快，全程听不懂，一个班三十个人有二十个在睡觉。", "teaching", false },
	/* schedule */
	{ "又停课了", "这个月已经临时取消三次课了，每次都是上课前一小时才通知，我从通州赶过来白跑一趟。", "schedule", false },
	{ "开班时间一拖再拖", "去年十二月交的钱，说好一月开班，后来改到三月，现在又说五月，到底什么时候能上课？", "schedule", false },
	{ "课表冲突", "同时报的英语和数学排在同一个时间段，教务说改不了，让我自己选一门。", "schedule", false },
	{ "调课不通知", "周六的课改到了周日晚上，没有任何通知，孩子到了教室发现没人。", "schedule", false },
	{ "补课安排", "老师请假缺了四次课，到现在也没有安排补课，问了几次都说再等等。", "schedule", false },
	{ "约不到课", "一对一课程根本约不到时间，系统里全是满的，课程有效期马上就到了。", "schedule", false },
	{ "Class cancelled again", "The Tuesday session was cancelled at short notice for the third time and no replacement class was offered.", "schedule", false },
	{ "Timetable", "You rescheduled our class from evening to morning without notice. I work in the mornings and cannot attend.", "schedule", false },
	{ "start date moved", "My course should have started in March. It was postponed to May and now to July.", "schedule", false },
	/* learner_admin */
	{ "结业证迟迟不发", "课程三月就结束了，结业证到现在没有发，打电话说还在制作，都半年了。", "learner_admin", false },
	{ "名字写错", "证书上我的名字印错了，申请更换两个月没有结果，影响我评职称。", "learner_admin", false },
	{ "转班申请", "我申请转班三次都没有批，说名额满了，可是别人刚转进去。", "learner_admin", false },
	{ "考勤记录有误", "我每天都打卡，考勤记录却显示缺勤五次，导致我不能参加补考。", "learner_admin", false },
	{ "漏报名", "贵校答应帮我统一报名考试，结果漏报了我的名字，准考证都没有，我白准备了半年。", "learner_admin", false },
	{ "班里人太多", "说好小班制二十人，现在一个班塞了五十多个学员，班主任也不管课堂纪律。", "learner_admin", false },
	{ "Certificate still missing", "I finished in June and still have no certificate. The registrar does not know where my records are.", "learner_admin", false },
	{ "attendance", "My attendance record is wrong. I was marked absent for four classes that I attended.", "learner_admin", false },
	{ "wrong name on diploma", "My name is misspelled on the diploma and nobody in administration will correct it.", "learner_admin", false },
	/* marketing */
	{ "虚假宣传", "招生的时候说包过，不过全额退，现在没考过又说合同里没写。", "marketing", false },
	{ "被骗了", "课程顾问承诺毕业推荐就业月薪过万，结果推荐的都是电话销售的岗位。", "marketing", false },
	{ "名师授课变成实习生", "宣传页上写的是名师亲授，来上课的是刚毕业的大学生，和广告完全不一样。", "marketing", false },
	{ "诱导贷款", "销售人员让我在手机上点了几下就办了培训贷，根本没告诉我是贷款。", "marketing", false },
	{ "骚扰推销", "试听之后每天接到你们推销电话，说了不要还一直打。", "marketing", false },
	{ "Misleading advert", "Your brochure promised a guaranteed job after the course. There is no such thing in the contract.", "marketing", false },
	{ "not as advertised", "The website said native speakers teach all classes. That was misleading, there are none.", "marketing", false },
	{ "pressured", "The salesperson pressured me to sign on the spot and said the discount would end today. It did not.", "marketing", false },
	/* fees */
	{ "申请退费", "上了两节课觉得不合适申请退费，财务说要扣百分之三十手续费，太不合理。", "fees", false },
	{ "退款一直不到账", "九月就批准退款了，说十五个工作日，现在都十一月了一分钱没收到。", "fees", false },
	{ "乱收费", "报名时说费用全包，开课后又要交教材费、资料费、考试费，加起来一千多。", "fees", false },
	{ "发票", "要了四次发票都不给开，说年底统一开，我单位等着报销。", "fees", false },
	{ "重复扣款", "我的卡上十月二号被扣了两次学费，一共12800元，请退还多扣的。", "fees", false },
	{ "课时费对不上", "买了六十课时，系统里只剩二十，实际只上了十五次，多扣了课时。", "fees", false },
	{ "Refund", "I cancelled within the trial period and I want my money back. Finance keeps saying next week.", "fees", false },
	{ "Charged twice", "I was charged twice for the same course and nobody has corrected the invoice.", "fees", false },
	{ "hidden fees", "After I paid the tuition I was told to pay an extra charge for materials. This is unacceptable.", "fees", false },
	{ "退学费", "孩子骨折了不能继续舞蹈班，要求退剩下的学费，你们说过了期限一分不退。", "fees", true },
	/* service */
	{ "前台态度恶劣", "去前台问个事情，工作人员头都不抬，说了句不知道自己看群，太没礼貌了。", "service", false },
	{ "客服不理人", "在微信上问了客服五次都已读不回，电话打过去直接挂我电话。", "service", false },
	{ "互相推诿", "找教务说归财务，找财务说归前台，踢皮球踢了一个星期。", "service", false },
	{ "班主任骂人", "班主任在群里说我事多，阴阳怪气的，这就是你们的服务态度？", "service", false },
	{ "Rude receptionist", "The receptionist at the front desk was rude to my mother and laughed at her accent.", "service", false },
	{ "no reply", "I have written four emails and called twice. Nobody answers. This is very poor customer service.", "service", false },
	{ "attitude of staff", "The staff member who took my call was dismissive and hung up on me.", "service", false },
	{ "等了两小时", "约好三点面谈，等了很久没人接待，前台一脸不耐烦让我改天再来。", "service", false },
	/* facilities */
	{ "教室没有空调", "三十八度的天，教室空调坏了两周没人修，孩子热得一身汗，根本没法上课。", "facilities", false },
	{ "厕所太脏", "二楼厕所常年没有纸，地上全是水，气味大得走廊都能闻到。", "facilities", false },
	{ "装修味道", "新校区刚装修完就让我们进去上课，异味特别大，怀疑甲醛超标。", "facilities", false },
	{ "直播卡顿", "网课直播卡得不行，声音断断续续，平台一个晚上崩溃三次。", "facilities", false },
	{ "机房电脑", "机房一半的电脑开不了机，两个人用一台，桌椅也是坏的。", "facilities", false },
	{ "噪音", "隔壁在施工，电钻声音一整天，老师用麦克风都听不清。", "facilities", false },
	{ "Air conditioning broken", "The air conditioning in room 3 has been broken for weeks and the projector does not work.", "facilities", false },
	{ "dirty toilets", "The toilets on the second floor are dirty and the lift is out of order, I use a wheelchair.", "facilities", false },
	{ "platform crashed", "The learning platform crashed during the mock test and my wifi is fine.", "facilities", false },
	/* privacy_safety */
	{ "孩子在机构受伤", "今天下午我儿子在教室门口被柜子砸到，额头缝了五针，老师过了一个小时才通知我。", "privacy_safety", true },
	{ "个人信息泄露", "自从在你们这报名后，每天接到十几个别的机构的电话，能准确说出我的姓名和孩子的学校，你们把我的信息卖了？", "privacy_safety", true },
	{ "老师体罚学生", "李老师用尺子打孩子手心，手都肿了，还罚站一节课。", "privacy_safety", true },
	{ "老师骚扰", "男助教给我发暧昧消息，还摸我的手，我很害怕，要求立即处理。", "privacy_safety", true },
	{ "消防通道被堵", "校区的消防通道堆满了桌椅，门还上了锁，存在严重安全隐患。", "privacy_safety", false },
	{ "孩子没人看", "下课后老师把我八岁的女儿一个人丢在楼下，天都黑了，我到的时候她在马路边哭。", "privacy_safety", true },
	{ "照片外传", "未经同意把孩子的照片和姓名发到你们的广告公众号上，请立即删除。", "privacy_safety", false },
	{ "Data breach", "You sent a list with all our ID numbers and phone numbers to the whole class group. This is a serious leak of personal data.", "privacy_safety", true },
	{ "My son was hurt", "My son broke his arm during PE and nobody called an ambulance. We drove him to hospital ourselves.", "privacy_safety", true },
	{ "harassment", "A teacher keeps sending me messages at night and touched my shoulder. I feel unsafe.", "privacy_safety", true },
	{ "食物中毒", "中午吃了你们食堂的饭，班上六个孩子上吐下泻，现在都在医院。", "privacy_safety", true },
	{ "霸凌", "我孩子在班里被几个大孩子推倒踢打，老师看见了也不管，现在不敢去上课。", "privacy_safety", true },
	/* urgent steps in other categories */
	{ "最后一次通知", "退费拖了三个月，本周再不到账我就打12315投诉，同时向教育局举报。", "fees", true },
	{ "律师函", "虚假宣传骗我交了两万，我已经咨询律师，准备起诉。", "marketing", true },
	{ "联系不上", "校区人去楼空，老师全部失联，我们二十几个家长已经报警。", NULL, true },
	{ "Legal action", "If the refund is not paid by Friday my lawyer will take you to court.", "fees", true },
	{ "记者", "再不解决课程虚假宣传的问题，我就找电视台曝光你们。", "marketing", true },
	{ "孩子不想活了", "老师当着全班骂他是废物，孩子回家说不想活了，要跳楼。", "privacy_safety", true },
	/* words that mislead */
	{ "急救员培训班退费", "报了急救员培训班，家里有事去不了，申请退费一直没有回复。", "fees", false },
	{ "法考课程", "律师资格考试班的老师讲课太快，刑法部分没讲完就结课了。", "teaching", false },
	{ "消防工程师班", "一级消防工程师课程的开班时间又推迟了，没有通知。", "schedule", false },
	{ "费用", "交了12000元，学了110节课，120分钟的课只上90分钟，要求退差价。", "fees", false },
	{ "新媒体运营课", "新媒体运营课的讲师照本宣科，内容过时。", "teaching", false },
	{ "教室太热", "老师讲得很好，就是教室太热，空调坏了，希望修一下。幸好没有人中暑受伤。", "facilities", false },
	{ "First aid course", "The first aid course was rescheduled twice without notice.", "schedule", false },
	{ "Media studies class", "The tutor of the media studies class is unprepared and reads the slides.", "teaching", false },
	{ "火灾逃生讲座", "火灾逃生讲座临时取消了，没有提前通知，白跑一趟。", "schedule", false },
};

/* Mails that are no complaint. */
static const struct {
	const char *subject, *text;
} others[] = {
	{ "感谢信", "特此感谢张老师半年来对孩子的耐心辅导，孩子这次考了全班第三，送上锦旗一面。" },
	{ "表扬前台小李", "上周我手机落在教室，前台小李主动联系我送到家，服务特别好，点赞！" },
	{ "谢谢老师", "雅思过了7分，非常感谢口语老师的帮助，收获很大，会推荐给朋友。" },
	{ "咨询", "请问会计初级班什么时候开班？学费多少钱？周末有没有班？" },
	{ "想了解课程", "您好，我想了解一下少儿编程课，孩子8岁，适合哪个级别，怎么报名？" },
	{ "发票怎么开", "请问报名后发票在哪里申请？谢谢。" },
	{ "请问上课地点", "请问周六的课是在东校区还是西校区上？我没有找到通知。" },
	{ "优惠代开发票", "本公司可代开各类发票，税点低，加微信详谈。" },
	{ "推广合作", "我们是专业SEO团队，可帮助贵校提升排名，期待商务合作。" },
	{ "恭喜中奖", "您已被抽中为幸运用户，点击链接领取奖金。" },
	{ "企业贷款", "无抵押贷款额度高达100万，利率低，当天放款，联系我。" },
	{ "Thank you", "Many thanks to Ms Wang for the wonderful lessons. My daughter loves the class and passed her exam." },
	{ "Compliment", "I just want to say that the front desk team did a great job yesterday. Kudos to them." },
	{ "Question about enrolment", "Could you tell me when the next IELTS course starts and how much the tuition is? Do you offer evening classes?" },
	{ "Is it possible to change class", "Hello, is it possible to move from the Monday class to the Wednesday class? Thank you for your help." },
	{ "Rank your website", "We offer cheap backlinks and SEO for schools. Reply to unsubscribe." },
	{ "Business proposal", "I am a bank manager with a business proposal of 10 million dollars for you." },
	{ "课程反馈", "这学期的课非常好，老师认真负责，教室也干净，继续加油！" },
	{ "请假", "您好，孩子发烧了，周六的课想请假一次，请问怎么补课？" },
	{ "Invoice question", "Where can I download the invoice for my course? I would like to know the steps." },
};

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
	{ "a part of a Latin word is none", "", "the feeling of fees", "fees", -1, 0, 1 },
	{ "a Latin word inside another", "", "I refundable unrefunded", NULL, 1, 0, 1 },
	{ "a plural is the word", "", "two refunds and invoices", "fees", 0, 0, 1 },
	{ "120 as a number to call", "", "打了120", NULL, -1, 1, 1 },
	{ "120 in a phone number", "", "电话13812012011", NULL, -1, 0, 1 },
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
	{ "a class by label", "", "班级：自杀干预2班\n老师没来", NULL, -1, 0, 1 },
	{ "the whole class is no course", "", "体罚全班", NULL, -1, 1, 1 },
	{ "English course", "", "my fire safety training", NULL, -1, 0, 1 },
	{ "a fire is a fire", "", "there was a fire in the building", NULL, -1, 1, 1 },
	{ "an injury without the word", "", "孩子从楼梯上摔下来，头上都是血", NULL, -1, 1, 1 },
	{ "a leak without the word", "", "你们把我的电话卖给别的机构", NULL, -1, 1, 1 },
	{ "a child left alone", "", "把我女儿一个人丢在楼下", NULL, -1, 1, 1 },
	{ "the parts of a term must share a sentence", "", "把话说清楚。我在楼下丢了一个人", NULL, -1, 0, 1 },
	{ "let off", "", "不是老师的问题，是教室太小", "facilities", 0, 0, 1 },
	{ "praise", "感谢信", "特此感谢", NULL, 1, 0, 0 },
	{ "a question", "", "请问怎么报名", NULL, 1, 0, 0 },
	{ "thanks at the end of a complaint", "", "要求退费，到现在没有回复，谢谢", "fees", -1, 0, 1 },
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
check_corpus(const Vocabulary *vocabulary)
{
	int total = 0, right = 0, triage = 0, wrong = 0, urgent = 0, found = 0, calm = 0, alarms = 0,
	    taken = 0, lost = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(corpus); i++) {
		g_autoptr(Verdict) verdict =
			classify(vocabulary, corpus[i].subject, corpus[i].text, THRESHOLD, MARGIN);
		bool same = !g_strcmp0(verdict->category, corpus[i].category);

		if (corpus[i].category) {
			total++;
			right += same && !verdict->triage;
			triage += verdict->triage;
			wrong += !same && !verdict->triage;
			if (!same && !verdict->triage)
				printf("# wrong: %s: %s (%s)\n", corpus[i].subject, verdict->category,
					verdict->words);
			else if (verdict->triage)
				printf("# triage: %s: %s %.2f %.2f (%s)\n", corpus[i].subject,
					verdict->category ? verdict->category : "-", verdict->score,
					verdict->margin, verdict->words);
		}
		lost += !verdict->is_complaint;
		urgent += corpus[i].urgent;
		found += corpus[i].urgent && verdict->urgent;
		calm += !corpus[i].urgent;
		alarms += !corpus[i].urgent && verdict->urgent;
		if (corpus[i].urgent != verdict->urgent)
			printf("# urgent %d: %s (%s)\n", corpus[i].urgent, corpus[i].subject,
				verdict->urgent_words);
		if (!verdict->is_complaint)
			printf("# taken for none: %s\n", corpus[i].subject);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autoptr(Verdict) verdict =
			classify(vocabulary, others[i].subject, others[i].text, THRESHOLD, MARGIN);

		taken += verdict->is_complaint;
		calm++;
		alarms += verdict->urgent;
		if (verdict->is_complaint || verdict->urgent)
			printf("# taken for a complaint: %s (%s)\n", others[i].subject,
				verdict->urgent_words);
	}
	printf("# of %d: right %d, triage %d, wrong %d; urgent %d of %d, false alarms %d of %d; "
	       "non-complaints taken %d of %d, complaints lost %d\n",
		total, right, triage, wrong, found, urgent, alarms, calm, taken, (int)G_N_ELEMENTS(others),
		lost);
	check((right + triage) * 100 >= total * 92, "92 of 100 are put right or before a person",
		"%d + %d of %d", right, triage, total);
	check(triage * 100 <= total * 25, "no more than 25 of 100 need a person", "%d of %d", triage, total);
	check(wrong * 100 <= total * 5, "no more than 5 of 100 are wrong and sure", "%d of %d", wrong, total);
	check(found * 100 >= urgent * 95, "95 of 100 urgent ones are found", "%d of %d", found, urgent);
	check(alarms * 100 <= calm * 5, "no more than 5 of 100 raise a false alarm", "%d of %d", alarms,
		calm);
	check(taken * 100 <= (int)G_N_ELEMENTS(others) * 15, "85 of 100 non-complaints are known as such",
		"%d of %d", taken, (int)G_N_ELEMENTS(others));
	check(lost == 0, "no complaint is taken for none", "%d", lost);
}

static void
check_ladder(const Vocabulary *vocabulary, const char *label, const char *piece, size_t times)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Verdict) verdict = NULL;
	gint64 start, spent;

	for (size_t i = 0; i < times; i++)
		g_string_append(text, piece);
	start = g_get_monotonic_time();
	verdict = classify(vocabulary, text->str, text->str, THRESHOLD, MARGIN);
	spent = g_get_monotonic_time() - start;
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
	check_corpus(vocabulary);
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
