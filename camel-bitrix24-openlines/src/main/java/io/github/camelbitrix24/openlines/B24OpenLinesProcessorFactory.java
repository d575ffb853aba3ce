// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.reifier.EnrichReifier;
import org.apache.camel.reifier.ToDynamicReifier;
import org.apache.camel.reifier.WireTapReifier;
import org.apache.camel.spi.ProcessorFactory;

/**
 * Makes the steps of a route whose endpoint is computed for each message (toD, wireTap, enrich), where it is one of ours, and
 * refuses those that would make an option of a text. Camel finds it by the files in {@code META-INF/services/org/apache/camel/model}
 * when it makes a step of that kind; for endpoints of other components it leaves the step to Camel.
 */
public class B24OpenLinesProcessorFactory implements ProcessorFactory {

    @Override
    public Processor createChildProcessor(Route route, NamedNode definition, boolean mandatory) {
        return null;
    }

    /**
     * Makes a step, or gives null to leave it to Camel.
     *
     * @throws B24InvalidRequestException if an expression stands where none may, with what to write instead
     */
    @Override
    public Processor createProcessor(Route route, NamedNode definition) throws Exception {
        DynamicSteps steps = new DynamicSteps(route.getCamelContext());
        if (definition instanceof WireTapDefinition<?> tap) {
            UnaryOperator<Expression> replacement = replacement(steps, tap);
            return replacement == null ? null : new WireTap(route, tap, replacement).createProcessor();
        }
        if (definition instanceof ToDynamicDefinition to) {
            UnaryOperator<Expression> replacement = replacement(steps, to);
            return replacement == null ? null : new ToDynamic(route, to, replacement).createProcessor();
        }
        if (definition instanceof EnrichDefinition enrich) {
            UnaryOperator<Expression> replacement = replacement(steps, enrich);
            return replacement == null ? null : new Enrich(route, enrich, replacement).createProcessor();
        }
        if (definition instanceof PollDefinition poll) {
            steps.refuse(poll.getShortName(), poll.getUri());
        } else if (definition instanceof ExpressionNode node && node.getExpression() != null) {
            steps.refuse(definition.getShortName(), node.getExpression().getExpression());
        }
        return null;
    }

    private static UnaryOperator<Expression> replacement(DynamicSteps steps, ToDynamicDefinition to) {
        if (to instanceof WireTapDefinition<?> tap && "false".equals(tap.getDynamicUri())) {
            return null;
        }
        EndpointProducerBuilder builder = to.getEndpointProducerBuilder();
        UnaryOperator<Expression> replacement = steps.replacement(
                builder == null ? to.getUri() : builder.getRawUri(), to.getAllowOptimisedComponents());
        if (replacement != null && builder != null) {
            to.setUri(builder.getRawUri());
            to.setEndpointProducerBuilder(null);
        }
        return replacement;
    }

    private static UnaryOperator<Expression> replacement(DynamicSteps steps, EnrichDefinition enrich) {
        ExpressionDefinition expression = enrich.getExpression();
        if (expression == null || expression instanceof ConstantExpression) {
            return null;
        }
        return steps.replacement(
                "simple".equals(expression.getLanguage()) ? expression.getExpression() : null,
                enrich.getAllowOptimisedComponents());
    }

    @Override
    public Processor createProcessor(CamelContext context, String name, Object[] arguments) {
        return null;
    }

    private static final class ToDynamic extends ToDynamicReifier<ToDynamicDefinition> {
        private final UnaryOperator<Expression> replacement;

        ToDynamic(Route route, ToDynamicDefinition definition, UnaryOperator<Expression> replacement) {
            super(route, definition);
            this.replacement = replacement;
        }

        @Override
        protected Expression createExpression(String uri) {
            return replacement.apply(super.createExpression(uri));
        }
    }

    private static final class WireTap extends WireTapReifier {
        private final UnaryOperator<Expression> replacement;

        WireTap(Route route, WireTapDefinition<?> definition, UnaryOperator<Expression> replacement) {
            super(route, definition);
            this.replacement = replacement;
        }

        @Override
        protected Expression createExpression(String uri) {
            return replacement.apply(super.createExpression(uri));
        }
    }

    private static final class Enrich extends EnrichReifier {
        private final UnaryOperator<Expression> replacement;

        Enrich(Route route, EnrichDefinition definition, UnaryOperator<Expression> replacement) {
            super(route, definition);
            this.replacement = replacement;
        }

        @Override
        protected Expression createExpression(ExpressionDefinition definition) {
            return replacement.apply(super.createExpression(definition));
        }
    }
}
