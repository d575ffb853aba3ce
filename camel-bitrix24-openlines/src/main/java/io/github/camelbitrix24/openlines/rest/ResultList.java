// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.ArrayList;
import java.util.List;

/** A result that is a list, see {@link ResultMap}. */
public final class ResultList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    ResultList(List<?> result) {
        super(result.size());
        result.forEach(item -> add(ResultMap.convertible(item)));
    }
}
