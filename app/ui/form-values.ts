/** Values by form name, as typed or stored; several for check boxes. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** A tree of form values as a schema takes it. */
export type FormTree = string | File | undefined | FormTree[] | { [key: string]: FormTree };

const isIndex = (key: string): boolean => /^\d{1,4}$/.test(key);
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

const childOf = (holder: FormTree, key: string): FormTree =>
  Array.isArray(holder)
    ? holder[Number(key)]
    : typeof holder === "object" && holder !== null && !(holder instanceof File)
      ? holder[key]
      : undefined;

const setChild = (holder: FormTree, key: string, value: FormTree): void => {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (typeof holder === "object" && !(holder instanceof File)) holder[key] = value;
};

/**
 * Form entries as a tree: dots nest (`scope.0.items`), a name given several times becomes a list, `many` names lists that may have
 * one entry or none. The browser and the server read forms with it, so that one schema judges one encoding. Names that begin with
 * `_` belong to the form itself and are left out; empty file inputs count as absent.
 */
export const readForm = (
  entries: Iterable<readonly [string, string | File]>,
  many: readonly string[] = [],
): { [key: string]: FormTree } => {
  const root: { [key: string]: FormTree } = Object.create(null);
  const lists = many.map(
    (name) =>
      new RegExp(
        `^${name
          .split(".")
          .map((part) => (part === "*" ? "\\d+" : part))
          .join("\\.")}$`,
      ),
  );
  for (const [name, raw] of entries) {
    if (name.startsWith("_")) continue;
    const value = raw instanceof File && raw.size === 0 && raw.name === "" ? undefined : raw;
    const keys = name.split(".");
    if (keys.some((key) => forbidden.has(key)) || keys.length > 8) continue;
    let holder: FormTree = root;
    keys.slice(0, -1).forEach((key, at) => {
      let next = childOf(holder, key);
      if (typeof next !== "object" || next === null) {
        next = isIndex(keys[at + 1] ?? "") ? [] : Object.create(null);
        setChild(holder, key, next);
      }
      holder = next;
    });
    const last = keys[keys.length - 1] ?? "";
    const before = childOf(holder, last);
    if (value === undefined) continue;
    if (Array.isArray(before)) before.push(value);
    else if (before !== undefined) setChild(holder, last, [before, value]);
    else setChild(holder, last, lists.some((list) => list.test(name)) ? [value] : value);
  }
  return root;
};

/** The typed texts by name, to show them again after a failed form. Files and the form's own names are left out. */
export const typedValues = (entries: Iterable<readonly [string, string | File]>): FormValues => {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of entries) {
    if (typeof value !== "string" || (name.startsWith("_") && name !== "_once")) continue;
    const before = values[name];
    values[name] =
      before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return values;
};
