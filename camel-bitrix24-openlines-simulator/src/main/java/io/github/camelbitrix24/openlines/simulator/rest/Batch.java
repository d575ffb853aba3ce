// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code batch}: up to fifty commands in one request, with references between them (§4). */
final class Batch {

    static final String NAME = "batch";

    private static final int MOST_COMMANDS = 50;
    private static final Set<String> NOT_ALLOWED = Set.of(NAME, "download", "upload");

    private final RestGateway gateway;

    Batch(RestGateway gateway) {
        this.gateway = gateway;
    }

    RestMethod row() {
        return new RestMethod(NAME, Set.of(), KeyCase.ANY, this::handle);
    }

    private Object handle(Call call) {
        Optional<RestAnswer> refused = refusal(call);
        if (refused.isPresent()) {
            return refused.get();
        }
        Containers containers = new Containers(call);
        boolean halt = call.parameters().isTrue("HALT");
        int number = 0;
        for (Map.Entry<String, Object> entry : call.parameters().array("CMD").entrySet()) {
            if (entry.getValue() instanceof String command) {
                number++;
                Optional<RestAnswer> answer = execute(command, number, containers, call);
                answer.ifPresent(present -> containers.put(entry.getKey(), present));
                if (halt && answer.orElse(null) instanceof RestAnswer.Failure
                        || gateway.isTooLong(containers.duration())) {
                    break;
                }
            }
        }
        return RestAnswer.Success.of(containers.asResult()).at(gateway.batchTime(call, containers.duration()));
    }

    /** As documented, a batch with one wrong command is refused as a whole (§2). */
    private Optional<RestAnswer> refusal(Call call) {
        if (!call.portal().state().is(PortalSwitch.BATCH_REFUSED_AS_A_WHOLE)) {
            return Optional.empty();
        }
        Map<String, Object> commands = call.parameters().array("CMD");
        if (commands.size() > MOST_COMMANDS) {
            return Optional.of(SystemError.BATCH_LENGTH_EXCEEDED.answer(ErrorStatuses.DOCUMENTED));
        }
        return commands.values().stream().anyMatch(command -> NOT_ALLOWED.contains(methodOf(Php.text(command))))
                ? Optional.of(SystemError.BATCH_METHOD_NOT_ALLOWED.answer(ErrorStatuses.DOCUMENTED))
                : Optional.empty();
    }

    private static String methodOf(String command) {
        int question = command.indexOf('?');
        return (question < 0 ? command : command.substring(0, question)).toLowerCase(Locale.ROOT);
    }

    /** Empty for a command that is dropped from the answer on purpose. */
    private Optional<RestAnswer> execute(String command, int number, Containers containers, Call call) {
        int question = command.indexOf('?');
        String name = question < 0 ? command : command.substring(0, question);
        if (number > MOST_COMMANDS) {
            return Optional.of(gateway.failure(SystemError.BATCH_LENGTH_EXCEEDED));
        }
        if (NOT_ALLOWED.contains(methodOf(command))) {
            return Optional.of(gateway.failure(SystemError.BATCH_METHOD_NOT_ALLOWED));
        }
        Map<String, Object> parameters = question < 0 ? Map.of() : PhpForm.parse(command.substring(question + 1));
        Supplier<RestAnswer> execution =
                () -> gateway.command(name, containers.references().resolve(parameters), call);
        Fault fault = gateway.faultFor(name, parameters);
        if (fault instanceof Fault.Dropped dropped) {
            if (dropped.executed()) {
                execution.get();
            }
            return Optional.empty();
        }
        return Optional.of(
                fault == null ? execution.get() : gateway.scripted(fault).orElseGet(execution));
    }

    /** The five maps of the answer, filled command by command (§4.2). */
    private static final class Containers {

        private final Map<String, Map<String, Object>> maps = new LinkedHashMap<>();
        private final Call call;
        private Duration duration = Duration.ZERO;

        Containers(Call call) {
            this.call = call;
            for (String name : new String[] {"result", "error", "total", "next", "time"}) {
                maps.put(name, new LinkedHashMap<>());
            }
        }

        References references() {
            return new References(maps);
        }

        Duration duration() {
            return duration;
        }

        void put(String id, RestAnswer answer) {
            if (answer instanceof RestAnswer.Success success) {
                maps.get("result").put(id, success.result());
                putIfPresent("total", id, success.total());
                putIfPresent("next", id, success.next());
                maps.get("time")
                        .put(
                                id,
                                Envelope.time(
                                        success.time(),
                                        call.portal().zone(),
                                        call.portal().tellsDecimalTime()));
                duration = duration.plus(success.time().duration());
            } else if (answer instanceof RestAnswer.Failure failure) {
                maps.get("error").put(id, Envelope.error(failure));
            }
        }

        private void putIfPresent(String container, String id, Long value) {
            if (value != null) {
                maps.get(container).put(id, value);
            }
        }

        Map<String, Object> asResult() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("result", maps.get("result"));
            result.put("result_error", maps.get("error"));
            result.put("result_total", maps.get("total"));
            result.put("result_next", maps.get("next"));
            result.put("result_time", maps.get("time"));
            return result;
        }
    }
}
