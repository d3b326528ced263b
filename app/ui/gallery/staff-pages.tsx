import { ButtonLink, Go } from "../button.tsx";
import { DataTable } from "../data-table.tsx";
import { GatePanel } from "../gate-panel.tsx";
import { PageHead, Section } from "../head.tsx";
import { Figures, SummaryList, TaskList, TimeLine } from "../lists.tsx";
import { State, Tag, Tier, type TierCode } from "../marks.tsx";
import { Tabs } from "../nav.tsx";
import { DayText, PeriodText } from "../text.tsx";
import { asagiri, gateMet, gateRows, hibari, longName, minato, Staff, useBoth } from "./samples.tsx";

export const HomePage = () => {
  const t = useBoth();
  return (
    <Staff current="/home">
      <PageHead
        title={t("本日やること 7件", "To do today: 7")}
        facts={[
          <DayText key="day" day="2026-11-24" weekday />,
          t("総務部 調達課", "General Affairs, Procurement"),
          t("方針 第6版(2026/04/01 施行)で判定しています", "Judged under policy edition 6 (from 1 Apr 2026)"),
        ]}
        action={
          <ButtonLink kind="main" icon="plus" href="#">
            {t("委託先等を登録する", "Register a partner")}
          </ButtonLink>
        }
      />
      <Figures
        title={t("今年度の状況", "This year")}
        items={[
          {
            href: "#",
            label: t("引渡不可の取扱案件", "Relations blocked"),
            value: 5,
            unit: t("件", ""),
            is: "bad",
            note: t("有効な43件のうち", "of 43 in force"),
          },
          {
            href: "#",
            label: t("2026年度の評価完了", "Assessments done in FY 2026"),
            value: 31,
            unit: t("/ 43件", "/ 43"),
            progress: { value: 31, max: 43, label: t("評価完了 43件中31件", "31 of 43 assessments done") },
          },
          {
            href: "#",
            label: t("未返却・未廃棄", "Outstanding data"),
            value: 9,
            unit: t("件", ""),
            note: t("うち期限超過 2件", "2 overdue"),
          },
          {
            href: "#",
            label: t("90日以内の契約満了", "Contracts ending in 90 days"),
            value: 4,
            unit: t("件", ""),
            note: t("解約通知期限まで最短 7日", "7 days to the first notice day"),
          },
        ]}
      />
      <Section id="late" title={t("期限超過 3件", "Overdue: 3")}>
        <TaskList
          items={[
            {
              key: "1",
              is: "bad",
              title: t(
                "未承諾の再委託 ― 是正計画が未提出です",
                "Sub-contracting without consent: no plan yet",
              ),
              about: `${hibari(t)} ・ ${t("指摘", "finding")} 2026-014`,
              when: t("24日超過", "24 days overdue"),
              on: "2026-10-31",
              onLabel: t("期限", "due"),
              action: { href: "#", label: t("指摘を開く", "Open the finding") },
            },
            {
              key: "2",
              is: "bad",
              title: t("預託データの返却を確認できません", "Return of data not confirmed"),
              about: `${hibari(t)} ・ ${t("配達名簿(紙) 312枚", "delivery lists, 312 sheets")}`,
              when: t("12日超過", "12 days overdue"),
              on: "2026-11-12",
              onLabel: t("期限", "due"),
              action: { href: "#", label: t("督促する", "Send a reminder") },
            },
            {
              key: "3",
              is: "attention",
              title: t("契約の満了が近づいています", "A contract is about to end"),
              about: longName(t),
              when: t("あと6日", "6 days left"),
              on: "2026-11-30",
              onLabel: t("満了", "ends"),
              action: { href: "#", label: t("契約を登録する", "Register the contract") },
            },
          ]}
        />
      </Section>
      <Section id="week" title={t("今週 1件", "This week: 1")}>
        <TaskList
          items={[
            {
              key: "4",
              is: "mine",
              title: t("調査票の回答を確認する(43問)", "Check the answers (43 questions)"),
              about: minato(t),
              when: t("明日まで", "due tomorrow"),
              on: "2026-11-25",
              action: { href: "#", label: t("確認する", "Check") },
            },
          ]}
        />
      </Section>
      <Section id="waiting" title={t("待っています 1件", "Waiting: 1")}>
        <TaskList
          items={[
            {
              key: "5",
              is: "waiting",
              title: t("調査票の回答(44問中 38問まで)", "Answers (38 of 44 so far)"),
              about: asagiri(t),
              when: t("期限まで10日", "10 days left"),
              on: "2026-12-04",
              action: { href: "#", label: t("進み具合を見る", "See how far") },
            },
          ]}
        />
        <p className="mt-3">
          <Go href="#">{t("この先30日の期限 18件を暦で見る", "See the 18 due days of the next 30 days")}</Go>
        </p>
      </Section>
    </Staff>
  );
};

export const PartnerPage = () => {
  const t = useBoth();
  return (
    <Staff current="/partners">
      <PageHead
        crumbs={[{ label: t("委託先等", "Partners"), href: "/partners" }, { label: hibari(t) }]}
        kana={t("ヒバリハイソウ", "ヒバリハイソウ")}
        title={hibari(t)}
        tag={<Tag is="bad">{t("引渡不可", "Blocked")}</Tag>}
        facts={[
          t("委託先 ・ 配達", "Contractor ・ delivery"),
          <span key="no">
            {t("台帳番号", "Register no.")} <b>P-0031</b>
          </span>,
          <span key="tier">
            {t("最高重要度", "Highest tier")} <Tier code="S2" />
          </span>,
          t("主管 供給課", "Kept by Supply"),
        ]}
        action={
          <ButtonLink kind="main" href="#">
            {t("評価を依頼する", "Ask for an assessment")}
          </ButtonLink>
        }
        more={
          <>
            <li>
              <a href="#edit">{t("基本情報を直す", "Edit the company")}</a>
            </li>
            <li>
              <a href="#sheet">{t("取引先個票(PDF)を作る", "Make the partner sheet (PDF)")}</a>
            </li>
            <li>
              <a href="#end" data-is="bad">
                {t("取引を終了する", "End the dealings")}
              </a>
            </li>
          </>
        }
      />
      <GatePanel
        verdict="bad"
        verdictText={t("引渡不可 理由 3件", "Blocked: 3 reasons")}
        subject={t("個配商品の配達", "Home delivery")}
        asOf="2026-11-24"
        rows={gateRows(t)}
        met={gateMet(t)}
        foot={{
          action: "#",
          history: { href: "#", label: t("これまでの判定 64件", "64 judgements so far") },
        }}
      />
      <Tabs
        label={t("この委託先等の記録", "Records of this partner")}
        items={[
          { href: "#a", label: t("概要", "Overview"), current: true },
          { href: "#b", label: t("取扱案件 2", "Relations 2") },
          { href: "#c", label: t("契約 2", "Contracts 2") },
          { href: "#d", label: t("評価 3", "Assessments 3") },
          { href: "#e", label: t("授受 64", "Custody 64") },
          { href: "#f", label: t("再委託先 2", "Subcontractors 2") },
          { href: "#g", label: t("書類 18", "Documents 18") },
          { href: "#h", label: t("履歴", "History") },
        ]}
      />
      <Section
        id="scope"
        title={t("取扱範囲", "Scope")}
        aside={<Go href="#">{t("範囲を改める", "Change the scope")}</Go>}
      >
        <DataTable
          caption={t(
            "個配商品の配達(委託) ・ 方針 第6版の範囲内 ・ 2行",
            "Home delivery ・ within policy edition 6 ・ 2 lines",
          )}
          rows={[
            {
              id: "1",
              subject: t("組合員", "Members"),
              tier: "S1" as TierCode,
              items: t("氏名、組合員番号、住所、電話番号", "Name, member number, address, telephone"),
              purpose: t("受注及び発送", "Orders and dispatch"),
              n: t("12,400人", "12,400"),
              to: null,
            },
            {
              id: "2",
              subject: t("ギフト等の送付先に指定された方", "Recipients of gifts"),
              tier: "S1" as TierCode,
              items: t("送付先の氏名・住所", "Name and address of the recipient"),
              purpose: t("ギフト発送", "Gift dispatch"),
              n: t("640人", "640"),
              to: "2027-01-31",
            },
          ]}
          rowKey={(row) => row.id}
          columns={[
            { key: "subject", label: t("本人区分", "Subjects"), cell: (row) => row.subject },
            {
              key: "items",
              label: t("項目", "Items"),
              cell: (row) => (
                <>
                  <Tier code={row.tier} /> {row.items}
                </>
              ),
            },
            {
              key: "purpose",
              label: t("利用目的", "Purpose"),
              cell: (row) => (
                <>
                  {row.purpose}
                  <span className="sub">{t("方針", "Policy")} 1.2(2)</span>
                </>
              ),
            },
            { key: "n", label: t("人数の目安", "Persons"), align: "end", nowrap: true, cell: (row) => row.n },
            {
              key: "period",
              label: t("有効期間", "Valid"),
              cell: (row) => <PeriodText from="2024-04-01" to={row.to} />,
            },
          ]}
        />
      </Section>
      <div className="two">
        <Section
          id="contract"
          title={t("契約", "Contract")}
          aside={<Go href="#">{t("契約を開く", "Open")}</Go>}
        >
          <SummaryList
            rows={[
              {
                label: t("契約名", "Name"),
                value: t("配達業務委託契約(個人情報取扱特約付き)", "Delivery contract with data clauses"),
              },
              {
                label: t("期間", "Term"),
                value: <PeriodText from="2026-03-21" to="2027-03-20" />,
                note: t("自動更新あり(1年)", "renews for a year"),
              },
              {
                label: t("条項確認", "Clauses"),
                value: t("18条項中 17 適合", "17 of 18 present"),
                note: <State is="bad">{t("不足 1 ― 第8条", "1 missing: clause 8")}</State>,
              },
            ]}
          />
        </Section>
        <Section
          id="state"
          title={t("評価と預託データ", "Assessment and data")}
          aside={<Go href="#">{t("授受を開く", "Open")}</Go>}
        >
          <SummaryList
            rows={[
              {
                label: t("直近の評価", "Last grade"),
                value: (
                  <>
                    C ・ {t("68.4点", "68.4")} (<DayText day="2025-11-03" />)
                  </>
                ),
                note: t("前年 B ・ 76.1点", "before: B ・ 76.1"),
              },
              {
                label: t("未返却・未廃棄", "Outstanding"),
                value: <State is="bad">{t("312枚 ― 12日超過", "312 sheets, 12 days overdue")}</State>,
              },
              {
                label: t("先方の責任者", "Their manager"),
                value: t("運行管理部長 牧野 聡(架空)", "Makino Satoshi (fictional)"),
              },
            ]}
          />
        </Section>
      </div>
      <Section
        id="tl"
        title={t("最近の動き", "Lately")}
        aside={<Go href="#">{t("履歴をすべて見る", "Whole history")}</Go>}
      >
        <div className="mt-3">
          <TimeLine
            items={[
              {
                key: "1",
                on: "2026-11-13",
                is: "bad",
                title: t("返却期日を過ぎました", "The day of return passed"),
                detail: t("配達名簿(紙) 312枚 ・ 預託番号 L-2026-0412", "312 sheets ・ lot L-2026-0412"),
              },
              {
                key: "2",
                on: "2026-10-19",
                title: t(
                  "承諾のない再委託が判明し、指摘 2026-014(重大)を出しました",
                  "Sub-contracting without consent found; critical finding 2026-014",
                ),
                detail: t("個人情報管理責任者 速水 恒一", "Privacy manager Hayami Koichi"),
              },
              {
                key: "3",
                on: "2026-10-12",
                icon: "hand",
                title: t("配達名簿(紙) 312枚を引き渡しました", "312 sheets handed over"),
              },
              {
                key: "4",
                on: "2026-03-21",
                is: "good",
                title: t("契約を更新しました", "Contract renewed"),
                detail: t("2027/03/20 まで", "to 20 Mar 2027"),
              },
            ]}
          />
        </div>
      </Section>
    </Staff>
  );
};
