// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes lines, users and loads out of what the portal says of them, numbers and flags as text included (§1.9). */
final class Values {
    private Values() {}

    /** §7.5: every scalar is text. */
    static Line line(Map<String, Object> data) {
        return new Line(
                Lenient.id(data.get("ID")),
                Lenient.text(data.get("LINE_NAME")),
                Lenient.flag(data.get("ACTIVE")).orElse(false),
                Lenient.text(data.get("QUEUE_TYPE")),
                operators(data),
                whole(data));
    }

    private static List<Long> operators(Map<String, Object> data) {
        return Lenient.list(data.get("QUEUE")).stream()
                .map(Lenient::number)
                .flatMap(Optional::stream)
                .toList();
    }

    /** §7.8: {@code ID} is text, {@code ACTIVE} a boolean, {@code IS_ONLINE} {@code Y} or {@code N}. */
    static User user(Map<String, Object> data) {
        return new User(
                Lenient.id(data.get("ID")),
                Lenient.flag(data.get("ACTIVE")).orElse(false),
                Lenient.text(data.get("NAME")),
                Lenient.text(data.get("LAST_NAME")),
                Lenient.text(data.get("EMAIL")),
                Lenient.text(data.get("USER_TYPE")),
                Lenient.flag(data.get("IS_ONLINE")).orElse(null),
                whole(data));
    }

    static OperatorLoad load(Map<String, Object> data) {
        return new OperatorLoad(
                Lenient.id(data.get("userId")),
                Lenient.id(data.get("configId")),
                Lenient.text(data.get("status")),
                Lenient.small(data.get("activeSessions")).orElse(0),
                Lenient.small(data.get("maxChat")).orElse(0),
                Lenient.small(data.get("freeSlots")).orElse(null));
    }

    private static Map<String, Object> whole(Map<String, Object> data) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
