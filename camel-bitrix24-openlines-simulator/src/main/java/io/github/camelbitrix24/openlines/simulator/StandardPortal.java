// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** The fixtures of §10.2. */
final class StandardPortal {

    private StandardPortal() {}

    static PortalBuilder described() {
        return PortalSimulator.builder()
                .admin(1, "Ada Admin")
                .operator(27, "Anna Weber")
                .operator(31, "Boris Klein")
                .user(40, "Carl Gone", UserKind.INACTIVE)
                .user(50, "Dora Outside", UserKind.EXTRANET)
                .bot("support", "Support Bot", 567)
                .line(15, "Sales", line -> line.operators(27, 31))
                .line(22, "Support", line -> line.queueType(QueueType.EVENLY).operators(27, 31))
                .line(23, "Invoices", line -> line.queueType(QueueType.STRICTLY).operators(27))
                .line(
                        24,
                        "Old shop",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .active(false))
                .line(
                        25,
                        "Quick close",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false))
                .line(
                        26,
                        "Bot desk",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .welcomeBot("support")
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false));
    }
}
