// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the operation that a URI names, or says what was probably meant. */
final class OperationNames {
    private static final int MOST_TYPOS = 3;

    private OperationNames() {}

    static Operation resolve(String name) {
        if (StringUtils.isBlank(name)) {
            throw new B24InvalidRequestException("no operation: write b24openlines:transfer, or in YAML the parameter"
                    + " operation. Known: " + known());
        }
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new B24InvalidRequestException("unknown operation '"
                        + StringUtils.abbreviate(name, 60) + "'"
                        + meant(name)
                                .map(guess -> ", did you mean " + guess + "?")
                                .orElse(".")
                        + " Known: " + known()));
    }

    private static Optional<Operation> meant(String name) {
        String plain = plain(name);
        return Arrays.stream(Operation.values())
                .filter(operation ->
                        operation.producer() && plain(operation.restMethod()).equals(plain))
                .findFirst()
                .or(() -> Arrays.stream(Operation.values())
                        .min(Comparator.comparingInt(operation -> distance(operation, plain)))
                        .filter(operation -> distance(operation, plain) <= MOST_TYPOS));
    }

    private static int distance(Operation operation, String plain) {
        return LevenshteinDistance.getDefaultInstance().apply(operation.name().toLowerCase(Locale.ROOT), plain);
    }

    /** A REST method and an operation in one spelling: {@code imopenlines.operator.another.finish} is {@code anotherfinish}. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String own = StringUtils.removeStart(lower, "imopenlines.");
        return StringUtils.removeStart(own, "operator.").replaceAll("[^a-z0-9]", "");
    }

    private static String known() {
        return Arrays.stream(Operation.values()).map(Operation::name).collect(Collectors.joining(", "));
    }
}
