# Refused because of who asks: the right role but another's case; somebody who is named in it; not the supervisor.
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，老师敷衍，备课不足，希望更换老师。
  | 另外还有排课冲突，经常临时调课。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test affairs@school.test

# Academic affairs read along; the case is not theirs.
answer M04 by affairs@school.test proven
  | #接单
letter M23 to affairs@school.test
  says 这一件不由您经办
state assigned

# Intake has heard that the handler is a relative of the teacher. From then on he orders nothing and reads nothing.
mail from 前台甲 <intake@school.test> proven
  subject [{case 1}] 回避
  | #回避 教学丙
letter M23 to intake@school.test
  says 不是对我们邮件的回复
answer M23 by intake@school.test proven
  | #回避 教学丙
letter M23 to intake@school.test
  says ✓
letter M04 to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #联系 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 需要回避
  not 李小雨
state assigned

# The third transfer is the supervisor's.
answer M04 by teaching.head@school.test proven
  | #转派 教务部 排课的事
letter M23 to teaching.head@school.test
letter M04 to affairs@school.test
letter M04 to learner@mail.test
answer M04 by affairs@school.test proven
  | #转派 教学部 还是教学的事
letter M23 to affairs@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching.head@school.test proven
  | #转派 教务部 确实是排课的事
letter M23 to teaching.head@school.test
  says 这一步要由行政主管决定
