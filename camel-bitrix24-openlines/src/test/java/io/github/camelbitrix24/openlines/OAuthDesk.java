// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A portal with an application that Anna (27) has authorised, and a Camel context that works with its tokens. */
final class OAuthDesk implements AutoCloseable {
    static final String APP = "local.desk";
    static final String SECRET = "app-secret";
    static final String TOKEN_ENDPOINT = "oauth/token";

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T12:00:00Z"));
    final PortalSimulator portal;
    final TokenPair tokens;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();

    private OAuthDesk(PortalBuilder builder) {
        portal = builder.app(APP, SECRET, "imopenlines", "imbot", "user")
                .clock(clock)
                .start();
        tokens = portal.authorize(APP, 27);
    }

    static OAuthDesk open() {
        return new OAuthDesk(PortalSimulator.standard());
    }

    static OAuthDesk open(PortalBuilder builder) {
        return new OAuthDesk(builder);
    }

    /** A Camel context that begins with the pair of tokens that Anna's consent gave. */
    DefaultCamelContext context(TokenStore store) throws Exception {
        return context(store, tokens.accessToken(), tokens.refreshToken());
    }

    DefaultCamelContext context(TokenStore store, String accessToken, String refreshToken) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setClientId(APP);
        options.setClientSecret(SECRET);
        options.setAccessToken(accessToken);
        options.setRefreshToken(refreshToken);
        options.setOauthServerUrl(portal.url());
        options.setTokenStore(store);
        options.setRateLimit(RateLimit.none);
        context.getShutdownStrategy().setTimeout(10);
        context.start();
        open.add(context::stop);
        return context;
    }

    /** The tokens of the application are too old from now on. */
    void expire() {
        clock.advance(Duration.ofHours(1));
    }

    long chat() {
        return portal.client("Client " + clients.incrementAndGet()).on(15).writes("Hello");
    }

    long refreshes() {
        return portal.requests().stream()
                .map(RequestSeen::restMethod)
                .filter(TOKEN_ENDPOINT::equals)
                .count();
    }

    /** Sends so many calls at once, each for a chat of its own, and waits for all. */
    List<Exchange> answer(DefaultCamelContext context, int calls) {
        List<Long> chats = IntStream.range(0, calls).mapToObj(n -> chat()).toList();
        ProducerTemplate template = context.createProducerTemplate();
        List<CompletableFuture<Exchange>> sent = chats.stream()
                .map(chat -> template.asyncSend(
                        "b24openlines:answer", e -> e.getMessage().setBody(chat)))
                .toList();
        return sent.stream()
                .map(call -> call.orTimeout(30, TimeUnit.SECONDS).join())
                .toList();
    }

    Exchange answerOne(DefaultCamelContext context) {
        Processor filling = exchange -> exchange.getMessage().setBody(chat());
        return context.createProducerTemplate().send("b24openlines:answer", filling);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        portal.close();
    }
}
