// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.TokenFileNode.key;
import static io.github.camelbitrix24.openlines.TokenFileNode.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.auth.FileTokenStore;
import io.github.camelbitrix24.openlines.auth.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token file that two processes share: while one changes a user's tokens, the other stays out. */
class SharedTokenFileTest {
    private static final long ANNA = 27;
    private static final long BORIS = 31;
    private static final long PATIENCE = 60;

    @TempDir
    Path folder;

    private Path file;
    private Node node;
    private CountDownLatch inside;
    private CountDownLatch goOn;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("tokens.json");
        node = Node.start(TokenFileNode.class, List.of(file.toString()));
        node.hear("READY");
        inside = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        node.close();
    }

    /** A refresh that is under way until it is told to go on. */
    private CompletableFuture<Optional<Tokens>> refresh(FileTokenStore store, long user) throws Exception {
        CompletableFuture<Optional<Tokens>> refresh = CompletableFuture.supplyAsync(
                () -> store.update(key(user), old -> {
                    inside.countDown();
                    awaitGo();
                    return tokens("ours");
                }),
                task -> new Thread(task).start());
        assertThat(inside.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        return refresh;
    }

    private void awaitGo() {
        try {
            assertThat(goOn.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertTheNodeStaysOutOf(CompletableFuture<Optional<Tokens>> refresh, long user) throws Exception {
        node.say("update " + user);
        node.hear("OTHERS");
        assertThat(node.heardOf("ENTERED")).isZero();
        goOn.countDown();
        assertThat(refresh.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(tokens("ours"));
        assertThat(node.hear("ENTERED")).isEqualTo("ours");
    }

    @Test
    void otherCallsOfThisProcessLetNobodyIn() throws Exception {
        CompletableFuture<Optional<Tokens>> refresh = refresh(new FileTokenStore(file), ANNA);
        for (long other = 100; other < 120; other++) {
            FileTokenStore store = new FileTokenStore(file);
            store.update(key(other), before -> tokens("another"));
            store.load(key(other));
        }

        assertTheNodeStaysOutOf(refresh, ANNA);
    }

    @Test
    void whoAsksByALinkSharesTheLock() throws Exception {
        Files.createDirectories(folder.resolve("links"));
        Path link = Files.createSymbolicLink(folder.resolve("links/tokens"), Path.of("../tokens.json"));
        CompletableFuture<Optional<Tokens>> refresh = refresh(new FileTokenStore(link), ANNA);

        assertTheNodeStaysOutOf(refresh, ANNA);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void whoIsInterruptedWhileItWaitsLetsNobodyIn() throws Exception {
        FileTokenStore store = new FileTokenStore(file);
        node.say("hold " + BORIS);
        node.hear("HOLDS");
        CompletableFuture<Optional<Tokens>> refresh = refresh(store, ANNA);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiting = new Thread(() -> store.update(key(BORIS), before -> before));
        waiting.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        waiting.start();
        await().atMost(Duration.ofSeconds(PATIENCE))
                .until(() -> List.of(waiting.getStackTrace()).toString().contains("LockFile.lock("));

        waiting.interrupt();
        waiting.join(TimeUnit.SECONDS.toMillis(PATIENCE));
        assertThat(failure.get())
                .hasMessageContaining("tokens.json")
                .hasRootCauseMessage("interrupted while waiting for the lock");
        node.say("go");
        node.hear("LET GO");

        assertTheNodeStaysOutOf(refresh, ANNA);
    }

    @Test
    void aLockFileThatSomebodyDeletesIsMadeAnew() throws Exception {
        new FileTokenStore(file).update(key(BORIS), before -> tokens("first"));
        Files.delete(folder.resolve("tokens.json.lock"));
        CompletableFuture<Optional<Tokens>> refresh = refresh(new FileTokenStore(file), ANNA);

        assertTheNodeStaysOutOf(refresh, ANNA);
    }

    @Test
    void aKilledProcessLetsGo() throws Exception {
        node.say("hold " + ANNA);
        node.hear("HOLDS");
        CompletableFuture<Optional<Tokens>> update = CompletableFuture.supplyAsync(
                () -> new FileTokenStore(file).update(key(ANNA), before -> tokens("ours")));

        node.kill();

        assertThat(update.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(tokens("ours"));
    }
}
