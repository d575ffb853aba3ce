// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the portal and says what the page shows of it; nothing secret is among it. */
final class Board {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int MOST_OPEN = 300;
    private static final int MOST_DONE = 100;
    private static final int MOST_MESSAGES = 200;
    private static final int LONGEST_PREVIEW = 200;

    private final Portal portal;
    private final Faults faults;
    private final RateView rate;

    Board(Portal portal, Faults faults, RateView rate) {
        this.portal = portal;
        this.faults = faults;
        this.rate = rate;
    }

    /** The latest dialogs, newest first, and how many older ones are left out. */
    record Dialogs(List<Card> cards, int olderOpen, int olderDone) {}

    /** A dialog with its latest messages, oldest of them first. */
    record Opened(Card card, List<Card.Line> messages, List<Long> members) {}

    static DateTimeFormatter clock(ZoneId zone) {
        return TIME.withZone(zone);
    }

    Overview overview() {
        return portal.inside(
                () -> new Overview(lanes(), operators(), rate.level().orElse(null), traps()));
    }

    private List<Overview.Lane> lanes() {
        return portal.state().lines().stream().map(this::lane).toList();
    }

    private Overview.Lane lane(Line line) {
        return new Overview.Lane(
                line.id(),
                line.name(),
                line.active(),
                line.queueType().name().toLowerCase(Locale.ROOT),
                line.operators().stream().map(this::name).toList(),
                line.welcomeBot().map(bot -> name(bot.botId())).orElse(null));
    }

    private List<Overview.Person> operators() {
        return portal.state().users().stream()
                .filter(User::isEmployee)
                .map(user -> new Overview.Person(user.id(), user.name()))
                .toList();
    }

    private List<Overview.Trap> traps() {
        return faults.scripted().stream()
                .map(trap -> new Overview.Trap(trap.method(), FaultMenu.label(trap), trap.times(), trap.inBatch()))
                .toList();
    }

    Dialogs dialogs() {
        List<Card> all = portal.inside(
                () -> portal.dialogs().all().stream().map(this::card).toList());
        List<Card> cards = new ArrayList<>(newest(all, card -> !card.isDone(), MOST_OPEN));
        int open = cards.size();
        cards.addAll(newest(all, Card::isDone, MOST_DONE));
        int done = (int) all.stream().filter(Card::isDone).count();
        return new Dialogs(cards, all.size() - done - open, done - (cards.size() - open));
    }

    private static List<Card> newest(List<Card> all, Predicate<Card> which, int most) {
        return all.stream()
                .filter(which)
                .sorted(Comparator.comparingLong(Card::sessionId).reversed())
                .limit(most)
                .toList();
    }

    /** The dialogs of these chats as they stand now. */
    List<Card> cards(Collection<Long> chatIds) {
        return portal.inside(() -> chatIds.stream()
                .map(portal.dialogs()::view)
                .flatMap(Optional::stream)
                .map(this::card)
                .toList());
    }

    Opened open(long chatId) {
        return portal.inside(() -> {
            DialogView dialog = portal.dialogs()
                    .view(chatId)
                    .orElseThrow(() -> new IllegalArgumentException("There is no dialog in chat " + chatId));
            List<MessageView> messages = dialog.messages();
            return new Opened(
                    card(dialog),
                    messages.subList(Math.max(0, messages.size() - MOST_MESSAGES), messages.size()).stream()
                            .map(message -> line(message, message.text()))
                            .toList(),
                    List.copyOf(dialog.members()));
        });
    }

    private Card card(DialogView dialog) {
        boolean withBot = isBot(dialog.operatorId());
        Card.Condition condition = Card.Condition.of(dialog, withBot);
        long owner = withBot && !dialog.closed() ? dialog.operatorId() : dialog.owner();
        List<MessageView> messages = dialog.messages();
        return new Card(
                dialog.chatId(),
                dialog.sessionId(),
                dialog.lineId(),
                dialog.clientName(),
                condition,
                words(condition, dialog),
                owner,
                owner == 0 ? "" : name(owner),
                messages.isEmpty() ? null : preview(messages),
                messages.size());
    }

    private String words(Card.Condition condition, DialogView dialog) {
        return switch (condition) {
            case QUEUED -> offered(dialog.offeredTo());
            case BOT -> "With " + name(dialog.operatorId());
            case OPERATOR -> "With " + name(dialog.owner() == 0 ? dialog.operatorId() : dialog.owner());
            case CLOSING -> "Closing";
            case FINISHED -> "Finished";
            case SPAM -> "Spam";
        };
    }

    private String offered(Set<Long> operators) {
        if (operators.isEmpty()) {
            return "Waits in the queue";
        }
        boolean several = operators.size() > 1;
        return "Offered to "
                + operators.stream()
                        .sorted()
                        .map(this::name)
                        .map(name -> several ? name.split(" ", 2)[0] : name)
                        .collect(Collectors.joining(", "));
    }

    /** The last words of a person or bot say more than the portal's own. */
    private Card.Line preview(List<MessageView> messages) {
        MessageView last = messages.get(messages.size() - 1);
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (!messages.get(i).system()) {
                last = messages.get(i);
                break;
            }
        }
        String text = last.text();
        return line(last, text.length() <= LONGEST_PREVIEW ? text : text.substring(0, LONGEST_PREVIEW) + "…");
    }

    private Card.Line line(MessageView message, String text) {
        return new Card.Line(
                message.id(),
                message.authorId() == 0 ? "" : name(message.authorId()),
                message.authorKind().name().toLowerCase(Locale.ROOT),
                text,
                clock(portal.zone()).format(message.time()));
    }

    private boolean isBot(long userId) {
        return portal.state()
                .user(userId)
                .filter(user -> user.kind() == UserKind.BOT)
                .isPresent();
    }

    private String name(long userId) {
        return portal.state().user(userId).map(User::name).orElse("User " + userId);
    }
}
