// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of code on every page is what it says: compiled, loaded and started on the simulator, executed, parsed or compared with
 * the build, by its language. A block without a language, or with one that is not known here, fails.
 */
class BlocksTest {
    /** Checks one block, and throws what is wrong with it. */
    @FunctionalInterface
    interface Check {
        void check(Block block) throws Exception;
    }

    private static RouteBlocks routes;
    private static Map<String, Check> checks;

    @BeforeAll
    static void prepare(@TempDir Path folder) {
        routes = new RouteBlocks(folder);
        PropertyBlocks properties = new PropertyBlocks();
        checks = Map.ofEntries(
                Map.entry("java", new JavaBlocks(folder)::check),
                Map.entry("yaml", new YamlBlocks(routes, properties)::check),
                Map.entry("xml", new XmlBlocks(routes, new PomBlocks())::check),
                Map.entry("properties", properties::check),
                Map.entry("sh", new CommandBlocks()::check),
                Map.entry("json", DataBlocks::json),
                Map.entry("sql", DataBlocks::sql),
                Map.entry("promql", DataBlocks::promql),
                Map.entry("mermaid", DataBlocks::mermaid),
                Map.entry("text", block -> assertThat(block.text()).isNotBlank()));
    }

    @AfterAll
    static void end() {
        routes.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyBlock() {
        return Repository.pages().stream()
                .map(page -> DynamicContainer.dynamicContainer(
                        Repository.relative(page),
                        Block.of(page).stream()
                                .map(block -> DynamicTest.dynamicTest(block.where(), () -> check(block)))));
    }

    @Test
    void blocksAreFoundOnManyPages() {
        List<Block> blocks = Repository.pages().stream()
                .flatMap(page -> Block.of(page).stream())
                .toList();

        assertThat(blocks).hasSizeGreaterThan(60);
        assertThat(blocks).extracting(Block::language).contains("java", "yaml", "xml", "properties", "sh", "mermaid");
    }

    private static void check(Block block) throws Exception {
        assertThat(checks).as("%s says which language it is in", block.where()).containsKey(block.language());
        try {
            checks.get(block.language()).check(block);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(block.where() + ": " + e.getMessage() + "\n" + block.text(), e);
        }
    }
}
