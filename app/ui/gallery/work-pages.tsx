import { Banner } from "../banner.tsx";
import { Button, ButtonLink } from "../button.tsx";
import { Choices } from "../choices.tsx";
import { DateField, FormFoot, Select, TextArea } from "../fields.tsx";
import { FileField } from "../file-field.tsx";
import { Form } from "../form.tsx";
import { PartnerFrame } from "../frames.tsx";
import { Crumbs, PageHead, Section } from "../head.tsx";
import { FileList } from "../lists.tsx";
import { State, Tag, Tier } from "../marks.tsx";
import { Tabs } from "../nav.tsx";
import { Answering, Question, SaveBar, SectionNav } from "../question.tsx";
import { ReviewAnswer, ReviewDone, ReviewRow, ScoreBar } from "../review.tsx";
import { DayText } from "../text.tsx";
import { footNote, language, minato, organisation, Staff, useBoth } from "./samples.tsx";

const useAnswers = () => {
  const t = useBoth();
  return [
    { value: "yes", label: t("はい", "Yes") },
    { value: "partly", label: t("一部", "Partly") },
    { value: "no", label: t("いいえ", "No") },
    { value: "na", label: t("該当なし", "Not applicable") },
  ];
};

export const AnswerPage = () => {
  const t = useBoth();
  const answers = useAnswers();
  const section = (
    href: string,
    ja: string,
    en: string,
    answered: number,
    asked: number,
    current = false,
  ) => ({ href, label: t(ja, en), answered, asked, current });
  return (
    <PartnerFrame
      homeHref="/partner"
      organisation={organisation(t)}
      company={minato(t)}
      from={t("みどり野生活協同組合(架空) からの確認", "Asked by Midorino Co-operative (fictional)")}
      language={language}
      person={{ name: t("佐藤 千尋", "Sato Chihiro"), settingsHref: "/me", signOutAction: "/sign-out" }}
      links={[{ href: "/partner", label: t("やること 3件", "To do: 3") }]}
      footNote={footNote(t)}
    >
      <Crumbs
        items={[
          { label: t("やること", "To do"), href: "/partner" },
          { label: t("2026年度 委託先調査票", "Self-assessment FY 2026") },
        ]}
      />
      <SaveBar
        title={t("物理的安全管理", "Physical safety")}
        note={t(
          "2026年度 委託先調査票 ・ 10区分中 4番目 ・ 提出期限 2026/12/04 (金) あと10日",
          "FY 2026 ・ section 4 of 10 ・ due Fri 4 Dec 2026, 10 days left",
        )}
        status={t("14:02 に保存しました", "Saved at 14:02")}
        answered={21}
        asked={43}
        countText={t("21/43問", "21/43")}
        progressLabel={t("回答済み 43問中21問", "21 of 43 answered")}
      />
      <Answering
        sections={
          <SectionNav
            label={t("調査票の区分", "Sections")}
            items={[
              section("#s1", "基本情報", "Basics", 3, 3),
              section("#s2", "組織的安全管理", "Organisation", 5, 5),
              section("#s3", "物理的安全管理", "Physical safety", 2, 4, true),
              section("#s4", "技術的安全管理", "Technical safety", 4, 8),
              section("#s5", "再委託", "Sub-contracting", 0, 3),
            ]}
          />
        }
      >
        <Form action="#" once="0190b6f3" multipart>
          <Select
            name="assignee"
            label={t("この区分の担当", "Who answers this section")}
            width="m"
            emptyLabel={null}
            defaultValue="sato"
            options={[{ value: "sato", label: t("佐藤 千尋(総務課)", "Sato Chihiro") }]}
          />
          <div className="mt-4">
            <Question
              id="q13"
              no="13"
              name="answers.q13"
              required
              value="yes"
              options={answers}
              text={t(
                "サーバー室などの管理区域への入退室を制限し、記録していますか。",
                "Is entry to controlled areas limited and recorded?",
              )}
              last={{ period: t("2025年度", "FY 2025"), answer: t("はい", "Yes"), changed: false }}
              help={
                <p>{t("個人情報保護法ガイドライン 10-5 に沿った確認です。", "Follows guideline 10-5.")}</p>
              }
            >
              <FileField
                name="evidence.q13"
                label={t("確認資料", "Evidence")}
                hint={t("例: 入退室記録の見本", "e.g. a sample of the entry record")}
                staged={[
                  {
                    id: "e1",
                    name: t("入退室記録_2026年10月.pdf", "entries_2026-10.pdf"),
                    bytes: 820_000,
                    href: "#",
                  },
                ]}
                removeName="_remove"
                multiple
              />
            </Question>
            <Question
              id="q15"
              no="15"
              name="answers.q15"
              required
              critical
              value="partly"
              options={answers}
              text={t(
                "書類・媒体・端末を施錠保管し、鍵の管理者を決めていますか。",
                "Are papers, media and devices locked away, with a keeper of the keys?",
              )}
              last={{ period: t("2025年度", "FY 2025"), answer: t("はい", "Yes"), changed: true }}
              help={<p>{t("鍵の番号と持つ人を記した簿が良い例です。", "A key book is a good example.")}</p>}
            >
              <TextArea
                name="notes.q15"
                label={t("補足", "Note")}
                requiredLabel={t("※「一部」のとき必須", "required for “partly”")}
                defaultValue={t(
                  "第2工場の仮置き棚に鍵がありません。12月10日に施錠棚へ入れ替えます。",
                  "A shelf in plant 2 has no lock; replaced on 10 December.",
                )}
              />
            </Question>
            <Question
              id="q16"
              no="16"
              name="answers.q16"
              required
              critical
              options={answers}
              error={t("問16に回答してください。", "Answer question 16.")}
              text={t(
                "持ち運びは承認制とし、暗号化・封緘・施錠容器などで保護していますか。",
                "Is carrying approved and protected?",
              )}
            />
          </div>
          <FormFoot>
            <Button kind="main">{t("保存して次の区分へ", "Save and go on")}</Button>
            <Button>{t("保存して閉じる", "Save and close")}</Button>
          </FormFoot>
        </Form>
      </Answering>
    </PartnerFrame>
  );
};

export const ReviewPage = () => {
  const t = useBoth();
  return (
    <Staff current="/assessments" person={t("速水 恒一", "Hayami Koichi")}>
      <PageHead
        crumbs={[{ label: t("定期評価・審査", "Assessments"), href: "#" }, { label: `${minato(t)} 2026` }]}
        kana={t("ミナトインサツ", "ミナトインサツ")}
        title={t("株式会社みなと印刷(架空) の回答を審査する", "Review of Minato Printing KK (fictional)")}
        tag={<Tag is="mine">{t("あなたの審査待ち", "Waiting for your review")}</Tag>}
        facts={[
          t("会報の印刷と封入(委託)", "Printing of the bulletin"),
          <span key="t">
            {t("最高重要度", "Highest tier")} <Tier code="S1" />
          </span>,
        ]}
        action={
          <ButtonLink kind="main" href="#done">
            {t("審査を終える", "Finish the review")}
          </ButtonLink>
        }
      />
      <ScoreBar
        items={[
          {
            label: t("回答どおりの点", "Score as answered"),
            value: t("82.2点 B", "82.2 B"),
            note: t("115点満点中 94.5点", "94.5 of 115"),
          },
          {
            label: t("審査後の点", "Score after review"),
            value: t("80.9点 B", "80.9 B"),
            note: t("見直し 1件で 1.3点減", "1.3 less by 1 override"),
          },
          {
            label: t("重大設問", "Critical questions"),
            value: t("いいえ 0件", "No: 0"),
            note: t("一部 1件(問15)", "partly: 1 (question 15)"),
          },
          {
            label: t("審査の進み", "Progress"),
            value: t("41/43問", "41/43"),
            progress: { value: 41, max: 43, label: t("審査済み 43問中41問", "41 of 43 reviewed") },
          },
        ]}
      />
      <Tabs
        label={t("設問の絞り込み", "Questions")}
        items={[
          { href: "#1", label: t("要確認 5", "To check 5"), current: true },
          { href: "#2", label: t("前回から変化 7", "Changed 7") },
          { href: "#3", label: t("すべて 43", "All 43") },
        ]}
      />
      <ReviewRow
        id="r15"
        meta={
          <>
            {t("問15 ・ 物理的安全管理 ・ ", "Question 15 ・ ")}
            <strong>{t("重大設問", "critical")}</strong>
            {t(" ・ 配点 3", " ・ weight 3")}
          </>
        }
        question={t(
          "書類・媒体・端末を施錠保管し、鍵の管理者を決めていますか。",
          "Are papers, media and devices locked away?",
        )}
        lastLabel={t("前回(2025年度)", "Last time (FY 2025)")}
        last={
          <ReviewAnswer answer={t("はい", "Yes")}>
            {t("鍵管理者 総務課長。", "Keeper: head of general affairs.")}
          </ReviewAnswer>
        }
        nowLabel={
          <>
            {t("今回の回答 ・ 佐藤 千尋", "This answer ・ Sato Chihiro")} <DayText day="2026-11-16" />
          </>
        }
        now={
          <ReviewAnswer
            answer={t("一部", "Partly")}
            mark={<State is="attention">{t("下がりました", "Lower")}</State>}
          >
            <p className="mt-2">
              {t("第2工場の仮置き棚に鍵がありません。", "A shelf in plant 2 has no lock.")}
            </p>
            <FileList
              items={[{ key: "f", name: t("鍵管理簿.pdf", "key-book.pdf"), bytes: 1_250_000, href: "#" }]}
            />
          </ReviewAnswer>
        }
        judgement={
          <Choices
            type="radio"
            name="judge.r15"
            label={t("判定", "Judgement")}
            legendClassName="vh"
            defaultValue="as-is"
            options={[
              { value: "as-is", label: t("回答のとおり(一部 1.5点)", "As answered (partly, 1.5)") },
              { value: "override", label: t("見直す", "Override") },
            ]}
          />
        }
        finding={
          <div className="two finding-fields">
            <TextArea
              name="finding.r15.text"
              label={t("指摘の内容", "Finding")}
              required
              defaultValue={t("第2工場の仮置き棚が施錠されていない。", "The shelf in plant 2 is not locked.")}
            />
            <div>
              <Select
                name="finding.r15.severity"
                label={t("重さ", "Severity")}
                width="m"
                emptyLabel={null}
                defaultValue="medium"
                options={[{ value: "medium", label: t("中(期限内の是正)", "Medium") }]}
              />
              <DateField name="finding.r15.dueOn" label={t("是正の期限", "Due")} defaultValue="2026-12-18" />
            </div>
          </div>
        }
      />
      <Section id="judged" title={t("判定を終えた設問 1件", "Judged: 1")}>
        <ReviewDone
          items={[
            {
              key: "8",
              no: t("問8", "Q 8"),
              question: t(
                "自己点検又は監査を年1回以上行っていますか。",
                "A self-check or audit at least yearly?",
              ),
              judgement: t("一部 → 回答のとおり", "partly → as answered"),
              href: "#",
              linkLabel: t("判定を直す", "Change"),
            },
          ]}
        />
      </Section>
      <Section id="done" title={t("審査を終える", "Finish the review")}>
        <Banner
          is="attention"
          title={t("未判定が2問あります(問41、問42)。", "2 questions are not judged (41, 42).")}
        >
          {t("すべて判定すると、等級を確定できます。", "Once all are judged, the grade can be fixed.")}
        </Banner>
      </Section>
    </Staff>
  );
};
