import type { Block, Cell, DocumentSpec, Mark, MatrixRow, Row } from "#app/documents/spec.ts";
import type { Lang } from "#app/i18n/lang.ts";

/** A document of every block, in either language. Every name in it is invented (架空). */
export function sampleSpec(
  lang: Lang,
  o: { readonly draft?: boolean; readonly seal?: boolean } = {},
): DocumentSpec {
  const t = (ja: string, en: string): string => (lang === "ja" ? ja : en);
  const fic = t("（架空）", " (fictional)");
  const names = t(
    "ひばり配送株式会社|つむぎ物流協同組合|有限会社やまゆり運送|株式会社かえで・ロジスティクス・パートナーズ東北第二営業所|あさぎり急送株式会社|株式会社すずしろ宅配|東雲倉庫株式会社|株式会社ほたる文書保管センター|しらかば溶解処理株式会社|北山冷蔵株式会社|株式会社こもれび入力センター|株式会社ときわデータエントリー",
    "Hibari Delivery Co.|Tsumugi Logistics Association|Yamayuri Transport Ltd.|Kaede Logistics Partners Tohoku Second Branch Office Co.|Asagiri Express Co.|Suzushiro Parcel Co.|Shinonome Warehouse Co.|Hotaru Records Storage Centre Co.|Shirakaba Pulping Co.|Kitayama Cold Storage Co.|Komorebi Data Input Centre Co.|Tokiwa Data Entry Co.",
  )
    .split("|")
    .map((n) => n + fic);
  const grades = ["B", "A", "C", "C", "B", "B", "A", "A", "A", "B", "D", "-"] as const;
  const listRow = (i: number): Row => {
    const g = grades[i % 12] ?? "-";
    const open = g === "-";
    return {
      cells: [
        { text: `W${String(i + 1).padStart(2, "0")}`, tone: "gray" },
        names[i % 12] ?? "",
        t("配達", "Delivery"),
        "S2",
        { grade: g },
        open ? "－" : (60 + ((i * 7) % 38) + 0.1).toFixed(1),
        g === "D" ? { text: t("1件", "1"), bold: true, tone: "alert" } : open ? "－" : t("0件", "0"),
        open ? { text: t("未了", "open"), bold: true, tone: "alert" } : "2026/06/12",
        open ? { text: t("22日超過", "22 days over"), bold: true, tone: "alert" } : "2027/06/12",
      ],
    };
  };
  const clauseNames = t(
    "範囲・目的・項目|双方の責任の明確化|秘密保持|目的外利用等の禁止|複製・持出しの制限|安全管理措置|従業者の監督・誓約|再委託の制限|取扱状況の報告|監査・立入検査権|事故時の報告・協力|開示等・苦情への協力|返却・消去・廃棄|不遵守時の措置|損害賠償・求償|契約終了後の存続|期間・更新・通知|取扱場所・外国|共同利用の取決め|紹介・斡旋の特則",
    "Scope, purpose, items|Responsibilities|Confidentiality|No other use|Copying, carrying out|Safety measures|Supervision of staff|Subcontracting|Reports|Audit, inspection|Incidents|Requests, complaints|Return, erasure|Breach|Damages|Survival|Term, renewal|Places, abroad|Joint use|Referral",
  ).split("|");
  const marksOf = (i: number): Mark[] =>
    clauseNames.map((_, k) =>
      k > 17 ? "none" : i === 3 && k === 7 ? "bad" : (i * 5 + k) % 23 === 0 ? "partial" : "ok",
    );
  const matrixRows: MatrixRow[] = [
    { kind: "group", text: t("委託先　28社", "Contractors: 28") },
    ...Array.from(
      { length: 28 },
      (_, i): MatrixRow => ({
        code: `W${String(i + 1).padStart(2, "0")}`,
        name: t("ひばり配送（架空）", "Hibari Delivery (fictional)"),
        marks: marksOf(i),
        verdict: i === 3 ? t("不足", "Missing") : t("充足", "Met"),
        ...(i === 3 ? { alert: true, verdictTone: "alert" as const } : {}),
      }),
    ),
    { kind: "group", text: t("共同利用先　5社", "Joint users: 5") },
    ...Array.from(
      { length: 5 },
      (_, i): MatrixRow => ({
        code: `K0${i + 1}`,
        name: t("みどり野でんき（架空）", "Midorino Power (fictional)"),
        marks: marksOf(i + 4),
        verdict: t("充足", "Met"),
      }),
    ),
  ];
  const yen = (n: number): string => n.toLocaleString("en-US");
  const custody = (unit: string, rows: readonly (readonly [number, string, ...number[]])[]): Row[] => [
    { kind: "group", text: `${t("単位", "Unit")}: ${unit}` },
    ...rows.map(
      ([who, what, ...n]): Row => ({
        cells: [
          names[who] ?? "",
          what,
          ...n.map((v, i): Cell => (i === 5 && v > 0 ? { text: yen(v), tone: "alert", bold: true } : yen(v))),
        ],
      }),
    ),
    {
      kind: "sum",
      cells: [
        t("計", "Total"),
        "",
        ...[0, 1, 2, 3, 4, 5].map((i) => yen(rows.reduce((a, r) => a + (Number(r[i + 2]) || 0), 0))),
      ],
    },
  ];
  const stamps = [
    {
      box: t("決裁", "Decided"),
      stamp: {
        role: t("専務理事", "Executive"),
        day: t("9.4.15", "2027-04-15"),
        name: t("大庭", "Oba"),
        deputy: t("代", "dep."),
      },
      caption: t("代決（理事長 不在）", "Deputy (chair away)"),
    },
    {
      box: t("審査", "Reviewed"),
      stamp: {
        role: t("個人情報管理責任者", "Privacy manager"),
        day: t("9.4.9", "2027-04-09"),
        name: t("森田", "Morita"),
      },
      caption: t("個人情報管理責任者", "Privacy manager"),
    },
    {
      box: t("起案", "Drafted"),
      stamp: { role: t("総務課", "Office"), day: t("9.4.5", "2027-04-05"), name: t("相沢", "Aizawa") },
      caption: t("総務課長", "Office chief"),
    },
  ];
  const emptySeals = stamps.map((s) => ({ box: s.box, caption: s.caption }));
  const hash = "9f2c7a1e04b86d35e1907fc25ab3480d6e71c9f42d08b5a37c4e1f9680ad325b";

  const blocks: Block[] = [
    {
      kind: "cover",
      handling: t(
        "取扱注意　／　理事・監事および個人情報管理責任者限り",
        "Handle with care / directors, auditors and the privacy manager only",
      ),
      version: t("第1.0版", "Version 1.0"),
      organisation: t("みどり野生活協同組合（架空）", "Midorino Consumers' Co-operative (fictional)"),
      title: t("委託先等監督報告書", "Report on the Supervision of Contractors"),
      period: t("2026年度（令和8年度）", "Fiscal year 2026"),
      purpose: t(
        "個人情報をお預けしている委託先、共同利用先、紹介・斡旋先の監督の結果を、理事会に報告するものです。",
        "This report tells the board how those who receive personal data from us were supervised.",
      ),
      facts: [
        {
          label: t("対象期間", "Period"),
          value: t(
            "2026年4月1日 ～ 2027年3月31日（令和8年4月1日 ～ 令和9年3月31日）",
            "1 April 2026 to 31 March 2027",
          ),
        },
        { label: t("基準日", "As of"), value: t("2027年3月31日（令和9年3月31日）", "31 March 2027") },
        { label: t("文書番号", "Number"), value: "個管報-2026-001" },
        { label: t("起案部署", "Drafted by"), value: t("総務部 総務課", "General Affairs") },
        { label: t("作成日", "Drafted on"), value: t("2027年4月5日（令和9年4月5日）", "5 April 2027") },
        {
          label: t("方針の版", "Policy"),
          value: t("個人情報保護方針 2026年4月1日版", "Privacy policy of 1 April 2026"),
        },
      ],
      sealTitle: t("検印", "Seals"),
      seals: o.draft === true ? emptySeals : stamps,
      sealNote: t(
        "検印は、再認証を伴う電子的な決裁の記録をもとに印字したものです。記録の内容は「決裁の記録」の頁で確かめられます。",
        "The stamps are drawn from the electronic record of the decision. See the last page.",
      ),
    },
    { kind: "contents", title: t("目次", "Contents") },
    {
      kind: "legend",
      label: t("別紙（別冊）", "Annexes"),
      text: t(
        "取引先個票 40通、調査票の明細、共同利用の公表事項 2通。それぞれの検証コードで確かめられます。",
        "40 partner sheets, questionnaires in full, two joint-use notices.",
      ),
    },
    {
      kind: "legend",
      label: t("この報告書の読み方", "How to read"),
      rows: [
        [
          { grade: "A", text: t("90点以上", "90 or more") },
          { grade: "B", text: t("75点以上", "75 or more") },
          { grade: "C", text: t("60点以上", "60 or more") },
          { grade: "D", text: t("60点未満・重大", "under 60") },
          { grade: "-", text: t("未評価", "not graded") },
        ],
        [
          { mark: "ok", text: t("適合", "met") },
          { mark: "partial", text: t("一部不足", "partly") },
          { mark: "bad", text: t("不足・要対応", "missing") },
          { mark: "none", text: t("該当なし", "not applicable") },
        ],
      ],
      note: t(
        "色は補助です。白黒で刷っても、形・模様・言葉で同じことが読めます。",
        "Colour only helps: shapes, patterns and words say the same in black and white.",
      ),
    },
    {
      kind: "heading",
      level: 1,
      number: "1",
      text: t("総括", "Summary"),
      aside: t("基準日 2027年3月31日（令和9年）", "As of 31 March 2027"),
      anchor: "summary",
    },
    {
      kind: "statement",
      text: t(
        "監督の結果はおおむね良好です。ただし、重大な指摘1件が是正されておらず、漏えい等1件が確報の期限を控えています。",
        "Supervision went well on the whole; one critical finding is still open and one leak awaits its final report.",
      ),
    },
    {
      kind: "figures",
      items: [
        {
          label: t("対象", "Partners"),
          value: "40",
          unit: t("社", ""),
          note: t("前年 38社　＋2社", "last year 38, +2"),
        },
        {
          label: t("評価を終えた先", "Assessed"),
          value: "38",
          unit: t("社", ""),
          note: t("前年 35社　＋3社", "last year 35, +3"),
        },
        {
          label: t("重大な指摘（未是正）", "Critical findings"),
          value: "1",
          unit: t("件", ""),
          note: t("前年 3件　－2件", "last year 3, －2"),
          alert: true,
        },
        {
          label: t("期限超過", "Overdue"),
          value: "7",
          unit: t("件", ""),
          note: t("前年 11件　－4件", "last year 11, －4"),
          alert: true,
        },
        {
          label: t("漏えい等", "Leaks"),
          value: "2",
          unit: t("件", ""),
          note: t("前年 1件　＋1件", "last year 1, +1"),
          alert: true,
        },
      ],
    },
    {
      kind: "heading",
      level: 2,
      text: t("評価区分の構成　3か年", "Grades over three years"),
      aside: t("単位: 社", "Partners"),
      unlisted: true,
    },
    {
      kind: "stacked-bars",
      alt: t(
        "評価区分の構成。2026年度はA15社、B17社、C5社、D1社、未評価2社。",
        "Grades. Fiscal 2026: A 15, B 17, C 5, D 1, not graded 2.",
      ),
      note: t(
        "A 90点以上　B 75点以上　C 60点以上　D 60点未満または重大項目に「いいえ」がある　未評価 回答か審査が未了",
        "A 90 or more, B 75 or more, C 60 or more, D under 60 or a critical no",
      ),
      rows: (
        [
          [2026, 15, 17, 5, 1, 2],
          [2025, 12, 15, 6, 2, 3],
          [2024, 9, 14, 8, 3, 2],
        ] as const
      ).map(([year, a, b, c, d, e]) => ({
        label: t(`${year}年度`, `FY ${year}`),
        bold: year === 2026,
        total: t(`${a + b + c + d + e}社`, String(a + b + c + d + e)),
        segments: [
          { label: "A", value: a, pattern: "solid" as const },
          { label: "B", value: b, pattern: "tint" as const },
          { label: "C", value: c, pattern: "hatch" as const },
          { label: "D", value: d, pattern: "lattice" as const },
          { label: t("未", "–"), value: e, pattern: "dashed" as const },
        ],
      })),
    },
    { kind: "heading", level: 2, text: t("要対応", "Needs action"), unlisted: true },
    {
      kind: "table",
      columns: [
        { label: "", width: 9, align: "center" },
        { label: t("事項", "Matter") },
        { label: t("期限・状態", "Due, state"), width: 36 },
        { label: t("詳しい頁", "See"), width: 30 },
      ],
      rows: [
        {
          cells: [
            { mark: "bad" },
            {
              text: t(
                "重大項目「再委託先の監督」が「いいえ」のまま。株式会社こもれび入力センター（架空）",
                "Critical question on subcontractors still answered no. Komorebi Data Input Centre Co. (fictional)",
              ),
              bold: true,
            },
            {
              lines: [
                { text: t("是正期限 3月15日", "Due 15 March"), bold: true, tone: "alert" },
                { text: t("16日超過", "16 days over"), bold: true, tone: "alert" },
              ],
            },
            { text: t("7 是正措置 {page}頁", "7 Corrective action, p. {page}"), link: "corrective" },
          ],
        },
        {
          cells: [
            { mark: "bad" },
            t(
              "承諾のない再委託を2先で確認。うち1先は引渡しを停止中",
              "Two subcontractors without consent; supply to one is stopped",
            ),
            t("承諾可否の判断待ち", "Awaiting decision"),
            { text: t("5 再委託 {page}頁", "5 Subcontracting, p. {page}"), link: "tree" },
          ],
        },
        {
          cells: [
            { mark: "partial" },
            t("預託データ3件が返却期限を過ぎて未返却", "Three lots not returned in time"),
            { text: t("最長 103日超過", "up to 103 days over"), bold: true, tone: "alert" },
            { text: t("3 期限超過 {page}頁", "3 Overdue, p. {page}"), link: "overdue" },
          ],
        },
      ],
    },
    {
      kind: "heading",
      level: 2,
      text: t("個人情報管理責任者の意見", "Opinion of the privacy manager"),
      unlisted: true,
    },
    {
      kind: "paragraph",
      style: "opinion",
      text: t(
        "評価を終えた38社の平均は84.1点で、前年を1.5点上回りました。A評価は12社から15社に増え、契約条項の充足も進んでいます。一方、再委託の把握には弱さが残ります。承諾のない再委託が2先で見つかり、いずれも当組合からの照会まで報告がありませんでした。2027年度は、再委託のある11社すべてに実地確認を行い、承諾の手続を契約どおりに改めます。返却の遅れ3件は、6月末までに解消する計画です。以上により、監督体制は有効に働いていると判断しますが、上の4件は理事会での継続した確認を求めます。",
        "The thirty-eight partners assessed reached 84.1 points on average, 1.5 more than last year. Twelve A grades became fifteen, and more contracts have every clause. Knowledge of subcontracting remains weak: two subcontractors worked without consent, and neither was reported before we asked. In fiscal 2027 all eleven partners with subcontractors will be visited. I judge the supervision effective, and ask the board to keep following the four matters above.",
      ),
      signature: t(
        "2027年4月9日　個人情報管理責任者　森田 恵（架空）",
        "9 April 2027, privacy manager, Megumi Morita (fictional)",
      ),
    },
    {
      kind: "heading",
      level: 1,
      number: "2",
      text: t("評価結果", "Assessments"),
      aside: t("法第25条、方針 2.2(1)(2)", "APPI 25, policy 2.2(1)(2)"),
    },
    {
      kind: "lead",
      text: t(
        "38社の評価を終え、平均は84.1点でした。A・Bで32社、全体の8割を占めます。",
        "Thirty-eight were assessed; the average is 84.1, and 32 are A or B.",
      ),
    },
    {
      kind: "heading",
      level: 2,
      number: "2.1",
      text: t("種類ごとの評価区分", "Grades by kind"),
      aside: t("単位: 社", "Partners"),
    },
    {
      kind: "stacked-bars",
      axis: true,
      alt: t(
        "委託先はA10社、B12社、C4社、D1社、未評価1社。",
        "Contractors: A 10, B 12, C 4, D 1, not graded 1.",
      ),
      rows: [
        {
          label: t("委託先", "Contractors"),
          total: t("28社", "28"),
          segments: [
            { label: "A", value: 10, pattern: "solid" },
            { label: "B", value: 12, pattern: "tint" },
            { label: "C", value: 4, pattern: "hatch" },
            { label: "D", value: 1, pattern: "lattice" },
            { label: t("未", "–"), value: 1, pattern: "dashed" },
          ],
        },
        {
          label: t("共同利用先", "Joint users"),
          total: t("5社", "5"),
          segments: [
            { label: "A", value: 3, pattern: "solid" },
            { label: "B", value: 2, pattern: "tint" },
          ],
        },
        {
          label: t("紹介・斡旋先", "Referral"),
          total: t("7社", "7"),
          segments: [
            { label: "A", value: 2, pattern: "solid" },
            { label: "B", value: 3, pattern: "tint" },
            { label: "C", value: 1, pattern: "hatch" },
            { label: t("未", "–"), value: 1, pattern: "dashed" },
          ],
        },
      ],
    },
    {
      kind: "heading",
      level: 2,
      number: "2.2",
      text: t("平均点の推移　3か年", "Average score, three years"),
      aside: t("単位: 点　縦軸は70点から", "Points; axis from 70"),
    },
    {
      kind: "lines",
      alt: t("平均点は80.9点、82.6点、84.1点と上がった。", "The average rose from 80.9 to 82.6 and 84.1."),
      points: [t("2024年度", "FY 2024"), t("2025年度", "FY 2025"), t("2026年度", "FY 2026")],
      min: 70,
      max: 100,
      step: 10,
      limits: [
        { label: t("A 90点", "A 90"), value: 90 },
        { label: t("B 75点", "B 75"), value: 75 },
      ],
      series: [
        { label: t("共同利用先", "Joint users"), values: [88.1, 89.6, 90.8], text: "90.8", style: "diamond" },
        { label: t("全体", "All"), values: [80.9, 82.6, 84.1], text: "84.1", style: "total" },
        { label: t("委託先", "Contractors"), values: [80.2, 82, 83.4], text: "83.4", style: "square" },
        { label: t("紹介・斡旋先", "Referral"), values: [77.5, 79.9, 82], text: "82.0", style: "circle" },
      ],
    },
    {
      kind: "heading",
      level: 2,
      number: "2.3",
      text: t("区分別の得点", "Scores by block"),
      aside: t("単位: 点　縦線は前年度", "Points; tick: last year"),
    },
    {
      kind: "bars",
      max: 100,
      alt: t(
        "組織的86.2点、人的88.9点、再委託・外国72.8点。",
        "Organisational 86.2, human 88.9, subcontracting and abroad 72.8.",
      ),
      rows: [
        {
          label: t("組織的", "Organisational"),
          value: 86.2,
          text: "86.2",
          pattern: "tint",
          last: 85,
          lastText: "＋1.2",
        },
        {
          label: t("人的", "Human"),
          value: 88.9,
          text: "88.9",
          pattern: "tint",
          last: 86.1,
          lastText: "＋2.8",
        },
        {
          label: t(
            "業務区分のとても長い名前の例 共同利用1　商品供給・灯油",
            "A very long block name, joint use one: goods and kerosene",
          ),
          value: 85.4,
          text: "85.4",
          pattern: "solid",
          last: 84.9,
          lastText: "＋0.5",
        },
        {
          label: t("再委託・外国", "Subcontracting, abroad"),
          value: 72.8,
          text: "72.8",
          pattern: "hatch",
          alert: true,
          last: 75.5,
          lastText: "－2.7",
          lastAlert: true,
        },
      ],
    },
    {
      kind: "heading",
      level: 2,
      number: "2.4",
      text: t("評価結果の一覧", "All results"),
      aside: t("40社　番号順", "40, by number"),
    },
    {
      kind: "table",
      density: "long",
      summary: t("評価結果の一覧", "All results"),
      columns: [
        { label: t("番号", "No."), width: 10 },
        { label: t("取引先", "Partner"), rowHeader: true },
        { label: t("業務区分", "Activity"), width: 20 },
        { label: t("重要度", "Tier"), width: 11, align: "center" },
        { label: t("評価", "Grade"), width: 10, align: "center" },
        { label: t("評点", "Score"), width: 13, align: "right" },
        { label: t("重大\n「いいえ」", "Critical\nno"), width: 15, align: "right" },
        { label: t("評価日", "Assessed"), width: 21, align: "right" },
        { label: t("次回期限", "Next due"), width: 21, align: "right" },
      ],
      rows: [
        { kind: "group", text: t("委託先　28社", "Contractors: 28") },
        ...Array.from({ length: 28 }, (_, i) => listRow(i)),
        { kind: "group", text: t("共同利用先　5社", "Joint users: 5") },
        ...Array.from({ length: 5 }, (_, i) => listRow(i + 1)),
        { kind: "group", text: t("紹介・斡旋先　12社", "Referral: 12") },
        ...Array.from({ length: 12 }, (_, i) => listRow(i)),
      ],
    },
    {
      kind: "note",
      text: t(
        "評点は100点満点、小数第1位まで表示し、区分は丸める前の点で決めます。評価日は個人情報管理責任者が評価を確定した日、次回期限は評価日から12か月（S1は24か月）です。",
        "Scores are out of 100, shown to one decimal; grades are decided before rounding. The next assessment is due twelve months after the day of grading.",
      ),
    },
    {
      kind: "heading",
      level: 1,
      number: "3",
      text: t("未実施・期限超過", "Overdue"),
      aside: t("基準日 2027年3月31日", "As of 31 March 2027"),
      anchor: "overdue",
    },
    {
      kind: "lead",
      text: t(
        "期限を過ぎたものは7件で、前年より4件減りました。90日を超えるものが1件残ります。",
        "Seven matters are overdue, four fewer than last year; one is over ninety days.",
      ),
    },
    {
      kind: "heading",
      level: 2,
      number: "3.1",
      text: t("超過日数の分布", "Days overdue"),
      aside: t("単位: 件", "Matters"),
    },
    {
      kind: "ageing",
      alt: t(
        "1～30日2件、31～60日3件、61～90日1件、91日以上1件。",
        "1 to 30 days 2, 31 to 60 3, 61 to 90 1, 91 and over 1.",
      ),
      note: t(
        "縦線は前年度の件数（計11件）です。淡色は1～60日、斜線は61～90日、格子は91日以上です。",
        "Ticks: last year (11 in all).",
      ),
      rows: [
        {
          label: t("1～30日", "1 to 30"),
          cases: [t("評価 1", "Assess."), t("返却 1", "Return")],
          pattern: "tint",
          total: t("2件", "2"),
          last: 4,
          lastText: t("前年 4", "last 4"),
        },
        {
          label: t("31～60日", "31 to 60"),
          cases: [t("評価 1", "Assess."), t("契約 1", "Contract"), t("証明書 1", "Certificate")],
          pattern: "tint",
          total: t("3件", "3"),
          last: 3,
          lastText: t("前年 3", "last 3"),
        },
        {
          label: t("61～90日", "61 to 90"),
          cases: [t("返却 1", "Return")],
          pattern: "hatch",
          total: t("1件", "1"),
          last: 3,
          lastText: t("前年 3", "last 3"),
        },
        {
          label: t("91日以上", "91 and over"),
          cases: [t("返却 1", "Return")],
          pattern: "lattice",
          total: t("1件", "1"),
          last: 1,
          lastText: t("前年 1", "last 1"),
        },
      ],
    },
    {
      kind: "heading",
      level: 2,
      number: "3.2",
      text: t("業務区分", "Activities"),
      aside: t("単位: 社", "Partners"),
    },
    { kind: "bars", alt: t("該当なし", "None"), rows: [] },
    {
      kind: "heading",
      level: 1,
      number: "4",
      text: t("契約", "Contracts"),
      aside: t("法第25条、GL 3-4-4、JIS Q 15001", "APPI 25, guidelines 3-4-4"),
    },
    {
      kind: "lead",
      text: t(
        "20の条項を33社で確認し、32社が充足、1社が不足でした。",
        "Twenty clauses were checked with 33 partners: 32 met, one missing.",
      ),
    },
    { kind: "heading", level: 2, number: "4.1", text: t("条項の充足表", "Clauses") },
    {
      kind: "matrix",
      corner: t("取引先（略称）", "Partner (short name)"),
      columns: clauseNames.map((label, i) => ({ number: String(i + 1), label })),
      verdictLabel: t("充足", "Result"),
      rows: matrixRows,
      sum: {
        label: t("△と×の数", "Count of △ and ×"),
        counts: clauseNames.map((_, i) => (i % 3 === 0 ? "1" : "－")),
        verdict: t("13社", "13"),
      },
      legend: [
        { mark: "ok", text: t("適合", "met") },
        { mark: "partial", text: t("一部不足", "partly") },
        { mark: "bad", text: t("不足", "missing") },
        { mark: "none", text: t("該当なし", "n/a") },
      ],
    },
    {
      kind: "heading",
      level: 2,
      number: "4.2",
      text: t("不足と例外", "Missing clauses and exceptions"),
      aside: t("2社", "2"),
    },
    {
      kind: "table",
      columns: [
        { label: t("取引先", "Partner"), weight: 1.2, rowHeader: true },
        { label: t("条項", "Clause") },
        { label: t("判定", "Verdict"), width: 24 },
        { label: t("例外の期限", "Exception until"), width: 30, align: "right" },
      ],
      rows: [
        {
          cells: [
            names[3] ?? "",
            {
              lines: [
                { mark: "partial", text: t("5 複製・持出しの制限", "5 Copying") },
                { mark: "bad", text: t("8 再委託の制限", "8 Subcontracting") },
              ],
            },
            { text: t("不足", "Missing"), bold: true, tone: "alert" },
            { text: t("引渡不可", "Supply stopped"), bold: true, tone: "alert" },
          ],
          alert: true,
        },
        {
          cells: [
            names[2] ?? "",
            { lines: [{ mark: "partial", text: t("13 返却・消去・廃棄", "13 Return, erasure") }] },
            { text: t("例外", "Exception"), bold: true },
            "2027/06/30",
          ],
        },
      ],
    },
    {
      kind: "heading",
      level: 1,
      number: "5",
      text: t("再委託", "Subcontracting"),
      aside: t("GL 3-4-4(3)、契約条項8", "Guidelines 3-4-4(3)"),
      anchor: "tree",
    },
    {
      kind: "lead",
      text: t(
        "再委託は11社・14先です。承諾のないものを2先で確認しました。",
        "Eleven partners have fourteen subcontractors; two lack consent.",
      ),
    },
    {
      kind: "heading",
      level: 2,
      number: "5.1",
      text: t("再委託の系統", "Who works for whom"),
      aside: t("抜粋: 2段目以降または未承諾を含む5社", "Excerpt"),
    },
    {
      kind: "tree",
      columns: [
        { label: t("委託先と再委託先", "Contractor and subcontractors"), weight: 1 },
        { label: t("業務", "Work"), width: 30 },
        { label: t("承諾日", "Consent"), width: 28 },
        { label: t("承諾", "State"), width: 26 },
      ],
      rows: [
        { level: 0, cells: [names[6] ?? "", t("システム保守", "Systems")] },
        {
          level: 1,
          cells: [
            names[1] ?? "",
            t("夜間の監視", "Night watch"),
            "2025/04/10",
            { mark: "ok", text: t("承諾済み", "given") },
          ],
        },
        {
          level: 2,
          cells: [
            names[2] ?? "",
            t("障害の一次受付", "First response"),
            "2025/04/10",
            { mark: "ok", text: t("承諾済み", "given") },
          ],
        },
        {
          level: 1,
          cells: [
            names[3] ?? "",
            t("基盤の保守", "Platform"),
            "2026/07/02",
            { mark: "ok", text: t("承諾済み", "given") },
          ],
        },
        { level: 0, cells: [names[10] ?? "", t("入力", "Data entry")] },
        {
          level: 1,
          alert: true,
          cells: [
            t("有限会社ちどり入力（架空）", "Chidori Input Ltd. (fictional)"),
            t("申込書の入力（照合）", "Forms"),
            { text: t("承諾なし", "none"), bold: true, tone: "alert" },
            { mark: "bad", text: t("未承諾", "missing"), bold: true, tone: "alert" },
          ],
        },
        {
          level: 2,
          alert: true,
          cells: [
            t("個人事業主 2名（架空）", "Two sole traders (fictional)"),
            t("在宅での入力", "Home work"),
            { text: t("承諾なし", "none"), bold: true, tone: "alert" },
            { mark: "bad", text: t("未承諾", "missing"), bold: true, tone: "alert" },
          ],
        },
      ],
    },
    {
      kind: "note",
      text: t(
        "線は再委託の段を示します。破線の枠は、当組合の承諾がないものです。個人事業主は人数で示します。",
        "Lines show levels; a dashed box lacks our consent.",
      ),
    },
    {
      kind: "heading",
      level: 1,
      number: "6",
      text: t("授受・返却・廃棄", "Custody"),
      aside: t("方針 2.2(1)、法第22条", "Policy 2.2(1), APPI 22"),
    },
    {
      kind: "lead",
      text: t(
        "残高のあるものは10口です。うち3口が返却の期限を過ぎています。",
        "Ten lots are open; three are past their due day.",
      ),
    },
    {
      kind: "heading",
      level: 2,
      number: "6.1",
      text: t("授受の残高", "Balances"),
      aside: t("紙・媒体・都度のデータ（継続授受を除く）", "Without standing supply"),
    },
    {
      kind: "table",
      density: "ledger",
      columns: [
        { label: t("取引先", "Partner"), weight: 1.3, rowHeader: true },
        { label: t("内容", "Contents") },
        ...[
          t("前年度末", "Opening"),
          t("引渡し", "Handed"),
          t("返却", "Returned"),
          t("廃棄・消去", "Destroyed"),
          t("残高", "Balance"),
          t("うち超過", "Overdue"),
        ].map((label) => ({ label, width: 16, align: "right" as const })),
      ],
      rows: [
        ...custody(t("人", "persons"), [
          [0, t("配達名簿", "Delivery list"), 1840, 9620, 7400, 2214, 1846, 0],
          [3, t("配達順路表", "Routes"), 2380, 4760, 2380, 2380, 2380, 2380],
        ]),
        ...custody(t("枚", "sheets"), [
          [10, t("共済申込書 原本", "Application forms"), 1200, 8640, 7860, 0, 1980, 0],
          [7, t("保存文書", "Archives"), 41200, 12600, 3100, 9800, 40900, 0],
        ]),
      ],
    },
    {
      kind: "note",
      text: t(
        "残高＝前年度末＋引渡し－返却－廃棄・消去。単位の異なるものは合計しません。",
        "Balance = opening + handed - returned - destroyed. Unlike units are never summed.",
      ),
    },
    { kind: "heading", level: 2, number: "6.2", text: t("事故の経過", "Clock of an incident") },
    {
      kind: "form",
      style: "plain",
      rows: [
        { label: t("委託先", "Contractor"), value: names[3] ?? "" },
        {
          label: t("該当", "Case"),
          value: t("規則第7条第4号（1,000人を超える）", "Rule 7 no. 4, over 1,000 persons"),
        },
        {
          label: t("期限", "Due"),
          value: t(
            "速報 3月23日まで、確報 4月19日まで（30日目の4月17日が土曜のため）",
            "Prompt report by 23 March, final report by 19 April",
          ),
        },
      ],
    },
    {
      kind: "clock",
      alt: t(
        "3月19日に知り、21日に速報を出した。基準日は13日目、確報の期限は4月19日。",
        "Known on 19 March, reported on 21 March; today is day 13, final report due on 19 April.",
      ),
      label: t("経過", "Clock"),
      days: 32,
      dayLabels: [1, 5, 10, 15, 20, 25, 30].map((day) => ({ day, text: t(`${day}日目`, `day ${day}`) })),
      zone: { from: 3, to: 5 },
      acts: [
        { day: 1, text: t("3/19 知った日", "19 Mar: known"), state: "done" },
        { day: 3, text: t("速報 3/21 提出", "prompt report 21 Mar"), state: "done", level: 2 },
        { day: 13, text: t("基準日 3/31（13日目）", "31 Mar (day 13)"), state: "today" },
      ],
      due: { day: 32, text: t("確報の期限 4/19", "final report due 19 Apr") },
    },
    {
      kind: "heading",
      level: 1,
      number: "7",
      text: t("是正措置", "Corrective action"),
      aside: t("方針 4、GL 10-3(5)", "Policy 4"),
      anchor: "corrective",
    },
    {
      kind: "lead",
      text: t(
        "指摘は28件を是正し、9件が残ります。うち2件は期限を過ぎています。",
        "Twenty-eight findings were cured and nine remain, two of them overdue.",
      ),
    },
    {
      kind: "heading",
      level: 2,
      number: "7.1",
      text: t("未是正の件数", "Open findings"),
      aside: t("単位: 件（月末）", "At month's end"),
    },
    {
      kind: "burn-down",
      alt: t(
        "未是正は14件から8月に25件となり、3月末に9件まで減った。",
        "Open findings rose from 14 to 25 in August and fell to 9 in March.",
      ),
      points: t(
        "前年度末|4月|5月|6月|7月|8月|9月|10月|11月|12月|1月|2月|3月",
        "start|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar",
      ).split("|"),
      actual: [14, 13, 15, 19, 22, 25, 23, 20, 17, 14, 12, 10, 9],
      plan: [14, 13, 15, 19, 22, 24, 21, 18, 15, 12, 9, 7, 6],
      added: [0, 1, 4, 6, 5, 4, 1, 1, 1, 0, 0, 0, 0],
      actualLabel: t("実績 9件", "actual 9"),
      planLabel: t("計画 6件", "plan 6"),
      addedLabel: t("斜線の棒: 新しい指摘（計23件）", "hatched: new findings (23)"),
      note: t(
        "前年度からの繰越14件に新しい指摘23件を加え、28件を是正しました（14＋23－28＝9）。",
        "14 carried over + 23 new － 28 cured = 9.",
      ),
    },
    {
      kind: "heading",
      level: 1,
      number: "8",
      text: t("例外提供", "Exceptional provision"),
      startsPage: false,
    },
    { kind: "lead", text: t("法令などによる例外提供はありません。", "There was none.") },
    {
      kind: "table",
      columns: [
        { label: t("提供先", "Recipient") },
        { label: t("根拠（法第27条第1項の号）", "Basis") },
        { label: t("提供日", "Day"), width: 22, align: "right" },
      ],
      rows: [],
    },
    { kind: "heading", level: 1, number: "9", text: t("来年度計画", "Next year"), startsPage: false },
    {
      kind: "lead",
      text: t(
        "再委託の実地確認を柱に、評価を前倒しします。",
        "Visits to subcontractors first, assessments earlier.",
      ),
    },
    {
      kind: "calendar",
      alt: t("定期評価は5月から11月。", "Assessments from May to November."),
      months: t(
        "4月|5月|6月|7月|8月|9月|10月|11月|12月|1月|2月|3月",
        "Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar",
      ).split("|"),
      rows: [
        { label: t("定期評価（40社）", "Assessments (40)"), bars: [{ from: 1, to: 8, pattern: "solid" }] },
        { label: t("再委託の実地確認（11社）", "Visits (11)"), bars: [{ from: 2, to: 9, pattern: "tint" }] },
        { label: t("契約条項の改定", "Clause revision"), bars: [{ from: 5, to: 11, pattern: "hatch" }] },
        {
          label: t("教育", "Training"),
          bars: [
            { from: 0, to: 2, pattern: "tint" },
            { from: 6, to: 8, pattern: "tint" },
          ],
        },
      ],
      note: t(
        "濃い帯は全社を対象とするもの、淡い帯は一部の先を対象とするもの、斜線は相手先との協議を要するものです。",
        "Dark: all partners; pale: some; hatched: needs agreement.",
      ),
    },
    { kind: "heading", level: 1, number: "10", text: t("様式の部品", "Parts of forms") },
    {
      kind: "banner",
      verdict: t("引渡可", "Allowed"),
      lines: [
        t(
          "判定日 2026年11月25日（令和8年）水曜日　有効 当日限り",
          "Judged on Wednesday 25 November 2026, valid that day only",
        ),
        t(
          "判定番号 GT-2026-1187　警告 1件（方針の改定を通知済み、受領の確認待ち）",
          "GT-2026-1187, one warning",
        ),
      ],
    },
    {
      kind: "figures",
      size: "small",
      items: [
        { label: t("評価", "Grade"), grade: "B", note: t("84.1点　前年 81.0点", "84.1, last year 81.0") },
        {
          label: t("引渡可否", "Gate"),
          value: t("引渡可", "Allowed"),
          note: t("期限付継続 1件", "one deferral"),
        },
        { label: t("重要度", "Tier"), value: "S2", note: t("案件 2件", "two relations") },
        { label: t("契約", "Contract"), value: "18 / 18", note: t("適合した条項", "clauses met") },
        {
          label: t("期限を過ぎた未返却", "Overdue"),
          value: "186",
          note: t("件　12日超過", "12 days over"),
          alert: true,
        },
      ],
    },
    {
      kind: "form",
      rows: [
        { label: t("法人番号", "Corporate number"), value: t("記載なし（架空のため）", "none (fictional)") },
        {
          label: t("所在地・代表者", "Address, representative"),
          value: t(
            "みどり野県みどり野市港町4-5-6（架空）　代表取締役 雲雀 大地（架空）",
            "4-5-6 Minatocho, Midorino (fictional), Daichi Hibari (fictional)",
          ),
        },
        {
          label: t("残っていないことの確認", "Nothing left"),
          value: {
            lines: [
              { mark: "checked", text: t("原本、複製、控え", "originals, copies") },
              { mark: "unchecked", text: t("バックアップ", "backups") },
            ],
          },
        },
      ],
    },
    {
      kind: "columns",
      columns: [
        [
          {
            kind: "form",
            labelWidth: 24,
            head: t("渡した者（当組合）", "Handed over by"),
            rows: [
              {
                label: t("部署・氏名", "Name"),
                value: t("広報課　水野 渉（架空）", "Wataru Mizuno (fictional)"),
              },
              { label: t("日時", "Time"), value: "2026-11-25 10:32" },
            ],
          },
        ],
        [
          {
            kind: "form",
            labelWidth: 24,
            head: t("受け取った者（委託先）", "Received by"),
            rows: [
              {
                label: t("部署・氏名", "Name"),
                value: t("製造部　皆川 亮（架空）", "Ryo Minagawa (fictional)"),
              },
              { label: t("日時", "Time"), value: "2026-11-25 10:41" },
            ],
          },
        ],
      ],
    },
    { kind: "heading", level: 2, number: "10.1", text: t("経過", "Time line") },
    {
      kind: "timeline",
      rows: [
        { day: "2024/04/01", text: t("契約を締結、取扱いを開始（案件 R-001）", "Contract signed") },
        { day: "2026/06/12", text: t("定期評価 B（84.1点）。次回 2027年6月12日", "Assessment: B (84.1)") },
        { day: "2027/03/24", text: t("期限付継続を決定（返却の遅れ）", "Deferral decided"), open: true },
      ],
    },
    { kind: "heading", level: 3, text: t("利用する項目", "Items used") },
    {
      kind: "list",
      columns: 3,
      items: t(
        "氏名|組合員番号|性別|生年月日|住所|電話番号|メールアドレス|登録口座|購買履歴|お申し出の内容",
        "Name|Member number|Sex|Date of birth|Address|Telephone|E-mail|Bank account|Purchases|Requests",
      ).split("|"),
    },
    {
      kind: "heading",
      level: 1,
      text: t("決裁の記録", "Record of the decision"),
      aside: t("文書番号 個管報-2026-001　第1.0版", "個管報-2026-001, version 1.0"),
      anchor: "sign-off",
    },
    {
      kind: "table",
      columns: [
        { label: t("段階", "Step"), width: 18, bold: true, rowHeader: true },
        { label: t("氏名・役職", "Name, role"), width: 56 },
        { label: t("日時（日本時間）", "Time (JST)"), width: 42 },
        { label: t("結果・意見", "Result") },
      ],
      rows: [
        {
          cells: [
            t("起案", "Draft"),
            {
              lines: [
                { text: t("相沢 千尋（架空）", "Chihiro Aizawa (fictional)") },
                { text: t("総務部 総務課長", "Office chief") },
              ],
            },
            "2027/04/05 16:20",
            t("第1版。添付 4点", "Version 1"),
          ],
        },
        {
          cells: [
            t("審査", "Review"),
            {
              lines: [
                { text: t("森田 恵（架空）", "Megumi Morita (fictional)") },
                { text: t("個人情報管理責任者", "Privacy manager") },
              ],
            },
            "2027/04/09 10:48",
            { text: t("承認。意見は「1 総括」に記載", "Passed; opinion in 1"), link: "summary" },
          ],
        },
        {
          cells: [
            t("決裁", "Decision"),
            {
              lines: [
                { text: t("大庭 健司（架空）", "Kenji Oba (fictional)") },
                { text: t("専務理事（代決者）", "Executive director (deputy)") },
              ],
            },
            "2027/04/15 09:12",
            t(
              "条件付承認（代決）。再委託の実地確認を6月から始めること",
              "Conditional approval by deputy: visits begin in June",
            ),
          ],
        },
      ],
    },
    {
      kind: "paragraph",
      text: t(
        "代決の理由: 理事長 藤代 美緒（架空）の不在（2027年4月12日～16日）。代決者は、2026年4月1日の指名によります。起案者と審査者は、この文書の決裁に加わっていません。",
        "The deputy decided because the chair, Mio Fujishiro (fictional), was away from 12 to 16 April 2027.",
      ),
    },
    {
      kind: "seals",
      seals:
        o.draft === true
          ? [...emptySeals, { box: t("後閲", "Seen later") }]
          : [...stamps.map(({ caption: _, ...s }) => s), { box: t("後閲", "Seen later") }],
      sideTitle: t("後閲・理事会・監事", "Afterwards"),
      sideText: t(
        "後閲（理事長）、理事会への報告、監事の閲覧は、この紙面の確定後に行います。結果は下の検証の頁に記録されます。紙で保管するときは、後閲の欄に押印します。",
        "What follows is recorded on the verification page.",
      ),
    },
    { kind: "heading", level: 2, text: t("真正性の確認", "Is this paper genuine?"), unlisted: true },
    {
      kind: "verification",
      style: "page",
      rows: [
        { label: t("凍結データ SHA-256", "Frozen data, SHA-256"), value: hash, as: "hash" },
        {
          label: t("操作記録の先頭値（決裁前）", "Head of the log"),
          value: hash.split("").reverse().join(""),
          as: "hash",
        },
        {
          label: t("検証コード", "Code"),
          value: o.draft === true ? t("決裁前", "not decided") : "7K3M-9QXD-2H8R",
          as: "code",
        },
        {
          label: t("検証の頁", "Page"),
          value: t("azukari.example.jp/verify（架空の所在）", "azukari.example.jp/verify (fictional)"),
        },
      ],
      qr: {
        text: "https://azukari.example.jp/verify#7K3M-9QXD-2H8R",
        alt: t("検証の頁を開くQRコード", "QR code to the verification page"),
      },
      note: t(
        "検証コードを入力するか、このPDFを検証の頁に渡すと、決裁した文書と同じかどうかを確かめられます。PDFそのものの値は紙面に印字できないため、検証の頁と決裁の記録に示します。印影は実物の印の写しではなく、決裁の記録から描いたものです。",
        "Enter the code or hand over this PDF. The hash of the PDF itself cannot be printed on it.",
      ),
    },
    { kind: "break", orientation: "landscape" },
    {
      kind: "title",
      kana: t("かんりだいちょう", "Register"),
      text: t("個人情報取扱委託先管理台帳", "Register of contractors"),
      right: [t("委託先　W01", "W01"), t("2027年3月31日（令和9年）現在", "As of 31 March 2027")],
    },
    {
      kind: "table",
      density: "ledger",
      columns: [
        { label: t("台帳番号", "No."), width: 16 },
        { label: t("委託先名", "Name"), weight: 2 },
        { label: t("業務", "Work") },
        { label: t("備考", "Remarks"), weight: 2 },
        { label: t("件数", "Count"), width: 22, align: "right" },
        { label: t("締結日", "Signed"), width: 22 },
      ],
      rows: names.slice(0, 6).map((n, i) => ({
        cells: [
          `L-${i + 1}`,
          n,
          t("配達", "Delivery"),
          "𠮷野 髙橋 﨑 ☑ 😀",
          yen(1111 * (i + 1)),
          "2024/04/01",
        ],
      })),
    },
    {
      kind: "verification",
      style: "foot",
      rows: [
        { label: t("検証コード", "Code"), value: "W7HD-2PLC-8M4S", as: "code" },
        { label: t("凍結データ SHA-256", "SHA-256"), value: hash, as: "hash" },
      ],
      qr: {
        text: "https://azukari.example.jp/verify#W7HD-2PLC-8M4S",
        alt: t("検証の頁を開くQRコード", "QR code to the verification page"),
      },
      note: t(
        "azukari.example.jp/verify（架空の所在）で、この紙面と同じかどうかを確かめられます。",
        "Check this sheet at azukari.example.jp/verify (fictional).",
      ),
    },
  ];
  return {
    meta: {
      title: t("委託先等監督報告書 2026年度", "Report on the Supervision of Contractors, fiscal 2026"),
      author: t("みどり野生活協同組合（架空）", "Midorino Consumers' Co-operative (fictional)"),
      lang,
      createdAt: "2027-04-15T00:12:00.000Z",
      id: `sample ${lang} 1.0`,
    },
    frame: {
      headLeft: t("委託先等監督報告書　2026年度", "Report on the Supervision of Contractors, 2026"),
      headRight: t("みどり野生活協同組合（架空）", "Midorino Consumers' Co-operative (fictional)"),
      footLeft: t("個管報-2026-001　第1.0版", "個管報-2026-001, version 1.0"),
      footRight: t("取扱注意", "Handle with care"),
      ...(o.draft === true ? { draft: true } : {}),
    },
    ...(o.seal === true
      ? {
          seal: {
            name: t("みどり野生活協同組合（架空）", "Midorino Consumers' Co-operative (fictional)"),
            reason: t("決裁した文書の封印", "Seal of a decided document"),
            signedAt: "2027-04-15T00:12:00.000Z",
            description: t("組合の電子的な封印", "Electronic seal of the co-operative"),
          },
        }
      : {}),
    blocks,
  };
}
