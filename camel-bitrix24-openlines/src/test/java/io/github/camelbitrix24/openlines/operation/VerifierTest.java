// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at the dialog may lead to, whatever the portal tells and leaves out. The caller is user 27, the dialog's line 22. */
class VerifierTest {
    private static final long ME = 27;
    private static final long COLLEAGUE = 31;
    private static final long NOBODY = 0;
    private static final int SESSION = 500;
    private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");
    private static final Duration ELAPSED = Duration.ofSeconds(2);
    private static final Instant BEFORE = NOW.minusSeconds(60);
    private static final Instant SINCE = NOW.minusSeconds(1);
    private static final Caller CALLER = new Caller(ME);

    /** The messages that the history shows; all but the first begin with the client's. */
    private enum Messages {
        NONE,
        /** An action would leave one more of the system. */
        SYSTEM_BEFORE,
        SYSTEM_SINCE,
        CLIENT_ALONE,
        CLIENT_ALONE_AND_AGAIN_SINCE,
        OPERATOR_SINCE,
        OF_ANOTHER_SESSION,
        UNREADABLE_DATES
    }

    private static Map<String, Object> message(int id, long sender, Instant date) {
        return Map.of("id", "" + id, "senderid", "" + sender, "date", date.toString(), "text", "text " + id);
    }

    private static Map<String, Object> history(Messages messages) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (messages != Messages.NONE) {
            all.put("1", message(1, 9, BEFORE));
        }
        switch (messages) {
            case SYSTEM_BEFORE, OF_ANOTHER_SESSION -> all.put("2", message(2, 0, BEFORE));
            case SYSTEM_SINCE -> all.put("2", message(2, 0, SINCE));
            case CLIENT_ALONE_AND_AGAIN_SINCE -> all.put("2", message(2, 9, SINCE));
            case OPERATOR_SINCE -> {
                all.put("2", message(2, 0, BEFORE));
                all.put("3", message(3, COLLEAGUE, SINCE));
            }
            case UNREADABLE_DATES -> all.put("2", Map.of("id", "2", "senderid", "0", "date", "yesterday"));
            default -> {}
        }
        return Map.of(
                "sessionId",
                messages == Messages.OF_ANOTHER_SESSION ? SESSION - 1 : SESSION,
                "message",
                all.isEmpty() ? List.of() : all,
                "users",
                Map.of("9", Map.of("connector", true)));
    }

    private static Map<String, Object> dialog(long owner, int session, boolean closing, long line, int lastMessage) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", 1763);
        data.put("owner", owner);
        data.put("entity_id", "livechat|22|9|9");
        data.put(
                "entity_data_1",
                "N|NONE|0|N|" + (closing ? "Y" : "N") + "|" + session + "|"
                        + (session == 0 ? 0 : BEFORE.minusSeconds(60).getEpochSecond()) + "|" + line);
        data.put("entity_data_3", "");
        data.put("last_message_id", lastMessage);
        return data;
    }

    private static Map<String, Object> dialog(long owner, Messages messages) {
        int last = ((Map<?, ?>) (history(messages).get("message") instanceof Map<?, ?> map ? map : Map.of())).size();
        return dialog(owner, SESSION, false, 22, last);
    }

    private static CallOutcome answer(Object result) {
        RestTime time = new RestTime(NOW, NOW, 0, 0, 0, null);
        return new CallOutcome.Done(new RestResponse(result, time, 1));
    }

    private static Optional<Look> look(Map<String, Object> dialog, Map<String, Object> history) {
        return LookReader.read(List.of(answer(dialog), answer(history)), ELAPSED);
    }

    private static Finding find(Operation operation, Arguments arguments, Map<String, Object> dialog, Messages told) {
        return operation.verifier().find(look(dialog, history(told)).orElseThrow(), arguments, CALLER);
    }

    private static Arguments none() {
        return new Arguments();
    }

    private static Arguments to(Parameter target, Object value) {
        Arguments arguments = new Arguments();
        arguments.put(target, value);
        return arguments;
    }

    private static Dialog read(Map<String, Object> data) {
        return DialogReader.read(data);
    }

    /** Operations with a dialog that is in the state which each brings about. */
    static Stream<Object[]> brought() {
        return Stream.of(
                new Object[] {Operation.answer, none(), dialog(ME, SESSION, false, 22, 1)},
                new Object[] {Operation.sessionIntercept, none(), dialog(ME, SESSION, false, 22, 1)},
                new Object[] {Operation.finish, none(), dialog(ME, SESSION, true, 22, 1)},
                new Object[] {Operation.finish, none(), dialog(NOBODY, 0, false, 22, 1)},
                new Object[] {Operation.anotherFinish, none(), dialog(COLLEAGUE, SESSION, true, 22, 1)},
                new Object[] {Operation.botSessionFinish, none(), dialog(NOBODY, 0, false, 22, 1)},
                new Object[] {Operation.spam, none(), dialog(NOBODY, 0, false, 22, 1)},
                new Object[] {
                    Operation.transfer, to(Parameter.USER_ID, COLLEAGUE), dialog(COLLEAGUE, SESSION, false, 22, 1)
                },
                new Object[] {
                    Operation.botSessionTransfer,
                    to(Parameter.USER_ID, COLLEAGUE),
                    dialog(COLLEAGUE, SESSION, false, 22, 1)
                },
                new Object[] {Operation.transfer, to(Parameter.QUEUE_ID, 25L), dialog(NOBODY, SESSION, false, 25, 1)},
                new Object[] {
                    Operation.transfer, to(Parameter.TRANSFER_ID, "queue25"), dialog(NOBODY, SESSION, false, 25, 1)
                });
    }

    @ParameterizedTest
    @MethodSource("brought")
    void whatIsInTheStateOfTheActionIsNeverRepeatedWhateverTheHistorySays(
            Operation operation, Arguments arguments, Map<String, Object> dialog) {
        for (Messages told : Messages.values()) {
            assertThat(find(operation, arguments, dialog, told))
                    .as("%s, history with %s", operation, told)
                    .isIn(Finding.APPLIED, Finding.CLOSING);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_BEFORE")
    void aSkipIsNeverRepeatedOnSilenceOfAHistoryThatWouldNotShowIt(Messages told) {
        for (long owner : new long[] {ME, COLLEAGUE, NOBODY}) {
            assertThat(find(Operation.skip, none(), dialog(owner, told), told)).isEqualTo(Finding.UNDECIDABLE);
        }
    }

    @Test
    void aSkipIsRepeatedIfWhoHadTheDialogStillHasItAndTheHistoryWouldShowMore() {
        Messages told = Messages.SYSTEM_BEFORE;

        assertThat(find(Operation.skip, none(), dialog(ME, told), told)).isEqualTo(Finding.UNTOUCHED);
        assertThat(find(Operation.skip, none(), dialog(COLLEAGUE, told), told)).isEqualTo(Finding.UNTOUCHED);
        assertThat(find(Operation.skip, none(), dialog(NOBODY, told), told)).isEqualTo(Finding.UNDECIDABLE);
    }

    @Test
    void aFinishIsRepeatedOnlyIfNobodyCanHaveOpenedTheDialogAgain() {
        for (Messages told : Messages.values()) {
            Finding expected = switch (told) {
                case SYSTEM_BEFORE, CLIENT_ALONE, OF_ANOTHER_SESSION -> Finding.UNTOUCHED;
                default -> Finding.UNDECIDABLE;
            };
            assertThat(find(Operation.finish, none(), dialog(ME, told), told))
                    .as("history with %s", told)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColleaguesDialogIsTakenAgainOnlyIfTheHistoryWouldShowThatItChangedHands(Messages told) {
        Finding expected = switch (told) {
            case SYSTEM_BEFORE -> Finding.UNTOUCHED;
            case SYSTEM_SINCE -> Finding.SUPERSEDED;
            default -> Finding.UNDECIDABLE;
        };

        assertThat(find(Operation.answer, none(), dialog(COLLEAGUE, told), told))
                .isEqualTo(expected);
        assertThat(find(Operation.transfer, to(Parameter.USER_ID, 33L), dialog(COLLEAGUE, told), told))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aDialogInTheTargetsLineThatSomebodyHasIsTransferredAgainOnlyOnSilenceThatCounts(Messages told) {
        for (long owner : new long[] {ME, COLLEAGUE}) {
            assertThat(find(Operation.transfer, to(Parameter.QUEUE_ID, 22L), dialog(owner, told), told))
                    .isEqualTo(told == Messages.SYSTEM_BEFORE ? Finding.UNTOUCHED : Finding.UNDECIDABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBotsTransferToTheLineInWhichItSpeaksIsToldByTheSystemAlone(Messages told) {
        Finding expected = switch (told) {
            case SYSTEM_BEFORE -> Finding.UNTOUCHED;
            case SYSTEM_SINCE -> Finding.APPLIED;
            default -> Finding.UNDECIDABLE;
        };

        assertThat(find(Operation.botSessionTransfer, to(Parameter.QUEUE_ID, 22L), dialog(NOBODY, told), told))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aBotsMessageIsSentAgainOnlyIfTheDialogsLastMessageIsOlder(Messages told) {
        Finding expected = switch (told) {
            case SYSTEM_BEFORE, CLIENT_ALONE, OF_ANOTHER_SESSION -> Finding.UNTOUCHED;
            default -> Finding.UNDECIDABLE;
        };

        assertThat(find(Operation.botSessionMessageSend, to(Parameter.MESSAGE, "Hi"), dialog(NOBODY, told), told))
                .isEqualTo(expected);
        Map<String, Object> dialog = dialog(NOBODY, SESSION, false, 22, 99);
        assertThat(find(Operation.botSessionMessageSend, to(Parameter.MESSAGE, "Hi"), dialog, told))
                .as("the last message is not in the history")
                .isEqualTo(Finding.UNDECIDABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "entity_data_1"})
    void aDialogWithoutWhatTellsItsStateIsNoEvidence(String field) {
        for (Object value : new Object[] {null, "", "|", List.of(), "N|NONE|0|N|N", "N|NONE|0|N|N||"}) {
            Map<String, Object> dialog = dialog(ME, Messages.SYSTEM_BEFORE);
            dialog.put(field, value);

            assertThat(look(dialog, history(Messages.SYSTEM_BEFORE)))
                    .as("%s is %s", field, value)
                    .isEmpty();
        }
    }

    @Test
    void aSessionWhoseStartIsNotToldIsNoEvidence() {
        Map<String, Object> dialog = dialog(ME, Messages.SYSTEM_BEFORE);
        dialog.put("entity_data_1", "N|NONE|0|N|N|" + SESSION);

        for (Operation operation : List.of(Operation.finish, Operation.spam, Operation.skip, Operation.transfer)) {
            assertThat(find(operation, to(Parameter.USER_ID, COLLEAGUE), dialog, Messages.SYSTEM_BEFORE))
                    .as("%s", operation)
                    .isEqualTo(Finding.UNDECIDABLE);
        }
    }

    @Test
    void theCallerIsTheCredentialsUserAndOnlyElseTheRole() {
        Map<String, Object> mine = dialog(ME, Messages.NONE);
        Map<String, Object> wrongRole = dialog(ME, Messages.NONE);
        wrongRole.put("role", "member");
        Map<String, Object> byRole = dialog(ME, Messages.NONE);
        byRole.put("role", "owner");

        assertThat(CALLER.holds(read(mine))).contains(true);
        assertThat(CALLER.holds(read(wrongRole))).contains(true);
        assertThat(CALLER.holds(read(dialog(COLLEAGUE, Messages.NONE)))).contains(false);
        assertThat(new Caller(0).holds(read(byRole))).contains(true);
        assertThat(new Caller(0).holds(read(mine))).isEmpty();
        assertThat(new Caller(0).holds(read(dialog(NOBODY, Messages.NONE)))).contains(false);
    }

    @Test
    void whoIsNotKnownIsNeverToldToBeOvertakenOrWithoutEffect() {
        Caller unknown = new Caller(0);
        Dialog before = read(dialog(COLLEAGUE, Messages.NONE));
        Dialog after = read(dialog(ME, Messages.NONE));
        Verifier answer = Operation.answer.verifier();
        Verifier join = Operation.sessionJoin.verifier();

        assertThat(answer.judge(before, after, none(), unknown)).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.judge(before, after, none(), CALLER)).isEqualTo(Outcome.APPLIED);
        assertThat(join.judge(before, before, none(), unknown)).isEqualTo(Outcome.ACCEPTED);
        for (Messages told : Messages.values()) {
            Look look = look(dialog(COLLEAGUE, told), history(told)).orElseThrow();
            assertThat(answer.find(look, none(), unknown)).isEqualTo(Finding.UNDECIDABLE);
            assertThat(join.find(look, none(), unknown)).isEqualTo(Finding.UNDECIDABLE);
        }
    }

    @Test
    void aJoinOfAClosedDialogIsNotRepeatedForAMember() {
        Map<String, Object> closed = dialog(NOBODY, 0, false, 22, 1);
        closed.put("role", "member");

        assertThat(find(Operation.sessionJoin, none(), closed, Messages.NONE)).isEqualTo(Finding.APPLIED);
        assertThat(find(Operation.sessionStart, none(), closed, Messages.NONE)).isEqualTo(Finding.UNTOUCHED);
    }

    @Test
    void aSwitchThatThePortalDoesNotShowIsNoEvidence() {
        Map<String, Object> dialog = dialog(ME, Messages.NONE);
        dialog.remove("entity_data_3");
        Arguments on = new Arguments();
        on.put("ACTIVATE", "Y");

        assertThat(find(Operation.sessionModeSilent, on, dialog, Messages.NONE)).isEqualTo(Finding.UNDECIDABLE);
        assertThat(Operation.sessionModeSilent.verifier().judge(read(dialog), read(dialog), on, CALLER))
                .isEqualTo(Outcome.ACCEPTED);
    }
}
