// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.Renewed;

/**
 * An authorisation server, with an observer of what it is asked.
 *
 * @param server who is asked
 * @param observer told of each answer, but not of questions that a stop cut short
 */
public record ObservedServer(AuthorizationServer server, Observer observer) implements AuthorizationServer {

    @Override
    public Reply refresh(Tokens tokens) {
        Reply reply = server.refresh(tokens);
        if (reply instanceof Reply.Granted) {
            observer.tokensAsked(Renewed.DONE);
        } else if (reply instanceof Reply.Refused) {
            observer.tokensAsked(Renewed.REFUSED);
        } else if (reply instanceof Reply.Lost) {
            observer.tokensAsked(Renewed.LOST);
        } else if (reply instanceof Reply.NotAsked notAsked && !notAsked.stopped()) {
            observer.tokensAsked(Renewed.UNAVAILABLE);
        }
        return reply;
    }
}
