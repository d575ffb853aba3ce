// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;

/**
 * The errors of the REST system and of the authorization server, with the statuses the server shows and the documentation names
 * (§2); some of them happen here only when they are scripted.
 */
enum SystemError {
    INTERNAL_SERVER_ERROR("INTERNAL_SERVER_ERROR", 500, 500, "Internal server error"),
    UNEXPECTED_ANSWER("ERROR_UNEXPECTED_ANSWER", 500, 500, "Server returned an unexpected response"),
    OVERLOAD_LIMIT("OVERLOAD_LIMIT", 401, 503, "REST API is blocked due to overload."),
    INVALID_REQUEST("INVALID_REQUEST", 401, 400, "Https required."),
    PLAN("ACCESS_DENIED", 401, 403, "REST is available only on commercial plans."),
    USER_ACCESS_ERROR("user_access_error", 401, 403, "The user has no access to the application"),
    CONNECTION_ERROR("CONNECTION_ERROR", 401, 401, "Error connecting to authorization server"),
    PORTAL_DELETED("PORTAL_DELETED", 403, 500, "Portal was deleted"),
    MANIFEST("ERROR_MANIFEST_IS_NOT_AVAILABLE", 404, 404, "Manifest is not available"),
    WRONG_LICENSE("WRONG_LICENSE", 403, 403, "This feature is not enabled for the current license"),
    CONFIRM_WAITING("METHOD_CONFIRM_WAITING", 401, 401, "Awaiting the administrator's confirmation"),
    CONFIRM_DENIED("METHOD_CONFIRM_DENIED", 403, 403, "The administrator refused"),
    ARGUMENT("ERROR_ARGUMENT", 400, 400, "Argument is null or empty"),
    CORE("ERROR_CORE", 400, 400, "Error"),
    NOT_FOUND("ERROR_NOT_FOUND", 400, 404, "Not found"),
    WRONG_ENCODING("WRONG_ENCODING", 200, 200, "Wrong request encoding"),
    WRONG_TRANSPORT("INTERNAL_WRONG_TRANSPORT", 500, 500, "Wrong transport"),
    WRONG_HANDLER_CLASS("INTERNAL_WRONG_HANDLER_CLASS", 500, 500, "Wrong handler class"),
    SESSION_DENIED("access_denied", 401, 401, "Access denied"),
    OAUTH("ERROR_OAUTH", 401, 401, "OAuth failure"),
    INTRANET_ONLY("ALLOWED_ONLY_INTRANET_USER", 403, 403, "Allowed for intranet users only"),
    BAD_CODE("bad_verification_code", 400, 400, "The authorization code is wrong or expired"),
    INVALID_SCOPE("invalid_scope", 400, 400, "The scope does not match"),
    PAYMENT_REQUIRED("PAYMENT_REQUIRED", 401, 401, "The application's paid period is over"),
    NOT_INSTALLED("NOT_INSTALLED", 401, 401, "The application is not installed"),
    METHOD_NOT_FOUND("ERROR_METHOD_NOT_FOUND", 404, 404, "Method not found!"),
    NO_AUTH_FOUND("NO_AUTH_FOUND", 401, 401, "Wrong authorization data"),
    INVALID_TOKEN("invalid_token", 401, 401, "Unable to get application by token"),
    EXPIRED_TOKEN("expired_token", 401, 401, "The access token provided has expired"),
    APPLICATION_NOT_FOUND("APPLICATION_NOT_FOUND", 401, 401, "Application not found"),
    SESSION_FAILED("session_failed", 401, 401, "Sessid check failed"),
    WRONG_AUTH_TYPE("WRONG_AUTH_TYPE", 403, 403, "Current authorization type is denied for this method"),
    INVALID_TOKEN_REQUEST("invalid_request", 400, 400, "Malformed or missing parameters"),
    INVALID_CLIENT("invalid_client", 401, 400, "Unknown client or wrong secret"),
    WRONG_CLIENT("wrong_client", 200, 400, "Application is not installed on this portal"),
    INVALID_GRANT("invalid_grant", 400, 400, "The code or refresh token is unknown, used or expired"),
    INVALID_CREDENTIALS("INVALID_CREDENTIALS", 401, 403, "Invalid request credentials"),
    INSUFFICIENT_SCOPE(
            "insufficient_scope",
            401,
            403,
            "The request requires higher privileges than provided by the webhook token"),
    INSUFFICIENT_TOKEN_SCOPE(
            "insufficient_scope", 401, 403, "The request requires higher privileges than provided by the access token"),
    AUTHORIZATION_ERROR("authorization_error", 401, 401, "Unable to authorize user"),
    USER_CONTEXT("ACCESS_DENIED", 401, 401, "Current user can't be authorized in this context"),
    QUERY_LIMIT_EXCEEDED("QUERY_LIMIT_EXCEEDED", 503, 503, "Too many requests"),
    OPERATION_TIME_LIMIT("OPERATION_TIME_LIMIT", 429, 429, "Method is blocked due to operation time limit."),
    BATCH_METHOD_NOT_ALLOWED("ERROR_BATCH_METHOD_NOT_ALLOWED", 200, 405, "Method is not allowed for batch usage"),
    BATCH_LENGTH_EXCEEDED("ERROR_BATCH_LENGTH_EXCEEDED", 200, 400, "Max batch length exceeded");

    private final String code;
    private final int observed;
    private final int documented;
    private final String text;

    SystemError(String code, int observed, int documented, String text) {
        this.code = code;
        this.observed = observed;
        this.documented = documented;
        this.text = text;
    }

    String code() {
        return code;
    }

    int status(ErrorStatuses statuses) {
        return statuses == ErrorStatuses.OBSERVED ? observed : documented;
    }

    RestAnswer.Failure answer(ErrorStatuses statuses) {
        return new RestAnswer.Failure(status(statuses), code, text);
    }
}
