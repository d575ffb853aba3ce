// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a form says of itself before anything of it is believed: the event's name, the portal and its token. Found without
 * building the form, which costs many times its size, and as soon as it has come.
 */
final class PushHead {
    private static final String EVENT = "event";
    private static final String MEMBER = "auth[member_id]";
    private static final String TOKEN = "auth[application_token]";
    /** Bytes of a name that could be one of these, each character written with a percent sign. */
    private static final int LONGEST_NAME = 3 * (TOKEN.length() + 1);
    /** Bytes of a value that is looked at; the portal's have 32, a bot's token some 50. */
    private static final int LONGEST_VALUE = 1_000;

    private static final Pattern MEMBER_ID = Pattern.compile("[!-~]{1,100}");

    private String event;
    private String memberId;
    private String token;
    private int next;
    private int equals = -1;
    private int scanned;

    /**
     * Reads on.
     *
     * @param body what has come
     * @param length bytes of it
     * @param whole whether no more comes
     * @throws IllegalArgumentException if the form says something twice, or is none; the text shows nothing of it
     */
    PushHead read(byte[] body, int length, boolean whole) {
        for (; scanned < length; scanned++) {
            if (body[scanned] == '&') {
                pair(body, next, equals, scanned);
                next = scanned + 1;
                equals = -1;
            } else if (body[scanned] == '=' && equals < 0) {
                equals = scanned;
            }
        }
        if (whole && next < length) {
            pair(body, next, equals, length);
            next = length;
        }
        return this;
    }

    /**
     * Reads fields that somebody else has taken apart.
     *
     * @param fields text, or a list of text for a name that came more than once
     * @throws IllegalArgumentException as {@link #read} does
     */
    PushHead read(Map<?, ?> fields) {
        fields.forEach((name, value) -> {
            if (value instanceof Iterable<?> several) {
                several.forEach(one -> field(String.valueOf(name), String.valueOf(one)));
            } else {
                field(String.valueOf(name), value == null ? "" : value.toString());
            }
        });
        return this;
    }

    private void pair(byte[] body, int from, int equals, int to) {
        int end = equals < 0 ? to : equals;
        if (end - from > LONGEST_NAME || end == from || !mayBeOurs(body[from])) {
            return;
        }
        String name = PhpForm.decode(body, from, end);
        if (!isOurs(name)) {
            return;
        }
        if (to - end > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                    "a value of more than " + LONGEST_VALUE + " bytes in the place of an id");
        }
        field(name, equals < 0 ? "" : PhpForm.decode(body, equals + 1, to));
    }

    private static boolean mayBeOurs(byte first) {
        return first == 'e' || first == 'a' || first == '%';
    }

    private static boolean isOurs(String name) {
        return name.equals(EVENT) || name.startsWith(EVENT + "[") || name.startsWith(MEMBER) || name.startsWith(TOKEN);
    }

    private void field(String name, String value) {
        if (name.equals(EVENT)) {
            event = once(event, value);
        } else if (name.equals(MEMBER)) {
            memberId = once(memberId, value);
        } else if (name.equals(TOKEN)) {
            token = once(token, value);
        } else if (isOurs(name)) {
            throw new IllegalArgumentException("an array in the place of a text");
        }
    }

    private static String once(String before, String value) {
        if (before != null) {
            throw new IllegalArgumentException("not a form of the portal: a name comes twice");
        }
        return value;
    }

    /** The event's name as it came, null if none has come. */
    String event() {
        return event;
    }

    /** The portal that it claims to be of, null if it has named none. */
    String memberId() {
        return memberId;
    }

    /** Whether no portal can be called so. */
    boolean namesNoPortal() {
        return memberId != null
                && !memberId.isEmpty()
                && !MEMBER_ID.matcher(memberId).matches();
    }

    /** The token, null or empty if none has come. */
    String token() {
        return token;
    }

    /** Whether nothing has come yet. */
    boolean isEmpty() {
        return event == null && memberId == null;
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "PushHead[event=" + event + ", memberId=" + memberId + "]";
    }
}
