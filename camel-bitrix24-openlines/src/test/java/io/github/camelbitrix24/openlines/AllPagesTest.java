// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code allPages=true}: lists are read on, page by page, as a splitter asks for more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllPagesTest {
    /** With the three that are there; three pages of fifty. */
    private static final int USERS = 127;

    private static final int LINES = 250;

    private TestDesk desk;

    @BeforeAll
    void open() throws Exception {
        PortalBuilder portal =
                PortalSimulator.builder().admin(1, "Ada Admin").switchOn(PortalSwitch.STRICT_CONFIG_LIST);
        IntStream.range(0, USERS - 1).forEach(number -> portal.operator(100 + number, "Olga Other" + number));
        IntStream.range(0, LINES)
                .forEach(number -> portal.line(1_000 + number, "Line " + number, line -> line.operators(100)));
        desk = TestDesk.of(portal, 1);
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    @AfterEach
    void mend() {
        desk.portal.faults().clear();
    }

    @Test
    void usersAreReadByStartAndNext() {
        int before = requests();

        List<Object> users = all("b24openlines:userGet?allPages=true", Map.of("ACTIVE", true));

        assertThat(users)
                .hasSize(USERS)
                .doesNotHaveDuplicates()
                .allSatisfy(user -> assertThat(user).isInstanceOf(User.class));
        assertThat(requests()).isEqualTo(before + 3);
    }

    @Test
    void linesAreReadByOffsetAndLimit() {
        int before = requests();

        List<Object> lines = all("b24openlines:configListGet?allPages=true", null);

        assertThat(lines)
                .hasSize(LINES)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).isInstanceOf(Line.class));
        assertThat(parameters(before))
                .containsExactly(
                        Map.of("PARAMS", Map.of("limit", 200)), Map.of("PARAMS", Map.of("limit", 200, "offset", 200)));
    }

    @Test
    void reportsAreReadWhileThereIsANextPage() {
        int before = requests();

        List<Object> loads = all("b24openlines:v2OperatorList?allPages=true", Map.of("limit", 100));

        assertThat(loads).hasSize(LINES).doesNotHaveDuplicates();
        assertThat(parameters(before))
                .containsExactly(
                        Map.of("limit", 100), Map.of("limit", 100, "offset", 100), Map.of("limit", 100, "offset", 200));
    }

    @Test
    void sessionsComeOneByOne() {
        desk.portal.client("Maria").on(1_000).writes("Hello");
        desk.portal.client("Otto").on(1_001).writes("Hello");

        List<Object> sessions = all("b24openlines:v2SessionList?allPages=true", Map.of("limit", 1));

        assertThat(sessions)
                .hasSize(2)
                .allSatisfy(session -> assertThat(session)
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsKey("chatId"));
    }

    @Test
    void aPageIsAskedForWhenTheIteratorGetsThere() {
        int before = requests();

        Iterator<?> users =
                iterable(desk.send("b24openlines:userGet?allPages=true", null)).iterator();
        IntStream.range(0, 50).forEach(number -> users.next());
        assertThat(requests()).isEqualTo(before + 1);
        assertThat(users.hasNext()).isTrue();
        assertThat(requests()).isEqualTo(before + 2);
    }

    @Test
    void withoutItAListIsOnePage() {
        int before = requests();

        assertThat(desk.send("b24openlines:userGet", null).getMessage().getBody(List.class))
                .hasSize(50);
        assertThat(requests()).isEqualTo(before + 1);
    }

    @Test
    void aStreamingSplitReadsOnAsItGoes() throws Exception {
        List<Integer> requestsAt = new ArrayList<>();
        int before = requests();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:users")
                        .to("b24openlines:userGet?allPages=true")
                        .split(body())
                        .streaming()
                        .process(exchange -> requestsAt.add(requests() - before))
                        .to("mock:users");
            }
        });
        MockEndpoint users = desk.context.getEndpoint("mock:users", MockEndpoint.class);
        users.expectedMessageCount(USERS);

        desk.template.sendBody("direct:users", null);

        users.assertIsSatisfied();
        // the splitter looks one item ahead
        assertThat(requestsAt.subList(0, 49)).containsOnly(1);
        assertThat(requestsAt.subList(50, 99)).containsOnly(2);
        assertThat(requestsAt.subList(100, USERS)).containsOnly(3);
    }

    @Test
    void aFailingPageFailsTheSplitWithItsException() {
        Iterator<?> users =
                iterable(desk.send("b24openlines:userGet?allPages=true", null)).iterator();
        IntStream.range(0, 50).forEach(number -> users.next());
        desk.portal.faults().next("user.get", Fault.status(400, "ERROR_CORE", "as the portal words it"));

        assertThatThrownBy(users::hasNext).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("ERROR_CORE");
            assertThat(refused.getRestMethod()).isEqualTo("user.get");
        });
        assertThat(users.hasNext()).as("the page is asked for again").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"50", "\"50\"", "49", "1", "1e400", "9e30", "NaN", "\"x\"", "true", "{\"a\":1}", "[50]", "50.5"})
    @Timeout(20)
    void aListThatDoesNotGoOnEndsWithAnErrorBehindWhatItHas(String next) {
        Iterator<?> users =
                iterable(desk.send("b24openlines:userGet?allPages=true", null)).iterator();
        IntStream.range(0, 50).forEach(number -> users.next());
        desk.portal.faults().always("user.get", page("[{\"ID\":1},{\"ID\":2}]", next));

        users.next();
        users.next();
        assertThatThrownBy(users::hasNext)
                .isInstanceOf(B24OutcomeUnknownException.class)
                .hasMessageContaining("user.get")
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-50", "\"0\"", "null", "false", "[]", "\"\"", "-1e0"})
    @Timeout(20)
    void aNextThatIsNoneEndsTheList(String next) {
        desk.portal.faults().always("user.get", page("[{\"ID\":1},{\"ID\":2}]", next));

        assertThat(all("b24openlines:userGet?allPages=true", null)).hasSize(2);
    }

    @Test
    void anAbsurdNextCostsNoSinglePage() {
        desk.portal.faults().next("user.get", page("[{\"ID\":1}]", "{\"x\":[]}"));

        assertThat(desk.send("b24openlines:userGet", null).getMessage().getBody(List.class))
                .hasSize(1);
    }

    @Test
    @Timeout(20)
    void thePageBeforeAgainEndsTheListWithAnError() {
        List<String> uris = List.of(
                "b24openlines:userGet?allPages=true",
                "b24openlines:configListGet?allPages=true",
                "b24openlines:v2OperatorList?allPages=true");
        String lines = IntStream.range(0, 200)
                .mapToObj(id -> "{\"ID\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        desk.portal.faults().always("imopenlines.config.list.get", page(lines, "null"));
        desk.portal
                .faults()
                .always(
                        "imopenlines.v2.Operator.list",
                        page("{\"operators\":[{\"userId\":1}],\"hasNextPage\":true}", "null"));
        desk.portal.faults().next("user.get", page("[{\"ID\":1}]", "50"));
        desk.portal.faults().next("user.get", page("[{\"ID\":1}]", "100"));

        for (String uri : uris) {
            Iterator<?> items = iterable(desk.send(uri, null)).iterator();
            assertThatThrownBy(() -> items.forEachRemaining(item -> {}))
                    .as(uri)
                    .isInstanceOf(B24OutcomeUnknownException.class)
                    .hasMessageContaining("same page again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"maybe\"", "[1]", "1e400"})
    void aListThatDoesNotSayWhetherItGoesOnEndsWithAnError(String more) {
        desk.portal
                .faults()
                .always(
                        "imopenlines.v2.Operator.list",
                        page("{\"operators\":[{\"userId\":1}],\"hasNextPage\":" + more + "}", "null"));

        Iterator<?> loads = iterable(desk.send("b24openlines:v2OperatorList?allPages=true", null))
                .iterator();
        loads.next();
        assertThatThrownBy(loads::hasNext)
                .isInstanceOf(B24OutcomeUnknownException.class)
                .hasMessageContaining("whether it goes on");
    }

    private static Fault page(String result, String next) {
        return Fault.raw(200, "application/json", "{\"result\":" + result + ",\"next\":" + next + "}");
    }

    @Test
    void theFirstPagesRefusalIsTheExchanges() {
        Exchange exchange =
                desk.send("b24openlines:v2OperatorList?allPages=true", Map.of("status", "online", "offset", 10_001));

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        B24RefusedException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("OFFSET_TOO_LARGE"));
    }

    @Test
    void manyWhoReadOnAtATimeDoNotStandInEachOthersWay() throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:crowd")
                        .to("b24openlines:userGet?allPages=true&rateLimit=none")
                        .split(body())
                        .streaming()
                        .filter(simple("${body.id} == 100"))
                        .to("b24openlines:call?method=server.time")
                        .end()
                        .to("mock:crowd");
            }
        });
        MockEndpoint crowd = desk.context.getEndpoint("mock:crowd", MockEndpoint.class);
        crowd.expectedMessageCount(60 * USERS);

        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 60)
                .mapToObj(number -> desk.template.asyncSend("direct:crowd", exchange -> {}))
                .toList();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(sent).extracting(done -> done.join().getException()).containsOnlyNulls();
        crowd.assertIsSatisfied();
    }

    @Test
    void whatHasNoPagesRefusesTheOption() {
        assertThatThrownBy(() -> desk.context.getEndpoint("b24openlines:dialogGet?allPages=true"))
                .hasRootCauseInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("dialogGet has no pages");
    }

    private List<Object> all(String uri, Object body) {
        List<Object> items = new ArrayList<>();
        iterable(desk.send(uri, body)).forEach(items::add);
        return items;
    }

    private static Iterable<?> iterable(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Iterable.class);
    }

    private int requests() {
        return desk.portal.requests().size();
    }

    private List<Map<String, Object>> parameters(int after) {
        return desk.portal.requests().stream()
                .skip(after)
                .map(RequestSeen::parameters)
                .toList();
    }
}
