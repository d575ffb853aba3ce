// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/**
 * Which events reach the route; decided before there is an exchange.
 *
 * @param types upper-case names, empty for all
 * @param lineId only events of this line, null for all
 * @param connectorId only events of this connector, null for all
 * @param onlyOpenLines whether events about other chats, in which a bot is too, are left out
 * @param ownBot the bot whose own messages are left out, 0 for none
 */
record EventFilter(Set<String> types, Long lineId, String connectorId, boolean onlyOpenLines, long ownBot) {

    /**
     * Reads the options.
     *
     * @throws B24InvalidRequestException for an event that there is not, and for a filter by what a bot's events do not carry
     */
    static EventFilter of(EventsConfiguration options, long ownBot) {
        if (options.getSource() == EventSource.bot
                && (options.getLineId() != null || options.getConnectorId() != null)) {
            throw new B24InvalidRequestException(
                    "lineId and connectorId are nothing that a bot's events carry: remove them,"
                            + " or filter by what b24openlines:dialogGet says; source=push and source=offline know them");
        }
        return new EventFilter(
                EventTypes.parse(options.getEventTypes(), options.getSource()),
                options.getLineId(),
                StringUtils.trimToNull(options.getConnectorId()),
                options.isOnlyOpenLines(),
                ownBot);
    }

    boolean wants(RawEvent raw, ChatEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && !(onlyOpenLines && EventMapper.ofOtherChat(raw))
                && (lineId == null || lineId.equals(event.lineId()))
                && (connectorId == null || connectorId.equalsIgnoreCase(event.connectorId()))
                && !ownMessage(event);
    }

    private boolean ownMessage(ChatEvent event) {
        return ownBot > 0
                && event.author() != null
                && event.author().id() == ownBot
                && event.type().contains("MESSAGE");
    }
}
