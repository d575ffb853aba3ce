// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.text.LogText;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the portal lets a caller in, as its answers tell. Said when it changes, and a refusal not again within a minute: a portal
 * may refuse some calls and not others. Used under the dispatcher's lock only.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

    private final PortalWire wire;
    private boolean refused;
    private boolean said;
    private boolean everSaid;
    private long saidAt;

    Admission(PortalWire wire) {
        this.wire = wire;
    }

    /**
     * A call's request is back.
     *
     * @param trouble what keeps the caller out now, null if nothing does; a portal that is not reached refuses nobody
     * @return says it in the log, to be run outside the lock; null if there is nothing to say
     */
    Runnable seen(Delivery delivery, Trouble trouble, long now) {
        if (trouble == null) {
            return refused ? letIn() : null;
        }
        return !refused && trouble.kind() != Trouble.Kind.UNREACHABLE ? refuse(why(delivery, trouble), now) : null;
    }

    private static String why(Delivery delivery, Trouble trouble) {
        if (delivery instanceof Delivery.NoToken none) {
            return none.reason();
        }
        if (delivery instanceof Delivery.Moved moved) {
            return "it redirects calls where they may not follow (HTTP " + moved.status() + ")";
        }
        return trouble.code().isEmpty()
                ? "it is " + trouble.kind().name().toLowerCase(Locale.ROOT) + " (HTTP " + trouble.status() + ")"
                : trouble.code();
    }

    private Runnable refuse(String why, long now) {
        refused = true;
        if (everSaid && now - saidAt < QUIET) {
            return null;
        }
        said = true;
        everSaid = true;
        saidAt = now;
        return () -> LOG.warn("Portal {} does not let {} in: {}", wire.portal(), wire.credentials(), LogText.of(why));
    }

    private Runnable letIn() {
        refused = false;
        if (!said) {
            return null;
        }
        said = false;
        return () -> LOG.info("Portal {} lets {} in again", wire.portal(), wire.credentials());
    }
}
