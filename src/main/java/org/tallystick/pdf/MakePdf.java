package org.tallystick.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.bidi.support.ICUBreakers;
import com.openhtmltopdf.extend.FSStreamFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes a tagged PDF (PDF/UA, ISO 14289-1) of a page in XHTML, with all fonts embedded. Nothing but the page itself is read:
 * each address that it names is refused. The same page and instant give the same bytes. The whole of it is
 * held in memory, about a hundred times the page's own length; what is longer than a thousand rows or two belongs into volumes.
 */
@ApplicationScoped
public class MakePdf {
    private static final String PRODUCER = "Tallystick";
    private static final DateTimeFormatter PDF_DATE =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] PROTOCOLS = {"http", "https", "data", "classpath", "file", "jar", "ftp"};
    private static final FSStreamFactory REFUSED = address -> {
        throw new IllegalStateException("A page may not read anything");
    };

    /** What the largest page is made of while it is laid out: docs/performance.md. */
    private static final long HEAP_EACH_BYTES = 256L << 20;

    private static final int MOST_WAITING = 16;
    private static final int LONGEST_WAIT_MINUTES = 10;

    /** As many are made at once as the heap has room for; the others wait. */
    private final Semaphore turns = new Semaphore(atOnce(), true);

    public MakePdf() {
        // It would tell of each page that it begins, and quote what it does not understand.
        XRLog.setLoggingEnabled(false);
        BundledFonts.use();
    }

    /**
     * @param xhtml well-formed, without a document type, and escaped already; in the frame {@code pdf/frame.html}, which
     *     names the fonts
     * @param madeAt what the document says of its making
     * @param out is flushed, and not closed
     * @throws ProblemException {@code unavailable} if too many wait already
     */
    public void write(String xhtml, Instant madeAt, OutputStream out) throws IOException {
        out.write(make(xhtml, madeAt));
        out.flush();
    }

    /** A slow reader keeps nobody waiting for a turn. */
    private byte[] make(String xhtml, Instant madeAt) throws IOException {
        takeTurn();
        try {
            Legible page = Legible.of(xhtml);
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            try (PDDocument document = layOut(page)) {
                date(document, madeAt);
                document.setDocumentId(seed(page.text()));
                document.save(pdf);
            }
            return pdf.toByteArray();
        } finally {
            turns.release();
        }
    }

    private static int atOnce() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / HEAP_EACH_BYTES));
    }

    private void takeTurn() throws InterruptedIOException {
        if (turns.getQueueLength() >= MOST_WAITING) {
            throw busy();
        }
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static ProblemException busy() {
        return ProblemException.of(
                ProblemType.UNAVAILABLE, "Many papers are being printed; ask again in a minute, or for an export.");
    }

    /** What the layout needed, more than the document itself, is let go before the document is written. */
    private static PDDocument layOut(Legible page) throws IOException {
        PdfRendererBuilder builder =
                builder(page.typefaces()).withProducer(PRODUCER).withW3cDocument(parse(page.text()), null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            return renderer.createPDFKeepOpen();
        }
    }

    private static PdfRendererBuilder builder(Set<Typeface> typefaces) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePdfUaAccessibility(true)
                .usePdfVersion(1.7f)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .useUnicodeLineBreaker(new ICUBreakers.ICULineBreaker(Locale.ROOT))
                .useUnicodeCharacterBreaker(new ICUBreakers.ICUCharacterBreaker(Locale.ROOT))
                .useObjectDrawerFactory(new LineChart())
                .useUriResolver((base, uri) -> null)
                .useProtocolsStreamImplementation(REFUSED, PROTOCOLS)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        // The style names them all; each that is there is read, and so only those are there that the page needs.
        for (Typeface typeface : typefaces) {
            for (int weight : typeface.weights()) {
                builder.useFont(() -> typeface.open(weight), typeface.family(), weight, FontStyle.NORMAL, true);
            }
        }
        return builder;
    }

    private static Document parse(String xhtml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xhtml)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("A page that is not well-formed", e);
        }
    }

    private static void date(PDDocument document, Instant madeAt) {
        PDDocumentInformation information = document.getDocumentInformation();
        String date = PDF_DATE.format(madeAt);
        information.getCOSObject().setString(COSName.CREATION_DATE, date);
        information.getCOSObject().setString(COSName.MOD_DATE, date);
    }

    private static long seed(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }
}
