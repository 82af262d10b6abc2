# A QQ vacation reply without any automatic header is a machine's: it agrees to nothing, is no contact, and is not
# answered (spec §18, §20 scenario 10).

at 2026-11-23 10:00
mail from 李小雨 <12345@qq.com> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to 12345@qq.com
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #联系 电话 已了解情况
letter M23 to teaching@school.test
answer M04 by teaching@school.test proven
  | #方案 更换数学老师/王主任/11月27日
letter M23 to teaching@school.test
letter M08 to 12345@qq.com
letter M08 to teaching@school.test
letter M08 to intake@school.test
state negotiating

answer M08 by 12345@qq.com proven
  subject 自动回复: 处理方案
  | 您好，您的来信我已收到，我会尽快给您回复。
fate auto
no letters
state negotiating
