// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24NoEffectException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * One action on a dialog, from its first request to what is known of it: it acts, looks if no answer came, acts once more if nothing
 * has happened, and asks why if it was refused. Nothing in it waits.
 */
public final class Deed implements Sequel {
    /** A request whose connection was cut may still be at work at the portal; actions take less. */
    static final Duration LOOK_AFTER = Duration.ofSeconds(1);

    private static final int GATEWAY_TIMEOUT = 504;

    /** The portal ends a request after a minute (§3.3). */
    private static final Duration PORTAL_CUTS_AFTER = Duration.ofSeconds(62);

    /** A look only reads, so one to which no answer came may be repeated. */
    private static final int MOST_LOOKS = 6;

    private final Operation operation;
    private final Arguments arguments;
    private final Checks checks;
    private final List<RestCall> notes;
    private final RestCall call;
    private final long chat;
    private final Supplier<Caller> caller;
    private final LongSupplier nanos;
    private final long begun;
    private Stage stage = Stage.ACTS;
    private int noted;
    private int looks;
    private int attempts;
    private Dialog before;
    private B24OutcomeUnknownException unknown;
    private B24RefusedException refusal;
    private boolean noteLeft;
    private B24Exception failure;
    private Done done;

    /** What its last request was. */
    private enum Stage {
        ACTS,
        LOOKS,
        ACTS_AGAIN,
        LOOKS_AGAIN,
        ASKS_WHY
    }

    /**
     * What came of it.
     *
     * @param body the exchange's new body
     * @param response the portal's answer to the action, null if none came
     * @param outcome what is known of it, null if nothing is
     * @param attempts how often the action was sent
     * @param noteLeft whether the note was left, null if there was none
     */
    public record Done(Object body, RestResponse response, Outcome outcome, int attempts, Boolean noteLeft) {}

    /**
     * Makes the deed of one exchange.
     *
     * @param operation one that is {@link Operation#verifiable}
     * @param arguments name the chat; a note goes right before the action
     * @param callerId the user in whose name it is done, 0 as long as nobody has said
     * @param nanos a clock that only ever goes on
     */
    public Deed(Operation operation, Arguments arguments, Checks checks, LongSupplier callerId, LongSupplier nanos) {
        this.caller = () -> new Caller(callerId.getAsLong());
        this.operation = operation;
        this.arguments = arguments;
        this.checks = checks;
        this.notes = arguments.note().stream().toList();
        this.call = operation.call(arguments);
        this.chat = arguments.chatId().orElseThrow();
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** What goes first. */
    public CallGroup first() {
        return acting(notes);
    }

    private CallGroup acting(List<RestCall> first) {
        List<RestCall> calls = new ArrayList<>(first);
        noted = first.size();
        if (checks.verify()) {
            calls.addAll(List.of(LookReader.read(chat), call, LookReader.read(chat)));
        } else {
            calls.add(call);
        }
        return CallGroup.of(chat, calls);
    }

    @Override
    public Optional<CallGroup> next(List<CallOutcome> outcomes) {
        return switch (stage) {
            case ACTS, ACTS_AGAIN -> acted(outcomes);
            case LOOKS, LOOKS_AGAIN -> looked(outcomes);
            case ASKS_WHY ->
                failed(refusal.because(Explanation.read(operation, arguments, caller.get(), refusal, outcomes)));
        };
    }

    /**
     * What came of it, once nothing follows any more.
     *
     * @param last the outcomes of the last group, which may have gone nowhere
     * @throws B24Exception if it failed
     */
    public Done conclude(List<CallOutcome> last) {
        boolean acting = stage == Stage.ACTS || stage == Stage.ACTS_AGAIN;
        if (done == null && failure == null && acting) {
            acted(last);
        }
        if (done != null) {
            return done;
        }
        if (failure != null) {
            throw failure;
        }
        throw refusal != null ? refusal : undecided("the dialog could not be looked at", null);
    }

    private Optional<CallGroup> acted(List<CallOutcome> outcomes) {
        int position = noted + (checks.verify() ? 1 : 0);
        Optional<Dialog> seen = checks.verify() ? LookReader.dialog(outcomes.get(position - 1)) : Optional.empty();
        before = seen.orElse(before);
        noteLeft |= noted > 0 && outcomes.get(0) instanceof CallOutcome.Done;
        if (outcomes.get(position) instanceof CallOutcome.Done answer) {
            attempts += answer.response().attempts();
            return answered(answer.response(), checks.verify() ? outcomes.get(position + 1) : null);
        }
        B24Exception why = ((CallOutcome.Failed) outcomes.get(position)).failure();
        attempts += why.getAttempts();
        if (why instanceof B24OutcomeUnknownException lost) {
            return lost(lost);
        }
        return why instanceof B24RefusedException refused ? refused(refused) : failed(why);
    }

    private Optional<CallGroup> lost(B24OutcomeUnknownException lost) {
        if (!checks.verify()) {
            return failed(lost);
        }
        unknown = lost;
        stage = stage == Stage.ACTS ? Stage.LOOKS : Stage.LOOKS_AGAIN;
        return Optional.of(look());
    }

    private CallGroup look() {
        looks++;
        return new CallGroup(LookReader.calls(chat), chat, LOOK_AFTER);
    }

    private Optional<CallGroup> answered(RestResponse response, CallOutcome look) {
        Object body;
        try {
            body = read(response);
        } catch (B24RefusedException refused) {
            return refused(refused);
        } catch (B24OutcomeUnknownException unreadable) {
            return lost(unreadable);
        }
        Outcome said = body instanceof OperatorResult result ? result.outcome() : null;
        if (!checks.verify() || said == Outcome.REFUSED || Boolean.FALSE.equals(body)) {
            return succeeded(body, response, said, null);
        }
        Dialog after = LookReader.dialog(look).orElse(null);
        if (before != null && after != null) {
            return succeeded(body, response, operation.verifier().judge(before, after, arguments, caller.get()), after);
        }
        return succeeded(body, response, outOfSight(look) ? Outcome.APPLIED : Outcome.ACCEPTED, after);
    }

    /** Whether the caller could see the dialog before, and may not any more since the action has taken the caller out of it. */
    private boolean outOfSight(CallOutcome look) {
        return before != null
                && operation.verifier().letsGo()
                && look instanceof CallOutcome.Failed failed
                && failed.failure() instanceof B24RefusedException;
    }

    private Optional<CallGroup> looked(List<CallOutcome> outcomes) {
        Optional<Look> look = LookReader.read(outcomes, Duration.ofNanos(nanos.getAsLong() - begun));
        if (look.isEmpty() && !outOfSight(outcomes.get(0)) && looks < MOST_LOOKS) {
            return Optional.of(look());
        }
        if (look.isEmpty()) {
            return outOfSight(outcomes.get(0))
                    ? succeeded(read(yes()), null, Outcome.APPLIED, null)
                    : failed(undecided("the dialog could not be looked at", null));
        }
        Dialog after = look.get().dialog();
        return switch (find(look.get())) {
            case APPLIED -> succeeded(read(yes()), null, Outcome.APPLIED, after);
            case CLOSING -> succeeded(read(yes()), null, Outcome.CLOSING, after);
            case SUPERSEDED -> succeeded(read(yes()), null, Outcome.SUPERSEDED, after);
            case UNDECIDABLE -> failed(undecided("the dialog does not tell", after));
            case UNTOUCHED -> {
                if (stage == Stage.LOOKS_AGAIN) {
                    yield failed(undecided("the dialog shows nothing of it, but it was sent twice", after));
                }
                if (mayBeAtWork()) {
                    yield failed(undecided(
                            "the dialog shows nothing of it, but the portal may still be at work on it", after));
                }
                stage = Stage.ACTS_AGAIN;
                yield Optional.of(acting(look.get().unwritten() ? notes : List.of()));
            }
        };
    }

    /** A request whose time was over here goes on at the portal until it is done or the portal cuts it. */
    private boolean mayBeAtWork() {
        boolean late = unknown.getHttpResponseCode() == GATEWAY_TIMEOUT
                || ExceptionUtils.indexOfType(unknown, SocketTimeoutException.class) >= 0;
        return late && nanos.getAsLong() - begun < PORTAL_CUTS_AFTER.toNanos();
    }

    /** What is known from before the action counts more than what a look alone tells. */
    private Finding find(Look look) {
        Finding found = operation.verifier().find(look, arguments, caller.get());
        if (before == null) {
            return found;
        }
        return switch (operation.verifier().judge(before, look.dialog(), arguments, caller.get())) {
            case APPLIED -> Finding.APPLIED;
            case CLOSING -> Finding.CLOSING;
            case SUPERSEDED -> Finding.SUPERSEDED;
            case NO_EFFECT, ACCEPTED, REFUSED -> found == Finding.UNTOUCHED ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
        };
    }

    private Optional<CallGroup> refused(B24RefusedException refused) {
        if (stage == Stage.ACTS_AGAIN && operation.verifier().doneIfRefused(String.valueOf(refused.getErrorCode()))) {
            return succeeded(read(yes()), null, Outcome.APPLIED, null);
        }
        refusal = refused;
        if (!checks.explain()) {
            return failed(refused);
        }
        stage = Stage.ASKS_WHY;
        return Optional.of(CallGroup.of(chat, Explanation.calls(operation, arguments)));
    }

    private Optional<CallGroup> succeeded(Object body, RestResponse response, Outcome outcome, Dialog after) {
        if (outcome == Outcome.NO_EFFECT && checks.failOnNoEffect()) {
            return failed(new B24NoEffectException(
                    operation + ": the portal said true, but nothing has changed: " + described(after),
                    new RestFailure(call.method(), null, null, 0, attempts),
                    before,
                    after));
        }
        Object full = body instanceof OperatorResult result
                ? new OperatorResult(
                        result.operation(), result.chatId(), result.result(), outcome, before, after, result.time())
                : body;
        done = new Done(full, response, outcome, attempts, notes.isEmpty() ? null : noteLeft);
        return Optional.empty();
    }

    private Optional<CallGroup> failed(B24Exception why) {
        failure = why;
        return Optional.empty();
    }

    private B24OutcomeUnknownException undecided(String why, Dialog after) {
        return new B24OutcomeUnknownException(
                unknown.getMessage() + ". Looked into: " + why + (after == null ? "" : ": " + described(after)),
                new RestFailure(
                        unknown.getRestMethod(),
                        unknown.getErrorCode(),
                        unknown.getErrorDescription(),
                        unknown.getHttpResponseCode(),
                        attempts),
                after,
                unknown.getCause());
    }

    private static String described(Dialog dialog) {
        return "owner " + dialog.ownerId() + ", line " + dialog.lineId() + ", session " + dialog.sessionId()
                + (dialog.closing() ? ", closing" : "");
    }

    private Object read(RestResponse response) {
        return operation.read(new Reply(operation, arguments, call.method(), response, checks.failOnFalse()));
    }

    private RestResponse yes() {
        return new RestResponse(true, null, Math.max(1, attempts));
    }
}
