// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an endpoint does; a constant's name is its name in the URI. Each is a row: REST method, what it takes, how the
 * parameters are written if not by their upper-case names, how the answer is read, whether it changes state.
 */
public enum Operation {
    /** Take the dialog as the caller (§6.3). */
    answer(acts("imopenlines.operator.answer", new ChatArgument())),
    /** Close the caller's own dialog; in two phases where the line asks for it (§6.4). */
    finish(acts("imopenlines.operator.finish", new ChatArgument())),
    /** Close a colleague's dialog (§6.5). */
    anotherFinish(acts("imopenlines.operator.another.finish", new ChatArgument())),
    /** Pass the dialog to the next operator of the queue (§6.6). */
    skip(acts("imopenlines.operator.skip", new ChatArgument())),
    /** Mark as spam and close (§6.7). */
    spam(acts("imopenlines.operator.spam", new ChatArgument())),
    /** Hand over to a user or to a line (§6.8). */
    transfer(acts("imopenlines.operator.transfer", new ChatArgument(), new TargetArgument())),
    /** Read a dialog (§7.1). */
    dialogGet(reads("imopenlines.dialog.get", Readers::dialog, new DialogArgument())),
    /** Hand a bot's dialog to the line's queue (§7.4). */
    botSessionOperator(acts("imopenlines.bot.session.operator", new ChatArgument(), new BotArgument(false))
            .written(Operation::withClientId)),
    /** Write to the client as the bot (§11.1). */
    botMessageSend(acts("imbot.v2.Chat.Message.send", new MessageArgument(), new ChatArgument(), new BotArgument(true))
            .written(Operation::asBotMessage)
            .readBy(Readers::messageId)),
    /** Receive chat events; for consumers. */
    events(null);

    private final Row row;

    Operation(Row row) {
        this.row = row;
    }

    /** Whether a producer can do it. */
    public boolean producer() {
        return row != null;
    }

    /** The REST method behind it, null for {@link #events}. */
    public String restMethod() {
        return row == null ? null : row.restMethod();
    }

    /** The options of the target group that may stand on an endpoint of this operation. */
    public Set<Parameter> options() {
        return row == null
                ? Set.of()
                : row.arguments().stream()
                        .flatMap(argument -> argument.options().stream())
                        .collect(Collectors.toSet());
    }

    /**
     * Gathers and checks what the operation takes.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if something is missing, wrong or doubled
     */
    public Arguments gather(Inputs inputs) {
        Arguments arguments = new Arguments();
        row.arguments().forEach(argument -> argument.gather(inputs, arguments));
        return arguments;
    }

    /** The call that does it. */
    public RestCall call(Arguments arguments) {
        return new RestCall(
                row.restMethod(),
                row.parameters().apply(arguments),
                arguments.chatId().orElse(null),
                row.changesState());
    }

    /** The exchange's new body. */
    public Object read(Reply reply) {
        return row.reader().read(reply);
    }

    private static Map<String, Object> withClientId(Arguments arguments) {
        Map<String, Object> parameters = arguments.upperCase();
        parameters.put("CLIENT_ID", arguments.bot().token());
        return parameters;
    }

    private static Map<String, Object> asBotMessage(Arguments arguments) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("botId", arguments.bot().id());
        parameters.put("botToken", arguments.bot().token());
        parameters.put("dialogId", "chat" + arguments.get(Parameter.CHAT_ID));
        parameters.put("fields", Map.of("message", arguments.get(Parameter.MESSAGE)));
        return parameters;
    }

    private static Row acts(String restMethod, Argument... arguments) {
        return new Row(restMethod, List.of(arguments), Arguments::upperCase, Readers::operatorResult, true);
    }

    private static Row reads(String restMethod, ResultReader reader, Argument... arguments) {
        return new Row(restMethod, List.of(arguments), Arguments::upperCase, reader, false);
    }

    private record Row(
            String restMethod,
            List<Argument> arguments,
            Function<Arguments, Map<String, Object>> parameters,
            ResultReader reader,
            boolean changesState) {

        Row written(Function<Arguments, Map<String, Object>> writer) {
            return new Row(restMethod, arguments, writer, reader, changesState);
        }

        Row readBy(ResultReader other) {
            return new Row(restMethod, arguments, parameters, other, changesState);
        }
    }
}
