# 明细 by role (spec §19): a handler's own cases, a head's department, what nobody has for intake, all for supervisors,
# what waits for a vote for the others; never a case that names the reader; of deputies what the absent would see.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
mail from 王小明 <ming@mail.test> proven
  subject 环境
  | 姓名：王小明，电话13912341203，高一2班。食堂的饭菜不新鲜，环境很脏，空调也坏了，希望改善。
letter M01 to ming@mail.test
letter M04 to office@school.test

mail from 教学丙 <teaching@school.test> proven
  subject 我的
  | #明细
letter M23 to teaching@school.test
  says {case 1}  已派单
  not {case 2}
mail from 教学乙 <teaching.head@school.test> proven
  subject 部门的
  | #明细
letter M23 to teaching.head@school.test
  says {case 1}  已派单
  not {case 2}
mail from 前台甲 <intake@school.test> proven
  subject 没人接的
  | #明细
letter M23 to intake@school.test
  says 没有未办结的投诉
mail from 主管壬 <supervision@school.test> proven
  subject 全部
  | #明细
letter M23 to supervision@school.test
  says {case 1}  已派单
  says {case 2}  已派单
mail from 财务癸 <audit@school.test> proven
  subject 待审
  | #明细
letter M23 to audit@school.test
  says 没有未办结的投诉
