package org.tallystick.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The bundled fonts, in the order in which a character is looked for. Where they come from: fonts/README.md. */
enum Typeface {
    LATIN("NotoSans", true),
    ARABIC("NotoSansArabic", true),
    HEBREW("NotoSansHebrew", true),
    ARMENIAN("NotoSansArmenian", true),
    GEORGIAN("NotoSansGeorgian", true),
    DEVANAGARI("NotoSansDevanagari", true),
    THAI("NotoSansThai", true),
    /** Chinese, Japanese and Korean. */
    EAST_ASIAN("MicroHei", false),
    /** Arrows, signs, and emoji without colours. */
    SYMBOLS("Symbols", false);

    private final String file;
    private final boolean bold;

    Typeface(String file, boolean bold) {
        this.file = file;
        this.bold = bold;
    }

    /** As CSS names it. */
    String family() {
        return file;
    }

    List<Integer> weights() {
        return bold ? List.of(400, 700) : List.of(400);
    }

    /** The TrueType file; whoever opens it closes it. */
    InputStream open(int weight) {
        String name = "fonts/" + file + (bold ? weight == 700 ? "-Bold" : "-Regular" : "") + ".ttf";
        return Objects.requireNonNull(Typeface.class.getResourceAsStream(name), name);
    }

    /** All code points that it shows in each of its weights. */
    BitSet characters() {
        BitSet common = characters(400);
        for (int weight : weights()) {
            common.and(characters(weight));
        }
        return common;
    }

    private BitSet characters(int weight) {
        BitSet found = new BitSet();
        try (InputStream in = open(weight);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            CmapLookup cmap = font.getUnicodeCmapLookup();
            for (int glyph = 1; glyph < font.getNumberOfGlyphs(); glyph++) {
                List<Integer> codes = cmap.getCharCodes(glyph);
                if (codes != null) {
                    codes.forEach(found::set);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
