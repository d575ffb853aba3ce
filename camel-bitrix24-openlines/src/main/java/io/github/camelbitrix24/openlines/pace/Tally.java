// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

/** Counts what went out. Used under the dispatcher's lock only. */
final class Tally {
    private long requests;
    private long batches;
    private long batched;

    void sent(Shipment shipment) {
        requests++;
        if (!shipment.plain()) {
            batches++;
            batched += shipment.weight();
        }
    }

    long requests() {
        return requests;
    }

    long batches() {
        return batches;
    }

    /** Calls that went in batches. */
    long batched() {
        return batched;
    }
}
