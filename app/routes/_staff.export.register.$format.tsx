import type { LoaderFunctionArgs } from "@remix-run/node";
import { need, staff } from "#app/http/ladder.server.ts";
import { downloadHeaders } from "#app/modules/files/rules.ts";
import { readAsOf } from "#app/modules/registry/rules/forms.ts";
import { exportRegister } from "#app/modules/views/services/export.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, url } = await staff(args, "export.register");
  const asOf = readAsOf(url.searchParams.get("asOf"));
  const { name, mediaType, bytes } = need(
    await exportRegister(deps, actor, {
      format: args.params["format"] ?? "",
      ...(asOf === null ? {} : { asOf }),
    }),
  );
  return new Response(new Uint8Array(bytes), {
    headers: downloadHeaders({ name, mediaType, bytes: bytes.byteLength }),
  });
}
