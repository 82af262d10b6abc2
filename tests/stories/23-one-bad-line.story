# One bad line, and nothing of the mail is done; the receipt says which line, and how to mend it (spec §20,
# scenario 23; §19).
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #接单
  | #连系 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 没有执行
  says ✗ 第2行
  says #联系
  says ✓ 第1行
  says #联系 电话 已听学员说明情况
state assigned
field taken_at
