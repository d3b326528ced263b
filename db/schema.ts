/**
 * The shape of every table, for both databases. Only text, integer and real: booleans are 0/1 (`Flag`), JSON is text
 * (see `codec.ts`), calendar days are `YYYY-MM-DD` (Asia/Tokyo), instants ISO 8601 UTC.
 * Effective-dated rows carry inclusive `validFrom` / `validTo` (open end = null) and `recordedAt`.
 */
export type Flag = 0 | 1;

/** The organisation and its settings */
export interface OrganisationTable {
  id: string;
  name: string;
  nameKana: string;
  nameEn: string | null;
  shortName: string;
  postalCode: string | null;
  address: string | null;
  representativeTitle: string | null;
  representativeName: string | null;
  fiscalYearStartMonth: number;
  fiscalYearStartDay: number;
  usesEraDates: Flag;
  isDemonstration: Flag;
  createdAt: string;
  revision: number;
}

/** Numbers in order without gaps, one row a series (partner, lot, report, …) */
export interface NumberSeriesTable {
  organisationId: string;
  name: string;
  lastValue: number;
}

/** Reviewed data imported from templates/ as immutable, hashed versions */
export interface TemplateTable {
  id: string;
  organisationId: string;
  kind: string;
  key: string;
  version: string;
  hash: string;
  document: string;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
}

export interface PolicyVersionTable {
  id: string;
  organisationId: string;
  key: string;
  document: string;
  hash: string;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
}

export interface GateModeTable {
  id: string;
  organisationId: string;
  code: string;
  mode: string;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

/** People */
export interface PersonTable {
  id: string;
  email: string;
  name: string;
  nameKana: string | null;
  language: string;
  passwordHash: string | null;
  isDisabled: Flag;
  createdAt: string;
  revision: number;
}

export interface MembershipTable {
  id: string;
  organisationId: string;
  partnerId: string | null;
  personId: string;
  role: string;
  department: string | null;
  title: string | null;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
}

export interface SessionTable {
  idHash: string;
  personId: string;
  membershipId: string | null;
  createdAt: string;
  lastSeenAt: string;
  reauthenticatedAt: string | null;
  endedAt: string | null;
  endReason: string | null;
}

export interface OneTimeTokenTable {
  tokenHash: string;
  organisationId: string;
  purpose: string;
  personId: string | null;
  partnerId: string | null;
  email: string;
  name: string | null;
  role: string | null;
  department: string | null;
  title: string | null;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  consumedAt: string | null;
}

export interface RateBucketTable {
  key: string;
  windowStart: string;
  hits: number;
}

/** Acts that must happen once */
export interface OnceKeyTable {
  key: string;
  personId: string;
  act: string;
  outcome: string;
  recordedAt: string;
}

/** Registry */
export interface PartnerTable {
  id: string;
  organisationId: string;
  number: string;
  kind: string;
  policyPartnerId: string | null;
  shortName: string;
  sortKey: string;
  searchKey: string;
  currentName: string;
  currentNameKana: string;
  corporateNumber: string | null;
  state: string;
  createdAt: string;
  createdBy: string | null;
  revision: number;
}

export interface PartnerProfileTable {
  id: string;
  organisationId: string;
  partnerId: string;
  name: string;
  nameKana: string;
  nameEn: string | null;
  corporateNumber: string | null;
  noCorporateNumberReason: string | null;
  invoiceNumber: string | null;
  country: string;
  postalCode: string | null;
  address: string | null;
  representativeTitle: string | null;
  representativeName: string | null;
  phone: string | null;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface PartnerContactTable {
  id: string;
  organisationId: string;
  partnerId: string;
  name: string;
  nameKana: string | null;
  department: string | null;
  title: string | null;
  email: string | null;
  phone: string | null;
  isResponsible: Flag;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
}

export interface PartnerBigramTable {
  organisationId: string;
  bigram: string;
  partnerId: string;
}

export interface RelationTable {
  id: string;
  organisationId: string;
  partnerId: string;
  number: string;
  basis: string;
  title: string;
  activity: string | null;
  activityDescription: string | null;
  groupId: string | null;
  department: string;
  ownerPersonId: string | null;
  isPaperOnly: Flag;
  volumePerYear: number | null;
  volumeUnit: string | null;
  handlingPlace: string | null;
  handlesAbroad: Flag;
  returnRule: string | null;
  returnDueOn: string | null;
  highestTier: string;
  state: string;
  startsOn: string | null;
  endsOn: string | null;
  note: string | null;
  createdAt: string;
  createdBy: string | null;
  revision: number;
}

export interface RelationStateTable {
  id: string;
  organisationId: string;
  relationId: string;
  state: string;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  actorId: string | null;
  reason: string | null;
  conditions: string | null;
}

export interface ScopeLineTable {
  id: string;
  organisationId: string;
  relationId: string;
  subject: string;
  items: string;
  purposes: string;
  headcount: number | null;
  reason: string | null;
  concreteText: string | null;
  reviewerName: string | null;
  consentOn: string | null;
  consentMethod: string | null;
  necessity: string | null;
  surveyStatement: string | null;
  validFrom: string;
  validTo: string | null;
  /** The day on which an act replaced or withdrew this line (it holds no longer from that day); null for a planned end. */
  replacedOn: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface SubcontractorTable {
  id: string;
  organisationId: string;
  relationId: string;
  parentId: string | null;
  name: string;
  nameKana: string | null;
  corporateNumber: string | null;
  address: string | null;
  country: string;
  work: string;
  items: string;
  safetyMeasures: string | null;
  reason: string | null;
  startsOn: string;
  endsOn: string | null;
  state: string;
  requestedAt: string | null;
  requestedBy: string | null;
  decidedOn: string | null;
  decidedBy: string | null;
  conditions: string | null;
  foundOn: string | null;
  /** Last day on which the consent holds; null = as long as the work. */
  approvedUntil: string | null;
  /** The day a member of staff recorded that it holds our data no longer. */
  removedOn: string | null;
  revision: number;
  recordedAt: string;
}

export interface ForeignRouteTable {
  id: string;
  organisationId: string;
  relationId: string;
  country: string;
  serviceName: string;
  route: string;
  basisText: string | null;
  /** How the record of APPI art. 29 is made (consent route): contract, bulk, other. */
  recordMethod: string | null;
  confirmedOn: string | null;
  nextConfirmationOn: string | null;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface ReferralRouteTable {
  id: string;
  organisationId: string;
  relationId: string;
  route: string;
  serviceName: string;
  consentMethod: string | null;
  recordMethod: string | null;
  evidenceNote: string | null;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface MatterCitationTable {
  id: string;
  organisationId: string;
  groupId: string;
  matter: string;
  text: string;
  place: string;
  postedFrom: string;
  postedTo: string | null;
  state: string;
  decidedBy: string | null;
  decidedOn: string | null;
  decisionNote: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface PolicyToldTable {
  id: string;
  organisationId: string;
  partnerId: string;
  policyVersionId: string;
  toldOn: string;
  method: string;
  note: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

/** Dated confirmations: keeping of application forms (referral), content not handled (no-handling), exit procedure (joint use), access removed (standing) */
export interface ConfirmationTable {
  id: string;
  organisationId: string;
  relationId: string;
  kind: string;
  confirmedOn: string;
  nextDueOn: string | null;
  isSatisfactory: Flag;
  note: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

/** Contracts */
export interface ContractTable {
  id: string;
  organisationId: string;
  partnerId: string;
  number: string;
  title: string;
  signedOn: string | null;
  startsOn: string;
  endsOn: string | null;
  isAutoRenewing: Flag;
  renewalMonths: number | null;
  noticeMonths: number | null;
  terminatedOn: string | null;
  note: string | null;
  createdAt: string;
  createdBy: string | null;
  revision: number;
}

export interface ContractRelationTable {
  contractId: string;
  relationId: string;
  organisationId: string;
}

export interface ClauseCheckTable {
  id: string;
  organisationId: string;
  contractId: string;
  clauseId: string;
  libraryVersion: string;
  result: string;
  articleNumber: string | null;
  note: string | null;
  exceptionReason: string | null;
  exceptionUntil: string | null;
  exceptionState: string | null;
  exceptionBy: string | null;
  checkedBy: string | null;
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
}

/** Assessments */
export interface AssessmentTable {
  id: string;
  organisationId: string;
  partnerId: string;
  relationId: string;
  number: string;
  fiscalYear: number;
  checklistKey: string;
  checklistVersion: string;
  tier: string;
  activity: string | null;
  isPaperOnly: Flag;
  questions: string;
  state: string;
  sentAt: string | null;
  sentBy: string | null;
  dueOn: string | null;
  submittedAt: string | null;
  submittedBy: string | null;
  isProxy: Flag;
  reviewStartedAt: string | null;
  score: number | null;
  grade: string | null;
  outcome: string | null;
  concludedOn: string | null;
  approvedOn: string | null;
  validUntil: string | null;
  criticalNos: string;
  blockScores: string;
  returnReason: string | null;
  triggerCode: string | null;
  comment: string | null;
  gradedBy: string | null;
  gradedAt: string | null;
  createdAt: string;
  revision: number;
}

export interface AssessmentConditionTable {
  id: string;
  organisationId: string;
  assessmentId: string;
  text: string;
  ownerName: string;
  dueOn: string;
  bindsAtOnce: Flag;
  metOn: string | null;
  recordedAt: string;
}

export interface SectionAssignmentTable {
  assessmentId: string;
  block: string;
  organisationId: string;
  personId: string;
  recordedAt: string;
}

export interface AnswerTable {
  id: string;
  organisationId: string;
  assessmentId: string;
  questionId: string;
  value: string | null;
  note: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  overrideValue: string | null;
  overrideNote: string | null;
  overriddenBy: string | null;
  overriddenAt: string | null;
  isNaAccepted: Flag | null;
  revision: number;
}

export interface FindingTable {
  id: string;
  organisationId: string;
  partnerId: string;
  relationId: string;
  assessmentId: string | null;
  questionId: string | null;
  number: string;
  severity: string;
  title: string;
  detail: string;
  basis: string | null;
  raisedOn: string;
  raisedBy: string | null;
  dueOn: string;
  state: string;
  plan: string | null;
  planDueOn: string | null;
  plannedBy: string | null;
  correctedOn: string | null;
  correctionNote: string | null;
  closedOn: string | null;
  closedBy: string | null;
  closeNote: string | null;
  revision: number;
  recordedAt: string;
}

/** Deferral 期限付継続: a gate reason that may continue until a day */
export interface DeferralTable {
  id: string;
  organisationId: string;
  relationId: string;
  code: string;
  subjectId: string | null;
  reason: string;
  state: string;
  requestedBy: string | null;
  requestedAt: string;
  decidedBy: string | null;
  decidedRole: string | null;
  decidedOn: string | null;
  until: string;
  revokedOn: string | null;
  revision: number;
}

/** Custody */
export interface GateCheckTable {
  id: string;
  organisationId: string;
  relationId: string;
  number: string;
  asOf: string;
  requestedItems: string;
  verdict: string;
  isAllowed: Flag;
  act: string;
  checkedAt: string;
  checkedBy: string | null;
}

export interface GateStateTable {
  relationId: string;
  organisationId: string;
  isAllowed: Flag;
  reasonCodes: string;
  asOf: string;
  computedAt: string;
  /** Last day on which the kept verdict is sure, since nothing dated changes before; null = not known. */
  goodThrough: string | null;
  /** 1: something the verdict rests on has changed since; it is to be judged anew. */
  isStale: Flag;
}

export interface LotTable {
  id: string;
  organisationId: string;
  relationId: string;
  partnerId: string;
  parentLotId: string | null;
  standingId: string | null;
  number: string;
  dataName: string;
  subjects: string;
  items: string;
  purposes: string;
  unit: string;
  quantity: number;
  medium: string;
  method: string;
  openedOn: string;
  handedByName: string;
  receivedByName: string;
  dueOn: string | null;
  gateCheckId: string | null;
  state: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  acknowledgementNote: string | null;
  note: string | null;
  recordedAt: string;
  recordedBy: string | null;
  revision: number;
}

export interface LotEntryTable {
  id: string;
  organisationId: string;
  lotId: string;
  kind: string;
  quantity: number;
  occurredOn: string;
  handedByName: string | null;
  receivedByName: string | null;
  method: string | null;
  reversesEntryId: string | null;
  certificateId: string | null;
  note: string | null;
  recordedAt: string;
  recordedBy: string | null;
}

export interface DisposalCertificateTable {
  id: string;
  organisationId: string;
  partnerId: string;
  relationId: string;
  lotId: string;
  number: string;
  issuerName: string;
  issuerAddress: string;
  issuerResponsible: string;
  dataName: string;
  quantity: number;
  unit: string;
  mediumDetail: string | null;
  serialNumbers: string | null;
  method: string;
  place: string;
  disposedOn: string;
  witness: string | null;
  hasNoCopies: Flag;
  coversBackups: Flag;
  subcontractorName: string | null;
  state: string;
  /** Filed by a member of staff from paper, on the partner's behalf. */
  isProxy: Flag;
  filedBy: string | null;
  filedAt: string;
  decidedBy: string | null;
  decidedOn: string | null;
  decisionNote: string | null;
  revision: number;
}

export interface StandingAuthorisationTable {
  id: string;
  organisationId: string;
  relationId: string;
  partnerId: string;
  number: string;
  title: string;
  items: string;
  method: string;
  usualVolume: number;
  unit: string;
  startsOn: string;
  endsOn: string;
  gateCheckId: string | null;
  state: string;
  closedOn: string | null;
  closeNote: string | null;
  recordedAt: string;
  recordedBy: string | null;
  revision: number;
}

export interface StandingUseTable {
  id: string;
  organisationId: string;
  standingId: string;
  month: string;
  volume: number;
  recordedAt: string;
  recordedBy: string | null;
}

/** Decisions: circulation 稟議 of anything */
export interface CirculationTable {
  id: string;
  organisationId: string;
  subjectKind: string;
  subjectId: string;
  number: string;
  title: string;
  language: string;
  state: string;
  round: number;
  isImportant: Flag;
  drafterId: string;
  reviewerId: string | null;
  deciderId: string | null;
  submittedAt: string | null;
  decidedAt: string | null;
  modelHash: string | null;
  auditHead: string | null;
  verificationCode: string | null;
  boardReportedOn: string | null;
  boardMinutesNumber: string | null;
  createdAt: string;
  revision: number;
}

export interface CirculationActTable {
  id: string;
  organisationId: string;
  circulationId: string;
  round: number;
  position: number;
  step: number;
  kind: string;
  actorId: string;
  actorName: string;
  actorTitle: string | null;
  role: string;
  onBehalfOf: string | null;
  reason: string | null;
  conditions: string | null;
  holdUntil: string | null;
  at: string;
}

export interface ArtefactTable {
  id: string;
  organisationId: string;
  circulationId: string;
  round: number;
  kind: string;
  hash: string;
  bytes: number;
  language: string;
  createdAt: string;
}

export interface DeputyTable {
  id: string;
  organisationId: string;
  principalId: string;
  deputyId: string;
  validFrom: string;
  validTo: string;
  reason: string;
  recordedAt: string;
  recordedBy: string | null;
}

/** Reports */
export interface ReportTable {
  id: string;
  organisationId: string;
  kind: string;
  fiscalYear: number | null;
  subjectId: string | null;
  number: string;
  title: string;
  language: string;
  asOf: string;
  opinion: string | null;
  nextPlan: string | null;
  state: string;
  model: string | null;
  circulationId: string | null;
  createdAt: string;
  createdBy: string | null;
  revision: number;
}

/** Files: bytes by content hash in the file store, reached by random id */
export interface StoredFileTable {
  id: string;
  organisationId: string;
  partnerId: string | null;
  hash: string;
  name: string;
  mediaType: string;
  bytes: number;
  state: string;
  subjectKind: string | null;
  subjectId: string | null;
  uploadedBy: string | null;
  uploadedAt: string;
  removedAt: string | null;
}

/** Mail */
export interface OutboxMailTable {
  id: string;
  organisationId: string;
  recipient: string;
  subject: string;
  body: string;
  templateKey: string;
  language: string;
  state: string;
  attempts: number;
  nextAttemptAt: string;
  lastError: string | null;
  createdAt: string;
  sentAt: string | null;
}

/** Operation log 操作記録: a chain of hashes; UPDATE and DELETE are refused by triggers */
export interface AuditEventTable {
  organisationId: string;
  seq: number;
  at: string;
  actorId: string | null;
  actorRole: string;
  type: string;
  subjectKind: string;
  subjectId: string | null;
  partnerId: string | null;
  data: string;
  personalHashes: string;
  previousHash: string;
  hash: string;
}

export interface AuditPersonalTable {
  organisationId: string;
  seq: number;
  field: string;
  salt: string | null;
  value: string | null;
  erasedAt: string | null;
}

export interface JobRunTable {
  name: string;
  lastRunAt: string;
  lastOutcome: string;
}

export interface Schema {
  organisation: OrganisationTable;
  numberSeries: NumberSeriesTable;
  template: TemplateTable;
  policyVersion: PolicyVersionTable;
  gateMode: GateModeTable;
  person: PersonTable;
  membership: MembershipTable;
  session: SessionTable;
  oneTimeToken: OneTimeTokenTable;
  rateBucket: RateBucketTable;
  onceKey: OnceKeyTable;
  partner: PartnerTable;
  partnerProfile: PartnerProfileTable;
  partnerContact: PartnerContactTable;
  partnerBigram: PartnerBigramTable;
  relation: RelationTable;
  relationState: RelationStateTable;
  scopeLine: ScopeLineTable;
  subcontractor: SubcontractorTable;
  foreignRoute: ForeignRouteTable;
  referralRoute: ReferralRouteTable;
  matterCitation: MatterCitationTable;
  policyTold: PolicyToldTable;
  confirmation: ConfirmationTable;
  contract: ContractTable;
  contractRelation: ContractRelationTable;
  clauseCheck: ClauseCheckTable;
  assessment: AssessmentTable;
  assessmentCondition: AssessmentConditionTable;
  sectionAssignment: SectionAssignmentTable;
  answer: AnswerTable;
  finding: FindingTable;
  deferral: DeferralTable;
  gateCheck: GateCheckTable;
  gateState: GateStateTable;
  lot: LotTable;
  lotEntry: LotEntryTable;
  disposalCertificate: DisposalCertificateTable;
  standingAuthorisation: StandingAuthorisationTable;
  standingUse: StandingUseTable;
  circulation: CirculationTable;
  circulationAct: CirculationActTable;
  artefact: ArtefactTable;
  deputy: DeputyTable;
  report: ReportTable;
  storedFile: StoredFileTable;
  outboxMail: OutboxMailTable;
  auditEvent: AuditEventTable;
  auditPersonal: AuditPersonalTable;
  jobRun: JobRunTable;
}
