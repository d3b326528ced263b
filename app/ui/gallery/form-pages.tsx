import { Banner } from "../banner.tsx";
import { Button } from "../button.tsx";
import { CheckField, Choices } from "../choices.tsx";
import {
  DateField,
  FieldsetGroup,
  FormFoot,
  NumberField,
  PasswordField,
  Select,
  TextArea,
  TextField,
  UnitSelect,
} from "../fields.tsx";
import { FileField } from "../file-field.tsx";
import { Form, useFormValues } from "../form.tsx";
import { SignInFrame } from "../frames.tsx";
import { Facts, PageHead } from "../head.tsx";
import { Icon } from "../icon.tsx";
import { State, Strength, Tier } from "../marks.tsx";
import { Steps } from "../nav.tsx";
import { Fict } from "../text.tsx";
import { asagiri, footNote, language, organisation, Staff, useBoth } from "./samples.tsx";

/** A failed form: summary first, each field with its sentence, everything typed kept. */
export const ErrorFormPage = () => {
  const t = useBoth();
  const form = useFormValues({
    labels: {
      handedOn: t("引渡日", "Day of hand-over"),
      items: t("引き渡した項目", "Items handed over"),
      count: t("件数", "Count"),
      unit: t("単位", "Unit"),
      giver: t("渡した人", "Handed by"),
      receiver: t("受け取った人の氏名", "Name of the receiver"),
      dueOn: t("返却期日", "Return due"),
      receipt: t("受領書", "Receipt"),
    },
    values: {
      handedOn: "2026/11/24",
      items: ["name", "address", "birth"],
      count: "−312",
      unit: "sheets",
      giver: t("供給課 小野寺 翔", "Onodera Sho, Supply"),
      dueOn: "2026/10/24",
    },
    problems: [
      { path: "items", code: "out-of-scope", params: { value: t("生年月日", "Date of birth") } },
      { path: "count", code: "integer-range", params: { value: "−312", min: 1 } },
      { path: "receiver", code: "required" },
      {
        path: "dueOn",
        code: "day-order",
        params: { value: "2026/10/24", other: t("引渡日(2026/11/24)", "the day of hand-over (24 Nov 2026)") },
      },
    ],
    sentences: {
      "out-of-scope": (p) =>
        t(
          `「${p.value}」は、この取扱案件の取扱範囲にありません。外すか、先に取扱範囲を改めてください。`,
          `“${p.value}” is outside the scope of this relation. Remove it, or change the scope first.`,
        ),
    },
  });
  return (
    <Staff current="/custody" person={t("小野寺 翔", "Onodera Sho")}>
      <div className="fields">
        <PageHead
          crumbs={[
            { label: t("委託先等", "Partners"), href: "/partners" },
            { label: asagiri(t), href: "#" },
            { label: t("引渡しを記録する", "Record a hand-over") },
          ]}
          title={t("引渡しを記録する", "Record a hand-over")}
        />
        <Facts
          items={[
            <Fict key="n">{asagiri(t)}</Fict>,
            t("個配商品の配達(委託)", "Home delivery"),
            <State key="g" is="good">
              {t("引渡可", "Allowed")}
            </State>,
          ]}
        />
        <Form action="#" once="0190b6f0" multipart {...form.formProps}>
          <DateField {...form.field("handedOn")} required />
          <Choices
            {...form.choices("items")}
            type="checkbox"
            columns="2"
            required
            hint={t(
              "取扱範囲(2026/04/01から)にある項目だけを記録できます。",
              "Only items of the scope (from 1 Apr 2026) can be recorded.",
            )}
            options={[
              { value: "name", label: t("氏名", "Name") },
              { value: "number", label: t("組合員番号", "Member number") },
              { value: "address", label: t("住所", "Address") },
              { value: "phone", label: t("電話番号", "Telephone") },
              { value: "birth", label: t("生年月日", "Date of birth"), bad: true },
            ]}
          />
          <NumberField
            {...form.field("count")}
            required
            hint={t("預けた単位で数えます。", "Counted in the unit of the lot.")}
            unit={
              <UnitSelect
                name="unit"
                label={t("単位", "Unit")}
                defaultValue={form.value("unit")}
                options={[
                  { value: "sheets", label: t("枚", "sheets") },
                  { value: "persons", label: t("人", "persons") },
                ]}
              />
            }
          />
          <TextField {...form.field("giver")} width="m" required />
          <TextField
            {...form.field("receiver")}
            width="m"
            required
            hint={t("先方の部署と氏名です。", "Their department and name.")}
          />
          <DateField {...form.field("dueOn")} required />
          <FileField
            {...form.blank("receipt")}
            kinds={t("PDFまたは画像", "PDF or an image")}
            maxBytes={10 * 1024 * 1024}
            accept=".pdf,image/*"
            removeName="_remove"
            staged={[{ id: "s1", name: t("受領書_20261124.pdf", "receipt_20261124.pdf"), bytes: 620_000 }]}
          />
          <FormFoot>
            <Button kind="main">{t("引渡しを記録する", "Record the hand-over")}</Button>
            <Button name="intent" value="draft" formNoValidate>
              {t("下書きを保存する", "Save a draft")}
            </Button>
          </FormFoot>
        </Form>
      </div>
    </Staff>
  );
};

/** Choices judged as one types, with both cures. */
export const ScopePage = () => {
  const t = useBoth();
  return (
    <Staff current="/partners">
      <PageHead
        crumbs={[
          { label: t("委託先等", "Partners"), href: "/partners" },
          { label: t("新しい登録(下書き)", "New registration (draft)") },
        ]}
        title={t("取扱範囲を決める", "Decide the scope")}
        facts={[
          t("株式会社つむぎ発送代行(架空)", "Tsumugi Dispatch KK (fictional)"),
          t("下書きを 14:02 に保存しました", "Draft saved at 14:02"),
        ]}
      />
      <Steps
        current={3}
        items={[
          { label: t("会社", "Company"), done: true, href: "#1" },
          { label: t("取扱案件", "Relation"), done: true, href: "#2" },
          { label: t("取扱範囲", "Scope") },
          { label: t("契約・条項", "Contract") },
          { label: t("確かめて提出", "Check and submit") },
        ]}
      />
      <div className="with-aside">
        <Form action="#" once="0190b6f1">
          <section className="line" aria-labelledby="l2">
            <div className="row-end">
              <h2 id="l2">
                {t("2行目", "Line 2")} <State is="bad">{t("方針の範囲外 1件", "1 outside the policy")}</State>
              </h2>
              <a href="#del">{t("2行目を消す", "Delete line 2")}</a>
            </div>
            <Select
              name="scope.1.subject"
              label={t("本人区分", "Subjects")}
              width="m"
              defaultValue="member"
              emptyLabel={null}
              options={[{ value: "member", label: t("組合員", "Members") }]}
            />
            <Choices
              type="checkbox"
              name="scope.1.purposes"
              label={t("利用目的", "Purposes")}
              hint={t(
                "組合員について公表している目的だけを示しています(方針 1.2(2))。",
                "Only purposes published for members (policy 1.2(2)).",
              )}
              columns="2"
              defaultValue={["orders"]}
              options={[
                { value: "orders", label: t("受注及び発送", "Orders and dispatch") },
                { value: "debit", label: t("口座振替", "Direct debit") },
              ]}
            />
            <Choices
              type="checkbox"
              name="scope.1.items"
              label={t("項目", "Items")}
              hint={t("業務に要る項目だけを選びます。", "Choose only what the work needs.")}
              columns="2"
              defaultValue={["name", "account"]}
              options={[]}
              groups={[
                {
                  key: "S1",
                  legend: (
                    <>
                      <Tier code="S1" />
                      {t("本人を特定する・連絡する", "Identify and contact")}
                    </>
                  ),
                  options: [
                    { value: "name", label: t("氏名", "Name") },
                    { value: "address", label: t("住所", "Address") },
                  ],
                },
                {
                  key: "S3",
                  legend: (
                    <>
                      <Tier code="S3" />
                      {t("お金に関わる識別情報", "Money")}
                    </>
                  ),
                  options: [
                    {
                      value: "account",
                      label: <strong>{t("組合員登録口座", "Bank account")}</strong>,
                      bad: true,
                      cure: (
                        <>
                          <p className="error">
                            <Icon name="bad" />
                            <span>
                              {t(
                                "口座の項目は、「口座振替」の目的がない行では選べません。",
                                "Account items need the purpose “direct debit” in the line.",
                              )}
                            </span>
                          </p>
                          <p className="small mt-2">
                            {t("根拠", "Basis")} <Strength code="policy" /> 1.2(2)&lt;2&gt;
                          </p>
                          <p className="small-button-row">
                            <Button size="small" name="intent" value="remove">
                              {t("この項目を外す", "Remove this item")}
                            </Button>
                            <Button size="small" name="intent" value="add">
                              {t("「口座振替」を加える", "Add “direct debit”")}
                            </Button>
                          </p>
                        </>
                      ),
                    },
                    {
                      value: "last-debit",
                      label: t("商品代金最終振替日", "Last debit day"),
                      note: t(
                        "「口座振替」の目的があるときだけ選べます",
                        "Only with the purpose “direct debit”",
                      ),
                      off: true,
                    },
                  ],
                },
              ]}
            />
            <NumberField
              name="scope.1.persons"
              label={t("人数の目安", "Persons, roughly")}
              defaultValue="18,200"
              unit={t("人", "persons")}
            />
          </section>
          <FormFoot>
            <Button kind="main">{t("保存して契約・条項へ進む", "Save and go on")}</Button>
            <Button>{t("下書きを保存する", "Save a draft")}</Button>
          </FormFoot>
        </Form>
        <aside className="aside" aria-labelledby="as">
          <h2 id="as">{t("方針との照合", "Against the policy")}</h2>
          <ul className="mt-2">
            <li>
              <State is="good">{t("1行目 範囲内", "Line 1 within")}</State>
            </li>
            <li>
              <State is="bad">{t("2行目 範囲外 1件", "Line 2: 1 outside")}</State>
            </li>
          </ul>
        </aside>
      </div>
    </Staff>
  );
};

/** Every kind of field, empty. */
export const FieldsPage = () => {
  const t = useBoth();
  return (
    <Staff current="/partners">
      <PageHead title={t("入力欄", "Fields")} />
      <div className="fields mt-4">
        <Form action="#" once="0190b6f2">
          <FieldsetGroup
            legend={t("会社", "Company")}
            hint={t("登記のとおりに入力します。", "As in the register.")}
          >
            <TextField name="name" label={t("名称", "Name")} required />
            <TextField
              name="kana"
              label={t("フリガナ", "Reading in katakana")}
              required
              hint={t("法人の種別(株式会社など)は除きます。", "Without the kind of company.")}
            />
            <div className="fields-row">
              <TextField
                name="corporateNumber"
                label={t("法人番号", "Corporate number")}
                width="m"
                inputMode="numeric"
                hint={t("13桁", "13 digits")}
              />
              <TextField
                name="postalCode"
                label={t("郵便番号", "Postal code")}
                width="s"
                autoComplete="postal-code"
                defaultValue="980-0011"
              />
            </div>
            <TextField
              name="email"
              label={t("メールアドレス", "E-mail")}
              type="email"
              autoComplete="email"
              width="m"
            />
          </FieldsetGroup>
          <Choices
            type="radio"
            name="media"
            label={t("預け方", "How it is entrusted")}
            required
            columns="row"
            defaultValue="paper"
            options={[
              { value: "paper", label: t("紙だけ", "Paper only") },
              { value: "data", label: t("電子データ", "Data") },
              { value: "both", label: t("両方", "Both") },
            ]}
          />
          <Choices
            type="radio"
            name="decision"
            label={t("判断", "Decision")}
            required
            error={t("判断を1つ選んでください。", "Choose one: Decision.")}
            options={[
              {
                value: "approve",
                label: t("決裁", "Approve"),
                note: t("この内容で確定し、封印したPDFを作ります", "Becomes final; a sealed PDF is made"),
              },
              {
                value: "return",
                label: t("差戻し", "Return"),
                note: t("理由を付けて起案者に戻します", "Back to the drafter with a reason"),
              },
            ]}
          />
          <DateField name="from" label={t("取引開始日", "Dealings since")} defaultValue="2019-04-01" />
          <DateField
            name="wareki"
            label={t("契約日", "Day of contract")}
            defaultValue="令和８年３月２１日"
            error={t("契約日は取引開始日より後の日にしてください。", "Day of contract must be later.")}
          />
          <Select
            name="activity"
            label={t("業務区分", "Activity")}
            required
            width="m"
            options={[{ value: "delivery", label: t("配達", "Delivery") }]}
          />
          <TextArea
            name="note"
            label={t("補足", "Note")}
            requiredLabel={t("※「一部」のとき必須", "required for “partly”")}
            hint={t(
              "できていない所と、いつ直すかを書いてください。",
              "What is missing, and when it will be mended.",
            )}
          />
          <FileField
            name="contract"
            label={t("契約書", "Contract")}
            kinds="PDF"
            maxBytes={20 * 1024 * 1024}
            required
          />
          <TextField
            name="fixed"
            label={t("台帳番号", "Register number")}
            width="s"
            readOnly
            defaultValue="P-0031"
          />
          <PasswordField
            name="password"
            label={t("あなたのパスワード", "Your password")}
            required
            hint={t(
              "本人の決裁であることを記録するため、もう一度確かめます。",
              "Asked again to record that it is you.",
            )}
          />
          <CheckField name="agree" label={t("上の内容を確かめました", "I have checked the above")} required />
          <FormFoot note={t("記録した決裁は取り消せません。", "A recorded decision cannot be taken back.")}>
            <Button kind="main">{t("記録する", "Record")}</Button>
            <Button kind="quiet" type="button">
              {t("やめる", "Cancel")}
            </Button>
          </FormFoot>
        </Form>
      </div>
    </Staff>
  );
};

export const SignInPage = () => {
  const t = useBoth();
  return (
    <SignInFrame
      organisation={organisation(t)}
      language={language}
      footNote={footNote(t)}
      flash={
        <Banner is="info" live>
          {t(
            "時間がたったため、サインアウトしました。入力中の下書きは残っています。",
            "You were signed out after some time. Your drafts are kept.",
          )}
        </Banner>
      }
    >
      <PageHead title={t("サインイン", "Sign in")} />
      <Form action="#" className="mt-4">
        <TextField
          name="email"
          label={t("メールアドレス", "E-mail")}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField name="password" label={t("パスワード", "Password")} required />
        <FormFoot>
          <Button kind="main">{t("サインインする", "Sign in")}</Button>
        </FormFoot>
      </Form>
    </SignInFrame>
  );
};
