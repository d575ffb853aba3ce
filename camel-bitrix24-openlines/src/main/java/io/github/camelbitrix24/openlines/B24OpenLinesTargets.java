// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Parameter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.commons.lang3.StringUtils;

/** What an operation is about: a dialog, who gets it, what is written. Each may come in a header instead. */
@UriParams
public class B24OpenLinesTargets {
    @UriParam(label = "producer", description = "The Bitrix24 chat to act on: 123 or chat123.")
    private String chatId;

    @UriParam(label = "producer", description = "The dialog to act on, as chatN.")
    private String dialogId;

    @UriParam(label = "producer", description = "Any session of the dialog to act on.")
    private String sessionId;

    @UriParam(
            label = "producer",
            description =
                    "The dialog to act on by its user code: connector, line, external chat and connector user, with a vertical bar"
                            + " between each two.")
    private String userCode;

    @UriParam(
            label = "producer",
            description = "Which CRM entity's latest chat to act on, with crmEntity: lead, deal, contact or company.")
    private String crmEntityType;

    @UriParam(label = "producer", description = "The CRM entity's number, with crmEntityType.")
    private String crmEntity;

    @UriParam(label = "producer", description = "Who gets the dialog: a user's number, or queueN for line N.")
    private String transferId;

    @UriParam(label = "producer", description = "The user who gets the dialog, who writes, or who is meant.")
    private String userId;

    @UriParam(label = "producer", description = "The line that gets the dialog.")
    private String queueId;

    @UriParam(label = "producer", description = "The line to read or to change.")
    private String configId;

    @UriParam(label = "producer", description = "What is written to the client; else the text body is.")
    private String message;

    @UriParam(
            label = "producer",
            description =
                    "A note to who gets the dialog, with transfer and skip: the bot leaves it in the chat as a message of"
                            + " the system, in the same request, right before.")
    private String note;

    @UriParam(label = "producer", description = "The REST method to call, crm.lead.get say.")
    private String method;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "Whether a list is read on to its end: the body is an Iterable, for a streaming split, that asks for"
                            + " the next page when it gets there.")
    private boolean allPages;

    /** The options that are set. */
    Map<Parameter, Object> values() {
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        put(values, Parameter.CHAT_ID, chatId);
        put(values, Parameter.DIALOG_ID, dialogId);
        put(values, Parameter.SESSION_ID, sessionId);
        put(values, Parameter.USER_CODE, userCode);
        put(values, Parameter.CRM_ENTITY_TYPE, crmEntityType);
        put(values, Parameter.CRM_ENTITY, crmEntity);
        put(values, Parameter.TRANSFER_ID, transferId);
        put(values, Parameter.USER_ID, userId);
        put(values, Parameter.QUEUE_ID, queueId);
        put(values, Parameter.CONFIG_ID, configId);
        put(values, Parameter.MESSAGE, message);
        put(values, Parameter.METHOD, method);
        put(values, Parameter.NOTE, note);
        return values;
    }

    private static void put(Map<Parameter, Object> values, Parameter parameter, String value) {
        if (StringUtils.isNotBlank(value)) {
            values.put(parameter, value);
        }
    }

    /**
     * Refuses options that cannot be meant.
     *
     * @throws B24InvalidRequestException naming the options
     */
    void check(Operation operation) {
        Map<Parameter, Object> values = values();
        List<Parameter> foreign = values.keySet().stream()
                .filter(parameter -> !operation.options().contains(parameter))
                .toList();
        if (!foreign.isEmpty()) {
            throw new B24InvalidRequestException(operation + " takes no " + names(foreign) + ": remove it"
                    + (operation.options().isEmpty()
                            ? ""
                            : ", it takes "
                                    + names(operation.options().stream()
                                            .sorted()
                                            .toList())));
        }
        if (allPages && operation.paging().isEmpty()) {
            throw new B24InvalidRequestException(operation + " has no pages: remove allPages");
        }
        operation.check(values.keySet());
        values.forEach(
                (parameter, value) -> parameter.problem(String.valueOf(value)).ifPresent(problem -> {
                    throw new B24InvalidRequestException(problem);
                }));
    }

    private static String names(Collection<Parameter> parameters) {
        return parameters.stream().map(Parameter::option).collect(Collectors.joining(" and "));
    }

    public String getChatId() {
        return chatId;
    }

    public void setChatId(String chatId) {
        this.chatId = chatId;
    }

    public String getDialogId() {
        return dialogId;
    }

    public void setDialogId(String dialogId) {
        this.dialogId = dialogId;
    }

    public String getSessionId() {
        return sessionId;
    }

    public void setSessionId(String sessionId) {
        this.sessionId = sessionId;
    }

    public String getUserCode() {
        return userCode;
    }

    public void setUserCode(String userCode) {
        this.userCode = userCode;
    }

    public String getCrmEntityType() {
        return crmEntityType;
    }

    public void setCrmEntityType(String crmEntityType) {
        this.crmEntityType = crmEntityType;
    }

    public String getCrmEntity() {
        return crmEntity;
    }

    public void setCrmEntity(String crmEntity) {
        this.crmEntity = crmEntity;
    }

    public String getTransferId() {
        return transferId;
    }

    public void setTransferId(String transferId) {
        this.transferId = transferId;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }

    public String getQueueId() {
        return queueId;
    }

    public void setQueueId(String queueId) {
        this.queueId = queueId;
    }

    public String getConfigId() {
        return configId;
    }

    public void setConfigId(String configId) {
        this.configId = configId;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public boolean isAllPages() {
        return allPages;
    }

    public void setAllPages(boolean allPages) {
        this.allPages = allPages;
    }
}
