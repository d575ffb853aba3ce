// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.events.EventTokens.Trust;
import io.github.camelbitrix24.openlines.events.StoreCalls.Unavailable;
import org.apache.commons.lang3.StringUtils;

/** Tells from a form's head whether it may be believed, as early as that can be told. */
final class PushVerifier {
    private final EventTokens tokens;
    private final boolean installing;
    private final StoreCalls stores;

    /**
     * Makes a verifier.
     *
     * @param installing whether installations with unknown tokens may be confirmed in another way
     * @param stores asks the beans that know more tokens
     */
    PushVerifier(EventTokens tokens, boolean installing, StoreCalls stores) {
        this.tokens = tokens;
        this.installing = installing;
        this.stores = stores;
    }

    /**
     * Refuses what nothing that is still to come could save. Asks nobody.
     *
     * @param whole whether the form has come to its end
     */
    void check(PushHead head, boolean whole) throws PushRefusal {
        if (whole && StringUtils.isBlank(head.event())) {
            throw new PushRefusal(PushRefusal.BAD_REQUEST, "no field event");
        }
        if (head.namesNoPortal()) {
            throw forbidden("auth[member_id] is no portal's");
        }
        if (whole && StringUtils.isEmpty(head.token())) {
            throw forbidden("no auth[application_token]");
        }
        boolean mayInstall = installing && (isInstallation(head) || head.event() == null);
        if (StringUtils.isNotEmpty(head.token()) && !mayInstall && !tokens.mayKnow(head.token())) {
            throw wrongToken();
        }
    }

    /**
     * What a whole form's token proves; may ask a bean, and wait for it.
     *
     * @return {@link Trust#NONE} only for an installation
     * @throws PushRefusal if the token is wrong
     * @throws Unavailable if it cannot be known now
     */
    Trust trust(PushHead head) throws PushRefusal, Unavailable {
        check(head, true);
        Trust trust = tokens.known(head.memberId(), head.token());
        if (trust == Trust.NONE && tokens.asks() && StringUtils.isNotEmpty(head.memberId())) {
            trust = stores.ask(() -> tokens.asked(head.memberId(), head.token()));
        }
        if (trust == Trust.NONE && !(installing && isInstallation(head))) {
            throw wrongToken();
        }
        return trust;
    }

    private static boolean isInstallation(PushHead head) {
        return RawEvent.type(head.event()).equals(EventTypes.APP_INSTALL);
    }

    private static PushRefusal wrongToken() {
        return forbidden(
                "auth[application_token] is none that webhookVerifyToken or applicationTokens knows for the portal");
    }

    private static PushRefusal forbidden(String reason) {
        return new PushRefusal(PushRefusal.FORBIDDEN, reason);
    }
}
