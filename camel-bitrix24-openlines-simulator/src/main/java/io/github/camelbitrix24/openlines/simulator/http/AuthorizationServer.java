// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Credentials;
import io.github.camelbitrix24.openlines.simulator.rest.Envelope;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRequest;
import io.github.camelbitrix24.openlines.simulator.rest.TokenEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths under {@code /oauth/}, which belong to the vendor's authorization server and know no rate limit (§1.1, §5). */
final class AuthorizationServer {

    private static final String TOKEN = "/" + TokenEndpoint.NAME;
    private static final String AUTHORIZE = "/oauth/authorize/";
    private static final String REST = "/oauth/rest/";

    private final Portal portal;
    private final RestGateway gateway;
    private final TokenEndpoint tokens;
    private final Faults faults;
    private final FaultRunner faultRunner;
    private final RequestJournal journal;

    AuthorizationServer(
            Portal portal,
            RestGateway gateway,
            TokenEndpoint tokens,
            Faults faults,
            FaultRunner faultRunner,
            RequestJournal journal) {
        this.portal = portal;
        this.gateway = gateway;
        this.tokens = tokens;
        this.faults = faults;
        this.faultRunner = faultRunner;
        this.journal = journal;
    }

    /** False if the path is not one of these. */
    boolean serves(HttpServerRequest request, Buffer body, String baseUrl) {
        String path = request.path();
        if (path.equals(TOKEN) || path.equals(TOKEN + "/")) {
            Map<String, Object> parameters = RequestParameters.read(request, body);
            RequestPath seen = RequestPath.at(TOKEN + "/", TokenEndpoint.NAME);
            respond(request, seen, TokenEndpoint.stripped(parameters), () -> tokens(parameters, baseUrl));
            return true;
        }
        if (path.equals(AUTHORIZE)) {
            return redirects(request, body, baseUrl);
        }
        Optional<RequestPath> rest = RequestPath.parse(path, REST);
        rest.ifPresent(found -> {
            Map<String, Object> parameters = RequestParameters.read(request, body);
            RestRequest call =
                    new RestRequest(found.method(), null, null, RequestParameters.bearer(request), parameters);
            RequestPath seen = RequestPath.at(REST + found.method(), REST.substring(1) + found.method());
            respond(request, seen, Credentials.stripped(parameters), () -> info(call));
        });
        return rest.isPresent();
    }

    private boolean redirects(HttpServerRequest request, Buffer body, String baseUrl) {
        Optional<String> location = tokens.redirect(RequestParameters.read(request, body), baseUrl);
        location.ifPresent(to -> new Exchange(request, status -> {}).redirect(to));
        return location.isPresent();
    }

    private void respond(
            HttpServerRequest request,
            RequestPath path,
            Map<String, Object> shown,
            Supplier<FaultRunner.Written> execution) {
        long number = journal.arrived(request.method().name(), path, shown, portal.now());
        Exchange exchange = new Exchange(request, status -> journal.answered(number, status));
        Optional<Fault> fault = faults.takeNamed(path.method(), shown);
        Supplier<FaultRunner.Written> watched = () -> watched(number, execution.get());
        if (fault.isPresent()) {
            journal.met(number, fault.get());
            faultRunner.run(fault.get(), watched, exchange);
        } else {
            FaultRunner.Written written = watched.get();
            exchange.json(written.status(), written.body());
        }
    }

    private FaultRunner.Written watched(long number, FaultRunner.Written written) {
        boolean done = written.status() == 200;
        journal.executed(
                number, done ? RestAnswer.Success.of(Map.of()) : new RestAnswer.Failure(written.status(), "", ""));
        return written;
    }

    private FaultRunner.Written tokens(Map<String, Object> parameters, String baseUrl) {
        TokenEndpoint.TokenAnswer answer = tokens.answer(parameters, baseUrl);
        return new FaultRunner.Written(answer.status(), answer.body());
    }

    private FaultRunner.Written info(RestRequest call) {
        RestAnswer answer = gateway.answerAsAuthorizationServer(call);
        return new FaultRunner.Written(
                answer.status(), Envelope.write(answer, portal.now(), portal.zone(), portal.tellsDecimalTime()));
    }
}
