#include "tests/unit/letter_samples.h"

#include <string.h>

/* clang-format off */
const LetterSample letter_samples[] = {
	{ "M01", "zh-CN", "", "authenticated sure as_learner", "items" },
	{ "M01", "zh-CN", "missing", "authenticated sure missing as_learner", "learner_name class_name" },
	{ "M01", "en", "missing", "sure missing as_learner", "learner_name class_name" },
	{ "M01", "zh-CN", "unproved", "sure as_learner", "" },
	{ "M01", "zh-CN", "triage", "authenticated as_learner", "learner_name attachments demand" },
	{ "M01", "zh-CN", "urgent", "sure as_learner urgent", "department" },
	{ "M01", "en", "", "authenticated sure as_learner confidential content_cut", "" },
	{ "M01", "en", "unproved", "as_learner urgent", "" },
	{ "M02", "zh-CN", "", "as_learner", "question" },
	{ "M02", "zh-CN", "question", "as_learner", "items learner_name" },
	{ "M02", "en", "", "as_learner", "question" },
	{ "M02", "en", "question", "as_learner", "items" },
	{ "M03", "zh-CN", "", "as_learner", "" },
	{ "M03", "en", "", "as_learner", "" },
	{ "M04", "zh-CN", "", "as_handler", "persons" },
	{ "M04", "zh-CN", "head", "as_dept_head urgent minor content_cut", "" },
	{ "M04", "zh-CN", "transferred", "as_handler transferred contacted confidential masked", "learner_name phone contact_by" },
	{ "M04", "zh-CN", "copied", "as_dept_head copied", "" },
	{ "M04", "zh-CN", "learner", "as_learner transferred", "" },
	{ "M04", "en", "learner", "as_learner transferred", "" },
	{ "M04t", "zh-CN", "", "as_intake why_unsure", "other_case_no persons" },
	{ "M04t", "zh-CN", "duplicate", "as_intake why_duplicate urgent", "words" },
	{ "M04t", "zh-CN", "no-complaint", "as_intake why_no_complaint", "category other_case_no score words" },
	{ "M04t", "zh-CN", "unreadable", "as_intake why_unreadable", "category other_case_no score words content demand persons" },
	{ "M04t", "zh-CN", "returned", "as_intake why_returned", "other_case_no" },
	{ "M05", "zh-CN", "", "as_dept_head urgent", "numbers" },
	{ "M05", "zh-CN", "supervisor", "as_admin_sup urgent minor", "handler_name numbers" },
	{ "M05", "zh-CN", "systemic", "as_admin_sup about_systemic", "" },
	{ "M05", "zh-CN", "joint", "as_dept_head urgent about_joint", "" },
	{ "M05", "zh-CN", "emergency", "as_dept_head urgent about_emergency", "numbers" },
	{ "M06", "zh-CN", "", "as_handler clock_contact", "late others" },
	{ "M06", "zh-CN", "bundle", "as_handler clock_plan over", "late" },
	{ "M06", "zh-CN", "unsigned", "as_dept_head clock_contact unsigned", "late others" },
	{ "M06", "zh-CN", "plan", "as_handler clock_plan provisional content_cut", "late" },
	{ "M06", "zh-CN", "review", "as_finance clock_review masked", "late learner_name phone class_name" },
	{ "M07", "zh-CN", "", "as_finance stage_plan", "result" },
	{ "M07", "zh-CN", "learner-rep", "as_learner_rep stage_result masked", "attachments" },
	{ "M07", "zh-CN", "supervisor", "as_admin_sup stage_plan urgent", "cost result" },
	{ "M07r", "zh-CN", "", "as_handler stage_plan", "result" },
	{ "M07r", "zh-CN", "result", "as_dept_head stage_result", "" },
	{ "M07r", "zh-CN", "supervisor", "as_admin_sup stage_plan", "result" },
	{ "M07r", "zh-CN", "supervisor-result", "as_admin_sup stage_result", "" },
	{ "M07r", "zh-CN", "learner", "as_learner stage_result", "" },
	{ "M07r", "en", "learner", "as_learner stage_result", "" },
	{ "M08", "zh-CN", "", "as_learner", "" },
	{ "M08", "zh-CN", "later", "as_learner later_round", "learner_name" },
	{ "M08", "zh-CN", "copy", "as_handler later_round", "" },
	{ "M08", "en", "", "as_learner", "" },
	{ "M08", "en", "later", "as_learner later_round", "" },
	{ "M09", "zh-CN", "", "as_handler", "" },
	{ "M10", "zh-CN", "", "as_learner", "" },
	{ "M10", "zh-CN", "handler", "as_handler done", "" },
	{ "M10", "zh-CN", "intake", "as_intake", "cost" },
	{ "M10", "en", "", "as_learner", "" },
	{ "M11", "zh-CN", "", "as_handler done", "others" },
	{ "M12", "zh-CN", "", "as_intake all_ok", "" },
	{ "M13", "zh-CN", "", "as_admin_sup all_ok", "" },
	{ "M13", "zh-CN", "finance", "as_finance", "" },
	{ "M13", "zh-CN", "learner-rep", "as_learner_rep masked", "cost attachments persons" },
	{ "M14", "zh-CN", "", "as_learner all_ok", "" },
	{ "M14", "en", "", "as_learner", "" },
	{ "M15", "zh-CN", "plan", "as_learner for_plan", "" },
	{ "M15", "zh-CN", "result", "as_learner for_result", "" },
	{ "M15", "zh-CN", "unclear", "as_learner for_result unclear", "" },
	{ "M15", "zh-CN", "intake", "as_intake for_plan given_up", "others" },
	{ "M15", "zh-CN", "lost", "as_intake for_result contact_lost", "others" },
	{ "M15", "en", "plan", "as_learner for_plan", "" },
	{ "M15", "en", "result", "as_learner for_result", "" },
	{ "M15", "en", "unclear", "as_learner for_plan unclear", "" },
	{ "M16a", "zh-CN", "", "as_learner", "" },
	{ "M16a", "zh-CN", "silent", "as_learner silent", "" },
	{ "M16a", "en", "", "as_learner", "" },
	{ "M16a", "en", "silent", "as_learner silent", "" },
	{ "M16b", "zh-CN", "", "as_learner", "" },
	{ "M16b", "en", "", "as_learner", "" },
	{ "M16", "zh-CN", "", "as_learner", "" },
	{ "M16", "en", "", "as_learner", "" },
	{ "M17", "zh-CN", "", "as_learner", "" },
	{ "M17", "en", "", "as_learner", "" },
	{ "M18", "zh-CN", "", "as_learner", "" },
	{ "M18", "zh-CN", "handler", "as_handler", "reason" },
	{ "M18", "zh-CN", "head", "as_dept_head", "answer" },
	{ "M18", "zh-CN", "supervisor", "as_admin_sup", "learner_name phone class_name" },
	{ "M18", "zh-CN", "by-us", "as_learner reopened_by_us", "" },
	{ "M18", "en", "", "as_learner", "contact_by" },
	{ "M18", "en", "by-us", "as_learner reopened_by_us", "contact_by" },
	{ "M19", "zh-CN", "", "as_learner", "others" },
	{ "M19", "zh-CN", "intake", "as_intake", "others" },
	{ "M19", "zh-CN", "handler", "as_handler", "why_moved" },
	{ "M19", "en", "", "as_learner", "" },
	{ "M20", "zh-CN", "", "as_handler clock_contact", "others" },
	{ "M20", "zh-CN", "exec", "as_handler clock_exec provisional", "" },
	{ "M20", "zh-CN", "head", "as_dept_head clock_plan", "" },
	{ "M20", "zh-CN", "supervisor", "as_admin_sup clock_plan", "" },
	{ "M20", "zh-CN", "intake", "as_intake clock_triage", "handler_name" },
	{ "M20", "zh-CN", "manager", "as_manager clock_feedback", "" },
	{ "M23", "zh-CN", "", "as_handler all_ok", "lines.reason lines.suggestions corrected verbs details" },
	{ "M23", "zh-CN", "refused", "as_handler ok", "sent verbs details" },
	{ "M23", "zh-CN", "help", "as_handler all_ok", "lines corrected sent details" },
	{ "M23", "zh-CN", "details", "as_handler all_ok", "lines corrected sent verbs" },
	{ "M23c", "zh-CN", "", "as_dept_head ok", "" },
	{ "M23d", "zh-CN", "", "as_intake", "" },
	{ "M23d", "zh-CN", "keyed in", "as_intake", "claimed" },
	{ "M24", "zh-CN", "merged", "as_learner merged", "reason" },
	{ "M24", "zh-CN", "split", "as_learner split", "" },
	{ "M24", "zh-CN", "withdrawn", "as_learner withdrawn", "reason other_case_no" },
	{ "M24", "en", "merged", "as_learner merged", "reason" },
	{ "M24", "en", "split", "as_learner split", "" },
	{ "M24", "en", "withdrawn", "as_learner withdrawn", "reason other_case_no" },
	{ "M25", "zh-CN", "see", "as_learner data_see", "" },
	{ "M25", "zh-CN", "correct", "as_learner data_correct", "" },
	{ "M25", "zh-CN", "erase", "as_learner data_erase", "" },
	{ "M25", "zh-CN", "intake", "as_intake data_erase", "" },
	{ "M25", "zh-CN", "intake corrects", "as_intake data_correct", "" },
	{ "M25", "en", "see", "as_learner data_see", "" },
	{ "M25", "en", "correct", "as_learner data_correct", "" },
	{ "M25", "en", "erase", "as_learner data_erase", "" },
	{ "M21", "zh-CN", "", "as_manager overview late urgent blank bad", "lines_n lines lines_more" },
	{ "M21", "zh-CN", "supervisor", "as_admin_sup overview late urgent blank bad", "" },
	{ "M21", "zh-CN", "lines", "as_handler late urgent blank", "sections tiles overdue_n urgent_n" },
	{ "M21", "zh-CN", "quiet", "as_manager overview quiet", "lines_n lines lines_more sections overdue_n urgent_n" },
	{ "M21", "en", "", "as_manager overview late urgent blank bad", "" },
	{ "M21", "en", "lines", "as_handler late urgent blank", "sections tiles overdue_n urgent_n lines_late lines_more" },
	{ "M22", "zh-CN", "", "as_manager bad header urgent", "" },
	{ "M22", "zh-CN", "quarterly", "as_admin_sup bad header quarterly", "" },
	{ "M22", "zh-CN", "quiet", "as_manager quiet", "" },
	{ "M22", "en", "", "as_manager bad header urgent", "" },
	{ "M26", "zh-CN", "", "as_learner", "" },
	{ "M26", "en", "", "as_learner", "" },
	{ "M27", "zh-CN", "", "as_learner", "alarm" },
	{ "M27", "zh-CN", "handler", "as_handler about_message content_cut", "alarm" },
	{ "M27", "zh-CN", "query", "as_handler about_query", "attachments alarm" },
	{ "M27", "zh-CN", "answer", "as_finance about_answer", "attachments phone alarm" },
	{ "M27", "zh-CN", "supervise", "as_dept_head about_supervise", "attachments alarm" },
	{ "M27", "zh-CN", "unverified", "as_intake", "" },
	{ "M27", "zh-CN", "take-back", "as_intake about_take_back", "attachments alarm" },
	{ "M27", "zh-CN", "merger", "as_handler about_merger", "attachments alarm" },
	{ "M27", "zh-CN", "override", "as_finance about_override", "attachments alarm" },
	{ "M27", "en", "", "as_learner", "alarm" },
	{ NULL, NULL, NULL, NULL, NULL },
};
/* clang-format on */

static const struct {
	const char *name, *chinese, *english; /* lists: items separated by '|' */
} words[] = {
	{ "institution", "晨光培训学校", "Chenguang Training School" },
	{ "case_no", "C20261123-0007K", NULL },
	{ "reply_address", "tousu+mfrggzdfmztwq2lk@school.test", NULL },
	{ "reader_name", "王建国", NULL },
	{ "state", "已派单", "with the department" },
	{ "category", "教学质量", "Teaching quality" },
	{ "department", "教学部", "Teaching" },
	{ "learner_name", "林小雨", "Lin Xiaoyu" },
	{ "phone", "13800001203", NULL },
	{ "learner_address", "xiaoyu.lin@mail.test", NULL },
	{ "claimed", "xiaoyu.lin@mail.test", NULL },
	{ "alarm", "写信的不是本案的学员", NULL },
	{ "data_by", "12月14日(周一)18:00", "Mon 14 December, 18:00" },
	{ "class_name", "高三1班", "Class 3-1" },
	{ "received_at", "11月23日(周一)10:12", "Mon 23 November, 10:12" },
	{ "channel", "邮件", "mail" },
	{ "content",
		"数学课已经连续三周由代课老师照着课件念，题目讲错了两次，问问题也不回答。\n\n同学们都跟不上，"
		"希望换回原来的老师，并把落下的课补上。",
		"For three weeks a stand-in has been reading the slides to us in mathematics, two problems "
		"were solved wrongly, and questions go unanswered.\n\nWe all fall behind. Please give us our "
		"teacher back and make up for the lost lessons." },
	{ "demand", "换回原来的老师，补课", "our teacher back, and the lessons made up" },
	{ "persons", "代课的赵老师", "Mr Zhao, the stand-in" },
	{ "attachments", "课堂笔记.jpg (482 KB)|错题.pdf (1.2 MB)",
		"notes.jpg (482 KB)|errors.pdf (1.2 MB)" },
	{ "promise_by", "11月24日(周二)18:00", "Tue 24 November, 18:00" },
	{ "items.label", "姓名|班级", "your name|your class" },
	{ "question", "讲错的是哪两道题？大约在哪一天？",
		"Which two problems were solved wrongly, and about when?" },
	{ "reason", "课程由教务部统一安排，请教务部核实代课记录",
		"the lessons are planned by academic affairs" },
	{ "other_case_no", "C20261122-0003Q", NULL },
	{ "score", "0.55", NULL },
	{ "words", "照着课件念 讲错 补课", NULL },
	{ "categories", "教学质量|课程安排|学员管理|招生宣传|退费/费用", NULL },
	{ "triage_by", "11月24日(周二)18:00", NULL },
	{ "contact_by", "11月24日(周二)18:00", "Tue 24 November, 18:00" },
	{ "plan_by", "11月26日(周四)18:00", "Thu 26 November, 18:00" },
	{ "handler_name", "王建国", "Wang Jianguo" },
	{ "clock", "首次联系", "offer of a plan" },
	{ "due_by", "11月24日(周二)18:00", "Tue 24 November, 18:00" },
	{ "late", "1个工作日", NULL },
	{ "plan_no", "2", NULL },
	{ "round", "2", NULL },
	{ "measures.text", "从下周一起由原任课老师恢复上课|安排两次补课，重讲讲错的两道题",
		"The former teacher is back from next Monday|Two extra lessons, with both problems done "
		"again" },
	{ "responsible", "王建国", "Wang Jianguo" },
	{ "complete_by", "12月4日(周五)", "Fri 4 December" },
	{ "cost", "400元", NULL },
	{ "review_by", "11月25日(周三)18:00", NULL },
	{ "objector", "财务人员", NULL },
	{ "reply_by", "12月9日(周三)18:00", "Wed 9 December, 18:00" },
	{ "answer", "两次补课不够，落下了三周的内容，希望至少补四次。", "Two lessons are not enough." },
	{ "result", "原任课老师11月30日已恢复上课；12月1日、3日晚各补课一次，两道错题已重讲，签到表附后。",
		"The former teacher is back since 30 November. Extra lessons were held on 1 and 3 December, "
		"and both problems were done again." },
	{ "handled_at", "12月4日(周五)16:40", "Fri 4 December, 16:40" },
	{ "feedback_by", "12月8日(周二)18:00", NULL },
	{ "satisfaction", "满意", "satisfied" },
	{ "track_days", "12月14日(周一)|1月6日(周三)", "Mon 14 December|Wed 6 January" },
	{ "reopen_by", "2月5日(周五)", "Fri 5 February" },
	{ "reopened", "1", NULL },
	{ "old_by", "12月4日(周五)", "Fri 4 December" },
	{ "new_by", "12月11日(周五)", "Fri 11 December" },
	{ "why_moved", "校外老师的课表有冲突。", "The visiting teacher's timetable changed." },
	{ "others.case_no", "C20261120-0003B|C20261121-0004D", NULL },
	{ "others.clock", "首次联系|提出方案", NULL },
	{ "others.due_by", "11月24日(周二)18:00|11月25日(周三)18:00", NULL },
	{ "others.state", "已派单|调查中", NULL },
	{ "numbers", "C20261120-0003B|C20261121-0004D", NULL },
	{ "query_by", "11月26日(周四)18:00", NULL },
	{ "lines.command", "#联系 电话 已听学员说明情况|#方桉 补课两次/王建国/12月4日", NULL },
	{ "lines.reason", "|没有这条指令", NULL },
	{ "lines.suggestions", "|#方案", NULL },
	{ "corrected", "#联系 电话 已听学员说明情况\n#方案 补课两次/王建国/12月4日", NULL },
	{ "sent.purpose", "处理方案|处理方案", NULL },
	{ "sent.whom", "学员|受理小组", NULL },
	{ "code", "402917", NULL },
	{ "code_by", "11月23日(周一)12:10", NULL },
	{ "verbs.word", "接单|联系|方案|办结", NULL },
	{ "verbs.arguments", "|方式 要点|措施/责任人/完成时间|结果", NULL },
	{ "verbs.meaning", "确认由您来办|记下与学员的一次联系|提交处理方案|报告全部做完", NULL },
	{ "details",
		"首次联系：11月24日(周二)18:00前，已于11月23日(周一)15:20完成|提出方案：11月26日(周四)18:"
		"00前，还有2个工作日",
		NULL },
	{ "timeline.at", "11月23日(周一)10:12|11月23日(周一)10:12|11月23日(周一)15:20",
		"Mon 23 November, 10:12|Mon 23 November, 10:12|Mon 23 November, 15:20" },
	{ "timeline.what", "收到您的来信|已交给负责的部门|已与您联系",
		"we received your mail|passed to the department in charge|we got in touch with you" },
	{ "waiting_for", "教学部", "the teaching department" },
	{ "message", "林同学你好，补课定在下周二、周四晚上七点，203教室。\n有事来不了就告诉我。",
		"Extra lessons are on Tuesday and Thursday at seven, room 203.\nTell me if you cannot "
		"come." },
	{ "day", "11月24日(周二)", "Tue 24 November" },
	{ "since", "11月23日(周一)09:00", "Mon 23 November, 09:00" },
	{ "head", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", NULL },
	{ "lines_n", "2", NULL },
	{ "lines_late", "1", NULL },
	{ "lines_more", "3", NULL },
	{ "urgent_n", "1", NULL },
	{ "overdue_n", "2", NULL },
	{ "lines.case_no", "C20261123-0007K|C20261120-0002P", NULL },
	{ "lines.about", "教学质量 · 林** · 高三1班|课程安排 · 高二3班",
		"Teaching quality · L** · Class 3-1|Schedule" },
	{ "lines.due", "逾期1个工作日|今天18:00", "1 workday late|today 18:00" },
	{ "lines.clock", "首次联系|提出方案", "first contact|offer of a plan" },
	{ "lines.label", "已联系，写下要点|方案：措施/责任人/完成时间", "contacted: the gist|plan" },
	{ "tiles.label", "在办|逾期|满意率", "open|overdue|satisfaction rate" },
	{ "tiles.number", "12|2|86%", NULL },
	{ "tiles.note", "||n=14", NULL },
	{ "tiles.change", "|−1|+3百分点", "|−1|+3 points" },
	{ "sections.title", "逾期", "overdue" },
	{ "sections.note", "最久的在前", "the longest first" },
	{ "sections.count", "2", NULL },
	{ "sections.more", "1", NULL },
	{ "rows.case_no", "C20261118-0003H|C20261119-0001T", NULL },
	{ "rows.about", "教学质量 · 教学部 · 王建国|课程安排 · 教务部",
		"Teaching quality · Teaching|Schedule" },
	{ "rows.due", "逾期2个工作日|逾期3小时", "2 workdays late|3 h late" },
	{ "rows.clock", "首次联系|反馈结果", "first contact|telling the result" },
	{ "title", "投诉月报（2026年11月）", "complaints of the month 2026-11" },
	{ "period", "2026-11", NULL },
	{ "first", "11月1日(周日)", "Sun 1 November" },
	{ "last", "11月30日(周一)", "Mon 30 November" },
	{ "pictures.name", "weeks@school.test", NULL },
	{ "pictures.caption", "近13个整周，每周收到的件数；绿色是本期。",
		"Complaints received in each of the last 13 whole weeks; green is this period." },
	{ "pictures.words", "合计 共31件：2 3 1 0 2 4 2 3 1 2 4 3 4", "Complaints a week, by category." },
	{ "parts.title", "按时率|改进事项", "On time|Improvements" },
	{ "parts.note", "达标 ÷ 本期到期或已完成|未完成的", "met ÷ met or due|not done yet" },
	{ "bars.label", "按时联系率|按时反馈率", "contacted on time|told on time" },
	{ "bars.words", "76.6%（36/47）|100%（68/68）", "76.6% (36/47)|100% (68/68)" },
	{ "bars.percent", "77|100", NULL },
	{ "table.a", "指标|办理用时", "figure|time to result" },
	{ "table.b", "中位|11.1天", "median|11.1 d" },
	{ "table.c", "九成|19天", "90%|19 d" },
	{ "parts.items", "C20261101-0004D 教学部：提前公布课表，王建国，12月4日(周五)前",
		"C20261101-0004D Teaching: publish timetables" },
	{ "parts.small", "另有3件，见附件。", "3 more are in the attached table." },
	{ "definitions.label", "按时联系率|满意率", "contacted on time|satisfaction rate" },
	{ "definitions.words",
		"派单后在时限内首次联系学员的 ÷ 本期到期或已联系的。|满意与基本满意 ÷ 本期收到的评价。",
		"first contacts made in time ÷ those met or due|satisfied ÷ answers" },
	{ "sender_name", "教学部王老师", "Mr Wang, teaching department" },
};

static const char *
words_for(const char *name, bool english)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_equal(words[i].name, name))
			return english && words[i].english ? words[i].english : words[i].chinese;
	return NULL;
}

static bool
is_among(const char *list, const char *name)
{
	g_auto(GStrv) names = g_strsplit(list, " ", -1);

	return g_strv_contains((const char *const *)names, name);
}

static Value *
list_of(const char *items)
{
	g_auto(GStrv) texts = g_strsplit(items, "|", -1);
	Value *list = value_list();

	for (char **text = texts; *text; text++)
		value_add(list, value_text(*text));
	return list;
}

static Value *record_of(const LetterSample *sample, const char *name, unsigned i, bool english);

/* A list within a record: its members are known by its own name alone. */
static Value *
inner_list(const LetterSample *sample, const LetterName *member, const char *own, bool english)
{
	Value *list = value_list(), *record;

	for (unsigned i = 0; member->kind == NAME_RECORDS && (record = record_of(sample, own, i, english));
		i++)
		value_add(list, record);
	return list;
}

/* The i-th record of the list `name`, NULL when no member has that many items. */
static Value *
record_of(const LetterSample *sample, const char *name, unsigned i, bool english)
{
	g_autofree char *prefix = g_strconcat(name, ".", NULL);
	Value *record = value_record();
	bool any = false;

	for (const LetterName *member = letter_names; member->name; member++) {
		const char *items = words_for(member->name, english);
		const char *own = member->name + strlen(prefix);

		if (!g_str_has_prefix(member->name, prefix))
			continue;
		if (items && member->kind == NAME_LIST) {
			value_set(record, own, list_of(items));
		} else if (items && !is_among(sample->without, member->name)) {
			g_auto(GStrv) texts = g_strsplit(items, "|", -1);

			if (i < g_strv_length(texts)) {
				value_set_text(record, own, texts[i]);
				any = true;
			}
		} else if (member->kind == NAME_RECORDS || member->kind == NAME_LIST) {
			value_set(record, own, inner_list(sample, member, own, english));
		} else if (member->kind == NAME_YES)
			value_set(record, own,
				value_bool(is_among(sample->flags, "all_ok") ||
					   (i == 0 && is_among(sample->flags, own))));
		else if (g_str_equal(own, "n")) {
			g_autofree char *number = g_strdup_printf("%u", i + 1);

			value_set_text(record, own, number);
		} else
			value_set_text(record, own, "");
	}
	if (!any)
		g_clear_pointer(&record, value_free);
	return record;
}

static Value *
value_of(const LetterSample *sample, const LetterName *name, bool english)
{
	const char *items = is_among(sample->without, name->name) ? NULL : words_for(name->name, english);
	Value *list = NULL, *record;

	switch (name->kind) {
	case NAME_TEXT:
		return value_text(items);
	case NAME_YES:
		return value_bool(is_among(sample->flags, name->name));
	case NAME_LIST:
		return items ? list_of(items) : value_list();
	case NAME_RECORDS:
		list = value_list();
		for (unsigned i = 0; !is_among(sample->without, name->name) &&
				     (record = record_of(sample, name->name, i, english));
			i++)
			value_add(list, record);
		return list;
	}
	g_assert_not_reached();
}

Value *
letter_sample_values(const LetterSample *sample)
{
	const LetterRow *row = letter_row(sample->id);
	Value *values = value_record();

	for (const LetterName *name = letter_names; name->name; name++)
		if (!strchr(name->name, '.') && (g_strv_contains(letter_common_names, name->name) ||
							g_strv_contains(row->names, name->name)))
			value_set(values, name->name,
				value_of(sample, name, g_str_equal(sample->language, "en")));
	return values;
}
