// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.Locale;
import java.util.Set;

/**
 * A lead, deal, company or contact.
 *
 * @param readers the users who may see it besides administrators; null lets every employee
 */
public record CrmEntity(Type type, long id, String title, Set<Long> readers) {

    /** The kinds of entities that chats can be linked to (§7.3). */
    public enum Type {
        LEAD,
        DEAL,
        COMPANY,
        CONTACT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isReadableBy(User user) {
        return user.admin() || (readers == null ? user.isEmployee() : readers.contains(user.id()));
    }
}
