package nl.laslink.domain.imports;

/** What a staged row is about. */
public enum RowKind {
    GROUP,
    TEACHER,
    PUPIL
}
