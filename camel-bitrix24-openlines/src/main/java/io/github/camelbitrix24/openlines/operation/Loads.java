// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.List;

/** Reads the results of {@code imopenlines.v2.Operator.list} and {@code user.current} (§7.7, §7.8). */
public final class Loads {
    private Loads() {}

    /** A page of operators' loads. */
    public static List<OperatorLoad> read(Object result) {
        return Lenient.list(Lenient.map(result).get("operators")).stream()
                .map(Lenient::map)
                .map(Values::load)
                .toList();
    }

    /** Whether there is another page. */
    public static boolean goesOn(Object result) {
        return Lenient.flag(Lenient.map(result).get("hasNextPage")).orElse(false);
    }

    /** The caller's id, 0 if the result does not tell. */
    public static long caller(Object result) {
        return Lenient.id(Lenient.map(result).get("ID"));
    }
}
