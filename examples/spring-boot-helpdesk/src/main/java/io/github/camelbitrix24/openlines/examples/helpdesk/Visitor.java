// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uses the page as a browser does: keeps its cookie, sends its forms with what is hidden in them. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SHOWN = Pattern.compile("data-row=\"([^\"]+)\"|class=\"(?:done|failed)\">([^<]+)<");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String page;
    private String shown = "";

    Visitor(String page) {
        this.page = page;
    }

    /** What the page shows: a line for each chat, and one for what was done last. */
    List<String> looks() throws IOException, InterruptedException {
        if (!shown.contains("class=\"done\"") && !shown.contains("class=\"failed\"")) {
            send(HttpRequest.newBuilder(URI.create(page)).GET());
        }
        List<String> rows = SHOWN.matcher(shown).results().map(Visitor::row).toList();
        shown = "";
        return rows.isEmpty() ? List.of("  no open chats") : rows;
    }

    private static String row(MatchResult found) {
        return "  " + (found.group(1) == null ? found.group(2) : found.group(1));
    }

    void presses(long chat, String button, String field) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(page)).GET());
        Matcher token = TOKEN.matcher(shown);
        if (!token.find()) {
            throw new IllegalStateException("The page has no form");
        }
        String form = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&" + field;
        send(HttpRequest.newBuilder(URI.create(page + "chats/" + chat + "/" + button))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The page answered " + response.statusCode());
        }
        shown = response.body();
    }
}
