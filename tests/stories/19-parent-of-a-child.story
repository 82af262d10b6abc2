# A parent writes for a child of nine: the case is a minor's (spec §1, §4, §20 scenario 19).

at 2026-11-23 10:00
mail from 李女士 <parent@mail.test> proven
  subject 投诉：教学质量太差
  | 我是李小雨的妈妈，孩子今年9岁，在三年级1班。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to parent@mail.test
letter M04 to teaching@school.test
  says 学员未成年
letter M04 to teaching.head@school.test
state assigned
