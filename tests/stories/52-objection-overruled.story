# The supervisor overrules an objection; both stay in the log (spec §2, §11).
at 2026-11-23 10:00
use parts/investigating.part
answer M04 by teaching@school.test proven
  | #方案 退还部分学费/王主任/5个工作日/800
letter M23 to teaching@school.test
letter M07 to audit@school.test
answer M07 by audit@school.test proven
  | #驳回 费用过高
letter M23 to audit@school.test
letters M07r to teaching@school.test teaching.head@school.test supervision@school.test
state investigating
# Without a reason it is no decision; and it is the supervisor's alone.
answer M07r by supervision@school.test proven
  | #同意
letter M23 to supervision@school.test
  says 缺少理由
answer M07r by teaching.head@school.test proven
  | #同意 应当退
letter M23 to teaching.head@school.test
  says ✗
state investigating
answer M07r by supervision@school.test proven
  | #同意 合同写明可退，按合同办
letter M23 to supervision@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test
letter M27 to supervision@school.test
letter M27 to audit@school.test
  says 推翻了异议
  says 合同写明可退
letter M27 to rep@school.test
state negotiating
