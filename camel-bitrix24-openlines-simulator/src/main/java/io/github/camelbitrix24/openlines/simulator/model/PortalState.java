// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything a portal remembers, found by id; guarded by the lock of the portal. */
public final class PortalState {

    private static final long FIRST_CHAT = 1763;
    private static final long FIRST_SESSION = 342;
    private static final long FIRST_MESSAGE = 86490;
    private static final long FIRST_CLIENT = 1984;
    private static final long FIRST_BOT_EVENT = 1001;

    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private final Map<String, Bot> bots = new LinkedHashMap<>();
    private final Map<Long, Chat> chats = new LinkedHashMap<>();
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Chat> chatsByUserCode = new HashMap<>();
    private final Map<ClientKey, Chat> chatsByClient = new HashMap<>();
    private final Map<Assignment, Long> assignments = new HashMap<>();
    private final Set<Long> paused = new HashSet<>();
    private final Set<Long> offline = new HashSet<>();
    private final ChatLocks locks = new ChatLocks();
    private final Crm crm = new Crm();
    private final Connectors connectors = new Connectors();
    private final LineExtras lineExtras = new LineExtras();
    private final Departments departments = new Departments();
    private final NetworkLines networkLines = new NetworkLines();
    private final Standing standing = new Standing();
    private final Set<PortalSwitch> switches = EnumSet.noneOf(PortalSwitch.class);
    private final Map<Long, Line> deletedLines = new HashMap<>();

    private long nextChat = FIRST_CHAT;
    private long nextSession = FIRST_SESSION;
    private long nextMessage = FIRST_MESSAGE;
    private long nextClient = FIRST_CLIENT;
    private long nextBotEvent = FIRST_BOT_EVENT;
    private long lastOfflineRow;
    private long lastAssignment;
    private boolean messengerInstalled = true;
    private int botLimit = Integer.MAX_VALUE;

    /** A client is remembered by name and line. */
    public record ClientKey(String name, long lineId) {}

    private record Assignment(long lineId, long userId) {}

    public void add(User user) {
        users.put(user.id(), user);
    }

    public void put(Line line) {
        lines.put(line.id(), line);
    }

    /** The line is gone for callers; dialogs that are still on it see it as inactive. */
    public void delete(Line line) {
        lines.remove(line.id());
        deletedLines.put(line.id(), line.withActive(false));
    }

    public void switchOn(PortalSwitch behaviour) {
        switches.add(behaviour);
    }

    public boolean is(PortalSwitch behaviour) {
        return switches.contains(behaviour);
    }

    public void add(Bot bot) {
        bots.put(bot.code(), bot);
    }

    public void botLimit(int most) {
        botLimit = most;
    }

    public boolean hasRoomForABot() {
        return bots.size() < botLimit;
    }

    public void remove(Bot bot) {
        bots.remove(bot.code());
    }

    public void add(Session session) {
        sessions.put(session.id(), session);
    }

    public void addGroup(Chat chat) {
        chats.put(chat.id(), chat);
    }

    public void addClientChat(Chat chat) {
        chats.put(chat.id(), chat);
        chatsByUserCode.put(chat.openLine().userCode(), chat);
    }

    public void addClientChat(ClientKey client, Chat chat) {
        addClientChat(chat);
        chatsByClient.put(client, chat);
    }

    /** For users that are made while the portal runs and are no clients. */
    public long newUserId() {
        return maxId(users) + 1;
    }

    public long newChatId() {
        return nextChat++;
    }

    public long newSessionId() {
        return nextSession++;
    }

    /**
     * Goes on with the numbers by which programs know what they have seen already: of events, messages and sessions. Chats begin
     * again.
     */
    public void continueNumbersOf(PortalState former) {
        nextBotEvent = former.nextBotEvent;
        lastOfflineRow = former.lastOfflineRow;
        nextMessage = former.nextMessage;
        nextSession = former.nextSession;
    }

    public long newBotEventId() {
        return nextBotEvent++;
    }

    public long newOfflineRowId() {
        return ++lastOfflineRow;
    }

    public long newMessageId() {
        return nextMessage++;
    }

    public long newClientId() {
        while (users.containsKey(nextClient)) {
            nextClient++;
        }
        return nextClient++;
    }

    /** Remembers that the line's queue chose this operator now. */
    public void assigned(long lineId, long userId) {
        assignments.put(new Assignment(lineId, userId), ++lastAssignment);
    }

    /** Grows with every assignment; 0 if the operator never had one on this line. */
    public long lastAssignment(long lineId, long userId) {
        return assignments.getOrDefault(new Assignment(lineId, userId), 0L);
    }

    public void pause(long userId, boolean pause) {
        toggle(paused, userId, pause);
    }

    public void offline(long userId, boolean away) {
        toggle(offline, userId, away);
    }

    private static void toggle(Set<Long> set, long userId, boolean in) {
        if (in) {
            set.add(userId);
        } else {
            set.remove(userId);
        }
    }

    public boolean isPaused(long userId) {
        return paused.contains(userId);
    }

    public boolean isOnline(long userId) {
        return !offline.contains(userId);
    }

    public void messengerInstalled(boolean installed) {
        messengerInstalled = installed;
    }

    public boolean isMessengerInstalled() {
        return messengerInstalled;
    }

    public Optional<User> user(long id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<Line> line(long id) {
        return Optional.ofNullable(lines.get(id));
    }

    /** Also a line that was deleted. */
    public Optional<Line> lineEver(long id) {
        return line(id).or(() -> Optional.ofNullable(deletedLines.get(id)));
    }

    public long newLineId() {
        return Math.max(maxId(lines), maxId(deletedLines)) + 1;
    }

    private static long maxId(Map<Long, ?> byId) {
        return byId.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    public Optional<Chat> chat(long id) {
        return Optional.ofNullable(chats.get(id));
    }

    public Optional<Chat> chatOf(ClientKey client) {
        return Optional.ofNullable(chatsByClient.get(client));
    }

    public Optional<Chat> chatByUserCode(String userCode) {
        return Optional.ofNullable(chatsByUserCode.get(userCode));
    }

    public Optional<Session> session(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    public Optional<Bot> bot(String code) {
        return Optional.ofNullable(bots.get(code));
    }

    public Optional<Bot> bot(long id) {
        return bots.values().stream().filter(bot -> bot.id() == id).findFirst();
    }

    public Collection<User> users() {
        return Collections.unmodifiableCollection(users.values());
    }

    public Collection<Line> lines() {
        return Collections.unmodifiableCollection(lines.values());
    }

    public Collection<Bot> bots() {
        return Collections.unmodifiableCollection(bots.values());
    }

    public Collection<Chat> chats() {
        return Collections.unmodifiableCollection(chats.values());
    }

    public Collection<Session> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    public Standing standing() {
        return standing;
    }

    public Connectors connectors() {
        return connectors;
    }

    public Crm crm() {
        return crm;
    }

    public LineExtras lineExtras() {
        return lineExtras;
    }

    public Departments departments() {
        return departments;
    }

    public NetworkLines networkLines() {
        return networkLines;
    }

    public ChatLocks locks() {
        return locks;
    }
}
