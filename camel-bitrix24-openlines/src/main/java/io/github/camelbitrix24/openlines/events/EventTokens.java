// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ApplicationTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/**
 * Tells a portal's events from forged ones by {@code auth[application_token]} (§8.2), in a time that does not depend on
 * where a wrong token differs.
 */
public final class EventTokens {
    private final List<Known> known;
    private final ApplicationTokens more;

    private EventTokens(List<Known> known, ApplicationTokens more) {
        this.known = known;
        this.more = more;
    }

    /**
     * Reads the options.
     *
     * @param webhookVerifyToken tokens separated by comma, each {@code TOKEN} or {@code MEMBER_ID:TOKEN}; may be null
     * @param more asked for tokens of a portal besides; may be null
     */
    public static EventTokens of(String webhookVerifyToken, ApplicationTokens more) {
        List<Known> known = Arrays.stream(StringUtils.split(StringUtils.defaultString(webhookVerifyToken), ", "))
                .map(Known::parse)
                .toList();
        return new EventTokens(known, more);
    }

    /** Whether there is no token that could fit, now or later. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether a bean may know more tokens. */
    boolean asks() {
        return more != null;
    }

    /** Whether the token may be right for some portal. Asks nobody. */
    boolean mayKnow(String token) {
        byte[] shown = bytes(token);
        boolean fits = asks();
        for (Known one : known) {
            fits |= MessageDigest.isEqual(bytes(one.token()), shown);
        }
        return fits;
    }

    /**
     * Compares with the configured tokens.
     *
     * @param memberId which portal the event claims to be of; may be null
     */
    Trust known(String memberId, String token) {
        byte[] shown = bytes(token);
        boolean fits = false;
        boolean bound = false;
        for (Known one : known) {
            boolean equal = MessageDigest.isEqual(bytes(one.token()), shown);
            boolean ofPortal = one.memberId() == null || one.memberId().equals(memberId);
            fits |= equal && ofPortal;
            bound |= equal && ofPortal && (one.memberId() != null || known.size() == 1);
        }
        if (bound && memberId != null) {
            return Trust.PORTAL;
        }
        return fits ? Trust.EVENT : Trust.NONE;
    }

    /** Compares with the tokens that the bean knows, which may take its time or fail. */
    Trust asked(String memberId, String token) {
        byte[] shown = bytes(token);
        Collection<String> others = more.of(memberId);
        boolean fits = false;
        for (String one : others == null ? List.<String>of() : others) {
            fits |= one != null && MessageDigest.isEqual(bytes(one), shown);
        }
        return fits ? Trust.PORTAL : Trust.NONE;
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    /** What a token proves. */
    enum Trust {
        /** Nothing. */
        NONE,
        /** That the event is genuine; not which of several portals it is of. */
        EVENT,
        /** That the event is genuine and of the portal it names. */
        PORTAL
    }

    /** A configured token; without a portal it fits every portal. */
    private record Known(String memberId, String token) {
        static Known parse(String entry) {
            String member = StringUtils.substringBeforeLast(entry, ":");
            return member.equals(entry)
                    ? new Known(null, entry)
                    : new Known(member, StringUtils.substringAfterLast(entry, ":"));
        }

        @Override
        public String toString() {
            return "Known[memberId=" + memberId + "]";
        }
    }
}
