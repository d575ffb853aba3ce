// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/**
 * A form that claims to be an event.
 *
 * @param form decoded, with all tokens in it
 * @param raw the same as an event
 * @param token {@code auth[application_token]}, empty if there is none
 */
record PushedEvent(Map<String, Object> form, RawEvent raw, String token) {

    /**
     * Finds event and token.
     *
     * @throws IllegalArgumentException if there is no event, or an array in the place of a text
     */
    static PushedEvent of(Map<String, Object> form) {
        Map<String, Object> auth = Lenient.map(form.get("auth"));
        if (StringUtils.isBlank(textOrNothing(form.get("event"), "event"))) {
            throw new IllegalArgumentException("no field event");
        }
        textOrNothing(auth.get("member_id"), "auth[member_id]");
        return new PushedEvent(
                form, RawEvent.pushed(form), textOrNothing(auth.get("application_token"), "auth[application_token]"));
    }

    private static String textOrNothing(Object value, String field) {
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("an array in the place of " + field);
        }
        return StringUtils.defaultString((String) value);
    }

    /** Whether the form says what its head has said, by which it was believed. */
    boolean isAsTold(PushHead head) {
        return raw.type().equals(RawEvent.type(head.event()))
                && token.equals(StringUtils.defaultString(head.token()))
                && StringUtils.defaultString(raw.memberId()).equals(StringUtils.defaultString(head.memberId()));
    }

    boolean isInstallation() {
        return raw.type().equals(EventTypes.APP_INSTALL);
    }

    boolean isRemoval() {
        return raw.type().equals(EventTypes.APP_UNINSTALL);
    }

    /** The same for the same event however often it is posted: a portal gives its events no id (§8.1). */
    String key() {
        Object[] same = {raw.type(), EventMapper.Tokens.without(raw.fields()), form.get("ts")};
        return "b24openlines/push/" + raw.memberId() + "/"
                + HexFormat.of().formatHex(sha256().digest(Json.bytes(Arrays.asList(same))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "PushedEvent[type=" + raw.type() + "]";
    }
}
