package nl.laslink.local.lassimulator.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.Teacher;
import org.w3c.dom.Element;

/** The groups whose people a stage asks for; one without a key means those who are in no group of its kind. */
record AskedGroups(List<Asked> groups) {
    private record Asked(boolean composite, Optional<String> key) {}

    static AskedGroups read(Children fields) throws Refused {
        Children children = Children.of(fields.required("groepen"));
        List<Asked> groups = new ArrayList<>();
        while (true) {
            Optional<Element> group = children.optional("groep");
            Optional<Element> composite =
                    group.isPresent() ? Optional.empty() : children.optional("samengestelde_groep");
            if (group.isEmpty() && composite.isEmpty()) {
                break;
            }
            Element element = group.or(() -> composite).orElseThrow();
            groups.add(new Asked(
                    composite.isPresent(),
                    element.hasAttribute("key") ? Optional.of(element.getAttribute("key")) : Optional.empty()));
        }
        children.end();
        if (groups.isEmpty()) {
            throw Refused.malformed("groepen holds no group");
        }
        return new AskedGroups(groups);
    }

    void check(School school) throws Refused {
        for (Asked asked : groups) {
            boolean known = asked.key().isEmpty()
                    || (asked.composite()
                            ? school.compositeGroups().stream()
                                    .anyMatch(g -> g.key().equals(asked.key().get()))
                            : school.groups().stream()
                                    .anyMatch(g -> g.key().equals(asked.key().get())));
            if (!known) {
                throw Refused.malformed("there is no group " + asked.key().get());
            }
        }
    }

    boolean hold(Pupil pupil) {
        List<String> groups = pupil.group().map(List::of).orElse(List.of());
        return this.groups.stream().anyMatch(g -> isIn(g, g.composite() ? pupil.compositeGroups() : groups));
    }

    boolean hold(Teacher teacher) {
        return groups.stream().anyMatch(g -> isIn(g, g.composite() ? teacher.compositeGroups() : teacher.groups()));
    }

    private static boolean isIn(Asked asked, List<String> keys) {
        return asked.key().map(keys::contains).orElse(keys.isEmpty());
    }
}
