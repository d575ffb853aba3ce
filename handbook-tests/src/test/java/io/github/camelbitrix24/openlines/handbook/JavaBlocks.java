// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A block of Java compiles: as a file if it declares a type at its left margin; else as members of a class, if an annotation or a
 * modifier begins it; else as statements, where {@code portal}, {@code clock}, {@code chat}, {@code context}, {@code template} and
 * {@code exchange} are there. Its own imports stand in front; {@link #IMPLIED} are there without.
 */
final class JavaBlocks {
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public |final |abstract )*(class|record|interface|enum) (\\w+)");
    private static final Pattern MEMBER = Pattern.compile("^(@|public |private |protected |static )");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package [\\w.]+;$");
    private static final Pattern SPRING = Pattern.compile("@(Bean|Component|SpringBoot\\w+)\\b");

    private static final List<String> IMPLIED_BY_SPRING = List.of(
            "static org.awaitility.Awaitility.await",
            "io.github.camelbitrix24.openlines.B24OpenLinesConstants",
            "org.junit.jupiter.api.Test",
            "org.springframework.boot.test.context.SpringBootTest",
            "org.springframework.context.annotation.Bean",
            "org.springframework.stereotype.Component",
            "org.springframework.test.context.DynamicPropertyRegistry",
            "org.springframework.test.context.DynamicPropertySource");

    private static final List<String> IMPLIED = List.of(
            "io.github.bucket4j.distributed.ExpirationAfterWriteStrategy",
            "io.github.bucket4j.distributed.proxy.ProxyManager",
            "io.github.bucket4j.redis.lettuce.Bucket4jLettuce",
            "io.github.camelbitrix24.openlines.api.*",
            "io.github.camelbitrix24.openlines.auth.*",
            "io.github.camelbitrix24.openlines.simulator.*",
            "io.lettuce.core.RedisClient",
            "io.lettuce.core.codec.*",
            "java.nio.file.Path",
            "java.time.Duration",
            "java.util.List",
            "java.util.Map",
            "javax.sql.DataSource",
            "org.apache.camel.*",
            "org.apache.camel.builder.RouteBuilder",
            "org.apache.camel.cluster.CamelClusterService",
            "org.apache.camel.component.file.cluster.FileLockClusterService",
            "org.apache.camel.component.kubernetes.cluster.*");

    private final Path folder;
    private int number;

    JavaBlocks(Path folder) {
        this.folder = folder;
    }

    void check(Block block) throws IOException {
        Matcher type = TYPE.matcher(block.text());
        if (type.find()) {
            compile(
                    type.group(3),
                    implied(block) + PACKAGE.matcher(block.text()).replaceFirst(""));
            return;
        }
        String name = "Block" + ++number;
        String imports = lines(block, true);
        String body = lines(block, false);
        String content = MEMBER.matcher(body.strip()).find()
                ? body
                : "static PortalSimulator portal;\nstatic TurnedClock clock;\nstatic long chat;\nstatic CamelContext context;\n"
                        + "static ProducerTemplate template;\nstatic Exchange exchange;\n"
                        + "static void run() throws Exception {\n" + body + "\n}\n";
        compile(name, imports + implied(block) + "class " + name + " {\n" + content + "}\n");
    }

    private static String implied(Block block) {
        List<String> more = SPRING.matcher(block.text()).find() ? IMPLIED_BY_SPRING : List.of();
        return Stream.concat(IMPLIED.stream(), more.stream())
                .map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());
    }

    private static String lines(Block block, boolean imports) {
        return block.text()
                .lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void compile(String name, String source) throws IOException {
        Path place = Files.createDirectories(folder.resolve("java-" + ++number));
        Path file = Files.writeString(place.resolve(name + ".java"), source);
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", place.toString());
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new AssertionError(messages.toString());
            }
        }
    }
}
