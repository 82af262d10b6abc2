# A risky line in an answer to a digest, without the server's word: one code for the whole mail, nothing before it comes
# back (spec §18). And an answer in plain words is told how a line is written.

with digests
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching.head@school.test proven
  | #转派 教学乙 我自己来办
letter M23 to teaching.head@school.test
letter M04 to teaching.head@school.test
letter M04 to learner@mail.test
mail from 王大力 <parent@mail.test> proven
  subject 投诉教学
  | 我是高二3班的王大力。老师讲课质量差，讲错题，照本宣科。
letter M01 to parent@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching.head@school.test proven
  | #转派 教学乙 我自己来办
letter M23 to teaching.head@school.test
letter M04 to teaching.head@school.test
letter M04 to parent@mail.test

at 2026-11-24 09:10
letter M06 to teaching.head@school.test
letter M21 to teaching.head@school.test
  says 1. {case 1}
  says 2. {case 2}
letter M21 to supervision@school.test
letter M21 to audit@school.test
letter M21 to rep@school.test
letter M21 to director@school.test

# In plain words nothing can be done, and the answer says how it could be.
answer M21 by teaching.head@school.test
  | 两件都已经联系过了。
letter M23 to teaching.head@school.test
  says 1 #联系
state assigned of 1

# One of the lines is risky: neither is done yet.
answer M21 by teaching.head@school.test
  | 1 #联系 电话 已听学员说明情况
  | 2 #转派 教务部 排课问题
letter M23c to teaching.head@school.test
  says {case 2}
state assigned of 1
state assigned of 2
answer M23c by teaching.head@school.test
  | {wrong}
letter M23 to teaching.head@school.test
  says 确认码不对
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says ✓
letter M04 to affairs@school.test
letter M19 to parent@mail.test
letter M19 to intake@school.test
state investigating of 1
state assigned of 2
# Once.
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says 没有等待确认的指令
