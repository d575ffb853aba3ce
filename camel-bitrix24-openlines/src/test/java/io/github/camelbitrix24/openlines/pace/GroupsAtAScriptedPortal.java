// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Groups of calls at a portal whose answers the test gives one by one, in turned time. */
abstract class GroupsAtAScriptedPortal extends AtAScriptedPortal {
    static final String READ = "imopenlines.dialog.get";
    CallRules rules = RULES;

    final void open(int maxInFlight) {
        open(null, maxInFlight);
    }

    static RestCall read(long chat) {
        return RestCall.reading(READ, Map.of("CHAT_ID", chat));
    }

    static RestCall spam(long chat) {
        return new RestCall(SPAM, Map.of("CHAT_ID", chat), chat, true);
    }

    static CallGroup looked(long chat) {
        return CallGroup.of(chat, read(chat), spam(chat), read(chat));
    }

    final CompletableFuture<List<CallOutcome>> submit(CallGroup group) {
        return submit(group, Sequel.NONE);
    }

    final CompletableFuture<List<CallOutcome>> submit(CallGroup group, Sequel sequel) {
        return caller.submit(group, sequel, rules, this);
    }

    final CompletableFuture<RestResponse> single(long chat) {
        return caller.submit(spam(chat), rules, this, false);
    }

    static <T extends B24Exception> T failure(CallOutcome outcome, Class<T> type) {
        assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
        B24Exception failure = ((CallOutcome.Failed) outcome).failure();
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    final void answer(Map<String, ?> results, Map<String, ?> errors) {
        portal.last().json(200, Map.of("result", Map.of("result", results, "result_error", errors)));
    }

    static Map<String, String> error(String code) {
        return Map.of("error", code, "error_description", "as told");
    }
}
