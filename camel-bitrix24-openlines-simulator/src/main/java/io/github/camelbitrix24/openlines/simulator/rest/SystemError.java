// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;

/** The errors of the REST system itself, with the statuses the server shows and the documentation names (§2). */
enum SystemError {
    INTERNAL_SERVER_ERROR("INTERNAL_SERVER_ERROR", 500, 500, "Internal server error"),
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

    int status(ErrorStatuses statuses) {
        return statuses == ErrorStatuses.OBSERVED ? observed : documented;
    }

    RestAnswer.Failure answer(ErrorStatuses statuses) {
        return new RestAnswer.Failure(status(statuses), code, text);
    }
}
