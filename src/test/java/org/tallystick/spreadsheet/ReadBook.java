package org.tallystick.spreadsheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A workbook as it stands in its file (ECMA-376): what is a number, what is a text, and that nothing is a formula. */
public final class ReadBook {
    private final Map<String, Document> parts = new HashMap<>();

    /**
     * A cell as it is stored.
     *
     * @param type {@code n} or {@code inlineStr}
     * @param format of numbers
     */
    public record StoredCell(String type, String value, String format) {}

    public ReadBook(byte[] file) {
        try {
            Path kept = Files.createTempFile("book", ".xlsx");
            Files.write(kept, file);
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            try (ZipFile zip = new ZipFile(kept.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    parts.put(entry.getName(), factory.newDocumentBuilder().parse(zip.getInputStream(entry)));
                }
            }
            Files.delete(kept);
        } catch (IOException | javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new AssertionError("no workbook", e);
        }
    }

    public List<String> sheetNames() {
        return elements(part("xl/workbook.xml"), "sheet").stream()
                .map(sheet -> sheet.getAttribute("name"))
                .toList();
    }

    /** Cells by their references, such as A1. */
    public Map<String, StoredCell> sheet(int number) {
        Map<String, StoredCell> cells = new LinkedHashMap<>();
        for (Element cell : elements(sheetPart(number), "c")) {
            if (!elements(cell, "f").isEmpty()) {
                throw new AssertionError("a formula in " + cell.getAttribute("r"));
            }
            cells.put(
                    cell.getAttribute("r"),
                    new StoredCell(cell.getAttribute("t"), cell.getTextContent(), format(cell.getAttribute("s"))));
        }
        return cells;
    }

    public String attribute(int sheet, String element, String name) {
        return elements(sheetPart(sheet), element).get(0).getAttribute(name);
    }

    private String format(String style) {
        if (style.isEmpty()) {
            return "";
        }
        Document styles = part("xl/styles.xml");
        Element cellXfs = elements(styles, "cellXfs").get(0);
        String id = elements(cellXfs, "xf").get(Integer.parseInt(style)).getAttribute("numFmtId");
        return elements(styles, "numFmt").stream()
                .filter(format -> format.getAttribute("numFmtId").equals(id))
                .findFirst()
                .map(format -> format.getAttribute("formatCode"))
                .orElse("#" + id);
    }

    private Document sheetPart(int number) {
        return part("xl/worksheets/sheet" + number + ".xml");
    }

    private Document part(String name) {
        return Optional.ofNullable(parts.get(name)).orElseThrow();
    }

    private static List<Element> elements(Document in, String name) {
        return list(in.getElementsByTagNameNS("*", name));
    }

    private static List<Element> elements(Element in, String name) {
        return list(in.getElementsByTagNameNS("*", name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
