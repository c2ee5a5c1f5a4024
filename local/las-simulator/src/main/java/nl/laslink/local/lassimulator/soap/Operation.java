package nl.laslink.local.lassimulator.soap;

import java.util.Optional;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.w3c.dom.Element;

/** One operation of UWLR: reads its request, and answers once the caller may have an answer. */
interface Operation<R extends Operation.Request> {

    /** A request that was read without complaint. */
    interface Request {
        /** The school it is about; empty when it is named by a school key. */
        Optional<SchoolCode> school();

        /** Its xsdversie. */
        String version();
    }

    String name();

    /** Its SOAPAction: for two of them the name. */
    default String action() {
        return name();
    }

    R read(Element payload) throws Refused;

    byte[] answer(R request, SimulatedSchool school) throws Refused;
}
