# Finance and the supervisor are asked about the same costly plan. Finance objects; the supervisor's yes was already
# written. He has not overruled an objection that he had not read (spec §2, §11): he is told of it and decides then.
at 2026-11-23 10:00
use parts/investigating.part
answer M04 by teaching@school.test proven
  | #方案 退还全部学费/王主任/5个工作日/9000
letter M23 to teaching@school.test
letters M07 to supervision@school.test audit@school.test
answer M07 by audit@school.test proven
  | #驳回 费用过高
letter M23 to audit@school.test
letters M07r to teaching@school.test teaching.head@school.test
letter M07r to supervision@school.test
  says 费用过高
  says 推翻
state investigating

answer M07 by supervision@school.test proven
  | #同意 方案不错
letter M23 to supervision@school.test
  says ✗
  says 已有另一位监督人提出异议
state investigating

# Now he knows, and decides.
answer M07r by supervision@school.test proven
  | #同意 合同写明可以全额退
letter M23 to supervision@school.test
  says ✓
letters M08 to learner@mail.test teaching@school.test intake@school.test
letter M27 to audit@school.test
  says 推翻了异议
letters M27 to supervision@school.test rep@school.test
state negotiating
