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
    OFFLINE_CLEAR_ID_WINS,
    /** {@code /oauth/token/} answers {@code bad_verification_code} to a wrong code, not {@code invalid_grant} (§2). */
    BAD_CODE_NAMED,
    /** {@code /oauth/token/} answers {@code NOT_INSTALLED} when the application is gone, not {@code wrong_client} (§2). */
    NOT_INSTALLED_NAMED,
    /** A batch with a nested batch (405) or with more than fifty commands (400) is refused as a whole, as documented (§2). */
    BATCH_REFUSED_AS_A_WHOLE,
    /** {@code imopenlines.operator.skip} answers {@code ACCESS_DENIED_KICK} to all that cannot be passed on (§6.6). */
    NAMED_SKIP_REFUSAL,
    /** The texts of {@code OPERATOR_WRONG} and of the access check are those of the documentation (§6.2, §6.8). */
    DOCUMENTED_TEXTS,
    /** {@code PORTAL_DELETED} comes with 410, as a client library expects it, not with 403 (§2). */
    PORTAL_DELETED_GONE,
    /** {@code OnOpenLineMessageUpdate} has a list, one id and no text, as documented (§8.6). */
    MESSAGE_UPDATE_AS_DOCUMENTED,
    /** {@code OnSessionStart} and {@code OnSessionFinish} have the documented shape, with a session's id (§8.7). */
    SESSION_EVENTS_AS_DOCUMENTED,
    /** {@code start} and {@code processing} of {@code time} are decimals, not cut to whole seconds (§1.6). */
    DECIMAL_TIME,
    /** Rows of the offline queue are forgotten after 30 days, not after 2,952,000 s (§9.1). */
    OFFLINE_ROWS_30_DAYS,
    /** In pushed bot events a null arrives as an empty text; off, it is left out like everywhere (§8.1, §11.2). */
    NULL_AS_EMPTY_TEXT,
    /** What operators do to a dialog leaves no message of the system in it (§6.3 to §6.8 tell of such messages by (S) alone). */
    NO_SYSTEM_MESSAGES,
    /** {@code imopenlines.dialog.get} tells no {@code role} (§7.1). */
    NO_ROLE
}
