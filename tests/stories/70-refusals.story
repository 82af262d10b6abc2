# Why nothing was done, and how to do it: one receipt each (spec §7 guards, §19). Nothing changes meanwhile.
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #联系
letter M23 to teaching@school.test
  says 缺少联系方式
answer M04 by teaching@school.test proven
  | #联系 电话
letter M23 to teaching@school.test
  says 缺少内容
answer M04 by teaching@school.test proven
  | #联系 2026-11-22 10:00 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 时间早于派单
answer M04 by teaching@school.test proven
  | #联系 18:30 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 时间在将来
answer M04 by teaching@school.test proven
  | #方案 换老师/王主任/11月27日
letter M23 to teaching@school.test
  says 现在这一步不能用这条指令
answer M04 by teaching@school.test proven
  | #退单
letter M23 to teaching@school.test
  says 缺少理由
answer M04 by teaching@school.test proven
  | #督办 快办
letter M23 to teaching@school.test
  says 您的角色不能用这条指令
answer M04 by teaching.head@school.test proven
  | #转派 食堂 不归我们
letter M23 to teaching.head@school.test
  says 没有这个部门
answer M04 by teaching.head@school.test proven
  | #转派 教务部
letter M23 to teaching.head@school.test
  says 缺少理由
answer M04 by teaching@school.test proven
  | #并案 C20261123-0009X
letter M23 to teaching@school.test
  says 您的角色不能用这条指令
state assigned

answer M04 by teaching@school.test proven
  | #联系 电话 已听学员说明情况
letter M23 to teaching@school.test
answer M04 by teaching@school.test proven
  | #方案 换老师/王主任
letter M23 to teaching@school.test
  says 缺少日期
answer M04 by teaching@school.test proven
  | #方案 换老师/王主任/2026-11-02
letter M23 to teaching@school.test
  says 日期已经过去
answer M04 by teaching@school.test proven
  | #方案
letter M23 to teaching@school.test
  says 缺少措施
state investigating

answer M04 by teaching@school.test proven
  | #方案 换老师；补课两次/王主任/11月27日
letter M23 to teaching@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test
answer M08 by teaching@school.test proven
  | #已同意 电话 学员说可以
letter M23 to teaching@school.test
  says 缺少时间
answer M08 by teaching@school.test proven
  | #已同意 09:59 电话 学员说可以
letter M23 to teaching@school.test
  says 时间早于派单
state negotiating
at 2026-11-23 11:00
answer M08 by teaching@school.test proven
  | #已同意 10:30 电话 学员说可以
letter M23 to teaching@school.test
letters M10 to teaching@school.test intake@school.test
state executing

answer M10 by teaching@school.test proven
  | #办结 已更换为陈老师，补课两次均完成
letter M23 to teaching@school.test
  says 还有措施没有完成
answer M10 by teaching@school.test proven
  | #完成 3
letter M23 to teaching@school.test
  says 写法不对
answer M10 by teaching@school.test proven
  | #完成 1
  | #完成 2
  | #办结 好了
letter M23 to teaching@school.test
  says 缺少证明
answer M10 by teaching@school.test proven
  | #延期 12月4日 来不及
letter M23 to teaching@school.test
  says 您的角色不能用这条指令
answer M10 by teaching@school.test proven
  | #完成 1
  | #完成 2
  | #办结 已更换为陈老师，补课两次均完成
letter M23 to teaching@school.test
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming
answer M13 by supervision@school.test proven
  | #终止协商 谈不拢
letter M23 to supervision@school.test
  says 还没有到时候
at 2026-11-25 10:00
answer M13 by audit@school.test proven
  | #驳回 太贵
letter M23 to audit@school.test
  says 已经过了期限
state confirming
