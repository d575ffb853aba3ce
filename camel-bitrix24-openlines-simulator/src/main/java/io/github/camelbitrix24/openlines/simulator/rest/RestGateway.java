// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a request in the order of §1.8 and executes its method. */
public final class RestGateway {

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private static final Set<String> ON_AUTHORIZATION_SERVER = Set.of("app.info", "profile");

    private final Portal portal;
    private final Admission admission;
    private final RestRules rules;
    private final Journal<Execution> executions;
    private final ExecutionTally tally = new ExecutionTally();
    private final MethodTable methods;

    public RestGateway(Portal portal, Accesses accesses, RestRules rules) {
        this.portal = portal;
        admission = new Admission(portal, accesses, rules.plainHttpRefused());
        this.rules = rules;
        executions = new Journal<>(rules.remembered());
        methods = new MethodTable(List.of(
                OperatorMethods.rows(),
                DialogMethods.rows(),
                BotSessionMethods.rows(),
                BotMethods.rows(),
                SessionMethods.rows(),
                CrmMethods.rows(),
                ConfigMethods.rows(),
                NetworkMethods.rows(),
                StatMethods.rows(),
                UserMethods.rows(),
                ConnectorMethods.rows(),
                EventMethods.rows(),
                OfflineMethods.rows(),
                ServiceMethods.rows(this),
                AppInfo.rows(),
                List.of(new Batch(this).row())));
    }

    public RestAnswer answer(RestRequest request) {
        if (portal.inside(() -> portal.state().standing().isDeleted())) {
            return deleted();
        }
        Optional<RestMethod> method = methods.find(request.method());
        if (method.isEmpty()) {
            return unknownMethod(request.method());
        }
        RestAnswer answer = portal.inside(() -> authorized(method.get(), request));
        return answer instanceof RestAnswer.Success success
                        && isTooLong(success.time().duration())
                ? new RestAnswer.TimedOut()
                : answer;
    }

    private RestAnswer deleted() {
        RestAnswer.Failure failure = failure(SystemError.PORTAL_DELETED);
        boolean gone = portal.inside(() -> portal.state().is(PortalSwitch.PORTAL_DELETED_GONE));
        return gone ? new RestAnswer.Failure(410, failure.code(), failure.description()) : failure;
    }

    /** The vendor's server knows few methods, and applications alone (§1.1). */
    public RestAnswer answerAsAuthorizationServer(RestRequest request) {
        return ON_AUTHORIZATION_SERVER.contains(request.method().toLowerCase(Locale.ROOT))
                ? answer(request)
                : failure(SystemError.METHOD_NOT_FOUND);
    }

    /** What a front end answers that lets no more requests in (§3.1). */
    public RestAnswer.Failure tooManyRequests() {
        return failure(SystemError.QUERY_LIMIT_EXCEEDED);
    }

    public boolean hasMethod(String name) {
        return find(name).isPresent();
    }

    /** The names of all methods in alphabetical order. */
    public List<String> methodNames() {
        return methods.names();
    }

    public List<Execution> executions() {
        return executions.entries();
    }

    public ExecutionTally tally() {
        return tally;
    }

    private RestAnswer authorized(RestMethod method, RestRequest request) {
        Admission.Caller caller = admission.of(request, method);
        if (caller.error() != null) {
            return failure(caller.error());
        }
        Map<String, Object> given = request.parameters();
        Parameters parameters = Parameters.of(Credentials.stripped(given), method.keyCase());
        String connector = Php.text(given.get("auth_connector"));
        return run(
                method,
                new Call(
                        portal, caller.user(), caller.access(), connector, parameters, Php.intval(given.get("start"))));
    }

    private RestAnswer unknownMethod(String name) {
        rules.strictness().unknownMethod(name, methodNames());
        return failure(SystemError.METHOD_NOT_FOUND);
    }

    /** Executes a command of a batch in the name of the batch's caller; its scope is checked again (§4.1). */
    RestAnswer command(String name, Map<String, Object> parameters, Call outer) {
        return find(name).map(method -> command(method, parameters, outer)).orElseGet(() -> unknownMethod(name));
    }

    private RestAnswer command(RestMethod method, Map<String, Object> parameters, Call outer) {
        if (!method.isGranted(outer.scopes())) {
            return failure(SystemError.INSUFFICIENT_SCOPE).withoutText();
        }
        SystemError error = admission.ofCommand(method);
        if (error != null) {
            return failure(error);
        }
        Parameters visible = Parameters.of(Credentials.stripped(parameters), method.keyCase());
        return run(method, outer.with(visible, parameters));
    }

    /** The operating limit is the last check; a batch is neither counted nor checked, its commands are (§3.2). */
    private RestAnswer run(RestMethod method, Call call) {
        if (method.name().equals(Batch.NAME)) {
            RestAnswer batch = handle(method, call);
            rules.strictness().handled(method.name(), call.parameters(), true);
            return batch;
        }
        Instant start = portal.now();
        String caller = call.credential();
        if (rules.operating().isUsedUp(method.name(), caller, start)) {
            return failure(SystemError.OPERATION_TIME_LIMIT);
        }
        RestAnswer answer = handle(method, call);
        rules.strictness().handled(method.name(), call.parameters(), answer instanceof RestAnswer.Success);
        record(method, call, answer);
        Duration duration = rules.operating().durationOf(method.name());
        CallTime time = rules.operating().record(method.name(), caller, start, duration);
        return answer instanceof RestAnswer.Success success ? success.at(time) : answer;
    }

    /** Whether a request that has taken so long is given up by the front end (§3.3). */
    boolean isTooLong(Duration duration) {
        return rules.requestLimit() != null && duration.compareTo(rules.requestLimit()) > 0;
    }

    /** A batch takes as long as its commands together. */
    CallTime batchTime(Call call, Duration duration) {
        String caller = call.credential();
        CallTime time = rules.operating().record(Batch.NAME, caller, portal.now(), Duration.ZERO);
        return new CallTime(time.start(), duration, time.operating());
    }

    private RestAnswer handle(RestMethod method, Call call) {
        if (call.app() == null) {
            portal.actFor(call.callerId());
        } else {
            portal.actFor(
                    call.callerId(),
                    call.app(),
                    call.authConnector(),
                    call.access().generation());
        }
        try {
            Object result = method.handler().handle(call);
            return result instanceof RestAnswer answer ? answer : RestAnswer.Success.of(result);
        } catch (Refused refused) {
            return new RestAnswer.Failure(refused.status(), refused.code(), refused.description(), refused.argument());
        } catch (RuntimeException e) {
            LOG.error("The simulator failed in {}", method.name(), e);
            return failure(SystemError.INTERNAL_SERVER_ERROR);
        }
    }

    private void record(RestMethod method, Call call, RestAnswer answer) {
        Outcome outcome = outcome(answer);
        Execution execution = new Execution(method.name(), call.parameters().seen(), call.callerId(), outcome);
        executions.add(execution);
        tally.add(execution);
        if (method.actsOnDialog()) {
            long chatId = call.parameters().intval("CHAT_ID");
            portal.notices()
                    .tell(() -> listener -> listener.operatorActed(method.name(), call.callerId(), chatId, outcome));
        }
    }

    private static Outcome outcome(RestAnswer answer) {
        if (answer instanceof RestAnswer.Failure failure) {
            return new Outcome.Refused(failure.status(), failure.code(), failure.description());
        }
        return new Outcome.Done(((RestAnswer.Success) answer).result());
    }

    Optional<RestMethod> find(String name) {
        return methods.find(name);
    }

    Collection<RestMethod> rows() {
        return methods.rows();
    }

    RestAnswer.Failure failure(SystemError error) {
        return error.answer(rules.statuses());
    }

    /** The answer that a fault consists in; empty for faults of another kind. */
    public Optional<RestAnswer> scripted(Fault fault) {
        if (fault instanceof Fault.Status error) {
            return Optional.of(new RestAnswer.Failure(error.http(), error.code(), error.description()));
        }
        if (fault instanceof Fault.Error error) {
            return Optional.of(ErrorCodes.answer(error.code(), rules.statuses()));
        }
        return fault instanceof Fault.Result result
                ? Optional.of(RestAnswer.Success.of(result.json()).at(CallTime.at(portal.now())))
                : Optional.empty();
    }

    /** The fault that a command of a batch has to meet, or null. */
    Fault faultFor(String command, Map<String, Object> parameters) {
        return rules.faults()
                .takeForCommand(command, Credentials.stripped(parameters))
                .orElse(null);
    }
}
