// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Lanes whose threads stop while tasks come. */
class ChatLanesTest {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Runnable> begun = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final ChatLanes lanes = new ChatLanes(
            task -> {
                if (stopped.get()) {
                    throw new RejectedExecutionException();
                }
                begun.add(task);
            },
            10);

    @Test
    void aTaskThatNoThreadTakesIsRefused() {
        stopped.set(true);

        assertThat(lanes.offer("a chat", () -> done.add("a1"))).isFalse();
        assertThat(lanes.pending()).isZero();
        assertThat(done).isEmpty();
    }

    @Test
    void whatWasTakenBeforeTheStopIsDoneInItsOrder() {
        assertThat(lanes.offer("a chat", () -> done.add("a1"))).isTrue();
        assertThat(lanes.offer("a chat", () -> done.add("a2"))).isTrue();
        assertThat(lanes.offer("a chat", () -> done.add("a3"))).isTrue();
        stopped.set(true);

        begun.get(0).run();

        assertThat(done).containsExactly("a1", "a2", "a3");
        assertThat(lanes.pending()).isZero();
    }
}
