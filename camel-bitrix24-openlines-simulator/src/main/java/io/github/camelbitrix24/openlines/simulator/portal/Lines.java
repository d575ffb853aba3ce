// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Line;

/** Takes lines away while the portal runs (§7.5). */
public final class Lines {

    private final Desk desk;

    Lines(Desk desk) {
        this.desk = desk;
    }

    /** Dialogs on the line stay, and see it as inactive. */
    public void delete(Line line) {
        desk.state().delete(line);
        new ConnectorEvents(desk).lineDeleted(line);
    }
}
