// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * What users touch has Javadoc: every public type of the modules that are published, and in the packages that users import every public
 * or protected member too. A record names each of its components. Left out are overriding methods, whose description is inherited;
 * setters and the getters of options, which are described where the option is declared; and {@code main}.
 */
class JavadocTest {
    private static final String OURS = "io/github/camelbitrix24/openlines/";
    private static final List<String> MODULES = List.of(
            "camel-bitrix24-openlines", "camel-bitrix24-openlines-simulator", "camel-bitrix24-openlines-starter");
    private static final Set<String> IMPORTED = Set.of(
            "io.github.camelbitrix24.openlines",
            "io.github.camelbitrix24.openlines.api",
            "io.github.camelbitrix24.openlines.auth",
            "io.github.camelbitrix24.openlines.simulator");

    @Test
    void everyPublicTypeAndMemberIsDescribed() throws Exception {
        List<Path> sources = Repository.files(file -> MODULES.stream()
                .anyMatch(module -> Repository.relative(file).startsWith(module + "/src/main/java/" + OURS)
                        && file.toString().endsWith(".java")));
        Undescribed scan = new Undescribed();
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            scan.trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                scan.scan(unit, null);
            }
        }

        assertThat(scan.types).as("public types that were looked at").isGreaterThan(100);
        assertThat(scan.found).isEmpty();
    }

    private static final class Undescribed extends TreePathScanner<Void, Void> {
        final List<String> found = new ArrayList<>();
        int types;
        private DocTrees trees;

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!visible(type.getModifiers().getFlags(), type)
                    || type.getSimpleName().isEmpty()) {
                return null;
            }
            types++;
            describe(type.getSimpleName().toString());
            if (!IMPORTED.contains(
                    getCurrentPath().getCompilationUnit().getPackageName().toString())) {
                return null;
            }
            if (type.getKind() == Tree.Kind.RECORD) {
                components(type);
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean implied = type.getKind() == Tree.Kind.INTERFACE
                    && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
            if ((implied || visible(method.getModifiers().getFlags(), method))
                    && !inherited(method)
                    && !ofAnOption(method, type)
                    && !compact(method, type)) {
                describe(type.getSimpleName() + "." + method.getName());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            if (parent instanceof ClassTree type
                    && type.getKind() != Tree.Kind.RECORD
                    && visible(field.getModifiers().getFlags(), field)
                    && !field.getModifiers().toString().contains("@Metadata")) {
                describe(type.getSimpleName() + "." + field.getName());
            }
            return null;
        }

        private static boolean visible(Set<Modifier> flags, Tree tree) {
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED) && tree instanceof MethodTree;
        }

        private static boolean inherited(MethodTree method) {
            return method.getModifiers().toString().contains("@Override")
                    || method.getName().contentEquals("main");
        }

        /** Of a class whose fields are options: their descriptions are those of the annotations. */
        private static boolean ofAnOption(MethodTree method, ClassTree type) {
            String name = method.getName().toString();
            if (name.matches("set[A-Z].*")) {
                return true;
            }
            return name.matches("(get|is)[A-Z].*")
                    && method.getParameters().isEmpty()
                    && (type.toString().contains("@UriParam") || type.toString().contains("@Metadata"));
        }

        /** A record's own constructor takes what its components are, which are described. */
        private static boolean compact(MethodTree method, ClassTree type) {
            return type.getKind() == Tree.Kind.RECORD
                    && method.getReturnType() == null
                    && names(method.getParameters()).equals(names(componentsOf(type)));
        }

        private static List<String> names(List<? extends Tree> variables) {
            return variables.stream()
                    .map(variable -> ((VariableTree) variable).getName().toString())
                    .toList();
        }

        private static List<? extends Tree> componentsOf(ClassTree type) {
            return type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .toList();
        }

        private void components(ClassTree type) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            Set<String> described = comment == null
                    ? Set.of()
                    : comment.getBlockTags().stream()
                            .filter(ParamTree.class::isInstance)
                            .map(tag -> ((ParamTree) tag).getName().getName().toString())
                            .collect(Collectors.toSet());
            for (String name : names(componentsOf(type))) {
                if (!described.contains(name)) {
                    found.add(type.getSimpleName() + ", @param " + name);
                }
            }
        }

        private void describe(String what) {
            TreePath path = getCurrentPath();
            if (trees.getDocCommentTree(path) == null) {
                found.add(what);
            }
        }
    }
}
