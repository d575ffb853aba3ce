// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/** The documented REST methods of Open Channels, and what is meant by one that nobody has documented. */
public final class Methods {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final String OPEN_LINES = "imopenlines.";
    private static final String OPERATOR = "imopenlines.operator.";

    /** What portals have and no documentation promises (§6.10): never suggested, and not refused. */
    private static final List<String> UNDOCUMENTED = List.of(
            "imopenlines.operator.pause.",
            "imopenlines.session.mode.unpin",
            "imopenlines.dialog.multi.get",
            "imopenlines.dialog.form.send",
            "imopenlines.dialog.user.depersonalization",
            "imopenlines.bot.session.dialog.new",
            "imopenlines.v2.session.",
            "imopenlines.v2.chat.load",
            "imopenlines.v2.recent.list");

    /** Words that people invent for the six. */
    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("close", "finish"),
            Map.entry("end", "finish"),
            Map.entry("stop", "finish"),
            Map.entry("complete", "finish"),
            Map.entry("finish", "finish"),
            Map.entry("accept", "answer"),
            Map.entry("take", "answer"),
            Map.entry("answer", "answer"),
            Map.entry("assign", "transfer"),
            Map.entry("forward", "transfer"),
            Map.entry("redirect", "transfer"),
            Map.entry("transfer", "transfer"),
            Map.entry("reject", "skip"),
            Map.entry("decline", "skip"),
            Map.entry("skip", "skip"),
            Map.entry("spam", "spam"),
            Map.entry("block", "spam"));

    private static final Set<String> LOOKED_AT = Set.of("dialog.info", "dialog.read", "chat.get", "session.get");
    private static final Set<String> WRITTEN =
            Set.of("message.send", "message.add", "dialog.message.add", "session.message.send", "chat.message.add");

    private Methods() {}

    /**
     * Refuses what is no method, and an invented one of Open Channels.
     *
     * @throws B24InvalidRequestException that says what was probably meant
     */
    public static void check(String method) {
        if (!METHOD.matcher(method).matches()) {
            throw new B24InvalidRequestException("'" + StringUtils.abbreviate(method, 60)
                    + "' is no REST method: write it like imopenlines.dialog.get, without address and parameters");
        }
        String lower = method.toLowerCase(Locale.ROOT);
        if (lower.equals("batch")) {
            throw new B24InvalidRequestException("a batch is no single call: use the operation batch");
        }
        if (lower.startsWith(OPEN_LINES) && !known(lower)) {
            throw new B24InvalidRequestException("there is no method " + method
                    + meant(method)
                            .map(guess -> ", did you mean " + guess.restMethod() + " (operation " + guess + ")?")
                            .orElse(": look into the operations of b24openlines for what there is"));
        }
    }

    private static boolean known(String lower) {
        return rows().anyMatch(operation ->
                        operation.restMethod().toLowerCase(Locale.ROOT).equals(lower))
                || UNDOCUMENTED.stream()
                        .anyMatch(name -> name.endsWith(".") ? lower.startsWith(name) : lower.equals(name));
    }

    /** The operation that is meant by a name, a REST method or something near one. */
    public static Optional<Operation> meant(String name) {
        String plain = plain(name);
        return rows().filter(operation -> plain(operation.restMethod()).equals(plain))
                .findFirst()
                .or(() -> longer(name))
                .or(() -> invented(name))
                .or(() -> nearest(plain));
    }

    /** {@code imopenlines.config.list} for {@code imopenlines.config.list.get}. */
    private static Optional<Operation> longer(String name) {
        String begin = name.toLowerCase(Locale.ROOT) + ".";
        return rows().filter(operation ->
                        operation.restMethod().toLowerCase(Locale.ROOT).startsWith(begin))
                .min(Comparator.comparingInt(operation -> operation.restMethod().length()));
    }

    private static Optional<Operation> invented(String name) {
        String own = StringUtils.removeStart(name.toLowerCase(Locale.ROOT), OPEN_LINES);
        if (own.equals(name.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        if (LOOKED_AT.contains(own)) {
            return Optional.of(Operation.dialogGet);
        }
        if (WRITTEN.contains(own)) {
            return Optional.of(Operation.crmMessageAdd);
        }
        String verb = VERBS.get(StringUtils.substringAfterLast("." + own, "."));
        return rows().filter(operation -> (OPERATOR + verb).equals(operation.restMethod()))
                .findFirst();
    }

    private static Optional<Operation> nearest(String plain) {
        int mostTypos = Math.max(2, plain.length() / 5);
        return rows().min(Comparator.comparingInt(operation -> distance(operation, plain)))
                .filter(operation -> distance(operation, plain) <= mostTypos);
    }

    private static int distance(Operation operation, String plain) {
        return Math.min(Names.distance(operation.name(), plain), Names.distance(plain(operation.restMethod()), plain));
    }

    private static Stream<Operation> rows() {
        return Arrays.stream(Operation.values()).filter(operation -> operation.restMethod() != null);
    }

    /** A REST method and an operation in one spelling: {@code imopenlines.operator.another.finish} is {@code anotherfinish}. */
    private static String plain(String name) {
        String own = StringUtils.removeStart(name.toLowerCase(Locale.ROOT), OPEN_LINES);
        return StringUtils.removeStart(own, "operator.").replaceAll("[^a-z0-9]", "");
    }
}
