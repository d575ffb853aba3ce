// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.stream.Collectors;

/** Says in words where a dialog stands, with names in place of numbers. */
final class Whereabouts {

    private final PortalState state;

    Whereabouts(PortalState state) {
        this.state = state;
    }

    String of(DialogView dialog) {
        if (dialog.spam()) {
            return "closed as spam";
        }
        if (dialog.closed()) {
            return "finished";
        }
        return "on " + line(dialog.lineId()) + ", " + at(dialog);
    }

    private String at(DialogView dialog) {
        if (dialog.closing()) {
            return "closing";
        }
        if (dialog.owner() > 0) {
            return "with " + user(dialog.owner());
        }
        if (!dialog.offeredTo().isEmpty()) {
            return "offered to "
                    + dialog.offeredTo().stream().sorted().map(this::user).collect(Collectors.joining(", "));
        }
        return dialog.operatorId() > 0 ? "with " + user(dialog.operatorId()) : "with nobody";
    }

    private String line(long id) {
        return state.lineEver(id).map(Line::name).orElse("line " + id);
    }

    private String user(long id) {
        return state.user(id).map(User::name).orElse("user " + id);
    }
}
