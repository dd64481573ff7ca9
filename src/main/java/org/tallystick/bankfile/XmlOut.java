package org.tallystick.bankfile;

import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML as it comes, an element a line, in UTF-8. */
final class XmlOut {
    private final XMLStreamWriter xml;

    XmlOut(OutputStream out) throws IOException {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private interface Step {
        void take() throws XMLStreamException;
    }

    private XmlOut then(Step step) throws IOException {
        try {
            step.take();
            return this;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    XmlOut declaration() throws IOException {
        return then(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
        });
    }

    XmlOut instruction(String target, String data) throws IOException {
        return then(() -> {
            xml.writeProcessingInstruction(target, data);
            xml.writeCharacters("\n");
        });
    }

    XmlOut namespace(String uri) throws IOException {
        return then(() -> xml.writeDefaultNamespace(uri));
    }

    XmlOut attribute(String name, String value) throws IOException {
        return then(() -> xml.writeAttribute(name, value));
    }

    XmlOut open(String... names) throws IOException {
        return then(() -> {
            for (String name : names) {
                xml.writeCharacters("\n");
                xml.writeStartElement(name);
            }
        });
    }

    XmlOut text(String text) throws IOException {
        return then(() -> xml.writeCharacters(text));
    }

    /** Closes so many elements. */
    XmlOut close(int elements) throws IOException {
        return then(() -> {
            for (int i = 0; i < elements; i++) {
                xml.writeEndElement();
            }
        });
    }

    XmlOut leaf(String name, String text) throws IOException {
        return open(name).text(text).close(1);
    }

    void end() throws IOException {
        then(() -> {
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.flush();
        });
    }
}
