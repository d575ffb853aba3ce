// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import io.github.camelbitrix24.openlines.B24OpenLinesConfiguration;
import io.github.camelbitrix24.openlines.PortalChoice;
import io.github.camelbitrix24.openlines.RateLimit;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.events.EventExchanges;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Ten thousand portals in one component: the memory of each, what is left after idling, and whether a call costs more. */
public final class ManyPortals {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int CALLS = 10_000;
    private static final int ROUNDS = 5;
    private static final long IDLE = TimeUnit.SECONDS.toMillis(60);
    private static final String APP = "local.app";

    private final TokenStore store = new TextStore();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpServer server;
    private AsyncProducer producer;

    private ManyPortals() throws Exception {
        server = HttpServer.create(new InetSocketAddress(0), 1_000);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] yes = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, yes.length);
            exchange.getResponseBody().write(yes);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        for (int number = 0; number < MANY; number++) {
            install(number);
        }
    }

    /** Prints a line for each figure. */
    public static void main(String[] arguments) throws Exception {
        new ManyPortals().run();
        System.exit(0);
    }

    private void run() throws Exception {
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.setIdlePortalTimeout(IDLE);
        B24OpenLinesConfiguration options = component.getConfiguration();
        options.setClientId(APP);
        options.setClientSecret("app-secret");
        options.setTokenStore(store);
        options.setRateLimit(RateLimit.custom);
        options.setRequestsPerSecond(1_000_000d);
        options.setBurst(10_000_000L);
        options.setPortal(PortalChoice.event);
        context.start();
        producer = (AsyncProducer) context.getEndpoint("b24openlines:answer").createAsyncProducer();
        producer.start();
        calls(FEW, CALLS);
        double few = best(FEW);
        long before = used();
        calls(MANY, MANY);
        long after = used();
        double many = best(FEW);
        double round = calls(MANY, CALLS);
        System.out.printf("a portal that is active keeps %d bytes%n", (after - before) / (MANY - FEW));
        System.out.printf("a call while %d portals are active: %.1f us%n", FEW, few);
        System.out.printf("the same while %d are: %.1f us, ratio %.2f%n", MANY, many, many / few);
        System.out.printf("a call of %d portals in turn: %.1f us, ratio %.2f%n", MANY, round, round / few);
        TimeUnit.MILLISECONDS.sleep(IDLE + IDLE / 2 + 5_000);
        System.out.printf("after idling %d bytes a portal are left%n", (used() - before) / (MANY - FEW));
    }

    private double best(int portals) throws Exception {
        double[] rounds = new double[ROUNDS];
        for (int number = 0; number < ROUNDS; number++) {
            rounds[number] = calls(portals, CALLS);
        }
        return Arrays.stream(rounds).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    /** Microseconds a call. */
    private double calls(int portals, int calls) throws Exception {
        long start = System.nanoTime();
        for (int number = 0; number < calls; number++) {
            Exchange exchange = EventExchanges.of("member" + number % portals, new DefaultExchange(context));
            exchange.getMessage().setBody(1);
            producer.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        }
        return (System.nanoTime() - start) / 1_000.0 / calls;
    }

    private void install(int number) {
        String root = "http://127.1." + number / 250 + "." + (1 + number % 250) + ":"
                + server.getAddress().getPort() + "/rest/";
        store.update(
                TokenKey.installation(APP, "member" + number),
                before -> Optional.of(new Tokens(
                        ("access" + number).repeat(5),
                        ("refresh" + number).repeat(5),
                        Instant.now().plusSeconds(36_000),
                        "member" + number,
                        1,
                        root,
                        null,
                        "token" + number)));
    }

    /** Gives new texts at every look, as a database does. */
    private static final class TextStore implements TokenStore {
        private final Map<TokenKey, String> texts = new ConcurrentHashMap<>();

        @Override
        public Optional<Tokens> load(TokenKey key) {
            return Optional.ofNullable(texts.get(key)).map(Tokens::fromJson);
        }

        @Override
        public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
            Optional<Tokens> after = change.apply(load(key));
            after.ifPresent(tokens -> texts.put(key, tokens.toJson()));
            return after;
        }
    }

    private static long used() throws InterruptedException {
        for (int time = 0; time < 4; time++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(300);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
