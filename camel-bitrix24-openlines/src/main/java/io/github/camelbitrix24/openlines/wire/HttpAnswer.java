// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param location the header {@code Location}, null if absent
 * @param retryAfter the header {@code Retry-After}, null if absent
 * @param body the body, empty if there was none
 */
public record HttpAnswer(int status, String location, String retryAfter, byte[] body) {

    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}
