package nl.laslink.local.lassimulator.school;

/** A stamgroep. The key is the LAS's own, unique in the school over groups and composite groups. */
public record Group(String key, String name, YearGroup year) {
    public Group {
        key = Texts.key(key);
        name = Texts.limited("a group's name", name, 64);
    }

    Group renamed(String newName) {
        return new Group(key, newName, year);
    }
}
