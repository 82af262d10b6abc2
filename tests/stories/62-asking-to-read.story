# 查询, 期限, 明细 and 帮助 answer with what they promise, by role (spec §19).
at 2026-11-27 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #期限
letter M23 to teaching@school.test
  says 首次联系
  says 1 11月30日(周一)
  says 不计：11月28日(周六)
answer M04 by teaching@school.test proven
  | #查询
letter M23 to teaching@school.test
  says 提出方案
  not 不计
answer M04 by teaching@school.test proven
  | #明细
letter M23 to teaching@school.test
  says {case 1}  已派单  首次联系 11月30日(周一)18:00
answer M04 by teaching@school.test proven
  | #帮助
letter M23 to teaching@school.test
  says #联系 方式 要点
  not #终止协商
  not #并案
