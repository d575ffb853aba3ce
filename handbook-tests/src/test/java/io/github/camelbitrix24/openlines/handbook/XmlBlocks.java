// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import java.io.StringReader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Routes in XML are started, parts of a POM compared with the build. */
final class XmlBlocks {
    private static final Set<String> ROUTES = Set.of("routes", "route", "beans", "camel", "routeTemplates", "rests");

    private final RouteBlocks routes;
    private final PomBlocks poms;

    XmlBlocks(RouteBlocks routes, PomBlocks poms) {
        this.routes = routes;
        this.poms = poms;
    }

    /** Several parts of a POM may stand in one block. */
    void check(Block block) throws Exception {
        String text = block.text().replaceFirst("(?s)^\\s*<\\?xml.*?\\?>", "");
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<block>" + text + "</block>")))
                .getDocumentElement();
        String first = root.getElementsByTagName("*").item(0).getNodeName();
        if (ROUTES.contains(first)) {
            routes.start(block, "xml", block.text());
        } else {
            poms.check(root);
        }
    }
}
