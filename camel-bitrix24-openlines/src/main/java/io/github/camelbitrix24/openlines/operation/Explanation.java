// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the cause of a refusal, for which the portal has few codes and often none (§6.3 to §6.8), by reads the caller may make. */
final class Explanation {
    private static final int DIALOG = 0;
    /** The target, or the lines, by what was asked for. */
    private static final int MORE = 1;

    private static final int CALLER = 2;

    private Explanation() {}

    /** The reads; each may fail. */
    static List<RestCall> calls(Operation operation, Arguments arguments) {
        List<RestCall> calls = new ArrayList<>();
        calls.add(LookReader.read(arguments.chatId().orElseThrow()));
        if (handsOver(operation)) {
            Optional<Long> user = HandingOver.user(arguments);
            calls.add(
                    user.isPresent()
                            ? RestCall.reading("user.get", Map.of("ID", user.get()))
                            : RestCall.reading(
                                    "imopenlines.config.get",
                                    Map.of("CONFIG_ID", HandingOver.line(arguments), "WITH_QUEUE", "N")));
            if (user.isPresent()) {
                calls.add(RestCall.reading("user.current", Map.of()));
            }
        } else if (operation == Operation.skip) {
            calls.add(RestCall.reading(
                    "imopenlines.config.list.get",
                    Map.of("PARAMS", Map.of("select", List.of("ID", "QUEUE_TYPE"), "limit", 200))));
        }
        return calls;
    }

    /** The cause; {@code UNKNOWN} if the reads do not tell. */
    static RefusalReason read(
            Operation operation,
            Arguments arguments,
            Caller caller,
            B24RefusedException refusal,
            List<CallOutcome> outcomes) {
        if (refusal.getReason() != RefusalReason.UNKNOWN) {
            return refusal.getReason();
        }
        RefusalReason coded = byCode(String.valueOf(refusal.getErrorCode()).toUpperCase(Locale.ROOT));
        if (coded != RefusalReason.UNKNOWN) {
            return coded;
        }
        if (handsOver(operation)) {
            RefusalReason target =
                    HandingOver.user(arguments).isPresent() ? user(operation, outcomes) : line(outcomes.get(MORE));
            if (target != RefusalReason.UNKNOWN) {
                return target;
            }
        }
        Optional<Dialog> dialog = LookReader.dialog(outcomes.get(DIALOG));
        if (dialog.isEmpty()) {
            return refused(outcomes.get(DIALOG)) ? RefusalReason.NO_ACCESS : RefusalReason.UNKNOWN;
        }
        return dialog(operation, dialog.get(), caller, outcomes);
    }

    private static boolean handsOver(Operation operation) {
        return operation.verifier() instanceof HandingOver;
    }

    private static RefusalReason byCode(String code) {
        return switch (code) {
            case "CHAT_ID" -> RefusalReason.NO_SUCH_DIALOG;
            case "CHAT_TYPE" -> RefusalReason.NOT_A_DIALOG;
            case "ACCESS_DENIED" -> RefusalReason.NO_ACCESS;
            case "WRONG_CHAT" -> RefusalReason.NOT_THE_BOTS;
            case "NOT_LOAD_SESSION_OR_CHAT", "IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION" -> RefusalReason.DIALOG_CLOSED;
            case "IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE" -> RefusalReason.ALREADY_MINE;
            case "IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST" -> RefusalReason.BUSY;
            default -> RefusalReason.UNKNOWN;
        };
    }

    private static RefusalReason dialog(Operation operation, Dialog dialog, Caller caller, List<CallOutcome> outcomes) {
        if (!dialog.open()) {
            return handsOver(operation) ? RefusalReason.BUSY : RefusalReason.DIALOG_CLOSED;
        }
        return switch (operation) {
            case answer ->
                caller.holds(dialog)
                        .map(mine -> mine ? RefusalReason.ALREADY_MINE : RefusalReason.BUSY)
                        .orElse(RefusalReason.UNKNOWN);
            case finish, sessionModePin -> {
                if (dialog.ownerId() == 0) {
                    yield RefusalReason.NOT_ACCEPTED;
                }
                yield caller.holds(dialog).orElse(true) ? RefusalReason.UNKNOWN : RefusalReason.NOT_MINE;
            }
            case skip -> skip(dialog, outcomes.get(MORE));
            case transfer, botSessionTransfer -> settledTarget(outcomes) ? RefusalReason.BUSY : RefusalReason.UNKNOWN;
            default -> RefusalReason.UNKNOWN;
        };
    }

    private static RefusalReason skip(Dialog dialog, CallOutcome lines) {
        List<Object> read = lines instanceof CallOutcome.Done done
                ? Lenient.list(done.response().result())
                : List.of();
        return read.stream()
                .map(Lenient::map)
                .filter(line -> Lenient.id(line.get("ID")) == dialog.lineId())
                .findFirst()
                .map(line -> "all".equalsIgnoreCase(Lenient.text(line.get("QUEUE_TYPE")))
                        ? RefusalReason.OFFERED_TO_ALL
                        : RefusalReason.NOBODY_ELSE)
                .orElse(RefusalReason.UNKNOWN);
    }

    private static RefusalReason user(Operation operation, List<CallOutcome> outcomes) {
        if (!(outcomes.get(MORE) instanceof CallOutcome.Done done)) {
            return RefusalReason.UNKNOWN;
        }
        List<Object> found = Lenient.list(done.response().result());
        if (found.isEmpty()) {
            return RefusalReason.NO_SUCH_USER;
        }
        User target = Values.user(Lenient.map(found.get(0)));
        // a bot may well hand over to the employee whose webhook it uses
        if (operation == Operation.transfer
                && outcomes.get(CALLER) instanceof CallOutcome.Done caller
                && Lenient.id(Lenient.map(caller.response().result()).get("ID")) == target.id()) {
            return RefusalReason.TARGET_IS_CALLER;
        }
        if (!target.active()) {
            return RefusalReason.TARGET_INACTIVE;
        }
        return target.type() == null || target.type().equalsIgnoreCase("employee")
                ? RefusalReason.UNKNOWN
                : RefusalReason.TARGET_NO_EMPLOYEE;
    }

    private static RefusalReason line(CallOutcome config) {
        return config instanceof CallOutcome.Done done
                        && Boolean.FALSE.equals(done.response().result())
                ? RefusalReason.NO_SUCH_LINE
                : RefusalReason.UNKNOWN;
    }

    /** Whether the target could be read, and nothing was found against it. */
    private static boolean settledTarget(List<CallOutcome> outcomes) {
        return outcomes.stream().allMatch(CallOutcome.Done.class::isInstance);
    }

    private static boolean refused(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Failed failed && failed.failure() instanceof B24RefusedException;
    }
}
