import type { LoaderFunctionArgs } from "@remix-run/node";
import { member, need } from "#app/http/ladder.server.ts";
import { downloadHeaders } from "#app/modules/files/rules.ts";
import { openFile } from "#app/modules/files/services.server.ts";

/** A stored file, to be saved: who may read it is the file's own question, for staff and partners alike. */
export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor } = await member(args);
  const { file, bytes } = need(await openFile(deps, actor, args.params["fileId"] ?? ""));
  return new Response(new Uint8Array(bytes), { headers: downloadHeaders(file) });
}
