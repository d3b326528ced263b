/** The building blocks of screens. They know no module and no database. */
export * from "./banner.tsx";
export * from "./button.tsx";
export * from "./chart.tsx";
export * from "./choices.tsx";
export * from "./data-table.tsx";
export * from "./decision.tsx";
export * from "./error-summary.tsx";
export {
  DateField,
  type FieldProps,
  FieldsetGroup,
  FormFoot,
  fieldId,
  NumberField,
  type Option,
  PasswordField,
  Select,
  TextArea,
  TextField,
  UnitSelect,
} from "./fields.tsx";
export * from "./file-field.tsx";
export * from "./form.tsx";
export * from "./form-values.ts";
export * from "./frames.tsx";
export * from "./gate-panel.tsx";
export * from "./head.tsx";
export * from "./icon.tsx";
export * from "./lang.tsx";
export * from "./lists.tsx";
export * from "./marks.tsx";
export * from "./matrix.tsx";
export * from "./nav.tsx";
export * from "./notice.tsx";
export {
  ConfirmationPage,
  ConfirmPage,
  ConflictCompare,
  ForbiddenPage,
  MessagePage,
  NotFoundPage,
  ProblemPage,
  UnexpectedPage,
} from "./pages.tsx";
export * from "./table.tsx";
export * from "./text.tsx";
