// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.wire.PhpQuery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a call costs apart from its way over the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PureParts {
    private final Map<String, Object> transfer = Map.of("CHAT_ID", 1763L, "QUEUE_ID", 22L);
    private final Map<String, Object> message = Map.of(
            "botId",
            567L,
            "botToken",
            "0123456789abcdef",
            "dialogId",
            "chat1763",
            "fields",
            Map.of("message", "Hello & bye?"));
    private final byte[] answer =
            Json.bytes(Map.of("result", true, "time", Map.of("start", 1773683678, "duration", 0.1)));

    @Benchmark
    public byte[] writeJson() {
        return Json.bytes(transfer);
    }

    @Benchmark
    public Object readJson() throws Exception {
        return Json.read(answer);
    }

    @Benchmark
    public List<String> writeQueries() {
        return List.of(PhpQuery.write(transfer), PhpQuery.write(message));
    }

    /** Runs the benchmarks of this class. */
    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder().include(PureParts.class.getSimpleName()).build()).run();
    }
}
