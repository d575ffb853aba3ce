// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.concurrent.CountDownLatch;

/** Runs the standard portal until it is stopped; its port may be given as the only argument. */
public final class PortalMain {

    private PortalMain() {}

    public static void main(String[] args) throws InterruptedException {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        PortalSimulator portal = PortalSimulator.standard().port(port).start();
        Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "portal-shutdown"));
        System.out.println("Portal   " + portal.url());
        System.out.println("Console  " + portal.url() + "/");
        System.out.println("Webhook  " + portal.webhook(27).url());
        System.out.println("Bot id   " + portal.bot("support").id());
        System.out.println("Token    " + portal.bot("support").token());
        new CountDownLatch(1).await();
    }
}
