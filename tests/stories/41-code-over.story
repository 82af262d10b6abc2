# Codes end: by time, by three wrong ones, by asking anew; and a day has only so many (spec §18).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# Expired after two hours.
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
at 2026-11-23 12:00
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says 过期
state assigned

# Three wrong ones, and the right one comes too late.
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
answer M23c by teaching.head@school.test
  | {wrong}
letter M23 to teaching.head@school.test
answer M23c by teaching.head@school.test
  | {wrong}
letter M23 to teaching.head@school.test
answer M23c by teaching.head@school.test
  | {wrong}
letter M23 to teaching.head@school.test
  says 试错太多次
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says 没有等待确认的指令
state assigned

# Words that are no code cost nothing.
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
answer M23c by teaching.head@school.test
  | 好的，请执行
letter M23 to teaching.head@school.test
  says 第一行没有确认码
state assigned

# A command that could not run in any case gets no code, but its reason.
answer M04 by teaching.head@school.test
  | #办结 已处理完毕，学员满意
letter M23 to teaching.head@school.test
  says 现在这一步不能用
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23 to teaching.head@school.test
  says 今天的确认码已经发够次数
state assigned
