// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.UserKind;

/** A portal user: employee, bot, or the connector user who stands for a client. */
public record User(long id, String name, UserKind kind, boolean admin) {

    public String firstName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    public String lastName() {
        int space = name.indexOf(' ');
        return space < 0 ? "" : name.substring(space + 1);
    }

    public boolean isEmployee() {
        return kind == UserKind.EMPLOYEE;
    }
}
