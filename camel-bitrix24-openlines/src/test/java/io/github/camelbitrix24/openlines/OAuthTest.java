// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.OAuthDesk.TOKEN_ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.simulator.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with an application's tokens, which die after an hour and are replaced once (§5). */
class OAuthTest {
    private static final String ANSWER = "imopenlines.operator.answer";

    private OAuthDesk desk;

    @BeforeEach
    void open() {
        desk = OAuthDesk.open();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void aCallActsAsTheEmployeeWhoseTokensAreUsed() throws Exception {
        Exchange done = desk.answerOne(desk.context(null));

        assertThat(done.getException()).isNull();
        assertThat(desk.portal.executions(ANSWER)).hasSize(1);
        assertThat(desk.portal.executions(ANSWER).get(0).callerId()).isEqualTo(27);
        assertThat(desk.refreshes()).isZero();
    }

    @Test
    void sixtyFourCallsOnAnExpiredTokenNeedOneRefresh() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.answerOne(context);
        desk.expire();

        List<Exchange> done = desk.answer(context, 64);

        assertThat(done).allSatisfy(e -> assertThat(e.getException()).isNull());
        assertThat(desk.portal.executions(ANSWER)).hasSize(65);
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    @Test
    void aBatchOnAnExpiredTokenGoesAgainAsAWhole() throws Exception {
        DefaultCamelContext context = desk.context(null);
        context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration()
                .setMaxInFlight(1);
        desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofMillis(300)));
        desk.expire();

        List<Exchange> done = desk.answer(context, 30);

        assertThat(done).allSatisfy(e -> assertThat(e.getException()).isNull());
        assertThat(desk.portal.executions(ANSWER)).hasSize(30);
        assertThat(desk.portal.requests())
                .anySatisfy(seen -> assertThat(seen.restMethod()).isEqualTo("batch"));
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    @Test
    void withoutAnAccessTokenTheFirstCallFetchesOne() throws Exception {
        Exchange done = desk.answerOne(desk.context(null, null, desk.tokens.refreshToken()));

        assertThat(done.getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    @Test
    void aRefreshGoesByPostAndItsAnswerIsUsedFromThenOn() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.answerOne(context);
        desk.expire();
        Exchange second = desk.answerOne(context);

        assertThat(second.getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(2);
        assertThat(desk.portal.requests())
                .filteredOn(seen -> seen.restMethod().equals(TOKEN_ENDPOINT))
                .allSatisfy(seen -> assertThat(seen.httpMethod()).isEqualTo("POST"));
    }

    @ParameterizedTest
    @CsvSource({"400", "200"})
    void invalidGrantEndsAtOnce(int status) throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().always(TOKEN_ENDPOINT, Fault.status(status, "invalid_grant"));

        List<Exchange> done = desk.answer(context, 20);
        Exchange later = desk.answerOne(context);

        done.forEach(OAuthTest::assertToBeAuthorisedAgain);
        assertToBeAuthorisedAgain(later);
        assertThat(((B24Exception) later.getException()).getErrorCode()).isEqualTo("invalid_grant");
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsAskedForOnceMore() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().next(TOKEN_ENDPOINT, Fault.cutBeforeExecution());

        List<Exchange> done = desk.answer(context, 10);

        assertThat(done).allSatisfy(e -> assertThat(e.getException()).isNull());
        assertThat(desk.refreshes()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsLostForGoodNeedsANewAuthorisation() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().next(TOKEN_ENDPOINT, Fault.cutAfterExecution());

        List<Exchange> done = desk.answer(context, 10);

        done.forEach(OAuthTest::assertToBeAuthorisedAgain);
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
        assertThat(desk.refreshes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 200})
    void anAnswerThatNobodyCanReadIsLostToo(int status) throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().next(TOKEN_ENDPOINT, Fault.html(status));

        assertThat(desk.answerOne(context).getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(2);
    }

    @Test
    void aServerThatCannotBeReachedIsAskedAgain() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().next(TOKEN_ENDPOINT, Fault.error("QUERY_LIMIT_EXCEEDED"), 2);

        assertThat(desk.answerOne(context).getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(3);
    }

    @Test
    void anOutageOfTheServerIsWaitedForWithinMaxWaitWhateverMaxRetriesIs() throws Exception {
        DefaultCamelContext context = desk.context(null);
        context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration()
                .setMaxRetries(0);
        desk.expire();
        desk.portal
                .faults()
                .next(TOKEN_ENDPOINT, Fault.html(503))
                .next(TOKEN_ENDPOINT, Fault.cutBeforeExecution())
                .next(TOKEN_ENDPOINT, Fault.html(403));

        List<Exchange> done = desk.answer(context, 40);

        assertThat(done).allSatisfy(e -> assertThat(e.getException()).isNull());
        assertThat(desk.portal.executions(ANSWER)).hasSize(40);
        assertThat(desk.refreshes()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 503})
    void anOutageThatDoesNotEndIsToldAsOneAfterMaxWait(int status) throws Exception {
        DefaultCamelContext context = desk.context(null);
        context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration()
                .setMaxWait(4_000);
        desk.expire();
        desk.portal.faults().always(TOKEN_ENDPOINT, Fault.html(status));

        List<Exchange> done = desk.answer(context, 60);

        assertThat(done)
                .allSatisfy(e -> assertThat(e.getException())
                        .isInstanceOf(B24UnavailableException.class)
                        .hasMessageContaining("authorisation server")
                        .hasMessageContaining("HTTP " + status)
                        .hasMessageContaining("was not executed")
                        .hasMessageNotContaining("authorised again"));
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
        assertThat(desk.refreshes()).isBetween(2L, 4L);
    }

    @Test
    void aStoreThatHangsFailsItsOwnCallsAndNoOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        DefaultCamelContext context = desk.context(new HangingStore(end));
        try {
            long chat = desk.chat();
            CompletableFuture<Exchange> hung = context.createProducerTemplate()
                    .asyncSend(
                            "b24openlines:answer?maxWait=1500",
                            e -> e.getMessage().setBody(chat));
            context.getRegistry().bind("whole", new MemoryTokenStore());
            Exchange other = context.createProducerTemplate()
                    .send(
                            "b24openlines:answer?tokenStore=#whole",
                            e -> e.getMessage().setBody(desk.chat()));

            assertThat(other.getException()).isNull();
            assertThat(hung.get(30, TimeUnit.SECONDS).getException())
                    .isInstanceOf(B24UnavailableException.class)
                    .hasMessageContaining("token store")
                    .hasMessageContaining("maxWait")
                    .hasMessageContaining("was not executed");
        } finally {
            end.countDown();
        }
    }

    /** As a database whose network is gone. */
    private record HangingStore(CountDownLatch end) implements TokenStore {

        @Override
        public Optional<Tokens> load(TokenKey key) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
            return load(key);
        }
    }

    @Test
    void waitingForATokenBlocksNoCaller() throws Exception {
        DefaultCamelContext context = desk.context(null);
        desk.expire();
        desk.portal.faults().next(TOKEN_ENDPOINT, Fault.slow(Duration.ofMillis(800)));
        AsyncProducer producer =
                (AsyncProducer) context.getEndpoint("b24openlines:answer").createProducer();
        producer.start();
        AtomicInteger called = new AtomicInteger();

        for (int call = 0; call < 100; call++) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(desk.chat());
            assertThat(producer.process(exchange, doneSync -> called.incrementAndGet()))
                    .isFalse();
        }

        assertThat(called).hasValue(0);
        await().atMost(Duration.ofSeconds(20)).untilAtomic(called, org.hamcrest.Matchers.is(100));
        assertThat(desk.portal.executions(ANSWER)).hasSize(100);
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    @Test
    void aTokenThatTheStoreCouldNotKeepIsKeptBeforeItIsUsed() throws Exception {
        ForgetfulStore store = new ForgetfulStore(2);
        DefaultCamelContext context = desk.context(store);
        desk.answerOne(context);
        desk.expire();

        Exchange done = desk.answerOne(context);

        assertThat(done.getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(1);
        assertThat(store.failures).hasValue(0);
    }

    @Test
    void aStoreThatFailsForGoodFailsTheCallsAndSaysSo() throws Exception {
        DefaultCamelContext context = desk.context(new ForgetfulStore(1_000));
        context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration()
                .setMaxRetries(1);

        Exchange done = desk.answerOne(context);

        assertThat(done.getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("token store")
                .hasMessageContaining("was not executed");
    }

    @Test
    void aStoredPairWinsOverTheConfiguredOneUntilAnotherIsConfigured() throws Exception {
        MemoryTokenStore store = new MemoryTokenStore();
        desk.expire();
        desk.answerOne(desk.context(store));
        assertThat(desk.refreshes()).isEqualTo(1);

        Exchange afterRestart = desk.answerOne(desk.context(store));
        assertThat(afterRestart.getException()).isNull();
        assertThat(desk.refreshes()).isEqualTo(1);

        var boris = desk.portal.authorize(OAuthDesk.APP, 31);
        Exchange forced = desk.answerOne(desk.context(store, boris.accessToken(), boris.refreshToken()));
        assertThat(forced.getException()).isNull();
        assertThat(desk.portal.executions(ANSWER).get(2).callerId()).isEqualTo(31);
    }

    @Test
    void anotherPairOnTheSamePortalIsAnotherCaller() throws Exception {
        DefaultCamelContext context = desk.context(null);
        var boris = desk.portal.authorize(OAuthDesk.APP, 31);
        desk.expire();
        long first = desk.chat();
        long second = desk.chat();

        Object anna = context.createProducerTemplate().requestBody("b24openlines:answer", first);
        Object other = context.createProducerTemplate()
                .requestBody(
                        "b24openlines:answer?accessToken=" + boris.accessToken() + "&refreshToken="
                                + boris.refreshToken(),
                        second);

        assertThat(List.of(anna, other)).hasSize(2);
        assertThat(desk.portal.executions(ANSWER))
                .extracting(execution -> execution.callerId())
                .containsExactly(27L, 31L);
        assertThat(desk.refreshes()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authToken=1/abc&clientId=a&clientSecret=b&refreshToken=c|authToken and clientId, clientSecret, refreshToken",
                "clientId=a&refreshToken=c|clientId and clientSecret",
                "clientId=a&clientSecret=b|refreshToken",
                "clientId=a&clientSecret=b&refreshToken=c&oauthServerUrl=https://x.example/oauth/token/|oauthServerUrl"
            })
    void optionsThatDoNotGoTogetherAreRefusedAtStart(String options, String named) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            assertThatThrownBy(
                            () -> context.getEndpoint("b24openlines:answer?portalUrl=https://x.bitrix24.com&" + options)
                                    .start())
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(B24InvalidRequestException.class),
                            e -> assertThat(e).isInstanceOf(ResolveEndpointFailedException.class))
                    .rootCause()
                    .hasMessageContaining(named);
        }
    }

    private static void assertToBeAuthorisedAgain(Exchange exchange) {
        assertThat(exchange.getException())
                .isInstanceOf(B24AuthException.class)
                .hasMessageContaining("must be authorised again")
                .hasMessageContaining("was not executed");
    }

    /** Loses what it is to write, so often, as a database does whose connection breaks at the commit. */
    private static final class ForgetfulStore implements TokenStore {
        private final MemoryTokenStore store = new MemoryTokenStore();
        private final AtomicInteger failures;

        ForgetfulStore(int failures) {
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public Optional<Tokens> load(TokenKey key) {
            return store.load(key);
        }

        @Override
        public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
            return store.update(key, before -> {
                Optional<Tokens> after = change.apply(before);
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("the connection broke");
                }
                return after;
            });
        }
    }
}
