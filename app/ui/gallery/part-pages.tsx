import { Banner, EmptyState, Loading } from "../banner.tsx";
import { Button, ButtonLink, Go } from "../button.tsx";
import { StackedBars } from "../chart.tsx";
import { DataTable } from "../data-table.tsx";
import { GatePanel } from "../gate-panel.tsx";
import { PageHead, Section } from "../head.tsx";
import { Icon, iconNames } from "../icon.tsx";
import { FileList, SummaryList } from "../lists.tsx";
import { Progress, State, Strength, Tag, Tier, type Tone } from "../marks.tsx";
import {
  ConfirmationPage,
  ConflictCompare,
  ForbiddenPage,
  NotFoundPage,
  ProblemPage,
  UnexpectedPage,
} from "../pages.tsx";
import { DayText, Fict, InstantText, Phrase } from "../text.tsx";
import { gateMet, gateRows, longName, Staff, useBoth } from "./samples.tsx";

const tones: readonly Tone[] = ["good", "bad", "attention", "waiting", "mine", "none"];

export const PartsPage = () => {
  const t = useBoth();
  const word: Readonly<Record<Tone, string>> = {
    good: t("引渡可", "Allowed"),
    bad: t("引渡不可", "Blocked"),
    attention: t("引渡可・警告", "Allowed, with warnings"),
    waiting: t("相手の対応待ち", "Waiting on others"),
    mine: t("あなたの番", "Waiting for you"),
    none: t("対象外", "Not applicable"),
  };
  return (
    <Staff
      current="/partners"
      flash={
        <Banner is="good" live title={t("契約を登録しました。", "Contract registered.")}>
          {t("条項確認に進めます。", "Go on to the clause check.")}
        </Banner>
      }
    >
      <PageHead
        crumbs={[{ label: t("委託先等", "Partners"), href: "#" }, { label: longName(t) }]}
        kana="ミドリノチイキフクシショウヒセイカツシエンキコウトウブチクザイタクシエンセンターホウモンカンゴステーションワカバノヘイセツジギョウショ"
        title={longName(t)}
        tag={<Tag is="attention">{t("引渡可・警告あり", "Allowed, with warnings")}</Tag>}
        facts={[t("紹介・斡旋先", "Referral"), t("とても長い名称の例", "An example of a very long name")]}
        action={
          <Button kind="main" type="button">
            {t("評価を依頼する", "Ask for an assessment")}
          </Button>
        }
        more={
          <li>
            <a href="#x" data-is="bad">
              {t("取引を終了する", "End the dealings")}
            </a>
          </li>
        }
      />
      <Section id="marks" title={t("印", "Marks")}>
        <p className="row mt-2">
          {tones.map((is) => (
            <State key={is} is={is}>
              {word[is]}
            </State>
          ))}
        </p>
        <p className="row mt-2">
          {tones.map((is) => (
            <Tag key={is} is={is}>
              {word[is]}
            </Tag>
          ))}
        </p>
        <p className="row mt-2">
          <Tier code="S1" /> <Tier code="S2" /> <Tier code="S3" /> <Tier code="S4" /> <Tier code="SX" />
          <Strength code="law" /> <Strength code="guideline" /> <Strength code="policy" />{" "}
          <Strength code="house" />
        </p>
        <p className="row mt-2">
          {iconNames.map((name) => (
            <Icon key={name} name={name} large />
          ))}
        </p>
        <div className="fields mt-3">
          <Progress value={21} max={43} label={t("回答済み 43問中21問", "21 of 43 answered")} />
        </div>
        <p className="mt-2">
          <Phrase>
            {t("委託先等監督報告書の決裁を記録しました", "The decision on the report is recorded")}
          </Phrase>{" "}
          ・ <Fict>{longName(t)}</Fict>
        </p>
        <p>
          <DayText day="2026-11-24" weekday /> ・ <DayText day="2026-11-24" era /> ・{" "}
          <InstantText at="2026-11-24T05:02:00Z" />
        </p>
      </Section>
      <Section id="buttons" title={t("ボタン", "Buttons")}>
        <p className="row mt-2">
          <Button kind="main" type="button" icon="plus">
            {t("登録する", "Register")}
          </Button>
          <Button type="button">{t("下書きを保存する", "Save a draft")}</Button>
          <Button type="button" size="small">
            {t("督促する", "Remind")}
          </Button>
          <ButtonLink href="#q" kind="quiet">
            {t("前の手順へ戻る", "Back")}
          </ButtonLink>
          <Go href="#g">{t("条項確認へ", "To the clause check")}</Go>
        </p>
      </Section>
      <Section id="banners" title={t("知らせ", "Banners")}>
        <div className="stack">
          <Banner>{t("この表は 2026/11/24 の記録によります。", "This table is as of 24 Nov 2026.")}</Banner>
          <Banner is="attention" title={t("未判定が2問あります。", "Two questions are not judged.")}>
            {t("すべて判定すると、等級を確定できます。", "Judge all to fix the grade.")}
          </Banner>
          <Banner is="bad" title={t("保存できませんでした。", "Not saved.")}>
            {t("入力した内容はこの画面に残っています。", "What you typed is kept here.")}
          </Banner>
        </div>
      </Section>
      <Section id="gates" title={t("判定の形", "Gate verdicts")}>
        <GatePanel
          id="gate-ok"
          verdict="good"
          verdictText={t("引渡可", "Allowed")}
          subject={longName(t)}
          asOf="2026-11-24"
          rows={[]}
          met={gateMet(t)}
          foot={{ action: "#" }}
        />
        <GatePanel
          id="gate-warn"
          verdict="attention"
          verdictText={t("引渡可 警告 1件", "Allowed: 1 warning")}
          subject={t("会報の印刷", "Printing")}
          asOf="2026-11-24"
          rows={gateRows(t).slice(3)}
          met={gateMet(t).slice(0, 2)}
        />
      </Section>
      <Section id="empty" title={t("まだないとき", "Empty")}>
        <EmptyState
          level={3}
          title={t("預託データはまだありません", "No entrusted data yet")}
          action={<ButtonLink href="#e">{t("引渡しを記録する", "Record a hand-over")}</ButtonLink>}
        >
          {t(
            "引渡しを記録すると、ここに未返却・未廃棄の一覧が出ます。次の引渡しの予定は 2026/12/01 です。",
            "Once a hand-over is recorded, what is outstanding appears here. The next one is planned for 1 Dec 2026.",
          )}
        </EmptyState>
        <Loading />
        <DataTable
          caption={t("0件", "none")}
          rows={[]}
          rowKey={() => ""}
          columns={[
            { key: "a", label: t("名称", "Name"), cell: () => "" },
            { key: "b", label: t("期限", "Due"), cell: () => "" },
          ]}
        />
        <FileList items={[]} />
      </Section>
      <Section id="compact" title={t("詰めた表と横に長い表", "Compact and wide tables")}>
        <DataTable
          compact
          caption={t("2件 ・ 詰めた行", "2 ・ compact rows")}
          rows={[
            { id: "1", name: longName(t), n: "12,400" },
            { id: "2", name: t("つばさ物流株式会社(架空)", "Tsubasa Logistics KK (fictional)"), n: "640" },
          ]}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", label: t("名称", "Name"), cell: (row) => row.name },
            { key: "c", label: t("人数", "Persons"), align: "end", cell: (row) => row.n },
          ]}
        />
        <DataTable
          wide
          caption={t("条項 × 契約", "Clauses by contract")}
          rows={[
            { id: "1", name: t("契約第1条 目的", "Clause 1") },
            { id: "2", name: t("契約第8条 再委託の制限", "Clause 8") },
          ]}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", label: t("条項", "Clause"), cell: (row) => row.name },
            ...Array.from({ length: 12 }, (_, at) => ({
              key: `c${at}`,
              label: t(`契約${at + 1}`, `Contract ${at + 1}`),
              cell: () => (
                <State is={at % 5 === 2 ? "bad" : "good"}>
                  {at % 5 === 2 ? t("不足", "missing") : t("あり", "present")}
                </State>
              ),
            })),
          ]}
        />
      </Section>
      <Section id="charts" title={t("図", "Charts")}>
        <StackedBars
          title={t("等級の分布(種別ごと)", "Grades by kind")}
          summary={t("委託先は A が13件で最も多い。", "Contractors: A is most frequent, 13.")}
          rowLabel={t("種別", "Kind")}
          unit={t("件", "")}
          series={["A", "B", "C", "D"]}
          rows={[
            { label: t("委託先", "Contractors"), values: [13, 8, 4, 1] },
            { label: t("共同利用先", "Joint use"), values: [5, 1, 0, 0] },
            { label: t("紹介・斡旋先", "Referral"), values: [0, 0, 0, 0] },
          ]}
        />
      </Section>
    </Staff>
  );
};

/** Whole-page messages, below each other. */
export const MessagesPage = () => {
  const t = useBoth();
  return (
    <Staff current="/partners">
      <ConfirmationPage
        title={t("引渡しを記録しました", "Hand-over recorded")}
        actions={
          <>
            <ButtonLink kind="main" href="#s">
              {t("授受票(PDF)を開く", "Open the slip (PDF)")}
            </ButtonLink>
            <ButtonLink href="#c">{t("預託データへ", "To the lot")}</ButtonLink>
          </>
        }
      >
        <SummaryList
          rows={[
            { label: t("預託番号", "Lot"), value: "L-2026-0413" },
            { label: t("数量", "Amount"), value: t("312枚", "312 sheets") },
            { label: t("返却期日", "Return due"), value: <DayText day="2026-12-24" weekday /> },
          ]}
        />
        <p>
          {t(
            "受け取りの確認を先方にお願いしました。3営業日たっても確認がないときは、やることに表示します。",
            "The partner was asked to acknowledge. After 3 business days without it, it appears in your list.",
          )}
        </p>
      </ConfirmationPage>
      <ForbiddenPage homeHref="/" />
      <NotFoundPage homeHref="/" />
      <UnexpectedPage homeHref="/" requestId="01J9-7Q2K" />
      <ProblemPage homeHref="/" problem={{ kind: "too-many", retryAfterSeconds: 280 }} />
      <ProblemPage homeHref="/" problem={{ kind: "unavailable", what: "signer" }} />
      <ProblemPage homeHref="/" problem={{ kind: "conflict", what: "contract" }} />
      <ConflictCompare
        now={
          <SummaryList
            rows={[
              {
                label: t("満了日", "Ends"),
                value: <DayText day="2027-03-20" />,
                note: t("2026/11/24 14:02 小野寺 翔", "24 Nov 2026, 14:02, Onodera Sho"),
              },
            ]}
          />
        }
        yours={<SummaryList rows={[{ label: t("満了日", "Ends"), value: <DayText day="2027-03-31" /> }]} />}
      />
    </Staff>
  );
};
