// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.rest.ExecutionTally;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How often methods were asked for and how often they ran since the portal started, whatever {@link PortalBuilder#remember} keeps.
 *
 * <p>Methods are REST method names in any case. A command of a batch is an execution and no request; a batch is a request and no
 * execution.
 */
public final class Counts {

    private final ExecutionTally executions;
    private final Supplier<Map<String, Long>> requests;
    private final List<String> methods;

    Counts(ExecutionTally executions, Supplier<Map<String, Long>> requests, List<String> methods) {
        this.executions = executions;
        this.requests = requests;
        this.methods = methods;
    }

    /** All requests that arrived, those to the authorization server among them. */
    public long requests() {
        return requests.get().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests by method in lower case; the token endpoint is {@code oauth/token}. */
    public Map<String, Long> requestsByMethod() {
        return requests.get();
    }

    /** Requests of this method that arrived, executed or not. */
    public long requests(String restMethod) {
        return requests.get().getOrDefault(restMethod.toLowerCase(Locale.ROOT), 0L);
    }

    /** Executions by method in lower case. */
    public Map<String, Long> executionsByMethod() {
        return executions.byMethod();
    }

    /**
     * How often the method ran, refused or not.
     *
     * @throws IllegalArgumentException if the portal has no such method
     */
    public long executions(String restMethod) {
        return executions.executions(known(restMethod));
    }

    /** How often the method ran for this chat, refused or not. */
    public long executions(String restMethod, long chatId) {
        return executionsByChat(restMethod).getOrDefault(chatId, 0L);
    }

    /** How often the method ran, refused or not, by the id of the chat that was named; chats for which it never ran are missing. */
    public Map<Long, Long> executionsByChat(String restMethod) {
        return executions.byChat(known(restMethod));
    }

    /** As {@link #executionsByChat}, without the executions that were refused. */
    public Map<Long, Long> doneByChat(String restMethod) {
        return executions.doneByChat(known(restMethod));
    }

    private String known(String restMethod) {
        if (methods.stream().noneMatch(restMethod::equalsIgnoreCase)) {
            throw Known.unknownMethod(restMethod, methods);
        }
        return restMethod;
    }
}
