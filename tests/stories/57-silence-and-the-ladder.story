# Nobody signs, nobody calls: the ladder of reminders, rung by rung (spec §14, T07b).
at 2026-11-23 10:00
use parts/assigned.part
at 2026-11-23 14:00
letter M06 to teaching.head@school.test
  says 还没有人接单
at 2026-11-24 14:00
letter M06 to teaching@school.test
  says #联系
at 2026-11-24 20:00
no letters
clock CONTACT breached 2026-11-24 18:00
at 2026-11-25 09:00
letters M20 to teaching@school.test teaching.head@school.test supervision@school.test
at 2026-11-26 09:00
letters M20 to teaching@school.test teaching.head@school.test supervision@school.test intake@school.test
field supervised 1
