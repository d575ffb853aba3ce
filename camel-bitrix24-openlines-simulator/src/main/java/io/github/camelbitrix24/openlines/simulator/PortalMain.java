// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.concurrent.CountDownLatch;

/** Runs the standard portal until it is stopped; {@code --help} tells the options. */
public final class PortalMain {

    private static final long WEBHOOK_OWNER = 27;
    private static final String BOT = "support";

    private PortalMain() {}

    /**
     * Starts a portal and prints where it is; runs until it is killed.
     *
     * @param args see {@code --help}; ends with status 2 if one is wrong
     */
    public static void main(String[] args) throws InterruptedException {
        MainOptions options = options(args);
        if (options.help()) {
            System.out.println(MainOptions.HELP);
            return;
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        PortalSimulator portal = options.describe(PortalSimulator.standard()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "portal-shutdown"));
        System.out.println("Portal   " + portal.url());
        System.out.println("Console  " + portal.url() + "/");
        System.out.println("Webhook  " + portal.webhook(WEBHOOK_OWNER).url());
        System.out.println("Bot id   " + portal.bot(BOT).id());
        System.out.println("Token    " + portal.bot(BOT).token());
        System.out.println("Control  " + portal.url() + "/simulator/");
        new CountDownLatch(1).await();
    }

    private static MainOptions options(String[] args) {
        try {
            return MainOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(MainOptions.HELP);
            System.exit(2);
            throw e;
        }
    }
}
