// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

/** The answer of a method that will not do what was asked, with the code and status that the caller sees. */
public final class Refused extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final int status;
    private final String code;
    private final String argument;

    private Refused(int status, String code, String description) {
        this(status, code, description, null);
    }

    private Refused(int status, String code, String description, String argument) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
        this.argument = argument;
    }

    public static Refused with(String code, String description) {
        return new Refused(BAD_REQUEST, code, description);
    }

    public static Refused forbidden(String code, String description) {
        return new Refused(FORBIDDEN, code, description);
    }

    /** {@code ERROR_ARGUMENT}, whose answer names the argument as well (§1.7). */
    public static Refused argument(String name, String description) {
        return new Refused(BAD_REQUEST, "ERROR_ARGUMENT", description, name);
    }

    public static Refused missingArgument(String name) {
        return argument(name, "Argument '" + name + "' is null or empty");
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

    /** The argument at fault, or null. */
    public String argument() {
        return argument;
    }

    public String description() {
        return getMessage();
    }
}
