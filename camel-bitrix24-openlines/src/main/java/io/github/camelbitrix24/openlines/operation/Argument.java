// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.Set;

/** Something an operation takes, and the rule by which headers, options and body give it. */
interface Argument {

    /** The options that may stand on an endpoint of such an operation. */
    Set<Parameter> options();

    /** What it takes, as the handbook says it. */
    String described();

    /**
     * Refuses options of an endpoint that contradict each other.
     *
     * @param set the options that are set
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException naming the options
     */
    default void check(Set<Parameter> set) {}

    /**
     * Finds and checks the value.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException naming the header and the option that would mend it
     */
    void gather(Inputs inputs, Arguments arguments);
}
