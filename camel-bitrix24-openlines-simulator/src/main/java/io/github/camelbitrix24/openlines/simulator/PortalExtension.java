// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a portal for JUnit tests, registered as a field: {@code @RegisterExtension static PortalExtension portal =
 * PortalExtension.with(PortalSimulator.standard())}.
 *
 * <p>In a static field the portal lives as long as the class: it keeps its address and webhooks and is as new before each test, so one
 * Camel context may serve all tests. Chats begin with the same number each time; events, messages and sessions go on with theirs, since a
 * consumer that polls on knows events by their numbers. In an instance field each test has its own portal. Tests that share one run
 * one after the other.
 */
public final class PortalExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private PortalBuilder builder;
    private PortalSimulator portal;
    private String owner;

    /** For {@link WithPortal}; a field is made by {@link #with}. */
    PortalExtension() {}

    /** A portal that is started from this description as often as it is needed. */
    public static PortalExtension with(PortalBuilder builder) {
        PortalExtension extension = new PortalExtension();
        extension.builder = builder;
        return extension;
    }

    /** The portal of the running test; not to be kept, the next test has another. */
    public PortalSimulator portal() {
        if (portal == null) {
            throw new IllegalStateException(
                    "There is no portal outside of a test: register the extension with @RegisterExtension");
        }
        return portal;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (portal == null) {
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (portal == null) {
            start(context);
        } else {
            portal = builder.startInPlaceOf(portal);
        }
    }

    private void start(ExtensionContext context) {
        if (builder == null) {
            builder = annotated(context);
        }
        portal = builder.start();
        owner = context.getUniqueId();
    }

    private static PortalBuilder annotated(ExtensionContext context) {
        PortalBuilder described = PortalSimulator.standard();
        Optional<WithPortal> annotation =
                context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, WithPortal.class));
        annotation.filter(WithPortal::strict).ifPresent(strict -> described.strict());
        annotation
                .map(WithPortal::clock)
                .filter(start -> !start.isEmpty())
                .ifPresent(start -> described.clock(new TurnedClock(Instant.parse(start))));
        return described;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            Verification.failOnFindings(portal);
        } finally {
            closeIfOwned(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeIfOwned(context);
    }

    private void closeIfOwned(ExtensionContext context) {
        if (portal != null && context.getUniqueId().equals(owner)) {
            portal.close();
            portal = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PortalSimulator.class || type == TurnedClock.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == PortalSimulator.class) {
            return portal();
        }
        if (portal().clock() instanceof TurnedClock turned) {
            return turned;
        }
        throw new ParameterResolutionException("The portal goes by the wall clock: write @WithPortal(clock = "
                + "\"2026-03-17T15:00:00Z\") or give the builder a TurnedClock");
    }
}
