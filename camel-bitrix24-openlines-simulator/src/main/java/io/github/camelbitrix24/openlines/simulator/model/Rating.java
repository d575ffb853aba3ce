// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Instant;

/** What the client and a supervisor think of a session (§6.1, §7.2). */
public final class Rating {

    private boolean awaited;
    private Integer vote;
    private Instant voted;
    private int headVote;
    private String headComment;

    /** The client has been asked. */
    void await() {
        awaited = true;
    }

    public void vote(int given, Instant now) {
        vote = given;
        voted = now;
        awaited = false;
    }

    /** The rating of a supervisor, 1 to 5; 0 and null leave what was given before (§7.2). */
    public void headVote(int rating, String comment) {
        headVote = rating == 0 ? headVote : rating;
        headComment = comment == null ? headComment : comment;
    }

    public boolean isAwaited() {
        return awaited;
    }

    /** 1 for good, 0 for bad, null for no vote. */
    public Integer vote() {
        return vote;
    }

    /** Null without a vote. */
    public Instant voted() {
        return voted;
    }

    /** 0 for none. */
    public int headVote() {
        return headVote;
    }

    /** Null for none. */
    public String headComment() {
        return headComment;
    }
}
