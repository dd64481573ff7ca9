package org.tallystick.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MakePdfTest {
    private static final Instant MADE = Instant.parse("2026-03-01T10:00:00Z");
    private static final String FONTS =
            "font-family: NotoSans, NotoSansArabic, NotoSansHebrew, NotoSansDevanagari, NotoSansThai, MicroHei, Symbols;";

    private final MakePdf makePdf = new MakePdf();

    private byte[] pdf(String head, String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            makePdf.write(
                    "<html lang=\"en\"><head><title>A paper</title>" + head + "<style>@page { " + FONTS + " } body { "
                            + FONTS
                            + " } .rtl { display: inline-block; direction: rtl; }"
                            + " object { display: block; width: 100mm; height: 20mm; }</style></head><body>" + body
                            + "</body></html>",
                    MADE,
                    out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    @Test
    void allFontsAreEmbeddedAsSubsets() {
        byte[] pdf = pdf("", "<p>Žofie <b>Γιώργος</b> Иван מרים ليلى 王小明 김민준 आशा สมชาย 🥑</p>");

        assertThat(PdfText.fonts(pdf))
                .contains("NotoSans-Regular", "NotoSans-Bold", "NotoSansHebrew-Regular", "NotoSansArabic-Regular")
                .contains("NotoSansDevanagari-Regular", "NotoSansThai-Regular", "WenQuanYiMicroHei", "Symbola")
                .noneMatch(font -> font.endsWith(" not embedded") || font.endsWith(" whole"));
        assertThat(pdf.length).isLessThan(100_000);
    }

    @Test
    void everyScriptIsFoundAgainByWhoeverSearches() {
        assertThat(PdfText.all(
                        pdf("", "<p>Žofie Šťastná</p><p>Γιώργος</p><p>Ёлкин</p><p>王小明</p><p>김민준</p><p>สมชาย</p>")))
                .contains("Žofie Šťastná", "Γιώργος", "Ёлкин", "王小明", "김민준", "สมชาย");
    }

    @Test
    void whatIsReadFromTheRightStandsInItsOrder() {
        String text = "<p>x <bdi class=\"rtl\">דירה 3 חדרים</bdi> y</p>";
        String visual = PdfText.read(pdf("", text), document -> {
            StringBuilder letters = new StringBuilder();
            new org.apache.pdfbox.text.PDFTextStripper() {
                @Override
                protected void processTextPosition(org.apache.pdfbox.text.TextPosition position) {
                    letters.append(String.format("%08.2f %s%n", position.getX(), position.getUnicode()));
                }
            }.getText(document);
            return letters.toString()
                    .lines()
                    .sorted()
                    .map(line -> line.substring(9))
                    .reduce("", String::concat);
        });

        assertThat(visual.replace(" ", "")).isEqualTo("xםירדח3הרידy");
    }

    @Test
    void itIsTaggedAndSaysWhatItIs() {
        byte[] pdf = pdf(
                "",
                "<h1>Title</h1><object type=\"line-chart\" data-points=\"0,0.5 1,0\" data-zero=\"1\" alt=\"It rises.\"/>"
                        + "<table><thead><tr><th scope=\"col\">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>");

        assertThat(PdfText.structure(pdf)).contains("H1", "Figure It rises.", "Table", "THead", "TH", "TD");
        assertThat(PdfText.<String>read(pdf, document -> {
                    assertThat(document.getDocumentCatalog().getMarkInfo().isMarked())
                            .isTrue();
                    assertThat(document.getDocumentCatalog()
                                    .getViewerPreferences()
                                    .displayDocTitle())
                            .isTrue();
                    assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A paper");
                    assertThat(document.getDocumentInformation()
                                    .getCreationDate()
                                    .toInstant())
                            .isEqualTo(MADE);
                    return document.getDocumentCatalog().getLanguage();
                }))
                .isEqualTo("en");
    }

    @Test
    void theSamePageAtTheSameInstantIsTheSameBytes() {
        assertThat(pdf("", "<p>Žofie 王小明</p>"))
                .isEqualTo(pdf("", "<p>Žofie 王小明</p>"))
                .isNotEqualTo(pdf("", "<p>Žofie 王小</p>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| <img src=\"%s\" alt=\"x\"/>",
                "<link rel=\"stylesheet\" type=\"text/css\" href=\"%s\"/> | <p>x</p>",
                "<style>@import url(%s);</style> | <p>x</p>",
                "<style>@font-face { font-family: Other; src: url(%s); } p { font-family: Other, NotoSans; }</style> | <p>x</p>",
                "| <p style=\"background-image: url(%s)\">x</p>",
                "| <object data=\"%s\" type=\"image/png\"/>",
                "| <iframe src=\"%s\"/>",
                "<style>p:before { content: url(%s); }</style> | <p>x</p>",
            })
    void nothingIsReadFromElsewhere(String headAndBody, @TempDir Path directory) throws IOException {
        String[] page = headAndBody.split("\\|");
        Path secret = Files.writeString(directory.resolve("page.css"), "p:before { content: 'secret' }");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.css";
            for (String from : new String[] {address, secret.toUri().toString(), secret.toString()}) {
                assertThat(PdfText.all(pdf(page[0].formatted(from), page[1].formatted(from))))
                        .doesNotContain("secret");
            }
            server.setSoTimeout(50);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDocumentTypeIsRefused() {
        assertThatThrownBy(() -> makePdf.write(
                        "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><html><body>&x;</body></html>",
                        MADE,
                        new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class);
    }
}
