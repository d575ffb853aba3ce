// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.EmployeeCredentials;
import io.github.camelbitrix24.openlines.auth.JdbcCredentialSource;
import io.github.camelbitrix24.openlines.auth.PropertiesCredentialSource;
import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in the name of the employee that the route picks. */
class ActAsTest {
    @TempDir
    Path directory;

    private OAuthDesk desk;

    @BeforeEach
    void open() {
        desk = OAuthDesk.open();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private DefaultCamelContext context(CredentialSource source) throws Exception {
        DefaultCamelContext context = desk.context(null);
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setCredentialSource(source);
        return context;
    }

    private CredentialSource properties() throws Exception {
        TokenPair boris = desk.portal.authorize(OAuthDesk.APP, 31);
        Path file = directory.resolve("employees.properties");
        Files.writeString(
                file,
                "anna.authToken = " + desk.portal.webhook(27).authToken() + "\n" //
                        + "127.0.0.1/boris.refreshToken = " + boris.refreshToken() + "\n" //
                        + "ada.authToken = " + desk.portal.webhook(1).authToken() + "\n");
        return new PropertiesCredentialSource(file);
    }

    @Test
    void oneRouteAnswersAsAnnaAndFinishesAsBoris() throws Exception {
        DefaultCamelContext context = context(properties());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .setProperty("chat", body())
                        .to("b24openlines:answer?actAs=anna")
                        .setBody(exchangeProperty("chat"))
                        .setHeader(B24OpenLinesConstants.ACT_AS, constant("boris"))
                        .to("b24openlines:anotherFinish");
            }
        });
        long chat = desk.chat();

        Exchange done = context.createProducerTemplate()
                .send("direct:work", exchange -> exchange.getMessage().setBody(chat));

        assertThat(callers("imopenlines.operator.answer")).containsExactly(27L);
        assertThat(done.getException()).isNull();
        assertThat(callers("imopenlines.operator.another.finish")).containsExactly(31L);
    }

    @Test
    void withoutAnEmployeeTheEndpointsOwnCallerActs() throws Exception {
        DefaultCamelContext context = context(properties());

        assertThat(desk.answerOne(context).getException()).isNull();
        assertThat(callers("imopenlines.operator.answer")).containsExactly(27L);
        assertThat(send(context, "ada", desk.chat()).getException()).isNull();
        assertThat(callers("imopenlines.operator.answer")).containsExactly(27L, 1L);
    }

    @Test
    void aSourceThatHangsFailsItsOwnCallsAndNoOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        DefaultCamelContext context = context((portal, employee) -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        try {
            List<CompletableFuture<Exchange>> hung = Stream.of("anna", "anna", "boris")
                    .map(employee -> context.createProducerTemplate()
                            .asyncSend(
                                    "b24openlines:answer?maxWait=1500&actAs=" + employee,
                                    exchange -> exchange.getMessage().setBody(1)))
                    .toList();

            assertThat(desk.answerOne(context).getException()).isNull();
            for (CompletableFuture<Exchange> call : hung) {
                assertThat(call.get(30, TimeUnit.SECONDS).getException())
                        .isInstanceOf(B24UnavailableException.class)
                        .hasMessageContaining("credentialSource")
                        .hasMessageContaining("maxWait")
                        .hasMessageContaining("was not executed");
            }
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatThrowsAnErrorOrGivesNothingFailsItsOwnCallsOnly(boolean error) throws Exception {
        DefaultCamelContext context = context((portal, employee) -> {
            if (error) {
                throw new NoClassDefFoundError("driver");
            }
            return null;
        });

        assertThat(send(context, "anna", 1).getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("the credentialSource failed");
        assertThat(desk.answerOne(context).getException()).isNull();
    }

    @Test
    void anEmployeeWhomNobodyKnowsIsRefused() throws Exception {
        Exchange unknown = send(context(properties()), "carla", desk.chat());

        assertThat(unknown.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("carla")
                .hasMessageContaining(B24OpenLinesConstants.ACT_AS);
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void withoutASourceNobodyIsActedAs() throws Exception {
        assertThat(send(desk.context(null), "anna", desk.chat()).getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("credentialSource");

        Exchange option = desk.context(null)
                .createProducerTemplate()
                .send(
                        "b24openlines:answer?actAs=anna",
                        exchange -> exchange.getMessage().setBody(desk.chat()));
        assertThat(option.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("credentialSource");
    }

    @Test
    void aSourceThatFailsFailsTheCallAndShowsNothing() throws Exception {
        Exchange failed = send(
                context((portal, employee) -> {
                    throw new IllegalStateException("password=geheim");
                }),
                "anna",
                desk.chat());

        assertThat(failed.getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageNotContaining("geheim");
        assertThat(desk.portal.requests()).isEmpty();
    }

    @Test
    void employeesOfADatabaseAreToldApartByPortal() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcCredentialSource source = new JdbcCredentialSource(database).createSchema();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO b24openlines_employees (portal, employee, auth_token) VALUES"
                    + " ('*', 'anna', '1/any'), ('127.0.0.1', 'anna', '27/here')");
        }

        assertThat(source.find("127.0.0.1", "anna")).contains(EmployeeCredentials.webhook("27/here"));
        assertThat(source.find("example.bitrix24.com", "anna")).contains(EmployeeCredentials.webhook("1/any"));
        assertThat(source.find("127.0.0.1", "boris")).isEqualTo(Optional.empty());
    }

    private Exchange send(DefaultCamelContext context, String employee, long chat) {
        return context.createProducerTemplate().send("b24openlines:answer", exchange -> {
            exchange.getMessage().setBody(chat);
            exchange.getMessage().setHeaders(Map.of(B24OpenLinesConstants.ACT_AS, employee));
        });
    }

    private List<Long> callers(String method) {
        return desk.portal.executions(method).stream().map(Execution::callerId).toList();
    }
}
