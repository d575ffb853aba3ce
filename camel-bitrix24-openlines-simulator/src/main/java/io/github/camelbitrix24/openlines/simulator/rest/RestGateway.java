// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;
import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.Webhook;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.AppTokens;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a request in the order of §1.8 and executes its method. */
public final class RestGateway {

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private final Portal portal;
    private final Webhooks webhooks;
    private final ErrorStatuses statuses;
    private final Journal<Execution> executions;
    private final MethodTable methods;

    public RestGateway(Portal portal, Webhooks webhooks, ErrorStatuses statuses, int remembered) {
        this.portal = portal;
        this.webhooks = webhooks;
        this.statuses = statuses;
        executions = new Journal<>(remembered);
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
        Optional<RestMethod> method = methods.find(request.method());
        if (method.isEmpty()) {
            return failure(SystemError.METHOD_NOT_FOUND);
        }
        return portal.inside(() -> authorized(method.get(), request));
    }

    public List<Execution> executions() {
        return executions.entries();
    }

    private RestAnswer authorized(RestMethod method, RestRequest request) {
        Credentials credentials = Credentials.of(request);
        if (credentials.hasToken()) {
            return portal.tokens()
                    .find(credentials.token(), portal.now())
                    .map(grant -> byApplication(method, request, grant))
                    .orElseGet(() -> failure(SystemError.INVALID_TOKEN));
        }
        if (!credentials.hasWebhook()) {
            return failure(SystemError.NO_AUTH_FOUND);
        }
        Optional<Webhook> found = webhooks.find(credentials.webhookUser(), credentials.webhookCode());
        if (found.isEmpty()) {
            return failure(SystemError.INVALID_CREDENTIALS);
        }
        Webhook webhook = found.get();
        if (!method.isGranted(webhook.scopes())) {
            return failure(SystemError.INSUFFICIENT_SCOPE);
        }
        return inTheNameOf(webhook.userId(), webhook, null, method, request);
    }

    private RestAnswer byApplication(RestMethod method, RestRequest request, AppTokens.Grant grant) {
        if (!method.isGranted(grant.app().scopes())) {
            return failure(SystemError.INSUFFICIENT_SCOPE);
        }
        return inTheNameOf(grant.userId(), null, grant.app(), method, request);
    }

    private RestAnswer inTheNameOf(long userId, Webhook webhook, AppRef app, RestMethod method, RestRequest request) {
        User caller = portal.state().user(userId).orElse(null);
        if (caller == null || caller.kind() == UserKind.INACTIVE) {
            return failure(SystemError.AUTHORIZATION_ERROR);
        }
        if (caller.kind() == UserKind.BOT || caller.kind() == UserKind.CONNECTOR) {
            return failure(SystemError.USER_CONTEXT);
        }
        Map<String, Object> parameters = Credentials.stripped(request.parameters());
        long start = Php.intval(request.parameters().get("start"));
        String connector = Php.text(request.parameters().get("auth_connector"));
        return run(
                method,
                new Call(portal, caller, webhook, app, connector, Parameters.of(parameters, method.keyCase()), start));
    }

    /** Executes a command of a batch in the name of the batch's caller; its scope is checked again (§4.1). */
    RestAnswer command(RestMethod method, Map<String, Object> parameters, Call outer) {
        if (!method.isGranted(outer.scopes())) {
            return failure(SystemError.INSUFFICIENT_SCOPE).withoutText();
        }
        return run(
                method,
                new Call(
                        portal,
                        outer.caller(),
                        outer.webhook(),
                        outer.app(),
                        parameters.containsKey("auth_connector")
                                ? Php.text(parameters.get("auth_connector"))
                                : outer.authConnector(),
                        Parameters.of(Credentials.stripped(parameters), method.keyCase()),
                        Php.intval(parameters.get("start"))));
    }

    private RestAnswer run(RestMethod method, Call call) {
        RestAnswer answer = handle(method, call);
        if (!method.name().equals(Batch.NAME)) {
            record(method, call, answer);
        }
        return answer;
    }

    private RestAnswer handle(RestMethod method, Call call) {
        if (call.app() == null) {
            portal.actFor(call.callerId());
        } else {
            portal.actFor(call.callerId(), call.app(), call.authConnector());
        }
        try {
            Object result = method.handler().handle(call);
            return result instanceof RestAnswer.Success success ? success : RestAnswer.Success.of(result);
        } catch (Refused refused) {
            return new RestAnswer.Failure(refused.status(), refused.code(), refused.description(), refused.argument());
        } catch (RuntimeException e) {
            LOG.error("The simulator failed in {}", method.name(), e);
            return failure(SystemError.INTERNAL_SERVER_ERROR);
        }
    }

    private void record(RestMethod method, Call call, RestAnswer answer) {
        Outcome outcome = outcome(answer);
        executions.add(new Execution(method.name(), call.parameters().asMap(), call.callerId(), outcome));
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
        return error.answer(statuses);
    }
}
