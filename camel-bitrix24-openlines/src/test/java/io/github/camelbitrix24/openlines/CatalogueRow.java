// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.Assertions;

/** One operation as the reference documents it: a request, what it gives, each of its errors, and what can surprise. */
final class CatalogueRow {
    /** What a route sends. */
    record Ask(String options, Object body, Map<String, Object> expected) {}

    /** An error of the reference; {@code ask} makes the simulator raise it, null where the portal has to be told to. */
    record Refusal(String code, int status, Function<CatalogueDesk, Ask> ask) {}

    final Operation operation;
    final List<Refusal> refusals = new ArrayList<>();
    Function<CatalogueDesk, Ask> ask;
    Consumer<Object> result;
    Object scriptedResult;
    String surprise = "";

    private CatalogueRow(Operation operation) {
        this.operation = operation;
    }

    static CatalogueRow row(Operation operation) {
        return new CatalogueRow(operation);
    }

    /** What the route says, and the parameters that have to arrive. */
    CatalogueRow sends(Function<CatalogueDesk, Ask> request) {
        ask = request;
        return this;
    }

    <T> CatalogueRow gives(Class<T> type, Consumer<T> check) {
        result = body -> {
            Assertions.assertThat(body).isInstanceOf(type);
            check.accept(type.cast(body));
        };
        return this;
    }

    /** The portal's answer, where only an application could get one. */
    CatalogueRow answered(Object json) {
        scriptedResult = json;
        return this;
    }

    CatalogueRow refuses(String code, Function<CatalogueDesk, Ask> request) {
        return refuses(code, 400, request);
    }

    CatalogueRow refuses(String code, int status, Function<CatalogueDesk, Ask> request) {
        refusals.add(new Refusal(code, status, request));
        return this;
    }

    /** Errors that the component does not let happen, or the simulator does not know. */
    CatalogueRow alsoRefuses(String... codes) {
        return alsoRefuses(400, codes);
    }

    CatalogueRow alsoRefuses(int status, String... codes) {
        for (String code : codes) {
            refuses(code, status, null);
        }
        return this;
    }

    CatalogueRow surprises(String text) {
        surprise = text;
        return this;
    }

    static Ask ask(String options, Object body, Object... expected) {
        return new Ask(options, body, map(expected));
    }

    /** A map of names and values, in this order. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            map.put(namesAndValues[index].toString(), namesAndValues[index + 1]);
        }
        return map;
    }

    @Override
    public String toString() {
        return operation.name();
    }
}
