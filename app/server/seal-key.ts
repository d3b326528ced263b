import type { MakeSealingKey } from "./keys.ts";

/** The organisation's sealing key and certificate; the library is heavy and only `setup` needs it. */
export const makeSealingKey: MakeSealingKey = async ({ organisation, now }) => {
  const { generateSealingKey } = await import("#app/documents/seal.server.ts");
  return generateSealingKey({ organisation, now });
};
