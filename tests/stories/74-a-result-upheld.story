# Finance objects to a result that the learner already has; the supervisor overrules the objection with a reason. The
# result stands, all three hear of it once more, and the clock for telling them starts anew (spec §2, T19, T20).
at 2026-11-23 10:00
use parts/confirming.part
answer M13 by audit@school.test proven
  | #驳回 补课费没有审批
letter M23 to audit@school.test
letters M07r to teaching@school.test teaching.head@school.test intake@school.test
letter M07r to supervision@school.test
  says 补课费没有审批
  says 推翻
state executing

# The learner had a letter within these four hours; what he hears next is the word that holds.
answer M07r by supervision@school.test proven
  | #同意 补课费在年度预算内，不必另批
letter M23 to supervision@school.test
letters M27 to teaching@school.test supervision@school.test rep@school.test
letter M27 to audit@school.test
  says 推翻了异议
  says 在年度预算内
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming
