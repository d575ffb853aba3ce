// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.RateBucket;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Credentials;
import io.github.camelbitrix24.openlines.simulator.rest.Envelope;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRequest;
import io.github.camelbitrix24.openlines.simulator.rest.TokenEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The way of a request to its answer: past faults, a move and the rate bucket to the gateway. */
public final class RestEntrance {

    private final Portal portal;
    private final RestGateway gateway;
    private final Faults faults;
    private final RateBucket rate;
    private final FaultRunner faultRunner;
    private final RequestJournal journal;
    private final AuthorizationServer authorizationServer;
    private final AtomicReference<String> movedTo = new AtomicReference<>();

    RestEntrance(
            Portal portal,
            RestGateway gateway,
            TokenEndpoint tokens,
            Faults faults,
            RateBucket rate,
            FaultRunner faultRunner,
            int remembered) {
        this.portal = portal;
        this.gateway = gateway;
        this.faults = faults;
        this.rate = rate;
        this.faultRunner = faultRunner;
        journal = new RequestJournal(remembered);
        authorizationServer = new AuthorizationServer(portal, gateway, tokens, faults, faultRunner, journal);
    }

    /** From now on every REST request is sent on to the same path there; null ends that. */
    public void moveTo(String baseUrl) {
        movedTo.set(baseUrl);
    }

    public List<RequestSeen> requests() {
        return journal.requests();
    }

    /** How many requests ever arrived, by method in lower case. */
    public Map<String, Long> counts() {
        return journal.counts();
    }

    /** From now on this one, and no other, is told of the requests. */
    void watch(RequestWatch value) {
        journal.watch(value);
    }

    void settle() {
        portal.settle();
    }

    /** False if the path is neither of the REST interface nor of the authorization server. */
    boolean serves(HttpServerRequest request, Buffer body, String baseUrl) {
        if (authorizationServer.serves(request, body, baseUrl)) {
            return true;
        }
        Optional<RequestPath> parsed = RequestPath.parse(request.path());
        if (parsed.isEmpty()) {
            return false;
        }
        RequestPath path = parsed.get();
        Map<String, Object> parameters = RequestParameters.read(request, body);
        RestRequest call = new RestRequest(
                path.method(), path.webhookUser(), path.webhookCode(), RequestParameters.bearer(request), parameters);
        Map<String, Object> shown = Credentials.stripped(parameters);
        long number = journal.arrived(request.method().name(), path, shown, portal.now());
        Exchange exchange = new Exchange(request, status -> journal.answered(number, status));
        faults.take(path.method(), shown)
                .ifPresentOrElse(fault -> meet(fault, call, number, exchange), () -> answer(call, number, exchange));
        return true;
    }

    /** Scripted faults win over the rate bucket, yet the request stands in it. */
    private void meet(Fault fault, RestRequest call, long number, Exchange exchange) {
        journal.met(number, fault);
        if (rate.isEnforced()) {
            rate.use(1);
        }
        faultRunner.run(fault, () -> written(execute(call, number)), exchange);
    }

    /** A portal that has moved counts nothing; the rate bucket stands in front of all else (§1.8). */
    private void answer(RestRequest call, long number, Exchange exchange) {
        String newHome = movedTo.get();
        if (newHome != null) {
            journal.turnedAway(number, "");
            exchange.redirectTo(newHome);
            return;
        }
        FaultRunner.Written written = written(rate.admit() ? execute(call, number) : tooManyRequests(number));
        if (written.status() == RestAnswer.TimedOut.STATUS) {
            exchange.send(written.status(), "text/html; charset=utf-8", Buffer.buffer(written.body()));
        } else {
            exchange.json(written.status(), written.body());
        }
    }

    private RestAnswer execute(RestRequest call, long number) {
        RestAnswer answer = gateway.answer(call);
        journal.executed(number, answer);
        return answer;
    }

    private RestAnswer tooManyRequests(long number) {
        RestAnswer.Failure answer = gateway.tooManyRequests();
        journal.turnedAway(number, answer.code());
        return answer;
    }

    private FaultRunner.Written written(RestAnswer answer) {
        if (answer instanceof RestAnswer.TimedOut) {
            return new FaultRunner.Written(answer.status(), "<html><body><h1>504 Gateway Time-out</h1></body></html>");
        }
        return new FaultRunner.Written(
                answer.status(), Envelope.write(answer, portal.now(), portal.zone(), portal.tellsDecimalTime()));
    }
}
