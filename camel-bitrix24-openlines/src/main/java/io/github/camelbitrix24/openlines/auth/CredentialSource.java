// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.Optional;

/** Knows the credentials of employees, for calls that act as one of them. Safe for all threads. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Finds an employee's credentials. May block; what it gives is used for a minute before it is asked again.
     *
     * @param portal the portal's host; with {@code portal=event} its {@code member_id}
     * @param employee what the option {@code actAs} or the header says, a name or a number of the user's choice
     * @return empty if there is nobody of that name
     */
    Optional<EmployeeCredentials> find(String portal, String employee);
}
