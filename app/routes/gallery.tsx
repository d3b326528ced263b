import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { detectLanguage } from "#app/i18n/language.server.ts";
import { Gallery, isGalleryPage } from "#app/ui/gallery.tsx";

/** Only the development server says `isDevelopment`; elsewhere this page does not exist. */
export const loader = ({ request, context }: LoaderFunctionArgs) => {
  if (context["isDevelopment"] !== true) throw new Response(null, { status: 404 });
  const page = new URL(request.url).searchParams.get("page") ?? "parts";
  if (!isGalleryPage(page)) throw new Response(null, { status: 404 });
  return { page, lang: detectLanguage(request) };
};

export default function GalleryRoute() {
  const { page, lang } = useLoaderData<typeof loader>();
  return <Gallery page={page} lang={lang} />;
}
