package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.request.Uwlr;

/**
 * Judges the made-up answer of a very large school, which never exists as a whole, in a virtual machine of its own, and prints
 * what came of it. {@code copy} also collects the copy, as the client does.
 */
final class ManyPupils {
    private static final int PUPILS_IN_A_GROUP = 25;

    private ManyPupils() {}

    public static void main(String[] arguments) {
        int pupils = Integer.parseInt(arguments[0]);
        OutputStream copy = arguments.length > 1 ? new ByteArrayOutputStream() : OutputStream.nullOutputStream();
        long begin = System.nanoTime();
        Judgement judgement =
                new AnswerJudge(Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR)).judge(answer(pupils), "", copy);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf(
                "%s, %d pupils, %d ms, at most %d MiB of heap%n",
                judgement.getClass().getSimpleName(),
                judgement.found().counts().pupils(),
                millis,
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(p -> p.getType() == java.lang.management.MemoryType.HEAP)
                                .map(MemoryPoolMXBean::getPeakUsage)
                                .mapToLong(u -> u.getUsed())
                                .sum()
                        / 1_048_576);
    }

    /** Smalle set, as a LAS writes it: about 450 bytes a pupil. */
    static InputStream answer(int pupils) {
        int groups = pupils / PUPILS_IN_A_GROUP;
        return new Pieces(List.of(
                        Stream.of("<s:Envelope xmlns:s='" + Uwlr.SOAP + "'><s:Body><leerlinggegevens_antwoord xmlns='"
                                + Uwlr.PUPIL_DATA + "'><leerlinggegevens>" + Messages.SCHOOL_XML + "<groepen>"),
                        IntStream.range(0, groups).mapToObj(ManyPupils::group),
                        Stream.of("</groepen><leerlingen>"),
                        IntStream.range(0, pupils).mapToObj(ManyPupils::pupil),
                        Stream.of("</leerlingen><leerkrachten>"),
                        IntStream.range(0, groups).mapToObj(ManyPupils::teacher),
                        Stream.of(
                                "</leerkrachten></leerlinggegevens></leerlinggegevens_antwoord></s:Body></s:Envelope>"))
                .stream()
                .map(Stream::iterator)
                .iterator());
    }

    private static String group(int i) {
        return """
              <groep key="groep-%d">
                <naam>Groep %d</naam>
                <jaargroep>%d</jaargroep>
              </groep>
              <samengestelde_groep key="plus-%d"><naam>Plusklas %d</naam></samengestelde_groep>
            """.formatted(i, i, i % 8 + 1, i, i);
    }

    private static String pupil(int i) {
        String eckId = "https://ketenid.nl/pilot/" + "%08x".formatted(i).repeat(16);
        int group = i / PUPILS_IN_A_GROUP;
        return """
              <leerling key="leerling-%d" eckid="%s">
                <achternaam>Achternaam%d</achternaam>
                <voorvoegsel>van</voorvoegsel>
                <roepnaam>Roepnaam%d</roepnaam>
                <geboortedatum>2018-05-%02d</geboortedatum>
                <jaargroep>%d</jaargroep>
                <groep key="groep-%d"/>
                <samengestelde_groepen><samengestelde_groep key="plus-%d"/></samengestelde_groepen>
              </leerling>
            """.formatted(i, eckId, i, i, i % 28 + 1, group % 8 + 1, group, group);
    }

    private static String teacher(int i) {
        return """
              <leerkracht key="leerkracht-%d">
                <achternaam>Leerkracht%d</achternaam>
                <roepnaam>Juf</roepnaam>
                <emailadres>juf%d@voorbeeldschool.example</emailadres>
                <groepen><groep key="groep-%d"/><samengestelde_groep key="plus-%d"/></groepen>
              </leerkracht>
            """.formatted(i, i, i, i, i);
    }

    /** Texts one behind the other; none is kept. */
    private static final class Pieces extends InputStream {
        private final Iterator<Iterator<String>> parts;
        private Iterator<String> part = Collections.emptyIterator();
        private InputStream now = InputStream.nullInputStream();

        Pieces(Iterator<Iterator<String>> parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = now.read(bytes, offset, length);
            while (count < 0 && (part.hasNext() || parts.hasNext())) {
                if (part.hasNext()) {
                    now = new ByteArrayInputStream(part.next().getBytes(StandardCharsets.UTF_8));
                    count = now.read(bytes, offset, length);
                } else {
                    part = parts.next();
                }
            }
            return count;
        }
    }
}
