// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.examples.Example;

/** Runs the desk's routes, which are in {@code camel/support-desk.yaml}. */
public final class SupportDesk {
    private SupportDesk() {}

    /**
     * Starts the desk.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties, {@code -Ddesk.goOn=true} lets the desk go on
     *     after the summary, {@code -Ddesk.source=push} lets the portal post events
     */
    public static void main(String[] arguments) throws Exception {
        Example.run(() -> new SupportDay(Source.valueOf(System.getProperty("desk.source", "bot"))));
    }
}
