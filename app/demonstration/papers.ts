import type { Day } from "#app/modules/calendar/rules/day.ts";
import { stageFile } from "#app/modules/files/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { must } from "./story.ts";

/** A paper of a fictional company, drawn with the portal's own blocks and put in by `actor`; its file's id. */
async function putIn(
  deps: Deps,
  actor: Actor,
  paper: {
    readonly name: string;
    readonly title: string;
    readonly from: string;
    readonly to: string;
    readonly blocks: readonly object[];
  },
): Promise<string> {
  const { bytes } = await deps.paper.render({
    meta: {
      title: paper.title,
      author: paper.from,
      lang: "ja",
      createdAt: deps.now().toISOString(),
      id: paper.name,
    },
    frame: {
      headLeft: paper.title,
      headRight: paper.from,
      footLeft: "見本(架空)",
      footRight: "取扱注意",
    },
    blocks: [{ kind: "title", text: paper.title, right: [paper.to, paper.from] }, ...paper.blocks],
  });
  return must(await stageFile(deps, actor, { field: "files", name: paper.name, bytes }), paper.name).id;
}

/** The copy of a contract: what is agreed, article by article. */
export function contractCopy(
  deps: Deps,
  actor: Actor,
  contract: {
    readonly title: string;
    readonly organisation: string;
    readonly partner: string;
    readonly startsOn: Day;
    readonly endsOn: Day;
    readonly articles: readonly { readonly article: string; readonly title: string; readonly text: string }[];
  },
): Promise<string> {
  return putIn(deps, actor, {
    name: `${contract.title}.pdf`,
    title: contract.title,
    from: contract.partner,
    to: contract.organisation,
    blocks: [
      {
        kind: "paragraph",
        text: `${contract.organisation}(以下「甲」)と${contract.partner}(以下「乙」)は、個人情報の取扱いについて次のとおり定めます。`,
      },
      {
        kind: "form",
        rows: [{ label: "契約期間", value: `${contract.startsOn} 〜 ${contract.endsOn}` }],
      },
      { kind: "heading", level: 2, text: "個人情報の取扱いについての定め" },
      {
        kind: "table",
        columns: [
          { label: "条", width: 16, rowHeader: true },
          { label: "見出し", width: 48, bold: true },
          { label: "定めることがら" },
        ],
        rows: contract.articles.map(({ article, title, text }) => ({ cells: [article, title, text] })),
      },
      { kind: "note", text: "この書面は見本です。会社も人も架空のものです。" },
    ],
  });
}

/** A company's own record that it shows as proof of an answer. */
export function record(
  deps: Deps,
  actor: Actor,
  spec: {
    readonly title: string;
    readonly company: string;
    readonly organisation: string;
    readonly rows: readonly (readonly [day: string, what: string, who: string])[];
  },
): Promise<string> {
  return putIn(deps, actor, {
    name: `${spec.title}.pdf`,
    title: spec.title,
    from: spec.company,
    to: `${spec.organisation} 御中`,
    blocks: [
      {
        kind: "table",
        columns: [
          { label: "日付", width: 28, rowHeader: true },
          { label: "内容" },
          { label: "担当", width: 44 },
        ],
        rows: spec.rows.map((cells) => ({ cells })),
      },
      { kind: "note", text: "この書面は見本です。会社も人も架空のものです。" },
    ],
  });
}
