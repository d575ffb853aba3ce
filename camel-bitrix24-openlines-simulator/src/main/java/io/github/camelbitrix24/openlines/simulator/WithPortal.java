// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class the standard portal as a {@link PortalSimulator} parameter, and its clock as a {@link TurnedClock}
 * parameter; before each test it is as new, at the same address. {@link PortalExtension} takes a portal of one's own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PortalExtension.class)
public @interface WithPortal {

    /** Fails a test when an unknown method or parameter arrived. */
    boolean strict() default false;

    /** Where the clock stands at the beginning of the class, such as {@code 2026-03-17T15:00:00Z}; empty for the wall clock. */
    String clock() default "";
}
