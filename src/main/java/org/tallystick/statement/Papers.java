package org.tallystick.statement;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page on which a statement is printed; the build checks that it names only what is there. */
@CheckedTemplate(basePath = "statement")
final class Papers {
    private Papers() {}

    static native TemplateInstance paper(StatementPaper paper);
}
