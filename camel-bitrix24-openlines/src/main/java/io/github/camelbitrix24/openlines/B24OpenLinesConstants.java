// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.spi.Metadata;

/** Names of the message headers. */
public final class B24OpenLinesConstants {

    /** The component's name in a URI. */
    public static final String SCHEME = "b24openlines";

    @Metadata(
            label = "common",
            javaType = "Object",
            description =
                    "The Bitrix24 chat. A producer takes a number, numeric text or chatN, before the option chatId;"
                            + " the consumer sets a Long, and never the messenger's own chat id.")
    public static final String CHAT_ID = "CamelB24OpenLinesChatId";

    @Metadata(
            label = "producer",
            javaType = "Object",
            description =
                    "Who gets the dialog: a user's number, or queueN for line N. Replaces the endpoint's target as a"
                            + " whole.")
    public static final String TRANSFER_ID = "CamelB24OpenLinesTransferId";

    @Metadata(
            label = "producer",
            javaType = "Long",
            description = "The user who gets the dialog. Replaces the endpoint's target as a whole.")
    public static final String USER_ID = "CamelB24OpenLinesUserId";

    @Metadata(
            label = "producer",
            javaType = "Long",
            description = "The line that gets the dialog. Replaces the endpoint's target as a whole.")
    public static final String QUEUE_ID = "CamelB24OpenLinesQueueId";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "The employee as whom to act, before the option actAs. No consumer sets it.")
    public static final String ACT_AS = "CamelB24OpenLinesActAs";

    @Metadata(label = "producer", javaType = "String", description = "The dialog as chatN.")
    public static final String DIALOG_ID = "CamelB24OpenLinesDialogId";

    @Metadata(label = "producer", javaType = "Long", description = "Any session of the dialog.")
    public static final String SESSION_ID = "CamelB24OpenLinesSessionId";

    @Metadata(
            label = "producer",
            javaType = "String",
            description =
                    "The dialog's user code: connector, line, external chat and connector user, with a vertical bar between each"
                            + " two.")
    public static final String USER_CODE = "CamelB24OpenLinesUserCode";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "The kind of the CRM entity whose latest chat is meant: lead, deal, contact or company.")
    public static final String CRM_ENTITY_TYPE = "CamelB24OpenLinesCrmEntityType";

    @Metadata(label = "producer", javaType = "Long", description = "The number of the CRM entity.")
    public static final String CRM_ENTITY = "CamelB24OpenLinesCrmEntity";

    @Metadata(label = "producer", javaType = "Long", description = "The line to read or to change.")
    public static final String CONFIG_ID = "CamelB24OpenLinesConfigId";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "What is written to the client, before the option message and the body.")
    public static final String MESSAGE = "CamelB24OpenLinesMessage";

    @Metadata(label = "producer", javaType = "String", description = "The REST method that the operation call calls.")
    public static final String METHOD = "CamelB24OpenLinesMethod";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "A note to who gets the dialog, with transfer and skip, before the option note.")
    public static final String NOTE = "CamelB24OpenLinesNote";

    @Metadata(
            label = "producer",
            javaType = "Boolean",
            description = "Set after an action with a note: whether the note was left.")
    public static final String NOTE_LEFT = "CamelB24OpenLinesNoteLeft";

    @Metadata(
            label = "producer",
            javaType = "String",
            description = "Set after a call, also a failed one: the REST method.")
    public static final String REST_METHOD = "CamelB24OpenLinesRestMethod";

    @Metadata(
            label = "producer",
            javaType = "io.github.camelbitrix24.openlines.api.Outcome",
            description = "Set after an action: what is known of it.")
    public static final String OUTCOME = "CamelB24OpenLinesOutcome";

    @Metadata(
            label = "producer",
            javaType = "Integer",
            description = "Set after a call, also a failed one: how often it was sent.")
    public static final String ATTEMPTS = "CamelB24OpenLinesAttempts";

    @Metadata(label = "producer", javaType = "Long", description = "Set after a call: milliseconds at the portal.")
    public static final String DURATION = "CamelB24OpenLinesDuration";

    @Metadata(
            label = "producer",
            javaType = "Double",
            description = "Set after a call: seconds the method has used up in the running window of ten minutes.")
    public static final String OPERATING = "CamelB24OpenLinesOperating";

    @Metadata(
            label = "producer",
            javaType = "java.time.Instant",
            description = "Set after a call: when the oldest part of the operating time falls out of the window.")
    public static final String OPERATING_RESET_AT = "CamelB24OpenLinesOperatingResetAt";

    @Metadata(label = "consumer", javaType = "String", description = "The event's name in upper case.")
    public static final String EVENT = "CamelB24OpenLinesEvent";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "Names this event, and no other: the same when it is received again. It is what an"
                    + " idempotentRepository remembers.")
    public static final String EVENT_ID = "CamelB24OpenLinesEventId";

    @Metadata(label = "consumer", javaType = "String", description = "The messenger's own chat id.")
    public static final String EXTERNAL_CHAT_ID = "CamelB24OpenLinesExternalChatId";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description = "The portal's message id where there is one, else the messenger's.")
    public static final String MESSAGE_ID = "CamelB24OpenLinesMessageId";

    @Metadata(label = "consumer", javaType = "String", description = "What was written.")
    public static final String TEXT = "CamelB24OpenLinesText";

    @Metadata(label = "consumer", javaType = "Long", description = "The Bitrix24 user who wrote, 0 for the system.")
    public static final String AUTHOR_ID = "CamelB24OpenLinesAuthorId";

    @Metadata(label = "consumer", javaType = "String", description = "Who wrote: client, operator, bot or system.")
    public static final String AUTHOR_KIND = "CamelB24OpenLinesAuthorKind";

    @Metadata(label = "consumer", javaType = "Long", description = "The line of the dialog.")
    public static final String LINE_ID = "CamelB24OpenLinesLineId";

    @Metadata(label = "consumer", javaType = "String", description = "The connector, livechat say.")
    public static final String CONNECTOR_ID = "CamelB24OpenLinesConnectorId";

    @Metadata(
            label = "consumer",
            javaType = "String",
            description =
                    "The dialog's user code: connector, line, external chat and connector user, with a vertical bar between each"
                            + " two.")
    public static final String EVENT_USER_CODE = "CamelB24OpenLinesEventUserCode";

    @Metadata(label = "consumer", javaType = "String", description = "The portal's stable id.")
    public static final String MEMBER_ID = "CamelB24OpenLinesMemberId";

    @Metadata(label = "consumer", javaType = "java.time.Instant", description = "When it happened.")
    public static final String EVENT_TIME = "CamelB24OpenLinesEventTime";

    private B24OpenLinesConstants() {}
}
