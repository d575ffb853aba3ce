// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A messenger chat: the long-lived chat of one client on one line, or an ordinary group chat. */
public final class Chat {

    private final long id;
    private final String title;
    private final Instant created;
    private final OpenLine openLine;
    private final Set<Long> members = new LinkedHashSet<>();
    private final List<Message> messages = new ArrayList<>();

    private long owner;
    private Session session;
    private long currentLine;
    private String silence = "";

    /** What only a chat of an open line has: its user code, the client and the line written to (§6.1). */
    public record OpenLine(String userCode, long clientId, long lineId) {

        public String connector() {
            return part(0);
        }

        public String externalChatId() {
            return part(2);
        }

        private String part(int index) {
            return userCode.split("\\|", -1)[index];
        }
    }

    private Chat(long id, String title, Instant created, OpenLine openLine, Collection<Long> members) {
        this.id = id;
        this.title = title;
        this.created = created;
        this.openLine = openLine;
        this.members.addAll(members);
    }

    public static Chat ofClient(long id, String title, Instant created, OpenLine openLine) {
        return new Chat(id, title, created, openLine, List.of(openLine.clientId()));
    }

    public static Chat ofGroup(long id, String title, Instant created, Collection<Long> members) {
        return new Chat(id, title, created, null, members);
    }

    /** Ten fields joined by a bar (§6.1): the session's start, closing phase, id and the line after a transfer among them. */
    public String entityData1(Crm crm) {
        Session open = openSession();
        Optional<CrmEntity> entity = crm.mainEntityOf(id);
        return String.join(
                "|",
                entity.isPresent() ? "Y" : "N",
                entity.map(found -> found.type().name()).orElse("NONE"),
                entity.map(found -> String.valueOf(found.id())).orElse("0"),
                open != null && open.isPinned() ? "Y" : "N",
                open != null && open.awaitsAction() ? "Y" : "N",
                String.valueOf(open == null ? 0 : open.id()),
                String.valueOf(open == null ? 0 : open.started().getEpochSecond()),
                String.valueOf(currentLine),
                "0",
                "0");
    }

    /** Which lead, company, contact and deal the chat is linked to (§6.1). */
    public String entityData2(Crm crm) {
        return Stream.of(CrmEntity.Type.LEAD, CrmEntity.Type.COMPANY, CrmEntity.Type.CONTACT, CrmEntity.Type.DEAL)
                .map(type -> type.name() + "|" + crm.linked(id, type))
                .collect(Collectors.joining("|"));
    }

    /** Y or N once the silent mode was switched, else empty (§6.1). */
    public String entityData3() {
        return silence;
    }

    public void silent(boolean on) {
        silence = on ? "Y" : "N";
    }

    public boolean isSilent() {
        return silence.equals("Y");
    }

    public void begin(Session next) {
        session = next;
        currentLine = 0;
    }

    public void end(Collection<Long> staying) {
        owner = 0;
        members.retainAll(staying);
    }

    public void add(Message message) {
        messages.add(message);
    }

    /** Puts a changed message in the place of the one with its id. */
    public void replace(Message changed) {
        for (int position = messages.size() - 1; position >= 0; position--) {
            if (messages.get(position).id() == changed.id()) {
                messages.set(position, changed);
                return;
            }
        }
    }

    public void remove(Message message) {
        messages.remove(message);
    }

    public Optional<Message> message(long messageId) {
        return messages.stream().filter(message -> message.id() == messageId).findFirst();
    }

    public void join(long userId) {
        members.add(userId);
    }

    public void leave(long userId) {
        members.remove(userId);
    }

    public void ownedBy(long userId) {
        owner = userId;
    }

    public void movedTo(long lineId) {
        currentLine = lineId;
    }

    public boolean isOpenLine() {
        return openLine != null;
    }

    public boolean hasMember(long userId) {
        return members.contains(userId);
    }

    /** The session that is not closed, or null. */
    public Session openSession() {
        return session == null || session.isClosed() ? null : session;
    }

    /** The open session, else the one closed last; null in a group chat. */
    public Session latestSession() {
        return session;
    }

    public OpenLine openLine() {
        return openLine;
    }

    public long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Instant created() {
        return created;
    }

    public long owner() {
        return owner;
    }

    public Set<Long> members() {
        return Collections.unmodifiableSet(members);
    }

    public List<Message> messages() {
        return Collections.unmodifiableList(messages);
    }
}
