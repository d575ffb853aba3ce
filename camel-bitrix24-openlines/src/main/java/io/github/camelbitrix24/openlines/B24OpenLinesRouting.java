// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.routing.Routing;
import java.util.Set;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** To whom a transfer goes, beyond its target. */
@UriParams
public class B24OpenLinesRouting {
    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "With transfer and queueId: whether the line's operator who is online and has most slots free gets the"
                            + " dialog, if the portal tells. It is asked at most every 30 seconds.")
    private boolean toLeastLoaded;

    @UriParam(
            label = "producer",
            description =
                    "The line that gets a dialog which no operator of queueId has a free slot for, or which was handed over"
                            + " maxTransfers times; the line queueId by default, and a failure for the latter.")
    private long fallbackQueueId;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description =
                    "How often this application may hand a dialog over in one session; 0 for no limit. Its transfers are"
                            + " verified.")
    private int maxTransfers;

    /** What is asked for. */
    Routing values() {
        return new Routing(toLeastLoaded, fallbackQueueId, maxTransfers);
    }

    /**
     * Refuses options that cannot be meant.
     *
     * @param targets the target options that are set
     * @throws B24InvalidRequestException naming the options
     */
    void check(Operation operation, Set<Parameter> targets) {
        if (!operation.handsOver() && (toLeastLoaded || fallbackQueueId != 0 || maxTransfers != 0)) {
            throw new B24InvalidRequestException(
                    operation + " is no transfer: remove toLeastLoaded, fallbackQueueId and maxTransfers");
        }
        if (toLeastLoaded && (targets.contains(Parameter.USER_ID) || targets.contains(Parameter.TRANSFER_ID))) {
            throw new B24InvalidRequestException(
                    "toLeastLoaded chooses the user: write the line as queueId, and remove userId and transferId");
        }
        if (fallbackQueueId < 0 || maxTransfers < 0) {
            throw new B24InvalidRequestException("fallbackQueueId and maxTransfers must not be negative");
        }
        if (fallbackQueueId > 0 && !toLeastLoaded && maxTransfers == 0) {
            throw new B24InvalidRequestException(
                    "fallbackQueueId has nothing to fall back from: set toLeastLoaded or maxTransfers, or remove it");
        }
    }

    public boolean isToLeastLoaded() {
        return toLeastLoaded;
    }

    public void setToLeastLoaded(boolean toLeastLoaded) {
        this.toLeastLoaded = toLeastLoaded;
    }

    public long getFallbackQueueId() {
        return fallbackQueueId;
    }

    public void setFallbackQueueId(long fallbackQueueId) {
        this.fallbackQueueId = fallbackQueueId;
    }

    public int getMaxTransfers() {
        return maxTransfers;
    }

    public void setMaxTransfers(int maxTransfers) {
        this.maxTransfers = maxTransfers;
    }
}
