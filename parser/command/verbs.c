/* The one table of verbs: the reader, the help mail and the manual page come from it. */
#include "parser/command/command.h"

#define ALSO(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_OTHER ((const char *const[]){ NULL })

/* clang-format off */
const VerbRow command_verbs[VERB_COUNT] = {
	[VERB_UNKNOWN] = { "", NO_OTHER, "", "", "", false },
	[VERB_TAKE] = { "接单", ALSO("签收"), "take", "", "签收派给您的投诉。", false },
	[VERB_RETURN] = { "退单", ALSO("退回"), "return", "理由", "退回不属于本部门的投诉，每个部门一次。", false },
	[VERB_ASSIGN] = { "转派", ALSO("转办", "移交"), "assign", "部门或人 理由", "把投诉转给另一部门或另一人。", false },
	[VERB_DISPATCH] = { "派单", ALSO("派办"), "dispatch", "部门 [人]", "把已受理的投诉派给部门或具体的人。", false },
	[VERB_ACCEPT] = { "受理", NO_OTHER, "accept", "类别 [紧急]", "受理投诉并确定类别。", false },
	[VERB_DISMISS] = { "不予受理", NO_OTHER, "dismiss", "理由", "说明理由，不予受理。", false },
	[VERB_CONTACT] = { "联系", ALSO("已联系"), "contact", "方式 要点", "登记与学员的联系：方式和谈话要点。", false },
	[VERB_LOG] = { "记录", NO_OTHER, "log", "内容", "登记调查经过。", false },
	[VERB_EVIDENCE] = { "证据", NO_OTHER, "evidence", "说明", "登记证据，附件随邮件一并保存。", false },
	[VERB_NOTE] = { "备注", ALSO("内部"), "note", "内容", "写一条只有内部人员能看到的备注。", false },
	[VERB_REPLY] = { "回复", ALSO("答复"), "reply", "正文 … #结束", "把正文转给学员，可写多行，到 #结束 为止。", true },
	[VERB_ASK] = { "补充", ALSO("待补充"), "ask", "问题", "请学员补充信息，期间暂停计时。", false },
	[VERB_PLAN] = { "方案", ALSO("处理方案"), "plan", "措施/责任人/完成时间[/费用]", "提交处理方案，可写多行。", true },
	[VERB_AGREED] = { "已同意", NO_OTHER, "agreed", "方式", "登记学员已用其他方式同意方案。", false },
	[VERB_DONE] = { "完成", ALSO("已完成"), "done", "n", "勾选方案的第 n 项措施已完成。", false },
	[VERB_RESOLVE] = { "办结", ALSO("处理完毕"), "resolve", "结果", "报告处理结果。", false },
	[VERB_EXTEND] = { "延期", NO_OTHER, "extend", "日期 理由", "延长调查或落实的时间。", false },
	[VERB_APPROVE] = { "同意", ALSO("批准", "通过"), "approve", "", "对送审的方案或结果表示同意。", false },
	[VERB_REJECT] = { "驳回", ALSO("不同意", "反对"), "reject", "理由", "驳回送审的方案或结果。", false },
	[VERB_ABSTAIN] = { "弃权", NO_OTHER, "abstain", "", "对送审的方案或结果弃权。", false },
	[VERB_SUPERVISE] = { "督办", NO_OTHER, "supervise", "[说明]", "把投诉列为督办。", false },
	[VERB_QUERY] = { "质询", NO_OTHER, "query", "问题", "要求承办人在2个工作日内说明。", false },
	[VERB_CONCLUDE] = { "终止协商", NO_OTHER, "conclude", "理由", "多轮协商不成，终止协商。", false },
	[VERB_MERGE] = { "并案", ALSO("合并"), "merge", "编号", "并入同一学员的另一投诉。", false },
	[VERB_SPLIT] = { "拆分", NO_OTHER, "split", "编号", "撤销并案。", false },
	[VERB_LINK] = { "关联", NO_OTHER, "link", "编号", "关联另一投诉。", false },
	[VERB_CLASS] = { "改类", ALSO("分类"), "class", "类别", "更改投诉的类别。", false },
	[VERB_URGENT] = { "紧急", NO_OTHER, "urgent", "是|否", "设为紧急或取消紧急。", false },
	[VERB_RECUSE] = { "回避", NO_OTHER, "recuse", "人", "让被投诉或有关联的人回避。", false },
	[VERB_TRACK] = { "跟踪", ALSO("回访"), "track", "有效|无效 说明", "登记效果跟踪的结论。", false },
	[VERB_CAUSE] = { "原因", NO_OTHER, "cause", "原因", "登记问题产生的原因。", false },
	[VERB_IMPROVE] = { "改进", NO_OTHER, "improve", "措施/责任人/日期，或 完成|延期|取消 n …", "登记改进措施，或说明第 n 项已完成、延期（日期 理由）、取消（理由）；结案后也可以。", false },
	[VERB_CLOSE] = { "结案", NO_OTHER, "close", "", "跟踪完成后结案。", false },
	[VERB_REOPEN] = { "重开", NO_OTHER, "reopen", "理由", "重新处理已结案的投诉。", false },
	[VERB_INTAKE] = { "代收", NO_OTHER, "intake", "", "代学员登记转发来的投诉。", false },
	[VERB_WITHDRAW] = { "撤诉", NO_OTHER, "withdraw", "理由", "确认学员撤回投诉。", false },
	[VERB_EMERGENCY] = { "应急", NO_OTHER, "emergency", "说明", "登记在学员同意之前采取的安全措施。", false },
	[VERB_STATUS] = { "查询", ALSO("进度"), "status", "", "查看投诉的状态和下一个期限。", false },
	[VERB_WHY] = { "期限", NO_OTHER, "why", "", "查看期限是怎样算出来的。", false },
	[VERB_LIST] = { "明细", NO_OTHER, "list", "", "列出与您有关的在办投诉。", false },
	[VERB_HELP] = { "帮助", NO_OTHER, "help", "[命令]", "列出您可以使用的命令。", false },
	[VERB_AWAY] = { "代理", NO_OTHER, "away", "人 起 止", "登记外出期间的代理人。", false },
};
/* clang-format on */
