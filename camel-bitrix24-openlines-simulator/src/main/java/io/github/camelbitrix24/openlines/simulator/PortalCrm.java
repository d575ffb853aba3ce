// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.CrmEntity;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The CRM of the portal: leads, deals, companies and contacts, and the chats that belong to them (§7.3). */
public final class PortalCrm {

    private final Portal portal;
    private final Known known;

    PortalCrm(Portal portal, Known known) {
        this.portal = portal;
        this.known = known;
    }

    /** Makes an entity that every employee may see; the type is lead, deal, company or contact. */
    public PortalCrm add(String type, long id, String title) {
        return put(type, id, title, null);
    }

    /** Makes an entity that only these users and administrators may see. */
    public PortalCrm addFor(String type, long id, String title, long... readers) {
        return put(type, id, title, LongStream.of(readers).boxed().collect(Collectors.toUnmodifiableSet()));
    }

    private PortalCrm put(String type, long id, String title, Set<Long> readers) {
        if (id <= 0) {
            throw new IllegalArgumentException("The id of a CRM entity is greater than 0, not " + id);
        }
        CrmEntity entity = new CrmEntity(typeOf(type), id, title, readers);
        portal.run(() -> portal.state().crm().put(entity));
        return this;
    }

    /** The dialog belongs to the entity from now on, and shows it in its {@code entity_data_1} and {@code _2} (§6.1). */
    public PortalCrm link(String type, long id, long chatId) {
        CrmEntity.Type kind = typeOf(type);
        portal.run(() -> {
            CrmEntity entity = portal.state()
                    .crm()
                    .find(kind, id)
                    .orElseThrow(() -> Known.unknown(
                            kind.wireName(), id, portal.state().crm().entities(), CrmEntity::id));
            portal.state().crm().link(entity, known.dialog(chatId).id());
        });
        return this;
    }

    private static CrmEntity.Type typeOf(String name) {
        return Arrays.stream(CrmEntity.Type.values())
                .filter(type -> type.wireName().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Known.unknown(
                        "CRM type", name, Arrays.asList(CrmEntity.Type.values()), CrmEntity.Type::wireName));
    }
}
