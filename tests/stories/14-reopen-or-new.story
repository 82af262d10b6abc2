# New facts reopen a closed case for thirty days (spec §20, scenario 14; T27).
at 2026-01-05 10:00
use parts/closed.part

# Day 29.
at 2026-03-06 10:00
answer M16 by learner@mail.test proven
  | 问题又出现了，新老师也不备课
letter M18 to learner@mail.test
letters M18 to teaching@school.test teaching.head@school.test intake@school.test supervision@school.test audit@school.test rep@school.test
state investigating
cases 1
field reopened 1
