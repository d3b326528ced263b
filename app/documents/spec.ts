import type { Lang } from "#app/i18n/lang.ts";
import type { PaperWords } from "./words.ts";

/**
 * What a document is made of, as plain data: a report model becomes blocks, blocks become paper. Everything here is
 * JSON, so a document can be rendered in a worker and frozen as it is. All wording arrives already in the document's
 * language. Lengths are millimetres unless said otherwise.
 */
export interface DocumentSpec {
  readonly meta: DocumentMeta;
  readonly frame: PageFrame;
  readonly orientation?: Orientation;
  readonly blocks: readonly Block[];
  /** Words that the blocks say themselves, as they were when the document was frozen; those of today when left out. */
  readonly words?: PaperWords;
  /** Reserves an invisible signature field; `sealPdf` of `seal.server.ts` fills it. */
  readonly seal?: SealRequest;
}

export type Orientation = "portrait" | "landscape";

export interface DocumentMeta {
  readonly title: string;
  /** The organisation that issues the document. */
  readonly author: string;
  readonly subject?: string;
  readonly lang: Lang;
  /** Instant, ISO UTC: the CreationDate of the file. The same spec gives the same bytes. */
  readonly createdAt: string;
  /** Any text that identifies this document and version; hashed into the file's /ID. */
  readonly id: string;
}

/** Running head and foot. The cover shows the foot only. */
export interface PageFrame {
  readonly headLeft: string;
  readonly headRight: string;
  /** Document number and version. */
  readonly footLeft: string;
  /** 取扱注意, 公表 … */
  readonly footRight: string;
  /** A draft shows 「案」 at the upper right of its first page. */
  readonly draft?: boolean;
}

/** Content of the signature dictionary (ISO 32000-1, 12.8): who seals, why, and when (instant, ISO UTC). */
export interface SealRequest {
  readonly name: string;
  readonly reason: string;
  readonly signedAt: string;
  /** Words a screen reader says for the invisible field (/TU). */
  readonly description: string;
}

export type Tone = "ink" | "gray" | "blue" | "alert";
/** ○ △ × － ☑ ☐, drawn as paths. */
export type Mark = "ok" | "partial" | "bad" | "none" | "checked" | "unchecked";
/** `-` is 未 (not yet graded). */
export type Grade = "A" | "B" | "C" | "D" | "-";
/** Fills that a black-and-white copy still tells apart: A solid, B tint, C hatch, D lattice, 未 dashed. */
export type Pattern = "solid" | "tint" | "hatch" | "lattice" | "dashed";

interface Common {
  /** A name for this place: a link target, and a key of `RenderedDocument.anchors`. */
  readonly anchor?: string;
}

export type Block =
  | CoverBlock
  | ContentsBlock
  | LegendBlock
  | TitleBlock
  | HeadingBlock
  | StatementBlock
  | LeadBlock
  | ParagraphBlock
  | NoteBlock
  | ListBlock
  | FiguresBlock
  | TableBlock
  | FormBlock
  | StackedBarsBlock
  | BarsBlock
  | LinesBlock
  | AgeingBlock
  | BurnDownBlock
  | CalendarBlock
  | ClockBlock
  | MatrixBlock
  | TreeBlock
  | SealsBlock
  | VerificationBlock
  | TimelineBlock
  | BannerBlock
  | ColumnsBlock
  | SpaceBlock
  | BreakBlock;

export interface CoverBlock extends Common {
  readonly kind: "cover";
  /** Small line over the title block: handling, readers; the version at its right. */
  readonly handling: string;
  readonly version: string;
  readonly organisation: string;
  readonly title: string;
  /** 2026年度（令和8年度） */
  readonly period: string;
  readonly purpose: string;
  readonly facts: readonly LabelValue[];
  readonly sealTitle?: string;
  readonly seals?: readonly Seal[];
  readonly sealNote?: string;
}

export interface LabelValue {
  readonly label: string;
  readonly value: string;
}

/** Table of contents, made of the headings of level 1 (and 2 if asked). */
export interface ContentsBlock extends Common {
  readonly kind: "contents";
  readonly title: string;
  readonly levels?: 1 | 2;
}

/** A label at the left and a line or several at the right: 別紙, この報告書の読み方. */
export interface LegendBlock extends Common {
  readonly kind: "legend";
  readonly label: string;
  readonly text?: string;
  readonly rows?: readonly (readonly LegendItem[])[];
  readonly note?: string;
}
export interface LegendItem {
  readonly mark?: Mark;
  readonly grade?: Grade;
  readonly text: string;
}

/** Head of a one-page form or sheet. */
export interface TitleBlock extends Common {
  readonly kind: "title";
  readonly kana?: string;
  readonly text: string;
  /** At most two lines at the right. */
  readonly right?: readonly string[];
}

export interface HeadingBlock extends Common {
  readonly kind: "heading";
  readonly level: 1 | 2 | 3;
  readonly number?: string;
  readonly text: string;
  /** Unit, basis, or count at the right end. */
  readonly aside?: string;
  /** Level 1 begins a page unless `false` (short sections share a page when they fit). */
  readonly startsPage?: boolean;
  /** Leave out of the contents and of the bookmarks. */
  readonly unlisted?: boolean;
}

/** The one sentence of 総括. */
export interface StatementBlock extends Common {
  readonly kind: "statement";
  readonly text: string;
}
/** The sentence under every other heading of level 1. */
export interface LeadBlock extends Common {
  readonly kind: "lead";
  readonly text: string;
}
export interface ParagraphBlock extends Common {
  readonly kind: "paragraph";
  readonly text: string;
  /** body 9.5 pt, opinion 9 pt with a blue bar, small 8 pt. */
  readonly style?: "body" | "opinion" | "small";
  readonly bold?: boolean;
  readonly tone?: Tone;
  /** Right-aligned line below: day, role, name. */
  readonly signature?: string;
  readonly link?: string;
}
/** 7 pt gray, close under what it explains. */
export interface NoteBlock extends Common {
  readonly kind: "note";
  readonly text: string;
}
export interface ListBlock extends Common {
  readonly kind: "list";
  readonly items: readonly string[];
  readonly columns?: 1 | 2 | 3;
}

/** Strip of at most five key figures. */
export interface FiguresBlock extends Common {
  readonly kind: "figures";
  readonly items: readonly KeyFigure[];
  /** `small` on sheets, where the figures are words as well. */
  readonly size?: "large" | "small";
}
export interface KeyFigure {
  readonly label: string;
  readonly value?: string;
  readonly grade?: Grade;
  readonly unit?: string;
  /** Last year's value and the difference. */
  readonly note?: string;
  /** Dark red with a bar on the strip's top rule. */
  readonly alert?: boolean;
}

export type Cell = string | CellSpec;
export interface CellSpec {
  readonly text?: string;
  /** Several lines, each with its own mark and tone; instead of `text`. */
  readonly lines?: readonly CellLine[];
  readonly mark?: Mark;
  readonly grade?: Grade;
  readonly bold?: boolean;
  readonly tone?: Tone;
  /** Anchor in this document that the text leads to. `{page}` in the text becomes its page number. */
  readonly link?: string;
  /** What a screen reader says for a mark or grade instead of the sign itself. */
  readonly alt?: string;
}
export interface CellLine {
  readonly text: string;
  readonly mark?: Mark;
  readonly bold?: boolean;
  readonly tone?: Tone;
}

export interface Column {
  readonly label: string;
  /** Millimetres; without it the column shares what is left. */
  readonly width?: number;
  /** Share of what is left (1). */
  readonly weight?: number;
  /** `right` sets digits in equal cells. */
  readonly align?: "left" | "right" | "center";
  readonly bold?: boolean;
  readonly tone?: Tone;
  /** Cells of this column name their row (TH with row scope). */
  readonly rowHeader?: boolean;
}
export type Row =
  | {
      readonly kind?: "row";
      readonly cells: readonly Cell[];
      readonly alert?: boolean;
      readonly anchor?: string;
    }
  | { readonly kind: "group"; readonly text: string }
  | { readonly kind: "sum"; readonly cells: readonly Cell[] };
export interface TableBlock extends Common {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Row height: normal 4u, long lists 3.75u, ledgers 3.5u (u = 1.75 mm). */
  readonly density?: "normal" | "long" | "ledger";
  /** Said to screen readers. */
  readonly summary?: string;
  /** Instead of 「該当なし」. */
  readonly empty?: string;
  /** A table of few columns without head row (its first cells name the rows). */
  readonly headless?: boolean;
}

/** Labels and values: ledger forms (shaded labels) or plain lists. */
export interface FormBlock extends Common {
  readonly kind: "form";
  readonly rows: readonly { readonly label: string; readonly value: Cell }[];
  readonly style?: "shaded" | "plain";
  readonly labelWidth?: number;
  readonly head?: string;
}

interface Chart extends Common {
  /** The whole message of the chart in words, with its numbers. */
  readonly alt: string;
  readonly note?: string;
}
export interface StackedBarsBlock extends Chart {
  readonly kind: "stacked-bars";
  readonly rows: readonly {
    readonly label: string;
    readonly total: string;
    readonly bold?: boolean;
    readonly segments: readonly {
      readonly label: string;
      readonly value: number;
      readonly pattern: Pattern;
    }[];
    readonly last?: number;
    readonly lastText?: string;
  }[];
  /** Draw an axis with numbers under the bars. */
  readonly axis?: boolean;
}
export interface BarsBlock extends Chart {
  readonly kind: "bars";
  readonly rows: readonly {
    readonly label: string;
    readonly value: number;
    readonly text: string;
    readonly pattern?: Pattern;
    readonly alert?: boolean;
    /** Last year's value: an upright tick. */
    readonly last?: number;
    /** At the right edge: last year's value or the difference. */
    readonly lastText?: string;
    readonly lastAlert?: boolean;
  }[];
  readonly max?: number;
}
export interface LinesBlock extends Chart {
  readonly kind: "lines";
  readonly points: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly limits?: readonly { readonly label: string; readonly value: number }[];
  readonly series: readonly {
    readonly label: string;
    readonly values: readonly (number | null)[];
    readonly text: string;
    readonly style: "total" | "square" | "diamond" | "circle";
  }[];
}
/** One block per case, its kind written in; the fill tells the age. */
export interface AgeingBlock extends Chart {
  readonly kind: "ageing";
  readonly rows: readonly {
    readonly label: string;
    readonly cases: readonly string[];
    readonly pattern: Pattern;
    readonly total: string;
    readonly last?: number;
    readonly lastText?: string;
  }[];
}
export interface BurnDownBlock extends Chart {
  readonly kind: "burn-down";
  readonly points: readonly string[];
  readonly actual: readonly number[];
  readonly plan?: readonly number[];
  readonly added?: readonly number[];
  readonly actualLabel: string;
  readonly planLabel?: string;
  readonly addedLabel?: string;
}
/** Bars over months; `from` and `to` in months from the first (0 to the number of months). */
export interface CalendarBlock extends Chart {
  readonly kind: "calendar";
  readonly months: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly bars: readonly { readonly from: number; readonly to: number; readonly pattern: Pattern }[];
  }[];
}
/** A statutory clock; days count from 1, the day of knowing. */
export interface ClockBlock extends Chart {
  readonly kind: "clock";
  readonly label: string;
  readonly days: number;
  readonly dayLabels: readonly { readonly day: number; readonly text: string }[];
  readonly zone?: { readonly from: number; readonly to: number };
  readonly acts: readonly {
    readonly day: number;
    readonly text: string;
    readonly state: "done" | "today";
    readonly level?: 1 | 2;
  }[];
  readonly due: { readonly day: number; readonly text: string };
}

/** Clause matrix: marks under upright heads; rows in groups; the counts at the foot. */
export interface MatrixBlock extends Common {
  readonly kind: "matrix";
  readonly corner: string;
  readonly columns: readonly { readonly number: string; readonly label: string }[];
  readonly verdictLabel: string;
  readonly rows: readonly MatrixRow[];
  readonly sum?: { readonly label: string; readonly counts: readonly string[]; readonly verdict: string };
  readonly legend?: readonly LegendItem[];
  readonly summary?: string;
}
export type MatrixRow =
  | { readonly kind: "group"; readonly text: string }
  | {
      readonly kind?: "row";
      readonly code: string;
      /** Registered short name, about nine characters. */
      readonly name: string;
      readonly marks: readonly Mark[];
      readonly verdict: string;
      readonly verdictTone?: Tone;
      readonly verdictBold?: boolean;
      readonly alert?: boolean;
    };

/** Who works for whom: the first cell of a row is drawn as a tree by `level`. */
export interface TreeBlock extends Common {
  readonly kind: "tree";
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly level: number;
    readonly cells: readonly Cell[];
    /** Dashed red box: not consented. */
    readonly alert?: boolean;
  }[];
  readonly summary?: string;
  readonly empty?: string;
}

/** One box of 検印欄. Without a stamp it stays empty for the pen. */
export interface Seal {
  readonly box: string;
  readonly stamp?: {
    readonly role: string;
    /** Wareki in figures (9.4.15), or 2027-04-15 in English documents. */
    readonly day: string;
    readonly name: string;
    /** 代, drawn at the box's upper right. */
    readonly deputy?: string;
  };
  readonly caption?: string;
}
export interface SealsBlock extends Common {
  readonly kind: "seals";
  readonly seals: readonly Seal[];
  readonly title?: string;
  readonly sideTitle?: string;
  readonly sideText?: string;
}

export interface VerificationBlock extends Common {
  readonly kind: "verification";
  /** `page`: large, on the sign-off page; `foot`: at the foot of a form. */
  readonly style: "page" | "foot";
  readonly rows: readonly {
    readonly label: string;
    readonly value: string;
    /** `hash` is set in groups of eight on two lines, `code` large. */
    readonly as?: "hash" | "code" | "text";
  }[];
  readonly qr?: { readonly text: string; readonly alt: string };
  readonly note?: string;
}

export interface TimelineBlock extends Common {
  readonly kind: "timeline";
  readonly rows: readonly { readonly day: string; readonly text: string; readonly open?: boolean }[];
  readonly empty?: string;
}

/** A verdict in a box: 引渡可. */
export interface BannerBlock extends Common {
  readonly kind: "banner";
  readonly verdict: string;
  readonly lines: readonly string[];
  readonly alert?: boolean;
}

/** Blocks side by side, never split over pages. */
export interface ColumnsBlock extends Common {
  readonly kind: "columns";
  readonly gap?: number;
  readonly columns: readonly (readonly Block[])[];
}

/** Empty height in u (1.75 mm). */
export interface SpaceBlock extends Common {
  readonly kind: "space";
  readonly units: number;
}
export interface BreakBlock extends Common {
  readonly kind: "break";
  readonly orientation?: Orientation;
}
