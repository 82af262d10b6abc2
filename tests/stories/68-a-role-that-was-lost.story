# A command is tried by the roles of the moment in which it runs, not of that in which it was asked for (spec §18). The
# head asks for a transfer, is no head any more when the code comes back, and nothing happens.
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
setting name = "教学乙"; roles = ["dept_head"]; => name = "教学乙"; roles = ["handler"];
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says ✗
  says 您的角色不能用这条指令
state assigned
event code-given
