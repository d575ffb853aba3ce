// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.operation.Methods;
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
                        + Methods.meant(name)
                                .or(() -> near(name))
                                .map(guess -> ", did you mean " + guess + "?")
                                .orElse(".")
                        + " Known: " + known()));
    }

    /** One that is no REST method: {@code event} for {@code events}. */
    private static Optional<Operation> near(String name) {
        return Arrays.stream(Operation.values())
                .min(Comparator.comparingInt(operation -> distance(operation, name)))
                .filter(operation -> distance(operation, name) <= MOST_TYPOS);
    }

    private static int distance(Operation operation, String name) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(operation.name().toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static String known() {
        return Arrays.stream(Operation.values()).map(Operation::name).collect(Collectors.joining(", "));
    }
}
