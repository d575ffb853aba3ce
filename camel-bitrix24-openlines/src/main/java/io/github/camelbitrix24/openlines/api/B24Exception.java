// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.camelbitrix24.openlines.text.LogText;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call that did not succeed; the subclass tells whether the portal may have executed it.
 *
 * <p>No text of it holds a URL or a secret. The message is one line: what a portal or a client wrote into it is escaped and
 * cut, and stands as it came in {@link #getErrorCode} and {@link #getErrorDescription}.
 */
@JsonSerialize(using = JsonForm.FailureWriter.class)
public abstract class B24Exception extends RuntimeException implements HttpResponseAware {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 4_000;

    private final String errorCode;
    private final String errorDescription;
    private final String restMethod;
    private final int attempts;
    private int httpResponseCode;
    private String httpResponseStatus;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    protected B24Exception(String message, RestFailure failure, Throwable cause) {
        super(LogText.of(message, LONGEST_MESSAGE), cause);
        this.errorCode = failure.errorCode();
        this.errorDescription = failure.errorDescription();
        this.restMethod = failure.restMethod();
        this.attempts = failure.attempts();
        this.httpResponseCode = failure.httpStatus();
    }

    /** The portal's error code as it came, {@code ""} if it came empty (§1.7); null if no code came. */
    public String getErrorCode() {
        return errorCode;
    }

    /** The portal's text to the code, often in the portal's language; null if none came. */
    public String getErrorDescription() {
        return errorDescription;
    }

    /** The REST method, {@code imopenlines.operator.answer} say; null if none was chosen yet. */
    public String getRestMethod() {
        return restMethod;
    }

    /** How often the call was sent, 0 if never. */
    public int getAttempts() {
        return attempts;
    }

    /** The HTTP status of the answer, 0 if no answer came. */
    @Override
    public int getHttpResponseCode() {
        return httpResponseCode;
    }

    @Override
    public void setHttpResponseCode(int code) {
        this.httpResponseCode = code;
    }

    @Override
    public String getHttpResponseStatus() {
        return httpResponseStatus;
    }

    @Override
    public void setHttpResponseStatus(String status) {
        this.httpResponseStatus = status;
    }
}
