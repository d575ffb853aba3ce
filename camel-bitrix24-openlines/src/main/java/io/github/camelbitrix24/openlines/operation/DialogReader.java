// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** Takes a dialog's state out of the chat's packed fields (§6.1, §7.1). */
final class DialogReader {
    private static final int CRM = 0;
    private static final int PINNED = 3;
    private static final int CLOSING = 4;
    private static final int SESSION = 5;
    private static final int SESSION_START = 6;
    private static final int LINE = 7;
    private static final int LINE_IN_USER_CODE = 1;

    private DialogReader() {}

    /** Whether the portal says who has the dialog and whether a session is open: a field that is left out is no 0. */
    static boolean tellsState(Map<String, Object> data) {
        return Lenient.number(data.get("owner")).isPresent()
                && split(data.get("entity_data_1")).length > SESSION
                && Lenient.number(at(split(data.get("entity_data_1")), SESSION)).isPresent();
    }

    static Dialog read(Map<String, Object> data) {
        String[] state = split(data.get("entity_data_1"));
        String userCode = Lenient.text(data.get("entity_id"));
        long line = Lenient.id(at(state, LINE));
        return new Dialog(
                Lenient.id(data.get("id")),
                Lenient.id(data.get("owner")),
                line > 0 ? line : Lenient.id(at(split(userCode), LINE_IN_USER_CODE)),
                Lenient.id(at(state, SESSION)),
                userCode,
                "Y".equals(at(state, CLOSING)),
                "Y".equals(at(state, PINNED)),
                "Y".equals(at(state, CRM)),
                Collections.unmodifiableMap(new LinkedHashMap<>(data)));
    }

    /** When the open session began, by the portal's clock; empty if none is open or the portal does not say. */
    static Optional<Instant> sessionStart(Dialog dialog) {
        return Lenient.epochSecond(at(split(dialog.data().get("entity_data_1")), SESSION_START))
                .filter(start -> dialog.open() && start.isAfter(Instant.EPOCH));
    }

    private static String[] split(Object packed) {
        return StringUtils.splitPreserveAllTokens(StringUtils.defaultString(Lenient.text(packed)), '|');
    }

    private static String at(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}
