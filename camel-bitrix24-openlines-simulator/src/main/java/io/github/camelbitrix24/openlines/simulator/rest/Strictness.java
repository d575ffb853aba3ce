// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Notes in strict mode what a caller sent that no method understands; a real portal would let it pass in silence. */
public final class Strictness {

    /** Correlation only, ignored by all methods (§1.4). */
    private static final Set<String> EVERYWHERE = Set.of("BX24_REQUEST_ID");

    private final boolean on;
    private final List<String> findings = new ArrayList<>();

    private Strictness(boolean on) {
        this.on = on;
    }

    public static Strictness on() {
        return new Strictness(true);
    }

    public static Strictness off() {
        return new Strictness(false);
    }

    public synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    void unknownMethod(String name, Collection<String> known) {
        if (on) {
            find("Unknown method " + name + "; nearest known: " + Nearest.to(name, known));
        }
    }

    /** A method that refuses early leaves parameters unread; of those only the misspelt ones are told. */
    void handled(String method, Parameters parameters, boolean done) {
        if (!on) {
            return;
        }
        for (String name : new TreeSet<>(parameters.unread())) {
            if (!EVERYWHERE.contains(name.toUpperCase(Locale.ROOT)) && (done || parameters.isMisspelt(name))) {
                find(method + " does not read the parameter " + name + "; it reads "
                        + new TreeSet<>(parameters.asked()));
            }
        }
    }

    private synchronized void find(String text) {
        findings.add(text);
    }
}
