package org.tallystick.bankfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The schema of camt.053.001.08, made of that of camt.052.001.08, the report of a day, which hbci4j carries: ISO 20022 makes both of
 * the same types (275 of them), and the statement differs in six names and in that it has a balance at least.
 */
final class CamtSchema {
    private static final String[][] DIFFERENCES = {
        {"camt.052.001.08", "camt.053.001.08"},
        {"BkToCstmrAcctRpt", "BkToCstmrStmt"},
        {"BankToCustomerAccountReportV08", "BankToCustomerStatementV08"},
        {"AccountReport25", "AccountStatement9"},
        {"name=\"Rpt\"", "name=\"Stmt\""},
        {"RptPgntn", "StmtPgntn"},
        {"AddtlRptInf", "AddtlStmtInf"},
        {"minOccurs=\"0\" name=\"Bal\" type=\"CashBalance8\"", "minOccurs=\"1\" name=\"Bal\" type=\"CashBalance8\""}
    };

    private CamtSchema() {}

    static String text() {
        try (InputStream in = Objects.requireNonNull(
                CamtSchema.class.getResourceAsStream("/camt.052.001.08.xsd"), "the schema of hbci4j")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String[] difference : DIFFERENCES) {
                if (!schema.contains(difference[0])) {
                    throw new IllegalStateException("no " + difference[0] + " in the schema");
                }
                schema = schema.replace(difference[0], difference[1]);
            }
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it finds wrong, a line each. */
    static List<String> violations(String xml) {
        List<String> violations = new ArrayList<>();
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            Schema schema = factory.newSchema(new StreamSource(new StringReader(text())));
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new ErrorHandler() {
                @Override
                public void warning(SAXParseException e) {
                    violations.add(e.getMessage());
                }

                @Override
                public void error(SAXParseException e) {
                    violations.add(e.getMessage());
                }

                @Override
                public void fatalError(SAXParseException e) {
                    violations.add(e.getMessage());
                }
            });
            validator.validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            violations.add(String.valueOf(e.getMessage()));
        }
        return violations;
    }
}
