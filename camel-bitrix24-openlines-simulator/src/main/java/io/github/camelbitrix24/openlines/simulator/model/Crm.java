// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entities of the CRM and the chats they are linked to. */
public final class Crm {

    private static final long FIRST_LEAD = 1;

    private final Map<Key, CrmEntity> entities = new LinkedHashMap<>();
    private final Map<Key, List<Long>> chats = new LinkedHashMap<>();
    private final Map<Long, Map<CrmEntity.Type, Long>> links = new LinkedHashMap<>();

    private record Key(CrmEntity.Type type, long id) {}

    public void put(CrmEntity entity) {
        entities.put(new Key(entity.type(), entity.id()), entity);
    }

    /** The chat shows this entity from now on; an earlier one of the same type is no longer shown, but keeps the chat. */
    public void link(CrmEntity entity, long chatId) {
        List<Long> linked = chats.computeIfAbsent(new Key(entity.type(), entity.id()), key -> new ArrayList<>());
        linked.remove(chatId);
        linked.add(chatId);
        links.computeIfAbsent(chatId, key -> new LinkedHashMap<>()).put(entity.type(), entity.id());
    }

    public Optional<CrmEntity> find(CrmEntity.Type type, long id) {
        return Optional.ofNullable(entities.get(new Key(type, id)));
    }

    /** The chats of an entity, the one linked last at the end. */
    public List<Long> chatsOf(CrmEntity.Type type, long id) {
        return List.copyOf(chats.getOrDefault(new Key(type, id), List.of()));
    }

    /** The first entity that the chat was linked to; it is the one of {@code entity_data_1} (§6.1). */
    public Optional<CrmEntity> mainEntityOf(long chatId) {
        return linksOf(chatId).entrySet().stream().findFirst().flatMap(link -> find(link.getKey(), link.getValue()));
    }

    /** The id of the chat's entity of a type, 0 for none. */
    public long linked(long chatId, CrmEntity.Type type) {
        return linksOf(chatId).getOrDefault(type, 0L);
    }

    private Map<CrmEntity.Type, Long> linksOf(long chatId) {
        return links.getOrDefault(chatId, Map.of());
    }

    public long newLeadId() {
        return entities.keySet().stream()
                        .filter(key -> key.type() == CrmEntity.Type.LEAD)
                        .mapToLong(Key::id)
                        .max()
                        .orElse(FIRST_LEAD - 1)
                + 1;
    }

    public Collection<CrmEntity> entities() {
        return Collections.unmodifiableCollection(entities.values());
    }
}
