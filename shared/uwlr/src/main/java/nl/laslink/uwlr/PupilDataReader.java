package nl.laslink.uwlr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FetchOutcome.Flaw;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/**
 * Reads {@code leerlinggegevens} by name, never by position: LAS systems keep to no order. Fields that laslink does not need
 * are passed over.
 */
final class PupilDataReader {
    /** More groups and persons than any school has. */
    private static final int MAX_RECORDS = 50_000;

    private final SchoolIdentification asked;
    private final SchoolYear askedYear;
    private final Collected collected = new Collected();
    private int records;

    PupilDataReader(SchoolIdentification asked, SchoolYear askedYear) {
        this.asked = asked;
        this.askedYear = askedYear;
    }

    /** One without a single usable pupil is no answer to build on: the schema wants one or more. */
    Delivery read(XmlCursor in) throws Unusable {
        Optional<SchoolFields> school = Optional.empty();
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "school" -> school = Optional.of(SchoolFields.read(in));
                case "groepen" -> groups(in);
                case "leerlingen" -> pupils(in);
                case "leerkrachten" -> teachers(in);
                default -> in.skip();
            }
        }
        school.orElseThrow(() -> new Unusable(Flaw.NOT_UWLR)).check(asked, askedYear);
        Delivery delivery = collected.delivery(askedYear);
        if (delivery.pupils().isEmpty()) {
            throw new Unusable(Flaw.NOT_UWLR);
        }
        return delivery;
    }

    private void groups(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep" -> group(in, false);
                case "samengestelde_groep" -> group(in, true);
                default -> in.skip();
            }
        }
    }

    private void group(XmlCursor in, boolean composite) throws Unusable {
        count();
        Optional<LasKey> key = key(in);
        Optional<String> name = Optional.empty();
        Optional<String> yearGroup = Optional.empty();
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "naam" -> name = in.text();
                case "jaargroep" -> yearGroup = PersonFields.code(in.text());
                default -> in.skip();
            }
        }
        if (key.isPresent()) {
            // A known group that lost its name is still that group.
            String shown = name.orElse(key.get().value());
            collected.add(new DeliveredGroup(key.get(), composite, shown, composite ? Optional.empty() : yearGroup));
        }
    }

    private void pupils(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            if (in.name(Uwlr.PUPIL_DATA).equals("leerling")) {
                count();
                pupil(in);
            } else {
                in.skip();
            }
        }
    }

    private void pupil(XmlCursor in) throws Unusable {
        PersonFields pupil = PersonFields.start(in);
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep" -> pupil.group(reference(in));
                case "samengestelde_groepen" -> references(in).forEach(pupil::compositeGroup);
                case String field -> pupil.take(field, in);
            }
        }
        collected.addPupil(pupil);
    }

    private void teachers(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            if (in.name(Uwlr.PUPIL_DATA).equals("leerkracht")) {
                count();
                teacher(in);
            } else {
                in.skip();
            }
        }
    }

    private void teacher(XmlCursor in) throws Unusable {
        PersonFields teacher = PersonFields.start(in);
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groepen" -> references(in).forEach(teacher::compositeGroup);
                case "emailadres" -> teacher.email(in.text());
                case String field -> teacher.take(field, in);
            }
        }
        collected.addTeacher(teacher);
    }

    private static List<LasKey> references(XmlCursor in) throws Unusable {
        List<LasKey> keys = new ArrayList<>();
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep", "samengestelde_groep" -> reference(in).ifPresent(keys::add);
                default -> in.skip();
            }
        }
        return keys;
    }

    private static Optional<LasKey> reference(XmlCursor in) throws Unusable {
        Optional<LasKey> key = key(in);
        in.skip();
        return key;
    }

    static Optional<LasKey> key(XmlCursor in) {
        return in.attribute("key").filter(k -> k.length() <= 256).map(LasKey::new);
    }

    private void count() throws Unusable {
        records++;
        if (records > MAX_RECORDS) {
            throw new Unusable(Flaw.TOO_LARGE);
        }
    }
}
