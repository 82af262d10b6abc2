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
	{ "消防通道被堵", "校区的消防通道堆满了桌椅，门还上了锁，存在严重安全隐患。", "privacy_safety", true },
	{ "孩子没人看", "下课后老师把我八岁的女儿一个人丢在楼下，天都黑了，我到的时候她在马路边哭。", "privacy_safety", true },
	{ "照片外传", "未经同意把孩子的照片和姓名发到你们的广告公众号上，请立即删除。", "privacy_safety", true },
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
	/* a second hand, written after the words */
	{ "关于初三物理冲刺班的意见", "孩子反映徐老师每堂课都在讲自己年轻时候的事，真正讲题不到二十分钟，月考成绩反而下降了。希望校方认真对待师资问题。", "teaching", false },
	{ "日语N2班", "换的这位新老师自己语法都分不清，同学当场指出错误她还嘴硬，这种水平怎么敢收这么高的学费。", "teaching", false },
	{ "建议更换讲师", "财务实操课的讲师全程读课件，一个案例都没有，问问题就说回去看书。", "teaching", false },
	{ "考研政治", "押题押错就算了，连基本的知识点都没覆盖到，大纲里的第五章一句都没讲。", "teaching", false },
	{ "钢琴课", "陪练老师全程打哈欠刷短视频，孩子弹错了也不纠正。", "teaching", false },
	{ "Quality of instruction", "The new instructor mumbles, skips half of the slides and gets annoyed when people ask him to explain something again.", "teaching", false },
	{ "GMAT prep", "Three different tutors in two months and each starts from chapter one. Nobody follows the syllabus.", "teaching", false },
	{ "no homework feedback", "We hand in essays every week and get nothing back. What are we paying a teacher for?", "teaching", false },
	{ "暑假班时间乱改", "原定上午九点，头天晚上十点群里突然说改成下午两点，我们双职工家庭根本没法接送。", "schedule", false },
	{ "关于周末班停课", "国庆后已经连续两周没上课了，教务只说老师有事，也不说什么时候补。", "schedule", false },
	{ "驾培约课", "科目二练车永远显示约满，我从八月约到十一月只排上两次。", "schedule", false },
	{ "报了晚班变白班", "我报的是晚上七点的班，开课前一天告诉我晚班取消并到白天，我要上班怎么去？", "schedule", false },
	{ "Course postponed for the 3rd time", "I took unpaid leave for the course in March, and a week before you moved it to June.", "schedule", false },
	{ "Clash", "My two modules are timetabled at the same hour on Thursday, and the office says nothing can be done.", "schedule", false },
	{ "Lesson times", "You keep changing the lesson times in the app overnight. I missed two sessions because of it.", "schedule", false },
	{ "档案被弄丢", "我交给班主任的学历原件和照片被弄丢了，现在考试报名要用，谁来负责？", "learner_admin", false },
	{ "学时没有录入", "我修满了72学时，系统里只显示40，年底继续教育审核要过不了了。", "learner_admin", false },
	{ "分班不合理", "入学测试明明是B级，却把我女儿分到了零基础班，申请调整两周没人批。", "learner_admin", false },
	{ "毕业证", "同一批的同学都拿到毕业证了，只有我的说资料不全，可是我当初都交齐了。", "learner_admin", false },
	{ "Records", "According to your records I dropped out in May. I did not. Please correct my enrolment record.", "learner_admin", false },
	{ "exam entry", "You were supposed to register me for the December exam and you forgot. Now the deadline has passed.", "learner_admin", false },
	{ "过度承诺", "招生老师拍胸脯说零基础三个月拿证，现在问她她说因人而异，聊天记录我都有。", "marketing", false },
	{ "0元学是假的", "朋友圈广告说0元学习，去了之后各种套路让我办分期，和宣传完全两码事。", "marketing", false },
	{ "试听老师和正课老师不是一个人", "试听的时候是那个很有名的李老师，交完钱正式上课就换成没听过的新人，这不是挂羊头卖狗肉吗", "marketing", false },
	{ "资质问题", "宣传册上写着教育部认证，我查了根本没有这个认证。", "marketing", false },
	{ "Guarantee not honoured", "Your agent told me in writing that everyone who fails may repeat for free. Now you deny it. This is false advertising.", "marketing", false },
	{ "Job placement", "On the open day you claimed that 95% of graduates are hired within a month. Out of my group of 20, one has a job.", "marketing", false },
	{ "spam calls from your sales team", "Since the trial lesson your sales people call me four times a day although I asked them to stop.", "marketing", false },
	{ "钱什么时候退", "八月提的退课申请，合同写明三十天内打款，到今天一直说在走流程。", "fees", false },
	{ "合同里的违约金太高", "只上了一节课就不想上了，居然要收我总价百分之五十的违约金，霸王条款。", "fees", false },
	{ "赠送课时不作数", "续费的时候说送十节，结算的时候又说赠送的不能算钱，我要求按实际单价退剩余金额。", "fees", false },
	{ "开票", "公司给我报的名，抬头开错了让你们重开，拖了一个半月。", "fees", false },
	{ "Overpaid", "I paid 3,200 but the price on your page was 2,800. Please pay back the difference.", "fees", false },
	{ "deposit", "I withdrew before the course began and you keep my deposit, although the terms say it is returned in full.", "fees", false },
	{ "Direct debit", "You took another instalment from my account in October, two months after I left the course.", "fees", false },
	{ "电话里被怼", "我就问了一句几点上课，接电话的女的直接说你自己不会看吗然后啪就挂了。", "service", false },
	{ "一问三不知", "问教务老师课程有效期，她让我问顾问，顾问让我问前台，前台又让我打总部电话，没有一个人能回答。", "service", false },
	{ "学管师失联", "分配给我的学管从十月起就没回过我一条微信，换人也不打招呼。", "service", false },
	{ "校区主任态度", "我去反映情况，主任跷着腿说爱学学不学走，这是对待家长该有的态度吗？", "service", false },
	{ "Ignored for a month", "I sent messages on 1, 8, 15 and 22 October. Not one was answered. When I came in person I was told to wait outside.", "service", false },
	{ "Unfriendly staff", "Your assistant rolled her eyes and told me that my question was stupid in front of everyone.", "service", false },
	{ "暖气不热", "十一月了教室里只有十二度，孩子们穿着羽绒服写字，手都冻僵了。", "facilities", false },
	{ "网课平台", "APP一打开就闪退，回放也看不了，问题反馈了三次没有修复。", "facilities", false },
	{ "电梯常年停用", "六楼的教室电梯总是坏，我母亲腿脚不好爬楼很困难。", "facilities", false },
	{ "教室", "一间二十平的屋子塞四十把椅子，没有窗户，空气浑浊得头晕。", "facilities", false },
	{ "Room 204", "The chairs in room 204 are broken, the light flickers and it smells of mould.", "facilities", false },
	{ "Online lessons", "The livestream freezes every few minutes and the recordings have no sound.", "facilities", false },
	{ "No hot water in the dormitory", "There has been no hot water in the dormitory for nine days.", "facilities", false },
	{ "孩子在舞蹈课上摔了", "压腿的时候老师用力踩了一下，孩子当场疼得哭，拍片子显示大腿骨裂，老师到现在没有一句道歉。", "privacy_safety", true },
	{ "陌生人带走孩子", "昨天放学老师没核对身份就让一个陌生人把我儿子接走了，幸好后来在商场找到。", "privacy_safety", true },
	{ "我的身份证复印件被发到班群", "班主任为了催缴资料，把我的身份证正反面直接发到一百多人的群里。", "privacy_safety", true },
	{ "教练行为不端", "游泳教练教动作的时候手总往我女儿身上摸，孩子吓得再也不肯去。", "privacy_safety", true },
	{ "午托班", "午托老师因为孩子不睡觉，把他锁在储物间半个小时，孩子现在晚上做噩梦。", "privacy_safety", true },
	{ "楼梯扶手松动", "三楼的楼梯扶手一推就晃，那么多小孩跑来跑去，迟早出事。", "privacy_safety", true },
	{ "You gave away my details", "A competitor phoned me and knew my name, my course and what I paid. Only you had that information.", "privacy_safety", true },
	{ "Allergy ignored", "I told you my daughter is allergic to nuts. Today she was given a nut biscuit and ended up in the emergency room.", "privacy_safety", true },
	{ "My son is afraid to go back", "Two older boys hold my son down and hit him in every break, and the teacher looks away.", "privacy_safety", true },
	{ "要求三天内答复", "退款的事拖到今天，三天内没有结果我们十五位家长将联名向市监局反映。", "fees", true },
	{ "将走司法程序", "协议明确可以全退，你们拒不履行，材料我已经递到法院立案了。", "fees", true },
	{ "Chargeback", "You ignore my refund request, so I have reported the matter to the consumer council.", "fees", true },
	{ "Final notice", "The advertised job guarantee was a lie. I am talking to a journalist about it.", "marketing", true },
	{ "法院书记员培训班", "法院书记员培训班的课表换了四次，没有一次提前通知。", "schedule", false },
	{ "警察招考面试班", "警察招考面试班的老师自己都没考过，讲的全是网上抄的。", "teaching", false },
	{ "报警器考试", "消防设施操作员考证班的机房电脑开不了机。", "facilities", false },
	{ "Emergency care course", "I want my money back for the emergency care course, which I left after one lesson.", "fees", false },
	{ "订单号1101200120", "订单号1101200120的发票一直没有开，请尽快开具。", "fees", false },
	/* a third hand */
	{ "关于马老师的授课", "马老师上课只是把书上的内容念一遍，学生提问他就让百度，期中测验全班平均分不到六十。", "teaching", false },
	{ "美术班", "教素描的老师一节课下来只顾自己画画，从来不到学生身边指导，交了一年钱孩子连透视都不懂。", "teaching", false },
	{ "编程课体验", "课程标明是进阶，实际上讲的还是变量和循环，跟我半年前在B站看的免费视频一模一样。", "teaching", false },
	{ "Guitar lessons", "The guitar coach arrives without any plan and we play the same three chords each week.", "teaching", false },
	{ "Spoken English", "The trainer talks for fifty of the sixty minutes; we hardly get to speak at all. His corrections are often wrong too.", "teaching", false },
	{ "上课时间变来变去", "从九月到现在我们的瑜伽教练培训挪了五次日子，我请的年假全浪费了。", "schedule", false },
	{ "还没开班", "缴费已满四个月，群里除了等通知没有别的话，究竟哪一天能开班？", "schedule", false },
	{ "少上了八节课", "合同写明48节，老师以赶时间为由第40节就结课，剩下的八节没有任何安排。", "schedule", false },
	{ "Wednesday group dissolved", "You merged our Wednesday group into Saturday without asking. I work on Saturdays.", "schedule", false },
	{ "成绩录入错误", "我的期末卷面是86分，系统里登记成了68分，导致评不上优秀学员，教务说改不了。", "learner_admin", false },
	{ "拿不到结业证", "所有考核都已合格，工作人员却说我的学籍没有注册，发不了结业证。", "learner_admin", false },
	{ "Transfer", "I applied in August to move to the advanced group. My form was mislaid twice and I am still in the beginners' class.", "learner_admin", false },
	{ "签合同之前说的全不算", "顾问说学完安排进三甲医院实习，现在改口说只提供信息，当时的录音我留着。", "marketing", false },
	{ "广告与事实不符", "海报上写小班八人，实际一个班三十人；写外教，实际是东南亚留学生。", "marketing", false },
	{ "Recruiter's promises", "The enrolment adviser assured me that the diploma is recognised abroad. The embassy says it is not.", "marketing", false },
	{ "会员卡余额", "门店搬到三十公里外，我卡里还剩六千多，你们不肯退只让转校区。", "fees", false },
	{ "莫名其妙扣钱", "支付宝账单显示你们上月自动划走399元，我从没同意过续订。", "fees", false },
	{ "补交费用", "中途通知每人再交800元模拟考试费，不交就不让进考场，报名时从未提过。", "fees", false },
	{ "Cancellation", "I cancelled within the cooling-off period and only received half of what I paid.", "fees", false },
	{ "咨询被当皮球", "打了七个电话换了五个人，每个人都说不归自己管，最后一个直接让我别烦她。", "service", false },
	{ "门口保安和前台", "送孩子迟到两分钟，前台当着孩子的面讽刺我不会当妈。", "service", false },
	{ "Help desk", "Every time I contact the help desk I get a different excuse and then silence for a week.", "service", false },
	{ "自习室", "自习室晚上灯管坏了一大半，插座没电，饮水机也空着好几天。", "facilities", false },
	{ "考试系统", "模拟考到一半页面白屏，重新登录答案全没了，技术支持说只能重考。", "facilities", false },
	{ "Gym hall", "The floor of the gym hall is slippery, two mats are torn and the showers have been closed since May.", "facilities", false },
	{ "孩子胳膊脱臼", "轮滑教练硬拉孩子起来，胳膊脱臼，我赶到的时候他还让孩子坐在地上等。", "privacy_safety", true },
	{ "老师威胁孩子", "老师说再不听话就把他从窗户扔下去，孩子吓得尿裤子。", "privacy_safety", true },
	{ "电话号码外流", "从来没给过别人这个小号，只在你们机构登记过，现在天天有贷款公司打进来。", "privacy_safety", true },
	{ "Swimming lesson", "Nobody was watching the pool and my six-year-old went under. Another parent pulled her out.", "privacy_safety", true },
	{ "Messages to my daughter", "The tutor writes to my 14-year-old daughter at midnight and asks for pictures.", "privacy_safety", true },
	{ "限期处理", "给你们五个工作日，不退费我将请律师并向消费者协会投诉。", "fees", true },
	{ "Going public", "Forty of us were promised jobs that do not exist. We have contacted the evening news.", "marketing", true },
	{ "公安院校联考冲刺班", "公安院校联考冲刺班两周没排课，群里问了没人说话。", "schedule", false },
	{ "Fire warden course", "The slides of the fire warden course are ten years old and the trainer could not answer our questions.", "teaching", false },
	/* a fourth hand */
	{ "轮滑课事故", "孩子在轮滑课上被别的学员撞飞，门牙磕掉半颗，满嘴是血，教练连个电话都没打给我们。", "privacy_safety", true },
	{ "请严肃处理", "托管老师嫌我女儿吃饭慢，把剩饭扣在她头上，还让全班同学笑她，孩子现在一提上课就发抖。", "privacy_safety", true },
	{ "不明来电", "我在你们这里填的是假名字“王小七”，昨天就有放贷的打电话找王小七，你们怎么解释？", "privacy_safety", true },
	{ "最后通牒", "下周一前不把剩余课时费打回来，我就去市场监管所递材料，同时把全过程发到网上。", "fees", true },
	{ "班里二十六个家长的共同意见", "我们全班二十六位家长签了字，要求撤换教练并退还本期费用，否则集体去教育局。", NULL, true },
	{ "门口没人", "下课铃一响孩子们自己往外冲，门口就是主干道，昨天差点被车撞到，一个管的人都没有。", "privacy_safety", true },
	{ "Burnt hand", "In the cooking class my nephew burnt his hand on an unguarded stove; there was not even a plaster in the room.", "privacy_safety", true },
	{ "Your assistant's behaviour", "The lab assistant keeps standing very close to me, comments on my clothes and asked for my private number. I do not want to be alone with him.", "privacy_safety", true },
	{ "My data", "A stranger read me my own passport number over the phone and said it came from your enrolment file.", "privacy_safety", true },
	{ "Solicitor's letter to follow", "As you have not repaid the fee by the agreed date, a solicitor's letter will follow.", "fees", true },
	{ "老师骂孩子笨", "班主任当着很多家长的面说我孩子笨，态度很差，一直没有道歉。", "service", false },
	{ "公考班换老师", "公考班讲申论的老师换成了刚入职的新人，讲题颠三倒四，听完更糊涂。", "teaching", false },
	{ "座椅", "三号教室的座椅太硬太挤，坐两小时腰都直不起来，希望更换。", "facilities", false },
	{ "续班优惠没兑现", "去年说老生续班打八折，今年缴费时按原价收，问起来说活动结束了。", "marketing", false },
	{ "证书照片贴错", "发下来的证书上贴的是别人的照片，要求尽快重做。", "learner_admin", false },
	{ "补课拖了两个月", "九月因台风停的两次课，到现在都没有安排补上。", "schedule", false },
	{ "Bookkeeping class", "The bookkeeping class was moved online without telling us and the new hours overlap with my job.", "schedule", false },
	{ "Payment taken twice", "My card statement shows two payments on 3 May. Please return one of them.", "fees", false },
	{ "Cold shoulder", "I came to the office to ask about my results and the lady would not even look up from her phone.", "service", false },
	{ "Broken piano", "Four keys of the practice piano stick and the stool wobbles.", "facilities", false },
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
	{ "给李老师点个大大的赞", "李老师上课生动有趣，孩子从讨厌英语变成每天主动背单词，作为家长真的很感激！" },
	{ "顺利拿证", "告诉你们一个好消息，我的会计证拿到啦，感谢各位老师一年的陪伴。" },
	{ "寒假班", "你好，寒假班几号开始报名？老学员有优惠吗？" },
	{ "请教一个问题", "我是新学员，线上课的回放能保存多久？在哪里能看到？" },
	{ "补课怎么安排", "老师好，孩子周日要参加比赛来不了，能不能换到周三上？麻烦告知，谢谢。" },
	{ "校园安防设备供应", "我司专业生产监控摄像头、门禁系统，价格优惠，欢迎洽谈。" },
	{ "低价办理各类证书", "本科学历、建造师证挂靠，全国可查，联系微信。" },
	{ "合作邀请", "我们是一家短视频代运营公司，希望与贵机构建立长期合作关系。" },
	{ "Happy student", "Just a short note: I passed with distinction and I owe it to Mr Brown. Best course I ever took!" },
	{ "Opening hours", "What are the opening hours of the library during the holidays?" },
	{ "Parking?", "Hi, is there parking near the east campus? I am coming to the open day on Saturday." },
	{ "Increase your traffic", "Dear webmaster, we can bring 10,000 visitors a month to your site. Reply for a free quote." },
	{ "Office furniture", "We supply desks and chairs for schools at factory prices. See our catalogue attached." },
	{ "Change of address", "Please note that my new postal address is 12 Hill Road. Thank you." },
	{ "教师节祝福", "祝所有老师节日快乐，孩子在这里学习很开心，谢谢你们的付出。" },
	{ "关于报到", "我是下周入学的新生，报到那天要带哪些材料？住宿需要自己准备被褥吗？" },
	{ "成绩出来了", "托福108！多亏了赵老师的写作课，回头请你们吃糖。" },
	{ "课程咨询", "我女儿上小学四年级，英语基础一般，有合适的班推荐吗？上课时间怎么安排？" },
	{ "印刷报价", "承接各类教材印刷、画册设计，量大从优，欢迎来样询价。" },
	{ "招聘合作", "我们平台有大量优质教师简历，首月免费试用，有意请回复。" },
	{ "Thanks from a father", "My boy looks forward to Saturdays now. Whatever your coaches do, please go on doing it." },
	{ "Term dates", "Hello, when does the spring term begin and until when can we sign up? Kind regards" },
	{ "Certificates for employer", "Could you tell me whether the certificate is also available in English?" },
	{ "Cleaning services", "Our team cleans schools at night. First week free. Call us for an offer." },
	{ "喜报", "孩子作文在市里得了二等奖，特地写信告诉方老师，辛苦您了！" },
	{ "能否开具在读证明", "老师您好，办签证需要在读证明，请问找谁开、要几天？" },
	{ "询问退费政策", "我还没报名，想先问清楚：如果上了几节课不合适，可以退吗？按什么标准退？" },
	{ "短信群发平台", "三分钱一条，支持三网，触达率高，免费测试，联系客服领取体验金。" },
	{ "Well deserved praise", "Your receptionist Anna found my lost wallet and would not take a reward. What a kind person." },
	{ "Refund rules?", "Before I enrol: what are the rules if I have to stop half way? Is any part of the fee returned?" },
	{ "Grow your school", "Our agency fills classrooms. 300 leads in 30 days or you pay nothing." },
	{ "Lost umbrella", "Did anyone hand in a blue umbrella last night in room 5?" },
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
