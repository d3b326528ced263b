import { type Kysely, sql } from "kysely";

/** Frozen: a migration never imports from the app and is never changed once published. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type, so that later schemas do not change it
export async function up(db: Kysely<any>, dialect: "sqlite" | "postgres"): Promise<void> {
  await db.schema
    .createTable("organisation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("nameKana", "text", (c) => c.notNull())
    .addColumn("nameEn", "text")
    .addColumn("shortName", "text", (c) => c.notNull())
    .addColumn("postalCode", "text")
    .addColumn("address", "text")
    .addColumn("representativeTitle", "text")
    .addColumn("representativeName", "text")
    .addColumn("fiscalYearStartMonth", "integer", (c) => c.notNull())
    .addColumn("fiscalYearStartDay", "integer", (c) => c.notNull())
    .addColumn("usesEraDates", "integer", (c) => c.notNull())
    .addColumn("isDemonstration", "integer", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_organisation", ["id"])
    .addCheckConstraint("ck_organisation_usesEraDates", sql`${sql.ref("usesEraDates")} in (0, 1)`)
    .addCheckConstraint("ck_organisation_isDemonstration", sql`${sql.ref("isDemonstration")} in (0, 1)`)
    .execute();

  await db.schema
    .createTable("numberSeries")
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("lastValue", "integer", (c) => c.notNull())
    .addForeignKeyConstraint("fk_numberSeries_organisationId", ["organisationId"], "organisation", ["id"])
    .addPrimaryKeyConstraint("pk_numberSeries", ["organisationId", "name"])
    .execute();

  await db.schema
    .createTable("template")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("version", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("document", "text", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_template", ["id"])
    .addForeignKeyConstraint("fk_template_organisationId", ["organisationId"], "organisation", ["id"])
    .addUniqueConstraint("uq_template_organisationId_kind_key_version", [
      "organisationId",
      "kind",
      "key",
      "version",
    ])
    .execute();

  await db.schema
    .createTable("policyVersion")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("document", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_policyVersion", ["id"])
    .addForeignKeyConstraint("fk_policyVersion_organisationId", ["organisationId"], "organisation", ["id"])
    .addUniqueConstraint("uq_policyVersion_organisationId_key", ["organisationId", "key"])
    .execute();

  await db.schema
    .createTable("gateMode")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("code", "text", (c) => c.notNull())
    .addColumn("mode", "text", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_gateMode", ["id"])
    .addForeignKeyConstraint("fk_gateMode_organisationId", ["organisationId"], "organisation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_gateMode_organisationId_code")
    .on("gateMode")
    .columns(["organisationId", "code"])
    .execute();
  await db.schema
    .createTable("person")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("email", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("nameKana", "text")
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("passwordHash", "text")
    .addColumn("isDisabled", "integer", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_person", ["id"])
    .addCheckConstraint("ck_person_isDisabled", sql`${sql.ref("isDisabled")} in (0, 1)`)
    .addUniqueConstraint("uq_person_email", ["email"])
    .execute();

  await db.schema
    .createTable("membership")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text")
    .addColumn("personId", "text", (c) => c.notNull())
    .addColumn("role", "text", (c) => c.notNull())
    .addColumn("department", "text")
    .addColumn("title", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_membership", ["id"])
    .addForeignKeyConstraint("fk_membership_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_membership_personId", ["personId"], "person", ["id"])
    .execute();
  await db.schema.createIndex("ix_membership_personId").on("membership").columns(["personId"]).execute();
  await db.schema
    .createIndex("ix_membership_organisationId_partnerId")
    .on("membership")
    .columns(["organisationId", "partnerId"])
    .execute();
  await db.schema
    .createTable("session")
    .addColumn("idHash", "text", (c) => c.notNull())
    .addColumn("personId", "text", (c) => c.notNull())
    .addColumn("membershipId", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("lastSeenAt", "text", (c) => c.notNull())
    .addColumn("reauthenticatedAt", "text")
    .addColumn("endedAt", "text")
    .addColumn("endReason", "text")
    .addPrimaryKeyConstraint("pk_session", ["idHash"])
    .addForeignKeyConstraint("fk_session_personId", ["personId"], "person", ["id"])
    .execute();
  await db.schema.createIndex("ix_session_personId").on("session").columns(["personId"]).execute();
  await db.schema
    .createTable("oneTimeToken")
    .addColumn("tokenHash", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("purpose", "text", (c) => c.notNull())
    .addColumn("personId", "text")
    .addColumn("partnerId", "text")
    .addColumn("email", "text", (c) => c.notNull())
    .addColumn("name", "text")
    .addColumn("role", "text")
    .addColumn("department", "text")
    .addColumn("title", "text")
    .addColumn("createdBy", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("expiresAt", "text", (c) => c.notNull())
    .addColumn("consumedAt", "text")
    .addPrimaryKeyConstraint("pk_oneTimeToken", ["tokenHash"])
    .addForeignKeyConstraint("fk_oneTimeToken_organisationId", ["organisationId"], "organisation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_oneTimeToken_organisationId_email")
    .on("oneTimeToken")
    .columns(["organisationId", "email"])
    .execute();
  await db.schema
    .createTable("rateBucket")
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("windowStart", "text", (c) => c.notNull())
    .addColumn("hits", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_rateBucket", ["key", "windowStart"])
    .execute();

  await db.schema
    .createTable("draft")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("personId", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subjectId", "text")
    .addColumn("data", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("updatedAt", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_draft", ["id"])
    .addForeignKeyConstraint("fk_draft_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_draft_personId", ["personId"], "person", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_draft_organisationId_personId_kind")
    .on("draft")
    .columns(["organisationId", "personId", "kind"])
    .execute();
  await db.schema
    .createTable("onceKey")
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("personId", "text", (c) => c.notNull())
    .addColumn("act", "text", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_onceKey", ["key", "personId", "act"])
    .execute();

  await db.schema
    .createTable("partner")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("policyPartnerId", "text")
    .addColumn("shortName", "text", (c) => c.notNull())
    .addColumn("sortKey", "text", (c) => c.notNull())
    .addColumn("searchKey", "text", (c) => c.notNull())
    .addColumn("currentName", "text", (c) => c.notNull())
    .addColumn("currentNameKana", "text", (c) => c.notNull())
    .addColumn("corporateNumber", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("createdBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_partner", ["id"])
    .addForeignKeyConstraint("fk_partner_organisationId", ["organisationId"], "organisation", ["id"])
    .addUniqueConstraint("uq_partner_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema
    .createIndex("ix_partner_organisationId_sortKey_id")
    .on("partner")
    // A frequent word is looked for along the list's order: SQLite then reads the index alone. PostgreSQL refuses index rows over a
    // third of a page (2,704 bytes), which a search key may reach.
    .columns(["organisationId", "sortKey", "id", ...(dialect === "sqlite" ? ["state", "searchKey"] : [])])
    .execute();
  await db.schema
    .createIndex("ix_partner_organisationId_corporateNumber")
    .on("partner")
    .columns(["organisationId", "corporateNumber"])
    .execute();
  await db.schema
    .createTable("partnerProfile")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("nameKana", "text", (c) => c.notNull())
    .addColumn("nameEn", "text")
    .addColumn("corporateNumber", "text")
    .addColumn("noCorporateNumberReason", "text")
    .addColumn("invoiceNumber", "text")
    .addColumn("country", "text", (c) => c.notNull())
    .addColumn("postalCode", "text")
    .addColumn("address", "text")
    .addColumn("representativeTitle", "text")
    .addColumn("representativeName", "text")
    .addColumn("phone", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_partnerProfile", ["id"])
    .addForeignKeyConstraint("fk_partnerProfile_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_partnerProfile_partnerId", ["partnerId"], "partner", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_partnerProfile_partnerId_validFrom")
    .on("partnerProfile")
    .columns(["partnerId", "validFrom"])
    .execute();
  await db.schema
    .createTable("partnerContact")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("nameKana", "text")
    .addColumn("department", "text")
    .addColumn("title", "text")
    .addColumn("email", "text")
    .addColumn("phone", "text")
    .addColumn("isResponsible", "integer", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_partnerContact", ["id"])
    .addForeignKeyConstraint("fk_partnerContact_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_partnerContact_partnerId", ["partnerId"], "partner", ["id"])
    .addCheckConstraint("ck_partnerContact_isResponsible", sql`${sql.ref("isResponsible")} in (0, 1)`)
    .execute();
  await db.schema
    .createIndex("ix_partnerContact_partnerId")
    .on("partnerContact")
    .columns(["partnerId"])
    .execute();
  await db.schema
    .createTable("partnerBigram")
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("bigram", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addForeignKeyConstraint("fk_partnerBigram_partnerId", ["partnerId"], "partner", ["id"])
    .addPrimaryKeyConstraint("pk_partnerBigram", ["organisationId", "bigram", "partnerId"])
    .execute();
  await db.schema
    .createIndex("ix_partnerBigram_partnerId")
    .on("partnerBigram")
    .columns(["partnerId"])
    .execute();
  await db.schema
    .createTable("relation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("basis", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("activity", "text")
    .addColumn("activityDescription", "text")
    .addColumn("groupId", "text")
    .addColumn("department", "text", (c) => c.notNull())
    .addColumn("ownerPersonId", "text")
    .addColumn("isPaperOnly", "integer", (c) => c.notNull())
    .addColumn("volumePerYear", "integer")
    .addColumn("volumeUnit", "text")
    .addColumn("handlingPlace", "text")
    .addColumn("handlesAbroad", "integer", (c) => c.notNull())
    .addColumn("returnRule", "text")
    .addColumn("returnDueOn", "text")
    .addColumn("highestTier", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("startsOn", "text")
    .addColumn("endsOn", "text")
    .addColumn("note", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("createdBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_relation", ["id"])
    .addForeignKeyConstraint("fk_relation_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_relation_partnerId", ["partnerId"], "partner", ["id"])
    .addCheckConstraint("ck_relation_isPaperOnly", sql`${sql.ref("isPaperOnly")} in (0, 1)`)
    .addCheckConstraint("ck_relation_handlesAbroad", sql`${sql.ref("handlesAbroad")} in (0, 1)`)
    .addUniqueConstraint("uq_relation_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema.createIndex("ix_relation_partnerId").on("relation").columns(["partnerId"]).execute();
  await db.schema
    .createIndex("ix_relation_organisationId_state")
    .on("relation")
    .columns(["organisationId", "state"])
    .execute();
  await db.schema
    .createTable("relationState")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("actorId", "text")
    .addColumn("reason", "text")
    .addColumn("conditions", "text")
    .addPrimaryKeyConstraint("pk_relationState", ["id"])
    .addForeignKeyConstraint("fk_relationState_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_relationState_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_relationState_relationId_validFrom")
    .on("relationState")
    .columns(["relationId", "validFrom"])
    .execute();
  await db.schema
    .createTable("scopeLine")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("items", "text", (c) => c.notNull())
    .addColumn("purposes", "text", (c) => c.notNull())
    .addColumn("headcount", "integer")
    .addColumn("reason", "text")
    .addColumn("concreteText", "text")
    .addColumn("reviewerName", "text")
    .addColumn("consentOn", "text")
    .addColumn("consentMethod", "text")
    .addColumn("necessity", "text")
    .addColumn("surveyStatement", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("replacedOn", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_scopeLine", ["id"])
    .addForeignKeyConstraint("fk_scopeLine_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_scopeLine_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_scopeLine_relationId_validFrom")
    .on("scopeLine")
    .columns(["relationId", "validFrom"])
    .execute();
  await db.schema
    .createTable("subcontractor")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("parentId", "text")
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("nameKana", "text")
    .addColumn("corporateNumber", "text")
    .addColumn("address", "text")
    .addColumn("country", "text", (c) => c.notNull())
    .addColumn("work", "text", (c) => c.notNull())
    .addColumn("items", "text", (c) => c.notNull())
    .addColumn("safetyMeasures", "text")
    .addColumn("reason", "text")
    .addColumn("startsOn", "text", (c) => c.notNull())
    .addColumn("endsOn", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("requestedAt", "text")
    .addColumn("requestedBy", "text")
    .addColumn("decidedOn", "text")
    .addColumn("decidedBy", "text")
    .addColumn("conditions", "text")
    .addColumn("foundOn", "text")
    .addColumn("approvedUntil", "text")
    .addColumn("removedOn", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_subcontractor", ["id"])
    .addForeignKeyConstraint("fk_subcontractor_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_subcontractor_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_subcontractor_relationId")
    .on("subcontractor")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("foreignRoute")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("country", "text", (c) => c.notNull())
    .addColumn("serviceName", "text", (c) => c.notNull())
    .addColumn("route", "text", (c) => c.notNull())
    .addColumn("basisText", "text")
    .addColumn("recordMethod", "text")
    .addColumn("confirmedOn", "text")
    .addColumn("nextConfirmationOn", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_foreignRoute", ["id"])
    .addForeignKeyConstraint("fk_foreignRoute_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_foreignRoute_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_foreignRoute_relationId")
    .on("foreignRoute")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("referralRoute")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("route", "text", (c) => c.notNull())
    .addColumn("serviceName", "text", (c) => c.notNull())
    .addColumn("consentMethod", "text")
    .addColumn("recordMethod", "text")
    .addColumn("evidenceNote", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_referralRoute", ["id"])
    .addForeignKeyConstraint("fk_referralRoute_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_referralRoute_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_referralRoute_relationId")
    .on("referralRoute")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("matterCitation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("groupId", "text", (c) => c.notNull())
    .addColumn("matter", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("place", "text", (c) => c.notNull())
    .addColumn("postedFrom", "text", (c) => c.notNull())
    .addColumn("postedTo", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("decidedBy", "text")
    .addColumn("decidedOn", "text")
    .addColumn("decisionNote", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_matterCitation", ["id"])
    .addForeignKeyConstraint("fk_matterCitation_organisationId", ["organisationId"], "organisation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_matterCitation_organisationId_groupId")
    .on("matterCitation")
    .columns(["organisationId", "groupId"])
    .execute();
  await db.schema
    .createTable("policyTold")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("policyVersionId", "text", (c) => c.notNull())
    .addColumn("toldOn", "text", (c) => c.notNull())
    .addColumn("method", "text", (c) => c.notNull())
    .addColumn("note", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_policyTold", ["id"])
    .addForeignKeyConstraint("fk_policyTold_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_policyTold_partnerId", ["partnerId"], "partner", ["id"])
    .addForeignKeyConstraint("fk_policyTold_policyVersionId", ["policyVersionId"], "policyVersion", ["id"])
    .execute();
  await db.schema.createIndex("ix_policyTold_partnerId").on("policyTold").columns(["partnerId"]).execute();
  await db.schema
    .createTable("confirmation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("confirmedOn", "text", (c) => c.notNull())
    .addColumn("nextDueOn", "text")
    .addColumn("isSatisfactory", "integer", (c) => c.notNull())
    .addColumn("note", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_confirmation", ["id"])
    .addForeignKeyConstraint("fk_confirmation_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_confirmation_relationId", ["relationId"], "relation", ["id"])
    .addCheckConstraint("ck_confirmation_isSatisfactory", sql`${sql.ref("isSatisfactory")} in (0, 1)`)
    .execute();
  await db.schema
    .createIndex("ix_confirmation_relationId")
    .on("confirmation")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("contract")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("signedOn", "text")
    .addColumn("startsOn", "text", (c) => c.notNull())
    .addColumn("endsOn", "text")
    .addColumn("isAutoRenewing", "integer", (c) => c.notNull())
    .addColumn("renewalMonths", "integer")
    .addColumn("noticeMonths", "integer")
    .addColumn("terminatedOn", "text")
    .addColumn("note", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("createdBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_contract", ["id"])
    .addForeignKeyConstraint("fk_contract_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_contract_partnerId", ["partnerId"], "partner", ["id"])
    .addCheckConstraint("ck_contract_isAutoRenewing", sql`${sql.ref("isAutoRenewing")} in (0, 1)`)
    .addUniqueConstraint("uq_contract_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema.createIndex("ix_contract_partnerId").on("contract").columns(["partnerId"]).execute();
  await db.schema
    .createTable("contractRelation")
    .addColumn("contractId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addForeignKeyConstraint("fk_contractRelation_contractId", ["contractId"], "contract", ["id"])
    .addForeignKeyConstraint("fk_contractRelation_relationId", ["relationId"], "relation", ["id"])
    .addPrimaryKeyConstraint("pk_contractRelation", ["contractId", "relationId"])
    .execute();
  await db.schema
    .createIndex("ix_contractRelation_relationId")
    .on("contractRelation")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("clauseCheck")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("contractId", "text", (c) => c.notNull())
    .addColumn("clauseId", "text", (c) => c.notNull())
    .addColumn("libraryVersion", "text", (c) => c.notNull())
    .addColumn("result", "text", (c) => c.notNull())
    .addColumn("articleNumber", "text")
    .addColumn("note", "text")
    .addColumn("exceptionReason", "text")
    .addColumn("exceptionUntil", "text")
    .addColumn("exceptionState", "text")
    .addColumn("exceptionBy", "text")
    .addColumn("checkedBy", "text")
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_clauseCheck", ["id"])
    .addForeignKeyConstraint("fk_clauseCheck_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_clauseCheck_contractId", ["contractId"], "contract", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_clauseCheck_contractId_clauseId")
    .on("clauseCheck")
    .columns(["contractId", "clauseId"])
    .execute();
  await db.schema
    .createTable("assessment")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("fiscalYear", "integer", (c) => c.notNull())
    .addColumn("checklistKey", "text", (c) => c.notNull())
    .addColumn("checklistVersion", "text", (c) => c.notNull())
    .addColumn("tier", "text", (c) => c.notNull())
    .addColumn("activity", "text")
    .addColumn("isPaperOnly", "integer", (c) => c.notNull())
    .addColumn("questions", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("sentAt", "text")
    .addColumn("sentBy", "text")
    .addColumn("dueOn", "text")
    .addColumn("submittedAt", "text")
    .addColumn("submittedBy", "text")
    .addColumn("isProxy", "integer", (c) => c.notNull())
    .addColumn("reviewStartedAt", "text")
    .addColumn("score", "real")
    .addColumn("grade", "text")
    .addColumn("outcome", "text")
    .addColumn("concludedOn", "text")
    .addColumn("approvedOn", "text")
    .addColumn("validUntil", "text")
    .addColumn("criticalNos", "text", (c) => c.notNull())
    .addColumn("blockScores", "text", (c) => c.notNull())
    .addColumn("returnReason", "text")
    .addColumn("triggerCode", "text")
    .addColumn("comment", "text")
    .addColumn("gradedBy", "text")
    .addColumn("gradedAt", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_assessment", ["id"])
    .addForeignKeyConstraint("fk_assessment_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_assessment_partnerId", ["partnerId"], "partner", ["id"])
    .addForeignKeyConstraint("fk_assessment_relationId", ["relationId"], "relation", ["id"])
    .addCheckConstraint("ck_assessment_isPaperOnly", sql`${sql.ref("isPaperOnly")} in (0, 1)`)
    .addCheckConstraint("ck_assessment_isProxy", sql`${sql.ref("isProxy")} in (0, 1)`)
    .addUniqueConstraint("uq_assessment_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema
    .createIndex("ix_assessment_relationId_approvedOn")
    .on("assessment")
    .columns(["relationId", "approvedOn"])
    .execute();
  await db.schema
    .createIndex("ix_assessment_organisationId_fiscalYear")
    .on("assessment")
    .columns(["organisationId", "fiscalYear"])
    .execute();
  await db.schema.createIndex("ix_assessment_partnerId").on("assessment").columns(["partnerId"]).execute();
  await db.schema
    .createTable("assessmentCondition")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("assessmentId", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("ownerName", "text", (c) => c.notNull())
    .addColumn("dueOn", "text", (c) => c.notNull())
    .addColumn("bindsAtOnce", "integer", (c) => c.notNull())
    .addColumn("metOn", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_assessmentCondition", ["id"])
    .addCheckConstraint("ck_assessmentCondition_bindsAtOnce", sql`${sql.ref("bindsAtOnce")} in (0, 1)`)
    .addForeignKeyConstraint("fk_assessmentCondition_organisationId", ["organisationId"], "organisation", [
      "id",
    ])
    .addForeignKeyConstraint("fk_assessmentCondition_assessmentId", ["assessmentId"], "assessment", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_assessmentCondition_assessmentId")
    .on("assessmentCondition")
    .columns(["assessmentId"])
    .execute();
  await db.schema
    .createTable("sectionAssignment")
    .addColumn("assessmentId", "text", (c) => c.notNull())
    .addColumn("block", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("personId", "text", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addForeignKeyConstraint("fk_sectionAssignment_assessmentId", ["assessmentId"], "assessment", ["id"])
    .addForeignKeyConstraint("fk_sectionAssignment_personId", ["personId"], "person", ["id"])
    .addPrimaryKeyConstraint("pk_sectionAssignment", ["assessmentId", "block"])
    .execute();

  await db.schema
    .createTable("answer")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("assessmentId", "text", (c) => c.notNull())
    .addColumn("questionId", "text", (c) => c.notNull())
    .addColumn("value", "text")
    .addColumn("note", "text")
    .addColumn("answeredBy", "text")
    .addColumn("answeredAt", "text")
    .addColumn("overrideValue", "text")
    .addColumn("overrideNote", "text")
    .addColumn("overriddenBy", "text")
    .addColumn("overriddenAt", "text")
    .addColumn("isNaAccepted", "integer")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_answer", ["id"])
    .addForeignKeyConstraint("fk_answer_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_answer_assessmentId", ["assessmentId"], "assessment", ["id"])
    .addCheckConstraint("ck_answer_isNaAccepted", sql`${sql.ref("isNaAccepted")} in (0, 1)`)
    .addUniqueConstraint("uq_answer_assessmentId_questionId", ["assessmentId", "questionId"])
    .execute();

  await db.schema
    .createTable("finding")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("assessmentId", "text")
    .addColumn("questionId", "text")
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("severity", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("detail", "text", (c) => c.notNull())
    .addColumn("basis", "text")
    .addColumn("raisedOn", "text", (c) => c.notNull())
    .addColumn("raisedBy", "text")
    .addColumn("dueOn", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("plan", "text")
    .addColumn("planDueOn", "text")
    .addColumn("plannedBy", "text")
    .addColumn("correctedOn", "text")
    .addColumn("correctionNote", "text")
    .addColumn("closedOn", "text")
    .addColumn("closedBy", "text")
    .addColumn("closeNote", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_finding", ["id"])
    .addForeignKeyConstraint("fk_finding_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_finding_partnerId", ["partnerId"], "partner", ["id"])
    .addForeignKeyConstraint("fk_finding_relationId", ["relationId"], "relation", ["id"])
    .addUniqueConstraint("uq_finding_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema.createIndex("ix_finding_relationId").on("finding").columns(["relationId"]).execute();
  await db.schema
    .createIndex("ix_finding_organisationId_state")
    .on("finding")
    .columns(["organisationId", "state"])
    .execute();
  await db.schema
    .createTable("deferral")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("code", "text", (c) => c.notNull())
    .addColumn("subjectId", "text")
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("requestedBy", "text")
    .addColumn("requestedAt", "text", (c) => c.notNull())
    .addColumn("decidedBy", "text")
    .addColumn("decidedRole", "text")
    .addColumn("decidedOn", "text")
    .addColumn("until", "text", (c) => c.notNull())
    .addColumn("revokedOn", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_deferral", ["id"])
    .addForeignKeyConstraint("fk_deferral_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_deferral_relationId", ["relationId"], "relation", ["id"])
    .execute();
  await db.schema.createIndex("ix_deferral_relationId").on("deferral").columns(["relationId"]).execute();
  await db.schema
    .createTable("gateCheck")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("asOf", "text", (c) => c.notNull())
    .addColumn("requestedItems", "text", (c) => c.notNull())
    .addColumn("verdict", "text", (c) => c.notNull())
    .addColumn("isAllowed", "integer", (c) => c.notNull())
    .addColumn("act", "text", (c) => c.notNull())
    .addColumn("checkedAt", "text", (c) => c.notNull())
    .addColumn("checkedBy", "text")
    .addPrimaryKeyConstraint("pk_gateCheck", ["id"])
    .addForeignKeyConstraint("fk_gateCheck_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_gateCheck_relationId", ["relationId"], "relation", ["id"])
    .addCheckConstraint("ck_gateCheck_isAllowed", sql`${sql.ref("isAllowed")} in (0, 1)`)
    .addUniqueConstraint("uq_gateCheck_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema.createIndex("ix_gateCheck_relationId").on("gateCheck").columns(["relationId"]).execute();
  await db.schema
    .createTable("gateState")
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("isAllowed", "integer", (c) => c.notNull())
    .addColumn("reasonCodes", "text", (c) => c.notNull())
    .addColumn("asOf", "text", (c) => c.notNull())
    .addColumn("computedAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_gateState", ["relationId"])
    .addCheckConstraint("ck_gateState_isAllowed", sql`${sql.ref("isAllowed")} in (0, 1)`)
    .execute();
  await db.schema
    .createIndex("ix_gateState_organisationId_isAllowed")
    .on("gateState")
    .columns(["organisationId", "isAllowed"])
    .execute();
  await db.schema
    .createTable("lot")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("parentLotId", "text")
    .addColumn("standingId", "text")
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("dataName", "text", (c) => c.notNull())
    .addColumn("subjects", "text", (c) => c.notNull())
    .addColumn("items", "text", (c) => c.notNull())
    .addColumn("purposes", "text", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("quantity", "integer", (c) => c.notNull())
    .addColumn("medium", "text", (c) => c.notNull())
    .addColumn("method", "text", (c) => c.notNull())
    .addColumn("openedOn", "text", (c) => c.notNull())
    .addColumn("handedByName", "text", (c) => c.notNull())
    .addColumn("receivedByName", "text", (c) => c.notNull())
    .addColumn("dueOn", "text")
    .addColumn("gateCheckId", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("acknowledgedAt", "text")
    .addColumn("acknowledgedBy", "text")
    .addColumn("acknowledgementNote", "text")
    .addColumn("note", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_lot", ["id"])
    .addForeignKeyConstraint("fk_lot_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_lot_relationId", ["relationId"], "relation", ["id"])
    .addForeignKeyConstraint("fk_lot_partnerId", ["partnerId"], "partner", ["id"])
    .addUniqueConstraint("uq_lot_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema.createIndex("ix_lot_relationId").on("lot").columns(["relationId"]).execute();
  await db.schema
    .createIndex("ix_lot_organisationId_state_dueOn")
    .on("lot")
    .columns(["organisationId", "state", "dueOn"])
    .execute();
  await db.schema.createIndex("ix_lot_partnerId").on("lot").columns(["partnerId"]).execute();
  await db.schema
    .createTable("lotEntry")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("lotId", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("quantity", "integer", (c) => c.notNull())
    .addColumn("occurredOn", "text", (c) => c.notNull())
    .addColumn("handedByName", "text")
    .addColumn("receivedByName", "text")
    .addColumn("method", "text")
    .addColumn("reversesEntryId", "text")
    .addColumn("certificateId", "text")
    .addColumn("note", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_lotEntry", ["id"])
    .addForeignKeyConstraint("fk_lotEntry_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_lotEntry_lotId", ["lotId"], "lot", ["id"])
    .execute();
  await db.schema.createIndex("ix_lotEntry_lotId").on("lotEntry").columns(["lotId"]).execute();
  await db.schema
    .createTable("disposalCertificate")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("lotId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("issuerName", "text", (c) => c.notNull())
    .addColumn("issuerAddress", "text", (c) => c.notNull())
    .addColumn("issuerResponsible", "text", (c) => c.notNull())
    .addColumn("dataName", "text", (c) => c.notNull())
    .addColumn("quantity", "integer", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("mediumDetail", "text")
    .addColumn("serialNumbers", "text")
    .addColumn("method", "text", (c) => c.notNull())
    .addColumn("place", "text", (c) => c.notNull())
    .addColumn("disposedOn", "text", (c) => c.notNull())
    .addColumn("witness", "text")
    .addColumn("hasNoCopies", "integer", (c) => c.notNull())
    .addColumn("coversBackups", "integer", (c) => c.notNull())
    .addColumn("subcontractorName", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("isProxy", "integer", (c) => c.notNull())
    .addColumn("filedBy", "text")
    .addColumn("filedAt", "text", (c) => c.notNull())
    .addColumn("decidedBy", "text")
    .addColumn("decidedOn", "text")
    .addColumn("decisionNote", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_disposalCertificate", ["id"])
    .addForeignKeyConstraint("fk_disposalCertificate_organisationId", ["organisationId"], "organisation", [
      "id",
    ])
    .addForeignKeyConstraint("fk_disposalCertificate_partnerId", ["partnerId"], "partner", ["id"])
    .addForeignKeyConstraint("fk_disposalCertificate_relationId", ["relationId"], "relation", ["id"])
    .addForeignKeyConstraint("fk_disposalCertificate_lotId", ["lotId"], "lot", ["id"])
    .addCheckConstraint("ck_disposalCertificate_hasNoCopies", sql`${sql.ref("hasNoCopies")} in (0, 1)`)
    .addCheckConstraint("ck_disposalCertificate_coversBackups", sql`${sql.ref("coversBackups")} in (0, 1)`)
    .addUniqueConstraint("uq_disposalCertificate_partnerId_number", ["partnerId", "number"])
    .execute();
  await db.schema
    .createIndex("ix_disposalCertificate_lotId")
    .on("disposalCertificate")
    .columns(["lotId"])
    .execute();
  await db.schema
    .createIndex("ix_disposalCertificate_organisationId_state")
    .on("disposalCertificate")
    .columns(["organisationId", "state"])
    .execute();
  await db.schema
    .createTable("standingAuthorisation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("relationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("items", "text", (c) => c.notNull())
    .addColumn("method", "text", (c) => c.notNull())
    .addColumn("usualVolume", "integer", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("startsOn", "text", (c) => c.notNull())
    .addColumn("endsOn", "text", (c) => c.notNull())
    .addColumn("gateCheckId", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("closedOn", "text")
    .addColumn("closeNote", "text")
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_standingAuthorisation", ["id"])
    .addForeignKeyConstraint("fk_standingAuthorisation_organisationId", ["organisationId"], "organisation", [
      "id",
    ])
    .addForeignKeyConstraint("fk_standingAuthorisation_relationId", ["relationId"], "relation", ["id"])
    .addForeignKeyConstraint("fk_standingAuthorisation_partnerId", ["partnerId"], "partner", ["id"])
    .addUniqueConstraint("uq_standingAuthorisation_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema
    .createIndex("ix_standingAuthorisation_relationId")
    .on("standingAuthorisation")
    .columns(["relationId"])
    .execute();
  await db.schema
    .createTable("standingUse")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("standingId", "text", (c) => c.notNull())
    .addColumn("month", "text", (c) => c.notNull())
    .addColumn("volume", "integer", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_standingUse", ["id"])
    .addForeignKeyConstraint("fk_standingUse_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_standingUse_standingId", ["standingId"], "standingAuthorisation", ["id"])
    .addUniqueConstraint("uq_standingUse_standingId_month", ["standingId", "month"])
    .execute();

  await db.schema
    .createTable("circulation")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("subjectKind", "text", (c) => c.notNull())
    .addColumn("subjectId", "text", (c) => c.notNull())
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("round", "integer", (c) => c.notNull())
    .addColumn("isImportant", "integer", (c) => c.notNull())
    .addColumn("drafterId", "text", (c) => c.notNull())
    .addColumn("reviewerId", "text")
    .addColumn("deciderId", "text")
    .addColumn("submittedAt", "text")
    .addColumn("decidedAt", "text")
    .addColumn("modelHash", "text")
    .addColumn("auditHead", "text")
    .addColumn("verificationCode", "text")
    .addColumn("boardReportedOn", "text")
    .addColumn("boardMinutesNumber", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_circulation", ["id"])
    .addForeignKeyConstraint("fk_circulation_organisationId", ["organisationId"], "organisation", ["id"])
    .addCheckConstraint("ck_circulation_isImportant", sql`${sql.ref("isImportant")} in (0, 1)`)
    .addUniqueConstraint("uq_circulation_organisationId_number", ["organisationId", "number"])
    .addUniqueConstraint("uq_circulation_organisationId_verificationCode", [
      "organisationId",
      "verificationCode",
    ])
    .execute();
  await db.schema
    .createIndex("ix_circulation_organisationId_subjectKind_subjectId")
    .on("circulation")
    .columns(["organisationId", "subjectKind", "subjectId"])
    .execute();
  await db.schema
    .createIndex("ix_circulation_organisationId_state")
    .on("circulation")
    .columns(["organisationId", "state"])
    .execute();
  await db.schema
    .createTable("circulationAct")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("circulationId", "text", (c) => c.notNull())
    .addColumn("round", "integer", (c) => c.notNull())
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("step", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("actorId", "text", (c) => c.notNull())
    .addColumn("actorName", "text", (c) => c.notNull())
    .addColumn("actorTitle", "text")
    .addColumn("role", "text", (c) => c.notNull())
    .addColumn("onBehalfOf", "text")
    .addColumn("reason", "text")
    .addColumn("conditions", "text")
    .addColumn("holdUntil", "text")
    .addColumn("at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_circulationAct", ["id"])
    .addForeignKeyConstraint("fk_circulationAct_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_circulationAct_circulationId", ["circulationId"], "circulation", ["id"])
    .addUniqueConstraint("uq_circulationAct_circulationId_position", ["circulationId", "position"])
    .execute();

  await db.schema
    .createTable("artefact")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("circulationId", "text", (c) => c.notNull())
    .addColumn("round", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("bytes", "integer", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_artefact", ["id"])
    .addForeignKeyConstraint("fk_artefact_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_artefact_circulationId", ["circulationId"], "circulation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_artefact_circulationId")
    .on("artefact")
    .columns(["circulationId"])
    .execute();
  await db.schema
    .createIndex("ix_artefact_organisationId_hash")
    .on("artefact")
    .columns(["organisationId", "hash"])
    .execute();
  await db.schema
    .createTable("deputy")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("principalId", "text", (c) => c.notNull())
    .addColumn("deputyId", "text", (c) => c.notNull())
    .addColumn("validFrom", "text", (c) => c.notNull())
    .addColumn("validTo", "text", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("recordedAt", "text", (c) => c.notNull())
    .addColumn("recordedBy", "text")
    .addPrimaryKeyConstraint("pk_deputy", ["id"])
    .addForeignKeyConstraint("fk_deputy_organisationId", ["organisationId"], "organisation", ["id"])
    .addForeignKeyConstraint("fk_deputy_principalId", ["principalId"], "person", ["id"])
    .addForeignKeyConstraint("fk_deputy_deputyId", ["deputyId"], "person", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_deputy_organisationId_principalId")
    .on("deputy")
    .columns(["organisationId", "principalId"])
    .execute();
  await db.schema
    .createTable("report")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("fiscalYear", "integer")
    .addColumn("subjectId", "text")
    .addColumn("number", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("asOf", "text", (c) => c.notNull())
    .addColumn("opinion", "text")
    .addColumn("nextPlan", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("model", "text")
    .addColumn("circulationId", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("createdBy", "text")
    .addColumn("revision", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_report", ["id"])
    .addForeignKeyConstraint("fk_report_organisationId", ["organisationId"], "organisation", ["id"])
    .addUniqueConstraint("uq_report_organisationId_number", ["organisationId", "number"])
    .execute();
  await db.schema
    .createIndex("ix_report_organisationId_kind_fiscalYear")
    .on("report")
    .columns(["organisationId", "kind", "fiscalYear"])
    .execute();
  await db.schema
    .createTable("storedFile")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("partnerId", "text")
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("mediaType", "text", (c) => c.notNull())
    .addColumn("bytes", "integer", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("subjectKind", "text")
    .addColumn("subjectId", "text")
    .addColumn("uploadedBy", "text")
    .addColumn("uploadedAt", "text", (c) => c.notNull())
    .addColumn("removedAt", "text")
    .addPrimaryKeyConstraint("pk_storedFile", ["id"])
    .addForeignKeyConstraint("fk_storedFile_organisationId", ["organisationId"], "organisation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_storedFile_subjectKind_subjectId")
    .on("storedFile")
    .columns(["subjectKind", "subjectId"])
    .execute();
  await db.schema
    .createIndex("ix_storedFile_organisationId_hash")
    .on("storedFile")
    .columns(["organisationId", "hash"])
    .execute();
  await db.schema
    .createTable("outboxMail")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("recipient", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .addColumn("templateKey", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("nextAttemptAt", "text", (c) => c.notNull())
    .addColumn("lastError", "text")
    .addColumn("createdAt", "text", (c) => c.notNull())
    .addColumn("sentAt", "text")
    .addPrimaryKeyConstraint("pk_outboxMail", ["id"])
    .addForeignKeyConstraint("fk_outboxMail_organisationId", ["organisationId"], "organisation", ["id"])
    .execute();
  await db.schema
    .createIndex("ix_outboxMail_state_nextAttemptAt")
    .on("outboxMail")
    .columns(["state", "nextAttemptAt"])
    .execute();
  await db.schema
    .createTable("auditEvent")
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("seq", "integer", (c) => c.notNull())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("actorId", "text")
    .addColumn("actorRole", "text", (c) => c.notNull())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("subjectKind", "text", (c) => c.notNull())
    .addColumn("subjectId", "text")
    .addColumn("partnerId", "text")
    .addColumn("data", "text", (c) => c.notNull())
    .addColumn("personalHashes", "text", (c) => c.notNull())
    .addColumn("previousHash", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addForeignKeyConstraint("fk_auditEvent_organisationId", ["organisationId"], "organisation", ["id"])
    .addPrimaryKeyConstraint("pk_auditEvent", ["organisationId", "seq"])
    .addUniqueConstraint("uq_auditEvent_organisationId_previousHash", ["organisationId", "previousHash"])
    .execute();
  await db.schema
    .createIndex("ix_auditEvent_organisationId_subjectKind_subjectId")
    .on("auditEvent")
    .columns(["organisationId", "subjectKind", "subjectId"])
    .execute();
  await db.schema
    .createIndex("ix_auditEvent_organisationId_type")
    .on("auditEvent")
    .columns(["organisationId", "type"])
    .execute();
  await db.schema
    .createTable("auditPersonal")
    .addColumn("organisationId", "text", (c) => c.notNull())
    .addColumn("seq", "integer", (c) => c.notNull())
    .addColumn("field", "text", (c) => c.notNull())
    .addColumn("salt", "text")
    .addColumn("value", "text")
    .addColumn("erasedAt", "text")
    .addPrimaryKeyConstraint("pk_auditPersonal", ["organisationId", "seq", "field"])
    .execute();

  await db.schema
    .createTable("jobRun")
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("lastRunAt", "text", (c) => c.notNull())
    .addColumn("lastOutcome", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pk_jobRun", ["name"])
    .execute();

  await refuseChanges(db, dialect, "auditEvent");
}

/** The operation log is append only: the database itself refuses UPDATE and DELETE of the chain. */
async function refuseChanges(
  // biome-ignore lint/suspicious/noExplicitAny: as above
  db: Kysely<any>,
  dialect: "sqlite" | "postgres",
  table: string,
): Promise<void> {
  if (dialect === "sqlite") {
    for (const act of ["update", "delete"]) {
      await sql
        .raw(
          `create trigger "tr_${table}_${act}" before ${act} on "${table}" begin select raise(abort, 'operation log is append only'); end`,
        )
        .execute(db);
    }
    return;
  }
  await sql
    .raw(
      `create function azukari_refuse_change() returns trigger language plpgsql as $$ begin raise exception 'operation log is append only'; end $$`,
    )
    .execute(db);
  await sql
    .raw(
      `create trigger "tr_${table}_change" before update or delete on "${table}" for each row execute function azukari_refuse_change()`,
    )
    .execute(db);
  await sql
    .raw(
      `create trigger "tr_${table}_truncate" before truncate on "${table}" for each statement execute function azukari_refuse_change()`,
    )
    .execute(db);
}
