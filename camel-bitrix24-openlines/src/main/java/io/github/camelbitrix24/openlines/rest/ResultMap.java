// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A result that is a map; by its type Camel's converters know it from other maps, and write it as JSON. */
public final class ResultMap extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private ResultMap(Map<String, Object> result) {
        super(result);
    }

    /** The same result; a map and a list, and the maps in a list, as those that Camel's converters know. */
    public static Object convertible(Object result) {
        if (result instanceof Map<?, ?> map && !(result instanceof ResultMap)) {
            return new ResultMap(Lenient.map(map));
        }
        return result instanceof List<?> list && !(result instanceof ResultList) ? new ResultList(list) : result;
    }
}
