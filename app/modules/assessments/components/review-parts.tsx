import { useLang } from "#app/ui/lang.tsx";
import { FileList } from "#app/ui/lists.tsx";
import type { RejectedForm } from "#app/ui/rejected.tsx";
import type { Mark } from "../rules/answers.ts";
import type { QuestionView } from "../services/loading.server.ts";
import type { ReviewView } from "../services/pages.server.ts";
import { words } from "../words.ts";

export const useRefused = () => {
  const { problems } = words[useLang()];
  return (code: string): string | undefined =>
    Object.entries(problems).find(([known]) => known === code)?.[1];
};

export const pointsOf = (values: ReviewView["values"], weight: number, mark: Mark): string =>
  mark === "na" ? "–" : String(values[mark] * weight);

/** The part of a rejected act that belongs to one small form of the page. */
export const mine = (
  rejected: RejectedForm | undefined,
  intent: string,
  questionId?: string,
): RejectedForm | undefined =>
  rejected?.values["intent"] === intent &&
  (questionId === undefined || rejected.values["questionId"] === questionId)
    ? rejected
    : undefined;

export const Files = ({ item }: { item: Pick<QuestionView, "files"> }) =>
  item.files.length === 0 ? null : (
    <FileList
      items={item.files.map((file) => ({
        key: file.id,
        name: file.name,
        bytes: file.bytes,
        href: `/files/${file.id}`,
      }))}
    />
  );
