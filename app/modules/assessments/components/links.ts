/** Where the pages of one assessment lie, for the partner and for the organisation. */
export const companyLinks = (assessmentId: string) => {
  const base = `/company/assessments/${assessmentId}`;
  return {
    section: (block: string) => `${base}/${block}`,
    submit: `${base}/submit`,
    print: `${base}/print`,
    list: "/company/assessments",
  };
};

export const staffLinks = (assessmentId: string) => {
  const base = `/assessments/${assessmentId}`;
  return {
    section: (block: string) => `${base}/answer?block=${encodeURIComponent(block)}`,
    submit: `${base}/answer/submit`,
    print: `${base}/print`,
    list: base,
  };
};
