// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code imopenlines.network.*} and {@code imopenlines.revision.get} (§7.6). */
final class NetworkMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);
    private static final int LARGEST_ATTACHMENT = 30 * 1024;

    private NetworkMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("imopenlines.network.join", SCOPE, KeyCase.ANY, NetworkMethods::join),
                new RestMethod("imopenlines.network.message.add", SCOPE, KeyCase.ANY, NetworkMethods::write),
                new RestMethod("imopenlines.revision.get", SCOPE, KeyCase.ANY, call -> revision()));
    }

    private static Object join(Call call) {
        return call.portal().network().join(call.parameters().text("CODE"));
    }

    private static Object write(Call call) {
        Parameters parameters = call.parameters();
        parameters.passOver("URL_PREVIEW");
        call.portal()
                .network()
                .write(parameters.text("CODE"), parameters.intval("USER_ID"), () -> checkContent(parameters));
        return true;
    }

    private static void checkContent(Parameters parameters) {
        if (parameters.text("MESSAGE").isEmpty()) {
            throw Refused.with("MESSAGE_EMPTY", "The message is empty");
        }
        if (Php.isTrue(parameters.get("ATTACH"))) {
            checkAttachment(parameters.get("ATTACH"));
        }
        if (Php.isTrue(parameters.get("KEYBOARD")) && !Php.isArray(parameters.get("KEYBOARD"))) {
            throw Refused.with("KEYBOARD_ERROR", "The keyboard cannot be read");
        }
    }

    private static void checkAttachment(Object attachment) {
        if (!Php.isArray(attachment)) {
            throw Refused.with("ATTACH_ERROR", "The attachment cannot be read");
        }
        if (Envelope.json(attachment).length() > LARGEST_ATTACHMENT) {
            throw Refused.with("ATTACH_OVERSIZE", "The attachment is larger than 30 KB");
        }
    }

    private static Object revision() {
        Map<String, Object> revision = new LinkedHashMap<>();
        revision.put("rest", 2);
        revision.put("web", 1);
        revision.put("mobile", 1);
        return revision;
    }
}
