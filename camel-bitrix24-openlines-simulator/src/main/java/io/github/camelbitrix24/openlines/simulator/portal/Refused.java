// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

/** The answer of a method that will not do what was asked, with the code and status that the caller sees. */
public final class Refused extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final int status;
    private final String code;

    private Refused(int status, String code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static Refused with(String code, String description) {
        return new Refused(BAD_REQUEST, code, description);
    }

    public static Refused forbidden(String code, String description) {
        return new Refused(FORBIDDEN, code, description);
    }

    /** 400 with an empty code and an empty text: the portal keeps its reason (§6.3). */
    public static Refused unexplained() {
        return new Refused(BAD_REQUEST, "", "");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String description() {
        return getMessage();
    }
}
