// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that share one desk, which is mended after each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithCatalogueDesk {
    CatalogueDesk desk;

    @BeforeAll
    void open() throws Exception {
        desk = new CatalogueDesk();
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    @AfterEach
    void mend() {
        desk.mend();
    }
}
