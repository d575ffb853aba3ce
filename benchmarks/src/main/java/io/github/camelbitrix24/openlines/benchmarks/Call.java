// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

/** A call that returns when its answer is there. */
interface Call extends AutoCloseable {

    void call(long chat) throws Exception;
}
