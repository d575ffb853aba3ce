// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import io.github.camelbitrix24.openlines.simulator.DeliveryPlan;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.FaultJson;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.Outcome;
import io.github.camelbitrix24.openlines.simulator.RateBucket;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.ScriptedFault;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import io.github.camelbitrix24.openlines.simulator.Webhook;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulator shows, as JSON objects: the fields of the Java views under their Java names. */
final class Shapes {

    private Shapes() {}

    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, Object> of(RateBucket rate) {
        return map(
                "enforced", rate.isEnforced(),
                "requestsPerSecond", rate.requestsPerSecond(),
                "burst", rate.burst(),
                "level", rate.level(),
                "refused", rate.refused());
    }

    /** The probability stands only where not every request meets the fault. */
    static Map<String, Object> of(ScriptedFault scripted) {
        Map<String, Object> shape = map(
                "method", scripted.method(),
                "fault", FaultJson.asMap(scripted.fault()),
                "times", scripted.times(),
                "inBatch", scripted.inBatch());
        if (scripted.probability() < 1) {
            shape.put("probability", scripted.probability());
        }
        return shape;
    }

    static Map<String, Object> of(SentEvent sent) {
        return map(
                "number", sent.number(),
                "event", sent.event(),
                "url", sent.url(),
                "body", sent.body(),
                "time", sent.time().toString(),
                "state", sent.state().name(),
                "httpStatus", sent.httpStatus());
    }

    static Map<String, Object> of(DeliveryPlan plan) {
        return map(
                "drop", plan.drop(),
                "delay", plan.delay(),
                "by", plan.by().toString(),
                "reorder", plan.reorder(),
                "parallel", plan.parallel(),
                "held", plan.held());
    }

    static Map<String, Object> of(RequestSeen seen) {
        return map(
                "number", seen.number(),
                "httpMethod", seen.httpMethod(),
                "path", seen.path(),
                "restMethod", seen.restMethod(),
                "parameters", seen.parameters(),
                "batchOf", seen.batchOf(),
                "status", seen.status(),
                "time", seen.time().toString());
    }

    static Map<String, Object> of(Execution execution) {
        Map<String, Object> shape = map(
                "restMethod", execution.restMethod(),
                "parameters", execution.parameters(),
                "callerId", execution.callerId());
        if (execution.outcome() instanceof Outcome.Done done) {
            shape.put("result", done.result());
        } else if (execution.outcome() instanceof Outcome.Refused refused) {
            shape.put("status", refused.status());
            shape.put("error", refused.code());
            shape.put("error_description", refused.description());
        }
        return shape;
    }

    static Map<String, Object> of(DialogView dialog) {
        return map(
                "chatId", dialog.chatId(),
                "clientName", dialog.clientName(),
                "lineId", dialog.lineId(),
                "sessionId", dialog.sessionId(),
                "status", dialog.status(),
                "owner", dialog.owner(),
                "operatorId", dialog.operatorId(),
                "offeredTo", dialog.offeredTo(),
                "members", dialog.members(),
                "closed", dialog.closed(),
                "closing", dialog.closing(),
                "spam", dialog.spam(),
                "userCode", dialog.userCode(),
                "messages", dialog.messages().stream().map(Shapes::of).toList());
    }

    private static Map<String, Object> of(MessageView message) {
        Map<String, Object> shape = map(
                "id", message.id(),
                "authorId", message.authorId(),
                "authorKind", message.authorKind().name(),
                "text", message.text(),
                "system", message.system(),
                "time", message.time().toString());
        if (!message.files().isEmpty()) {
            shape.put("files", message.files().stream().map(MessageFile::name).toList());
        }
        return shape;
    }

    static Map<String, Object> of(Webhook webhook) {
        return map(
                "url", webhook.url(),
                "portalUrl", webhook.portalUrl(),
                "authToken", webhook.authToken(),
                "userId", webhook.userId(),
                "scopes", webhook.scopes());
    }

    static Map<String, Object> of(TokenPair pair) {
        return map(
                "accessToken", pair.accessToken(),
                "refreshToken", pair.refreshToken(),
                "expires", pair.expires().toString(),
                "scopes", pair.scopes(),
                "userId", pair.userId(),
                "domain", pair.domain(),
                "memberId", pair.memberId(),
                "clientEndpoint", pair.clientEndpoint(),
                "serverEndpoint", pair.serverEndpoint());
    }
}
