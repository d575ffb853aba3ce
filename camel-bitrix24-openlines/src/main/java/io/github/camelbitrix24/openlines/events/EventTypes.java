// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names of events that a portal sends (§8, §9.3, §11.2). */
final class EventTypes {
    static final String APP_INSTALL = "ONAPPINSTALL";
    static final String APP_UNINSTALL = "ONAPPUNINSTALL";

    /** What a bot's queue may hold. */
    private static final List<String> FETCHED = List.of(
            "ONIMBOTV2MESSAGEADD",
            "ONIMBOTV2MESSAGEUPDATE",
            "ONIMBOTV2MESSAGEDELETE",
            "ONIMBOTV2JOINCHAT",
            "ONIMBOTV2DELETE",
            "ONIMBOTV2CONTEXTGET",
            "ONIMBOTV2COMMANDADD",
            "ONIMBOTV2REACTIONCHANGE");

    private static final String OTHER = "other";
    private static final String NOTICE = "ONOFFLINEEVENT";

    private static final List<String> ALL = Stream.concat(
                    Stream.of(
                            "ONOPENLINEMESSAGEADD",
                            "ONOPENLINEMESSAGEUPDATE",
                            "ONOPENLINEMESSAGEDELETE",
                            "ONSESSIONSTART",
                            "ONSESSIONFINISH",
                            "ONIMCONNECTORMESSAGEADD",
                            "ONIMCONNECTORMESSAGEUPDATE",
                            "ONIMCONNECTORMESSAGEDELETE",
                            "ONIMCONNECTORDIALOGSTART",
                            "ONIMCONNECTORDIALOGFINISH",
                            "ONIMCONNECTORSTATUSDELETE",
                            "ONIMCONNECTORLINEDELETE",
                            "ONIMBOTMESSAGEADD",
                            "ONIMBOTMESSAGEUPDATE",
                            "ONIMBOTMESSAGEDELETE",
                            "ONIMBOTJOINCHAT",
                            "ONIMBOTDELETE",
                            APP_INSTALL,
                            APP_UNINSTALL,
                            "ONAPPTEST",
                            NOTICE),
                    FETCHED.stream())
            .toList();

    private EventTypes() {}

    /** The name, if any portal sends such events; {@code other} if none does, or for null. */
    static String documented(String name) {
        String upper = StringUtils.upperCase(name, Locale.ROOT);
        return upper != null && ALL.contains(upper) ? upper : OTHER;
    }

    /**
     * Reads a comma list of names, in any case.
     *
     * @throws B24InvalidRequestException if no portal, or not this source, sends such an event; the text says what was
     *     probably meant
     */
    static Set<String> parse(String names, EventSource source) {
        return Arrays.stream(StringUtils.split(StringUtils.defaultString(names), ", "))
                .map(name -> check(name.toUpperCase(Locale.ROOT), source))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String check(String name, EventSource source) {
        List<String> known = of(source);
        if (known.contains(name)) {
            return name;
        }
        String shown = StringUtils.abbreviate(name, 60);
        if (ALL.contains(name)) {
            throw new B24InvalidRequestException("eventTypes: " + shown + " does not come with source=" + source
                    + ", which has " + String.join(", ", known));
        }
        throw new B24InvalidRequestException("eventTypes: no portal sends " + shown
                + meant(name, known)
                        .map(guess -> ", did you mean " + guess + "?")
                        .orElse(".")
                + " With source=" + source + " there are " + String.join(", ", known));
    }

    private static List<String> of(EventSource source) {
        return switch (source) {
            case bot -> FETCHED;
            case offline -> ALL.stream().filter(name -> !name.equals(NOTICE)).toList();
            case push -> ALL;
        };
    }

    private static Optional<String> meant(String name, List<String> known) {
        String plain = plain(name);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(plain(candidate), plain)))
                .filter(candidate -> distance(plain(candidate), plain) <= Math.max(3, plain.length() / 2));
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    /** OnImOpenLinesMessageAdd is what people invent for ONOPENLINEMESSAGEADD. */
    private static String plain(String name) {
        return StringUtils.removeStart(name, "ON")
                .replace("IMOPENLINES", "OPENLINE")
                .replace("LINES", "LINE");
    }
}
