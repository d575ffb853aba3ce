// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a dialog and its messages, by the portal's own clock. */
final class LookReader {
    /** The portal cuts times to whole seconds, each of the two that are compared (§1.6). */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final int DIALOG = 0;
    private static final int HISTORY = 1;

    private LookReader() {}

    /** The calls of a look. */
    static List<RestCall> calls(long chatId) {
        return List.of(read(chatId), RestCall.reading("imopenlines.session.history.get", Map.of("CHAT_ID", chatId)));
    }

    /** The call that reads the dialog alone. */
    static RestCall read(long chatId) {
        return RestCall.reading("imopenlines.dialog.get", Map.of("CHAT_ID", chatId));
    }

    /** The dialog that a call has read; empty if it did not, or if the portal does not say who has it and whether a session is open. */
    static Optional<Dialog> dialog(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Done done
                ? Optional.of(Lenient.map(done.response().result()))
                        .filter(data -> Lenient.id(data.get("id")) > 0 && DialogReader.tellsState(data))
                        .map(DialogReader::read)
                : Optional.empty();
    }

    /**
     * Reads what the calls of a look gave.
     *
     * @param elapsed how long ago the action was sent, at most
     * @return empty if the dialog could not be read
     */
    static Optional<Look> read(List<CallOutcome> outcomes, Duration elapsed) {
        return dialog(outcomes.get(DIALOG)).map(dialog -> {
            Instant sent = time(outcomes.get(DIALOG))
                    .map(now -> now.minus(elapsed).minus(MARGIN))
                    .orElse(null);
            Look.Session session = session(dialog, sent);
            return messages(dialog, outcomes.get(HISTORY), sent, session);
        });
    }

    private static Look messages(Dialog dialog, CallOutcome outcome, Instant sent, Look.Session session) {
        if (sent == null || session == Look.Session.NEW || !(outcome instanceof CallOutcome.Done done)) {
            return Look.of(dialog, session);
        }
        try {
            return History.read(Lenient.map(done.response().result())).since(sent, dialog, session);
        } catch (DateTimeException e) {
            return Look.of(dialog, session);
        }
    }

    private static Look.Session session(Dialog dialog, Instant sent) {
        Optional<Instant> start = DialogReader.sessionStart(dialog);
        if (sent == null || start.isEmpty()) {
            return Look.Session.UNKNOWN;
        }
        return start.get().isBefore(sent) ? Look.Session.OLD : Look.Session.NEW;
    }

    private static Optional<Instant> time(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Done done
                ? Optional.ofNullable(done.response().time()).map(RestTime::start)
                : Optional.empty();
    }
}
