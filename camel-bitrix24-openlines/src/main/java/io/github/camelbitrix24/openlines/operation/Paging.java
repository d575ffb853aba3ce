// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

/** How a list method is read on (§1.12). */
public enum Paging {
    /** {@code start}, and {@code next} beside the result, 50 a page. */
    START,
    /** {@code offset} and {@code limit} in {@code PARAMS}; a page that is not full is the last (§7.5). */
    PARAMS,
    /** {@code offset}, {@code limit} and {@code hasNextPage}. */
    HAS_NEXT_PAGE
}
