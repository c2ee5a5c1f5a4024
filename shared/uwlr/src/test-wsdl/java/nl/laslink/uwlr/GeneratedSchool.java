package nl.laslink.uwlr;

import jakarta.xml.bind.JAXBElement;
import java.util.List;
import java.util.Optional;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.CtpLeeg;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.GroepReferentieType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.GroepType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtGroepenReferentieType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtenAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtenStage;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenStage;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.Leerlinggegevens;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlinggegevensAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlinggegevensStructuur;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.ObjectFactory;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.SamengesteldeGroepType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.SamengesteldeGroepenReferentieType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.SchoolType;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.StructuurAntwoord;

/**
 * Two groups of one pupil, a pupil without a group, a composite group for the first, and a teacher of the first group, in the classes
 * that were generated. Whoever asks names the school.
 */
record GeneratedSchool(String year, String brin, String dependance, String schoolKey) {
    private static final ObjectFactory NEW = new ObjectFactory();
    private static final List<Person> PUPILS = List.of(
            new Person("1", "Siri", Optional.of("g1"), Optional.of("c1")),
            new Person("2", "Noor", Optional.of("g2"), Optional.empty()),
            new Person("3", "Sem", Optional.empty(), Optional.empty()));
    private static final List<Person> TEACHERS = List.of(new Person("a", "Anja", Optional.of("g1"), Optional.empty()));

    /** A group that people are asked of; without a key: those who are in none of its kind. */
    record AskedFor(Optional<String> key, boolean composite) {
        boolean has(Person person) {
            return (composite ? person.composite : person.group).equals(key);
        }
    }

    record Person(String key, String name, Optional<String> group, Optional<String> composite) {}

    /** Pupils and teachers are asked for alike, so that their requests share a class. */
    static List<AskedFor> asked(LeerlingenVerzoek.Groepen groups) {
        return groups.getGroepOrSamengesteldeGroep().stream()
                .map(asked -> switch (asked) {
                    case LeerlingenVerzoek.Groepen.Groep group ->
                        new AskedFor(Optional.ofNullable(group.getKey()), false);
                    case LeerlingenVerzoek.Groepen.SamengesteldeGroep group ->
                        new AskedFor(Optional.ofNullable(group.getKey()), true);
                    default -> throw new AssertionError("no group");
                })
                .toList();
    }

    LeerlinggegevensAntwoord wholeSchool() {
        Leerlinggegevens data = new Leerlinggegevens();
        data.setSchool(school());
        data.setGroepen(new Leerlinggegevens.Groepen());
        data.getGroepen().getGroepOrSamengesteldeGroep().addAll(groups());
        data.setLeerlingen(new Leerlinggegevens.Leerlingen());
        PUPILS.forEach(p -> data.getLeerlingen().getLeerling().add(pupil(p)));
        data.setLeerkrachten(new Leerlinggegevens.Leerkrachten());
        TEACHERS.forEach(t -> data.getLeerkrachten().getLeerkracht().add(teacher(t)));
        LeerlinggegevensAntwoord answer = new LeerlinggegevensAntwoord();
        answer.setLeerlinggegevens(data);
        return answer;
    }

    StructuurAntwoord structure() {
        LeerlinggegevensStructuur data = new LeerlinggegevensStructuur();
        data.setSchool(school());
        data.setGroepen(new LeerlinggegevensStructuur.Groepen());
        data.getGroepen().getGroepOrSamengesteldeGroep().addAll(groups());
        StructuurAntwoord answer = new StructuurAntwoord();
        answer.setLeerlinggegevensStructuur(data);
        return answer;
    }

    LeerlingenAntwoord pupils(List<AskedFor> asked) {
        LeerlingenAntwoord answer = new LeerlingenAntwoord();
        List<Person> people = among(PUPILS, asked);
        if (people.isEmpty()) {
            answer.setGeengegevens(new CtpLeeg());
            return answer;
        }
        LeerlingenStage data = new LeerlingenStage();
        data.setSchool(school());
        data.setLeerlingen(new LeerlingenStage.Leerlingen());
        people.forEach(p -> data.getLeerlingen().getLeerling().add(pupil(p)));
        answer.setLeerlinggegevensLeerlingen(data);
        return answer;
    }

    LeerkrachtenAntwoord teachers(List<AskedFor> asked) {
        LeerkrachtenStage data = new LeerkrachtenStage();
        data.setSchool(school());
        List<Person> people = among(TEACHERS, asked);
        if (!people.isEmpty()) {
            data.setLeerkrachten(new LeerkrachtenStage.Leerkrachten());
            people.forEach(t -> data.getLeerkrachten().getLeerkracht().add(teacher(t)));
        }
        LeerkrachtenAntwoord answer = new LeerkrachtenAntwoord();
        answer.setLeerlinggegevensLeerkrachten(data);
        return answer;
    }

    private static List<Person> among(List<Person> all, List<AskedFor> asked) {
        return all.stream()
                .filter(person -> asked.stream().anyMatch(a -> a.has(person)))
                .toList();
    }

    private SchoolType school() {
        SchoolType school = new SchoolType();
        List<JAXBElement<?>> content = school.getContent();
        content.add(NEW.createSchoolTypeSchooljaar(year));
        if (brin != null) {
            content.add(NEW.createSchoolTypeBrincode(brin));
        }
        if (dependance != null) {
            content.add(NEW.createSchoolTypeDependancecode(dependance));
        }
        if (schoolKey != null) {
            content.add(NEW.createSchoolTypeSchoolkey(schoolKey));
        }
        return school;
    }

    private static List<Object> groups() {
        SamengesteldeGroepType composite = new SamengesteldeGroepType();
        composite.setKey("c1");
        composite.setNaam("Plus");
        return List.of(group("g1", "5A", "5"), group("g2", "6A", "6"), composite);
    }

    private static GroepType group(String key, String name, String yearGroup) {
        GroepType group = new GroepType();
        group.setKey(key);
        group.setNaam(name);
        group.setJaargroep(yearGroup);
        return group;
    }

    private static LeerlingType pupil(Person person) {
        LeerlingType pupil = new LeerlingType();
        pupil.setKey(person.key);
        pupil.getContent().add(NEW.createLeerlingTypeRoepnaam(person.name));
        person.group.ifPresent(key -> pupil.getContent().add(NEW.createLeerlingTypeGroep(reference(key))));
        person.composite.ifPresent(key -> {
            SamengesteldeGroepenReferentieType composite = new SamengesteldeGroepenReferentieType();
            composite.getSamengesteldeGroep().add(reference(key));
            pupil.getContent().add(NEW.createLeerlingTypeSamengesteldeGroepen(composite));
        });
        return pupil;
    }

    private static LeerkrachtType teacher(Person person) {
        LeerkrachtType teacher = new LeerkrachtType();
        teacher.setKey(person.key);
        teacher.getContent().add(NEW.createLeerkrachtTypeRoepnaam(person.name));
        LeerkrachtGroepenReferentieType.Groep group = new LeerkrachtGroepenReferentieType.Groep();
        group.setKey(person.group.orElseThrow());
        LeerkrachtGroepenReferentieType groups = new LeerkrachtGroepenReferentieType();
        groups.getGroepOrSamengesteldeGroep().add(group);
        teacher.getContent().add(NEW.createLeerkrachtTypeGroepen(groups));
        return teacher;
    }

    private static GroepReferentieType reference(String key) {
        GroepReferentieType reference = new GroepReferentieType();
        reference.setKey(key);
        return reference;
    }
}
