import type { ReactNode } from "react";
import type { Lang } from "#app/i18n/lang.ts";
import { ErrorFormPage, FieldsPage, ScopePage, SignInPage } from "./gallery/form-pages.tsx";
import { DecisionPage, PublicPage } from "./gallery/paper-pages.tsx";
import { MessagesPage, PartsPage } from "./gallery/part-pages.tsx";
import { ListPage, MatrixPage } from "./gallery/register-pages.tsx";
import { HomePage, PartnerPage } from "./gallery/staff-pages.tsx";
import { LangProvider } from "./lang.tsx";

/** Every component in every state, as whole screens: for the eye, for axe and for pictures. Development only. */
const pages = {
  parts: <PartsPage />,
  fields: <FieldsPage />,
  messages: <MessagesPage />,
  home: <HomePage />,
  partner: <PartnerPage />,
  list: <ListPage />,
  matrix: <MatrixPage />,
  scope: <ScopePage />,
  "error-form": <ErrorFormPage />,
  decision: <DecisionPage />,
  public: <PublicPage />,
  "sign-in": <SignInPage />,
} satisfies Record<string, ReactNode>;

export type GalleryPage = keyof typeof pages;
export const galleryPages = Object.keys(pages) as readonly GalleryPage[];
export const isGalleryPage = (text: string): text is GalleryPage => Object.hasOwn(pages, text);

export const Gallery = ({ page, lang }: { page: GalleryPage; lang: Lang }) => (
  <LangProvider lang={lang}>{pages[page]}</LangProvider>
);
