// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which exception an error code stands for (§2): the code decides, the status only where one code has two meanings. */
enum ErrorKind {
    REFUSED,
    AUTH,
    RATE_LIMIT,
    OPERATING_LIMIT,
    BLOCKED,
    UNAVAILABLE,
    UNKNOWN;

    private static final Set<String> AUTH_CODES = Set.of(
            "no_auth_found",
            "invalid_request",
            "invalid_credentials",
            "insufficient_scope",
            "invalid_scope",
            "expired_token",
            "invalid_token",
            "user_access_error",
            "authorization_error",
            "application_not_found",
            "wrong_auth_type",
            "wrong_license",
            "method_confirm_waiting",
            "method_confirm_denied",
            "session_failed",
            "error_oauth",
            "allowed_only_intranet_user",
            "invalid_client",
            "wrong_client",
            "invalid_grant",
            "bad_verification_code",
            "payment_required",
            "not_installed");

    private static final Map<String, ErrorKind> OTHER_CODES = Map.of(
            "query_limit_exceeded", RATE_LIMIT,
            "operation_time_limit", OPERATING_LIMIT,
            "overload_limit", BLOCKED,
            "portal_deleted", UNAVAILABLE,
            "connection_error", UNAVAILABLE,
            "internal_server_error", UNKNOWN,
            "error_unexpected_answer", UNKNOWN);

    private static final String ACCESS_DENIED = "access_denied";

    /** Server faults that happen before any method runs (§1.8). */
    private static final Set<String> BEFORE_THE_METHOD =
            Set.of("internal_wrong_transport", "internal_wrong_handler_class");

    private static final int SERVER_ERROR = 500;

    static ErrorKind of(String code, int status) {
        String key = code.toLowerCase(Locale.ROOT);
        if (AUTH_CODES.contains(key)) {
            return AUTH;
        }
        if (key.equals(ACCESS_DENIED)) {
            return status == 401 || status == 403 ? AUTH : REFUSED;
        }
        if (OTHER_CODES.containsKey(key)) {
            return OTHER_CODES.get(key);
        }
        return status < SERVER_ERROR || BEFORE_THE_METHOD.contains(key) ? REFUSED : UNKNOWN;
    }
}
