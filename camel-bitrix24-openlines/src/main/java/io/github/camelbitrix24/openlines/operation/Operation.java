// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static io.github.camelbitrix24.openlines.operation.BodyArgument.body;
import static io.github.camelbitrix24.openlines.operation.DialogArgument.chatOfEntity;
import static io.github.camelbitrix24.openlines.operation.DialogArgument.dialog;
import static io.github.camelbitrix24.openlines.operation.DialogArgument.optionalChat;
import static io.github.camelbitrix24.openlines.operation.EntityArgument.entity;
import static io.github.camelbitrix24.openlines.operation.Parameter.CONFIG_ID;
import static io.github.camelbitrix24.openlines.operation.Parameter.DIALOG_ID;
import static io.github.camelbitrix24.openlines.operation.Parameter.MESSAGE;
import static io.github.camelbitrix24.openlines.operation.Parameter.SESSION_ID;
import static io.github.camelbitrix24.openlines.operation.Parameter.USER_CODE;
import static io.github.camelbitrix24.openlines.operation.Parameter.USER_ID;
import static io.github.camelbitrix24.openlines.operation.Row.acts;
import static io.github.camelbitrix24.openlines.operation.Row.changes;
import static io.github.camelbitrix24.openlines.operation.Row.reads;
import static io.github.camelbitrix24.openlines.operation.ValueArgument.needed;
import static io.github.camelbitrix24.openlines.operation.ValueArgument.optional;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.ResultMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of operations. Each constant is a row: the REST method, what it takes, how its parameters are written, how its answer is
 * read, whether it changes state, how the dialog tells what it has done. A name is the REST method without {@code imopenlines.} (and {@code operator.}) in camel case; the
 * three of {@code imbot.v2} are named by what they do.
 */
public enum Operation {
    /** Take the dialog as the caller (§6.3). */
    answer(acts("imopenlines.operator.answer", dialog()).verifiedBy(new Taking())),
    /** Close the caller's own dialog; in two phases where the line asks for it (§6.4). */
    finish(acts("imopenlines.operator.finish", dialog()).verifiedBy(new Closing(true))),
    /** Close a colleague's dialog (§6.5). */
    anotherFinish(acts("imopenlines.operator.another.finish", dialog()).verifiedBy(new Closing(true))),
    /** Pass the dialog to the next operator of the queue (§6.6). */
    skip(acts("imopenlines.operator.skip", dialog(), new NoteArgument()).verifiedBy(new Passing())),
    /** Mark as spam and close (§6.7). */
    spam(acts("imopenlines.operator.spam", dialog()).verifiedBy(new Closing(false))),
    /** Hand over to a user or to a line (§6.8). */
    transfer(acts("imopenlines.operator.transfer", dialog(), new TargetArgument(), new NoteArgument())
            .verifiedBy(new HandingOver(false))),

    /** Read a dialog (§7.1). */
    dialogGet(reads("imopenlines.dialog.get", dialog(DIALOG_ID, SESSION_ID, USER_CODE))
            .gives("Dialog", Readers::dialog)),
    /** Find the chat of a user code; opens no session (§7.1). */
    sessionOpen(reads("imopenlines.session.open", needed(USER_CODE)).gives("Long", Readers.number("chatId"))),
    /** Read the messages of a session, the latest of a chat or any (§7.1). */
    sessionHistoryGet(
            reads("imopenlines.session.history.get", dialog(SESSION_ID)).gives("Map", Readers::map)),
    /** Join the open session as a member, or begin one as its operator (§7.2). */
    sessionStart(acts("imopenlines.session.start", dialog()).verifiedBy(new Joining(true))),
    /** Take the dialog from its operator (§7.2). */
    sessionIntercept(acts("imopenlines.session.intercept", dialog()).verifiedBy(new Taking())),
    /** Join the dialog as an observer (§7.2). */
    sessionJoin(acts("imopenlines.session.join", dialog()).verifiedBy(new Joining(false))),
    /** Pin the dialog to its operator, or let it go (§7.2). */
    sessionModePin(acts(
                    "imopenlines.session.mode.pin",
                    dialog(),
                    body().flags("ACTIVATE").besides())
            .verifiedBy(Switching.PINNED)),
    /** Pin all dialogs of the caller; gives their sessions (§7.2). */
    sessionModePinAll(changes("imopenlines.session.mode.pinAll").gives("List<Long>", Readers::numbers)),
    /** Let all dialogs of the caller go; gives their sessions (§7.2). */
    sessionModeUnpinAll(changes("imopenlines.session.mode.unpinAll").gives("List<Long>", Readers::numbers)),
    /** Keep operators' messages from the client, or end that (§7.2). */
    sessionModeSilent(acts(
                    "imopenlines.session.mode.silent",
                    dialog(),
                    body().flags("ACTIVATE").besides())
            .verifiedBy(Switching.SILENT)),
    /** Rate a session as a supervisor (§7.2). */
    sessionHeadVote(changes("imopenlines.session.head.vote", needed(SESSION_ID), body().takes("RATING", "COMMENT"))),
    /** Begin a new session with one of the dialog's messages (§7.2). */
    messageSessionStart(changes(
                    "imopenlines.message.session.start",
                    dialog(),
                    body().requires("MESSAGE_ID").besides())
            .verifiedBy(new Restarting())),
    /** Keep a message as a canned answer (§7.2). */
    messageQuickSave(changes(
            "imopenlines.message.quick.save",
            dialog(),
            body().requires("MESSAGE_ID").besides())),

    /** Hand a bot's dialog to the line's queue (§7.4). */
    botSessionOperator(acts("imopenlines.bot.session.operator", dialog(), new BotArgument(false))
            .writes(Row::withClientId)
            .verifiedBy(new ToQueue())),
    /** Hand a bot's dialog to a user or to a line (§7.4). */
    botSessionTransfer(acts(
                    "imopenlines.bot.session.transfer",
                    dialog(),
                    new TargetArgument(),
                    new BotArgument(false),
                    body().flags("LEAVE").besides())
            .writes(Row::withClientId)
            .verifiedBy(new HandingOver(true))),
    /** Close a dialog as the bot (§7.4). */
    botSessionFinish(acts("imopenlines.bot.session.finish", dialog(), new BotArgument(false))
            .writes(Row::withClientId)
            .verifiedBy(new Closing(true))),
    /** Write to the client as the bot, within the session (§7.4). */
    botSessionMessageSend(changes(
                    "imopenlines.bot.session.message.send",
                    new MessageArgument(),
                    dialog(),
                    new BotArgument(false),
                    body().takes("NAME").besides())
            .writes(Row::withClientId)
            .verifiedBy(new Saying())),
    /** Write to the client as the bot (§11.1). */
    botMessageSend(changes("imbot.v2.Chat.Message.send", new MessageArgument(), dialog(), new BotArgument(true))
            .writes(Row::asBotMessage)
            .gives("Long", Readers.number("id"))),
    /** Register a chatbot, or find it registered (§11.1). */
    botRegister(changes("imbot.v2.Bot.register", new BotFieldsArgument()).gives("Map", Readers::map)),
    /** Remove a chatbot (§11.1). */
    botUnregister(changes("imbot.v2.Bot.unregister", new BotArgument(true)).writes(Row::asBot)),

    /** Read a line (§7.5). */
    configGet(reads("imopenlines.config.get", needed(CONFIG_ID), body().flags("WITH_QUEUE", "SHOW_OFFLINE"))
            .gives("Line", Readers.one(Values::line))),
    /** Read the lines (§7.5). */
    configListGet(reads("imopenlines.config.list.get", body().takes("PARAMS", "OPTIONS"))
            .gives("List<Line>", Readers.each(Values::line))
            .pages(Paging.PARAMS)),
    /** Make a line; gives its id (§7.5). */
    configAdd(changes("imopenlines.config.add", body().requires("PARAMS")).gives("Long", Readers.number("ID"))),
    /** Change a line's settings (§7.5). */
    configUpdate(changes("imopenlines.config.update", needed(CONFIG_ID), body().requires("PARAMS"))),
    /** Delete a line (§7.5). */
    configDelete(changes("imopenlines.config.delete", needed(CONFIG_ID))),
    /** Read where the portal shows its lines (§7.5). */
    configPathGet(reads("imopenlines.config.path.get").gives("Map", Readers::map)),

    /** Find the chats of a CRM entity (§7.3). */
    crmChatGet(reads("imopenlines.crm.chat.get", entity(), body().flags("ACTIVE_ONLY"))
            .gives("List<Map>", Readers::maps)),
    /** Find the latest chat of a CRM entity (§7.3). */
    crmChatGetLastId(reads("imopenlines.crm.chat.getLastId", entity()).gives("Long", Readers.number("CHAT_ID"))),
    /** Add a user to a chat of a CRM entity; gives the chat (§7.3). */
    crmChatUserAdd(changes("imopenlines.crm.chat.user.add", entity(), needed(USER_ID), optionalChat())
            .gives("Long", Readers.number("CHAT_ID"))),
    /** Remove a user from a chat of a CRM entity; gives the chat (§7.3). */
    crmChatUserDelete(changes("imopenlines.crm.chat.user.delete", entity(), needed(USER_ID), optionalChat())
            .gives("Long", Readers.number("CHAT_ID"))),
    /** Write to the client as an employee (§7.3). */
    crmMessageAdd(
            changes("imopenlines.crm.message.add", new MessageArgument(), entity(), needed(USER_ID), chatOfEntity())
                    .gives("Long", Readers.number("MESSAGE_ID"))),
    /** Make a lead of the dialog (§7.3). */
    crmLeadCreate(changes("imopenlines.crm.lead.create", dialog())),

    /** Connect a line of another portal by its code; gives its bot (§7.6). */
    networkJoin(changes("imopenlines.network.join", body().requires("CODE")).gives("Long", Readers.number("ID"))),
    /** Write to a user by a connected line (§7.6). */
    networkMessageAdd(changes(
            "imopenlines.network.message.add",
            needed(USER_ID),
            needed(MESSAGE),
            body().requires("CODE").takes("ATTACH", "KEYBOARD").flags("URL_PREVIEW"))),
    /** Read the revisions of the module's interfaces (§7.6). */
    revisionGet(reads("imopenlines.revision.get").gives("Map", Readers::map)),

    /** Read how much operators have to do (§7.7). */
    v2OperatorList(reads("imopenlines.v2.Operator.list", Filters.operators())
            .gives("List<OperatorLoad>", Readers.each("operators", Values::load))
            .pages(Paging.HAS_NEXT_PAGE)),
    /** Find sessions (§7.7). */
    v2SessionList(reads("imopenlines.v2.Session.list", Filters.sessions())
            .gives("Map", Readers::map)
            .pages(Paging.HAS_NEXT_PAGE)),
    /** Read who handed sessions to whom (§7.7). */
    v2SessionTransferList(reads("imopenlines.v2.Session.Transfer.list", body().requires("sessionId"))
            .gives("Map", Readers::map)),
    /** Read the figures of sessions (§7.7). */
    v2SessionStatGet(reads("imopenlines.v2.Session.Stat.get", body().requires("sessionId"))
            .gives("Map", Readers.mapWith("sessions", "stats"))),
    /** Read how sessions were rated (§7.7). */
    v2SessionRatingList(reads("imopenlines.v2.Session.Rating.list", Filters.ratings())
            .gives("Map", Readers::map)
            .pages(Paging.HAS_NEXT_PAGE)),
    /** Read the figures of a period (§7.7). */
    v2StatGet(reads("imopenlines.v2.Stat.get", Filters.figures()).gives("Map", Readers::map)),

    /** Find users (§7.8). */
    userGet(reads("user.get", optional(USER_ID), body().andOthers())
            .writes(Row::asUserFilter)
            .gives("List<User>", Readers.each(Values::user))
            .pages(Paging.START)),
    /** Find active employees by parts of their names (§7.8). */
    userSearch(reads("user.search", body().andOthers())
            .gives("List<User>", Readers.each(Values::user))
            .pages(Paging.START)),
    /** Read who the caller is (§7.8). */
    userCurrent(reads("user.current").gives("User", Readers.one(Values::user))),

    /** Subscribe an application to an event (§7.10). */
    eventBind(changes(
            "event.bind",
            body().requires("event").takes("handler", "auth_type", "event_type", "auth_connector", "options"))),
    /** Read the application's subscriptions (§7.10). */
    eventGet(reads("event.get").gives("List<Map>", Readers::maps)),
    /** End a subscription (§7.10). */
    eventUnbind(changes(
                    "event.unbind",
                    body().requires("event").takes("handler", "auth_type", "event_type", "auth_connector"))
            .gives("Map", Readers::map)),

    /** Call any REST method (§1). */
    call(changes(null, new AnyCallArgument()).writes(Arguments::more).gives("plain Java", Readers::plain)),
    /** Call up to 50 REST methods in one request (§4). */
    batch(changes("batch", new BatchArgument()).gives("BatchResult", Readers::plain)),
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

    /** The REST method behind it, null for {@link #events} and where a parameter names it. */
    public String restMethod() {
        return row == null ? null : row.restMethod();
    }

    /** The options of the target group that may stand on an endpoint of this operation. */
    public Set<Parameter> options() {
        return row == null ? Set.of() : row.options();
    }

    /** Whether it takes something of this group. */
    boolean isAbout(Parameter.Group group) {
        return options().stream().anyMatch(parameter -> parameter.group() == group);
    }

    /** How its list is read on, empty if it is none. */
    public Optional<Paging> paging() {
        return Optional.ofNullable(row == null ? null : row.paging());
    }

    /**
     * Refuses options of an endpoint that contradict each other.
     *
     * @param set the options that are set, each one that the operation takes
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException naming the options
     */
    public void check(Set<Parameter> set) {
        if (row != null) {
            row.arguments().forEach(argument -> argument.check(set));
        }
    }

    /**
     * Gathers and checks what the operation takes.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if something is missing, wrong or doubled
     */
    public Arguments gather(Inputs inputs) {
        Arguments arguments = new Arguments();
        row.arguments().forEach(argument -> argument.gather(inputs, arguments));
        return arguments.gathered();
    }

    /** The call that does it. */
    public RestCall call(Arguments arguments) {
        String method =
                row.restMethod() == null ? arguments.get(Parameter.METHOD).toString() : row.restMethod();
        Map<String, Object> parameters = row.parameters().apply(arguments);
        return new RestCall(
                method,
                parameters.size() == 1 && !parameters.containsValue(null) ? Map.copyOf(parameters) : parameters,
                arguments.chatId().orElse(null),
                row.changesState());
    }

    /** Whether the dialog tells what it has done, so that {@code verify} and {@code explain} are possible. */
    public boolean verifiable() {
        return row != null && row.verifier() != null;
    }

    /** Whether it hands a dialog over to a user or a line. */
    public boolean handsOver() {
        return row != null && row.verifier() instanceof HandingOver;
    }

    Verifier verifier() {
        return row.verifier();
    }

    /** The exchange's new body. */
    public Object read(Reply reply) {
        return ResultMap.convertible(row.reader().read(reply));
    }

    /** The items of a page of its list. */
    public List<?> items(Reply reply) {
        return (List<?>) ResultMap.convertible(Row.items(read(reply)));
    }

    /** What it takes, as the handbook says it; {@code *} marks what it cannot do without. */
    public List<String> takes() {
        return row == null
                ? List.of()
                : row.arguments().stream().map(Argument::described).toList();
    }

    /** The type of the exchange's new body, as the handbook says it. */
    public String gives() {
        return row == null ? "ChatEvent" : row.type();
    }
}
