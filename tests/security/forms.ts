/** A field of a form as the page draws it. */
export interface DrawnField {
  readonly name: string;
  readonly kind: "text" | "choice" | "hidden" | "password" | "file" | "button";
  readonly values: readonly string[];
}
export interface DrawnForm {
  readonly action: string | null;
  readonly fields: readonly DrawnField[];
}

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decoded(found[1] ?? "") : null;
};
const decoded = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** The forms of a page that are posted, except those of its frame (language, signing out). */
export function formsOf(html: string): DrawnForm[] {
  const forms: DrawnForm[] = [];
  for (const [, tag = "", inside = ""] of html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)) {
    const action = attribute(tag, "action");
    if (!/method="post"/i.test(tag) || action === "/language" || action === "/sign-out") continue;
    forms.push({ action, fields: fieldsOf(inside) });
  }
  return forms;
}

function fieldsOf(html: string): DrawnField[] {
  const fields = new Map<string, { kind: DrawnField["kind"]; values: string[] }>();
  const add = (name: string | null, kind: DrawnField["kind"], value: string | null) => {
    if (!name) return;
    const known = fields.get(name) ?? { kind, values: [] };
    if (value !== null) known.values.push(value);
    fields.set(name, known);
  };
  for (const [tag] of html.matchAll(/<(?:input|textarea|button)\b[^>]*>/g)) {
    const type = attribute(tag, "type") ?? "";
    const name = attribute(tag, "name");
    const value = attribute(tag, "value");
    if (tag.startsWith("<button")) add(name, "button", value);
    else if (type === "hidden") add(name, "hidden", value);
    else if (type === "password") add(name, "password", null);
    else if (type === "file") add(name, "file", null);
    else if (type === "radio" || type === "checkbox") add(name, "choice", value);
    else add(name, "text", null);
  }
  for (const [, tag = "", inside = ""] of html.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, "name");
    add(name, "choice", null);
    for (const [option] of inside.matchAll(/<option\b[^>]*>/g))
      add(name, "choice", attribute(option, "value"));
  }
  return [...fields].map(([name, { kind, values }]) => ({ name, kind, values }));
}
