// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which exception an error code stands for (§2): the code decides, the status only where one code has two meanings. */
public enum ErrorKind {
    /** The method's own no. */
    REFUSED,
    /** Credentials, scope, plan or rights. */
    AUTH,
    /** The portal's request rate (§3.1), or a bot's: 429 with a code that is not known. Not executed. */
    RATE_LIMIT,
    /** The method's operating time (§3.2). Not executed. */
    OPERATING_LIMIT,
    /** Blocked by the vendor. Not executed; waiting does not help. */
    BLOCKED,
    /** The portal could not reach its authorisation server. Not executed; later may help. */
    TROUBLED,
    /** The portal is gone. Not executed. */
    UNAVAILABLE,
    /** The portal failed at a point that is not known. */
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

    /** Of these, what is about one method: others may be open to the caller (§2). */
    private static final Set<String> ABOUT_A_METHOD = Set.of(
            "insufficient_scope",
            "invalid_scope",
            "wrong_auth_type",
            "wrong_license",
            "method_confirm_waiting",
            "method_confirm_denied",
            "allowed_only_intranet_user");

    private static final Map<String, ErrorKind> OTHER_CODES = Map.of(
            "query_limit_exceeded", RATE_LIMIT,
            "operation_time_limit", OPERATING_LIMIT,
            "overload_limit", BLOCKED,
            "portal_deleted", UNAVAILABLE,
            "connection_error", TROUBLED,
            "internal_server_error", UNKNOWN,
            "error_unexpected_answer", UNKNOWN);

    private static final String ACCESS_DENIED = "access_denied";

    /** Server faults that happen before any method runs (§1.8). */
    private static final Set<String> BEFORE_THE_METHOD =
            Set.of("internal_wrong_transport", "internal_wrong_handler_class");

    /** The statuses that codes have when a method is called alone, if not 400 (§2). */
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("query_limit_exceeded", 503),
            Map.entry("operation_time_limit", 429),
            Map.entry("overload_limit", 503),
            Map.entry("internal_server_error", 500),
            Map.entry("error_unexpected_answer", 500),
            Map.entry("error_method_not_found", 404),
            Map.entry("error_batch_method_not_allowed", 405),
            Map.entry("portal_deleted", 403),
            Map.entry("wrong_auth_type", 403),
            Map.entry("wrong_license", 403),
            Map.entry("method_confirm_denied", 403),
            Map.entry("allowed_only_intranet_user", 403),
            Map.entry("no_auth_found", 401),
            Map.entry("invalid_credentials", 401),
            Map.entry("insufficient_scope", 401),
            Map.entry("expired_token", 401),
            Map.entry("invalid_token", 401),
            Map.entry("user_access_error", 401),
            Map.entry("authorization_error", 401),
            Map.entry("application_not_found", 401),
            Map.entry("connection_error", 401),
            Map.entry("method_confirm_waiting", 401),
            Map.entry("session_failed", 401),
            Map.entry("error_oauth", 401));

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    static final int TOO_MANY_REQUESTS = 429;

    /** Whether it may be otherwise later, without anybody doing anything. */
    boolean passing() {
        return switch (this) {
            case RATE_LIMIT, OPERATING_LIMIT, TROUBLED, UNKNOWN -> true;
            case REFUSED, AUTH, BLOCKED, UNAVAILABLE -> false;
        };
    }

    static ErrorKind of(String code, int status) {
        String key = code.toLowerCase(Locale.ROOT);
        if (AUTH_CODES.contains(key)) {
            return AUTH;
        }
        if (key.equals(ACCESS_DENIED)) {
            return status == UNAUTHORIZED || status == FORBIDDEN ? AUTH : REFUSED;
        }
        if (OTHER_CODES.containsKey(key)) {
            return OTHER_CODES.get(key);
        }
        if (status == TOO_MANY_REQUESTS) {
            return RATE_LIMIT;
        }
        return status < SERVER_ERROR || BEFORE_THE_METHOD.contains(key) ? REFUSED : UNKNOWN;
    }

    /** Whether such an error is about the caller, whatever it calls; {@code ACCESS_DENIED} is at 401 (§2). */
    static boolean refusesCaller(String code, int status) {
        String key = code.toLowerCase(Locale.ROOT);
        return of(code, status) == AUTH
                && !ABOUT_A_METHOD.contains(key)
                && (!key.equals(ACCESS_DENIED) || status == UNAUTHORIZED);
    }

    /**
     * The status a code has when the method is called alone; a batch itself always answers 200 (§4.2).
     *
     * @param restMethod decides about {@code ACCESS_DENIED}: the dialog methods use 400, all others 403 (§2, §7.3)
     */
    public static int statusAlone(String code, String restMethod) {
        String key = code.toLowerCase(Locale.ROOT);
        if (key.equals(ACCESS_DENIED)) {
            String method = restMethod.toLowerCase(Locale.ROOT);
            return method.startsWith("imopenlines.") && !method.startsWith("imopenlines.crm.")
                    ? BAD_REQUEST
                    : FORBIDDEN;
        }
        return STATUSES.getOrDefault(key, BAD_REQUEST);
    }
}
