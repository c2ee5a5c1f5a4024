package nl.laslink.uwlr;

/** The names of UWLR 2 and SOAP 1.1 on the wire. */
final class Uwlr {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie";
    static final String PUPIL_DATA = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
    static final String RESULTS = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";
    static final String OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier";

    private Uwlr() {}
}
