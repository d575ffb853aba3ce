// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** A fault that only some requests of a method meet; each request asks it once. */
final class FaultChance {

    private final Fault fault;
    private final double probability;
    private final Predicate<Map<String, Object>> chosen;

    private FaultChance(Fault fault, double probability, Predicate<Map<String, Object>> chosen) {
        this.fault = fault;
        this.probability = probability;
        this.chosen = chosen;
    }

    static FaultChance random(Fault fault, double probability, long seed) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is above 0 and at most 1, not " + probability);
        }
        Random random = new Random(seed);
        return new FaultChance(fault, probability, parameters -> random.nextDouble() < probability);
    }

    static FaultChance of(Fault fault, Predicate<Map<String, Object>> chosen) {
        return new FaultChance(fault, 1, chosen);
    }

    Fault fault() {
        return fault;
    }

    /** 1 where the parameters decide. */
    double probability() {
        return probability;
    }

    boolean meets(Map<String, Object> parameters) {
        return chosen.test(parameters);
    }
}
