import { Button, ButtonLink, Go } from "../button.tsx";
import { StackedBars } from "../chart.tsx";
import { Choices } from "../choices.tsx";
import { ChangeTable, DecideBox, DecisionLayout, PaperContents, RedPoints, Sentence } from "../decision.tsx";
import { FormFoot, PasswordField, TextArea } from "../fields.tsx";
import { Form } from "../form.tsx";
import { DirectorFrame, PublicFrame } from "../frames.tsx";
import { Crumbs, Facts, PageHead, Section } from "../head.tsx";
import { SummaryList } from "../lists.tsx";
import { Tag } from "../marks.tsx";
import { Notice, NoticeSection } from "../notice.tsx";
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from "../table.tsx";
import { DayText, Fict, PeriodText } from "../text.tsx";
import { footNote, hibari, language, organisation, useBoth } from "./samples.tsx";

export const DecisionPage = () => {
  const t = useBoth();
  return (
    <DirectorFrame
      homeHref="/director"
      organisation={organisation(t)}
      language={language}
      person={{ name: t("早川 佳代(理事長)", "Hayakawa Kayo, chair"), signOutAction: "/sign-out" }}
      links={[{ href: "/director", label: t("決裁待ち 1件", "To decide: 1") }]}
      footNote={footNote(t)}
    >
      <PageHead
        crumbs={[
          { label: t("決裁待ち 1件", "To decide: 1"), href: "/director" },
          { label: t("監督報告書 2026年度上期", "Oversight report") },
        ]}
        title={t("委託先等監督報告書(2026年度上期)", "Oversight report, first half of FY 2026")}
        tag={<Tag is="mine">{t("あなたの決裁待ち", "Waiting for your decision")}</Tag>}
        facts={[
          t("R-2026-02 第2版", "R-2026-02, edition 2"),
          <PeriodText key="p" from="2026-03-21" to="2026-09-20" />,
        ]}
        action={
          <ButtonLink kind="main" href="#decide">
            {t("決裁へ進む", "Go to the decision")}
          </ButtonLink>
        }
      />
      <DecisionLayout
        sheet={
          <>
            <StackedBars
              title={t("等級の分布(種別ごと)", "Grades by kind")}
              summary={t(
                "委託先は A 13件、B 8件、C 4件、D 1件。共同利用先は A 5件、B 1件。",
                "Contractors: 13 A, 8 B, 4 C, 1 D. Joint use: 5 A, 1 B.",
              )}
              rowLabel={t("種別", "Kind")}
              unit={t("件", "")}
              series={["A", "B", "C", "D"]}
              rows={[
                { label: t("委託先", "Contractors"), values: [13, 8, 4, 1] },
                { label: t("共同利用先", "Joint use"), values: [5, 1, 0, 0] },
                { label: t("紹介・斡旋先", "Referral"), values: [3, 3, 1, 0] },
              ]}
            />
            <figcaption className="mt-2">
              <span>{t("3 / 24ページ", "page 3 of 24")}</span>
              <a href="#pdf">{t("PDFを開く(1.8 MB)", "Open the PDF (1.8 MB)")}</a>
            </figcaption>
            <PaperContents
              id="toc"
              badLabel={t("重大な事項あり", "serious point")}
              title={t("報告書の目次", "Contents")}
              items={[
                { href: "#c2", label: t("2 総括", "2 Summary"), page: t("3ページ", "p. 3") },
                { href: "#c6", label: t("6 契約", "6 Contracts"), page: t("9ページ", "p. 9"), bad: true },
              ]}
            />
          </>
        }
      >
        <Sentence>
          {t(
            "監督結果は概ね良好です。重大な指摘1件が未是正で、1社への引渡しを止めています。",
            "Results are good on the whole. One critical finding is open; hand-overs to one company are stopped.",
          )}
        </Sentence>
        <Section id="chg" title={t("前回から変わったこと", "What changed")}>
          <ChangeTable
            caption={t("前回は2025年度の報告(R-2026-01)", "Last time: report of FY 2025")}
            items={[
              {
                key: "a",
                label: t("委託先等", "Partners"),
                before: t("41件", "41"),
                now: t("43件", "43"),
                delta: "+2",
              },
              {
                key: "b",
                label: t("事故", "Incidents"),
                before: t("0件", "0"),
                now: t("1件", "1"),
                delta: "+1",
                bad: true,
              },
            ]}
          />
        </Section>
        <Section id="red" title={t("重大な事項 1件", "Serious points: 1")}>
          <RedPoints
            items={[
              {
                key: "1",
                title: t("承諾のない再委託が未是正です", "Sub-contracting without consent not mended"),
                detail: `${hibari(t)} ・ ${t("期限を24日超過", "24 days overdue")}`,
                link: { href: "#p11", label: t("報告書 11ページ", "report, p. 11") },
              },
            ]}
          />
        </Section>
        <Section id="op" title={t("起案と審査", "Draft and review")}>
          <SummaryList
            rows={[
              {
                label: t("起案", "Draft"),
                value: t("総務部調達課 高梨 みのり(架空)", "Takanashi Minori (fictional)"),
                note: <DayText day="2026-11-18" weekday />,
              },
              {
                label: t("審査", "Review"),
                value: t("個人情報管理責任者 速水 恒一(架空)", "Hayami Koichi (fictional)"),
                note: t("適当と認める。", "Found proper."),
              },
            ]}
          />
        </Section>
        <DecideBox id="decide">
          <Form action="#" once="0190b6f4" withSummary={false}>
            <Choices
              type="radio"
              name="outcome"
              label={t("判断", "Decision")}
              required
              options={[
                {
                  value: "approve",
                  label: t("決裁", "Approve"),
                  note: t("この内容で確定し、封印したPDFを作ります", "Becomes final, sealed PDF"),
                },
                { value: "conditional", label: t("条件付承認", "Approve with conditions") },
                { value: "return", label: t("差戻し", "Return") },
                { value: "reject", label: t("却下", "Reject") },
                { value: "hold", label: t("保留", "Hold") },
              ]}
            />
            <TextArea
              name="reason"
              label={t("理由・意見", "Reason, opinion")}
              hint={t(
                "決裁以外では必須です。決裁票に載ります。",
                "Required unless you approve; printed on the record.",
              )}
            />
            <PasswordField name="password" label={t("あなたのパスワード", "Your password")} required />
            <FormFoot
              note={t(
                "記録した決裁は取り消せません。直すときは新しい版を起案します。",
                "A recorded decision cannot be taken back.",
              )}
            >
              <Button kind="main">{t("決裁を記録する", "Record the decision")}</Button>
            </FormFoot>
          </Form>
        </DecideBox>
      </DecisionLayout>
    </DirectorFrame>
  );
};

export const PublicPage = () => {
  const t = useBoth();
  return (
    <PublicFrame
      organisation={organisation(t)}
      language={language}
      links={[{ href: "/policy", label: t("個人情報保護方針", "Privacy policy") }]}
      footNote={footNote(t)}
    >
      <Notice>
        <Crumbs
          items={[
            { label: t("個人情報の取扱い", "Personal data"), href: "#" },
            { label: t("共同利用のお知らせ", "Notice of joint use") },
          ]}
        />
        <h1 className="mt-3">
          {t("個人データの共同利用についてのお知らせ", "Notice of the joint use of personal data")}
        </h1>
        <Facts
          items={[t("第4版", "Edition 4"), t("2026/04/01 (水) から掲載", "Posted since Wed 1 Apr 2026")]}
        />
        <p className="notice-lead">
          {t(
            "組合員の皆さまの個人データを、商品と灯油をお届けするために、次の団体と共同で利用します。",
            "We use members' personal data jointly with the following bodies to deliver goods and heating oil.",
          )}
        </p>
        <NoticeSection no="1" title={t("共同利用すること", "That data are used jointly")}>
          <p>
            {t(
              "当組合は、下の2に掲げる団体と、組合員の個人データを共同して利用します。",
              "We use data jointly with the bodies in 2.",
            )}
          </p>
        </NoticeSection>
        <NoticeSection no="2" title={t("共同利用する者の範囲", "Who uses them")}>
          <ul className="dots">
            <li>
              <Fict>
                {t("県央生活協同組合連合会(架空)", "Ken-o Federation of Co-operatives (fictional)")}
              </Fict>
            </li>
            <li>
              <Fict>{t("エコラ灯油販売株式会社(架空)", "Ecola Heating Oil KK (fictional)")}</Fict>
            </li>
          </ul>
        </NoticeSection>
        <NoticeSection title={t("これまでの掲載", "Earlier editions")}>
          <Table className="mt-2">
            <caption>{t("版ごとの掲載期間", "Editions and their periods")}</caption>
            <TableHead>
              <Row>
                <ColumnHeader>{t("版", "Edition")}</ColumnHeader>
                <ColumnHeader>{t("掲載期間", "Posted")}</ColumnHeader>
              </Row>
            </TableHead>
            <TableBody>
              <Row>
                <RowHeader>{t("第4版", "4")}</RowHeader>
                <Cell label={t("掲載期間", "Posted")}>
                  <PeriodText from="2026-04-01" to={null} />
                </Cell>
              </Row>
            </TableBody>
          </Table>
        </NoticeSection>
        <p className="row mt-4">
          <ButtonLink size="small" icon="save" href="#">
            {t("PDFで保存する(0.2 MB)", "Save as PDF (0.2 MB)")}
          </ButtonLink>
          <Go href="#v">{t("このPDFが本物か確かめる", "Check that a PDF is genuine")}</Go>
        </p>
      </Notice>
    </PublicFrame>
  );
};
