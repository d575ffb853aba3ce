// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static io.github.camelbitrix24.openlines.operation.BodyArgument.body;

/** What the reports of {@code imopenlines.v2} can be asked for; all but one of them by line, operator and source. */
final class Filters {
    private Filters() {}

    static BodyArgument operators() {
        return body().takes("configId", "configIdList", "userId", "userIdList", "status", "hasFreeSlots")
                .takes("offset", "limit");
    }

    static BodyArgument sessions() {
        return whose(body())
                .takes("status", "closeReason", "dateCreateFrom", "dateCreateTo", "dateCloseFrom")
                .takes("dateCloseTo", "vote", "hasVoteHead", "kpiFirstAnswer", "hasCrm", "waitAnswerFrom")
                .takes("waitAnswerTo", "waitCloseFrom", "waitCloseTo", "order", "orderDirection")
                .takes("offset", "limit");
    }

    static BodyArgument ratings() {
        return whose(body().requires("dateVoteFrom", "dateVoteTo")).takes("vote", "hasVoteHead", "offset", "limit");
    }

    static BodyArgument figures() {
        return whose(body().requires("dateFrom", "dateTo"));
    }

    private static BodyArgument whose(BodyArgument body) {
        return body.takes("configId", "configIdList", "operatorId", "operatorIdList", "source", "sourceList");
    }
}
