// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.JdbcTokenStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** One of several nodes that share a token store: answers the chats that it is told, all at once. */
final class OAuthNode {
    private OAuthNode() {}

    /** Arguments: portal, access token, refresh token, database. */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setPortalUrl(args[0]);
            options.setOauthServerUrl(args[0]);
            options.setClientId(OAuthDesk.APP);
            options.setClientSecret(OAuthDesk.SECRET);
            options.setAccessToken(args[1]);
            options.setRefreshToken(args[2]);
            options.setTokenStore(new JdbcTokenStore(TestDatabase.source(args[3])).createSchema());
            options.setRateLimit(RateLimit.none);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            System.out.println("READY");
            BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                System.out.println("DONE " + answer(template, line.split(",")));
            }
        }
    }

    private static String answer(ProducerTemplate template, String[] chats) {
        List<CompletableFuture<Exchange>> sent = Arrays.stream(chats)
                .map(chat -> template.asyncSend(
                        "b24openlines:answer", exchange -> exchange.getMessage().setBody(chat)))
                .toList();
        List<Exchange> done = sent.stream().map(CompletableFuture::join).toList();
        long good = done.stream()
                .filter(exchange -> exchange.getException() == null)
                .count();
        String failure = done.stream()
                .filter(exchange -> exchange.getException() != null)
                .map(exchange -> exchange.getException().toString())
                .findFirst()
                .orElse("");
        return good + " " + failure;
    }
}
