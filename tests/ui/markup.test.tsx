import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Choices } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { DateField, fieldId, PasswordField, Select, TextArea, TextField } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { readForm, typedValues } from "#app/ui/form-values.ts";
import { GatePanel } from "#app/ui/gate-panel.tsx";
import { PageHead } from "#app/ui/head.tsx";
import { LangProvider } from "#app/ui/lang.tsx";
import { Pager } from "#app/ui/nav.tsx";
import { Fict, Phrase } from "#app/ui/text.tsx";

const html = (element: ReactElement) => renderToStaticMarkup(element);

test("a field ties label, hint and error to its control and renders its value", () => {
  const out = html(
    <TextField
      name="scope.0.reason"
      label="理由"
      hint="短く"
      error="理由を入力してください。"
      required
      defaultValue="前の値"
    />,
  );
  expect(fieldId("scope.0.reason")).toBe("f-scope-0-reason");
  expect(out).toContain('for="f-scope-0-reason"');
  expect(out).toContain('name="scope.0.reason"');
  expect(out).toContain('aria-describedby="f-scope-0-reason-hint f-scope-0-reason-error"');
  expect(out).toContain('aria-invalid="true"');
  expect(out).toContain('aria-required="true"');
  expect(out).toContain('value="前の値"');
  expect(out).toContain("※必須");
  expect(out).not.toMatch(/ required=|placeholder|maxlength/);
  // label, hint, error, control: in this order for eye and ear
  const order = ["<label", "-hint", "-error", "<input"].map((part) => out.indexOf(part));
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

test("every kind of field renders what was typed, a password never", () => {
  expect(html(<TextArea name="a" label="a" defaultValue={"一\n二"} />)).toContain(">一\n二</textarea>");
  expect(html(<DateField name="a" label="a" defaultValue="2026-11-24" />)).toContain('value="2026/11/24"');
  expect(html(<DateField name="a" label="a" defaultValue="令和８年" />)).toContain('value="令和８年"');
  expect(
    html(
      <Select
        name="a"
        label="a"
        defaultValue="2"
        options={[
          { value: "1", label: "一" },
          { value: "2", label: "二" },
        ]}
      />,
    ),
  ).toContain('<option value="2" selected="">二</option>');
  const choices = html(
    <Choices
      type="checkbox"
      name="a"
      label="a"
      defaultValue={["2"]}
      options={[
        { value: "1", label: "一" },
        { value: "2", label: "二" },
      ]}
    />,
  );
  expect(choices.match(/checked=""/g)).toHaveLength(1);
  expect(choices).toMatch(/value="2"[^>]*checked|checked=""[^>]*value="2"/);
  expect(html(<PasswordField name="p" label="p" />)).not.toContain("value=");
});

test("the first possible choice carries the group's id, so an error link lands on it", () => {
  const out = html(
    <Choices
      type="radio"
      name="kind"
      label="種別"
      error="種別を1つ選んでください。"
      required
      options={[
        { value: "off", label: "不可", off: true },
        { value: "on", label: "可" },
      ]}
    />,
  );
  expect(out).toMatch(/<input[^>]*id="f-kind"[^>]*value="on"/);
  expect(out).toContain('role="radiogroup"');
  expect(out).toContain('aria-describedby="f-kind-error"');
  expect(out).toMatch(/<input[^>]*disabled=""[^>]*value="off"|<input[^>]*value="off"[^>]*disabled=""/);
});

test("a staged file travels along and can be removed without JavaScript", () => {
  const out = html(
    <FileField
      name="receipt"
      label="受領書"
      kinds="PDF"
      maxBytes={1024 * 1024}
      removeName="_remove"
      staged={[{ id: "s1", name: "受領書.pdf", bytes: 2048 }]}
    />,
  );
  expect(out).toContain('<input type="hidden" name="receipt.staged" value="s1"/>');
  expect(out).toMatch(/<button type="submit"[^>]*name="_remove"[^>]*value="s1"/);
  expect(out).toContain("PDF、1 MBまで。");
  expect(out).toContain("お預かりしています");
});

test("the error summary holds its alert in a child, counts, links in order and takes the focus on load", () => {
  const out = html(
    <ErrorSummary
      problems={[
        { id: "f-a", text: "甲" },
        { id: "f-b", text: "乙" },
        { id: "", text: "全体" },
      ]}
    />,
  );
  expect(out).toMatch(/^<section class="error-summary" id="error-summary" tabindex="-1"[^>]*autofocus=""/);
  expect(out).toMatch(/<div role="alert"><h2[^>]*>3か所を直してください<\/h2>/);
  expect(out.indexOf("#f-a")).toBeLessThan(out.indexOf("#f-b"));
  expect(out).toContain("<strong>全体</strong>");
  expect(html(<ErrorSummary problems={[]} />)).toBe("");
});

const Sample = () => {
  const form = useFormValues({
    labels: { name: "名称", "lines.*.items": "項目", kinds: "種別" },
    values: { name: "あおば", kinds: ["a", "b"] },
    problems: [
      { path: "name", code: "too-long", params: { max: 3 } },
      { path: "lines.1.items", code: "choose-some" },
    ],
  });
  return (
    <Form action="/x" once="key-1" revision={3} {...form.formProps}>
      <TextField {...form.field("name")} />
      <Choices
        {...form.choices("kinds")}
        type="checkbox"
        options={[
          { value: "a", label: "A" },
          { value: "b", label: "B" },
          { value: "c", label: "C" },
        ]}
      />
      <Choices {...form.choices("lines.1.items")} type="checkbox" options={[{ value: "x", label: "X" }]} />
    </Form>
  );
};

test("a form works as plain HTML: method, once key, revision, values, sentences, no browser bubbles", () => {
  const out = html(<Sample />);
  expect(out).toMatch(/<form[^>]*method="post"[^>]*>/);
  expect(out).toMatch(/<form[^>]*noValidate=""/i);
  expect(out).toContain('<input type="hidden" name="_once" value="key-1"/>');
  expect(out).toContain('<input type="hidden" name="_revision" value="3"/>');
  expect(out).toContain('value="あおば"');
  expect(out.match(/checked=""/g)).toHaveLength(2);
  expect(out).toContain('<a href="#f-name">名称は3文字以内にしてください。</a>');
  expect(out).toContain('<a href="#f-lines-1-items">項目を1つ以上選んでください。</a>');
  expect(out.indexOf("error-summary")).toBeLessThan(out.indexOf("<form"));
});

test("the same form says it in English", () => {
  const out = html(
    <LangProvider lang="en">
      <Sample />
    </LangProvider>,
  );
  expect(out).toContain("Correct 2 entries");
  expect(out).toContain("名称 must be 3 characters or fewer.");
});

test("a table says its column on every card, its sort in the head, its group as a row", () => {
  const out = html(
    <DataTable
      caption="2件"
      rows={[
        { id: "1", name: "甲", n: 3 },
        { id: "2", name: "乙", n: 4 },
      ]}
      rowKey={(row) => row.id}
      groupOf={() => "か行"}
      columns={[
        {
          key: "name",
          label: "名称",
          cell: (row) => row.name,
          sort: { href: "?sort=name", sorted: "descending" },
        },
        { key: "n", label: "件数", cell: (row) => row.n, align: "end" },
      ]}
    />,
  );
  expect(out).toContain('aria-sort="descending"');
  expect(out.match(/data-label="件数"/g)).toHaveLength(2);
  expect(out.match(/か行/g)).toHaveLength(1);
  expect(out).toMatch(/<th role="rowheader" scope="row">甲<\/th>/);
});

test("an empty table says so", () => {
  const out = html(
    <DataTable
      caption="0件"
      rows={[]}
      rowKey={() => ""}
      columns={[{ key: "a", label: "名称", cell: () => "" }]}
    />,
  );
  expect(out).toContain("該当なし");
});

test("the gate panel shows strength, basis, deferral and cure of each reason, and another day by GET", () => {
  const out = html(
    <GatePanel
      verdict="bad"
      verdictText="引渡不可 理由 1件"
      subject="配達"
      asOf="2026-11-24"
      rows={[
        {
          key: "a",
          state: "bad",
          title: "評価がありません",
          strength: "law",
          basis: "25条",
          deferral: "できません",
          cure: { href: "/cure", label: "評価を依頼する" },
        },
      ]}
      met={[{ key: "m", text: "契約は有効" }]}
      foot={{ action: "/partners/1", keep: { tab: "overview" } }}
    />,
  );
  expect(out).toContain('data-is="bad"');
  expect(out).toContain('<span class="strength" data-s="law">法律</span>');
  expect(out).toContain('href="/cure"');
  expect(out).toMatch(/<form class="gate-foot" method="get" action="\/partners\/1">/);
  expect(out).toContain('<input type="hidden" name="tab" value="overview"/>');
  expect(out).toContain('name="asOf"');
  expect(out).toContain('<time dateTime="2026-11-24">2026/11/24 (火)</time>');
});

test("「(架空)」 is set small and nothing of the name is lost", () => {
  expect(html(<Fict>甲社(架空) から、乙社(架空) へ</Fict>)).toBe(
    '甲社<span class="fict">(架空)</span> から、乙社<span class="fict">(架空)</span> へ',
  );
  expect(html(<Fict>Ko KK (fictional)</Fict>)).toContain('<span class="fict"> (fictional)</span>');
  expect(html(<Fict>{"<b>甲</b>"}</Fict>)).toBe("&lt;b&gt;甲&lt;/b&gt;");
});

test("a heading breaks between phrases only", () => {
  const out = html(<Phrase>委託先等監督報告書の決裁を記録する</Phrase>);
  expect(out.replaceAll(/<[^>]+>/g, "")).toBe("委託先等監督報告書の決裁を記録する");
  expect(out).toContain("決裁を<wbr/>記録する");
});

test("the page head marks the page itself and names its trail", () => {
  const out = html(
    <PageHead title="契約" crumbs={[{ label: "委託先等", href: "/partners" }, { label: "契約" }]} />,
  );
  expect(out).toContain('aria-label="現在の位置"');
  expect(out).toContain('<li aria-current="page">契約</li>');
  expect(out.match(/<h1>/g)).toHaveLength(1);
});

test("a pager without a further page is nothing at all", () => {
  expect(html(<Pager />)).toBe("");
  expect(html(<Pager nextHref="?after=x" />)).toContain('rel="next"');
});

test("a form is read the same by browser and server: dots nest, repeated names are lists, single ones when told", () => {
  const read = readForm(
    [
      ["name", "甲"],
      ["scope.0.items", "a"],
      ["scope.1.items", "b"],
      ["scope.1.items", "c"],
      ["kinds", "x"],
      ["_once", "k"],
    ],
    ["kinds", "scope.*.items"],
  );
  expect(JSON.parse(JSON.stringify(read))).toEqual({
    name: "甲",
    scope: [{ items: ["a"] }, { items: ["b", "c"] }],
    kinds: ["x"],
  });
});

test("names that reach for prototypes are dropped", () => {
  const read = readForm([
    ["__proto__.polluted", "1"],
    ["a.constructor.b", "2"],
    ["a.b", "3"],
  ]);
  expect(JSON.parse(JSON.stringify(read))).toEqual({ a: { b: "3" } });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("typed values come back as typed", () => {
  expect(
    typedValues([
      ["a", " １ "],
      ["b", "x"],
      ["b", "y"],
      ["_once", "k"],
      ["_intent", "z"],
    ]),
  ).toEqual({
    a: " １ ",
    b: ["x", "y"],
    _once: "k",
  });
});
