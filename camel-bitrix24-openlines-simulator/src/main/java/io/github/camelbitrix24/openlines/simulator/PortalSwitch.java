// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/**
 * Behaviour on which the sources disagree (§10): off, the portal acts as the server was seen to act, marked (S) in the protocol
 * reference; on, it acts as the constant says.
 */
public enum PortalSwitch {
    /** {@code imopenlines.session.open} answers {@code chatId} as an integer, not as a string (§7.1). */
    CHAT_ID_AS_NUMBER,
    /** {@code imopenlines.session.mode.pin} by another user answers {@code ERROR_USER_NOT_OPERATOR}, not an empty code (§7.2). */
    NAMED_PIN_REFUSAL,
    /** {@code imopenlines.operator.answer} names its reason as newer portals do, where others answer an empty code (§6.3). */
    NAMED_ANSWER_REFUSAL,
    /** {@code imopenlines.crm.message.add} answers {@code CANCELED}, not {@code MESSAGE_ADD_ERROR} (§7.3). */
    MESSAGE_ADD_CANCELED,
    /** {@code imopenlines.bot.session.transfer} looks at USER_ID, QUEUE_ID and TRANSFER_ID in this order (§7.4). */
    BOT_TARGET_AS_DOCUMENTED,
    /** {@code imopenlines.config.list.get} shows 50 lines unless a limit up to 200 says else, and refuses what is no number (§7.5). */
    STRICT_CONFIG_LIST,
    /** The plan has no reports: {@code imopenlines.v2.*} answers {@code TARIFF_RESTRICTION} (§7.7). */
    TARIFF_RESTRICTION,
    /** {@code imopenlines.v2.Session.Stat.get} calls its list {@code stats}, not {@code sessions}. */
    STATS_KEY,
    /** {@code app.info} through a webhook answers {@code ACCESS_DENIED} (§7.9). */
    APP_INFO_DENIED,
    /** {@code imconnector.activate} takes {@code N} for off, where the server takes every text that is not empty for on (§7.11). */
    ACTIVATE_N_IS_OFF,
    /** {@code data[DATA]} of open line and session events is a list of one, not an object (§8.5). */
    EVENT_DATA_AS_LIST,
    /** Open line and session events go only to the application whose connector they are about (§8.3). */
    OWN_CONNECTORS_ONLY,
    /** Every event with tokens carries a refresh token, not only those of bots, installation and the offline queue (§8.2). */
    REFRESH_TOKEN_ALWAYS,
    /** The event handler's number is called {@code eventId}, not {@code event_handler_id} (§8.1). */
    EVENT_ID_KEY,
    /** The plan has no {@code rest_offline_extended}: the offline queue cannot be reserved (§9.2). */
    NO_OFFLINE_RESERVATION,
    /** In {@code event.offline.clear}, {@code id} wins over {@code message_id} (§9.2). */
    OFFLINE_CLEAR_ID_WINS
}
