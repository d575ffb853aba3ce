// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.OperatorActor;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;

/** {@code POST /simulator/operators/27}: what an operator does in the messenger. */
final class OperatorApi {

    private final PortalSimulator portal;

    OperatorApi(PortalSimulator portal) {
        this.portal = portal;
    }

    Object act(ApiRequest request) {
        OperatorActor operator = portal.operator(request.argumentNumber());
        String action = request.text("action");
        switch (action) {
            case "writes" -> operator.writes(request.number("chatId"), request.text("text"));
            case "answers" -> operator.answers(request.number("chatId"));
            case "finishes" -> operator.finishes(request.number("chatId"));
            case "marksAsSpam" -> operator.marksAsSpam(request.number("chatId"));
            case "joins" -> operator.joins(request.number("chatId"));
            case "pauses" -> operator.pauses();
            case "resumes" -> operator.resumes();
            case "goesOffline" -> operator.goesOffline();
            case "goesOnline" -> operator.goesOnline();
            default ->
                throw new IllegalArgumentException("An operator writes, answers, finishes, marksAsSpam, joins, pauses, "
                        + "resumes, goesOffline or goesOnline, but not " + action);
        }
        return request.has("chatId")
                ? Shapes.of(portal.dialog(request.number("chatId")))
                : Shapes.map("user", request.argumentNumber(), "action", action);
    }
}
