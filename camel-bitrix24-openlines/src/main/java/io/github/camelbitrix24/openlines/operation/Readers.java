// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Map;

/** The readers that the rows of the table name. */
final class Readers {
    private static final int OK = 200;

    private Readers() {}

    /** {@code true} or {@code false} of a method that acts on a dialog. */
    static OperatorResult operatorResult(Reply reply) {
        boolean result = Lenient.flag(reply.response().result()).orElseThrow(() -> unreadable(reply, "true or false"));
        if (!result && reply.failOnFalse()) {
            throw new B24RefusedException(
                    reply.operation() + ": the portal answered false, so nothing was done. Look at the dialog with"
                            + " dialogGet, or set failOnFalse=false to get the answer as a result",
                    facts(reply),
                    null);
        }
        return new OperatorResult(
                reply.operation().name(),
                reply.arguments().chatId().orElse(0L),
                result,
                result ? Outcome.ACCEPTED : Outcome.REFUSED,
                null,
                null,
                reply.response().time());
    }

    /** {@code imopenlines.dialog.get}. */
    static Dialog dialog(Reply reply) {
        Map<String, Object> data = Lenient.map(reply.response().result());
        if (Lenient.id(data.get("id")) <= 0) {
            throw unreadable(reply, "a dialog with its id");
        }
        return DialogReader.read(data);
    }

    /** {@code {"id": 789}} of a message that was sent (§11.1). */
    static Long messageId(Reply reply) {
        Object result = reply.response().result();
        Object id = result instanceof Map<?, ?> map ? map.get("id") : result;
        return Lenient.number(id).orElseThrow(() -> unreadable(reply, "a message id"));
    }

    private static B24OutcomeUnknownException unreadable(Reply reply, String expected) {
        return new B24OutcomeUnknownException(
                reply.operation() + ": the portal's answer is not " + expected + ", so what happened is not known",
                facts(reply),
                null);
    }

    private static RestFailure facts(Reply reply) {
        return new RestFailure(
                reply.operation().restMethod(), null, null, OK, reply.response().attempts());
    }
}
