# After three rounds without agreement the supervision group may end the negotiation by majority; the learner hears
# of other ways (T23, M16b).
policy rounds_before_conclusion 1
at 2026-11-23 10:00
use parts/confirming.part
at 2026-11-24 10:00
answer M14 by learner@mail.test proven
  | 3
  | 新老师也不行
letter M09 to teaching@school.test
  says 新老师也不行
letters M09 to teaching.head@school.test supervision@school.test
state confirming
answer M09 by supervision@school.test proven
  | #终止协商 双方对退费金额分歧无法弥合
letter M23 to supervision@school.test
letters M07 to audit@school.test rep@school.test
state confirming
answer M07 by audit@school.test proven
  | 同意
letter M23 to audit@school.test
letter M16b to learner@mail.test
  says 12315
  says 分歧无法弥合
state external
