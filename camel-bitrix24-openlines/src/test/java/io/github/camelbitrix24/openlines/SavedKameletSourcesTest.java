// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The sources work as Karavan's designer saves them. */
@EnabledIfEnvironmentVariable(named = KameletDesk.SAVED, matches = ".+")
class SavedKameletSourcesTest extends KameletSourcesTest {
    @Override
    KameletDesk desk() {
        return new KameletDesk().kamelets(KameletDesk.saved());
    }
}
