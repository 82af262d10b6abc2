# The case is closed, but what was to be changed lives on until it is done (spec §13).
at 2026-01-05 10:00
use parts/closed.part

# The handler says that the first item is done. The case stays closed.
at 2026-03-03 10:00
answer M10 by teaching@school.test proven
  | #改进 完成 1 已听课四次，记录在教研组
letter M23 to teaching@school.test
  says ✓
state closed

# It cannot be done twice; the answer says how to find the others.
at 2026-03-03 11:00
answer M10 by teaching@school.test proven
  | #改进 完成 1
letter M23 to teaching@school.test
  says ✗
  says 没有这一项改进，或已经了结
state closed
no letters

# The supervision group wants more: an item for the department's head, who finds it on her list of the next morning.
with digests
at 2026-03-05 15:00
answer M13 by supervision@school.test proven
  | #改进 每月抽查教案/teaching.head@school.test/2026-03-20
letter M23 to supervision@school.test
  says ✓
at 2026-03-06 09:10
letter M21 to teaching.head@school.test
  says 教学部 · 每月抽查教案
  says 1 #改进 完成 2 …
  says 3月20日
  not 李小雨

# The weekly report tells what was raised, what was done, and whether it helped.
at 2026-03-09 09:40
letter M22 to teaching.head@school.test
  says 每月抽查教案
  says 3月3日(周二)完成：已听课四次
letters M22 to supervision@school.test director@school.test

# Three days before its day it is back on her list, and the digest shows it.
at 2026-03-17 09:10
letter M21 to teaching.head@school.test
  says 1 #改进 完成 2 …
letter M21 to supervision@school.test
  says 改进到期
  says 每月抽查教案
letters M21 to audit@school.test rep@school.test director@school.test
answer M21 by teaching.head@school.test proven
  | 1 #改进 延期 2 4月10日 等新学期教案
letter M23 to teaching.head@school.test
  says ✓
state closed
at 2026-03-17 12:00
answer M21 by teaching.head@school.test proven
  | 1 #改进 完成 2 三月已抽查
letter M23 to teaching.head@school.test
  says ✓
at 2026-03-18 09:10
no letters
