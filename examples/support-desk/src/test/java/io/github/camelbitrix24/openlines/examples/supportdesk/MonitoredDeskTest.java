// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** What Prometheus scrapes of the running desk: each label has a few values, and none of them says who or where. */
class MonitoredDeskTest {
    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String OURS = "camel_b24openlines_";
    private static final String LAST_EVENT_DONE =
            OURS + "events_total{result=\"done\",source=\"bot\",type=\"ONIMBOTV2MESSAGEADD\"} 6.0";

    @Test
    void theScrapeTellsWhatTheDeskDoesAndNobodysNames() throws Exception {
        int port = SimulatedPortal.freePort();
        try (SupportDay day = new SupportDay(Source.bot)) {
            PortalSimulator portal = day.portal();
            Properties properties = day.properties();
            properties.setProperty("desk.monitored", "true");
            properties.setProperty("camel.management.port", Integer.toString(port));
            Main main = new Main();
            main.setOverrideProperties(properties);
            main.start();
            List<String> scrape;
            try {
                day.play();
                // the portal has seen the last action before its route has come to its end
                await().atMost(Duration.ofSeconds(20)).until(() -> scrape(port).contains(LAST_EVENT_DONE));
                scrape = scrape(port);
                assertThat(reachableFromElsewhere(port)).isFalse();
                assertThat(get("http://127.0.0.1:" + port + "/observe/health")).contains("UP");
            } finally {
                main.stop();
            }

            assertThat(names(scrape))
                    .contains(
                            OURS + "operations_seconds_count",
                            OURS + "calls_seconds_count",
                            OURS + "calls_waiting_seconds_sum",
                            OURS + "requests_seconds_count",
                            OURS + "batch_size_sum",
                            OURS + "events_total",
                            OURS + "limit_hits_total",
                            OURS + "outcomes_unknown_total",
                            OURS + "token_refreshes_total",
                            OURS + "portal_moves_total",
                            OURS + "budget_changes_total");
            assertThat(scrape)
                    .contains(OURS + "outcomes_unknown_total 0.0", OURS + "limit_hits_total{limit=\"rate\"} 0.0")
                    .anySatisfy(line -> assertThat(line)
                            .startsWith(OURS + "operations_seconds_count{operation=\"spam\",outcome=\"accepted\"} 1"))
                    .contains(LAST_EVENT_DONE);
            assertThat(labels(scrape))
                    .containsOnlyKeys(
                            "operation", "outcome", "method", "kind", "limit", "result", "source", "type", "state");
            assertThat(labels(scrape).get("operation"))
                    .containsExactlyInAnyOrder(
                            "spam", "botMessageSend", "anotherFinish", "transfer", "botSessionOperator");
            assertThat(labels(scrape).get("outcome")).containsExactlyInAnyOrder("accepted", "done");
            assertThat(labels(scrape).get("method"))
                    .allSatisfy(method -> assertThat(method).startsWith("im"));

            Set<String> values = values(scrape);
            assertThat(values).isNotEmpty();
            for (DialogView dialog : portal.dialogs()) {
                assertThat(values).doesNotContain(Long.toString(dialog.chatId()), dialog.userCode());
            }
            for (String secret : List.of(
                    portal.url(),
                    portal.webhook(1).code(),
                    portal.bot(SupportDay.BOT).token())) {
                assertThat(scrape).noneSatisfy(line -> assertThat(line).contains(secret));
            }
        }
    }

    private static List<String> scrape(int port) throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + port + "/observe/metrics")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** By any address of this machine but the loopback's. */
    private static boolean reachableFromElsewhere(int port) throws IOException {
        for (InetAddress address : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(found -> !found.isLoopbackAddress())
                .toList()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 2_000);
                return true;
            } catch (IOException e) {
                // refused, as it should be
            }
        }
        return false;
    }

    private static Set<String> names(List<String> scrape) {
        Set<String> names = new TreeSet<>();
        scrape.forEach(line -> names.add(series(line).group(1)));
        return names;
    }

    /** The values of each label of ours. */
    private static Map<String, Set<String>> labels(List<String> scrape) {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : scrape) {
            Matcher series = series(line);
            if (series.group(1).startsWith(OURS) && series.group(2) != null) {
                LABEL.matcher(series.group(2))
                        .results()
                        .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                                .add(label.group(2)));
            }
        }
        return labels;
    }

    /** Of all labels, Camel's own too. */
    private static Set<String> values(List<String> scrape) {
        Set<String> values = new TreeSet<>();
        for (String line : scrape) {
            Matcher series = series(line);
            if (series.group(2) != null) {
                LABEL.matcher(series.group(2)).results().forEach(label -> values.add(label.group(2)));
            }
        }
        return values;
    }

    private static Matcher series(String line) {
        Matcher series = SERIES.matcher(line);
        assertThat(series.matches()).as(line).isTrue();
        return series;
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
