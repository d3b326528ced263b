import { useFetcher } from "@remix-run/react";
import { type FocusEvent, type FormEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import type { Problem } from "#app/result.ts";
import { answerField } from "../rules/fields.ts";

/** What an autosave answers. */
export interface Autosaved {
  readonly savedAt?: string;
  readonly problem?: Problem;
}

/** Question ids whose fields were touched, sent one request at a time; works beside the plain form, never instead of it. */
export function useAutosave(form: RefObject<HTMLDivElement>, isOn: boolean) {
  const fetcher = useFetcher<Autosaved>();
  const touched = useRef(new Set<string>());
  const typed = useRef(new Map<string, string>());
  const { state, submit } = fetcher;
  const flush = useCallback(() => {
    const element = form.current?.querySelector("form");
    if (!isOn || state !== "idle" || touched.current.size === 0 || !element) return;
    const all = new FormData(element);
    const part = new FormData();
    part.set("intent", "autosave");
    for (const id of touched.current) {
      for (const name of [answerField.value, answerField.note, answerField.none, answerField.revision]) {
        const value = all.get(name(id));
        if (typeof value === "string") part.set(name(id), value);
      }
    }
    touched.current.clear();
    submit(part, { method: "post" });
  }, [form, isOn, state, submit]);
  useEffect(flush, [flush]);

  const touch = (target: EventTarget): void => {
    const name = target instanceof HTMLElement ? target.getAttribute("name") : null;
    const id = /^(?:a|n|none)\.(.+)$/.exec(name ?? "")?.[1];
    if (!id) return;
    touched.current.add(id);
    flush();
  };
  return {
    fetcher,
    handlers: {
      onChange: (event: FormEvent<HTMLElement>) => {
        const { target } = event;
        if (target instanceof HTMLInputElement && ["radio", "checkbox"].includes(target.type)) touch(target);
      },
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const { target } = event;
        if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
          typed.current.set(target.name, target.value);
      },
      onBlur: (event: FocusEvent<HTMLElement>) => {
        const { target } = event;
        const isText =
          target instanceof HTMLTextAreaElement ||
          (target instanceof HTMLInputElement &&
            !["radio", "checkbox", "file", "hidden"].includes(target.type));
        if (isText && typed.current.get(target.name) !== target.value) touch(target);
      },
    },
  };
}
