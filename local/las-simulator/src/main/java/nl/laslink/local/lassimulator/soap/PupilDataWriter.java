package nl.laslink.local.lassimulator.soap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import nl.laslink.local.lassimulator.school.CompositeGroup;
import nl.laslink.local.lassimulator.school.Group;
import nl.laslink.local.lassimulator.school.PersonName;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.SchoolYear;
import nl.laslink.local.lassimulator.school.Teacher;

/** Writes {@code leerlinggegevens} after the base schema of UWLR 2.2, with the fields of both profiles. */
final class PupilDataWriter {
    private final SoapWriter out;

    PupilDataWriter(SoapWriter out) {
        this.out = out;
    }

    void write(School school, SchoolYear year, Instant now) throws XMLStreamException {
        out.open("leerlinggegevens");
        writeSchool(school, year, now);
        writeGroups(school);
        out.open("leerlingen");
        for (Pupil pupil : school.pupils()) {
            writePupil(pupil);
        }
        out.close();
        if (!school.teachers().isEmpty()) {
            out.open("leerkrachten");
            for (Teacher teacher : school.teachers()) {
                writeTeacher(teacher);
            }
            out.close();
        }
        out.close();
    }

    private void writeSchool(School school, SchoolYear year, Instant now) throws XMLStreamException {
        out.open("school");
        out.text("schooljaar", year.toString());
        out.text("peildatum", now.atZone(SchoolYear.ZONE).toLocalDate().toString());
        out.text("brincode", school.code().brin());
        out.text("dependancecode", school.code().dependance());
        out.text("aanmaakdatum", WireTime.local(now));
        out.text("auteur", "LAS-simulator");
        out.text("xsdversie", Uwlr.VERSION);
        out.close();
    }

    private void writeGroups(School school) throws XMLStreamException {
        if (school.groups().isEmpty() && school.compositeGroups().isEmpty()) {
            return;
        }
        out.open("groepen");
        for (Group group : school.groups()) {
            out.open("groep", "key", group.key());
            out.text("naam", group.name());
            out.text("jaargroep", group.year().code());
            out.close();
        }
        for (CompositeGroup group : school.compositeGroups()) {
            out.open("samengestelde_groep", "key", group.key());
            out.text("naam", group.name());
            out.text("omschrijving", group.description());
            out.close();
        }
        out.close();
    }

    private void writePupil(Pupil pupil) throws XMLStreamException {
        openPerson("leerling", pupil.key(), pupil.eckId());
        writeName(pupil.name());
        out.text("geboortedatum", pupil.born().map(Object::toString));
        out.text("geslacht", pupil.gender().code());
        out.text("jaargroep", pupil.year().code());
        if (pupil.group().isPresent()) {
            out.reference("groep", pupil.group().get());
        }
        if (!pupil.compositeGroups().isEmpty()) {
            out.open("samengestelde_groepen");
            writeReferences("samengestelde_groep", pupil.compositeGroups());
            out.close();
        }
        out.close();
    }

    private void writeTeacher(Teacher teacher) throws XMLStreamException {
        openPerson("leerkracht", teacher.key(), teacher.eckId());
        writeName(teacher.name());
        out.text("emailadres", teacher.email());
        if (!teacher.groups().isEmpty() || !teacher.compositeGroups().isEmpty()) {
            out.open("groepen");
            writeReferences("groep", teacher.groups());
            writeReferences("samengestelde_groep", teacher.compositeGroups());
            out.close();
        }
        out.close();
    }

    private void openPerson(String element, String key, Optional<String> eckId) throws XMLStreamException {
        if (eckId.isPresent()) {
            out.open(element, "key", key, "eckid", eckId.get());
        } else {
            out.open(element, "key", key);
        }
    }

    private void writeName(PersonName name) throws XMLStreamException {
        out.text("achternaam", name.surname());
        out.text("voorvoegsel", name.prefix());
        out.text("roepnaam", name.firstName());
    }

    private void writeReferences(String element, List<String> keys) throws XMLStreamException {
        for (String key : keys) {
            out.reference(element, key);
        }
    }
}
