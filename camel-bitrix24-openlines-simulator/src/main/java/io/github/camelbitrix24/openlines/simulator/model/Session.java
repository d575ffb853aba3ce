// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One conversation inside a chat, with the fields of §6.1 and the changes they go through together. */
public final class Session {

    private final long id;
    private final long chatId;
    private final SessionMode mode;
    private final Instant started;
    private final Set<Long> queueHistory = new LinkedHashSet<>();
    private final List<Long> messageIds = new ArrayList<>();
    private final List<TransferRecord> transfers = new ArrayList<>();
    private final Rating rating = new Rating();

    private long parentId;
    private boolean pinned;
    private CloseReason closeReason;
    private Instant firstAnswered;
    private long lineId;
    private long operatorId;
    private SessionStatus status = SessionStatus.NEW;
    private boolean closed;
    private boolean waitAnswer;
    private boolean waitAction;
    private Instant operatorAnswered;
    private Instant closedAt;
    private Set<Long> offeredTo = Set.of();
    private boolean misfiled;

    public Session(long id, long chatId, long lineId, SessionMode mode, Instant started) {
        this.id = id;
        this.chatId = chatId;
        this.lineId = lineId;
        this.mode = mode;
        this.started = started;
    }

    /** Offers the session to these operators; {@code operator} is 0 when everybody or nobody is asked. */
    public void offer(long operator, Set<Long> offered) {
        operatorId = operator;
        offeredTo = Set.copyOf(offered);
        waitAnswer = true;
        waitAction = false;
        status = SessionStatus.SKIP;
        if (operator > 0) {
            queueHistory.add(operator);
        }
    }

    /** A bot holds the session: nobody is asked to answer, and no operator is responsible. */
    public void giveToBot(long botId) {
        operatorId = botId;
        offeredTo = Set.of();
        waitAnswer = false;
    }

    public void accept(long operator, Instant now) {
        operatorId = operator;
        offeredTo = Set.of();
        waitAnswer = false;
        waitAction = false;
        pinned = false;
        raiseToAnswer();
        if (operatorAnswered == null) {
            operatorAnswered = now;
        }
    }

    /** §6.8: a transfer to a user on an inactive line leaves the old operator in the session. */
    public void handOver(long operator, boolean keepOperator) {
        if (!keepOperator) {
            operatorId = operator;
        }
        offeredTo = Set.of();
        waitAnswer = false;
        raiseToAnswer();
    }

    /** §6.6: an accepted session whose operator is the only one available falls back, and still names him. */
    public void fallBack() {
        status = SessionStatus.SKIP;
    }

    public void moveTo(long line) {
        lineId = line;
        operatorId = 0;
        restartQueue();
    }

    public void restartQueue() {
        queueHistory.clear();
    }

    public void clientWrote() {
        if (!waitAnswer) {
            status = status.isAnswered() ? SessionStatus.CLIENT_AFTER_OPERATOR : SessionStatus.CLIENT;
            waitAction = false;
        }
    }

    /** Says whether the message counts as the operator's turn. */
    public boolean operatorWrote(Instant now) {
        if (waitAnswer) {
            return false;
        }
        if (firstAnswered == null) {
            firstAnswered = now;
        }
        status = SessionStatus.OPERATOR;
        return true;
    }

    public void enterClosingPhase(boolean voteAsked) {
        waitAction = true;
        waitAnswer = false;
        offeredTo = Set.of();
        if (voteAsked) {
            rating.await();
        }
        status = SessionStatus.WAIT_CLIENT;
    }

    /** §6.1: a vote on a closed session takes it back to the closing phase. */
    public void reopenForVote() {
        closed = false;
        closedAt = null;
        waitAction = true;
        status = SessionStatus.WAIT_CLIENT;
    }

    public void close(SessionStatus finalStatus, Instant now) {
        closed = true;
        status = finalStatus;
        closedAt = now;
        waitAnswer = false;
        waitAction = false;
        offeredTo = Set.of();
    }

    /** The session row names another chat from now on (§6.4, {@code IMOL_CHAT_ERROR_NOT_LOAD_DATA}). */
    public void misfile() {
        misfiled = true;
    }

    public void pin(boolean on) {
        pinned = on;
    }

    public void childOf(long parent) {
        parentId = parent;
    }

    /** Why the session ends; said before it closes or enters the closing phase. */
    public void endsFor(CloseReason reason) {
        closeReason = reason;
    }

    public void add(Message message) {
        messageIds.add(message.id());
    }

    public void add(TransferRecord transfer) {
        transfers.add(transfer);
    }

    private void raiseToAnswer() {
        if (status.isNew()) {
            status = SessionStatus.ANSWER;
        }
    }

    public boolean isInClosingPhase() {
        return waitAction && !waitAnswer;
    }

    public boolean isClosed() {
        return closed;
    }

    public boolean isSpam() {
        return status == SessionStatus.SPAM;
    }

    public boolean awaitsAnswer() {
        return waitAnswer;
    }

    public boolean awaitsAction() {
        return waitAction;
    }

    public boolean isMisfiled() {
        return misfiled;
    }

    public boolean isPinned() {
        return pinned;
    }

    /** The session that this one goes on from, 0 for none (§7.2, {@code message.session.start}). */
    public long parentId() {
        return parentId;
    }

    /** Null while the session is open. */
    public CloseReason closeReason() {
        return closed ? closeReason : null;
    }

    public Rating rating() {
        return rating;
    }

    public Instant firstAnswered() {
        return firstAnswered;
    }

    public List<Long> messageIds() {
        return Collections.unmodifiableList(messageIds);
    }

    public List<TransferRecord> transfers() {
        return Collections.unmodifiableList(transfers);
    }

    public long id() {
        return id;
    }

    public long chatId() {
        return chatId;
    }

    public long lineId() {
        return lineId;
    }

    public long operatorId() {
        return operatorId;
    }

    public SessionStatus status() {
        return status;
    }

    public SessionMode mode() {
        return mode;
    }

    public Instant started() {
        return started;
    }

    public Instant closedAt() {
        return closedAt;
    }

    public Instant operatorAnswered() {
        return operatorAnswered;
    }

    public Set<Long> offeredTo() {
        return offeredTo;
    }

    public Set<Long> queueHistory() {
        return queueHistory;
    }
}
