package org.tallystick.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page on which a table is printed; the build checks that it names only what is there. */
@CheckedTemplate(basePath = "report")
final class Papers {
    private Papers() {}

    static native TemplateInstance table(PaperTable table);
}
