// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the command line asks for. */
record MainOptions(int port, Rate rate, boolean help) {

    static final String HELP = """
            Runs a Bitrix24 portal with Open Channels on this machine.

              --port PORT         where it listens on 127.0.0.1; a free port by default
              --rate-limit PLAN   standard (2 requests a second, burst 50), enterprise (5 and 250)
                                  or none, the default
              --help              shows this
            """;

    /** The plans of §3.1. */
    enum Rate {
        STANDARD(portal -> portal.rateLimit(2, 50)),
        ENTERPRISE(portal -> portal.rateLimit(5, 250)),
        NONE(portal -> portal);

        private final UnaryOperator<PortalBuilder> setting;

        Rate(UnaryOperator<PortalBuilder> setting) {
            this.setting = setting;
        }

        static Rate of(String name) {
            return Arrays.stream(values())
                    .filter(rate -> rate.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("A rate limit is standard, enterprise or none, not " + name));
        }
    }

    /** A port alone is understood as well. */
    static MainOptions parse(String... args) {
        MainOptions options = new MainOptions(0, Rate.NONE, false);
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            options = switch (arg) {
                case "--help", "-h" -> new MainOptions(options.port(), options.rate(), true);
                case "--port" -> new MainOptions(port(value(arg, rest)), options.rate(), options.help());
                case "--rate-limit" -> new MainOptions(options.port(), Rate.of(value(arg, rest)), options.help());
                default -> new MainOptions(port(arg), options.rate(), options.help());
            };
        }
        return options;
    }

    PortalBuilder describe(PortalBuilder portal) {
        return rate.setting.apply(portal.port(port));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(
                    "Not understood: " + text + "; known: --port with 0 to 65535, --rate-limit, --help");
        }
        return Integer.parseInt(text);
    }
}
