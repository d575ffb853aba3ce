// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Crm;
import io.github.camelbitrix24.openlines.simulator.model.CrmEntity;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.List;
import java.util.Optional;

/** {@code imopenlines.crm.*}: chats by the CRM entity they are linked to (§7.3). */
public final class CrmActions {

    private final Desk desk;
    private final AccessCheck access;
    private final Conversation conversation;
    private final OperatorMessages messages;

    CrmActions(Desk desk, AccessCheck access, Conversation conversation, OperatorMessages messages) {
        this.desk = desk;
        this.access = access;
        this.conversation = conversation;
        this.messages = messages;
    }

    /** Which entity a call is about. */
    public record EntityKey(CrmEntity.Type type, long id) {}

    /** The chats of an entity that the caller may see, the one linked last at the end. */
    public List<Chat> chats(EntityKey key, User caller, boolean activeOnly) {
        requireReadable(key, caller);
        return chatsOf(key).stream()
                .filter(chat -> !activeOnly || chat.openSession() != null)
                .toList();
    }

    public Optional<Chat> lastChat(EntityKey key) {
        List<Chat> chats = chatsOf(key);
        return chats.isEmpty() ? Optional.empty() : Optional.of(chats.get(chats.size() - 1));
    }

    /** Returns the chat, or nothing when the entity has none; {@code chatId} 0 takes the latest. */
    public Optional<Chat> addUser(EntityKey key, User caller, long userId, long chatId) {
        requireMessenger();
        requireReadable(key, caller);
        Optional<Chat> found = chosen(key, chatId);
        if (found.isPresent()) {
            Chat chat = found.get();
            requireActive(userId);
            if (chat.hasMember(userId)) {
                throw wrongRequest("The user is in the chat already");
            }
            messages.join(chat, userId);
        }
        return found;
    }

    /** Administrators, the dialog's owner and the user himself may take a user out of the chat. */
    public Optional<Chat> removeUser(EntityKey key, User caller, long userId, long chatId) {
        requireMessenger();
        requireReadable(key, caller);
        Optional<Chat> found = chosen(key, chatId);
        if (found.isPresent()) {
            Chat chat = found.get();
            requireActive(userId);
            if (!caller.admin() && caller.id() != userId && caller.id() != chat.owner()) {
                throw Refused.forbidden("CHAT_DELETE_USER_PERMISSION_DENIED", "You may not remove this user");
            }
            if (!chat.hasMember(userId)) {
                throw wrongRequest("The user is not in the chat");
            }
            chat.leave(userId);
            conversation.left(chat, userId);
        }
        return found;
    }

    /** Posts to the client as an employee, who has to be in the chat unless the dialog is closed. */
    public Message addMessage(EntityKey key, User caller, long senderId, long chatId, String text) {
        requireReadable(key, caller);
        Chat chat = chosen(key, chatId).orElseThrow(CrmActions::notInCrm);
        boolean employee = desk.state().user(senderId).map(User::isEmployee).orElse(false);
        boolean mayPost = employee && (chat.openSession() == null || chat.hasMember(senderId));
        if (!mayPost) {
            String code = desk.state().is(PortalSwitch.MESSAGE_ADD_CANCELED) ? "CANCELED" : "MESSAGE_ADD_ERROR";
            throw Refused.with(code, "The message was not added");
        }
        return messages.write(chat, senderId, text);
    }

    /** Makes a lead of the client and links it to the chat; a success also where an entity is linked already. */
    public void createLead(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Session session = OperatorActions.loadSession(chat);
        if (session.operatorId() != callerId) {
            throw Refused.with(
                    "ERROR_USER_NOT_OPERATOR", "Attempt to save a CRM entity by a user who is not an operator");
        }
        Crm crm = desk.state().crm();
        if (crm.mainEntityOf(chatId).isEmpty()) {
            CrmEntity lead = new CrmEntity(CrmEntity.Type.LEAD, crm.newLeadId(), chat.title(), null);
            crm.put(lead);
            crm.link(lead, chatId);
            desk.touch(chat);
        }
    }

    private List<Chat> chatsOf(EntityKey key) {
        return desk.state().crm().chatsOf(key.type(), key.id()).stream()
                .flatMap(id -> desk.state().chat(id).stream())
                .toList();
    }

    private Optional<Chat> chosen(EntityKey key, long chatId) {
        if (chatId == 0) {
            return lastChat(key);
        }
        return Optional.of(chatsOf(key).stream()
                .filter(chat -> chat.id() == chatId)
                .findFirst()
                .orElseThrow(CrmActions::notInCrm));
    }

    /** An entity that does not exist cannot be read either. */
    private void requireReadable(EntityKey key, User caller) {
        boolean readable = desk.state()
                .crm()
                .find(key.type(), key.id())
                .map(entity -> entity.isReadableBy(caller))
                .orElse(false);
        if (!readable) {
            throw Refused.forbidden("ACCESS_DENIED", "You have no access to this CRM entity");
        }
    }

    private void requireActive(long userId) {
        if (!desk.state().user(userId).map(User::isEmployee).orElse(false)) {
            throw Refused.with("CRM_CHAT_USER_NOT_ACTIVE", "The user is not active");
        }
    }

    private void requireMessenger() {
        if (!desk.state().isMessengerInstalled()) {
            throw Refused.with("IM_NOT_INSTALLED", "The messenger is not installed");
        }
    }

    private static Refused notInCrm() {
        return Refused.with("CHAT_NOT_IN_CRM", "The chat does not belong to the CRM entity");
    }

    private static Refused wrongRequest(String text) {
        return Refused.with("WRONG_REQUEST", text);
    }
}
