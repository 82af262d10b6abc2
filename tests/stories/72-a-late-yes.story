# An institution that wants votes before the learner hears. Finance has still not answered the question about the
# result when something else is asked: to end the negotiation. A late yes to the old question does not end it.
policy feedback before
policy rounds_before_conclusion 1
at 2026-11-23 10:00
use parts/executing.part
answer M10 by teaching@school.test proven
  | #办结 已更换为陈老师上课
letter M23 to teaching@school.test
letters M07 to supervision@school.test audit@school.test rep@school.test
answer M07 by supervision@school.test proven
  | 同意
letter M23 to supervision@school.test
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming

at 2026-11-24 10:00
answer M14 by learner@mail.test proven
  | 3
letters M09 to teaching@school.test teaching.head@school.test supervision@school.test
answer M09 by supervision@school.test proven
  | #终止协商 双方分歧无法弥合
letter M23 to supervision@school.test
letters M07 to audit@school.test rep@school.test

# Finance at last answers Monday's mail about the result.
answer first M07 by audit@school.test proven
  | 同意
letter M23 to audit@school.test
  says ✗
  says 请以最新一封邮件里的为准
state confirming

# The answer to the newest mail is the one that counts.
answer M07 by audit@school.test proven
  | 同意
letter M23 to audit@school.test
  says ✓
letter M16b to learner@mail.test
state external
