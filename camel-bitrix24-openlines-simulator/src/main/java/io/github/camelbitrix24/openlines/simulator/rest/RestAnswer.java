// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

/** What a REST call comes to, before it is written as JSON. */
public sealed interface RestAnswer {

    int status();

    /** A result, with the paging of list methods or null for none (§1.6), and the time once it is known. */
    record Success(Object result, Long next, Long total, CallTime time) implements RestAnswer {

        public Success(Object result, Long next, Long total) {
            this(result, next, total, null);
        }

        public static Success of(Object result) {
            return new Success(result, null, null);
        }

        Success at(CallTime callTime) {
            return new Success(result, next, total, callTime);
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /** The method has worked for too long: the front end answers with a page of its own, whatever was executed (§3.3). */
    record TimedOut() implements RestAnswer {

        public static final int STATUS = 504;

        @Override
        public int status() {
            return STATUS;
        }
    }

    /** An error code, which may be empty, its text, and the argument at fault or null (§1.7). */
    record Failure(int status, String code, String description, String argument) implements RestAnswer {

        public Failure(int status, String code, String description) {
            this(status, code, description, null);
        }

        Failure withoutText() {
            return new Failure(status, code, "", argument);
        }
    }
}
