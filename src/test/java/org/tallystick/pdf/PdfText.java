package org.tallystick.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** What a PDF says, as PDFBox reads it. */
public final class PdfText {
    private PdfText() {}

    /** The text of each page. */
    public static List<String> pages(byte[] pdf) {
        return read(pdf, document -> {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
            return pages;
        });
    }

    public static String all(byte[] pdf) {
        return String.join("\n", pages(pdf));
    }

    /** Whether every letter lies between the margins. */
    public static boolean isWithin(byte[] pdf, float marginPoints) {
        return read(pdf, document -> {
            boolean[] within = {true};
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    PDRectangle page = getCurrentPage().getMediaBox();
                    within[0] &= text.getX() >= marginPoints
                            && text.getX() + text.getWidth() <= page.getWidth() - marginPoints
                            && text.getY() <= page.getHeight();
                }
            }.getText(document);
            return within[0];
        });
    }

    /** Names of the fonts; "not embedded" or "whole" behind those that are. */
    public static Set<String> fonts(byte[] pdf) {
        return read(pdf, document -> {
            Set<String> fonts = new HashSet<>();
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    boolean subset = font.getName().matches("[A-Z]{6}\\+.*");
                    fonts.add(font.getName().replaceFirst("^[A-Z]{6}\\+", "")
                            + (font.isEmbedded() ? "" : " not embedded")
                            + (subset ? "" : " whole"));
                }
            }
            return fonts;
        });
    }

    /** The types of all elements of the structure, with their alternate descriptions. */
    public static List<String> structure(byte[] pdf) {
        return read(pdf, document -> {
            List<String> found = new ArrayList<>();
            collect(document.getDocumentCatalog().getStructureTreeRoot(), found);
            return found;
        });
    }

    private static void collect(PDStructureNode node, List<String> found) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                String alternate = element.getAlternateDescription();
                found.add(element.getStructureType() + (alternate == null ? "" : " " + alternate));
                collect(element, found);
            }
        }
    }

    public interface Reader<T> {
        T read(PDDocument document) throws IOException;
    }

    public static <T> T read(byte[] pdf, Reader<T> reader) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return reader.read(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
