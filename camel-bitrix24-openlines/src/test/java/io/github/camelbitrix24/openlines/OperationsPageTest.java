// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/operations.md} is made of the table of operations, and of the errors and surprises in the table of its tests. To write
 * it anew: {@code mvn -pl camel-bitrix24-openlines test -Dtest=OperationsPageTest -Doperations.write=true}.
 */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Path TABLE =
            Path.of("src", "main", "java", "io", "github", "camelbitrix24", "openlines", "operation", "Operation.java");

    /** A row's sentence and the section of the protocol that it names. */
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\* ([^*]+?) \\(§[\\d., §]+\\)\\. \\*/\\s+(\\w+)\\(");

    private static final String INTRODUCTION = """
            # Operations

            What each operation takes and gives, which errors its method is documented with, and what can surprise. Made from the
            table of operations and that of its tests by `OperationsPageTest`, so change those and not this page.

            A name is the REST method without `imopenlines.` (and without `operator.` for the six) in camel case; those of
            `imbot.v2` are named by what they do. `*` marks what a call cannot do without.

            **dialog** is the header `CamelB24OpenLinesChatId`, the option `chatId`, or what the body names: a number, `chat123`, an
            event, a map or JSON text with `CHAT_ID`. In its place each operation takes `dialogId`, `sessionId`, `userCode`, or
            `crmEntityType` with `crmEntity` for the entity's latest chat, as options or headers. An endpoint that names one of
            these keeps to it, whatever chat an event has left in its header. The chat is looked up in the same request in front of
            the call, and remembered for 30 seconds; what a batch cannot say takes two requests. While an id is looked up the call
            does not know its chat, so its order among calls by chat id is not kept; that among calls by the same id is. A lookup
            that fails is the call's failure, with the code and the method of the lookup.

            Options in code style may come as a header (`CamelB24OpenLinesUserId` for `userId`), and where the body is no message
            from a map or JSON text in the body (`USER_ID`). Names in capitals, and in `v2` those in camel case, stand in the body
            alone, in any spelling: they are sent as the portal wants them. `(Y/N)` takes booleans too. A name that is not known
            is refused before anything is sent, but for filters and bodies that name a dialog.

            Lists are one page of the portal. With `allPages=true` (where a list is *paged*) the body is an `Iterable`: a
            `split(body()).streaming()` gets item after item, and each further page is one request, made when the splitter gets
            there; its thread waits for it. The splitter looks one item ahead. A page that fails fails the split with its exception.

            Errors are `B24RefusedException` with that code (`""` is one), those marked 401 or 403 mostly `B24AuthException`. Every
            method may fail for the caller, a limit or the network too: see the exceptions in the [README](../README.md).
            """;

    @Test
    void thePageIsThatOfTheTables() throws Exception {
        String page = page();
        if (Boolean.getBoolean("operations.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() throws IOException {
        Map<String, String> sentences = sentences();
        Map<Operation, CatalogueRow> rows =
                CatalogueTest.rows().collect(Collectors.toMap(row -> row.operation, Function.identity()));
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Operation operation : Operation.values()) {
            if (operation.producer()) {
                write(page, operation, sentences.get(operation.name()), rows.get(operation));
            }
        }
        return page.toString();
    }

    private static void write(StringBuilder page, Operation operation, String sentence, CatalogueRow row) {
        assertThat(sentence).as("the sentence of %s", operation).isNotNull();
        page.append("\n## ").append(operation).append("\n\n").append(sentence).append(".");
        page.append(operation.restMethod() == null ? "" : " `" + operation.restMethod() + "`")
                .append("\n\n");
        if (!operation.takes().isEmpty()) {
            page.append("- takes ").append(String.join(", ", operation.takes())).append("\n");
        }
        page.append("- gives `").append(operation.gives()).append("`");
        page.append(operation.paging().isPresent() ? ", paged" : "").append("\n");
        if (!row.refusals.isEmpty()) {
            page.append("- errors ").append(errors(row)).append("\n");
        }
        if (!row.surprise.isEmpty()) {
            page.append("- mind: ").append(row.surprise).append("\n");
        }
    }

    private static String errors(CatalogueRow row) {
        Map<Integer, String> byStatus = new TreeMap<>();
        row.refusals.forEach(refusal -> {
            String code = refusal.code().isEmpty() ? "`\"\"`" : "`" + refusal.code() + "`";
            byStatus.merge(refusal.status(), code, (all, one) -> all.contains(one) ? all : all + ", " + one);
        });
        return byStatus.entrySet().stream()
                .map(status -> (status.getKey() == 400 ? "" : status.getKey() + ": ") + status.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, String> sentences() throws IOException {
        Matcher matcher = SENTENCE.matcher(Files.readString(TABLE));
        Map<String, String> sentences = new TreeMap<>();
        while (matcher.find()) {
            sentences.put(matcher.group(2), matcher.group(1).replaceAll("\\s+", " "));
        }
        assertThat(sentences.keySet())
                .containsAll(Arrays.stream(Operation.values())
                        .filter(Operation::producer)
                        .map(Operation::name)
                        .toList());
        return sentences;
    }
}
