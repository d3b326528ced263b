import { Button, ButtonLink, Go } from "../button.tsx";
import { BulkBar, DataTable, FilterSelect, Filters, FilterText } from "../data-table.tsx";
import { PageHead } from "../head.tsx";
import { State, Tier, type TierCode } from "../marks.tsx";
import { Explain, Matrix } from "../matrix.tsx";
import { Chips, KanaIndex, Pager } from "../nav.tsx";
import { DayText, Fict } from "../text.tsx";
import { asagiri, hibari, longName, minato, Staff, useBoth } from "./samples.tsx";

export const ListPage = () => {
  const t = useBoth();
  const rows = [
    {
      id: "p1",
      group: t("あ行", "あ"),
      kana: "アサギリデリバリー",
      name: asagiri(t),
      kind: t("委託先", "Contractor"),
      work: t("配達", "delivery"),
      tier: "S2" as TierCode,
      grade: "A",
      gate: <State is="good">{t("引渡可", "Allowed")}</State>,
      due: <DayText day="2027-03-20" />,
      dueFor: t("契約満了", "contract ends"),
    },
    {
      id: "p2",
      group: t("は行", "は"),
      kana: "ヒバリハイソウ",
      name: hibari(t),
      kind: t("委託先", "Contractor"),
      work: t("配達", "delivery"),
      tier: "S2" as TierCode,
      grade: "C",
      gate: <State is="bad">{t("引渡不可", "Blocked")}</State>,
      due: t("24日超過", "24 days overdue"),
      dueFor: t("是正計画", "plan"),
      late: true,
    },
    {
      id: "p3",
      group: t("ま行", "ま"),
      kana: "ミドリノチイキフクシショウヒセイカツシエンキコウトウブチクザイタクシエンセンター",
      name: longName(t),
      kind: t("紹介・斡旋先", "Referral"),
      work: t("福祉サービスの紹介", "welfare services"),
      tier: "S4" as TierCode,
      grade: "B",
      gate: <State is="attention">{t("引渡可・警告", "Allowed, with warnings")}</State>,
      due: <DayText day="2027-02-05" />,
      dueFor: t("評価期限", "assessment"),
    },
    {
      id: "p4",
      group: t("ま行", "ま"),
      kana: "ミナトインサツ",
      name: minato(t),
      kind: t("取扱いなし", "No handling"),
      work: t("会報の印刷", "printing"),
      tier: null,
      grade: "―",
      gate: <State is="none">{t("対象外", "Not applicable")}</State>,
      due: "―",
      dueFor: "",
    },
  ];
  return (
    <Staff current="/partners">
      <PageHead
        title={t("委託先等", "Partners")}
        facts={[t("登録 43件", "43 registered"), t("うち引渡不可 5件", "5 blocked")]}
        action={
          <ButtonLink kind="main" icon="plus" href="#">
            {t("登録する", "Register")}
          </ButtonLink>
        }
        moreLabel={t("取込・書出", "Import, export")}
        more={
          <li>
            <a href="#csv">{t("表計算ファイルに書き出す", "Export as a workbook")}</a>
          </li>
        }
      />
      <Filters action="#">
        <FilterText name="q" label={t("名称・よみ・台帳番号", "Name, reading, number")} />
        <FilterSelect
          name="kind"
          label={t("種別", "Kind")}
          options={[{ value: "entrustment", label: t("委託先", "Contractor") }]}
        />
        <FilterSelect name="tier" label={t("重要度", "Tier")} options={[{ value: "S1", label: "S1" }]} />
        <FilterSelect
          name="gate"
          label={t("引渡可否", "Gate")}
          options={[{ value: "blocked", label: t("引渡不可", "Blocked") }]}
          value="blocked"
        />
        <Button>{t("絞り込む", "Filter")}</Button>
      </Filters>
      <Chips
        items={[
          { label: t("引渡不可", "Blocked"), removeHref: "#1" },
          { label: t("終了した先を除く", "Without ended ones"), removeHref: "#2" },
        ]}
        clearHref="#0"
      />
      <KanaIndex
        label={t("よみの行へ移動", "Go to reading")}
        items={[t("全", "All"), "あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ"].map(
          (label, at) => ({ label, href: `#k${at}`, current: at === 0 }),
        )}
      />
      <DataTable
        caption={t("43件中 1〜20件目 ・ よみの順", "1–20 of 43 ・ by reading")}
        rows={rows}
        rowKey={(row) => row.id}
        groupOf={(row) => row.group}
        pick={{ name: "partner", form: "bulk", label: (row) => row.name, picked: (row) => row.id === "p2" }}
        columns={[
          {
            key: "name",
            label: t("よみ・名称", "Reading, name"),
            sort: { href: "#", sorted: "ascending" },
            cell: (row) => (
              <>
                <span className="kana">{row.kana}</span>
                <a href="#p">
                  <Fict>{row.name}</Fict>
                </a>
              </>
            ),
          },
          {
            key: "kind",
            label: t("種別・業務", "Kind, work"),
            bare: true,
            cell: (row) => (
              <>
                {row.kind}
                <span className="sub">{row.work}</span>
              </>
            ),
          },
          {
            key: "tier",
            label: t("重要度", "Tier"),
            sort: { href: "#tier" },
            cell: (row) => (row.tier ? <Tier code={row.tier} /> : "―"),
          },
          { key: "grade", label: t("等級", "Grade"), sort: { href: "#grade" }, cell: (row) => row.grade },
          { key: "gate", label: t("引渡可否", "Gate"), bare: true, cell: (row) => row.gate },
          {
            key: "due",
            label: t("次の期限", "Next day"),
            sort: { href: "#due" },
            cell: (row) => (
              <>
                {row.late ? <span className="late">{row.due}</span> : row.due}
                <span className="sub">{row.dueFor}</span>
              </>
            ),
          },
        ]}
      />
      <BulkBar id="bulk" action="#" label={t("1件を選んでいます", "1 selected")}>
        <Button size="small">{t("評価を依頼する", "Ask for an assessment")}</Button>
        <Button size="small">{t("方針を知らせる", "Tell the policy")}</Button>
        <Button size="small" kind="quiet">
          {t("選択を外す", "Clear")}
        </Button>
      </BulkBar>
      <Pager nextHref="#next" firstHref="#first" note={t("20件ずつ", "20 at a time")} />
    </Staff>
  );
};

export const MatrixPage = () => {
  const t = useBoth();
  const column = (id: string, ja: string, en: string) => ({ id, label: t(ja, en), href: `#${id}` });
  const purposes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    name: { a: 2, b: 2, c: 1, d: 1, e: 3, f: 1 },
    address: { a: 2, b: 2, c: 1, e: 3, f: 1 },
    history: { c: 1, d: 1 },
    account: { c: 1, e: 1 },
    mutual: { e: 3 },
  };
  return (
    <Staff current="/matrix">
      <PageHead
        title={t("だれが何を持つか", "Who holds what")}
        facts={[t("2026/11/24 (火) に有効な取扱案件", "Relations in force on Tue 24 Nov 2026")]}
        action={
          <Button type="button" size="small" icon="print">
            {t("印刷する", "Print")}
          </Button>
        }
      />
      <Explain
        id="ex"
        title={t("住所 × ひばり配送(架空)", "Address × Hibari Delivery (fictional)")}
        aside={<Go href="#">{t("取扱範囲を見る", "See the scope")}</Go>}
      >
        <p>
          <Tier code="S1" />{" "}
          {t("目的 2 ― 受注及び発送、ギフト発送", "2 purposes: orders and dispatch, gift dispatch")}
        </p>
        <p className="mt-2">
          <State is="bad">{t("いまは引渡不可(理由3件)", "Blocked now (3 reasons)")}</State>
        </p>
      </Explain>
      <Matrix
        caption={t(
          "●の数字は、その項目を使う目的の数。地の濃さは重要度。名称はすべて略称(架空)。",
          "The figure is the number of purposes; the ground is the tier. All names are short and fictional.",
        )}
        chosen={{ row: "address", column: "b" }}
        columnGroups={[
          {
            id: "entrustment",
            label: t("委託先", "Contractors"),
            columns: [
              column("a", "朝霧デリバリー", "Asagiri Delivery"),
              column("b", "ひばり配送", "Hibari Delivery"),
              column("c", "おおぞら文書保管", "Ozora Archives"),
            ],
          },
          {
            id: "joint-use",
            label: t("共同利用先", "Joint use"),
            columns: [
              column("d", "県央生協連", "Ken-o Federation"),
              column("e", "全域みのり共済連", "Minori Mutual Aid"),
            ],
          },
          {
            id: "referral",
            label: t("紹介・斡旋先", "Referral"),
            columns: [column("f", "こもれび介護", "Komorebi Care")],
          },
        ]}
        rowGroups={[
          {
            id: "g1",
            tier: "S1",
            label: t("本人を特定する・連絡する", "Identify and contact"),
            rows: [
              { id: "name", label: t("氏名", "Name") },
              { id: "address", label: t("住所", "Address") },
            ],
          },
          {
            id: "g2",
            tier: "S2",
            label: t("行動・取引", "Conduct and dealings"),
            rows: [{ id: "history", label: t("購買履歴", "Purchases") }],
          },
          {
            id: "g3",
            tier: "S3",
            label: t("お金に関わる識別情報", "Money"),
            rows: [{ id: "account", label: t("組合員登録口座", "Bank account") }],
          },
          {
            id: "g4",
            tier: "S4",
            label: t("要配慮個人情報・共済", "Sensitive, mutual aid"),
            rows: [{ id: "mutual", label: t("共済契約・共済金情報", "Mutual-aid contracts") }],
          },
        ]}
        cell={(row, col) => {
          const n = purposes[row]?.[col];
          return n ? { purposes: n, href: `#${row}-${col}` } : null;
        }}
      />
    </Staff>
  );
};
