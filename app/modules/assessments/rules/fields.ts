/** Names of the fields of one question in a form. */
export const answerField = {
  value: (questionId: string) => `a.${questionId}`,
  note: (questionId: string) => `n.${questionId}`,
  none: (questionId: string) => `none.${questionId}`,
  revision: (questionId: string) => `r.${questionId}`,
  files: (questionId: string) => `file.${questionId}`,
} as const;
