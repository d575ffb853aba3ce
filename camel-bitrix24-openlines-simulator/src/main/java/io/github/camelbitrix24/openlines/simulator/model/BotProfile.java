// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/**
 * What a bot was registered with besides its code, name and token (§11.1).
 *
 * @param webhookUrl where its events are pushed to, null for a bot that fetches them
 * @param app the application that registered it, null for a webhook
 * @param registrar the user who registered it, 0 for a bot that was there from the start
 */
public record BotProfile(
        String type,
        String webhookUrl,
        boolean supportsOpenLines,
        boolean hidden,
        boolean reactions,
        String backgroundId,
        AppRef app,
        long registrar) {

    /** A bot of open lines that fetches its events. */
    public static BotProfile ofOpenLines() {
        return new BotProfile("openline", null, true, false, true, null, null, 0);
    }

    public String eventMode() {
        return webhookUrl == null ? "fetch" : "webhook";
    }
}
