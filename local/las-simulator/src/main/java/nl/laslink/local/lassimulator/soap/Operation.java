package nl.laslink.local.lassimulator.soap;

import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.w3c.dom.Element;

/** One operation of UWLR: reads its request, and answers once the caller may have an answer. */
interface Operation<R extends Operation.Request> {

    /** A request that was read without complaint. */
    interface Request {
        /** The school it is about. */
        AskedSchool school();

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
