// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.EventForms;
import io.github.camelbitrix24.openlines.events.VerifiedExchanges;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One route for every portal that installs the application. */
class ManyPortalsTest {
    private static final String APP = "local.app";
    private static final String SECRET = "app-secret";
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String ONE = "11111111111111111111111111111111";
    private static final int FLOOD = 500;
    private static final String OTHER = "22222222222222222222222222222222";

    private final MemoryTokenStore store = new MemoryTokenStore();
    private PortalSimulator portal;
    private PortalSimulator another;
    private PushDesk desk;

    @BeforeEach
    void open() throws Exception {
        portal = simulator(ONE);
        another = simulator(OTHER);
        desk = new PushDesk();
        B24OpenLinesConfiguration options = desk.component().getConfiguration();
        options.setWebhookVerifyToken(null);
        options.setClientId(APP);
        options.setClientSecret(SECRET);
        options.setOauthServerUrl(portal.url());
        options.setTokenStore(store);
        options.setAllowedRedirectHosts("127.0.0.1");
        options.setAutoInstall(true);
        options.setRateLimit(RateLimit.none);
        desk.component().setIdlePortalTimeout(600_000);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(PushDesk.EVENTS)
                        .filter(simple("${header.CamelB24OpenLinesEvent} == 'ONIMBOTV2MESSAGEADD'"))
                        .to("b24openlines:answer?portal=event");
                from("direct:answer").to("b24openlines:answer?portal=event");
            }
        });
    }

    @AfterEach
    void close() {
        desk.close();
        portal.close();
        another.close();
    }

    private static PortalSimulator simulator(String memberId) {
        return PortalSimulator.standard()
                .memberId(memberId)
                .app(APP, SECRET, "imopenlines", "imbot")
                .start();
    }

    @Test
    void aRawInstallationLeadsToACallOnThatPortal() throws Exception {
        long chat = chat(portal);

        assertThat(desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one")))
                .isEqualTo(200);
        assertThat(desk.post(message(ONE, "token-of-one", chat))).isEqualTo(200);

        portal.verify().dialog(chat).isOwnedBy(27);
        assertThat(store.load(TokenKey.installation(APP, ONE)))
                .hasValueSatisfying(tokens -> assertThat(tokens.userId()).isEqualTo(27));
    }

    @Test
    void eachEventIsAnsweredOnItsOwnPortal() throws Exception {
        // the portals' chats before have the same numbers
        long first = chat(portal);
        long second = chat(another);
        desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one"));
        desk.post(installation(another, another.authorize(APP, 31), "token-of-other"));

        assertThat(desk.post(message(OTHER, "token-of-other", second))).isEqualTo(200);
        assertThat(portal.executions(ANSWER)).isEmpty();
        assertThat(desk.post(message(ONE, "token-of-one", first))).isEqualTo(200);

        another.verify().dialog(second).isOwnedBy(31);
        portal.verify().dialog(first).isOwnedBy(27);
        assertThat(desk.post(message(ONE, "token-of-other", first))).isEqualTo(403);
    }

    @Test
    void aRemovedApplicationIsForgotten() throws Exception {
        desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one"));
        String removal = EventForms.body("onappuninstall").replace(EventForms.MEMBER, ONE);

        assertThat(desk.post(removal)).isEqualTo(403);
        assertThat(store.load(TokenKey.installation(APP, ONE))).isPresent();
        assertThat(desk.post(removal.replace(EventForms.TOKEN, "token-of-one"))).isEqualTo(200);

        assertThat(store.load(TokenKey.installation(APP, ONE))).isEmpty();
        assertThat(desk.post(message(ONE, "token-of-one", chat(portal)))).isEqualTo(403);
        assertThat(send(ONE, chat(portal)).getException())
                .isInstanceOf(B24AuthException.class)
                .hasMessageContaining("must be installed");
    }

    @Test
    void installingAgainReplacesTokensAndTheToken() throws Exception {
        desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one"));
        desk.post(message(ONE, "token-of-one", chat(portal)));
        portal.revoke(APP, 27);

        assertThat(desk.post(installation(portal, portal.authorize(APP, 1), "second-token")))
                .isEqualTo(200);
        long chat = chat(portal);
        assertThat(desk.post(message(ONE, "token-of-one", chat))).isEqualTo(403);
        assertThat(desk.post(message(ONE, "second-token", chat))).isEqualTo(200);

        portal.verify().dialog(chat).isOwnedBy(1);
    }

    @Test
    void anEmployeesTokensDoNotReplaceTheTokenThatIsKnown() throws Exception {
        desk.post(installation(portal, portal.authorize(APP, 1), "token-of-one"));
        Optional<Tokens> before = store.load(TokenKey.installation(APP, ONE));

        assertThat(desk.post(installation(portal, portal.authorize(APP, 31), "forged")))
                .isEqualTo(403);

        assertThat(store.load(TokenKey.installation(APP, ONE))).isEqualTo(before);
        assertThat(desk.post(message(ONE, "forged", chat(portal)))).isEqualTo(403);
        assertThat(desk.post(message(ONE, "token-of-one", chat(portal)))).isEqualTo(200);
    }

    @Test
    void theSameClaimIsProvedOnce() throws Exception {
        String genuine = installation(portal, portal.authorize(APP, 27), "token-of-one");
        assertThat(desk.post(genuine)).isEqualTo(200);
        assertThat(desk.post(genuine)).as("posted again").isEqualTo(200);
        assertThat(requests(portal, "app.info")).isEqualTo(1);

        String forged = installation(portal, another.authorize(APP, 27), "forged");
        for (int time = 0; time < 5; time++) {
            assertThat(desk.post(forged)).isEqualTo(403);
        }
        assertThat(requests(portal, "app.info")).isEqualTo(2);
        portal.revoke(APP, 27);
        assertThat(desk.post(installation(portal, portal.authorize(APP, 1), "second-token")))
                .isEqualTo(200);
        assertThat(desk.post(genuine)).as("an old one, posted again").isEqualTo(403);
    }

    private static long requests(PortalSimulator portal, String method) {
        return portal.requests().stream()
                .filter(seen -> method.equals(seen.restMethod()))
                .count();
    }

    @Test
    void aFloodOfForgedInstallationsKeepsNoEventOut() throws Exception {
        desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one"));
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"))) {
            String form = EventForms.with(
                    installation(portal, portal.authorize(APP, 27), "forged"),
                    "auth[client_endpoint]",
                    "http://127.0.0.1:" + silent.getLocalPort() + "/rest/");
            List<CompletableFuture<Integer>> flood = IntStream.range(0, FLOOD)
                    .mapToObj(number -> desk.postLater(EventForms.with(form, "auth[access_token]", "forged" + number)))
                    .toList();

            assertThat(desk.post(message(ONE, "token-of-one", chat(portal)))).isEqualTo(200);

            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            flood.stream().filter(CompletableFuture::isDone).count() >= FLOOD - 4);
            assertThat(flood.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .containsOnly(503);
        }
    }

    @Test
    void aLongNameOfAHostIsOneShortLine() throws Exception {
        try (LogCapture log = LogCapture.open()) {
            for (String host : List.of("a".repeat(100_000), "a.".repeat(60) + "example", "a%0d%0aWARN")) {
                String form = installation(portal, portal.authorize(APP, 27), "forged");
                assertThat(desk.post(EventForms.with(form, "auth[client_endpoint]", "https://" + host + "/rest/")))
                        .isEqualTo(403);
            }
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("installation"))
                    .filteredOn(line -> line.contains("installation") || line.contains("refused"))
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(500))
                    .noneSatisfy(line -> assertThat(line.strip()).contains("\n"));
        }
    }

    @Test
    void aHostThatIsNotAllowedGetsNothing() throws Exception {
        try (PortalSimulator evil = PortalSimulator.standard()
                .host("127.0.0.2")
                .memberId(ONE)
                .app(APP, SECRET, "imopenlines")
                .start()) {
            TokenPair pair = portal.authorize(APP, 27);
            String form = installation(portal, pair, "forged");

            assertThat(desk.post(EventForms.with(form, "auth[client_endpoint]", evil.url() + "/rest/")))
                    .isEqualTo(403);
            assertThat(desk.post(EventForms.with(form, "auth[server_endpoint]", evil.url() + "/oauth/rest/")))
                    .isEqualTo(403);

            assertThat(evil.requests()).isEmpty();
        }
        assertThat(portal.requests()).isEmpty();
        assertThat(store.load(TokenKey.installation(APP, ONE))).isEmpty();
    }

    @Test
    void aTokenOfAnotherPortalIsRefusedBeforeAnySecretGoesOut() throws Exception {
        String form = installation(portal, another.authorize(APP, 27), "forged");

        assertThat(desk.post(form)).isEqualTo(403);

        assertThat(portal.requests()).extracting(seen -> seen.restMethod()).containsExactly("app.info");
        assertThat(another.requests()).isEmpty();
        assertThat(store.load(TokenKey.installation(APP, ONE))).isEmpty();
    }

    @Test
    void aPortalThatClaimsToBeAnotherIsRefused() throws Exception {
        desk.post(installation(portal, portal.authorize(APP, 27), "token-of-one"));
        Optional<Tokens> before = store.load(TokenKey.installation(APP, ONE));
        String form =
                installation(another, another.authorize(APP, 27), "forged").replace(OTHER, ONE);

        assertThat(desk.post(form)).isEqualTo(403);

        assertThat(store.load(TokenKey.installation(APP, ONE))).isEqualTo(before);
        assertThat(store.load(TokenKey.installation(APP, OTHER))).isEmpty();
        assertThat(desk.post(message(ONE, "forged", chat(portal)))).isEqualTo(403);
    }

    @Test
    void noHeaderAndNoBodyNamesAPortal() {
        Exchange exchange = desk.context.createProducerTemplate().send("direct:answer", e -> {
            e.getMessage().setHeader("CamelB24OpenLinesMemberId", ONE);
            e.getMessage().setHeader("CamelB24OpenLinesVerifiedPortal", ONE);
            e.setProperty("CamelB24OpenLinesVerifiedPortal", ONE);
            e.getMessage().setBody(Map.of("CHAT_ID", 1, "MEMBER_ID", ONE));
        });

        assertThat(exchange.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("portal=event");
    }

    @Test
    void nothingIsKeptOfPortalsThatAreIdle() throws Exception {
        try (Answering many = new Answering()) {
            DefaultCamelContext context = new DefaultCamelContext();
            B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
            component.setIdlePortalTimeout(300);
            B24OpenLinesConfiguration options = component.getConfiguration();
            options.setClientId(APP);
            options.setClientSecret(SECRET);
            options.setTokenStore(store);
            options.setRateLimit(RateLimit.none);
            options.setPortal(PortalChoice.event);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (int number = 0; number < 200; number++) {
                many.install(store, number);
                Exchange exchange = VerifiedExchanges.of("member" + number, new DefaultExchange(context));
                exchange.getMessage().setBody(1);
                template.send("b24openlines:answer", exchange);
                assertThat(exchange.getException()).isNull();
            }
            assertThat(component.keptPortals()).isPositive();

            await().atMost(Duration.ofSeconds(20)).until(() -> component.keptPortals() == 0);

            Exchange again = VerifiedExchanges.of("member7", new DefaultExchange(context));
            again.getMessage().setBody(1);
            template.send("b24openlines:answer", again);
            assertThat(again.getException()).isNull();
            assertThat(component.keptPortals()).isEqualTo(1);
            context.stop();
        }
    }

    @Test
    void aThousandEventsForAsManyPortalsReachEachItsOwn() throws Exception {
        try (Answering many = new Answering();
                DefaultCamelContext context = new DefaultCamelContext()) {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setClientId(APP);
            options.setClientSecret(SECRET);
            options.setTokenStore(store);
            options.setPortal(PortalChoice.event);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            CompletableFuture<?>[] sent = IntStream.range(0, 1_000)
                    .mapToObj(number -> {
                        many.install(store, number);
                        Exchange exchange = VerifiedExchanges.of("member" + number, new DefaultExchange(context));
                        exchange.getMessage().setBody(1);
                        return template.asyncSend("b24openlines:answer", exchange);
                    })
                    .map(call -> call.thenAccept(
                            done -> assertThat(done.getException()).isNull()))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(sent).get(60, TimeUnit.SECONDS);

            assertThat(many.hosts).hasSize(1_000);
            assertThat(context.getComponent("b24openlines", B24OpenLinesComponent.class)
                            .keptPortals())
                    .isEqualTo(1_000);
        }
    }

    private Exchange send(String memberId, long chat) {
        Exchange exchange = VerifiedExchanges.of(memberId, new DefaultExchange(desk.context));
        exchange.getMessage().setBody(chat);
        return desk.context.createProducerTemplate().send("direct:answer", exchange);
    }

    private static long chat(PortalSimulator portal) {
        int known = portal.dialogs().size();
        return portal.client("Client " + known).on(15).writes("Hello");
    }

    private static String installation(PortalSimulator portal, TokenPair pair, String applicationToken) {
        String form = EventForms.body("onappinstall")
                .replace(EventForms.MEMBER, portal.memberId())
                .replace(EventForms.TOKEN, applicationToken);
        form = EventForms.with(form, "auth[access_token]", pair.accessToken());
        form = EventForms.with(form, "auth[refresh_token]", pair.refreshToken());
        form = EventForms.with(form, "auth[client_endpoint]", portal.url() + "/rest/");
        return EventForms.with(form, "auth[server_endpoint]", portal.url() + "/oauth/rest/");
    }

    private static String message(String memberId, String applicationToken, long chat) {
        return EventForms.body("onimbotv2messageadd")
                .replace(EventForms.MEMBER, memberId)
                .replace(EventForms.TOKEN, applicationToken)
                .replace("10585", Long.toString(chat));
    }

    /** A server that is every portal of 127.1.0.0/16, and says yes. */
    private static final class Answering implements AutoCloseable {
        final Set<String> hosts = ConcurrentHashMap.newKeySet();
        private final HttpServer server;
        private final ExecutorService threads = Executors.newFixedThreadPool(8);

        Answering() throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 500);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                byte[] yes = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, yes.length);
                exchange.getResponseBody().write(yes);
                exchange.close();
            });
            server.setExecutor(threads);
            server.start();
        }

        void install(MemoryTokenStore store, int number) {
            String root = "http://127.1." + number / 250 + "." + (1 + number % 250) + ":"
                    + server.getAddress().getPort() + "/rest/";
            store.update(
                    TokenKey.installation(APP, "member" + number),
                    before -> Optional.of(new Tokens(
                            "access" + number,
                            "refresh" + number,
                            Instant.now().plusSeconds(3_600),
                            "member" + number,
                            1,
                            root,
                            null,
                            "token" + number)));
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
