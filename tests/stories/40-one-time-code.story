# A high-risk command without the server's proof waits for a one-time code (spec §18): the right code runs it once,
# as it was asked; a wrong, used, expired or replaced one runs nothing.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# A low-risk command runs by token and address alone.
answer M04 by teaching@school.test
  | #联系 电话 已与学员沟通，了解情况
letter M23 to teaching@school.test
  says ✓
state investigating

# A high-risk one does not: the code goes to the recorded address, and says what it would do.
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
  says #转派 教务部 排课问题
  says 12:00前
state investigating
event code-asked

# The wrong code runs nothing, and says so.
at 2026-11-23 10:10
answer M23c by teaching.head@school.test
  | {wrong}
letter M23 to teaching.head@school.test
  says 确认码不对
state investigating
event code-wrong

# The right one runs what was asked.
answer M23c by teaching.head@school.test
  | 确认码：{code}
letter M23 to teaching.head@school.test
  says ✓
  says 转派 教务部
letter M04 to affairs@school.test
letter M04 to learner@mail.test
state assigned
event code-given
event transfer

# Once.
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says 没有等待确认的指令
state assigned
