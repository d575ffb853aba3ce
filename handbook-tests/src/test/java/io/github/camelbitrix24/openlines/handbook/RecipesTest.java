// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe of {@code docs/recipes.md} does on the simulated portal what its page says. */
class RecipesTest {
    private static final Pattern RECIPE = Pattern.compile("(?ms)^## (.+?)$(?:(?!^## ).)*?```yaml\n(.*?)```");
    private static final String CHAT_ID = "CamelB24OpenLinesChatId";

    @TempDir
    Path folder;

    private PortalSimulator portal;
    private Surroundings surroundings;
    private Main main;

    @BeforeEach
    void open() {
        portal = Surroundings.portal();
    }

    @AfterEach
    void close() {
        if (main != null) {
            main.stop();
        }
        portal.close();
    }

    @Test
    void officeHours() throws Exception {
        start(recipe("Office hours")
                .replace("<= '5'", "<= '7'")
                .replace("'0900'", "'0000'")
                .replace("'1800'", "'2400'"));
        assertThat(offered(writes("Maria", "Hello"))).isNotEmpty();
    }

    @Test
    void officeHoursAreOver() throws Exception {
        start(recipe("Office hours").replace("'1800'", "'0000'"));
        assertThat(texts(answered(writes("Maria", "Hello")))).contains("We are here again at nine.");
    }

    @Test
    void knownCustomersFirst() throws Exception {
        long known = writes("Maria", "Hello");
        portal.crm().add("contact", 7, "Maria").link("contact", 7, known);
        start(recipe("Known customers first"));
        assertThat(offered(writes("Otto", "Hello"))).isNotEmpty();
        await().until(() -> portal.dialog(known).lineId() == 23);
    }

    @Test
    void answerOnce() throws Exception {
        ProducerTemplate template = start(recipe("Answer once"));
        long free = portal.client("Maria").on(22).writes("Hello");
        long taken = portal.client("Otto").on(22).writes("Hello");
        portal.operator(31).answers(taken);
        template.sendBodyAndHeader("direct:answer-once", null, CHAT_ID, free);
        template.sendBodyAndHeader("direct:answer-once", null, CHAT_ID, taken);
        assertThat(portal.dialog(free).owner()).isEqualTo(Surroundings.ADMIN);
        assertThat(portal.dialog(taken).owner()).isEqualTo(31);
    }

    @Test
    void handOffFromTheBot() throws Exception {
        start(recipe("Hand off from the bot"));
        assertThat(texts(answered(writes("Otto", "Hello"))))
                .anyMatch(text -> text.startsWith("What can I do for you?"));
        long human = writes("Maria", "I want a human");
        assertThat(offered(human)).isNotEmpty();
        assertThat(texts(portal.dialog(human))).contains("A colleague takes over.");
    }

    @Test
    void finishOldDialogs() throws Exception {
        portal.close();
        portal = PortalSimulator.standard()
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-48)))
                .start();
        long old = portal.client("Maria").on(25).writes("Hello");
        portal.operator(27).answers(old);
        portal.operator(27).writes(old, "Good morning");
        start(recipe("Finish old dialogs"));
        await().until(() -> portal.dialog(old).closed());
    }

    @Test
    void youngDialogsStay() throws Exception {
        long young = portal.client("Maria").on(25).writes("Hello");
        portal.operator(27).answers(young);
        start(recipe("Finish old dialogs"));
        await().until(() -> !portal.executions("imopenlines.v2.Session.list").isEmpty());
        assertThat(portal.executions("imopenlines.operator.another.finish")).isEmpty();
        assertThat(portal.dialog(young).closed()).isFalse();
    }

    @Test
    void spamByWords() throws Exception {
        start(recipe("Spam by words"));
        long spam = writes("Lucky", "Congratulations, YOU HAVE WON");
        await().until(() -> portal.dialog(spam).spam());
    }

    @Test
    void toTheLeastLoaded() throws Exception {
        for (String client : List.of("a", "b")) {
            portal.operator(27).answers(portal.client(client).on(22).writes("Hello"));
        }
        start(recipe("To the least loaded"));
        long chat = writes("Maria", "Hello");
        await().until(() ->
                portal.dialog(chat).lineId() == 22 || portal.dialog(chat).owner() == 31);
    }

    @Test
    void deadLetter() throws Exception {
        portal.faults().next("imopenlines.operator.transfer", Fault.status(400, "OPERATOR_WRONG"));
        start(recipe("Dead letter"));
        long dead = writes("Maria", "Hello");
        Path letters = folder.resolve("dead");
        await().until(() -> Files.isDirectory(letters) && list(letters).size() == 1);
        assertThat(Files.readString(list(letters).get(0))).contains(dead + ": Hello", "OPERATOR_WRONG");
        long next = writes("Otto", "Hello");
        await().until(() -> portal.dialog(next).lineId() == 22);
    }

    @Test
    void oneReplyForEachMessage() throws Exception {
        start(recipe("One reply for each message"));
        long chat = writes("Maria", "Hello");
        answered(chat);
        main.stop();
        start(recipe("One reply for each message"));
        long next = writes("Otto", "Hello");
        answered(next);
        assertThat(texts(portal.dialog(chat))).containsOnlyOnce("We have got your message.");
    }

    @Test
    void positionsAndDuplicatesOverRestarts() throws Exception {
        start(recipe("Positions and duplicates over restarts"));
        writes("Maria", "Hello");
        await().until(() -> Files.exists(folder.resolve("done.dat"))
                && Files.readString(folder.resolve("done.dat")).lines().count() > 0);
        await().until(() -> Files.exists(folder.resolve("positions.dat")));
    }

    @Test
    void aChatsHistory() throws Exception {
        ProducerTemplate template = start(recipe("A chat's history"));
        long chat = portal.client("Maria").on(22).writes("Hello");
        portal.operator(27).answers(chat);
        portal.operator(27).writes(chat, "Good morning");
        String history = template.requestBodyAndHeader("direct:history", null, CHAT_ID, chat, String.class);
        assertThat(history).contains(": Hello", "27: Good morning");
        assertThat(history.indexOf("Hello")).isLessThan(history.indexOf("Good morning"));
    }

    @Test
    void aLeadOfAChat() throws Exception {
        ProducerTemplate template = start(recipe("A lead of a chat"));
        long chat = portal.client("Maria").on(22).writes("Hello");
        template.sendBodyAndHeader("direct:lead", null, CHAT_ID, chat);
        portal.verify()
                .executed("imopenlines.crm.lead.create")
                .done()
                .with("CHAT_ID", chat)
                .once();
    }

    @Test
    void severalReadsInOneRequest() throws Exception {
        ProducerTemplate template = start(recipe("Several reads in one request"));
        String result = template.requestBody("direct:overview", null, String.class);
        assertThat(result).contains("Ada", "Invoices").contains("\"errors\":{}");
        assertThat(portal.requests().stream().filter(request -> request.batchOf() == 3))
                .hasSize(1);
    }

    @Test
    void whoHasRoom() throws Exception {
        start(recipe("Who has room"));
        await().until(() -> !portal.executions("imopenlines.v2.Operator.list").isEmpty());
    }

    /** A recipe that is added has to be tried here; that of many portals is started with all blocks, and tried by ManyPortalsTest. */
    @Test
    void eachRecipeIsTried() {
        String source =
                Repository.text(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        assertThat(recipes().keySet())
                .hasSizeGreaterThan(12)
                .allSatisfy(
                        name -> assertThat(source + "recipe(\"Many portals\")").contains("recipe(\"" + name + "\")"));
    }

    private ProducerTemplate start(String recipe) throws Exception {
        surroundings = surroundings == null ? new Surroundings(portal, folder) : surroundings;
        Properties properties = surroundings.properties(recipe);
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        main = RouteBlocks.main(ResourceHelper.fromString("recipe.yaml", recipe), properties);
        surroundings.bind(main);
        main.start();
        return main.getCamelContext().createProducerTemplate();
    }

    private long writes(String name, String text) {
        return portal.client(name).on(Surroundings.BOT_LINE).writes(text);
    }

    private Set<Long> offered(long chat) {
        await().until(() -> !portal.dialog(chat).offeredTo().isEmpty());
        return portal.dialog(chat).offeredTo();
    }

    private DialogView answered(long chat) {
        await().until(() -> portal.dialog(chat).messages().stream().anyMatch(message -> message.authorId() == 567));
        return portal.dialog(chat);
    }

    private static List<String> texts(DialogView dialog) {
        return dialog.messages().stream().map(MessageView::text).toList();
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String recipe(String name) {
        assertThat(recipes()).containsKey(name);
        return recipes().get(name);
    }

    private static Map<String, String> recipes() {
        Map<String, String> recipes = new TreeMap<>();
        RECIPE.matcher(Repository.text(Repository.TOP.resolve("docs/recipes.md")))
                .results()
                .forEach(match -> recipes.put(match.group(1), match.group(2)));
        return recipes;
    }

    /** Long enough for busy cores. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
