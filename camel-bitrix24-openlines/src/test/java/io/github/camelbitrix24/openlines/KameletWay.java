// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * What happens after an event: the Kamelets it goes through, the last of which is looked at.
 *
 * @param kamelet the Kamelet's name without {@code b24openlines-}; also what the client writes to go this way
 * @param parameters the Kamelet's, as YAML
 * @param before steps before it, as YAML
 * @param restMethod what it calls at the portal
 * @param check looks at the dialog and at the exchange after it
 */
record KameletWay(
        String kamelet,
        String parameters,
        List<String> before,
        String restMethod,
        BiConsumer<DialogView, Exchange> check) {
    static final long CALLER = 27;
    static final long DEAL = 17;

    static List<KameletWay> all() {
        return Stream.concat(Stream.of("action", "sink").flatMap(KameletWay::operatorMethods), actions())
                .toList();
    }

    private static Stream<KameletWay> operatorMethods(String kind) {
        String take = kamelet("answer-action", "{}");
        String handOff = kamelet("bot-hand-off-action", "{ botId: '{{bot.id}}', token: '{{bot.token}}' }");
        return Stream.of(
                way("answer-" + kind, "{}", "imopenlines.operator.answer", dialog -> dialog.isOwnedBy(CALLER)),
                way("finish-" + kind, "{}", "imopenlines.operator.finish", KameletWay::ended)
                        .after(take),
                way("another-finish-" + kind, "{}", "imopenlines.operator.another.finish", KameletWay::ended),
                way(
                                "skip-" + kind,
                                "{}",
                                "imopenlines.operator.skip",
                                dialog -> !dialog.offeredTo().isEmpty())
                        .after(handOff),
                way("spam-" + kind, "{}", "imopenlines.operator.spam", DialogView::spam),
                way(
                        "transfer-" + kind,
                        "{ queueId: 22 }",
                        "imopenlines.operator.transfer",
                        dialog -> dialog.lineId() == 22));
    }

    private static boolean ended(DialogView dialog) {
        return dialog.closed() || dialog.closing();
    }

    private static Stream<KameletWay> actions() {
        return Stream.of(
                new KameletWay("dialog-get-action", "{}", List.of(), "imopenlines.dialog.get", (dialog, after) -> {
                    Dialog read = after.getMessage().getBody(Dialog.class);
                    assertThat(read.chatId()).isEqualTo(dialog.chatId());
                    assertThat(read.lineId()).isEqualTo(KameletDesk.BOT_LINE);
                }),
                new KameletWay(
                        "message-send-action",
                        "{ message: Good morning, crmEntityType: deal, crmEntity: %d, userId: %d }"
                                .formatted(DEAL, CALLER),
                        List.of(kamelet("answer-action", "{}")),
                        "imopenlines.crm.message.add",
                        says("Good morning")),
                new KameletWay(
                        "bot-message-send-action",
                        "{ message: One moment, botId: '{{bot.id}}', token: '{{bot.token}}' }",
                        List.of(),
                        "imbot.v2.Chat.Message.send",
                        says("One moment")),
                way(
                        "bot-hand-off-action",
                        "{ botId: '{{bot.id}}', token: '{{bot.token}}' }",
                        "imopenlines.bot.session.operator",
                        dialog -> !dialog.offeredTo().isEmpty()),
                new KameletWay(
                        "call-action",
                        "{ method: imopenlines.session.history.get }",
                        List.of("- setBody: { simple: '{\"CHAT_ID\": ${header.CamelB24OpenLinesChatId}}' }"),
                        "imopenlines.session.history.get",
                        (dialog, after) -> assertThat(after.getMessage().getBody(String.class))
                                .contains("call-action")));
    }

    private static BiConsumer<DialogView, Exchange> says(String text) {
        return (dialog, after) -> {
            assertThat(dialog.messages()).extracting(MessageView::text).contains(text);
            assertThat(after.getMessage().getBody(Long.class)).isPositive();
        };
    }

    private static KameletWay way(String kamelet, String parameters, String restMethod, Predicate<DialogView> now) {
        return new KameletWay(kamelet, parameters, List.of(), restMethod, (dialog, after) -> {
            assertThat(dialog).matches(now);
            if (kamelet.endsWith("-action")) {
                assertThat(after.getMessage().getBody(OperatorResult.class).result())
                        .isTrue();
            }
        });
    }

    private KameletWay after(String step) {
        return new KameletWay(kamelet, parameters, List.of(step), restMethod, check);
    }

    private static String kamelet(String name, String parameters) {
        return "- to: { uri: 'kamelet:b24openlines-%s', parameters: %s }".formatted(name, parameters);
    }

    /** The branch of the route: taken if the client writes the Kamelet's name. */
    String branch() {
        return """
                            - simple: "${header.CamelB24OpenLinesText} == '%s'"
                              steps:
                                %s
                                - process: { ref: received }
                """.formatted(
                        kamelet,
                        String.join(
                                "\n" + " ".repeat(16),
                                Stream.concat(before.stream(), Stream.of(kamelet(kamelet, parameters)))
                                        .toList()));
    }

    @Override
    public String toString() {
        return kamelet;
    }
}
