// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.auth.JdbcCredentialSource;
import io.github.camelbitrix24.openlines.auth.JdbcTokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that share one application's tokens through PostgreSQL, and die when it hurts. */
class TwoNodesTest {
    private static final String ANSWER = "imopenlines.operator.answer";

    private TestDatabase database;
    private OAuthDesk desk;
    private DeadlyProxy proxy;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        desk = OAuthDesk.open();
        proxy = new DeadlyProxy(desk.portal.url());
    }

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            proxy.close();
            desk.close();
            database.close();
        }
    }

    @Test
    void nodesThatStartTogetherMakeOneTable() throws Exception {
        int nodes = 8;
        ExecutorService starting = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 5; round++) {
                try (TestDatabase database = TestDatabase.open()) {
                    CyclicBarrier together = new CyclicBarrier(nodes);
                    List<Future<Object>> tables = new ArrayList<>();
                    for (int node = 0; node < nodes; node++) {
                        tables.add(starting.submit(() -> {
                            together.await();
                            new JdbcTokenStore(TestDatabase.source(database.url)).createSchema();
                            return new JdbcCredentialSource(TestDatabase.source(database.url)).createSchema();
                        }));
                    }
                    for (Future<Object> table : tables) {
                        assertThat(table.get()).isNotNull();
                    }
                }
            }
        } finally {
            starting.shutdownNow();
        }
    }

    @Test
    void twoJvmsWithThirtyTwoCallsEachNeedOneRefresh() throws Exception {
        String first = chats(32);
        String second = chats(32);
        desk.expire();
        try (Node one = node(desk.portal.url());
                Node other = node(desk.portal.url())) {
            one.hear("READY");
            other.hear("READY");
            one.say(first);
            other.say(second);

            assertThat(one.hear("DONE")).isEqualTo("32");
            assertThat(other.hear("DONE")).isEqualTo("32");
        }
        assertThat(desk.portal.executions(ANSWER)).hasSize(64);
        assertThat(desk.refreshes()).isEqualTo(1);
    }

    /** Where a node is in its refresh when it is killed. */
    enum Step {
        BEFORE_THE_SERVER_HAS_THE_REQUEST,
        BEFORE_THE_NODE_HAS_THE_ANSWER,
        AFTER_PERSISTING
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aNodeKilledInItsRefreshLeavesAStoreThatWorksOrSaysWhatToDo(Step step) throws Exception {
        desk.expire();
        try (Node victim = node(proxy.url())) {
            victim.hear("READY");
            switch (step) {
                case BEFORE_THE_SERVER_HAS_THE_REQUEST -> proxy.beforeForwarding("/oauth/token/", victim::kill);
                case BEFORE_THE_NODE_HAS_THE_ANSWER -> proxy.beforeAnswering("/oauth/token/", victim::kill);
                // the first call went with the old token, the one after the refresh with what was persisted
                case AFTER_PERSISTING -> proxy.beforeForwarding("/rest/", 2, victim::kill);
            }
            victim.say(chats(1));
            victim.awaitEnd();
        }

        Exchange survivor = answerWithTheStore();

        if (step == Step.BEFORE_THE_NODE_HAS_THE_ANSWER) {
            assertThat(survivor.getException())
                    .isInstanceOf(B24AuthException.class)
                    .hasMessageContaining("invalid_grant")
                    .hasMessageContaining("must be authorised again");
            assertThat(desk.refreshes()).isEqualTo(2);
        } else {
            assertThat(survivor.getException()).isNull();
            assertThat(desk.refreshes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void aNodeKilledWhileItPersistsLeavesNoWrongPair(int millis) throws Exception {
        desk.expire();
        try (Node victim = node(proxy.url())) {
            victim.hear("READY");
            proxy.afterAnswering("/oauth/token/", Duration.ofMillis(millis), victim::kill);
            victim.say(chats(1));
            victim.awaitEnd();
        }

        Exchange survivor = answerWithTheStore();

        if (survivor.getException() == null) {
            assertThat(desk.refreshes()).isEqualTo(1);
        } else {
            assertThat(survivor.getException())
                    .isInstanceOf(B24AuthException.class)
                    .hasMessageContaining("must be authorised again");
        }
    }

    private Exchange answerWithTheStore() throws Exception {
        return desk.answerOne(desk.context(new JdbcTokenStore(TestDatabase.source(database.url)).createSchema()));
    }

    private Node node(String portal) throws Exception {
        return Node.start(
                OAuthNode.class, List.of(portal, desk.tokens.accessToken(), desk.tokens.refreshToken(), database.url));
    }

    private String chats(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> Long.toString(desk.chat()))
                .collect(Collectors.joining(","));
    }
}
