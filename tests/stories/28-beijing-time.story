# A letter says 18:00 Beijing time whatever the server's zone (spec §20, scenario 28).
zone America/New_York
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  says 11月24日(周二)18:00
  says 北京时间
letters M04 to teaching@school.test teaching.head@school.test
clock CONTACT due 2026-11-24 18:00
zone Asia/Shanghai
