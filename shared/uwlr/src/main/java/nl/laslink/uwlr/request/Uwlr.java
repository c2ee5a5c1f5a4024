package nl.laslink.uwlr.request;

/** The names of UWLR 2 and SOAP 1.1 on the wire. */
public final class Uwlr {
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    public static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie";
    public static final String PUPIL_DATA = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
    public static final String RESULTS = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";
    public static final String OSO = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier";

    private Uwlr() {}
}
