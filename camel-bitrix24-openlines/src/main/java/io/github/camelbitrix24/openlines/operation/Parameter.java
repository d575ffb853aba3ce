// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** A value that an option or a header gives to an operation; the constant's name is the portal's name for it. */
public enum Parameter {
    CHAT_ID("chatId", Group.DIALOG),
    DIALOG_ID("dialogId", Group.DIALOG),
    SESSION_ID("sessionId", Group.DIALOG),
    USER_CODE("userCode", Group.DIALOG),
    CRM_ENTITY_TYPE("crmEntityType", Group.CRM),
    CRM_ENTITY("crmEntity", Group.CRM),
    TRANSFER_ID("transferId", Group.TARGET),
    USER_ID("userId", Group.TARGET),
    QUEUE_ID("queueId", Group.TARGET),
    CONFIG_ID("configId", Group.LINE),
    MESSAGE("message", Group.MESSAGE),
    METHOD("method", Group.METHOD),
    NOTE("note", Group.NOTE);

    /** Parameters that belong together. */
    public enum Group {
        /** Which dialog is meant; one of them at a time. */
        DIALOG,
        /** Which CRM entity is meant; both of them. */
        CRM,
        /** Who gets the dialog, or who is meant; one of them at a time. */
        TARGET,
        /** Which line is meant. */
        LINE,
        /** What is written. */
        MESSAGE,
        /** Which REST method is called. */
        METHOD,
        /** What is written to who gets the dialog. */
        NOTE
    }

    private final String option;
    private final String header;
    private final Group group;

    Parameter(String option, Group group) {
        this.option = option;
        this.header = "CamelB24OpenLines" + StringUtils.capitalize(option);
        this.group = group;
    }

    /** The endpoint option, {@code chatId} say. */
    public String option() {
        return option;
    }

    /** The message header, {@code CamelB24OpenLinesChatId} say. */
    public String header() {
        return header;
    }

    /** What it belongs to. */
    public Group group() {
        return group;
    }

    /** How an error names it to who would mend it. */
    String named() {
        return "header " + header + " or option " + option;
    }

    /**
     * What is wrong with an option's value, empty if nothing is.
     *
     * @param value as it stands; an expression in it is passed over, since it is warned of elsewhere
     */
    public Optional<String> problem(String value) {
        boolean good = value.contains("${")
                || switch (this) {
                    case CHAT_ID, DIALOG_ID -> Ids.chat(value).isPresent();
                    case TRANSFER_ID -> Ids.transfer(value).isPresent();
                    case SESSION_ID, USER_ID, QUEUE_ID, CONFIG_ID, CRM_ENTITY ->
                        Ids.whole(value).isPresent();
                    default -> true;
                };
        return good
                ? Optional.empty()
                : Optional.of("option " + option + " holds '" + Ids.shown(value) + "', which is not " + expected());
    }

    private String expected() {
        return switch (this) {
            case CHAT_ID, DIALOG_ID -> "a chat: write 123 or chat123, or leave it to the header " + header;
            case SESSION_ID -> "a session: write its number, which dialogGet gives";
            case TRANSFER_ID ->
                "a target: write a user's number or queueN for line N; userSearch and configListGet give the numbers";
            case USER_ID -> "a user: write the number, a number above 0; userSearch finds it by the name";
            case QUEUE_ID, CONFIG_ID ->
                "a line: write its number, a number above 0; configListGet gives the lines with their numbers";
            default -> "a number above 0";
        };
    }

    /** The parameter that an endpoint option sets. */
    public static Optional<Parameter> ofOption(String option) {
        return Arrays.stream(values()).filter(p -> p.option.equals(option)).findFirst();
    }

    /** All parameters of a group, in the order of the table. */
    public static List<Parameter> of(Group group) {
        return Arrays.stream(values()).filter(p -> p.group == group).toList();
    }
}
